"""Names as papers of other countries print them: offices, ranks and trades before a name, particles, first names."""

from __future__ import annotations

import pytest

from tests.reading.stating import told


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Petitioner", "Ruksana Thakkar"),
        ("Comrade Alhaji", "Musa Danladi-Gwarzo"),
        ("Det Ch Insp", "Joanne Sowerby"),
        ("Brigadier-General", "Idris wad al-Nour"),
        ("Concertmaster", "Ngaio Te Rangi-Harris"),
        ("Forecaster", "Dulce Tamele"),
        ("Hubby", "Derek Tickle"),
        ("The Rt Hon", "Dominic Pellew"),
        ("Medical officer", "Folasade Adeyemi-Roy"),
    ],
)
def test_an_office_a_rank_or_a_trade_before_a_name_is_no_part_of_it(lead: str, name: str) -> None:
    assert told(f"{lead} {name} said that the bridge was closed.") == [(name, "the bridge was closed")]


@pytest.mark.parametrize("name", ["Joseph Kiprotich arap Langat", "Binti wa Mutiso", "Máire Ní Dhálaigh"])
def test_small_words_inside_a_name_hold_it_together(name: str) -> None:
    assert told(f"{name} said that the bridge was closed.") == [(name, "the bridge was closed")]


def test_surnames_that_are_trades_stay_surnames() -> None:
    text = "Karen Weaver is the mayor. Weaver said that the water was clean."
    assert told(text) == [("Karen Weaver", "the water was clean")]


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("Folasade Adeyemi", "Kwabena Asante"),
        ("Orsolya Fekete", "Zsombor Kis"),
        ("Sigríður Jónsdóttir", "Ketill Jónsson"),
        ("Wanjiku Otieno", "Njoroge Barasa"),
        ("Ruksana Mistry", "Jehangir Bharucha"),
        ("Orla Byrne", "Cathal Twomey"),
    ],
)
def test_first_names_of_many_languages_tell_who_she_is(woman: str, man: str) -> None:
    text = f"{woman} met {man} on Monday at the harbour. “The boats are late,” she said."
    assert told(text) == [(woman, "The boats are late")]


@pytest.mark.parametrize("demonym", ["Estonian", "Slovenian"])
def test_a_countryman_is_nobody_s_name(demonym: str) -> None:
    text = f"Marek Ilves was booked on Sunday. “It was never a penalty,” the {demonym} said."
    assert told(text) == [(None, "It was never a penalty")]


def test_a_minister_for_something_is_named_behind_it() -> None:
    text = "Union Minister for Food Processing Raghavendra Deshpande said that the scheme would go on."
    assert told(text) == [("Raghavendra Deshpande", "the scheme would go on")]


def test_a_word_with_a_capital_inside_is_a_firm_and_never_she() -> None:
    text = "His employer, CityLink, will put him forward for an award. “He talked of his allotment,” she said."
    assert told(text) == [(None, "He talked of his allotment")]


def test_a_firm_based_somewhere_is_no_firm_of_that_name() -> None:
    text = "The Eindhoven-based company said that sales had fallen."
    assert told(text) == [(None, "sales had fallen")]


def test_the_members_of_a_body_are_part_of_its_name() -> None:
    assert told("The British Grocers’ Forum said that shelves were full.")[0][0] == "British Grocers’ Forum"


def test_a_particle_with_an_apostrophe_belongs_to_the_name() -> None:
    text = "Mayor Hélène d'Aubigny-Kress said that the trams would run."
    assert told(text) == [("Hélène d'Aubigny-Kress", "the trams would run")]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Lagos-based Barlow Mining", "Barlow Mining"),
        ("New York-based Orbis", "Orbis"),
        ("Oslo-listed Nordvik", "Nordvik"),
        ("State-owned Petrolar", "Petrolar"),
        ("The Karachi-based Indus Motor Company", "Indus Motor Company"),
        ("Chennai-born author Meera Nair", "Meera Nair"),
        ("Minister Park Jin-ho", "Park Jin-ho"),
    ],
)
def test_where_somebody_is_from_is_no_part_of_the_name(printed: str, name: str) -> None:
    assert told(f"{printed} said that the mine would close.") == [(name, "the mine would close")]


def test_it_is_whoever_the_sentence_before_begins_with() -> None:
    text = "Orbis said that sales fell. It said that the plant would close."
    assert told(text)[-1] == ("Orbis", "the plant would close")


def test_it_is_not_one_of_two() -> None:
    text = "Orbis and Trenta will merge. It said that the plant would close."
    assert told(text)[-1] == (None, "the plant would close")
