"""Names, topics and words that the parsing tables speak of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.asking.ground import Ground
from bot.asking.topics import parse_topics
from bot.asking.words import parse_words
from bot.pipeline import Desk
from bot.store import Store
from bot.store.records import KnownName, KnownRole
from bot.verbs.parts import load_desk
from config.settings import read_settings
from tests.asking import week
from tests.store.conftest import empty_sqlite, migrated_postgres, store, store_url

__all__ = ["empty_sqlite", "migrated_postgres", "store", "store_url"]  # the store's own fixtures serve here, too
ROOT = Path(__file__).resolve().parents[2]
FRIDAY = datetime(2025, 5, 2, 18, 0, tzinfo=UTC)  # 19:00 in London, 14:00 in New York


def person(name: str, role: str = "", statements: int = 3, *aliases: str) -> KnownName:
    """A person the store holds statements of."""
    roles = (KnownRole(role, date(2025, 4, 1), date(2025, 5, 2)),) if role else ()
    return KnownName(name, "person", aliases, roles, statements)


KNOWN = (
    person("Marco Rubio", "Secretary of State", 9, "Rubio"),
    person("Vladimir Putin", "Russian President", 8),
    person("Donald Trump", "President", 7),
    person("Tammy Bruce", "State Department spokeswoman", 5),
    person("Hillary Clinton", "former Secretary of State", 4),
    person("Bill Clinton", "former president", 2),
    person("Olena Dovzhyk", "economist", 2),
    person("António Guterres", "UN Secretary-General", 2),
    KnownName("State Department", "organisation", (), (), 3),
    KnownName("Kremlin", "organisation", ("the Kremlin",), (), 3),
    KnownName("Fox News", "organisation", (), (), 1),
    KnownName("International Monetary Fund", "organisation", (), (), 2),
    KnownName("Norvane Energy", "organisation", ("Norvane",), (), 2),
)


@pytest.fixture(scope="session")
def ground() -> Ground:
    """The shipped words and topics with a handful of names."""
    return ground_of(KNOWN)


def ground_of(known: Iterable[KnownName]) -> Ground:
    """The shipped words and topics with these names."""
    words = parse_words((ROOT / "bot" / "asking" / "words.toml").read_text(encoding="utf-8"))
    topics = parse_topics((ROOT / "seeds" / "topics.toml").read_text(encoding="utf-8"))
    return Ground.of(words, topics, known)


@pytest.fixture(scope="session")
def week_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The week in an SQLite file, fetched and read once."""
    path = tmp_path_factory.mktemp("week") / "week.db"
    asyncio.run(week.store_week(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def desk() -> Desk:
    return load_desk(read_settings())


@pytest.fixture
async def week_store(week_file: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:///{week_file}") as opened:
        yield opened
