"""Whom we tell, and about what: chats, topics, follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A Telegram chat or forum topic, a Slack channel or DM, the console; with its own clock."""

    id: int
    platform: Literal["telegram", "slack", "console"]
    address: str  # the platform's chat id, with the thread or topic behind a slash where there is one
    title: str = ""
    timezone: str = "UTC"
    hours: tuple[str, ...] = ("08:00",)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0
    quiet: tuple[str, str] | None = None
    length: Literal["short", "normal", "long"] = "normal"
    muted: tuple[str, ...] = ()  # names and words that stay out of its digests and watches
    quiet_day: Literal["line", "silent"] = "line"
    is_paused: bool = False
    asks_an_hour: int | None = None  # set by the operator
    joined_at: datetime | None = None
    last_digest_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A named set of terms, places and people to follow (`seeds/topics.toml`)."""

    name: str
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


FollowKind = Literal["topic", "speaker", "organisation", "phrase", "outlet", "deals", "feed", "bundle", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """What a chat subscribes to, as it was typed (`text`) and as it was understood (the rest)."""

    id: int = 0
    chat_id: int = 0
    text: str
    kind: FollowKind
    subject: str  # canonical: the topic's name, the person, the phrase …
    about: str | None = None
    excluded: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    amount_from: Decimal | None = None
    currency: str | None = None
    is_watch: bool = False
    options: tuple[str, ...] = ()  # several held by that name: to be asked back, never kept
    created_at: datetime | None = None
