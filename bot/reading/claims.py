"""Whose word a record rests on: the statement it lies in, "according to", or "…, confirmed by" behind it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Claim, Span, Statement
from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.parties import Parties


class Claims:
    """Finds the source of what a clause says."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.tokens = parties.tokens

    def over(
        self, clause: Clause, token: int, statements: Sequence[Statement], doing: Span | None = None
    ) -> Claim | None:
        """Who says what stands at a token; None where the article itself does.

        A statement whose cue is the deal's own verb at `doing` ("X agreed to buy") is the deal and no claim of it.
        """
        at = self.tokens.starts[token]
        aside = self._aside(clause, token)
        for statement in statements:
            if aside is not None and statement.kind == "indirect" and statement.cue and statement.cue[1] <= aside:
                continue
            if doing and statement.cue and statement.cue[0] < doing[1] and doing[0] < statement.cue[1]:
                continue
            if any(start <= at < end for start, end in statement.content):
                span = statement.named_at or statement.source
                if span is not None:
                    meant = None if statement.speaker else self._meant(clause, span)
                    return meant or Claim(
                        statement.speaker or self.tokens.text[slice(*(statement.source or span))], span
                    )
        return self._according_to(clause) or self._reported(clause, token) or self._confirmed_by(clause)

    def _meant(self, clause: Clause, source: Span) -> Claim | None:
        """Whom a source such as "it" or "the company" in the deal's own sentence stands for, where that is clear."""
        at = next((at for at, chunk in enumerate(clause.chunks) if self.tokens.starts[chunk.first] == source[0]), None)
        is_many = at is not None and clause.head(at) in self.parties.words.sets["sides"]
        if at is None or is_many or clause.kind(at) != "noun" or not self.parties.is_anaphor(clause.chunks[at]):
            return None
        found = self.parties.antecedent("party", clause, at)
        is_one = len(found) == 1 and found[0].span[0] != source[0]
        return Claim(found[0].name, found[0].span) if is_one else None

    def _aside(self, clause: Clause, token: int) -> int | None:
        """Where ", hours after X agreed to buy Y" begins before a token: the article's own word, whoever speaks."""
        number, links = clause.chunk_of(token), ("preposition", "subordinator")
        for at in range((number or 0) - 1, 0, -1):
            if clause.word(at) in self.parties.words.sets["asides"] and clause.kind(at) in links:
                start = at - (clause.kind(at - 1) in ("noun", "time"))
                return self.tokens.starts[clause.chunks[at].first] if clause.kind(start - 1) == "comma" else None
            if clause.kind(at) in ("comma", "stop", "relative"):
                return None
        return None

    def _according_to(self, clause: Clause) -> Claim | None:
        words = self.parties.words.sets["according"]
        first, last = clause.chunks[0].first, clause.chunks[-1].last
        at = next((at for at in range(first, last) if self.tokens.lower[at] in words), None)
        if at is None:
            return None
        number = next(
            (number for number, chunk in enumerate(clause.chunks) if chunk.kind == "noun" and chunk.first > at), None
        )
        return None if number is None else self._claim(clause, number)

    def _reported(self, clause: Clause, token: int) -> Claim | None:
        """ "Reports by the Daily that X had settled": what a noun passes on is its author's claim."""
        sets = self.parties.words.sets
        number = clause.chunk_of(token)
        for at in range((number or 0) - 1, 0, -1):
            if clause.kind(at) == "stop":
                return None
            if clause.kind(at) != "subordinator" or clause.kind(at - 1) != "noun":
                continue
            if clause.head(at - 1) in sets["reported_in"]:
                return self._claim(clause, at - 1)
            is_by = clause.word(at - 2) in sets["agent"] and clause.head(at - 3) in sets["reported_in"]
            return self._claim(clause, at - 1) if is_by else None
        return None

    def _confirmed_by(self, clause: Clause) -> Claim | None:
        """ "…, confirmed by lawmaker X": a reporting participle behind a comma."""
        for number, chunk in enumerate(clause.chunks):
            if (
                chunk.kind == "verb"
                and chunk.form == "past"
                and clause.kind(number - 1) == "comma"
                and clause.word(number + 1) in self.parties.words.sets["agent"]
            ):
                word = self.tokens.lower[chunk.head]
                is_told = self.parties.tags.get(word, 0) & lex.CUE and word not in self.parties.words.sets["consenting"]
                if is_told and clause.kind(number + 2) == "noun":
                    return self._claim(clause, number + 2)
        return None

    def _claim(self, clause: Clause, number: int) -> Claim:
        chunk = clause.chunks[number]
        place = self.parties.name_in(clause, number) or (chunk.first, chunk.last)
        return Claim(self.tokens.slice(*place), self.tokens.span(*place))
