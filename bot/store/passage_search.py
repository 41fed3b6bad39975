"""The best passages for a question: the fallback when it is not about who said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, select

from bot.model import Passage
from bot.store.articles import reference
from bot.store.candidates import Sought, candidates
from bot.store.conditions import in_days
from bot.store.database import Database
from bot.store.passages import best_stretch
from bot.store.records import FoundPassage
from bot.store.schema import article_versions, articles, visible_among
from bot.store.score import passage_value
from bot.store.terms import Finder, question_terms

LOOKED_AT = 40  # articles whose text is scored
TITLE_COUNTS = 2  # a word of the title counts as often


def search_passages(
    connection: Connection,
    database: Database,
    text: str,
    chat_id: int | None,
    within: tuple[datetime | None, datetime | None],
) -> tuple[FoundPassage, ...]:
    """One passage an article, best article first."""
    sought = Sought("fts_articles", chat_id, terms=question_terms(text), days=in_days(*within))
    if not sought.terms:
        return ()
    found = candidates(connection, database, sought, LOOKED_AT)
    return _ranked(_texts(connection, found.ids, chat_id, within), found.worth)


def _ranked(rows: Sequence[Any], worth: Mapping[str, float]) -> tuple[FoundPassage, ...]:
    finder = Finder(worth)
    lengths = [row.text.count(" ") + 1 for row in rows]
    usual = sum(lengths) / max(1, len(lengths))
    hits = []
    for row, length in zip(rows, lengths, strict=True):
        counts = finder.count(row.text + f"\n{row.title}" * TITLE_COUNTS)
        coverage = sum(weight for term, weight in worth.items() if term in counts) / (sum(worth.values()) or 1.0)
        span, value = best_stretch(row.text, worth, finder)
        total = passage_value(counts, length, usual, worth) + value
        passage = Passage(article=reference(row), span=span, text=row.text[span[0] : span[1]])
        hits.append(FoundPassage(passage, total, coverage))
    return tuple(sorted(hits, key=lambda hit: hit.score, reverse=True))


def _texts(
    connection: Connection,
    ids: Sequence[int],
    chat_id: int | None,
    within: tuple[datetime | None, datetime | None],
) -> Sequence[Any]:
    since, until = within
    which = [articles.c.id.in_(ids), visible_among(articles.c.scope, chat_id)]
    which += [articles.c.at >= since] if since else []
    which += [articles.c.at < until] if until else []
    current = and_(article_versions.c.article_id == articles.c.id, article_versions.c.version == articles.c.version)
    question = select(*articles.c, article_versions.c.text).join(article_versions, current).where(*which)
    return connection.execute(question).all()
