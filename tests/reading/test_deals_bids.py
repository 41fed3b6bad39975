"""Bids, what is joined to one name, who "it" and "its shares" are: told by tables of one-line articles."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

BIDS = [
    (
        "Norvane offered $4.2 billion for Tidewell on Monday.",
        {("buyer", "Norvane"), ("target", "Tidewell")},
        ("proposed", "4200000000"),
    ),
    (
        "Norvane offered $4.2 billion for Tidewell on Monday. On Thursday Tidewell agreed to a £4.6 billion takeover "
        "by Norvane.",
        {("buyer", "Norvane"), ("target", "Tidewell")},
        ("agreed", "4600000000"),
    ),
    (
        "Tidewell Corp said it rejected a proposal by Norvane Systems Inc to acquire its stock.",
        {("buyer", "Norvane Systems Inc"), ("target", "Tidewell Corp")},
        ("collapsed", None),
    ),
    (
        "Tidewell rejected Norvane's $30 a share all-cash offer for the company.",
        {("buyer", "Norvane"), ("target", "Tidewell")},
        ("collapsed", None),
    ),
    (
        "Anna Keller completed her $54 per share takeover of Tidewell.",
        {("buyer", "Anna Keller"), ("target", "Tidewell")},
        ("completed", None),
    ),
    (
        "Last year Anna Keller completed one of her biggest acquisitions, the $37 billion buyout of Apex Corp.",
        {("buyer", "Anna Keller"), ("target", "Apex Corp.")},
        ("completed", "37000000000"),
    ),
]


@pytest.mark.parametrize(("text", "sides", "facts_of_it"), BIDS)
def test_a_bid_has_its_sides_and_is_as_far_as_its_last_word(
    text: str, sides: set[tuple[str, str]], facts_of_it: tuple[str, str | None]
) -> None:
    [deal] = deals(text)
    assert parties(deal) == sides
    assert (deal.status, str(deal.amount.value) if deal.amount else None) == facts_of_it


@pytest.mark.parametrize(
    "text", ["Police offered $10,000 for information about Oslo.", "Fans offered $500 for the Skarvoy tickets."]
)
def test_a_reward_is_no_bid(text: str) -> None:
    assert deals(text) == ()


JOINED = [
    ("Apex Corp agreed to buy the Skarvoy Golf Club and Spa for $3 million.", "the Skarvoy Golf Club and Spa"),
    ("Apex Corp will acquire Kestrel Savings and Loan Association.", "Kestrel Savings and Loan Association"),
    ("Apex Corp agreed to sell its oil and gas properties to Gulf Inc for $3 million.", "oil and gas properties"),
    ("Apex Corp bought Kestrel Ltd, a wood window and patio door maker, for $3 million.", "Kestrel Ltd"),
]


@pytest.mark.parametrize(("text", "target"), JOINED)
def test_a_joined_name_is_one_thing_bought(text: str, target: str) -> None:
    [deal] = facts(text)
    assert [name for role, name in parties(deal) if role == "target"] == [target]


def test_it_that_is_sold_is_no_person() -> None:
    found = deals("Paul Keller put in twelve seats. He agreed to sell it to Anna Lee in April, records show.")
    assert all(("target", "Paul Keller") not in parties(deal) for deal in found)


def test_a_treaty_named_beside_another_lends_it_no_sides() -> None:
    text = (
        "Ann Lee moved away from accords she once backed, like the proposed Trans-Baltic Partnership and the Nordic "
        "Free Trade Agreement, the 1994 deal with Mexico and Canada."
    )
    [partnership] = [deal for deal in deals(text) if deal.object and "Partnership" in deal.object]
    assert not partnership.parties


def test_a_date_of_what_will_open_later_is_not_the_deals() -> None:
    [deal] = facts("Apex said it bought a stake in Gulf, a streaming service, which will be launched in early 2028.")
    assert deal.date is None


def test_what_a_deal_is_worth_may_be_told_further_down() -> None:
    [deal] = facts(
        "Apex Corp agreed to acquire Gulf Inc. Gulf makes wool. It has 300 workers. They live in Oslo. "
        "The transaction is valued at over $35 million."
    )
    assert deal.amount is not None
    assert str(deal.amount.value) == "35000000"


def test_a_short_first_line_of_wrapped_text_cuts_no_sentence() -> None:
    text = "Apex Corp said it has\ncompleted the acquisition of radio station KNSS-FM of Reno,\nNev., for $2.5 million."
    [deal] = facts(text)
    assert parties(deal) == {("buyer", "Apex Corp"), ("target", "KNSS-FM")}
    assert deal.amount is not None
