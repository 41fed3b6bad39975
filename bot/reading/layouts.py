"""Words attributed by layout: "NAME: text", "As she put it that day: “…”", "“…” — Name", transcripts.

    1. label     a paragraph that begins with a short name and a colon
    2. colon     a sentence without a cue that ends in a colon and a quotation

Signed quotations are in signatures.py.
"""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.bare_verbs import read_bare_verbs
from bot.reading.endings import trim_end
from bot.reading.phrase_cores import Phrase, core_before
from bot.reading.phrases_after import core_after
from bot.reading.right_side import announced
from bot.reading.signatures import read_signatures
from bot.reading.sources import clause_subject, is_main_subject
from bot.reading.tagged import Tagged

DASHES = frozenset({"—", "–", "--", "-"})
LONGEST_LABEL = 7  # tokens of "CBS moderator Nancy Cordes"
THAT = lex.COMPLEMENTISER | lex.RELATIVE
FEWEST_LABELS = 3  # two may be chance
FEWEST = 4  # words of a quotation that a colon makes somebody's


def read_layouts(tagged: Tagged, told: list[Attribution]) -> list[Attribution]:
    """Attributions by layout in the units that no cue has taken, and by colons before quotations in any."""
    ends = [at for one in told for first, last in one.pieces for at in (first, last - 1)]
    taken = set(map(tagged.unit_of.__getitem__, ends + [one.cue[0] for one in told if one.cue]))
    found: list[Attribution] = []
    colons = [at for at in tagged.tokens.places(":") if tagged.quoted[at] == -1]
    transcript = _is_transcript(tagged, colons)
    for number in sorted({tagged.unit_of[at] for at in colons} - taken):
        first, last = tagged.units[number]
        one = _label(tagged, first, last, is_transcript=transcript) or _colon(tagged, first, last)
        if one is not None and not {tagged.unit_of[at] for at, _ in one.pieces} & taken:
            found.append(one)
    found += [one for at in colons if at + 1 in tagged.opening and tagged.unit_of[at] in taken
              and (one := _colon_behind(tagged, at, told)) is not None]  # fmt: skip
    found += read_bare_verbs(tagged, taken | {tagged.unit_of[at] for one in found for at, _ in one.pieces})
    for one in read_signatures(tagged):
        units = {tagged.unit_of[at] for at in range(*one.pieces[0])}
        if not units & taken and not any(tagged.unit_of[other.pieces[0][0]] in units for other in found):
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


def _is_transcript(tagged: Tagged, colons: list[int]) -> bool:
    """Whether several paragraphs begin with a name and a colon."""
    paragraphs = {tagged.paragraph_of[at] for at in colons}
    labels = sum(_label_end(tagged, *tagged.tokens.paragraphs[number]) is not None for number in paragraphs)
    return labels >= FEWEST_LABELS


def _label(tagged: Tagged, first: int, last: int, *, is_transcript: bool) -> Attribution | None:
    """NAME: what they said, in a headline, a list or a transcript."""
    paragraph = tagged.tokens.paragraphs[tagged.paragraph_of[first]]
    if paragraph[0] != first:
        return None
    colon = _label_end(tagged, first, last)
    if colon is None or colon + 1 >= paragraph[1] or not _is_speaker(tagged, first, colon):
        return None
    is_quote = colon + 1 in tagged.opening
    is_title = first == 0
    if not (is_quote or is_title or is_transcript):
        return None
    end = paragraph[1] if is_transcript and not is_quote else last
    end = trim_end(tagged, colon + 1, end)
    if end - colon - 1 < FEWEST:
        return None
    name = next((at for at in range(first + 1, colon) if tagged.tags[at] & lex.PREPOSITION), colon)
    strength = 0.85 if is_quote else 0.6
    return Attribution(
        "label",
        "quote" if is_quote else "text",
        ":",
        (colon, colon + 1),
        Phrase(first, colon, name),
        [(colon + 1, end)],
        strength,
        unit=tagged.unit_of[end - 1],
    )


def _is_speaker(tagged: Tagged, first: int, last: int) -> bool:
    words = [tagged.words[at] for at in range(first, last)]
    if tagged.lower[first] in tagged.rules.words["not_speakers"]:
        return False
    if any(tagged.tags[at] & lex.TIME for at in range(first, last)):
        return False
    return tagged.is_name_like(last - 1) or tagged.is_name_like(first) or (len(words) == 1 and words[0].isupper())


