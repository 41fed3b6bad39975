"""Whose a bare surname is where several bear it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.reading import word_classes as lex
from bot.reading.entity import Entity
from bot.reading.name_rules import NameRules
from bot.text import Tokens

NEAR_FULL_NAME = 20  # tokens within which the latest full name owns a bare surname
INTRODUCED = 5  # tokens of “her late husband,” before a relative's name
SPEAKS = 2  # tokens behind a name within which its verb of speech stands


def likeliest(tokens: Tokens, rules: NameRules, owners: Sequence[Entity], at: int) -> Entity:
    """The latest full name close by, else the one named most and first.

    A relative who is only named beside somebody (“Her husband, Juan Vega, runs the shop”) is no such name.
    """
    latest = max(owners, key=lambda entity: _last_before(entity.full_at, at))
    place = _last_before(latest.full_at, at)
    if at - place < NEAR_FULL_NAME and not _is_beside(tokens, rules, latest, place):
        return latest
    return max(owners, key=lambda entity: (-entity.full_at[0], len(entity.full_at)))


def _is_beside(tokens: Tokens, rules: NameRules, entity: Entity, place: int) -> bool:
    """Whether a full name is a relative's, led by whose relative it is, who does not speak there."""
    if place != entity.full_at[0]:
        return False
    lower = tokens.lower
    before = [word for word in lower[max(0, place - INTRODUCED) : place] if word != ","]
    if not before or before[-1] not in rules.relatives:
        return False
    is_owned = any(word in rules.possessives or rules.tags.get(word, 0) & lex.POSSESSIVE for word in before[:-1])
    behind = place + len(entity.core)
    return is_owned and rules.speech.isdisjoint(lower[behind : behind + SPEAKS])


def _last_before(places: Sequence[int], at: int) -> int:
    """The last place before a token; far back where there is none."""
    found = bisect_left(places, at)
    return places[found - 1] if found else -NEAR_FULL_NAME
