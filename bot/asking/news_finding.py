"""What is new or has changed: everything told in a period, of a country by any of its names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.asking.deal_finding import DealFinder
from bot.asking.event_finding import EventFinder
from bot.asking.found import Found
from bot.asking.inquiry import Inquiry
from bot.asking.relevance import is_since
from bot.model import Question

MOST_FORMS = 4  # names of a country and its people that are looked for
OLDER_DATES = timedelta(days=14)  # what was said or signed before the article that tells it
LOOK_BACK = (timedelta(days=1), timedelta(days=7), timedelta(days=30))  # "what is new": a day, or as far as needed


@dataclass(frozen=True, slots=True)
class NewsFinder:
    """One question's work over everything that is new."""

    inquiry: Inquiry
    deals: DealFinder
    events: EventFinder

    async def find(self, question: Question) -> Found:
        """What is new; of a country of which nothing is by its name, what is by its people's: "Chilean miners"."""
        found = await self._news(question)
        forms = self.inquiry.ground.same_country(question.about or "") if not _is_news(found) else []
        for form in forms[:MOST_FORMS]:
            told = await self._news(replace(question, about=form))
            if _is_news(told):
                return replace(told, question=replace(told.question, about=question.about))
        return found

    async def _news(self, question: Question) -> Found:
        if question.since or question.until:
            return await self._recorded(question)
        found = Found(question=question)
        for span in LOOK_BACK:
            found = await self._recorded(replace(question, since=self.inquiry.asker.now - span))
            if _is_news(found):
                label = "the last day" if span.days == 1 else f"the last {span.days} days"
                return replace(found, question=replace(found.question, period=label))
        return replace(found, question=question)

    async def _recorded(self, question: Question) -> Found:
        """Everything published in the period, older dates recalled in it included."""
        since = question.since
        wider = replace(question, since=since - OLDER_DATES if since else None)
        found = await self.inquiry.said(replace(wider, kind="statements"))
        said = tuple(hit for hit in found if is_since(hit.held, since))
        if not question.about:
            said = tuple(hit for hit in said if not hit.held.statement.background)
        agreed = await self.deals.find(replace(wider, kind="deals"))
        deals = tuple(deal for deal in agreed.deals if is_since(deal, since))
        ahead = replace(question, kind="upcoming", since=None, until=None)
        announced = await self.events.announced(ahead)
        return replace(announced, question=question, statements=said, deals=deals, note="")


def _is_news(found: Found) -> bool:
    """What is still to come was announced some day or other: by itself it is no news."""
    return bool(found.statements or found.deals)
