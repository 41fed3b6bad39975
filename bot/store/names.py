"""Persons and organisations with their aliases and the roles they were given, with dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from time import monotonic
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from bot.model import Name, Reading
from bot.store.database import Database, upsert
from bot.store.recording import Writing
from bot.store.records import KnownName, KnownRole
from bot.store.schema import facts, name_aliases, name_roles, names, visible
from bot.store.terms import key_of

ENOUGH = 50
UNSEEN_SECONDS = 2.0  # names that another process has just recorded may stay unknown for so long


CHANGES = "names changed"  # place in the database's memory


@dataclass(frozen=True, slots=True)
class Remembered:
    """Names as they were at a time; counting whether there are more takes milliseconds, so not for every question."""

    changes: int
    at: float
    stamp: tuple[int | None, ...]
    names: tuple[KnownName, ...]


class Names:
    """Questions about names. They are recorded by `FactBook.record`, in the scope of the article (promise 7)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, *, chat_id: int | None, limit: int = 50_000) -> tuple[KnownName, ...]:
        """Names known to a chat, most statements first. Cheap to ask again: kept in memory until a name changes."""

        memory, place = self._database.memory, ("names", chat_id, limit)
        held: Remembered | None = memory.get(place)
        if held is not None and held.changes == memory.get(CHANGES, 0) and monotonic() - held.at < UNSEEN_SECONDS:
            return held.names
        changes, at = memory.get(CHANGES, 0), monotonic()

        def find(connection: Connection) -> Remembered:
            stamp = tuple(connection.execute(_stamp(chat_id)).one())
            if held is not None and held.stamp == stamp:
                return Remembered(changes, at, stamp, held.names)
            return Remembered(changes, at, stamp, _load(connection, visible(names.c.scope, chat_id), limit))

        memory[place] = found = await self._database.reading(find)
        return found.names

    async def get(self, name: str, *, chat_id: int | None) -> KnownName | None:
        """The one name this canonical form or alias stands for; None when unknown or when several carry it."""
        key = key_of(name)
        is_alias = names.c.id.in_(select(name_aliases.c.name_id).where(name_aliases.c.key == key))
        which = and_(visible(names.c.scope, chat_id), or_(names.c.key == key, is_alias))
        found = await self._database.reading(lambda connection: _load(connection, which, ENOUGH))
        exact = [known for known in found if key_of(known.name) == key]
        choice = exact or found
        return choice[0] if len({key_of(known.name) for known in choice}) == 1 else None

    def changed(self) -> None:
        """Names were recorded or erased by this process, and are committed: the next question sees it."""
        self._database.memory[CHANGES] = self._database.memory.get(CHANGES, 0) + 1

    async def write(self, writing: Writing, reading: Reading, new: Sequence[int]) -> None:
        """Keep the names of a reading, and count its new statements by their speakers."""
        spoken = select(facts.c.speaker).where(facts.c.id.in_(new), facts.c.kind == "statement")
        counts = Counter((await writing.connection.execute(spoken)).scalars())
        await _write_names(writing, list(_people(reading).values()), counts)


def _people(reading: Reading) -> dict[tuple[str, str], Name]:
    """Persons and organisations of an article, the speakers of its statements among them."""
    found: dict[tuple[str, str], Name] = {}
    for statement in reading.statements:
        if statement.speaker and statement.speaker_kind != "unnamed":
            name = Name(canonical=statement.speaker, kind=statement.speaker_kind, role=statement.role)
            found.setdefault((key_of(name.canonical), name.kind), name)
        if statement.speaks_for:
            found.setdefault(
                (key_of(statement.speaks_for), "organisation"),
                Name(canonical=statement.speaks_for, kind="organisation"),
            )
    for name in reading.names:
        if name.kind != "place":
            held = found.get((key_of(name.canonical), name.kind))
            found[key_of(name.canonical), name.kind] = replace(name, role=name.role or (held.role if held else None))
    # a body that one place of the article takes for a person is a body
    bodies = {key for key, kind in found if kind == "organisation"}
    known = {key: name for key, name in found.items() if key[0] and (key[1] != "person" or key[0] not in bodies)}
    return _with_short_names(known)


