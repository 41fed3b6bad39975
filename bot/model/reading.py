"""What an article says: statements, deals, upcoming events and names, with offsets into its text. By bot.reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Span = tuple[int, int]
SpeakerKind = Literal["person", "organisation", "unnamed"]
NameKind = Literal["person", "organisation", "place"]
NameFrom = Literal["explicit", "surname", "pronoun", "nominal", "layout"]
StatementKind = Literal["direct", "mixed", "indirect"]
Act = Literal["said", "promised", "denied", "threatened", "asked", "warned", "declined"]
Precision = Literal["day", "week", "month", "quarter", "year"]
DealKind = Literal[
    "treaty", "trade", "arms", "ceasefire", "acquisition", "merger", "funding", "contract", "transfer", "labour",
    "settlement", "agreement",
]  # fmt: skip
PartyRole = Literal[
    "party", "buyer", "seller", "target", "supplier", "customer", "investor", "broker", "regulator", "authority"
]
DealStatus = Literal[
    "rumoured", "proposed", "in talks", "agreed", "signed", "notified", "approved", "ratified", "completed",
    "collapsed", "denied",
]  # fmt: skip
Qualifier = Literal["exact", "up to", "about", "at least", "between", "undisclosed"]
Basis = Literal["total", "per year", "per share"]


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of calendar days, `first` to `last` inclusive, as precise as the text was."""

    first: date
    last: date
    precision: Precision

    @property
    def day(self) -> date | None:
        """The day itself where the text names one."""
        return self.first if self.precision == "day" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody or something the article names: canonical form, other forms in the text, where they stand."""

    canonical: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    gender: Literal["f", "m"] | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what, with offsets. `content` leaves out enclosing quotation marks and a leading "that"."""

    speaker: str | None
    speaker_kind: SpeakerKind
    kind: StatementKind
    content: tuple[Span, ...]
    words: str
    speaks_for: str | None = None
    role: str | None = None
    name_from: NameFrom | None = None
    named_at: Span | None = None
    source: Span | None = None
    cue: Span | None = None
    act: Act = "said"
    negated: bool = False
    addressee: str | None = None
    venue: str | None = None
    via: str | None = None
    said_on: When | None = None
    background: bool = False
    context: tuple[Span, ...] = ()
    topics: tuple[str, ...] = ()
    confidence: float = 0.0
    pattern: str = ""  # which construction was read, for `read --explain`


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount as the text gives it; `value` is None only for `undisclosed` or a sum that is not a number."""

    value: Decimal | None
    currency: str | None
    qualifier: Qualifier
    basis: Basis
    span: Span
    value_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a deal, in the article's own words for it."""

    name: str
    role: PartyRole
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose word a record rests on, where it is not the article's own."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """Who agreed to what: one deal of one article, all its mentions merged."""

    kind: DealKind
    parties: tuple[Party, ...]
    status: DealStatus
    object: str | None = None
    stake: str | None = None
    amount: Money | None = None
    status_span: Span | None = None
    asserted: bool = True
    background: bool = False
    said_by: Claim | None = None
    date: When | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.0
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """Something dated that is still to come: what, when, by whom, on whose word."""

    date: When
    what: str
    who: str | None = None
    said_by: Claim | None = None
    evidence: tuple[Span, ...] = ()

    @property
    def in_words(self) -> str:
        """Who is to do what: `Ukraine’s parliament to ratify the minerals deal`, or the event's own clause."""
        who, what = self.who or "", self.what
        if not who or (what[:1].isupper() and who in what) or what.lower().startswith(who.lower()):
            return what
        begins_with_verb = what[:1].islower() and not what.lower().startswith(("will ", "to "))
        return f"{who} to {what}" if begins_with_verb else f"{who} {what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything the reader found in one text, in order of the text."""

    statements: tuple[Statement, ...] = ()
    deals: tuple[Deal, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    names: tuple[Name, ...] = ()
