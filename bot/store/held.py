"""Facts as one chat sees them: every visible source, the best one in front."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, select

from bot.model import (
    AmountGiven,
    ArticleRef,
    Deal,
    Denial,
    HeldDeal,
    HeldStatement,
    HeldUpcoming,
    Party,
    Source,
    Span,
    Statement,
    StatusGiven,
    Upcoming,
)
from bot.store.articles import reference
from bot.store.database import among, listed
from bot.store.merging import contested, dealing, middle, newest
from bot.store.records import Facts
from bot.store.rows import decode
from bot.store.schema import SHARED, articles, facts, sources, stories, visible_among

RECORDS: dict[str, type[Statement | Deal | Upcoming]] = {"statement": Statement, "deal": Deal, "upcoming": Upcoming}
CHATS = 256  # chats whose statements are kept compiled: making them anew took longer than running them
OF_ARTICLE = ("outside_id", "scope", "title", "url", "outlet", "published_at", "arrived_at", "story_id")
OF_SOURCE = (
    sources.c.version,
    sources.c.fact_id,
    sources.c.article_id,
    sources.c.record,
    sources.c.evidence,
    facts.c.kind,
    facts.c.status,
    facts.c.deal_id,
    stories.c.headline,
    stories.c.headline_scope,
)
NO_SCORES: Mapping[int, float] = MappingProxyType({})
BATCH = 5_000  # ids in one question: databases limit the parameters of a statement


@dataclass(frozen=True, slots=True)
class Member:
    """A fact among those shown as one, with what its sources say: record, article, words around, story."""

    row: Row[Any]
    record: Any
    article: ArticleRef
    at: datetime


def load(
    connection: Connection, ids: Sequence[int], chat_id: int | None, scores: Mapping[int, float] = NO_SCORES
) -> Facts:
    """The facts with these ids that a chat may see, in the order of the ids, each once; hidden ones left out."""
    shown = shown_as(connection, ids, chat_id)
    members: dict[int, list[Member]] = {}
    dialect = connection.dialect.name
    for row in connection.execute(_question(chat_id, dialect), {"ids": listed(list(shown), dialect)}):
        members.setdefault(shown[row.fact_id], []).append(_member(row))
    ordered = [key for key in dict.fromkeys(shown.get(key, key) for key in ids) if key in members]
    return Facts(
        statements=tuple(
            _statement(key, members[key], chat_id, scores.get(key, 0.0))
            for key in ordered
            if _is(members[key], Statement)
        ),
        deals=tuple(_deal(key, members[key], chat_id) for key in ordered if _is(members[key], Deal)),
        upcoming=tuple(_upcoming(key, members[key]) for key in ordered if _is(members[key], Upcoming)),
    )


def statement_from(key: int, rows: Sequence[Row[Any]], chat_id: int | None, score: float) -> HeldStatement:
    """The statement that these rows are the sources of."""
    return _statement(key, [_member(row) for row in rows], chat_id, score)


def shown_as(connection: Connection, ids: Sequence[int], chat_id: int | None) -> dict[int, int]:
    """Each of these facts, and the twins a chat sees of them, with the id they are shown under: the smallest."""
    if chat_id is None:
        return {key: key for key in ids}
    family: dict[int, set[int]] = {}
    for part in _batches(ids):
        roots = select(facts.c.twin_id).where(
            facts.c.id.in_(part), facts.c.scope == chat_id, facts.c.twin_id.is_not(None)
        )
        known = {*part, *connection.execute(roots).scalars()}
        twins = select(facts.c.id, facts.c.twin_id).where(facts.c.twin_id.in_(known), facts.c.scope == chat_id)
        for key in known:
            family.setdefault(key, {key})
        for key, root in connection.execute(twins):
            family[root].add(key)
            family.pop(key, None)
    return {key: min(group) for group in family.values() for key in group}


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


def _member(row: Row[Any]) -> Member:
    record = decode(RECORDS[row.kind], row.record)
    return Member(row, record, reference(row), row.published_at or row.arrived_at)


@lru_cache(maxsize=CHATS)
def _question(chat_id: int | None, dialect: str) -> Select[Any]:
    """Current sources of these facts, with their articles and stories."""
    return sources_of(
        facts.c.hidden_at.is_(None), visible_among(facts.c.scope, chat_id), chat_id=chat_id, dialect=dialect
    )


def sources_of(
    *which: ColumnElement[bool], chat_id: int | None, dialect: str, more: Sequence[Column[Any]] = ()
) -> Select[Any]:
    """Current sources of the facts `among` those given that fulfil conditions, with their articles and stories."""
    return (
        select(*(articles.c[name] for name in OF_ARTICLE), *OF_SOURCE, *more)
        .join_from(facts, sources, sources.c.fact_id == facts.c.id)
        .join(articles, articles.c.id == sources.c.article_id)
        .outerjoin(stories, stories.c.id == articles.c.story_id)
        .where(among(facts.c.id, dialect), *which, sources.c.is_current, visible_among(articles.c.scope, chat_id))
        .order_by(sources.c.id)
    )


def _is(members: Sequence[Member], kind: type[object]) -> bool:
    return isinstance(members[0].record, kind)


def _statement(key: int, members: Sequence[Member], chat_id: int | None, score: float = 0.0) -> HeldStatement:
    best = max(members, key=_quality) if len(members) > 1 else members[0]
    return HeldStatement(
        id=key,
        statement=best.record,
        article=best.article,
        sources=_sources(best, members),
        story_id=best.row.story_id,
        headline=_headline(best.row, chat_id),
        score=score,
        context_text=best.row.evidence,
    )


def _quality(member: Member) -> tuple[bool, int, bool, float, float]:
    """Which wording of one statement to show: with a name, quoted, named openly, surest, first."""
    said: Statement = member.record
    kinds = {"direct": 2, "mixed": 1, "indirect": 0}
    is_open = said.name_from in ("explicit", "surname")
    return (said.speaker is not None, kinds[said.kind], is_open, said.confidence, -member.at.timestamp())


def _deal(key: int, members: Sequence[Member], chat_id: int | None) -> HeldDeal:
    told = [(member.record, member.at) for member in members]
    both = contested(told)
    best = members[both[0] if both else newest(told)]
    by_time = sorted(members, key=lambda member: (middle(member.record.date, member.at).date(), member.at))
    return HeldDeal(
        id=key,
        deal=best.record if best.record.object else replace(best.record, object=_object(by_time)),
        article=best.article,
        amounts=_amounts(by_time),
        trail=_trail(by_time),
        sources=_sources(best, members),
        story_id=best.row.story_id,
        headline=_headline(best.row, chat_id),
        sides=_sides(best.record, by_time),
        denial=_denial(members[both[1]]) if both else None,
    )


def _denial(member: Member) -> Denial:
    said_by = member.record.said_by
    return Denial(said_by.name if said_by else "", member.article)


def _object(by_time: Sequence[Member]) -> str | None:
    """What the fullest record says the deal is about, where the latest is brief: "ratified"."""
    known = [m.record.object for m in by_time if m.record.object and m.record.asserted]
    return max(known, key=len, default=None)


def _sides(best: Deal, by_time: Sequence[Member]) -> tuple[Party, ...]:
    """The parties of the latest asserted record with two sides, where the best one names a single side."""
    if len(dealing(best)) > 1:
        return ()
    known = [m.record.parties for m in by_time if m.record.asserted and len(dealing(m.record)) > 1]
    return known[-1] if known else ()


def _amounts(by_time: Sequence[Member]) -> tuple[AmountGiven, ...]:
    """Every figure once an outlet, first come first."""
    found: dict[tuple[object, ...], AmountGiven] = {}
    for member in by_time:
        amount = member.record.amount
        if amount is not None:
            figure = replace(amount, span=(0, 0))
            found.setdefault((figure, member.article.outlet), AmountGiven(amount=amount, article=member.article))
    return tuple(found.values())


def _trail(by_time: Sequence[Member]) -> tuple[StatusGiven, ...]:
    """Every status once, where it was first given; claims only when nothing else is known."""
    stands = [member for member in by_time if member.record.asserted and not member.record.said_by]
    found: dict[str, StatusGiven] = {}
    for member in stands or by_time:
        deal: Deal = member.record
        found.setdefault(deal.status, StatusGiven(status=deal.status, date=deal.date, article=member.article))
    return tuple(found.values())


def _upcoming(key: int, members: Sequence[Member]) -> HeldUpcoming:
    best = max(members, key=_openness) if len(members) > 1 else members[0]
    return HeldUpcoming(
        id=key,
        upcoming=best.record,
        article=best.article,
        state=best.row.status,
        deal_id=best.row.deal_id,
        sources=_sources(best, members),
        story_id=best.row.story_id,
    )


def _openness(member: Member) -> tuple[bool, bool]:
    """Which wording of one event to show: with its doer by name, no unnamed source, the first of equals."""
    event: Upcoming = member.record
    return bool(event.who and event.who[:1].isupper()), event.said_by is None or event.said_by.name[:1].isupper()


def _sources(best: Member, members: Sequence[Member]) -> tuple[Source, ...]:
    """One source an article, the one shown in front, then by time."""
    found: dict[tuple[str, int | None], Source] = {}
    others = sorted(members, key=lambda member: member.at) if len(members) > 1 else ()
    for member in (best, *others):
        place = (member.article.id, member.article.chat_id)
        found.setdefault(place, Source(article=member.article, content=_content(member.record), words=_words(member)))
    return tuple(found.values())


def _content(record: Statement | Deal | Upcoming) -> tuple[Span, ...]:
    return record.content if isinstance(record, Statement) else record.evidence


def _words(member: Member) -> str:
    return member.record.words if isinstance(member.record, Statement) else member.row.evidence


def _headline(row: Row[Any], chat_id: int | None) -> str | None:
    """The story's headline, unless it comes from an article this chat may not see."""
    headline: str | None = row.headline if row.headline_scope in (SHARED, chat_id, None) else row.title
    return headline
