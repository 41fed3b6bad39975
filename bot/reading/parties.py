"""Who a phrase of a deal frame names: the name inside it, what "it" and "the company" stand for, who equals whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.model import PartyRole, Span
from bot.reading import lexicon as lex
from bot.reading.chunks import CURRENCY, MARKS, Chunk, Chunker
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords
from bot.reading.names import Registry
from bot.text import fold

SENTENCES_BACK = 4
NAME_LINKS = frozenset({"of", "and", "&", "(", ")", "-", "for", "de", "the"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A party of a mention: role, name as printed, where, and the words it is compared by."""

    role: PartyRole
    name: str
    span: Span
    key: frozenset[str]
    country: str | None = None
    is_generic: bool = False  # "the unit", "the shares": named before


class Parties:
    """Names the parties of one text."""

    def __init__(self, chunker: Chunker, words: DealWords, registry: Registry | None = None) -> None:
        self.chunker, self.words, self.registry = chunker, words, registry
        self.tokens = chunker.tokens
        self.text, self.lower = chunker.tokens.words, chunker.tokens.lower
        self.tags = words.chunks.tags
        self.clauses: dict[int, Clause] = {}

    def is_person(self, first: int, last: int) -> bool:
        """Whether a phrase names or stands for a person."""
        if last - first == 1 and self.lower[first] in self.words.sets["people"]:
            return True
        name = self.registry.mention_at(first, last) if self.registry is not None else None
        return name is not None and name.kind == "person"

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
            if self.lower[chunk.head] in self.words.sets["persons_for"] and clause.word(number + 1) in ("of", "from"):
                found += self.fill(role, clause, clause.pair_after(number + 2) if clause.kind(number + 2) == "noun" else [])
            elif self.is_anaphor(chunk) or self._stands_for_owner(chunk):
                found += self.antecedent(role, clause, number)
            elif named := self._apposition(clause, number):
                found += self.fill(role, clause, named)
            elif (place := self.name_in(clause, number)) is not None:
                if role != "party" or self._may_be_side(*place):
                    found.append(self.filler(role, *place))
        return found

    def _may_be_side(self, first: int, last: int) -> bool:
        """Whether a phrase can be a side of a deal: it holds a name, or is a word for people who make deals."""
        words = self.lower[first:last]
        return any(self.text[at][0].isupper() for at in range(first, last)) or any(
            word in self.words.sets["lower_parties"] for word in words
        )

    def _stands_for_owner(self, chunk: Chunk) -> bool:
        """"their presidents", "its negotiators": those they speak for."""
        is_owned = bool(self.tags.get(self.lower[chunk.first], 0) & lex.POSSESSIVE)
        return is_owned and self.lower[chunk.head] in self.words.sets["persons_for"]

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
        return all(self.text[at][0].isupper() or self.lower[at] in NAME_LINKS for at in range(chunk.first, chunk.last))

    def filler(self, role: PartyRole, first: int, last: int) -> Filler:
        name = self.tokens.slice(first, last)
        country = self.words.places.country(name)
        if country is None and (full := self.full_names.get(fold(name))):
            first, last = full
            name = self.tokens.slice(first, last)
        printed = " ".join(name.split())
        return Filler(role, printed, self.tokens.span(first, last), self.key(name), country, self._is_generic(first, last))

    def _is_generic(self, first: int, last: int) -> bool:
        before = self.lower[first - 1] if first else ""
        is_definite = self.lower[first] == "the" or bool(self.tags.get(before, 0) & (lex.DETERMINER | lex.POSSESSIVE))
        is_small = all(self.text[at][0].islower() for at in range(first, last))
        return is_definite and is_small and last - first <= 3 and self.lower[last - 1] in self.words.sets["things"]

    @cached_property
    def full_names(self) -> dict[str, tuple[int, int]]:
        """Short forms of company names that the text also gives in full ("Bell": Bell Petroleum Services Inc)."""
        found: dict[str, tuple[int, int]] = {}
        suffixes = self.words.chunks.suffixes
        for at, word in enumerate(self.lower):
            if word in suffixes and at and self.text[at][0].isupper() and self.text[at - 1][0].isupper():
                first, last = self.name_run(max(0, at - 8, self.tokens.sentences[self.tokens.sentence_of[at]][0]), at + 1)
                for length in range(1, last - first):
                    found.setdefault(fold(self.tokens.slice(first, first + length)), (first, last))
        return found

    def key(self, name: str) -> frozenset[str]:
        """The folded words of a name that tell it from others."""
        small = self.words.chunks.suffixes
        words = [word.strip(".,()'\"") for word in fold(name).replace("'s", "").split()]
        kept = frozenset(word for word in words if word and word not in small and not self.tags.get(word, 0) & (lex.DETERMINER | lex.POSSESSIVE | lex.OF))
        return kept or frozenset(words)

    # ------------------------------------------------------------ anaphors

    def is_anaphor(self, chunk: Chunk) -> bool:
        """A pronoun, or a definite noun that stands for an organisation named before."""
        if chunk.last - chunk.first == 1:
            word = self.text[chunk.first]
            return bool(self.tags.get(self.lower[chunk.first], 0) & (lex.PRONOUN | lex.OBJECT_PRONOUN)) and not (word.isupper() and len(word) > 1)
        opening = self.tags.get(self.lower[chunk.first], 0)
        if not opening & lex.DETERMINER or self.lower[chunk.first] in self.words.sets["indefinite"]:
            return False
        if any(self.tags.get(word, 0) & lex.CLITIC for word in self.lower[chunk.first : chunk.last]):
            return False
        head = self.lower[chunk.head]
        sets = self.words.sets
        return (head in sets["nominals"] or head in sets["sides"]) and not self._has_name(chunk.first, chunk.last)

    def antecedent(self, role: PartyRole, clause: Clause, number: int) -> list[Filler]:
        """What a pronoun or nominal stands for: a subject to its left, else a subject of the sentences before."""
        for at in range(number - 1, -1, -1):
            if clause.kind(at) == "verb" and (found := self._named(role, clause, clause.subject(at), number)):
                return found
        for sentence in range(clause.sentence - 1, max(-1, clause.sentence - 1 - SENTENCES_BACK), -1):
            if found := self._main_subject(role, self.clause(sentence)):
                return found
        if clause.sentence > SENTENCES_BACK and (found := self._main_subject(role, self.clause(0))):
            return found
        chunk = clause.chunks[number]
        sets = self.words.sets
        is_side = self.lower[chunk.head] in sets["sides"] or self.lower[chunk.head] in sets["lower_parties"]
        return [self.filler(role, chunk.first, chunk.last)] if is_side else []

    def _main_subject(self, role: PartyRole, clause: Clause) -> list[Filler]:
        for at, chunk in enumerate(clause.chunks):
            if chunk.kind == "verb" and (found := self._named(role, clause, clause.subject(at), len(clause.chunks))):
                return found
        return []

    def _named(self, role: PartyRole, clause: Clause, numbers: list[int], limit: int) -> list[Filler]:
        found: list[Filler] = []
        for number in numbers:
            chunk = clause.chunks[number]
            if number >= limit or self.is_anaphor(chunk) or not self._has_name(chunk.first, chunk.last):
                return []
            place = self.name_in(clause, number)
            if place is None:
                return []
            found.append(self.filler(role, *place))
        return found

    # ------------------------------------------------------------ names

    def _has_name(self, first: int, last: int) -> bool:
        opens = self.chunker.tokens.sentences[self.chunker.tokens.sentence_of[first]][0]
        return any(
            self.text[at][0].isupper() and (at != opens or not self.tags.get(self.lower[at], 0))
            for at in range(first, last)
        )

    def name_in(self, clause: Clause, number: int) -> tuple[int, int] | None:
        """Token range of the party a noun chunk names; None where it names none."""
        chunk = clause.chunks[number]
        first, last = self._bare(chunk.first, chunk.last)
        if self.text[chunk.head][0].isdigit() and clause.word(number + 1) == "of" and clause.kind(number + 2) == "noun":
            return first, clause.chunks[number + 2].last
        if first >= last or self._is_no_party(first, last):
            return None
        head = last - 1
        if self.text[head][0].isupper() or self.text[head] == ")":
            return self.name_run(first, last)
        if self.lower[head] in self.words.sets["wrappers"]:
            inner = self._name_before(first, head)
            if inner is not None:
                return inner
            if self.lower[head] in self.words.sets["stake_words"]:
                return None
        last = self._with_of(clause, number, last)
        return first, last

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        """Without article, possessive, trailing clitic; "the" stays."""
        while last > first and (self.tags.get(self.lower[last - 1], 0) & lex.CLITIC or self.text[last - 1] in MARKS):
            last -= 1
        while first < last and (
            (self.tags.get(self.lower[first], 0) & (lex.DETERMINER | lex.POSSESSIVE) and self.lower[first] not in ("the", "both") and not self.tags.get(self.lower[first], 0) & lex.NUMBER)
            or self.text[first] in MARKS
        ):
            first += 1
        return first, last

    def _is_no_party(self, first: int, last: int) -> bool:
        head = self.lower[last - 1]
        if head in self.words.sets["not_parties"] or head in self.words.nouns or not self.text[last - 1][-1].isalnum() and self.text[last - 1] not in (")",) and not self.text[last - 1].endswith("."):
            return True
        if head in self.words.sets["stake_words"] and not self._has_name(first, last - 1):
            return True
        if self.text[first] in CURRENCY or any(self.text[at] in "$€£" for at in range(first, last)):
            return True
        tag = self.tags.get(head, 0)
        return bool(tag & (lex.TIME | lex.NUMBER)) or head.replace(",", "").replace(".", "").isdigit() or (
            head in self.words.money.units and self.text[last - 1].islower()
        )

    def name_run(self, first: int, last: int) -> tuple[int, int]:
        """The name that ends a phrase: capitals and what links them, a possessor before it left out."""
        at = last - 1
        while at > first and self._links(first, at - 1):
            at -= 1
        while at < last - 1 and self.lower[at] in NAME_LINKS and self.lower[at] != "the":
            at += 1
        return at, last

    def _links(self, first: int, at: int) -> bool:
        """Whether token `at` belongs to the name that goes on behind it."""
        word = self.text[at]
        if self.tags.get(self.lower[at], 0) & lex.CLITIC:
            return self._is_inside_name(at)
        if word[0].isupper() or word in ("&", "(", ")", "-"):
            return True
        if self.lower[at] == "the":
            return at == first
        return self.lower[at] in NAME_LINKS and at > first and self.text[at - 1][0].isupper()

    def _is_inside_name(self, at: int) -> bool:
        """Whether the 's at token `at` belongs to the name: "Scott's Hospitality Inc", never "Scott" alone."""
        if at + 1 < len(self.text) and self.lower[at + 1] in self.words.chunks.suffixes:
            return True
        owner = self.lower[at - 1]
        if owner in self.words.chunks.suffixes or owner in self.words.places.country_of_form:
            return False
        alone = [place for place, word in enumerate(self.lower) if word == owner]
        return len(alone) > 1 and all(
            place + 1 < len(self.lower) and self.tags.get(self.lower[place + 1], 0) & lex.CLITIC for place in alone
        )

    def _name_before(self, first: int, head: int) -> tuple[int, int] | None:
        """The name right before a wrapper noun: "Star Oil and Gas Ltd unit"; lower-case words between are skipped."""
        last = head
        while last > first and not self.text[last - 1][0].isupper() and self.text[last - 1] != ")":
            if self.tags.get(self.lower[last - 1], 0) & lex.CLITIC:
                return None
            last -= 1
        if last <= first:
            return None
        begin, last = self.name_run(first, last)
        return (begin, last) if not self.words.places.country(self.tokens.slice(begin, last)) else None

    def _with_of(self, clause: Clause, number: int, last: int) -> int:
        """Past "of …" behind a common noun: "a group of investors", "the owners of X"."""
        if clause.word(number + 1) == "of" and clause.kind(number + 2) == "noun":
            inner = clause.chunks[number + 2]
            if not self.is_anaphor(inner) and inner.last - inner.first <= 6:
                return inner.last
        return last


def is_same_party(one: Filler, other: Filler) -> bool:
    """Whether two names stand for one party: one country, or the words of one within the other."""
    if one.is_generic or other.is_generic:
        return one.role == other.role == "target" or one.key == other.key
    if one.country or other.country:
        return one.country == other.country or bool(one.key & other.key and (one.key <= other.key or other.key <= one.key))
    return one.key <= other.key or other.key <= one.key
