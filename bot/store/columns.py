"""What the tables are made of: moments, words, scopes, and how a chat's view is asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, DateTime, Dialect, ForeignKey, Integer, MetaData, Text, TypeDecorator

from bot.store.unindexed import Unindexed

SHARED = 0

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

UNSTORABLE = {0: 0xFFFD} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


def storable(words: str) -> str:
    """The same text, as long as before, without what a database refuses: NUL and lone surrogates."""
    return words.translate(UNSTORABLE)


def visible(scope: ColumnElement[int], chat_id: int | None) -> ColumnElement[bool]:
    """What a chat may see: shared rows and its own; without a chat, shared rows."""
    return scope == SHARED if chat_id is None else scope.in_((SHARED, chat_id))


def visible_among(scope: ColumnElement[int], chat_id: int | None) -> ColumnElement[bool]:
    """The same where other conditions find the rows: no index on the scope is to serve, which nearly all rows share."""
    return visible(Unindexed(scope), chat_id)


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite keeps it as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite has no zones: what it holds is UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside: NUL and lone surrogates become U+FFFD, so that offsets stay."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what the database would refuse."""
        return None if value is None else storable(value)


def key_column() -> Column[int]:
    """The number of a row."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def refers(name: str, target: str, *, nullable: bool = False, key: bool = False) -> Column[int]:
    """A row of another table: with it this one goes, or forgets it where it may be without."""
    on_delete = "SET NULL" if nullable else "CASCADE"
    return Column(name, ForeignKey(target, ondelete=on_delete), nullable=nullable, primary_key=key)
