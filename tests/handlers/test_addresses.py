"""An address that somebody adds is looked at while they wait: what is wrong with it is said at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.model import Chat
from bot.sources.fetch import Web
from bot.sources.look import look_through
from bot.store import Store
from handlers.commands import Command, Commands, parse
from tests.handlers.commanding import a_desk, words
from tests.handlers.house import open_store
from tests.sources.servers import Site, near_web, raw_server, reply, serving
from tests.store.samples import NOW

RSS = b"<rss version='2.0'><channel><title>Tidings</title><item><title>Fog</title><guid>1</guid></item></channel></rss>"
PAGE = b"<html><head>%s</head><body><p>Please log in</p></body></html>"
NAMED = b"<link rel='alternate' type='application/rss+xml' href='/feed'>"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with await open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
async def chat(store: Store) -> Chat:
    """A chat that may operate."""
    return await store.chats.open("telegram", "1", now=NOW)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site with a feed, a page that names it, a page that names none, and a server in trouble."""
    answers = {
        "/feed": reply(RSS, content_type="text/xml"),
        "/front": reply(PAGE % NAMED),
        "/login": reply(PAGE % b""),
        "/down": reply(status=503),
    }
    async with serving(Site(answers)) as served:
        yield served


async def told(store: Store, chat: Chat, typed: str, *, web: Web | None = None, seconds: float = 60) -> str:
    """What is answered to a typed line by a bot that has the network."""
    async with web or near_web() as network:
        look = partial(look_through, web=network, seconds=seconds)
        commands = Commands(store, a_desk_of(chat), look=look)
        name, argument = parse(typed)
        return words(await commands.answer(Command(name=name, argument=argument, chat=chat), NOW))


def a_desk_of(chat: Chat) -> Desk:
    """A desk that this chat operates."""
    return replace(a_desk(), operators=frozenset({f"{chat.platform}:{chat.address}"}))


async def followed(store: Store, chat: Chat) -> list[str]:
    """The addresses that the chat follows."""
    assert len(await store.feeds.list(chat_id=chat.id)) == len(await store.chats.follows(chat.id))
    return [follow.subject for follow in await store.chats.follows(chat.id)]


async def test_a_feed_that_is_well_is_followed_under_its_title(store: Store, chat: Chat, site: Site) -> None:
    answered = await told(store, chat, f"follow {site.url}/feed")
    assert "It is well: “Tidings”, 1 entry" in answered
    assert await followed(store, chat) == [f"{site.url}/feed"]
    assert "“Tidings”" in await told(store, chat, "list")


@pytest.mark.parametrize(
    ("path", "says"), [("/login", "is an HTML page and announces no feed"), ("/gone", "answers 404: check the address")]
)
async def test_what_can_be_no_feed_is_not_followed(store: Store, chat: Chat, site: Site, path: str, says: str) -> None:
    answered = await told(store, chat, f"follow {site.url}{path}")
    assert "Not added: " in answered
    assert says in answered
    assert "The digest comes" not in answered
    assert await followed(store, chat) == []


@pytest.mark.parametrize("url", ["http://127.0.0.1/feed", "http://10.0.0.8/feed", "http://printer.local/feed"])
async def test_a_private_address_is_not_followed(store: Store, chat: Chat, url: str) -> None:
    answered = await told(store, chat, f"follow {url}", web=Web())
    assert "Not added: " in answered
    assert "I visit only what is open to everybody." in answered
    assert await followed(store, chat) == []


async def test_a_page_is_followed_by_the_feed_it_names(store: Store, chat: Chat, site: Site) -> None:
    assert f"That is the feed which {site.url}/front names." in await told(store, chat, f"follow {site.url}/front")
    assert await followed(store, chat) == [f"{site.url}/feed"]
    assert "Gone" in await told(store, chat, f"unfollow {site.url}/front")
    assert await followed(store, chat) == []


async def test_a_server_in_trouble_is_tried_again_and_told_of_once(store: Store, chat: Chat, site: Site) -> None:
    answered = await told(store, chat, f"follow {site.url}/down")
    assert "answers 503: later again. I go on trying" in answered
    assert await followed(store, chat) == [f"{site.url}/down"]
    assert not await store.feeds.due(NOW)
    [feed] = await store.feeds.due(NOW + timedelta(hours=1))
    assert feed.failures == 1  # the first failure was told: see bot.visiting
    assert "answers 503" in await told(store, chat, "list")


async def test_a_slow_server_keeps_nobody_waiting(store: Store, chat: Chat) -> None:
    async def never(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    async with raw_server(never) as address:
        answered = await told(store, chat, f"follow {address}/feed", seconds=0.05)
        assert "It has not answered yet; I go on trying. If it cannot be read, I tell you here." in answered
        assert await followed(store, chat) == [f"{address}/feed"]
        assert len(await store.feeds.due(NOW)) == 1


async def test_one_broken_address_stops_no_other_follow(store: Store, chat: Chat, site: Site) -> None:
    answered = await told(store, chat, f"follow {site.url}/gone, {site.url}/feed")
    assert "Not added: " in answered
    assert "The digest comes" in answered
    assert await followed(store, chat) == [f"{site.url}/feed"]


async def test_an_operator_adds_no_feed_that_is_none(store: Store, chat: Chat, site: Site) -> None:
    assert "announces no feed" in await told(store, chat, f"feeds add {site.url}/login")
    assert not await store.feeds.list()
    assert "It is well" in await told(store, chat, f"feeds add {site.url}/front")
    assert [state.feed.url for state in await store.feeds.list()] == [f"{site.url}/feed"]
