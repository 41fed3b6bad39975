"""Putting an article into a story, as the grouping decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import case, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article
from bot.store.records import Place
from bot.store.schema import SHARED, articles, storable, stories, visible


async def place_article(
    connection: AsyncConnection, article: Article, key: int, place: Place | None, now: datetime
) -> int | None:
    """Set an article's story and origin; the story's id. Without a place it stays where it is.

    The id of a story that is not held (any more) makes a new story.
    """
    if place is None:
        held: int | None = (await connection.execute(select(articles.c.story_id).where(articles.c.id == key))).scalar()
        return held
    scope = article.chat_id or SHARED
    story_id = await _existing(connection, article, place, now)
    if story_id is None:
        row = _named(place, article, scope) | {"last_arrival_at": now}
        story_id = (await connection.execute(insert(stories).values(row).returning(stories.c.id))).scalar_one()
    changed = {"story_id": story_id, "origin_id": await _origin(connection, article, key, place)}
    await connection.execute(update(articles).where(articles.c.id == key).values(changed))
    return story_id


def _named(place: Place, article: Article, scope: int) -> dict[str, Any]:
    """What a story is called, and where that stands."""
    start, end = place.headline_span or (None, None)
    return {
        "headline": storable(place.headline or article.title),
        "headline_scope": scope,
        "headline_article": storable(place.headline_article_id or article.id),
        "headline_start": start,
        "headline_end": end,
    }


async def _existing(connection: AsyncConnection, article: Article, place: Place, now: datetime) -> int | None:
    """The story named, brought up to date."""
    if place.story_id is None:
        return None
    scope = article.chat_id or SHARED
    changed = {"last_arrival_at": now} | (_named(place, article, scope) if place.headline else {})
    if scope != SHARED:  # what one chat adds does not rename a story that others see
        shared = stories.c.headline_scope == SHARED
        changed |= {name: case((shared, stories.c[name]), else_=value) for name, value in changed.items()}
    statement = update(stories).where(stories.c.id == place.story_id).values(changed)
    held: int | None = (await connection.execute(statement.returning(stories.c.id))).scalar_one_or_none()
    return held


async def _origin(connection: AsyncConnection, article: Article, key: int, place: Place) -> int | None:
    """The row of the article whose text this one copies: the first of its kind, not another copy."""
    if place.duplicate_of is None:
        return None
    copied = select(articles.c.id, articles.c.origin_id).where(
        articles.c.outside_id == storable(place.duplicate_of), visible(articles.c.scope, article.chat_id)
    )
    found = (await connection.execute(copied.order_by(articles.c.scope.desc()).limit(1))).one_or_none()
    if found is None or found.id == key:
        return None
    origin = found.origin_id or found.id
    return None if origin == key else int(origin)
