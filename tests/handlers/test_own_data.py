"""mute, export, forget, privacy: what a chat sees of its own data, and what is left of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.model import Chat, Message
from bot.store import Store
from tests.handlers.commanding import answer, ask, buttons, words
from tests.handlers.house import open_store
from tests.store.samples import NOW, agreed, an_article, record, said

SPOKEN = "“The quay is full,” Ada Berg said."
SIGNED = "Oslo and Riga signed a wood deal."


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await open_store(tmp_path) as opened:
        await record(
            opened, an_article(SPOKEN, id="a1", title="Quay is full"), said(SPOKEN, "The quay is full,", "Ada Berg")
        )
        await record(
            opened,
            an_article(SIGNED, id="a2", title="Wood"),
            agreed(SIGNED, ("Oslo", "Riga"), "wood deal", confidence=0.9),
        )
        yield opened


@pytest.fixture
async def chat(store: Store) -> Chat:
    return await store.chats.open("telegram", "1", now=NOW)


def section(message: Message, title: str) -> str:
    return next(s.lines[0].runs[0].text for s in message.sections if s.title.startswith(title))


@pytest.mark.parametrize("muted", ["Ada Berg", "quay"])
async def test_what_is_muted_stays_out_of_digests_and_comes_back(store: Store, chat: Chat, muted: str) -> None:
    assert "The quay is full" in await ask(store, chat, "digest")
    assert f"leave out {muted}" in await ask(store, chat, f"mute {muted}")
    digest = await ask(store, chat, "digest")
    assert "The quay is full" not in digest
    assert "Oslo and Riga: wood deal" in digest
    assert "The quay is full" in await ask(store, chat, "what did Ada Berg say?")
    assert f"In digests again: {muted}" in await ask(store, chat, f"unmute {muted}")
    assert "The quay is full" in await ask(store, chat, "digest")


async def test_a_muted_party_takes_its_deals_along_and_only_whole_words_count(store: Store, chat: Chat) -> None:
    await ask(store, chat, "mute Osl")
    assert "wood deal" in await ask(store, chat, "digest")
    await ask(store, chat, "mute Riga")
    assert "wood deal" not in await ask(store, chat, "digest")
    assert "Left out of digests: Osl, Riga" in await ask(store, chat, "mute")


async def test_several_are_muted_and_let_in_again_one_by_one(store: Store, chat: Chat) -> None:
    assert "leave out Riga or cricket or Smith, Berg & Co:" in await ask(
        store, chat, "mute Riga, -cricket, “Smith, Berg & Co”, Riga"
    )
    assert "Riga, cricket are muted already" in await ask(store, chat, "mute Riga, cricket")
    assert "In digests again: Riga, Smith, Berg & Co." in await ask(store, chat, "unmute Riga, “Smith, Berg & Co”")
    assert "Left out of digests: cricket." in await ask(store, chat, "mute")


@pytest.mark.parametrize("typed", ["mute !!!", "mute " + "x" * 200, "unmute", "unmute Nobody"])
async def test_what_cannot_be_muted_is_said(store: Store, chat: Chat, typed: str) -> None:
    told = await ask(store, chat, typed)
    assert any(hint in told for hint in ("mute takes", "unmute needs", "is not muted"))


async def test_export_is_json_and_opml_of_this_chat_alone(store: Store, chat: Chat) -> None:
    other = await store.chats.open("telegram", "2", now=NOW)
    await ask(store, other, "follow Secret Subject")
    await ask(store, chat, "follow Ada Berg")
    await store.feeds.add("https://own.example/feed?a=1&b=2", now=NOW, chat_id=chat.id, title="Own & <only>")
    await ask(store, chat, "follow deals over $50m with Poland")
    await ask(store, chat, "what did Ada Berg say?")
    message = await answer(store, chat, "export")
    held = json.loads(section(message, "Set-up"))
    assert [follow["text"] for follow in held["follows"]] == ["Ada Berg", "deals over $50m with Poland"]
    assert held["follows"][1]["amount_from"] == "50000000"
    assert [question["text"] for question in held["questions"]] == ["what did Ada Berg say?"]
    assert held["chat"]["address"] == "1"
    outlines = ElementTree.fromstring(section(message, "Feeds")).findall(".//outline[@xmlUrl]")
    assert [outline.get("xmlUrl") for outline in outlines] == ["https://own.example/feed?a=1&b=2"]
    assert "Secret" not in words(message)


async def test_forget_asks_first_and_then_leaves_nothing_but_the_address(store: Store, chat: Chat) -> None:
    other = await store.chats.open("telegram", "2", now=NOW)
    await ask(store, other, "follow Ada Berg")
    await ask(store, chat, "follow Ada Berg")
    asked = await answer(store, chat, "forget")
    assert await store.chats.follows(chat.id)
    assert "Erased" in await ask(store, chat, buttons(asked)["Erase everything"])
    left = await store.chats.find("telegram", "1")
    assert left is not None
    assert left.id != chat.id
    assert left.is_paused
    assert not await store.chats.follows(left.id)
    held = await store.chats.export(left.id)
    assert not any(held[name] for name in ("follows", "feeds", "articles", "messages", "told", "questions"))
    assert await store.chats.follows(other.id)
    assert left.id not in {each.id for each in await store.chats.active()}


async def test_privacy_says_what_is_kept_and_leads_on(store: Store, chat: Chat) -> None:
    message = await answer(store, chat, "privacy")
    assert {"Export", "Forget"} <= set(buttons(message))
    assert "30 minutes" in words(message)
