"""Does a record belong to what a chat follows? Pure: topics and follows against articles, statements and deals.

A topic matches an article by its terms, places and people; any other word when it stands in the title or twice in
the text (product.md, "Words"). A follow left with `-word` drops every story whose title or text has that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.model import Article, Deal, Follow, HeldDeal, HeldStatement, Topic
from bot.text import fold

MENTIONS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics by folded name and alias."""

    by_name: Mapping[str, Topic] = field(default_factory=dict)

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> Topics:
        """Index topics by every name they go by."""
        return cls({fold(name): topic for topic in topics for name in (topic.name, *topic.aliases)})

    def find(self, name: str) -> Topic | None:
        """The topic of that name or alias."""
        return self.by_name.get(fold(name))


def article_matches(follow: Follow, title: str, text: str, topics: Topics) -> bool:
    """Whether an article is about what is followed."""
    title, text = _folded(title), _folded(text)
    if any(_count(word, title) or _count(word, text) for word in follow.excluded):
        return False
    if follow.about and not _is_about(follow.about, title, text, topics):
        return False
    if follow.kind in ("outlet", "feed", "bundle"):
        return True  # such articles are told by where they come from: see `comes_from`
    return _is_about(follow.subject, title, text, topics)


def comes_from(follow: Follow, outlet: str | None) -> bool:
    """Whether an outlet is the one followed."""
    return follow.kind == "outlet" and outlet is not None and fold(outlet) == fold(follow.subject)


def is_speaker(follow: Follow, held: HeldStatement) -> bool:
    """Whether a statement is by the person or organisation followed (full name, or its last word)."""
    names = (held.statement.speaker, held.statement.speaks_for)
    return any(name is not None and _same_name(follow.subject, name) for name in names)


def statement_matches(follow: Follow, held: HeldStatement, topics: Topics) -> bool:
    """Whether a statement itself (its words, its context) is about what is followed."""
    subject = follow.about or follow.subject
    words = _folded(f"{held.statement.words} {held.context_text}")
    return any(_count(term, words) for term in _terms(subject, topics))


def deal_matches(follow: Follow, held: HeldDeal, topics: Topics) -> bool:
    """Whether a deal's parties, object or amount are what is followed."""
    deal = held.deal
    if follow.kind == "deals":
        return _parties_match(follow, deal) and _amount_matches(follow, held)
    words = _folded(" ".join([*(party.name for party in deal.parties), deal.object or ""]))
    return any(_count(term, words) for term in _terms(follow.subject, topics))


def _parties_match(follow: Follow, deal: Deal) -> bool:
    names = [_folded(party.name) for party in deal.parties]
    return all(any(_count(wanted, name) for name in names) for wanted in follow.parties)


def _amount_matches(follow: Follow, held: HeldDeal) -> bool:
    if follow.amount_from is None:
        return True
    given = [amount.amount for amount in held.amounts] or ([held.deal.amount] if held.deal.amount else [])
    return any(
        money.value is not None
        and (money.value_max or money.value) >= follow.amount_from
        and (follow.currency is None or money.currency == follow.currency)
        for money in given
    )


def _is_about(subject: str, title: str, text: str, topics: Topics) -> bool:
    if topic := topics.find(subject):
        places_and_people = (topic.name, *topic.places, *topic.people)
        hits = sum(_count(term, text) for term in topic.terms + places_and_people)
        return any(_count(term, title) for term in topic.terms + places_and_people) or hits >= MENTIONS_NEEDED
    return bool(_count(subject, title)) or _count(subject, text) >= MENTIONS_NEEDED


def _terms(subject: str, topics: Topics) -> Sequence[str]:
    topic = topics.find(subject)
    return (topic.name, *topic.terms, *topic.places, *topic.people) if topic else (subject,)


def _same_name(wanted: str, name: str) -> bool:
    wanted_words, words = _folded(wanted).split(), _folded(name).split()
    if not wanted_words or not words:
        return False
    return wanted_words == words or (len(wanted_words) == 1 and words[-1] == wanted_words[0])


def _count(term: str, folded: str) -> int:
    return len(_pattern(term).findall(folded))


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(fold(term))}(?:'?s|s')?(?!\w)")


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def article_text(article: Article | None) -> tuple[str, str]:
    """Title and text of an article that may not be at hand."""
    return (article.title, article.text) if article else ("", "")
