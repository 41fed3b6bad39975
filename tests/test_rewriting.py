"""What is compiled has written-out constructors and final constants, and is otherwise what stands in the sources."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

import pytest

from bot.compiled import sources
from bot.rewriting import rewritten

SOURCE = '''"""Kites."""

from __future__ import annotations

from dataclasses import dataclass, field

TAILS = 2 + 1  # at most
COLOURS: dict[str, int] = {
    "red": 1,
}
first, last = 0, 9


@dataclass(frozen=True, slots=True)
class Kite:
    """A kite,

    and its tails.
    """

    name: str
    length: int = 3


@dataclass(slots=True, eq=False)
class Fleet:
    """Several kites."""

    owner: str
    kites: list[Kite] = field(default_factory=list, repr=False)
    ranks: dict[str, int] = field(default_factory=lambda: {"first": 1})

    def longest(self) -> int:
        """The length of the longest."""
        return max(kite.length for kite in self.kites)


@dataclass
class Checked:
    """One that sees to its making itself."""

    size: int

    def __post_init__(self) -> None:
        self.size = abs(self.size)


class Plain:
    """No dataclass."""

    size: int = 1
'''


@pytest.fixture
def made() -> dict[str, Any]:
    found: dict[str, Any] = {"__name__": __name__}
    exec(compile(rewritten(SOURCE), "kites", "exec"), found)
    return found


def test_objects_are_made_compared_and_changed_as_before(made: dict[str, Any]) -> None:
    kite = made["Kite"]("Dragon", length=5)
    assert repr(kite) == "Kite(name='Dragon', length=5)"
    assert kite == replace(made["Kite"]("Dragon"), length=5)
    assert len({kite, made["Kite"]("Dragon", 5), made["Kite"]("Dragon")}) == 2


def test_defaults_made_anew_are_not_shared(made: dict[str, Any]) -> None:
    one, other = made["Fleet"]("Ada"), made["Fleet"]("Bo")
    one.kites.append(made["Kite"]("Dragon", 7))
    assert (one.longest(), other.kites, one.ranks, one.ranks is other.ranks) == (7, [], {"first": 1}, False)


def test_classes_that_see_to_their_making_are_left_alone(made: dict[str, Any]) -> None:
    assert made["Checked"](-4).size == 4
    assert "__init__" not in vars(made["Plain"])


def test_constants_are_final_and_what_they_were(made: dict[str, Any]) -> None:
    assert (made["TAILS"], made["COLOURS"], made["first"], made["last"]) == (3, {"red": 1}, 0, 9)
    assert made["__annotations__"] == {"TAILS": "Final", "COLOURS": "Final[dict[str, int]]"}


@pytest.mark.parametrize("source", [SOURCE, *[path.read_text(encoding="utf-8") for path in sources().values()]])
def test_every_line_stays_where_it_was(source: str) -> None:
    """Tracebacks of compiled modules tell lines of the sources."""
    before, after = source.splitlines(), rewritten(source).splitlines()
    assert len(before) == len(after)
    places = [{(node.name, node.lineno) for node in ast.walk(ast.parse("\n".join(lines)))
               if isinstance(node, ast.ClassDef)} for lines in (before, after)]  # fmt: skip
    assert places[0] == places[1]
