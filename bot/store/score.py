"""How well a record answers a question (pure): one scorer for both databases.

BM25 over three fields at once (BM25F: a word counts fully in the words said, less in the sentences around, least in
the headline), times what speaks for the record: how sure the reader was, how new it is, how many outlets carry it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
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
RECENCY, OUTLETS, CERTAINTY = 0.15, 0.05, 0.3
WHOLE = 0.999


@dataclass(frozen=True, slots=True)
class Fields:
    """What is scored of a record."""

    words: str
    context: str
    headline: str
    at: datetime
    confidence: float = 1.0
    outlets: int = 1


@dataclass(frozen=True, slots=True)
class Score:
    """`coverage` is the share (by weight) of the question's terms that the record holds anywhere."""

    value: float
    where: Where
    coverage: float


class Scorer:
    """Scores records for weighted terms, as of a time; without terms only what speaks for a record counts."""

    def __init__(self, terms: Mapping[str, float], now: datetime) -> None:
        self._terms, self._now = terms, now
        self._total = sum(terms.values())
        self._finder = Finder(terms)

    def score(self, fields: Fields) -> Score:
        """The score of one record."""
        merit = _merit(fields, self._now)
        if not self._total:
            return Score(merit, "all", 1.0)
        counts = [self._finder.count(text) for text in (fields.words, fields.context, fields.headline)]
        said, around, above = (count.keys() for count in counts)
        in_words, nearby, anywhere = (self._share(held) for held in (said, said | around, said | around | above))
        most = min(anywhere, WHOLE)
        where: Where = "words" if in_words >= most else "context" if nearby >= most else "headline"
        length = fields.words.count(" ") + 1
        return Score(relevance(counts, self._terms, length) * anywhere * merit, where, anywhere)

    def _share(self, held: Set[str]) -> float:
        """How much of the terms is held, by weight."""
        return sum([weight for term, weight in self._terms.items() if term in held]) / self._total


def relevance(counts: Sequence[Mapping[str, int]], terms: Mapping[str, float], length: int) -> float:
    """BM25F of words, context and headline; `length` is that of the words."""
    said, around, above = counts
    norm = SATURATION * (1 - LENGTH + LENGTH * length / USUAL_WORDS)
    value = 0.0
    for term, weight in terms.items():
        count = said.get(term, 0) + CONTEXT_SHARE * (term in around) + HEADLINE_SHARE * (term in above)
        value += weight * count * (SATURATION + 1) / (count + norm)
    return value


def passage_value(counts: Mapping[str, int], length: int, usual: float, terms: Mapping[str, float]) -> float:
    """Plain BM25 of one text."""
    norm = SATURATION * (1 - 0.75 + 0.75 * length / max(1.0, usual))
    held = [(counts[term], weight) for term, weight in terms.items() if term in counts]
    return sum(weight * count * (SATURATION + 1) / (count + norm) for count, weight in held)


def _merit(fields: Fields, now: datetime) -> float:
    days = max(0.0, (now - fields.at).total_seconds() / 86_400)
    recency = RECENCY * math.exp(-days / RECENT_DAYS)
    return (1 - CERTAINTY * (1 - fields.confidence)) * (1 + recency + OUTLETS * math.log(max(1, fields.outlets)))
