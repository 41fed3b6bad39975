"""What is still to come: when, what, by whom, on whose word."""

from __future__ import annotations

import pytest

from tests.reading.dealing import upcoming


@pytest.mark.parametrize(
    ("text", "day", "what", "who"),
    [
        (
            "Ukraine’s parliament will ratify the minerals deal on May 8.",
            "2025-05-08",
            "ratify the minerals deal",
            "Ukraine’s parliament",
        ),
        ("The ceasefire expires on May 9.", "2025-05-09", "The ceasefire expires", None),
        ("The treaty is due to be signed on Monday.", "2025-05-05", "The treaty is due to be signed", None),
        ("On Monday, the two leaders will meet in Paris.", "2025-05-05", "meet in Paris", None),
        ("Gulf Corp is expected to close the sale next week.", "2025-05-05", "close the sale", "Gulf Corp"),
        ("Nordic Oil plans to open a refinery in June.", "2025-06-01", "open a refinery", "Nordic Oil"),
    ],
)
def test_a_dated_event_to_come_is_kept(text: str, day: str, what: str, who: str | None) -> None:
    [event] = upcoming(text)
    assert event.date.first.isoformat() == day
    assert what in event.what or event.what in what
    assert who is None or event.who == who
    start, end = event.evidence[0]
    assert text[start:end]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Talks between Norland and Estavia will resume in Lima on Monday.",
            "Talks between Norland and Estavia will resume in Lima",
        ),
        ("The strike is set to begin at midnight on Sunday.", "The strike is set to begin at midnight"),
        ("The summit opens in Nairobi on Monday.", "The summit opens in Nairobi"),
        ("Elections are scheduled for 14 June.", "Elections are scheduled"),
        ("A hearing is set for May 6.", "A hearing is set"),
        ("The court is due to rule on May 12.", "The court is due to rule"),
        ("Tarma and Junin agreed to open a border post by June.", "Tarma and Junin to open a border post"),
        ("The next rate decision is due on May 12.", "The next rate decision is due"),
        ("The next meeting will be on May 12.", "The next meeting will be"),
        ("Anna Holm is due in court on May 12.", "Anna Holm is due in court"),
        ("The bill is due back in parliament on May 12.", "The bill is due back in parliament"),
        ("A verdict is expected on May 12.", "A verdict is expected"),
        ("Talks resume on Monday.", "Talks resume"),
        (
            "Farmers supplying Tordo Dairies will be paid less from June.",
            "Farmers supplying Tordo Dairies will be paid less",
        ),
        ("The extension was brokered by Peru and takes effect on Monday.", "The extension takes effect"),
        (
            "Work will start in the third quarter of 2026, with first metal expected in late 2029.",
            "Work will start",
        ),
        ("A forum on redrawing school boundaries is set for May 12.", "A forum on redrawing school boundaries is set"),
        ("The lander Halley will launch no earlier than May 12.", "The lander Halley will launch"),
    ],
)
def test_an_event_says_whose_it_is_once(text: str, told: str) -> None:
    assert [event.in_words for event in upcoming(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Parliament ratified the deal on Thursday.",
        "He said on Friday that prices fell.",
        "Parliament will not vote on May 8.",
        "The deal will be ratified soon.",
        "They might meet on May 8.",
        "No hearing was set for May 8.",
        "The rise is due largely to the strike on May 8.",
        "The rent was due on May 8.",
        "A verdict is not expected on May 8.",
        "The settlement ends a trial that had been scheduled to open on May 8.",
    ],
)
def test_what_is_past_undated_denied_or_only_possible_is_not(text: str) -> None:
    assert upcoming(text) == ()


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("“Seaweed needs no mine,” founder Ann Lee said.", None),
        ("Tordo Cells sells batteries. “Seaweed needs no mine,” founder Ann Lee said.", "Tordo Cells"),
        ("Tordo Cells sells batteries. “The Speaker has lost,” founder Ann Lee said.", "Tordo Cells"),
    ],
)
def test_it_is_no_person_and_no_word_that_opens_a_quotation(before: str, who: str | None) -> None:
    [event] = upcoming(f"{before} It plans to open a factory in June.")
    assert event.who == who


def test_who_says_so_is_kept() -> None:
    [event] = upcoming(
        "Parliament will ratify the deal on May 8, confirmed by lawmaker Yaroslav Zheleznyak via Telegram."
    )
    assert event.said_by is not None
    assert event.said_by.name == "Yaroslav Zheleznyak"


def test_one_event_told_twice_is_one() -> None:
    assert len(upcoming("Parliament will ratify the deal on May 8. Parliament will ratify the deal on May 8.")) == 1


def test_without_a_day_of_publication_nothing_is_to_come() -> None:
    assert upcoming("Parliament will ratify the deal on May 8.", None) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mayor’s office said that the site for the bunker would be chosen on 20 May.", ["2025-05-20"]),
        ("The ministry said it would publish the report by 30 June.", ["2025-06-30"]),
        ("Anna Lund said it would have been better on Monday.", []),
        ("Anna Lund said she would resign on Friday if the vote failed.", []),
    ],
)
def test_what_somebody_said_would_be_is_to_come(text: str, days: list[str]) -> None:
    assert [event.date.first.isoformat() for event in upcoming(text)] == days