def _colon(tagged: Tagged, first: int, last: int) -> Attribution | None:
    """A sentence that leads to a quotation with a colon; its subject, or the name before the colon, speaks."""
    colon = next((at for at in range(last - 1, first, -1) if tagged.words[at] == ":" and tagged.quoted[at] == -1), None)
    if colon is None:
        return None
    piece = _announced_here(tagged, colon, last)
    if piece is None:
        return None
    source = (
        _named_before(tagged, colon, first) or _main_subject(tagged, colon, first) or _opening(tagged, first, colon)
    )
    if source is None:
        return None
    return Attribution("colon", "quote", ":", (colon, colon + 1), source, [piece], 0.7,
                       unit=tagged.unit_of[piece[1] - 1])  # fmt: skip


def _colon_behind(tagged: Tagged, colon: int, told: list[Attribution]) -> Attribution | None:
    """A quotation behind a colon in a sentence that tells of other words too: "said yes, but he had a wish: “…”"."""
    unit = tagged.unit_of[colon]
    near = [one for one in told if one.unit == unit]
    if not near:
        return None
    floor = tagged.units[unit][0]
    for one in near:
        for _, last in one.pieces:
            if last > colon:
                return None
            floor = max(floor, last)
        floor = max(floor, one.cue[1] if one.cue else floor)
    piece = _announced_here(tagged, colon, tagged.units[unit][1])
    source = _main_subject(tagged, colon, floor) or near[-1].source
    if piece is None or source is None or source.first > colon:
        return None
    return Attribution("colon", "quote", ":", (colon, colon + 1), source, [piece], 0.7, unit=unit)


def _main_subject(tagged: Tagged, colon: int, first: int) -> Phrase | None:
    """The subject of the clause that a colon ends, or the name before the colon where only a thing is its subject."""
    source = _author(tagged, colon, first) or clause_subject(tagged, colon, first)
    if source is None or tagged.is_name_like(source.core_last - 1) or tagged.tags[source.first] & lex.PRONOUN:
        return source
    name = core_before(tagged, colon, first)
    if name is not None and colon - name > 1 and tagged.is_name_like(colon - 1) and tagged.is_name_like(colon - 2):
        return Phrase(name, colon, colon)
    return source if is_main_subject(tagged, source, first) else None


def _author(tagged: Tagged, colon: int, first: int) -> Phrase | None:
    """Who wrote what a colon shows: "reported on an email that | Lee | sent to the mayor: “…”"."""
    nouns = tagged.rules.words["reporting_nouns"]
    if nouns.isdisjoint(tagged.lower[first:colon]):
        return None
    for that in range(colon - 1, first + 1, -1):
        if tagged.tags[that] & THAT and tagged.lower[that - 1] in nouns:
            last = core_after(tagged, that + 1, colon)
            return Phrase(that + 1, last, last) if last is not None and tagged.verbs[last] else None
    return None


def _named_before(tagged: Tagged, colon: int, first: int) -> Phrase | None:
    """The name right before the colon: "NEW POLL – Mark Smith:", "More from the report:"."""
    start = core_before(tagged, colon, first)
    if start is None:
        return None
    source = Phrase(start, colon, colon)
    before = start - 1
    if before < first or tagged.words[before] in DASHES:
        return source
    return source if tagged.lower[before] in tagged.rules.words["from"] else None


def _opening(tagged: Tagged, first: int, colon: int) -> Phrase | None:
    """The name that opens a line without a verb: "Smith on taxes:"."""
    if tagged.has_verb(first, colon) or not tagged.is_name_like(first):
        return None
    last = core_after(tagged, first, colon)
    return None if last is None else Phrase(first, last, last)


def _announced_here(tagged: Tagged, colon: int, last: int) -> Range | None:
    if colon + 1 >= last:
        piece = announced(tagged, last)
        return piece if piece and piece[0] in tagged.opening and piece[1] - piece[0] > FEWEST else None
    if colon + 1 not in tagged.opening or colon + 2 >= last or tagged.quoted[colon + 2] == -1:
        return None
    end = trim_end(tagged, colon + 1, last)
    return (colon + 1, end) if end - colon > FEWEST + 2 else None
