"""What stands beside a deal and is none of its facts: trade to come, the strike it ends, the day of telling it."""

from __future__ import annotations

import pytest

from tests.reading.dealing import facts

AIMS = [
    "India and Oman signed a free trade agreement on Monday. The deal would double trade to $5 billion in five years.",
    "Kenya and the UAE signed a trade agreement to double trade between them to $5 billion.",
    "Chile and Indonesia signed a free trade agreement expected to add $3 billion to bilateral trade.",
    "Mexico and Brazil signed a pact to lift exports to $4 billion a year.",
]


@pytest.mark.parametrize("text", AIMS)
def test_what_trade_is_to_grow_to_is_no_sum_of_the_deal(text: str) -> None:
    [deal] = facts(text)
    assert deal.amount is None


SUMS = [
    ("Mexico and Brazil signed a trade deal worth $4 billion.", 4_000_000_000),
    ("Mexico and Brazil signed a $4 billion trade deal.", 4_000_000_000),
    ("Peru signed a $500 million trade finance agreement with Banco Tordo.", 500_000_000),
    ("Norvane bought trade publisher Halcyon for $5 million.", 5_000_000),
]


@pytest.mark.parametrize(("text", "value"), SUMS)
def test_a_trade_deal_has_its_sum(text: str, value: int) -> None:
    [deal] = facts(text)
    assert deal.amount is not None
    assert deal.amount.value == value


STRIKES = [
    ("Nurses and the government of Malawi signed an agreement on Wednesday to end a three-day strike.", "agreement"),
    ("Bus drivers and the city of Lyon signed a pay deal on Friday to end a month of strikes.", "pay deal"),
    (
        "Dockers and Aldane Port reached a 19 billion shilling deal to avert a walkout.",
        "19 billion shilling deal to avert a walkout",
    ),
]


@pytest.mark.parametrize(("text", "thing"), STRIKES)
def test_the_strike_that_a_deal_ends_is_not_what_it_is_about(text: str, thing: str) -> None:
    [deal] = facts(text)
    assert deal.object == thing


TOLD = [
    ("President Petro said on Monday that Brazil had agreed to buy 40 trains from Alstra.", None),
    ("The prime minister told reporters on Sunday that Japan and India had signed a trade pact.", None),
    ("Egypt signed a gas deal with Cyprus, the minister said on Thursday.", None),
    ("Kenyan senators on Wednesday demanded to see the contract that Kenya signed with Sinohydro.", None),
    ("Norvane said on Tuesday that it had signed a supply agreement with Halcyon on Monday.", "2025-04-28"),
    ("Norvane said on Tuesday it had agreed to buy Halcyon for $3 billion.", "2025-04-29"),
    ("Egypt announced on Thursday that it had signed a gas deal with Cyprus.", "2025-05-01"),
]


@pytest.mark.parametrize(("text", "day"), TOLD)
def test_the_day_somebody_tells_of_a_deal_is_not_its_day(text: str, day: str | None) -> None:
    [deal] = facts(text)
    assert (deal.date.first.isoformat() if deal.date else None) == day
