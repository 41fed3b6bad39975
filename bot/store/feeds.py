"""Feeds we visit, the outcome of every visit, and which entries we have already taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Row, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Entry, Feed, Visit
from bot.store.admitting import admit_articles
from bot.store.database import RECORDING, Database, upsert
from bot.store.moving import former, named, readdress, see_redirect
from bot.store.records import FeedState
from bot.store.schema import SHARED, articles, entries, feeds, storable, visits


class Feeds:
    """Questions about feeds. Scope: `chat_id` None is shared, otherwise one chat's own (promise 7)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, url: str, *, now: datetime, title: str | None = None, chat_id: int | None = None) -> Feed:
        """Add a feed, or return the one that has, or had, this URL in this scope. It is due at once."""
        row = {"url": url, "scope": chat_id or SHARED, "title": title, "next_visit_at": now, "failures": 0}
        async with self._database.write() as connection:
            moved = (await connection.execute(select(feeds).where(named(url, chat_id or SHARED)))).first()
            if moved is not None:
                return _feed(moved)
            await connection.execute(upsert(connection, feeds).values(row).on_conflict_do_nothing())
            held = (await connection.execute(select(feeds).where(_is(url, chat_id)))).one()
        return _feed(held)

    async def remove(self, url: str, *, chat_id: int | None = None) -> bool:
        """Visit this feed no more; its articles stay. False when it was not held."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(feeds).where(named(url, chat_id or SHARED)))
        return gone.rowcount > 0

    async def admit(self, url: str, *, now: datetime) -> int:
        """Make every chat's own feed with this URL a shared one, with its articles and records; how many feeds."""
        async with self._database.locked(RECORDING) as connection:
            own = (
                await connection.execute(select(feeds).where(feeds.c.url == storable(url), feeds.c.scope != SHARED))
            ).all()
            for row in own:
                shared = await self._shared(connection, row, now)
                await admit_articles(connection, feed_id=row.id, shared_feed_id=shared)
                if shared != row.id:
                    await connection.execute(delete(feeds).where(feeds.c.id == row.id))
        return len(own)

    async def get(self, feed_id: int) -> Feed | None:
        """The feed by its id."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(feeds).where(feeds.c.id == feed_id))).one_or_none()
        return None if row is None else _feed(row)

    async def list(self, *, chat_id: int | None = None, everything: bool = False) -> tuple[FeedState, ...]:
        """The feeds of one scope, by URL, each with its latest visit; `everything` for all scopes (operator)."""
        latest = select(func.max(visits.c.id)).where(visits.c.feed_id == feeds.c.id).scalar_subquery()
        held = select(func.count()).select_from(articles).where(articles.c.feed_id == feeds.c.id).scalar_subquery()
        question = select(feeds, latest.label("visit_id"), held.label("held")).order_by(feeds.c.url, feeds.c.scope)
        if not everything:
            question = question.where(feeds.c.scope == (chat_id or SHARED))
        async with self._database.read() as connection:
            rows = (await connection.execute(question)).all()
            last = select(visits).where(visits.c.id.in_([row.visit_id for row in rows if row.visit_id]))
            by_id = {row.id: _visit(row) for row in await connection.execute(last)}
        return tuple(FeedState(_feed(row), by_id.get(row.visit_id), row.held) for row in rows)

    async def due(self, now: datetime, *, limit: int = 100) -> tuple[Feed, ...]:
        """Feeds whose next visit is due, longest waiting first."""
        is_due = or_(feeds.c.next_visit_at.is_(None), feeds.c.next_visit_at <= now)
        question = select(feeds).where(is_due).order_by(feeds.c.next_visit_at.asc().nulls_first(), feeds.c.id)
        async with self._database.read() as connection:
            return tuple(_feed(row) for row in await connection.execute(question.limit(limit)))

    async def visited(
        self,
        visit: Visit,
        *,
        next_visit_at: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        title: str | None = None,
        moved_to: str | None = None,
    ) -> None:
        """Keep the outcome of a visit and set the next one. A failed visit counts up `failures`, another resets it.

        `etag`, `last_modified` and `title` replace what is held only when the visit's status is "ok". `moved_to` is
        where permanent redirects led: seen at two visits in a row that did not fail, it becomes the feed's address.
        """
        changed: dict[str, Any] = {"next_visit_at": next_visit_at, "failures": 0}
        if visit.status == "failed":
            changed["failures"] = feeds.c.failures + 1
        if visit.status == "ok":
            changed |= {"etag": etag, "last_modified": last_modified}
            changed |= {"title": title} if title else {}
        row = {name: getattr(visit, name) for name in VISIT_COLUMNS}
        async with self._database.write() as connection:
            held = await connection.execute(update(feeds).where(feeds.c.id == visit.feed_id).values(changed))
            if held.rowcount:  # otherwise it was removed during the visit
                await connection.execute(visits.insert().values(row))
            if visit.status != "failed":
                await see_redirect(connection, visit.feed_id, moved_to)

    async def found(self, feed_id: int, url: str) -> None:
        """What was added as a feed is a page, and this is the feed that it announces."""
        async with self._database.write() as connection:
            await readdress(connection, feed_id, url)

    async def visits(self, feed_id: int, *, limit: int = 10) -> tuple[Visit, ...]:
        """Latest visits first."""
        question = select(visits).where(visits.c.feed_id == feed_id).order_by(visits.c.id.desc()).limit(limit)
        async with self._database.read() as connection:
            return tuple(_visit(row) for row in await connection.execute(question))

    async def unseen(self, feed_id: int, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Those entries that are new, or whose title or text differs from when they were taken."""
        async with self._database.read() as connection:
            held = await _fingerprints(connection, feed_id, entries)
        return tuple(entry for entry in entries if held.get(key_of_entry(entry)) != fingerprint(entry))

    async def took(self, feed_id: int, entry: Entry, *, now: datetime) -> None:
        """Remember an entry that yields no article (no text at all); `Articles.keep` remembers the others."""
        async with self._database.write() as connection:
            await take(connection, feed_id, entry, now)

    async def _shared(self, connection: AsyncConnection, row: Row[Any], now: datetime) -> int:
        """The shared feed with this URL; the chat's own one becomes it when there is none."""
        shared = select(feeds.c.id).where(feeds.c.url == row.url, feeds.c.scope == SHARED)
        held = (await connection.execute(shared)).scalar_one_or_none()
        if held is not None:
            return int(held)
        changed = {"scope": SHARED, "next_visit_at": now}
        await connection.execute(update(feeds).where(feeds.c.id == row.id).values(changed))
        return int(row.id)


