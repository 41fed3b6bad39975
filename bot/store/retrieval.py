"""Finding what answers a question: candidates by full text, one scorer for both databases.

1. what must hold (speaker, time, kind, act, addressee) and what is ranked (the words of about and phrase);
2. candidates: from the tables when nothing is ranked or required by words, else by full text (candidates.py);
3. exact conditions on the columns, then on the records themselves;
4. scores, and the best records with all their sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Held, HeldDeal, HeldStatement, HeldUpcoming, Question
from bot.store.candidates import Sought, candidates, weights
from bot.store.conditions import fits, required
from bot.store.database import Database
from bot.store.fulltext import Query, Some, documents, matches
from bot.store.held import load
from bot.store.listing import deal_conditions, newest_statements, speaker_keys, standing
from bot.store.passage_search import search_passages
from bot.store.records import FoundPassage, FoundStatement
from bot.store.schema import articles, facts, sources, visible
from bot.store.score import Fields, score
from bot.store.terms import LONGEST, question_terms

LOOKED_AT = 200  # candidates that are scored
NARROWED = 600  # candidates when conditions follow that only the records can answer
COUNTED = 10_000


class Search:
    """Questions of the people who ask. Everything is limited to what the asking chat may see.

    Of a `Question` these count: speaker, about, phrase, since, until, addressee, venue, act, excluded, outlet;
    for deals parties, deal_kind, deal_status, amount_from, amount_to, currency; `speaker` is canonical, a surname, an
    organisation spoken for, or an alias.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def statements(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[FoundStatement, ...]:
        """Statements that fit, best first when the question has a subject (about or phrase), newest first otherwise.

        A phrase must occur in the words to the letter after folding; `about` is ranked: words, context, headline.
        """
        async with self._database.read() as connection:
            keys = await speaker_keys(connection, question.speaker, chat_id) if question.speaker else None
            sought = _sought(question, "statement", chat_id, _speaker_query(keys))
            ids = await self._statement_ids(connection, question, sought, keys, limit)
            worth = await weights(connection, self._database, sought)
            held = (await load(connection, ids, chat_id)).statements
        found = [_scored(fact, worth, now) for fact in held if fits(fact, question)]
        if sought.terms:
            found.sort(key=lambda hit: (hit.held.score, _time(hit.held)), reverse=True)
        return tuple(found[:limit])

    async def count(self, question: Question, *, chat_id: int | None) -> int:
        """How many statements fit (exact up to 10,000; conditions on addressee, venue and outlet by their words)."""
        async with self._database.read() as connection:
            keys = await speaker_keys(connection, question.speaker, chat_id) if question.speaker else None
            sought = _sought(question, "statement", chat_id, _speaker_query(keys))
            if _is_listed(question, sought):
                each = newest_statements(question, keys, chat_id, COUNTED).subquery()
                return int((await connection.execute(select(func.count()).select_from(each))).scalar_one())
            query = sought.query(*sought.terms)
            matched = select(documents("fts_facts").c.rowid)
            matched = matched.where(matches("fts_facts", query, is_sqlite=self._database.is_sqlite))
            fitting = select(facts.c.id).where(facts.c.id.in_(matched), facts.c.kind == "statement")
            fitting = fitting.where(standing(question.since, question.until, chat_id)).limit(COUNTED)
            return int((await connection.execute(select(func.count()).select_from(fitting.subquery()))).scalar_one())

    async def deals(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[HeldDeal, ...]:
        """Deals that fit every condition, newest first; best first with `about`."""
        async with self._database.read() as connection:
            sought = _sought(question, "deal", chat_id)
            ids = await self._matching(connection, question, sought, facts.c.first_at.desc())
            worth = await weights(connection, self._database, sought)
            held = (await load(connection, ids, chat_id)).deals
        found = [fact for fact in held if _is_sum_within(fact, question)]
        if sought.terms:
            found.sort(key=lambda fact: _deal_score(fact, worth, now), reverse=True)
        return tuple(found[:limit])

    async def upcoming(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[HeldUpcoming, ...]:
        """What is coming up, soonest first; since/until (default: from `now` on) are compared with its days."""
        async with self._database.read() as connection:
            sought = _sought(question, "upcoming", chat_id)
            since = question.since or (None if question.until else now)
            ids = await self._matching(connection, question, sought, facts.c.first_at, since=since)
            return (await load(connection, ids, chat_id)).upcoming[:limit]

    async def passages(
        self, text: str, *, chat_id: int | None, since: datetime | None = None, until: datetime | None = None,
        limit: int = 3,
    ) -> tuple[FoundPassage, ...]:  # fmt: skip
        """The best passages of articles for these words, one an article, best first."""
        async with self._database.read() as connection:
            found = await search_passages(connection, self._database, text, chat_id, (since, until))
            return found[:limit]

    async def held(self, *, chat_id: int | None, speaker: str | None = None) -> Held:
        """What is held, for an honest empty answer; with `speaker`, what is held of that speaker."""
        question = select(
            func.count().label("articles"),
            func.count(articles.c.outlet.distinct()).label("outlets"),
            func.min(articles.c.at).label("first"),
            func.max(articles.c.at).label("last"),
        ).where(visible(articles.c.scope, chat_id))
        async with self._database.read() as connection:
            if speaker is not None:
                spoken = newest_statements(
                    EVERYTHING, await speaker_keys(connection, speaker, chat_id), chat_id, COUNTED
                )
                carrying = select(sources.c.article_id).where(sources.c.fact_id.in_(spoken), sources.c.is_current)
                question = question.where(articles.c.id.in_(carrying))
            row = (await connection.execute(question)).one()
        first, last = (at and at.date() for at in (row.first, row.last))
        return Held(articles=row.articles, outlets=row.outlets, first=first, last=last)

    async def _statement_ids(
        self, connection: AsyncConnection, question: Question, sought: Sought, keys: Sequence[str] | None, limit: int
    ) -> Sequence[int]:
        """Step 2 and the first half of 3."""
        wanted = NARROWED if question.outlet or question.phrase or question.addressee or question.venue else LOOKED_AT
        if _is_listed(question, sought):
            listed = newest_statements(question, keys, chat_id=sought.chat_id, limit=max(limit, 1))
            return list((await connection.execute(listed)).scalars())
        ids = await candidates(connection, self._database, sought, max(wanted, limit))
        which = (facts.c.id.in_(ids), standing(question.since, question.until, sought.chat_id))
        found = select(facts.c.id).where(*which).order_by(facts.c.first_at.desc(), facts.c.id.desc())
        return list((await connection.execute(found)).scalars())

    async def _matching(
        self, connection: AsyncConnection, question: Question, sought: Sought, order: Any, since: datetime | None = None
    ) -> Sequence[int]:
        """Ids of deals or upcoming events that fit, in this order."""
        kind = "deal" if "k:deal" in sought.required else "upcoming"
        found: Select[Any] = select(facts.c.id).where(facts.c.kind == kind, *deal_conditions(question))
        found = found.where(standing(since or question.since, question.until, sought.chat_id))
        if sought.terms:
            found = found.where(facts.c.id.in_(await candidates(connection, self._database, sought, NARROWED)))
        elif len(sought.required) > 1 or sought.excluded:
            matched = select(documents("fts_facts").c.rowid)
            matched = matched.where(matches("fts_facts", sought.query(), is_sqlite=self._database.is_sqlite))
            found = found.where(facts.c.id.in_(matched))
        found = found.order_by(order, facts.c.id.desc()).limit(LOOKED_AT)
        return list((await connection.execute(found)).scalars())


EVERYTHING = Question(text="", kind="statements")


def _sought(question: Question, kind: str, chat_id: int | None, *more: Query | None) -> Sought:
    """Step 1."""
    must = (f"k:{kind}", *(part for part in more if part is not None), *required(question, kind))
    excluded = tuple(term for words in question.excluded for term in question_terms(words))
    return Sought(
        "fts_facts", chat_id, must, question_terms(f"{question.about or ''} {question.phrase or ''}"), excluded
    )


def _speaker_query(keys: Sequence[str] | None) -> Query | None:
    if keys is None:
        return None
    tokens = tuple(f"s:{key[:LONGEST]}" for key in keys)
    return tokens[0] if len(tokens) == 1 else Some(tokens)


def _is_listed(question: Question, sought: Sought) -> bool:
    """Only speaker and time are asked about: the tables know that in order."""
    return not (
        sought.terms or sought.excluded or question.act or question.addressee or question.venue or question.outlet
    )


def _scored(fact: HeldStatement, worth: Mapping[str, float], now: datetime) -> FoundStatement:
    """Step 4 for one statement."""
    fields = Fields(
        words=fact.statement.words,
        context=" ".join((fact.context_text, *fact.statement.topics)),
        headline=" ".join((fact.article.title, fact.headline or "")),
        at=_time(fact),
        confidence=fact.statement.confidence,
        outlets=len({source.article.outlet for source in fact.sources}),
    )
    given = score(fields, worth, now)
    return FoundStatement(replace(fact, score=given.value), given.where, given.coverage)


def _time(fact: HeldStatement | HeldDeal) -> datetime:
    """When it was published; what came without a date counts from its arrival."""
    at = fact.article.published_at or fact.article.arrived_at
    assert at is not None, "every article held has arrived"
    return at


def _deal_score(fact: HeldDeal, worth: Mapping[str, float], now: datetime) -> float:
    parties = " ".join(party.name for party in fact.deal.parties)
    words = " ".join((fact.deal.object or "", parties, *(source.words for source in fact.sources[:1])))
    headline = " ".join((fact.article.title, fact.headline or ""))
    return score(Fields(words=words, context="", headline=headline, at=_time(fact)), worth, now).value


def _is_sum_within(fact: HeldDeal, question: Question) -> bool:
    """One of its figures, in the currency asked about, lies within the bounds, to the cent."""
    if question.amount_from is None and question.amount_to is None:
        return True
    low, high = question.amount_from or Decimal(0), question.amount_to
    for given in fact.amounts:
        value = given.amount.value_max or given.amount.value
        if value is None or (question.currency and given.amount.currency != question.currency):
            continue
        if low <= value and (high is None or value <= high):
            return True
    return False
