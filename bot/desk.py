"""What the steps of the pipeline work with besides the store."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.asking.ground import Ground
from bot.digest.match import Topics
from bot.reading import Rules
from bot.reading.people import KnownPeople
from bot.sources.opml import FeedList
from bot.store import Store
from bot.stories import Window


@dataclass(slots=True)
class Acquaintance:
    """Who is known so far, by scope; looked up again when the store has grown by a fiftieth."""

    known: dict[int | None, KnownPeople] = field(default_factory=dict)
    due_in: dict[int | None, int] = field(default_factory=dict)

    async def people(self, store: Store, chat_id: int | None, rules: Rules) -> KnownPeople:
        """The people an article of this scope may be about."""
        self.due_in[chat_id] = self.due_in.get(chat_id, 0) - 1
        if self.due_in[chat_id] <= 0:
            names = await store.names.known(chat_id=chat_id)
            self.known[chat_id] = KnownPeople(names, rules.names)
            self.due_in[chat_id] = 1 + len(names) // 50
        return self.known[chat_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pipeline works with besides the store: rules of reading, topics, stories in memory, measures.

    When `ending` is set every step ends behind the article or chat at hand; what is left is still in the store.
    """

    rules: Rules
    ground: Ground
    topics: Topics
    bundles: Mapping[str, FeedList]
    window: Window
    fetch_every: timedelta = timedelta(minutes=30)
    digest_confidence: float = 0.6
    answer_confidence: float = 0.4
    languages: frozenset[str] = frozenset({"en"})
    timezone: str = "UTC"  # of a chat that is new here
    hour: str = "08:00"
    operators: frozenset[str] = frozenset()  # their chats, `telegram:NUMBER`
    acquaintance: Acquaintance = field(default_factory=Acquaintance)
    ending: asyncio.Event = field(default_factory=asyncio.Event)
