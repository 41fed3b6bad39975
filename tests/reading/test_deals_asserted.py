"""What is told as a deal: both sides named or a verb that says so; a phrase in passing is none."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

IN_PASSING = [
    "Lopnor's share price fell on worries over its Tarvos partnership.",
    "Brussels may fine Lopnor over the Tarvos takeover.",
    "The defeat deals a heavy blow to Senator Ann Lee.",
    "How she deals with Borg and Kestrel is an open question.",
    "Governor Nathan Deal met Ann Lee and the mayors of Salem and Dover.",
    "The senator talked of his alliance with Ann Lee and his partnership with Borg Corp.",
]


@pytest.mark.parametrize("text", IN_PASSING)
def test_a_phrase_in_passing_is_told_as_no_deal(text: str) -> None:
    assert [deal for deal in deals(text) if deal.asserted] == []


def test_a_phrase_that_names_both_sides_is_a_deal_recalled() -> None:
    [deal] = deals("Critics of the deal between Oslo and Accra met on Monday.")
    assert (deal.asserted, deal.background) == (True, True)


def test_a_hyphen_joins_two_countries_and_two_known_names_only() -> None:
    [deal] = deals("The EU-Turkey deal was signed on Monday.")
    assert parties(deal) == {("party", "EU"), ("party", "Turkey")}
    [deal] = deals("Rolls-Royce signed a deal with Norway on Monday.")
    assert parties(deal) == {("party", "Rolls-Royce"), ("party", "Norway")}


def test_the_name_of_a_treaty_holds_no_party() -> None:
    [deal] = facts("Chile and Peru signed the Southern Free Trade Agreement on Monday.")
    assert parties(deal) == {("party", "Chile"), ("party", "Peru")}


def test_the_company_is_no_person_and_no_product() -> None:
    text = (
        "Oskar Brandt asked about a vitamin maker called Vitalon. The company agreed to buy Kuiper Ltd for $5 million."
    )
    [deal] = deals(text)
    assert ("buyer", "Oskar Brandt") not in parties(deal)
    assert not deal.asserted  # nobody is told to buy


def test_whoever_does_it_himself_is_its_subject() -> None:
    [deal] = facts("To stop the builders, Port Aldane, the city itself bought the Kestrel Golf Course for $3 million.")
    assert {name for role, name in parties(deal) if role == "buyer"} == {"the city"}


def test_ending_up_with_it_is_no_end_of_it() -> None:
    [deal] = facts("Gulf Corp will end up buying Apex Inc for $9 million.")
    assert deal.status == "agreed"


def test_the_year_of_a_quarrel_is_not_the_year_it_was_settled() -> None:
    [deal] = facts("Norway agreed to pay $7 million to settle a 1981 claim over ships.")
    assert deal.date is None
    assert not deal.background


def test_what_was_acquired_in_passing_is_part_of_a_name() -> None:
    text = "Ann Lee was proud of her recently acquired Kestrel Golf Club in Dover."
    assert [deal for deal in deals(text) if deal.asserted] == []


def test_of_belongs_to_the_phrase_before_it() -> None:
    [deal] = facts("Oslo signed a deal on fish with Accra, the capital of Ghana.")
    assert deal.object is not None
    assert "Ghana" not in deal.object


WEAK = [
    "Borg Corp fell after a proposed deal to buy a mill from Norway's Skarn proved too costly.",
    "The best option for Gulf Corp would be to shelve its mine and buy Apex Inc.",
    "Gulf Corp asked Morgan Dale to weigh the merits of it making a bid for Apex Inc.",
    "Gulf Corp agreed to pay $8 million in fines for alleged violations at its mill.",
    "The president signed an executive order on Wednesday after a strike on a fuel pipeline.",
    "Russia stabbed Iran in the back and sold it to the highest bidder.",
]


@pytest.mark.parametrize("text", WEAK)
def test_plans_fines_and_orders_are_told_as_no_deal(text: str) -> None:
    assert facts(text) == []


def test_a_sum_before_a_takeover_is_not_what_is_taken_over() -> None:
    [deal] = facts("BASF sealed a EUR3bn takeover of Kogna.")
    assert ("target", "Kogna") in parties(deal)
    assert all("EUR" not in name for _, name in parties(deal))


def test_he_is_whom_the_names_say() -> None:
    text = "Ann Lee praised the new train. Paul Brandt runs a fund in Dover. He agreed to buy Apex Inc for $5 million."
    [deal] = facts(text)
    assert ("buyer", "Paul Brandt") in parties(deal)


def test_a_company_called_by_its_name_is_that_name() -> None:
    [deal] = facts("Gulf Corp sold its stake in a company called Apex Dealers LLC.")
    assert ("target", "Apex Dealers LLC") in parties(deal)


def test_a_treaty_named_in_full_is_not_the_deal_of_before() -> None:
    text = "Mexico and Canada signed a fishing deal on Monday. Critics fear the Trans-Pacific Partnership."
    [deal] = facts(text)
    assert parties(deal) == {("party", "Mexico"), ("party", "Canada")}
    assert len(deal.evidence) == 1


def test_a_deal_on_something_else_says_nothing_of_the_ceasefire_before_it() -> None:
    refused = (
        "Talks failed after the rebels’ leader Ann Lee refused a ceasefire. It leaves a fishing deal, signed on Monday."
    )
    assert [(deal.kind, deal.status) for deal in deals(refused) if deal.kind == "ceasefire"] == [
        ("ceasefire", "denied")
    ]
