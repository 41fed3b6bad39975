"""Names of an article: what is one, what is none, and which mentions belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.naming import persons, registry_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The law was signed by Recep Tayyip Erdoğan in Ankara.", "Recep Tayyip Erdoğan"),
        ("The leader, Kim Jong Un, watched. Later Kim left.", "Kim Jong Un"),
        ("They met President Abdel Fattah el-Sisi in Cairo.", "Abdel Fattah el-Sisi"),
        ("The plan of Ursula von der Leyen passed.", "Ursula von der Leyen"),
        ("Former president George H. W. Bush was there.", "George H. W. Bush"),
        ("The office of Martin O’Malley said no.", "Martin O’Malley"),
        ("It was Jean-Claude Juncker who left.", "Jean-Claude Juncker"),
        ("On Monday Volodymyr Zelenskyy flew home.", "Volodymyr Zelenskyy"),
        ("It said Donald Trump Jr. was there.", "Donald Trump Jr."),
        ("Chinese President Xi Jinping left.", "Xi Jinping"),
        ("Texas Republican Ted Cruz voted no.", "Ted Cruz"),
    ],
)
def test_a_full_name_is_found_whole(text: str, name: str) -> None:
    assert name in persons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will the deal hold? In March it did not. However, Congress may act on May 8.",
        "Meanwhile, supporters waited. Republicans objected. Dozens left on Sunday.",
        "I said no. The Affordable Care Act stood. Wall Street fell.",
        "South Carolina Democrats met in New York.",
    ],
)
def test_ordinary_words_with_capitals_are_no_persons(text: str) -> None:
    assert persons(text) == []


def test_a_title_case_headline_makes_no_names_of_its_own_but_shows_known_ones() -> None:
    headline = "Rubio Warns Of New Tariffs And Wider War"
    registry = registry_of(f"{headline}\n\nMarco Rubio warned of tariffs. Rubio spoke in Rome.")
    assert [name.canonical for name in registry.names if name.kind == "person"] == ["Marco Rubio"]
    assert len(registry.names[0].mentions) == 3


def test_a_byline_in_capitals_makes_no_organisation_of_a_sentence() -> None:
    names = registry_of("BY JANE DOE AND JOHN ROE\n\nThe court ruled.").names
    assert all(len(name.canonical.split()) < 5 for name in names)


def test_shorter_forms_belong_to_the_full_name() -> None:
    registry = registry_of(
        "Andrés Manuel López Obrador spoke. López Obrador said yes. Mohammed bin Salman listened; Salman left. "
        "Volodymyr Zelenskyy came and Zelensky left. Mike Pence saw Michael Pence in the mirror."
    )
    names = {name.canonical: name for name in registry.names}
    assert "López Obrador" in names["Andrés Manuel López Obrador"].aliases
    assert "Salman" in names["Mohammed bin Salman"].aliases
    assert "Zelensky" in names["Volodymyr Zelenskyy"].aliases
    assert "Michael Pence" in names["Mike Pence"].aliases


def test_an_acronym_belongs_to_its_organisation() -> None:
    registry = registry_of("The Federal Bureau of Investigation (FBI) opened a case. The FBI closed it.")
    (bureau,) = [name for name in registry.names if name.canonical == "Federal Bureau of Investigation"]
    assert bureau.kind == "organisation"
    assert bureau.aliases == ("FBI",)


def test_father_and_son_are_two() -> None:
    names = persons("Donald Trump spoke. Donald Trump Jr. listened. Donald Trump left.")
    assert names == ["Donald Trump", "Donald Trump Jr."]


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Ms. Acosta left. Ms. Acosta came.", "Acosta", "f"),
        ("Congresswoman Sidney Fields voted.", "Sidney Fields", "f"),
        ("Alex Ruiz, a spokesman for the mayor, left.", "Alex Ruiz", "m"),
        ("Svitlana Morenets wrote it.", "Svitlana Morenets", "f"),
    ],
)
def test_gender_comes_from_honorific_role_or_given_name(text: str, name: str, gender: str) -> None:
    (found,) = [one for one in registry_of(text).names if one.canonical == name]
    assert found.gender == gender


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Secretary of State Marco Rubio spoke.", "Marco Rubio", "Secretary of State"),
        ("Marco Rubio, the secretary of state, spoke.", "Marco Rubio", "secretary of state"),
        ("On Monday State Department spokeswoman Tammy Bruce spoke.", "Tammy Bruce", "State Department spokeswoman"),
        ("The director of the centre, Ina Kirsch, spoke.", "Ina Kirsch", "director of the centre"),
        ("It was confirmed by lawmaker Yaroslav Zheleznyak.", "Yaroslav Zheleznyak", "lawmaker"),
    ],
)
def test_a_role_is_kept_as_the_article_gives_it(text: str, name: str, role: str) -> None:
    (found,) = [one for one in registry_of(text).names if one.canonical == name]
    assert found.role == role


@given(st.text(max_size=400) | st.lists(st.sampled_from(
    ["Mr.", "Rubio", "Marco", "he", "said", ",", "“", "”", "the", "of", "FBI", "’s", ".", "\n", "von", "She", "Jr."]
), max_size=60).map(" ".join))  # fmt: skip
def test_whatever_the_text_spans_slice_and_nothing_raises(text: str) -> None:
    registry = registry_of(text)
    for name in registry.names:
        for start, end in name.mentions:
            assert 0 <= start < end <= len(text)
        assert name.canonical
    count = len(registry.tokens.words)
    for at in range(count):
        assert 0.0 <= registry.pronoun(at).confidence <= 1.0
        found = registry.speaker(at, min(count, at + 4))
        assert (found.name is None) == (found.kind == "unnamed")
        if found.named_at:
            assert text[slice(*found.named_at)].strip()


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Moira Tennock, the general secretary, was there. Callum Tennock, the harbour pilot, said no."
    assert {"Moira Tennock", "Callum Tennock"} <= set(persons(text))


def test_the_company_is_not_whoever_stands_before_its_comma() -> None:
    text = "Lumenkelp has raised money from Calder Pension Fund, the company said. Nothing else was told."
    tokens = registry_of(text).tokens
    first = next(at for at, word in enumerate(tokens.words) if word == "company") - 1
    assert registry_of(text).speaker(first, first + 2).name is None
