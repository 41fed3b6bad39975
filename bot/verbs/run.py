"""`run` and `once`: the clock rings the pipeline's bells, the faces take questions, everything stops in order."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

import structlog

from bot.asking.answer import Asker, ask
from bot.delivery.outbox import Delivered, Platform
from bot.errors import OnRecordError, PlatformError
from bot.ops.health import serve_health
from bot.ops.measures import Measures
from bot.ops.redaction import Redactor
from bot.ops.stopping import stop_on_signal
from bot.pipeline import Desk, Pass, run_once
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.sources.look import look_through
from bot.store import Store
from bot.verbs.operate import feeds_in, feeds_to_begin_with
from bot.verbs.parts import open_desk
from bot.verbs.ringing import Bells, ringing
from config.settings import Settings, secrets
from handlers.commands import Command, Commands
from handlers.console import Console, converse, typed_lines

log = structlog.get_logger(__name__)

NOBODY_HERE = (
    "no token is set and there is no terminal: digests go to standard output, lines of standard input are answered, "
    "and behind the last of them I end; set ONRECORD_TELEGRAM_TOKEN or the two Slack tokens to be a bot there"
)
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


async def run(given: Settings, faces: Mapping[str, MakeFace]) -> None:
    """Run the bot until a signal; with no platform configured it is the console's."""
    async with AsyncExitStack() as stack:
        stop = stack.enter_context(stop_on_signal())
        store, desk = await stack.enter_async_context(open_desk(given, window_since=_now()))
        await plant_feeds(store, given)
        bells = await _bells(stack, given, store, desk, stop)
        commands = Commands(store, desk, look=partial(look_through, web=bells.web))
        made = {name: make(given, commands, bells.delivery.set, bells.give_up) for name, make in faces.items()}
        console = None if made else Console()
        bells.platforms = made or {"console": console} if console else made
        await _serve(stack, given, store, bells, made)
        warming = asyncio.create_task(_warm(store, desk))
        stack.callback(warming.cancel)
        for face in made.values():
            stack.push_async_callback(face.stop)
            await face.start()
        await stack.enter_async_context(ringing(bells))
        async with _talking(console, commands, stop):
            await stop.wait()
            log.info("stopping")
    if bells.trouble is not None:
        raise bells.trouble


async def _warm(store: Store, desk: Desk) -> None:
    """Read the names and counts that every answer needs, before the first question has to wait for them."""
    try:
        await ask("what is new today?", store, desk.ground, Asker(now=_now()))
    except OnRecordError as trouble:
        log.warning("not warm", reason=str(trouble))


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
    lists = [feeds_to_begin_with(given.feeds)] if given.feeds else map(feeds_in, FIRST_BUNDLES)
    for listed in lists:
        for feed in listed.feeds:
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
async def _talking(console: Console | None, commands: Commands, stop: asyncio.Event) -> AsyncIterator[None]:
    """The talk with the console's chat beside the body; what goes wrong in it ends the bot and is raised here."""
    if console is None:
        yield
        return
    talk = asyncio.create_task(_converse(console, commands, stop))
    talk.add_done_callback(lambda done: stop.set() if done.cancelled() or done.exception() else None)
    yield
    talk.cancel()
    with suppress(asyncio.CancelledError):
        await talk


async def _converse(console: Console, commands: Commands, stop: asyncio.Event) -> None:
    """Talk in the terminal until it says goodbye, or answer what is piped in; without either, only tell digests."""
    chat = await commands.chat("console", "console", _now())
    has_terminal = sys.stdin is not None and sys.stdin.isatty()
    if has_terminal:
        await console.send(chat, await commands.answer(Command(name="start", chat=chat), _now()))
    else:
        log.warning(NOBODY_HERE)
    if sys.stdin is None:  # closed by whoever started us
        return
    count = await converse(commands, chat, typed_lines(sys.stdin), console, _now)
    if has_terminal or count:
        stop.set()


def _web(given: Settings) -> Web:
    return Web(allow_private=given.allow_private_hosts, user_agent=given.user_agent, timeout=given.fetch_seconds)


def _now() -> datetime:
    return datetime.now(UTC)


def _nothing() -> None:
    """Nobody waits for the bell."""


def _log_trouble(trouble: PlatformError) -> None:
    log.error("a platform refuses us", reason=str(trouble))
