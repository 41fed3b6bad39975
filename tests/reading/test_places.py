"""Countries by name, demonym, capital and seat of government."""

from __future__ import annotations

import pytest

from bot.reading.places import parse_places
from tests.reading.dealing import words


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("the Kremlin", "Russia"),
        ("Moscow", "Russia"),
        ("Russian", "Russia"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("U.S.", "United States"),
        ("the United States", "United States"),
        ("Washington", "United States"),
        ("the White House", "United States"),
        ("Downing Street", "United Kingdom"),
        ("the Élysée", "France"),
        ("Brussels", "European Union"),
        ("the Netherlands", "Netherlands"),
        ("CÔTE D’IVOIRE", "Ivory Coast"),
    ],
)
def test_every_form_leads_to_one_country(form: str, country: str) -> None:
    assert words().places.country(form) == country


@pytest.mark.parametrize("form", ["Rubio", "", "the", "Moscow Bank", "Atlantis"])
def test_other_names_are_no_country(form: str) -> None:
    assert words().places.country(form) is None


def test_forms_that_are_other_names_too_are_known_as_such() -> None:
    places = words().places
    assert places.is_weak("Jordan")
    assert not places.is_weak("Poland")


def test_most_countries_of_the_world_are_there() -> None:
    assert len(set(words().places.country_of_form.values())) > 195


def test_a_form_two_countries_claim_belongs_to_the_first() -> None:
    places = parse_places({"weak": [], "countries": [["One", ["shared"]], ["Two", ["shared"]]]})
    assert places.country("Shared") == "One"
