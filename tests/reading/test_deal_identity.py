"""Two articles, one deal: by parties, target and object; names of one country are one, sums may conflict."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.reading.deal_identity import DealIdentity
from tests.reading.dealing import DAY, deals, words

AT = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
RULE = DealIdentity(words())


def is_same(one: str, other: str, days: int = 1) -> bool:
    later = AT + timedelta(days)
    [first], [second] = deals(one), deals(other, later.date())
    return RULE.is_same(first, AT, second, later)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moscow and Minsk signed a gas accord.", "Russia and Belarus signed a gas accord worth $3 billion."),
        (
            "Gulf Corp agreed to buy Apex Inc for $40 million.",
            "Gulf has completed its acquisition of Apex for $45 million.",
        ),
        ("Kraft made a $143 billion bid for Unilever.", "Kraft withdrew its $140 billion bid for Unilever."),
        ("Israel and Hamas agreed to a ceasefire.", "The ceasefire between Israel and Hamas collapsed."),
        (
            "Nigeria signed a $2.1 billion contract with Borg Ltd for a railway.",
            "The government signed a $2.1 billion rail contract with Borg Ltd.",
        ),
        (
            "Kenya and Uganda signed a fishing treaty on Monday.",
            "Kenya's parliament on Wednesday ratified the fishing treaty with Uganda on Lake Victoria by 210 votes.",
        ),
        ("Chile and Peru signed a trade agreement.", "Chile's Congress approved the trade agreement with Peru."),
        ("Norway and Ghana signed a border treaty.", "Ghana ratified the border treaty with Norway."),
        ("Boris Kuzin refused a ceasefire.", "The talks ended, after months in which Boris Kuzin refused a ceasefire."),
    ],
)
def test_one_deal_told_twice_is_one(one: str, other: str) -> None:
    assert is_same(one, other)
    [first], [second] = deals(one), deals(other)
    assert RULE.keys(first) & RULE.keys(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gulf Corp agreed to buy Apex Inc.", "Gulf Corp agreed to buy Nordic Oil."),
        ("Gulf Corp agreed to buy Apex Inc.", "Borg Ltd agreed to buy Apex Inc."),
        ("Peru and Chile signed a fishing agreement.", "Peru and Chile signed an extradition agreement."),
        ("Peru and Chile signed a fishing agreement.", "Peru and Brazil signed a trade agreement."),
        ("Israel and Hamas agreed to a ceasefire.", "Israel and Hamas signed a trade agreement."),
        (
            "Peru signed a $2.1 billion contract with Borg Ltd for a railway.",
            "Chile signed a $2.1 billion contract with Borg Ltd for a bridge.",
        ),
    ],
)
def test_two_deals_stay_two(one: str, other: str) -> None:
    assert not is_same(one, other)


def test_one_sides_word_of_another_month_is_another() -> None:
    assert not is_same("Boris Kuzin refused a ceasefire.", "Boris Kuzin refused a ceasefire.", days=40)


def test_years_apart_they_are_two() -> None:
    text = "Moscow and Minsk signed a gas accord."
    assert not is_same(text, text, days=800)


def test_a_deal_recalled_is_not_the_one_of_today() -> None:
    [new] = deals("Iran and France signed a nuclear agreement.")
    [old] = deals("Iran and France signed a nuclear agreement in 2015.", date(2025, 5, 3))
    assert old.background
    assert not RULE.is_same(new, AT, old, AT)


def test_a_company_only_described_speaks_against_no_other() -> None:
    told = "Gulf Energy agreed to buy Apex Power."
    assert is_same(told, "The union met, hours after the Norwegian company agreed to buy Apex for £4 million.")