def _with_short_names(known: dict[tuple[str, str], Name]) -> dict[tuple[str, str], Name]:
    """ "Kestrel", a body as well, is what Kestrel Lines is called for short where no other name begins so."""
    found = dict(known)
    for (key, kind), name in known.items():
        first, _, more = name.canonical.partition(" ")
        short = key_of(first)
        is_called_so = more and kind == "organisation" and (short, "organisation") in known
        begin_so = [other for other, _ in known if other.startswith(f"{short}_")]
        if is_called_so and begin_so == [key] and first not in name.aliases:
            found[key, kind] = replace(name, aliases=(*name.aliases, first))
    return found


async def _write_names(writing: Writing, people: Sequence[Name], counts: Mapping[str, int]) -> None:
    rows = [
        {
            "scope": writing.scope,
            "kind": name.kind,
            "key": key,
            "name": name.canonical,
            "statements": counts.get(key, 0),
        }
        for name in people
        if (key := key_of(name.canonical))
    ]
    if not rows:
        return
    insert = upsert(writing.connection, names)
    counted = {"statements": names.c.statements + insert.excluded.statements}
    insert = insert.on_conflict_do_update(index_elements=["key", "kind", "scope"], set_=counted)
    made = await writing.connection.execute(insert.returning(names.c.id, names.c.key, names.c.kind), rows)
    ids = {(row.key, row.kind): row.id for row in made}
    known = [(ids[key_of(name.canonical), name.kind], name) for name in people]
    await _write_aliases(writing, known)
    await _write_roles(writing, known)


async def _write_aliases(writing: Writing, known: Sequence[tuple[int, Name]]) -> None:
    """A person's surname is an alias without saying."""
    rows = []
    for name_id, name in known:
        surname = name.canonical.split()[-1:] if name.kind == "person" else []
        aliases = {key: alias for alias in (*surname, *name.aliases) if (key := key_of(alias))}
        aliases.pop(key_of(name.canonical), None)
        rows += [{"name_id": name_id, "key": key, "alias": alias} for key, alias in aliases.items()]
    if rows:
        await writing.connection.execute(upsert(writing.connection, name_aliases).on_conflict_do_nothing(), rows)


async def _write_roles(writing: Writing, known: Sequence[tuple[int, Name]]) -> None:
    """A role's days widen to the day of this article."""
    day = writing.at.date()
    rows = [
        {"name_id": name_id, "key": key, "role": name.role, "first_day": day, "last_day": day}
        for name_id, name in known
        if name.role and (key := key_of(name.role))
    ]
    if not rows:
        return
    insert = upsert(writing.connection, name_roles)
    first, last, new = name_roles.c.first_day, name_roles.c.last_day, insert.excluded
    widened = {
        "first_day": case((first < new.first_day, first), else_=new.first_day),
        "last_day": case((last > new.last_day, last), else_=new.last_day),
    }
    insert = insert.on_conflict_do_update(index_elements=["name_id", "key"], set_=widened)
    await writing.connection.execute(insert, rows)


@lru_cache(maxsize=256)
def _stamp(chat_id: int | None) -> Select[Any]:
    """Changes whenever a visible name, alias or role is added; counts of statements may lag behind."""
    of_scope = select(names.c.id).where(visible(names.c.scope, chat_id)).subquery()
    return select(
        select(func.count()).select_from(of_scope).scalar_subquery(),
        select(func.max(of_scope.c.id)).scalar_subquery(),
        select(func.count()).select_from(name_aliases).scalar_subquery(),
        select(func.count()).select_from(name_roles).scalar_subquery(),
    )


def _load(connection: Connection, which: ColumnElement[bool], limit: int) -> tuple[KnownName, ...]:
    question = select(names).where(which).order_by(names.c.statements.desc(), names.c.id).limit(limit)
    rows = connection.execute(question).all()
    ids = question.with_only_columns(names.c.id).subquery()
    aliases: dict[int, list[str]] = {}
    for row in connection.execute(select(name_aliases).where(name_aliases.c.name_id.in_(select(ids)))):
        aliases.setdefault(row.name_id, []).append(row.alias)
    roles: dict[int, list[KnownRole]] = {}
    latest_first = (
        select(name_roles).where(name_roles.c.name_id.in_(select(ids))).order_by(name_roles.c.last_day.desc())
    )
    for row in connection.execute(latest_first):
        roles.setdefault(row.name_id, []).append(KnownRole(row.role, row.first_day, row.last_day))
    return tuple(
        KnownName(row.name, row.kind, tuple(aliases.get(row.id, ())), tuple(roles.get(row.id, ())), row.statements)
        for row in rows
    )
