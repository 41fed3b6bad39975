"""Did it happen? Rows of what the record holds a day later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.digest.outcomes import outcome_of
from tests.digest.records import NOW, agreed, an_article, coming, step

ANNOUNCED = an_article("Parliament will ratify the minerals deal on 8 May.", id="before")
LATER = an_article("x", id="after", published_at=NOW + timedelta(days=6), arrived_at=NOW + timedelta(days=6))
DUE = date(2025, 5, 8)
RATIFIED = ("happened", "ratified")
NOTHING = ("unknown", "nothing on record yet")


@pytest.mark.parametrize(
    ("what", "trail", "expected"),
    [
        ("ratify the minerals deal", (step("signed", ANNOUNCED), step("ratified", LATER, DUE)), RATIFIED),
        ("ratify the minerals deal", (step("ratified", LATER),), RATIFIED),  # dated by its article
        ("ratify the minerals deal", (step("signed", ANNOUNCED, date(2025, 4, 30)),), NOTHING),
        ("ratify the minerals deal", (step("ratified", ANNOUNCED, date(2025, 5, 1)),), NOTHING),
        ("vote on the minerals deal", (step("collapsed", LATER),), ("happened", "collapsed")),
        ("debate the minerals deal", (step("ratified", LATER),), NOTHING),
    ],
)  # fmt: skip
def test_the_trail_of_the_deal_answers(what: str, trail: Any, expected: tuple[str, str]) -> None:
    held = coming(ANNOUNCED, 1, what, DUE, who="Parliament", deal_id=2)
    deal = agreed(ANNOUNCED, 2, (), "minerals deal", trail=trail)
    found = outcome_of(held, deal, [])
    assert (found.state, found.words) == expected


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("All six ships with wheat were unloaded at Port Aldane.", "happened"),
        ("The six ships with wheat will be unloaded next week.", "unknown"),
        ("The unloading of all six ships with wheat was postponed.", "postponed"),
        ("Six ministers met in Trieste.", "unknown"),
    ],
)
def test_a_later_article_of_the_story_answers_in_its_own_words(sentence: str, state: str) -> None:
    held = coming(ANNOUNCED, 1, "all six ships with wheat will be unloaded", date(2025, 5, 6))
    later = an_article(f"It was a calm day. {sentence} Nobody spoke.", id="later", published_at=NOW + timedelta(days=5))
    found = outcome_of(held, None, [later])
    assert found.state == state
    assert found.words == (sentence if state != "unknown" else "nothing on record yet")


def test_an_article_of_before_the_day_and_the_one_that_announced_it_do_not_answer() -> None:
    held = coming(ANNOUNCED, 1, "all six ships with wheat will be unloaded", date(2025, 5, 6))
    early = an_article("All six ships with wheat were unloaded.", id="early", published_at=NOW)
    assert outcome_of(held, None, [early]).state == "unknown"


def test_of_an_event_too_vague_nothing_is_said() -> None:
    assert outcome_of(coming(ANNOUNCED, 1, "walk out", DUE), None, []).words == ""


def test_another_story_counts_where_it_names_who_did_it() -> None:
    held = coming(ANNOUNCED, 1, "hold a town meeting", DUE, who="Taras Hrynenko")
    day = datetime(DUE.year, DUE.month, DUE.day, 12, tzinfo=UTC)
    told = "Mayor Taras Hrynenko held a town meeting in Verbove, two days before the vote."
    by_him = an_article(told, id="met", published_at=day)
    by_others = an_article("The council did hold a town meeting in Verbove.", id="council", published_at=day)
    assert outcome_of(held, None, [by_others, by_him], is_elsewhere=True).words == told
    assert outcome_of(held, None, [by_others], is_elsewhere=True).state == "unknown"
    nobody = coming(ANNOUNCED, 2, "hold a town meeting in Verbove", DUE)
    assert outcome_of(nobody, None, [by_others], is_elsewhere=True).state == "unknown"


@pytest.mark.parametrize(
    ("sentence", "published", "state"),
    [
        pytest.param("Orion postponed the launch of its satellite until 14 May.", 1, "postponed", id="before_its_day"),
        pytest.param("Orion called off the launch of its satellite.", 5, "postponed", id="called_off"),
        pytest.param("Orion may be forced to delay the launch of its satellite.", 1, "unknown", id="perhaps"),
        pytest.param("Orion delayed the launch of its satellite.", -3, "unknown", id="told_before_it_was_announced"),
    ],
)
def test_what_was_put_off_is_told_with_the_sentence_that_says_so(sentence: str, published: int, state: str) -> None:
    announced = an_article("Orion will launch its satellite on 6 May.", id="before", published_at=NOW)
    held = coming(announced, 1, "launch its satellite", date(2025, 5, 6), who="Orion")
    later = an_article(f"It was a calm day. {sentence}", id="later", published_at=NOW + timedelta(days=published))
    found = outcome_of(held, None, [later])
    assert found.state == state
    assert (found.article == later.ref) is (state != "unknown")


def test_what_was_given_another_date_is_told_with_it_and_its_source() -> None:
    held = coming(ANNOUNCED, 1, "ratify the minerals deal", DUE, who="Parliament", state="postponed")
    moved = coming(ANNOUNCED, 2, "ratify the minerals deal", date(2025, 5, 15), who="Parliament")
    found = outcome_of(held, None, [], moved=replace(moved, article=LATER.ref))
    assert (found.words, found.article) == ("moved to Thu 15 May", LATER.ref)
