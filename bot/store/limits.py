"""Rows shared by processes: rate limits and updates already handled."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, delete, literal
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, upsert
from bot.store.ledger import rates, updates

REMEMBERED_DAYS = 14


class Limits:
    """Questions about pace: one row per key (GCRA), and which incoming updates were seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, key: str, *, interval: timedelta, now: datetime, burst: int = 1) -> timedelta:
        """Take the next slot of this key (one per `interval`, `burst` at once) and say how long to wait for it."""
        step, at = interval.total_seconds(), now.timestamp()
        async with self._database.write() as connection:
            statement = upsert(connection, rates).values(key=key, free_at=at + step)
            after = _later(rates.c.free_at, at) + step
            statement = statement.on_conflict_do_update(index_elements=["key"], set_={"free_at": after})
            free_at = (await connection.execute(statement.returning(rates.c.free_at))).scalar_one()
        return timedelta(seconds=max(0.0, free_at - at - burst * step))

    async def pause(self, key: str, *, until: datetime) -> None:
        """Give no slot of this key before `until` (the platform said so)."""
        async with self._database.write() as connection:
            statement = upsert(connection, rates).values(key=key, free_at=until.timestamp())
            later = _later(rates.c.free_at, until.timestamp())
            await connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"free_at": later}))

    async def is_first(self, platform: str, update_id: str, *, now: datetime) -> bool:
        """True the first time this update is seen, over all processes; remembered for at least a week."""
        row = {"platform": platform, "update_id": update_id, "seen_at": now}
        async with self._database.write() as connection:
            statement = upsert(connection, updates).values(row).on_conflict_do_nothing()
            new = (await connection.execute(statement.returning(updates.c.update_id))).first()
        return new is not None


async def forget_old(connection: AsyncConnection, now: datetime) -> None:
    """Drop updates no platform repeats any more, and rates long free."""
    long_ago = now - timedelta(days=REMEMBERED_DAYS)
    await connection.execute(delete(updates).where(updates.c.seen_at < long_ago))
    await connection.execute(delete(rates).where(rates.c.free_at < long_ago.timestamp()))


def _later(held: ColumnElement[float], at: float) -> ColumnElement[float]:
    return case((held > at, held), else_=literal(at))
