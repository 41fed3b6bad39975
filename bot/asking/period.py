"""Whether a record is of the days asked about, on the asker's calendar. Pure.

The store compares moments, and a day known only as a day is one in UTC there: asked from London in summer, "on
Wednesday" touches the last hour of its Tuesday. What has a day of its own is held against days.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.model import Question, When

INSTANT = timedelta(microseconds=1)


def is_of_days(when: When | None, question: Question, timezone: str) -> bool:
    """Whether some day of `when` is one asked about; what has no day was found by its article's moment."""
    if when is None:
        return True
    zone = ZoneInfo(timezone)
    begins_late = question.until is not None and when.first > (question.until - INSTANT).astimezone(zone).date()
    ends_early = question.since is not None and when.last < question.since.astimezone(zone).date()
    return not (begins_late or ends_early)
