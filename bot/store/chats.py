"""Chats, what they follow, and the small memory of a conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError
from bot.model import Chat, FactKey, Follow, Question
from bot.store.database import RECORDING, Database, upsert
from bot.store.own_data import erase_chat, export_chat
from bot.store.rows import decode, encode
from bot.store.schema import chat_lines, chats, dialogs, follows, storable

Platform = Literal["telegram", "slack", "console"]
DIALOG = timedelta(minutes=30)
KEPT_FOR = timedelta(days=365)  # product.md: being blocked or kicked keeps a chat's set-up for a year
BANNED = "banned by the operator"


class Chats:
    """Questions about chats."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, platform: Platform, address: str, *, now: datetime, title: str = "") -> Chat:
        """The chat at this address, made with default settings when it is not held."""
        fresh = Chat(id=0, platform=platform, address=address, title=title, joined_at=now)
        row = {"platform": platform, "address": address, "settings": encode(fresh), "is_paused": False}
        async with self._database.write() as connection:
            await connection.execute(upsert(connection, chats).values(row).on_conflict_do_nothing())
            return _chat((await connection.execute(select(chats).where(_at(platform, address)))).one())

    async def get(self, chat_id: int) -> Chat | None:
        """The chat by its id."""
        return await self._one(chats.c.id == chat_id)

    async def find(self, platform: Platform, address: str) -> Chat | None:
        """The chat at this address; None when it is not held."""
        return await self._one(_at(platform, address))

    async def save(self, chat: Chat) -> None:
        """Keep changed settings (everything but platform, address and joined_at). StoreError when it is not held."""
        async with self._database.write() as connection:
            held = (await connection.execute(_locked(chat.id))).one_or_none()
            if held is None:
                raise StoreError(f"chat {chat.id} is not held any more: open it again")
            kept = replace(chat, platform=held.platform, address=held.address, joined_at=_chat(held).joined_at)
            await _write(connection, kept)

    async def active(self) -> tuple[Chat, ...]:
        """Chats that may be told something: not paused, not blocked, not banned."""
        open_ones = and_(~chats.c.is_paused, chats.c.blocked_at.is_(None))
        async with self._database.read() as connection:
            rows = await connection.execute(select(chats).where(open_ones).order_by(chats.c.id))
            return tuple(_chat(row) for row in rows)

    async def everything(self) -> tuple[tuple[Chat, str | None], ...]:
        """Every chat, with why it is blocked or banned, for the operator."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(chats).order_by(chats.c.id))
            return tuple((_chat(row), row.blocked_for) for row in rows)

    async def block(self, chat_id: int, reason: str, *, now: datetime) -> None:
        """We may not write there (kicked, blocked, banned): nothing of it is claimed any more; its set-up stays."""
        async with self._database.write() as connection:
            changed = {"blocked_at": now, "blocked_for": reason}
            is_it = and_(chats.c.id == chat_id, _is_not_banned())
            await connection.execute(update(chats).where(is_it).values(changed))

    async def ban(self, chat_id: int, *, now: datetime) -> None:
        """The operator shuts a chat out: it is told and answered nothing."""
        await self.block(chat_id, BANNED, now=now)

    async def is_banned(self, chat_id: int) -> bool:
        """Whether the operator shut it out."""
        question = select(chats.c.id).where(chats.c.id == chat_id, chats.c.blocked_for == BANNED)
        async with self._database.read() as connection:
            return (await connection.execute(question)).first() is not None

    async def unblock(self, chat_id: int, *, is_pardoned: bool = False) -> None:
        """We may write there again; what is waiting goes out. A ban is lifted by the operator only (`is_pardoned`)."""
        is_it = chats.c.id == chat_id
        if not is_pardoned:
            is_it = and_(is_it, _is_not_banned())
        async with self._database.write() as connection:
            changed = {"blocked_at": None, "blocked_for": None}
            await connection.execute(update(chats).where(is_it).values(changed))

    async def move(self, platform: Platform, old_address: str, new_address: str) -> None:
        """The platform gave a chat another address; if a chat is held there already, its follows come over too."""
        async with self._database.write() as connection:
            old = (await connection.execute(select(chats).where(_at(platform, old_address)))).one_or_none()
            new = (await connection.execute(select(chats).where(_at(platform, new_address)))).one_or_none()
            if old is None or old_address == new_address:
                return
            if new is not None:  # the new address was opened before we heard of the move: the old set-up wins
                await _hand_over(connection, new.id, old.id)
            changed = {"address": new_address, "blocked_at": None, "blocked_for": None}
            await connection.execute(update(chats).where(chats.c.id == old.id).values(changed))

    async def export(self, chat_id: int) -> dict[str, Any]:
        """Everything held about a chat as plain JSON values: settings, follows, feeds, messages, told facts."""
        async with self._database.read() as connection:
            return await export_chat(connection, chat_id)

    async def forget(self, chat_id: int) -> bool:
        """Erase a chat and everything that is its own: follows, messages, dialogs, feeds, articles, facts, names."""
        async with self._database.locked(RECORDING) as connection:
            return await erase_chat(connection, chat_id)

    async def forget_gone(self, *, now: datetime) -> int:
        """Erase chats that shut us out a year ago; how many. A chat that was banned stays banned."""
        is_gone = and_(chats.c.blocked_at < now - KEPT_FOR, chats.c.blocked_for != BANNED)
        async with self._database.locked(RECORDING) as connection:
            ids = (await connection.execute(select(chats.c.id).where(is_gone))).scalars().all()
            for chat_id in ids:
                await erase_chat(connection, chat_id)
        return len(ids)

    async def follow(self, follow: Follow, *, now: datetime) -> Follow:
        """Add a follow (its id is assigned), or return the one held with the same kind, subject and text."""
        async with self._database.write() as connection:
            await connection.execute(_locked(follow.chat_id))
            for held in await _follows(connection, follows.c.chat_id == follow.chat_id):
                if (held.kind, held.subject, held.text) == (follow.kind, follow.subject, follow.text):
                    return held
            kept = replace(follow, id=0, created_at=follow.created_at or now)
            row = {"chat_id": follow.chat_id, "follow": encode(kept)}
            key = (await connection.execute(follows.insert().values(row).returning(follows.c.id))).scalar_one()
            return replace(kept, id=key)

    async def unfollow(self, chat_id: int, follow_id: int) -> bool:
        """Drop a follow of this chat; False when it was not held."""
        async with self._database.write() as connection:
            is_it = and_(follows.c.id == follow_id, follows.c.chat_id == chat_id)
            return (await connection.execute(delete(follows).where(is_it))).rowcount > 0

    async def follows(self, chat_id: int) -> tuple[Follow, ...]:
        """What a chat follows, in order of following."""
        async with self._database.read() as connection:
            return tuple(await _follows(connection, follows.c.chat_id == chat_id))

    async def all_follows(self) -> dict[int, tuple[Follow, ...]]:
        """Follows of every active chat, by chat id."""
        active = select(chats.c.id).where(~chats.c.is_paused, chats.c.blocked_at.is_(None))
        by_chat: dict[int, list[Follow]] = {}
        async with self._database.read() as connection:
            for follow in await _follows(connection, follows.c.chat_id.in_(active)):
                by_chat.setdefault(follow.chat_id, []).append(follow)
        return {chat_id: tuple(held) for chat_id, held in by_chat.items()}

    async def remember_lines(self, chat_id: int, lines: Mapping[int, tuple[FactKey, ...]], *, now: datetime) -> None:
        """The numbers printed in this chat's last message; `Draft.lines` does the same for queued messages."""
        async with self._database.write() as connection:
            await set_lines(connection, chat_id, lines, now)

    async def line(self, chat_id: int, number: int) -> tuple[FactKey, ...]:
        """What the number N of this chat's last message stands for; empty when there is none."""
        question = select(chat_lines.c.lines).where(chat_lines.c.chat_id == chat_id)
        async with self._database.read() as connection:
            held = (await connection.execute(question)).scalar_one_or_none()
        facts = json.loads(held or "{}").get(str(number), [])
        return tuple(FactKey(kind, key, state) for kind, key, state in facts)

    async def remember_question(
        self, chat_id: int, question: Question, *, now: datetime, thread: str = "", person: str = ""
    ) -> None:
        """Keep the last question of one person in one chat and thread."""
        row = {"chat_id": chat_id, "thread": thread, "person": person, "question": encode(question), "asked_at": now}
        changed = {"question": row["question"], "asked_at": now}
        async with self._database.write() as connection:
            statement = upsert(connection, dialogs).values(row)
            key = ["chat_id", "thread", "person"]
            await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed))

    async def last_question(
        self, chat_id: int, *, now: datetime, thread: str = "", person: str = ""
    ) -> Question | None:
        """The last question of this person in this chat and thread, unless it is 30 minutes old."""
        of_person = and_(dialogs.c.chat_id == chat_id, dialogs.c.thread == thread, dialogs.c.person == person)
        is_fresh = dialogs.c.asked_at > now - DIALOG
        async with self._database.read() as connection:
            held = (
                await connection.execute(select(dialogs.c.question).where(of_person, is_fresh))
            ).scalar_one_or_none()
        return None if held is None else decode(Question, held)

    async def _one(self, which: ColumnElement[bool]) -> Chat | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(chats).where(which))).one_or_none()
        return None if row is None else _chat(row)


