"""Articles and readings for tests of the store: spans are found in the text, so that they always slice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.model import (
    Article,
    Claim,
    Deal,
    Line,
    Message,
    Money,
    Party,
    Reading,
    Run,
    Section,
    Span,
    Statement,
    Upcoming,
    When,
)
from bot.store import Place, Recorded, Store

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def an_article(text: str, *, id: str = "a1", **fields: Any) -> Article:
    """An article with its outlet and time, unless told otherwise."""
    known: dict[str, Any] = {
        "title": "A title",
        "url": f"https://news.example/{id}",
        "outlet": "news.example",
        "published_at": NOW - HOUR,
        "arrived_at": NOW,
    }
    return Article(id=id, text=text, **(known | fields))


def span(text: str, words: str) -> Span:
    """Where these words stand in the text."""
    at = text.index(words)
    return at, at + len(words)


def said(text: str, words: str, speaker: str | None = "Marco Rubio", **fields: Any) -> Statement:
    """A statement whose words stand in the text; its context is the whole text."""
    known: dict[str, Any] = {
        "speaker_kind": "person" if speaker else "unnamed",
        "kind": "direct",
        "content": (span(text, words),),
        "words": words,
        "name_from": "explicit",
        "context": ((0, len(text)),),
        "confidence": 0.9,
    }
    return Statement(speaker=speaker, **(known | fields))


def agreed(text: str, parties: tuple[str, ...], thing: str | None, **fields: Any) -> Deal:
    """A deal between these parties, signed unless told otherwise; its evidence is the whole text."""
    named = tuple(Party(name, "party", span(text, name)) for name in parties)
    known: dict[str, Any] = {"kind": "agreement", "status": "signed", "evidence": ((0, len(text)),)}
    return Deal(parties=named, object=thing, **(known | fields))


def dollars(value: int, text: str, words: str) -> Money:
    """An exact sum in US dollars."""
    return Money(value=Decimal(value), currency="USD", qualifier="exact", basis="total", span=span(text, words))


def on(day: date) -> When:
    """One day."""
    return When(day, day, "day")


def coming(text: str, what: str, day: date, **fields: Any) -> Upcoming:
    """Something to come on that day."""
    return Upcoming(date=on(day), what=what, evidence=((0, len(text)),), **fields)


def claim(text: str, name: str) -> Claim:
    """Somebody's word."""
    return Claim(name, span(text, name))


async def record(
    store: Store, article: Article, *facts: Statement | Deal | Upcoming, now: datetime = NOW, place: Place | None = None
) -> Recorded:
    """Keep an article and what it says."""
    kept = await store.articles.keep(article, now=now)
    reading = Reading(
        statements=tuple(fact for fact in facts if isinstance(fact, Statement)),
        deals=tuple(fact for fact in facts if isinstance(fact, Deal)),
        upcoming=tuple(fact for fact in facts if isinstance(fact, Upcoming)),
    )
    recorded = await store.facts.record(kept.article, reading, now=now, place=place or Place())
    assert recorded is not None
    return recorded


def a_message(text: str = "Good morning") -> Message:
    """A message of one line."""
    return Message(title="Digest", sections=(Section(title="", lines=(Line(runs=(Run(text=text),)),)),))
