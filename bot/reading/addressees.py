"""Whom a cue is addressed to: "told | reporters", "told | a committee hearing | on Thursday that"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.adjuncts import before_subject, with_more
from bot.reading.attribution import Range
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup

LONGEST_HOME = 8  # tokens of where an addressee lives or what he does, behind his age
DASHES = frozenset({"—", "–", "--"})
ENDS_REACH = DASHES | {",", ":"}
ENDS_OCCASION = frozenset({",", "."})
BEHIND_OCCASION = lex.PREPOSITION | lex.COMPLEMENTISER | lex.TIME


def addressee_behind(tagged: Tagged, group: VerbGroup, end: int) -> tuple[int, Range | None]:
    """Whom a cue is addressed to ("told reporters"), and the token behind."""
    at = group.last
    last = core_after(tagged, at, end) if group.cue.lemma in tagged.rules.words["addressed"] else None
    if last is None:
        return at, None
    if last < end and tagged.tags[last] & lex.OF and group.cue.lemma in tagged.rules.words["reminding"]:
        return at, None
    if _ends_with_occasion(tagged, at, last, end):
        last += 1
    if last < end and tagged.verbs[last] and tagged.words[last][0].islower():
        if group.cue.lemma not in tagged.rules.words["always_addressed"]:
            return at, None  # “warned | the brine could harm seagrass”
        last = before_subject(tagged, at, last)
    last = with_more(tagged, last, end)
    return _past_age(tagged, _past_bracket(tagged, last, end), end), (at, last)


def _ends_with_occasion(tagged: Tagged, first: int, last: int, end: int) -> bool:
    """Whether the noun behind a phrase is still its head: "told a committee | hearing on Thursday that"."""
    if last >= end or tagged.lower[last] not in tagged.rules.words["venue_nouns"]:
        return False
    if not (tagged.words[last][0].islower() and tagged.tags[first] & lex.DETERMINER):
        return False
    return last + 1 == end or tagged.words[last + 1] in ENDS_OCCASION or bool(tagged.tags[last + 1] & BEHIND_OCCASION)


def _past_bracket(tagged: Tagged, at: int, end: int) -> int:
    """Behind the short name that a bracket gives an addressee: "told The Associated Press (AP), “…”"."""
    words = tagged.words
    return at + 3 if at + 2 < end and words[at] + words[at + 2] == "()" and words[at + 1].isupper() else at


def _past_age(tagged: Tagged, at: int, end: int) -> int:
    """Behind the age, and the home or trade, of an addressee: "told Ian Crowe, 44, of Leeds: “…”"."""
    words = tagged.words
    if at + 2 >= end or words[at] != "," or not words[at + 1].isdigit():
        return at
    if words[at + 2] != ",":
        return at + 2
    for stop in range(at + 3, min(end, at + 3 + LONGEST_HOME)):
        if words[stop] in ENDS_REACH:
            return stop
        if tagged.verbs[stop] or not words[stop][0].isalnum():
            break
    return at + 2
