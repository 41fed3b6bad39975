"""Every chat hears at its own hour, once, whatever its clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import schedule
from bot.model import Chat


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def chat(**changes: object) -> Chat:
    settings: dict[str, object] = {"timezone": "Europe/Kyiv", "hours": ("08:00",), "joined_at": at("2025-04-28T12:00")}
    return Chat(id=1, platform="console", address="console", **(settings | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("situation", "changes", "now", "due_at"),
    [
        ("a minute before its hour", {}, "2025-05-02T04:59", "2025-05-01T05:00"),
        ("at its hour", {}, "2025-05-02T05:00", "2025-05-02T05:00"),
        ("told already", {"last_digest_at": at("2025-05-02T05:00")}, "2025-05-02T09:00", None),
        ("late after a restart", {"last_digest_at": at("2025-05-01T05:00")}, "2025-05-02T07:30", "2025-05-02T05:00"),
        ("joined after today's hour", {"joined_at": at("2025-05-02T06:00")}, "2025-05-02T09:00", None),
        ("two hours a day", {"hours": ("18:00", "08:00")}, "2025-05-02T16:00", "2025-05-02T15:00"),
        ("weekdays only, on Sunday", {"weekdays": (0, 1, 2, 3, 4)}, "2025-05-04T06:00", "2025-05-02T05:00"),
        ("paused", {"is_paused": True}, "2025-05-02T05:00", None),
        ("quiet hours over its hour", {"quiet": ("22:00", "09:00")}, "2025-05-02T05:30", None),
        ("quiet hours over", {"quiet": ("22:00", "09:00")}, "2025-05-02T06:00", "2025-05-02T05:00"),
        ("no weekday at all", {"weekdays": ()}, "2025-05-02T06:00", None),
        ("an hour skipped in spring", {"timezone": "America/New_York", "hours": ("02:30",),
         "joined_at": at("2025-03-09T06:00")}, "2025-03-09T07:30", "2025-03-09T07:30"),
        ("an hour that comes twice", {"timezone": "America/New_York", "hours": ("01:30",),
         "joined_at": at("2025-11-01T12:00")}, "2025-11-02T06:31", "2025-11-02T05:30"),
    ],
)  # fmt: skip
def test_a_chat_is_due(situation: str, changes: dict[str, object], now: str, due_at: str | None) -> None:
    owed = schedule.due(chat(**changes), at(now))
    assert (owed.due_at if owed else None) == (at(due_at) if due_at else None), situation


def test_days_offline_become_one_digest_that_says_since_when() -> None:
    owed = schedule.due(chat(last_digest_at=at("2025-04-29T05:00")), at("2025-05-02T11:00"))
    assert owed is not None
    assert owed.due_at == at("2025-05-02T05:00")
    assert owed.since == at("2025-04-29T05:00")
    assert owed.is_late


def test_a_merged_digest_reaches_seven_days_back_and_a_first_one_a_single_day() -> None:
    now = at("2025-05-02T05:00")
    long_gone = schedule.due(chat(last_digest_at=at("2025-03-01T05:00")), now)
    first = schedule.due(chat(), now)
    assert long_gone is not None
    assert first is not None
    assert long_gone.since == now - timedelta(days=7)
    assert first.since == now - timedelta(days=1)


def test_the_longest_waiting_chat_comes_first() -> None:
    kyiv, london = chat(), Chat(id=2, platform="slack", address="C1", timezone="Europe/London")
    owed = schedule.all_due([london, kyiv], at("2025-05-02T08:00"))
    assert [digest.chat.id for digest in owed] == [1, 2]


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (("22:00", "07:00"), "2025-05-02T20:00", "2025-05-03T04:00"),
        (("22:00", "07:00"), "2025-05-02T01:00", "2025-05-02T04:00"),
        (("22:00", "07:00"), "2025-05-02T04:00", None),
        (("13:00", "14:00"), "2025-05-02T10:30", "2025-05-02T11:00"),
        (None, "2025-05-02T10:30", None),
    ],
)
def test_quiet_hours_end(quiet: tuple[str, str] | None, now: str, until: str | None) -> None:
    assert schedule.quiet_until(chat(quiet=quiet), at(now)) == (at(until) if until else None)


zones = st.sampled_from(["UTC", "Europe/Kyiv", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])
clocks = st.times().map(lambda clock: f"{clock:%H:%M}")
days = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1))  # noqa: DTZ001  the zone is added below


@given(zones, clocks, days)
def test_over_any_four_days_each_day_is_told_once(zone: str, hour: str, start: datetime) -> None:
    now = start.replace(tzinfo=UTC)
    subscriber = chat(timezone=zone, hours=(hour,), joined_at=now)
    told = []
    for step in range(4 * 24 * 4):
        moment = now + timedelta(minutes=15 * step)
        if owed := schedule.due(subscriber, moment):
            told.append(owed.key)
            subscriber = chat(timezone=zone, hours=(hour,), joined_at=now, last_digest_at=owed.due_at)
    assert len(told) == len(set(told))
    assert len(told) in (3, 4)


@given(zones, clocks, days)
def test_the_next_moment_is_the_one_that_falls_due(zone: str, hour: str, start: datetime) -> None:
    now = start.replace(tzinfo=UTC)
    subscriber = chat(timezone=zone, hours=(hour,), joined_at=now)
    moment = schedule.next_moment(subscriber, now)
    assert moment is not None
    assert now < moment <= now + timedelta(hours=49)
    assert schedule.last_moment(subscriber, moment) == moment
