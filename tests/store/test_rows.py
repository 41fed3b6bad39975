"""Records in a row and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Chat, Deal, Follow, Message, Question, Statement, Upcoming
from bot.store.rows import decode, encode
from bot.store.terms import range_tokens, stems, time_tokens

st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))  # sums of money
st.register_type_strategy(float, st.floats(0, 1))  # confidence: not a number is not equal to itself


@pytest.mark.parametrize("kind", [Statement, Deal, Upcoming, Message, Question, Follow, Chat])
def test_any_record_comes_back_as_it_was(kind: type[object]) -> None:
    @given(record=st.from_type(kind))
    def round_trip(record: object) -> None:
        text = encode(record)
        assert json.loads(text) is not None
        assert decode(kind, text) == record

    round_trip()


def test_fields_of_a_later_version_are_passed_over() -> None:
    assert decode(Follow, '{"text":"oil","kind":"word","subject":"oil","colour":"red"}').subject == "oil"


@given(
    minutes=st.integers(0, 15_000_000),
    days=st.integers(0, 800),
    inside=st.floats(0, 1),
)
def test_a_day_within_a_range_shares_a_token_with_it(minutes: int, days: int, inside: float) -> None:
    first = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    last = first + timedelta(days=days)
    day = (first + (last - first) * inside).date()
    assert set(range_tokens(first, last)) & time_tokens(day, day)
    before, after = first.date() - timedelta(days=1), last.date() + timedelta(days=1)
    tokens = set(range_tokens(first, last))
    assert f"d:{before:%Y%m%d}" not in tokens
    assert f"d:{after:%Y%m%d}" not in tokens


@given(st.text(max_size=300))
def test_tokens_never_hold_what_a_query_could_stumble_over(text: str) -> None:
    for token in stems(text):
        assert token
        assert not set(token) & set("\"'():&|!*\\ \x00")
