"""Which sum is a deal's: the total before a price per share, the price wherever it is told, no other sum beside it."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

PRICES = [
    ("Gulf Corp agreed to buy Apex Inc for 8 dlrs a share, or 16.5 mln dlrs.", "16500000"),
    ("Gulf Corp agreed to buy Apex Inc for $8 a share, for a total of about $16.5 million.", "16500000"),
    ("Gulf Corp will receive about $58 million in cash from Borg Corp for its Apex Mills unit.", "58000000"),
    ("Gulf Corp bought two million shares of Apex Inc for $15 million, with loans of $2 million on top.", "15000000"),
    ("Borg Partners will take Apex Inc private in a $4.2 billion transaction.", "4200000000"),
    ("Gulf Corp said it acquired 9 pct of Apex Inc. Gulf said it bought the stock for $2.1 million.", "2100000"),
    ("Gulf Corp agreed to acquire WKTV. The price for the station, a network affiliate, is $20 million.", "20000000"),
    ("American Savings said Gulf Corp agreed to buy shares of American Savings for $9 million.", "9000000"),
    ("Gulf Corp will buy Apex Inc for $70 a share, for a total of 7.4 billion if all is taken up.", "7400000000"),
    ("Gulf Corp agreed to purchase a 13 pct equity investment in Apex Inc for about $530 million.", "530000000"),
    ("Gulf Corp agreed to sell interests in its grocery operations in Chile to Apex Inc for $3 million.", "3000000"),
    (
        "Gulf Corp acquired 9 pct of Apex Inc. The Gulf group bought the stock for $2.1 million primarily to invest.",
        "2100000",
    ),
]


@pytest.mark.parametrize(("text", "value"), PRICES)
def test_the_price_is_found_wherever_it_is_told(text: str, value: str) -> None:
    [deal] = facts(text)
    assert deal.amount is not None
    assert (str(deal.amount.value), deal.amount.basis) == (value, "total")


MODERN = [
    ("Tesco has agreed to buy wholesaler Booker for £3.7bn in cash and shares.", ("GBP", "3700000000", "exact")),
    ("Vivendi will buy Lagardère for €24.10 per share, a deal worth about €3.4 billion including debt.",
     ("EUR", "3400000000", "about")),
    ("Tata is buying a 75% stake in Capital Foods for ₹5,100 crore.", ("INR", "51000000000", "exact")),
    ("Toyota agreed to buy Hino Motors for up to ¥120 billion in cash.", ("JPY", "120000000000", "up to")),
    ("Kraft Heinz will pay $300 million upfront and as much as $200 million in milestones to acquire Primal Kitchen.",
     ("USD", "300000000", "exact")),
    ("Siemens sold its gas unit to Apollo for between €1 billion and €1.2 billion.", ("EUR", "1000000000", "between")),
    ("Spotify has bought Gimlet Media for an undisclosed sum.", (None, "None", "undisclosed")),
    ("Nestle has acquired Bountiful. The terms weren’t disclosed.", (None, "None", "undisclosed")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed"), MODERN)
def test_value_currency_and_qualifier_are_as_printed(text: str, printed: tuple[str | None, str, str]) -> None:
    [deal] = deals(text)
    assert deal.amount is not None
    assert (deal.amount.currency, str(deal.amount.value), deal.amount.qualifier) == printed


def test_a_price_per_share_may_name_the_share() -> None:
    [deal] = facts("Gulf Corp agreed to buy Apex Inc for $229 per Apex share.")
    assert deal.amount is not None
    assert (str(deal.amount.value), deal.amount.basis) == ("229", "per share")


NO_PRICES = [
    "Gulf Corp and Apex Inc announced a merger that would create a $1.2 billion oil services company.",
    "Gulf Corp agreed to sell its land unit to Apex Inc. The book value of the unit is $24 million.",
    "Gulf Corp offered to acquire Apex Inc for $12 million more than Borg Corp is to pay.",
    "Gulf Corp agreed to buy Apex Inc and stands in for undisclosed liabilities.",
    "Gulf Corp agreed to buy Apex Inc. Total shareholders' equity on that day was $40 million.",
]


@pytest.mark.parametrize("text", NO_PRICES)
def test_sums_beside_a_deal_are_not_its_price(text: str) -> None:
    assert all(deal.amount is None for deal in deals(text))


def test_a_price_per_share_stands_where_it_is_known_whose_share() -> None:
    [deal] = facts("Gulf Corp agreed to buy Apex Inc for 700p a share.")
    assert deal.amount is not None
    assert (deal.amount.currency, deal.amount.basis) == ("GBP", "per share")


def test_whoever_cuts_a_stake_sells() -> None:
    [deal] = facts("Gulf Corp cut its stake in Apex Inc to 5 pct.")
    assert {("seller", "Gulf Corp"), ("target", "Apex Inc")} == parties(deal)


def test_an_agreement_to_buy_that_is_ended_has_collapsed() -> None:
    [deal] = facts("Gulf Corp said its agreement to acquire Apex Inc has been terminated.")
    assert deal.status == "collapsed"


def test_what_somebody_is_to_do_is_agreed() -> None:
    [deal] = facts("Gulf Corp is to sell Apex Inc to Borg Corp for $6 million.")
    assert (deal.status, deal.asserted) == ("agreed", True)


def test_what_was_bought_once_is_another_deal_than_its_sale() -> None:
    found = deals("Gulf Corp agreed to sell its oil unit to Borg Corp. Gulf bought the unit in 2001 for $3 million.")
    assert all(("buyer", "Gulf Corp") not in parties(deal) for deal in found if not deal.background)


def test_a_proposal_by_somebody_to_buy_is_his() -> None:
    [deal] = deals("Apex Inc rejected a proposal by Gulf Corp to acquire Nordic Oil for $5 million.")
    assert {("buyer", "Gulf Corp"), ("target", "Nordic Oil")} <= parties(deal)
    assert deal.status == "collapsed"


@pytest.mark.parametrize(
    "text",
    [
        "Telsur will pay a $200m fine to settle a price-fixing case.",
        "Telsur agreed to pay a fine of $200m to settle a price-fixing case.",
        "Telsur paid $200m in damages to settle a claim brought by Norvane.",
        "Telsur will pay a $200m fine to settle a price-fixing case. It will also pay staff more.",
    ],
)
def test_the_fine_of_a_settlement_is_its_sum(text: str) -> None:
    deal = deals(text)[0]
    assert deal.kind == "settlement"
    assert deal.amount is not None
    assert deal.amount.value == 200_000_000


def test_whoever_raises_money_from_one_investor_has_it_as_a_side() -> None:
    [deal] = deals("Lipa Solar raised $30m from Baobab Ventures on Tuesday.")
    assert deal.kind == "funding"
    assert {("party", "Lipa Solar"), ("investor", "Baobab Ventures")} == parties(deal)
