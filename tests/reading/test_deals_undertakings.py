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


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Tidewell agreed to pay the union $1.2 billion to settle the strike.", "labour", {"Tidewell", "the union"}),
        ("Tidewell paid Orbis $3 million to settle the lawsuit.", "settlement", {"Tidewell", "Orbis"}),
        ("Tidewell paid the $3 million fine to settle the case.", "settlement", {"Tidewell"}),
    ],
)
def test_who_is_paid_to_settle_is_a_side(text: str, kind: str, names: set[str]) -> None:
    [deal] = deals(text)
    assert (deal.kind, {party.name for party in deal.parties}) == (kind, names)
    assert deal.amount is not None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("After merger talks with Orbis collapsed, Tidewell shares fell.", "collapsed"),
        ("Tidewell shares fell after merger talks with Orbis collapsed.", "collapsed"),
        ("Since the merger of Orbis with Lumo was completed, shares fell.", "completed"),
        ("After merger talks with Orbis on Monday, Tidewell shares fell.", "in talks"),
        ("Shares will fall until the merger of Orbis with Lumo is approved.", "proposed"),
    ],
)
def test_what_a_clause_with_after_or_until_says_of_a_deal_is_its_status(text: str, status: str) -> None:
    assert [deal.status for deal in deals(text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Tidewell will buy up to 40 percent of Orbis.",
        "Tidewell will buy at least 15 per cent of Orbis.",
        "Tidewell will buy as many as 40 jets from Orbis.",
        "Tidewell will buy the 10% of Orbis held by Lumo.",
    ],
)
def test_about_and_up_to_belong_to_what_is_bought(text: str) -> None:
    [deal] = deals(text)
    assert {"Tidewell", "Orbis"} <= {party.name for party in deal.parties}


@pytest.mark.parametrize("matter", ["Border", "Peace", "Defence", "Trade", "Wage"])
def test_what_a_deal_is_about_is_no_party_where_it_opens_a_sentence(matter: str) -> None:
    [deal] = deals(f"{matter} agreement between Norland and Estavia was signed on Monday.")
    assert {party.name for party in deal.parties} == {"Norland", "Estavia"}


@pytest.mark.parametrize(
    "deed", ["lower tariffs", "ease curbs", "free trade", "exchange prisoners", "scale back patrols"]
)
def test_what_two_sides_agree_to_do_may_be_any_verb(deed: str) -> None:
    [deal] = deals(f"Norland and Estavia agreed to {deed}.")
    assert (deal.status, {party.name for party in deal.parties}) == ("agreed", {"Norland", "Estavia"})


def test_they_who_agreed_are_those_who_say_so() -> None:
    [deal] = deals("Norland and Estavia said on Monday that they had agreed to reopen the border.")
    assert {party.name for party in deal.parties} == {"Norland", "Estavia"}


def test_a_local_of_a_union_goes_by_its_number_and_what_a_deal_leads_to_is_not_its_price() -> None:
    [deal] = deals(
        "Norvane Potash and United Crews Local 312 reached a tentative agreement on Monday, ending its strike. "
        "The settlement would add about $19 million a year to Norvane's costs, Ann Lee said."
    )
    assert {party.name for party in deal.parties} == {"Norvane Potash", "United Crews Local 312"}
    assert (deal.asserted, deal.amount) == (True, None)


def test_a_story_that_is_not_bought_is_no_purchase() -> None:
    assert deals("Norvane Resources apologised. Farmer Ann Lee wasn't buying it.") == ()


def test_what_a_thing_in_a_deal_costs_is_not_the_deals_price() -> None:
    [deal] = deals(
        "Finland and Estonia signed an agreement to patrol cables jointly on Monday. "
        "Under the accord, the two will share the cost of four patrol vessels, put at 340 million euros."
    )
    assert deal.amount is None
    [merger] = deals("Tordo and Corvane agreed to merge in a deal that values the combined company at $7.8 billion.")
    assert merger.amount is None


@pytest.mark.parametrize("who", ["Finance director Ann Lee", "She"])
def test_who_only_speaks_of_a_companys_deal_is_no_side_of_it(who: str) -> None:
    [deal] = deals(
        f"Director Ann Lee was calm. {who} said talks with Corvane over a new supply contract were going well."
    )
    assert [party.name for party in deal.parties] == ["Corvane"]
