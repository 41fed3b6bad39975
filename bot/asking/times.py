"""When a question asks about: days and stretches of days in the chat's own time zone, as half-open UTC. Pure.

The stages, in order:
    1. frames       between A and B · from A to B · since A · after A · before A · until A · by A
    2. stretches    past 3 days · last few weeks · 2 days ago · this morning · last night
    3. days         yesterday · on Monday · last week · on 30 April · in April · this year · 2025 · Q2 2025
A period is taken out of the words of the question; what it was understood as is its `label`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.asking.days import Days, day_label, read_days, shifted
from bot.asking.tokens import Word
from bot.asking.words import Words

MOST_UNITS = 1_000


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: half-open in UTC, open ends None; `label` says how it was understood."""

    since: datetime | None
    until: datetime | None
    label: str


@dataclass(frozen=True, slots=True)
class Found:
    """A period and the words it took: [first, last)."""

    first: int
    last: int
    period: Period


@dataclass(frozen=True, slots=True)
class Clock:
    """Now, in the zone of the asker; `is_ahead` reads bare days ("on Friday", "in May") as coming, not past."""

    now: datetime
    zone: ZoneInfo
    is_ahead: bool = False

    @property
    def today(self) -> date:
        """The asker's calendar day."""
        return self.now.astimezone(self.zone).date()

    def midnight(self, day: date, hour: int = 0) -> datetime:
        """The UTC moment at which a local day (or an hour of it) begins."""
        local = datetime.combine(day, time(0), tzinfo=self.zone) + timedelta(hours=hour)
        return local.astimezone(UTC)


def find_period(words: Sequence[Word], clock: Clock, vocabulary: Words) -> Found | None:
    """The first period these words name."""
    for at in range(len(words)):
        found = (
            _frame(words, at, clock, vocabulary)
            or _stretch(words, at, clock, vocabulary)
            or _plain(words, at, clock, vocabulary)
        )
        if found:
            return _with_next(words, found, clock, vocabulary)
    return None


def _with_next(words: Sequence[Word], found: Found, clock: Clock, vocabulary: Words) -> Found:
    """ "yesterday or today": from the first to the last of both."""
    period = found.period
    if found.last + 1 >= len(words) or words[found.last].low not in ("or", "and"):
        return found
    other = _plain(words, found.last + 1, clock, vocabulary)
    starts = period.since, other.period.since if other else None
    ends = period.until, other.period.until if other else None
    if other is None or None in starts or None in ends:
        return found
    label = f"{period.label} {words[found.last].low} {other.period.label}"
    return Found(found.first, other.last, Period(min(filter(None, starts)), max(filter(None, ends)), label))


def _frame(words: Sequence[Word], at: int, clock: Clock, vocabulary: Words) -> Found | None:
    opener = words[at].low
    if opener in ("between", "from"):
        return _range(words, at, clock, vocabulary)
    if opener not in ("since", "after", "before", "until", "till", "by"):
        return None
    days = read_days(words, at + 1, clock.today, vocabulary, is_framed=True)
    if days is None or days.is_possessive:
        return None
    return Found(at, days.after, _framed(opener, days, clock))


def _framed(opener: str, days: Days, clock: Clock) -> Period:
    label = f"{opener} {day_label(days, clock.today)}"
    if opener == "since":
        return Period(clock.midnight(days.first), None, label)
    if opener == "after":
        return Period(clock.midnight(days.last + timedelta(days=1)), None, label)
    if opener == "before":
        return Period(None, clock.midnight(days.first), label)
    return Period(None, clock.midnight(days.last + timedelta(days=1)), label)


def _range(words: Sequence[Word], at: int, clock: Clock, vocabulary: Words) -> Found | None:
    """`between Monday and Wednesday`, `from 28 April to 2 May`, `between 1 and 5 May`; both ends belong to it."""
    joiners = ("and",) if words[at].low == "between" else ("to", "until", "till", "through", "-")
    middle = next((spot for spot in range(at + 2, min(at + 7, len(words) - 1)) if words[spot].low in joiners), None)
    if middle is None:
        return None
    last = read_days(words, middle + 1, clock.today, vocabulary, is_framed=True)
    if last is None:
        return None
    first = _range_start(words, (at + 1, middle), last, clock, vocabulary)
    if first is None:
        return None
    if first.first > last.last:  # "between December and February": the first one is of the year before
        first = shifted(first, -1)
    label = f"{day_label(first, clock.today)} – {day_label(last, clock.today)}"
    end = clock.midnight(last.last + timedelta(days=1))
    return Found(at, last.after, Period(clock.midnight(first.first), end, label))


def _range_start(
    words: Sequence[Word], bounds: tuple[int, int], last: Days, clock: Clock, vocabulary: Words
) -> Days | None:
    start, middle = bounds
    first = read_days(words, start, clock.today, vocabulary, is_framed=True)
    if first is not None and first.after == middle:
        return first
    if middle == start + 1 and words[start].low.isdigit() and last.precision == "day":  # "between 1 and 5 May"
        try:
            day = last.first.replace(day=int(words[start].low))
        except ValueError:
            return None
        return Days(day, day, "day", middle)
    return None


def _stretch(words: Sequence[Word], at: int, clock: Clock, vocabulary: Words) -> Found | None:
    return (
        _past(words, at, clock, vocabulary) or _ago(words, at, clock, vocabulary) or _part(words, at, clock, vocabulary)
    )


