"""What the tests of deals share: the deals, sums and dates of a text, read with the rules as shipped."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.model import Article, Deal, Money, Reading, Upcoming, When
from bot.reading import read
from bot.reading.dates import Dated, find_dates
from bot.reading.deal_words import DealWords
from bot.reading.money import find_money
from bot.text import tokenise
from tests.reading.naming import shipped_rules

DAY = date(2025, 5, 2)  # a Friday


def words() -> DealWords:
    """The deal words of the lexicon as it ships."""
    found = shipped_rules().deals
    assert found is not None
    return found


def sums(text: str) -> list[Money]:
    """The sums of a text."""
    return find_money(tokenise(text), words().money)


def dates(text: str, day: date | None = DAY) -> list[Dated]:
    """The dates of a text published on `day`."""
    return find_dates(tokenise(text), day, words().dates)


def reading(text: str, day: date | None = DAY) -> Reading:
    """Everything an article of that day says."""
    published = None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)
    return read(Article(id="1", title="", text=text, published_at=published), shipped_rules())


def deals(text: str, day: date | None = DAY) -> tuple[Deal, ...]:
    """The deals of an article of that day."""
    return reading(text, day).deals


def facts(text: str, day: date | None = DAY) -> list[Deal]:
    """The deals a digest would tell: asserted and not only recalled."""
    return [deal for deal in deals(text, day) if deal.asserted and not deal.background]


def upcoming(text: str, day: date | None = DAY) -> tuple[Upcoming, ...]:
    """What is still to come by an article of that day."""
    return reading(text, day).upcoming


def parties(deal: Deal) -> set[tuple[str, str]]:
    """Roles and names of a deal's parties."""
    return {(party.role, party.name) for party in deal.parties}


def record(deal: Deal) -> dict[str, Any]:
    """The deal in the shape of `read --json`, as far as the deal set judges it."""
    amount = deal.amount
    return {
        "kind": deal.kind,
        "parties": [{"name": party.name, "role": party.role} for party in deal.parties],
        "object": deal.object,
        "amount": amount
        and {
            "value": None if amount.value is None else str(amount.value),
            "value_max": None if amount.value_max is None else str(amount.value_max),
            "currency": amount.currency,
            "qualifier": amount.qualifier,
            "basis": amount.basis,
        },
        "status": deal.status,
        "asserted": deal.asserted,
        "background": deal.background,
        "said_by": deal.said_by and {"name": deal.said_by.name},
        "date": deal.date and _date_record(deal.date),
    }


def _date_record(when: When) -> dict[str, str | None]:
    day = when.day.isoformat() if when.day else None
    return {"day": day, "from": when.first.isoformat(), "to": when.last.isoformat()}
