"""Migrations of the database, run by `Store.migrate` and `Store.open`."""

from __future__ import annotations


def is_ours(_record: object, name: str | None, kind: str, _reflected: object, _compared: object) -> bool:
    """Full-text tables are made by hand in migrations and not compared."""
    return not (kind == "table" and name is not None and name.startswith("fts"))
