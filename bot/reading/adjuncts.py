"""What may stand between a cue and its words: to reporters, on Tuesday, in a statement, this week."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.phrases import state_end
from bot.reading.phrases_after import core_after
from bot.reading.sources import extend_after
from bot.reading.tagged import Tagged
from bot.reading.verbs import counts

# Adverbs before one of these go with the cue: "said again that".
LED_TO = lex.COMPLEMENTISER | lex.INFINITIVE | lex.QUESTION_WORD | lex.PREPOSITION
DETERMINER_OR_COMPLEMENTISER = lex.DETERMINER | lex.COMPLEMENTISER
DETERMINER_OR_POSSESSIVE = lex.DETERMINER | lex.POSSESSIVE
NEVER_A_VERB = lex.DETERMINER | lex.POSSESSIVE | lex.OBJECT_PRONOUN | lex.TIME
BEGINS_INFINITIVE = lex.VERB | lex.AUXILIARY | lex.CUE | lex.ADVERB
BEHIND_INFINITIVE = lex.DETERMINER | lex.POSSESSIVE | lex.OBJECT_PRONOUN | lex.PREPOSITION
BEGINS_ADJUNCT = lex.DETERMINER | lex.COMPLEMENTISER | lex.TIME | lex.PREPOSITION
OF_OR_CONNECTOR = lex.OF | lex.CONNECTOR
LONGEST_OFFSET = 30  # tokens of "a day and a half earlier": a sentence of a megabyte is not gone through for each


def after_adjuncts(tagged: Tagged, at: int, end: int) -> tuple[int, list[Range]]:
    """Skip adverbs, times and prepositional phrases before the content."""
    if at >= end or not (tagged.tags[at] & BEGINS_ADJUNCT or tagged.adverbs[at]):
        return at, []
    if tagged.tags[at] & lex.COMPLEMENTISER and not _is_time(tagged, at + 1, end):
        return at, []
    found: list[Range] = []
    first = at
    while at < end and tagged.quoted[at] == -1:
        last = _over_time(tagged, at, end)
        if last is not None and last < end and tagged.tags[last] & lex.AUXILIARY and not _is_named_time(tagged, at):
            break  # "said | this year was bad", but "announced Monday | was bad"
        if last is None:
            last = _prepositional_end(tagged, at, end)
            if last is not None:
                found.append((at, last))
            else:
                last = _made_known(tagged, at, end) if found else None
            if last is None:
                break
        at = last
    at = _back_to_clause(tagged, first, at, end)
    if found and at + 1 < end and tagged.words[at] == "," and tagged.tags[at + 1] & lex.COMPLEMENTISER:
        at += 1
    return at, found


def _back_to_clause(tagged: Tagged, first: int, at: int, end: int) -> int:
    """Where a clause begins behind adjuncts: with the adverbs before it ("said only two came", "said just as …")."""
    if first < at < end and tagged.tags[at] & lex.SUBORDINATOR:
        return at - (tagged.lower[at - 1] in tagged.rules.words["focusing"])
    if at >= end or tagged.tags[at] & LED_TO or not (tagged.words[at][0].isalnum() or tagged.tags[at] & lex.CLITIC):
        return at
    while at > first and tagged.adverbs[at - 1] and not tagged.tags[at - 1] & lex.TIME:
        at -= 1
    return at


def _over_time(tagged: Tagged, at: int, end: int) -> int | None:
    """The token behind an adverb or a time: "Tuesday", "this week", "a day earlier"; None where there is none."""
    tag = tagged.tags[at]
    if tag & DETERMINER_OR_COMPLEMENTISER and _is_time(tagged, at + 1, end):
        if tag & lex.COMPLEMENTISER and _has_something(tagged, at + 1, end):
            return None
        return None if tag & lex.COMPLEMENTISER and tagged.words[at + 1][0].isupper() else at + 2
    if tag & lex.COMPLEMENTISER:
        return None
    if (tag & lex.TIME or tagged.adverbs[at]) and not tag & DETERMINER_OR_POSSESSIVE:
        if tag & lex.TIME and _has_something(tagged, at, end):
            return None
        return _past_day(tagged, at + 1, end) if tag & lex.TIME else at + 1
    offsets = tagged.rules.words["time_offsets"]
    if not tag & lex.DETERMINER or offsets.isdisjoint(tagged.lower[at + 1 : min(end, at + LONGEST_OFFSET)]):
        return None
    ahead = core_after(tagged, at, end)
    return ahead + 1 if ahead is not None and ahead < end and tagged.lower[ahead] in offsets else None


def _has_something(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a time only tells whose something is: "said | Wednesday's talks failed", "said last week's had"."""
    at += bool(at + 1 < end and tagged.tags[at + 1] & lex.TIME)
    return at + 1 < end and bool(tagged.tags[at + 1] & lex.CLITIC)


