"""Statements, deals and what is coming up, each with all its sources; hiding, retracting, correcting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from bot.model import Article, FactKey, HeldDeal, HeldStatement, HeldUpcoming, Reading
from bot.store.database import Database
from bot.store.records import Correction, Facts, Place, Recorded


class FactBook:
    """Questions about facts. Ids are unique over all kinds of facts and never reused.

    Facts are merged inside a scope; a chat that has its own feeds sees the shared record and its own as one, under
    the smaller id, with the sources it may see and no others (promise 7).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(
        self, article: Article, reading: Reading, *, now: datetime, place: Place | None = None
    ) -> Recorded | None:
        """Keep what this version of an article says, merged with what is known, and place it in a story; all or nothing.

        What an earlier version said and this one does not loses that source; a fact without sources is hidden at once
        and chats that were told it are owed a correction (promise 8). None when this version was recorded before or a
        newer version has arrived: nothing is written then.
        """
        raise NotImplementedError

    async def new(
        self, *, chat_id: int | None, since: datetime, until: datetime, only_own: bool = False, limit: int = 2_000
    ) -> Facts:
        """Facts first recorded, and deals and upcoming changed, in [since, until), newest first, hidden ones left out.

        `chat_id` None: shared records. With a chat: shared and its own, or its own alone with `only_own`.
        """
        raise NotImplementedError

    async def of_stories(self, story_ids: Sequence[int], *, chat_id: int | None) -> Facts:
        """Every visible fact of these stories."""
        raise NotImplementedError

    async def of_article(self, article_id: str, *, chat_id: int | None) -> Facts:
        """Every visible fact that the current version of an article carries."""
        raise NotImplementedError

    async def statement(self, fact_id: int, *, chat_id: int | None) -> HeldStatement | None:
        """A statement by id; None when it is hidden, another kind of fact, or not this chat's."""
        raise NotImplementedError

    async def deal(self, fact_id: int, *, chat_id: int | None) -> HeldDeal | None:
        """A deal by id."""
        raise NotImplementedError

    async def upcoming(self, fact_id: int, *, chat_id: int | None) -> HeldUpcoming | None:
        """An upcoming event by id."""
        raise NotImplementedError

    async def due(self, *, chat_id: int | None, day: datetime) -> tuple[HeldUpcoming, ...]:
        """Upcoming events still "due" whose last day is before this day: has it happened?"""
        raise NotImplementedError

    async def settle(
        self, fact_id: int, state: Literal["due", "happened", "postponed", "unknown"], *, now: datetime
    ) -> None:
        """Set what became of an upcoming event; it counts as changed at `now`."""
        raise NotImplementedError

    async def retract(self, fact_id: int, *, now: datetime) -> FactKey | None:
        """Hide a fact for good (operator); chats that were told it are owed a correction. None when unknown or hidden."""
        raise NotImplementedError

    async def corrections(self, *, limit: int = 100) -> tuple[Correction, ...]:
        """Corrections owed and not yet queued (see `Draft.corrects`), oldest first."""
        raise NotImplementedError
