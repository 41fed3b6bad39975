"""Where the article goes on in its own words behind what it reports: “said it is safe| – a claim that Lee disputes”."""

from __future__ import annotations

from itertools import compress

from bot.reading import word_classes as lex
from bot.reading.phrases_after import core_after
from bot.reading.tagged import LONGEST_SENTENCE, Tagged

MARKS = frozenset({",", "—", "–", "--", "-"})
NEXT_TIME = 6  # tokens of "and on the following day"
OCCASION = 16  # tokens of "on Monday at a campaign rally in Ohio"
UNCLEAR = 5  # tokens of "it was not immediately clear"
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
        is_told = tagged.tags[start] & lex.INFINITIVE or tagged.has_verb(start, mark) or _is_answer(tagged, start, mark)
        if tagged.quoted[mark] == -1 and is_told and _remarks(tagged, start, mark, end):
            return mark
    end = _before_contrast(tagged, start, _before_occasion(tagged, start, end))
    end = _before_next_time(tagged, start, end)
    is_turning = end - 2 > start and tagged.lower[end - 1] in tagged.rules.words["turning"]
    return end - 2 if is_turning and tagged.words[end - 2] == "," else end


def _before_next_time(tagged: Tagged, start: int, end: int) -> int:
    """The end before a time that leads what happened next: "she used it, | and the following day|, they asked"."""
    if end >= len(tagged.words) or tagged.words[end] != ",":
        return end
    is_time = tagged.tags[end - 1] & lex.TIME or tagged.lower[end - 1] in tagged.rules.words["units_of_time"]
    for at in range(end - 1, max(start + 1, end - NEXT_TIME), -1):
        if tagged.tags[at] & lex.CONJUNCTION and tagged.words[at - 1] == ",":
            return at - 1 if is_time else end
    return end


def _is_answer(tagged: Tagged, start: int, mark: int) -> bool:
    """Whether a word alone is what was said: "said yes, | compared with 23 percent who said"."""
    return mark == start + 1 and tagged.lower[start] in tagged.rules.words["answers"]


def _before_contrast(tagged: Tagged, start: int, end: int) -> int:
    """The end before what was so all the same: "acknowledged some of it | even as she defended the rest"."""
    lower, contrasts, provoking = tagged.lower, tagged.rules.words["contrasting"], tagged.rules.words["provoking"]
    for at in range(start + 1, end - 2):
        if lower[at] in provoking and at - 1 in tagged.closing:
            return at  # "a photo with the words “most corrupt!” | prompting outrage"
        stop = min(end, at + LONGEST_SENTENCE)
        if f"{lower[at]} {lower[at + 1]}" not in contrasts or not tagged.is_plain(at, stop):
            continue
        if tagged.has_verb(at + 2, stop) and (tagged.has_verb(start, at) or "," not in tagged.words[at:stop]):
            return at
    return end


def _before_occasion(tagged: Tagged, start: int, end: int) -> int:
    """The end before the occasion at which it was said: "called it “a disgrace” | in a statement on Friday".

    Behind words without marks only the plainest: "said it was late | on Monday at a rally in Ohio".
    """
    closing = next((at for at in range(end - 1, start, -1) if at in tagged.closing), None)
    if closing is not None and _is_signed(tagged, closing + 1, end):
        return closing + 1
    if closing is not None and closing + 2 < end and _is_occasion(tagged, closing + 1, end, "venue_nouns"):
        return closing + 1
    for at in range(max(start + 1, end - OCCASION), end - 2):
        if _is_spoken_at(tagged, start, at, end):
            return at - 2 if tagged.tags[at - 1] & lex.TIME and tagged.tags[at - 2] & lex.PREPOSITION else at
    return end


def _is_signed(tagged: Tagged, dash: int, end: int) -> bool:
    """Whether only a dash and who wrote the piece follow: "“still the first.” | --Ann Lee"."""
    names = range(dash + 1, end)
    return dash + 1 < end and tagged.words[dash] in MARKS - {","} and all(tagged.is_name_like(at) for at in names)


