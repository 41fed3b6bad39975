"""What stands beside a run of capitals and says how to cut it: an owner, an office, a noun for a body, letters behind.

1. owner     “Prime Minister's | Office”, “Swiss People's | Party”: one body's name
2. holder    “Mayor of | Reykjavik Jon Gnarr”: a place, and who holds the office
3. noun      “Union | Usdaw”, “the retailer | Tesco”: a body's name
4. letters   “Ed Balls | MP”
5. title     “Lord | Dubs”: part of the name of who has no other before it
"""

from __future__ import annotations

from bot.reading.name_rules import NameRules
from bot.text import Tokens

APOSTROPHES = frozenset("'’")
PAIR = 2  # given name and surname


def owner_before(tokens: Tokens, rules: NameRules, first: int, last: int) -> int | None:
    """Where the owner in the name of a body begins whose other words are [first, last)."""
    lower, words = tokens.lower, tokens.words
    owner = first - 1
    if owner < 1 or lower[owner] not in rules.possessives or lower[last - 1] not in rules.organisation_heads:
        return None
    if not words[owner - 1][0].isupper():
        return None
    start = owner - 1
    while start and words[start - 1][0].isupper() and lower[start - 1] not in rules.articles:
        start -= 1
    is_plural = words[owner] in APOSTROPHES and lower[owner - 1].endswith(rules.plural_endings)
    are_members = is_plural and start and lower[start - 1] in rules.articles  # “the Mineworkers’ | Front”
    if are_members or lower[owner - 1] in rules.collectives or _is_trade(lower[owner - 1], rules):
        return start
    phrases = rules.offices_by_end.get(lower[owner - 1], ())
    return next(
        (owner - len(phrase) for phrase in phrases if tuple(lower[owner - len(phrase) : owner]) == phrase), None
    )


def _is_trade(word: str, rules: NameRules) -> bool:
    """Whether a plural says what the members of a body are: “British Grocers' Forum”."""
    return word.endswith(rules.plural_endings) and word[:-1] in rules.roles


def office_holder(tokens: Tokens, rules: NameRules, first: int, last: int) -> tuple[int, int] | None:
    """Where the office and the name begin, for a run [first, last) behind “Mayor of”."""
    lower, words = tokens.lower, tokens.words
    link = first - 1 - (first > 0 and lower[first - 1] in rules.articles)
    if last - first <= PAIR or link < 1 or lower[link] not in rules.relations or not rules.is_role(lower[link - 1]):
        return None
    is_office = words[link - 1][0].isupper()  # “Minister of Justice Ann Lee”, but “an aide to Justice Ann Lee”
    if not is_office and (lower[first] in rules.honorifics or _is_given(lower[first], rules)):
        return None  # “a lawyer for Anna Maria Ochoa”
    for at in range(first + 1, last - 1):
        is_town = at == first + 1 and lower[first] in rules.places and lower[first] not in rules.modifiers
        ends_place = (
            is_town or lower[at - 1] in rules.organisation_heads or (is_office and lower[at - 1] in rules.fields)
        )
        if not is_office and (rules.is_role(lower[at - 1]) or lower[at - 1] in rules.honorifics):
            return None  # “a spokesman for Health Minister Ann Lee”
        if lower[at] in rules.given or (ends_place and words[at][0].isupper()):
            if any(word in rules.organisation_heads or word in rules.relations for word in lower[at:last]):
                continue
            before = link - 1
            while before and words[before - 1][0].isupper() and rules.is_role(lower[before - 1]):
                before -= 1
            is_doctor = lower[at] in rules.honorifics and lower[at] not in rules.kept and at + 1 < last
            return before, at + is_doctor  # “Minister for Health Dr. Ann Lee”
    return None


def _is_given(word: str, rules: NameRules) -> bool:
    return word in rules.given and word not in rules.places


def is_body_before(tokens: Tokens, rules: NameRules, at: int) -> bool:
    """Whether a noun for a body stands before a name, with or without an article: “news site The Verge”."""
    return tokens.lower[at - 1 - (tokens.lower[at - 1] in rules.articles)] in rules.organisation_nominals


def is_led_by_noun(tokens: Tokens, rules: NameRules, first: int) -> bool:
    """Whether the first of two capitals only says what the second is: “Union Usdaw said”."""
    name = tokens.lower[first + 1]
    return (
        tokens.lower[first] in rules.organisation_nominals
        and (tokens.lower[first], name) not in rules.organisation_names.get(tokens.lower[first], ())
        and name not in rules.organisation_heads
        and name not in rules.things
        and not rules.is_role(name)
    )


def title_start(lower: list[str], rules: NameRules, first: int, before: int) -> int:
    """Where the title begins that is part of a one-word name: “Lord | Dubs”, “Mrs Justice | Farbey”; else the name."""
    at = first - 1
    if at < before:
        return first
    if lower[at] in rules.kept_behind and at > before and lower[at - 1] in rules.honorifics:
        return at - 1
    return at if lower[at] in rules.kept else first


def without_letters(tokens: Tokens, rules: NameRules, first: int, last: int) -> int:
    """The end of a run without letters behind a name."""
    while last - first > 1 and tokens.lower[last - 1] in rules.after_name and tokens.words[last - 1].isupper():
        last -= 1
    return last
