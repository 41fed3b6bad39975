"""Who is due when: pure, in each chat's own clock.

A due moment is one of the chat's hours on one of its weekdays, in its time zone. An hour that the clocks skip
in spring is taken as the same instant (02:30 becomes 03:30); an hour that comes twice in autumn counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import Chat

LOOK_BACK = timedelta(days=7)  # product.md promise 4: a merged digest reaches at most 7 days back
FIRST_LOOK_BACK = timedelta(days=1)  # product.md, The digest: "first follow: at most one day back"


@dataclass(frozen=True, slots=True)
class Due:
    """A digest owed to a chat: at which moment it fell due, and what stretch of time it covers."""

    chat: Chat
    due_at: datetime
    since: datetime
    is_late: bool  # at least one earlier due moment was missed and is merged into this digest

    @property
    def key(self) -> str:
        """Unique per chat: the due moment, so that a restart cannot owe the same digest twice."""
        return f"digest:{self.due_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def local_clock(moment: datetime, timezone: str) -> str:
    """The time of day of a moment in a zone: `08:00`."""
    return f"{moment.astimezone(ZoneInfo(timezone)):%H:%M}"


def parse_hour(text: str) -> time:
    """Parse `08:00`; raises ValueError for anything else."""
    return time.fromisoformat(text)


def moments_on(chat: Chat, day: date) -> list[datetime]:
    """Every due moment of one local day, in UTC, in order."""
    if day.weekday() not in chat.weekdays:
        return []
    zone = ZoneInfo(chat.timezone)
    hours = sorted({parse_hour(hour) for hour in chat.hours})
    return [datetime.combine(day, hour, zone).astimezone(UTC) for hour in hours]


def last_moment(chat: Chat, now: datetime) -> datetime | None:
    """The latest due moment at or before `now`, at most seven days back."""
    return next(_moments_back(chat, now), None)


def next_moment(chat: Chat, now: datetime) -> datetime | None:
    """The first due moment after `now`; None for a chat without hours or weekdays."""
    today = now.astimezone(ZoneInfo(chat.timezone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(8))
    return next((moment for day in days for moment in moments_on(chat, day) if moment > now), None)


def due(chat: Chat, now: datetime) -> Due | None:
    """The one digest that the chat is owed at `now`, or None.

    Moments missed (a day offline) are merged into the newest one; a moment before the chat joined is not owed.
    """
    if chat.is_paused or quiet_until(chat, now):
        return None
    done_until = chat.last_digest_at or chat.joined_at or datetime.min.replace(tzinfo=UTC)
    missed = [moment for moment in _moments_back(chat, now) if moment > done_until]
    if not missed:
        return None
    return Due(chat=chat, due_at=missed[0], since=_since(chat, now), is_late=len(missed) > 1)


def all_due(chats: Iterable[Chat], now: datetime) -> list[Due]:
    """Every digest owed at `now`, the longest-waiting chat first."""
    owed = [digest for chat in chats if (digest := due(chat, now))]
    return sorted(owed, key=lambda digest: (digest.due_at, digest.chat.id))


def quiet_until(chat: Chat, now: datetime) -> datetime | None:
    """When the chat's quiet hours end, if `now` lies inside them; they may run over midnight."""
    if chat.quiet is None:
        return None
    begin, end = (parse_hour(hour) for hour in chat.quiet)
    zone = ZoneInfo(chat.timezone)
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    runs_over_midnight = begin > end
    is_quiet = (clock >= begin or clock < end) if runs_over_midnight else begin <= clock < end
    if not is_quiet:
        return None
    ends_tomorrow = runs_over_midnight and clock >= begin
    day = local.date() + timedelta(days=1 if ends_tomorrow else 0)
    return datetime.combine(day, end, zone).astimezone(UTC)


def _moments_back(chat: Chat, now: datetime) -> Iterator[datetime]:
    today = now.astimezone(ZoneInfo(chat.timezone)).date()
    for back in range(LOOK_BACK.days + 1):
        for moment in reversed(moments_on(chat, today - timedelta(days=back))):
            if now - LOOK_BACK <= moment <= now:
                yield moment


def _since(chat: Chat, now: datetime) -> datetime:
    if chat.last_digest_at is None:
        return now - FIRST_LOOK_BACK
    return max(chat.last_digest_at, now - LOOK_BACK)
