"""Finding what answers a question, by asking the store: each kind of question by its own finder.

statements · who   statement_finding.py     count           counting.py
deals              deal_finding.py          new · changed   news_finding.py
upcoming           event_finding.py         anything else   passages.py, as when nothing above answers
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.asking.counting import Counter
from bot.asking.deal_finding import DealFinder, is_yes_or_no
from bot.asking.event_finding import EventFinder
from bot.asking.found import Found
from bot.asking.inquiry import Inquiry
from bot.asking.news_finding import NewsFinder
from bot.asking.passages import or_passages, with_talks
from bot.asking.slots import is_anybody
from bot.asking.statement_finding import StatementFinder, who_said_it
from bot.model import Question


@dataclass(frozen=True, slots=True)
class Retriever:
    """The finders of one question."""

    inquiry: Inquiry
    statements: StatementFinder
    deals: DealFinder
    events: EventFinder

    @classmethod
    def of(cls, inquiry: Inquiry) -> Retriever:
        """Every finder over the same question's work."""
        deals = DealFinder(inquiry.store, inquiry.ground, inquiry.asker)
        return cls(inquiry, StatementFinder(inquiry), deals, EventFinder(inquiry))

    async def find(self, question: Question) -> Found:
        """What answers this question."""
        if question.speaker_options or is_anybody(question, self.inquiry.ground):
            return Found(question=question)
        match question.kind:
            case "statements":
                return await self.statements.find(question)
            case "who":
                return who_said_it(await self.statements.find(question), self.inquiry.ground)
            case "deals":
                return await self._deals(question)
            case "upcoming":
                return await or_passages(await self.events.find(question), self.inquiry)
            case "new" | "changed":
                return await NewsFinder(self.inquiry, self.deals, self.events).find(question)
            case "count":
                return await Counter(self.inquiry, self.statements, self.deals).find(question)
            case _:
                return await or_passages(await self.statements.unshaped(question), self.inquiry)

    async def _deals(self, question: Question) -> Found:
        found = await self.deals.find(question)
        if found.is_empty and is_yes_or_no(question, self.inquiry.ground):  # "is the road closed" speaks of no deal
            found = Found(question=replace(question, kind="other", deal_status=None, about=question.text))
        return await (or_passages if found.is_empty else with_talks)(found, self.inquiry)
