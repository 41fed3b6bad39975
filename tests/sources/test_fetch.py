"""Fetching: servers that move, lie, stall, break off and pack bombs, all on loopback."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.errors import FetchError, RefusedAddress
from bot.model import Feed
from bot.sources.fetch import Fetched, NotModified, Web, retry_after
from bot.sources.guard import SiteResolver
from bot.sources.turns import Turns
from tests.sources.servers import Site, near_web, reply, serving

RSS = b"<rss><channel><title>T</title></channel></rss>"
MEBIBYTE = 1024 * 1024


async def test_a_feed_comes_with_its_validators_under_our_name() -> None:
    headers = {"ETag": '"v1"', "Last-Modified": "Fri, 02 May 2025 08:00:00 GMT", "Content-Type": "application/rss+xml"}
    async with serving(Site({"/feed": reply(RSS, headers=headers)})) as site, near_web() as network:
        answer = await network.feed(site.feed())
    assert isinstance(answer, Fetched)
    assert (answer.body, answer.etag, answer.last_modified) == (RSS, '"v1"', "Fri, 02 May 2025 08:00:00 GMT")
    assert answer.content_type.startswith("application/rss+xml")
    assert answer.moved_to is None
    assert site.requests[-1].headers["User-Agent"].startswith("OnRecord/")


async def test_an_unchanged_feed_is_not_sent_again() -> None:
    async def conditional(request: web.Request) -> web.Response:
        same = request.headers.get("If-None-Match") == '"v1"' and "If-Modified-Since" in request.headers
        return web.Response(status=304) if same else web.Response(body=RSS)

    async with serving(Site({"/feed": conditional})) as site, near_web() as network:
        assert isinstance(await network.feed(site.feed()), Fetched)
        again = await network.feed(site.feed(etag='"v1"', last_modified="Fri, 02 May 2025 08:00:00 GMT"))
    assert isinstance(again, NotModified)


async def test_permanent_redirects_tell_the_new_address() -> None:
    answers = {
        "/feed": reply(status=301, headers={"Location": "/new"}),
        "/new": reply(status=308, headers={"Location": "/newest"}),
        "/newest": reply(RSS),
    }
    async with serving(Site(answers)) as site, near_web() as network:
        answer = await network.feed(site.feed())
    assert isinstance(answer, Fetched)
    assert answer.url == answer.moved_to == site.url + "/newest"


async def test_after_a_temporary_redirect_the_old_address_stays() -> None:
    answers = {
        "/feed": reply(status=302, headers={"Location": "/today"}),
        "/today": reply(status=301, headers={"Location": "/final"}),
        "/final": reply(RSS),
    }
    async with serving(Site(answers)) as site, near_web() as network:
        answer = await network.feed(site.feed())
    assert isinstance(answer, Fetched)
    assert answer.moved_to is None


async def test_a_redirect_to_itself_ends_after_five() -> None:
    loop = reply(status=301, headers={"Location": "/feed"})
    async with serving(Site({"/feed": loop})) as site, near_web() as network:
        with pytest.raises(FetchError, match="more than 5 redirects"):
            await network.feed(site.feed())
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest/", "file:///etc/hosts", "http://[::ffff:169.254.1.1]/", "ftp://news.example.com/"],
)
async def test_a_redirect_is_checked_like_the_first_address(location: str) -> None:
    async with (
        serving(Site({"/feed": reply(status=302, headers={"Location": location})})) as site,
        near_web() as network,
    ):
        with pytest.raises(RefusedAddress):
            await network.feed(site.feed())


class _Rebinding(AbstractResolver):
    """A name of the public internet that leads to this machine, as an attacker's DNS would have it."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
            )
        ]

    async def close(self) -> None:
        """Nothing is held."""


async def test_a_public_name_that_leads_to_a_private_address_is_refused_before_any_connection() -> None:
    async with serving(Site({"/feed": reply(RSS)})) as site, Web(resolver=_Rebinding()) as network:
        port = site.url.rpartition(":")[2]
        with pytest.raises(RefusedAddress, match="private or special"):
            await network.feed(Feed(id=1, url=f"http://news.example.com:{port}/feed"))
    assert site.requests == []


