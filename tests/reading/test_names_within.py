"""Names that something else stands in or beside: nicknames, what people work with, bodies called by their noun."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements


@pytest.mark.parametrize(
    "name",
    ["Dwayne “The Rock” Johnson", 'Juan "Tata" Martino', "Jane 'Bunty' Hargreaves", "Mike (“The Hammer”) Trout",
     "Maria del Carmen “Mamen” Ruiz"],
)  # fmt: skip
def test_a_nickname_splits_no_name(name: str) -> None:
    text = f"{name} said the game was over. “It was luck,” {name.rsplit(maxsplit=1)[-1]} said."
    assert [said.speaker for said in statements(text)] == [name, name]


def test_words_in_marks_between_two_names_are_no_nickname() -> None:
    speakers = [said.speaker for said in statements("Peter said “no” and Johnson said “maybe it is”.")]
    assert speakers == ["Peter", "Johnson"]


@pytest.mark.parametrize(
    "source",
    [
        "Astronomers using the James Webb Space Telescope",
        "Scientists aboard the research vessel Polarstern",
        "Doctors treating Maria Lopez",
        "A lawyer representing Tendai Moyo",
        "Officers investigating the Hull fire",
    ],
)
def test_what_people_do_something_to_does_not_speak(source: str) -> None:
    text = f"{source} said the ice had thinned."
    said = statements(text)[0]
    assert said.speaker is None
    assert said.source is not None
    assert text[slice(*said.source)].startswith(source.split(maxsplit=1)[0])


@pytest.mark.parametrize("source", ["The visiting Prime Minister Ann Lee", "Acting President Ann Lee"])
def test_a_participle_before_a_title_hides_nobody(source: str) -> None:
    assert statements(f"{source} said the ice had thinned.")[0].speaker == "Ann Lee"


@pytest.mark.parametrize(
    ("before", "noun", "name"),
    [
        ("The European Commission approved the merger.", "Commission", "European Commission"),
        ("The Federal Aviation Administration grounded it.", "Administration", "Federal Aviation Administration"),
        ("The African Union and the UN Security Council met.", "Council", "UN Security Council"),
        ("The Lima Court and the Quito Court met.", "Court", "Court"),
        ("Police went to the White House.", "House", "House"),
    ],
)
def test_a_noun_with_a_capital_is_the_only_body_of_that_name(before: str, noun: str, name: str) -> None:
    assert statements(f"{before} “This is good for all of us,” the {noun} said.")[-1].speaker == name


@pytest.mark.parametrize("name", ["Hyundai Rotem", "Siemens Mobility", "Carillion Vosper"])
def test_who_speaks_behind_a_comma_is_no_role_of_the_name_before_it(name: str) -> None:
    text = f"The trains will be built by {name}, finance minister Jan Nowak said. {name} said work would begin soon."
    assert [(said.speaker, said.role) for said in statements(text)] == [
        ("Jan Nowak", "finance minister"),
        (name, None),
    ]
