"""Fetching over http(s): polite, bounded and guarded, one shared session."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.errors import FetchError, RefusedAddress
from bot.model import Feed
from bot.sources.body import Limit, read_body
from bot.sources.guard import REFUSAL, Guard, shown
from bot.sources.robots import LARGEST as LARGEST_ROBOTS
from bot.sources.robots import Robots
from bot.sources.turns import Turns

AGENT = "OnRecord"
USER_AGENT = f"{AGENT}/0.1 (news digest bot; reads feeds that people follow)"
FEED_LIMIT = Limit(5 * 1024 * 1024)
PAGE_LIMIT = Limit(2_000_000)
ROBOTS_LIMIT = Limit(LARGEST_ROBOTS, is_cut=True)
TIMEOUT = 20.0  # seconds for one address with all its redirects, waiting for our turn left out
PAUSE = 0.5  # seconds between two starts at one host
MOST_REDIRECTS = 5
MOST_CONNECTIONS = 40
LONGEST_HEADER = 32_768
LONGEST_WAIT = timedelta(days=1)
WAIT_WHEN_TOLD_NO = timedelta(minutes=5)  # 429 without a Retry-After that can be read
REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
ACCEPT_FEED = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
ACCEPT_PAGE = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
PAGE_TYPE = re.compile(r"text/|.*(?:html|xml)|$")

REMEDIES = {
    401: "it asks for a login",
    403: "it refuses us",
    404: "check the address",
    410: "it is gone for good: remove it",
    429: "it asks for fewer visits: later again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: decoded bytes. `moved_to` is where permanent redirects, and only such, led."""

    url: str
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The feed is as it was at the last visit; `moved_to` as in Fetched."""

    url: str
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str
    is_permanent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What to ask for and how much of the answer to take."""

    limit: Limit
    headers: dict[str, str]
    is_page: bool = False
    obeys_robots: bool = True


