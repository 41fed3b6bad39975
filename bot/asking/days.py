"""Named days and stretches of days: yesterday, Monday, last week, 30 April, April 2025, this year, Q2 2025. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.asking.tokens import Word
from bot.asking.words import Words

Precision = Literal["day", "week", "month", "quarter", "year"]
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEARS = range(1900, 2101)
BOUNDS = frozenset(("end", "start", "beginning", "by", "before", "until", "rest", "middle", "during"))
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EUROPEAN = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{2,4})")
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")


@dataclass(frozen=True, slots=True)
class Days:
    """Days `first` to `last`, both included; `after` is the place behind the words that named them."""

    first: date
    last: date
    precision: Precision
    after: int
    label: str = ""  # for relative days: "yesterday", "last week"
    is_bare: bool = False  # a weekday, month or year that may as well be something else
    is_weekday: bool = False
    is_possessive: bool = False  # "Monday's vote": part of what is asked about, not of when

    @property
    def is_relative(self) -> bool:
        """Named from today on."""
        return bool(self.label)


def day_label(days: Days, today: date) -> str:
    """`yesterday`, `Mon`, `Wed 30 Apr`, `Apr 2025`, `Q2 2025`, `2025`."""
    if days.label:
        return days.label
    first = days.first
    year = "" if first.year == today.year else f" {first.year}"
    if days.precision == "day":
        if days.is_weekday and abs((today - first).days) < len(WEEKDAYS):
            return WEEKDAYS[first.weekday()]
        return f"{first.day} {MONTHS[first.month - 1]}{year}"
    if days.precision == "month":
        return f"{MONTHS[first.month - 1]}{year}"
    if days.precision == "quarter":
        return f"Q{(first.month + 2) // 3} {first.year}"
    return str(first.year)


def shifted(days: Days, years: int) -> Days:
    """The same days some years away."""
    return replace(days, first=_year_moved(days.first, years), last=_year_moved(days.last, years))


def read_days(
    words: Sequence[Word], at: int, today: date, vocabulary: Words, *, is_framed: bool = False, is_ahead: bool = False
) -> Days | None:
    """The days that the words from `at` on name; `is_framed` after a preposition, where "may" is a month."""
    if at >= len(words):
        return None
    found = (
        _relative(words, at, today, vocabulary)
        or _written(words, at, today)
        or _day_and_month(words, at, today, vocabulary)
        or _weekday(words, at, today, vocabulary, is_ahead=is_ahead)
        or _month(words, at, today, vocabulary, is_framed=is_framed)
        or _year_or_quarter(words, at)
    )
    if found is None:
        return None
    found = replace(found, is_possessive=found.is_possessive or words[found.after - 1].low.endswith(("'s", "'")))
    is_past_meant = not is_ahead and found.first > today and found.precision in ("day", "month") and not found.label
    if is_past_meant and not _has_year(words[at : found.after]):
        return shifted(found, -1)
    return found


def _relative(words: Sequence[Word], at: int, today: date, vocabulary: Words) -> Days | None:
    low = _plain(words[at])
    lows = [_plain(word) for word in words[at : at + 4]]
    if lows[:4] == ["the", "day", "before", "yesterday"] or lows[:3] == ["day", "before", "yesterday"]:
        day = today - timedelta(days=2)
        return Days(day, day, "day", at + (4 if low == "the" else 3), "the day before yesterday")
    if low in ("today", "yesterday", "tomorrow"):
        if words[at].text[:1].isupper() and at and words[at - 1].text.isupper() and len(words[at - 1].text) > 1:
            return None  # "USA Today"
        day = today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[low])
        return Days(day, day, "day", at + 1, low)
    start = at + 1 if low == "the" else at
    return _this_or_last(words, start, today, vocabulary) or (_whole(words, at, today) if low == "the" else None)


def _whole(words: Sequence[Word], at: int, today: date) -> Days | None:
    """`summarise the week`, `deals of the month`: the present one, at a question's end, unless its end is meant."""
    before = {word.low for word in words[max(0, at - 2) : at]}
    if at + 2 != len(words) or not at or not before.isdisjoint(BOUNDS):
        return None
    unit = _plain(words[at + 1])
    days = _unit(unit, today, 0) if unit in ("week", "month") else None
    return replace(days, after=at + 2, label=f"this {unit}") if days else None


def _this_or_last(words: Sequence[Word], at: int, today: date, vocabulary: Words) -> Days | None:
    """`this week`, `last month`, `next year`, `last weekend`, `this past week`."""
    if at + 1 >= len(words):
        return None
    which, unit = _plain(words[at]), _plain(words[at + 1])
    after = at + 2
    if which == "this" and unit == "past" and after < len(words):
        which, unit, after = "last", _plain(words[after]), after + 1
    shift = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1, "coming": 1}.get(which)
    if shift is None:
        return None
    names = {0: "this", -1: "last", 1: "next"}
    days = _unit(unit, today, shift)
    if days is None:
        return None
    label = f"{names[shift]} {unit}"
    possessive = words[after - 1].low.endswith("'s")
    return replace(days, after=after, label=label, is_possessive=possessive)


