"""When a question asks about, as people write it; now is Friday 2 May 2025, 19:00 in London."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.asking.ground import Ground
from bot.asking.times import Clock, Period, find_period
from bot.asking.tokens import joined, split
from tests.asking.conftest import FRIDAY

PAST = [
    ("today", "2025-05-02", "2025-05-03", "today"),
    ("yesterday", "2025-05-01", "2025-05-02", "yesterday"),
    ("yesterday or today", "2025-05-01", "2025-05-03", "yesterday or today"),
    ("the day before yesterday", "2025-04-30", "2025-05-01", "the day before yesterday"),
    ("this morning", "2025-05-02 05", "2025-05-02 12", "this morning"),
    ("last night", "2025-05-01 18", "2025-05-02", "last night"),
    ("yesterday evening", "2025-05-01 17", "2025-05-02", "yesterday evening"),
    ("on Monday", "2025-04-28", "2025-04-29", "on Mon"),
    ("on Friday", "2025-05-02", "2025-05-03", "on Fri"),
    ("last Friday", "2025-04-25", "2025-04-26", "on 25 Apr"),
    ("since Monday", "2025-04-28", None, "since Mon"),
    ("since last week", "2025-04-21", None, "since last week"),
    ("after 30 April", "2025-05-01", None, "after 30 Apr"),
    ("before Wednesday", None, "2025-04-30", "before Wed"),
    ("until yesterday", None, "2025-05-02", "until yesterday"),
    ("this week", "2025-04-28", "2025-05-05", "this week"),
    ("last week", "2025-04-21", "2025-04-28", "last week"),
    ("last month", "2025-04-01", "2025-05-01", "last month"),
    ("this year", "2025-01-01", "2026-01-01", "this year"),
    ("last weekend", "2025-04-26", "2025-04-28", "last weekend"),
    ("on 30 April", "2025-04-30", "2025-05-01", "on 30 Apr"),
    ("on the 30th of April", "2025-04-30", "2025-05-01", "on 30 Apr"),
    ("on April 30, 2024", "2024-04-30", "2024-05-01", "on 30 Apr 2024"),
    ("on 2025-04-30", "2025-04-30", "2025-05-01", "on 30 Apr"),
    ("on 30.4.2025", "2025-04-30", "2025-05-01", "on 30 Apr"),
    ("on 24 December", "2024-12-24", "2024-12-25", "on 24 Dec 2024"),
    ("in April", "2025-04-01", "2025-05-01", "in Apr"),
    ("in May", "2025-05-01", "2025-06-01", "in May"),
    ("in November", "2024-11-01", "2024-12-01", "in Nov 2024"),
    ("in April 2024", "2024-04-01", "2024-05-01", "in Apr 2024"),
    ("in 2024", "2024-01-01", "2025-01-01", "in 2024"),
    ("in Q1 2025", "2025-01-01", "2025-04-01", "in Q1 2025"),
    ("past 3 days", "2025-04-29", None, "past 3 days"),
    ("in the last two weeks", "2025-04-18", None, "past 2 weeks"),
    ("over the past few days", "2025-04-29", None, "past 3 days"),
    ("in the last 24 hours", "2025-05-01 19", None, "past 24 hours"),
    ("3 days ago", "2025-04-29", "2025-04-30", "on 29 Apr"),
    ("a week ago", "2025-04-25", "2025-04-26", "on 25 Apr"),
    ("between 28 April and 1 May", "2025-04-28", "2025-05-02", "28 Apr – 1 May"),
    ("between 28 and 30 April", "2025-04-28", "2025-05-01", "28 Apr – 30 Apr"),
    ("from Monday to Wednesday", "2025-04-28", "2025-05-01", "Mon – Wed"),
    ("between December and February", "2024-12-01", "2025-03-01", "Dec 2024 – Feb"),
]
AHEAD = [
    ("on Friday", "2025-05-02", "2025-05-03", "on Fri"),
    ("next Friday", "2025-05-09", "2025-05-10", "on 9 May"),
    ("on Thursday", "2025-05-08", "2025-05-09", "on Thu"),
    ("on 8 May", "2025-05-08", "2025-05-09", "on 8 May"),
    ("next week", "2025-05-05", "2025-05-12", "next week"),
    ("tomorrow", "2025-05-03", "2025-05-04", "tomorrow"),
    ("in June", "2025-06-01", "2025-07-01", "in Jun"),
]
NONE = [
    "Monday’s attack on the port", "the April bombing of the town", "what may come of it",
    "USA Today poll", "the 2024 election was",
    "on 31 February", "march on Washington", "sun and sea", "a second vote", "on 99 May", "last orders", "this is it",
]  # fmt: skip
LONDON = ZoneInfo("Europe/London")


def moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    day, _, hour = text.partition(" ")
    return datetime.fromisoformat(f"{day}T{hour or '00'}:00:00").replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(("text", "since", "until", "label"), PAST)
def test_a_period_is_read_in_the_askers_time_zone(
    ground: Ground, text: str, since: str | None, until: str | None, label: str
) -> None:
    words = split(f"what did Rubio say {text} about oil")
    found = find_period(words, Clock(FRIDAY, LONDON), ground.words)
    if found is None:  # a bare day counts only at the end
        words = split(f"what did Rubio say about oil {text}")
        found = find_period(words, Clock(FRIDAY, LONDON), ground.words)
    assert found is not None
    assert found.period == Period(moment(since), moment(until), label)
    assert joined([*words[: found.first], *words[found.last :]]) == "what did Rubio say about oil"


@pytest.mark.parametrize(("text", "since", "until", "label"), AHEAD)
def test_what_is_coming_is_looked_for_ahead(ground: Ground, text: str, since: str, until: str, label: str) -> None:
    found = find_period(split(f"what is due {text}"), Clock(FRIDAY, LONDON, is_ahead=True), ground.words)
    assert found is not None
    assert found.period == Period(moment(since), moment(until), label)


@pytest.mark.parametrize("text", NONE)
def test_words_that_only_look_like_a_time_stay_what_is_asked_about(ground: Ground, text: str) -> None:
    assert find_period(split(f"what did Rubio say about {text}"), Clock(FRIDAY, LONDON), ground.words) is None


def test_a_local_day_with_a_clock_change_has_its_own_length(ground: Ground) -> None:
    sunday = datetime(2025, 3, 30, 12, tzinfo=UTC)  # clocks went forward that night
    found = find_period(split("today"), Clock(sunday, LONDON), ground.words)
    assert found is not None
    assert found.period.since == datetime(2025, 3, 30, 0, tzinfo=UTC)
    assert found.period.until == datetime(2025, 3, 30, 23, tzinfo=UTC)
