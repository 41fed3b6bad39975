"""What holds for any text at all: spans slice inside it, nothing raises, long texts are read to the end."""

from __future__ import annotations

import gc
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Article, Span
from bot.reading.explain import explain
from bot.reading.record import reading_to_json
from tests.reading.stating import reading_of

PIECES = (
    "“", "”", '"', "'", "’", "‘", "''", "«", "»", "(", ")", ", ", ". ", ": ", "; ", " – ", "\n", "\n\n", " ",
    "said ", "told ", "she ", "Anna Keller ", "the bank ", "who ", "that ", "and ", "to ", "by ", "according to ",
    "declined ", "is ", "was ", "Monday ", "$5 million ", "adding ", "’s ", "claim ", "-", "Mr. ", "U.S. ", "of ",
)  # fmt: skip
SALAD = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(text: str) -> None:
    reading = reading_of(text)
    spans: list[Span] = []
    for one in reading.statements:
        assert one.content
        assert one.words
        assert 0.0 <= one.confidence <= 1.0
        spans += [*one.content, *one.context, *(span for span in (one.source, one.cue, one.named_at) if span)]
    for name in reading.names:
        spans += name.mentions
    assert all(0 <= start < end <= len(text) for start, end in spans)
    article = Article(id="a", title="", text=text)
    json.dumps(reading_to_json(article, reading))
    assert list(explain(article, reading, has_colour=True))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Jane Wanjiru accused the bank of lying.", "Jane Wanjiru accused the bank of lying"),
        ("Jane Wanjiru called the plan “a disaster”.", "Jane Wanjiru called the plan “a disaster”"),
        ("Jane Wanjiru warned against haste.", "Jane Wanjiru warned against haste"),
        ("Jane Wanjiru denied that it was late.", "Jane Wanjiru denied that it was late"),
        ("Jane Wanjiru told reporters that it was late.", "Jane Wanjiru told reporters that it was late"),
        ("Jane Wanjiru did not say when.", "Jane Wanjiru did not say when"),
        ("Jane Wanjiru said the plan had failed.", "Jane Wanjiru said: the plan had failed"),
        ("“It was,” Jane Wanjiru said, “a long night.”", "Jane Wanjiru said: “It was,” “a long night.”"),
        ("The plan had failed, according to Jane Wanjiru.", "Jane Wanjiru said: The plan had failed"),
    ],
)
def test_a_line_has_the_articles_own_verb_and_each_quotation_in_its_marks(text: str, line: str) -> None:
    article = Article(id="a", title="", text=text)
    assert list(explain(article, reading_of(text), is_full=False)) == [line]


def test_a_stray_comma_in_marks_is_nobodys_words() -> None:
    check("adding “, “")


@given(SALAD)
@CALM
def test_tangled_news_is_read_without_harm(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
@CALM
def test_any_text_is_read_without_harm(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        '" ',
        "'a ",
        "said ",
        "Anna Keller said that ",
        "a, ",
        "(a ",
        "A: b\n",
        "Anna, who ",
        "she said and ",
        "ﷺ✍️𝔘 ",
    ],
)
def test_a_long_text_of_one_thing_comes_to_an_end(piece: str) -> None:
    check(piece * (40_000 // len(piece)))


def test_an_article_leaves_nothing_to_the_garbage_collector() -> None:
    text = "Anna Keller, head of the bank, said on Monday that she would pay. “It is over,” her aide told the BBC."
    assert reading_of(text).statements  # whatever is loaded once is loaded now
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            reading_of(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
