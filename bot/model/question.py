"""Questions as understood, and their answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from bot.model.article import ArticleRef
from bot.model.held import HeldDeal, HeldStatement, HeldUpcoming
from bot.model.message import Message
from bot.model.reading import Act, DealKind, DealStatus, Span

QuestionKind = Literal["statements", "who", "deals", "upcoming", "new", "changed", "count", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as understood. `since` and `until` are UTC, half-open; `about` is words, `phrase` exact words."""

    text: str
    kind: QuestionKind
    speaker: str | None = None
    speaker_asked: str | None = None  # as typed, where a role or a part of a name led to `speaker`
    speakers: tuple[str, ...] = ()  # several asked about at once; `speaker` then names them all
    speaker_options: tuple[str, ...] = ()  # more than one: ambiguous, ask back
    other_than: tuple[str, ...] = ()  # "who else?": whom the question before was about
    about: str | None = None
    phrase: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    period: str | None = None  # how the time was understood, as shown: "since Mon"
    stance: Literal["for", "against"] | None = None  # "who is against …"
    addressee: str | None = None
    venue: str | None = None
    act: Act | None = None
    parties: tuple[str, ...] = ()
    deal_kind: DealKind | None = None
    deal_status: DealStatus | None = None
    is_status_negated: bool = False  # "not yet signed"
    buyer: str | None = None  # "what did Norvane buy": who must be on the buying side
    seller: str | None = None  # "what did Norvane sell"
    bought: str | None = None  # "who bought Tidewell": what must not be the one that buys or sells
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    currency: str | None = None
    order: Literal["newest", "largest", "smallest"] | None = None  # of deals: "how far is …", "the biggest …"
    excluded: tuple[str, ...] = ()
    outlet: str | None = None
    is_speaker_known: bool = True  # False: `speaker` is as typed, nobody of that name is held
    counted: Literal["statements", "deals", "speakers", "articles", "stories", "outlets"] | None = None  # "how many …"
    skip: int = 0  # how many results were shown before ("more")
    shows_sources: bool = False  # "source?"
    answered_by: str | None = None  # whom the answer named first: "he" or "she" in the next question


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of an article, shown only when nobody's words answer."""

    article: ArticleRef
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the store holds, for an honest empty answer."""

    articles: int
    outlets: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: records, and the message a chat would see."""

    question: Question
    message: Message
    held: Held
    statements: tuple[HeldStatement, ...] = ()
    deals: tuple[HeldDeal, ...] = ()
    upcoming: tuple[HeldUpcoming, ...] = ()
    passages: tuple[Passage, ...] = ()
    suggestions: tuple[str, ...] = field(default=())
