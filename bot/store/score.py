"""How well a record answers a question (pure): one scorer for both databases.

BM25 over three fields at once (BM25F: a word counts fully in the words said, less in the sentences around, least in
the headline), times what speaks for the record: how sure the reader was, how new it is, how many outlets carry it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.store.terms import stems

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


def score(fields: Fields, terms: Mapping[str, float], now: datetime) -> Score:
    """The score of a record for weighted terms; without terms only what speaks for it counts."""
    merit = _merit(fields, now)
    total = sum(terms.values())
    if not total:
        return Score(merit, "all", 1.0)
    said, around, above = (Counter(stems(text)) for text in (fields.words, fields.context, fields.headline))
    value = relevance((said, around, above), terms)
    in_words = sum(weight for term, weight in terms.items() if term in said) / total
    nearby = sum(weight for term, weight in terms.items() if term in said or term in around) / total
    anywhere = sum(weight for term, weight in terms.items() if term in said or term in around or term in above) / total
    where: Where = (
        "words" if in_words >= min(anywhere, WHOLE) else "context" if nearby >= min(anywhere, WHOLE) else "headline"
    )
    return Score(value * anywhere * merit, where, anywhere)


def relevance(fields: Sequence[Counter[str]], terms: Mapping[str, float]) -> float:
    """BM25F of words, context and headline."""
    said, around, above = fields
    length = 1 - LENGTH + LENGTH * sum(said.values()) / USUAL_WORDS
    value = 0.0
    for term, weight in terms.items():
        count = said[term] + CONTEXT_SHARE * min(1, around[term]) + HEADLINE_SHARE * min(1, above[term])
        value += weight * count * (SATURATION + 1) / (count + SATURATION * length)
    return value


def passage_value(counts: Counter[str], length: int, usual: float, terms: Mapping[str, float]) -> float:
    """Plain BM25 of one text."""
    norm = SATURATION * (1 - 0.75 + 0.75 * length / max(1.0, usual))
    return sum(weight * counts[term] * (SATURATION + 1) / (counts[term] + norm) for term, weight in terms.items())


def _merit(fields: Fields, now: datetime) -> float:
    days = max(0.0, (now - fields.at).total_seconds() / 86_400)
    recency = RECENCY * math.exp(-days / RECENT_DAYS)
    return (1 - CERTAINTY * (1 - fields.confidence)) * (1 + recency + OUTLETS * math.log(max(1, fields.outlets)))
