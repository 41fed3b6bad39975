"""Stretches of the calendar: a day, a month, a quarter, a year, the week around a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from bot.model import When

YEARS = range(1800, 2200)
MONTHS_IN_QUARTER = 3


def on_day(ordinal: int) -> When | None:
    if not 1 <= ordinal <= date.max.toordinal():
        return None
    day = date.fromordinal(ordinal)
    return When(day, day, "day")


def in_month(year: int, month: int, day: int) -> When | None:
    """The day, or the month where `day` is 0, or the year where `month` is 0; None where there is no such day."""
    if year not in YEARS:
        return None
    if not month:
        return When(date(year, 1, 1), date(year, 12, 31), "year")
    last = monthrange(year, month)[1]
    if day > last:
        return None
    if day:
        return When(date(year, month, day), date(year, month, day), "day")
    return When(date(year, month, 1), date(year, month, last), "month")


def in_quarter(year: int, number: int) -> When | None:
    if year not in YEARS:
        return None
    month = MONTHS_IN_QUARTER * number
    return When(date(year, month - 2, 1), date(year, month, monthrange(year, month)[1]), "quarter")


def around(day: date, unit: str, step: int) -> When | None:
    """The stretch of `unit` that lies `step` units from the one `day` is in."""
    if unit in ("week", "weekend"):
        monday = day.toordinal() - day.weekday() + 7 * step
        opening = on_day(monday + (5 if unit == "weekend" else 0))
        closing = on_day(monday + 6)
        return None if opening is None or closing is None else When(opening.first, closing.first, "week")
    if unit == "year":
        year = day.year + step
        return in_month(year, 0, 0) if year in YEARS else None
    size = MONTHS_IN_QUARTER if unit == "quarter" else 1
    count = (day.year * 12 + day.month - 1) // size + step
    year, part = divmod(count, 12 // size)
    if year not in YEARS:
        return None
    return in_quarter(year, part + 1) if unit == "quarter" else in_month(year, part + 1, 0)
