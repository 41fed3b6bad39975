"""Sentences as papers of other countries and other desks write them: courts, sport, science, firms, the police."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told


@pytest.mark.parametrize(
    "subject",
    [
        "A bus driver who climbed down a bridge to save a cyclist",
        "A cook who scooped £4.2million on the lottery",
        "A man who was fined £100 while his wife was dying in hospital",
    ],
)
def test_whoever_a_relative_clause_describes_speaks_and_not_who_stands_in_it(subject: str) -> None:
    text = f"{subject} has said that it was luck."
    (found,) = statements(text)
    assert found.source is not None
    assert text[slice(*found.source)] == subject


def test_to_be_able_to_tell_is_not_to_say() -> None:
    assert told("Octopuses can tell how long a crab has been dead.") == []


def test_an_advocate_advocates_nothing() -> None:
    assert told("Senior advocate Jehangir Bharucha, appearing for the city, left the court.") == []
