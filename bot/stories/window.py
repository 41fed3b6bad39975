"""A window of recent articles: where does the next one belong?

1. same text      nearly all rare words shared: a copy of an article held (one origin, several outlets)
2. same event     enough weight of shared rare words within the time window: that article's story
3. otherwise      a new story
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Article
from bot.text import content_words

WORDS_READ = 220  # the head of an article says what it is about
COPY = 0.85
SAME_EVENT = 0.28
TITLE_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs: `story_id` None is a new story; `duplicate_of` is the article it copies."""

    story_id: int | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    article_id: str
    chat_id: int | None
    story_id: int
    origin_id: str
    seen_at: datetime | None
    words: Counter[str]


@dataclass(slots=True)
class Window:
    """Articles of the last days by their words. `place` decides, `add` remembers what the store then did."""

    span: timedelta = timedelta(days=7)
    _items: list[_Item] = field(default_factory=list)
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def place(self, article: Article) -> Placement:
        """Where this article belongs among those held, seen from its own scope (promise 7)."""
        words = _words(article)
        best, likeness = None, 0.0
        for position in self._candidates(words):
            item = self._items[position]
            if not self._is_comparable(article, item):
                continue
            score = self._likeness(words, item.words)
            if score > likeness:
                best, likeness = item, score
        if best is None or likeness < SAME_EVENT:
            return Placement()
        return Placement(best.story_id, best.origin_id if likeness >= COPY else None)

    def add(self, article: Article, story_id: int, origin_id: str) -> None:
        """Remember an article and the story that the store gave it."""
        item = _Item(article.id, article.chat_id, story_id, origin_id, _seen_at(article), _words(article))
        for word in item.words:
            self._by_word[word].append(len(self._items))
        self._items.append(item)

    def _candidates(self, words: Counter[str]) -> set[int]:
        rare = sorted(words, key=lambda word: len(self._by_word.get(word, ())))[:30]
        return {position for word in rare for position in self._by_word.get(word, [])[-200:]}

    def _is_comparable(self, article: Article, item: _Item) -> bool:
        if item.chat_id is not None and item.chat_id != article.chat_id:
            return False
        seen_at = _seen_at(article)
        return seen_at is None or item.seen_at is None or abs(seen_at - item.seen_at) <= self.span

    def _likeness(self, one: Counter[str], other: Counter[str]) -> float:
        shared = sum(self._weight(word) * min(one[word], other[word]) for word in one.keys() & other.keys())
        return shared / max(min(self._total(one), self._total(other)), 1e-9)

    def _total(self, words: Counter[str]) -> float:
        return sum(self._weight(word) * count for word, count in words.items())

    def _weight(self, word: str) -> float:
        return math.log((len(self._items) + 2) / (len(self._by_word.get(word, ())) + 1))


def _words(article: Article) -> Counter[str]:
    title = content_words(article.title) * TITLE_WEIGHT
    return Counter(word for word in title + content_words(article.text)[:WORDS_READ] if len(word) > 3)


def _seen_at(article: Article) -> datetime | None:
    return article.published_at
