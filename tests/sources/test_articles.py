"""One visit to a feed: entries, pages, and what is kept when a page cannot be had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.errors import FetchError, InputError, NotAFeed
from bot.model import Entry, Feed
from bot.sources.articles import article_id, harvest, make_article, read_address
from bot.sources.page import Page
from bot.sources.pages import Extractor
from tests.sources.servers import Site, near_web, reply, serving

NOW = datetime(2025, 5, 2, 12, tzinfo=UTC)
FEED = Feed(id=7, url="https://news.example.com/feed", chat_id=3)
LONG = (
    "The council has decided that the harbour will be dredged before the winter, and the mayor said it was time. " * 4
)


def entry(**given: object) -> Entry:
    values: dict[str, object] = {"url": "https://news.example.com/a", "key": "k", "title": "Harbour to be dredged"}
    return Entry(**(values | given))  # type: ignore[arg-type]


async def _all(entries: Sequence[Entry]) -> Sequence[Entry]:
    return entries


def _rss(*paths: str) -> bytes:
    items = "".join(
        f"<item><title>About {path}</title><link>{path}</link><description>&lt;p&gt;Teaser of {path}.&lt;/p&gt;"
        "</description><pubDate>Fri, 02 May 2025 10:00:00 GMT</pubDate></item>"
        for path in paths
    )
    return f"<rss><channel><title>Daily</title>{items}</channel></rss>".encode()


def _page(text: str) -> bytes:
    return f"<html lang=en><head><title>x</title></head><body><article><p>{text}</p></article></body></html>".encode()


# ---------------------------------------------------------------- an article of an entry and a page


def test_the_pages_text_is_taken_with_what_feed_and_page_say() -> None:
    page = Page(text=LONG, title="T", author="Ann", canonical_url="https://news.example.com/b", language="en")
    article = make_article(FEED, entry(published_at=NOW), page, NOW)
    assert article is not None
    assert (article.text, article.title, article.author) == (LONG, "Harbour to be dredged", "Ann")
    assert (article.url, article.outlet) == ("https://news.example.com/b", "example.com")
    assert article.id == article_id("https://news.example.com/b")
    assert (article.feed_id, article.chat_id, article.arrived_at, article.published_at) == (7, 3, NOW, NOW)


@pytest.mark.parametrize(
    ("page", "own", "text"),
    [
        pytest.param(None, "<p>One.</p><p>Two.</p>", "One.\nTwo.", id="no page"),
        pytest.param(
            Page(text="Subscribe to read on."), "<p>The council has decided.</p>", "The council has decided.", id="stub"
        ),
        pytest.param(Page(text="Subscribe to continue reading."), "<p>Tax cut.</p>", "Tax cut.", id="wall"),
        pytest.param(Page(text="Short but all there is."), "", "Short but all there is.", id="short page, silent feed"),
        pytest.param(Page(text=""), "<p>Teaser.</p>", "Teaser.", id="empty page"),
        pytest.param(Page(text=LONG), "<p>" + LONG * 3 + "</p>", LONG, id="whole page"),
    ],
)
def test_which_text_is_taken(page: Page | None, own: str, text: str) -> None:
    article = make_article(FEED, entry(html=own), page, NOW)
    assert article is not None
    assert article.text == text


def test_an_entry_without_any_text_is_no_article() -> None:
    assert make_article(FEED, entry(), None, NOW) is None
    assert make_article(FEED, entry(html="<img src=x>"), Page(text=""), NOW) is None
    assert make_article(FEED, entry(), Page(text="Log in to read this article."), NOW) is None


def test_an_entry_without_link_is_an_article_of_its_feed() -> None:
    article = make_article(FEED, entry(url=None, html="<p>Text.</p>"), None, NOW)
    assert article is not None
    assert (article.url, article.outlet) == (None, "example.com")
    other = make_article(FEED, entry(url=None, html="<p>Text.</p>", key="other"), None, NOW)
    assert other is not None
    assert other.id != article.id


def test_a_missing_title_and_date_come_from_the_page_or_the_text() -> None:
    dated = Page(text=LONG, published_at=datetime(2025, 5, 1, tzinfo=UTC))
    article = make_article(FEED, entry(title=""), dated, NOW)
    assert article is not None
    assert article.published_at == datetime(2025, 5, 1, tzinfo=UTC)
    assert LONG.startswith(article.title.rstrip("…"))
    ahead = make_article(FEED, entry(), Page(text=LONG, published_at=datetime(2031, 1, 1, tzinfo=UTC)), NOW)
    assert ahead is not None
    assert ahead.published_at is None


def test_an_address_is_kept_without_what_counts_readers() -> None:
    plain = make_article(FEED, entry(url="https://news.example.com/a?id=7"), Page(text=LONG), NOW)
    counted = entry(url="https://news.example.com/a?utm_source=rss&id=7&fbclid=x#top")
    article = make_article(FEED, counted, Page(text=LONG), NOW)
    assert article is not None
    assert plain is not None
    assert (article.url, article.id) == ("https://news.example.com/a?id=7", plain.id)


# ---------------------------------------------------------------- a whole visit


async def test_a_visit_brings_new_entries_with_their_pages() -> None:
    answers = {"/feed": reply(_rss("/a", "/b", "/gone")), "/a": reply(_page(LONG)), "/b": reply(_page(LONG + "More."))}
    asked: list[str] = []

    async def only_new(entries: Sequence[Entry]) -> Sequence[Entry]:
        asked.extend(one.title for one in entries)
        return [one for one in entries if not one.title.endswith("/b")]

    async with serving(Site(answers)) as site, near_web() as network, Extractor() as extractor:
        brought = await harvest(site.feed(), network, extractor, NOW, unseen=only_new)
    assert asked == ["About /a", "About /b", "About /gone"]
    assert (brought.title, brought.entries, brought.is_unchanged) == ("Daily", 3, False)
    texts = [article.text for _, article in brought.articles if article]
    assert texts == [LONG.strip(), "Teaser of /gone."]
    assert brought.note is not None
    assert "1 pages could not be read" in brought.note
    assert "404" in brought.note
    assert "/b" not in site.paths


async def test_a_visit_to_an_unchanged_feed_brings_nothing() -> None:
    async with serving(Site({"/feed": reply(status=304)})) as site, near_web() as network, Extractor() as extractor:
        brought = await harvest(site.feed(etag='"1"'), network, extractor, NOW, unseen=_all)
    assert brought.is_unchanged
    assert (brought.etag, brought.articles) == ('"1"', ())


async def test_a_link_to_a_private_address_is_never_followed() -> None:
    answers = {"/feed": reply(_rss("http://169.254.169.254/latest/meta-data/"))}
    async with serving(Site(answers)) as site, near_web() as network, Extractor() as extractor:
        brought = await harvest(site.feed(), network, extractor, NOW, unseen=_all)
    assert "is not visited" in brought.page_errors[0]
    assert len(brought.articles) == 1


async def test_a_feed_that_is_none_fails_the_visit() -> None:
    async with (
        serving(Site({"/feed": reply(b"<html></html>")})) as site,
        near_web() as network,
        Extractor() as extractor,
    ):
        with pytest.raises(NotAFeed):
            await harvest(site.feed(), network, extractor, NOW, unseen=_all)
        with pytest.raises(FetchError):
            await harvest(site.feed("/nothing"), network, extractor, NOW, unseen=_all)


async def test_an_address_is_read_for_the_command_line() -> None:
    async with serving(Site({"/a": reply(_page(LONG))})) as site, near_web() as network, Extractor() as extractor:
        page = await read_address(site.url + "/a", network, extractor)
        assert (page.text, page.canonical_url) == (LONG.strip(), site.url + "/a")
        with pytest.raises((FetchError, InputError)):
            await read_address(site.url + "/nothing", network, extractor)
