"""One visit to a feed: its new entries, each with its page, as articles."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from bot.errors import FetchError, InputError
from bot.model import Article, Entry, Feed
from bot.sources.dates import within
from bot.sources.feeds import parse_feed
from bot.sources.fetch import Fetched, NotModified
from bot.sources.language import choose_language
from bot.sources.markup import one_line, plain_text
from bot.sources.outlet import outlet_of
from bot.sources.page import Page
from bot.sources.pages import Extractor

__all__ = ["Extractor", "Harvest", "harvest", "make_article", "read_address"]

LEAST_TEXT = 200  # characters of a page below which it may be what a paywall, a log-in or a consent form says
PAGES_AT_ONCE = 4  # of one feed; how many of one host is `bot.sources.turns`' to say
UNTITLED = 90  # characters of the text that stand for a missing title

_WALL = re.compile(
    r"\b(?:subscri(?:be|bers?|ption)|sign (?:in|up)|log ?in|register|continue reading|cookies?|javascript|robot)\b",
    re.I,
)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|at_medium|at_campaign)=")


class Fetcher(Protocol):
    """What a visit needs of `bot.sources.fetch.Web`."""

    async def feed(self, feed: Feed) -> Fetched | NotModified:
        """The feed's bytes."""

    async def page(self, url: str) -> Fetched:
        """A page's bytes."""


class PageReader(Protocol):
    """What a visit needs of `Extractor`."""

    async def extract(self, html: bytes, url: str, content_type: str = "") -> Page:
        """The article in a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What one visit brought. An entry without any text has None for its article; `page_errors` are single lines."""

    is_unchanged: bool = False
    title: str | None = None
    entries: int = 0
    articles: tuple[tuple[Entry, Article | None], ...] = ()
    note: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    page_errors: tuple[str, ...] = ()


Unseen = Callable[[Sequence[Entry]], Awaitable[Sequence[Entry]]]


async def harvest(feed: Feed, web: Fetcher, extractor: PageReader, now: datetime, *, unseen: Unseen) -> Harvest:
    """Visit the feed and the pages of those entries that `unseen` lets through.

    Raises FetchError or NotAFeed for the feed itself; a page that cannot be had leaves its entry with the feed's text.
    """
    answer = await web.feed(feed)
    if isinstance(answer, NotModified):
        return Harvest(is_unchanged=True, etag=feed.etag, last_modified=feed.last_modified, moved_to=answer.moved_to)
    parsed = await asyncio.to_thread(parse_feed, answer.body, answer.content_type, answer.url, now)
    new = await unseen(parsed.entries)
    gate = asyncio.Semaphore(PAGES_AT_ONCE)
    pages = await asyncio.gather(*(_page(entry, web, extractor, gate) for entry in new))
    errors = tuple(page for page in pages if isinstance(page, str))
    read = (page if isinstance(page, Page) else None for page in pages)
    return Harvest(
        title=parsed.title or None,
        entries=len(parsed.entries),
        articles=tuple((entry, make_article(feed, entry, page, now)) for entry, page in zip(new, read, strict=True)),
        note=_note(parsed.note, errors),
        etag=answer.etag,
        last_modified=answer.last_modified,
        moved_to=answer.moved_to,
        page_errors=errors,
    )


async def _page(entry: Entry, web: Fetcher, extractor: PageReader, gate: asyncio.Semaphore) -> Page | str | None:
    """The entry's page, or the line that says why there is none."""
    if entry.url is None:
        return None
    async with gate:
        try:
            return await read_address(entry.url, web, extractor)
        except (FetchError, InputError) as error:
            return str(error)


async def read_address(url: str, web: Fetcher, extractor: PageReader) -> Page:
    """The article at an address; raises FetchError or InputError with one line."""
    answer = await web.page(url)
    page = await extractor.extract(answer.body, answer.url, answer.content_type)
    return page if page.canonical_url else replace(page, canonical_url=answer.url)


def _note(note: str | None, errors: Sequence[str]) -> str | None:
    if not errors:
        return note
    pages = f"{len(errors)} pages could not be read, the feed's text taken; the first: {errors[0]}"
    return f"{note}; {pages}" if note else pages


def make_article(feed: Feed, entry: Entry, page: Page | None, now: datetime) -> Article | None:
    """The entry as an article: the page's text, else the feed's own; None where neither has any."""
    own = plain_text(entry.html)
    text = _chosen_text(page, own)
    if not text:
        return None
    url = _address(entry, page)
    return Article(
        id=article_id(url or f"{feed.url}#{entry.key}"),
        title=entry.title or (page.title if page else "") or _first_words(text),
        text=text,
        url=url,
        outlet=outlet_of(url or feed.url),
        author=entry.author or (page.author if page else None),
        published_at=_published(entry, page, now),
        language=choose_language(page.language if page and page.language else entry.language, text),
        feed_id=feed.id,
        chat_id=feed.chat_id,
        arrived_at=now,
    )


def article_id(address: str) -> str:
    """The outside id of an article at a canonical address: stable, short, free of the address itself."""
    return sha256(address.encode("utf-8", "replace")).hexdigest()[:16]


def _chosen_text(page: Page | None, own: str) -> str:
    """The page's text, unless it is a stub: what a wall says, or less than the feed gives."""
    text = page.text if page else ""
    if len(text) >= LEAST_TEXT:
        return text
    return own if len(own) >= len(text) or _WALL.search(text) else text


def _address(entry: Entry, page: Page | None) -> str | None:
    """The canonical address where the page may name one; an entry's link may lead through a counting service."""
    address = (page.canonical_url if page else None) or entry.url
    return without_tracking(address) if address else None


def without_tracking(url: str) -> str:
    """The address without what only tells a site where its reader came from."""
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if not _TRACKING.match(pair)]
    return urlunsplit(parts._replace(query="&".join(kept), fragment=""))


def _published(entry: Entry, page: Page | None, now: datetime) -> datetime | None:
    """The feed's hour, else the page's."""
    found = page.published_at if page else None
    return entry.published_at or (within(found, now) if found else None)


def _first_words(text: str) -> str:
    line = one_line(text.partition("\n")[0])
    return line if len(line) <= UNTITLED else (line[:UNTITLED].rpartition(" ")[0] or line[:UNTITLED]) + "…"
