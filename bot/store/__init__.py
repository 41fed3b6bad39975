"""The store: every question we ask the database, by name, on SQLite and PostgreSQL alike.

    store = await Store.open("sqlite:////data/onrecord.db")     # or postgresql://user@host/name
    feeds = await store.feeds.due(now)

`store.feeds` · `.articles` · `.facts` · `.stories` · `.names` · `.chats` · `.outbox` · `.limits` · `.search`.
Every question is a transaction of its own: it happens altogether or not at all. Times are aware, in UTC.
What an asker may see is `chat_id`: its own records and the shared ones; None sees the shared ones (promise 7).
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from bot.store.articles import Articles
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.facts import FactBook
from bot.store.feeds import Feeds
from bot.store.limits import Limits
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

    def __init__(self, database: Database) -> None:
        self.feeds = Feeds(database)
        self.articles = Articles(database)
        self.facts = FactBook(database)
        self.stories = Stories(database)
        self.names = Names(database)
        self.chats = Chats(database)
        self.outbox = Outbox(database)
        self.limits = Limits(database)
        self.search = Search(database)
        self._database = database

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect, and on SQLite create or migrate the database; PostgreSQL must have been migrated (`migrate`).

        StoreError with one line (what, where, what to do) when it cannot be reached, is no database, is older than
        this program (PostgreSQL) or newer.
        """
        raise NotImplementedError

    @staticmethod
    async def migrate(url: str) -> tuple[str | None, str]:
        """Bring an empty or old database to this program's schema; revisions before and after."""
        raise NotImplementedError

    async def close(self) -> None:
        """Give back every connection."""
        raise NotImplementedError

    async def ping(self) -> str:
        """One line naming the database (without secrets) if it answers; StoreError otherwise."""
        raise NotImplementedError

    async def tidy(self) -> None:
        """Housekeeping once a day: old visits and update ids go, statistics are renewed."""
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
