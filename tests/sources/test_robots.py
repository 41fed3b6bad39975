"""robots.txt is obeyed, remembered, and taken as a no while it cannot be read."""

from __future__ import annotations

import pytest
from yarl import URL

from bot.errors import FetchError, RefusedAddress
from bot.sources.robots import LIFETIME, LIFETIME_OF_FAILURE, Robots
from tests.sources.servers import Site, near_web, reply, serving

PAGE = reply(b"<html>hello</html>")


def _site(rules: str) -> Site:
    return Site({"/robots.txt": reply(rules.encode()), "/news/a": PAGE, "/private/a": PAGE})


async def test_what_a_site_closes_is_not_visited() -> None:
    async with serving(_site("User-agent: *\nDisallow: /private/\nAllow: /")) as site, near_web() as network:
        assert (await network.page(site.url + "/news/a")).body == b"<html>hello</html>"
        with pytest.raises(RefusedAddress, match=r"robots\.txt closes it"):
            await network.page(site.url + "/private/a")
    assert site.paths == ["/news/a"]


async def test_rules_for_our_name_go_before_those_for_everybody() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nDisallow: /private/"
    async with serving(_site(rules)) as site, near_web() as network:
        assert (await network.page(site.url + "/news/a")).body
        with pytest.raises(RefusedAddress):
            await network.page(site.url + "/private/a")


async def test_a_feed_that_is_closed_to_us_is_not_visited() -> None:
    async with serving(_site("User-agent: *\nDisallow: /")) as site, near_web() as network:
        with pytest.raises(RefusedAddress):
            await network.feed(site.feed("/news/a"))
    assert site.paths == []


async def test_robots_txt_is_asked_for_once() -> None:
    async with serving(_site("")) as site, near_web() as network:
        for _ in range(3):
            await network.page(site.url + "/news/a")
    assert [request.path for request in site.requests].count("/robots.txt") == 1


@pytest.mark.parametrize("status", [401, 404, 410])
async def test_without_robots_txt_everything_is_open(status: int) -> None:
    answers = {"/robots.txt": reply(status=status), "/news/a": PAGE}
    async with serving(Site(answers)) as site, near_web() as network:
        assert (await network.page(site.url + "/news/a")).body


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_while_robots_txt_cannot_be_read_nothing_is_visited(status: int) -> None:
    answers = {"/robots.txt": reply(status=status), "/news/a": PAGE}
    async with serving(Site(answers)) as site, near_web() as network:
        with pytest.raises(FetchError, match=r"robots\.txt answers"):
            await network.page(site.url + "/news/a")
    assert site.paths == []


async def test_a_robots_txt_without_end_counts_as_far_as_it_must_be_read() -> None:
    rules = "User-agent: *\nDisallow: /private/\n" + "# filler\n" * 200_000 + "Disallow: /news/\n"
    async with serving(_site(rules)) as site, near_web() as network:
        assert (await network.page(site.url + "/news/a")).body
        with pytest.raises(RefusedAddress):
            await network.page(site.url + "/private/a")


class _Shelf:
    """A robots.txt that a test changes, and a clock that it turns."""

    def __init__(self, *answers: bytes | FetchError) -> None:
        self.answers = list(answers)
        self.now = 0.0

    async def load(self, url: URL) -> bytes:
        answer = self.answers.pop(0)
        if isinstance(answer, FetchError):
            raise answer
        return answer

    def robots(self) -> Robots:
        return Robots("OnRecord", self.load, lambda: self.now)


OPEN = b"User-agent: *\nDisallow:"
CLOSED = b"User-agent: *\nDisallow: /"
FAILED = FetchError("down", status=500)
URL_A = URL("http://news.example.com/a")


async def test_rules_are_read_again_after_a_day() -> None:
    shelf = _Shelf(OPEN, CLOSED)
    robots = shelf.robots()
    await robots.check(URL_A)
    shelf.now = LIFETIME - 1
    await robots.check(URL_A)
    shelf.now = LIFETIME
    with pytest.raises(RefusedAddress):
        await robots.check(URL_A)


async def test_the_last_good_rules_hold_while_the_file_cannot_be_read() -> None:
    shelf = _Shelf(OPEN, FAILED)
    robots = shelf.robots()
    await robots.check(URL_A)
    shelf.now = LIFETIME
    await robots.check(URL_A)
    assert shelf.answers == []


async def test_a_failure_is_tried_again_soon() -> None:
    shelf = _Shelf(FAILED, OPEN)
    robots = shelf.robots()
    with pytest.raises(FetchError):
        await robots.check(URL_A)
    shelf.now = LIFETIME_OF_FAILURE
    await robots.check(URL_A)


async def test_a_crawl_delay_is_kept_up_to_half_a_minute() -> None:
    assert await _Shelf(b"User-agent: *\nCrawl-delay: 3").robots().check(URL_A) == 3
    assert await _Shelf(b"User-agent: *\nCrawl-delay: 86400").robots().check(URL_A) == 30
