"""Articles in versions: what arrived, what is still to be read, the text that offsets point into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model import Article, Entry
from bot.store.database import Database
from bot.store.records import Kept, PlacedArticle


class Articles:
    """Questions about articles. An id belongs to a scope: a chat sees its own article before a shared one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, article: Article, *, now: datetime, entry: Entry | None = None) -> Kept:
        """Keep an article: new, a new version (title or text differ; old text stays), or nothing changed.

        `article.version` is ignored and assigned; `arrived_at` is `now` when None. With `entry` (and
        `article.feed_id`) the feed's entry is marked as taken in the same transaction.
        """
        raise NotImplementedError

    async def unread(self, *, limit: int = 100) -> tuple[Article, ...]:
        """Articles whose current version has not been read, in order of arrival."""
        raise NotImplementedError

    async def skip(self, article: Article, reason: str, *, now: datetime) -> None:
        """Mark this version as not to be read (unknown language, reading failed) and why; it stays searchable."""
        raise NotImplementedError

    async def get(self, article_id: str, *, chat_id: int | None = None, version: int | None = None) -> Article | None:
        """The article as it is now, or a certain version of it."""
        raise NotImplementedError

    async def many(self, article_ids: Sequence[str], *, chat_id: int | None = None) -> dict[str, Article]:
        """Current versions by id; ids not held or not visible are missing."""
        raise NotImplementedError

    async def latest(
        self, *, chat_id: int | None = None, since: datetime | None = None, limit: int = 100
    ) -> tuple[PlacedArticle, ...]:
        """Latest first by published_at, else arrival."""
        raise NotImplementedError

    async def window(
        self, *, since: datetime | None, limit: int = 20_000, characters: int | None = None
    ) -> tuple[PlacedArticle, ...]:
        """Articles of every scope already placed in a story, oldest first, to fill `bot.stories.Window` at start.

        `since` is compared with published_at, else arrival; None takes all; the newest `limit`. `characters` cuts texts.
        """
        raise NotImplementedError