def _prepositional_end(tagged: Tagged, at: int, end: int) -> int | None:
    """The end of the prepositional phrase at a token, None where none begins or "to" leads to a verb."""
    tag = tagged.tags[at]
    if not tag & lex.PREPOSITION or tag & lex.COMPLEMENTISER or at + 1 >= end:
        return None
    if tagged.lower[at] in tagged.rules.words["conditional"] and _opens_words(tagged, at, end):
        return None
    if (tag & lex.INFINITIVE and is_infinitive(tagged, at + 1)) or counts(tagged, at) or is_meanwhile(tagged, at):
        return None
    last = _noun_end(tagged, at, end)
    if last is None or (tag & lex.SUBORDINATOR and last < end and tagged.verbs[last] and _gives_reason(tagged, at)):
        return None
    if last < end and tagged.tags[last] & lex.AUXILIARY:
        return before_subject(tagged, at + 1, last)
    if last + 1 < end and tagged.tags[last] & lex.POSTMODIFIER and counts(tagged, last):
        return last  # “on Monday | about 200 people”
    widened = extend_after(tagged, last, end)
    return _behind_state(tagged, last, end) or _behind_state(tagged, widened, end) or widened


def _noun_end(tagged: Tagged, at: int, end: int) -> int | None:
    """The end of the noun phrase or the time behind the preposition at a token."""
    owner, tag = at + 3, tagged.tags[at + 1]
    if owner < end and tagged.tags[owner] & lex.CLITIC and _is_time(tagged, at + 2, end):
        last = core_after(tagged, owner + 1, end)  # "during this week's debate"
    else:
        last = core_after(tagged, at + 1, end)
    if last is not None:
        return last
    if owner < end and tag & lex.DETERMINER and (_is_named_time(tagged, at + 2) or tagged.adverbs[at + 2]):
        last = core_after(tagged, owner, end)  # "at the Monday rally", "for the first time"
    if last is not None or tag & lex.TIME:
        return _past_day(tagged, at + 2, end) if last is None else last
    behind = at + 2
    while behind < end and tagged.tags[behind] & lex.TIME:
        behind += 1  # "over the weekend | that", but "said | in the past week sales rose"
    leads_on = behind < end and (tagged.tags[behind] & lex.COMPLEMENTISER or not tagged.words[behind][0].isalnum())
    is_time = behind > at + 2 and tag & lex.DETERMINER and leads_on and not _has_something(tagged, behind - 1, end)
    return behind if is_time else None


def _behind_state(tagged: Tagged, town: int, end: int) -> int | None:
    """The token behind the state that says where a town is: "in Madison, Wisconsin, | that"."""
    comma = state_end(tagged, town + 1) if town + 1 < end else None
    return comma + 1 if comma is not None and comma < end and tagged.words[comma] == "," else None


def _made_known(tagged: Tagged, at: int, end: int) -> int | None:
    """The token behind "obtained", "dated 3": how what somebody spoke in got about; None where nothing tells that."""
    if at + 1 >= end or tagged.lower[at] not in tagged.rules.words["made_known"]:
        return None
    words, following = tagged.words, at + 1
    is_dated = words[following][0].isupper() and following + 1 < end and words[following + 1].isdigit()
    if is_dated or words[following].isdigit():  # "May 3", "3 May"
        is_dated = is_dated or (following + 1 < end and words[following + 1][0].isupper())
        return following + 1 + is_dated
    is_led = tagged.tags[following] & lex.PREPOSITION or tagged.adverbs[following] or _is_named_time(tagged, following)
    return following if is_led else None


