"""Statements of a speaker not held by the name asked: by the source as printed, or who is introduced so once."""

from __future__ import annotations

from dataclasses import replace

from bot.asking.found import Found
from bot.asking.inquiry import RELEVANT, Inquiry
from bot.asking.relevance import shares_subject, source_fits
from bot.model import Question
from bot.store import FoundStatement


async def otherwise_named(question: Question, inquiry: Inquiry) -> Found | None:
    """Of a speaker not held by that name: by the source as printed, or by who is introduced so once."""
    if found := await _by_source(question, inquiry):
        return Found(question=question, statements=found)
    if question.about and (named := await _introduced(question, inquiry)):
        return Found(question=named, statements=await inquiry.said(named))
    if question.speaker_asked:  # "the survey" is another one than the only one held by a name
        printed = replace(question, speaker=question.speaker_asked, speaker_asked=None, is_speaker_known=False)
        if found := await _by_source(printed, inquiry):
            return Found(question=printed, statements=found)
    return None


async def _by_source(question: Question, inquiry: Inquiry) -> tuple[FoundStatement, ...]:
    """Statements whose source as printed ("Scientology officials", "the event website") is whom was asked about."""
    wanted = question.speaker or ""
    words = f"{wanted} {question.about or ''}".strip()
    wider = replace(question, speaker=None, about=words)
    found = await inquiry.near(wider, needed=wanted)
    await inquiry.load([hit.held.article for hit in found])
    return tuple(
        hit
        for hit in found
        if hit.held.statement.confidence >= inquiry.asker.confidence
        and source_fits(hit.held, question, inquiry.texts)
        and shares_subject(hit.held, question.about, RELEVANT)
    )


async def _introduced(question: Question, inquiry: Inquiry) -> Question | None:
    """The question with the name of "Hafenburg's coach", where one article says who that is."""
    if question.is_speaker_known:
        return None
    found = await _by_source(replace(question, about=None), inquiry)
    names = {hit.held.statement.speaker for hit in found}
    name = names.pop() if len(names) == 1 else None
    return replace(question, speaker=name, is_speaker_known=True) if name else None
