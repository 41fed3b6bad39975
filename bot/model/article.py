"""What comes in from the world: feeds, their entries, visits, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed we visit. `chat_id` None is shared; otherwise its articles belong to that chat alone (promise 7)."""

    id: int
    url: str
    title: str | None = None
    chat_id: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    next_visit_at: datetime | None = None
    failures: int = 0
    former: tuple[str, ...] = ()  # addresses it had before it moved for good


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed as its publisher gives it; `html` is the feed's own text."""

    url: str | None
    key: str
    title: str
    html: str = ""
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How one visit to a feed went: `error` is one clear line, None when it went well."""

    feed_id: int
    visited_at: datetime
    status: Literal["ok", "unchanged", "failed"]
    entries: int = 0
    new_articles: int = 0
    error: str | None = None
    note: str | None = None  # e.g. "100,000 entries, the newest 200 taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as text. `id` is the outside id: given by `read --store`, else made from the canonical URL."""

    id: str
    title: str
    text: str
    url: str | None = None
    outlet: str | None = None  # registrable domain of the URL (promise 7), never what a feed calls itself
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    feed_id: int | None = None
    chat_id: int | None = None  # the chat it belongs to alone, None when shared
    arrived_at: datetime | None = None
    version: int = 1

    @property
    def ref(self) -> ArticleRef:
        """What a line says of this article."""
        return ArticleRef(
            id=self.id,
            title=self.title,
            url=self.url,
            outlet=self.outlet,
            published_at=self.published_at,
            arrived_at=self.arrived_at,
            chat_id=self.chat_id,
            version=self.version,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """What a line says of the article it comes from."""

    id: str
    title: str
    url: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    arrived_at: datetime | None = None
    chat_id: int | None = None
    version: int = 1
