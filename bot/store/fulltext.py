"""Full text on both databases: one query tree, two spellings.

A document is a list of tokens (terms.py). SQLite keeps them in an FTS5 table, PostgreSQL as a tsvector under GIN;
both tables are called the same, with the document's id in `rowid`, so that everything around a match is one code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Integer, TableClause, Text, and_, cast, column, literal, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection

Index = Literal["fts_facts", "fts_articles"]


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part must match."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """`wanted` and not `unwanted`."""

    wanted: Query
    unwanted: Query


Query = str | All | Some | Without  # a str is one token


def documents(index: Index) -> TableClause:
    """The table of an index, for use in a question."""
    return table(index, column("rowid", Integer))


def matches(index: Index, query: Query, *, is_sqlite: bool) -> ColumnElement[bool]:
    """The documents that match, as a condition on `documents(index)`."""
    words = [literal(spelt, Text) for spelt in spellings(query, is_sqlite=is_sqlite)]
    return matches_given(index, words, is_sqlite=is_sqlite)


def matches_given(index: Index, words: Iterable[ColumnElement[str]], *, is_sqlite: bool) -> ColumnElement[bool]:
    """The same for a query that is spelt already, mostly as parameters."""
    if is_sqlite:
        return and_(*(column(index).bool_op("MATCH")(spelt) for spelt in words))
    return and_(*(column("tokens").bool_op("@@")(cast(spelt, TSQUERY)) for spelt in words))


def spellings(query: Query, *, is_sqlite: bool) -> list[str]:
    """The query in parts that must match all: one for SQLite, every part of an `All` by itself for PostgreSQL.

    Of `(30 days) & word` PostgreSQL looks at every document of these days (110 ms at a million documents); of two
    conditions it follows the one with fewer documents and skips through the other (4 ms).
    """
    parts = [query] if is_sqlite else _parts(query)
    return [spell(part, is_sqlite=is_sqlite) for part in parts]


def _parts(query: Query) -> list[Query]:
    match query:
        case All(parts):
            return [piece for part in parts for piece in _parts(part)]
        case Without(wanted, unwanted):  # never a part by itself: nothing could be found by it
            *others, last = _parts(wanted)
            return [*others, Without(last, unwanted)]
        case _:
            return [query]


def spell(query: Query, *, is_sqlite: bool) -> str:
    """The query for FTS5 MATCH, or as a tsquery."""
    match query:
        case str():
            return f'"{query}"' if is_sqlite else "'" + query.replace("\\", "\\\\").replace("'", "''") + "'"
        case All(parts):
            return (
                "(" + (" AND " if is_sqlite else " & ").join(spell(part, is_sqlite=is_sqlite) for part in parts) + ")"
            )
        case Some(parts):
            return "(" + (" OR " if is_sqlite else " | ").join(spell(part, is_sqlite=is_sqlite) for part in parts) + ")"
        case Without(wanted, unwanted):
            between = " NOT " if is_sqlite else " & !"
            return f"({spell(wanted, is_sqlite=is_sqlite)}{between}{spell(unwanted, is_sqlite=is_sqlite)})"


SQLITE_INSERT = {
    "fts_facts": text("INSERT INTO fts_facts (rowid, tokens) VALUES (:id, :tokens)"),
    "fts_articles": text("INSERT INTO fts_articles (rowid, tokens) VALUES (:id, :tokens)"),
}
POSTGRES_INSERT = {
    "fts_facts": text("INSERT INTO fts_facts (rowid, tokens) VALUES (:id, array_to_tsvector(CAST(:tokens AS text[])))"),
    "fts_articles": text(
        "INSERT INTO fts_articles (rowid, tokens) VALUES (:id, array_to_tsvector(CAST(:tokens AS text[])))"
    ),
}
DELETE = {
    "fts_facts": text("DELETE FROM fts_facts WHERE rowid = :id"),
    "fts_articles": text("DELETE FROM fts_articles WHERE rowid = :id"),
}


async def put(connection: AsyncConnection, index: Index, documents: Mapping[int, Iterable[str]]) -> None:
    """Index these documents, replacing what was indexed under their ids."""
    await remove(connection, index, list(documents))
    await add(connection, index, documents)


async def add(connection: AsyncConnection, index: Index, documents: Mapping[int, Iterable[str]]) -> None:
    """Index documents whose ids are new."""
    if not documents:
        return
    if connection.dialect.name == "sqlite":
        rows: list[dict[str, Any]] = [{"id": key, "tokens": " ".join(held)} for key, held in documents.items()]
        await connection.execute(SQLITE_INSERT[index], rows)
    else:
        rows = [{"id": key, "tokens": list(held)} for key, held in documents.items()]
        await connection.execute(POSTGRES_INSERT[index], rows)


async def remove(connection: AsyncConnection, index: Index, ids: Sequence[int]) -> None:
    """Forget these documents."""
    if ids:
        await connection.execute(DELETE[index], [{"id": key} for key in ids])
