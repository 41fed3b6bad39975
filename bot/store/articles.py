"""Articles in versions: what arrived, what is still to be read, the text that offsets point into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article, ArticleRef, Entry
from bot.store import fulltext
from bot.store.database import Database, upsert
from bot.store.feeds import take
from bot.store.holdings import outlets_held
from bot.store.placing import place_article
from bot.store.records import Kept, Place, PlacedArticle
from bot.store.schema import SHARED, article_versions, articles, storable, visible
from bot.store.terms import article_tokens

OF_ARTICLE = ("url", "outlet", "author", "language", "feed_id")
ORIGIN = articles.alias("origin")
VERSIONED = ("title", "version", "published_at", "arrived_at")


class Articles:
    """Questions about articles. An id belongs to a scope: a chat sees its own article before a shared one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, article: Article, *, now: datetime, entry: Entry | None = None) -> Kept:
        """Keep an article: new, a new version (title or text differ; old text stays), or nothing changed.

        `article.version` is ignored and assigned; `arrived_at` is `now` when None. With `entry` (and
        `article.feed_id`) the feed's entry is marked as taken in the same transaction.
        """
        async with self._database.write() as connection:
            if entry is not None and article.feed_id is not None:
                await take(connection, article.feed_id, entry, now)
            fresh = await _insert(connection, article, now)
            if fresh is not None:
                return Kept(fresh, "new")
            question = _question(_is(article.id, article.chat_id)).with_for_update()
            held = (await connection.execute(question)).one()
            if (held.title, held.text) == (storable(article.title), storable(article.text)):
                await _touch(connection, article, held)
                return Kept(_article(held), "unchanged")
            return Kept(await _revise(connection, article, held, now), "changed")

    async def unread(self, *, limit: int = 100) -> tuple[Article, ...]:
        """Articles whose current version has not been read, in order of arrival."""
        question = _question(~articles.c.is_read).order_by(articles.c.id).limit(limit)
        async with self._database.read() as connection:
            return tuple(_article(row) for row in await connection.execute(question))

    async def skip(self, article: Article, reason: str, *, now: datetime, place: Place | None = None) -> int | None:
        """Mark this version as not to be read (unknown language, reading failed) and why; it stays searchable.

        It is placed in a story all the same; the story's id. What an earlier version said keeps standing.
        """
        is_it = and_(_is(article.id, article.chat_id), articles.c.version == article.version)
        marked = update(articles).where(is_it).values(is_read=True, skipped_for=reason)
        async with self._database.write() as connection:
            key = (await connection.execute(marked.returning(articles.c.id))).scalar_one_or_none()
            return None if key is None else await place_article(connection, article, key, place, now)

    async def get(self, article_id: str, *, chat_id: int | None = None, version: int | None = None) -> Article | None:
        """The article as it is now, or a certain version of it."""
        is_it = and_(articles.c.outside_id == storable(article_id), visible(articles.c.scope, chat_id))
        question = _question(is_it, version=version).order_by(articles.c.scope.desc()).limit(1)
        row = await self._database.reading(lambda connection: connection.execute(question).one_or_none())
        return None if row is None else _article(row)

    async def many(self, article_ids: Sequence[str], *, chat_id: int | None = None) -> dict[str, Article]:
        """Current versions by id; ids not held or not visible are missing."""
        ids = [storable(article_id) for article_id in article_ids]
        question = _by_ids(chat_id)
        rows = await self._database.reading(lambda connection: connection.execute(question, {"ids": ids}).all())
        return {row.outside_id: _article(row) for row in rows}

    async def outlets(self, *, chat_id: int | None = None) -> frozenset[str]:
        """The outlets of all articles that this chat may see."""
        return await self._database.reading(lambda connection: outlets_held(connection, self._database, chat_id))

    async def latest(
        self, *, chat_id: int | None = None, since: datetime | None = None, limit: int = 100
    ) -> tuple[PlacedArticle, ...]:
        """Latest first by published_at, else arrival."""
        question = _placed(visible(articles.c.scope, chat_id), since, limit)
        async with self._database.read() as connection:
            return tuple(_placed_article(row) for row in await connection.execute(question))

    async def window(
        self, *, since: datetime | None, limit: int = 20_000, characters: int | None = None
    ) -> tuple[PlacedArticle, ...]:
        """Articles of every scope already placed in a story, oldest first, to fill `bot.stories.Window` at start.

        `since` is compared with published_at, else arrival; None takes all; the newest `limit`. `characters` cuts
        texts.
        """
        question = _placed(articles.c.story_id.is_not(None), since, limit, characters)
        async with self._database.read() as connection:
            rows = (await connection.execute(question)).all()
        return tuple(_placed_article(row) for row in reversed(rows))


def reference(row: Any) -> ArticleRef:
    """What a line says of the article in this row (columns of `articles`; `version` that of the source)."""
    return ArticleRef(
        id=row.outside_id,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        published_at=row.published_at,
        arrived_at=row.arrived_at,
        chat_id=row.scope or None,
        version=row.version,
    )


