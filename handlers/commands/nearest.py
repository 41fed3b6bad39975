"""What somebody may have meant by a word that is neither known nor found anywhere: the nearest known one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from bot.asking.ground import Ground
from bot.text import fold

SHORTEST = 4  # characters: of "Iran" and "Iraq" neither is a typing error
NEAR_ENOUGH = 80  # of 100: one letter of five, two of ten
NAMES_WEIGHED = 50


def nearest(typed: str, ground: Ground, others: Iterable[str] = ()) -> str | None:
    """The topic, name, country or other word (an outlet, a bundle) that is spelt nearly so; None when nothing is."""
    wanted = fold(typed).removeprefix("the ")
    if len(wanted) < SHORTEST:
        return None
    known = {fold(other): other for other in others}
    known |= {fold(name): topic.name for topic in ground.topics for name in (*topic.aliases, topic.name)}
    return _closest(wanted, known) or _name(wanted, ground) or _closest(wanted, ground.countries)


def _closest(wanted: str, known: Mapping[str, str]) -> str | None:
    found = process.extractOne(wanted, known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return known[found[0]] if found and found[0] != wanted else None


def _name(wanted: str, ground: Ground) -> str | None:
    """The nearest name held; of people with one surname the one who speaks most."""
    for forms in (ground.names.whole, ground.names.surname):
        close = process.extract(wanted, forms.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=NAMES_WEIGHED)
        if close and close[0][0] != wanted:
            return max(forms[close[0][0]], key=lambda name: name.statements).name
    return None
