"""What a question is understood against: the words of its language, the names held, the topics, the countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.asking.names import Names
from bot.asking.offices import Wording
from bot.asking.patterns import Patterns
from bot.asking.tokens import bare
from bot.asking.words import Words
from bot.model import Topic
from bot.store.records import KnownName
from bot.text import fold

CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:\s+[^\W\d_a-z][\w'’.-]*)*")
OWNER = re.compile(r"['’]s$")
LONGEST_COUNTRY = 3  # words of a country's name that are looked for in a subject
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

    def is_name(self, words: str) -> bool:
        """Whether these words are a country or a name held, and nothing else."""
        return bool(words) and (self.country(words) is not None or self.names.is_known(words))

    def countries_in(self, text: str) -> set[str]:
        """Every country that a text names, by itself, its people or its capital."""
        found = set()
        for run in CAPITALISED.findall(text):
            words = [OWNER.sub("", word) for word in run.split()]
            for at in range(len(words)):
                for length in range(1, LONGEST_COUNTRY + 1):
                    name = fold(" ".join(words[at : at + length]))
                    found.add(self.countries.get(name) or self.countries.get(name.rstrip(".")))
        return {country for country in found if country is not None}

    def names_in(self, words: str) -> dict[str, list[str]]:
        """Each name in these words, with every other name of a country: those that are held, as they are written."""
        found: dict[str, list[str]] = {}
        for word in words.split():
            name = word.strip(" ,.;:?!").removesuffix("'s")
            if self.country(name) is not None:
                found[name] = self.same_country(name)
            elif name[:1].isupper() and self.names.is_known(name):
                found[name] = [name]
        return found

    def by_other_names(self, subject: str) -> list[str]:
        """The subject with each other name of the country in it: "Kenyan ministry", "Nairobi ministry" for Kenya's."""
        words = subject.split()
        for length in range(min(LONGEST_COUNTRY, len(words)), 0, -1):
            for at in range(len(words) - length + 1):
                name = bare(" ".join(words[at : at + length]))
                if self.country(name) is not None:
                    around = words[:at], words[at + length :]
                    forms = [form for form in self.same_country(name) if form != name]
                    return [" ".join((*around[0], form, *around[1])) for form in forms]
        return []


def _names(words: Words, known: Iterable[KnownName], countries: Mapping[str, str]) -> Names:
    titles, lesser = frozenset(words.grammar["titles"]), frozenset(words.grammar["lesser"])
    return Names.of(known, Wording(words.vocabulary, titles, words.others, words.offices, countries, lesser))
