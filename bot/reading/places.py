"""Countries by name, demonym, capital and seat of government: "Moscow" and "the Kremlin" are one party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.text import fold


@dataclass(frozen=True, slots=True)
class Places:
    """The table of countries: every folded form leads to the country's name."""

    country_of_form: Mapping[str, str]
    weak: frozenset[str]
    longest: int  # words in the longest form

    def country(self, name: str) -> str | None:
        """The country a whole name stands for, "the" left aside; weak forms (a given name, a town) count too."""
        form = fold(name)
        return self.country_of_form.get(form) or self.country_of_form.get(form.removeprefix("the "))

    def is_weak(self, name: str) -> bool:
        """Whether the form is just as often something else ("Jordan", "Victoria")."""
        return fold(name).removeprefix("the ") in self.weak


def parse_places(table: Mapping[str, Any]) -> Places:
    """Compile places.toml; a form that two countries claim belongs to the first."""
    forms: dict[str, str] = {}
    for name, others in table["countries"]:
        for form in (name, *others):
            forms.setdefault(fold(form), name)
    return Places(forms, frozenset(map(fold, table["weak"])), max(form.count(" ") + 1 for form in forms))
