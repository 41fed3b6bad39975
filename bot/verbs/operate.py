"""What an operator does from the command line: feeds, chats, retract, check, db."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import FetchError, InputError, NotAFeed, OnRecordError, SettingsError
from bot.sources.fetch import Web
from bot.sources.look import Look, look
from bot.sources.opml import FeedList, Outline, parse_opml, write_opml
from bot.store import FeedState, Store
from bot.verbs.parts import deal_rule, open_store, seeds_folder, settings
from config.settings import Settings, show

AT_ONCE = 16
ADDRESS_BEGINS = re.compile(r"\s*https?://")


@dataclass(frozen=True, slots=True)
class Checked:
    """How one thing is: its name, whether it is well, what was found or what to do."""

    name: str
    is_well: bool
    detail: str


# ---------------------------------------------------------------- feeds


async def add_feed(url: str, given: Settings) -> str:
    """Add a shared feed after looking whether it is one; the line to print."""
    async with open_store(given) as store, _web(given) as web:
        found = await look(url, web)
        feed = await store.feeds.add(url, now=datetime.now(UTC), title=found.title)
        return f"added {feed.url}: {found.detail}"


async def remove_feed(url: str, given: Settings) -> str:
    """Visit a feed no more."""
    async with open_store(given) as store:
        if not await store.feeds.remove(url):
            raise InputError(f"{url}: no such feed; `onrecord feeds list` shows those held")
        return f"removed {url}; its articles stay"


async def admit_feed(url: str, given: Settings) -> str:
    """Make a feed that chats added for themselves a shared one, with its articles and records."""
    async with open_store(given, deal_rule()) as store:
        count = await store.feeds.admit(url, now=datetime.now(UTC))
    if not count:
        raise InputError(f"{url}: no chat has added this feed; `onrecord feeds list` shows each chat's own")
    return f"admitted {url}: every chat reads it now ({count} chat{'s' if count != 1 else ''} had added it)"


async def list_feeds(given: Settings) -> tuple[FeedState, ...]:
    """Every feed with its latest visit."""
    async with open_store(given) as store:
        return await store.feeds.list(everything=True)


def feed_line(state: FeedState) -> str:
    """One feed in one line: how the last visit went, how many articles, where."""
    visit = state.last_visit
    if visit is None:
        outcome = "not visited yet"
    elif visit.error:
        outcome = f"failed {visit.visited_at:%Y-%m-%d %H:%M}: {visit.error}"
    else:
        note = f", {visit.note}" if visit.note else ""
        outcome = f"{visit.status} {visit.visited_at:%Y-%m-%d %H:%M}, {state.articles} articles{note}"
    scope = f" (chat {state.feed.chat_id})" if state.feed.chat_id is not None else ""
    return f"{state.feed.url}{scope}: {outcome}"


async def check_feeds(given: Settings, urls: tuple[str, ...] = ()) -> list[Look]:
    """Look at every feed held, or at the addresses given; one failing never stops another."""
    async with open_store(given) as store, _web(given) as web:
        wanted = urls or tuple(state.feed.url for state in await store.feeds.list(everything=True))
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(url: str) -> Look:
            async with gate:
                try:
                    return await look(url, web)
                except (FetchError, NotAFeed) as error:
                    return Look(url, None, str(error), is_well=False)

        return list(await asyncio.gather(*map(one, dict.fromkeys(wanted))))


async def import_feeds(source: str, given: Settings) -> str:
    """Add every feed of an OPML file, of a list of addresses, or of a bundle of seeds/."""
    found = feeds_in(source)
    async with open_store(given) as store:
        held = {state.feed.url for state in await store.feeds.list()}
        now = datetime.now(UTC)
        for feed in found.feeds:
            await store.feeds.add(feed.url, now=now, title=feed.title or None)
    new = len({feed.url for feed in found.feeds} - held)
    note = f"; {found.note}" if found.note else ""
    return f"{new} feeds added, {len(found.feeds) - new} held already{note}"


def feeds_to_begin_with(source: str) -> FeedList:
    """What the setting says: a file, a bundle, or the addresses themselves; SettingsError names the setting."""
    try:
        if not ADDRESS_BEGINS.match(source):
            return feeds_in(source)
        return _addresses("the list", "\n".join(word.strip(",") for word in source.split()).encode())
    except InputError as error:
        raise SettingsError(f"ONRECORD_FEEDS: {error}") from None


def feeds_in(source: str) -> FeedList:
    """The feeds a file, or a bundle named without a path, lists."""
    path = Path(source)
    bundles = seeds_folder() / "bundles"
    bundle = bundles / f"{source}.opml"
    if not path.is_file() and bundle.is_file():
        path = bundle
    try:
        body = path.read_bytes()
    except OSError as error:
        known = ", ".join(sorted(each.stem for each in bundles.glob("*.opml")))
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(f"{source}: {reason}; name a file or one of the bundles: {known}") from None
    return parse_opml(body, source) if b"<" in body[:200] else _addresses(source, body)


def _addresses(source: str, body: bytes) -> FeedList:
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines()]
    urls = [line for line in lines if line and not line.startswith("#")]
    wrong = next(
        (url for url in urls if not url.startswith(("http://", "https://"))), None if urls else "an empty file"
    )
    if wrong:
        raise InputError(f"{source}: {wrong[:60]} is no address; write one https:// URL a line")
    return FeedList(feeds=tuple(Outline(url=url) for url in dict.fromkeys(urls)))


async def export_feeds(given: Settings) -> str:
    """Every shared feed as OPML."""
    async with open_store(given) as store:
        held = await store.feeds.list()
        return write_opml("On Record", [Outline(url=state.feed.url, title=state.feed.title or "") for state in held])


def _web(given: Settings) -> Web:
    return Web(allow_private=given.allow_private_hosts, user_agent=given.user_agent, timeout=given.fetch_seconds)


# ---------------------------------------------------------------- chats, retract, db


async def list_chats(given: Settings) -> list[str]:
    """Every chat in one line."""
    async with open_store(given) as store:
        return [
            f"{chat.id} {chat.platform}:{chat.address} {chat.title} · {' '.join(chat.hours)} {chat.timezone}"
            + (" · paused" if chat.is_paused else "")
            + (f" · blocked: {blocked}" if blocked else "")
            for chat, blocked in await store.chats.everything()
        ]


async def retract(fact_id: int, given: Settings) -> str:
    """Hide a statement, deal or event for good; chats that were told it get a correction."""
    async with open_store(given) as store:
        fact = await store.facts.retract(fact_id, now=datetime.now(UTC))
        if fact is None:
            raise InputError(f"{fact_id}: no such record, or hidden already; `onrecord ask … --json` shows ids")
        return f"retracted {fact.kind} {fact.id}; chats that were told it will get a correction"


async def upgrade(given: Settings) -> str:
    """Bring the database to this program's schema."""
    before, after = await Store.migrate(given.database)
    return f"database is at {after}" + ("" if before != after else " already")


# ---------------------------------------------------------------- check

Probe = Callable[[], Awaitable[str]]


def shown_settings(given: Settings) -> Iterator[str]:
    """Every setting, secrets hidden."""
    return (f"{each.name} = {each.value}  # {each.description}" for each in show(given))


async def check(given: Settings, probes: dict[str, Probe]) -> list[Checked]:
    """Try the database and every configured platform; each in one line with what to do."""

    async def database() -> str:
        async with open_store(given) as store:
            return await store.ping()

    return [await _checked(name, probe) for name, probe in ({"database": database} | probes).items()]


async def _checked(name: str, probe: Probe) -> Checked:
    try:
        return Checked(name, is_well=True, detail=await probe())
    except OnRecordError as error:
        return Checked(name, is_well=False, detail=str(error))


__all__ = ["Checked", "check", "settings"]
