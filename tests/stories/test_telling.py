"""What a story is called, and its gist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Article
from bot.stories import Headline, gist, headline_of
from bot.stories.headline import stands_alone
from tests.stories.samples import FLOOD, FLOOD_ELSEWHERE_TOLD, an_article

CENTRAL = "Varn floods Kessel, 1,400 people leave their homes"


@pytest.mark.parametrize(
    "title",
    [
        "What is a flood? What to know about the Varn",
        "UPDATE: Varn floods Kessel",
        "Live updates: Varn floods Kessel",
        "Here’s why the Varn flooded Kessel this time",
        "5 things to know about the Kessel flood",
        "You will not guess what the Varn did in Kessel",
        "Varn floods Kessel and the people of…",
        "VARN FLOODS KESSEL AGAIN",
        "Kessel flooded",
        "",
    ],
)
def test_a_title_that_does_not_stand_alone_gives_way(title: str) -> None:
    assert not stands_alone(title)
    articles = [an_article("weak", FLOOD, title=title), an_article("sound", FLOOD_ELSEWHERE_TOLD, title=CENTRAL)]
    assert headline_of(articles) == Headline(CENTRAL, "sound")


def test_the_most_central_title_is_the_headline() -> None:
    articles = [
        an_article("aside", FLOOD, title="Trains to Brenn will not run before the weekend"),
        an_article("central", FLOOD_ELSEWHERE_TOLD, title=CENTRAL),
        an_article("third", FLOOD, title="Helicopters empty Kessel hospital as Varn floods town"),
    ]
    assert headline_of(articles) in (Headline(CENTRAL, "central"), Headline(articles[2].title, "third"))


def test_without_a_sound_title_a_whole_sentence_is_the_headline() -> None:
    headline = headline_of([an_article("only", FLOOD, title="Live: the flood")])
    assert headline is not None
    assert headline.span is not None
    start, end = headline.span
    assert FLOOD[start:end] == headline.text
    assert headline.text.endswith("said.")


def test_a_weak_title_is_better_than_none_and_nothing_gives_nothing() -> None:
    assert headline_of([an_article("only", "Too short.", title="Flood?")]) == Headline("Flood?", "only")
    assert headline_of([an_article("empty", "")]) is None
    assert headline_of([]) is None


def test_the_gist_is_two_different_whole_sentences_of_the_articles() -> None:
    articles = {
        article.id: article
        for article in (an_article("a", FLOOD, title=CENTRAL), an_article("b", FLOOD_ELSEWHERE_TOLD))
    }
    told = gist(list(articles.values()))
    assert len({passage.text for passage in told}) == 2
    for passage in told:
        start, end = passage.span
        assert articles[passage.article.id].text[start:end] == passage.text
        assert passage.text.endswith(".")


def test_the_gist_does_not_repeat_a_copied_sentence() -> None:
    told = gist([an_article("a", FLOOD), an_article("copy", FLOOD)])
    assert len({passage.text for passage in told}) == 2


def test_what_is_cut_off_or_furniture_is_not_told() -> None:
    text = (
        "Click here to subscribe to the newsletter of the Brenn Courier for the whole story today. "
        "The Varn flooded Kessel and 1,400 people left their homes, the mayor of the town said. "
        "The water reached the hospital in the night and the crews of the rescue service had to..."
    )
    assert [passage.text for passage in gist([an_article("a", text)])] == [
        "The Varn flooded Kessel and 1,400 people left their homes, the mayor of the town said."
    ]


@given(st.lists(st.builds(Article, id=st.text(max_size=3), title=st.text(max_size=60), text=st.text(max_size=400))))
def test_nothing_is_invented_whatever_the_articles_are(articles: list[Article]) -> None:
    headline = headline_of(articles)
    if headline is not None and headline.span is None:
        assert headline.text in [article.title for article in articles]
    elif headline is not None and headline.span is not None:
        assert headline.text in [article.text[slice(*headline.span)] for article in articles]
    for passage in gist(articles):
        assert passage.text in [article.text[slice(*passage.span)] for article in articles]
