"""The sixty passages of `deals.toml`, and how predicted deals are scored against them.

The header of the TOML file says what each field means. Nothing of the reader is imported here: what is scored are JSON
records of the shape that `read --json` prints, so that a test and a benchmark judge the same thing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from bot.model import Basis, DealKind, DealStatus, PartyRole, Qualifier

PATH = Path(__file__).with_name("deals.toml")

KINDS = frozenset(get_args(DealKind))
ROLES = frozenset(get_args(PartyRole))
STATUSES = frozenset(get_args(DealStatus))
QUALIFIERS = frozenset(get_args(Qualifier))
BASES = frozenset(get_args(Basis))
FIELDS = frozenset({"kind", "parties", "object", "amount", "status", "asserted", "background", "said_by", "date"})

Record = Mapping[str, Any]
NULL = "null"
ANY = "any"


@dataclass(frozen=True)
class Party:
    """A party by any of its right names, in any of its right roles."""

    names: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Amount:
    """A sum of money; an undisclosed one has a qualifier only."""

    value: Decimal | None
    value_max: Decimal | None
    currency: str | None
    qualifiers: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Period:
    """A date: the days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True)
class Deal:
    """An expected deal. Tuples hold alternatives; None among them is a right null; an empty tuple is not asked."""

    kinds: tuple[str, ...]
    parties: tuple[Party, ...]
    objects: tuple[str, ...]
    amounts: tuple[Amount | None, ...]
    statuses: tuple[str, ...]
    asserted: tuple[bool, ...]
    background: tuple[bool, ...]
    said_by: tuple[str | None, ...]
    dates: tuple[Period | None, ...]


@dataclass(frozen=True)
class Passage:
    """A piece of news with the deals in it; `trap` where it only looks as if there were one."""

    id: str
    date: date
    title: str | None
    text: str
    trap: bool
    deals: tuple[Deal, ...]


@dataclass(frozen=True)
class Score:
    """Fields right and asked, and a line for each that is wrong."""

    right: int = 0
    asked: int = 0
    misses: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.asked + other.asked, self.misses + other.misses)

    @property
    def share(self) -> float:
        """Right of asked; 1.0 where nothing was asked."""
        return self.right / self.asked if self.asked else 1.0


def load(path: Path = PATH) -> tuple[Passage, ...]:
    """The passages of the file, in its order; ValueError names the passage that breaks the format."""
    with path.open("rb") as file:
        rows = tomllib.load(file)["passage"]
    return tuple(_passage(row) for row in rows)


def score(passage: Passage, predicted: Sequence[Record]) -> Score:
    """Predicted deals of one passage against its expected ones."""
    pairs, extra = _paired(passage.deals, predicted)
    total = Score()
    for deal, found in pairs:
        total += _score_deal(passage.id, deal, found)
    for record in extra:
        if record.get("asserted"):
            named = ", ".join(str(party.get("name")) for party in record.get("parties") or ())
            total += Score(0, 1, (f"{passage.id}: extra asserted {record.get('kind')} of {named or 'nobody'}",))
    return total


def score_all(passages: Sequence[Passage], predicted: Mapping[str, Sequence[Record]]) -> Score:
    """All passages, each against the deals predicted under its id."""
    return sum((score(passage, predicted.get(passage.id, ())) for passage in passages), Score())


# ---- reading the file


def _passage(row: Record) -> Passage:
    try:
        return Passage(
            id=row["id"],
            date=date.fromisoformat(row["date"]),
            title=row.get("title"),
            text=row["text"],
            trap=row["trap"],
            deals=tuple(_deal(each) for each in row.get("deal", ())),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise ValueError(f"deals.toml, passage {row.get('id')!r}: {error!r}") from error


def _deal(row: Record) -> Deal:
    unknown = set(row) - FIELDS
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    return Deal(
        kinds=_among(KINDS, _alternatives(row["kind"])),
        parties=tuple(_party(each) for each in row["parties"]),
        objects=_alternatives(row.get("object", ANY)),
        amounts=tuple(None if each == NULL else _amount(each) for each in _alternatives(row.get("amount", NULL))),
        statuses=_among(STATUSES, _alternatives(row["status"])),
        asserted=_alternatives(row["asserted"]),
        background=_alternatives(row["background"]),
        said_by=tuple(None if each == NULL else each for each in _alternatives(row.get("said_by", NULL))),
        dates=tuple(None if each == NULL else _period(each) for each in _alternatives(row.get("date", NULL))),
    )


def _party(row: Record) -> Party:
    return Party(names=_alternatives(row["name"]), roles=_among(ROLES, _alternatives(row["role"])))


def _amount(row: Record) -> Amount:
    return Amount(
        value=Decimal(row["value"]) if "value" in row else None,
        value_max=Decimal(row["value_max"]) if "value_max" in row else None,
        currency=row.get("currency"),
        qualifiers=_among(QUALIFIERS, _alternatives(row["qualifier"])),
        basis=_among(BASES, (row.get("basis", "total"),))[0],
    )


def _period(row: str | Record) -> Period:
    if isinstance(row, str):
        return Period(date.fromisoformat(row), date.fromisoformat(row))
    return Period(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))


