"""What belongs to one chat: handed out, and erased."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row, Table, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import fulltext
from bot.store.ledger import messages, told
from bot.store.rows import plain
from bot.store.schema import articles, chats, dialogs, facts, feeds, follows, names, stories


async def export_chat(connection: AsyncConnection, chat_id: int) -> dict[str, Any]:
    """Everything held about a chat as plain JSON values."""
    chat = (await connection.execute(select(chats).where(chats.c.id == chat_id))).one_or_none()
    if chat is None:
        return {}
    return {
        "chat": {"platform": chat.platform, "address": chat.address} | json.loads(chat.settings),
        "follows": [json.loads(row.follow) for row in await _of(connection, follows, chat_id)],
        "feeds": [{"url": row.url, "title": row.title} for row in await _own(connection, feeds, chat_id)],
        "articles": [{"id": row.outside_id, "url": row.url} for row in await _own(connection, articles, chat_id)],
        "messages": [_message(row) for row in await _of(connection, messages, chat_id)],
        "told": [_told(row) for row in await _of(connection, told, chat_id)],
        "questions": [json.loads(row.question) for row in await _of(connection, dialogs, chat_id)],
    }


async def erase_chat(connection: AsyncConnection, chat_id: int) -> bool:
    """Erase a chat with everything that is its own; False when it was not held."""
    indexed: tuple[tuple[Table, fulltext.Index], ...] = ((facts, "fts_facts"), (articles, "fts_articles"))
    for table, index in indexed:
        ids = (await connection.execute(select(table.c.id).where(table.c.scope == chat_id))).scalars().all()
        await fulltext.remove(connection, index, ids)
        await connection.execute(delete(table).where(table.c.scope == chat_id))
    for table in (names, feeds):
        await connection.execute(delete(table).where(table.c.scope == chat_id))
    await _clear_headlines(connection, chat_id)
    gone = await connection.execute(delete(chats).where(chats.c.id == chat_id))
    return gone.rowcount > 0


async def _clear_headlines(connection: AsyncConnection, chat_id: int) -> None:
    """Stories named after an article of this chat: gone when nothing is left, else named after what is left."""
    of_story = articles.c.story_id == stories.c.id
    is_its = stories.c.headline_scope == chat_id
    await connection.execute(delete(stories).where(is_its, ~exists().where(of_story)))
    first = select(articles.c.title).where(of_story).order_by(articles.c.scope, articles.c.id).limit(1)
    scope = select(articles.c.scope).where(of_story).order_by(articles.c.scope, articles.c.id).limit(1)
    nowhere = dict.fromkeys(("headline_article", "headline_start", "headline_end"))
    changed = nowhere | {"headline": first.scalar_subquery(), "headline_scope": scope.scalar_subquery()}
    await connection.execute(update(stories).where(is_its).values(changed))


async def _of(connection: AsyncConnection, table: Table, chat_id: int) -> list[Row[Any]]:
    return list(await connection.execute(select(table).where(table.c.chat_id == chat_id)))


async def _own(connection: AsyncConnection, table: Table, chat_id: int) -> list[Row[Any]]:
    return list(await connection.execute(select(table).where(table.c.scope == chat_id)))


def _message(row: Row[Any]) -> dict[str, Any]:
    return {"key": row.key, "part": row.part, "state": row.state, "message": json.loads(row.body)} | {
        "created_at": plain(row.created_at)
    }


def _told(row: Row[Any]) -> dict[str, Any]:
    return {"kind": row.kind, "id": row.fact_id, "state": row.state, "told_at": plain(row.told_at)}
