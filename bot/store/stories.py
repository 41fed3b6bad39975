"""Stories: articles on one event. Ids are stable and never reused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model import Story
from bot.store.database import Database


class Stories:
    """Questions about stories. Outlets, origins, times and headline count visible articles only (promise 7).

    Articles come into stories by `FactBook.record(place=…)`, or `place` for articles that are not read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, story_id: int, *, chat_id: int | None) -> Story | None:
        """A story by id; None when no article of it is visible."""
        raise NotImplementedError

    async def many(self, story_ids: Sequence[int], *, chat_id: int | None) -> dict[int, Story]:
        """Stories by id, those not visible left out."""
        raise NotImplementedError

    async def latest(
        self, *, chat_id: int | None, since: datetime | None = None, until: datetime | None = None, limit: int = 1_000
    ) -> tuple[Story, ...]:
        """Stories with an article recorded in [since, until) (arrival, not publication), latest first."""
        raise NotImplementedError

    async def everything(self) -> tuple[Story, ...]:
        """All stories of the shared scope, oldest first (the verb `stories`)."""
        raise NotImplementedError
