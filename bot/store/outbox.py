"""The outbox: every message owed to a chat, before it is sent, and which facts each one told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, get_args

from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import FactKey, Message, MessageState, Outgoing
from bot.store.chats import set_digest_time, set_lines
from bot.store.database import Database
from bot.store.ledger import corrections, messages, told
from bot.store.records import Draft
from bot.store.rows import decode, encode
from bot.store.schema import chats, storable


class Outbox:
    """Questions about messages. queued → sending → sent | unknown | failed; a message may be queued again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, draft: Draft, *, now: datetime) -> tuple[int, ...]:
        """Queue a message and everything the draft names, in one transaction; the ids of its parts.

        Empty, and nothing written, when the chat has a message under this key or one that it replaces is no longer
        queued.
        """
        first: int | None = None
        ids: list[int] = []
        async with self._database.write() as connection:
            if not await _may_queue(connection, draft):
                return ()
            if draft.replaces:
                await connection.execute(delete(messages).where(messages.c.id.in_(draft.replaces)))
            for part, message in enumerate(draft.parts, 1):
                row = _row(draft, part, message, now)
                ids.append(
                    (await connection.execute(insert(messages).values(row).returning(messages.c.id))).scalar_one()
                )
            first = ids[0]
            await _mark(connection, draft, first, now)
        return tuple(ids)

    async def claim(self, *, now: datetime, worker: str, limit: int = 8) -> tuple[Outgoing, ...]:
        """Take messages to send: state becomes "sending", attempts count up. No two workers get the same one.

        One message per chat at a time, in order of queueing; blocked chats and times not yet come are passed over.
        """
        async with self._database.write() as connection:
            ids = (await connection.execute(_claimable(now, limit))).scalars().all()
            if not ids:
                return ()
            changed = {"state": "sending", "attempts": messages.c.attempts + 1, "claimed_at": now, "claimed_by": worker}
            statement = update(messages).where(messages.c.id.in_(ids)).values(changed).returning(messages)
            taken = (await connection.execute(statement)).all()
        return tuple(_outgoing(row) for row in sorted(taken, key=lambda row: row.id))

    async def sent(self, message_id: int, platform_message_id: str, *, now: datetime) -> None:
        """It was delivered; of one that only passes through (`Message.is_passing`) no words stay."""
        changed = {"state": "sent", "platform_message_id": platform_message_id, "settled_at": now, "error": None}
        async with self._database.write() as connection:
            await connection.execute(update(messages).where(messages.c.id == message_id).values(changed))
            await _let_pass(connection, message_id)

    async def postpone(self, message_id: int, *, until: datetime, error: str) -> None:
        """It was not delivered: queue it again for later (back-off, flood limit)."""
        await self._settle(message_id, {"state": "queued", "not_before": until, "error": error})

    async def refuse_attempt(self, message_id: int, *, until: datetime) -> None:
        """A limit held it back before anything was sent: queue it again and do not count the attempt."""
        changed = {"state": "queued", "not_before": until, "attempts": messages.c.attempts - 1}
        await self._settle(message_id, changed)

    async def unknown(self, message_id: int, error: str, *, now: datetime) -> None:
        """The outcome is not known (answer lost after sending)."""
        await self._settle(message_id, {"state": "unknown", "error": error, "settled_at": now})

    async def failed(self, message_id: int, error: str, *, now: datetime) -> None:
        """It will never be delivered; what only it told counts as not told."""
        async with self._database.write() as connection:
            changed = {"state": "failed", "error": error, "settled_at": now}
            await connection.execute(update(messages).where(messages.c.id == message_id).values(changed))
            whole = select(PARTS.c.id).join_from(messages, PARTS, _same_draft()).where(messages.c.id == message_id)
            await connection.execute(delete(told).where(told.c.message_id.in_(whole)))
            paid = corrections.c.message_id.in_(whole)
            await connection.execute(update(corrections).where(paid).values(message_id=None))
            await _let_pass(connection, message_id)

    async def repeat(self, message_id: int, *, not_before: datetime) -> bool:
        """Queue an unknown or failed message again, on purpose; False when it is in another state."""
        again = and_(messages.c.id == message_id, messages.c.state.in_(("unknown", "failed")))
        async with self._database.write() as connection:
            changed = {"state": "queued", "not_before": not_before, "settled_at": None}
            done = await connection.execute(update(messages).where(again).values(changed))
        return done.rowcount > 0

    async def hold(self, message_ids: Collection[int], *, now: datetime) -> None:
        """They are still being sent: nobody else is to take them for a dead worker's."""
        at_work = and_(messages.c.id.in_(message_ids), messages.c.state == "sending")
        async with self._database.write() as connection:
            await connection.execute(update(messages).where(at_work).values(claimed_at=now))

    async def recover(self, *, now: datetime, stuck_for: timedelta) -> int:
        """Messages that a dead worker left in "sending" for so long become "unknown"; how many."""
        stuck = and_(messages.c.state == "sending", messages.c.claimed_at <= now - stuck_for)
        async with self._database.write() as connection:
            changed = {"state": "unknown", "error": "stopped while sending", "settled_at": now}
            done = await connection.execute(update(messages).where(stuck).values(changed))
        return int(done.rowcount)

    async def get(self, message_id: int) -> Outgoing | None:
        """A message by id."""
        return next(iter(await self._select(select(messages).where(messages.c.id == message_id))), None)

    async def of_chat(self, chat_id: int, *, limit: int = 20) -> tuple[Outgoing, ...]:
        """A chat's messages, latest first."""
        of_it = select(messages).where(messages.c.chat_id == chat_id)
        return await self._select(of_it.order_by(messages.c.id.desc()).limit(limit))

    async def waiting(self, chat_id: int, *, prefix: str = "") -> tuple[Outgoing, ...]:
        """Messages of a chat still queued whose key begins so, oldest first (a digest about to be overtaken)."""
        is_it = and_(
            messages.c.chat_id == chat_id,
            messages.c.state == "queued",
            messages.c.key.startswith(prefix, autoescape=True),
        )
        return await self._select(select(messages).where(is_it).order_by(messages.c.id))

    async def unsettled(self) -> tuple[Outgoing, ...]:
        """Messages whose outcome is unknown, oldest first."""
        return await self._select(select(messages).where(messages.c.state == "unknown").order_by(messages.c.id))

    async def counts(self) -> dict[str, int]:
        """How many messages are in each state."""
        question = select(messages.c.state, func.count().label("held")).group_by(messages.c.state)
        async with self._database.read() as connection:
            held = {row.state: row.held for row in await connection.execute(question)}
        return {state: held.get(state, 0) for state in get_args(MessageState)}

    async def told(
        self,
        chat_id: int,
        *,
        ignoring: Collection[int] = (),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> frozenset[FactKey]:
        """Facts this chat was told between these (queued counts), but not what only the messages `ignoring` told.

        What was put right since counts as not told: it is news when it comes again, or with another figure.
        """
        question = select(told.c.kind, told.c.fact_id, told.c.state).where(_told_by(chat_id, ignoring)).distinct()
        question = question.where(~_put_right(until))
        if since is not None:
            question = question.where(told.c.told_at >= since)
        if until is not None:
            question = question.where(told.c.told_at <= until)
        async with self._database.read() as connection:
            return frozenset(FactKey(kind, key, state) for kind, key, state in await connection.execute(question))

    async def told_stories(self, chat_id: int, *, ignoring: Collection[int] = ()) -> dict[int, datetime]:
        """Stories this chat was told of, and when last: what is new in them is an update."""
        is_it = and_(_told_by(chat_id, ignoring), told.c.kind == "story")
        question = (
            select(told.c.fact_id, func.max(told.c.told_at).label("last_at")).where(is_it).group_by(told.c.fact_id)
        )
        async with self._database.read() as connection:
            return {row.fact_id: row.last_at for row in await connection.execute(question)}

    async def _settle(self, message_id: int, changed: dict[str, Any]) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(messages).where(messages.c.id == message_id).values(changed))

    async def _select(self, question: Select[Any]) -> tuple[Outgoing, ...]:
        async with self._database.read() as connection:
            return tuple(_outgoing(row) for row in await connection.execute(question))


