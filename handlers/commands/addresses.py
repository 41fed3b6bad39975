"""Addresses of feeds that somebody adds, looked at while they wait: what is wrong is said at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.errors import FetchError, NotAFeed, RefusedAddress
from bot.model import Visit
from bot.sources.look import Look
from bot.store import Store

Looker = Callable[[str], Awaitable[Look]]

TRY_AGAIN = timedelta(minutes=10)
PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)
UNSEEN = "I read it at the next visit."
SLOW = "It has not answered yet; I go on trying."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What came of looking: the feed's own address, the line to say, what is wrong, whether that is so for good.

    `is_open`: nobody knows yet; the next visit tells.
    """

    url: str
    line: str
    title: str | None = None
    trouble: str | None = None
    is_refused: bool = False
    is_open: bool = False
    wait: timedelta = TRY_AGAIN


async def look_at_all(urls: Iterable[str], look: Looker | None) -> Mapping[str, Sight]:
    """What each address leads to, all looked at side by side; without `look` nobody knows yet."""
    wanted = list(dict.fromkeys(urls))
    return dict(zip(wanted, await asyncio.gather(*(look_at(url, look) for url in wanted)), strict=True))


async def look_at(url: str, look: Looker | None) -> Sight:
    """A feed; something that will never be one, which is refused; or trouble that may pass."""
    if look is None:
        return Sight(url=url, line=UNSEEN, is_open=True)
    try:
        found = await look(url)
    except TimeoutError:
        return Sight(url=url, line=SLOW, is_open=True)
    except NotAFeed as error:
        return _refused(url, error)
    except FetchError as error:
        if _is_for_good(error):
            return _refused(url, error)
        line = f"It could not be read just now: {error}. I go on trying."
        wait = max(TRY_AGAIN, error.retry_after or TRY_AGAIN)
        return Sight(url=url, line=line, trouble=str(error), wait=wait)
    page = "" if found.url == url else f"That is the feed which {url} names. "
    return Sight(url=found.url, line=f"{page}It is well: {found.detail}. I read it within a minute.", title=found.title)


async def note_trouble(store: Store, feed_id: int, sight: Sight, now: datetime) -> None:
    """What was told counts as the first visit: the chat is not told again, and the feed is tried again later."""
    if sight.trouble:
        failed = Visit(feed_id=feed_id, visited_at=now, status="failed", error=sight.trouble)
        await store.feeds.visited(failed, next_visit_at=now + sight.wait)


def _refused(url: str, error: Exception) -> Sight:
    remedy = " I visit only what is open to everybody." if isinstance(error, RefusedAddress) else ""
    return Sight(url=url, line=f"Not added: {error}.{remedy}", trouble=str(error), is_refused=True)


def _is_for_good(error: FetchError) -> bool:
    """Trying again would not help: the address itself is wrong, or we are not let in."""
    if isinstance(error, RefusedAddress):
        return True
    status = error.status or 0
    return HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in PASSING
