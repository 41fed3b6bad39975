"""The nouns of the house: every record that passes between two parts, as frozen dataclasses.

Spans are half-open Python string offsets into the text of the article (or passage) they belong to.
Times are aware datetimes in UTC; days belong to the article's or the chat's own calendar.
Fields and enumerations are those of the outside contract (`read --json`, `ask --json`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Span = tuple[int, int]

SpeakerKind = Literal["person", "organisation", "unnamed"]
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


# ---------------------------------------------------------------- what an article says (pure, made by bot.reading)


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
    kind: Literal["person", "organisation", "place"]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything the reader found in one text, in order of the text."""

    statements: tuple[Statement, ...] = ()
    deals: tuple[Deal, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    names: tuple[Name, ...] = ()


# ---------------------------------------------------------------- feeds and articles (the world comes in)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed we visit. `chat_id` None is shared; otherwise its articles belong to that chat alone (promise 7)."""

    id: int
    url: str
    title: str | None = None
    chat_id: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    next_visit_at: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed as its publisher gives it; `html` is the feed's own text."""

    url: str | None
    key: str
    title: str
    html: str = ""
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How one visit to a feed went: `error` is one clear line, None when it went well."""

    feed_id: int
    visited_at: datetime
    status: Literal["ok", "unchanged", "failed"]
    entries: int = 0
    new_articles: int = 0
    error: str | None = None
    note: str | None = None  # e.g. "100,000 entries, the newest 200 taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as text. `id` is the outside id: given by `read --store`, else made from the canonical URL."""

    id: str
    title: str
    text: str
    url: str | None = None
    outlet: str | None = None  # registrable domain of the URL (promise 7), never what a feed calls itself
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    feed_id: int | None = None
    chat_id: int | None = None  # the chat it belongs to alone, None when shared
    arrived_at: datetime | None = None
    version: int = 1

    @property
    def ref(self) -> ArticleRef:
        """What a line says of this article."""
        return ArticleRef(
            id=self.id,
            title=self.title,
            url=self.url,
            outlet=self.outlet,
            published_at=self.published_at,
            arrived_at=self.arrived_at,
            chat_id=self.chat_id,
            version=self.version,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """What a line says of the article it comes from."""

    id: str
    title: str
    url: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    arrived_at: datetime | None = None
    chat_id: int | None = None
    version: int = 1


# ---------------------------------------------------------------- what the store holds of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a record stands: one article, the spans in it, and the words of those spans."""

    article: ArticleRef
    content: tuple[Span, ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldStatement:
    """A statement of the store with every article that carries it; `statement` and `article` are the best one."""

    id: int
    statement: Statement
    article: ArticleRef
    sources: tuple[Source, ...]
    story_id: int | None = None
    headline: str | None = None  # the story's
    score: float = 0.0
    context_text: str = ""  # the words of `statement.context`


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountGiven:
    """One figure for a deal and the outlets that give it."""

    amount: Money
    article: ArticleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGiven:
    """One step of a deal's trail."""

    status: DealStatus
    date: When | None
    article: ArticleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDeal:
    """A deal of the store: its newest state, all figures, the trail of its statuses, every source."""

    id: int
    deal: Deal
    article: ArticleRef
    amounts: tuple[AmountGiven, ...] = ()
    trail: tuple[StatusGiven, ...] = ()
    sources: tuple[Source, ...] = ()
    story_id: int | None = None
    headline: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldUpcoming:
    """An upcoming event of the store; `state` is what later articles say of it."""

    id: int
    upcoming: Upcoming
    article: ArticleRef
    state: Literal["due", "happened", "postponed", "unknown"] = "due"
    deal_id: int | None = None
    sources: tuple[Source, ...] = ()
    story_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event. `id` is stable and never reused; times are published_at, else arrival."""

    id: int
    headline: str
    article_ids: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    outlets: tuple[str, ...] = ()
    origins: int = 1  # independent texts: a wire copied ten times is one
    headline_article_id: str | None = None  # whose title, or whose sentence at `headline_span`, the headline is
    headline_span: Span | None = None


# ---------------------------------------------------------------- chats, follows, messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A Telegram chat or forum topic, a Slack channel or DM, the console; with its own clock."""

    id: int
    platform: Literal["telegram", "slack", "console"]
    address: str  # the platform's chat id, with the thread or topic behind a slash where there is one
    title: str = ""
    timezone: str = "UTC"
    hours: tuple[str, ...] = ("08:00",)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0
    quiet: tuple[str, str] | None = None
    length: Literal["short", "normal", "long"] = "normal"
    quiet_day: Literal["line", "silent"] = "line"
    is_paused: bool = False
    joined_at: datetime | None = None
    last_digest_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A named set of terms, places and people to follow (`seeds/topics.toml`)."""

    name: str
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


FollowKind = Literal["topic", "speaker", "organisation", "phrase", "outlet", "deals", "feed", "bundle", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """What a chat subscribes to, as it was typed (`text`) and as it was understood (the rest)."""

    id: int = 0
    chat_id: int = 0
    text: str
    kind: FollowKind
    subject: str  # canonical: the topic's name, the person, the phrase …
    about: str | None = None
    excluded: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    amount_from: Decimal | None = None
    currency: str | None = None
    is_watch: bool = False
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a run of quoted words stands: text[span] of that version of that article, to the letter."""

    article_id: str
    version: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a line in one style. A quotation carries its `quote`; marks around it are the renderer's."""

    text: str
    style: Literal["plain", "strong", "quiet", "quotation", "link"] = "plain"
    url: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a message; `sources` are numbers into Message.sources, shown as [1]."""

    runs: tuple[Run, ...]
    sources: tuple[int, ...] = ()
    bullet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed group of lines; the title may be empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `action` is stateless and versioned, at most 64 bytes: `v1:more:12`."""

    label: str
    action: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What we tell a chat, free of any platform."""

    title: str = ""
    sections: tuple[Section, ...] = ()
    sources: tuple[ArticleRef, ...] = ()  # source N of a line is sources[N - 1]
    buttons: tuple[tuple[Button, ...], ...] = ()
    is_silent: bool = False  # delivered without sound
    timezone: str = "UTC"  # whose days the dates of the sources are
    reply_to: str = ""  # the platform's id of the message (Telegram) or thread (Slack) that this answers


@dataclass(frozen=True, slots=True)
class FactKey:
    """One fact a chat was told: a merged statement by id, a deal by id and status, an upcoming by id and state."""

    kind: Literal["statement", "deal", "upcoming", "story"]
    id: int
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A composed digest and what it tells; `facts` are marked as told in the transaction that queues it."""

    message: Message
    facts: tuple[FactKey, ...] = ()
    stories: tuple[int, ...] = ()
    numbers: Mapping[int, tuple[FactKey, ...]] = field(default_factory=dict)  # what each [N] of the message stands for
    since: datetime | None = None
    until: datetime | None = None


MessageState = Literal["queued", "sending", "sent", "unknown", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message of the outbox. `key` is unique per chat: the digest's due time, the answer's update id …"""

    id: int
    chat_id: int
    key: str
    message: Message
    state: MessageState = "queued"
    part: int = 1
    attempts: int = 0
    created_at: datetime | None = None
    not_before: datetime | None = None
    platform_message_id: str | None = None
    error: str | None = None


# ---------------------------------------------------------------- questions and answers

QuestionKind = Literal["statements", "who", "deals", "upcoming", "new", "changed", "count", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as understood. `since` and `until` are UTC, half-open; `about` is words, `phrase` exact words."""

    text: str
    kind: QuestionKind
    speaker: str | None = None
    speaker_options: tuple[str, ...] = ()  # more than one: ambiguous, ask back
    about: str | None = None
    phrase: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    period: str | None = None  # how the time was understood, as shown: "since Mon"
    addressee: str | None = None
    venue: str | None = None
    act: Act | None = None
    parties: tuple[str, ...] = ()
    deal_kind: DealKind | None = None
    deal_status: DealStatus | None = None
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    currency: str | None = None
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
