"""Saying days as a reader of a chat expects them: short, in the chat's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.model import ArticleRef, When

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date, today: date | None = None) -> str:
    """`Fri 2 May`; with the year when it is not this year's."""
    words = f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"
    return words if today is None or value.year == today.year else f"{words} {value.year}"


def local_day(moment: datetime, timezone: str) -> date:
    """The calendar day of a moment in a time zone."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def since(begun: datetime, now: datetime, timezone: str) -> str:
    """Since when: `Thu 1 May`, or the time of day if that is today: `12:00`."""
    day_begun = local_day(begun, timezone)
    if day_begun == local_day(now, timezone):
        return f"{begun.astimezone(ZoneInfo(timezone)):%H:%M}"
    return day(day_begun)


def when(value: When, today: date | None = None) -> str:
    """A stretch of days as precisely as it is known: `Wed 30 Apr`, `week of 28 Apr`, `Apr 2025`, `Q2 2025`, `2025`."""
    if value.precision == "day":
        return day(value.first, today)
    if value.precision == "week":
        return f"week of {value.first.day} {MONTHS[value.first.month - 1]}"
    if value.precision == "month":
        return f"{MONTHS[value.first.month - 1]} {value.first.year}"
    if value.precision == "quarter":
        return f"Q{(value.first.month + 2) // 3} {value.first.year}"
    return str(value.first.year)


def article_day(article: ArticleRef, timezone: str, today: date | None = None) -> str:
    """When an article was published, else when it arrived, else nothing."""
    moment = article.published_at or article.arrived_at
    return day(local_day(moment, timezone), today) if moment else ""


def moment(seconds: int) -> datetime:
    """The moment so many seconds after 1970 began, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