async def set_lines(
    connection: AsyncConnection, chat_id: int, lines: Mapping[int, tuple[FactKey, ...]], now: datetime
) -> None:
    """Replace the numbers of a chat's last message."""
    text = json.dumps({number: [[fact.kind, fact.id, fact.state] for fact in held] for number, held in lines.items()})
    statement = upsert(connection, chat_lines).values(chat_id=chat_id, lines=text, set_at=now)
    changed = {"lines": text, "set_at": now}
    await connection.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_=changed))


async def set_digest_time(connection: AsyncConnection, chat_id: int, at: datetime) -> None:
    """Keep when the chat had its last scheduled digest."""
    held = (await connection.execute(_locked(chat_id))).one()
    await _write(connection, replace(_chat(held), last_digest_at=at))


async def _write(connection: AsyncConnection, chat: Chat) -> None:
    changed = {"settings": encode(chat), "is_paused": chat.is_paused}
    await connection.execute(update(chats).where(chats.c.id == chat.id).values(changed))


async def _hand_over(connection: AsyncConnection, source: int, target: int) -> None:
    """What was followed at the second address comes over, the rest of that chat goes."""
    await connection.execute(update(follows).where(follows.c.chat_id == source).values(chat_id=target))
    await erase_chat(connection, source)


async def _follows(connection: AsyncConnection, which: ColumnElement[bool]) -> list[Follow]:
    rows = await connection.execute(select(follows).where(which).order_by(follows.c.id))
    return [replace(decode(Follow, row.follow), id=row.id, chat_id=row.chat_id) for row in rows]


def _is_not_banned() -> ColumnElement[bool]:
    return or_(chats.c.blocked_for.is_(None), chats.c.blocked_for != BANNED)


def _locked(chat_id: int) -> Select[Any]:
    return select(chats).where(chats.c.id == chat_id).with_for_update()


def _at(platform: Platform, address: str) -> ColumnElement[bool]:
    return and_(chats.c.platform == platform, chats.c.address == storable(address))


def _chat(row: Row[Any]) -> Chat:
    chat = decode(Chat, row.settings)
    return replace(chat, id=row.id, platform=row.platform, address=row.address, is_paused=row.is_paused)
