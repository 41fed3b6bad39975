"""Whom a phrase may mean: one name of several that fit, or those to ask back about. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.asking.tokens import bare
from bot.store.records import KnownName

MOST_ASKED = 5
FAR_MORE = 3  # times the statements of anybody else: "the president" of most of what is held
SMALL = frozenset("the a an of for at in".split())  # words that a role may be asked for with or without


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a phrase may mean, best first; more than one are asked back. `how` names the stage that found them."""

    options: tuple[str, ...] = ()
    how: str = "unknown"

    @property
    def one(self) -> str | None:
        """The only possibility."""
        return self.options[0] if len(self.options) == 1 else None


NOBODY = Resolved()


def office_words(role: str, wanted: set[str]) -> set[str]:
    """The words a role may be asked for by; for one word alone only the office: no "crews" for a crews' organiser."""
    words = role.split()
    end = next((at for at, word in enumerate(words) if at and word in SMALL), len(words)) if len(wanted) == 1 else None
    return set(words[:end])


def choice(form: str, found: Sequence[KnownName], how: str) -> Resolved:
    """One name, or those to ask back about; a bare surname held beside one full name is that same person."""
    names = sorted({name.name: name for name in found}.values(), key=lambda name: (-name.statements, name.name))
    full = [name.name for name in names if " " in name.name.strip()]
    if len(names) > 1 and len(full) == 1 and all(name.kind == "person" for name in names):
        return Resolved((full[0],), how)
    exact = [name.name for name in names if bare(name.name) == form]
    if len(exact) == 1 and (how != "whole" or " " in form or names[0].kind != "person"):
        return Resolved((exact[0],), how)
    return Resolved(tuple(full or (name.name for name in names))[:MOST_ASKED], how)


def agrees(leading: Sequence[str], name: KnownName, titles: frozenset[str]) -> bool:
    """Whether the words before a surname allow this person: no other first name stands there."""
    first = bare(name.name).split()[0]
    others = [word for word in leading if word not in titles]
    known = {word for role in name.roles for word in bare(role.role).split()}
    return not others or first in others or all(word in known for word in others)


def newest(held: Sequence[tuple[date, KnownName]]) -> Resolved | None:
    """Whoever was last told to hold the role."""
    last = max((day for day, _ in held), default=None)
    names = dict.fromkeys(name.name for day, name in held if day == last)
    return Resolved(tuple(names), "role") if names else None


def holder_or_several(seats: Sequence[Sequence[tuple[date, KnownName]]]) -> Resolved | None:
    """An office that several countries have: each one's last holder, to be asked back; or who is heard most by far."""
    last = (max((day for day, _ in held), default=None) for held in seats)
    holders = {name.name: name for held, day in zip(seats, last, strict=True) for when, name in held if when == day}
    ranked = sorted(holders.values(), key=lambda name: (-name.statements, name.name))
    if len(ranked) > 1 and ranked[0].statements >= FAR_MORE * ranked[1].statements:
        ranked = ranked[:1]
    return Resolved(tuple(name.name for name in ranked)[:MOST_ASKED], "role") if ranked else None
