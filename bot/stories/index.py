"""Words: how often articles had each, and in which stories it stands. Kept small.

A posting is a list of stories, in order of arrival, a story once for each of its articles. Nothing is taken out when an
article goes: a few postings are swept of what is gone with every article that comes, so that all have had their turn
by the time that a window of them has come.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat
from operator import add, itemgetter

AFFORDABLE = 400  # entries read to find candidates, rarest words first
COUNTED_AS_ONE = 30  # weight
FEW = 2  # counts that make no candidate where enough stories have more
FORGET_AFTER = 40_000  # articles, after which what was seen counts half


@dataclass(slots=True)
class Index:
    """The words of one scope."""

    articles: int = 0
    _having: dict[int, int] = field(default_factory=dict)
    _postings: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _to_sweep: list[int] = field(default_factory=list)

    def having(self, words: Iterable[int]) -> Iterable[int]:
        """How often articles had each word."""
        return map(self._having.get, words, repeat(0))

    def count(self, *kinds: Mapping[int, int]) -> None:
        """Remember the words of one more article."""
        having = self._having
        for words in kinds:
            having.update(zip(words, map(add, map(having.get, words, repeat(0)), words.values()), strict=True))
        self.articles += 1
        if self.articles >= FORGET_AFTER:
            self.articles //= 2
            self._having = {word: times // 2 for word, times in having.items() if times > 1}

    def put(self, story: int, words: Iterable[int]) -> None:
        """An article of a story has these words."""
        for posting in map(self._postings.__getitem__, words):
            posting.append(story)

    def sweep(self, share: float, alive: Container[int]) -> None:
        """Clear a share of the postings of the stories that are gone; `alive` are those that stay."""
        postings = self._postings
        if not self._to_sweep:
            self._to_sweep = list(postings)
        count = int(len(postings) * share) + 1
        words = self._to_sweep[-count:]
        del self._to_sweep[-count:]
        for word in words:
            posting = postings[word]
            if posting[0] in alive and posting[len(posting) // 2] in alive:
                continue
            left = [story for story in posting if story in alive]
            if left:
                postings[word] = left
            else:
                del postings[word]

    def candidates(self, vector: Mapping[int, int], count: int) -> list[tuple[int, int]]:
        """The stories whose articles share most of the rarest words, heavy words counted several times; how many."""
        postings = self._postings
        words = list(filter(postings.__contains__, vector))
        lengths = dict(zip(words, map(len, map(postings.__getitem__, words)), strict=True))
        words.sort(key=lengths.__getitem__)
        affordable = bisect_right(list(accumulate(map(lengths.__getitem__, words))), AFFORDABLE)
        read: list[list[int]] = []
        for word in words[: max(affordable, 1)]:
            read += [postings[word]] * ((vector[word] + COUNTED_AS_ONE // 2) // COUNTED_AS_ONE)
        shared = Counter(chain.from_iterable(read))
        likely = [counted for counted in shared.items() if counted[1] > FEW]
        if len(likely) < count:
            likely = list(shared.items())
        likely.sort(key=_times, reverse=True)
        return likely[:count]


_times = itemgetter(1)
