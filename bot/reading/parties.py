"""Who a phrase of a deal frame names: the name inside it, what "it" and "the company" stand for, who equals whom."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import Literal

from bot.model import PartyRole, Span
from bot.reading import word_classes as lex
from bot.reading.chunks import Chunk, Chunker
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords
from bot.reading.names import Registry
from bot.reading.party_names import PartyNames
from bot.text import fold

Wanted = Literal["body", "person", "thing"] | None  # what an anaphor can stand for
SENTENCES_BACK = 4
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


class Parties(PartyNames):
    """Names the parties of one text."""

    def __init__(self, chunker: Chunker, words: DealWords, registry: Registry | None = None) -> None:
        super().__init__(chunker, words, registry)
        self.clauses: dict[int, Clause] = {}
        self._full_names: dict[str, tuple[int, int]] | None = None  # not asked yet

    def clause(self, sentence: int) -> Clause:
        """The clause relations of a sentence, built once."""
        if sentence not in self.clauses:
            self.clauses[sentence] = Clause(self.chunker, sentence)
        return self.clauses[sentence]

    def fill(self, role: PartyRole, clause: Clause, numbers: list[int]) -> list[Filler]:
        """The parties that noun chunks name, pronouns and "the company" led back to what they stand for."""
        found: list[Filler] = []
        for number in numbers:
            chunk = clause.chunks[number]
            if (
                self.lower[chunk.head] in self.words.sets["persons_for"]
                and clause.word(number + 1) in self.words.sets["speaking_for"]
            ):
                found += self.fill(
                    role, clause, clause.pair_after(number + 2) if clause.kind(number + 2) == "noun" else []
                )
            elif (self.is_anaphor(chunk) and not self._is_told_by_of(clause, number)) or self._stands_for_owner(chunk):
                found += self.antecedent(role, clause, number)
            elif named := self._included(clause, number) or self._apposition(clause, number):
                found += self.fill(role, clause, named)
            else:
                place = self._told_by(clause, number) or self.name_in(clause, number)
                if place is not None and (role == "target" or self._may_be_side(*place)):
                    found.append(self.filler(role, *place))
        return found

    def _told_by(self, clause: Clause, number: int) -> tuple[int, int] | None:
        """ "A group led by X": a side that is only told by who leads it, up to the name."""
        chunk, verb = clause.chunks[number], number + 1
        is_led = (
            clause.kind(verb) == "verb"
            and clause.word(verb + 1) in self.words.sets["agent"]
            and clause.kind(verb + 2) == "noun"
        )
        if not is_led or clause.head(verb) not in self.words.sets["leading"] or self.text[chunk.head][0].isupper():
            return None
        first, _ = self._bare(chunk.first, chunk.last)
        place = self.name_in(clause, verb + 2)
        return (first, place[1]) if place is not None else None

    def _may_be_side(self, first: int, last: int) -> bool:
        """Whether a phrase can be a side of a deal: it holds a name, or is a word for people who make deals."""
        words, sets = self.lower[first:last], self.words.sets
        known = sets["lower_parties"] | sets["nominals"] | sets["sides"] | sets["workers"]
        if not known.isdisjoint(words):
            return True
        if self.text[last - 1][0].islower() and any(self.tags.get(word, 0) & lex.CLITIC for word in words):
            bodies = ("wrappers", "things", "lawmakers", "regulators", "own_bodies", "persons_for")
            return any(words[-1] in sets[name] for name in bodies)  # not "Syria's chemical arsenal"
        opens = self.tokens.sentences[self.tokens.sentence_of[first]][0]
        if first == opens and last - first > 1 and self.text[last - 1][0].islower() and not self.is_known(first):
            first += 1  # "Large provisions": a capital for the sentence alone
        return any(self.text[at][0].isupper() for at in range(first, last))

    def is_known(self, at: int) -> bool:
        """Whether a capitalised word is somebody's name, or stands inside a sentence too."""
        name = self.registry.mention_at(at, at + 1) if self.registry is not None else None
        return name is not None or self.words.places.country(self.text[at]) is not None

    def owners(self, role: PartyRole, clause: Clause, numbers: list[int]) -> list[Filler]:
        """The company whose board or shareholders take it upon themselves: "Apex's board" as its target."""
        found: list[Filler] = []
        for number in numbers if role == "target" else ():
            chunk = clause.chunks[number]
            at = next((at for at in range(chunk.first, chunk.head) if self.tags.get(self.lower[at], 0) & lex.CLITIC), 0)
            if at and self.lower[chunk.head] in self.words.sets["own_bodies"]:
                found.append(self.filler(role, *self.name_run(chunk.first, at)))
        return found

    def _is_told_by_of(self, clause: Clause, number: int) -> bool:
        """Whether "the administration" is followed by whose it is."""
        if clause.word(number + 1) not in self.words.sets["belonging"] or clause.kind(number + 2) != "noun":
            return False
        inner = clause.chunks[number + 2]
        return self.has_name(inner.first, inner.last)

    def _stands_for_owner(self, chunk: Chunk) -> bool:
        """ "their presidents", "its negotiators": those they speak for."""
        is_owned = bool(self.tags.get(self.lower[chunk.first], 0) & lex.POSSESSIVE)
        return is_owned and self.lower[chunk.head] in self.words.sets["persons_for"]

    def _included(self, clause: Clause, number: int) -> list[int]:
        """The names behind "investors including"."""
        is_such = clause.word(number + 1) in self.words.sets["such_as"] and clause.kind(number + 2) == "noun"
        is_small = self.text[clause.chunks[number].head][0].islower()
        if is_small and clause.kind(number + 1) == "verb" and clause.head(number + 1) in self.words.sets["naming"]:
            return [number + 2] if clause.kind(number + 2) == "noun" else []  # "a company called Apex"
        return clause.pair_after(number + 2) if is_such and is_small else []

    def _apposition(self, clause: Clause, number: int) -> list[int]:
        """The names behind a common noun: "two lenders in Japan, Hokuren Bank and Tsugaru Bank,"."""
        if self.text[clause.chunks[number].head][0].isupper():
            return []
        at = number + 1
        while clause.kind(at) == "preposition" and clause.kind(at + 1) == "noun":
            at += 2
        if clause.kind(at) != "comma" or clause.kind(at + 1) != "noun":
            return []
        named = clause.pair_after(at + 1)
        closing = named[-1] + 1
        is_named = all(self._is_all_name(clause.chunks[each]) for each in named)
        return named if is_named and clause.kind(closing) == "comma" and clause.kind(closing + 1) == "verb" else []

    def _is_all_name(self, chunk: Chunk) -> bool:
        return all(
            self.text[at][0].isupper() or self.lower[at] in self.words.sets["name_links"]
            for at in range(chunk.first, chunk.last)
        )

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

    # ------------------------------------------------------------ anaphors

    def antecedent(self, role: PartyRole, clause: Clause, number: int) -> list[Filler]:
        """What a pronoun or nominal stands for: a subject to its left, else a subject of the sentences before."""
        chunk = clause.chunks[number]
        sets = self.words.sets
        wants = self._wanted(role, chunk)
        if wants == "person" and self.registry is not None:
            return self._person(role, chunk.first)
        for at in range(number - 1, -1, -1):
            if clause.kind(at) == "verb" and (
                found := self._named(role, clause, clause.subject(at), number, wants=wants)
            ):
                return [] if self._may_be_other(clause, at, number, found) else found
        for sentence in range(clause.sentence - 1, max(-1, clause.sentence - 1 - SENTENCES_BACK), -1):
            if found := self._main_subject(role, self.clause(sentence), wants=wants):
                return found
        if clause.sentence > SENTENCES_BACK and (found := self._main_subject(role, self.clause(0), wants=wants)):
            return found
        is_side = self.lower[chunk.head] in sets["sides"] or self.lower[chunk.head] in sets["lower_parties"]
        return [self.filler(role, chunk.first, chunk.last)] if is_side else []

    def _may_be_other(self, clause: Clause, verb: int, number: int, found: list[Filler]) -> bool:
        """Whether "its" need not be the subject's: a person has no "its", what analysts argue is of another."""
        chunk = clause.chunks[number]
        if self.lower[chunk.first] not in self.words.sets["neuter"] or chunk.last - chunk.first == 1:
            return False
        if any(party.name.split()[0].lower() in self.words.sets["courtesies"] for party in found):
            return True
        return clause.head(verb) in self.words.sets["judging"]

    def _main_subject(self, role: PartyRole, clause: Clause, *, wants: Wanted) -> list[Filler]:
        end = len(clause.chunks)
        for at, chunk in enumerate(clause.chunks):
            if chunk.kind == "verb" and (found := self._named(role, clause, clause.subject(at), end, wants=wants)):
                return found
        return []

    def _wanted(self, role: PartyRole, chunk: Chunk) -> Wanted:
        """What a pronoun or nominal can stand for."""
        if self.lower[chunk.head] in self.words.sets["nominals"]:
            return "body"
        if role == "target" and self.lower[chunk.first] in self.words.sets["neuter"]:
            return "thing"
        return "person" if self.lower[chunk.first] in self.words.sets["single"] else None

    def _person(self, role: PartyRole, token: int) -> list[Filler]:
        """Whom "he" stands for, as the registry of names sees it."""
        found = self.registry.pronoun(token) if self.registry is not None else None
        if found is None or found.name is None or found.named_at is None:
            return []
        return [Filler(role, found.name, found.named_at, self.key(found.name))]

    def _fits(self, wants: Wanted, first: int, last: int) -> bool:
        """Whether a name can be what is wanted: "it" is no person, "the company" neither and no "SPARC servers"."""
        if wants == "thing":
            return not self.is_person(first, last)
        return wants != "body" or (not self.text[last - 1][0].islower() and not self.is_person(first, last))

    def _named(self, role: PartyRole, clause: Clause, numbers: list[int], limit: int, *, wants: Wanted) -> list[Filler]:
        found: list[Filler] = []
        for number in numbers:
            chunk = clause.chunks[number]
            if number >= limit or self.is_anaphor(chunk) or not self.has_name(chunk.first, chunk.last):
                return []
            place = self.name_in(clause, number)
            if place is None or not self._fits(wants, *place):
                return []
            found.append(self.filler(role, *place))
        return found


def is_same_party(one: Filler, other: Filler) -> bool:
    """Whether two names stand for one party: one country, or the words of one within the other."""
    if one.is_generic or other.is_generic:
        return one.role == other.role == "target" or one.key == other.key
    if one.country or other.country:
        return one.country == other.country or bool(
            one.key & other.key and (one.key <= other.key or other.key <= one.key)
        )
    return one.key <= other.key or other.key <= one.key