async def test_the_demos_sites_are_served_by_name_from_one_port() -> None:
    async with serving(Site({"/feed": reply(RSS)})) as site:
        resolver = SiteResolver("example", int(site.url.rpartition(":")[2]))
        async with Web(allow_private=True, resolver=resolver, pause=0.0) as network:
            await network.feed(Feed(id=1, url="http://daily.example/feed"))
            await network.feed(Feed(id=2, url="http://weekly.example/feed"))
            with pytest.raises(FetchError, match="cannot be found"):
                await network.feed(Feed(id=3, url="http://news.example.org/feed"))
    hosts = {request.host for request in site.requests}
    assert hosts == {"daily.example", "weekly.example"}


# ---------------------------------------------------------------- statuses


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "login"), (403, "refuses"), (404, "check the address"), (410, "remove it"), (500, "later")],
)
async def test_a_refusal_names_its_status_and_what_to_do(status: int, says: str) -> None:
    async with serving(Site({"/feed": reply(status=status)})) as site, near_web() as network:
        with pytest.raises(FetchError, match=says) as failure:
            await network.feed(site.feed())
    assert failure.value.status == status


async def test_a_host_that_asks_for_time_is_left_alone() -> None:
    busy = reply(status=429, headers={"Retry-After": "120"})
    async with serving(Site({"/feed": busy, "/other": reply(RSS)})) as site, near_web() as network:
        with pytest.raises(FetchError) as first:
            await network.feed(site.feed())
        with pytest.raises(FetchError, match="asked us to stay away") as second:
            await network.feed(site.feed("/other"))
    assert first.value.retry_after == timedelta(seconds=120)
    assert second.value.retry_after is not None
    assert site.paths == ["/feed"]


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("60", timedelta(minutes=1)),
        ("999999999", timedelta(days=1)),
        ("99999999999999999999999999", timedelta(days=1)),
        ("-1", None),
        ("0", None),
        ("soon", None),
        ("", None),
        ("Fri, 02 May 2025 08:10:00 GMT", timedelta(minutes=10)),
        ("Fri, 02 May 2025 07:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=1)),
        ("Fri, 99 May 2025 07:00:00 GMT", None),
    ],
)
def test_the_wait_asked_for_is_read_and_bounded(value: str, wait: timedelta | None) -> None:
    assert retry_after({"Retry-After": value, "Date": "Fri, 02 May 2025 08:00:00 GMT"}) == wait


async def test_one_host_is_asked_by_two_connections_at_a_time() -> None:
    busy, most = 0, 0

    async def slow(_: web.Request) -> web.Response:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.05)
        busy -= 1
        return web.Response(body=RSS)

    async with serving(Site({"/feed": slow})) as site, near_web() as network:
        await asyncio.gather(*(network.feed(site.feed()) for _ in range(6)))
    assert most == 2


class _Clock:
    """A clock that only sleepers move."""

    def __init__(self) -> None:
        self.now = 0.0

    async def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.0)


async def test_visits_to_one_host_are_spread_and_other_hosts_do_not_wait() -> None:
    clock = _Clock()
    turns = Turns(0.5, lambda: clock.now, clock.sleep)
    starts = []
    for host, delay in (("a", 0.0), ("a", 3.0), ("b", 0.0), ("a", 0.0)):
        async with turns.turn(host, delay):
            starts.append((host, clock.now))
    assert starts == [("a", 0.0), ("a", 0.5), ("b", 0.5), ("a", 3.5)]


async def test_after_the_wait_asked_for_the_host_is_visited_again() -> None:
    clock = _Clock()
    turns = Turns(0.0, lambda: clock.now, clock.sleep)
    turns.close("a", timedelta(seconds=60))
    clock.now = 59.0
    with pytest.raises(FetchError):
        async with turns.turn("a"):
            pass
    clock.now = 60.0
    async with turns.turn("a"):
        pass
