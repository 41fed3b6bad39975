"""A column in a condition that is not to choose the index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Unindexed(FunctionElement[int]):
    """A column that SQLite uses no index for: without statistics it would take the scope's for the most selective one.

    That made 95 ms of 1 ms a question. PostgreSQL must see the column itself: it would guess that one row in two
    hundred is visible, and sort all that a speaker ever said to show fifty (60 ms).
    """

    inherit_cache = True
    type = Integer()


@compiles(Unindexed)
def _plain(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(Unindexed, "sqlite")
def _marked(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"
