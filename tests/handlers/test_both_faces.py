"""A newcomer's conversation with the whole bot, on Telegram and on Slack: real commands, real reader, real store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.outbox import Pace
from bot.model import Article, Chat
from bot.pipeline import Desk, understand, write
from bot.store import Store
from bot.verbs.parts import load_desk
from config.settings import Settings
from handlers.commands import Commands
from handlers.slack import Account as SlackAccount
from handlers.slack import SlackFace
from handlers.telegram import Account as TelegramAccount
from handlers.telegram import TelegramFace
from tests.handlers.house import House, now, open_house, open_store, until
from tests.simulators.slack import APP_TOKEN, BOT_TOKEN, SlackSimulator
from tests.simulators.telegram import TOKEN, TelegramSimulator

ARTICLE = Article(
    id="rubio-1",
    title="Rubio says Ukraine must decide",
    url="https://news.example.com/rubio",
    outlet="example.com",
    language="en",
    text=(
        "Secretary of State Marco Rubio spoke about Ukraine in Washington on Thursday.\n\n"
        "“This is not our war,” Rubio told Fox News. “It has to come to an end at some point soon.”\n\n"
        "State Department spokeswoman Tammy Bruce said that the talks on Ukraine would go on."
    ),
)


@dataclass(slots=True)
class Talk:
    """One person's conversation: `say` gives the answer's text, `shown` everything seen so far."""

    house: House
    say: Callable[[str], Awaitable[str]]
    tap: Callable[[str], Awaitable[str]]
    shown: Callable[[], list[str]]


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The real rules, topics and words; none of it changes."""
    return load_desk(Settings())


@pytest.fixture(params=["telegram", "slack"])
async def talk(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> AsyncIterator[Talk]:
    """The whole bot with one article read, on either platform."""
    begin = on_telegram if request.param == "telegram" else on_slack
    commands = Commands(store=await _read_article(tmp_path, desk), desk=desk)
    async with open_house(tmp_path, commands) as house, begin(house) as conversation:
        yield conversation


async def _read_article(folder: Path, desk: Desk) -> Store:
    store = await open_store(folder)
    article = replace(ARTICLE, published_at=now() - timedelta(hours=2))
    await store.articles.keep(article, now=now())
    await understand(store, desk, now())
    await store.close()
    return store


@asynccontextmanager
async def on_telegram(house: House) -> AsyncIterator[Talk]:
    async with TelegramSimulator().running() as telegram:
        room = telegram.private()
        account = TelegramAccount(token=TOKEN, base_url=telegram.base_url, seconds=5.0, poll_seconds=1.0, pace=Pace())
        face = house.platforms["telegram"] = TelegramFace(account, house.reception, house.troubles.append)

        async def say(words: str) -> str:
            telegram.says(room, f"/{words}" if words.partition(" ")[0].islower() else words)
            return await answered()

        async def tap(label: str) -> str:
            telegram.taps(room, label)
            return await answered()

        async def answered() -> str:
            count = len(room.shown)
            await until(lambda: len(room.shown) > count, seconds=30)
            return room.shown[-1].text

        await face.start()
        try:
            yield Talk(house, say, tap, lambda: [shown.text for shown in room.shown])
        finally:
            await face.stop()


@asynccontextmanager
async def on_slack(house: House) -> AsyncIterator[Talk]:
    async with SlackSimulator().running() as slack:
        room = slack.direct()
        account = SlackAccount(
            bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=slack.base_url, seconds=5.0, pace=Pace()
        )  # fmt: skip
        face = house.platforms["slack"] = SlackFace(account, house.reception, house.troubles.append)

        async def say(words: str) -> str:
            count = len(room.shown)
            await (slack.commands if words.partition(" ")[0].islower() else slack.writes)(room, words)
            return await answered(count)

        async def tap(label: str) -> str:
            count = len(room.shown)
            await slack.taps(room, label)
            return await answered(count)

        async def answered(count: int) -> str:
            await until(lambda: len(room.shown) > count, seconds=30)
            return room.shown[-1].text

        await face.start()
        await until(lambda: slack.is_listened_to)
        try:
            yield Talk(house, say, tap, lambda: [shown.text for shown in room.shown])
        finally:
            await face.stop()


async def test_a_newcomer_is_led_from_start_to_an_answer(talk: Talk) -> None:
    assert "On Record" in await talk.say("start")
    assert "what did Rubio say" in await talk.say("help")
    assert "Ukraine" in await talk.tap("Ukraine")
    assert "Ukraine" in await talk.say("list")
    digest = await talk.say("digest")
    assert "“This is not our war”" in digest.replace(",”", "”")
    assert "Marco Rubio" in digest
    assert "example" in digest
    for words in ("ask what did Rubio say?", "What did Rubio say?"):
        answer = await talk.say(words)
        assert "Rubio" in answer
        assert "This is not our war" in answer
    assert "Ukraine" in await talk.say("unfollow Ukraine")
    assert "nothing" in await talk.say("list")


async def test_the_chats_own_clock_is_set_and_stopped(talk: Talk) -> None:
    assert "Kyiv" in await talk.say("timezone Europe/Kyiv")
    assert "07:30" in await talk.say("time 7:30 mon-fri")
    assert "Paused" in await talk.say("pause")
    assert "paused" in await talk.say("settings")
    assert "07:30" in await talk.say("resume")
    assert "Mars/Base" in await talk.say("timezone Mars/Base")


async def test_a_digest_that_is_due_arrives_once_though_it_is_written_twice(talk: Talk) -> None:
    await talk.say("follow Ukraine")
    await talk.say("time 8:00")
    store, commands = talk.house.reception.commands.store, talk.house.reception.commands
    assert isinstance(commands, Commands)
    (chat,) = await store.chats.active()
    due = replace(chat, last_digest_at=now() - timedelta(days=1), hours=(_a_minute_ago(chat),))
    await store.chats.save(due)
    seen = len(talk.shown())
    for _ in range(2):
        await write(store, commands.desk, now(), platforms=talk.house.platforms)
        talk.house.bell.set()
    await until(lambda: len(talk.shown()) > seen, seconds=30)
    await talk.say("list")
    assert len(talk.shown()) == seen + 2
    assert "This is not our war" in talk.shown()[seen]


def _a_minute_ago(chat: Chat) -> str:
    assert chat.timezone == "UTC"
    return f"{datetime.now(UTC) - timedelta(minutes=1):%H:%M}"
