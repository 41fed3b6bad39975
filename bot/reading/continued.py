"""Quotations that go on: the next sentence of the same paragraph, the next paragraph, what a colon announces."""

from __future__ import annotations

from bot.reading import lexicon as lex
from bot.reading.attribution import Attribution
from bot.reading.endings import trim_end
from bot.reading.tagged import Tagged

LONG = 4  # words of a quotation that is somebody's words even without a cue beside it
CONJUNCTION_OR_ADVERB = lex.CONJUNCTION | lex.ADVERB


def join_continued(tagged: Tagged, found: list[Attribution]) -> None:
    """Add to each attribution the quoted sentences that follow it without a cue of their own."""
    by_unit: dict[int, Attribution] = {}
    taken = {attribution.unit for attribution in found}
    for attribution in found:
        other = by_unit.get(attribution.unit)
        if other is None or has_quote(tagged, attribution) or not has_quote(tagged, other):
            by_unit[attribution.unit] = attribution
    current: Attribution | None = None
    spoke: tuple[int, Attribution] | None = None  # the paragraph of the last quotation, and whose it is
    waiting: list[tuple[int, int]] = []  # quoted sentences of a paragraph that nobody has said yet
    for number, (first, last) in enumerate(tagged.units):
        if waiting and tagged.paragraph_of[waiting[0][0]] != tagged.paragraph_of[first]:
            waiting = []
        if number in taken:
            current = by_unit[number]
            if waiting and has_quote(tagged, current) and current.pattern != "according":
                current.pieces[:0] = waiting
                current.is_continued = True
            waiting = []
            spoke = (tagged.paragraph_of[first], current)
            continue
        if not _is_quoted_sentence(tagged, first, last):
            current, waiting = None, []
            continue
        if current is None:
            current = _spoke_here(tagged, spoke, first)
        if current is None:
            waiting.append((first, trim_end(tagged, first, last)))
            continue
        if not _goes_on(tagged, number, taken):
            current = None
            continue
        end = trim_end(tagged, first, last)
        if end > first:
            current.pieces.append((first, end))
            current.is_continued = True


def _is_quoted_sentence(tagged: Tagged, first: int, last: int) -> bool:
    while first < last and tagged.tags[first] & CONJUNCTION_OR_ADVERB and tagged.quoted[first] == -1:
        first += 1
    inside = last - first - tagged.quoted[first:last].count(-1)
    return first < last and first in tagged.opening and inside * 2 >= last - first - 3


def _spoke_here(tagged: Tagged, spoke: tuple[int, Attribution] | None, first: int) -> Attribution | None:
    """Whoever was quoted earlier in the paragraph: “…,” said Ann Lee. She holds two degrees. “…”"""
    if spoke is None or spoke[0] != tagged.paragraph_of[first] or not has_quote(tagged, spoke[1]):
        return None
    return spoke[1]


def _goes_on(tagged: Tagged, number: int, taken: set[int]) -> bool:
    first = tagged.units[number][0]
    before = tagged.units[number - 1]
    if tagged.paragraph_of[first] == tagged.paragraph_of[before[0]]:
        return True
    if first in tagged.opening and _is_left_open(tagged, before[1]):
        return True
    paragraph = tagged.tokens.paragraphs[tagged.paragraph_of[first]]
    alone = not any(tagged.unit_of[at] in taken for at in range(*paragraph))
    return alone and paragraph[0] == first


def has_quote(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether any of the words stand in quotation marks."""
    return any(max(tagged.quoted[first:last], default=-1) != -1 for first, last in attribution.pieces)


def _is_left_open(tagged: Tagged, end: int) -> bool:
    """Whether a quotation ends with its paragraph, unclosed."""
    inside = tagged.quoted[end - 1]
    return inside != -1 and not tagged.tokens.quotations[inside].is_closed
