"""One statement where an article says the same of the same speaker twice."""

from __future__ import annotations

from bot.model import Statement
from bot.reading.lexicon import Rules
from bot.text import content_words

SAME = 0.75  # share of the shorter one's words found in the other
STEM = 5  # letters by which two words are taken for forms of one: mediate, mediating
FEWEST = 4  # words of a statement that can be told to be the same


def merge_repeats(statements: list[Statement], rules: Rules) -> tuple[Statement, ...]:
    """Leave out a statement whose speaker said the same words, or nearly, elsewhere in the article."""
    kept: list[Statement] = []
    by_speaker: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for statement in statements:
        words = frozenset(word[:STEM] for word in content_words(statement.words) if word not in rules.common)
        earlier = by_speaker.setdefault(statement.speaker or "", [])
        twin = next((at for at, others in earlier if statement.speaker and _same(words, others)), None)
        if twin is None:
            earlier.append((len(kept), words))
            kept.append(statement)
        elif kept[twin].kind == "indirect" and statement.kind != "indirect":
            kept[twin] = statement
    return tuple(kept)


def _same(words: frozenset[str], others: frozenset[str]) -> bool:
    fewer = min(len(words), len(others))
    return fewer >= FEWEST and len(words & others) >= SAME * fewer and len(words & others) >= 0.5 * max(len(words), len(others))
