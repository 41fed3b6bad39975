"""What a question is understood against: the words of its language, the names held, the topics that can be followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.asking.names import Names
from bot.asking.patterns import Patterns
from bot.asking.words import Words
from bot.model import Topic
from bot.store.records import KnownName


@dataclass(frozen=True, slots=True)
class Ground:
    """Build once with `of`, then `knowing` whenever the names change."""

    words: Words
    patterns: Patterns
    topics: tuple[Topic, ...]
    names: Names

    @classmethod
    def of(cls, words: Words, topics: Iterable[Topic] = (), known: Iterable[KnownName] = ()) -> Ground:
        """Compile the patterns and index the names."""
        return cls(words, Patterns.of(words), tuple(topics), _names(words, known))

    def knowing(self, known: Iterable[KnownName]) -> Ground:
        """The same ground with other names."""
        return Ground(self.words, self.patterns, self.topics, _names(self.words, known))


def _names(words: Words, known: Iterable[KnownName]) -> Names:
    return Names.of(known, words.vocabulary, words.grammar["titles"])
