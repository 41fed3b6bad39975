"""The whole suite runs twice: on SQLite, a fresh file a test, and on a real PostgreSQL, emptied between tests."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.store import Store

ROOTS = ("chats", "facts", "articles", "feeds", "stories", "names", "rates", "updates", "fts_facts", "fts_articles")


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a migrated, empty file is kept once there is one: copying it is faster than migrating again."""
    return tmp_path_factory.mktemp("store") / "empty.db"


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> str:
    """The PostgreSQL of this run, with our tables."""
    asyncio.run(Store.migrate(postgres_url))
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
async def store_url(request: pytest.FixtureRequest, tmp_path: Path, empty_sqlite: Path) -> str:
    """An empty, migrated database of each kind."""
    if request.param == "postgresql":
        url: str = await asyncio.to_thread(request.getfixturevalue, "migrated_postgres")
        empty_postgres(url)
        return url
    if not empty_sqlite.exists():
        await Store.migrate(f"sqlite:///{empty_sqlite}")
    path = tmp_path / "store.db"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    """An open store on it."""
    async with await Store.open(store_url) as opened:
        yield opened


def empty_postgres(url: str) -> None:
    """Delete what tests wrote: the roots, everything else goes with them."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for table in ROOTS:
            connection.execute(f"DELETE FROM {table}".encode())
