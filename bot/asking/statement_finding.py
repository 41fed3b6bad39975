"""Statements that answer a question, narrow first, then what a reader would look for next.

    1. as understood                    speaker, subject, time, act, to whom, where
    2. a speaker not held by that name  the same subject, where the source as printed has these words
    3. to whom or where not so recorded  the other of the two, or what is alike; else those words as part of the subject
    4. a phrase not on record           its words, and it says so
What is found is kept when enough of the subject's words are in the record and the reader was sure enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.asking.found import Found
from bot.asking.ground import Ground
from bot.asking.inquiry import MOST, RELEVANT, Inquiry
from bot.asking.passages import is_asking, is_nonsense
from bot.asking.relevance import is_said_at, shares_subject, when_of
from bot.asking.side_finding import passages_of_side, sided, statements_of_side
from bot.asking.source_finding import otherwise_named
from bot.asking.tokens import bare
from bot.model import Question
from bot.store import FoundStatement

RELEVANT_PHRASE = 0.8
RELEVANT_WORDS = 0.75
MOST_BARE = 3  # words
SOMEBODY_DID = re.compile(r"who\s+(?!(?:is|was|are|were|has|have)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatementFinder:
    """One question's work over what was said."""

    inquiry: Inquiry

    async def find(self, question: Question) -> Found:
        """What was said that answers this question, and a note where it is not as asked."""
        if question.speakers:
            return await self._of_several(question)
        if question.stance:
            return await self._of_side(question)
        found = await self.inquiry.said(question)  # 1.
        if found or question.kind == "other":
            return Found(question=question, statements=found)
        if question.speaker and (by_source := await otherwise_named(question, self.inquiry)):  # 2.
            if by_source.statements or by_source.question == question:
                return by_source
            question = by_source.question  # now it has the name
        if question.addressee or question.venue:  # 3.
            if found := await self._elsewhere(question):
                return Found(question=question, statements=found)
            words = " ".join(part for part in (question.about, question.addressee, question.venue) if part)
            wider = replace(question, about=words, addressee=None, venue=None)
            note = f"To whom or where is not on record; these have “{question.addressee or question.venue}” nearby."
            found = await self.inquiry.said(wider)
            return Found(question=question, statements=found, note=note if found else "")
        if question.phrase:  # 4.
            wider = replace(question, about=f"{question.about or ''} {question.phrase}".strip(), phrase=None)
            found = await self.inquiry.said(wider)
            near = [hit for hit in found if hit.coverage >= RELEVANT_PHRASE and hit.where == "words"]
            note = "Not on record in these very words; near them:" if near else ""
            return Found(question=question, statements=tuple(near), note=note)
        return Found(question=question)

    async def unshaped(self, question: Question) -> Found:
        """A question of no known shape: "who read about his own plans?", "bananas" may be somebody's words."""
        is_bare = not is_asking(question) and len((question.about or "").split()) <= MOST_BARE
        if not (is_bare or SOMEBODY_DID.match(question.text)) or is_nonsense(question):
            return Found(question=question)
        who = replace(question, kind="who")
        found = [hit for hit in await self.inquiry.said(who) if hit.coverage >= RELEVANT_WORDS and hit.where == "words"]
        return Found(question=who, statements=tuple(found)) if found else Found(question=question)

    async def _of_side(self, question: Question) -> Found:
        near = await statements_of_side(question, self.inquiry.store, self.inquiry.ground, self.inquiry.asker)
        await self.inquiry.load([hit.held.article for hit in near])
        found = sided(near, question, self.inquiry.ground, self.inquiry.texts)
        if found.is_empty:
            found = await passages_of_side(question, self.inquiry.store, self.inquiry.ground, self.inquiry.asker)
        if found.is_empty:
            spoken = await self.find(replace(question, stance=None))
            note = f"Nobody is {question.stance} it in so many words; these speak of it:" if spoken.statements else ""
            return Found(question=question, statements=spoken.statements, note=note)
        return found

    async def _elsewhere(self, question: Question) -> tuple[FoundStatement, ...]:
        """To whom and where are often one, "told a rally"; and a post is one on Telegram."""
        asked = question.venue or question.addressee or ""
        wanted = (asked, *self.inquiry.ground.words.alike.get(bare(asked), ()))
        wider = replace(question, about=" ".join((question.about or "", *wanted)), venue=None, addressee=None)
        found = await self.inquiry.near(wider)
        fitting = [
            hit for hit in found if is_said_at(hit.held, wanted) and shares_subject(hit.held, question.about, RELEVANT)
        ]
        fitting = [hit for hit in fitting if hit.held.statement.confidence >= self.inquiry.asker.confidence]
        return tuple(fitting if question.about else sorted(fitting, key=lambda hit: when_of(hit.held), reverse=True))

    async def _of_several(self, question: Question) -> Found:
        """What each of several speakers said, together in the order that one speaker's would have."""
        alone = [replace(question, speaker=name, speakers=()) for name in question.speakers]
        hits = {hit.held.id: hit for each in alone for hit in (await self.find(each)).statements}.values()
        is_ranked = bool(question.about or question.phrase)
        ranked = sorted(hits, key=lambda hit: (hit.held.score if is_ranked else 0, when_of(hit.held)), reverse=True)
        return Found(question=question, statements=tuple(ranked[:MOST]))

    async def says_anything_else(self, question: Question) -> bool:
        """Whether something is held of a speaker of whom nothing answers this question."""
        if not question.speaker or not question.is_speaker_known or question.speakers:
            return False
        plain = Question(text=question.text, kind="statements", speaker=question.speaker)
        found = await self.inquiry.near(plain, limit=1)
        return bool(found)


def who_said_it(found: Found, ground: Ground) -> Found:
    """Where somebody said it in so many words, others who only stand nearby are no answer to "who said".

    Who speaks of a person is somebody else: "who mentioned Rubio", "who disagreed with Kowalczyk".
    """
    left_out = {*found.question.other_than}
    if himself := ground.names.named(found.question.about or ""):
        left_out.add(himself)
    others = tuple(hit for hit in found.statements if hit.held.statement.speaker not in left_out)
    if not found.question.about or found.question.stance:
        return replace(found, statements=others)
    said = tuple(hit for hit in others if hit.where == "words")
    return replace(found, statements=said if said or found.question.other_than else others)
