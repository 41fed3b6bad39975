"""Whole sentences of a story's articles, and how much of the story each tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Article, Span
from bot.stories.spelling import stems
from bot.stories.vectors import rarity
from bot.text import sentences

READ = 3_000  # characters of an article
FEWEST_WORDS, MOST_WORDS = 8, 60
TITLE_WEIGHT = 2  # what stands in a title is the story
RARITY_POWER = 0.4
ENDED = re.compile(r"[.!?][”\"'’)\]]*$")
CUT_OFF = re.compile(r"(?:\.\.|…)[”\"'’)\]]*$")
FURNITURE = re.compile(
    r"^(?:click|read more|subscribe|sign up|follow us|watch|listen|advertisement|copyright|©|\(?(?:photo|image|file)\b)"
    r"|all rights reserved|contributed to this (?:report|story)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One whole sentence of an article; `place` counts from its beginning."""

    article: Article
    span: Span
    place: int
    stems: frozenset[str]
    length: int  # in words

    @property
    def text(self) -> str:
        """Its words."""
        return self.article.text[self.span[0] : self.span[1]]


def whole_sentences(articles: Sequence[Article]) -> list[Sentence]:
    """The sentences of these articles that stand by themselves: ended, neither very short nor very long."""
    found = []
    for article in articles:
        for place, (start, end) in enumerate(sentences(article.text[:READ])):
            text = article.text[start:end]
            words = stems(text)
            if FEWEST_WORDS <= len(words) <= MOST_WORDS and _is_whole(text) and not FURNITURE.search(text):
                found.append(Sentence(article, (start, end), place, frozenset(words), len(words)))
    return found


def shared_weights(articles: Sequence[Article]) -> dict[str, float]:
    """What each word tells of a story: by how many of its articles beyond one have it, and how rare it is."""
    having: Counter[str] = Counter()
    for article in articles:
        having.update(set(stems(article.text[:READ])))
        having.update(dict.fromkeys(set(stems(article.title)), TITLE_WEIGHT))
    return {stem: (count - 1) * rarity(stem) ** RARITY_POWER for stem, count in having.items()}


def _is_whole(text: str) -> bool:
    return bool(ENDED.search(text)) and not CUT_OFF.search(text) and "\n\n" not in text
