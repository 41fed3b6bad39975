"""Admitting a chat's own feed: its articles become shared ones and are read again as such.

The chat's own facts stay beside the shared ones that the new reading makes, as their twins (see FactBook): what the
chat was told keeps its id. An article that the shared feeds have already stays the chat's own.
"""

from __future__ import annotations

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import fulltext
from bot.store.schema import SHARED, article_versions, articles, stories
from bot.store.terms import article_tokens


async def admit_articles(connection: AsyncConnection, *, feed_id: int, shared_feed_id: int) -> None:
    """Share the articles of a chat's own feed."""
    same = articles.alias("same")
    is_held = exists().where(same.c.outside_id == articles.c.outside_id, same.c.scope == SHARED)
    own = (articles.c.feed_id == feed_id, articles.c.scope != SHARED)
    moved = update(articles).where(*own, ~is_held).values(scope=SHARED, is_read=False)
    ids = (await connection.execute(moved.returning(articles.c.id))).scalars().all()
    await connection.execute(update(articles).where(articles.c.feed_id == feed_id).values(feed_id=shared_feed_id))
    for key in ids:
        await _index_again(connection, key)
    await _share_headlines(connection)


async def _index_again(connection: AsyncConnection, key: int) -> None:
    is_current = (article_versions.c.article_id == articles.c.id, article_versions.c.version == articles.c.version)
    question = select(articles.c.title, article_versions.c.text, articles.c.at).where(articles.c.id == key, *is_current)
    row = (await connection.execute(question)).one()
    await fulltext.put(connection, "fts_articles", {key: article_tokens(row.title, row.text, row.at, SHARED)})


async def _share_headlines(connection: AsyncConnection) -> None:
    """A story without any chat's own article has a headline that everybody may see."""
    own = exists().where(articles.c.story_id == stories.c.id, articles.c.scope != SHARED)
    changed = update(stories).where(stories.c.headline_scope != SHARED, ~own)
    await connection.execute(changed.values(headline_scope=SHARED))
