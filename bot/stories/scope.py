"""The stories that one scope has: the shared ones, or those of a single chat (promise 7). An inverted index in memory.

A story is the sum of its articles' vectors, held by word: word → {story: weight}. What has not had an article for
longest goes first when there are too many; of a long story the newest articles count.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nlargest
from operator import itemgetter

from bot.stories.copies import Print
from bot.stories.vectors import UNIT, Vector

AFFORDABLE = 1_000  # entries read to find candidates, rarest words first; other words only add to their weight
CANDIDATES = 20
MEMBERS = 30  # articles of a story that count
FORGET_AFTER = 40_000  # articles, after which what was seen counts half


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story. `day` is when it was published, in days, None when it does not say."""

    article_id: str
    origin_id: str
    day: float | None
    vector: Vector
    text: Print


@dataclass(slots=True)
class HeldStory:
    """A story of the window; `squared` is the squared length of the sum of its articles' vectors."""

    members: deque[Member] = field(default_factory=deque)
    squared: int = 0


@dataclass(slots=True)
class Scope:
    """Stories by word, by id and by article; how many articles had a word."""

    limit: int
    stories: OrderedDict[int, HeldStory] = field(default_factory=OrderedDict)
    story_of: dict[str, int] = field(default_factory=dict)
    articles: int = 0
    having: Counter[str] = field(default_factory=Counter)
    _by_word: dict[str, dict[int, int]] = field(default_factory=dict)

    def alike(self, vector: Vector) -> dict[int, float]:
        """The stories most like a vector, with the cosine between it and the sum of their articles."""
        by_word = self._by_word
        postings = sorted(
            ((weight, by_word[word]) for word, weight in vector.items() if word in by_word),
            key=lambda item: len(item[1]),
        )
        products: dict[int, int] = {}
        held_of = products.get
        affordable = AFFORDABLE
        rare = 0
        for weight, posting in postings:
            affordable -= len(posting)
            if affordable < 0 and products:
                break
            for story_id, held in posting.items():
                products[story_id] = held_of(story_id, 0) + weight * held
            rare += 1
        if len(products) > CANDIDATES:
            products = dict(nlargest(CANDIDATES, products.items(), key=itemgetter(1)))
        for weight, posting in postings[rare:]:
            for story_id in products.keys() & posting.keys():
                products[story_id] += weight * posting[story_id]
        return {
            story_id: product / (UNIT * math.sqrt(self.stories[story_id].squared))
            for story_id, product in products.items()
        }

    def add(self, story_id: int, member: Member, words: Iterable[str]) -> None:
        """Put an article into a story, in the place of its older version if it is held."""
        if member.article_id in self.story_of:
            self._drop_article(member.article_id)
        else:
            self._count(words)
        story = self.stories.setdefault(story_id, HeldStory())
        self._change(story_id, story, member.vector, sign=1)
        story.members.append(member)
        self.story_of[member.article_id] = story_id
        self.stories.move_to_end(story_id)
        if len(story.members) > MEMBERS:
            self._drop(story_id, story, story.members[0])
        while len(self.story_of) > self.limit:
            oldest_id, oldest = next(iter(self.stories.items()))
            self._drop(oldest_id, oldest, oldest.members[0])

    def member(self, article_id: str) -> Member | None:
        """The article as it is held."""
        story_id = self.story_of.get(article_id)
        if story_id is None:
            return None
        return next(member for member in self.stories[story_id].members if member.article_id == article_id)

    def _count(self, words: Iterable[str]) -> None:
        self.having.update(words)
        self.articles += 1
        if self.articles >= FORGET_AFTER:
            self.having = Counter({word: count // 2 for word, count in self.having.items() if count > 1})
            self.articles //= 2

    def _drop_article(self, article_id: str) -> None:
        story_id = self.story_of[article_id]
        member = self.member(article_id)
        if member is not None:
            self._drop(story_id, self.stories[story_id], member)

    def _drop(self, story_id: int, story: HeldStory, member: Member) -> None:
        story.members.remove(member)
        del self.story_of[member.article_id]
        self._change(story_id, story, member.vector, sign=-1)
        if not story.members:
            del self.stories[story_id]

    def _change(self, story_id: int, story: HeldStory, vector: Vector, *, sign: int) -> None:
        """Add a vector to a story's sum, or take it away."""
        for word, weight in vector.items():
            posting = self._by_word.setdefault(word, {})
            before = posting.get(story_id, 0)
            after = before + sign * weight
            story.squared += after * after - before * before
            if after:
                posting[story_id] = after
            else:
                del posting[story_id]
                if not posting:
                    del self._by_word[word]
