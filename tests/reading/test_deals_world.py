"""Deals of all the world: joined deals, clauses on deals, sides told by those who speak for them, sums beside sums."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties, reading

READ = [
    (
        "Norland signed trade deals with Chile last week. Norland is an island.",
        {"party Norland", "party Chile"},
    ),
    (
        "Drevo won a $90 million contract from Qatar for trains, and Orsha Steel agreed to sell its mill to Varga.",
        {"seller Orsha Steel", "buyer Varga"},
    ),
    ("Negotiators for Laos and Nepal signed a border accord on Monday.", {"party Laos", "party Nepal"}),
    ("Torvex and Halberg formed a partnership on Monday.", {"party Torvex", "party Halberg"}),
    ("Rovida licensed its inhaler to Kitari in a deal worth $9 million.", {"supplier Rovida", "customer Kitari"}),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_sides_are_found(text: str, expected: set[str]) -> None:
    assert any(expected <= {f"{role} {name}" for role, name in parties(deal)} for deal in facts(text))


def test_a_sum_in_the_deals_own_phrase_is_its_own() -> None:
    text = "Drevo won a $90 million contract from Qatar, and Orsha agreed to sell its mill to Varga for $5 million."
    assert {deal.kind: deal.amount and deal.amount.value for deal in facts(text)} == {
        "contract": 90_000_000,
        "acquisition": 5_000_000,
    }


def test_two_purchases_in_one_sentence_are_two() -> None:
    text = "Acme bought the mill for $3 million in May and later bought Corwen Foods for $2 million."
    assert [deal.amount and deal.amount.value for deal in deals(text)] == [3_000_000, 2_000_000]


def test_separate_deals_are_none_between_the_others() -> None:
    found = facts("Norland signed separate fisheries deals with Senegal and Gabon this week.")
    assert [parties(deal) for deal in found] == [
        {("party", "Norland"), ("party", "Senegal")},
        {("party", "Norland"), ("party", "Gabon")},
    ]


def test_deals_with_two_of_nobody_named_are_no_deal_between_them() -> None:
    assert facts("These deals with Brunel Air and Castor Leasing highlight how popular the jet is.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Halberg negotiated a deal with Harbor Foods last year that unraveled.",
        "Chile and Peru signed a pact in May, which collapsed.",
    ],
)
def test_what_came_to_nothing_is_told_so(text: str) -> None:
    [deal] = deals(text)
    assert deal.status == "collapsed"
    assert deal.status_span is not None
    assert text[slice(*deal.status_span)] in ("unraveled", "collapsed")


def test_an_old_treaty_has_the_sides_that_signed_it() -> None:
    [deal] = deals("They marked the 47th anniversary of the peace treaty that Israel and Egypt signed in 1979.")
    assert parties(deal) == {("party", "Israel"), ("party", "Egypt")}
    assert deal.background


def test_it_that_told_of_a_deal_is_the_company_named() -> None:
    [deal] = facts("Sarva Cement will acquire Deccan Lime for $5 million, it told the stock exchange on Monday.")
    assert deal.said_by is not None
    assert deal.said_by.name == "Sarva Cement"


def test_market_share_is_no_stake() -> None:
    assert reading("Halberg gobbled up market share in Europe in a $5 million push.").deals == ()


def test_the_day_before_a_deal_is_not_its_day() -> None:
    [deal] = deals("He renewed that forecast last week even before the Halberg-Torvex deal was announced.")
    assert deal.date is None


@pytest.mark.parametrize("terms", ["Terms were not disclosed.", "The purchase price is about $125,000."])
def test_what_is_bought_may_be_anything_where_its_terms_are_told(terms: str) -> None:
    [deal] = facts(f"Harper Inc agreed to buy the patents and trade name of Demark. {terms}")
    assert ("buyer", "Harper Inc") in parties(deal)
    assert deal.amount is not None


def test_what_a_deal_is_to_do_is_no_side_of_it() -> None:
    [deal] = deals("Norland has struck a deal with Chad to free 12 aid workers.")
    assert parties(deal) == {("party", "Norland"), ("party", "Chad")}
    assert deal.kind == "agreement"


def test_who_pays_somebody_to_settle_settles() -> None:
    [deal] = facts("Skogland will pay the state of California $37 million to settle a lawsuit over an oil spill.")
    assert ("party", "Skogland") in parties(deal)
    assert deal.amount is not None
    assert deal.amount.value == 37_000_000


def test_an_office_that_speaks_is_not_the_place_before_it() -> None:
    [said] = reading("The mayor will open a bridge to Ikorodu, the works commissioner said on Wednesday.").statements
    assert said.speaker is None


def test_a_headlines_small_words_are_in_no_name() -> None:
    [deal] = deals("How Apex's Takeover of Kestrel Could Provide A Boost")
    assert parties(deal) == {("buyer", "Apex"), ("target", "Kestrel")}


def test_prisoners_swapped_are_a_deal() -> None:
    [deal] = facts("Iran and Belgium swapped prisoners on Thursday in an exchange that Oman helped to bring about.")
    assert parties(deal) == {("party", "Iran"), ("party", "Belgium")}


def test_where_a_company_is_from_is_no_part_of_its_name() -> None:
    [deal] = facts("Tokyo-based Sakura Foods bought the UK-listed coffee chain Trenta for $40 million.")
    assert parties(deal) == {("buyer", "Sakura Foods"), ("target", "Trenta")}


@pytest.mark.parametrize(
    ("text", "kind", "goods"),
    [
        ("India's cabinet approved the purchase of 26 naval jets from France.", "contract", "26 naval jets"),
        ("Kenya announced the purchase of 40 buses from Yutang.", "contract", "40 buses"),
        ("Ministers approved the purchase of 12 submarines from Sweden.", "arms", "12 submarines"),
    ],
)
def test_goods_that_are_bought_are_no_company(text: str, kind: str, goods: str) -> None:
    [deal] = facts(text)
    assert deal.kind == kind
    assert goods in (deal.object or "")
    assert [name for role, name in parties(deal) if role == "supplier"]


def test_a_name_that_ends_as_adverbs_do_is_a_name() -> None:
    [deal] = facts("Searchly raised $50 million from investors including Tiger Peak.")
    assert parties(deal) == {("party", "Searchly"), ("investor", "Tiger Peak")}
