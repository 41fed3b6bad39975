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
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bot.digest.sums import is_in
from bot.model import Held, HeldDeal, HeldUpcoming, Question
from bot.store.candidates import Sought, candidates
from bot.store.conditions import in_days, required
from bot.store.database import Database
from bot.store.fulltext import Query, Some, documents, matches
from bot.store.held import load
from bot.store.holdings import holdings
from bot.store.listing import deal_conditions, newest_statements, speaker_keys, standing
from bot.store.passage_search import search_passages
from bot.store.records import FoundPassage, FoundStatement
from bot.store.schema import articles, facts, sources, visible
from bot.store.score import Scorer
from bot.store.spelling import slips
from bot.store.statement_search import search_statements, whole
from bot.store.terms import LONGEST, question_terms

LOOKED_AT = 200  # candidates that are scored
NARROWED = 600  # candidates when conditions follow that only the records can answer
COUNTED = 10_000
OTHERS = ("k:deal", "k:upcoming")  # nearly all facts are statements: asking for these would cost more


class Search:
    """Questions of the people who ask. Everything is limited to what the asking chat may see.

    Of a `Question` these count: speaker, about, phrase, since, until, addressee, venue, act, excluded, outlet;
    for deals parties, deal_kind, deal_status, amount_from, amount_to, currency; `speaker` is canonical, a surname, an
    organisation spoken for, or an alias.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def statements(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50, least: float = 0.0,
        needed: str = "",
    ) -> tuple[FoundStatement, ...]:  # fmt: skip
        """Statements that fit, best first when the question has a subject (about or phrase), newest first otherwise.

        A phrase must occur in the words to the letter after folding; `about` is ranked: words, context, headline.
        Only those that hold `least` of the subject, by how much its words tell, and the words of it that are `needed`.
        """

        def find(connection: Connection) -> tuple[FoundStatement, ...]:
            keys = speaker_keys(connection, question.speaker, chat_id) if question.speaker else None
            sought = _sought(question, "statement", chat_id, _speaker_query(keys))
            must_have = tuple(term for term in question_terms(needed) if term in sought.terms)  # "us" is an empty word
            sought = replace(sought, needed=must_have, least=least)
            if _is_listed(question, sought):
                ids = list(connection.execute(newest_statements(question, keys, chat_id, limit)).scalars())
                return tuple(FoundStatement(fact, "all") for fact in load(connection, ids, chat_id).statements)
            is_narrow = question.outlet or question.phrase or question.addressee or question.venue
            ranked = candidates(connection, self._database, sought, NARROWED if is_narrow else LOOKED_AT)
            hits = search_statements(connection, question, sought, ranked, now)
            return whole(connection, hits[:limit], chat_id)

        return await self._database.reading(find)

    async def count(self, question: Question, *, chat_id: int | None) -> int:
        """How many statements fit (exact up to 10,000; conditions on addressee, venue and outlet by their words)."""

        def find(connection: Connection) -> int:
            keys = speaker_keys(connection, question.speaker, chat_id) if question.speaker else None
            sought = _sought(question, "statement", chat_id, _speaker_query(keys))
            if _is_listed(question, sought):
                each = newest_statements(question, keys, chat_id, COUNTED).subquery()
                return int(connection.execute(select(func.count()).select_from(each)).scalar_one())
            query = sought.query(*(Some(sought.spread(term)) for term in sought.terms))
            matched = select(documents("fts_facts").c.rowid)
            matched = matched.where(matches("fts_facts", query, is_sqlite=self._database.is_sqlite))
            fitting = select(facts.c.id).where(facts.c.id.in_(matched), facts.c.kind == "statement")
            fitting = fitting.where(standing(question.since, question.until, chat_id)).limit(COUNTED)
            return int(connection.execute(select(func.count()).select_from(fitting.subquery())).scalar_one())

        return await self._database.reading(find)

    async def deals(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[HeldDeal, ...]:
        """Deals that fit every condition, newest first; best first with `about`."""

        def find(connection: Connection) -> tuple[HeldDeal, ...]:
            sought = _sought(question, "deal", chat_id)
            ids, worth = self._matching(connection, question, sought, facts.c.first_at.desc())
            found = [fact for fact in load(connection, ids, chat_id).deals if _is_sum_within(fact, question)]
            if sought.terms:
                scorer = Scorer(worth, now)
                found.sort(key=lambda fact: _deal_score(fact, scorer), reverse=True)
            return tuple(found[:limit])

        return await self._database.reading(find)

    async def upcoming(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[HeldUpcoming, ...]:
        """What is coming up, soonest first; since/until (default: from `now` on) are compared with its days.

        With `about`, only events that answer at least half as well as the best one.
        """
        since = question.since or (None if question.until else now)

        def find(connection: Connection) -> tuple[HeldUpcoming, ...]:
            sought = _sought(question, "upcoming", chat_id)
            ids, worth = self._matching(connection, question, sought, facts.c.first_at, since=since)
            held = load(connection, ids, chat_id).upcoming
            scorer = Scorer(worth, now)
            values = [_upcoming_score(fact, scorer, now) for fact in held]
            enough = max(values, default=0.0) / 2 if sought.terms else 0.0
            return tuple(fact for fact, value in zip(held, values, strict=True) if value >= enough)[:limit]

        return await self._database.reading(find)

    async def passages(
        self, text: str, *, chat_id: int | None, since: datetime | None = None, until: datetime | None = None,
        limit: int = 3,
    ) -> tuple[FoundPassage, ...]:  # fmt: skip
        """The best passages of articles for these words, one an article, best first."""

        def find(connection: Connection) -> tuple[FoundPassage, ...]:
            return search_passages(connection, self._database, text, chat_id, (since, until))[:limit]

        return await self._database.reading(find)

    async def held(self, *, chat_id: int | None, speaker: str | None = None) -> Held:
        """What is held, for an honest empty answer; with `speaker`, what is held of that speaker."""
        if speaker is None:
            return await self._database.reading(lambda connection: holdings(connection, self._database, chat_id))
        question = select(
            func.count().label("articles"),
            func.count(articles.c.outlet.distinct()).label("outlets"),
            func.min(articles.c.at).label("first"),
            func.max(articles.c.at).label("last"),
        ).where(visible(articles.c.scope, chat_id))

        def find(connection: Connection) -> Held:
            spoken = newest_statements(EVERYTHING, speaker_keys(connection, speaker, chat_id), chat_id, COUNTED)
            carrying = select(sources.c.article_id).where(sources.c.fact_id.in_(spoken), sources.c.is_current)
            row = connection.execute(question.where(articles.c.id.in_(carrying))).one()
            first, last = (at and at.date() for at in (row.first, row.last))
            return Held(articles=row.articles, outlets=row.outlets, first=first, last=last)

        return await self._database.reading(find)

    async def slips(self, words: str, *, chat_id: int | None) -> dict[str, str | None]:
        """Words that stand in no article which this chat may see, each with the one that may have been meant."""
        return await self._database.reading(lambda connection: slips(connection, self._database, words, chat_id))

    def _matching(
        self, connection: Connection, question: Question, sought: Sought, order: Any, since: datetime | None = None
    ) -> tuple[Sequence[int], Mapping[str, float]]:
        """Ids of deals or upcoming events that fit, in this order, and what each term tells."""
        worth: Mapping[str, float] = {}
        kind = "deal" if "k:deal" in sought.required else "upcoming"
        found: Select[Any] = select(facts.c.id).where(facts.c.kind == kind, *deal_conditions(question))
        found = found.where(standing(since or question.since, question.until, sought.chat_id))
        if sought.terms:
            ranked = candidates(connection, self._database, sought, NARROWED)
            found, worth = found.where(facts.c.id.in_(ranked.ids)), ranked.worth
        elif len(sought.required) > 1 or sought.days or question.excluded:
            matched = select(documents("fts_facts").c.rowid)
            matched = matched.where(matches("fts_facts", sought.query(), is_sqlite=self._database.is_sqlite))
            found = found.where(facts.c.id.in_(matched))
        found = found.order_by(order, facts.c.id.desc()).limit(LOOKED_AT)
        return list(connection.execute(found).scalars()), worth


EVERYTHING = Question(text="", kind="statements")


def _sought(question: Question, kind: str, chat_id: int | None, *more: Query | None) -> Sought:
    """Step 1."""
    must = (*(part for part in more if part is not None), *required(question, kind))
    terms = question_terms(f"{question.about or ''} {question.phrase or ''}")
    excluded = [term for words in question.excluded for term in question_terms(words)]
    if kind == "statement":
        excluded += OTHERS
    days = in_days(question.since, question.until)
    if kind != "statement" or not (must or terms or days):
        must = (f"k:{kind}", *must)
    return Sought("fts_facts", chat_id, must, terms, tuple(excluded), days=days)


def _speaker_query(keys: Sequence[str] | None) -> Query | None:
    if keys is None:
        return None
    tokens = tuple(f"s:{key[:LONGEST]}" for key in keys)
    return tokens[0] if len(tokens) == 1 else Some(tokens)


def _is_listed(question: Question, sought: Sought) -> bool:
    """Only speaker and time are asked about: the tables know that in order."""
    return not (
        sought.terms or question.excluded or question.act or question.addressee or question.venue or question.outlet
    )


def _time(fact: HeldDeal) -> datetime:
    """When it was published; what came without a date counts from its arrival."""
    at = fact.article.published_at or fact.article.arrived_at
    assert at is not None, "every article held has arrived"
    return at


def _deal_score(fact: HeldDeal, scorer: Scorer) -> float:
    parties = " ".join(party.name for party in fact.deal.parties)
    words = " ".join((fact.deal.object or "", parties, *(source.words for source in fact.sources[:1])))
    headline = " ".join((fact.article.title, fact.headline or ""))
    return scorer.score(words, "", headline, scorer.merit(_time(fact))).value


def _upcoming_score(fact: HeldUpcoming, scorer: Scorer, now: datetime) -> float:
    words = " ".join((fact.upcoming.what, fact.upcoming.who or ""))
    context = " ".join(source.words for source in fact.sources[:1])
    return scorer.score(words, context, fact.article.title, scorer.merit(now)).value


def _is_sum_within(fact: HeldDeal, question: Question) -> bool:
    """One of its figures, in the currency asked about, lies within the bounds, to the cent."""
    low, high = question.amount_from, question.amount_to
    if low is None and high is None and question.currency is None:
        return True
    told = " ".join(source.words for source in fact.sources)
    for given in fact.amounts:
        value = given.amount.value_max or given.amount.value
        if value is None or not is_in(question.currency, given.amount.currency, told):
            continue
        if (low is None or low <= value) and (high is None or value <= high):
            return True
    return False
