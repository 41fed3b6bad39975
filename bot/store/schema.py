"""The tables, as they stand at the newest migration. Full text lives beside them (see fulltext.py).

Scope is the id of the chat a row belongs to alone, SHARED for rows that every chat may see (promise 7).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, Table, Text, UniqueConstraint, text

from bot.store.columns import SHARED, Moment, Words, key_column, metadata, refers, storable, visible, visible_among

__all__ = [
    "SHARED", "Moment", "Words", "article_versions", "articles", "chat_lines", "chats", "deal_parties",
    "dialogs", "entries", "facts", "feeds", "follows", "metadata", "name_aliases", "name_roles", "names",
    "sources", "storable", "stories", "visible", "visible_among", "visits",
]  # fmt: skip

# ---------------------------------------------------------------- chats

chats = Table(
    "chats",
    metadata,
    key_column(),
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
    key_column(),
    refers("chat_id", "chats.id"),
    Column("follow", Words, nullable=False),  # JSON of model.Follow
    Index(None, "chat_id"),
    sqlite_autoincrement=True,
)
chat_lines = Table(
    "chat_lines",
    metadata,
    refers("chat_id", "chats.id", key=True),
    Column("lines", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
)
dialogs = Table(
    "dialogs",
    metadata,
    refers("chat_id", "chats.id", key=True),
    Column("thread", Words, primary_key=True),
    Column("person", Words, primary_key=True),
    Column("question", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
)

# ---------------------------------------------------------------- feeds and articles

feeds = Table(
    "feeds",
    metadata,
    key_column(),
    Column("url", Words, nullable=False),
    Column("scope", Integer, nullable=False, default=SHARED),
    Column("title", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("next_visit_at", Moment, index=True),
    Column("failures", Integer, nullable=False, default=0),
    Column("moves_to", Words),  # where the last visit was sent for good; kept when the next one is sent there, too
    Column("former", Words, nullable=False, default="", server_default=""),  # addresses before, between line breaks
    UniqueConstraint("url", "scope"),
    sqlite_autoincrement=True,
)
visits = Table(
    "visits",
    metadata,
    key_column(),
    refers("feed_id", "feeds.id"),
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
    key_column(),
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
    key_column(),
    Column("outside_id", Words, nullable=False),
    Column("scope", Integer, nullable=False, default=SHARED),
    refers("feed_id", "feeds.id", nullable=True),
    refers("story_id", "stories.id", nullable=True),
    refers("origin_id", "articles.id", nullable=True),  # the article whose text this one copies; None: its own
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
    refers("article_id", "articles.id", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("published_at", Moment),
    Column("arrived_at", Moment, nullable=False),
)
entries = Table(
    "entries",
    metadata,
    refers("feed_id", "feeds.id", key=True),
    Column("key", Text, primary_key=True),  # digest of the publisher's key
    Column("fingerprint", Text, nullable=False),  # digest of title and text as the feed gave them
    Column("seen_at", Moment, nullable=False),
)

# ---------------------------------------------------------------- facts

facts = Table(
    "facts",
    metadata,
    key_column(),
    Column("kind", Text, nullable=False),  # statement, deal, upcoming
    Column("scope", Integer, nullable=False, default=SHARED),
    refers("twin_id", "facts.id", nullable=True),  # the shared fact that a chat's own one repeats
    Column("identity", Text, nullable=False),  # digest of what makes it the same fact elsewhere
    Column("speaker", Words),  # folded
    Column("speaks_for", Words),  # folded
    Column("status", Text),  # a deal's newest status, an upcoming's state
    Column("amount", Float),  # a deal's largest figure, for comparing only
    Column("currency", Text),
    refers("deal_id", "facts.id", nullable=True),
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
    key_column(),
    refers("fact_id", "facts.id"),
    refers("article_id", "articles.id"),
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
    refers("fact_id", "facts.id", key=True),
    Column("party", Words, primary_key=True),  # a key of the merging rule
    Index(None, "party"),
)
names = Table(
    "names",
    metadata,
    key_column(),
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
    refers("name_id", "names.id", key=True),
    Column("key", Words, primary_key=True),
    Column("alias", Words, nullable=False),
    Index(None, "key"),
)
name_roles = Table(
    "name_roles",
    metadata,
    refers("name_id", "names.id", key=True),
    Column("key", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
)
