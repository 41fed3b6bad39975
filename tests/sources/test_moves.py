"""A feed that moved for good goes by its new address, with whoever follows it; nothing else moves a feed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import cache

import pytest

from bot.model import Chat, Entry, Follow, Visit
from bot.pipeline import Desk, refresh
from bot.sources.articles import Extractor
from bot.store import Store
from bot.verbs.parts import load_desk
from config.settings import read_settings
from handlers.console import render
from tests.sources.servers import Site, near_web, reply, serving
from tests.store.conftest import empty_sqlite, migrated_postgres, store, store_url
from tests.store.samples import NOW, an_article

__all__ = ["empty_sqlite", "migrated_postgres", "store", "store_url"]  # on both databases
RSS = b"<rss version='2.0'><channel><title>News</title></channel></rss>"
OLD, NEW = "https://news.example/old.xml", "https://news.example/new.xml"
STEP = timedelta(days=2)  # later than any wait between two visits


@cache
def desk() -> Desk:
    """What the pipeline works with, loaded once."""
    return load_desk(read_settings())


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site whose feed has moved for good from /old to /new."""
    answers = {"/old": reply(status=301, headers={"Location": "/new"}), "/new": reply(RSS, content_type="text/xml")}
    async with serving(Site(answers)) as served:
        yield served


async def visit(store: Store, times: int = 1, *, begun: int = 0) -> None:
    """So many passes over the feeds, days apart."""
    async with near_web() as network, Extractor() as extractor:
        for number in range(begun, begun + times):
            await refresh(store, network, extractor, desk(), NOW + STEP * number)


async def addresses(store: Store) -> list[str]:
    """Where every feed is visited."""
    return [state.feed.url.rpartition("/")[2] for state in await store.feeds.list(everything=True)]


async def a_follower(store: Store, url: str, number: int = 1) -> Chat:
    """A chat with this feed as its own."""
    chat = await store.chats.open("telegram", str(number), now=NOW)
    await store.feeds.add(url, now=NOW, chat_id=chat.id)
    await store.chats.follow(Follow(text=url, kind="feed", subject=url, chat_id=chat.id), now=NOW)
    return chat


async def subjects(store: Store, chat: Chat) -> list[str]:
    """What the chat follows."""
    return [follow.subject for follow in await store.chats.follows(chat.id)]


async def test_the_second_visit_in_a_row_moves_the_feed_and_its_follows(store: Store, site: Site) -> None:
    chat = await a_follower(store, f"{site.url}/old")
    await visit(store)
    assert await addresses(store) == ["old"]
    await visit(store, begun=1)
    assert await addresses(store) == ["new"]
    assert await subjects(store, chat) == [f"{site.url}/new"]
    await visit(store, begun=2)
    assert site.paths == ["/old", "/new", "/old", "/new", "/new"]


async def test_a_feed_that_answers_not_modified_at_its_new_place_moves_too(store: Store, site: Site) -> None:
    await store.feeds.add(f"{site.url}/old", now=NOW)
    await visit(store)
    site.answers["/new"] = reply(status=304)
    await visit(store, begun=1)
    assert await addresses(store) == ["new"]


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_redirect_for_now_moves_nothing(store: Store, site: Site, status: int) -> None:
    site.answers["/old"] = reply(status=status, headers={"Location": "/new"})
    await store.feeds.add(f"{site.url}/old", now=NOW)
    await visit(store, 3)
    assert await addresses(store) == ["old"]


async def test_a_visit_between_that_was_not_sent_on_begins_anew(store: Store, site: Site) -> None:
    await store.feeds.add(f"{site.url}/old", now=NOW)
    await visit(store)
    sent_on, site.answers["/old"] = site.answers["/old"], reply(RSS, content_type="text/xml")
    await visit(store, begun=1)
    site.answers["/old"] = sent_on
    await visit(store, begun=2)
    assert await addresses(store) == ["old"]
    await visit(store, begun=3)
    assert await addresses(store) == ["new"]


@pytest.mark.parametrize(
    "where", ["http://169.254.169.254/latest", "ftp://news.example/feed", "/login"], ids=["metadata", "ftp", "a page"]
)
async def test_nothing_moves_to_what_the_guard_refuses_or_what_is_no_feed(store: Store, site: Site, where: str) -> None:
    site.answers["/old"] = reply(status=301, headers={"Location": where})
    site.answers["/login"] = reply(b"<html><body><p>Please log in</p></body></html>")
    await store.feeds.add(f"{site.url}/old", now=NOW)
    await visit(store, 3)
    assert await addresses(store) == ["old"]


