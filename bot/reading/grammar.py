"""All attributions of an article, in order: cue by cue, unit by unit."""

from __future__ import annotations

from operator import attrgetter

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution
from bot.reading.continued import has_quote, join_broken, join_continued
from bot.reading.cues import read_cue
from bot.reading.layouts import read_layouts
from bot.reading.nouns import read_noun
from bot.reading.phrasal import read_phrasal
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged

CUE, NOUN_CUE, PHRASAL = lex.CUE, lex.NOUN_CUE, lex.PHRASAL
START_OF = attrgetter("start")
THRESHOLD, QUOTED = 0.42, 0.36  # strength below which nothing is said; the same for words in quotation marks
NAMED_IN_QUOTES, LONG_NAME = 0.6, 6  # how often "what he called “…”" is speech; its marks and words at least


def attributions(tagged: Tagged) -> list[Attribution]:
    """Every attribution the grammar finds, nested ones left to the outer."""
    found: list[Attribution] = []
    tags, quoted, unit_of, asides = tagged.tags, tagged.quoted, tagged.unit_of, tagged.asides
    floor = covered = end = 0
    unit = -1
    for verb in tagged.cues:
        if quoted[verb] != -1 or verb < covered:
            continue
        if unit_of[verb] != unit:
            unit = unit_of[verb]
            first, end = tagged.units[unit]
            floor = max(first, covered)
        if unit in asides:
            continue
        tag = tags[verb]
        size = tagged.rules.phrasal_at(tagged.lower, verb) if tag & PHRASAL else 0
        if size:
            attribution = read_phrasal(tagged, verb, size, (floor, end), found)
        else:
            attribution = read_cue(tagged, verb, floor, end, found) if tag & CUE else None
            if attribution is None and tag & NOUN_CUE:
                attribution = read_noun(tagged, verb, floor, end)
        if attribution is None:
            continue
        attribution.strength = _weighed(tagged, attribution)
        if attribution.strength < THRESHOLD and (attribution.strength < QUOTED or not has_quote(tagged, attribution)):
            continue
        _take_whole_sentence(tagged, attribution, found)
        while found and found[-1].unit >= attribution.unit - 1 and _is_inside(found[-1], attribution):
            found.pop()
        found.append(attribution)
        first, last = attribution.pieces[-1]
        right = last if first > verb else 0
        covered = max(covered, right)
        floor = max(floor, _floor_behind(tagged, attribution, right))
    return _with_layouts(tagged, found)


def _floor_behind(tagged: Tagged, attribution: Attribution, right: int) -> int:
    """The token behind which the next source stands."""
    cue = attribution.cue
    if cue is None:
        return right
    if attribution.source is None and tagged.tags[cue[0] - 1] & lex.SUBORDINATOR:
        return 0  # "Lee, when asked whether it was over, said": the subject stands before it
    return max(right, cue[1])


def _with_layouts(tagged: Tagged, found: list[Attribution]) -> list[Attribution]:
    """What cues report with what layouts do, and the quotations that go on, in the order of the text."""
    found += read_layouts(tagged, found)
    for one in found:
        one.start = one.find_start()
    found.sort(key=START_OF)
    if tagged.opening:
        join_broken(tagged, found)
        join_continued(tagged, found)
        found.sort(key=START_OF)
    return found


def _weighed(tagged: Tagged, attribution: Attribution) -> float:
    """The cue's strength in its construction, with the odds of the pattern it was found by."""
    pattern = attribution.pattern
    group = attribution.group
    if pattern == "subject" and group is not None and (group.is_modal or group.is_negated):
        pattern = "modal" if group.is_modal else "negated"
    is_sight = pattern == "modal" and attribution.addressee is None  # “can tell how old it is” is to see, not to say
    if is_sight and attribution.lemma in tagged.rules.words["always_addressed"]:
        return 0.0
    frame = attribution.frame
    if pattern == "participle" and frame == "clause" and _has_subject(tagged, attribution):
        frame = "that"
    weight = tagged.rules.patterns.get(f"{pattern}.{frame}", 1.0)
    if pattern == "subordinate" and _names_in_quotes(tagged, attribution):
        return NAMED_IN_QUOTES
    if weight == 1.0 or attribution.strength >= 1.0:
        return attribution.strength
    odds = weight * attribution.strength / (1.0 - attribution.strength)
    return odds / (1.0 + odds)


def _has_subject(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether the words begin with a subject and its auxiliary or with "he": "adding | she had seen it"."""
    first, last = attribution.pieces[0]
    if tagged.tags[first] & lex.PRONOUN:
        return True
    verb = core_after(tagged, first, last)
    return verb is not None and verb < last and bool(tagged.tags[verb] & lex.AUXILIARY)


def _names_in_quotes(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether something is called by words long enough to be somebody's: "what he called “a day of the harbour”"."""
    source, (first, last) = attribution.source, attribution.pieces[0]
    if attribution.frame != "quote" or attribution.lemma not in tagged.rules.words["naming"] or source is None:
        return False
    return source.first > 0 and bool(tagged.tags[source.first - 1] & lex.QUESTION_WORD) and last - first > LONG_NAME


def _take_whole_sentence(tagged: Tagged, attribution: Attribution, earlier: list[Attribution]) -> None:
    """In "A said B, C reported." the last speaker reports all of it."""
    if attribution.frame not in {"left", "quote"} or len(attribution.pieces) != 1 or not earlier:
        return
    first, last = attribution.pieces[0]
    other = earlier[-1]
    if first in tagged.opening:
        return  # words of their own: “…: “I do,” she said”
    if other.unit == attribution.unit and last <= (attribution.source.first if attribution.source else 0):
        ends = max(end for _, end in other.pieces)
        if ends >= first - 1 and other.cue and other.cue[0] < first:
            attribution.pieces[0] = (tagged.units[attribution.unit][0], last)


def _is_inside(inner: Attribution, outer: Attribution) -> bool:
    cue = inner.cue
    return cue is not None and any(first <= cue[0] < last for first, last in outer.pieces)
