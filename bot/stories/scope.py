"""The stories that one scope has: the shared ones, or those of a single chat (promise 7).

A story is the sum of its articles' vectors. Where it has several, it holds each word with the weights in all of them
packed into one number, so that one multiplication serves all its articles.
What has not had an article for longest goes first when there are too many; of a long story the newest articles count.
"""

from __future__ import annotations

import math
from array import array
from collections import OrderedDict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import islice, repeat
from operator import add, lshift, mul
from struct import Struct
from typing import NamedTuple

from bot.stories.copies import Print
from bot.stories.index import Index
from bot.stories.vectors import UNIT, Vector, Words

COUNTED = 24  # stories that share most words, of which
CANDIDATES = 8  # are compared, when the long ones have been evened out
EVENED = 0.4  # by this power of the square of their length
MEMBERS = 30  # articles of a story that count
COMPARED = 12  # the newest of them, whose nearest counts
LANE = 32  # bits of a packed number for one article; the inner product of two vectors needs 18
LANES = [Struct(f"<{count}I") for count in range(MEMBERS + 2)]


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story. `day` is when it was published, in days, None when it does not say.

    Its vector is held as numbers of words and weights.
    """

    article_id: str
    origin_id: str
    day: float | None
    text: Print
    words: array[int]
    weights: array[int]


@dataclass(slots=True)
class HeldStory:
    """A story of the window. `number` is its own for as long as it is held.

    `members` is by lane, oldest first; `squared` is the squared length of the sum of their vectors; `packed` has, for
    several articles, each word's weights by lane.
    """

    story_id: int
    number: int
    members: dict[int, Member] = field(default_factory=dict)
    squared: int = 0
    packed: dict[int, int] | None = None

    def products(self, vector: Mapping[int, int]) -> tuple[int, ...]:
        """The inner products of a vector with the articles, by lane as far as there are any."""
        if self.packed is None:
            (member,) = self.members.values()
            return (sum(map(mul, member.weights, map(vector.get, member.words, repeat(0)))),)
        shared = self.packed.keys() & vector.keys()
        total = sum(map(mul, map(self.packed.__getitem__, shared), map(vector.__getitem__, shared)))
        lanes = LANES[-(-total.bit_length() // LANE)]
        by_lane: tuple[int, ...] = lanes.unpack(total.to_bytes(lanes.size, "little"))
        return by_lane

    def has_any(self, words: Set[int]) -> bool:
        """Whether an article has one of some words."""
        if self.packed is None:
            return any(not words.isdisjoint(member.words) for member in self.members.values())
        return any(map(self.packed.__contains__, words))

    def likeness_to(self, vector: Mapping[int, int]) -> tuple[float, float]:
        """The cosine of a vector with the sum of the articles, and with the nearest of the newest ones."""
        products = self.products(vector)
        likeness = sum(products) / (UNIT * math.sqrt(self.squared))
        if self.packed is None:
            return likeness, likeness
        if len(self.members) > COMPARED:
            lanes = len(products)
            products = tuple(products[lane] for lane in islice(reversed(self.members), COMPARED) if lane < lanes)
        return likeness, max(products, default=0) / (UNIT * UNIT)

    def days_apart(self, day: float | None) -> float | None:
        """Days from one to the nearest article; None where it, or every article, has no date."""
        if day is None:
            return None
        return min([abs(day - member.day) for member in self.members.values() if member.day is not None], default=None)

    def put(self, member: Member, vector: Mapping[int, int]) -> None:
        """Add an article with its vector."""
        own = sum(map(mul, member.weights, member.weights))
        if not self.members:
            self.members[0] = member
            self.squared = own
            return
        self.squared += own + 2 * sum(self.products(vector))
        if self.packed is None:
            (first,) = self.members.values()
            self.members = {0: first}
            self.packed = dict(zip(first.words, first.weights, strict=True))
        lane = next(lane for lane in range(MEMBERS + 1) if lane not in self.members)
        self.members[lane] = member
        held, shifted = map(self.packed.get, vector, repeat(0)), map(lshift, vector.values(), repeat(lane * LANE))
        self.packed.update(zip(vector, map(add, held, shifted), strict=True))

    def take(self, member: Member) -> None:
        """Take an article of several away."""
        lane = next(lane for lane, held in self.members.items() if held is member)
        vector = dict(zip(member.words, member.weights, strict=True))
        self.squared += sum(map(mul, member.weights, member.weights)) - 2 * sum(self.products(vector))
        del self.members[lane]
        if len(self.members) <= 1 or self.packed is None:
            self.packed = None
            return
        shift, packed = lane * LANE, self.packed
        for word, weight in vector.items():
            left = packed[word] - (weight << shift)
            if left:
                packed[word] = left
            else:
                del packed[word]


class Alike(NamedTuple):
    """A story like a vector: the cosine with the sum of its articles, and with the nearest of the newest ones."""

    likeness: float
    nearest: float
    story: HeldStory


@dataclass(slots=True)
class Scope:
    """Stories by word, by id and by article."""

    limit: int
    stories: OrderedDict[int, HeldStory] = field(default_factory=OrderedDict)
    story_of: dict[str, int] = field(default_factory=dict)
    index: Index = field(default_factory=Index)
    _by_number: dict[int, HeldStory] = field(default_factory=dict)
    _numbers_given: int = 0

    def alike(self, vector: Mapping[int, int]) -> list[Alike]:
        """The stories most like a vector."""
        likely = []
        for number, shared in self.index.candidates(vector, COUNTED):
            story = self._by_number.get(number)
            if story is not None:
                likely.append((shared / story.squared**EVENED, -number, story))
        likely.sort(reverse=True)
        return [Alike(*story.likeness_to(vector), story) for _, _, story in likely[:CANDIDATES]]

    def add(self, story_id: int, article: Seen, vector: Vector, words: Words) -> None:
        """Put an article into a story, in the place of its older version if it is held."""
        former = self.member(article.article_id)
        if former is None:
            self.index.count(words.names, words.others)
        else:
            self._drop(self.stories[self.story_of[article.article_id]], former)
        story = self.stories.get(story_id)
        if story is None:
            self._numbers_given += 1
            story = self.stories[story_id] = HeldStory(story_id, self._numbers_given)
            self._by_number[story.number] = story
        story.put(Member(*article, array("I", vector), array("H", vector.values())), vector)
        self.index.put(story.number, vector)
        self.story_of[article.article_id] = story_id
        self.stories.move_to_end(story_id)
        if len(story.members) > MEMBERS:
            self._drop(story, next(iter(story.members.values())))
        while len(self.story_of) > self.limit:
            self._drop_story(next(iter(self.stories.values())))
        self.index.sweep(1 / self.limit, self._by_number)

    def likeness_to(self, article_id: str, vector: Vector) -> float | None:
        """The cosine of a vector and an article, None where it is not held."""
        member = self.member(article_id)
        if member is None:
            return None
        product: int = sum(map(mul, member.weights, map(vector.get, member.words, repeat(0))))
        return product / (UNIT * UNIT)

    def member(self, article_id: str) -> Member | None:
        """The article as it is held."""
        story_id = self.story_of.get(article_id)
        if story_id is None:
            return None
        return next(member for member in self.stories[story_id].members.values() if member.article_id == article_id)

    def _drop(self, story: HeldStory, member: Member) -> None:
        if len(story.members) == 1:
            self._drop_story(story)
            return
        story.take(member)
        del self.story_of[member.article_id]

    def _drop_story(self, story: HeldStory) -> None:
        for member in story.members.values():
            del self.story_of[member.article_id]
        del self.stories[story.story_id], self._by_number[story.number]


class Seen(NamedTuple):
    """What is kept of an article beside its vector."""

    article_id: str
    origin_id: str
    day: float | None
    text: Print
