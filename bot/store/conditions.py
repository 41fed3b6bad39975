"""What must hold for a record to answer a question (pure): as tokens of its document, and on the record itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from bot.model import Question
from bot.store.fulltext import Query, Some
from bot.store.terms import range_tokens, stems, words_of

FIRST_YEAR, LAST_YEARS = 1990, 60


def required(question: Question, kind: str) -> tuple[Query, ...]:
    """Tokens that the document must hold, besides its kind, speaker and days."""
    found: list[Query] = []
    if question.act and kind == "statement":
        found.append(f"a:{question.act}")
    if question.deal_kind and kind == "deal":
        found.append(f"g:{question.deal_kind}")
    for words in (question.addressee, question.venue) if kind == "statement" else question.parties:
        found += [f"p:{word}" for word in words_of(words or "")] if kind == "deal" else stems(words or "")
    return (*found, *stems(question.phrase or ""))


def fits(said: Mapping[str, Any], outlet: str | None, question: Question) -> bool:
    """The conditions that tokens cannot tell exactly, on a statement's record (its JSON values) and its outlet."""
    if question.outlet and outlet != question.outlet:
        return False
    if question.act and said.get("act", "said") != question.act:
        return False
    asked = {"words": question.phrase, "addressee": question.addressee, "venue": question.venue}
    return all(words_key(words) in words_key(said.get(name) or "") for name, words in asked.items() if words)


@lru_cache(maxsize=4096)
def words_key(text: str) -> str:
    """Words as they follow one another, bounded, for finding a phrase in them."""
    return f" {' '.join(words_of(text))} "


def in_days(since: datetime | None, until: datetime | None) -> tuple[Query, ...]:
    """Days, months and years of which the document must hold one; open ends go far enough."""
    if since is None and until is None:
        return ()
    first = since or datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    last = until - timedelta(microseconds=1) if until else first.replace(month=12, day=31, year=first.year + LAST_YEARS)
    days = range_tokens(first.astimezone(UTC), last.astimezone(UTC))
    return (Some(tuple(days)),) if days else ()
