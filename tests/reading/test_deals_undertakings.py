"""Two sides that agree to do something have a deal, though no noun says so."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals


@pytest.mark.parametrize(
    ("text", "parties", "thing"),
    [
        ("Norland and Estavia agreed to reopen the border.", ["Norland", "Estavia"], "to reopen the border"),
        (
            "France and Spain agreed on Wednesday to share water from the Ebro, officials said.",
            ["France", "Spain"],
            "to share water from the Ebro",
        ),
        (
            "Alder Corp and Birch Ltd have agreed to share ships, they said.",
            ["Alder Corp", "Birch Ltd"],
            "to share ships",
        ),
    ],
)
def test_what_two_sides_agree_to_do_is_an_agreement(text: str, parties: list[str], thing: str) -> None:
    [deal] = deals(text)
    assert (deal.kind, deal.status, deal.asserted) == ("agreement", "agreed", True)
    assert [party.name for party in deal.parties] == parties
    assert deal.object == thing


def test_an_agreement_to_do_something_may_be_denied() -> None:
    [deal] = deals("Norland and Estavia have not agreed to reopen the border.")
    assert (deal.status, deal.asserted) == ("denied", False)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee and Bo May agreed to share the room.",
        "Norland and Estavia agreed to disagree.",
        "Norland agreed to reopen the border.",
        "Norland and Estavia are agreed that the border is long.",
    ],
)
def test_persons_one_side_and_opinions_make_no_agreement(text: str) -> None:
    assert deals(text) == ()


def test_a_deal_that_two_agreed_to_extend_is_agreed() -> None:
    [agreed] = deals("Norland and Estavia agreed to extend the truce.")
    [expected] = deals("Norland and Estavia are expected to extend the truce.")
    assert (agreed.kind, agreed.status) == ("ceasefire", "agreed")
    assert (expected.kind, expected.status, expected.asserted) == ("ceasefire", "proposed", False)


def test_where_a_truce_holds_does_not_hide_it() -> None:
    [deal] = deals("Norland and Estavia agreed to a ceasefire along the river.")
    assert [party.name for party in deal.parties] == ["Norland", "Estavia"]
