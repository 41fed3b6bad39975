"""What is still to come: "will ratify the deal on May 8", "the ceasefire expires on Friday"; with doer and source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from bot.model import Statement, Upcoming, When
from bot.reading import word_classes as lex
from bot.reading.claims import Claims
from bot.reading.clauses import Clause
from bot.reading.dates import Dated
from bot.reading.deal_sentences import points_ahead
from bot.reading.deal_status import Statuses
from bot.reading.mentions import Facts
from bot.reading.parties import Parties

LONGEST = 40  # tokens of what is to happen


def find_upcoming(facts: Facts, parties: Parties, statements: Sequence[Statement]) -> tuple[Upcoming, ...]:
    """Events with a day after the publication, one for each day and doing, in order of the text."""
    published = facts.published
    ahead = [dated for dated in facts.dates if _is_ahead(dated.when, published)] if published else []
    ahead = [dated for dated in ahead if points_ahead(facts.words_beside(dated.first), facts.words)]
    if not ahead:
        return ()
    reading = _Reading(parties, statements, facts.dates)
    found: dict[tuple[date, str], Upcoming] = {}
    for dated in ahead:
        event = reading.event(dated)
        if event is not None:
            found.setdefault((event.date.first, event.what.casefold()), event)
    return tuple(found.values())


def _is_ahead(when: When | None, published: date) -> bool:
    return when is not None and (when.first > published or (when.precision != "day" and when.last > published))


class _Reading:
    """One text with what its events are read from."""

    def __init__(self, parties: Parties, statements: Sequence[Statement], dates: Sequence[Dated]) -> None:
        self.parties, self.statements, self.dates = parties, statements, dates
        self.tokens, self.words = parties.tokens, parties.words
        self.claims = Claims(parties)
        self.statuses = Statuses(self.words)

    def event(self, dated: Dated) -> Upcoming | None:
        """The event that a date belongs to; None where no verb beside it points ahead."""
        assert dated.when is not None
        clause = self.parties.clause(self.tokens.sentence_of[dated.first])
        verb = self._verb(clause, dated)
        if verb is None:
            return None
        chunk = clause.chunks[verb]
        last = self._end(clause, verb, dated)
        if last <= chunk.head or self._has_other_day(chunk.head, dated):
            return None
        subjects = clause.subject(verb)
        if any(clause.word(number) in self.words.sets["negative"] for number in subjects):
            return None  # "no vote will be held"
        subjects = self._whole(clause, subjects)
        who = self._who(clause, subjects)
        evidence = self.tokens.span(clause.chunks[0].first, clause.chunks[-1].last)
        return Upcoming(
            date=dated.when,
            what=self._what(clause, verb, last, subjects, is_named=who is not None),
            who=who,
            said_by=self.claims.over(clause, chunk.head, self.statements),
            evidence=(evidence,),
        )

    def _has_other_day(self, verb: int, dated: Dated) -> bool:
        """Whether another day stands between: "will start in 2027, with first metal expected in | 2029"."""
        return any(verb < other.first < dated.first and other.when is not None for other in self.dates)

    def _whole(self, clause: Clause, subjects: list[int]) -> list[int]:
        """The subject with what it does: "Farmers | supplying | Apex will", "A forum | on redrawing | borders is"."""
        at = subjects[0] - 1 if subjects else 0
        if at < 1 or clause.kind(at) != "verb" or clause.chunks[at].form != "ing":
            return subjects
        noun = at - 2 if clause.kind(at - 1) == "preposition" else at - 1
        return [noun] if noun >= 0 and clause.kind(noun) == "noun" else subjects

    def _who(self, clause: Clause, subjects: list[int]) -> str | None:
        """Who does it, by name; several as the article joins them: "Tarma and Junin"."""
        if subjects and clause.word(subjects[0]) in self.words.sets["neuter"] and self._is_thing(clause, subjects[0]):
            return None
        named = self.parties.fill("party", clause, subjects[:1])
        if not named or len(subjects) == 1:
            return named[0].name if named else None
        return self.tokens.slice(clause.chunks[subjects[0]].first, clause.chunks[subjects[-1]].last)

    def _is_thing(self, clause: Clause, subject: int) -> bool:
        """Whether "it" is a thing with a day: "It is due by March"."""
        verb = subject + 1
        return clause.kind(verb) == "verb" and bool(clause.tags.get(clause.head(verb), 0) & lex.BE)

    def _verb(self, clause: Clause, dated: Dated) -> int | None:
        """The nearest verb before the date (else behind it) that points ahead."""
        before = [at for at, chunk in enumerate(clause.chunks) if chunk.kind == "verb" and chunk.first < dated.first]
        behind = [at for at, chunk in enumerate(clause.chunks) if chunk.kind == "verb" and chunk.first > dated.first]
        for at in [*reversed(before)][:3]:
            if self._points_ahead(clause, at) or self._is_appointed(clause, at, dated):
                return at
            if clause.chunks[at].form == "past" and clause.chunks[at].last == dated.first:
                return None  # "said on Friday"
        opens = not before and behind
        return behind[0] if opens and self._points_ahead(clause, behind[0]) else None

    def _points_ahead(self, clause: Clause, verb: int) -> bool:
        chunk = clause.chunks[verb]
        if chunk.is_negated:
            return False
        plan = clause.before(verb)
        if chunk.form == "infinitive" and clause.head(plan) in self.words.sets["planning"]:
            before = self.tokens.lower[clause.chunks[plan].first : clause.chunks[plan].head]
            return self.words.sets["past_perfect"].isdisjoint(before)  # "had been scheduled to open"
        if chunk.form == "infinitive" or chunk.modal:
            return self.statuses.mood(clause, verb) == "future" or self._is_reported(clause, verb)
        words = self.words.sets["scheduled"]
        return self.tokens.lower[chunk.head] in words

    def _is_appointed(self, clause: Clause, verb: int, dated: Dated) -> bool:
        """Whether a day is given to something: "the hearing is set for 3 December", "she is due in court on Friday"."""
        chunk, sets = clause.chunks[verb], self.words.sets
        words = self.tokens.lower[chunk.first : chunk.last]
        if chunk.is_negated or not any(
            clause.tags.get(word, 0) & lex.BE and word not in sets["been"] for word in words
        ):
            return False
        if clause.head(verb) in sets["appointed"] and self.tokens.lower[dated.first - 1] in sets["appointing"]:
            return True
        return self._is_awaited(clause, verb, dated)

    def _is_awaited(self, clause: Clause, verb: int, dated: Dated) -> bool:
        """Whether something is expected or due on a day, with at most a place between: not "due to the weather"."""
        sets = self.words.sets
        awaited = verb if clause.head(verb) in sets["awaited"] else verb + 1
        if sets["awaited"].isdisjoint((clause.word(awaited), clause.head(awaited))):
            return False
        between = list(takewhile(lambda each: each.last <= dated.first, clause.chunks[awaited + 1 :]))
        is_reason = bool(between) and clause.word(awaited + 1) in sets["reasons"]
        return not is_reason and all(each.kind in ("preposition", "noun", "adverb") for each in between)

    def _is_reported(self, clause: Clause, verb: int) -> bool:
        """Whether somebody said that it would be: "said the site would be chosen", not "would have been"."""
        chunk = clause.chunks[verb]
        is_perfect = any(clause.tags.get(word, 0) & lex.HAVE for word in self.tokens.lower[chunk.first : chunk.head])
        return not is_perfect and self.statuses.is_will(clause, verb)

    def _end(self, clause: Clause, verb: int, dated: Dated) -> int:
        """Where the words of the event end: before the date and its preposition, or with the clause."""
        if dated.first > clause.chunks[verb].head:
            last = dated.first
            while (
                last > clause.chunks[verb].head + 1 and self.tokens.lower[last - 1] in self.words.sets["before_dates"]
            ):
                last -= 1
            last -= self._bound(clause.chunks[verb].head, last)
            return min(last, clause.chunks[verb].first + LONGEST)
        last = clause.chunks[verb].last
        for chunk in clause.chunks[verb + 1 :]:
            if chunk.kind in ("stop", "comma", "relative", "subordinator"):
                break
            last = chunk.last
        return last

    def _bound(self, verb: int, last: int) -> int:
        """The tokens of "no earlier than" and the like that end a range, for they belong to the date."""
        bounds = (phrase.replace("_", " ").split() for phrase in self.words.sets["date_bounds"])
        size = max((len(bound) for bound in bounds if self.tokens.lower[last - len(bound) : last] == bound), default=0)
        return size if last - size > verb + 1 or size == 0 else last - verb - 1

    def _what(self, clause: Clause, verb: int, last: int, subjects: list[int], *, is_named: bool) -> str:
        """The doing in the article's words; with its subject where nobody named does it ("the ceasefire expires")."""
        chunk = clause.chunks[verb]
        is_doing = chunk.form == "infinitive" or bool(chunk.modal)
        if is_doing and is_named and not chunk.is_passive and last > chunk.head + 1:
            return self.tokens.slice(chunk.head, last)
        if not subjects or subjects[0] > verb:
            return self.tokens.slice(chunk.first, last)
        first, subject = clause.chunks[subjects[0]].first, clause.chunks[subjects[-1]].last
        if clause.kind(verb - 1) == "conjunction" and verb - 1 > subjects[-1] + 1:  # "was brokered and | takes effect"
            return f"{self.tokens.slice(first, subject)} {self.tokens.slice(chunk.first, last)}"
        return self.tokens.slice(first, last)
