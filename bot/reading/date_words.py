"""The dates table of the lexicon, compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.reading.days import YEARS


@dataclass(frozen=True, slots=True)
class DateWords:
    """The dates table of the lexicon."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    offsets: Mapping[str, int]
    units: Mapping[str, str]
    steps: Mapping[str, int]
    shy_months: frozenset[str]
    openers: frozenset[str]
    year_openers: frozenset[str]
    same: frozenset[str]
    ago: frozenset[str]
    later: frozenset[str]
    rough: frozenset[str]
    ends: frozenset[str]
    not_dates: frozenset[str]
    articles: frozenset[str]
    forward: frozenset[str]
    backward: frozenset[str]
    infinitive: str
    past_ending: str
    triggers: Mapping[str, str]


def parse_date_words(table: Mapping[str, Any]) -> DateWords:
    """Compile the [dates] table of a lexicon."""
    sets = ("shy_months", "openers", "year_openers", "same", "ago", "later", "rough", "ends", "not_dates", "articles")
    maps = ("weekdays", "months", "numbers", "ordinals", "offsets", "units", "steps")
    months = {form: number for name, number in table["months"].items() for form in (name, f"{name}.")}
    triggers = {str(year): "year" for year in YEARS}
    for kind in ("units", "offsets", "weekdays"):
        triggers |= dict.fromkeys(table[kind], kind)
    triggers |= dict.fromkeys(months, "months")
    given: dict[str, Any] = {name: table[name] for name in maps} | {"months": months}
    given |= {name: frozenset(table[name]) for name in (*sets, "forward", "backward")}
    return DateWords(
        **given,
        infinitive=table["infinitive"],
        past_ending=table["past_ending"],
        triggers=triggers,
    )
