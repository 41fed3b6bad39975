"""Sums as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.digest.sums import sum_said


@pytest.mark.parametrize(
    ("value", "currency", "said"),
    [
        ("4600000000", "GBP", "£4.6 billion"),
        ("100000000", "USD", "$100 million"),
        ("85000000", "EUR", "€85 million"),
        ("20000000", "AUD", "A$20 million"),
        ("5000000", "CHF", "CHF 5 million"),
        ("1200000000000", "JPY", "¥1.2 trillion"),
        ("12500", "USD", "$12,500"),
        ("900", "NOK", "NOK 900"),
        ("2.50", "GBP", "£2.5"),
        ("900000000", None, "900 million"),
    ],
)
def test_sums_are_said_as_people_write_them(value: str, currency: str | None, said: str) -> None:
    assert sum_said(Decimal(value), currency) == said
