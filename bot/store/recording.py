"""What one version of an article says, written: merged with what is known, old sources dropped, names kept.

1. statements, deals and upcoming find the fact they repeat, or become new ones; 2. each gets a source: this article,
this version, its spans; 3. deals and upcoming are brought up to date; 4. sources of earlier versions go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article, Deal, Reading, Span, Statement, Upcoming
from bot.store import fulltext
from bot.store.documents import deal_document, statement_document, upcoming_document
from bot.store.held import RECORDS
from bot.store.merging import (
    DealRule,
    closeness,
    deal_identity,
    deal_of,
    is_postponed,
    is_same_event,
    is_same_speaker,
    is_same_statement,
    statement_identity,
    stretch,
    upcoming_identity,
)
from bot.store.restating import state_of
from bot.store.rows import decode, encode
from bot.store.schema import SHARED, articles, deal_parties, facts, sources, visible
from bot.store.terms import key_of

Said = Statement | Deal | Upcoming


@dataclass(frozen=True, slots=True)
class Writing:
    """One article being recorded: where, and when it was published and is recorded."""

    connection: AsyncConnection
    article: Article
    key: int  # the article's row
    now: datetime
    rule: DealRule

    @property
    def scope(self) -> int:
        """Whose facts these are."""
        return self.article.chat_id or SHARED

    @property
    def at(self) -> datetime:
        """When the article was published, else when it came."""
        return self.article.published_at or self.article.arrived_at or self.now


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that a new record may repeat, with one of its records."""

    id: int
    scope: int
    identity: str
    at: datetime
    record: Any


@dataclass(slots=True)
class Written:
    """Ids of the facts this article carries, as they are written: made by it, or known before."""

    new: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)


async def write_reading(writing: Writing, reading: Reading) -> Written:
    """Steps 1 to 3; the caller drops old sources."""
    written = Written()
    if reading.statements:
        await _write_statements(writing, written, reading.statements)
    deals = [(await _write_deal(writing, written, deal), deal) for deal in reading.deals]
    for upcoming in reading.upcoming:
        await _write_upcoming(writing, written, upcoming, deals)
    return written


async def _write_statements(writing: Writing, written: Written, statements: Sequence[Statement]) -> None:
    """All statements of an article at once: one that it prints twice is one fact with two sources."""
    identities = [statement_identity(statement) for statement in statements]
    found = await _candidates(writing, facts.c.identity.in_(set(identities)), "statement")
    fresh: list[tuple[str, Statement, list[Known]]] = []
    places: list[int] = []  # per statement: the id of the known fact, or minus the place of the fresh one
    for identity, statement in zip(identities, statements, strict=True):
        at, _ = stretch(statement.said_on, writing.at)
        same = [known for known in found if known.identity == identity]
        same = [known for known in same if is_same_statement(known.record, known.at, statement, at)]
        again = [
            -place
            for place, (held, said, _) in enumerate(fresh, 1)
            if held == identity and is_same_speaker(said, statement)
        ]
        if not (own := _own(writing, same)) and not again:
            fresh.append((identity, statement, same))
            again = [-len(fresh)]
        places.append((own or again)[0])
    keys = await _write_fresh(writing, fresh)
    written.new += keys
    written.known += [place for place in places if place > 0]
    ids = [place if place > 0 else keys[-place - 1] for place in places]
    await _add_sources(writing, list(zip(ids, statements, strict=True)))


async def _write_fresh(writing: Writing, fresh: Sequence[tuple[str, Statement, Sequence[Known]]]) -> list[int]:
    """New statements as facts, indexed; their ids."""
    rows = []
    for identity, statement, same in fresh:
        row = {"identity": identity, "speaker": key_of(statement.speaker or "") or None}
        row["speaks_for"] = key_of(statement.speaks_for or "") or None
        rows.append(row | _new_fact(writing, statement, same))
    if not rows:
        return []
    made = insert(facts).returning(facts.c.id, sort_by_parameter_order=True)
    keys = list((await writing.connection.execute(made, rows)).scalars())
    said = {key: statement for key, (_, statement, _) in zip(keys, fresh, strict=True)}
    found = {key: statement_document(statement, writing.article, writing.at) for key, statement in said.items()}
    await fulltext.add(writing.connection, "fts_facts", found)
    for key, (_, _, same) in zip(keys, fresh, strict=True):
        await _set_twins(writing, key, same)
    return keys


