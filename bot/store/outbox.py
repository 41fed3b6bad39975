"""The outbox: every message owed to a chat, before it is sent, and which facts each one told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.model import FactKey, Outgoing
from bot.store.database import Database
from bot.store.records import Draft


class Outbox:
    """Questions about messages. queued → sending → sent | unknown | failed; a message may be queued again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, draft: Draft, *, now: datetime) -> tuple[int, ...]:
        """Queue a message and everything the draft names, in one transaction; the ids of its parts.

        Empty, and nothing written, when the chat has a message under this key or one that it replaces is no longer
        queued.
        """
        raise NotImplementedError

    async def claim(self, *, now: datetime, worker: str, limit: int = 8) -> tuple[Outgoing, ...]:
        """Take messages to send: state becomes "sending", attempts count up. No two workers get the same one.

        One message per chat at a time, in order of queueing; blocked chats and times not yet come are passed over.
        """
        raise NotImplementedError

    async def sent(self, message_id: int, platform_message_id: str, *, now: datetime) -> None:
        """It was delivered."""
        raise NotImplementedError

    async def postpone(self, message_id: int, *, until: datetime, error: str) -> None:
        """It was not delivered: queue it again for later (back-off, flood limit)."""
        raise NotImplementedError

    async def refuse_attempt(self, message_id: int, *, until: datetime) -> None:
        """A limit held it back before anything was sent: queue it again and do not count the attempt."""
        raise NotImplementedError

    async def unknown(self, message_id: int, error: str, *, now: datetime) -> None:
        """The outcome is not known (answer lost after sending)."""
        raise NotImplementedError

    async def failed(self, message_id: int, error: str, *, now: datetime) -> None:
        """It will never be delivered; what only it told counts as not told."""
        raise NotImplementedError

    async def repeat(self, message_id: int, *, not_before: datetime) -> bool:
        """Queue an unknown or failed message again, on purpose; False when it is in another state."""
        raise NotImplementedError

    async def recover(self, *, now: datetime, stuck_for: timedelta) -> int:
        """Messages that a dead worker left in "sending" for so long become "unknown"; how many."""
        raise NotImplementedError

    async def get(self, message_id: int) -> Outgoing | None:
        """A message by id."""
        raise NotImplementedError

    async def of_chat(self, chat_id: int, *, limit: int = 20) -> tuple[Outgoing, ...]:
        """A chat's messages, latest first."""
        raise NotImplementedError

    async def waiting(self, chat_id: int, *, prefix: str = "") -> tuple[Outgoing, ...]:
        """Messages of a chat still queued whose key begins so, oldest first (a digest about to be overtaken)."""
        raise NotImplementedError

    async def unsettled(self) -> tuple[Outgoing, ...]:
        """Messages whose outcome is unknown, oldest first."""
        raise NotImplementedError

    async def counts(self) -> dict[str, int]:
        """How many messages are in each state."""
        raise NotImplementedError

    async def told(self, chat_id: int, *, ignoring: Collection[int] = ()) -> frozenset[FactKey]:
        """Facts this chat was told (queued counts); what only the messages `ignoring` told is left out."""
        raise NotImplementedError

    async def told_stories(self, chat_id: int, *, ignoring: Collection[int] = ()) -> dict[int, datetime]:
        """Stories this chat was told of, and when last: what is new in them is an update."""
        raise NotImplementedError
