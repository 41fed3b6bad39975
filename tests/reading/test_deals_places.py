"""What stands behind "from" and "to" in a contract: the ends of a road, the maker of goods; and who only ratifies."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

WAYS = [
    (
        "Ghana signed a $1.4 billion contract with Sinohydro for a railway from Bui to Bamboi.",
        {("party", "Ghana"), ("party", "Sinohydro")},
    ),
    (
        "Peru signed a contract worth $900 million with Grupo Tordo on Tuesday for a metro line from Ate to Callao.",
        {("party", "Peru"), ("party", "Grupo Tordo")},
    ),
    (
        "Zambia awarded a €900 million contract to Bouvard for a motorway from Lusaka to Ndola.",
        {("customer", "Zambia"), ("supplier", "Bouvard")},
    ),
    (
        "Zambia awarded Bouvard a €900 million contract for a motorway from Lusaka to Ndola.",
        {("customer", "Zambia"), ("supplier", "Bouvard")},
    ),
    (
        "Morocco signed a contract with Grupo Tordo for a highway between Fez and Rabat.",
        {("party", "Morocco"), ("party", "Grupo Tordo")},
    ),
    (
        "Vietnam won a $300 million loan from Japan for a road from Hanoi to Vinh.",
        {("party", "Vietnam"), ("investor", "Japan")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), WAYS)
def test_the_ends_of_what_is_built_are_no_parties(text: str, expected: set[tuple[str, str]]) -> None:
    [deal] = facts(text)
    assert parties(deal) == expected


def test_a_contract_to_build_from_here_to_there_names_no_customer() -> None:
    [deal] = deals("A contract with Alstra to build a tram line from Krakow to Wieliczka was signed on Monday.")
    assert parties(deal) == {("supplier", "Alstra")}


def test_what_was_awarded_is_told_and_not_to_whom() -> None:
    [deal] = facts("Zambia awarded Bouvard a €900 million contract for a motorway from Lusaka to Ndola.")
    assert deal.object == "a €900 million contract for a motorway"


GOODS = [
    (
        "Poland signed a $6.5 billion contract for 96 K2 tanks from South Korea's Hyundai Rotem.",
        {("customer", "Poland"), ("supplier", "Hyundai Rotem")},
    ),
    (
        "Kuwait signed a contract for 20 buses from Germany's Vanko worth €40 million.",
        {("customer", "Kuwait"), ("supplier", "Vanko")},
    ),
    (
        "Greece announced a €2 billion deal for three frigates from Naval Hellas.",
        {("customer", "Greece"), ("supplier", "Naval Hellas")},
    ),
    (
        "Air Tordo placed an order for 60 planes from Airvane.",
        {("customer", "Air Tordo"), ("supplier", "Airvane")},
    ),
    (
        "Alstra won a contract for 20 trains from Peru.",
        {("supplier", "Alstra"), ("customer", "Peru")},
    ),
    (
        "Airvane won an order for 20 jets from Air Tordo.",
        {("supplier", "Airvane"), ("customer", "Air Tordo")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), GOODS)
def test_goods_come_from_their_supplier(text: str, expected: set[tuple[str, str]]) -> None:
    [deal] = facts(text)
    assert parties(deal) == expected


def test_goods_go_from_their_supplier_to_their_customer() -> None:
    [deal] = facts("Turkey signed a contract for the export of tanks from Vanko to Qatar.")
    assert {("supplier", "Vanko"), ("customer", "Qatar")} <= parties(deal)


RATIFIED = [
    (
        "Kenya and Ethiopia signed a power treaty. Kenya's parliament will ratify the treaty in June.",
        {"Kenya's parliament"},
    ),
    ("Kenya and Ethiopia signed a power treaty. Ethiopia’s lawmakers ratified the treaty.", {"Ethiopia’s lawmakers"}),
    ("Kenya and Ethiopia signed a power treaty. Kenya ratified the treaty on Thursday.", set()),
]


@pytest.mark.parametrize(("text", "authorities"), RATIFIED)
def test_a_country_stays_a_side_beside_its_parliament(text: str, authorities: set[str]) -> None:
    [deal] = facts(text)
    assert {name for role, name in parties(deal) if role == "party"} == {"Kenya", "Ethiopia"}
    assert {name for role, name in parties(deal) if role == "authority"} == authorities


@pytest.mark.parametrize(
    "text",
    [
        "It awarded and the contract was signed.",
        "They award, under the contract, nothing.",
        "Who was awarded? The award came with a contract.",
    ],
)
def test_an_award_to_nobody_is_read_all_the_same(text: str) -> None:
    assert facts(text) == []
