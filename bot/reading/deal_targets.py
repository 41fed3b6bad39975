"""What is bought: the company behind shares, stakes and possessives, the sum that makes anything a purchase."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.chunks import CURRENCY, Chunk
from bot.reading.clauses import Clause
from bot.reading.deal_words import Frame
from bot.reading.mentions import Facts
from bot.reading.parties import Parties
from bot.reading.party_fillers import Filler, is_same_party

LARGE = 1_000_000
PAIR = 2  # tokens of "the Italian"


class Targets:
    """Finds what is bought and sold in the clauses of one text."""

    def __init__(self, parties: Parties, facts: Facts) -> None:
        self.parties, self.facts = parties, facts
        self.words, self.tokens = parties.words, parties.tokens
        self.sets = parties.words.sets
        self._is_sport: bool | None = None  # not asked yet

    def owner(self, clause: Clause, number: int, frame: Frame) -> list[Filler]:
        """The seller that a possessive gives: "offered to buy its mill", "bought Safeway's Utah division"."""
        if frame.subject != "buyer":
            return []
        chunk = clause.chunks[number]
        tags = self.words.chunks.tags
        if tags.get(self.tokens.lower[chunk.first], 0) & lex.POSSESSIVE:
            return self.parties.antecedent("seller", clause, number)
        for at in range(chunk.first + 1, chunk.last - 1):
            if tags.get(self.tokens.lower[at], 0) & lex.CLITIC:
                place = self.parties.name_in(clause, number)
                is_country = self.words.places.country(self.tokens.slice(at - 1, at)) is not None  # "Chile's Blanca"
                if place is not None and place[0] > at and self.tokens.words[at - 1][0].isupper() and not is_country:
                    return [self.parties.filler("seller", *self.parties.name_run(chunk.first, at))]
        return []

    def target(self, clause: Clause, number: int) -> tuple[int, tuple[int, int] | None] | None:
        """What is bought with noun chunk `number`: the chunk of the company, and the stake's tokens if only a part."""
        chunk = clause.chunks[number]
        if self.parties.is_anaphor(chunk):
            is_person = self.tokens.lower[chunk.first] in self.sets["people"]
            return None if is_person and not self.is_sport else (number, None)
        if self._is_country(clause, number) or self._is_no_stake(chunk):
            return None
        if self.tokens.words[chunk.head] in CURRENCY or self._is_part(clause, number):
            inner = self._whole(clause, number)
            if inner is not None and clause.head(inner) in self.sets["shared_markets"]:
                return None  # "a share of its market"
            if inner is not None:
                return inner, (chunk.first, clause.chunks[inner - 1].first)
            if clause.is_determined(number) and (inner := self._whole_before(clause, number)) is not None:
                return inner, (chunk.first, chunk.last)
            if any(self.tokens.words[at][0].isupper() for at in range(chunk.first + 1, chunk.last)):
                return number, (chunk.first, chunk.last)
            head = self.tokens.lower[chunk.head]
            is_division = head in self.sets["divisions"] and head in self.sets["wrappers"] - self.sets["stake_words"]
            return (number, None) if is_division else None  # "its computer business"
        head = self.tokens.lower[chunk.head]
        if head in self.sets["things"]:
            inner = self._whole(clause, number) if head in self.sets["parts"] else None
            return inner or number, None
        if self.tokens.words[chunk.head][0].isupper() or self.tokens.words[chunk.head] == ")":
            return number, None
        return None

    def _is_no_stake(self, chunk: Chunk) -> bool:
        """Whether a share is one of the market, which nobody sells."""
        words = self.tokens.lower[chunk.first : chunk.last]
        return words[-1] in self.sets["stake_words"] and not self.sets["shared_markets"].isdisjoint(words)

    def known_shares(self, clause: Clause, number: int) -> tuple[int, int] | None:
        """ "the stock", "its shares": what was named before; another mention says whose."""
        chunk = clause.chunks[number]
        tag = self.words.chunks.tags.get(self.tokens.lower[chunk.first], 0)
        is_definite = (
            tag & (lex.DETERMINER | lex.POSSESSIVE) and self.tokens.lower[chunk.first] not in self.sets["indefinite"]
        )
        return (chunk.first, chunk.last) if is_definite and clause.head(number) in self.sets["stake_words"] else None

    def _is_country(self, clause: Clause, number: int) -> bool:
        """Whether a phrase names only a country: "Chile", "the Italian and Spanish units of Apex"."""
        chunk = clause.chunks[number]
        is_bare = chunk.last - chunk.first == 1 or (chunk.last - chunk.first == PAIR and clause.is_determined(number))
        return is_bare and self.words.places.country(self.tokens.words[chunk.head]) is not None

    def outer(self, clause: Clause, verb: int, number: int) -> list[Filler]:
        """Whose "its shares" are where another would buy them: "X rejected a proposal by Y to acquire its shares"."""
        if not self.words.chunks.tags.get(clause.word(number), 0) & lex.POSSESSIVE:
            return []
        own = clause.subject(verb)
        buyers = self.parties.fill("buyer", clause, own)
        for at in range(verb - 1, -1, -1):
            subjects = clause.subject(at) if clause.kind(at) == "verb" else []
            if not subjects or subjects == own:
                continue
            found = self.parties.fill("target", clause, subjects)
            is_other = buyers and all(not is_same_party(one, buyer) for one in found for buyer in buyers)
            return found if is_other else []
        return []

    def priced(self, clause: Clause, verb: int, number: int) -> tuple[int, tuple[int, int] | None] | None:
        """Anything that is bought for a million and more, or of whose terms a word is said."""
        if clause.head(number) in self.sets["parts"] or clause.head(number) in self.sets["not_parties"]:
            return None
        if self._is_country(clause, number) and clause.kind(number + 1) == "conjunction":
            return None  # "the Italian and Spanish units"
        sums = self.facts.sums(clause.chunks[verb].first, clause.chunks[-1].last)
        is_priced = any(sum_.value and sum_.value >= LARGE for sum_ in sums)
        return (number, None) if is_priced or self.facts.has_terms(clause.sentence) else None

    def _is_part(self, clause: Clause, number: int) -> bool:
        chunk = clause.chunks[number]
        return self.tokens.lower[chunk.head] in self.sets["parts"]

    def _whole(self, clause: Clause, number: int) -> int | None:
        """The company behind "shares of", "60 pct stake in", "33 mln shares, or 16 pct, of"."""
        at = number + 1
        links = self.sets["shares_in" if clause.head(number) in self.sets["stake_words"] else "assets_at"]
        while at < min(len(clause.chunks) - 1, number + 9):
            if clause.word(at) in links and clause.kind(at + 1) == "noun":
                if (
                    clause.head(number) in self.sets["wrappers"] - self.sets["stake_words"]
                    and clause.word(at) in self.sets["placed"]
                ):
                    return None  # "a business in Milan"
                if self._may_be_whole(clause, at + 1) and not self.facts.sums(
                    clause.chunks[at + 1].first, clause.chunks[at + 1].last
                ):
                    return at + 1
                at += 2
            elif clause.kind(at + 1) == "verb" and self.parties.is_anaphor(clause.chunks[at]):
                at += 2 + (clause.kind(at + 2) == "noun")  # "the 50 pct interest it does not already own in X"
            elif clause.kind(at) == "preposition" and self.facts.sums(
                clause.chunks[at].last, clause.chunks[at + 1].last
            ):
                at += 2  # "worth five mln krone"
            elif clause.kind(at) in ("comma", "conjunction", "time") or (
                clause.kind(at) == "noun" and self._is_part(clause, at)
            ):
                at += 1
            else:
                return None
        return None

    def _whole_before(self, clause: Clause, number: int) -> int | None:
        """The company of a stake named before: "double its stake in Apex by buying the 10% held by Z"."""
        earlier = (at for at in range(number - 1, -1, -1) if clause.kind(at) == "noun" and self._is_part(clause, at))
        return next((inner for at in earlier if (inner := self._whole(clause, at)) is not None), None)

    def _may_be_whole(self, clause: Clause, number: int) -> bool:
        """Whether a part can be one of this: a name, or no word for a part or a deal ("open market purchases")."""
        chunk = clause.chunks[number]
        if self.words.places.country(self.tokens.slice(chunk.first, chunk.last)):
            return False  # "stakes in Chinese and Japanese networks"
        if self.is_named(clause, number):
            return True
        head = clause.head(number)
        is_own = bool(self.words.chunks.tags.get(clause.word(number), 0) & lex.POSSESSIVE)
        if (
            is_own
            and head in self.sets["divisions"] - self.sets["stake_words"]
            and clause.word(number + 1) not in self.sets["belonging"]
        ):
            return True  # "interests in its grocery operations"
        is_plain = head in self.words.chunks.nouns and head not in self.sets["things"]
        return not self._is_part(clause, number) and not is_plain

    def named_behind(self, clause: Clause, number: int) -> int:
        """The name in apposition to a common noun: "its South African business, Norton co Pty Ltd,"."""
        chunk = clause.chunks[number]
        has_name = self.parties.name_in(clause, number)
        if (
            self.tokens.words[chunk.head][0].isupper()
            or clause.kind(number + 1) != "comma"
            or clause.kind(number + 2) != "noun"
        ):
            return number
        behind = clause.chunks[number + 2]
        is_name = all(
            self.tokens.words[at][0].isupper()
            or self.tokens.lower[at] in self.sets["name_links"] | self.words.chunks.suffixes
            for at in range(behind.first, behind.last)
        )
        is_wrapper = has_name is not None and has_name[1] == chunk.last
        return number + 2 if is_name and is_wrapper and clause.kind(number + 3) in ("comma", "stop") else number

    def is_company(self, clause: Clause, number: int) -> bool:
        """Whether a phrase names what it is, or is a word for a company or a part of one."""
        head = clause.head(number)
        return self.is_named(clause, number) or head in self.sets["things"] or head in self.sets["parts"]

    def is_named(self, clause: Clause, number: int) -> bool:
        chunk = clause.chunks[number]
        return self.parties.is_anaphor(chunk) or any(
            self.tokens.words[at][0].isupper() for at in range(chunk.first, chunk.last)
        )

    def span_of(self, clause: Clause, first: int, last: int) -> tuple[int, int]:
        return clause.chunks[first].first, clause.chunks[max(first, last)].last

    def names_person(self, clause: Clause, number: int) -> bool:
        chunk = clause.chunks[number]
        return self.parties.is_person(chunk.first, chunk.last)

    @property
    def is_sport(self) -> bool:
        """Whether the text is about players and clubs."""
        if self._is_sport is None:
            lower = self.tokens.lower
            games = self.sets["games"].intersection(lower)
            self._is_sport = len(games) > 1 or not self.sets["players"].isdisjoint(lower)
        return self._is_sport
