"""A deal that stands with another sum: its outlet edited the figure that chats were told (promise 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Deal
from bot.store.ledger import corrections, told
from bot.store.rows import decode
from bot.store.schema import SHARED, article_versions, facts, sources


async def owe_changed_sums(
    connection: AsyncConnection, ids: Sequence[int], now: datetime, *, fresh: tuple[int, int]
) -> None:
    """Note corrections to chats that were told a figure of these facts which no article gives any more.

    The deal counts as changed then: with its new figure it is news. What was owed and is said again is forgotten.
    `fresh` is the article's row and the version being recorded: it may have arrived before chats were told, but nobody
    was told what it says.
    """
    standing = select(facts).where(facts.c.id.in_(ids), facts.c.kind == "deal", facts.c.hidden_at.is_(None))
    for fact in (await connection.execute(standing)).all() if ids else ():
        unpaid = and_(corrections.c.fact_id == fact.id, corrections.c.message_id.is_(None))
        await connection.execute(corrections.delete().where(unpaid))
        given = await given_for(connection, or_(facts.c.id == fact.id, facts.c.twin_id == fact.id))
        question = select(told).where(told.c.kind == "deal", told.c.fact_id == fact.id).order_by(told.c.told_at)
        latest = {held.chat_id: held for held in await connection.execute(question)}
        owed = [held for held in latest.values() if _is_gone(_seen_by(given, held.chat_id), held.told_at, fresh)]
        for held in owed:
            owing = {"chat_id": held.chat_id, "kind": "deal", "fact_id": fact.id, "state": held.state}
            owing |= {"reason": "edited", "hidden_at": now, "told_at": held.told_at}
            await connection.execute(corrections.insert().values(owing))
        if owed:
            await connection.execute(update(facts).where(facts.c.id == fact.id).values(changed_at=now))


async def given_for(connection: AsyncConnection, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """What every version of every article gave for these facts, first come first, and when it arrived."""
    is_version = and_(
        article_versions.c.article_id == sources.c.article_id, article_versions.c.version == sources.c.version
    )
    question = (
        select(sources, facts.c.scope, article_versions.c.arrived_at)
        .join(facts, facts.c.id == sources.c.fact_id)
        .join(article_versions, is_version)
        .where(which)
        .order_by(sources.c.id)
    )
    return (await connection.execute(question)).all()


def as_told(given: Sequence[Row[Any]], told_at: datetime) -> list[Row[Any]]:
    """What the articles said when the chat was told: of each the newest version that had come."""
    newest: dict[int, int] = {}
    for row in given:
        if row.arrived_at <= told_at:
            newest[row.article_id] = max(row.version, newest.get(row.article_id, 0))
    return [row for row in given if newest.get(row.article_id) == row.version]


def gone_from(given: Sequence[Row[Any]], told_at: datetime) -> list[Row[Any]]:
    """Of a deal: what was said when it was told with a figure that none of its articles gives now, last come first."""
    now = {_figure(row) for row in given if row.is_current}
    return [row for row in reversed(given) if row.arrived_at <= told_at and _figure(row) not in (None, *now)]


def _is_gone(given: Sequence[Row[Any]], told_at: datetime, fresh: tuple[int, int]) -> bool:
    known = as_told([row for row in given if (row.article_id, row.version) != fresh], told_at)
    now = {_figure(row) for row in given if row.is_current}
    return any(_figure(row) not in (None, *now) for row in known)


def _seen_by(given: Sequence[Row[Any]], chat_id: int) -> list[Row[Any]]:
    return [row for row in given if row.scope in (SHARED, chat_id)]


def _figure(row: Row[Any]) -> tuple[Any, ...] | None:
    amount = decode(Deal, row.record).amount
    if amount is None or amount.value is None:
        return None
    return (amount.value, amount.value_max, amount.currency)
