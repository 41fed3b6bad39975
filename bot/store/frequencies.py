"""How many documents hold a token: it decides what a word of a question is worth, and which ones to leave out.

SQLite counts in its own index; PostgreSQL knows the frequent ones from its statistics (renewed by autovacuum and
`Store.tidy`), all others are rare. Kept in memory until the index has grown by a fifth.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select, text

from bot.store.database import Database
from bot.store.fulltext import Index, documents, matches

GROWTH = 1.2
SMALL = 20_000  # documents: below this PostgreSQL counts as well
REMEMBERED = 50_000
STATISTICS = text(
    "SELECT unnest(most_common_elems::text::text[]) AS token, unnest(most_common_elem_freqs) AS share "
    "FROM pg_stats WHERE tablename = :name AND attname = 'tokens' AND schemaname = ANY (current_schemas(false))"
)
VOCABULARY = {
    "fts_facts": text("SELECT doc FROM fts_facts_terms WHERE term = :token"),
    "fts_articles": text("SELECT doc FROM fts_articles_terms WHERE term = :token"),
}


@dataclass(slots=True)
class Frequencies:
    """Documents in an index, and in how many of them each token asked about stands."""

    documents: int
    held: dict[str, int] = field(default_factory=dict)
    others: int | None = None  # at most this for tokens not held; None: they must be counted


def frequencies(connection: Connection, database: Database, index: Index, tokens: Collection[str]) -> Frequencies:
    """Frequencies that cover these tokens."""
    known = _known(connection, database, index)
    missing = [token for token in dict.fromkeys(tokens) if token not in known.held]
    if known.others is not None:
        return Frequencies(known.documents, known.held | dict.fromkeys(missing, known.others), known.others)
    for token in missing:
        known.held[token] = _count(connection, database, index, token)
    return known


def _known(connection: Connection, database: Database, index: Index) -> Frequencies:
    """What is in memory, begun anew when it is too old or too much."""
    newest = (connection.execute(select(func.max(documents(index).c.rowid)))).scalar() or 0
    known: Frequencies | None = database.memory.get(("frequencies", index))
    if known is None or len(known.held) > REMEMBERED or not known.documents <= newest <= known.documents * GROWTH:
        known = Frequencies(newest)
        if not database.is_sqlite and newest > SMALL:
            _read_statistics(connection, index, known)
        database.memory["frequencies", index] = known
    return known


def _read_statistics(connection: Connection, index: Index, known: Frequencies) -> None:
    rows = [row for row in connection.execute(STATISTICS, {"name": index}) if row.token is not None]
    if rows:
        known.held = {row.token: int(row.share * known.documents) for row in rows}
        known.others = max(1, min(known.held.values()))


def _count(connection: Connection, database: Database, index: Index, token: str) -> int:
    if database.is_sqlite:
        return connection.execute(VOCABULARY[index], {"token": token}).scalar() or 0
    question = select(func.count()).select_from(documents(index)).where(matches(index, token, is_sqlite=False))
    return connection.execute(question).scalar_one()