async def test_a_feed_held_already_at_the_new_address_stays_one(store: Store, site: Site) -> None:
    chat = await a_follower(store, f"{site.url}/old")
    await a_follower(store, f"{site.url}/new")
    old, new = sorted(await store.feeds.list(chat_id=chat.id), key=lambda state: state.feed.url, reverse=True)
    article = an_article("A text", feed_id=old.feed.id, chat_id=chat.id)
    await store.articles.keep(article, now=NOW, entry=Entry(url=None, key="1", title="A title"))
    await visit(store, 2)
    [held] = await store.feeds.list(everything=True)
    assert (held.feed.id, held.articles) == (new.feed.id, 1)
    assert await subjects(store, chat) == [f"{site.url}/new"]


async def test_the_old_address_still_means_the_feed(store: Store, site: Site) -> None:
    feed = await store.feeds.add(f"{site.url}/old", now=NOW)
    await visit(store, 2)
    again = await store.feeds.add(f"{site.url}/old", now=NOW)
    assert (again.id, again.url, again.former) == (feed.id, f"{site.url}/new", (f"{site.url}/old",))
    assert await store.feeds.remove(f"{site.url}/old")
    assert await addresses(store) == []


async def test_another_chats_feed_does_not_move_along(store: Store, site: Site) -> None:
    first = await a_follower(store, f"{site.url}/old")
    await visit(store)
    second = await a_follower(store, f"{site.url}/old", 2)
    await visit(store, begun=1)
    assert await subjects(store, first) == [f"{site.url}/new"]
    assert await subjects(store, second) == [f"{site.url}/old"]


async def test_an_admitted_feed_takes_its_follower_along(store: Store, site: Site) -> None:
    chat = await a_follower(store, f"{site.url}/old")
    await store.feeds.admit(f"{site.url}/old", now=NOW)
    await visit(store, 2)
    assert await subjects(store, chat) == [f"{site.url}/new"]


async def test_nothing_moves_from_https_to_http(store: Store) -> None:
    feed = await store.feeds.add(OLD, now=NOW)
    well = Visit(feed_id=feed.id, visited_at=NOW, status="ok")
    for _ in range(3):
        await store.feeds.visited(well, next_visit_at=NOW, moved_to=NEW.replace("https", "http"))
    assert await addresses(store) == ["old.xml"]
    for _ in range(2):
        await store.feeds.visited(well, next_visit_at=NOW, moved_to=NEW)
    assert await addresses(store) == ["new.xml"]


async def test_a_page_that_a_chat_follows_leads_to_the_feed_it_announces_once(store: Store, site: Site) -> None:
    page = b"<html><head><link rel='alternate' type='application/rss+xml' href='%s'></head><body>x</body></html>"
    site.answers |= {"/": reply(page % b"/new"), "/page": reply(page % b"/another"), "/another": reply(page % b"/page")}
    chat = await a_follower(store, f"{site.url}/")
    await visit(store, 2)
    assert await subjects(store, chat) == [f"{site.url}/new"]
    lost = await a_follower(store, f"{site.url}/page", 2)
    await store.feeds.add(f"{site.url}/page", now=NOW)
    await visit(store, 4, begun=2)
    assert await subjects(store, lost) == [f"{site.url}/another"]
    assert [state.feed.url for state in await store.feeds.list()] == [f"{site.url}/page"]  # the operator's: told so


async def told(store: Store) -> list[str]:
    """What waits to be sent to chats, as text."""
    waiting = await store.outbox.claim(now=NOW + STEP * 9, worker="test")
    return [render(message.message) for message in waiting]


async def test_a_chat_is_told_once_that_what_it_follows_cannot_be_read(store: Store, site: Site) -> None:
    site.answers["/login"] = reply(b"<html><body><p>Please log in</p></body></html>")
    await a_follower(store, f"{site.url}/login")
    await visit(store, 3)
    [message] = await told(store)
    assert f"{site.url}/login could not be read" in message
    assert "I go on trying" in message


async def test_a_feed_that_was_read_once_and_a_shared_one_fail_without_a_word(store: Store, site: Site) -> None:
    site.answers["/new"] = reply(RSS, content_type="text/xml")
    await a_follower(store, f"{site.url}/new")
    await store.feeds.add(f"{site.url}/gone", now=NOW)
    await visit(store)
    site.answers["/new"] = reply(status=503)
    await visit(store, 2, begun=1)
    assert await told(store) == []


async def test_a_page_that_names_its_feed_is_no_failure(store: Store, site: Site) -> None:
    named = b"<html><head><link rel='alternate' type='application/rss+xml' href='/new'></head><body></body></html>"
    site.answers["/page"] = reply(named)
    await a_follower(store, f"{site.url}/page")
    await visit(store, 2)
    assert await told(store) == []
