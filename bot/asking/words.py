"""The words questions are understood by (`words.toml`), ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.store.terms import stems

FILE = "words.toml"


@dataclass(frozen=True, repr=False)
class Words:
    """Lists of folded words by what they do in a question; patterns are built once and kept."""

    acts: Mapping[str, str]  # form of a verb → act
    nouns: Mapping[str, str]  # "warning" → act
    grammar: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]  # "foggy bottom" → state department
    alike: Mapping[str, tuple[str, ...]]  # "post" → telegram, instagram …
    offices: Mapping[str, tuple[str, ...]]  # "boss" → chief executive, chairman …
    leading: Mapping[str, str]  # "runs" → boss
    deals: Mapping[str, tuple[str, ...]]
    deal_kinds: Mapping[str, str]
    deal_statuses: Mapping[str, str]
    scales: Mapping[str, int]
    currencies: Mapping[str, str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    parts: Mapping[str, tuple[int, int]]
    ambiguous: frozenset[str]
    spelling: tuple[str, ...]
    stances: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, Any]  # what turns, bounds or limits a claim: compiled by bot.asking.claims
    sets: Mapping[str, frozenset[str]]  # words and whole lines looked up as they stand
    short: Mapping[str, str]
    ordinary: frozenset[str]

    @cached_property
    def verb(self) -> str:
        """Alternatives for any verb of saying, longest first."""
        return alternatives(self.acts)

    @cached_property
    def about(self) -> str:
        """Alternatives for the words that open what a question is about."""
        return alternatives((*self.grammar["about_phrases"], *self.grammar["about"]))

    @cached_property
    def everybody(self) -> frozenset[str]:
        """Words for nobody in particular."""
        return frozenset(self.grammar["everybody"])

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Words that stand for who the last question was about."""
        return frozenset(self.grammar["pronouns"])

    @cached_property
    def stance_stems(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Stems of the words for each side."""
        return {side: tuple({tuple(stems(form)) for form in self.stances[side]}) for side in ("for", "against")}

    @cached_property
    def negating_stems(self) -> frozenset[str]:
        """Stems of words that turn a side round; "n't" is a word of its own."""
        return frozenset(stem for word in self.stances["negating"] for stem in stems(word))

    @cached_property
    def stance_stops(self) -> frozenset[str]:
        """Stems of words behind which something else begins."""
        return frozenset(stem for word in self.stances["stops"] for stem in stems(word)) - {"that"}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that means something to the parser: never taken for a misspelt name."""
        lists: list[Iterable[str]] = [self.acts, self.nouns, self.deal_kinds, self.deal_statuses, self.units]
        lists += [*self.grammar.values(), *self.deals.values(), self.numbers, self.months, self.weekdays, self.spelling]
        return self.ordinary | frozenset(word for words in lists for phrase in words for word in phrase.split())


def parse_words(text: str) -> Words:
    """Read `words.toml`."""
    data: dict[str, Any] = tomllib.loads(text)
    deals, times, money = data["deals"], data["times"], data["money"]
    return Words(
        acts=_inverted(data["acts"]),
        nouns=_inverted(data["nouns"]),
        grammar={name: tuple(words) for name, words in data["grammar"].items() if isinstance(words, list)},
        others={name: tuple(words) for name, words in data["grammar"]["others"].items()},
        alike={name: tuple(words) for name, words in data["grammar"]["alike"].items()},
        offices={name: tuple(words) for name, words in data["grammar"]["offices"].items()},
        leading=data["grammar"]["leading"],
        deals={name: tuple(words) for name, words in deals.items() if isinstance(words, list)},
        deal_kinds=_inverted(deals["kinds"]),
        deal_statuses=_inverted(deals["statuses"]),
        scales=money["scales"],
        currencies=money["currencies"] | money["national"],
        weekdays=_numbered(times["weekdays"], 0),
        months=_numbered(times["months"], 1),
        numbers=times["numbers"],
        units=times["units"],
        parts={name: (int(first), int(last)) for name, (first, last) in times["parts"].items()},
        ambiguous=frozenset(times["ambiguous"]),
        spelling=tuple(data["spelling"]["words"]),
        stances={name: tuple(words) for name, words in data["stances"].items()},
        claims=data["claims"],
        sets={name: frozenset(words) for name, words in data["sets"].items()},
        short=data["spelling"]["short"],
        ordinary=frozenset(data["ordinary"]["words"]),
    )


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered) + ")"


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


def _numbered(table: list[list[str]], first: int) -> dict[str, int]:
    return {word: number for number, words in enumerate(table, first) for word in words}
