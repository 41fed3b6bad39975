"""How a run of capitals is cut is kept from article to article; what stands around it in the next one still counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Article
from bot.reading import Rules, read
from tests.reading.naming import shipped_rules


def names(text: str, rules: Rules) -> list[tuple[str, str]]:
    found = read(Article(id="1", title="", text=text), rules).names
    return [(name.canonical, name.kind) for name in found]


def unread() -> Rules:
    """The rules of a program that has read nothing yet."""
    rules = shipped_rules()
    return replace(rules, names=replace(rules.names, cuts={}))


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        ("The Party said no. Party officials met.", "The Swiss People's Party won seats."),
        ("Talks were held in June Carter county.", "June 14 is the day. June Carter said that she would sing."),
        ("The Verge said no.", "The news site The Verge reported that the deal was off."),
        ("Planned Parenthood praised it.", "Parenthood is planned. She praised Planned Parenthood for planned work."),
        ("It praised Reykjavik Jon Gnarr.", "Mayor of Reykjavik Jon Gnarr said that the city was open."),
        ("He left Union Usdaw.", "Union Usdaw said the pay offer was poor."),
    ],
)  # fmt: skip
def test_the_words_around_a_run_count_though_the_run_was_met_before(earlier: str, text: str) -> None:
    rules = unread()
    names(earlier, rules)
    assert names(text, rules) == names(text, unread()) != []


def test_the_order_of_articles_tells_nothing() -> None:
    texts = [
        "Will Smith said that Will would go. Will he? Planned Parenthood praised Texas Sen. Ted Cruz.",
        "Smith of the Planned group said no. Mayor of Reykjavik Jon Gnarr spoke. Parenthood is planned.",
        "Union Usdaw said so. Supreme Court judges heard Sen. Ted Cruz. In June Carter won.",
    ]
    forwards, backwards = unread(), unread()
    found = [names(text, forwards) for text in texts]
    assert found == [names(text, backwards) for text in reversed(texts)][::-1]