def _is_spoken_at(tagged: Tagged, start: int, at: int, end: int) -> bool:
    """Whether a phrase tells where the words were said: "in an interview"; not "will answer in a speech"."""
    words = tagged.rules.words
    if tagged.lower[at + 1] not in words["indefinite"] or tagged.lower[at] not in words["spoken_in"]:
        return False
    if tagged.tags[at - 1] & lex.AUXILIARY:
        return False  # ", as she had in a speech"
    is_foretold = any(tag & lex.MODAL for tag in tagged.tags[start:at])
    return tagged.has_verb(start, at) and not is_foretold and _is_occasion(tagged, at, end, "spoken_at")


def _is_occasion(tagged: Tagged, at: int, end: int, nouns: str) -> bool:
    """Whether a phrase with one of the nouns stands at a token and no clause follows."""
    if tagged.lower[at] not in tagged.rules.words["occasion_prepositions"] or not tagged.is_plain(at, end):
        return False
    last = core_after(tagged, at + 1, end)
    return last is not None and tagged.lower[last - 1] in tagged.rules.words[nouns] and not tagged.has_verb(last, end)


def _remarks(tagged: Tagged, start: int, mark: int, end: int) -> bool:
    """Whether what stands behind a mark only tells of the words before it."""
    at, lower, words = mark + 1, tagged.lower, tagged.rules.words
    end = min(end, at + LONGEST_SENTENCE)
    if tagged.words[mark] != ",":
        is_closing = tagged.words[max(start, mark - LONGEST_SENTENCE) : mark].count(tagged.words[mark]) % 2 == 1
        return not is_closing and _remarks_behind_dash(tagged, mark, end)
    if lower[at] in words["turning"] and tagged.words[at + 1] == ",":
        return True  # ", however, appearing to rely on a memo"
    if lower[at] in words["conceding"] and _is_unclear(tagged, at + 1, end):
        return True
    if f"{lower[at]} {lower[at + 1]}" in words["remarking"]:
        return True  # ", even as the talks failed", ", to which Lee replied", ", also known as ISIS"
    if lower[at] in words["provoking"] or (lower[at] in words["sequence"] and lower[at + 1].endswith("ing")):
        return True  # ", prompting outrage", ", before reversing himself"
    if tagged.tags[at] & lex.DETERMINER and "," not in tagged.words[at:end] and _ranks(tagged, at + 1):
        return True  # "they would not support him, | the highest for any candidate"
    is_last = (
        "," not in tagged.words[max(start, mark - LONGEST_SENTENCE) : mark]
        and not tagged.tags[start] & lex.SUBORDINATOR
    )
    return is_related(tagged, at, end) or (is_last and _explains_name(tagged, mark, end))


def _ranks(tagged: Tagged, at: int) -> bool:
    """Whether a superlative stands at a token: "highest", "most"."""
    return tagged.lower[at].endswith("est") or tagged.lower[at] in tagged.rules.words["ranking"]


def _is_unclear(tagged: Tagged, at: int, end: int) -> bool:
    """Whether the article tells what is not known: "…, although | it was not clear whether he had"."""
    near = range(at, min(end, at + UNCLEAR))
    is_negated = any(tagged.tags[place] & lex.NEGATION for place in near)
    return is_negated and not tagged.rules.words["unclear"].isdisjoint(tagged.lower[at : at + UNCLEAR])


def _remarks_behind_dash(tagged: Tagged, mark: int, end: int) -> bool:
    """Whether a dash opens a phrase or a clause of the article's: " – a point that …", " – but it is", " – adding"."""
    at, lower, words, tags = mark + 1, tagged.lower, tagged.rules.words, tagged.tags
    if tagged.words[mark] in tagged.words[at:end]:
        return False  # somebody's own aside, between two dashes
    if tags[at] & lex.PRONOUN and mark - 1 in tagged.closing:
        return True  # "“…” - he has often been an effective legislator"
    if tags[at] & lex.CONJUNCTION:
        return bool(tags[at + 1] & PRONOUN_OR_PARTICIPLE)
    if tags[at] & lex.RELATIVE:
        return True  # " – which he added was sad"
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
