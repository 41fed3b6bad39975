"""What the store holds: records merged across articles, each with its sources, and stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model.article import ArticleRef
from bot.model.reading import Deal, DealStatus, Money, Party, Span, Statement, Upcoming, When


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


@dataclass(frozen=True, slots=True)
class Denial:
    """Who says that a deal, which stands on somebody's word, is none; and where."""

    name: str
    article: ArticleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDeal:
    """A deal of the store: its newest state, all figures, the trail of its statuses, every source.

    One that is claimed by some and denied by others is the claim, with its `denial`.
    """

    id: int
    deal: Deal
    article: ArticleRef
    amounts: tuple[AmountGiven, ...] = ()
    trail: tuple[StatusGiven, ...] = ()
    sources: tuple[Source, ...] = ()
    story_id: int | None = None
    headline: str | None = None
    score: float = 0.0
    sides: tuple[Party, ...] = ()  # the parties as the article names them that names most, where the newest is brief
    denial: Denial | None = None

    @property
    def state(self) -> str:
        """The status by which it is told once; a denial, and a bid made again after one that failed, are news."""
        if self.denial is not None:
            return f"{self.deal.status}, denied"
        has_failed = any(step.status == "collapsed" for step in self.trail)
        return f"{self.deal.status} again" if has_failed and self.deal.status != "collapsed" else self.deal.status


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
