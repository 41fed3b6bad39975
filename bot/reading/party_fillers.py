"""A party as a record keeps it: name, where it stands, and the words it is compared by; short names made full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress

from bot.model import PartyRole, Span
from bot.reading import word_classes as lex
from bot.reading.chunks import Chunker
from bot.reading.clauses import Clause
from bot.reading.deal_receivers import part_receivers
from bot.reading.deal_words import DealWords
from bot.reading.names import Registry
from bot.reading.party_names import PartyNames
from bot.text import fold

SHORT = 3  # tokens of "the steel unit"


@dataclass(frozen=True, slots=True)
class Filler:
    """A party of a mention: role, name as printed, where, and the words it is compared by."""

    role: PartyRole
    name: str
    span: Span
    key: frozenset[str]
    country: str | None = None
    is_generic: bool = False  # "the unit", "the shares": named before


class Fillers(PartyNames):
    """Makes parties of the names of one text."""

    def __init__(self, chunker: Chunker, words: DealWords, registry: Registry | None = None) -> None:
        super().__init__(chunker, words, registry)
        self.clauses: dict[int, Clause] = {}
        self._full_names: dict[str, tuple[int, int]] | None = None  # not asked yet

    def clause(self, sentence: int) -> Clause:
        """The clause relations of a sentence, built once."""
        if sentence not in self.clauses:
            part_receivers(self.chunker.chunks(sentence), self.tokens, self.words)
            self.clauses[sentence] = Clause(self.chunker, sentence)
        return self.clauses[sentence]

    def filler(self, role: PartyRole, first: int, last: int) -> Filler:
        name = self.tokens.slice(first, last)
        country = self.words.places.country(name)
        full = self.full_names.get(fold(name)) if country is None else None
        if full is not None and not (role == "party" and self._is_two(*full)):
            first, last = full
            name = self.tokens.slice(first, last)
        printed = " ".join(name.split())
        return Filler(
            role, printed, self.tokens.span(first, last), self.key(name), country, self._is_generic(first, last)
        )

    def country_in(self, role: PartyRole, first: int, last: int) -> Filler | None:
        """The first country that stands in a stretch, by its own name: "Kenya's senate", "the Kenyan senate"."""
        for start in range(first, last):
            for end in range(min(last, start + self.words.places.longest), start, -1):
                filler = self.filler(role, start, end)
                if filler.country is not None:
                    return replace(filler, name=filler.country)
        return None

    def _is_two(self, first: int, last: int) -> bool:
        """Whether a full name is two: "Apex Inc. and Kestrel Ltd."."""
        return any(
            self.tags.get(self.lower[at], 0) & lex.CONNECTOR and self.lower[at - 1] in self.words.chunks.suffixes
            for at in range(first + 1, last)
        )

    def pair_in(self, role: PartyRole, at: int) -> list[Filler]:
        """Both names of one hyphenated word: "the EU-Turkey deal"; none where it is one name ("Rolls-Royce")."""
        one, dash, other = self.text[at].partition("-")
        if not dash or not other[:1].isupper() or not one[:1].isupper():
            return []
        country = self.words.places.country
        both = all(country(half) or self.counts[0][half.lower()] for half in (one, other))
        start, end = self.tokens.span(at, at + 1)
        spans = ((one, (start, start + len(one))), (other, (end - len(other), end)))
        return [Filler(role, name, span, self.key(name), country(name)) for name, span in spans] if both else []

    def _is_generic(self, first: int, last: int) -> bool:
        before = self.lower[first - 1] if first else ""
        is_definite = self.lower[first] in self.words.sets["definite"] or bool(
            self.tags.get(before, 0) & (lex.DETERMINER | lex.POSSESSIVE)
        )
        is_small = all(self.text[at][0].islower() for at in range(first, last))
        return is_definite and is_small and last - first <= SHORT and self.lower[last - 1] in self.words.sets["things"]

    @property
    def full_names(self) -> dict[str, tuple[int, int]]:
        """Short forms of company names that the text also gives in full ("Bell": Bell Petroleum Services Inc)."""
        if self._full_names is None:
            self._full_names = self._find_full_names()
        return self._full_names

    def _find_full_names(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        suffixes = self.words.chunks.suffixes
        for at in compress(range(len(self.lower)), map(suffixes.__contains__, self.lower)):
            if at and self.text[at][0].isupper() and self.text[at - 1][0].isupper():
                first, last = self.name_run(
                    max(0, at - 8, self.tokens.sentences[self.tokens.sentence_of[at]][0]), at + 1
                )
                for length in range(1, last - first):
                    if self.lower[first + length - 1] in suffixes:
                        break  # "Norton Co" and "Norton Co Pty Ltd" are two
                    found.setdefault(fold(self.tokens.slice(first, first + length)), (first, last))
        return found

    def key(self, name: str) -> frozenset[str]:
        """The folded words of a name that tell it from others."""
        small = self.words.chunks.suffixes
        words = [word.strip(".,()'\"") for word in fold(name).replace("'s", "").split()]
        kept = frozenset(
            word
            for word in words
            if word and word not in small and not self.tags.get(word, 0) & (lex.DETERMINER | lex.POSSESSIVE | lex.OF)
        )
        return kept or frozenset(words)


def is_same_party(one: Filler, other: Filler) -> bool:
    """Whether two names stand for one party: one country, or the words of one within the other."""
    if one.is_generic or other.is_generic:
        return one.role == other.role == "target" or one.key == other.key
    if one.country or other.country:
        return one.country == other.country or bool(
            one.key & other.key and (one.key <= other.key or other.key <= one.key)
        )
    return one.key <= other.key or other.key <= one.key
