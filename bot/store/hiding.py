"""Facts that no longer stand: hidden at once, and owed as corrections to the chats that were told (promise 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ArticleRef, FactKey
from bot.store.articles import reference
from bot.store.held import RECORDS
from bot.store.ledger import corrections, told
from bot.store.records import Correction
from bot.store.rows import decode
from bot.store.schema import SHARED, articles, facts, sources
from bot.store.sums import as_told, given_for, gone_from

Reason = Literal["edited", "retracted"]


async def hide_unsupported(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> tuple[FactKey, ...]:
    """Hide those of these facts that no article carries any more."""
    if not ids:
        return ()
    is_carried = exists().where(sources.c.fact_id == facts.c.id, sources.c.is_current)
    question = select(facts.c.id).where(facts.c.id.in_(ids), facts.c.hidden_at.is_(None), ~is_carried)
    return await hide(connection, (await connection.execute(question)).scalars().all(), "edited", now)


async def hide(connection: AsyncConnection, ids: Sequence[int], reason: Reason, now: datetime) -> tuple[FactKey, ...]:
    """Hide these facts and note the corrections owed."""
    if not ids:
        return ()
    statement = update(facts).where(facts.c.id.in_(ids)).values(hidden_at=now, hidden_for=reason)
    rows = (await connection.execute(statement.returning(facts))).all()
    for row in rows:
        await _owe(connection, row, reason, now)
    return tuple(FactKey(row.kind, row.id, _state(row)) for row in rows)


async def show_again(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """An article says it again: what was edited away comes back; what the operator retracted stays hidden."""
    if not ids:
        return
    again = (facts.c.id.in_(ids), facts.c.hidden_for == "edited")
    rows = (
        await connection.execute(
            update(facts).where(*again).values(hidden_at=None, hidden_for=None).returning(facts.c.id)
        )
    ).scalars()
    unpaid = (corrections.c.fact_id.in_(rows.all()), corrections.c.message_id.is_(None))
    await connection.execute(corrections.delete().where(*unpaid))


async def family(connection: AsyncConnection, fact_id: int) -> Sequence[int]:
    """A fact, the shared fact it repeats, and every chat's own repetition of it."""
    root = select(facts.c.twin_id).where(facts.c.id == fact_id)
    known = {fact_id, (await connection.execute(root)).scalar_one_or_none() or fact_id}
    return (
        (await connection.execute(select(facts.c.id).where(or_(facts.c.id.in_(known), facts.c.twin_id.in_(known)))))
        .scalars()
        .all()
    )


async def owed(connection: AsyncConnection, limit: int) -> tuple[Correction, ...]:
    """Corrections not paid by any message, oldest first."""
    question = select(corrections).where(corrections.c.message_id.is_(None)).order_by(corrections.c.id).limit(limit)
    return tuple([await _correction(connection, row) for row in await connection.execute(question)])


async def _owe(connection: AsyncConnection, row: Row[Any], reason: Reason, now: datetime) -> None:
    """One correction for every chat that was told this fact, unless its own feeds or the shared ones still say it."""
    ids = await family(connection, row.id)
    standing = select(facts.c.scope).where(facts.c.id.in_(ids), facts.c.hidden_at.is_(None))
    scopes = set((await connection.execute(standing)).scalars())
    question = select(told).where(told.c.kind == row.kind, told.c.fact_id.in_(ids)).order_by(told.c.told_at)
    latest = {held.chat_id: held for held in await connection.execute(question)}
    paid = select(corrections.c.chat_id).where(corrections.c.fact_id.in_(ids), corrections.c.message_id.is_(None))
    waiting = set((await connection.execute(paid)).scalars())
    for chat_id, held in latest.items():
        if chat_id in waiting or scopes & {SHARED, chat_id}:
            continue
        owing = {"chat_id": chat_id, "kind": row.kind, "fact_id": row.id, "state": held.state, "reason": reason}
        await connection.execute(corrections.insert().values(owing | {"hidden_at": now, "told_at": held.told_at}))


async def _correction(connection: AsyncConnection, row: Row[Any]) -> Correction:
    """With the record as it was told: of a deal that stands, as an article gave it whose figure is gone."""
    given = await given_for(connection, facts.c.id == row.fact_id)
    is_standing = row.kind == "deal" and any(one.is_current for one in given)
    gone = gone_from(given, row.told_at) if is_standing else []
    found = next(iter([*gone, *as_told(given, row.told_at), *given]), None)
    return Correction(
        id=row.id,
        chat_id=row.chat_id,
        fact=FactKey(row.kind, row.fact_id, row.state),
        record=None if found is None else decode(RECORDS[row.kind], found.record),
        reason=row.reason,
        hidden_at=row.hidden_at,
        told_at=row.told_at,
        article=None if found is None else await _article(connection, found),
    )


async def _article(connection: AsyncConnection, source: Row[Any]) -> ArticleRef:
    """The article of a source, in the version it was read in."""
    columns = [column for column in articles.c if column.name != "version"]
    question = select(*columns, sources.c.version).join(articles, articles.c.id == sources.c.article_id)
    return reference((await connection.execute(question.where(sources.c.id == source.id))).one())


def _state(row: Row[Any]) -> str:
    return "" if row.kind == "statement" else row.status