def _unit(unit: str, today: date, shift: int) -> Days | None:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return Days(monday, monday + timedelta(days=6), "week", 0)
    if unit == "weekend":
        saturday = today - timedelta(days=today.weekday()) + timedelta(days=5, weeks=shift)
        return Days(saturday, saturday + timedelta(days=1), "week", 0)
    if unit == "month":
        return _whole_month(*divmod(today.year * 12 + today.month - 1 + shift, 12))
    if unit == "quarter":
        year, number = divmod(today.year * 4 + (today.month - 1) // 3 + shift, 4)
        return _quarter(year, number + 1)
    if unit == "year":
        return Days(date(today.year + shift, 1, 1), date(today.year + shift, 12, 31), "year", 0)
    return None


def _written(words: Sequence[Word], at: int, today: date) -> Days | None:
    """`2025-04-30`, `30.4.2025`, `30/04/2025` (day first, unless only month first can be)."""
    text = words[at].low
    if match := ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := EUROPEAN.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        year += 2000 if year < 100 else 0  # noqa: PLR2004 - two figures of a year
        if month > len(MONTHS):
            day, month = month, day
    else:
        return None
    return _one_day(year, month, day, at + 1)


def _day_and_month(words: Sequence[Word], at: int, today: date, vocabulary: Words) -> Days | None:
    """`30 April`, `the 30th of April`, `April 30, 2025`, `Wed 30 Apr`."""
    start = at
    if _plain(words[start]) in vocabulary.weekdays and start + 1 < len(words):
        start += 1
        start += start < len(words) and words[start].low == ","
    start += start < len(words) and words[start].low == "the"
    if start + 1 >= len(words):
        return None
    day, month, after = _number_of_day(words[start].low), None, start + 1
    if day is not None:
        after = _after_suffix(words, after)
        after += after < len(words) and words[after].low == "of"
        month = vocabulary.months.get(_plain(words[after])) if after < len(words) else None
        after += 1
    elif (month := vocabulary.months.get(_plain(words[start]))) is not None:
        after += words[after].low == "the" and after + 1 < len(words)
        day = _number_of_day(words[after].low)
        after = _after_suffix(words, after + 1)
    if day is None or month is None:
        return None
    year, after = _year_after(words, after)
    return _one_day(year or today.year, month, day, after)


def _weekday(words: Sequence[Word], at: int, today: date, vocabulary: Words, *, is_ahead: bool) -> Days | None:
    """`Monday`, `last Monday`, `next Friday`: the latest one before or on today, or the coming one."""
    which = _plain(words[at])
    start = at + 1 if which in ("last", "this", "next", "past", "coming") else at
    if start >= len(words) or (number := vocabulary.weekdays.get(_plain(words[start]))) is None:
        return None
    if start == at and words[at].low in vocabulary.ambiguous and not words[at].text[:1].isupper():
        return None
    back = (today.weekday() - number) % 7
    if which in ("next", "coming") or (is_ahead and which not in ("last", "past")):
        day = today + timedelta(days=(number - today.weekday()) % 7 or (7 if which == "next" else 0))
    else:
        day = today - timedelta(days=back or (7 if which in ("last", "past") else 0))
    return Days(day, day, "day", start + 1, is_bare=start == at, is_weekday=True)


def _month(words: Sequence[Word], at: int, today: date, vocabulary: Words, *, is_framed: bool) -> Days | None:
    """`April`, `April 2025`, `last April`, `early May`."""
    start = at + 1 if _plain(words[at]) in ("last", "this", "next", "early", "late", "mid") else at
    if start >= len(words) or (month := vocabulary.months.get(_plain(words[start]))) is None:
        return None
    year, after = _year_after(words, start + 1)
    is_doubtful = _plain(words[start]) in vocabulary.ambiguous and not is_framed and year is None and start == at
    if is_doubtful or (start != at and words[at].low == "this" and month != today.month and year):
        return None
    return replace(_whole_month(year or today.year, month - 1), after=after, is_bare=year is None and start == at)


def _year_or_quarter(words: Sequence[Word], at: int) -> Days | None:
    low = words[at].low
    if low.isascii() and low.isdigit() and len(low) == 4 and int(low) in YEARS:  # noqa: PLR2004 - figures of a year
        return Days(date(int(low), 1, 1), date(int(low), 12, 31), "year", at + 1, is_bare=True)
    number = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}.get(low)
    year, after = _year_after(words, at + 1)
    if number is None or year is None:
        return None
    return replace(_quarter(year, number), after=after)


def _whole_month(year: int, month_from_0: int) -> Days:
    last = calendar.monthrange(year, month_from_0 + 1)[1]
    return Days(date(year, month_from_0 + 1, 1), date(year, month_from_0 + 1, last), "month", 0)


def _quarter(year: int, number: int) -> Days:
    last = _whole_month(year, number * 3 - 1).last
    return Days(date(year, number * 3 - 2, 1), last, "quarter", 0)


def _one_day(year: int, month: int, day: int, after: int) -> Days | None:
    if year not in YEARS:
        return None
    try:
        moment = date(year, month, day)
    except ValueError:
        return None
    return Days(moment, moment, "day", after)


def _number_of_day(low: str) -> int | None:
    match = ORDINAL.fullmatch(low)
    return int(match[1]) if match and low.isascii() else None


def _after_suffix(words: Sequence[Word], at: int) -> int:
    return at + (at < len(words) and words[at].low in ("st", "nd", "rd", "th"))


def _year_after(words: Sequence[Word], at: int) -> tuple[int | None, int]:
    spot = at + (at < len(words) and words[at].low in (",", "of"))
    low = words[spot].low if spot < len(words) else ""
    if low.isascii() and low.isdigit() and len(low) == 4 and int(low) in YEARS:  # noqa: PLR2004 - figures of a year
        return int(low), spot + 1
    return None, at


def _has_year(words: Sequence[Word]) -> bool:
    return any(_year_after([word], 0)[0] for word in words) or any("-" in word.low or "/" in word.low for word in words)


def _year_moved(day: date, years: int) -> date:
    year = min(max(day.year + years, YEARS.start), YEARS.stop - 1)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def _plain(word: Word) -> str:
    return word.low.removesuffix("'s").rstrip("'")
