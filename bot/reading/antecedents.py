"""What "it", "the company" and "the bank" stand for in the deals of one text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal

from bot.model import PartyRole
from bot.reading import word_classes as lex
from bot.reading.bodies import Bodies
from bot.reading.chunks import Chunk, Chunker
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords
from bot.reading.names import Registry
from bot.reading.party_fillers import Filler, Fillers

Wanted = Literal["body", "person", "thing", "party"] | None  # what an anaphor can stand for
SENTENCES_BACK = 4
OWN = 2  # tokens of "his country"


class Antecedents(Fillers):
    """Leads pronouns and common nouns back to names."""

    def __init__(self, chunker: Chunker, words: DealWords, registry: Registry | None = None) -> None:
        super().__init__(chunker, words, registry)
        self.bodies = Bodies(chunker.tokens, words)

    def antecedent(self, role: PartyRole, clause: Clause, number: int) -> list[Filler]:
        """What a pronoun or nominal stands for: a subject to its left, else a subject of the sentences before."""
        chunk = clause.chunks[number]
        sets = self.words.sets
        wants = self._wanted(role, chunk)
        if wants == "person" and self.registry is not None:
            return self._person(role, chunk.first)
        if (noun := self.lower[chunk.head]) in self.words.bodies:
            if found := self.bodies.choose(noun, self._candidates(role, clause, number)):
                return found
            is_side = noun in sets["lower_parties"]
            return [self.filler(role, chunk.first, chunk.last)] if is_side else []
        for at in range(number - 1, -1, -1):
            if (
                clause.kind(at) == "verb"
                and not self._is_outlet_s(clause, at, number)
                and (found := self._named(role, clause, clause.subject(at), number, wants=wants))
            ):
                return [] if self._may_be_other(clause, at, number, found) else found
        is_free = self.tokens.quoted[chunk.first] < 0
        for sentence in self._back(clause):
            if found := self._main_subject(role, self.clause(sentence), wants=wants, is_free=is_free):
                return found
        is_side = self.lower[chunk.head] in sets["sides"] or self.lower[chunk.head] in sets["lower_parties"]
        return [self.filler(role, chunk.first, chunk.last)] if is_side else []

    def own_country(self, role: PartyRole, clause: Clause, number: int) -> Filler | None:
        """The country of a subject to the left, for "his country": "Tunisia's minister denied that his country …"."""
        chunk = clause.chunks[number]
        is_own = self.tags.get(self.lower[chunk.first], 0) & lex.POSSESSIVE
        if not is_own or chunk.last - chunk.first != OWN or self.lower[chunk.head] not in self.words.sets["own_states"]:
            return None
        for at in range(number - 1, 0, -1):
            subjects = clause.subject(at) if clause.kind(at) == "verb" else ()
            if subjects and (found := self.country_in(role, clause.chunks[subjects[0]].first, clause.chunks[at].first)):
                return found  # with what stands behind it: "the president of Peru", "Lena Holm, Norway's minister,"
        return None

    def _candidates(self, role: PartyRole, clause: Clause, number: int) -> list[list[Filler]]:
        """The subjects before a chunk that a body may be, the nearest first."""
        verbs = [at for at in range(number - 1, -1, -1) if clause.kind(at) == "verb"]
        found = [self._named(role, clause, clause.subject(at), number, wants="body") for at in verbs]
        is_free = self.tokens.quoted[clause.chunks[number].first] < 0
        before = map(self.clause, self._back(clause))
        found += [self._main_subject(role, each, wants="body", is_free=is_free) for each in before]
        return [each for each in found if each]

    @staticmethod
    def _back(clause: Clause) -> Iterable[int]:
        """The sentences before, the nearest first, and the article's first."""
        back = range(clause.sentence - 1, max(-1, clause.sentence - 1 - SENTENCES_BACK), -1)
        return (*back, *([0] if clause.sentence > SENTENCES_BACK else []))

    def _may_be_other(self, clause: Clause, verb: int, number: int, found: list[Filler]) -> bool:
        """Whether "its" need not be the subject's: a person has no "its", what analysts argue is of another."""
        chunk = clause.chunks[number]
        if self.lower[chunk.first] not in self.words.sets["neuter"] or chunk.last - chunk.first == 1:
            return False
        if any(party.name.split()[0].lower() in self.words.sets["courtesies"] for party in found):
            return True
        return clause.head(verb) in self.words.sets["judging"]

    def _is_outlet_s(self, clause: Clause, verb: int, number: int) -> bool:
        """Whether "it" is what a paper writes of, not the paper: "shares of X rose after the Post reported it"."""
        is_told_of = number == verb + 1 and clause.head(verb) in self.words.sets["reporting"]
        return is_told_of and any(clause.kind(at) == "verb" for at in range(verb))

    def _main_subject(self, role: PartyRole, clause: Clause, *, wants: Wanted, is_free: bool) -> list[Filler]:
        """The first subject of a sentence; what stands in quotation marks is no subject to words outside them."""
        end, quoted = len(clause.chunks), self.tokens.quoted
        for at, chunk in enumerate(clause.chunks):
            if is_free and quoted[chunk.first] >= 0:
                continue
            if chunk.kind == "verb" and (found := self._named(role, clause, clause.subject(at), end, wants=wants)):
                return found
        return []

    def _wanted(self, role: PartyRole, chunk: Chunk) -> Wanted:
        """What a pronoun or nominal can stand for."""
        if self.lower[chunk.head] in self.words.sets["nominals"]:
            return "body"
        if self.lower[chunk.first] in self.words.sets["neuter"]:
            return "thing" if role == "target" else "party"
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
        if wants == "party":
            return not self.has_role(first, last)
        if wants != "body":
            return True
        is_body = self.bodies.says_kind(self.lower[first:last]) or not self.is_person(first, last)
        return is_body and not self.text[last - 1][0].islower()

    def _named(self, role: PartyRole, clause: Clause, numbers: list[int], limit: int, *, wants: Wanted) -> list[Filler]:
        found: list[Filler] = []
        for number in map(partial(self._issuer, clause), numbers):
            chunk = clause.chunks[number]
            if number >= limit or self.is_anaphor(chunk):
                return []
            beside = self.named_beside(clause, number)
            if beside is None and not self.has_name(chunk.first, chunk.last):
                return []
            place = beside or self.name_in(clause, number)
            if place is None or not self._fits(wants, *place):
                return []
            found.append(self.filler(role, *place))
        return found

    def _issuer(self, clause: Clause, number: int) -> int:
        """The company of "shares of X", else what is named itself."""
        sets = self.words.sets
        is_share = clause.head(number) in sets["stake_words"] and clause.word(number + 1) in sets["shares_in"]
        return number + 2 if is_share and clause.kind(number + 2) == "noun" else number
