"""Statements, deals and what is coming up, each with all its sources; hiding, retracting, correcting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article, FactKey, HeldDeal, HeldStatement, HeldUpcoming, Reading
from bot.store.database import RECORDING, Database
from bot.store.held import load
from bot.store.hiding import family, hide, hide_unsupported, owed, show_again
from bot.store.merging import DealRule, PlainDealRule
from bot.store.names import Names
from bot.store.placing import place_article
from bot.store.recording import Writing, drop_old_sources, write_reading
from bot.store.records import Correction, Facts, Place, Recorded
from bot.store.schema import SHARED, articles, facts, sources, storable, visible, visible_among
from bot.store.sums import owe_changed_sums


class FactBook:
    """Questions about facts. Ids are unique over all kinds of facts and never reused.

    Facts are merged inside a scope; a chat that has its own feeds sees the shared record and its own as one, under
    the smaller id, with the sources it may see and no others (promise 7).
    """

    def __init__(self, database: Database, names: Names, rule: DealRule | None = None) -> None:
        self._database = database
        self._names = names
        self._rule = rule or PlainDealRule()

    async def record(
        self, article: Article, reading: Reading, *, now: datetime, place: Place | None = None
    ) -> Recorded | None:
        """Keep what this version of an article says, merged with what is known, and place it in a story.

        All or nothing. What an earlier version said and this one does not loses that source; a fact without sources
        is hidden at once. Chats that were told it, or the old sum of a deal, are owed a correction (promise 8). None
        when this version was recorded before or a newer version has arrived: nothing is written then.
        """
        async with self._database.locked(RECORDING) as connection:
            key = await _row_to_record(connection, article)
            if key is None:
                return None
            writing = Writing(connection, article, key, now, self._rule)
            story_id = await place_article(connection, article, key, place, now)
            written = await write_reading(writing, reading)
            dropped = await drop_old_sources(writing)
            await show_again(connection, written.known)
            hidden = await hide_unsupported(connection, dropped, now)
            await owe_changed_sums(connection, dropped, now, fresh=(key, article.version))
            await self._names.write(writing, reading, written.new)
            new, known = await _keys(connection, written.new), await _keys(connection, written.known)
        self._names.changed()
        return Recorded(story_id, new, known, hidden)

    async def new(
        self, *, chat_id: int | None, since: datetime, until: datetime, only_own: bool = False, limit: int = 2_000
    ) -> Facts:
        """Facts first recorded, and deals and upcoming changed, in [since, until), newest first, hidden ones left out.

        `chat_id` None: shared records. With a chat: shared and its own, or its own alone with `only_own`.
        """
        scope = facts.c.scope == chat_id if only_own and chat_id is not None else visible(facts.c.scope, chat_id)
        changed = and_(facts.c.changed_at >= since, facts.c.changed_at < until)
        question = select(facts.c.id).where(scope, changed, facts.c.hidden_at.is_(None))
        return await self._load(question.order_by(facts.c.changed_at.desc(), facts.c.id.desc()).limit(limit), chat_id)

    async def published(self, *, chat_id: int | None, since: datetime, until: datetime) -> Facts:
        """Every visible fact of the articles published (arrived, where they have no date) in [since, until)."""
        return await self._load(_carried_by(and_(articles.c.at >= since, articles.c.at < until), chat_id), chat_id)

    async def of_stories(self, story_ids: Sequence[int], *, chat_id: int | None) -> Facts:
        """Every visible fact of these stories."""
        return await self._load(_carried_by(articles.c.story_id.in_(story_ids), chat_id), chat_id)

    async def of_articles(self, article_ids: Sequence[str], *, chat_id: int | None) -> Facts:
        """Every visible fact that the current versions of these articles carry."""
        is_one = articles.c.outside_id.in_([storable(article_id) for article_id in article_ids])
        return await self._load(_carried_by(is_one, chat_id), chat_id)

    async def statement(self, fact_id: int, *, chat_id: int | None) -> HeldStatement | None:
        """A statement by id; None when it is hidden, another kind of fact, or not this chat's."""
        return next(iter((await self.many([fact_id], chat_id=chat_id)).statements), None)

    async def deal(self, fact_id: int, *, chat_id: int | None) -> HeldDeal | None:
        """A deal by id."""
        return next(iter((await self.many([fact_id], chat_id=chat_id)).deals), None)

    async def upcoming(self, fact_id: int, *, chat_id: int | None) -> HeldUpcoming | None:
        """An upcoming event by id."""
        return next(iter((await self.many([fact_id], chat_id=chat_id)).upcoming), None)

    async def due(
        self, *, chat_id: int | None, day: datetime, unknown_since: datetime | None = None
    ) -> tuple[HeldUpcoming, ...]:
        """Upcoming events still "due" whose last day is before this day: has it happened?

        With `unknown_since` also those settled as "unknown" whose last day is not before that time.
        """
        is_open = facts.c.status == "due"
        if unknown_since is not None:
            is_open = or_(is_open, and_(facts.c.status == "unknown", facts.c.last_at >= unknown_since))
        is_due = and_(facts.c.kind == "upcoming", is_open, facts.c.last_at < day)
        question = select(facts.c.id).where(visible(facts.c.scope, chat_id), is_due, facts.c.hidden_at.is_(None))
        return (await self._load(question.order_by(facts.c.last_at, facts.c.id), chat_id)).upcoming

    async def settle(
        self, fact_id: int, state: Literal["due", "happened", "postponed", "unknown"], *, now: datetime
    ) -> None:
        """Set what became of an upcoming event; it counts as changed at `now`."""
        is_it = and_(facts.c.id == fact_id, facts.c.kind == "upcoming")
        async with self._database.write() as connection:
            await connection.execute(update(facts).where(is_it).values(status=state, changed_at=now))

    async def retract(self, fact_id: int, *, now: datetime) -> FactKey | None:
        """Hide a fact for good (operator); chats that were told it are owed a correction.

        None when it is unknown or retracted already.
        """
        async with self._database.locked(RECORDING) as connection:
            ids = await family(connection, fact_id)
            known = select(facts.c.id).where(facts.c.id.in_(ids), facts.c.hidden_for.is_distinct_from("retracted"))
            hidden = await hide(connection, (await connection.execute(known)).scalars().all(), "retracted", now)
        return next((key for key in hidden if key.id == fact_id), None)

    async def corrections(self, *, limit: int = 100) -> tuple[Correction, ...]:
        """Corrections owed and not yet queued (see `Draft.corrects`), oldest first."""
        async with self._database.read() as connection:
            return await owed(connection, limit)

    async def many(self, fact_ids: Sequence[int], *, chat_id: int | None) -> Facts:
        """Facts of any kind by id, in this order; hidden, unknown and other chats' ones are missing."""
        return await self._database.reading(lambda connection: load(connection, fact_ids, chat_id))

    async def _load(self, question: Select[Any], chat_id: int | None) -> Facts:
        def found(connection: Connection) -> Facts:
            return load(connection, connection.execute(question).scalars().all(), chat_id)

        return await self._database.reading(found)


