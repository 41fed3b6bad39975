"""Words that an article prints in several places, as one readable text."""

from __future__ import annotations

import pytest

from bot.pieces import joined
from tests.reading.stating import told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Weiss said the city would pay. “All of it.”", "the city would pay. “All of it.”"),
        ("The mine, Anna Weiss said, “is a ruin.”", "The mine “is a ruin.”"),
        ("“It is safe,” Anna Weiss said. “We checked.”", "It is safe, We checked."),
        ("Anna Weiss said the road “will open” on Monday.", "the road “will open” on Monday"),
    ],
)
def test_what_is_quoted_and_what_is_reported_never_run_together(text: str, words: str) -> None:
    assert told(text) == [("Anna Weiss", words)]


def test_pieces_of_several_lines_are_one_line() -> None:
    text = "“We\nare calm,” she said, “and\n  ready.”"
    pieces = [(text.index(words), text.index(words) + len(words)) for words in ("We\nare calm,", "and\n  ready.")]
    assert joined(text, tuple(pieces)) == "We are calm, and ready."
