"""One statement where an article says the same of the same speaker twice."""

from __future__ import annotations

from bot.model import Statement

SAME = 0.75  # share of the shorter one's words found in the other
HALF = 0.5  # and of the longer one's
FEWEST = 4  # words of a statement that can be told to be the same
STEM = 5  # letters by which two words are taken for forms of one: mediate, mediating


def merge_repeats(statements: list[tuple[Statement, frozenset[str]]]) -> tuple[Statement, ...]:
    """Leave out a statement whose speaker said the same words, or nearly, elsewhere in the article.

    With each statement come the stems of its telling words.
    """
    kept: list[Statement] = []
    by_speaker: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for statement, stems in statements:
        if not statement.speaker or len(stems) < FEWEST:
            kept.append(statement)
            continue
        earlier = by_speaker.setdefault(statement.speaker, [])
        twin = _twin(stems, earlier)
        if twin is None:
            earlier.append((len(kept), stems))
            kept.append(statement)
        else:
            kept[twin] = max(kept[twin], statement, key=_worth)
    return tuple(kept)


def _worth(statement: Statement) -> tuple[bool, float]:
    """Quoted words before reported ones, surer ones (no headline's) before others."""
    return statement.kind != "indirect", statement.confidence


def _twin(stems: frozenset[str], earlier: list[tuple[int, frozenset[str]]]) -> int | None:
    """The first of the earlier statements that says the same."""
    count = len(stems)
    for at, others in earlier:
        size = len(others)
        shorter, longer = (count, size) if count < size else (size, count)
        least = HALF * longer
        if least <= shorter and len(stems & others) >= max(SAME * shorter, least):
            return at
    return None