def _alternatives(value: Any) -> tuple[Any, ...]:
    if value == ANY:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _among(allowed: frozenset[str], values: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [value for value in values if value not in allowed]
    if unknown:
        raise ValueError(f"{unknown} not among {sorted(allowed)}")
    return values


# ---- which predicted deal stands for which expected one


def _paired(
    expected: Sequence[Deal], predicted: Sequence[Record]
) -> tuple[list[tuple[Deal, Record | None]], list[Record]]:
    """Each expected deal with the predicted one that stands for it, and the predicted ones left over."""
    fits = sorted(
        (-_score_deal("", deal, record).right, place, at)
        for place, deal in enumerate(expected)
        for at, record in enumerate(predicted)
        if _is_about_the_same(deal, record)
    )
    taken: dict[int, int] = {}
    for _, place, at in fits:
        if place not in taken and at not in taken.values():
            taken[place] = at
    pairs = [(deal, predicted[taken[place]] if place in taken else None) for place, deal in enumerate(expected)]
    return pairs, [record for at, record in enumerate(predicted) if at not in taken.values()]


def _is_about_the_same(deal: Deal, record: Record) -> bool:
    parties = record.get("parties") or ()
    if not parties or not deal.parties:
        return not deal.kinds or record.get("kind") in deal.kinds
    return any(_is_name(party.get("name"), each.names) for party in parties for each in deal.parties)


# ---- field by field


def _score_deal(passage_id: str, deal: Deal, record: Record | None) -> Score:
    checks = [(field, record is not None and is_right) for field, is_right in _checks(deal, record or {})]
    found = "not found" if record is None else "wrong"
    misses = tuple(f"{passage_id}: {field} {found}" for field, is_right in checks if not is_right)
    return Score(len(checks) - len(misses), len(checks), misses)


def _checks(deal: Deal, record: Record) -> Iterator[tuple[str, bool]]:
    """Each asked field, named with what was expected and what came, and whether it is right."""
    words = ("kind", deal.kinds), ("status", deal.statuses)
    flags = ("asserted", deal.asserted), ("background", deal.background)
    for field, allowed in (*words, *flags):
        if allowed:
            came = record.get(field)
            yield f"{field} {allowed} ({came!r})", came in allowed
    yield from _party_checks(deal.parties, list(record.get("parties") or ()))
    if deal.objects:
        came = record.get("object")
        yield f"object {deal.objects} ({came!r})", _is_name(came, deal.objects)
    speaker = (record.get("said_by") or {}).get("name")
    yield (
        f"said_by {deal.said_by} ({speaker!r})",
        _is_one(speaker, deal.said_by, lambda came, name: _is_name(came, [name])),
    )
    amount, when = record.get("amount"), record.get("date")
    yield f"amount {deal.amounts} ({amount!r})", _is_one(amount, deal.amounts, _is_amount)
    if deal.dates:
        yield f"date {deal.dates} ({when!r})", _is_one(when, deal.dates, _is_date)


def _is_one(came: Any, allowed: Sequence[Any], is_right: Callable[[Any, Any], bool]) -> bool:
    """Whether what came is one of the alternatives, of which null may be one."""
    if came is None:
        return None in allowed
    return any(is_right(came, each) for each in allowed if each is not None)


def _party_checks(expected: Sequence[Party], left: list[Record]) -> Iterator[tuple[str, bool]]:
    """A predicted party counts for one expected party only."""
    for party in expected:
        named = [each for each in left if _is_name(each.get("name"), party.names)]
        right = next((each for each in named if each.get("role") in party.roles), None)
        came = [(each.get("name"), each.get("role")) for each in named]
        yield f"party {party.names} as {party.roles} ({came})", right is not None
        if right is not None:
            left.remove(right)


def _is_name(came: object, allowed: Sequence[str]) -> bool:
    """Whether one of the names holds the other, word by word."""
    if not isinstance(came, str):
        return False
    words = _words(came)
    return any(_holds(words, each) or _holds(each, words) for each in map(_words, allowed))


def _words(name: str) -> list[str]:
    plain = re.sub(r"'s\b|'(?=\s|$)|\.", "", name.casefold().replace("’", "'"))
    words = re.findall(r"[\w&-]+", plain)
    return words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words


def _holds(longer: list[str], shorter: list[str]) -> bool:
    size = len(shorter)
    return size > 0 and any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))


def _is_amount(came: Record, allowed: Amount) -> bool:
    if came.get("qualifier") not in allowed.qualifiers:
        return False
    if came.get("qualifier") == "undisclosed":
        return came.get("value") is None
    return (
        _decimal(came.get("value")) == allowed.value
        and _decimal(came.get("value_max")) == allowed.value_max
        and (came.get("currency"), came.get("basis")) == (allowed.currency, allowed.basis)
    )


def _decimal(value: object) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return Decimal("NaN")


def _is_date(came: Record, allowed: Period) -> bool:
    if came.get("day") is not None:
        return allowed.start == allowed.end and came["day"] == allowed.start.isoformat()
    return (came.get("from"), came.get("to")) == (allowed.start.isoformat(), allowed.end.isoformat())
