"""Who a phrase of a deal frame names: the name inside it, or what "it" and "the company" stand for."""

from __future__ import annotations

from bot.model import PartyRole
from bot.reading import word_classes as lex
from bot.reading.antecedents import Antecedents
from bot.reading.chunks import Chunk
from bot.reading.clauses import Clause
from bot.reading.party_fillers import Filler


class Parties(Antecedents):
    """Names the parties of one text."""

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
            elif own := self.own_country(role, clause, number):
                found.append(own)
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
