"""The demo's week of news, read through the real pipeline, and what its readers would ask about it."""

from __future__ import annotations

import json

import pytest

from bot.asking.answer import Asker, ask
from bot.asking.question import parse_question
from bot.asking.record import answer_to_json
from bot.asking.understood import canonical
from bot.model import Answer, Message, Question, Quote
from bot.pipeline import Desk
from bot.store import Store
from tests.asking import week

ENOUGH = 0.95
SOME = week.rows()[::6]


async def test_nearly_every_question_of_its_readers_is_answered_rightly(week_store: Store, desk: Desk) -> None:
    rows = week.rows()
    wrong = {}
    for row in rows:
        if said := week.complaint(row, await week.answer_row(row, week_store, desk)):
            wrong[row.id] = said
    assert len(wrong) <= (1 - ENOUGH) * len(rows), wrong


async def test_what_is_held_of_nothing_is_never_answered(week_store: Store, desk: Desk) -> None:
    for row in week.rows():
        if row.nothing or row.civil:
            assert week.complaint(row, await week.answer_row(row, week_store, desk)) is None, row.id


@pytest.mark.parametrize("row", SOME, ids=lambda row: row.id)
async def test_every_quoted_run_is_a_slice_of_its_article(row: week.Row, week_store: Store, desk: Desk) -> None:
    answer = await week.answer_row(row, week_store, desk)
    for text, quote in quoted(answer.message):
        article = await week_store.articles.get(quote.article_id, version=quote.version)
        assert article is not None
        assert article.text[slice(*quote.span)] == text


def quoted(message: Message) -> list[tuple[str, Quote]]:
    runs = [run for section in message.sections for line in section.lines for run in line.runs]
    assert all(run.quote is not None for run in runs if run.style == "quotation")
    return [(run.text, run.quote) for run in runs if run.quote is not None]


async def test_every_span_of_the_json_slices_its_article(week_store: Store, desk: Desk) -> None:
    answer = await asked("what did Rubio say?", week_store, desk)
    document = json.loads(json.dumps(answer_to_json(answer, text="as shown", identity=7)))
    assert (document["id"], document["question"], document["text"]) == (7, "what did Rubio say?", "as shown")
    assert document["understood"]["speaker"] == "Marco Rubio"
    assert document["held"]["outlets"] == 4
    assert document["statements"]
    for statement in document["statements"]:
        for source in statement["sources"]:
            article = await week_store.articles.get(source["article"]["id"])
            assert article is not None
            assert all(article.text[first:last].strip() for first, last in source["content"])


@pytest.mark.parametrize("row", SOME, ids=lambda row: row.id)
async def test_every_button_is_short_and_asks_what_was_asked(row: week.Row, week_store: Store, desk: Desk) -> None:
    answer = await week.answer_row(row, week_store, desk)
    ground = desk.ground.knowing(await week_store.names.known(chat_id=None))
    for button in (button for buttons in answer.message.buttons for button in buttons):
        assert len(button.action.encode()) <= 64
        assert button.action.startswith("v1:")
    question = answer.question
    if question.kind in ("statements", "who", "upcoming", "deals") and not question.speaker_options:
        again = parse_question(canonical(question, week.TIMEZONE), ground, week.NOW, week.TIMEZONE)
        assert meaning(again) == meaning(question)


def meaning(question: Question) -> tuple[object, ...]:
    """What decides which records answer."""
    about = (question.about or "").lower()
    return (
        question.kind, question.speaker, about, question.phrase, question.act, question.since, question.until,
        question.parties, question.deal_status, question.amount_from, question.currency,
    )  # fmt: skip


async def asked(text: str, store: Store, desk: Desk) -> Answer:
    return await ask(text, store, desk.ground, Asker(now=week.NOW, timezone=week.TIMEZONE))
