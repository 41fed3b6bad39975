"""verify in a chat: by command, pasted, forwarded; nothing of the draft stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from bot.model import Chat
from bot.store import Draft, Store
from handlers.commands import parse
from tests.handlers.commanding import answer, ask, words
from tests.handlers.house import open_store
from tests.store.samples import NOW, an_article, record, said

TEXT = "“We are ready for the winter,” Marco Rubio said. “So are we all,” said Moira Tennock."
DRAFT = "“We are ready for the summer,” Marco Rubio said.\n\n“So are we all,” said Zebedee Quagmire."


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one article of two speakers."""
    async with await open_store(tmp_path) as opened:
        both = said(TEXT, "We are ready for the winter,"), said(TEXT, "So are we all,", "Moira Tennock")
        await record(opened, an_article(TEXT, outlet="harbourpost.example"), *both)
        yield opened


@pytest.fixture
async def chat(store: Store) -> Chat:
    """A chat with the usual settings."""
    return await store.chats.open("telegram", "1", now=NOW)


async def test_a_draft_is_checked_by_command(store: Store, chat: Chat) -> None:
    told = await ask(store, chat, f"/verify {DRAFT}")
    assert "Draft · 2 checked: 1 altered, 1 other speaker" in told
    assert "“summer” is on record as “winter”" in told
    assert "other speaker: “So are we all,” · Moira Tennock" in told
    assert "Moira Tennock" in await ask(store, chat, "why 1")


async def test_the_command_without_a_text_says_what_it_needs(store: Store, chat: Chat) -> None:
    assert "verify needs a text" in await ask(store, chat, "verify")
    assert "I found no quotation" in await ask(store, chat, "verify Nothing is quoted here.")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Verify: “We are ready,” he said", "verify"),
        ("/verify@OnRecordBot “We are ready,” he said", "verify"),
        (
            f"Rubio spoke at noon in the rain. {DRAFT} Nobody else spoke, and the crowd went home at four. " * 2,
            "verify",
        ),
        ("who said “We are ready for the winter”", "who"),
        ("“We are ready for the winter,” Marco Rubio said.", "ask"),
        (
            f"Did Rubio say this? {DRAFT} I read it this morning in a paper whose name I forgot. Or who else was it?",
            "ask",
        ),
        ("follow “minerals deal of the two countries”, " + "Ukraine, " * 30, "follow"),
        ("a long text without any quotation " * 10, "ask"),
    ],
)
def test_a_pasted_draft_is_told_from_a_question(typed: str, name: str) -> None:
    assert parse(typed)[0] == name


def test_a_draft_keeps_its_paragraphs() -> None:
    assert parse(f"verify {DRAFT}") == ("verify", DRAFT)


async def test_nothing_of_a_draft_is_kept_once_the_answer_is_sent(store: Store, chat: Chat, tmp_path: Path) -> None:
    message = await answer(store, chat, f"verify {DRAFT}")
    assert "summer" in words(message)
    await store.outbox.queue(Draft(chat_id=chat.id, key="1", parts=(message,)), now=NOW)
    [sending] = await store.outbox.claim(now=NOW, worker="w", limit=5)
    await store.outbox.sent(sending.id, "77", now=NOW)
    held = everything_in(tmp_path)
    assert "harbourpost.example" in held
    assert "summer" not in held
    assert "Quagmire" not in held


def everything_in(folder: Path) -> str:
    """All that stands in the database."""
    [path] = folder.glob("*.sqlite3")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        names = [name for name in inspect(engine).get_table_names() if not name.startswith("fts_")]
        rows = [row for name in names for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
    engine.dispose()
    return "\n".join(map(str, rows))
