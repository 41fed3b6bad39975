"""Feeds we visit, the outcome of every visit, and which entries we have already taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model import Entry, Feed, Visit
from bot.store.database import Database
from bot.store.records import FeedState


class Feeds:
    """Questions about feeds. Scope: `chat_id` None is shared, otherwise one chat's own (promise 7)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, url: str, *, now: datetime, title: str | None = None, chat_id: int | None = None) -> Feed:
        """Add a feed, or return the one held under this URL in this scope. It is due at once."""
        raise NotImplementedError

    async def remove(self, url: str, *, chat_id: int | None = None) -> bool:
        """Visit this feed no more; its articles stay. False when it was not held."""
        raise NotImplementedError

    async def admit(self, url: str, *, now: datetime) -> int:
        """Make every chat's own feed with this URL a shared one, with its articles and records; how many feeds."""
        raise NotImplementedError

    async def get(self, feed_id: int) -> Feed | None:
        """The feed by its id."""
        raise NotImplementedError

    async def list(self, *, chat_id: int | None = None, everything: bool = False) -> tuple[FeedState, ...]:
        """The feeds of one scope, by URL, each with its latest visit; `everything` for all scopes (operator)."""
        raise NotImplementedError

    async def due(self, now: datetime, *, limit: int = 100) -> tuple[Feed, ...]:
        """Feeds whose next visit is due, longest waiting first."""
        raise NotImplementedError

    async def visited(
        self,
        visit: Visit,
        *,
        next_visit_at: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        title: str | None = None,
    ) -> None:
        """Keep the outcome of a visit and set the next one. A failed visit counts up `failures`, another resets it.

        `etag`, `last_modified` and `title` replace what is held only when the visit's status is "ok".
        """
        raise NotImplementedError

    async def visits(self, feed_id: int, *, limit: int = 10) -> tuple[Visit, ...]:
        """Latest visits first."""
        raise NotImplementedError

    async def unseen(self, feed_id: int, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Those entries that are new, or whose title or text differs from when they were taken."""
        raise NotImplementedError

    async def took(self, feed_id: int, entry: Entry, *, now: datetime) -> None:
        """Remember an entry that yields no article (no text at all); `Articles.keep` remembers the others."""
        raise NotImplementedError
