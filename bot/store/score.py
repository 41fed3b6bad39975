"""How well a record answers a question (pure): one scorer for both databases.

BM25 over three fields at once (BM25F: a word counts fully in the words said, less in the sentences around, least in
the headline), times what speaks for the record: how sure the reader was, how new it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.store.terms import Finder

Where = Literal["words", "context", "headline", "all"]

SATURATION = 1.2  # k1: how soon more of the same word stops counting
LENGTH = 0.4  # b: how much long texts are marked down
USUAL_WORDS = 25
CONTEXT_SHARE, HEADLINE_SHARE = 0.45, 0.3
RECENT_DAYS = 30.0
RECENCY, CERTAINTY = 0.15, 0.3
WHOLE = 0.999


@dataclass(frozen=True, slots=True)
class Score:
    """`coverage` is the share (by weight) of the question's terms that the record holds anywhere."""

    value: float
    where: Where
    coverage: float


class Scorer:
    """Scores records for weighted terms, as of a time; without terms only what speaks for a record counts."""

    def __init__(self, terms: Mapping[str, float], now: datetime) -> None:
        self._terms, self._now = tuple(terms.items()), now
        self._total = sum(terms.values())
        self._finder = Finder(terms)

    def score(self, words: str, context: str, headline: str, merit: float) -> Score:
        """The score of one record: the words said, the sentences around, headlines, and its `merit`.

        BM25F; coverage and the nearest place are taken from the same look at every term.
        """
        if not self._total:
            return Score(merit, "all", 1.0)
        said, around, above = map(self._finder.count, (words, context, headline))
        norm = SATURATION * (1 - LENGTH + LENGTH * (words.count(" ") + 1) / USUAL_WORDS)
        in_words = nearby = anywhere = value = 0.0
        for term, weight in self._terms:
            count = said.get(term, 0) + CONTEXT_SHARE * (term in around) + HEADLINE_SHARE * (term in above)
            if not count:
                continue
            value += weight * count * (SATURATION + 1) / (count + norm)
            anywhere += weight
            nearby += weight if term in said or term in around else 0.0
            in_words += weight if term in said else 0.0
        most = min(anywhere, WHOLE * self._total)
        where: Where = "words" if in_words >= most else "context" if nearby >= most else "headline"
        coverage = anywhere / self._total
        return Score(value * coverage * merit, where, coverage)

    def merit(self, at: datetime, confidence: float = 1.0) -> float:
        """What speaks for a record whatever is asked: how new it is and how sure the reader was."""
        days = max(0.0, (self._now - at).total_seconds() / 86_400)
        return (1 - CERTAINTY * (1 - confidence)) * (1 + RECENCY * math.exp(-days / RECENT_DAYS))


def passage_value(counts: Mapping[str, int], length: int, usual: float, terms: Mapping[str, float]) -> float:
    """Plain BM25 of one text."""
    norm = SATURATION * (1 - 0.75 + 0.75 * length / max(1.0, usual))
    held = [(counts[term], weight) for term, weight in terms.items() if term in counts]
    return sum(weight * count * (SATURATION + 1) / (count + norm) for count, weight in held)
