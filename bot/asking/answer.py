"""Answering: understand the line, find what answers it, say it. The one entry to this folder that asks the store."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.asking.compose import compose_answer, compose_choice, compose_nothing, compose_whom, joined_messages
from bot.asking.found import Asker, Found
from bot.asking.ground import Ground
from bot.asking.inquiry import Inquiry
from bot.asking.question import in_parts, parse_question
from bot.asking.repeats import told_once, without_repeats
from bot.asking.respelling import found_respelt, surely_respelt
from bot.asking.retrieve import Retriever
from bot.asking.slots import is_anybody
from bot.model import Answer, ArticleRef
from bot.store import Store

__all__ = ["Asker", "ask"]


async def ask(text: str, store: Store, ground: Ground, asker: Asker) -> Answer:
    """The answer to a line typed by a person; asks the store only, marks nothing as told."""
    known = await store.names.known(chat_id=asker.chat_id)
    if not ground.knows(known):
        await asyncio.to_thread(ground.knowing, known)  # 50,000 new names take half a second to index
    ground = ground.knowing(known)
    first, *others = in_parts(text, ground, asker.now, asker.timezone)
    answer = await _ask_one(first, store, ground, asker)
    if not others:
        return answer
    asked = replace(asker, previous=answer.question)
    second = await _ask_one(others[0], store, ground, asked)
    return _both(answer, second, text)


def _both(first: Answer, second: Answer, text: str) -> Answer:
    """Two questions of one line in one message; what follows refers to the first."""
    return replace(
        first,
        question=replace(first.question, text=text),
        message=joined_messages(first.message, second.message),
        statements=tuple({held.id: held for held in (*first.statements, *second.statements)}.values()),
        deals=tuple({held.id: held for held in (*first.deals, *second.deals)}.values()),
        upcoming=tuple({held.id: held for held in (*first.upcoming, *second.upcoming)}.values()),
        passages=(*first.passages, *second.passages),
        suggestions=(*first.suggestions, *second.suggestions),
    )


async def _ask_one(text: str, store: Store, ground: Ground, asker: Asker) -> Answer:
    question = parse_question(text, ground, asker.now, asker.timezone, asker.previous)
    inquiry = Inquiry(store, ground, asker)
    retriever = Retriever.of(inquiry)
    found = await retriever.find(question)
    if found.is_empty and not question.speaker_options and not is_anybody(question, ground):
        found = await found_respelt(question, retriever) or found
        question = replace(found.question, text=question.text)
    if question.speaker_options:
        found = replace(found, question=await surely_respelt(found.question, retriever))
    found = replace(found, statements=told_once(without_repeats(found.statements)))
    held = await store.search.held(chat_id=asker.chat_id)
    suggestions: tuple[str, ...] = ()
    if question.speaker_options:
        suggestions = question.speaker_options
        message = compose_choice(found, asker)
    elif is_anybody(question, ground):
        suggestions = ground.names.most_heard()
        message = compose_whom(found, suggestions, asker)
    elif found.is_empty or question.skip >= _longest(found):
        if question.speaker and not question.is_speaker_known:
            suggestions = ground.names.nearest(question.speaker)
        says_more = not question.skip and await retriever.statements.says_anything_else(question)
        others = question.speaker if says_more else None
        message = compose_nothing(found, held, suggestions, asker, others)
    else:
        await inquiry.load(_cited(found))
        message = compose_answer(found, inquiry.texts, asker)
    return Answer(
        question=replace(found.question, answered_by=_answered_by(found)),
        message=message,
        held=held,
        statements=tuple(hit.held for hit in found.statements),
        deals=found.deals,
        upcoming=found.upcoming,
        passages=found.passages,
        suggestions=suggestions,
    )


def _answered_by(found: Found) -> str | None:
    return next((hit.held.statement.speaker for hit in found.statements if hit.held.statement.speaker), None)


def _longest(found: Found) -> int:
    only_counted = int(bool(found.count))
    return max(len(found.statements), len(found.deals), len(found.upcoming), len(found.passages), only_counted)


def _cited(found: Found) -> list[ArticleRef]:
    """Articles whose text the message needs: this page's records."""
    first = found.question.skip
    refs = [hit.held.article for hit in found.statements[first : first + 10]]
    refs += [deal.article for deal in found.deals[first : first + 10]]
    refs += [event.article for event in found.upcoming[first : first + 10]]
    return refs + [passage.article for passage in found.passages]
