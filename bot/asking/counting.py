"""How often and how many: of deals, statements, speakers, articles, outlets, stories."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.asking.counts import is_of_all
from bot.asking.deal_finding import DealFinder
from bot.asking.found import Found
from bot.asking.inquiry import MOST, Inquiry
from bot.asking.relevance import spoken_by
from bot.asking.statement_finding import StatementFinder
from bot.model import Question


@dataclass(frozen=True, slots=True)
class Counter:
    """One question's work of counting what answers it."""

    inquiry: Inquiry
    statements: StatementFinder
    deals: DealFinder

    async def find(self, question: Question) -> Found:
        """What is counted, and how much of it there is."""
        if question.counted == "deals":
            found = await self.deals.find(question)
            return replace(found, count=len(found.deals))
        if question.counted in ("articles", "outlets") and is_of_all(question):
            held = await self.inquiry.store.search.held(chat_id=self.inquiry.asker.chat_id)
            return Found(question=question, count=held.articles if question.counted == "articles" else held.outlets)
        found = await self.statements.find(replace(question, kind="statements"))
        near = tuple(hit for hit in found.statements if hit.where != "headline")
        if found.statements and not near:
            note = "None has it in its own words or the sentences around; counted are those of stories on it."
            found = replace(found, note=note)
        else:
            found = replace(found, statements=near)
        statements = [hit.held for hit in found.statements]
        counted = len(statements)
        if question.counted == "speakers":
            counted = len({spoken_by(held) for held in statements})
        elif question.counted in ("articles", "outlets"):
            refs = [source.article for held in statements for source in held.sources]
            counted = len({ref.id if question.counted == "articles" else ref.outlet for ref in refs})
        elif question.counted == "stories":
            counted = len({held.story_id for held in statements})
        elif counted >= MOST:
            counted = await self.inquiry.store.search.count(question, chat_id=self.inquiry.asker.chat_id)
        return replace(found, question=question, count=counted)
