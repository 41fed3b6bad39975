"""Titles that belong to a name, and roles told whole."""

from __future__ import annotations

import pytest

from bot.reading.people import under_known_names
from tests.reading.naming import shipped_rules
from tests.reading.stating import reading_of, statements


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Lord Dubs, the Labour peer, said children were being failed.", "Lord Dubs", "Labour peer"),
        ("Baroness Hale said the law was clear.", "Baroness Hale", None),
        ("Lady Warsi told the BBC that the party had lost its way.", "Lady Warsi", None),
        ("Sir Bradley said the riders were tired.", "Sir Bradley", None),
        ("Mrs Justice Farbey said the claim was late.", "Mrs Justice Farbey", None),
        ("Pope Francis said the poor were forgotten.", "Pope Francis", None),
        ("Alf Dubs came to Britain as a child. Lord Dubs said children were being failed.", "Alf Dubs", None),
        ("Dame Margaret Hodge spoke first. Dame Margaret said it was wrong.", "Margaret Hodge", None),
        ("Mr Dubs said children were being failed.", "Dubs", None),
        ("Lord Mayor Anne Fox said the town was ready.", "Anne Fox", "Lord Mayor"),
    ],
)
def test_a_title_is_part_of_a_name_that_has_no_other_word_before_it(text: str, name: str, role: str | None) -> None:
    said = statements(text)[-1]
    assert (said.speaker, said.role) == (name, role)
    assert said.named_at is not None
    assert text[slice(*said.named_at)].endswith(name.rsplit(maxsplit=1)[-1])


@pytest.mark.parametrize("title", ["Lord", "Mr Justice"])
def test_a_title_keeps_no_two_articles_apart(title: str) -> None:
    known = reading_of("Alf Dubs came to Britain as a child.").names
    here = reading_of(f"{title} Dubs said children were being failed.")

    class Person:
        def __init__(self) -> None:
            self.name, self.kind, self.aliases, self.roles = known[0].canonical, "person", (), ()

    found = under_known_names(here, [Person()], shipped_rules().names)  # type: ignore[list-item]
    assert found.statements[0].speaker == "Alf Dubs"


@pytest.mark.parametrize(
    "role",
    [
        "Bank of England governor",
        "Reserve Bank of India deputy governor",
        "Farmers’ leader",
        "Teachers' union head",
        "Children’s commissioner",
    ],
)
def test_a_role_is_told_with_the_body_or_the_group_it_is_held_in(role: str) -> None:
    said = statements(f"{role} Ravi Menon said growth was strong.")[0]
    assert (said.speaker, said.role) == ("Ravi Menon", role)


def test_the_country_of_an_office_and_the_owner_of_a_lawyer_are_no_part_of_the_role() -> None:
    assert statements("Kenya's president Ravi Menon said growth was strong.")[0].role == "president"
    assert statements("The firm's lawyer Ravi Menon said growth was strong.")[0].role == "lawyer"


@pytest.mark.parametrize(
    ("between", "words"),
    [
        (", 51: “You knew the alarm was broken.”", "You knew the alarm was broken."),
        (", 44, of Leeds: “You betrayed her trust.”", "You betrayed her trust."),
        (", 19, a plumber from Hull, that he was lucky to be alive.", "he was lucky to be alive"),
    ],
)
def test_the_age_of_who_is_told_is_no_part_of_what(between: str, words: str) -> None:
    said = statements(f"Judge Anna Price told Gareth Pugh{between}")[0]
    assert (said.speaker, said.addressee, said.words) == ("Anna Price", "Gareth Pugh", words)


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("Port County Supervisor of Elections", "Supervisor of Elections"),
        ("Director of Public Prosecutions", "Director of Public Prosecutions"),
        ("The Texas Comptroller of Public Accounts", "Comptroller of Public Accounts"),
        ("Secretary of State for Political Affairs", "Secretary of State for Political Affairs"),
    ],
)
def test_what_an_office_is_of_or_for_is_no_part_of_a_name_not_known(office: str, role: str) -> None:
    [statement] = statements(f"{office} Renxo Ingonja said the count would go on.")
    assert (statement.speaker, statement.role) == ("Renxo Ingonja", role)


def test_a_march_is_no_month() -> None:
    [statement] = statements("Ann Lee said the march would begin in March.")
    assert statement.words == "the march would begin in March"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A lawyer for the defendant, Piotr Nowak, said the case was weak.", "lawyer for the defendant"),
        ("The spokeswoman for the minister, Ann Dee, said talks would go on.", "spokeswoman for the minister"),
        ("She spoke to the mayor, Karl Frost, who said the road was shut.", "mayor"),
    ],
)
def test_a_name_after_two_offices_holds_the_first(text: str, role: str) -> None:
    assert statements(text)[-1].role == role
