"""Records for tests of digests: spans are found in the texts, so that they always slice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.digest import Chosen, Material, Taste, choose, compose
from bot.digest.choose import Told
from bot.digest.compose import Period
from bot.digest.match import Matcher, Topics
from bot.model import (
    AmountGiven,
    Article,
    Chat,
    Claim,
    Deal,
    Digest,
    FactKey,
    Follow,
    HeldDeal,
    HeldStatement,
    HeldUpcoming,
    Money,
    Party,
    Source,
    Span,
    Statement,
    StatusGiven,
    Story,
    Topic,
    Upcoming,
    When,
)
from bot.text import sentences

NOW = datetime(2025, 5, 2, 17, 30, tzinfo=UTC)
DAY = timedelta(days=1)
CHAT = Chat(id=1, platform="console", address="console", timezone="Europe/London", joined_at=NOW - 30 * DAY)
UKRAINE = Topic(
    name="Ukraine", aliases=("kyiv",), terms=("minerals deal",), places=("Ukraine",), people=("Volodymyr Zelensky",)
)
COUNTRIES = {
    "warsaw": "Poland",
    "ukraine": "Ukraine",
    "ukrainian": "Ukraine",
    "kyiv": "Ukraine",
    "poland": "Poland",
    "polish": "Poland",
}
TOPICS = Topics.of((UKRAINE,), COUNTRIES)


def an_article(text: str, *, id: str = "a1", **fields: Any) -> Article:
    """An article of today with its outlet."""
    known: dict[str, Any] = {
        "title": f"Title of {id}",
        "url": f"https://post.example/{id}",
        "outlet": "post.example",
        "published_at": NOW - timedelta(hours=5),
        "arrived_at": NOW - timedelta(hours=4),
    }
    return Article(id=id, text=text, **(known | fields))


def span(text: str, words: str) -> Span:
    """Where these words stand in the text."""
    at = text.index(words)
    return at, at + len(words)


def said(article: Article, id: int, *pieces: str, by: str | None = "Marco Rubio", **fields: Any) -> HeldStatement:
    """A direct statement of these pieces of the article, in a story of its own number unless told otherwise."""
    others = fields.pop("others", ())
    story_id, headline = fields.pop("story_id", 1), fields.pop("headline", None)
    known: dict[str, Any] = {"speaker_kind": "person" if by else "unnamed", "kind": "direct", "confidence": 0.9}
    for name in ("cue", "source"):
        if isinstance(fields.get(name), str):
            fields[name] = span(article.text, fields[name])
    content = fields.pop("content", None) or tuple(span(article.text, piece) for piece in pieces)
    words = " ".join(article.text[start:end] for start, end in content)
    statement = Statement(speaker=by, content=content, words=words, **(known | fields))
    sources = tuple(Source(article=each.ref, content=content) for each in (article, *others))
    return HeldStatement(
        id=id, statement=statement, article=article.ref, sources=sources, story_id=story_id, headline=headline
    )


def agreed(article: Article, id: int, parties: Sequence[str], thing: str | None, **fields: Any) -> HeldDeal:
    """A signed deal of these parties (`name` or `name/role`)."""
    money, trail = fields.pop("money", None), fields.pop("trail", ())
    by = fields.pop("by", None)
    named = [party.partition("/") for party in parties]
    sides: Any = [_party(article, name, role or "party") for name, _, role in named]
    known: dict[str, Any] = {"kind": "agreement", "status": "signed", "confidence": 0.8, "amount": money}
    known["said_by"] = Claim(by, span(article.text, by)) if by else None
    story_id = fields.pop("story_id", 1)
    deal = Deal(parties=tuple(sides), object=thing, **(known | fields))
    amounts = (AmountGiven(amount=money, article=article.ref),) if money else ()
    source = Source(article=article.ref, content=(), words=article.text)
    return HeldDeal(
        id=id, deal=deal, article=article.ref, amounts=amounts, trail=tuple(trail), sources=(source,), story_id=story_id
    )


def _party(article: Article, name: str, role: Any) -> Party:
    return Party(name, role, span(article.text, name))


def dollars(article: Article, value: int, words: str) -> Money:
    """An exact sum in US dollars, where it stands."""
    return Money(value=Decimal(value), currency="USD", qualifier="exact", basis="total", span=span(article.text, words))


def step(status: Any, article: Article, day: date | None = None) -> StatusGiven:
    """One step of a deal's trail."""
    return StatusGiven(status=status, date=on(day) if day else None, article=article.ref)


