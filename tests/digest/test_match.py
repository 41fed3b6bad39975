"""What belongs to a follow: rows of (what is followed, title, text, whether it belongs)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.digest.folded import Folded
from bot.digest.match import Matcher, Topics
from bot.model import Follow
from tests.digest.records import TOPICS, agreed, an_article, dollars, follow, material, said


def belongs(wanted: Follow, title: str, text: str, **fields: Any) -> bool:
    """Whether an article is told under the follow."""
    article = an_article(text, title=title, **fields)
    given = material(
        [article], feeds={7: "https://own.example/feed"}, bundles={"world": frozenset({"https://w.example/f"})}
    )
    matcher = Matcher(TOPICS)
    return matcher.nearness(wanted, article, given) > 0 and not matcher.is_excluded(wanted, article)


@pytest.mark.parametrize(
    ("subject", "title", "text", "is_so"),
    [
        ("Ukraine", "Peace talks stall", "Kyiv waits. The Ukrainian side said so.", True),  # capital and people
        ("Ukraine", "Peace talks stall", "Kyiv waits.", False),  # one mention in the text is not enough
        ("Ukraine", "Minerals deals signed", "Nothing else.", True),  # plural of a term, in the title
        ("Ukraine", "A ukraine in small letters", "Nothing.", False),  # a term with a capital keeps it
        ("Ukraine", "Talks", "Zelensky spoke. Zelensky left.", False),  # a surname alone may be anybody's
        ("Ukraine", "Talks", "Volodymyr Zelensky spoke. Zelensky left.", True),  # after the full name it counts
    ],
)
def test_a_topic_matches_by_terms_places_and_people(subject: str, title: str, text: str, is_so: bool) -> None:  # noqa: FBT001
    assert belongs(follow(subject), title, text) is is_so


@pytest.mark.parametrize(
    ("wanted", "title", "text", "is_so"),
    [
        (follow("football", "word"), "Football is back", "x", True),
        (follow("football", "word"), "News", "football and more football", True),
        (follow("football", "word"), "News", "football once", False),
        (follow("Football", "word"), "news", "football, football", True),  # a telephone writes the capital
        (follow("foot", "word"), "Football", "football football", False),  # whole words
        (follow("Poland", "word"), "Polish farmers protest", "x", True),
        (follow("café", "word"), "The Cafe opens", "x", True),
        (follow("not our war", "phrase"), "“Not our war”", "x", True),
        (follow("Ukraine", excluded=("football",)), "Ukraine wins", "A football match.", False),
        (follow("Ukraine", about="oil"), "Ukraine and oil", "x", True),
        (follow("Ukraine", about="oil"), "Ukraine and gas", "x", False),
    ],
)
def test_words_phrases_exclusions_and_about(wanted: Follow, title: str, text: str, is_so: bool) -> None:  # noqa: FBT001
    assert belongs(wanted, title, text) is is_so


@pytest.mark.parametrize(
    ("wanted", "fields", "is_so"),
    [
        (follow("post.example", "outlet"), {}, True),
        (follow("news.post.example", "outlet"), {}, True),  # an outlet is its registrable domain
        (follow("other.example", "outlet"), {}, False),
        (follow("https://own.example/feed", "feed"), {"feed_id": 7}, True),
        (follow("https://own.example/feed", "feed"), {"feed_id": 8}, False),
        (follow("world", "bundle"), {"feed_id": 7}, False),
    ],
)
def test_outlets_feeds_and_bundles_go_by_where_an_article_comes_from(
    wanted: Follow,
    fields: dict[str, Any],
    is_so: bool,  # noqa: FBT001
) -> None:
    assert belongs(wanted, "Anything", "At all.", **fields) is is_so


DEAL_TEXT = "Warsaw and Kyiv signed a $150 million contract for shells."


@pytest.mark.parametrize(
    ("wanted", "is_so"),
    [
        (follow("deals", "deals"), True),
        (follow("deals", "deals", parties=("Poland",)), True),  # by its capital
        (follow("deals", "deals", parties=("Poland", "Ukraine")), True),
        (follow("deals", "deals", parties=("France",)), False),
        (follow("deals", "deals", amount_from=Decimal(100_000_000), currency="USD"), True),
        (follow("deals", "deals", amount_from=Decimal(100_000_000), currency="EUR"), False),
        (follow("deals", "deals", amount_from=Decimal(200_000_000)), False),
        (follow("arms deals", "deals"), False),
        (follow("contract deals", "deals"), True),
        (follow("deals", "deals", about="signed shells"), True),
        (follow("deals", "deals", about="cancelled"), False),
        (follow("Warsaw", "organisation"), True),
        (follow("Ukraine"), True),
        (follow("post.example", "outlet"), False),
    ],
)
def test_deals_are_followed_by_party_sum_kind_and_words(wanted: Follow, is_so: bool) -> None:  # noqa: FBT001
    article = an_article(DEAL_TEXT)
    held = agreed(
        article, 1, ("Warsaw", "Kyiv"), "contract for shells", kind="contract",
        money=dollars(article, 150_000_000, "$150 million"),
    )  # fmt: skip
    assert Matcher(TOPICS).is_deal(wanted, held) is is_so


@pytest.mark.parametrize(
    ("wanted", "speaker", "speaks_for", "is_so"),
    [
        (follow("Marco Rubio", "speaker"), "Marco Rubio", None, True),
        (follow("Rubio", "speaker"), "Marco Rubio", None, True),
        (follow("Marco Rubio", "speaker"), "Rubio", None, True),
        (follow("Callum Tennock", "speaker"), "Moira Tennock", None, False),
        (follow("State Department", "organisation"), "Tammy Bruce", "State Department", True),
        (follow("State Department", "organisation"), "the State Department", None, True),
        (follow("Bank", "organisation"), "World Bank", None, False),
        (follow("Marco Rubio", "speaker", about="war"), "Marco Rubio", None, True),
        (follow("Marco Rubio", "speaker", about="oil"), "Marco Rubio", None, False),
    ],
)
def test_people_and_organisations_by_who_speaks(
    wanted: Follow,
    speaker: str,
    speaks_for: str | None,
    is_so: bool,  # noqa: FBT001
) -> None:
    article = an_article("“This is not our war.”")
    held = said(article, 1, "This is not our war.", by=speaker, speaks_for=speaks_for)
    assert Matcher(TOPICS).is_said(wanted, held) is is_so


def test_an_article_is_levelled_once_however_many_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    level = Folded.of

    def counting(text: str) -> Folded:
        counted.append(1)
        return level(text)

    monkeypatch.setattr(Folded, "of", counting)
    matcher, article = Matcher(TOPICS), an_article("Kyiv and Kyiv again.")
    for number in range(50):
        matcher.nearness(follow(f"word {number}", "word"), article, material([article]))
    assert len(counted) == 2  # the title and the text


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("GALWAY, Ireland — The ferry sank.", True),
        ("CAPE TOWN, Ireland (North Wire) - The ferry sank.", True),
        ("OSLO — The ferry sank off Ireland.", False),
        ("GALWAY, Norway — The ferry sank off Ireland.", False),
    ],
)
def test_a_dateline_says_which_country_a_story_is_of(text: str, is_so: bool) -> None:  # noqa: FBT001
    topics = Topics.of((), {"ireland": "Ireland", "irish": "Ireland", "norway": "Norway"})
    article = an_article(text, title="Ferry sinks")
    wanted = Follow(text="Ireland", kind="word", subject="Ireland")
    assert bool(Matcher(topics).nearness(wanted, article, material([article]))) is is_so
