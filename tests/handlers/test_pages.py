"""More goes on where the page before it ended; Sources has every article, also those the numbers left out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.delivery import schedule
from bot.delivery.editor import Editor
from bot.model import Chat, Message
from bot.store import Place, Store
from tests.handlers.commanding import a_desk, answer, buttons, words
from tests.handlers.house import open_store
from tests.store.samples import HOUR, NOW, an_article, record, said

QUOTES = [f"Sentence number {number} of {subject}." for subject in ("cedars", "tariffs") for number in range(8)]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with two stories of eight statements, the first with five copies of its article."""
    async with await open_store(tmp_path) as opened:
        for subject in ("cedars", "tariffs"):
            quotes = [quote for quote in QUOTES if subject in quote]
            text = " ".join(f"“{quote}” Ada Byrne said." for quote in quotes)
            statements = [said(text, quote, "Ada Byrne") for quote in quotes]
            article = an_article(text, id=subject, title=f"All on {subject}", arrived_at=NOW - HOUR)
            first = await record(opened, article, *statements, now=NOW - HOUR)
            for copy in range(5 if subject == "cedars" else 0):
                outlet = f"copy{copy}.example"
                copied = replace(article, id=f"copy{copy}", outlet=outlet, url=f"https://{outlet}/a")
                place = Place(story_id=first.story_id, duplicate_of=subject)
                await record(opened, copied, *statements, now=NOW - HOUR, place=place)
        yield opened


@pytest.fixture
async def chat(store: Store) -> Chat:
    """A chat that is told in short."""
    opened = await store.chats.open("telegram", "1", now=NOW - 30 * HOUR)
    told = replace(opened, length="short", hours=("12:00",), last_digest_at=NOW - 24 * HOUR)
    await store.chats.save(told)
    return told


def quoted(message: Message) -> list[str]:
    """Which of the sentences a message tells."""
    return [quote for quote in QUOTES if quote in words(message)]


async def all_pages(store: Store, chat: Chat, first: Message) -> list[Message]:
    """The message, and what More gives until there is none."""
    pages = [first]
    while (more := buttons(pages[-1]).get("More")) and len(pages) < 20:
        pages.append(await answer(store, chat, more))
    return pages


@pytest.mark.parametrize("typed", ["digest", "digest cedars", "digest Ada Byrne"])
async def test_more_tells_the_rest_each_once(store: Store, chat: Chat, typed: str) -> None:
    pages = await all_pages(store, chat, await answer(store, chat, typed))
    told = [quote for page in pages for quote in quoted(page)]
    assert len(pages) > 1
    assert sorted(told) == sorted(quote for quote in QUOTES if "cedars" in quote or typed != "digest cedars")
    assert not any("Update:" in words(page) for page in pages)
    assert "Nothing new" not in words(pages[-1])  # the last page has no More


async def test_more_of_a_digest_that_came_by_itself_goes_on_where_that_ended(store: Store, chat: Chat) -> None:
    editor = Editor(store, a_desk().topics, {}, 0.6)
    [due] = schedule.all_due([chat], NOW)
    await editor.write_digest(due, NOW)
    [sent] = await store.outbox.of_chat(chat.id)
    told = [quote for page in await all_pages(store, chat, sent.message) for quote in quoted(page)]
    assert sorted(told) == sorted(QUOTES)


async def test_more_marks_nothing_as_told(store: Store, chat: Chat) -> None:
    await all_pages(store, chat, await answer(store, chat, "digest"))
    assert await store.outbox.told(chat.id) == frozenset()


async def test_a_digest_asked_for_says_that_it_tells_again_and_one_that_came_by_itself_does_not(
    store: Store, chat: Chat
) -> None:
    again = "The last day, as you asked: told before or not."
    shown = [words(await answer(store, chat, "digest")) for _ in range(2)]
    assert shown[0] == shown[1]
    assert again in shown[0]
    assert again not in words(await answer(store, chat, "digest snow"))  # nothing is told
    [due] = schedule.all_due([chat], NOW)
    await Editor(store, a_desk().topics, {}, 0.6).write_digest(due, NOW)
    [sent] = await store.outbox.of_chat(chat.id)
    assert again not in words(sent.message)


async def test_a_more_that_has_nothing_left_says_so(store: Store, chat: Chat) -> None:
    [more] = [
        action for label, action in buttons(await answer(store, chat, "digest cedars")).items() if label == "More"
    ]
    ended = await answer(store, chat, more.replace(":1:", ":49:"))
    assert "That is all: nothing more on cedars since Sun 3 May." in words(ended)


async def test_sources_has_every_outlet(store: Store, chat: Chat) -> None:
    shown = await answer(store, chat, "digest cedars")
    listed = words(await answer(store, chat, buttons(shown)["Sources"]))
    assert "news.example" in listed
    assert all(f"https://copy{copy}.example/a" in listed for copy in range(5))
    assert "tariffs" not in listed


@pytest.mark.parametrize(
    "place", ["", "x", "1-2", "9999999999999-1:+x:y", "1:2:3", ":::", "1-2:99999999999999:Ukraine"]
)
async def test_a_button_of_any_kind_is_answered(store: Store, chat: Chat, place: str) -> None:
    for name in ("more", "sources"):
        assert words(await answer(store, chat, f"v1:{name}:{place}")).strip()
