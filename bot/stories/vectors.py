"""What an article is about, as weighted words: rare words weigh more, names and figures more than words.

The stages:
    1. tokens    words and figures of the title and the head of the text, each normalised once and remembered
    2. names     words that stand with a capital inside sentences more often than without one
    3. weights   by how often the word stands here and how few articles of the window have it (or a prior)
    4. vector    the heaviest words, at unit length, in small whole numbers (a window holds many thousands of them)
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import Stemmer

from bot.stories.common_words import BANDS
from bot.text import fold

Vector = dict[str, int]

UNIT = 400  # the length of a vector; one word rarely exceeds 256, up to which Python shares its integers
HEAD = 2_500  # characters: the head of an article says what it is about
TITLE_WEIGHT = 2
LONGEST = 90  # words in a vector
NAME_WEIGHT = 1.3
FIGURE_WEIGHT = 1.6
LEAST_WEIGHT = 0.7  # what is common is left out
RARE_WORD, RARE_NAME = 0.0012, 0.0006  # share of articles with a word not seen yet
SPELLINGS_REMEMBERED = 100_000

TOKEN = re.compile(
    r"\d+(?:[.,:-]\d+)*"  # a figure
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: every character
    r"|[^\W\d_]+(?:['’&-][^\W\d_]+)*"  # a word
    r"|[.!?\n]"  # the end of a sentence: a capital after it says nothing
)
ENGLISH = Stemmer.Stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """One spelling, normalised: `stem` is empty for what is no word."""

    stem: str
    is_capital: bool = False
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article: how often each stands in it, and which are names or figures."""

    counts: Counter[str]
    names: frozenset[str]


def count_words(title: str, text: str) -> Words:
    """Count the words of an article and tell names from words."""
    head = _read(text[:HEAD])
    heading = _read(title)
    counts = Counter(word.stem for word in chain(head, *[heading] * TITLE_WEIGHT))
    inside = [word for before, word in pairwise(head) if before.stem]
    capital = Counter(word.stem for word in inside if word.is_capital)
    small = Counter(word.stem for word in head if not word.is_capital) if capital else Counter[str]()
    del counts[""]
    return Words(counts, frozenset(stem for stem, count in capital.items() if count > small[stem]))


def stems(text: str) -> list[str]:
    """The words of a text, normalised, in order."""
    return [word.stem for word in _read(text) if word.stem]


def _read(text: str) -> list[Word]:
    return [_normalise(token) for token in TOKEN.findall(text)]


@lru_cache(maxsize=SPELLINGS_REMEMBERED)
def _normalise(token: str) -> Word:
    folded = fold(token).removesuffix("'s")
    if not folded or not (folded[0].isalnum()):
        return Word("")
    if folded[0].isdigit():
        return Word(folded, is_figure=True)
    return Word(ENGLISH.stemWord(folded), is_capital=token[0].isupper())


def _shares() -> dict[str, float]:
    shares: dict[str, float] = {}
    for share, words in BANDS:
        for word in words.split():
            shares.setdefault(_normalise(word).stem, share)
    return shares


SHARES = _shares()


def rarity(stem: str) -> float:
    """How much a word tells, by our own estimate alone."""
    return -math.log(SHARES.get(stem, RARE_WORD))


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many articles have a word, as far as the scope that asks may know."""

    articles: int
    having: Callable[[str], int]


PRIOR_ARTICLES = 1_000  # as many articles as our own estimate of shares is worth


def vector(words: Words, seen: Frequencies) -> Vector:
    """The words of an article as a vector of length UNIT."""
    base = math.log(seen.articles + PRIOR_ARTICLES)
    weights: dict[str, float] = {}
    for stem, count in words.counts.items():
        is_name = stem in words.names
        share = SHARES.get(stem) or (RARE_NAME if is_name else RARE_WORD)
        weight = base - math.log(seen.having(stem) + PRIOR_ARTICLES * share)
        if weight > LEAST_WEIGHT:
            kind = NAME_WEIGHT if is_name else FIGURE_WEIGHT if stem[0].isdigit() else 1.0
            weights[stem] = weight * kind * (1 + math.log(count))
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:LONGEST]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    quantised = ((stem, round(weight * UNIT / length)) for stem, weight in heaviest)
    return {stem: weight for stem, weight in quantised if weight}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors."""
    return sum(one[stem] * other[stem] for stem in one.keys() & other.keys()) / (UNIT * UNIT)
