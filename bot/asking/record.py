"""An answer as the JSON of the outside contract (architecture.md, result of `ask`)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.model import Answer, ArticleRef, HeldDeal, HeldStatement, HeldUpcoming, Passage, Question, Source
from bot.reading.record import Json, deal_to_json, money_to_json, statement_to_json, upcoming_to_json, when_to_json


def answer_to_json(answer: Answer, *, text: str = "", identity: str | int | None = None) -> Json:
    """The result of `ask`; `text` is the answer as a chat would show it."""
    return {
        "id": identity,
        "question": answer.question.text,
        "understood": question_to_json(answer.question),
        "statements": [held_statement_to_json(held) for held in answer.statements],
        "deals": [held_deal_to_json(held) for held in answer.deals],
        "upcoming": [held_upcoming_to_json(held) for held in answer.upcoming],
        "passages": [passage_to_json(passage) for passage in answer.passages],
        "suggestions": list(answer.suggestions),
        "text": text,
        "held": {
            "articles": answer.held.articles,
            "outlets": answer.held.outlets,
            "from": _day(answer.held.first),
            "to": _day(answer.held.last),
        },
    }


def question_to_json(question: Question) -> Json:
    """What was understood; every field present."""
    return {
        "kind": question.kind,
        "speaker": question.speaker,
        "speaker_options": list(question.speaker_options),
        "about": question.about,
        "phrase": question.phrase,
        "since": _moment(question.since),
        "until": _moment(question.until),
        "period": question.period,
        "addressee": question.addressee,
        "venue": question.venue,
        "act": question.act,
        "parties": list(question.parties),
        "deal_kind": question.deal_kind,
        "deal_status": question.deal_status,
        "amount_from": None if question.amount_from is None else format(question.amount_from, "f"),
        "amount_to": None if question.amount_to is None else format(question.amount_to, "f"),
        "currency": question.currency,
        "excluded": list(question.excluded),
        "outlet": question.outlet,
        "counted": question.counted,
    }


def held_statement_to_json(held: HeldStatement) -> Json:
    """A statement as `read` gives it, with its id, its article and every source."""
    return statement_to_json(held.statement) | _held(held.id, held.article, held.sources, held.story_id)


def held_deal_to_json(held: HeldDeal) -> Json:
    """A deal as `read` gives it, with every figure, the trail of its statuses and every source."""
    amounts: list[Json] = [
        {"amount": money_to_json(given.amount), "article": article_to_json(given.article)} for given in held.amounts
    ]
    trail: list[Json] = [
        {"status": step.status, "date": when_to_json(step.date), "article": article_to_json(step.article)}
        for step in held.trail
    ]
    return deal_to_json(held.deal) | {
        **_held(held.id, held.article, held.sources, held.story_id),
        "amounts": amounts,
        "trail": trail,
    }


def held_upcoming_to_json(held: HeldUpcoming) -> Json:
    """Something coming up as `read` gives it, with what became of it."""
    return upcoming_to_json(held.upcoming) | {
        **_held(held.id, held.article, held.sources, held.story_id),
        "state": held.state,
        "deal": held.deal_id,
    }


def passage_to_json(passage: Passage) -> Json:
    """A stretch of an article."""
    return {"article": article_to_json(passage.article), "span": list(passage.span), "text": passage.text}


def article_to_json(article: ArticleRef) -> Json:
    """What an answer says of an article."""
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "published_at": _moment(article.published_at),
    }


def _held(identity: int, article: ArticleRef, sources: tuple[Source, ...], story_id: int | None) -> dict[str, Any]:
    return {
        "id": identity,
        "story": story_id,
        "article": article_to_json(article),
        "sources": [
            {"article": article_to_json(source.article), "content": [list(span) for span in source.content]}
            for source in sources
        ],
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
