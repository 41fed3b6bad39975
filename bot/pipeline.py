"""One pass, read top to bottom: refresh → understand → write → deliver.

Each step takes its work from the store and commits by itself, so any step may be stopped, repeated or run alone.
Time is an argument; what is due is decided from the store, so a bell missed is work done later, not work lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog

from bot.delivery import schedule
from bot.delivery.editor import Editor
from bot.delivery.outbox import Delivered, Platforms
from bot.delivery.outbox import deliver as empty_outbox
from bot.delivery.paging import Page, Wish, write_page
from bot.desk import Desk
from bot.digest import Chosen
from bot.digest.choose import Told
from bot.digest.compose import Period
from bot.model import Article, Chat, Digest, Feed, Follow, Reading, Visit
from bot.reading import read
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.store import Place, Store
from bot.stories import Window, headline_of
from bot.visiting import refresh

__all__ = ["Desk", "Pass", "fill_window", "refresh", "run_once", "take", "understand", "write"]

log = structlog.get_logger(__name__)

UNREAD_AT_ONCE = 50
HEADLINE_FROM = 8  # the newest articles of a story that may give its headline
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Pass:
    """What one pass did, for the log and for `once`."""

    visits: list[tuple[Feed, Visit]] = field(default_factory=list)
    articles: int = 0
    read: int = 0
    digests: int = 0
    delivered: Delivered = field(default_factory=Delivered)


async def run_once(
    store: Store, web: Web, extractor: Extractor, desk: Desk, platforms: Platforms, now: datetime
) -> Pass:
    """One whole pass."""
    visits = await refresh(store, web, extractor, desk, now)
    done = Pass(visits=visits, articles=sum(visit.new_articles for _, visit in visits))
    done.read = await understand(store, desk, now)
    done.digests = await write(store, desk, now, platforms=platforms)
    done.delivered = await empty_outbox(store, platforms, now)
    return done


# ---------------------------------------------------------------- understand: unread articles → records, stories


async def understand(store: Store, desk: Desk, now: datetime) -> int:
    """Read every unread article off the event loop, place it in a story, keep what it says."""
    count = 0
    while articles := await store.articles.unread(limit=UNREAD_AT_ONCE):
        for article in sorted(articles, key=_by_publication):
            if desk.ending.is_set():
                return count
            await _understand(store, desk, article, now)
            count += 1
    return count


def _by_publication(article: Article) -> tuple[datetime, str]:
    """Feeds answer in any order: what is unread is read by its own time, so that a pass comes out the same again."""
    return article.published_at or article.arrived_at or BEGINNING, article.id


async def take(store: Store, desk: Desk, article: Article, now: datetime) -> Reading:
    """Keep one article given by hand and read it at once, whatever else is unread."""
    kept = await store.articles.keep(article, now=now)
    return await _understand(store, desk, kept.article, now)


async def _understand(store: Store, desk: Desk, article: Article, now: datetime) -> Reading:
    reading = await _read(desk, article)
    people = await desk.acquaintance.people(store, article.chat_id, desk.rules)
    place = await _place(store, desk.window, article)
    recorded = await store.facts.record(article, people.restate(reading), now=now, place=place)
    if recorded is not None and recorded.story_id is not None:
        desk.window.add(article, recorded.story_id, place.duplicate_of or article.id)
    return reading


async def _place(store: Store, window: Window, article: Article) -> Place:
    """The story of an article, and what that story is called from now on."""
    placement = window.place(article)
    held: list[Article] = []
    if placement.story_id is not None:
        story = await store.stories.get(placement.story_id, chat_id=article.chat_id)
        ids = [held_id for held_id in story.article_ids if held_id != article.id][-HEADLINE_FROM:] if story else []
        found = await store.articles.many(ids, chat_id=article.chat_id)
        held = [found[held_id] for held_id in ids if held_id in found]
    headline = headline_of([*held, article])
    return Place(
        story_id=placement.story_id,
        duplicate_of=placement.duplicate_of,
        headline=headline.text if headline else None,
        headline_article_id=headline.article_id if headline else None,
        headline_span=headline.span if headline else None,
    )


async def _read(desk: Desk, article: Article) -> Reading:
    """What an article says; nothing in a language unknown to the rules: it is kept and searchable all the same."""
    if article.language is not None and article.language not in desk.languages:
        return Reading()
    try:
        return await asyncio.to_thread(read, article, desk.rules)
    except Exception:  # the boundary of one article: the others are read
        log.exception("an article could not be read", article=article.id)
        return Reading()


async def fill_window(store: Store, window: Window, now: datetime | None) -> None:
    """Load the stories of the last days into memory, once at start; without `now` everything held."""
    since = now - window.span if now else None
    for placed in await store.articles.window(since=since):
        if placed.story_id is not None:
            window.add(placed.article, placed.story_id, placed.origin_id)


# ---------------------------------------------------------------- write: chats due → messages waiting


async def write(store: Store, desk: Desk, now: datetime, *, platforms: Platforms | None = None) -> int:
    """Write the digest of every chat that is due, and corrections owed; each with what it makes true."""
    chats = [chat for chat in await store.chats.active() if platforms is None or chat.platform in platforms]
    editor = _editor(store, desk)
    written = await editor.write_corrections(chats, now)
    for due in schedule.all_due(chats, now):
        if desk.ending.is_set():
            return written
        written += await editor.write_digest(due, now)
    return written + await editor.write_watches(chats, now)


async def make_digest(
    store: Store, desk: Desk, chat: Chat, period: Period, told: Told, follows: Sequence[Follow] | None = None
) -> tuple[Digest, Chosen]:
    """The digest of a period for a chat, by what it follows or by the follows given; marks nothing."""
    return await _editor(store, desk).digest(chat, period, told, follows)


async def archive_digest(store: Store, desk: Desk, chat: Chat, period: Period, follows: Sequence[Follow]) -> Digest:
    """The digest of what was published in a period, whenever it came in; marks nothing."""
    editor = Editor(store, desk.topics, desk.bundles, desk.digest_confidence, by_publication=True)
    digest, _ = await editor.digest(chat, period, Told(), follows)
    return digest


async def make_page(store: Store, desk: Desk, chat: Chat, wish: Wish) -> Page:
    """One page of a digest asked for by hand; marks nothing."""
    return await write_page(_editor(store, desk), chat, wish)


async def count_news(store: Store, desk: Desk, chat: Chat, period: Period, follow: Follow) -> int:
    """How many stories, statements of people and deals a follow would have brought in a period."""
    return await _editor(store, desk).count(chat, period, follow)


def _editor(store: Store, desk: Desk) -> Editor:
    return Editor(store, desk.topics, desk.bundles, desk.digest_confidence)
