"""Where the article goes on in its own words behind what it reports: “said it is safe| – a claim that Lee disputes”."""

from __future__ import annotations

from itertools import compress

from bot.reading import word_classes as lex
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged

MARKS = frozenset({",", "—", "–", "--", "-"})
INDEFINITE_PHRASE = 5  # tokens of "a highly controversial fiscal proposal" before its relative clause
BEGINS_PHRASE = lex.DETERMINER | lex.POSSESSIVE
RELATIVE_OR_THAT = lex.RELATIVE | lex.COMPLEMENTISER
ENDS_PHRASE = lex.AUXILIARY | lex.CONJUNCTION | lex.OF


def before_remark(tagged: Tagged, start: int, end: int) -> int:
    """The end of reported words [start, end) without the article's remark on them.

    Of asides that begin so within reported words, people who marked articles left out 60 to 100 of 100; a clause that
    has no verb before its mark waits for what follows, and what a second dash closes is somebody's own aside.
    """
    marks = map(MARKS.__contains__, tagged.words[start + 1 : end - 2])
    for mark in compress(range(start + 1, end - 2), marks):
        if tagged.quoted[mark] == -1 and tagged.has_verb(start, mark) and _remarks(tagged, mark, end):
            return mark
    return _before_occasion(tagged, start, end)


def _before_occasion(tagged: Tagged, start: int, end: int) -> int:
    """The end of a quotation that only the occasion follows: "called it “a disgrace” | in a statement on Friday"."""
    closing = next((at for at in range(end - 1, start, -1) if at in tagged.closing), end)
    if closing + 2 >= end or tagged.lower[closing + 1] not in tagged.rules.words["occasion_prepositions"]:
        return end
    last = core_after(tagged, closing + 2, end)
    is_occasion = last is not None and tagged.lower[last - 1] in tagged.rules.words["venue_nouns"]
    return closing + 1 if is_occasion else end


def _remarks(tagged: Tagged, mark: int, end: int) -> bool:
    """Whether what stands behind a mark only tells of the words before it."""
    at, lower, words = mark + 1, tagged.lower, tagged.rules.words
    if tagged.words[mark] != ",":
        if mark - 1 in tagged.closing and tagged.tags[at] & lex.PRONOUN:
            return True  # "“…” - he has often been an effective legislator"
        is_phrase = tagged.tags[at] & BEGINS_PHRASE or lower[at] in words["indefinite"]
        return bool(is_phrase) and tagged.words[mark] not in tagged.words[at:end]
    if lower[at] in words["remarking"]:
        return lower[at + 1] in words["remarking_behind"]  # ", even as the talks failed", ", to which Lee replied"
    if lower[at] in words["provoking"] or (lower[at] in words["sequence"] and lower[at + 1].endswith("ing")):
        return True  # ", prompting outrage", ", before reversing himself"
    return is_related(tagged, at, end)


def is_related(tagged: Tagged, first: int, end: int) -> bool:
    """Whether a relative clause tells of a short phrase at a token: "a move that analysts praised"."""
    words, noun = tagged.rules.words, first + 1
    if tagged.lower[first] in words["standing_for_it"]:  # "something that Lee denies", "one that may dominate"
        is_that = noun < end and bool(tagged.tags[noun] & RELATIVE_OR_THAT)
        return noun + 1 < end and (tagged.is_name_like(noun + is_that) or (is_that and tagged.lower[first] == "one"))
    if tagged.lower[first] not in words["indefinite"]:
        return False
    for at in range(noun, min(end, noun + INDEFINITE_PHRASE)):
        if tagged.tags[at] & RELATIVE_OR_THAT:
            return at > noun
        if not tagged.words[at][0].isalpha() or tagged.quoted[at] != -1 or tagged.tags[at] & ENDS_PHRASE:
            return False
    return False
