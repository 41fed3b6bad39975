"""Ways of holding enough of a question (pure): what a document that tells a share of its words cannot be without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

COMBINED = 3  # words: the sets of more of them are so many that looking for these takes longer than weighing
ROUNDED = 1e-9


@dataclass(frozen=True, slots=True)
class Way:
    """Terms that a document must hold all, and others of which one is enough."""

    terms: tuple[str, ...]
    any_of: tuple[str, ...] = ()


def ways(worth: Mapping[str, float], least: float) -> list[Way]:
    """What a document holds in one way or another that tells this share of what all terms tell."""
    ranked = sorted(worth, key=lambda term: worth[term], reverse=True)
    wanted = least * sum(worth.values()) - ROUNDED
    if len(ranked) > COMBINED:
        return _of_many(ranked, worth, wanted)
    found: list[Way] = []
    for size in range(1, len(ranked) + 1):
        for terms in combinations(ranked, size):
            is_enough = sum(worth[term] for term in terms) >= wanted
            if is_enough and not any(set(way.terms) <= set(terms) for way in found):
                found.append(Way(terms))
    return found


def _of_many(ranked: Sequence[str], worth: Mapping[str, float], wanted: float) -> list[Way]:
    """Each term without which those that tell less do not tell enough, with one of these where it needs them."""
    found = []
    for at, term in enumerate(ranked):
        others = tuple(ranked[at + 1 :])
        if sum(worth[each] for each in (term, *others)) < wanted:
            break
        found.append(Way((term,), others if worth[term] < wanted else ()))
    return found
