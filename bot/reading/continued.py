"""Quotations that go on: the next sentence of the same paragraph, the next paragraph, what a colon announces."""

from __future__ import annotations

from collections.abc import Container

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.endings import trim_end
from bot.reading.tagged import Tagged

ASIDES = frozenset({"participle", "relative"})
OWN_CUE = 0.7  # the weight from which a verb tells words of its own: "adding"
SHORT_ANSWER = 6  # tokens of "“No, no!”" with its marks
LONG = 4  # words of a quotation that is somebody's words even without a cue beside it
CONJUNCTION_OR_ADVERB = lex.CONJUNCTION | lex.ADVERB


def join_continued(tagged: Tagged, found: list[Attribution]) -> None:
    """Add to each attribution the quoted sentences around it without a cue of their own."""
    by_unit = _by_unit(tagged, found)
    current: Attribution | None = None
    is_unsaid = False  # its words were not said
    spoke: tuple[int, Attribution] | None = None  # the paragraph of the last quotation, and whose it is
    waiting: list[Range] = []  # quoted sentences that nobody has said yet
    for number, (first, last) in enumerate(tagged.units):
        if number in by_unit:
            current = by_unit[number]
            is_unsaid = current.group is not None and current.group.is_negated
            if waiting:
                _say_before(tagged, current, waiting, first)
                waiting = []
            spoke = (tagged.paragraph_of[first], current)
        elif not _is_quoted_sentence(tagged, first, last):
            current, waiting = None, []
        else:
            current = current or _spoke_here(tagged, spoke, first)
            end = trim_end(tagged, first, last)
            if current is None:
                waiting.append((first, end))
            elif not _goes_on(tagged, number, by_unit) or _is_answered(tagged, number):
                current = None
            elif end > first and not is_unsaid:  # “would not say why. “…”” tells not whose those words are
                current.pieces.append((first, end))
                current.is_continued = True


def join_broken(tagged: Tagged, found: list[Attribution]) -> None:
    """Make one of a quotation broken off to tell how it was said: "“We have,” Dee said, laughing, “no plan.”"."""
    for number in range(len(found) - 1, 0, -1):
        earlier, later = found[number - 1], found[number]
        is_aside = later.pattern in ASIDES and later.frame == "quote" and later.strength < OWN_CUE
        if is_aside and later.unit == earlier.unit and _is_broken_off(tagged, earlier.pieces[-1], later.pieces[0]):
            earlier.pieces += later.pieces
            del found[number]


def _is_broken_off(tagged: Tagged, piece: Range, rest: Range) -> bool:
    """Whether quoted words end with a comma, and others go on with a small letter."""
    is_open = piece[1] - 1 in tagged.closing and tagged.words[piece[1] - 2] == ","
    return is_open and rest[0] in tagged.opening and tagged.words[rest[0] + 1][0].islower()


def _by_unit(tagged: Tagged, found: list[Attribution]) -> dict[int, Attribution]:
    """The attribution of each unit that what follows may belong to: the last one, a quotation rather than none."""
    by_unit: dict[int, Attribution] = {}
    for attribution in found:
        other = by_unit.get(attribution.unit)
        if other is None or has_quote(tagged, attribution) or not has_quote(tagged, other):
            by_unit[attribution.unit] = attribution
    return by_unit


def _say_before(tagged: Tagged, attribution: Attribution, waiting: list[Range], first: int) -> None:
    """Quoted sentences of the same paragraph before it: "“A.” After all, he says, “B.”"."""
    paragraph = tagged.paragraph_of[first]
    if attribution.pattern == "according" or not has_quote(tagged, attribution):
        return
    attribution.pieces[:0] = [piece for piece in waiting if tagged.paragraph_of[piece[0]] == paragraph]
    attribution.start = attribution.find_start()


def _is_quoted_sentence(tagged: Tagged, first: int, last: int) -> bool:
    while first < last and tagged.tags[first] & CONJUNCTION_OR_ADVERB and tagged.quoted[first] == -1:
        first += 1
    if first >= last or first not in tagged.opening:
        return False
    inside = last - first - tagged.quoted[first:last].count(-1)
    is_label = last - first <= SHORT_ANSWER and ":" in tagged.words[first:last]  # “Related:”
    return inside * 2 >= last - first - 3 and not is_label


def _spoke_here(tagged: Tagged, spoke: tuple[int, Attribution] | None, first: int) -> Attribution | None:
    """Whoever was quoted earlier in the paragraph: “…,” said Ann Lee. She holds two degrees. “…”"""
    if spoke is None or spoke[0] != tagged.paragraph_of[first] or not has_quote(tagged, spoke[1]):
        return None
    return spoke[1]


def _goes_on(tagged: Tagged, number: int, taken: Container[int]) -> bool:
    first = tagged.units[number][0]
    before = tagged.units[number - 1]
    if tagged.paragraph_of[first] == tagged.paragraph_of[before[0]]:
        return True
    if first in tagged.opening and _is_left_open(tagged, before[1]):
        return True
    paragraph = tagged.tokens.paragraphs[tagged.paragraph_of[first]]
    alone = not any(tagged.unit_of[at] in taken for at in range(*paragraph))
    return alone and paragraph[0] == first


def _is_answered(tagged: Tagged, number: int) -> bool:
    """Whether a paragraph of a word or two answers a question: "…?" Lee asked. / "Nooooo!" """
    first, last = tagged.units[number]
    asked = tagged.units[number - 1]
    if tagged.paragraph_of[first] == tagged.paragraph_of[asked[0]] or last - first > SHORT_ANSWER:
        return False
    return "?" in tagged.words[asked[0] : asked[1]]


def has_quote(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether any of the words stand in quotation marks."""
    return any(max(tagged.quoted[first:last], default=-1) != -1 for first, last in attribution.pieces)


def _is_left_open(tagged: Tagged, end: int) -> bool:
    """Whether a quotation ends with its paragraph, unclosed."""
    inside = tagged.quoted[end - 1]
    return inside != -1 and not tagged.tokens.quotations[inside].is_closed
