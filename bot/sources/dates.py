"""Dates as feeds and pages write them → aware UTC. A missing zone is UTC; what cannot be true is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

LONGEST = 60
EARLIEST = datetime(1990, 1, 2, tzinfo=UTC)  # the web is younger; 1970-01-01 is how machines write "unknown"
TOLERANCE = timedelta(days=1)  # further ahead of now is no clock's mistake
FARTHEST_ZONE = timedelta(hours=14)

# Hours from UTC of the names that email.utils does not know.
ZONES = {
    "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "IST": 5.5, "SGT": 8, "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?|[A-Z]{2,4})?$",
    re.I,
)
_ZONE_NAME = re.compile(r"\s([A-Z]{2,5})$")


def parse_date(text: str, now: datetime | None = None) -> datetime | None:
    """The moment a text names, or None; with `now`, a moment shortly ahead of it is now and one far ahead is none."""
    cleaned = " ".join(text.split())
    if not cleaned or len(cleaned) > LONGEST:
        return None
    try:
        found = _iso(cleaned) or _rfc822(cleaned)
        return within(found, now) if found else None
    except (ValueError, OverflowError):
        return None


def within(moment: datetime, now: datetime | None) -> datetime | None:
    """The moment in UTC where it can be true, else None."""
    utc = moment.astimezone(UTC)
    if utc < EARLIEST or (now is not None and utc > now + TOLERANCE):
        return None
    return min(utc, now) if now is not None else utc


def is_day_only(text: str) -> bool:
    """Does the text name a day and no hour?"""
    return bool(re.fullmatch(r"\s*\d{4}-?\d\d-?\d\d\s*", text))


def midnight(day: date) -> datetime:
    """The beginning of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _iso(text: str) -> datetime | None:
    found = _ISO.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    extra_day = timedelta(days=1) if hour == "24" else timedelta(0)
    clock = (0 if hour == "24" else int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    return datetime(int(year), int(month), int(day), *clock, tzinfo=_zone(zone)) + extra_day


def _zone(name: str | None) -> timezone:
    if not name or name.upper() in ("Z", "GMT", "UTC"):
        return UTC
    if name[0] not in "+-":
        return timezone(timedelta(hours=ZONES.get(name.upper(), 0)))
    digits = name[1:].replace(":", "").ljust(4, "0")
    return _offset(timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * (-1 if name[0] == "-" else 1))


def _offset(offset: timedelta) -> timezone:
    """A zone as far from UTC as any on earth; beyond that the text is wrong and UTC the best guess."""
    return timezone(offset) if abs(offset) <= FARTHEST_ZONE else UTC


def _rfc822(text: str) -> datetime | None:
    parts = parsedate_tz(text)
    if parts is None:
        return None
    seconds = parts[9]
    named = _ZONE_NAME.search(text)
    if named and named.group(1) in ZONES:
        seconds = int(ZONES[named.group(1)] * 3600)
    return datetime(*parts[:5], min(parts[5], 59), tzinfo=_offset(timedelta(seconds=seconds or 0)))
