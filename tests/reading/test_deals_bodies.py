"""Parties in small letters: "the chipmaker" and "the government" are led back to a name that is one, or left out."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties, upcoming

LED_BACK = [
    ("Norvane, a Dutch chipmaker, reported a loss on Monday. Corvane sued it.", "chipmaker", "Norvane"),
    ("Chipmaker Norvane reported a loss on Monday. Corvane Group sued it.", "chipmaker", "Norvane"),
    ("Norvane Airways closed two bases. Rival Corvane Group opened one.", "airline", "Norvane Airways"),
    ("Corvane Group closed a base. Rival Norvane Airways opened one.", "airline", "Norvane Airways"),
    ("Norvane Corp said profit fell.", "carmaker", "Norvane Corp"),
]


@pytest.mark.parametrize(("before", "noun", "name"), LED_BACK)
def test_a_body_is_led_back_to_the_name_that_is_one(before: str, noun: str, name: str) -> None:
    [deal] = facts(f"{before} The {noun} agreed to buy Halcyon for $3 billion.")
    assert parties(deal) == {("buyer", name), ("target", "Halcyon")}


LEFT_OUT = [
    ("Tordo Holdings closed two bases. Vanko Group opened one.", "insurer"),
    ("Banco Tordo closed 40 branches. Its rival Banco Sol opened two.", "bank"),
    ("The University of Tordo closed a school.", "bank"),
    ("Corvane sued Chipmaker Norvane and chipmaker Vanko. Norvane paid. Vanko Inc paid too.", "chipmaker"),
]


@pytest.mark.parametrize(("before", "noun"), LEFT_OUT)
def test_a_body_that_may_be_several_or_none_is_left_out(before: str, noun: str) -> None:
    [deal] = deals(f"{before} The {noun} agreed to buy Halcyon for $3 billion.")
    assert parties(deal) == {("target", "Halcyon")}
    assert not deal.asserted


def test_a_government_and_a_union_are_no_company() -> None:
    [gas] = facts("Norvane protested on Monday. The government signed a gas deal with Cyprus.")
    assert parties(gas) == {("party", "The government"), ("party", "Cyprus")}
    [pay] = facts("Corvane offered a pay rise. The union accepted the contract on Tuesday.")
    assert parties(pay) == {("party", "The union")}


def test_a_team_is_no_university() -> None:
    [event] = upcoming("The University of Tordo joined the study. The team will observe the planet again in August.")
    assert event.who is None


BESIDE = [
    ("Its biggest customer, Northlake, said it had signed a supply agreement with Halcyon.", "Northlake"),
    (
        "Tordo makes glass. Its main rival, Corvane, said it had signed a supply agreement with Halcyon.",
        "Corvane",
    ),
    ("Its owner, the Danish fund Nordhavn, said it had signed a supply agreement with Halcyon.", "Nordhavn"),
    ("Peru’s largest lender, Banco Tordo, said it had signed a supply agreement with Halcyon.", "Banco Tordo"),
    ("Tordo makes glass. Its chairman, Ann Lee, said it had signed a supply agreement with Halcyon.", "Tordo"),
]


@pytest.mark.parametrize(("text", "name"), BESIDE)
def test_it_is_the_body_named_behind_what_it_is(text: str, name: str) -> None:
    [deal] = facts(text)
    assert parties(deal) == {("party", name), ("party", "Halcyon")}


@pytest.mark.parametrize(
    "text",
    [
        "“This is a deal between friends,” Mr Goyal said.",
        "Goyal said his pact between brothers would last.",
        "He called it an agreement among equals.",
    ],
)
def test_a_deal_between_friends_is_a_way_of_speaking(text: str) -> None:
    assert deals(text) == ()


def test_a_country_alone_has_agreed_to_a_treaty_that_says_on_what() -> None:
    [deal] = facts("A minister said Uganda had agreed to a fishing treaty over Lake Tordo.")
    assert (deal.object, deal.said_by and deal.said_by.name) == ("fishing treaty over Lake Tordo", "A minister")
    assert facts("A minister said Uganda had agreed to the treaty.") == []
