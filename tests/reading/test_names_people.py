"""Names across articles: one person under several forms, two people of one surname."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pytest

from bot.model import Article, Name
from bot.reading import read
from bot.reading.people import KnownRole, link, under_known_names
from tests.reading.naming import shipped_rules
from tests.reading.stating import statements, told


@dataclass(frozen=True)
class Role:
    role: str


@dataclass(frozen=True)
class Known:
    name: str
    kind: Literal["person", "organisation"] = "person"
    aliases: tuple[str, ...] = ()
    roles: tuple[KnownRole, ...] = ()


RUBIO = Known("Marco Rubio", roles=(Role("Secretary of State"),))
BUSH_FATHER, BUSH_SON = Known("George H. W. Bush"), Known("George W. Bush")
SMITHS = (Known("Adam Smith", roles=(Role("coach"),)), Known("Eva Smith", roles=(Role("Ohio senator"),)))


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        (Name(canonical="Rubio", kind="person"), (RUBIO,), "Marco Rubio"),
        (Name(canonical="Rubio", kind="person", role="Secretary"), (RUBIO,), "Marco Rubio"),
        (Name(canonical="Rubio", kind="person", role="goalkeeper"), (RUBIO,), None),
        (Name(canonical="marco rubio", kind="person"), (RUBIO,), "Marco Rubio"),
        (Name(canonical="Ana Rubio", kind="person"), (RUBIO,), None),
        (Name(canonical="Michael Pence", kind="person"), (Known("Mike Pence"),), "Mike Pence"),
        (Name(canonical="Donald J. Trump", kind="person"), (Known("Donald Trump"),), "Donald Trump"),
        (Name(canonical="Donald Trump Jr.", kind="person"), (Known("Donald Trump"),), None),
        (Name(canonical="George W. Bush", kind="person"), (BUSH_FATHER, BUSH_SON), "George W. Bush"),
        (Name(canonical="Smith", kind="person"), SMITHS, None),
        (Name(canonical="Smith", kind="person", gender="f"), SMITHS, "Eva Smith"),
        (Name(canonical="Smith", kind="person", role="senator"), SMITHS, "Eva Smith"),
        (Name(canonical="FBI", kind="organisation"),
         (Known("Federal Bureau of Investigation", "organisation"),), "Federal Bureau of Investigation"),
        (Name(canonical="the Kremlin", kind="organisation"), (Known("Kremlin", "organisation"),), "Kremlin"),
    ],
)  # fmt: skip
def test_a_name_is_linked_only_where_one_known_person_fits(
    name: Name, known: tuple[Known, ...], expected: str | None
) -> None:
    (decided,) = link([name], known, shipped_rules().names)
    assert decided.known == expected


def test_two_of_one_surname_without_a_hint_are_unclear_not_new() -> None:
    (decided,) = link([Name(canonical="Smith", kind="person")], SMITHS, shipped_rules().names)
    assert decided.decision == "unclear"


def test_a_reading_speaks_under_the_names_that_are_known() -> None:
    rules = shipped_rules()
    article = Article(
        id="a", title="", text="On Monday Rubio said: “This is not our war.” Rubio left.",
        published_at=datetime(2025, 5, 2, tzinfo=UTC),
    )  # fmt: skip
    reading = under_known_names(read(article, rules), [RUBIO], rules.names)
    (statement,) = reading.statements
    assert (statement.speaker, statement.name_from) == ("Marco Rubio", "surname")
    assert [name.canonical for name in reading.names if name.kind == "person"] == ["Marco Rubio"]


def test_a_relative_named_beside_somebody_does_not_take_over_the_surname() -> None:
    opening = "Rosa Vega, the mayor of Cotal, opened the mine. Her late husband, Juan Vega, "
    beside = f"{opening}ran the shop. “We will not wait,” Vega said."
    speaking = f"{opening}said it was time. “We will not wait,” Vega said."
    assert told(beside) == [("Rosa Vega", "We will not wait")]
    assert [name for name, _ in told(speaking)] == ["Juan Vega"] * 2
    [statement] = statements("Her husband, Juan Vega, said the shop was shut.")
    assert (statement.speaker, statement.role) == ("Juan Vega", None)
