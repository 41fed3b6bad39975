"""The whole suite runs twice: on SQLite, a fresh file a test, and on a real PostgreSQL, emptied between tests."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.store import Store


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a migrated, empty file is kept once there is one: copying it is faster than migrating again."""
    return tmp_path_factory.mktemp("store") / "empty.db"


@pytest.fixture(params=["sqlite", "postgresql"])
async def store_url(request: pytest.FixtureRequest, tmp_path: Path, empty_sqlite: Path) -> str:
    """An empty, migrated database of each kind."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        await Store.migrate(url)
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
    """Every table of ours is emptied, the schema's version stays."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchall()
        names = ", ".join(f'"{name}"' for (name,) in rows)
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE".encode())
