"""Where an article belongs, by situation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Article
from bot.stories import Placement, Window
from tests.stories.samples import BUDGET, FLOOD, FLOOD_ELSEWHERE_TOLD, MONDAY, OTHER_FLOOD, Desk, an_article

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER_EVENTS = [
    an_article(f"other{number}", text)
    for number, text in enumerate(
        [
            "Dorrit has a library again. Anna Pell, who led the building, cut the ribbon before 140 guests.",
            "Wessel beat Tarn 4-1 in the first ice hockey match of the season; Tom Kastner scored twice.",
            "Lobster is cheaper than in any year since 2009, say fishermen at Lund Bay. Ruth Amber sells at a loss.",
            "The copper mine at Stell closes in June. Its owner Vance blames the price of power.",
            "A runner from Quist, Maya Lorn, won the women's marathon in 2:24:10, four seconds before Elsa Rook.",
        ],
        start=1,
    )
]


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    for article in OTHER_EVENTS:
        desk.take(article)
    return desk


def test_other_events_are_other_stories(desk: Desk) -> None:
    assert len(set(desk.story_of.values())) == len(OTHER_EVENTS)


def test_the_first_article_of_all_is_a_new_story() -> None:
    assert Window().place(an_article("a", FLOOD)) == Placement()


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        ("word for word", FLOOD),
        (
            "another paragraph",
            FLOOD + "\n\nThe government in Ardenne promised help of 20 million crowns on Monday night.",
        ),
        ("a paragraph less", FLOOD.partition(" More rain is expected")[0]),
        ("a figure corrected", FLOOD.replace("1,400", "1,600")),
        ("other quotation marks and spaces", FLOOD.replace("'", "’").replace(". ", ".\n\n")),
    ],
)
def test_the_same_text_elsewhere_is_a_copy(desk: Desk, situation: str, text: str) -> None:
    desk.take(an_article("first", FLOOD, title="Varn floods Kessel"))
    copy = desk.take(an_article("copy", text, title="Hundreds flee as river rises", after=3 * HOUR))
    assert copy == Placement(desk.story_of["first"], "first"), situation


def test_a_copy_of_a_copy_has_the_first_as_its_origin(desk: Desk) -> None:
    for name in ("first", "second", "third"):
        desk.take(an_article(name, FLOOD))
    assert desk.take(an_article("fourth", FLOOD)).duplicate_of == "first"


def test_another_outlet_on_the_same_event_is_of_the_story_and_no_copy(desk: Desk) -> None:
    desk.take(an_article("first", FLOOD, title="Varn floods Kessel"))
    told = desk.take(an_article("second", FLOOD_ELSEWHERE_TOLD, title="Kessel hospital emptied by air", after=5 * HOUR))
    assert told == Placement(desk.story_of["first"], None)


@pytest.mark.parametrize("text", [OTHER_FLOOD, BUDGET])
def test_a_look_alike_with_other_names_places_and_figures_is_another_story(desk: Desk, text: str) -> None:
    desk.take(an_article("first", FLOOD, title="Thousands flee floods"))
    assert desk.take(an_article("second", text, title="Hundreds flee floods")).story_id is None


def test_a_long_teaser_is_of_the_story_but_no_copy(desk: Desk) -> None:
    desk.take(an_article("first", " ".join([FLOOD, FLOOD_ELSEWHERE_TOLD])))
    teaser = desk.take(an_article("teaser", FLOOD[:130], title="Varn floods Kessel"))
    assert teaser == Placement(desk.story_of["first"], None)


def test_outside_the_span_nothing_is_the_same_story(desk: Desk) -> None:
    desk.take(an_article("first", FLOOD))
    assert desk.take(an_article("later", FLOOD, after=8 * DAY)).story_id is None


def test_a_story_lives_on_while_articles_come(desk: Desk) -> None:
    for day in range(12):
        desk.take(an_article(f"day{day}", FLOOD_ELSEWHERE_TOLD + f" On day {day} the water fell.", after=day * DAY))
    assert len({desk.story_of[f"day{day}"] for day in range(12)}) == 1


def test_without_a_date_there_is_no_span(desk: Desk) -> None:
    desk.take(an_article("first", FLOOD, after=400 * DAY))
    assert desk.take(an_article("undated", FLOOD, after=None)).duplicate_of == "first"


def test_a_new_version_stays_in_its_story_and_copies_nothing(desk: Desk) -> None:
    desk.take(an_article("first", FLOOD))
    edited = an_article("first", FLOOD + " Two people are missing.", after=2 * HOUR)
    assert desk.take(edited) == Placement(desk.story_of["first"], None)


def test_another_article_under_an_old_address_is_placed_afresh(desk: Desk) -> None:
    desk.take(an_article("first", FLOOD))
    assert desk.take(an_article("first", BUDGET)).story_id is None


def test_what_one_chat_adds_never_moves_what_others_see(desk: Desk) -> None:
    alone = Desk()
    for article in OTHER_EVENTS:
        alone.take(article)
    for number in range(30):
        desk.take(an_article(f"own{number}", FLOOD, chat_id=7))
    assert desk.window.place(an_article("shared", FLOOD_ELSEWHERE_TOLD)) == Placement()
    assert desk.window.place(an_article("elsewhere", FLOOD, chat_id=8)) == Placement()
    again = replace(OTHER_EVENTS[0], id="again")
    assert desk.window.place(again) == alone.window.place(again)


def test_a_chat_sees_its_own_articles_and_the_shared_ones(desk: Desk) -> None:
    desk.take(an_article("shared", FLOOD))
    desk.take(an_article("own", BUDGET, chat_id=7))
    assert desk.take(an_article("copy", FLOOD, chat_id=7)).duplicate_of == "shared"
    assert desk.take(an_article("copy of own", BUDGET, chat_id=7)).duplicate_of == "own"


def test_the_order_of_arrival_does_not_part_clear_stories() -> None:
    articles = [
        an_article("flood", FLOOD, title="Varn floods Kessel"),
        an_article("flood again", FLOOD_ELSEWHERE_TOLD, title="Kessel hospital emptied by air"),
        an_article("other flood", OTHER_FLOOD, title="Port Hallan under water"),
        an_article("budget", BUDGET, title="Nesting presents budget"),
    ]
    for order in permutations(articles):
        desk = Desk()
        for article in order:
            desk.take(article)
        assert desk.story_of["flood"] == desk.story_of["flood again"]
        assert len(set(desk.story_of.values())) == 3


def test_the_oldest_stories_leave_a_full_window() -> None:
    desk = Desk(Window(limit=20))
    for number in range(200):
        words = " ".join(f"{name}{number}" for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse"))
        desk.take(an_article(str(number), f"In {words} the fair of {number} opened."))
    held = desk.window.place(
        an_article("199 again", "In Alder199 Birch199 Cedar199 Dogwood199 Elm199 opened the fair.")
    )
    gone = desk.window.place(an_article("1 again", "In Alder1 Birch1 Cedar1 Dogwood1 Elm1 opened the fair."))
    assert held.story_id == desk.story_of["199"]
    assert gone.story_id is None


def test_a_story_of_very_many_articles_stays_one() -> None:
    desk = Desk()
    for number in range(120):
        desk.take(an_article(str(number), f"{FLOOD_ELSEWHERE_TOLD} Report {number} of the day.", after=number * HOUR))
    assert set(desk.story_of.values()) == {1}


@given(
    st.lists(
        st.builds(
            Article,
            id=st.sampled_from("abcdef"),
            title=st.text(max_size=40),
            text=st.text(max_size=300),
            published_at=st.one_of(st.none(), st.integers(-20, 20).map(lambda days: MONDAY + days * DAY)),
            chat_id=st.sampled_from([None, None, 1, 2]),
        ),
        max_size=12,
    )
)
def test_nothing_raises_and_every_article_gets_a_story(articles: list[Article]) -> None:
    desk = Desk(Window(limit=4))
    for article in articles:
        desk.take(article)
        assert 1 <= desk.story_of[article.id] <= desk.stories