def _is_named_time(tagged: Tagged, at: int) -> bool:
    """Whether a token is a day or a month: "Monday", not "early"."""
    return bool(tagged.tags[at] & lex.TIME) and tagged.words[at][0].isupper()


def is_meanwhile(tagged: Tagged, at: int) -> bool:
    """Whether what somebody did while speaking is told: "said | as it presented its results"."""
    is_as = tagged.lower[at] in tagged.rules.words["as"] and at + 1 < len(tagged.tags)
    return is_as and bool(tagged.tags[at + 1] & lex.PRONOUN)


def _opens_words(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a condition belongs to the words behind it: "without rain | crops would fail", not "… a smile that"."""
    last = core_after(tagged, at + 1, end)
    return last is not None and last < end and not tagged.tags[last] & LED_TO and tagged.words[last][0].isalnum()


def _gives_reason(tagged: Tagged, at: int) -> bool:
    """Whether a clause begins that belongs to the words: "said because he was ill …", not "said as he left"."""
    words = tagged.rules.words
    return tagged.lower[at] not in words["when"] and tagged.lower[at] not in words["as"]


def adjuncts_behind(tagged: Tagged, at: int, end: int) -> list[Range]:
    """The prepositional phrases that follow token `at`."""
    return after_adjuncts(tagged, at, end)[1]


def is_infinitive(tagged: Tagged, at: int, addressee: Range | None = None, *, is_due: bool = False) -> bool:
    """Whether the word behind "to" is a verb: "vowed to end it", not "said to reporters".

    `is_due`: the cue asks for one.
    """
    tag, word = tagged.tags[at], tagged.lower[at]
    if tag & NEVER_A_VERB or tagged.words[at][0].isupper():
        return False
    if tag & BEGINS_INFINITIVE:
        return True
    if addressee is not None:
        return True
    following = tagged.tags[at + 1] if at + 1 < len(tagged.words) else 0
    if at + 1 < len(tagged.words) and tagged.words[at + 1][0] in "0123456789$£€":
        return True
    return not word.endswith("s") and (is_due or bool(following & BEHIND_INFINITIVE))


def _past_day(tagged: Tagged, at: int, end: int) -> int:
    """The token behind the day and the year of "Jan. 22, 2007"."""
    while at < end and (tagged.words[at].isdigit() or (
        tagged.words[at] == "," and at + 1 < end and tagged.words[at + 1].isdigit())):  # fmt: skip
        at += 1
    return at


def _is_time(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a noun of time stands at a token: "this week", "that day"; "the last patient" is none."""
    if at >= end or not tagged.tags[at] & lex.TIME or tagged.tags[at] & lex.ADVERB:
        return False
    is_modifier = tagged.lower[at] in tagged.rules.words["time_modifiers"] and at + 1 < end
    return not is_modifier or not tagged.nouns[at + 1]


def before_subject(tagged: Tagged, first: int, last: int) -> int:
    """Where a phrase ends that runs into the subject of a verb behind: "told a news conference | helicopters could"."""
    occasions, words = tagged.rules.words["venue_nouns"], tagged.words
    is_plural = tagged.lower[last - 1].endswith("s")  # but “her private email server was”
    for at in range(first + 1, last):
        is_named = words[at - 1][0].isupper() and words[at][0].islower() and not tagged.tags[at] & lex.CLITIC
        if is_named or (is_plural and tagged.lower[at - 1] in occasions):
            return at
    return last


def with_more(tagged: Tagged, last: int, end: int) -> int:
    """Widen an addressee over "of the committee", "and others", "in Ohio"."""
    while last < end and tagged.tags[last] & OF_OR_CONNECTOR:
        wider = core_after(tagged, last + 1, end)
        if wider is None:
            break
        last = wider
    return last