async def _write_deal(writing: Writing, written: Written, deal: Deal) -> int:
    keys = writing.rule.keys(deal)
    sharing = select(deal_parties.c.fact_id).where(deal_parties.c.party.in_(keys))
    found = await _candidates(writing, facts.c.id.in_(sharing), "deal")
    same = [known for known in found if writing.rule.is_same(known.record, known.at, deal, writing.at)]
    # "the Norwegian company agreed to buy Tidewell" fits the rival bidder's plan as well: the nearest one gets it
    same.sort(
        key=lambda known: closeness(known.record, deal, len(keys & writing.rule.keys(known.record))), reverse=True
    )
    row = {"identity": deal_identity(keys), "status": deal.status}
    key = await _write_fact(writing, written, deal, row, same) or _own(writing, same)[0]
    await _add_parties(writing, key, keys)
    await _bring_deal_up_to_date(writing, key)
    return key


async def _write_upcoming(
    writing: Writing, written: Written, upcoming: Upcoming, deals: Sequence[tuple[int, Deal]]
) -> None:
    identity = upcoming_identity(upcoming)
    who = key_of(upcoming.who or "") or None
    which = facts.c.identity == identity
    if who:
        which = or_(which, (facts.c.speaker == who) & (facts.c.last_at >= writing.at))
    found = await _candidates(writing, which, "upcoming")
    same = [known for known in found if known.record.date == upcoming.date and is_same_event(known.record, upcoming)]
    row = {"identity": identity, "speaker": who, "status": "due", "deal_id": deal_of(upcoming, deals)}
    key = await _write_fact(writing, written, upcoming, row, same)
    await _index_event(writing, key or _own(writing, same)[0])
    if key is None:
        return
    others = [
        known for known in found if known.scope == writing.scope and known.id not in (*written.new, *written.known)
    ]
    earlier = [known.id for known in others if is_postponed(known.record, upcoming)]
    postponed = update(facts).where(facts.c.id.in_(earlier), facts.c.status == "due")
    await writing.connection.execute(postponed.values(status="postponed", changed_at=writing.now))


async def _candidates(writing: Writing, which: ColumnElement[bool], kind: str) -> list[Known]:
    """Facts that may be the same: of this scope and the shared one; for shared articles also of every chat's own.

    A fact is compared by its last source in time of writing, current ones before old ones.
    """
    question = (
        select(facts.c.id, facts.c.scope, facts.c.identity, facts.c.first_at, sources.c.record)
        .join(sources, sources.c.fact_id == facts.c.id)
        .where(which, facts.c.kind == kind)
        .order_by(facts.c.id, sources.c.is_current, sources.c.id)
    )
    if writing.scope != SHARED:
        question = question.where(visible(facts.c.scope, writing.scope))
    rows = {row.id: row for row in await writing.connection.execute(question)}
    return [
        Known(row.id, row.scope, row.identity, row.first_at, decode(RECORDS[kind], row.record)) for row in rows.values()
    ]


async def _write_fact(
    writing: Writing, written: Written, record: Said, row: dict[str, Any], same: Sequence[Known]
) -> int | None:
    """Add this article as a source of the fact, or make a new fact; the id when it is new."""
    own = _own(writing, same)
    if own:
        await _add_sources(writing, [(own[0], record)])
        written.known.append(own[0])
        return None
    made = insert(facts).values(row | _new_fact(writing, record, same)).returning(facts.c.id)
    key = int((await writing.connection.execute(made)).scalar_one())
    await _set_twins(writing, key, same)
    await _add_sources(writing, [(key, record)])
    written.new.append(key)
    return key


def _new_fact(writing: Writing, record: Said, same: Sequence[Known]) -> dict[str, Any]:
    """What facts of every kind have in their row."""
    first, last = stretch(record.said_on if isinstance(record, Statement) else record.date, writing.at)
    shared = [known.id for known in same if known.scope == SHARED]
    row = {"kind": type(record).__name__.lower(), "scope": writing.scope, "twin_id": shared[0] if shared else None}
    return row | {"first_at": first, "last_at": last, "recorded_at": writing.now, "changed_at": writing.now}


