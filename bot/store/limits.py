"""Rows shared by processes: rate limits and updates already handled."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.database import Database


class Limits:
    """Questions about pace: one row per key (GCRA), and which incoming updates were seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, key: str, *, interval: timedelta, now: datetime, burst: int = 1) -> timedelta:
        """Take the next slot of this key (one per `interval`, `burst` at once) and say how long to wait for it."""
        raise NotImplementedError

    async def pause(self, key: str, *, until: datetime) -> None:
        """Give no slot of this key before `until` (the platform said so)."""
        raise NotImplementedError

    async def is_first(self, platform: str, update_id: str, *, now: datetime) -> bool:
        """True the first time this update is seen, over all processes; remembered for at least a week."""
        raise NotImplementedError
