"""Signed quotations, as lists of reactions print them: “…” — Name; a name on the line below, or above.

1. inline    “…” — Name, in one paragraph
2. below     a quoted paragraph, then a line with a dash and a name; without a dash where the article does it often
3. above     a line that is only a name, then a quoted paragraph, where the article does it often
"""

from __future__ import annotations

from bot.reading.attribution import Attribution, Range
from bot.reading.endings import trim_end
from bot.reading.phrase_cores import Phrase
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged

DASHES = frozenset({"—", "–", "--", "-", "―"})
LONGEST = 16  # tokens of a signature
FEWEST = 4  # words of a signed quotation
OFTEN = 3  # pairs of a quotation and a name that make a layout


def read_signatures(tagged: Tagged) -> list[Attribution]:
    """Every quotation that a signature gives to somebody."""
    paragraphs = tagged.tokens.paragraphs
    opened = {number for at in tagged.opening if paragraphs[number := tagged.paragraph_of[at]][0] == at}
    quoted = {number for number in opened if _is_quoted(tagged, *paragraphs[number])}
    found: list[Attribution] = []
    below: list[Attribution] = []
    above: list[Attribution] = []
    for number in sorted(opened.union([number + 1 for number in quoted])):
        if number == len(paragraphs):
            break
        paragraph = paragraphs[number]
        inline = _inline(tagged, *paragraph) if number in opened else None
        if inline:
            found.append(inline)
        elif number - 1 in quoted:
            signed = _signature(tagged, *paragraph, paragraphs[number - 1])
            if signed and tagged.words[paragraph[0]] in DASHES:
                found.append(signed)
            elif signed:
                below.append(signed)
        if number and number in quoted and tagged.words[paragraphs[number - 1][0]] not in DASHES:
            titled = _signature(tagged, *paragraphs[number - 1], paragraph)
            if titled:
                above.append(titled)
    return found + _layout(below, above)


def _layout(below: list[Attribution], above: list[Attribution]) -> list[Attribution]:
    """Names stand below quotations or above them; whichever comes first and often enough."""
    lists = [pairs for pairs in (below, above) if len(pairs) >= OFTEN]
    return min(lists, key=lambda pairs: min(pairs[0].pieces[0][0], pairs[0].source.first if pairs[0].source else 0),
               default=[])  # fmt: skip


def _is_quoted(tagged: Tagged, first: int, last: int) -> bool:
    last = trim_end(tagged, first, last)
    return last - first > FEWEST and last - 1 in tagged.closing and tagged.quoted[first:last].count(-1) <= OFTEN


def _inline(tagged: Tagged, first: int, last: int) -> Attribution | None:
    reach = max(first, last - LONGEST - 2)
    if DASHES.isdisjoint(tagged.words[reach + 1 : last - 1]):
        return None
    for dash in range(last - 2, reach, -1):
        if tagged.words[dash] not in DASHES:
            continue
        before = trim_end(tagged, first, dash)
        if before > first and before - 1 in tagged.closing and _is_quoted(tagged, first, before):
            return _signature(tagged, dash, last, (first, before))
    return None


def _signature(tagged: Tagged, first: int, last: int, quoted: Range) -> Attribution | None:
    """The name at tokens [first, last), a dash before it allowed, as the source of a quoted paragraph."""
    has_dash = tagged.words[first] in DASHES
    start = first + 1 if has_dash else first
    end = trim_end(tagged, start, last)
    if not 0 < end - start <= LONGEST or not tagged.is_name_like(start):
        return None
    if any(tagged.is_verb_like(at) or at in tagged.opening for at in range(start, end)):
        return None
    core = core_after(tagged, start, end)
    if core is None or (core < end and tagged.words[core] not in {",", "(", "|", "—", "–", "-"}):
        return None
    cue = (first, first + 1) if has_dash else None
    return Attribution("signed", "quote", "—", cue, Phrase(start, end, core), [quoted], 0.85,
                       unit=tagged.unit_of[quoted[1] - 1])  # fmt: skip
