"""How a deal stands by all its sources: the columns that are kept of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.model import Deal
from bot.store.merging import contested, newest, stretch


def state_of(held: Sequence[tuple[Deal, datetime]]) -> dict[str, Any]:
    """Status, time and figures: the largest one, with every currency that is named."""
    best, at = held[newest(held)]
    amounts = [deal.amount for deal, _ in held if deal.amount is not None and deal.amount.value is not None]
    codes = sorted({amount.currency for amount in amounts if amount.currency})
    largest = max(amounts, key=lambda amount: amount.value_max or amount.value or 0, default=None)
    first, last = stretch(best.date, at)
    state: dict[str, Any] = {"status": "denied" if contested(held) else best.status, "first_at": first, "last_at": last}
    if largest is not None:
        state |= {"amount": float(largest.value_max or largest.value or 0), "currency": " ".join(codes) or None}
    return state