PARTS = messages.alias("parts")
EARLIER = messages.alias("earlier")


def _same_draft() -> ColumnElement[bool]:
    return and_(PARTS.c.chat_id == messages.c.chat_id, PARTS.c.key == messages.c.key)


def _claimable(now: datetime, limit: int) -> Select[Any]:
    """Ids to claim: the oldest open message of each chat that we may write to, if it is queued and due."""
    in_front = and_(EARLIER.c.chat_id == messages.c.chat_id, EARLIER.c.state.in_(("queued", "sending")))
    is_first = ~exists().where(in_front, EARLIER.c.id < messages.c.id)
    is_due = or_(messages.c.not_before.is_(None), messages.c.not_before <= now)
    is_open = chats.c.blocked_at.is_(None)
    return (
        select(messages.c.id)
        .join(chats, chats.c.id == messages.c.chat_id)
        .where(messages.c.state == "queued", is_due, is_first, is_open)
        .order_by(messages.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=messages)
    )


async def _may_queue(connection: AsyncConnection, draft: Draft) -> bool:
    """The key is free and what is replaced is still queued (and stays so: the rows are locked)."""
    key = select(messages.c.id).where(messages.c.chat_id == draft.chat_id, messages.c.key == storable(draft.key))
    await connection.execute(select(chats.c.id).where(chats.c.id == draft.chat_id).with_for_update())
    if (await connection.execute(key.limit(1))).first() or not draft.parts:
        return False
    queued = select(messages.c.id).where(messages.c.id.in_(draft.replaces), messages.c.state == "queued")
    held = (await connection.execute(queued.with_for_update())).scalars().all()
    return len(held) == len(set(draft.replaces))


