"""One look at an address that somebody gives for a feed; nothing is kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import NotAFeed
from bot.model import Feed
from bot.sources.feeds import parse_feed
from bot.sources.fetch import Fetched, Web

PATIENCE = 5.0  # seconds that somebody who has typed an address waits for its server


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a feed found."""

    url: str
    title: str | None
    detail: str
    is_well: bool = True


async def look(url: str, web: Web) -> Look:
    """Fetch and parse a feed; raises FetchError or NotAFeed, each the one clear line of what is wrong."""
    fetched = await web.feed(Feed(id=0, url=url))
    if not isinstance(fetched, Fetched):
        return Look(url, None, "unchanged")
    parsed = await asyncio.to_thread(parse_feed, fetched.body, fetched.content_type, fetched.url, datetime.now(UTC))
    note = f"; {parsed.note}" if parsed.note else ""
    entries = "1 entry" if len(parsed.entries) == 1 else f"{len(parsed.entries)} entries"
    return Look(url, parsed.title, f"“{parsed.title or 'untitled'}”, {entries}{note}")


async def look_through(url: str, web: Web, seconds: float = PATIENCE) -> Look:
    """As `look`; of a page, the feed that it announces; TimeoutError when that takes longer than somebody waits."""
    async with asyncio.timeout(seconds):
        try:
            return await look(url, web)
        except NotAFeed as error:
            if not error.feeds:
                raise
            return await look(error.feeds[0], web)