async def _set_twins(writing: Writing, key: int, same: Sequence[Known]) -> None:
    """A new shared fact is the one that chats' own feeds told before."""
    if writing.scope == SHARED and same:
        twins = update(facts).where(facts.c.id.in_([known.id for known in same]))
        await writing.connection.execute(twins.values(twin_id=key))


def _own(writing: Writing, same: Sequence[Known]) -> list[int]:
    """Those of the article's own scope: only these get it as a source."""
    return [known.id for known in same if known.scope == writing.scope]


async def _add_sources(writing: Writing, records: Sequence[tuple[int, Said]]) -> None:
    """This article carries these facts, in these words."""
    rows = [
        {
            "fact_id": key,
            "article_id": writing.key,
            "version": writing.article.version,
            "is_current": True,
            "record": encode(record),
            "evidence": " … ".join(writing.article.text[first:last] for first, last in _surroundings(record)),
        }
        for key, record in records
    ]
    await writing.connection.execute(insert(sources), rows)


def _surroundings(record: Said) -> Sequence[Span]:
    return (record.context or record.content) if isinstance(record, Statement) else record.evidence


async def _add_parties(writing: Writing, key: int, keys: Iterable[str]) -> None:
    held = select(deal_parties.c.party).where(deal_parties.c.fact_id == key)
    known = set((await writing.connection.execute(held)).scalars())
    rows = [{"fact_id": key, "party": party} for party in keys if party not in known]
    if rows:
        await writing.connection.execute(insert(deal_parties), rows)


async def _index_event(writing: Writing, key: int) -> None:
    """An event is found by the words of all its sources of now, as a deal is."""
    rows = await _sources_of_now(writing, key)
    document = upcoming_document(
        [decode(Upcoming, row.record) for row in rows], [row.evidence for row in rows], writing.article
    )
    await fulltext.put(writing.connection, "fts_facts", {key: document})


async def _sources_of_now(writing: Writing, key: int) -> Sequence[Any]:
    """Record, words and time of each current source of a fact, in order of writing."""
    question = select(sources.c.record, sources.c.evidence, articles.c.at)
    question = question.join(articles, articles.c.id == sources.c.article_id)
    question = question.where(sources.c.fact_id == key, sources.c.is_current, ~_is_outdated(writing))
    return (await writing.connection.execute(question.order_by(sources.c.id))).all()


async def _bring_deal_up_to_date(writing: Writing, key: int) -> None:
    """Status, time and figures of a deal from all its sources of now; indexed with all their words."""
    connection = writing.connection
    rows = await _sources_of_now(writing, key)
    held = [(decode(Deal, row.record), row.at) for row in rows]
    state = state_of(held)
    before = (await connection.execute(select(facts).where(facts.c.id == key))).one()
    if any(state.get(name) != getattr(before, name) for name in ("status", "amount", "currency") if name in state):
        state["changed_at"] = writing.now
    await connection.execute(update(facts).where(facts.c.id == key).values(state))
    evidence = [row.evidence for row in rows]
    document = deal_document(
        [deal for deal, _ in held], evidence, writing.article, (state["first_at"], state["last_at"])
    )
    await fulltext.put(connection, "fts_facts", {key: document})


async def drop_old_sources(writing: Writing) -> list[int]:
    """Step 4: what older versions of this article gave counts no more; the facts concerned."""
    if writing.article.version == 1:
        return []
    old = update(sources).where(_is_outdated(writing), sources.c.is_current).values(is_current=False)
    ids = list((await writing.connection.execute(old.returning(sources.c.fact_id))).scalars())
    is_carried = exists().where(sources.c.fact_id == facts.c.id, sources.c.is_current)
    deals = select(facts.c.id).where(facts.c.id.in_(ids), facts.c.kind == "deal", is_carried)
    for key in (await writing.connection.execute(deals)).scalars().all():
        await _bring_deal_up_to_date(writing, key)
    return ids


def _is_outdated(writing: Writing) -> ColumnElement[bool]:
    """A source that an older version of this very article gave."""
    return and_(sources.c.article_id == writing.key, sources.c.version != writing.article.version)
