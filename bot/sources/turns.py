"""Politeness: each host is asked by few connections at a time, with a pause between them, and not while it says no."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from bot.errors import FetchError

AT_ONCE = 2
MOST_HOSTS = 2_000


@dataclass(slots=True)
class _Host:
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    waiting: int = 0
    next_start: float = 0.0
    closed_until: float = 0.0


class Turns:
    """Hands out turns per host; `pause` is seconds between two starts at one host, `clock` a monotonic one."""

    def __init__(
        self, pause: float, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, pause: float = 0.0) -> AsyncIterator[None]:
        """Wait for a turn at the host; raises FetchError while the host has asked us to stay away."""
        self._forget_idle_hosts()
        state = self._hosts.setdefault(host, _Host())
        state.waiting += 1
        try:
            async with state.gate:
                self._check_open(host, state)
                start = max(self._clock(), state.next_start)
                state.next_start = start + max(self._pause, pause)
                await self._sleep(start - self._clock())
                self._check_open(host, state)
                yield
        finally:
            state.waiting -= 1

    def close(self, host: str, wait: timedelta) -> None:
        """The host asked us to wait (429, 503 with Retry-After)."""
        state = self._hosts.setdefault(host, _Host())
        state.closed_until = max(state.closed_until, self._clock() + wait.total_seconds())

    def _check_open(self, host: str, state: _Host) -> None:
        left = timedelta(seconds=round(state.closed_until - self._clock()))
        if left > timedelta(0):
            raise FetchError(f"{host} asked us to stay away for another {left}: not visited", retry_after=left)

    def _forget_idle_hosts(self) -> None:
        if len(self._hosts) < MOST_HOSTS:
            return
        now = self._clock()
        idle = [h for h, s in self._hosts.items() if not s.waiting and max(s.next_start, s.closed_until) <= now]
        for host in idle:
            del self._hosts[host]
