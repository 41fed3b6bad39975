"""What connects to SQLite and PostgreSQL: their settings, and how a connection begins."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any, Self

import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_SECONDS = 10
CONNECT_SECONDS = 10
READERS = 4  # threads that answer questions
WRITE_AHEAD = "PRAGMA journal_mode = WAL"
ASK_AGAIN_SECONDS = 0.02
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA synchronous = FULL",  # a message marked as sent stays sent after a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
)
# a plan for the very words asked for (rare and frequent ones want different plans); compiling it would take longer
# … and a page anywhere is read as fast as the next one: several indexes together beat looking through rows
PLANS = "-c plan_cache_mode=force_custom_plan -c jit=off -c random_page_cost=1.1"


def sqlite_engine(url: URL) -> AsyncEngine:
    """What writes to an SQLite file."""
    engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=4, max_overflow=4)
    _prepared(engine.sync_engine, lambda connection: connection.run_async(lambda _: asyncio.sleep(ASK_AGAIN_SECONDS)))
    return engine


def sqlite_reader(url: URL) -> Engine:
    """What answers questions from an SQLite file, in threads."""
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url.set(drivername="sqlite"), connect_args=arguments, pool_size=READERS)
    _prepared(engine, lambda _: time.sleep(ASK_AGAIN_SECONDS))
    return engine


def _prepared(engine: Engine, pause: Callable[[Any], None]) -> None:
    """Every connection gets our settings; transactions begin when we say so."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver's own leaves DDL outside
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        _write_ahead(cursor, lambda: pause(connection))
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        is_writing = connection.get_execution_options().get("is_writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _write_ahead(cursor: Any, pause: Callable[[], None]) -> None:
    """Switch the file to its write-ahead log, asking again where others open the same new file.

    SQLite refuses this switch at once, busy_timeout or not, while another connection is at it.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute(WRITE_AHEAD)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        pause()


def postgres_engine(url: URL) -> AsyncEngine:
    """What writes to a PostgreSQL server."""
    arguments = {"connect_timeout": CONNECT_SECONDS, "options": PLANS}
    return create_async_engine(url, connect_args=arguments, pool_size=5, max_overflow=5, pool_pre_ping=True)


def postgres_reader(url: URL) -> Engine:
    """What answers questions from a PostgreSQL server, in threads."""
    options = PLANS.replace("force_custom_plan", "auto")
    arguments = {"connect_timeout": CONNECT_SECONDS, "options": options, "cursor_factory": ReaderCursor}
    return create_engine(url, connect_args=arguments, pool_size=READERS, isolation_level="AUTOCOMMIT", max_overflow=0)


class ReaderCursor(psycopg.Cursor[Any]):
    """Keeps the plan of a statement, which takes as long to make as to follow; only words want a plan of their own."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Run a statement; one that asks the full text is planned for its very words."""
        return super().execute(query, params, **options | {"prepare": "TSQUERY" not in query})
