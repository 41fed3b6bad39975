"""Bringing a database to this program's schema, and refusing one that is newer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.errors import StoreError
from bot.store.database import Database

MIGRATION_LOCK = 7_300_100


async def upgrade(database: Database) -> tuple[str | None, str]:
    """Migrate to head in one transaction, one process at a time; revisions before and after."""
    scripts = _scripts()
    head = _head(scripts)
    async with database.locked(MIGRATION_LOCK) as connection:
        before = await connection.run_sync(_revision, scripts, database.name)
        if before != head:
            await connection.run_sync(_upgrade)
    return before, head


async def check(database: Database) -> bool:
    """Whether the schema is this program's; StoreError when it is newer, False when it must be migrated."""
    scripts = _scripts()
    async with database.read() as connection:
        held = await connection.run_sync(_revision, scripts, database.name)
    return held == _head(scripts)


def _revision(connection: Connection, scripts: ScriptDirectory, name: str) -> str | None:
    held = MigrationContext.configure(connection).get_current_revision()
    if held is None and inspect(connection).has_table("articles"):
        raise StoreError(f"{name} belongs to another program: name another one in ONRECORD_DATABASE_URL")
    if held is not None and held not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"{name} was written by a newer version of this program (schema {held}): "
            "install that version, or name another database"
        )
    return held


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config({"connection": connection}), "head")


@cache  # reading and compiling the migrations is half of what opening a store takes
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config({}))


def _config(attributes: Mapping[str, Any]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes.update(attributes)
    return config


def _head(scripts: ScriptDirectory) -> str:
    head = scripts.get_current_head()
    assert head is not None, "the package has no migrations"
    return head
