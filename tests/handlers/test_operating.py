"""What an operator does from a chat, and that nobody else can."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.model import Chat, FactKey
from bot.store import Draft, Store
from handlers.commands import COMMANDS, OPERATING, Commands
from handlers.reception import Asked, Reception
from tests.handlers.commanding import a_desk, answer, ask, buttons
from tests.handlers.house import House, open_house, open_store, until
from tests.handlers.telegram_scene import at_work, texts
from tests.simulators.telegram import TelegramSimulator
from tests.store.samples import NOW, an_article, record, said

OPERATORS = frozenset({"telegram:1"})
QUOTED = "“We will not wait,” Marco Rubio said."


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
async def operator(store: Store) -> Chat:
    return await store.chats.open("telegram", "1", now=NOW, title="Desk")


@pytest.fixture
async def stranger(store: Store) -> Chat:
    return await store.chats.open("slack", "C2", now=NOW, title="Newsroom")


async def order(store: Store, chat: Chat, typed: str) -> str:
    return await ask(store, chat, typed, operators=OPERATORS)


async def test_nobody_else_operates_and_no_menu_shows_it(store: Store, operator: Chat, stranger: Chat) -> None:
    assert not {spec.name for spec in OPERATING} & {spec.name for spec in COMMANDS}
    for typed in ("/status", "/chats", "/feeds", "/stats"):
        assert "I know no command" in await order(store, stranger, typed)
    await order(store, stranger, f"chats ban {operator.id}")
    await order(store, stranger, "feeds add https://evil.example/feed")
    assert not await store.chats.is_banned(operator.id)
    assert not await store.feeds.list(everything=True)
    assert "announce" not in await order(store, stranger, "help")
    assert "announce" in await order(store, operator, "help")


async def test_feeds_are_added_admitted_and_removed(store: Store, operator: Chat, stranger: Chat) -> None:
    own = "https://own.example/feed.xml"
    await store.feeds.add(own, now=NOW, chat_id=stranger.id)
    assert "Added https://news.example/feed.xml" in await order(
        store, operator, "feeds add https://news.example/feed.xml"
    )
    listed = await order(store, operator, "feeds")
    assert f"{own} (chat {stranger.id}): not visited yet" in listed
    assert "Admitted" in await order(store, operator, f"feeds admit {own}")
    assert [state.feed.url for state in await store.feeds.list()] == ["https://news.example/feed.xml", own]
    assert "https://news.example/feed.xml" in await order(store, operator, "feeds export")
    assert "Removed" in await order(store, operator, f"feeds remove {own}")
    assert "No shared feed" in await order(store, operator, f"feeds remove {own}")
    assert "No chat has added" in await order(store, operator, "feeds admit https://none.example/")
    for wrong in ("feeds add news", "feeds add", "feeds add file:///etc/hosts", "feeds add http://a b/"):
        assert "feeds add takes an address" in await order(store, operator, wrong)
    assert "feeds takes" in await order(store, operator, "feeds burn")


async def test_a_record_is_withdrawn_and_who_was_told_is_owed_a_correction(
    store: Store, operator: Chat, stranger: Chat
) -> None:
    recorded = await record(store, an_article(QUOTED), said(QUOTED, "We will not wait,"))
    fact = recorded.new[0]
    await store.outbox.queue(
        Draft(chat_id=stranger.id, key="digest:1", parts=(await answer(store, stranger, "help"),), facts=(fact,)),
        now=NOW,
    )
    assert f"Retracted statement {fact.id}" in await order(store, operator, f"retract {fact.id}")
    assert [(owed.chat_id, owed.fact) for owed in await store.facts.corrections()] == [
        (stranger.id, FactKey("statement", fact.id))
    ]
    assert "hidden already" in await order(store, operator, f"retract {fact.id}")
    assert "retract takes the number" in await order(store, operator, "retract all of it")


async def test_status_and_stats_say_how_we_are(store: Store, operator: Chat, stranger: Chat) -> None:
    await record(store, an_article(QUOTED), said(QUOTED, "We will not wait,"))
    await ask(store, stranger, "follow Marco Rubio")
    status = await order(store, operator, "status")
    assert "1 articles from 1 outlets" in status
    assert "0 feeds, 0 failing" in status
    stats = await order(store, operator, "stats")
    assert "2 chats, 2 active: 1 on slack, 1 on telegram" in stats
    assert "Marco Rubio: 1" in stats
    assert "Newsroom" not in stats


async def test_a_limit_bounds_questions_and_not_settings(store: Store, operator: Chat, stranger: Chat) -> None:
    assert "may ask 2 times an hour" in await order(store, operator, f"chats limit {stranger.id} 2")
    answers = [await ask(store, stranger, "what did Rubio say?") for _ in range(3)]
    assert [("may ask 2 times an hour" in told) for told in answers] == [False, False, True]
    assert "Following" in await ask(store, stranger, "follow Ukraine") or "follow" in await ask(store, stranger, "list")
    assert "2 questions an hour" in await order(store, operator, "chats")
    await order(store, operator, f"chats limit {stranger.id} off")
    assert "may ask 2" not in await ask(store, stranger, "what did Rubio say?")
    for wrong in ("chats limit", "chats limit 999 3", f"chats limit {stranger.id}", f"chats fly {stranger.id}"):
        told = await order(store, operator, wrong)
        assert "Which chat?" in told or "chats takes" in told


async def test_an_announcement_is_shown_first_and_reaches_every_active_chat_once(
    store: Store, operator: Chat, stranger: Chat
) -> None:
    await store.chats.save(replace(stranger, quiet=("11:00", "13:00")))
    shut = await store.chats.open("telegram", "3", now=NOW)
    await store.chats.ban(shut.id, now=NOW)
    assert "2 chats would read:" in await order(store, operator, "announce We move on Friday")
    assert not await store.outbox.of_chat(stranger.id)
    assert "On its way to 2 chats" in await order(store, operator, "announce now We move on Friday")
    assert "told that today already" in await order(store, operator, "announce now We move on Friday")
    [message] = await store.outbox.of_chat(stranger.id)
    assert message.message.title == "From the operator"
    assert message.not_before == NOW + timedelta(hours=1)
    assert not await store.outbox.of_chat(shut.id)


async def test_a_ban_is_lifted_by_the_operator_alone(store: Store, operator: Chat, stranger: Chat) -> None:
    assert "this very chat" in await order(store, operator, f"chats ban {operator.id}")
    banned = await answer(store, operator, f"chats ban {stranger.id}", operators=OPERATORS)
    await store.chats.block(stranger.id, "kicked", now=NOW)
    await store.chats.unblock(stranger.id)
    assert await store.chats.is_banned(stranger.id)
    assert stranger.id not in {chat.id for chat in await store.chats.active()}
    assert "let in again" in await order(store, operator, buttons(banned)[f"Unban {stranger.id}"])
    assert stranger.id in {chat.id for chat in await store.chats.active()}


async def test_the_banned_are_not_answered_on_telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands(None, replace(a_desk(), operators=OPERATORS))  # type: ignore[arg-type] # the house gives it one
    async with (
        TelegramSimulator().running() as telegram,
        open_house(tmp_path, commands) as house,
        at_work(telegram, house),
    ):
        await _ban_and_ask(telegram, house, _done_with(monkeypatch))


def _done_with(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked and is done with, answered or not: silence can be waited for."""
    done: list[str] = []
    answer = Reception.answer

    async def remembered(reception: Reception, asked: Asked) -> None:
        await answer(reception, asked)
        done.append(asked.name)

    monkeypatch.setattr(Reception, "answer", remembered)
    return done


async def _ban_and_ask(telegram: TelegramSimulator, house: House, done: list[str]) -> None:
    desk, room = telegram.private(1, "Operator"), telegram.private(42)
    telegram.says(room, "/list")
    await until(lambda: len(room.shown) == 1)
    held = await house.store.chats.find("telegram", "42")
    assert held is not None
    telegram.says(desk, f"/chats ban {held.id}", person=1)
    await until(lambda: len(desk.shown) == 1)
    assert texts(desk)[0].startswith("Banned")
    for words in ("/list", "/start", "what did Rubio say?"):
        telegram.says(room, words)
    await until(lambda: len(done) == 5)  # the two before, and three that nobody answered
    telegram.says(desk, f"/chats unban {held.id}", person=1)
    await until(lambda: len(desk.shown) == 2)
    telegram.says(room, "/list")
    await until(lambda: len(room.shown) == 2)
    assert [text.splitlines()[0] for text in texts(room)] == [texts(room)[0].splitlines()[0]] * 2
