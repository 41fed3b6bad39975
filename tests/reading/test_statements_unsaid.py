"""Words that were not said, or not yet, and words that end where a relative clause does."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told

UNSAID = [
    "Ana Flores could say on Friday that the mine will close.",
    "Ana Flores may argue that the mine is safe.",
    "Ana Flores will announce on Friday that the mine is closing.",
    "“The mine is safe,” Ana Flores will say on Friday.",
    "If Ana Flores says the mine will close, workers will strike.",
    "It is not clear whether Ana Flores said the mine would close.",
    "Neither Ana Flores nor Omar Haddad said the mine would close.",
    "Nobody said the mine would close.",
    "No official said the mine would close.",
    "Ana Flores left without saying whether the mine would close.",
    "Ana Flores stopped short of saying the mine would close.",
    "Ana Flores refrained from saying the mine would close.",
    "Ana Flores avoided saying the mine would close.",
    "Ana Flores is expected to say that the mine is safe.",
    "Ana Flores wanted to say the mine was safe.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_nobody_said_yet_is_no_statement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores would later say that the mine was safe.", "the mine was safe"),
        ("Ana Flores went on to say that the mine was safe.", "the mine was safe"),
        ("Ana Flores admitted that if prices fell the mine might close.", "if prices fell the mine might close"),
    ],
)
def test_what_was_said_in_the_end_is_one(text: str, words: str) -> None:
    assert told(text) == [("Ana Flores", words)]


def test_what_somebody_would_not_say_is_kept_as_that() -> None:
    [statement] = statements("Ana Flores would not say whether the mine had closed.")
    assert statement.negated or statement.act == "declined"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores, who said the mine was safe, resigned.", "the mine was safe"),
        ("Ana Flores, who once said the mine would never close, left the party.", "the mine would never close"),
        ("Ana Flores, who said the mine was “quite safe”, resigned on Monday.", "the mine was “quite safe”"),
        ("Ana Flores, who said the mine was “quite safe,” resigned on Monday.", "the mine was “quite safe,”"),
        ("Ana Flores, who said the mine, once a jail, was safe, has resigned.", "the mine, once a jail, was safe"),
        ("They met Ana Flores, who said the mine was safe, clean and cheap.", "the mine was safe, clean and cheap"),
    ],
)
def test_what_somebody_said_ends_where_the_relative_clause_does(text: str, words: str) -> None:
    assert told(text) == [("Ana Flores", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mine, Ana Flores said, “is a ruin.”", "The mine “is a ruin.”"),
        ("It will close, Ana Flores told reporters, “unless we get help.”", "It will close “unless we get help.”"),
        ("On Monday, Ana Flores said, “we won the vote.”", "we won the vote."),
        ("The crowd cheered, and Ana Flores said, “we won.”", "we won."),
    ],
)
def test_a_sentence_cut_in_two_by_its_speaker_is_told_whole(text: str, words: str) -> None:
    assert told(text) == [("Ana Flores", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Flores said nothing as she was led away.",
        "Ana Flores withdrew her claim that the bank was insolvent.",
        "Ana Flores apologised for her claim that the bank was insolvent.",
        "Ana Flores walked back her claim that the bank was insolvent.",
        "Contrary to what Ana Flores said, the bridge is not safe.",
    ],
)
def test_what_was_taken_back_or_is_nothing_is_no_statement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores said nothing had changed.", "nothing had changed"),
        ("Ana Flores said that was “a matter for the voters.”", "that was “a matter for the voters.”"),
        ("Ana Flores said Sunday in Madison, Wisconsin, that she hoped to win.", "she hoped to win"),
        ("The dam is safe, Ana Flores said after inspectors found no cracks.", "The dam is safe"),
        ("Ana Flores said she obeyed the ruling but disagreed with it.", "she obeyed the ruling but disagreed with it"),
        (
            "Ana Flores said the port would open but warned it would not be ready.",
            "the port would open but warned it would not be ready",
        ),
    ],
)
def test_all_that_was_said_and_nothing_else_is_told(text: str, words: str) -> None:
    assert told(text) == [("Ana Flores", words)]


def test_a_state_behind_a_town_is_no_speaker() -> None:
    text = "Since a tunnel was found in Douglas, Ariz., border officials say they have found 200 more."
    [statement] = statements(text)
    assert statement.source is not None
    assert text[slice(*statement.source)] == "border officials"


@pytest.mark.parametrize(
    "text",
    [
        "Nor did Ana Flores say that she would resign.",
        "Not once has Ana Flores said that she would resign.",
        "Did Ana Flores say that she would resign?",
        "Had Ana Flores said that she would resign, he would have left.",
        "Ana Flores did not on Tuesday, at the port, tell reporters that she would resign.",
    ],
)
def test_what_a_turned_or_parted_negation_leaves_unsaid_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Only on Friday did Ana Flores say that she would resign.",
        "Not until Friday did Ana Flores say that she would resign.",
        "Ana Flores did not name the firm but did note that she would resign.",
    ],
)
def test_what_was_said_after_all_is_told(text: str) -> None:
    assert told(text)[-1] == ("Ana Flores", "she would resign")
