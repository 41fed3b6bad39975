"""The tables of the outbox, and rows that processes share."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from bot.store.schema import Moment, Words, metadata

OPEN = "state IN ('queued', 'sending')"

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("key", Words, nullable=False),
    Column("part", Integer, nullable=False),
    Column("body", Words, nullable=False),  # JSON of model.Message
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment),
    Column("claimed_at", Moment),
    Column("claimed_by", Words),
    Column("settled_at", Moment),
    Column("platform_message_id", Words),
    Column("error", Words),
    UniqueConstraint("chat_id", "key", "part"),
    Index("ix_messages_open", "chat_id", "id", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    Index(None, "chat_id", "id"),
    Index(None, "state"),
    sqlite_autoincrement=True,
)
told = Table(
    "told",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("fact_id", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, primary_key=True),
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),  # the draft's first part
    Column("told_at", Moment, nullable=False),
    Index(None, "kind", "fact_id"),
    Index(None, "message_id"),
)
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("fact_id", ForeignKey("facts.id", ondelete="CASCADE"), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("hidden_at", Moment, nullable=False),
    Column("told_at", Moment, nullable=False),
    Column("message_id", ForeignKey("messages.id", ondelete="SET NULL")),  # the message that paid it
    Index(None, "chat_id", "fact_id"),
    Index(None, "message_id"),
    Index(None, "fact_id"),
)
rates = Table(
    "rates",
    metadata,
    Column("key", Words, primary_key=True),
    Column("free_at", Float, nullable=False),  # theoretical arrival time, seconds since 1970
)
updates = Table(
    "updates",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("update_id", Words, primary_key=True),
    Column("seen_at", Moment, nullable=False, index=True),
)
