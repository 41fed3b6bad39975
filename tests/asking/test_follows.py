"""What people follow, as typed, and what the bot says it understood."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.follows import describe_follow, parse_follows
from bot.asking.ground import Ground
from bot.asking.topics import parse_topics
from bot.errors import SettingsError, UsageError
from bot.model import Follow
from tests.asking.conftest import KNOWN, ROOT, ground_of, person

BUNDLES = ("world", "ukraine", "us-politics")
ONE = [
    ("Ukraine", {"kind": "topic", "subject": "Ukraine"}, "Stories on Ukraine."),
    ("the Kremlin", {"kind": "topic", "subject": "Russia"}, "Stories on Russia."),
    ("Rubio", {"kind": "speaker", "subject": "Marco Rubio"}, "What Marco Rubio says."),
    ("rubo", {"kind": "speaker", "subject": "Marco Rubio"}, "What Marco Rubio says."),
    ("Marco Rubio about oil", {"kind": "speaker", "subject": "Marco Rubio", "about": "oil"},
     "What Marco Rubio says about oil."),
    ("Trump about Ukraine", {"kind": "speaker", "subject": "Donald Trump", "about": "Ukraine"},
     "What Donald Trump says about Ukraine."),
    ("Lavrov about grain", {"kind": "speaker", "subject": "Lavrov", "about": "grain"}, "What Lavrov says about grain."),
    ("Senator Jane Roe", {"kind": "speaker", "subject": "Jane Roe"}, "What Jane Roe says."),
    ("Norvane", {"kind": "organisation", "subject": "Norvane Energy"},
     "Stories on Norvane Energy, its deals, what it and those who speak for it say."),
    ("“minerals deal”", {"kind": "phrase", "subject": "minerals deal"}, "Stories with the words “minerals deal”."),
    ("bbc.co.uk", {"kind": "outlet", "subject": "bbc.co.uk"}, "Everything from bbc.co.uk."),
    ("https://www.example.org/feed.xml?a=1,2", {"kind": "feed", "subject": "https://www.example.org/feed.xml?a=1,2"},
     "The feed at https://www.example.org/feed.xml?a=1,2, for this chat alone."),
    ("feed://example.org/rss", {"kind": "feed", "subject": "feed://example.org/rss"},
     "The feed at feed://example.org/rss, for this chat alone."),
    ("example.org/world/rss.xml", {"kind": "feed", "subject": "https://example.org/world/rss.xml"},
     "The feed at https://example.org/world/rss.xml, for this chat alone."),
    ("world", {"kind": "bundle", "subject": "world"}, "The feeds of the bundle world."),
    ("bundle ukraine", {"kind": "bundle", "subject": "ukraine"}, "The feeds of the bundle ukraine."),
    ("Avia.Pro-Lux", {"kind": "word", "subject": "Avia.Pro-Lux"},
     "Stories with “Avia.Pro-Lux” in the title or twice in the text."),
    ("sourdough", {"kind": "word", "subject": "sourdough"},
     "Stories with “sourdough” in the title or twice in the text."),
    ("deals over $100m with Poland",
     {"kind": "deals", "subject": "deals", "amount_from": Decimal(10**8), "currency": "USD", "parties": ("Poland",)},
     "Deals of $100 million or more with Poland."),
    ("arms deals over 5bn", {"kind": "deals", "subject": "arms deals", "amount_from": Decimal(5 * 10**9)},
     "Arms deals of 5 billion or more in any currency."),
    ("deals between Poland and Norway", {"kind": "deals", "subject": "deals", "parties": ("Poland", "Norway")},
     "Deals with Poland and Norway."),
    ("Ukraine -football", {"kind": "topic", "subject": "Ukraine", "excluded": ("football",)},
     "Stories on Ukraine, without stories on football."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "described"), ONE)
def test_one_follow(ground: Ground, text: str, expected: dict[str, Any], described: str) -> None:
    (follow,) = parse_follows(text, ground, BUNDLES)
    plain = Follow(text=text, kind=follow.kind, subject=follow.subject)
    assert follow == replace(plain, **expected)
    assert describe_follow(follow) == described


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Lagos Harbour Board", "organisation", "Lagos Harbour Board"),
        ("the Lagos Harbour Board", "organisation", "Lagos Harbour Board"),
        ("chairwoman of the Lagos Harbour Board", "speaker", "Ngozi Adeyemi"),
        ("the Harbour Board's chairwoman", "speaker", "Ngozi Adeyemi"),
        ("the secretary of state", "speaker", "Marco Rubio"),
    ],
)
def test_a_body_is_not_taken_for_the_one_who_has_an_office_in_it(text: str, kind: str, subject: str) -> None:
    known = [*KNOWN, person("Ngozi Adeyemi", "chairwoman of the Lagos Harbour Board")]
    (follow,) = parse_follows(text, ground_of(known))
    assert (follow.kind, follow.subject) == (kind, subject)


@pytest.mark.parametrize("text", ["https://", "http:// example.org", "ftp://example.org/feed", "file:///etc/hosts"])
def test_an_address_that_cannot_be_read_is_no_word_to_look_for(ground: Ground, text: str) -> None:
    with pytest.raises(UsageError, match="is no address I can read"):
        parse_follows(text, ground)


def test_a_list_is_several_follows_and_a_lone_minus_word_narrows_them_all(ground: Ground) -> None:
    follows = parse_follows("Ukraine, Putin; deals over $1,000,000, -football", ground)
    assert [(follow.kind, follow.subject, follow.excluded) for follow in follows] == [
        ("topic", "Ukraine", ("football",)),
        ("speaker", "Vladimir Putin", ("football",)),
        ("deals", "deals", ("football",)),
    ]
    assert follows[2].amount_from == Decimal(10**6)


def test_the_same_thing_typed_twice_is_followed_once(ground: Ground) -> None:
    assert len(parse_follows("Rubio, Marco Rubio", ground)) == 1


def test_a_watch_means_the_speaker_where_a_topic_has_the_same_name(ground: Ground) -> None:
    (watch,) = parse_follows("the Kremlin", ground, is_watch=True)
    assert (watch.kind, watch.subject, watch.is_watch) == ("organisation", "Kremlin", True)
    assert describe_follow(watch) == "What Kremlin and those who speak for it say, told at once."


@pytest.mark.parametrize("text", ["", "  ", "-football", ",,;", "((((", "?!", "\u202e"])
def test_nothing_to_follow_is_said_with_examples(ground: Ground, text: str) -> None:
    with pytest.raises(UsageError, match="What shall I follow"):
        parse_follows(text, ground)


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=200), st.text('aU-,“”"$1.:/ mdelsovrabt', max_size=80)))
def test_any_text_is_followed_or_refused_in_one_line(ground: Ground, text: str) -> None:
    try:
        follows = parse_follows(text, ground, BUNDLES)
    except UsageError as error:
        follows = ()
        lines = str(error).splitlines()
        assert len(lines) == 1
    for follow in follows:
        assert follow.subject.strip()
        assert describe_follow(follow).endswith(".")


def test_the_shipped_topics_are_read_with_their_aliases() -> None:
    topics = parse_topics((ROOT / "seeds" / "topics.toml").read_text(encoding="utf-8"))
    ukraine = next(topic for topic in topics if topic.name == "Ukraine")
    assert "Kyiv" in ukraine.places
    assert "war in ukraine" in ukraine.aliases


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[topics]\nname=", "not TOML"),
        ("[[topics]]\nterms = []", "topic 1 has no name"),
        ('[[topics]]\nname = "A"\nterms = "x"', "terms of A must be a list"),
        ('[[topics]]\nname = "A"\n[[topics]]\nname = "B"\naliases = ["a"]', "stands for both A and B"),
    ],
)
def test_a_broken_topics_file_is_refused_naming_the_place(text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        parse_topics(text)
