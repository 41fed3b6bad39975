"""Who is what to a deal, over subjects and countries: bids, loans, contracts, pay; kroner, crowns and pesos."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

SIDES = [
    (
        "Toroshi accepted a 2 trillion yen takeover offer from Asahi Partners.",
        {"buyer Asahi Partners", "target Toroshi"},
    ),
    ("Real Tordo loaned striker Umar Badiq to Valmora for the season.", {"seller Real Tordo", "buyer Valmora"}),
    ("The World Bank lent Ghana $250 million.", {"investor The World Bank", "party Ghana"}),
    ("Cellvia sold its mast unit for €803 million to a group led by Vaubert.", {"buyer group led by Vaubert"}),
    ("Strupe raised $6 billion from investors including Goldmark.", {"investor Goldmark", "party Strupe"}),
    ("Sercor won a £250m contract to run prisons from the Ministry of Justice.", {"customer the Ministry of Justice"}),
    ("Vodavia and Tresor agreed to merge their UK operations.", {"party Vodavia", "party Tresor"}),
    ("Peru and Chile initialled a peace treaty on Monday.", {"party Peru", "party Chile"}),
    ("Warehouse workers ratified a three-year contract.", {"party Warehouse workers"}),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_each_side_has_its_role(text: str, expected: set[str]) -> None:
    [deal] = facts(text)
    assert expected <= {f"{role} {name}" for role, name in parties(deal)}


@pytest.mark.parametrize(
    "text", ["Hamas refused a ceasefire with Israel.", "The rebels rejected a truce with the government of Mali."]
)
def test_what_is_refused_never_stood(text: str) -> None:
    assert facts(text) == []


def test_what_voters_turn_down_was_agreed() -> None:
    [deal] = deals("Colombia's parliament rejected the peace deal with the rebels.")
    assert (deal.status, deal.asserted) == ("collapsed", True)


def test_a_company_told_by_its_country_is_led_back_to_its_name() -> None:
    text = "Skarn Energi of Norway agreed to buy Ulvik Kraft. The Norwegian company will close the purchase in June."
    [deal] = facts(text)
    assert parties(deal) == {("buyer", "Skarn Energi"), ("target", "Ulvik Kraft")}


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Skarn Energi of Norway agreed to buy Ulvik for 900 million kroner.", "NOK"),
        ("Holmgaard bought Tornby for 12 million crowns. The Czech brewer is in Plzen.", "CZK"),
        ("Holmgaard bought Tornby for 12 million crowns.", None),
        ("Holmgaard of Denmark bought Tornby of Norway for 12 million kroner.", None),
    ],
)
def test_a_unit_of_several_countries_is_theirs_whose_name_stands_by(text: str, currency: str | None) -> None:
    [deal] = facts(text)
    assert deal.amount is not None
    assert deal.amount.currency == currency


def test_a_quarrel_over_pay_is_settled_as_one_of_labour() -> None:
    [deal] = facts("The Dockers' Federation and Aldane Port settled their dispute over pay for £41 million on Friday.")
    assert (deal.kind, deal.status) == ("labour", "agreed")


FIELDS = [
    ("Peru and its rebels extended their ceasefire by six months.", "ceasefire", "agreed"),
    ("Barona sold winger Ousman Delle to Saint-Gerard for €50 million.", "transfer", "completed"),
    ("France sold 80 Rafale jets to Qatar for 16 billion euros.", "arms", "agreed"),
    ("India and Russia signed a 450 billion rupee contract for S-400 missiles.", "arms", "signed"),
    ("A judge approved a 45 million rand settlement between Angloro and former miners.", "settlement", "approved"),
    (
        "Phelps said it would sell its kitchen business to Hillard Capital in a €3.7 billion deal.",
        "acquisition",
        "agreed",
    ),
    ("Saudor signed 12 memorandums of understanding worth $6 billion with Chinese firms.", "agreement", "signed"),
    ("Ryanor placed an order for 300 Boeing 737 MAX jets worth $40 billion.", "contract", "agreed"),
    ("Unilor spun off its ice cream business in April.", "acquisition", "completed"),
    ("The Royal Bank of Kelda completed its C$13.5 billion purchase of Aston Bank.", "acquisition", "completed"),
]


@pytest.mark.parametrize(("text", "kind", "status"), FIELDS)
def test_deals_of_all_kinds_and_countries_have_kind_and_status(text: str, kind: str, status: str) -> None:
    [deal] = facts(text)
    assert (deal.kind, deal.status) == (kind, status)


def test_a_family_and_a_name_with_small_words_are_read_whole() -> None:
    [deal] = facts("Purdor and the Sacker family agreed to pay $7.4 billion to settle lawsuits.")
    assert ("party", "the Sacker family") in parties(deal)
    [deal] = facts("Ann Lee and Ursula von der Linden announced a deal on trade rules.")
    assert ("party", "Ursula von der Linden") in parties(deal)


def test_a_deal_under_if_is_none_yet() -> None:
    assert facts("If parliament backs it, Finland will sign a defence pact with Norway.") == []
    assert facts("Gulf Corp said it would sell its mill to Borg Corp if a court allowed it.") == []


def test_the_country_of_a_company_sells_nothing() -> None:
    [deal] = facts("Bupor bought a 60 percent stake in Chile's Cruz Verde for $300 million.")
    assert parties(deal) == {("buyer", "Bupor"), ("target", "Cruz Verde")}


RATIFIED = [
    ("Kenya's parliament ratified the fishing treaty with Uganda by 210 votes to 64.", {"Kenya", "Uganda"}),
    ("The Norwegian parliament ratified a free trade agreement with Ghana.", {"Norway", "Ghana"}),
    ("The border treaty with Ghana was ratified by the parliament of Norway.", {"Norway", "Ghana"}),
    ("South Korea's National Assembly voted to ratify the trade agreement with Peru.", {"South Korea", "Peru"}),
    ("Kenya ratified the fishing treaty with Uganda.", {"Kenya", "Uganda"}),
    ("Georgia's Senate approved the water agreement with Alabama.", {"Alabama"}),  # no country of that name's
]


@pytest.mark.parametrize(("text", "sides"), RATIFIED, ids=lambda value: str(value)[:30])
def test_a_treaty_that_a_parliament_ratifies_is_its_country_s(text: str, sides: set[str]) -> None:
    [deal] = deals(text)
    assert {party.name for party in deal.parties if party.role == "party"} == sides


GOT = [
    (
        "Tunisia had agreed to sell Bolivia 200,000 tonnes of phosphate for $90 million, Elena Rojas said.",
        "200,000 tonnes of phosphate",
        {("supplier", "Tunisia"), ("customer", "Bolivia")},
    ),
    ("Norway will supply Ghana 40 tanks.", "40 tanks", {("supplier", "Norway"), ("customer", "Ghana")}),
    (
        "Norvane agreed to sell Air Lomar 12 jets for $2 billion.",
        "12 jets",
        {("supplier", "Norvane"), ("customer", "Air Lomar")},
    ),
    (
        "The United States agreed to sell Saudi Arabia 60 F-16 fighters for $3 billion.",
        "60 F-16 fighters",
        {("supplier", "The United States"), ("customer", "Saudi Arabia")},
    ),
    ("Norway will deliver Ukraine six howitzers.", "six howitzers", {("supplier", "Norway"), ("customer", "Ukraine")}),
    ("Tunisia will sell Bolivia wheat.", "wheat", {("supplier", "Tunisia"), ("customer", "Bolivia")}),
    ("Halden Group sold Corvane Ltd 40 stores.", "40 stores", {
        ("seller", "Halden Group"), ("buyer", "Corvane Ltd"), ("target", "40 stores"),
    }),
    ("Norway sold Leopard 2 tanks to Ghana.", "Leopard 2 tanks", {("supplier", "Norway"), ("customer", "Ghana")}),
    ("Norvane sold Boeing 737 jets.", "Boeing 737 jets", {("supplier", "Norvane")}),
    ("Norway sold Ghana's gold.", "Ghana's gold", {("supplier", "Norway")}),
    ("Tunisia sold Chinese wheat.", "Chinese wheat", {("supplier", "Tunisia")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "object_", "sides"), GOT, ids=lambda value: str(value)[:30])
def test_who_gets_what_is_sold_may_stand_before_it(text: str, object_: str, sides: set[tuple[str, str]]) -> None:
    [deal] = deals(text)
    assert (deal.object, parties(deal)) == (object_, sides)


DENIED = [
    ("Karim Ben Salah denied that Tunisia had agreed to sell Bolivia phosphate.", {"Tunisia", "Bolivia"}),
    (
        "Tunisia's industry minister, Karim Ben Salah, denied on Monday that his country had agreed to sell phosphate "
        "to Bolivia.",
        {"Tunisia", "Bolivia"},
    ),
    ("Karim Ben Salah, Norway's trade minister, denied that his government had sold Ghana tanks.", {"Norway", "Ghana"}),
    ("Kenyan minister Karim Ben Salah denied that his country had signed a trade deal with Peru.", {"Kenya", "Peru"}),
]


@pytest.mark.parametrize(("text", "sides"), DENIED, ids=lambda value: str(value)[:30])
def test_a_denial_has_the_sides_of_the_claim(text: str, sides: set[str]) -> None:
    [deal] = deals(text)
    assert {party.name for party in deal.parties} == sides
    assert (deal.status, deal.asserted, deal.background) == ("denied", False, False)
    assert deal.said_by is not None
    assert deal.said_by.name == "Karim Ben Salah"
