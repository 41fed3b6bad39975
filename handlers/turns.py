"""Work begun by updates, each piece in a task of its own: in order for one person, all others at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from weakref import WeakValueDictionary

import structlog

log = structlog.get_logger(__name__)

AT_ONCE = 16
PATIENCE = timedelta(seconds=2)


class Turns:
    """Runs work in turns; what goes wrong in one piece is logged and stops nothing else."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._gate = asyncio.Semaphore(at_once)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, turn: str, work: Callable[[], Awaitable[None]]) -> None:
        """Begin the work now, or after all work of the same turn that came before it."""
        lock = self._locks.setdefault(turn, asyncio.Lock())
        task = asyncio.create_task(self._run(lock, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lock: asyncio.Lock, work: Callable[[], Awaitable[None]]) -> None:
        async with lock, self._gate:
            try:
                await work()
            except Exception:  # the boundary of one update: the others go on
                log.exception("an update could not be handled")

    async def finish(self, patience: timedelta = PATIENCE) -> None:
        """Wait for the work at hand; what takes longer is cut off."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=patience.total_seconds())
        for task in late:
            task.cancel()
        if late:
            log.warning("answers cut off while stopping", count=len(late))
            await asyncio.wait(late)
