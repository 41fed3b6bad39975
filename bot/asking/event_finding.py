"""What is coming up, and what became of it where that is on record; else what was to come, and it says so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.asking.announced import announced
from bot.asking.followups import PAGE
from bot.asking.found import Found
from bot.asking.inquiry import MOST, Inquiry
from bot.asking.relevance import is_about_upcoming, nearest_upcoming
from bot.model import Question
from bot.store.outcomes import find_outcome


@dataclass(frozen=True, slots=True)
class EventFinder:
    """One question's work over announced events."""

    inquiry: Inquiry

    async def find(self, question: Question) -> Found:
        """The events of this question with their outcomes; past ones, with a note, where none is to come."""
        found = await self.announced(question)
        if not (found.upcoming or question.since or question.until or not question.about):
            gone = await self.announced(replace(question, until=self.inquiry.asker.now))
            note = "Nothing is still to come; this was:" if gone.upcoming else ""
            found = replace(gone, question=question, note=note)
        shown = found.upcoming[question.skip : question.skip + PAGE]
        outcomes = {held.id: await find_outcome(held, self.inquiry.store, self.inquiry.asker.chat_id) for held in shown}
        return replace(found, outcomes={key: told for key, told in outcomes.items() if told.state != "unknown"})

    async def announced(self, question: Question) -> Found:
        """The events as they were announced."""
        asker = self.inquiry.asker
        held = await self.inquiry.store.search.upcoming(question, chat_id=asker.chat_id, now=asker.now, limit=MOST)
        fitting = nearest_upcoming([event for event in held if is_about_upcoming(event, question)], question)
        texts = await self.inquiry.load([event.article for event in fitting])
        events, words = await announced(self.inquiry.store, texts, fitting, question, asker.chat_id)
        return Found(question=question, upcoming=events, event_words=words)