def _past(words: Sequence[Word], at: int, clock: Clock, vocabulary: Words) -> Found | None:
    """`in the past 3 days`, `over the last few weeks`, `within 24 hours`, `next 2 weeks`, `past week`."""
    spot = at
    while spot < len(words) and words[spot].low in ("in", "over", "during", "within", "for", "the", "these"):
        spot += 1
    direction = words[spot].low if spot < len(words) else ""
    if direction not in ("past", "last", "next", "coming", "previous", "recent") or (
        direction == "recent" and spot == at
    ):
        return None
    number, after = _number(words, spot + 1, vocabulary)
    if after >= len(words) or (unit := vocabulary.units.get(words[after].low)) is None:
        return None
    if number is None:
        if direction in ("last", "next", "previous", "coming") or words[after].low.endswith("s"):
            return None  # "last week" is the calendar week: see calendar.py
        number = 1
    label = f"{'next' if direction in ('next', 'coming') else 'past'} {number} {words[after].low}"
    if direction in ("next", "coming"):
        end = clock.midnight(_moved(clock.today, number, unit) + timedelta(days=1))
        return Found(at, after + 1, Period(clock.now, end, label))
    since = (
        clock.now - timedelta(hours=number) if unit == "hours" else clock.midnight(_moved(clock.today, -number, unit))
    )
    return Found(at, after + 1, Period(since, None, label))


def _ago(words: Sequence[Word], at: int, clock: Clock, vocabulary: Words) -> Found | None:
    """`3 days ago`, `a week ago`."""
    number, after = _number(words, at, vocabulary)
    if number is None or after + 1 >= len(words) or words[after + 1].low != "ago":
        return None
    unit = vocabulary.units.get(words[after].low)
    if unit is None:
        return None
    if unit == "hours":
        moment = clock.now - timedelta(hours=number)
        return Found(at, after + 2, Period(moment, None, f"past {number} hours"))
    day = _moved(clock.today, -number, unit)
    days = Days(day, day, "day", after + 2)
    return Found(
        at,
        after + 2,
        Period(clock.midnight(day), clock.midnight(day + timedelta(days=1)), f"on {day_label(days, clock.today)}"),
    )


def _part(words: Sequence[Word], at: int, clock: Clock, vocabulary: Words) -> Found | None:
    """`this morning`, `yesterday evening`, `last night`, `tonight`."""
    first = words[at].low
    if first == "tonight":
        return _hours(clock, clock.today, (18, 24), (at, at + 1), "tonight")
    part = words[at + 1].low if at + 1 < len(words) else ""
    if part not in vocabulary.parts or first not in ("this", "yesterday", "last", "tomorrow"):
        return None
    if first == "last":
        first = "yesterday"
    shift = {"this": 0, "yesterday": -1, "tomorrow": 1}[first]
    label = "last night" if (first, part) == ("yesterday", "night") else f"{first} {part}"
    return _hours(clock, clock.today + timedelta(days=shift), vocabulary.parts[part], (at, at + 2), label)


def _hours(clock: Clock, day: date, hours: tuple[int, int], taken: tuple[int, int], label: str) -> Found:
    period = Period(clock.midnight(day, hours[0]), clock.midnight(day, hours[1]), label)
    return Found(taken[0], taken[1], period)


def _plain(words: Sequence[Word], at: int, clock: Clock, vocabulary: Words) -> Found | None:
    """A day or stretch by itself, with or without `on`, `in`, `during`, `this`."""
    opener = words[at].low
    is_opened = opener in ("on", "in", "during", "throughout", "of", "for", "at")
    start = at + 1 if is_opened else at
    if is_opened and start < len(words) and words[start].low == "the":
        start += 1
    days = read_days(words, start, clock.today, vocabulary, is_framed=is_opened, is_ahead=clock.is_ahead)
    if days is None or days.is_possessive:
        return None
    if not is_opened and days.is_bare and not _stands_alone(words, at, days):
        return None
    preposition = {"day": "on ", "month": "in ", "year": "in ", "quarter": "in "}.get(days.precision, "")
    named = day_label(days, clock.today)
    label = named if days.is_relative else f"{preposition}{named}"
    since, until = clock.midnight(days.first), clock.midnight(days.last + timedelta(days=1))
    after = days.after
    if days.precision == "day" and after < len(words) and words[after].low in vocabulary.parts:
        after += 1  # "on Thursday night": the hour of a day that is told the day after is not asked for
    return Found(at, after, Period(since, until, label))


def _stands_alone(words: Sequence[Word], at: int, days: Days) -> bool:
    """A weekday, month or year without a preposition counts at the end of the question or alone."""
    is_date_gone_wrong = at > 0 and words[at - 1].low[:1].isdigit()  # "31 February"
    return not is_date_gone_wrong and not any(word.low[:1].isalnum() for word in words[days.after :])


def _number(words: Sequence[Word], at: int, vocabulary: Words) -> tuple[int | None, int]:
    """A small number in figures or words, and the place after it."""
    if at >= len(words):
        return None, at
    low = words[at].low
    if low == "a" and at + 2 < len(words) and words[at + 1].low in ("couple", "few"):
        at, low = at + 1, words[at + 1].low
    if low.isascii() and low.isdigit():
        return min(int(low[:6]), MOST_UNITS), at + 1
    number = vocabulary.numbers.get(low)
    if number is None:
        return None, at
    after = at + 1
    if after < len(words) and words[after].low == "of":
        after += 1
    return number, after


def _moved(day: date, number: int, unit: str) -> date:
    days = {"hours": 1, "days": 1, "weeks": 7, "fortnights": 14, "months": 30, "quarters": 91, "years": 365}[unit]
    return day + timedelta(days=days * number)
