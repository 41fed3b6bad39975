"""Statements that answer a question best: candidates, a close look at one source of each, the best ones whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select

from bot.model import Question
from bot.store.candidates import Candidates, Sought
from bot.store.conditions import fits
from bot.store.database import listed
from bot.store.held import load, shown_as, sources_of, statement_from
from bot.store.listing import standing
from bot.store.records import FoundStatement
from bot.store.schema import SHARED, facts
from bot.store.score import Score, Scorer

CHATS = 256  # statements kept, most of them one a chat


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact that fits, with its score and the rows of its sources, the first one recorded in front."""

    key: int
    score: Score
    rows: Sequence[Row[Any]]


def search_statements(
    connection: Connection, question: Question, sought: Sought, found: Candidates, now: datetime
) -> list[Hit]:
    """Of these candidates the statements that fit: best first when there is a subject, else newest first."""
    dialect = connection.dialect.name
    which = _sources(question.since, question.until, sought.chat_id, dialect)
    rows: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(which, {"ids": listed(found.ids, dialect)}):
        rows.setdefault(row.fact_id, []).append(row)
    hits = [hit for hit in _scored(rows, question, Scorer(found.worth, now)) if hit.score.coverage >= sought.least]
    return sorted(hits, key=_by_subject if sought.terms else _by_time, reverse=True)


def whole(connection: Connection, hits: Sequence[Hit], chat_id: int | None) -> tuple[FoundStatement, ...]:
    """These statements as a chat sees them: with what its own feeds say as well, which is another fact's sources."""
    shown = shown_as(connection, [hit.key for hit in hits], chat_id)
    if len(shown) == len(hits) and all(key == other for key, other in shown.items()):
        return tuple(
            FoundStatement(
                statement_from(hit.key, hit.rows, chat_id, hit.score.value), hit.score.where, hit.score.coverage
            )
            for hit in hits
        )
    scores = {hit.key: hit.score for hit in hits}
    scores |= {shown[key]: scores[key] for key in reversed(scores)}
    loaded = load(connection, [hit.key for hit in hits], chat_id, {key: score.value for key, score in scores.items()})
    return tuple(FoundStatement(fact, scores[fact.id].where, scores[fact.id].coverage) for fact in loaded.statements)


def _scored(rows: Mapping[int, Sequence[Row[Any]]], question: Question, scorer: Scorer) -> Iterable[Hit]:
    """Scores by the first source of each fact that fits."""
    for key, of_fact in rows.items():
        row = of_fact[0]
        said = json.loads(row.record)
        if not fits(said, row.outlet, question):
            continue
        headline: str = row.title
        if row.headline_scope == SHARED and row.headline != headline:
            headline = f"{headline} {row.headline}"
        topics = said.get("topics")
        context: str = " ".join((row.evidence, *topics)) if topics else row.evidence
        merit = scorer.merit(row.published_at or row.arrived_at, said.get("confidence", 0.0))
        yield Hit(key, scorer.score(said["words"], context, headline, merit), of_fact)


@lru_cache(maxsize=CHATS)
def _sources(since: datetime | None, until: datetime | None, chat_id: int | None, dialect: str) -> Select[Any]:
    """Of the facts `among` them, the sources of those of the time asked about."""
    return sources_of(standing(since, until, chat_id), chat_id=chat_id, dialect=dialect, more=(facts.c.first_at,))


def _by_subject(hit: Hit) -> tuple[float, datetime]:
    return hit.score.value, hit.rows[0].first_at


def _by_time(hit: Hit) -> tuple[datetime, int]:
    return hit.rows[0].first_at, hit.key
