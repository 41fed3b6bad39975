"""A reading as the JSON of the outside contract: every field present, unknown is null, offsets as two-item lists.

Offsets and rows of them stay tuples, which JSON writes as lists: a batch makes hundreds of them per article.
"""

from __future__ import annotations

from typing import Any

from bot.model import Article, Claim, Deal, Money, Reading, Statement, Upcoming, When

Json = dict[str, Any]


def reading_to_json(article: Article, reading: Reading) -> Json:
    """The result of `read` for one article."""
    return {
        "id": article.id,
        "title": article.title,
        "date": article.published_at.isoformat() if article.published_at else None,
        "statements": [statement_to_json(statement) for statement in reading.statements],
        "deals": [deal_to_json(deal) for deal in reading.deals],
        "upcoming": [upcoming_to_json(upcoming) for upcoming in reading.upcoming],
    }


def statement_to_json(statement: Statement) -> Json:
    """One statement."""
    return {
        "speaker": statement.speaker,
        "speaker_kind": statement.speaker_kind,
        "speaks_for": statement.speaks_for,
        "role": statement.role,
        "name_from": statement.name_from,
        "named_at": statement.named_at,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "words": statement.words,
        "kind": statement.kind,
        "act": statement.act,
        "negated": statement.negated,
        "addressee": statement.addressee,
        "venue": statement.venue,
        "via": statement.via,
        "said_on": when_to_json(statement.said_on),
        "background": statement.background,
        "context": statement.context,
        "topics": statement.topics,
        "confidence": round(statement.confidence, 3),
        "pattern": statement.pattern,
    }


def deal_to_json(deal: Deal) -> Json:
    """One deal."""
    return {
        "kind": deal.kind,
        "parties": [{"name": party.name, "role": party.role, "span": party.span} for party in deal.parties],
        "object": deal.object,
        "stake": deal.stake,
        "amount": money_to_json(deal.amount),
        "status": deal.status,
        "status_span": deal.status_span,
        "asserted": deal.asserted,
        "background": deal.background,
        "said_by": claim_to_json(deal.said_by),
        "date": when_to_json(deal.date),
        "evidence": deal.evidence,
        "confidence": round(deal.confidence, 3),
        "pattern": deal.pattern,
    }


def upcoming_to_json(upcoming: Upcoming) -> Json:
    """One dated thing to come."""
    return {
        "date": when_to_json(upcoming.date),
        "what": upcoming.what,
        "who": upcoming.who,
        "said_by": claim_to_json(upcoming.said_by),
        "evidence": upcoming.evidence,
    }


def money_to_json(money: Money | None) -> Json | None:
    """An amount; figures as plain decimal strings, so that no digit is lost."""
    if money is None:
        return None
    return {
        "value": None if money.value is None else format(money.value, "f"),
        "value_max": None if money.value_max is None else format(money.value_max, "f"),
        "currency": money.currency,
        "qualifier": money.qualifier,
        "basis": money.basis,
        "span": money.span,
    }


def when_to_json(when: When | None) -> Json | None:
    """A stretch of days, with the ISO day where it is one."""
    if when is None:
        return None
    return {
        "day": when.day.isoformat() if when.day else None,
        "from": when.first.isoformat(),
        "to": when.last.isoformat(),
        "precision": when.precision,
    }


def claim_to_json(claim: Claim | None) -> Json | None:
    """Whose word it is."""
    return None if claim is None else {"name": claim.name, "span": claim.span}