class Web:
    """The network, as far as we go into it. Use as `async with Web() as web`.

    `resolver` replaces the DNS (the demo's sites on loopback); `pause` is seconds between two visits to one host.
    Every method raises FetchError (RefusedAddress among them) with one line for a person, and nothing else.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        user_agent: str = USER_AGENT,
        resolver: AbstractResolver | None = None,
        pause: float = PAUSE,
        timeout: float = TIMEOUT,
    ) -> None:
        self._guard = Guard(allow_private=allow_private)
        self._user_agent = user_agent
        self._resolver = resolver
        self._timeout = timeout
        self._turns = Turns(pause, time.monotonic)
        self._robots = Robots(user_agent.partition("/")[0], self._load_robots, time.monotonic)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Web:
        connector = aiohttp.TCPConnector(
            limit=MOST_CONNECTIONS, socket_factory=self._guard.open_socket, resolver=self._resolver, ttl_dns_cache=60
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent},
            timeout=aiohttp.ClientTimeout(total=self._timeout),
            trust_env=False,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def feed(self, feed: Feed) -> Fetched | NotModified:
        """The feed's bytes, or that nothing changed since the visit its `etag` and `last_modified` are from."""
        headers = {"Accept": ACCEPT_FEED}
        if feed.etag:
            headers["If-None-Match"] = feed.etag
        if feed.last_modified:
            headers["If-Modified-Since"] = feed.last_modified
        return await self._get(feed.url, _Request(limit=FEED_LIMIT, headers=headers))

    async def page(self, url: str) -> Fetched:
        """An article's page; refuses what is no text by its Content-Type before reading it."""
        answer = await self._get(url, _Request(limit=PAGE_LIMIT, headers={"Accept": ACCEPT_PAGE}, is_page=True))
        return _expect_body(answer)

    async def _load_robots(self, url: URL) -> bytes:
        request = _Request(limit=ROBOTS_LIMIT, headers={"Accept": "text/plain, */*;q=0.5"}, obeys_robots=False)
        return _expect_body(await self._get(str(url), request)).body

    async def _get(self, address: str, request: _Request) -> Fetched | NotModified:
        """Follow redirects by hand: every hop is checked like the first."""
        url, moved_to, left = self._guard.check(address), None, self._timeout
        is_permanent = True
        for _ in range(MOST_REDIRECTS + 1):
            delay = await self._robots.check(url) if request.obeys_robots else 0.0
            async with self._turns.turn(url.host or "", delay):
                start = time.monotonic()
                answer = await self._ask(url, request, left)
            left = max(left - (time.monotonic() - start), 0.01)
            if not isinstance(answer, _Redirect):
                return replace(answer, moved_to=moved_to)
            url = self._next(url, answer.location)
            is_permanent = is_permanent and answer.is_permanent
            moved_to = str(url) if is_permanent else moved_to
        raise FetchError(f"{shown(address)} leads through more than {MOST_REDIRECTS} redirects: not followed")

    def _next(self, url: URL, location: str) -> URL:
        try:
            return self._guard.check(str(url.join(URL(location))))
        except ValueError:
            raise FetchError(f"{shown(url)} redirects to an address that cannot be read") from None

    async def _ask(self, url: URL, request: _Request, seconds: float) -> Fetched | NotModified | _Redirect:
        if self._session is None:
            raise FetchError("the network is not open: use `async with Web() as web`")
        try:
            async with (
                asyncio.timeout(seconds),
                self._session.get(url, headers=request.headers, allow_redirects=False) as response,
            ):
                return await self._answer(url, request, response)
        except (aiohttp.ClientError, OSError, UnicodeError) as error:
            raise _translated(url, error, self._timeout) from None

    async def _answer(
        self, url: URL, request: _Request, response: aiohttp.ClientResponse
    ) -> Fetched | NotModified | _Redirect:
        if response.status == HTTPStatus.NOT_MODIFIED:
            return NotModified(str(url))
        if response.status in REDIRECTS and "Location" in response.headers:
            return _Redirect(response.headers["Location"], response.status in PERMANENT)
        if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            raise self._refused(url, response)
        content_type = response.headers.get("Content-Type", "")
        if request.is_page and not PAGE_TYPE.match(content_type.lower()):
            raise FetchError(f"{shown(url)} is {content_type[:40]}, no page with text")
        return Fetched(
            url=str(url),
            body=await read_body(response, request.limit, shown(url)),
            content_type=content_type,
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
        )

    def _refused(self, url: URL, response: aiohttp.ClientResponse) -> FetchError:
        status, wait = response.status, None
        if status in (429, 503):
            wait = retry_after(response.headers) or (
                WAIT_WHEN_TOLD_NO if status == HTTPStatus.TOO_MANY_REQUESTS else None
            )
        if wait is not None:
            self._turns.close(url.host or "", wait)
        remedy = REMEDIES.get(
            status, "later again" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "check the address"
        )
        return FetchError(f"{shown(url)} answers {status}: {remedy}", status=status, retry_after=wait)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """The wait a Retry-After header asks for, at most a day; None where it is absent, in the past or not to be read."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_WAIT) or None
    until, now = _http_date(text), _http_date(headers.get("Date", ""))
    if until is None or now is None or until <= now:
        return None
    return min(until - now, LONGEST_WAIT)


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else None


def _expect_body(answer: Fetched | NotModified) -> Fetched:
    if isinstance(answer, NotModified):
        raise FetchError(f"{shown(answer.url)} answers 304 though it was asked for whole: later again", status=304)
    return answer


def _translated(url: URL, error: Exception, seconds: float) -> FetchError:
    """The one place where the network's own errors become ours. Order matters: the first that fits."""
    name = shown(url)
    if REFUSAL in str(error):
        return RefusedAddress(f"{name} is not visited: {url.host} leads to a {REFUSAL}")
    if isinstance(error, TimeoutError):
        return FetchError(f"{name} did not answer whole within {seconds:g} s: later again")
    for kind, words in ERRORS:
        if isinstance(error, kind):
            return FetchError(f"{name} {words}")
    return FetchError(f"{name} cannot be fetched: {type(error).__name__}")


ERRORS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "names a host that cannot be found: check the spelling"),
    (aiohttp.ClientConnectorCertificateError, "has a certificate that is not valid: not read"),
    (aiohttp.ClientSSLError, "cannot be reached safely (TLS failed): later again"),
    (aiohttp.ClientConnectorError, "takes no connection: later again"),
    (aiohttp.ServerDisconnectedError, "closed the connection without an answer: later again"),
    (aiohttp.ClientPayloadError, "broke off in the middle or is packed in a way we cannot read: later again"),
    (aiohttp.ClientResponseError, "does not answer in proper HTTP: not read"),
    (aiohttp.InvalidURL, "is not a web address"),
    (UnicodeError, "is not a web address"),
)
