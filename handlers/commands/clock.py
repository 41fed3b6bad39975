"""Reading hours, weekdays, quiet hours and time zones as people write them. Pure; raises UsageError."""

from __future__ import annotations

import re
from datetime import time
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.digest.days import WEEKDAYS
from bot.errors import UsageError
from bot.model import Chat

CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
DAY_WORDS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
EVERY_DAY = tuple(range(7))
NOON = 12
MOST_HOURS = 4
NEAR_ENOUGH = 70


def read_hours(argument: str, chat: Chat) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """`08:00 18:00 mon-fri` → hours and weekdays; without weekdays the chat keeps its own."""
    hours: list[str] = []
    days: list[int] = []
    for word in argument.replace(",", " ").split():
        if word[0].isdigit():
            hours.append(_hour(word))
        else:
            days += _weekdays(word)
    if not hours:
        raise UsageError("Tell me an hour: time 08:00, or time 08:00 18:00 mon-fri.")
    if len(hours) > MOST_HOURS:
        raise UsageError(f"At most {MOST_HOURS} digests a day: time 08:00 18:00.")
    return tuple(sorted(set(hours))), tuple(sorted(set(days))) or chat.weekdays


def read_quiet(argument: str) -> tuple[str, str] | None:
    """`22-7` → quiet hours; `off` → None."""
    if argument.strip().lower() in ("off", "none", "no"):
        return None
    begin, dash, end = argument.replace("–", "-").replace(" to ", "-").partition("-")
    if not dash:
        raise UsageError("Tell me from when to when: quiet 22-7, or quiet off.")
    hours = _hour(begin.strip()), _hour(end.strip())
    if hours[0] == hours[1]:
        raise UsageError("Those are the same hour: use pause to stop messages, or quiet 22-7.")
    return hours


def read_timezone(argument: str) -> str:
    """An IANA zone by its name or its city, case and spaces aside; UsageError names the nearest ones."""
    wanted = "_".join(argument.split()).lower()
    if not wanted:
        raise UsageError("Tell me a time zone: timezone Europe/Kyiv.")
    zones = sorted(available_timezones())
    exact = [zone for zone in zones if zone.lower() == wanted]
    by_city = [zone for zone in zones if zone.lower().rsplit("/", 1)[-1] == wanted and "/" in zone]
    if exact or len(by_city) == 1:
        return (exact or by_city)[0]
    near = by_city or _nearest(wanted, zones)
    hint = f" Did you mean {', '.join(near)}?" if near else " Names look like Europe/Kyiv or America/New_York."
    raise UsageError(f"I know no time zone “{argument.strip()[:60]}”.{hint}")


def say_hours(chat: Chat) -> str:
    """`08:00 and 18:00, Mon–Fri, Europe/Kyiv`."""
    hours = " and ".join(chat.hours)
    return f"{hours}, {say_weekdays(chat.weekdays)}, {chat.timezone}"


def say_quiet(quiet: tuple[str, str] | None) -> str:
    """`Quiet hours: 22:00 to 07:00`."""
    return f"Quiet hours: {quiet_hours(quiet)}"


def quiet_hours(quiet: tuple[str, str] | None) -> str:
    """`22:00 to 07:00`."""
    return f"{quiet[0]} to {quiet[1]}" if quiet else "none"


def say_weekdays(days: tuple[int, ...]) -> str:
    """`every day`, `Mon–Fri`, `Mon, Wed, Fri`."""
    if days == EVERY_DAY:
        return "every day"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):  # noqa: PLR2004  a range reads better from three
        return f"{WEEKDAYS[days[0]]}–{WEEKDAYS[days[-1]]}"
    return ", ".join(WEEKDAYS[day] for day in days)


def _hour(word: str) -> str:
    found = CLOCK.fullmatch(word)
    if not found:
        raise UsageError(f"“{word[:20]}” is no hour: write 08:00 or 6pm.")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % NOON + (NOON if found[3].lower() == "pm" else 0)
    try:
        return f"{time(hour, minute):%H:%M}"
    except ValueError:
        raise UsageError(f"“{word[:20]}” is no hour of the day: write 08:00 or 18:30.") from None


def _weekdays(word: str) -> list[int]:
    lowered = word.lower().replace("–", "-")
    if lowered in ("daily", "everyday"):
        return list(EVERY_DAY)
    if lowered in ("weekdays", "workdays"):
        return list(range(5))
    first, _, last = lowered.partition("-")
    try:
        begin, end = DAY_WORDS[first[:3]], DAY_WORDS[(last or first)[:3]]
    except KeyError:
        raise UsageError(f"“{word[:20]}” is no weekday: write mon-fri or sat.") from None
    return [day % 7 for day in range(begin, begin + (end - begin) % 7 + 1)]


def _nearest(wanted: str, zones: list[str]) -> list[str]:
    cities = {zone: zone.rsplit("/", 1)[-1].lower() for zone in zones}
    found = process.extract(wanted.rsplit("/", 1)[-1], cities, scorer=fuzz.ratio, limit=3, score_cutoff=NEAR_ENOUGH)
    return [zone for _, _, zone in found]
