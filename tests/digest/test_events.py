"""What stands under “Coming up” is understood by itself: who, and what is to happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.digest.events import is_overtaken, is_tellable_event, words_of_event
from bot.digest.material import Around
from bot.model import Article, Claim, HeldUpcoming, When
from tests.digest.records import agreed, an_article, coming, digest_of, material, said, step, texts

DAY = date(2025, 5, 8)


def event(text: str, what: str, who: str | None = None, **fields: Any) -> tuple[HeldUpcoming, Article]:
    article = an_article(text)
    return coming(article, 1, what, DAY, who=who, **fields), article


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        ("Ukraine’s parliament will ratify the treaty on 8 May.", "ratify the treaty", "Ukraine’s parliament"),
        ("Comey said he will testify before the committee on 8 May.", "testify before the committee", "James Comey"),
        ("Anna Keller, the mayor, is due to meet the union on 8 May.", "meet the union", "Anna Keller"),
        ("On 8 May, Aldane Lines is to close the yard.", "close the yard", "Aldane Lines"),
        ("All ships of Aldane Lines will be unloaded by 8 May.", "All ships of Aldane Lines will be unloaded", None),
        ("Mayor Keller spoke. Keller promised to hold a town meeting on 8 May.", "hold a town meeting", "Keller"),
    ],
)
def test_an_announcement_with_a_name_is_told(text: str, what: str, who: str | None) -> None:
    held, article = event(text, what, who)
    assert is_tellable_event(held, material([article]))


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        ("The cities agreed to meet again in Port Aldane on 8 May.", "meet again in Port Aldane", "The cities"),
        ("Delegates gathered on 8 May to nominate him for president.", "nominate him for president", None),
        ("Aldane Lines hopes to close the yard on 8 May.", "close the yard", "Aldane Lines"),
        ("Aldane Lines, which may close the yard on 8 May, is small.", "close the yard", "Aldane Lines"),
        ("Anna Keller will be sixty on 8 May.", "be sixty", "Anna Keller"),
        ("Anna Keller will vote in a primary in a state where she won.", "vote in a primary in a", "Anna Keller"),
        ("Anna Keller will vote “today, tomorrow”.", "vote “today", "Anna Keller"),
        ("Anna Keller will run if the board agrees.", "run if the board agrees", "Anna Keller"),
        ("The hard part begins on 8 May.", "The hard part begins", None),
        ("Shareholders will vote on the takeover on 8 May.", "vote on the takeover", "Shareholders"),
        ("The report from Oslo comes on 8 May after a storm.", "The report from Oslo comes", "The report from Oslo"),
    ],
)
def test_what_is_cut_hoped_for_or_nobodys_is_not(text: str, what: str, who: str | None) -> None:
    held, article = event(text, what, who)
    assert not is_tellable_event(held, material([article]))
    assert not digest_of(material([article], held)).facts[1:]  # the story itself only


def test_a_year_is_no_appointment_and_a_nameless_word_is_nobodys() -> None:
    held, article = event("Aldane Lines will close the yard, a plan says.", "close the yard", "Aldane Lines")
    assert is_tellable_event(held, material([article]))
    year = replace(held.upcoming, date=When(date(2025, 1, 1), date(2025, 12, 31), "year"))
    assert not is_tellable_event(replace(held, upcoming=year), material([article]))
    claimed = replace(held.upcoming, said_by=Claim("a plan", (45, 51)))
    assert not is_tellable_event(replace(held, upcoming=claimed), material([article]))


def test_the_doer_and_the_deal_are_called_by_name() -> None:
    article = an_article(
        "The United Dockworkers’ Federation and Aldane Port Holdings agreed a pay deal. “Good,” said the federation. "
        "The federation will vote on the deal on 8 May. Members will vote on the deal on 9 May."
    )
    pay = agreed(article, 7, ("United Dockworkers’ Federation", "Aldane Port Holdings"), "pay deal")
    words = said(article, 8, "Good,", by="United Dockworkers’ Federation", speaker_kind="organisation")
    named = coming(article, 1, "vote on the deal", DAY, who="The federation", deal_id=7)
    nobody = replace(named, upcoming=replace(named.upcoming, who="Members"))
    given = material([article], pay, words)
    assert words_of_event(named, given) == "United Dockworkers’ Federation to vote on the pay deal"
    assert words_of_event(nobody, given) == (
        "Members to vote on the pay deal · United Dockworkers’ Federation and Aldane Port Holdings"
    )


def test_a_vote_on_a_deal_that_has_collapsed_since_is_not_announced() -> None:
    text = "Norvane agreed to buy Tidewell. Shareholders will vote on the takeover on 8 May."
    held, article = event(text, "vote on the takeover", "Shareholders", deal_id=2)
    later = an_article("Norvane walked away.", id="a2", published_at=article.published_at + timedelta(hours=2))  # type: ignore[operator]
    bought = agreed(article, 2, ("Norvane/buyer", "Tidewell/target"), None, kind="acquisition")
    assert not is_overtaken(held, material([article], bought))
    fallen = replace(bought, deal=replace(bought.deal, status="collapsed"), trail=(step("collapsed", later),))
    given = material([article, later], fallen, held)
    assert is_overtaken(held, given)
    assert words_of_event(held, given).endswith("Norvane and Tidewell · deal collapsed since")
    assert not any("vote" in line for line in texts(digest_of(given)))
    at_once = replace(fallen, trail=(step("collapsed", article),))  # who tells of the end tells what comes after it
    assert not is_overtaken(held, material([article], at_once))


def test_what_is_due_is_told_where_it_says_whose_it_is() -> None:
    lines = {
        "Anna Holm is due in court on 8 May.": ("Anna Holm is due in court", "Anna Holm"),
        "Parliament will vote on Keller’s bill on 8 May.": ("vote on Keller’s bill", "Parliament"),
        "Parliament will vote on the bill on 8 May.": ("vote on the bill", "Parliament"),
        "It is due on 8 May.": ("It is due", None),
    }
    made = [event(text, what, who) for text, (what, who) in lines.items()]
    assert [is_tellable_event(held, material([article])) for held, article in made] == [True, True, False, False]


def test_who_announces_it_himself_is_not_named_again() -> None:
    name = "Anna Keller"
    held, article = event("Anna Keller said she will close a yard.", "close a yard", name, by=name)
    assert texts(digest_of(material([article], held)))[-1] == "Thu 8 May: Anna Keller to close a yard"


def test_an_event_goes_by_its_articles_only_deal_that_it_speaks_of_and_by_full_names() -> None:
    text = "Norvane agreed to buy Tidewell. Shareholders will vote on the takeover on 8 May."
    held, article = event(text, "vote on the takeover", "Shareholders", deal_id=99)
    bought = agreed(article, 2, ("Norvane/buyer", "Tidewell/target"), None, kind="acquisition")
    assert words_of_event(held, material([article], bought)) == (
        "Shareholders to vote on the takeover · Norvane, buying Tidewell"
    )
    two = agreed(article, 3, ("Norvane/seller", "Tidewell/target"), None, kind="acquisition")
    assert not is_tellable_event(held, material([article], bought, two))
    promise = "Taras Hrynenko promised much. Hrynenko promised to hold a town meeting on 8 May."
    own, article = event(promise, "hold a town meeting", "Hrynenko", by="Taras Hrynenko")
    assert words_of_event(own, material([article])) == "Taras Hrynenko to hold a town meeting"


@pytest.mark.parametrize(
    ("text", "what", "who", "told"),
    [
        pytest.param(
            "The mayor, Rachel Keller, was late. Keller will set out the details on 8 May.", "set out the details",
            "Keller", "Thu 8 May: Rachel Keller to set out the details · Title of a1", id="what_stands_before_is_named",
        ),
        pytest.param(
            "At Borussia Aldane all is quiet. Aldane will open a stand on 8 May.", "open a stand",
            "Aldane", "Thu 8 May: Borussia Aldane to open a stand", id="a_club_in_full",
        ),
        pytest.param(
            "Australia will ban all bets on 8 May. That hurts punters, said Wagering Australia.", "ban all bets",
            "Australia", "Thu 8 May: Australia to ban all bets", id="a_country_in_somebody_elses_name",
        ),
        pytest.param(
            "Aldane Lines will open a yard by Thursday.", "open a yard", "Aldane Lines",
            "By Thu 8 May: Aldane Lines to open a yard", id="the_last_day_by_weekday",
        ),
        pytest.param(
            "Aldane Lines will open a yard by 8 May, two days before the vote.", "open a yard", "Aldane Lines",
            "By Thu 8 May: Aldane Lines to open a yard", id="the_last_day_by_date",
        ),
        pytest.param(
            "Aldane Lines will open a yard by the quay on 8 May.", "open a yard", "Aldane Lines",
            "Thu 8 May: Aldane Lines to open a yard", id="by_something_else",
        ),
    ],
)  # fmt: skip
def test_a_line_says_who_in_full_what_and_until_when(text: str, what: str, who: str, told: str) -> None:
    held, article = event(text, what, who)
    assert texts(digest_of(material([article], held)))[-1] == told


def test_an_event_is_understood_by_a_deal_told_long_ago() -> None:
    text = "Kyiv and Washington signed a minerals deal. Ukraine’s parliament will ratify the deal on 8 May."
    held, article = event(text, "ratify the deal", "Ukraine’s parliament", deal_id=2)
    signed = agreed(article, 2, ("Kyiv", "Washington"), "minerals deal")
    digest = digest_of(material([article], held, around=Around(deals=(signed,))))
    assert texts(digest)[-1] == "Thu 8 May: Ukraine’s parliament to ratify the minerals deal"
    assert not [fact for fact in digest.facts if fact.kind == "deal"]
