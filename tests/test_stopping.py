"""A stop lets the article, the chat and the message at hand end, begins nothing new, and loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.delivery.outbox import Pace, deliver
from bot.desk import Desk
from bot.model import Chat, Message
from bot.ops.measures import Measures
from bot.pipeline import refresh, understand, write
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.store import Draft, Store
from bot.verbs.parts import load_desk
from bot.verbs.ringing import Bells, ringing
from config.settings import read_settings
from tests.handlers.house import open_store, until
from tests.sources.servers import near_web, raw_server
from tests.store.samples import DAY, NOW, a_message, an_article

TEXT = "“We are ready for whatever comes,” Marco Rubio said on Friday. The harbour opened again at noon."


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    async with await open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk() -> Desk:
    """A desk that nobody has told to end."""
    return replace(load_desk(read_settings()), ending=asyncio.Event())


@dataclass
class Postbox:
    """A platform with a memory, that may do something with each message; `pace` takes whatever comes."""

    on_message: Callable[[], None] = lambda: None
    sent: list[str] = field(default_factory=list)
    pace: Pace = field(default_factory=Pace)

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        """Take a message, slowly."""
        self.on_message()
        await asyncio.sleep(0.05)
        self.sent.append(chat.address)
        return f"m{len(self.sent)}"


async def test_the_message_under_way_is_settled_and_the_next_one_waits(store: Store) -> None:
    ending = asyncio.Event()
    for number in range(12):  # more than are sent at once
        chat = await store.chats.open("telegram", str(number), now=NOW)
        await store.outbox.queue(Draft(chat_id=chat.id, key="k", parts=(a_message(),)), now=NOW)
    post = Postbox(on_message=ending.set)
    await deliver(store, {"telegram": post}, NOW, ending=ending)
    states = await store.outbox.counts()
    assert (states["sent"], states["sending"], states["queued"]) == (len(post.sent), 0, 12 - len(post.sent))
    assert 0 < len(post.sent) < 12
    await deliver(store, {"telegram": post}, NOW)
    assert sorted(post.sent) == sorted(map(str, range(12)))


async def test_reading_ends_behind_the_article_at_hand(store: Store, desk: Desk) -> None:
    for number in range(4):
        await store.articles.keep(an_article(TEXT, id=f"a{number}"), now=NOW)

    async def stop_soon() -> None:
        while len(await store.articles.unread()) == 4:
            await asyncio.sleep(0)
        desk.ending.set()

    _, count = await asyncio.gather(stop_soon(), understand(store, desk, NOW))
    unread = await store.articles.unread()
    assert 0 < count < 4
    assert len(unread) == 4 - count
    assert await understand(store, replace(desk, ending=asyncio.Event()), NOW) == 4 - count


async def test_digests_that_are_due_wait_for_the_next_start(store: Store, desk: Desk) -> None:
    chat = await store.chats.open("telegram", "1", now=NOW - DAY)
    desk.ending.set()
    assert await write(store, desk, NOW) == 0
    assert await write(store, replace(desk, ending=asyncio.Event()), NOW) == 1
    assert len(await store.outbox.of_chat(chat.id)) == 1


async def test_a_feed_that_does_not_answer_is_not_waited_for(store: Store, desk: Desk) -> None:
    asked = asyncio.Event()

    async def never(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        asked.set()
        await reader.read()

    async with raw_server(never) as address, near_web(timeout=60) as network, Extractor() as extractor:
        feed = await store.feeds.add(f"{address}/feed", now=NOW)
        visiting = asyncio.create_task(refresh(store, network, extractor, desk, NOW))
        await asked.wait()
        desk.ending.set()
        assert await asyncio.wait_for(visiting, 30) == []
    assert await store.feeds.due(NOW) == (feed,)  # not visited: due as before, nothing held against it


class SlowBells(Bells):
    """Bells whose writing takes a moment; `done` says what came to its end."""

    begun = False
    done = False

    async def refresh(self) -> None:
        """Nothing to visit."""

    async def write(self) -> None:
        """Work that must not be cut in two."""
        SlowBells.begun = True
        await self.desk.ending.wait()
        await asyncio.sleep(0.2)
        SlowBells.done = True


async def test_a_step_under_way_comes_to_its_end(store: Store, desk: Desk) -> None:
    async with Web() as web, Extractor() as extractor:
        bells = SlowBells(store, desk, web, extractor, {}, Measures(), asyncio.Event())
        async with ringing(bells):
            await until(lambda: SlowBells.begun)
        assert SlowBells.done


async def test_a_slow_send_is_not_taken_for_a_dead_workers(store: Store) -> None:
    chat = await store.chats.open("telegram", "1", now=NOW)
    [message] = await store.outbox.queue(Draft(chat_id=chat.id, key="k", parts=(a_message(),)), now=NOW)
    await store.outbox.claim(now=NOW, worker="slow")
    await store.outbox.hold([message], now=NOW + DAY)
    assert await store.outbox.recover(now=NOW + DAY, stuck_for=DAY / 2) == 0
    await store.outbox.sent(message, "m1", now=NOW + DAY)
    await store.outbox.hold([message], now=NOW + DAY)
    assert (await store.outbox.counts())["sent"] == 1
