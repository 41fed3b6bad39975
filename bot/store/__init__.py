"""The store: every question we ask the database, by name, on SQLite and PostgreSQL alike.

    store = await Store.open("sqlite:////data/onrecord.db")     # or postgresql://user@host/name
    feeds = await store.feeds.due(now)

`store.feeds` · `.articles` · `.facts` · `.stories` · `.names` · `.chats` · `.outbox` · `.limits` · `.search`.
Every question is a transaction of its own: it happens altogether or not at all. Times are aware, in UTC.
What an asker may see is `chat_id`: its own records and the shared ones; None sees the shared ones (promise 7).
"""

from __future__ import annotations

from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import text

from bot.errors import StoreError
from bot.store.articles import Articles
from bot.store.chats import Chats
from bot.store.database import Database, make_folder
from bot.store.facts import FactBook
from bot.store.feeds import Feeds, forget_visits
from bot.store.limits import Limits, forget_old
from bot.store.merging import DealRule
from bot.store.migrate import check, upgrade
from bot.store.names import Names
from bot.store.outbox import Outbox
from bot.store.records import (
    Correction,
    Draft,
    Facts,
    FeedState,
    FoundPassage,
    FoundStatement,
    Kept,
    KnownName,
    KnownRole,
    Place,
    PlacedArticle,
    Recorded,
)
from bot.store.retrieval import Search
from bot.store.stories import Stories

__all__ = [
    "Correction",
    "Draft",
    "Facts",
    "FeedState",
    "FoundPassage",
    "FoundStatement",
    "Kept",
    "KnownName",
    "KnownRole",
    "Place",
    "PlacedArticle",
    "Recorded",
    "Store",
]


class Store:
    """The questions, by subject. Open with `Store.open`, use as `async with`, or close."""

    def __init__(self, database: Database, deals: DealRule | None = None) -> None:
        self.feeds = Feeds(database)
        self.articles = Articles(database)
        self.names = Names(database)
        self.facts = FactBook(database, self.names, deals)
        self.stories = Stories(database)
        self.chats = Chats(database)
        self.outbox = Outbox(database)
        self.limits = Limits(database)
        self.search = Search(database)
        self._database = database

    @classmethod
    async def open(cls, url: str, *, deals: DealRule | None = None) -> Self:
        """Connect, and on SQLite create or migrate the database; PostgreSQL must have been migrated (`migrate`).

        `deals` says when two deals are one; by default those with the same parties and object.

        StoreError with one line (what, where, what to do) when it cannot be reached, is no database, is older than
        this program (PostgreSQL) or newer.
        """
        database = Database(url)
        try:
            if database.is_sqlite:
                make_folder(database.url)
                await upgrade(database)
            elif not await check(database):
                raise StoreError(f"{database.name} is not prepared for this program: run `onrecord db upgrade`")
        except BaseException:
            await database.close()
            raise
        return cls(database, deals)

    @staticmethod
    async def migrate(url: str) -> tuple[str | None, str]:
        """Bring an empty or old database to this program's schema; revisions before and after."""
        database = Database(url)
        try:
            if database.is_sqlite:
                make_folder(database.url)
            return await upgrade(database)
        finally:
            await database.close()

    async def close(self) -> None:
        """Give back every connection."""
        await self._database.close()

    async def ping(self) -> str:
        """One line naming the database (without secrets) if it answers; StoreError otherwise."""
        async with self._database.read() as connection:
            await connection.execute(text("SELECT 1"))
        return self._database.name

    async def tidy(self, *, now: datetime) -> None:
        """Housekeeping once a day: old visits, update ids and chats long gone go, statistics are renewed."""
        await self.chats.forget_gone(now=now)
        async with self._database.write() as connection:
            await forget_visits(connection)
            await forget_old(connection, now)
            await connection.execute(text("PRAGMA optimize" if self._database.is_sqlite else "ANALYZE"))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