def _is(article_id: str, chat_id: int | None) -> ColumnElement[bool]:
    return and_(articles.c.outside_id == storable(article_id), articles.c.scope == (chat_id or SHARED))


def _question(which: ColumnElement[bool], *, version: int | None = None, characters: int | None = None) -> Select[Any]:
    """Articles with the title, times and text of their current version, or of a certain one."""
    text = article_versions.c.text if characters is None else func.substr(article_versions.c.text, 1, characters)
    number = articles.c.version if version is None else version
    versions = and_(article_versions.c.article_id == articles.c.id, article_versions.c.version == number)
    columns = [column for column in articles.c if column.name not in VERSIONED]
    columns += [article_versions.c[name] for name in VERSIONED]
    return select(*columns, text.label("text")).join_from(articles, article_versions, versions).where(which)


@lru_cache(maxsize=256)
def _by_ids(chat_id: int | None) -> Select[Any]:
    which = articles.c.outside_id.in_(bindparam("ids", expanding=True))
    return _question(and_(which, visible(articles.c.scope, chat_id))).order_by(articles.c.scope)


def _placed(
    which: ColumnElement[bool], since: datetime | None, limit: int, characters: int | None = None
) -> Select[Any]:
    """Articles with their origin, latest first."""
    question = _question(which if since is None else and_(which, articles.c.at >= since), characters=characters)
    return (
        question.add_columns(ORIGIN.c.outside_id.label("origin"))
        .outerjoin(ORIGIN, articles.c.origin_id == ORIGIN.c.id)
        .order_by(articles.c.at.desc(), articles.c.id.desc())
        .limit(limit)
    )


def _article(row: Row[Any]) -> Article:
    return Article(
        id=row.outside_id,
        title=row.title,
        text=row.text,
        url=row.url,
        outlet=row.outlet,
        author=row.author,
        published_at=row.published_at,
        language=row.language,
        feed_id=row.feed_id,
        chat_id=row.scope or None,
        arrived_at=row.arrived_at,
        version=row.version,
    )


def _placed_article(row: Row[Any]) -> PlacedArticle:
    return PlacedArticle(_article(row), row.story_id, row.origin or row.outside_id)


async def _insert(connection: AsyncConnection, article: Article, now: datetime) -> Article | None:
    """A new article, as version 1; None when one of this id is held (another process may just have added it)."""
    kept = _clean(article, now, 1)
    row = {name: getattr(kept, name) for name in OF_ARTICLE} | _current(kept)
    row |= {"outside_id": kept.id, "scope": kept.chat_id or SHARED, "at": kept.published_at or kept.arrived_at}
    statement = upsert(connection, articles).values(row).on_conflict_do_nothing().returning(articles.c.id)
    key = (await connection.execute(statement)).scalar_one_or_none()
    if key is None:
        return None
    await _add_version(connection, key, kept, now)
    return kept


async def _revise(connection: AsyncConnection, article: Article, held: Row[Any], now: datetime) -> Article:
    """A new version of an article; what the new one does not say of itself stays."""
    kept = _clean(_completed(article, held), now, held.version + 1)
    row = {name: getattr(kept, name) for name in OF_ARTICLE} | _current(kept)
    row |= {"is_read": False, "skipped_for": None} | ({"at": kept.published_at} if kept.published_at else {})
    row.pop("arrived_at")  # the article arrived with its first version
    await connection.execute(update(articles).where(articles.c.id == held.id).values(row))
    await _add_version(connection, held.id, kept, now)
    return kept


async def _touch(connection: AsyncConnection, article: Article, held: Row[Any]) -> None:
    """The same text again: it may say where it stands when that was not known."""
    missing = {
        name: getattr(article, name) for name in OF_ARTICLE if getattr(held, name) is None and getattr(article, name)
    }
    if missing:
        await connection.execute(update(articles).where(articles.c.id == held.id).values(missing))


async def _add_version(connection: AsyncConnection, key: int, kept: Article, now: datetime) -> None:
    version = {name: getattr(kept, name) for name in ("version", "title", "text", "published_at", "arrived_at")}
    await connection.execute(article_versions.insert().values(article_id=key, **version))
    at = kept.published_at or kept.arrived_at or now
    document = article_tokens(kept.title, kept.text, at, kept.chat_id or SHARED)
    await fulltext.put(connection, "fts_articles", {key: document})


def _current(kept: Article) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in VERSIONED}


def _completed(article: Article, held: Row[Any]) -> Article:
    known = {name: getattr(article, name) or getattr(held, name) for name in (*OF_ARTICLE, "published_at")}
    return replace(article, **known)


def _clean(article: Article, now: datetime, version: int) -> Article:
    """The article as the database will give it back: offsets into it stay as they are."""
    return replace(
        article,
        id=storable(article.id),
        title=storable(article.title),
        text=storable(article.text),
        arrived_at=article.arrived_at or now,
        version=version,
    )
