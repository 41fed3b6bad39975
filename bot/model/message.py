"""What we tell a chat, free of any platform, and its way out: messages, digests, the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.model.article import ArticleRef
from bot.model.reading import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a run of quoted words stands: text[span] of that version of that article, to the letter."""

    article_id: str
    version: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a line in one style. A quotation carries its `quote`; marks around it are the renderer's."""

    text: str
    style: Literal["plain", "strong", "quiet", "quotation", "link"] = "plain"
    url: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a message; `sources` are numbers into Message.sources, shown as [1]."""

    runs: tuple[Run, ...]
    sources: tuple[int, ...] = ()
    bullet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed group of lines; the title may be empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `action` is stateless and versioned, at most 64 bytes: `v1:more:12`."""

    label: str
    action: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What we tell a chat, free of any platform."""

    title: str = ""
    sections: tuple[Section, ...] = ()
    sources: tuple[ArticleRef, ...] = ()  # source N of a line is sources[N - 1]
    buttons: tuple[tuple[Button, ...], ...] = ()
    is_silent: bool = False  # delivered without sound
    timezone: str = "UTC"  # whose days the dates of the sources are
    today: date | None = None  # the day it is written: dates of other years are told with their year
    is_passing: bool = False  # holds words of the one who asked: not kept once it is sent
    reply_to: str = ""  # the platform's id of the message (Telegram) or thread (Slack) that this answers


@dataclass(frozen=True, slots=True)
class FactKey:
    """One fact a chat was told: a merged statement by id, a deal by id and status, an upcoming by id and state."""

    kind: Literal["statement", "deal", "upcoming", "story"]
    id: int
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A composed digest and what it tells; `facts` are marked as told in the transaction that queues it."""

    message: Message
    facts: tuple[FactKey, ...] = ()
    stories: tuple[int, ...] = ()
    numbers: Mapping[int, tuple[FactKey, ...]] = field(default_factory=dict)  # what each [N] of the message stands for
    since: datetime | None = None
    until: datetime | None = None


MessageState = Literal["queued", "sending", "sent", "unknown", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message of the outbox. `key` is unique per chat: the digest's due time, the answer's update id …"""

    id: int
    chat_id: int
    key: str
    message: Message
    state: MessageState = "queued"
    part: int = 1
    attempts: int = 0
    created_at: datetime | None = None
    not_before: datetime | None = None
    platform_message_id: str | None = None
    error: str | None = None
