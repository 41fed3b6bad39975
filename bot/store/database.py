"""The one connection to the database: SQLite or PostgreSQL behind the same transactions."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError
from bot.store.engines import READERS, postgres_engine, postgres_reader, sqlite_engine, sqlite_reader

Answered = TypeVar("Answered")

RECORDING = 7_300_101  # facts are merged by one writer at a time (see Database.locked)
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
# part of the driver's message → what to tell a person; the first that fits
REMEDIES = (
    ("unable to open database file", "cannot be opened: check that the folder exists and may be written"),
    ("database is locked", "is locked by another program: stop that program, or try again in a moment"),
    ("readonly database", "is read-only: make the file and its folder writable for this user"),
    ("read-only transaction", "is read-only: connect to the primary server, as a user that may write"),
    ("disk is full", "cannot grow, the disk is full: free some space and try again; nothing was changed"),
    ("no space left", "cannot grow, the disk is full: free some space and try again; nothing was changed"),
    ("disk i/o error", "cannot be read or written (disk error): check the disk and restore from a copy if needed"),
    ("file is not a database", "is a file but not a database: name another file, or move this one away"),
    ("malformed", "is damaged: restore it from a copy"),
    ("password authentication failed", "refused the user name or password: check ONRECORD_DATABASE_URL"),
    ("does not exist", "lacks something we need: run `onrecord db upgrade`, or check ONRECORD_DATABASE_URL"),
    ("permission denied", "does not let this user work: grant it the rights to this database"),
    ("queuepool limit", "is busy, no connection came free: try again, or allow it more connections"),
)
UNREACHABLE = ("connect", "server closed", "timeout", "could not translate", "resolve", "terminating", "getaddrinfo")


class Database:
    """An engine with read and write transactions; foreign errors become StoreError here, and only here."""

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.memory: dict[object, Any] = {}  # what questions keep between calls: names known, frequencies of words
        self._writing = asyncio.Lock() if self.is_sqlite else nullcontext()
        self._engine = sqlite_engine(self.url) if self.is_sqlite else postgres_engine(self.url)
        self._readers = Readers(self.url)

    @property
    def name(self) -> str:
        """The database as a person may see it: no password."""
        if self.is_sqlite:
            return f"the database {self.url.database}"
        return f"the database {self.url.database} on {self.url.host or 'localhost'}:{self.url.port or 5432}"

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads."""
        with self._translated():
            async with self._engine.connect() as connection:
                yield connection

    async def reading(self, questions: Callable[[Connection], Answered]) -> Answered:
        """What these questions find: several that only read, answered in one thread from beginning to end.

        Handing over each of twenty statements to a driver took longer than the statements; and what is worked out
        between them (two hundred scores) holds up nobody else.
        """
        with self._translated():
            return await self._readers.run(questions)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: committed at the end, rolled back on any error.

        On SQLite it takes the write lock at once (one that begins by reading may not be upgraded later), and writers
        of this process queue up in fairness instead of polling for it.
        """
        with self._translated():
            async with self._writing, self._engine.connect() as connection:
                await connection.execution_options(is_writing=True)
                async with connection.begin():
                    yield connection

    async def close(self) -> None:
        """Give back every connection."""
        await self._readers.close()
        await self._engine.dispose()

    @asynccontextmanager
    async def locked(self, lock: int) -> AsyncIterator[AsyncConnection]:
        """A write transaction that no other process has at the same time under the same lock number."""
        async with self.write() as connection:
            if not self.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
            yield connection

    def _translated(self) -> Translated:
        return Translated(self.name)


class Readers:
    """A few threads with a connection each; what one is asked runs there from beginning to end.

    SQLite answers in one transaction. On PostgreSQL each question sees what is committed by then, with or without a
    transaction around them: it goes without, and saves two round trips.
    """

    def __init__(self, url: URL) -> None:
        self._engine = sqlite_reader(url) if url.get_backend_name() == "sqlite" else postgres_reader(url)
        self._threads = ThreadPoolExecutor(READERS, "store-reader")  # threads start when they are needed

    async def run(self, questions: Callable[[Connection], Answered]) -> Answered:
        """What the questions find."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, questions)

    def _run(self, questions: Callable[[Connection], Answered]) -> Answered:
        try:
            return self._asked(questions)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return self._asked(questions)  # the server was restarted since: asking anew is cheaper than a ping each time

    def _asked(self, questions: Callable[[Connection], Answered]) -> Answered:
        with self._engine.connect() as connection:
            return questions(connection)

    async def close(self) -> None:
        """Wait for what is being asked, then give back the connections."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()


class Translated:
    """Turn errors of the driver into one line for a person."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (SQLAlchemyError, sqlite3.Error, OSError)) and not isinstance(error, StoreError):
            raise StoreError(f"{self._name} {_remedy(error)}") from error


def parse_url(url: str) -> URL:
    """The URL with our driver; StoreError when it is none or names another kind of database."""
    try:
        given = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(
            "the database URL cannot be read: write sqlite:////path or postgresql://user@host/name"
        ) from None
    driver = DRIVERS.get(given.drivername)
    if driver is None:
        raise StoreError(f"a database of the kind {given.drivername} is not supported: use sqlite or postgresql")
    if driver.startswith("sqlite") and given.database in (None, "", ":memory:"):
        raise StoreError(
            "ONRECORD_DATABASE_URL: a database in memory is not supported; name a file, sqlite:////folder/file"
        )
    return given.set(drivername=driver)


def make_folder(url: URL) -> None:
    """The folder of a SQLite file, so that a first start needs no preparation."""
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder {folder} cannot be made: {error.strerror}; set ONRECORD_DATA_DIR") from error


def _remedy(error: BaseException) -> str:
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    known = said.lower()
    for sign, remedy in REMEDIES:
        if sign in known:
            return remedy
    if any(sign in known for sign in UNREACHABLE) or isinstance(error, OSError):
        return f"cannot be reached: check that it runs and that ONRECORD_DATABASE_URL names it ({_first_line(said)})"
    return f"could not do its work: {_first_line(said)}"


def _first_line(said: str) -> str:
    return said.splitlines()[0][:200]


def upsert(connection: AsyncConnection, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT: both databases spell it alike, SQLAlchemy keeps it with the dialect."""
    return (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(table)


def among(column: Column[int], dialect: str) -> ColumnElement[bool]:
    """One of any number of ids, given as the parameter "ids" (see `listed`): one statement for every number of them."""
    if dialect == "sqlite":
        return column.in_(select(func.json_each(bindparam("ids", type_=Text)).table_valued("value").c.value))
    return column == any_(cast(bindparam("ids"), postgresql.ARRAY(Integer)))


def listed(ids: Sequence[int], dialect: str) -> Any:
    """Ids as the parameter of `among`."""
    return json.dumps(list(ids)) if dialect == "sqlite" else list(ids)
