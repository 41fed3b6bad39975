"""Persons and organisations with their aliases and the roles they were given, with dates."""

from __future__ import annotations

from bot.store.database import Database
from bot.store.records import KnownName


class Names:
    """Questions about names. They are recorded by `FactBook.record`, in the scope of the article (promise 7)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, *, chat_id: int | None, limit: int = 50_000) -> tuple[KnownName, ...]:
        """Names known to a chat, most statements first. Cheap to ask again: kept in memory until a name changes."""
        raise NotImplementedError

    async def get(self, name: str, *, chat_id: int | None) -> KnownName | None:
        """The one name this canonical form or alias stands for; None when unknown or when several carry it."""
        raise NotImplementedError
