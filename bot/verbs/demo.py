"""`demo`: a week of invented news, served on loopback, read through the real pipeline, told in the terminal."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from bot.pipeline import Desk, run_once
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.sources.guard import SiteResolver
from bot.sources.opml import parse_opml
from bot.store import Store
from bot.verbs.parts import deal_rule, load_desk, seeds_folder
from bot.verbs.site import serve_site
from config.settings import Settings
from handlers.commands import Commands
from handlers.console import Console, answer_typed, converse, typed_lines

JOINED_AT = datetime(2025, 4, 28, 6, 0, tzinfo=UTC)
DAYS = 5  # Monday 28 April to Friday 2 May 2025, the days of seeds/site
TIMEZONE = "Europe/London"
HOUR = "18:30"
DIGEST_AT = datetime(2025, 4, 28, 17, 30, tzinfo=UTC)  # 18:30 in London
QUESTIONS = ("what did Rubio say?", "who said “won’t fly around the world”?", "what deals were signed this week?")
INTRODUCTION = (
    "On Record reads a week of invented news from four outlets on this machine, with no token and no outside network.\n"
    "It is Friday 2 May 2025, 18:30 in London.\n"
)


async def demo(given: Settings) -> None:
    """Run the demo: five days of passes, the last day's digest, three answers, then questions from a terminal."""
    print_line(INTRODUCTION)
    with tempfile.TemporaryDirectory(prefix="onrecord-demo-") as folder:
        async with await Store.open(f"sqlite:///{Path(folder) / 'demo.sqlite3'}", deals=deal_rule()) as store:
            desk = load_desk(given)
            await live_through_the_week(store, desk)
            await _talk(store, desk)


async def live_through_the_week(store: Store, desk: Desk) -> None:
    """The chat joins on Monday; each day at its hour one pass runs; only the last day's digest is printed."""
    now = JOINED_AT
    async with serve_site(seeds_folder() / "site", lambda: now) as port:
        await _subscribe(store)
        async with (
            Web(allow_private=True, resolver=SiteResolver("example", port), pause=0.0) as web,
            Extractor() as extractor,
        ):
            for day in range(DAYS):
                now = DIGEST_AT + timedelta(days=day)
                is_last = day == DAYS - 1
                console = Console(out=sys.stdout if is_last else StringIO())
                await run_once(store, web, extractor, desk, {"console": console}, now)


async def _subscribe(store: Store) -> None:
    body = (seeds_folder() / "demo.opml").read_bytes().replace(b":{port}", b"")
    for feed in parse_opml(body, "demo.opml").feeds:
        await store.feeds.add(feed.url, now=JOINED_AT, title=feed.title)
    chat = await store.chats.open("console", "console", now=JOINED_AT)
    await store.chats.save(replace(chat, timezone=TIMEZONE, hours=(HOUR,)))


async def _talk(store: Store, desk: Desk) -> None:
    now = DIGEST_AT + timedelta(days=DAYS - 1)
    chat = await store.chats.open("console", "console", now=now)
    console, commands = Console(), Commands(store, desk)
    for question in QUESTIONS:
        print_line(f"> {question}\n")
        await answer_typed(commands, chat, question, console, now)
    if sys.stdin.isatty():
        print_line("Ask your own, or write help. Write exit, or press Ctrl-D, to end.\n")
        await converse(commands, chat, typed_lines(sys.stdin), console, lambda: now)


def print_line(text: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
