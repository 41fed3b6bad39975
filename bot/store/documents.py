"""What of a fact is found by full text: its words with their surroundings, and marks (see terms.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model import Article, Deal, Span, Statement, Upcoming
from bot.store.merging import stretch
from bot.store.schema import SHARED
from bot.store.terms import name_tokens, scope_tokens, time_tokens, tokens, words_of


def statement_document(statement: Statement, article: Article, at: datetime) -> list[str]:
    """Words, context and topics; the speaker, whom he speaks for, the act and the time as marks."""
    first, last = stretch(statement.said_on, at)
    marks = ["k:statement", f"a:{statement.act}", *name_tokens(statement.speaker), *name_tokens(statement.speaks_for)]
    marks += sorted(time_tokens(first.date(), last.date()))
    words = [statement.words, *_slices(article, statement.context), *statement.topics, statement.addressee or ""]
    words += [statement.venue or ""]
    return tokens(words, [article.title], [*marks, *scope_tokens(article.chat_id or SHARED)])


def deal_document(
    deals: Sequence[Deal], evidence: Sequence[str], article: Article, when: tuple[datetime, datetime]
) -> list[str]:
    """Objects, parties and evidence of every source; parties, kinds and the time as marks."""
    marks = ["k:deal", *(f"p:{word}" for deal in deals for party in deal.parties for word in words_of(party.name))]
    marks += [f"g:{deal.kind}" for deal in deals]
    marks += sorted(time_tokens(when[0].date(), when[1].date()))
    words = [
        *evidence,
        *(deal.object or "" for deal in deals),
        *(party.name for deal in deals for party in deal.parties),
    ]
    return tokens(words, [article.title], [*marks, *scope_tokens(article.chat_id or SHARED)])


def upcoming_document(events: Sequence[Upcoming], evidence: Sequence[str], article: Article) -> list[str]:
    """What, who and the sentence of every source; the days as marks."""
    marks = ["k:upcoming", *(f"p:{word}" for event in events for word in words_of(event.who or ""))]
    marks += sorted(time_tokens(events[0].date.first, events[0].date.last))
    words = [*(f"{event.what} {event.who or ''}" for event in events), *evidence]
    return tokens(words, [article.title], [*marks, *scope_tokens(article.chat_id or SHARED)])


def _slices(article: Article, spans: Iterable[Span]) -> list[str]:
    return [article.text[first:last] for first, last in spans]
