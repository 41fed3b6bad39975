"""Words by number: how often articles had each, and in which stories it stands. Kept small and close together.

A posting is one array of stories, in order of arrival, a story once for each of its articles. What no longer counts is
cleared out of a posting when it is half of it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter

AFFORDABLE = 500  # entries read to find candidates, rarest words first
FORGET_AFTER = 40_000  # articles, after which what was seen counts half
COUNTED_AS_ONE = 20  # weight
FEWEST_CLEARED = 8


@dataclass(slots=True)
class Index:
    """The words of one scope; a number is given again when nothing holds the word any more."""

    articles: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    _having: array[int] = field(default_factory=lambda: array("L"))
    _living: array[int] = field(default_factory=lambda: array("L"))  # articles in the posting
    _postings: list[array[int] | None] = field(default_factory=list)
    _free: list[int] = field(default_factory=list)

    def having(self, words: Iterable[str]) -> list[int]:
        """How often articles had each word."""
        having = self._having
        return [0 if number is None else having[number] for number in map(self.numbers.get, words)]

    def count(self, words: Mapping[str, int]) -> None:
        """Remember the words of one more article."""
        having = self._having
        for number, times in zip(self.number(words), words.values(), strict=True):
            having[number] += times
        self.articles += 1
        if self.articles >= FORGET_AFTER:
            self._forget()

    def number(self, words: Iterable[str]) -> array[int]:
        """The numbers of words, given where they have none yet."""
        numbers = self.numbers
        return array("I", [numbers[word] if word in numbers else self._numbered(word) for word in words])

    def put(self, story: int, words: array[int]) -> None:
        """An article of a story has these words."""
        postings, living = self._postings, self._living
        for number in words:
            living[number] += 1
            posting = postings[number]
            if posting is None:
                postings[number] = array("I", (story,))
            else:
                posting.append(story)

    def take(self, words: array[int], alive: Container[int]) -> None:
        """An article with these words goes; `alive` are the stories that stay."""
        postings, living = self._postings, self._living
        for number in words:
            posting = postings[number]
            left = living[number] = living[number] - 1
            if not left:
                postings[number] = None
            elif posting is not None and len(posting) > 2 * left + FEWEST_CLEARED:
                postings[number] = array("I", [story for story in posting if story in alive][-left:])

    def candidates(self, vector: Mapping[int, int], count: int, alive: Container[int]) -> list[int]:
        """The stories whose articles share most of the rarest words, heavy words counted several times."""
        postings = self._postings
        held = [(weight, posting) for number, weight in vector.items() if (posting := postings[number]) is not None]
        held.sort(key=_length)
        affordable = AFFORDABLE
        read: list[array[int]] = []
        for weight, posting in held:
            affordable -= len(posting)
            if affordable < 0 and read:
                break
            read += [posting] * (weight // COUNTED_AS_ONE)
        shared = Counter(chain.from_iterable(read))
        likely = sorted(shared.items(), key=_times, reverse=True)[: count + 10]
        return [story for story, _ in likely if story in alive][:count]

    def _numbered(self, word: str) -> int:
        if self._free:
            number = self._free.pop()
        else:
            number = len(self._postings)
            self._postings.append(None)
            self._having.append(0)
            self._living.append(0)
        self.numbers[word] = number
        return number

    def _forget(self) -> None:
        """Let what was seen count half, and words go that nothing holds."""
        self.articles //= 2
        self._having = array("L", [times // 2 for times in self._having])
        gone = [word for word, number in self.numbers.items() if not self._having[number] and not self._living[number]]
        self._free += [self.numbers.pop(word) for word in gone]


def _length(held: tuple[int, array[int]]) -> int:
    return len(held[1])


_times = itemgetter(1)
