"""Opening, migrating and failing: one clear line, and nothing half done."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, make_url, text

from bot.errors import StoreError
from bot.model import Question
from bot.store import Store
from bot.store.database import Database
from bot.store.ledger import messages
from bot.store.migrations import is_ours
from tests.store.samples import NOW, agreed, an_article, record


async def test_a_sqlite_store_makes_itself_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "data" / "deep" / "store.db"
    async with await Store.open(f"sqlite:///{path}") as store:
        assert str(path) in await store.ping()
        await record(store, an_article("Text"))
    async with await Store.open(f"sqlite:///{path}") as store:
        assert await store.articles.get("a1") is not None


async def test_postgresql_is_not_prepared_until_it_is_migrated(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with database.write() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await database.close()
    with pytest.raises(StoreError, match="db upgrade"):
        await Store.open(postgres_url)
    before, head = await Store.migrate(postgres_url)
    assert before is None
    assert await Store.migrate(postgres_url) == (head, head)
    async with await Store.open(postgres_url) as store:
        assert (await store.ping()).startswith("the database ")


async def test_migrated_by_several_at_once_it_is_migrated_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    done = await asyncio.gather(*(Store.migrate(url) for _ in range(3)))
    assert sorted(before is None for before, _ in done) == [False, False, True]


async def test_a_new_file_that_another_program_writes_is_opened_once_it_is_done(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # SQLite does not wait for this one with its switch to a write-ahead log
        opening = asyncio.create_task(Store.migrate(f"sqlite:///{file}"))
        await asyncio.sleep(0.3)
        assert not opening.done()
        other.execute("COMMIT")
        before, after = await opening
    assert before is None
    assert after is not None


async def test_the_tables_are_what_the_migrations_make(store_url: str, store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        return list(compare_metadata(context, messages.metadata))

    database = Database(store_url)
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_deals_stored_by_older_rules_are_restated_once(store_url: str) -> None:
    body = "Oslo and Riga signed a fish deal."
    later = "Oslo and Riga ratified the fish deal."
    async with await Store.open(store_url) as opened:
        first = await record(opened, an_article(body, id="a"), agreed(body, ("Oslo", "Riga"), "fish deal"))
        done = agreed(later, ("Oslo", "Riga"), "fish deal", status="ratified")
        await record(opened, an_article(later, id="b", published_at=NOW), done)
    database = Database(store_url)
    async with database.write() as connection:
        await connection.execute(text("UPDATE facts SET status = 'signed' WHERE kind = 'deal'"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    await database.close()
    await Store.migrate(store_url)
    async with await Store.open(store_url) as opened:
        asked = Question(text="", kind="deals", deal_status="ratified")
        found = await opened.search.deals(asked, chat_id=None, now=NOW)
        assert [held.id for held in found] == [first.new[0].id]


async def test_a_newer_database_is_refused_and_left_alone(store_url: str) -> None:
    database = Database(store_url)
    async with database.write() as connection:
        (held,) = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars()
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreError, match="newer version of this program"):
            await Store.open(store_url)
        with pytest.raises(StoreError, match="newer version of this program"):
            await Store.migrate(store_url)
    finally:
        async with database.write() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = :held"), {"held": held})
        await database.close()


async def test_a_migration_that_fails_leaves_an_empty_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE told (in_the_way integer)")  # the second migration trips over it
    with pytest.raises(StoreError):
        await Store.migrate(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert tables == ["told"]


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id integer)")
    with pytest.raises(StoreError, match="another program"):
        await Store.open(f"sqlite:///{path}")


async def test_a_file_that_is_no_database_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but a long enough text to look like a file of some kind.\n" * 40)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a database"):
        await Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://", "in memory"),
        ("mysql://host/name", "not supported"),
        ("not a url", "cannot be read"),
        ("sqlite:////proc/nowhere/store.db", "cannot be made"),
        ("postgresql://user:secret@127.0.0.1:1/name", "cannot be reached"),
    ],
)
async def test_a_database_that_cannot_be_had(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as failure:
        await Store.open(url)
    assert "secret" not in str(failure.value)
    assert "\n" not in str(failure.value)


@pytest.mark.skipif(os.geteuid() != 0 and not hasattr(os, "chown"), reason="needs file rights")
async def test_a_file_locked_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    monkeypatch.setattr("bot.store.engines.PRAGMAS", ("PRAGMA busy_timeout = 50",))
    async with await Store.open(url) as store:
        other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            await store.feeds.add("https://news.example/feed", now=NOW)
        other.execute("ROLLBACK")
        other.close()
        feed = await store.feeds.add("https://news.example/feed", now=NOW)
        assert feed.id


async def test_a_full_disk_says_so_and_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    async with await Store.open(url) as store:
        await record(store, an_article("Before"))
        async with store._database.write() as connection:
            pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        for _ in range(8):  # every pooled connection gets the limit
            async with store._database.write() as connection:
                await connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreError, match="disk is full"):
            await record(store, an_article("word " * 200_000, id="huge"))
        assert await store.articles.get("huge") is None
        assert await store.articles.get("a1") is not None


async def test_a_database_read_only(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    async with await Store.open(url) as store:
        async with store._database.write() as connection:
            await connection.execute(text("PRAGMA query_only = 1"))
        with pytest.raises(StoreError, match="read-only"):
            await store.feeds.add("https://news.example/feed", now=NOW)


async def test_a_question_is_answered_after_the_server_has_closed_the_connection(migrated_postgres: str) -> None:
    plain = make_url(migrated_postgres).set(drivername="postgresql").render_as_string(hide_password=False)
    async with await Store.open(migrated_postgres) as store:
        before = await store.names.known(chat_id=None)
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f"{others} pg_backend_pid()".encode())
        store.names.changed()
        assert await store.names.known(chat_id=None) == before
