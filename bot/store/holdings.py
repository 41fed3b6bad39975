"""What is held in all, counted once and then only from the newest article on: every answer says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.model import Held
from bot.store.database import Database
from bot.store.schema import articles, visible


@dataclass(slots=True)
class Holdings:
    """Articles up to an id: how many, of which outlets, from when to when."""

    last_id: int = 0
    count: int = 0
    outlets: set[str] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None

    @property
    def held(self) -> Held:
        """As an answer says it."""
        first, last = (moment.date() if moment else None for moment in (self.first, self.last))
        return Held(articles=self.count, outlets=len(self.outlets), first=first, last=last)


def holdings(connection: Connection, database: Database, chat_id: int | None) -> Held:
    """What this chat may see, in figures."""
    return _counted(connection, database, chat_id).held


def outlets_held(connection: Connection, database: Database, chat_id: int | None) -> frozenset[str]:
    """The outlets of the articles that this chat may see."""
    return frozenset(_counted(connection, database, chat_id).outlets)


def _counted(connection: Connection, database: Database, chat_id: int | None) -> Holdings:
    """What this chat may see; begun anew when articles were erased."""
    newest = connection.execute(select(func.max(articles.c.id))).scalar_one() or 0
    known: Holdings | None = database.memory.get(("holdings", chat_id))
    if known is None or newest < known.last_id:
        known = Holdings()
    if newest > known.last_id:
        known = _grown(connection, known, chat_id, newest)
        database.memory["holdings", chat_id] = known
    return known


def _grown(connection: Connection, known: Holdings, chat_id: int | None, newest: int) -> Holdings:
    """The same with the articles that have come since."""
    since = (visible(articles.c.scope, chat_id), articles.c.id > known.last_id, articles.c.id <= newest)
    figures = select(func.count(), func.min(articles.c.at), func.max(articles.c.at)).where(*since)
    count, first, last = connection.execute(figures).one()
    outlets = connection.execute(select(articles.c.outlet).where(*since).distinct()).scalars()
    return Holdings(
        last_id=newest,
        count=known.count + count,
        outlets=known.outlets | {outlet for outlet in outlets if outlet is not None},
        first=min((moment for moment in (known.first, first) if moment), default=None),
        last=max((moment for moment in (known.last, last) if moment), default=None),
    )
