"""What a question is understood against: the words of its language, the names held, the topics, the countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.asking.names import Names, Wording
from bot.asking.patterns import Patterns
from bot.asking.words import Words
from bot.model import Topic
from bot.store.records import KnownName
from bot.text import fold

REMEMBERED = 8  # lists of names kept indexed: one a chat with feeds of its own


@dataclass(frozen=True, slots=True)
class Ground:
    """Build once with `of`, then `knowing` for every question: names are indexed again only when they changed."""

    words: Words
    patterns: Patterns
    topics: tuple[Topic, ...]
    names: Names
    countries: Mapping[str, str] = field(default_factory=dict)  # folded form → country
    memory: dict[int, tuple[Sequence[KnownName], Names]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        words: Words,
        topics: Iterable[Topic] = (),
        known: Iterable[KnownName] = (),
        countries: Mapping[str, str] | None = None,
    ) -> Ground:
        """Compile the patterns and index the names; `countries` leads from folded forms ("kyiv") to a country."""
        return cls(words, Patterns.of(words), tuple(topics), _names(words, known, countries or {}), countries or {})

    def knowing(self, known: Sequence[KnownName]) -> Ground:
        """The same ground with other names; the same list again costs nothing."""
        held = self.memory.get(id(known))
        if held is None or held[0] is not known:
            while len(self.memory) >= REMEMBERED:
                self.memory.pop(next(iter(self.memory)))
            held = self.memory[id(known)] = (known, _names(self.words, known, self.countries))
        return Ground(self.words, self.patterns, self.topics, held[1], self.countries, self.memory)

    def knows(self, known: Sequence[KnownName]) -> bool:
        """Whether `knowing` these names takes no time."""
        held = self.memory.get(id(known))
        return held is not None and held[0] is known

    def country(self, name: str) -> str | None:
        """The country a name, its people, capital or seat of government stands for."""
        form = fold(name).removeprefix("the ")
        return self.countries.get(form)

    def same_country(self, name: str) -> list[str]:
        """Every form of the same country."""
        country = self.country(name)
        return [form for form, other in self.countries.items() if other == country] if country else []


def _names(words: Words, known: Iterable[KnownName], countries: Mapping[str, str]) -> Names:
    titles = frozenset(words.grammar["titles"])
    return Names.of(known, Wording(words.vocabulary, titles, words.others, words.offices, countries))