async def _mark(connection: AsyncConnection, draft: Draft, first: int, now: datetime) -> None:
    """Everything that becomes true with the message."""
    facts = {*draft.facts, *(FactKey("story", story_id) for story_id in draft.stories)}
    if facts:
        rows = [{"chat_id": draft.chat_id, "message_id": first, "told_at": now} | _key(fact) for fact in facts]
        await connection.execute(insert(told).values(rows))
    if draft.lines:
        await set_lines(connection, draft.chat_id, draft.lines, now)
    if draft.corrects:
        owed = and_(corrections.c.id.in_(draft.corrects), corrections.c.chat_id == draft.chat_id)
        await connection.execute(update(corrections).where(owed).values(message_id=first))
    if draft.digest_at is not None:
        await set_digest_time(connection, draft.chat_id, draft.digest_at)


async def _let_pass(connection: AsyncConnection, message_id: int) -> None:
    """Erase the words of a settled message that is not to be kept."""
    is_it = messages.c.id == message_id
    body = (await connection.execute(select(messages.c.body).where(is_it))).scalar_one_or_none()
    if body is not None and decode(Message, body).is_passing:
        await connection.execute(update(messages).where(is_it).values(body=encode(Message(is_passing=True))))


def _key(fact: FactKey) -> dict[str, Any]:
    return {"kind": fact.kind, "fact_id": fact.id, "state": fact.state}


def _row(draft: Draft, part: int, message: Message, now: datetime) -> dict[str, Any]:
    place = {"chat_id": draft.chat_id, "key": draft.key, "part": part, "state": "queued"}
    return place | {"body": encode(message), "created_at": now, "not_before": draft.not_before}


def _told_by(chat_id: int, ignoring: Collection[int]) -> ColumnElement[bool]:
    return and_(told.c.chat_id == chat_id, told.c.message_id.not_in(ignoring))


def _put_right(until: datetime | None) -> ColumnElement[bool]:
    """Whether a correction was owed to the chat after it was told."""
    is_it = and_(corrections.c.chat_id == told.c.chat_id, corrections.c.fact_id == told.c.fact_id)
    is_later = corrections.c.hidden_at > told.c.told_at
    if until is not None:
        is_later = and_(is_later, corrections.c.hidden_at <= until)
    return exists().where(is_it, corrections.c.kind == told.c.kind, is_later)


def _outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(
        id=row.id,
        chat_id=row.chat_id,
        key=row.key,
        message=decode(Message, row.body),
        state=row.state,
        part=row.part,
        attempts=row.attempts,
        created_at=row.created_at,
        not_before=row.not_before,
        platform_message_id=row.platform_message_id,
        error=row.error,
    )
