"""Names that a nickname in quotation marks stands inside: “Dwayne “The Rock” Johnson”, “Juan "Tata" Martino”."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from bot.reading.name_cores import core_of
from bot.reading.name_rules import NameRules
from bot.reading.name_spans import NameSpan
from bot.text import Tokens

LONGEST = 3  # words of a nickname
FIRST = attrgetter("first")
PERSONAL = frozenset({"person", "unknown"})


def join_nicknamed(tokens: Tokens, rules: NameRules, spans: list[NameSpan]) -> None:
    """Make one span of a given name and the surname behind a nickname; what the nickname names is no name."""
    words = tokens.words
    for quotation in tokens.quotations:
        if not 0 < quotation.last - quotation.first <= LONGEST or not words[quotation.first][0].isupper():
            continue
        first, last = _outside(tokens, quotation.first - 1, quotation.last + 1)
        if not first or last >= len(words) or not (words[first - 1][0].isupper() and words[last][0].isupper()):
            continue
        at = bisect_left(spans, first, key=FIRST)
        behind = bisect_left(spans, last, key=FIRST)
        if not at or behind == len(spans) or not _are_one(tokens, rules, spans[at - 1], spans[behind], (first, last)):
            continue
        given, surname = spans[at - 1], spans[behind]
        core = (
            *core_of(tokens.lower, rules, given.first, given.last),
            *core_of(tokens.lower, rules, last, surname.last),
        )
        given.last, given.kind, given.core = surname.last, "person", core
        del spans[at : behind + 1]


def _outside(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The tokens around a nickname and its marks, a bracket around them included."""
    words = tokens.words
    is_bracketed = first > 0 and last < len(words) and words[first - 1] == "(" and words[last] == ")"
    return (first - 1, last + 1) if is_bracketed else (first, last)


def _are_one(tokens: Tokens, rules: NameRules, given: NameSpan, surname: NameSpan, nickname: tuple[int, int]) -> bool:
    """Whether given names end right before a nickname and a surname begins right behind it."""
    names = tokens.lower[given.first : given.last]
    return (
        (given.last, surname.before) == nickname
        and given.kind in PERSONAL
        and surname.kind in PERSONAL
        and all(word in rules.given or word in rules.particles for word in names)
    )
