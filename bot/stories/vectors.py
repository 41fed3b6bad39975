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
from itertools import chain, compress, repeat
from operator import mul, not_

from bot.stories.common_words import BANDS
from bot.stories.spelling import FIRST_WORD, OPENING, STEM, STOP, code, coded

Vector = dict[int, int]

UNIT = 400  # the length of a vector; one word rarely exceeds 256, up to which Python shares its integers
TITLE_WEIGHT = 2
LONGEST = 90  # words in a vector
NAME_WEIGHT = 1.3
FIGURE_WEIGHT = 1.6
LEAST_WEIGHT = 1.0  # what is common is left out
RARE_WORD, RARE_NAME = 0.0012, 0.0006  # share of articles with a word not seen yet


@dataclass(frozen=True, slots=True)
class Words:
    """How often each word stands in an article: those that are names in it, and the others."""

    names: dict[int, int]
    others: dict[int, int]


def count_words(title: str, head: list[int]) -> Words:
    """Count the words of a title and of the (coded) head of a text, and tell names from words."""
    counts = Counter(head)
    openings = Counter(compress(head, map(not_, chain((STOP,), head))))
    names: dict[int, int] = {}
    for capital in [word for word in counts if word < 0]:
        word, count = -capital, counts.pop(capital)
        small = counts.get(word, 0)
        if count - openings.get(capital, 0) > small:
            counts.pop(word, None)
            names[word] = small + count
        else:
            counts[word] = small + count
    for word in map(abs, coded(title)):
        into = names if word in names else counts
        into[word] = into.get(word, 0) + TITLE_WEIGHT
    counts.pop(STOP, None)
    counts.pop(OPENING, None)
    return Words(names, counts)


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
    having: Callable[[Iterable[int]], Iterable[int]]


PRIOR_ARTICLES = 1_000  # as many articles as our own estimate of shares is worth
PRIORS = {code(stem): PRIOR_ARTICLES * share for stem, share in SHARES.items()}
MANY = 64
OFTEN = [0.0, *(1 + math.log(count) for count in range(1, MANY))]  # what standing so often in one article is worth


def vector(words: Words, seen: Frequencies) -> Vector:
    """The words of an article as a vector of length UNIT."""
    weights = _weights(words.others, RARE_WORD, seen)
    for figure in [word for word in weights if word < FIRST_WORD]:
        weights[figure] *= FIGURE_WEIGHT
    for name, weight in _weights(words.names, RARE_NAME, seen).items():
        weights[name] = weight * NAME_WEIGHT
    heaviest = list(weights.values())
    least = 0.0
    if len(heaviest) > LONGEST:
        heaviest.sort(reverse=True)
        del heaviest[LONGEST:]
        least = heaviest[-1]
    scale = UNIT / (math.sqrt(sum(map(mul, heaviest, heaviest))) or 1.0)
    least = max(least, 0.5 / scale)
    return {word: round(weight * scale) for word, weight in weights.items() if weight >= least}


def _weights(counts: dict[int, int], share: float, seen: Frequencies) -> dict[int, float]:
    """What words tell that stand so often in an article; `share` is how common a word is that is not known."""
    base, log = math.log(seen.articles + PRIOR_ARTICLES), math.log
    priors = map(PRIORS.get, counts, repeat(PRIOR_ARTICLES * share))
    return {
        word: rarity * (OFTEN[count] if count < MANY else 1 + log(count))
        for word, count, having, prior in zip(counts, counts.values(), seen.having(counts), priors, strict=True)
        if (rarity := base - log(having + prior)) > LEAST_WEIGHT
    }
