"""Dates against the day of publication: as precise as the text, null rather than a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates import find_dates
from bot.text import tokenise
from tests.reading.dealing import DAY, dates, words

RESOLVED = [  # published on Friday, 2 May 2025
    ("They met on Wednesday.", "2025-04-30", "2025-04-30", "day"),
    ("They will meet on Wednesday.", "2025-05-07", "2025-05-07", "day"),
    ("The truce expires on Friday.", "2025-05-02", "2025-05-02", "day"),
    ("He said Tuesday it will end.", "2025-04-29", "2025-04-29", "day"),
    ("It will be signed Tuesday.", "2025-05-06", "2025-05-06", "day"),
    ("They met last Friday.", "2025-04-25", "2025-04-25", "day"),
    ("They meet next Tuesday.", "2025-05-06", "2025-05-06", "day"),
    ("They met on Monday last week.", "2025-04-21", "2025-04-21", "day"),
    ("They signed it yesterday.", "2025-05-01", "2025-05-01", "day"),
    ("They signed it on April 30.", "2025-04-30", "2025-04-30", "day"),
    ("They will sign it on May 8.", "2025-05-08", "2025-05-08", "day"),
    ("They signed it on 8 May.", "2024-05-08", "2024-05-08", "day"),
    ("They signed it on the 8th of May 2023.", "2023-05-08", "2023-05-08", "day"),
    ("They meet on Wednesday, May 7.", "2025-05-07", "2025-05-07", "day"),
    ("He left on January eight.", "2025-01-08", "2025-01-08", "day"),
    ("They voted 58 to two on 11 March to ratify it.", "2025-03-11", "2025-03-11", "day"),
    ("Filed 2025-05-01.", "2025-05-01", "2025-05-01", "day"),
    ("It closed last week.", "2025-04-21", "2025-04-27", "week"),
    ("They spoke over the weekend.", "2025-04-26", "2025-04-27", "week"),
    ("Talks began three weeks ago.", "2025-04-07", "2025-04-13", "week"),
    ("It ends by the end of June.", "2025-06-01", "2025-06-30", "month"),
    ("It opened in December.", "2024-12-01", "2024-12-31", "month"),
    ("It will open in December.", "2025-12-01", "2025-12-31", "month"),
    ("It was signed in March 2014.", "2014-03-01", "2014-03-31", "month"),
    ("It ends early next month.", "2025-06-01", "2025-06-30", "month"),
    ("It grew in the second quarter.", "2025-04-01", "2025-06-30", "quarter"),
    ("It grew in the fourth quarter.", "2024-10-01", "2024-12-31", "quarter"),
    ("It grew in the third quarter of 2023.", "2023-07-01", "2023-09-30", "quarter"),
    ("It was bought in 2015.", "2015-01-01", "2015-12-31", "year"),
    ("They recalled the 2015 Iran deal.", "2015-01-01", "2015-12-31", "year"),
    ("It was agreed a year ago.", "2024-01-01", "2024-12-31", "year"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), RESOLVED)
def test_a_date_is_resolved_against_the_day_of_publication(text: str, first: str, last: str, precision: str) -> None:
    [found] = dates(text)
    assert found.when is not None
    assert (found.when.first.isoformat(), found.when.last.isoformat(), found.when.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "It began over 100 days ago.",  # more than that
        "It fell on 31 February.",
        "They met two days later.",  # later than what?
        "Profit rose in fiscal year 2015.",
    ],
)
def test_what_the_text_does_not_tell_stays_open(text: str) -> None:
    assert [found.when for found in dates(text)] == [None]


def test_a_weekday_of_this_week_with_next_could_be_either() -> None:
    [found] = find_dates(tokenise("They meet next Friday."), date(2025, 4, 29), words().dates)
    assert found.when is None


def test_the_same_day_is_the_last_day_named() -> None:
    first, second = dates("On Wednesday Congress was told. That same day they signed it.")
    assert second.when == first.when


def test_two_days_later_counts_from_the_last_day_named() -> None:
    _, second = dates("He came on Monday. Two days later he left.")
    assert second.when is not None
    assert second.when.day == date(2025, 4, 30)


@pytest.mark.parametrize("text", ["He may 5 times.", "They march on.", "Ms. May spoke.", "an august body"])
def test_words_that_are_no_dates(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(("text", "count"), [("They met on Wednesday.", 1), ("It was sold on May 3.", 1)])
def test_without_a_day_of_publication_relative_dates_stay_open(text: str, count: int) -> None:
    found = dates(text, None)
    assert [each.when for each in found] == [None] * count


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    month = day.strftime("%B")
    for text in (f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}", day.isoformat()):
        [found] = dates(f"It happened {text}.")
        assert found.when is not None
        assert found.when.day == day


@given(published=st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)), offset=st.integers(0, 6))
def test_a_weekday_in_the_past_is_at_most_six_days_back(published: date, offset: int) -> None:
    day = published - timedelta(offset)
    [found] = dates(f"They signed it on {day.strftime('%A')}.", published)
    assert found.when is not None
    assert found.when.day == day


PIECES = st.lists(
    st.sampled_from(
        [
            "Monday",
            "next",
            "last",
            "week",
            "May",
            "may",
            "8",
            "31",
            "2015",
            "the end of",
            "June",
            "two",
            "days",
            "ago",
            "later",
            ",",
            "quarter",
            "second",
            "weekend",
            "same day",
            "9999-12-31",
            "0000-00-00",
            "Feb.",
            "29",
            "\n",
        ]
    ),
    max_size=25,
)


@given(
    text=st.one_of(st.text(max_size=200), PIECES.map(" ".join)),
    published=st.one_of(st.none(), st.sampled_from([date.min, date.max, DAY])),
)
def test_nothing_raises_and_every_span_slices(text: str, published: date | None) -> None:
    last = 0
    for found in find_dates(tokenise(text), published, words().dates):
        start, end = found.span
        assert last <= start < end <= len(text)
        assert found.when is None or found.when.first <= found.when.last
        last = end
