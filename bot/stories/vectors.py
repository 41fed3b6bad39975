"""What an article is about, as weighted words: rare words weigh more, names and figures more than words.

The stages:
    1. words     of the title and the head of the text (spelling.py)
    2. names     words that stand with a capital inside sentences more often than without one
    3. weights   by how often the word stands here and how few articles of the window have it (or a prior)
    4. vector    the heaviest words, at unit length, in small whole numbers (a window holds many thousands of them)
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.stories.common_words import BANDS
from bot.stories.spelling import CAPITAL, PLAIN, STEM, STOP, Remembered, stems

Vector = dict[str, int]

UNIT = 400  # the length of a vector; one word rarely exceeds 256, up to which Python shares its integers
TITLE_WEIGHT = 2
LONGEST = 90  # words in a vector
NAME_WEIGHT = 1.3
FIGURE_WEIGHT = 1.6
LEAST_WEIGHT = 0.7  # what is common is left out
RARE_WORD, RARE_NAME = 0.0012, 0.0006  # share of articles with a word not seen yet


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article: how often each stands in it, and which are names or figures."""

    counts: dict[str, int]
    names: frozenset[str]


def count_words(title: str, head: list[str]) -> Words:
    """Count the words of a title and of the (marked) head of a text, and tell names from words."""
    counts = Counter(head)
    after_stop = Counter([stem for before, stem in pairwise(head) if not before])
    after_stop.update(head[:1])
    counts.pop(STOP, None)
    names = []
    for capital in [stem for stem in counts if stem[0] == CAPITAL]:
        stem, count = PLAIN[capital], counts.pop(capital)
        small = counts.get(stem, 0)
        if count - after_stop.get(capital, 0) > small:
            names.append(stem)
        counts[stem] = small + count
    for stem in stems(title):
        counts[stem] += TITLE_WEIGHT
    return Words(counts, frozenset(names))


def _shares() -> dict[str, float]:
    shares: dict[str, float] = {}
    for share, words in BANDS:
        for word in words.split():
            shares.setdefault(STEM[word], share)
    return shares


SHARES = _shares()


def rarity(stem: str) -> float:
    """How much a word tells, by our own estimate alone."""
    return -math.log(SHARES.get(stem, RARE_WORD))


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many articles have a word, as far as the scope that asks may know."""

    articles: int
    having: Callable[[Iterable[str]], list[int]]


PRIOR_ARTICLES = 1_000  # as many articles as our own estimate of shares is worth
MANY = 32
OFTEN = [0.0, *(1 + math.log(count) for count in range(1, MANY))]  # what standing so often in one article is worth
NAME = Remembered(lambda stem: (PRIOR_ARTICLES * SHARES.get(stem, RARE_NAME), NAME_WEIGHT))
WORD = Remembered(
    lambda stem: (PRIOR_ARTICLES * SHARES.get(stem, RARE_WORD), FIGURE_WEIGHT if stem[0].isdigit() else 1.0)
)


def vector(words: Words, seen: Frequencies) -> Vector:
    """The words of an article as a vector of length UNIT."""
    base = math.log(seen.articles + PRIOR_ARTICLES)
    log, counts, names = math.log, words.counts, words.names
    weights: list[tuple[float, str]] = []
    for stem, count, having in zip(counts, counts.values(), seen.having(counts), strict=True):
        prior, kind = NAME[stem] if stem in names else WORD[stem]
        weight = base - log(having + prior)
        if weight > LEAST_WEIGHT:
            weights.append((-weight * kind * (OFTEN[count] if count < MANY else 1 + log(count)), stem))
    weights.sort()
    heaviest = weights[:LONGEST]
    length = math.sqrt(sum([weight * weight for weight, _ in heaviest])) or 1.0
    quantised = [(stem, round(-weight * UNIT / length)) for weight, stem in heaviest]
    return {stem: weight for stem, weight in quantised if weight}
