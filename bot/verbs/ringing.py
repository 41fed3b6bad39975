"""The clock rings the pipeline's bells while the bot runs; when it stops, what is under way ends in order.

A stop reaches every step between two articles, chats or messages: the one at hand is finished, the next not begun. A
feed that has not answered yet is not waited for. What takes longer than STOP_WITHIN is cut off; its work is still in
the store, and a message cut off while it was sent is settled as `bot.delivery.outbox` says.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery.outbox import Platform, deliver
from bot.errors import OnRecordError, PlatformError
from bot.ops.measures import Measures
from bot.pipeline import Desk, refresh, understand, write
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.store import Store

log = structlog.get_logger(__name__)

REFRESH_EVERY = timedelta(seconds=60)
WRITE_EVERY = timedelta(seconds=20)
TIDY_EVERY = timedelta(days=1)
DELIVER_EVERY = timedelta(seconds=2)
STOP_WITHIN = 8.0  # seconds for work under way to end; the whole stop stays under ten


@dataclass(slots=True)
class Bells:
    """The pipeline's steps as jobs: each rung by the clock, at most one of a kind at a time."""

    store: Store
    desk: Desk
    web: Web
    extractor: Extractor
    platforms: Mapping[str, Platform]
    measures: Measures
    stop: asyncio.Event
    delivery: asyncio.Event = field(default_factory=asyncio.Event)
    trouble: PlatformError | None = None

    def give_up(self, trouble: PlatformError) -> None:
        """A platform refuses us altogether: end, so that whoever runs us sees it."""
        self.trouble = trouble
        self.stop.set()

    async def refresh(self) -> None:
        """Feeds due → articles → records."""
        with self.measures.step("refresh"):
            visits = await refresh(self.store, self.web, self.extractor, self.desk, _now())
        for feed, visit in visits:
            self.measures.visits.labels(status=visit.status).inc()
            self.measures.articles.inc(visit.new_articles)
            if visit.error:
                log.warning("feed failed", feed=feed.url, error=visit.error)
        with self.measures.step("understand"):
            self.measures.read.inc(await understand(self.store, self.desk, _now()))

    async def write(self) -> None:
        """Chats due → messages waiting."""
        with self.measures.step("write"):
            written = await write(self.store, self.desk, _now(), platforms=self.platforms)
        self.measures.digests.inc(written)
        if written:
            self.delivery.set()

    async def tidy(self) -> None:
        """What is kept no longer goes."""
        await self.store.tidy(now=_now())

    async def deliver(self) -> None:
        """Messages waiting → people."""
        with self.measures.step("deliver"):
            report = await deliver(self.store, self.platforms, _now(), ending=self.desk.ending)
        if report.fatal:
            self.give_up(PlatformError(report.fatal))

    async def deliver_when_rung(self) -> None:
        """Send as soon as something is queued, and look again every few seconds."""
        while not self.stop.is_set():
            await _guarded("deliver", self.deliver)
            try:
                await asyncio.wait_for(self.delivery.wait(), DELIVER_EVERY.total_seconds())
            except TimeoutError:
                continue
            self.delivery.clear()


@asynccontextmanager
async def ringing(bells: Bells) -> AsyncIterator[None]:
    """Ring while the body runs, then let what is under way end."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
    )
    running: dict[str, asyncio.Task[None]] = {}
    steps = (
        ("refresh", bells.refresh, REFRESH_EVERY),
        ("write", bells.write, WRITE_EVERY),
        ("tidy", bells.tidy, TIDY_EVERY),
    )
    for name, job, every in steps:
        scheduler.add_job(
            _ring, "interval", args=(name, job, running), seconds=every.total_seconds(), next_run_time=_now(), id=name
        )
    scheduler.start()
    running["deliver"] = asyncio.create_task(bells.deliver_when_rung())
    try:
        yield
    finally:
        bells.desk.ending.set()
        scheduler.shutdown(wait=False)
        bells.stop.set()
        bells.delivery.set()
        await _end(set(running.values()))


async def _ring(name: str, job: Callable[[], Awaitable[None]], running: dict[str, asyncio.Task[None]]) -> None:
    """Begin a step in a task of ours, unless it is still at work: the scheduler would cancel its own at once."""
    before = running.get(name)
    if before is None or before.done():
        running[name] = asyncio.create_task(_step(name, job))


async def _step(name: str, job: Callable[[], Awaitable[None]]) -> None:
    try:
        await _guarded(name, job)
    except asyncio.CancelledError:  # cut off by our own stop: no failure, its work is still in the store
        log.info("step cut off", step=name)
    except Exception:  # the boundary of one step: the next ring begins it again
        log.exception("step failed", step=name)


async def _guarded(name: str, job: Callable[[], Awaitable[None]]) -> None:
    """A step that fails is logged and rung again: its work is still in the store."""
    try:
        await job()
    except OnRecordError as error:
        log.error("step failed", step=name, error=str(error))


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    """Let work under way end, but not for long: what is cut off is still in the store."""
    _, late = await asyncio.wait(tasks, timeout=STOP_WITHIN)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _now() -> datetime:
    return datetime.now(UTC)
