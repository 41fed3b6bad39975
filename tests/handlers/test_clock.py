"""Hours, weekdays and time zones as people type them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.model import Chat
from handlers.commands import clock

CHAT = Chat(id=1, platform="console", address="console", weekdays=(0, 2))


@pytest.mark.parametrize(
    ("typed", "hours", "days"),
    [
        ("08:00", ("08:00",), (0, 2)),
        ("8", ("08:00",), (0, 2)),
        ("6pm 8am", ("08:00", "18:00"), (0, 2)),
        ("12am, 12pm", ("00:00", "12:00"), (0, 2)),
        ("7.30 mon-fri", ("07:30",), (0, 1, 2, 3, 4)),
        ("9:00 Saturday Sunday", ("09:00",), (5, 6)),
        ("9:00 fri–mon", ("09:00",), (0, 4, 5, 6)),
        ("9:00 daily", ("09:00",), (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_hours_are_read(typed: str, hours: tuple[str, ...], days: tuple[int, ...]) -> None:
    assert clock.read_hours(typed, CHAT) == (hours, days)


@pytest.mark.parametrize("typed", ["", "25:00", "8:99", "noonish", "mon-fri", "1 2 3 4 5", "8:00 caturday"])
def test_what_is_no_hour_gets_an_example(typed: str) -> None:
    with pytest.raises(UsageError, match=r"time 08:00|write"):
        clock.read_hours(typed, CHAT)


@pytest.mark.parametrize(("typed", "quiet"), [("22-7", ("22:00", "07:00")), ("10pm – 6am", None), ("off", None)])
def test_quiet_hours_are_read(typed: str, quiet: tuple[str, str] | None) -> None:
    expected = ("22:00", "06:00") if typed.startswith("10pm") else quiet
    assert clock.read_quiet(typed) == expected


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("Europe/Kyiv", "Europe/Kyiv"), ("europe/kyiv", "Europe/Kyiv"), ("new york", "America/New_York"), ("utc", "UTC")],
)
def test_time_zones_are_found_by_name_and_city(typed: str, zone: str) -> None:
    assert clock.read_timezone(typed) == zone


def test_a_misspelt_time_zone_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean Europe/London"):
        clock.read_timezone("Lonndon")


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_clock(typed: str) -> None:
    with contextlib.suppress(UsageError):
        hours, days = clock.read_hours(typed, CHAT)
        assert hours
        assert set(days) <= set(range(7))
    with contextlib.suppress(UsageError):
        clock.read_quiet(typed)
