"""What the store hands back beyond the nouns of bot.model: outcomes of a write and rows with their bookkeeping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.model import (
    Article,
    ArticleRef,
    Deal,
    FactKey,
    Feed,
    HeldDeal,
    HeldStatement,
    HeldUpcoming,
    Message,
    Passage,
    Span,
    Statement,
    Upcoming,
    Visit,
)


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed with its latest visit, for `feeds list`."""

    feed: Feed
    last_visit: Visit | None
    articles: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article given to the store: `article` carries the version it now has."""

    article: Article
    outcome: Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article belongs: `story_id` None begins a new story; `duplicate_of` is the id of the article it copies.

    `headline` replaces the story's headline when it is not None: the title of `headline_article_id` (None: of the
    article placed), or its sentence at `headline_span`.
    """

    story_id: int | None = None
    duplicate_of: str | None = None
    headline: str | None = None
    headline_article_id: str | None = None
    headline_span: Span | None = None


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """An article with its story and the id of the first article of its text (itself unless it is a copy)."""

    article: Article
    story_id: int | None
    origin_id: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording one reading did, as keys of facts; `hidden` are those that no article carries any more."""

    story_id: int | None
    new: tuple[FactKey, ...] = ()
    known: tuple[FactKey, ...] = ()
    hidden: tuple[FactKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Records of every kind, visible to one chat."""

    statements: tuple[HeldStatement, ...] = ()
    deals: tuple[HeldDeal, ...] = ()
    upcoming: tuple[HeldUpcoming, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction owed to a chat that was told a fact which no longer stands; `record` is what an article said.

    `chat_id` may see `article`; both are None when the article is gone as well.
    """

    id: int
    chat_id: int
    fact: FactKey
    record: Statement | Deal | Upcoming | None
    reason: Literal["edited", "retracted"]
    hidden_at: datetime
    told_at: datetime
    article: ArticleRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to queue, in its parts, with everything that must become true in the same transaction.

    `key` is unique per chat: queueing it twice does nothing the second time. `facts` are marked as told; `lines` are
    the numbers printed in the message and what they stand for (`why N`); `corrects` are ids of corrections paid by it;
    `replaces` are ids of messages still queued that this one overtakes: they go, and what they told is forgotten;
    `digest_at` becomes the chat's last_digest_at.
    """

    chat_id: int
    key: str
    parts: tuple[Message, ...]
    facts: tuple[FactKey, ...] = ()
    stories: tuple[int, ...] = ()
    lines: Mapping[int, tuple[FactKey, ...]] = field(default_factory=dict)
    corrects: tuple[int, ...] = ()
    replaces: tuple[int, ...] = ()
    digest_at: datetime | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role somebody was given, and the days of the first and last article that gave it."""

    role: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person or organisation the store has records of."""

    name: str
    kind: Literal["person", "organisation"]
    aliases: tuple[str, ...] = ()
    roles: tuple[KnownRole, ...] = ()
    statements: int = 0


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement that fits a question. `where` is the nearest place the subject was found in; "all" without one.

    `coverage` is the share of the subject's words, by how much they tell, that was found anywhere (0 to 1).
    """

    held: HeldStatement
    where: Literal["words", "context", "headline", "all"]
    coverage: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with its score (BM25 over words of the question) and the share of these words its article holds."""

    passage: Passage
    score: float
    coverage: float = 1.0
