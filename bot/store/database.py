"""The one connection to the database: SQLite or PostgreSQL behind the same transactions."""

from __future__ import annotations


class Database:
    """An engine with read and write transactions; foreign errors become StoreError here."""
