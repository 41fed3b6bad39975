"""Deals as they are told of: done long ago, only talked of, two of a kind, by a name of their own."""

from __future__ import annotations

import pytest

from bot.model import Deal
from tests.reading.dealing import deals, parties


def told(text: str) -> list[Deal]:
    """The deals a text tells as facts, those recalled among them."""
    return [deal for deal in deals(text) if deal.asserted]


DONE = [
    "Since the purchase of Brightline Foods by Halden Group, the brand has lost half its shops.",
    "Corvane's $3 billion acquisition of Pellworth gave it control of the market.",
    "Corvane's 2015 acquisition of Pellworth is still a burden.",
    "Halden Group paid $365 million to buy Corvane Airlines in June 1989.",
]


@pytest.mark.parametrize("text", DONE, ids=lambda text: text[:30])
def test_an_acquisition_recalled_by_what_came_of_it_is_completed(text: str) -> None:
    assert [deal.status for deal in told(text)] == ["completed"]


OPEN = [
    "Corvane's $3 billion acquisition of Pellworth surprised the market.",
    "Halden Group agreed to pay $365 million to buy Corvane Airlines.",
    "Corvane Inc. will sell Pellworth Ltd. to Halden Group by the end of the year.",
]


@pytest.mark.parametrize("text", OPEN, ids=lambda text: text[:30])
def test_an_acquisition_that_may_still_be_to_come_is_not_completed(text: str) -> None:
    assert [deal.status for deal in deals(text)] == ["agreed"]


def test_talks_are_recorded_and_not_asserted_as_a_deal() -> None:
    [deal] = deals("Norway and Ghana are negotiating a trade agreement.")
    assert (deal.status, deal.asserted) == ("in talks", False)
    assert parties(deal) == {("party", "Norway"), ("party", "Ghana")}


def test_mergers_of_two_years_are_two() -> None:
    text = "Corvane Inc. merged with Pellworth Ltd. in 2001. Corvane Inc. merged with Norvik Systems in 2009."
    assert [deal.date.first.year if deal.date else None for deal in told(text)] == [2001, 2009]


def test_agreements_of_one_country_with_two_others_are_two() -> None:
    text = "Norway and Ghana signed a trade agreement in April. Norway and Chile signed a trade agreement on Thursday."
    assert [{name for _, name in parties(deal)} for deal in told(text)] == [{"Norway", "Ghana"}, {"Norway", "Chile"}]


def test_a_wanted_agreement_is_not_the_one_that_was_made() -> None:
    text = (
        "President Dahl made obtaining a Balkan peace agreement a priority. "
        "In May President Dahl struck a deal with Norway to end the strike."
    )
    assert [{name for _, name in parties(deal)} for deal in told(text)] == [{"President Dahl", "Norway"}]


def test_a_named_treaty_keeps_its_parties_to_itself() -> None:
    text = (
        "She once supported the proposed North Sea Fisheries Partnership "
        "and the South Atlantic Trade Agreement with Chile and Ghana."
    )
    fisheries = deals(text)[0]
    assert {name for _, name in parties(fisheries)} & {"Chile", "Ghana"} == set()


def test_the_name_of_an_agreement_is_no_party_to_it() -> None:
    [deal] = told("Until the Nafta agreement with Canada and Mexico in 1994, imports were few.")
    assert parties(deal) == {("party", "Canada"), ("party", "Mexico")}


def test_two_companies_joined_by_and_are_two_parties() -> None:
    [deal] = told("The deal between Corvane Inc. and Pellworth Ltd. collapsed on Friday.")
    assert parties(deal) == {("party", "Corvane Inc."), ("party", "Pellworth Ltd.")}
