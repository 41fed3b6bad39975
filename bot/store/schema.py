"""The tables, as they stand at the newest migration. Full text lives beside them (see fulltext.py).

Scope is the id of the chat a row belongs to alone, SHARED for rows that every chat may see (promise 7).
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

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


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _refers(name: str, target: str, *, nullable: bool = False, key: bool = False) -> Column[int]:
    on_delete = "SET NULL" if nullable else "CASCADE"
    return Column(name, ForeignKey(target, ondelete=on_delete), nullable=nullable, primary_key=key)


# ---------------------------------------------------------------- chats

chats = Table(
    "chats",
    metadata,
    _id(),
    Column("platform", Text, nullable=False),
    Column("address", Words, nullable=False),
    Column("settings", Words, nullable=False),  # JSON of model.Chat
    Column("is_paused", Boolean, nullable=False, default=False),
    Column("blocked_at", Moment),
    Column("blocked_for", Words),
    UniqueConstraint("platform", "address"),
    sqlite_autoincrement=True,
)
follows = Table(
    "follows",
    metadata,
    _id(),
    _refers("chat_id", "chats.id"),
    Column("follow", Words, nullable=False),  # JSON of model.Follow
    Index(None, "chat_id"),
    sqlite_autoincrement=True,
)
chat_lines = Table(
    "chat_lines",
    metadata,
    _refers("chat_id", "chats.id", key=True),
    Column("lines", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
)
dialogs = Table(
    "dialogs",
    metadata,
    _refers("chat_id", "chats.id", key=True),
    Column("thread", Words, primary_key=True),
    Column("person", Words, primary_key=True),
    Column("question", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
)

# ---------------------------------------------------------------- feeds and articles

feeds = Table(
    "feeds",
    metadata,
    _id(),
    Column("url", Words, nullable=False),
    Column("scope", Integer, nullable=False, default=SHARED),
    Column("title", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("next_visit_at", Moment, index=True),
    Column("failures", Integer, nullable=False, default=0),
    UniqueConstraint("url", "scope"),
    sqlite_autoincrement=True,
)
visits = Table(
    "visits",
    metadata,
    _id(),
    _refers("feed_id", "feeds.id"),
    Column("visited_at", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("entries", Integer, nullable=False, default=0),
    Column("new_articles", Integer, nullable=False, default=0),
    Column("error", Words),
    Column("note", Words),
    Index(None, "feed_id", "id"),
)
stories = Table(
    "stories",
    metadata,
    _id(),
    Column("headline", Words, nullable=False),
    Column("headline_scope", Integer, nullable=False),  # whose article the headline was taken from
    Column("headline_article", Words),  # that article's outside id; None: the first article's title
    Column("headline_start", Integer),  # where in its text, None for its title
    Column("headline_end", Integer),
    Column("last_arrival_at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)
articles = Table(
    "articles",
    metadata,
    _id(),
    Column("outside_id", Words, nullable=False),
    Column("scope", Integer, nullable=False, default=SHARED),
    _refers("feed_id", "feeds.id", nullable=True),
    _refers("story_id", "stories.id", nullable=True),
    _refers("origin_id", "articles.id", nullable=True),  # the article whose text this one copies; None: its own
    Column("version", Integer, nullable=False, default=1),
    Column("is_read", Boolean, nullable=False, default=False),
    Column("skipped_for", Words),
    Column("title", Words, nullable=False),
    Column("url", Words),
    Column("outlet", Words),
    Column("author", Words),
    Column("language", Words),
    Column("published_at", Moment),
    Column("arrived_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),  # published_at, else arrived_at
    UniqueConstraint("outside_id", "scope"),
    Index(None, "scope", "at"),
    Index(None, "story_id"),
    Index(None, "feed_id"),
    Index(None, "origin_id"),
    Index("ix_articles_unread", "id", sqlite_where=text("is_read = 0"), postgresql_where=text("NOT is_read")),
    sqlite_autoincrement=True,
)
article_versions = Table(
    "article_versions",
    metadata,
    _refers("article_id", "articles.id", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("published_at", Moment),
    Column("arrived_at", Moment, nullable=False),
)
entries = Table(
    "entries",
    metadata,
    _refers("feed_id", "feeds.id", key=True),
    Column("key", Text, primary_key=True),  # digest of the publisher's key
    Column("fingerprint", Text, nullable=False),  # digest of title and text as the feed gave them
    Column("seen_at", Moment, nullable=False),
)

# ---------------------------------------------------------------- facts

facts = Table(
    "facts",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),  # statement, deal, upcoming
    Column("scope", Integer, nullable=False, default=SHARED),
    _refers("twin_id", "facts.id", nullable=True),  # the shared fact that a chat's own one repeats
    Column("identity", Text, nullable=False),  # digest of what makes it the same fact elsewhere
    Column("speaker", Words),  # folded
    Column("speaks_for", Words),  # folded
    Column("status", Text),  # a deal's newest status, an upcoming's state
    Column("amount", Float),  # a deal's largest figure, for comparing only
    Column("currency", Text),
    _refers("deal_id", "facts.id", nullable=True),
    Column("first_at", Moment, nullable=False),  # when it was said or done (else published): from
    Column("last_at", Moment, nullable=False),  # … to
    Column("recorded_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("hidden_at", Moment),
    Column("hidden_for", Text),
    Index(None, "identity"),
    Index(None, "speaker", "first_at"),
    Index(None, "speaks_for", "first_at"),
    Index(None, "kind", "first_at"),
    Index(None, "scope", "changed_at"),
    Index(None, "twin_id"),
    Index(None, "deal_id"),
    sqlite_autoincrement=True,
)
sources = Table(
    "sources",
    metadata,
    _id(),
    _refers("fact_id", "facts.id"),
    _refers("article_id", "articles.id"),
    Column("version", Integer, nullable=False),
    Column("is_current", Boolean, nullable=False, default=True),
    Column("record", Words, nullable=False),  # JSON of model.Statement, Deal or Upcoming
    Column("evidence", Words, nullable=False),  # the words of its context or evidence spans
    Index(None, "fact_id"),
    Index(None, "article_id"),
)
deal_parties = Table(
    "deal_parties",
    metadata,
    _refers("fact_id", "facts.id", key=True),
    Column("party", Words, primary_key=True),  # a key of the merging rule
    Index(None, "party"),
)
names = Table(
    "names",
    metadata,
    _id(),
    Column("scope", Integer, nullable=False, default=SHARED),
    Column("kind", Text, nullable=False),
    Column("key", Words, nullable=False),  # folded
    Column("name", Words, nullable=False),
    Column("statements", Integer, nullable=False, default=0),
    UniqueConstraint("key", "kind", "scope"),
    Index(None, "scope", "statements"),
)
name_aliases = Table(
    "name_aliases",
    metadata,
    _refers("name_id", "names.id", key=True),
    Column("key", Words, primary_key=True),
    Column("alias", Words, nullable=False),
    Index(None, "key"),
)
name_roles = Table(
    "name_roles",
    metadata,
    _refers("name_id", "names.id", key=True),
    Column("key", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
)