def coming(article: Article, id: int, what: str, day: date, **fields: Any) -> HeldUpcoming:
    """Something to come on that day."""
    by = fields.pop("by", None)
    state, deal_id, story_id = fields.pop("state", "due"), fields.pop("deal_id", None), fields.pop("story_id", 1)
    claim = Claim(by, span(article.text, by)) if by else None
    whole = [found for found in sentences(article.text) if what in article.text[slice(*found)]]
    upcoming = Upcoming(date=on(day), what=what, said_by=claim, **({"evidence": tuple(whole[:1])} | fields))
    return HeldUpcoming(id=id, upcoming=upcoming, article=article.ref, state=state, deal_id=deal_id, story_id=story_id)


def on(day: date) -> When:
    """One day."""
    return When(day, day, "day")


def a_story(id: int, *articles: Article, **fields: Any) -> Story:
    """A story of these articles, under the first one's title."""
    first = articles[0]
    known: dict[str, Any] = {
        "headline": first.title,
        "outlets": tuple(dict.fromkeys(article.outlet or "" for article in articles)),
        "origins": len(articles),
    }
    moments = [article.published_at or NOW for article in articles]
    return Story(
        id=id,
        article_ids=tuple(article.id for article in articles),
        first_seen=min(moments),
        last_seen=max(moments),
        **(known | fields),
    )


def material(articles: Iterable[Article], *records: Any, **fields: Any) -> Material:
    """Articles and what they say; a story of all of them unless stories are given."""
    articles = tuple(articles)
    stories = tuple(record for record in records if isinstance(record, Story)) or tuple(
        a_story(1, *articles) for _ in articles[:1]
    )
    return Material(
        stories=stories,
        statements=tuple(record for record in records if isinstance(record, HeldStatement)),
        deals=tuple(record for record in records if isinstance(record, HeldDeal)),
        upcoming=tuple(record for record in records if isinstance(record, HeldUpcoming)),
        articles={(article.id, article.version, article.chat_id): article for article in articles},
        since=fields.pop("since", NOW - DAY),
        **fields,
    )


def follow(subject: str, kind: Any = "topic", **fields: Any) -> Follow:
    """A follow as it would be understood."""
    return Follow(text=subject, kind=kind, subject=subject, **fields)


def chosen_of(given: Material, *follows: Follow, told: Iterable[FactKey] = (), chat: Chat = CHAT) -> Chosen:
    """What is chosen for a chat."""
    taste = Taste.of(chat, 0.6)
    return choose(given, follows, Matcher(TOPICS), Told(facts=frozenset(told)), taste, now=NOW)


def digest_of(
    given: Material, *follows: Follow, told: Iterable[FactKey] = (), chat: Chat = CHAT, **period: Any
) -> Digest:
    """The digest of a chat for the last day."""
    chosen = chosen_of(given, *follows, told=told, chat=chat)
    return compose(chosen, chat, Period(**({"since": NOW - DAY, "until": NOW} | period)))


def told_all(digest: Digest) -> frozenset[FactKey]:
    """What a digest marks as told."""
    return frozenset((*digest.facts, *(FactKey("story", story_id) for story_id in digest.stories)))


def with_length(length: Any) -> Chat:
    """The chat with another length."""
    return replace(CHAT, length=length)


def texts(digest: Digest) -> list[str]:
    """The lines as words, with our marks around quotations."""
    return [
        "".join(f"“{run.text}”" if run.style == "quotation" else run.text for run in line.runs)
        for section in digest.message.sections
        for line in section.lines
    ]