VISITS_KEPT = 50
VISIT_COLUMNS = ("feed_id", "visited_at", "status", "entries", "new_articles", "error", "note")


async def forget_visits(connection: AsyncConnection) -> None:
    """Drop all but the latest visits of each feed."""
    later = visits.alias("later")
    count = select(func.count()).where(later.c.feed_id == visits.c.feed_id, later.c.id > visits.c.id)
    await connection.execute(delete(visits).where(count.scalar_subquery() >= VISITS_KEPT))


async def take(connection: AsyncConnection, feed_id: int, entry: Entry, now: datetime) -> None:
    """Mark an entry as taken, as it is now."""
    row = {"feed_id": feed_id, "key": key_of_entry(entry), "fingerprint": fingerprint(entry), "seen_at": now}
    changed = {"fingerprint": row["fingerprint"], "seen_at": now}
    statement = upsert(connection, entries).values(row)
    await connection.execute(statement.on_conflict_do_update(index_elements=["feed_id", "key"], set_=changed))


def key_of_entry(entry: Entry) -> str:
    """The publisher's key, as long as any other."""
    return _digest(entry.key)


def fingerprint(entry: Entry) -> str:
    """What an edited entry changes."""
    return _digest(f"{entry.title}\n{entry.html}")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


async def _fingerprints(connection: AsyncConnection, feed_id: int, found: Sequence[Entry]) -> dict[str, str]:
    keys = [key_of_entry(entry) for entry in found]
    question = select(entries.c.key, entries.c.fingerprint).where(entries.c.feed_id == feed_id, entries.c.key.in_(keys))
    return {row.key: row.fingerprint for row in await connection.execute(question)}


def _is(url: str, chat_id: int | None) -> Any:
    return and_(feeds.c.url == storable(url), feeds.c.scope == (chat_id or SHARED))


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        id=row.id,
        url=row.url,
        title=row.title,
        chat_id=row.scope or None,
        etag=row.etag,
        last_modified=row.last_modified,
        next_visit_at=row.next_visit_at,
        failures=row.failures,
        former=former(row),
    )


def _visit(row: Row[Any]) -> Visit:
    return Visit(**{name: getattr(row, name) for name in VISIT_COLUMNS})
