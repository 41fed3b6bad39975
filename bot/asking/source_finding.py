"""Statements of a speaker not held by the name asked, in order:

1. printed     the source as the article prints it, by the words asked or another name of the office
2. introduced  one article says who "Hafenburg's coach" is; then that one's words on what was asked
3. in office   "the Indonesian president", where the article gives the office alone
4. the other   "the survey" is another one than the only one held by a name
"""

from __future__ import annotations

from dataclasses import replace

from bot.asking.found import Found
from bot.asking.inquiry import RELEVANT, Inquiry
from bot.asking.introductions import holds_office, source_fits
from bot.asking.name_forms import offices_alike
from bot.asking.office_finding import country_offices, holder_of_country, is_of_country
from bot.asking.relevance import shares_subject
from bot.asking.tokens import bare
from bot.model import Question
from bot.store import FoundStatement

MOST_OFFICES = 4  # other names of an office that are looked for


async def otherwise_named(question: Question, inquiry: Inquiry) -> Found | None:
    """What answers by another name of the speaker asked about, with that name in its question."""
    if found := await _by_any_source(question, inquiry):  # 1.
        return Found(question=question, statements=found)
    if _is_limited(question) and (named := await _introduced(question, inquiry)):  # 2.
        return Found(question=named, statements=await inquiry.said(named))
    if not question.is_speaker_known and (name := await holder_of_country(question, inquiry)):  # 3.
        named = replace(question, speaker=name, is_speaker_known=True)
        return Found(question=named, statements=await inquiry.said(named))
    if question.speaker_asked:  # 4.
        printed = replace(question, speaker=question.speaker_asked, speaker_asked=None, is_speaker_known=False)
        if found := await _by_source(printed, inquiry):
            return Found(question=printed, statements=found)
    return None


async def _by_any_source(question: Question, inquiry: Inquiry) -> tuple[FoundStatement, ...]:
    if question.is_speaker_known:
        return await _by_source(question, inquiry)
    alike = offices_alike(bare(question.speaker or ""), inquiry.ground.words.offices)
    for words in (question.speaker, *list(alike)[:MOST_OFFICES]):
        if found := await _by_source(replace(question, speaker=words), inquiry):
            return found
    return ()


async def _by_source(question: Question, inquiry: Inquiry) -> tuple[FoundStatement, ...]:
    """Statements whose source as printed ("Scientology officials", "the event website") is whom was asked about."""
    wanted = question.speaker or ""
    words = f"{wanted} {question.about or ''}".strip()
    wider = replace(question, speaker=None, about=words)
    found = await inquiry.near(wider, needed=wanted)
    await inquiry.load([hit.held.article for hit in found])
    sure = [
        hit
        for hit in found
        if hit.held.statement.confidence >= inquiry.asker.confidence
        and shares_subject(hit.held, question.about, RELEVANT)
    ]
    lesser = inquiry.ground.names.wording.lesser
    fitting = tuple(hit for hit in sure if source_fits(hit.held, question, inquiry.texts, lesser))
    return fitting or _of_one_holder(sure, question, inquiry)


def _of_one_holder(found: list[FoundStatement], question: Question, inquiry: Inquiry) -> tuple[FoundStatement, ...]:
    """Of whoever alone holds that office near the other words: "the Kenyan health minister" in an article on Kenya."""
    countries = {country for _, country in country_offices(question, inquiry.ground)}
    held = tuple(
        hit
        for hit in found
        if not question.is_speaker_known
        and holds_office(hit.held, question)
        and (not countries or any(is_of_country(hit.held, each, inquiry.texts, inquiry.ground) for each in countries))
    )
    return held if len({hit.held.statement.speaker for hit in held}) == 1 else ()


def _is_limited(question: Question) -> bool:
    limits = (question.about, question.act, question.since, question.until, question.addressee, question.venue)
    return any(limits) and not question.is_speaker_known


async def _introduced(question: Question, inquiry: Inquiry) -> Question | None:
    """The question with the name of "Hafenburg's coach", where one article says who that is."""
    plain = replace(question, about=None, act=None, since=None, until=None, addressee=None, venue=None)
    found = await _by_any_source(plain, inquiry)
    names = {hit.held.statement.speaker for hit in found}
    name = names.pop() if len(names) == 1 else None
    return replace(question, speaker=name, is_speaker_known=True) if name else None
