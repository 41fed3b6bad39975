"""What is coming up, and what became of it where that is on record; else what was to come, and it says so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.asking.announced import announced
from bot.asking.followups import PAGE
from bot.asking.found import Found
from bot.asking.inquiry import MOST, Inquiry
from bot.asking.period import is_of_days
from bot.asking.relevance import is_about_upcoming, is_event_of, is_in_story_of, is_in_story_on, nearest_upcoming
from bot.model import Question
from bot.store.outcomes import find_outcome

MOST_FORMS = 4  # names of a country and its people that are looked for


@dataclass(frozen=True, slots=True)
class EventFinder:
    """One question's work over announced events."""

    inquiry: Inquiry

    async def find(self, question: Question) -> Found:
        """The events of this question with their outcomes; past ones, with a note, where none is to come."""
        found = await self._of_country(question)
        if not (found.upcoming or question.since or question.until or not question.about):
            gone = await self.announced(replace(question, until=self.inquiry.asker.now))
            note = "Nothing is still to come; this was:" if gone.upcoming else ""
            found = replace(gone, question=question, note=note)
        shown = found.upcoming[question.skip : question.skip + PAGE]
        outcomes = {held.id: await find_outcome(held, self.inquiry.store, self.inquiry.asker.chat_id) for held in shown}
        return replace(found, outcomes={key: told for key, told in outcomes.items() if told.state != "unknown"})

    async def _of_country(self, question: Question) -> Found:
        """The events as announced; where there are none, by another name of the country in the subject."""
        found = await self.announced(question)
        forms = self.inquiry.ground.by_other_names(question.about or "") if found.is_empty else []
        for form in forms[:MOST_FORMS]:
            told = await self.announced(replace(question, about=form))
            if not told.is_empty:
                note = f"In stories on {question.about}:" if told.note else ""
                return replace(told, question=question, note=note)
        return found

    async def announced(self, question: Question) -> Found:
        """The events as they were announced."""
        asker = self.inquiry.asker
        held = await self.inquiry.store.search.upcoming(question, chat_id=asker.chat_id, now=asker.now, limit=MOST)
        dated = [event for event in held if is_of_days(event.upcoming.date, question, asker.timezone)]
        near = [event for event in dated if is_about_upcoming(event, question)]
        fitting, note = nearest_upcoming(near, question), ""
        if self.inquiry.ground.is_name(question.about or ""):  # "upcoming Norvane": in stories on it, too
            fitting = [event for event in dated if event in near or is_in_story_on(event, question)]
            note = "" if near or not fitting else f"In stories on {question.about}:"
        elif named := self.inquiry.ground.names_in(question.about or ""):  # "when will Latvia vote": no other's vote
            told = [event for event in fitting if all(is_event_of(event, forms) for forms in named.values())]
            of_story = [event for event in fitting if all(is_in_story_of(event, forms) for forms in named.values())]
            fitting, note = told or of_story, "" if told else f"In stories on {' and '.join(named)}:"
        texts = await self.inquiry.load([event.article for event in fitting])
        events, words = await announced(self.inquiry.store, texts, fitting, question, asker.chat_id)
        return Found(question=question, upcoming=events, event_words=words, note=note if events else "")
