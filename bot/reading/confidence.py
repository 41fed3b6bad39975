"""How sure the reader is of a statement: words and name, counted on articles that people had marked.

1. words   the share of right ones for this kind and pattern, moved by how strong the cue is among its like
2. name    the share of right ones for this way of finding a name, moved by the registry's own doubt
"""

from __future__ import annotations

from functools import lru_cache

from bot.model import StatementKind
from bot.reading.attribution import Attribution
from bot.reading.lexicon import Rules
from bot.reading.names import Speaker

SHORTEST = 2  # words of reported speech that are rarely a statement of their own
SHORT = 0.6
UNSEEN = (0.7, 0.8)
HIGHEST = 0.99
LEAST, MOST = 0.005, 0.995  # chances whose odds are still moved


def confidence_of(attribution: Attribution, kind: StatementKind, speaker: Speaker, rules: Rules) -> float:
    """The chance that these words are this speaker's."""
    table = rules.confidence.get("words", {})
    found = table.get(f"{kind} {attribution.pattern} {attribution.frame}") or table.get(kind, UNSEEN)
    words = _moved(found[0], attribution.strength, found[1])
    if kind == "indirect" and sum([last - first for first, last in attribution.pieces]) <= SHORTEST:
        words *= SHORT
    return round(min(HIGHEST, words * _name(speaker, rules)), 3)


def _name(speaker: Speaker, rules: Rules) -> float:
    """The chance that the name is right; an unnamed speaker cannot be wrongly named."""
    if speaker.name is None:
        return 1.0
    share, usual = rules.confidence.get("names", {}).get(speaker.name_from or "", UNSEEN)
    return _moved(share, speaker.confidence, usual)


@lru_cache(maxsize=4096)  # shares and strengths come from the lexicon: few of them meet
def _moved(share: float, strength: float, usual: float) -> float:
    """A share of right ones, moved by half the odds of this strength against the usual one."""
    odds: float = _odds(share) * (_odds(strength) / _odds(usual)) ** 0.5
    return odds / (1.0 + odds)


def _odds(chance: float) -> float:
    if not LEAST < chance < MOST:
        chance = min(MOST, max(LEAST, chance))
    return chance / (1.0 - chance)
