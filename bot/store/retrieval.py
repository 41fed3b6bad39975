"""Finding what answers a question: candidates by full text, one scorer for both databases."""

from __future__ import annotations

from datetime import datetime

from bot.model import Held, HeldDeal, HeldUpcoming, Question
from bot.store.database import Database
from bot.store.records import FoundPassage, FoundStatement


class Search:
    """Questions of the people who ask. Everything is limited to what the asking chat may see.

    Of a `Question` these count: speaker, about, phrase, since, until, addressee, venue, act, excluded, outlet;
    for deals parties, deal_kind, deal_status, amount_from, amount_to, currency; `speaker` is canonical, a surname, an
    organisation spoken for, or an alias.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def statements(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[FoundStatement, ...]:
        """Statements that fit, best first when the question has a subject (about or phrase), newest first otherwise.

        A phrase must occur in the words to the letter after folding; `about` is ranked: words, context, headline.
        """
        raise NotImplementedError

    async def count(self, question: Question, *, chat_id: int | None) -> int:
        """How many statements fit (exact up to 10,000)."""
        raise NotImplementedError

    async def deals(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[HeldDeal, ...]:
        """Deals that fit every condition, newest first; best first with `about`."""
        raise NotImplementedError

    async def upcoming(
        self, question: Question, *, chat_id: int | None, now: datetime, limit: int = 50
    ) -> tuple[HeldUpcoming, ...]:
        """What is coming up, soonest first; since/until (default: from `now` on) are compared with its days."""
        raise NotImplementedError

    async def passages(
        self, text: str, *, chat_id: int | None, since: datetime | None = None, until: datetime | None = None,
        limit: int = 3,
    ) -> tuple[FoundPassage, ...]:  # fmt: skip
        """The best passages of articles for these words, one an article, best first."""
        raise NotImplementedError

    async def held(self, *, chat_id: int | None, speaker: str | None = None) -> Held:
        """What is held, for an honest empty answer; with `speaker`, what is held of that speaker."""
        raise NotImplementedError
