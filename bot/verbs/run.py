"""`run` and `once`: the clock rings the pipeline's bells, the faces take questions, everything stops in order."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery.outbox import Delivered, Platform, deliver
from bot.errors import OnRecordError, PlatformError
from bot.ops.health import serve_health
from bot.ops.measures import Measures
from bot.ops.redaction import Redactor
from bot.ops.stopping import stop_on_signal
from bot.pipeline import Desk, Pass, refresh, run_once, understand, write
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.store import Store
from bot.verbs.operate import feeds_in
from bot.verbs.parts import open_desk
from config.settings import Settings, secrets
from handlers.commands import Commands
from handlers.console import Console, converse, typed_lines

log = structlog.get_logger(__name__)

REFRESH_EVERY = timedelta(seconds=60)
WRITE_EVERY = timedelta(seconds=20)
DELIVER_EVERY = timedelta(seconds=2)
STOP_WITHIN = 8.0  # seconds for work under way to end; the whole stop stays under ten
FIRST_BUNDLES = ("world", "us-politics", "europe")


class Face(Platform, Protocol):
    """A platform that also takes updates in."""

    async def start(self, *, is_listening: bool = True) -> None:
        """Begin to take updates, or only be ready to send; PlatformError when the platform refuses us."""

    async def stop(self) -> None:
        """End taking updates."""

    async def check(self) -> str:
        """One line on who we are there; PlatformError when the token is not taken."""

    async def health(self) -> str:
        """One line when connected; PlatformError otherwise."""


Trouble = Callable[[PlatformError], None]
MakeFace = Callable[[Settings, Commands, Callable[[], None], Trouble], Face]


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

    async def deliver(self) -> None:
        """Messages waiting → people."""
        with self.measures.step("deliver"):
            report = await deliver(self.store, self.platforms, _now())
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


async def run(given: Settings, faces: Mapping[str, MakeFace]) -> None:
    """Run the bot until a signal; with no platform configured it is the console's."""
    async with AsyncExitStack() as stack:
        stop = stack.enter_context(stop_on_signal())
        store, desk = await stack.enter_async_context(open_desk(given, window_since=_now()))
        await plant_feeds(store, given)
        commands = Commands(store, desk)
        bells = await _bells(stack, given, store, desk, stop)
        made = {name: make(given, commands, bells.delivery.set, bells.give_up) for name, make in faces.items()}
        console = None if made else Console()
        bells.platforms = made or {"console": console} if console else made
        await _serve(stack, given, store, bells, made)
        for face in made.values():
            stack.push_async_callback(face.stop)
            await face.start()
        await stack.enter_async_context(_ringing(bells))
        if console is not None:
            await _converse(console, commands, stop)
        await stop.wait()
        log.info("stopping")
    if bells.trouble is not None:
        raise bells.trouble


async def once(given: Settings, faces: Mapping[str, MakeFace]) -> Pass:
    """One pass with the configured feeds, delivering to every chat that is due."""
    async with AsyncExitStack() as stack:
        store, desk = await stack.enter_async_context(open_desk(given, window_since=_now()))
        await plant_feeds(store, given)
        commands = Commands(store, desk)
        made = {name: make(given, commands, _nothing, _log_trouble) for name, make in faces.items()}
        for face in made.values():
            stack.push_async_callback(face.stop)
            await face.start(is_listening=False)
        platforms: Mapping[str, Platform] = made or {"console": Console()}
        if "console" in platforms:
            await commands.chat("console", "console", _now())
        web = await stack.enter_async_context(_web(given))
        extractor = await stack.enter_async_context(Extractor())
        return await run_once(store, web, extractor, desk, platforms, _now())


def pass_lines(done: Pass) -> list[str]:
    """What one pass did, feeds that failed by name."""
    failed = [f"failed {feed.url}: {visit.error}" for feed, visit in done.visits if visit.error]
    sent = done.delivered
    return [
        *failed,
        f"{len(done.visits)} feeds visited, {done.articles} new articles, {done.read} read, "
        f"{done.digests} digests written, {sent.sent} messages sent",
        *([f"not sent: {sent.postponed} later, {sent.unknown} unknown, {sent.failed} failed"] if _unsent(sent) else []),
    ]


def _unsent(report: Delivered) -> int:
    return report.postponed + report.unknown + report.failed


async def plant_feeds(store: Store, given: Settings) -> None:
    """The feeds to begin with: those of ONRECORD_FEEDS, else the first bundles, where the store has none at all."""
    if given.feeds is None and await store.feeds.list(everything=True):
        return
    sources = [given.feeds] if given.feeds else list(FIRST_BUNDLES)
    for source in sources:
        for feed in feeds_in(source).feeds:
            await store.feeds.add(feed.url, now=_now(), title=feed.title or None)


async def _bells(stack: AsyncExitStack, given: Settings, store: Store, desk: Desk, stop: asyncio.Event) -> Bells:
    web = await stack.enter_async_context(_web(given))
    extractor = await stack.enter_async_context(Extractor())
    return Bells(store, desk, web, extractor, {}, Measures(), stop)


async def _serve(stack: AsyncExitStack, given: Settings, store: Store, bells: Bells, faces: Mapping[str, Face]) -> None:
    if given.http_port is None:
        return
    checks = {"database": store.ping} | {name: face.health for name, face in faces.items()}
    address = (given.http_host, given.http_port)
    port = await stack.enter_async_context(serve_health(address, checks, bells.measures, Redactor(secrets(given))))
    log.info("health and metrics", host=given.http_host, port=port)


@asynccontextmanager
async def _ringing(bells: Bells) -> AsyncIterator[None]:
    """The clock rings while the body runs. When it is over a message under way may be sent; other steps are cut off."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
    )
    running: set[asyncio.Task[None]] = set()
    for name, job, every in (("refresh", bells.refresh, REFRESH_EVERY), ("write", bells.write, WRITE_EVERY)):
        scheduler.add_job(
            _job, "interval", args=(name, job, running), seconds=every.total_seconds(), next_run_time=_now(), id=name
        )
    scheduler.start()
    delivery = asyncio.create_task(bells.deliver_when_rung())
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        bells.stop.set()
        bells.delivery.set()
        await _end(running | {delivery})


async def _job(name: str, job: Callable[[], Awaitable[None]], running: set[asyncio.Task[None]]) -> None:
    task = asyncio.current_task()
    if task is not None:
        running.add(task)
        task.add_done_callback(running.discard)
    try:
        await _guarded(name, job)
    except asyncio.CancelledError:  # cut off by our own stop: no failure, its work is still in the store
        log.info("step cut off", step=name)


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


async def _converse(console: Console, commands: Commands, stop: asyncio.Event) -> None:
    chat = await commands.chat("console", "console", _now())
    if not sys.stdin.isatty():
        return
    talk = asyncio.create_task(converse(commands, chat, typed_lines(sys.stdin), console, _now))
    talk.add_done_callback(lambda _: stop.set())


def _web(given: Settings) -> Web:
    return Web(allow_private=given.allow_private_hosts, user_agent=given.user_agent, timeout=given.fetch_seconds)


def _now() -> datetime:
    return datetime.now(UTC)


def _nothing() -> None:
    """Nobody waits for the bell."""


def _log_trouble(trouble: PlatformError) -> None:
    log.error("a platform refuses us", reason=str(trouble))
