"""Words attributed by layout: "NAME: text", "As she put it that day: “…”", "“…” — Name", transcripts.

    1. label     a paragraph that begins with a short name and a colon
    2. colon     a sentence without a cue that ends in a colon and a quotation
    3. signed    a quotation with a dash and a name behind it
"""

from __future__ import annotations

from bot.reading import lexicon as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.cues import announced
from bot.reading.endings import trim_end
from bot.reading.phrases import Phrase, core_after, phrase_before
from bot.reading.sources import clause_subject
from bot.reading.tagged import CLOSING, OPENING, Tagged

LONGEST_LABEL = 7  # tokens of "CBS moderator Nancy Cordes"
LONGEST_SIGNATURE = 14
FEWEST = 4  # words of a quotation that a colon makes somebody's


def read_layouts(tagged: Tagged, taken: set[int]) -> list[Attribution]:
    """Attributions by layout in the units that no cue has taken."""
    found: list[Attribution] = []
    transcript = _is_transcript(tagged)
    for number, (first, last) in enumerate(tagged.units):
        if number in taken:
            continue
        one = (
            _label(tagged, first, last, is_transcript=transcript)
            or _colon(tagged, first, last)
            or _signed(tagged, first, last)
        )
        if one is not None and not {tagged.unit_of[at] for at, _ in one.pieces} & taken:
            found.append(one)
    return found


def _label_end(tagged: Tagged, first: int, last: int) -> int | None:
    """The colon behind a name that opens a paragraph."""
    for at in range(first, min(last, first + LONGEST_LABEL + 1)):
        if tagged.words[at] == ":":
            return at if at > first else None
        word = tagged.words[at]
        if not (word[0].isupper() or tagged.tags[at] & lex.OF or word in {"(", ")", "-", "."}):
            return None
    return None


def _is_transcript(tagged: Tagged) -> bool:
    labels = 0
    for first, last in tagged.tokens.paragraphs:
        if _label_end(tagged, first, last) is not None:
            labels += 1
    return labels >= 3  # noqa: PLR2004  two may be chance


def _label(tagged: Tagged, first: int, last: int, *, is_transcript: bool) -> Attribution | None:
    """NAME: what they said, in a headline, a list or a transcript."""
    paragraph = tagged.tokens.paragraphs[tagged.paragraph_of[first]]
    if paragraph[0] != first:
        return None
    colon = _label_end(tagged, first, last)
    if colon is None or colon + 1 >= paragraph[1] or not _is_speaker(tagged, first, colon):
        return None
    is_quote = tagged.words[colon + 1] in OPENING
    is_title = first == 0
    if not (is_quote or is_title or is_transcript):
        return None
    end = paragraph[1] if is_transcript and not is_quote else last
    end = trim_end(tagged, colon + 1, end)
    if end - colon - 1 < FEWEST:
        return None
    strength = 0.85 if is_quote else 0.6
    return Attribution("label", "quote" if is_quote else "text", ":", (colon, colon + 1),
                       Phrase(first, colon, colon), [(colon + 1, end)], strength, unit=tagged.unit_of[end - 1])  # fmt: skip


def _is_speaker(tagged: Tagged, first: int, last: int) -> bool:
    words = [tagged.words[at] for at in range(first, last)]
    if any(tagged.tags[at] & lex.TIME for at in range(first, last)):
        return False
    return tagged.is_name_like(last - 1) or tagged.is_name_like(first) or (len(words) == 1 and words[0].isupper())


def _colon(tagged: Tagged, first: int, last: int) -> Attribution | None:
    """A sentence that leads to a quotation with a colon; its subject speaks."""
    colon = next((at for at in range(last - 1, first, -1) if tagged.words[at] == ":" and tagged.quoted[at] == -1), None)
    if colon is None:
        return None
    piece = _announced_here(tagged, colon, last)
    if piece is None:
        return None
    source = clause_subject(tagged, colon, first) or phrase_before(tagged, colon, first)
    if source is None or not (tagged.is_name_like(source.core_last - 1) or tagged.tags[source.first] & lex.PRONOUN):
        return None
    return Attribution("colon", "quote", ":", (colon, colon + 1), source, [piece], 0.7,
                       unit=tagged.unit_of[piece[1] - 1])  # fmt: skip


def _announced_here(tagged: Tagged, colon: int, last: int) -> Range | None:
    if colon + 1 >= last:
        piece = announced(tagged, last)
        return piece if piece and tagged.words[piece[0]] in OPENING and piece[1] - piece[0] > FEWEST else None
    if tagged.words[colon + 1] not in OPENING or colon + 2 >= last or tagged.quoted[colon + 2] == -1:
        return None
    end = trim_end(tagged, colon + 1, last)
    return (colon + 1, end) if end - colon > FEWEST + 2 else None


def _signed(tagged: Tagged, first: int, last: int) -> Attribution | None:
    """“…” — Name, in the same paragraph or the next."""
    dash = next((at for at in range(first, min(last, first + 3)) if tagged.words[at] in {"—", "–", "--", "-"}), None)
    if dash is None:
        dash = next((at for at in range(first + 1, last - 1) if tagged.words[at] in {"—", "–", "--", "-"}
                     and tagged.words[at - 1] in CLOSING), None)  # fmt: skip
        quoted = (first, dash) if dash is not None and tagged.words[first] in OPENING else None
    else:
        quoted = _quoted_paragraph_before(tagged, first) if dash == first else None
    if dash is None or quoted is None or last - dash > LONGEST_SIGNATURE or dash + 1 >= last:
        return None
    if not tagged.is_name_like(dash + 1):
        return None
    end = core_after(tagged, dash + 1, last)
    rest = trim_end(tagged, dash + 1, last)
    if end is None or (end < rest and tagged.words[end] not in {",", "("}):
        return None
    if quoted[1] - quoted[0] <= FEWEST:
        return None
    return Attribution("signed", "quote", "—", (dash, dash + 1), Phrase(dash + 1, rest, end), [quoted], 0.85,
                       unit=tagged.unit_of[dash])  # fmt: skip


def _quoted_paragraph_before(tagged: Tagged, first: int) -> Range | None:
    number = tagged.paragraph_of[first] - 1
    if number < 0:
        return None
    start, end = tagged.tokens.paragraphs[number]
    end = trim_end(tagged, start, end)
    is_quoted = tagged.words[start] in OPENING and end - start > 1 and tagged.words[end - 1] in CLOSING
    return (start, end) if is_quoted else None
