"""robots.txt by RFC 9309: read once a day per site, obeyed, and taken as a no while it cannot be read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from protego import Protego
from yarl import URL

from bot.errors import FetchError, RefusedAddress
from bot.sources.guard import shown

LARGEST = 500 * 1024  # RFC 9309 2.5: what lies beyond may be ignored
LIFETIME = 24 * 3600.0  # seconds; RFC 9309 2.4
LIFETIME_OF_FAILURE = 600.0
LONGEST_DELAY = 30.0  # seconds between two visits that a Crawl-delay may ask for
MOST_SITES = 2_000

Load = Callable[[URL], Awaitable[bytes]]  # raises FetchError with the HTTP status


@dataclass(slots=True)
class _Site:
    """What one site allows; `rules` None means its robots.txt could not be read, for the reason in `failure`."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules: Protego | None = None
    failure: str = ""
    good_until: float = float("-inf")


class Robots:
    """What each site's robots.txt allows the agent of this name."""

    def __init__(self, agent: str, load: Load, clock: Callable[[], float]) -> None:
        self._agent = agent
        self._load = load
        self._clock = clock
        self._sites: dict[URL, _Site] = {}

    async def check(self, url: URL) -> float:
        """Seconds to leave between two visits; raises RefusedAddress where the site closes this address to us.

        Raises FetchError while the site's robots.txt cannot be read.
        """
        site = await self._site(url.origin())
        if site.rules is None:
            raise FetchError(f"{shown(url)} is not visited: {site.failure}")
        if not site.rules.can_fetch(str(url), self._agent):
            raise RefusedAddress(f"{shown(url)} is not visited: the site's robots.txt closes it to us")
        return min(site.rules.crawl_delay(self._agent) or 0.0, LONGEST_DELAY)

    async def _site(self, origin: URL) -> _Site:
        if len(self._sites) >= MOST_SITES and origin not in self._sites:
            del self._sites[next(iter(self._sites))]
        site = self._sites.setdefault(origin, _Site())
        async with site.lock:
            if site.good_until <= self._clock():
                await self._read(origin, site)
        return site

    async def _read(self, origin: URL, site: _Site) -> None:
        """2.3.1: found → obeyed; 4xx → everything is open; 5xx, 429 or no answer → the last good rules, else closed."""
        lifetime = LIFETIME
        try:
            body = await self._load(origin / "robots.txt")
            site.rules = Protego.parse(body[:LARGEST].decode("utf-8", "replace"))
        except RefusedAddress:
            raise
        except FetchError as error:
            if error.status is not None and is_client_error(error.status):
                site.rules = Protego.parse("")
            else:
                site.failure, lifetime = str(error), LIFETIME_OF_FAILURE
        site.good_until = self._clock() + lifetime


def is_client_error(status: int) -> bool:
    """A 4xx that says the file is not there; 429 only says not now."""
    return (
        HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.TOO_MANY_REQUESTS
    )
