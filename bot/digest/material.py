"""What a digest is made from: the records of a stretch of time that a chat may see, and their articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.digest.outcomes import Outcome
from bot.model import Article, ArticleRef, HeldDeal, HeldStatement, HeldUpcoming, Span, Story

Texts = Mapping[tuple[str, int, int | None], Article]  # an id may be a shared article's and a chat's own


@dataclass(frozen=True, slots=True)
class Around:
    """Records that help to understand others and are not told themselves."""

    statements: tuple[HeldStatement, ...] = ()
    deals: tuple[HeldDeal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Records of one stretch of time; `articles` are keyed by (id, version, chat), the version that spans point into.

    `around` are deals and statements of any time that stand in the articles of its events: who and what they mean.
    `outcomes` say what became of those events (by id) whose day has passed; `feeds` are addresses by feed id and
    `bundles` addresses by the bundle's name, for follows of these.
    """

    stories: tuple[Story, ...] = ()
    statements: tuple[HeldStatement, ...] = ()
    deals: tuple[HeldDeal, ...] = ()
    upcoming: tuple[HeldUpcoming, ...] = ()
    around: Around = field(default_factory=Around)
    articles: Texts = field(default_factory=dict)
    feeds: Mapping[int, str] = field(default_factory=dict)
    feed_titles: Mapping[str, str] = field(default_factory=dict)  # by address
    bundles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    since: datetime | None = None


def text_of(texts: Texts, ref: ArticleRef) -> str:
    """The text that spans into this article point into; empty when it is not at hand."""
    article = texts.get((ref.id, ref.version, ref.chat_id))
    return article.text if article else ""


def words_at(text: str, span: Span | None) -> str:
    """The words of a span on one line."""
    return " ".join(text[span[0] : span[1]].split()) if span else ""
