"""Where what somebody said ends: what behind a comma belongs to it, and what the article says of it."""

from __future__ import annotations

import pytest

from tests.reading.stating import told

BELONGS = [
    "the bridge was safe, though the north lane would stay shut",
    "the doses would come, although some villages could be cut off until May",
    "the loan was not a gift, but rather a bridge to the harvest",
    "smugglers should be punished, but not the women who cook for them",
    "the route was meant for trucks, but who would drive them was open",
    "fees would rise, something many families cannot pay",
    "three lanes could be lost, depending on how long the work takes",
    "the state paid for seeds, spraying and transport",
    "the letter, written by two clerks, was a forgery",
    "the mine was shut and that the shaft, which had flooded in May, would be sealed",
    "it was unclear whether Kofi Mensah, who is ill, would come",
    "the court found that the firm, which went bankrupt in May, lied to its owners",
]


@pytest.mark.parametrize("words", BELONGS)
def test_what_goes_on_behind_a_comma_is_told_with_the_rest(words: str) -> None:
    assert told(f"Ann Holt said that {words}.")[0] == ("Ann Holt", words)


COMMENTS = [
    "a charge that the ministry denies",
    "a thinly veiled jab at the mayor",
    "an apparent reference to last week’s floods",
    "though she did not say who would pay",
    "which opened in 1911",
    "calling it a scandal",
]


@pytest.mark.parametrize("comment", COMMENTS)
def test_what_the_article_adds_to_the_words_is_left_out(comment: str) -> None:
    assert told(f"Ann Holt said that the pier was unsafe, {comment}.")[0] == ("Ann Holt", "the pier was unsafe")
