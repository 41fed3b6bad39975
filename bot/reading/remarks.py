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
PRONOUN_OR_PARTICIPLE = lex.PRONOUN | lex.PARTICIPLE
ENDS_PHRASE = lex.AUXILIARY | lex.CONJUNCTION | lex.OF


def before_remark(tagged: Tagged, start: int, end: int) -> int:
    """The end of reported words [start, end) without the article's remark on them.

    Of asides that begin so within reported words, people who marked articles left out 60 to 100 of 100; a clause that
    has no verb before its mark waits for what follows, and what a second dash closes is somebody's own aside.
    """
    marks = map(MARKS.__contains__, tagged.words[start + 1 : end - 2])
    for mark in compress(range(start + 1, end - 2), marks):
        is_told = tagged.tags[start] & lex.INFINITIVE or tagged.has_verb(start, mark)
        if tagged.quoted[mark] == -1 and is_told and _remarks(tagged, start, mark, end):
            return mark
    return _before_contrast(tagged, start, _before_occasion(tagged, start, end))


def _before_contrast(tagged: Tagged, start: int, end: int) -> int:
    """The end before what was so all the same: "acknowledged some of it | even as she defended the rest"."""
    lower, contrasts = tagged.lower, tagged.rules.words["contrasting"]
    for at in range(start + 1, end - 2):
        if f"{lower[at]} {lower[at + 1]}" not in contrasts or not tagged.is_plain(at, end):
            continue
        if tagged.has_verb(at + 2, end) and (tagged.has_verb(start, at) or "," not in tagged.words[at:end]):
            return at
    return end


def _before_occasion(tagged: Tagged, start: int, end: int) -> int:
    """The end of a quotation that only the occasion follows: "called it “a disgrace” | in a statement on Friday"."""
    closing = next((at for at in range(end - 1, start, -1) if at in tagged.closing), end)
    if closing + 2 >= end or tagged.lower[closing + 1] not in tagged.rules.words["occasion_prepositions"]:
        return end
    last = core_after(tagged, closing + 2, end)
    is_occasion = last is not None and tagged.lower[last - 1] in tagged.rules.words["venue_nouns"]
    return closing + 1 if is_occasion else end


def _remarks(tagged: Tagged, start: int, mark: int, end: int) -> bool:
    """Whether what stands behind a mark only tells of the words before it."""
    at, lower, words = mark + 1, tagged.lower, tagged.rules.words
    if tagged.words[mark] != ",":
        is_closing = tagged.words[start:mark].count(tagged.words[mark]) % 2 == 1
        return not is_closing and _remarks_behind_dash(tagged, mark, end)
    if f"{lower[at]} {lower[at + 1]}" in words["remarking"]:
        return True  # ", even as the talks failed", ", to which Lee replied", ", also known as ISIS"
    if lower[at] in words["provoking"] or (lower[at] in words["sequence"] and lower[at + 1].endswith("ing")):
        return True  # ", prompting outrage", ", before reversing himself"
    is_last = "," not in tagged.words[start:mark] and not tagged.tags[start] & lex.SUBORDINATOR
    return is_related(tagged, at, end) or (is_last and _explains_name(tagged, mark, end))


def _remarks_behind_dash(tagged: Tagged, mark: int, end: int) -> bool:
    """Whether a dash opens a phrase or a clause of the article's: " – a point that …", " – but it is", " – adding"."""
    at, lower, words, tags = mark + 1, tagged.lower, tagged.rules.words, tagged.tags
    if tagged.words[mark] in tagged.words[at:end]:
        return False  # somebody's own aside, between two dashes
    if tags[at] & lex.PRONOUN and mark - 1 in tagged.closing:
        return True  # "“…” - he has often been an effective legislator"
    if tags[at] & lex.CONJUNCTION:
        return bool(tags[at + 1] & PRONOUN_OR_PARTICIPLE)
    goes_on = tags[at] & lex.PARTICIPLE or lower[at] in words["conceding"] or lower[at] in words["standing_for_it"]
    return bool(goes_on or tags[at] & BEGINS_PHRASE or lower[at] in words["indefinite"])


def _explains_name(tagged: Tagged, comma: int, end: int) -> bool:
    """Whether the last of the words only tells what a name is: "to repeal the Hyde Act, | a law that forbids it".

    Not in a list of names, not where another comma may close it, and not where a clause of its own begins.
    """
    at, tags = comma + 1, tagged.tags
    is_phrase = tags[at] & lex.DETERMINER or tagged.lower[at] in tagged.rules.words["indefinite"]
    if not is_phrase or not tagged.is_name_like(comma - 1) or "," in tagged.words[at:end] or tags[at + 1] & lex.OF:
        return False
    noun = core_after(tagged, at, end) or at
    is_contact = noun < end and bool(tags[noun] & lex.DETERMINER)  # "a plan | the mayor has changed"
    relative = noun if is_contact else next((near for near in range(at, end) if tags[near] & RELATIVE_OR_THAT), end)
    return not tagged.has_verb(at, relative) and not any(tags[near] & lex.CONNECTOR for near in range(at, relative))


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
