"""Deals that came to nothing, as a later sentence tells: talks that broke down, an accord that unraveled."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

ENDED = [
    ("Kenya and Uganda held talks on a border treaty on Monday. The talks collapsed on Wednesday.", "2025-04-30"),
    ("Norvane was in talks to buy Halcyon. The talks broke down on Friday.", "2025-05-02"),
    ("Norvane was in talks to buy Halcyon. Both had hopes. But the talks fell apart over price, both said.", None),
    ("Serbia and Kosovo held talks on a trade pact. Negotiations broke off on Thursday.", "2025-05-01"),
    ("Egypt and Sudan signed a water accord in April. It unravelled within a week.", None),
    ("Iran and Oman signed a treaty. It was annulled on Thursday.", "2025-05-01"),
    ("Talks between Kenya and Uganda on a border treaty collapsed on Wednesday.", "2025-04-30"),
    ("Peru scrapped a contract with Alstra on Monday.", "2025-04-28"),
    ("Peru cancelled a contract with Alstra on Monday.", "2025-04-28"),
]


@pytest.mark.parametrize(("text", "day"), ENDED)
def test_the_end_of_a_deal_is_its_standing(text: str, day: str | None) -> None:
    [deal] = facts(text)
    assert deal.status == "collapsed"
    assert len({name for _, name in parties(deal)}) == 2
    assert (deal.date.first.isoformat() if deal.date else None) == day


def test_the_sentence_of_the_end_is_evidence() -> None:
    text = "Norvane was in talks to buy Halcyon. The talks broke down on Friday."
    [deal] = deals(text)
    assert [text[start:end] for start, end in deal.evidence][-1].startswith("The talks broke down")


GO_ON = [
    "Israel and Hamas are in talks on a ceasefire. The talks could collapse within days.",
    "Israel and Hamas are in talks on a ceasefire. The talks have not collapsed, Qatar said.",
    "Israel and Hamas are in talks on a ceasefire. Talks last year collapsed within days.",
    "Norvane was in talks to buy Halcyon. Talks between Kestrel and Apex broke down.",
    "Norvane was in talks to buy Halcyon. The talks failed to impress investors.",
    "Norvane agreed to buy Halcyon for $3 billion. It collapsed within a week.",
    "Peru and Chile signed a pact. The talks collapsed on Thursday.",
]


@pytest.mark.parametrize("text", GO_ON)
def test_what_did_not_end_or_is_another_matter_ends_no_deal(text: str) -> None:
    assert {deal.status for deal in deals(text)} & {"collapsed"} == set()


def test_a_contract_that_somebody_has_with_another_is_of_both() -> None:
    [deal] = facts("Kenya scrapped its airport contract with Adora on Monday.")
    assert parties(deal) == {("party", "Kenya"), ("party", "Adora")}


def test_what_is_acquired_is_no_buyer() -> None:
    found = deals("Henvane held talks on the acquisition by Corvane of Tordo Leasing and some Halcyon assets.")
    assert {name for deal in found for role, name in parties(deal) if role == "buyer"} == {"Corvane"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Kesho Foods walked away from a deal to buy Mavuno Mills.", {"Kesho Foods", "Mavuno Mills"}),
        ("Kesho Foods backed out of an agreement to acquire Simba Mills.", {"Kesho Foods", "Simba Mills"}),
        ("Kesho Foods pulled out of its deal with Twiga Mills.", {"Kesho Foods", "Twiga Mills"}),
        ("Kesho Foods walked away from its purchase of Sungura Mills.", {"Kesho Foods", "Sungura Mills"}),
        ("Norwind pulled out of the joint venture with Seagrid.", {"Norwind", "Seagrid"}),
    ],
)
def test_a_deal_that_somebody_leaves_is_never_told_as_agreed(text: str, sides: set[str]) -> None:
    [deal] = deals(text)
    assert deal.status == "collapsed"
    assert {party.name for party in deal.parties} == sides


@pytest.mark.parametrize(
    "text",
    [
        "The deal between Norland and Estavia is off.",
        "The merger of Apex and Kestrel is dead, the minister said.",
        "Norland put its trade deal with Estavia on hold.",
        "Batangas Power exited its joint venture with Luzon Wind.",
        "The court struck down the merger of Apex and Kestrel.",
        "Norland's parliament voted down the border treaty with Estavia.",
        "The regulator ruled against the merger of Apex and Kestrel.",
    ],
)
def test_a_deal_that_is_off_or_put_on_hold_is_over(text: str) -> None:
    assert [(deal.status, deal.asserted) for deal in deals(text)] == [("collapsed", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Norland and Estavia are close to a ceasefire, mediators said.",
        "Batangas Power is close to a deal to buy Luzon Wind.",
        "Norland is nearing a trade deal with Estavia.",
        "Norland has yet to sign a trade deal with Estavia.",
        "A trade deal between Norland and Estavia has yet to be signed.",
    ],
)
def test_a_deal_that_is_only_near_is_no_fact(text: str) -> None:
    assert [deal for deal in deals(text) if deal.asserted] == []


def test_a_deal_that_lasts_is_not_over() -> None:
    [deal] = deals("The trade deal between Norland and Estavia is over two years old.")
    assert deal.status == "agreed"
