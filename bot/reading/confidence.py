"""How sure the reader is of a statement: words and name, counted on articles that people had marked."""

from __future__ import annotations

from bot.model import StatementKind
from bot.reading.attribution import Attribution
from bot.reading.lexicon import Rules
from bot.reading.names import Speaker


def confidence_of(attribution: Attribution, kind: StatementKind, speaker: Speaker, rules: Rules) -> float:
    """The chance that these words are this speaker's."""
    return min(0.99, attribution.strength * (0.5 + 0.5 * speaker.confidence))
