"""Who asks a question, and what was found for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.digest.outcomes import Outcome
from bot.model import HeldDeal, HeldUpcoming, Passage, Question
from bot.store import FoundStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: when, on whose clock, in which chat, after which question; how sure records must be."""

    now: datetime
    timezone: str = "UTC"
    chat_id: int | None = None
    previous: Question | None = None
    confidence: float = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What answers; `question` is the one that was answered in the end, `note` says how it differs."""

    question: Question
    statements: tuple[FoundStatement, ...] = ()
    deals: tuple[HeldDeal, ...] = ()
    upcoming: tuple[HeldUpcoming, ...] = ()
    event_words: Mapping[int, str] = field(default_factory=dict)  # who is to do what, as a digest has it
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)  # what became of events, where that is on record
    passages: tuple[Passage, ...] = ()
    count: int | None = None
    note: str = ""
    meant: Question | None = None  # with another subject it would have an answer: to be asked back

    @property
    def is_empty(self) -> bool:
        """Nothing at all."""
        return not (self.statements or self.deals or self.upcoming or self.passages or self.count)
