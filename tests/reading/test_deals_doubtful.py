"""Told wrong once in business news: turnover as a sale, analysts as buyers, hopes as bids, adjectives as companies."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

NONE = [
    "Market Research estimates that Apex sold £4.6bn of groceries in 2024.",
    "Large provisions to settle mis-selling claims helped drag the bank to a loss.",
    "Gulf is buying back a troublesome $9.3bn portfolio of assets.",
    "Ann Lee said that smaller firms may mount an attack by offering cheap deals to smartphone customers.",
    "A Kurdish-Arab alliance has announced the launch of a campaign.",
    "Gulf won a case brought by a small bank which alleged that Gulf sold it complex debt products.",
]


@pytest.mark.parametrize("text", NONE)
def test_it_is_no_deal(text: str) -> None:
    assert facts(text) == []


def test_a_bid_that_somebody_could_make_is_not_told_as_made() -> None:
    assert facts("Gulf could spoil the merger plans by making a higher offer for Apex Mills UK.") == []


def test_what_is_to_be_bought_is_not_yet_bought() -> None:
    [deal] = facts("Gulf is to double its stake in Ping An by buying the 10 per cent held by Borg Fund for $1.1bn.")
    assert deal.status == "agreed"


def test_what_will_be_sold_beside_something_stopped_is_not_yet_sold() -> None:
    sold = deals("Apex said it will stop making cars in India and sell its mills in Ghana.")
    assert [deal.status for deal in sold if deal.object == "its mills"] == ["agreed"]


@pytest.mark.parametrize(
    "text",
    [
        "Apex was up 2.8 per cent after Borg Bank argued that concerns about its GLG acquisition were overdone.",
        "Mr Keller should watch gearing, which crept up to 26 per cent with its GLG acquisition.",
    ],
)
def test_nobody_buys_on_the_word_its_alone_where_it_may_be_anothers(text: str) -> None:
    assert all(role != "buyer" for deal in deals(text) for role, _ in parties(deal))


SUMS = [
    ("Gulf rejected Apex's offer, in a takeover worth Dollars 147bn (Pounds 74bn).", "147000000000", "USD"),
    ("Gulf agreed to buy Navteq, a mapping company, for $8.1bn (£4.1bn).", "8100000000", "USD"),
    ("Gulf will pay $350m (£217m) to buy Apex.", "350000000", "USD"),
    ("Gulf agreed to buy the broadband units of Tele2, the Swedish company, for Euros 775m.", "775000000", "EUR"),
]


@pytest.mark.parametrize(("text", "value", "currency"), SUMS)
def test_the_first_of_two_currencies_is_the_price(text: str, value: str, currency: str) -> None:
    [deal] = deals(text)
    assert deal.amount is not None
    assert (str(deal.amount.value), deal.amount.currency) == (value, currency)


def test_what_somebody_shrank_from_paying_is_not_the_price_of_what_was_bought_before() -> None:
    [deal] = deals("BASF hesitated to pay more than €3bn as it was wary after its acquisition of Ciba drew criticism.")
    assert deal.amount is None


def test_an_ampersand_holds_a_name_together() -> None:
    [deal] = facts("Gulf made a £1.04bn bid for Cable & Wireless Worldwide.")
    assert ("target", "Cable & Wireless Worldwide") in parties(deal)


def test_a_nationality_is_nothing_bought() -> None:
    [deal] = facts("Last week Gulf agreed to buy the Italian and Spanish broadband units of Tele2 for €775m.")
    assert {name for role, name in parties(deal) if role == "target"} == {"Tele2"}


def test_what_a_mortgage_is_worth_is_not_what_was_paid() -> None:
    [deal] = deals(
        "Gulf Corp purchased Doral in March. It listed the resort with a mortgage worth more than $50 million."
    )
    assert deal.amount is None


def test_what_a_report_passes_on_is_its_authors_claim() -> None:
    [deal] = facts("Reports by the Daily Ledger that Gulf had settled the lawsuit led others to boycott its show.")
    assert deal.said_by is not None
    assert deal.said_by.name == "the Daily Ledger"


def test_what_a_paper_reports_of_a_company_is_not_the_papers_own_deal() -> None:
    [deal] = deals("Shares of Orbis jumped after the Herald reported it was in talks to be acquired by Kestrel Energy.")
    assert parties(deal) == {("target", "Orbis"), ("buyer", "Kestrel Energy")}
    assert deal.object is None


def test_an_earlier_truce_is_not_the_one_just_made() -> None:
    now, before = deals(
        "Norland and Estavia agreed on a ceasefire on Tuesday. "
        "A previous ceasefire, agreed by Norland and Estavia in March, lasted three days."
    )
    assert (now.background, before.background) == (False, True)
    assert before.said_by is None
