"""Chats, what they follow, and the small memory of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from bot.model import Chat, FactKey, Follow, Question
from bot.store.database import Database

Platform = Literal["telegram", "slack", "console"]


class Chats:
    """Questions about chats."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, platform: Platform, address: str, *, now: datetime, title: str = "") -> Chat:
        """The chat at this address, made with default settings when it is not held."""
        raise NotImplementedError

    async def get(self, chat_id: int) -> Chat | None:
        """The chat by its id."""
        raise NotImplementedError

    async def find(self, platform: Platform, address: str) -> Chat | None:
        """The chat at this address; None when it is not held."""
        raise NotImplementedError

    async def save(self, chat: Chat) -> None:
        """Keep changed settings (everything but platform, address and joined_at). StoreError when it is not held."""
        raise NotImplementedError

    async def active(self) -> tuple[Chat, ...]:
        """Chats that may be told something: not paused, not blocked, not banned."""
        raise NotImplementedError

    async def everything(self) -> tuple[tuple[Chat, str | None], ...]:
        """Every chat, with why it is blocked or banned, for the operator."""
        raise NotImplementedError

    async def block(self, chat_id: int, reason: str, *, now: datetime) -> None:
        """We may not write there (kicked, blocked, banned): nothing of it is claimed any more; its set-up stays."""
        raise NotImplementedError

    async def unblock(self, chat_id: int) -> None:
        """We may write there again; what is waiting goes out."""
        raise NotImplementedError

    async def move(self, platform: Platform, old_address: str, new_address: str) -> None:
        """The platform gave a chat another address; if a chat is held there already, its follows come over too."""
        raise NotImplementedError

    async def export(self, chat_id: int) -> dict[str, Any]:
        """Everything held about a chat as plain JSON values: settings, follows, feeds, messages, told facts."""
        raise NotImplementedError

    async def forget(self, chat_id: int) -> bool:
        """Erase a chat and everything that is its own: follows, messages, dialogs, feeds, articles, facts, names."""
        raise NotImplementedError

    async def follow(self, follow: Follow, *, now: datetime) -> Follow:
        """Add a follow (its id is assigned), or return the one held with the same kind, subject and text."""
        raise NotImplementedError

    async def unfollow(self, chat_id: int, follow_id: int) -> bool:
        """Drop a follow of this chat; False when it was not held."""
        raise NotImplementedError

    async def follows(self, chat_id: int) -> tuple[Follow, ...]:
        """What a chat follows, in order of following."""
        raise NotImplementedError

    async def all_follows(self) -> dict[int, tuple[Follow, ...]]:
        """Follows of every active chat, by chat id."""
        raise NotImplementedError

    async def remember_lines(self, chat_id: int, lines: Mapping[int, tuple[FactKey, ...]], *, now: datetime) -> None:
        """The numbers printed in this chat's last message; `Draft.lines` does the same for queued messages."""
        raise NotImplementedError

    async def line(self, chat_id: int, number: int) -> tuple[FactKey, ...]:
        """What the number N of this chat's last message stands for; empty when there is none."""
        raise NotImplementedError

    async def remember_question(
        self, chat_id: int, question: Question, *, now: datetime, thread: str = "", person: str = ""
    ) -> None:
        """Keep the last question of one person in one chat and thread."""
        raise NotImplementedError

    async def last_question(
        self, chat_id: int, *, now: datetime, thread: str = "", person: str = ""
    ) -> Question | None:
        """The last question of this person in this chat and thread, unless it is 30 minutes old."""
        raise NotImplementedError
