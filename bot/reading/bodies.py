"""Which names a common noun for a body can stand for: "the bank" is no airline, "the government" a country's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading import word_classes as lex
from bot.reading.chunk_ground import COMMAS
from bot.reading.deal_words import DealWords
from bot.reading.party_fillers import Filler, is_same_party
from bot.text import Tokens

CALLED = 5  # tokens from a name to what it is called: "Norvane, a Dutch chipmaker"


class Bodies:
    """What the names of one text are called in it, or by themselves."""

    def __init__(self, tokens: Tokens, words: DealWords) -> None:
        self.tokens, self.words = tokens, words
        self._called: dict[str, frozenset[str]] = {}

    def choose(self, noun: str, candidates: list[list[Filler]]) -> list[Filler]:
        """Of candidates those that `noun` stands for; none where it may be several."""
        sure = [found for found in candidates if all(self._is(noun, one) for one in found)]
        if sure or noun in self.words.sets["told_bodies"] or self._names_called(noun):
            return self._only(sure)  # "Chipmaker Norvane … Corvane … The chipmaker"
        return self._only([found for found in candidates if not any(self._is_another(noun, one) for one in found)])

    def _only(self, candidates: list[list[Filler]]) -> list[Filler]:
        """The candidate that is the only one there is, under whatever name."""
        is_one = candidates and all(
            len(found) == 1 and is_same_party(found[0], candidates[0][0]) for found in candidates
        )
        return candidates[0] if is_one else []

    def says_kind(self, name: Sequence[str]) -> bool:
        """Whether a name tells by itself that it is a body's: "Norvane Airways"."""
        return any(not words.isdisjoint(name) for words in self.words.bodies.values())

    def _is(self, noun: str, party: Filler) -> bool:
        """Whether a name says by itself, or the text of it, that it is such a body."""
        own = self.words.bodies[noun]
        if party.country is not None:
            return noun in self.words.sets["state_bodies"]
        return not own.isdisjoint(party.key) or not self._names_called(noun).isdisjoint(party.key)

    def _is_another(self, noun: str, party: Filler) -> bool:
        """Whether a name is a country, or one of another kind: no university is "the bank"."""
        if party.country is not None:
            return True
        return any(not words.isdisjoint(party.key) for other, words in self.words.bodies.items() if other != noun)

    def _names_called(self, noun: str) -> frozenset[str]:
        """The words of the names that the text calls `noun`: "chipmaker Norvane", "Norvane, a Dutch chipmaker"."""
        if noun not in self._called:
            places = [at for at, word in enumerate(self.tokens.lower) if word == noun]
            self._called[noun] = frozenset(
                word for at in places for word in (*self._run(at + 1, 1), *self._told_before(at))
            )
        return self._called[noun]

    def _told_before(self, noun: int) -> list[str]:
        """The name that a noun in apposition, or behind "is", describes."""
        tags, lower = self.words.chunks.tags, self.tokens.lower
        first = self.tokens.sentences[self.tokens.sentence_of[noun]][0]
        for at in range(noun - 1, max(first, noun - CALLED), -1):
            if self.tokens.words[at] in COMMAS or tags.get(lower[at], 0) & lex.BE:
                is_described = lower[at + 1] in self.words.sets["indefinite"] | self.words.sets["definite"]
                return self._run(at - 1, -1) if is_described else []
        return []

    def _run(self, at: int, step: int) -> list[str]:
        """The words with capitals from a token on, in one direction."""
        found = []
        while 0 <= at < len(self.tokens.words) and self.tokens.words[at][0].isupper():
            found.append(self.tokens.lower[at])
            at += step
        return found
