"""Follow-ups belong to one person in one chat and thread, and end after 30 minutes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.model import Chat
from bot.store import Store
from handlers.commands import Command, Commands, parse
from tests.handlers.commanding import a_desk, words
from tests.handlers.house import open_store
from tests.store.samples import NOW, an_article, record, said

TEXT = "“The oil must flow,” Marco Rubio said. “No more oil,” said Moira Tennock."
FIRST = "what did Rubio say about oil?"
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one article of two speakers."""
    async with await open_store(tmp_path) as opened:
        both = said(TEXT, "The oil must flow,"), said(TEXT, "No more oil,", "Moira Tennock")
        await record(opened, an_article(TEXT), *both)
        yield opened


@pytest.fixture
async def chat(store: Store) -> Chat:
    """A chat with the usual settings."""
    return await store.chats.open("telegram", "1", now=NOW)


async def tell(store: Store, chat: Chat, typed: str, minutes: int = 0, person: str = "ada", thread: str = "") -> str:
    name, argument = parse(typed)
    command = Command(name=name, argument=argument, chat=chat, person=person, thread=thread)
    return words(await Commands(store, a_desk()).answer(command, NOW + minutes * MINUTE))


@pytest.mark.parametrize("minutes", [0, 1, 29])
async def test_a_follow_up_goes_on_for_half_an_hour(store: Store, chat: Chat, minutes: int) -> None:
    await tell(store, chat, FIRST)
    assert (await tell(store, chat, "and Tennock?", minutes)).startswith("Moira Tennock · about oil")


@pytest.mark.parametrize("minutes", [30, 31, 600])
async def test_after_half_an_hour_it_is_a_question_of_its_own(store: Store, chat: Chat, minutes: int) -> None:
    await tell(store, chat, FIRST)
    assert "about oil" not in await tell(store, chat, "and Tennock?", minutes)
    assert "I did not understand that" in await tell(store, chat, "source?", minutes + 31)


async def test_each_follow_up_begins_the_half_hour_anew(store: Store, chat: Chat) -> None:
    await tell(store, chat, FIRST)
    await tell(store, chat, "and Tennock?", 20)
    assert (await tell(store, chat, "source?", 45)).startswith("Moira Tennock · about oil")


async def test_another_person_thread_or_chat_knows_nothing_of_it(store: Store, chat: Chat) -> None:
    await tell(store, chat, FIRST)
    other = await store.chats.open("telegram", "2", now=NOW)
    assert "about oil" not in await tell(store, chat, "and Tennock?", person="bob")
    assert "about oil" not in await tell(store, chat, "and Tennock?", thread="t2")
    assert "about oil" not in await tell(store, other, "and Tennock?")
    assert "about oil" in await tell(store, chat, "and Tennock?", 1)


async def test_a_draft_between_two_questions_does_not_disturb_them(store: Store, chat: Chat) -> None:
    await tell(store, chat, FIRST)
    await tell(store, chat, "verify “The oil must flow,” Marco Rubio said.", 1)
    assert (await tell(store, chat, "and Tennock?", 2)).startswith("Moira Tennock · about oil")