def _carried_by(which: ColumnElement[bool], chat_id: int | None) -> Select[Any]:
    """Ids of facts that these visible articles carry now, in order of the text."""
    return (
        select(sources.c.fact_id)
        .join(articles, articles.c.id == sources.c.article_id)
        .where(which, visible_among(articles.c.scope, chat_id), sources.c.is_current)
        .order_by(articles.c.at, sources.c.id)
    )


async def _row_to_record(connection: AsyncConnection, article: Article) -> int | None:
    """The article's row, if this is its newest version and has not been recorded."""
    is_it = and_(articles.c.outside_id == storable(article.id), articles.c.scope == (article.chat_id or SHARED))
    is_fresh = and_(articles.c.version == article.version, ~articles.c.is_read)
    marked = update(articles).where(is_it, is_fresh).values(is_read=True, skipped_for=None)
    key: int | None = (await connection.execute(marked.returning(articles.c.id))).scalar_one_or_none()
    return key


async def _keys(connection: AsyncConnection, ids: Sequence[int]) -> tuple[FactKey, ...]:
    """Facts as they are told: statements by id, the others by id and state."""
    if not ids:
        return ()
    rows = {row.id: row for row in await connection.execute(select(facts).where(facts.c.id.in_(ids)))}
    return tuple(FactKey(rows[key].kind, key, rows[key].status or "") for key in dict.fromkeys(ids))
