"""Visiting the feeds that are due: what is new in them becomes articles of the store."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from bot.desk import Desk
from bot.errors import FetchError, NotAFeed, OnRecordError
from bot.model import Feed, Line, Message, Run, Section, Visit
from bot.sources.articles import Extractor, Harvest, harvest
from bot.sources.fetch import Web
from bot.store import Draft, Store

log = structlog.get_logger(__name__)
Found = TypeVar("Found")

FEEDS_AT_ONCE = 16
FIRST_RETRY = timedelta(minutes=10)
FOUND_WAIT = timedelta(minutes=1)
LONGEST_RETRY = timedelta(days=1)
NO_TIME = timedelta(0)


async def refresh(store: Store, web: Web, extractor: Extractor, desk: Desk, now: datetime) -> list[tuple[Feed, Visit]]:
    """Visit every feed that is due and keep its new articles; each visit's outcome is stored."""
    visits: list[tuple[Feed, Visit]] = []
    gate = asyncio.Semaphore(FEEDS_AT_ONCE)

    async def visit(feed: Feed) -> None:
        async with gate:
            done = None if desk.ending.is_set() else await _visit(store, web, extractor, desk, feed, now)
            visits.extend([(feed, done)] if done else [])

    while not desk.ending.is_set() and (feeds := await store.feeds.due(now)):
        await asyncio.gather(*(visit(feed) for feed in feeds))
    return visits


async def _visit(store: Store, web: Web, extractor: Extractor, desk: Desk, feed: Feed, now: datetime) -> Visit | None:
    """One visit and its outcome, stored; None when the program ends before the feed has answered."""
    harvested: Harvest | None = None
    wait = desk.fetch_every
    try:
        harvested = await _unless_ending(
            desk.ending,
            harvest(feed, web, extractor, now, unseen=lambda entries: store.feeds.unseen(feed.id, entries)),
        )
        if harvested is None:
            return None
        visit = await _keep(store, feed, harvested, now)
    except NotAFeed as error:
        visit = Visit(feed_id=feed.id, visited_at=now, status="failed", error=str(error))
        wait = await _announced(store, feed, error)
    except OnRecordError as error:
        visit = Visit(feed_id=feed.id, visited_at=now, status="failed", error=str(error))
        asked = error.retry_after if isinstance(error, FetchError) else None
        wait = max(_retry_after(feed.failures), asked or NO_TIME)
    except Exception as error:  # the boundary of one feed: the others go on
        log.exception("a feed could not be visited", feed=feed.id)
        visit = Visit(feed_id=feed.id, visited_at=now, status="failed", error=f"our bug: {type(error).__name__}")
        wait = _retry_after(feed.failures)
    await store.feeds.visited(
        visit,
        next_visit_at=now + wait,
        etag=harvested.etag if harvested else None,
        last_modified=harvested.last_modified if harvested else None,
        title=harvested.title if harvested else None,
        moved_to=harvested.moved_to if harvested else None,
    )
    if visit.error and wait > FOUND_WAIT:
        await _tell_follower(store, feed, visit)
    return visit


async def _tell_follower(store: Store, feed: Feed, visit: Visit) -> None:
    """Tell a chat, once, that an address it follows could not be read, as nothing else would come of it."""
    if feed.chat_id is None or feed.title is not None or feed.failures:
        return
    follows = await store.chats.follows(feed.chat_id)
    if not any(follow.kind == "feed" and follow.subject == feed.url for follow in follows):
        return
    lines = (
        f"{feed.url} could not be read: {visit.error}.",
        "Is it the address of a feed, or of a page that names one? I go on trying; list shows how that goes, "
        "and unfollow with the address ends it.",
    )
    message = Message(sections=(Section(title="", lines=tuple(Line(runs=(Run(text=line),)) for line in lines)),))
    draft = Draft(chat_id=feed.chat_id, key=f"unread feed:{feed.id}", parts=(message,))
    await store.outbox.queue(draft, now=visit.visited_at)


async def _unless_ending(ending: asyncio.Event, work: Coroutine[Any, Any, Found]) -> Found | None:
    """What the work gives; None, and the work cut off, when the program ends first."""
    task, end = asyncio.create_task(work), asyncio.create_task(ending.wait())
    try:
        await asyncio.wait((task, end), return_when=asyncio.FIRST_COMPLETED)
        return None if ending.is_set() and not task.done() else await task
    finally:
        for each in (task, end):
            each.cancel()
        await asyncio.gather(task, end, return_exceptions=True)


async def _announced(store: Store, feed: Feed, error: NotAFeed) -> timedelta:
    """A chat may follow a page: the feed it announces is read in its place. Only once, so that no page leads us on."""
    if feed.chat_id is None or feed.former or not error.feeds:
        return _retry_after(feed.failures)
    await store.feeds.found(feed.id, error.feeds[0])
    return FOUND_WAIT


async def _keep(store: Store, feed: Feed, harvested: Harvest, now: datetime) -> Visit:
    if harvested.is_unchanged:
        return Visit(feed_id=feed.id, visited_at=now, status="unchanged")
    new = 0
    for entry, article in harvested.articles:
        if article is None:
            await store.feeds.took(feed.id, entry, now=now)
            continue
        kept = await store.articles.keep(article, now=now, entry=entry)
        new += kept.outcome != "unchanged"
    return Visit(
        feed_id=feed.id, visited_at=now, status="ok", entries=harvested.entries, new_articles=new, note=harvested.note
    )


def _retry_after(failures: int) -> timedelta:
    return min(FIRST_RETRY * (1 << min(failures, 10)), LONGEST_RETRY)
