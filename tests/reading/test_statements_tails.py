"""Where what somebody said ends: what behind a comma belongs to it, and what the article says of it."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told

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
    "a promise she has made three times before",
    "a thinly veiled jab at the mayor",
    "an apparent reference to last week’s floods",
    "though she did not say who would pay",
    "which opened in 1911",
    "calling it a scandal",
]


@pytest.mark.parametrize("comment", COMMENTS)
def test_what_the_article_adds_to_the_words_is_left_out(comment: str) -> None:
    assert told(f"Ann Holt said that the pier was unsafe, {comment}.")[0] == ("Ann Holt", "the pier was unsafe")


@pytest.mark.parametrize(
    "words",
    [
        "the ruling, which was widely expected, could pave the way for others",
        "fires, which are not in the figures, had soared",
        "Monday’s talks failed after the team walked out",
        "last week’s storm was the worst in years",
    ],
)
def test_a_clause_whose_verb_stands_far_off_or_whose_subject_is_a_day_s_is_told(words: str) -> None:
    assert told(f"Ann Holt said {words}.") == [("Ann Holt", words)]


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("Ann Holt, citing two reports, said that about 400 people live there.", "about 400 people live there"),
        ("Ann Holt said it was late, adding she had seen no boat.", "she had seen no boat"),
        ("Ann Holt has vowed to stay away from the hospital until May.", "to stay away from the hospital until May"),
        ("Ann Holt told her supporters, “We will not be moved.”", "We will not be moved."),
    ],
)
def test_words_are_found_behind_what_stands_before_them(sentence: str, statement: str) -> None:
    assert ("Ann Holt", statement) in told(sentence)


@pytest.mark.parametrize(
    "words",
    [
        "Kofi Asante told him the pier was closed",
        "The mine pays its dues, and cited a list of costs",
        "The mill is under pressure from imports, which have doubled",
    ],
)
def test_whoever_stands_at_the_end_of_a_sentence_said_all_of_it(words: str) -> None:
    assert told(f"{words}, Ann Holt said.") == [("Ann Holt", words)]
    assert told(f"{words}, said Ann Holt, a clerk.") == [("Ann Holt", words)]


def test_two_clauses_with_a_speaker_each_are_two_statements() -> None:
    text = "Villagers called for a boycott, and Ann Holt said she would stay at home."
    assert told(text) == [(None, "a boycott"), ("Ann Holt", "she would stay at home")]


RECALLED = [
    ("Ann Holt recalled her captain saying that the ship was safe.", (None, "the ship was safe")),
    ("Ann Holt remembered an officer shouting: “The doors are locked.”", (None, "The doors are locked.")),
    ("Ann Holt recalled Ben Orr saying prices would rise.", ("Ben Orr", "prices would rise")),
]


@pytest.mark.parametrize(("sentence", "statement"), RECALLED)
def test_words_that_somebody_recalls_are_those_of_who_said_them(sentence: str, statement: tuple[str, str]) -> None:
    assert told(f"{sentence} “I was young,” she said.") == [statement, ("Ann Holt", "I was young")]


def test_whoever_recalls_him_saying_it_is_not_him() -> None:
    text = "Ben Orr was captain. Kofi Asante sailed with him. “We will all drown,” Asante recalled him saying."
    assert told(text)[-1] == ("Ben Orr", "We will all drown")


def test_an_analyst_s_bank_is_not_the_company_that_speaks_next() -> None:
    text = "Morrow Partners analyst Ann Holt said sales were weak. The company said it would cut jobs."
    assert told(text)[-1] == (None, "it would cut jobs")


def test_a_body_is_named_with_whose_it_is() -> None:
    assert told("The Mineworkers’ Front said it would strike.") == [("Mineworkers’ Front", "it would strike")]


def test_what_begins_to_happen_is_no_speaker() -> None:
    text = "“We are calm,” and talks began to move again on Monday, Kofi Asante said."
    assert told(text) == [("Kofi Asante", "“We are calm,” and talks began to move again on Monday")]


def test_whoever_speaks_behind_a_fronted_clause_does_not_have_its_last_words() -> None:
    text = "After Ann Holt brought food and supplies to Callao, the mayor said the port was closed."
    assert words_of_source(text) == "the mayor"


def words_of_source(text: str) -> str:
    """The source of the one statement of a text, as printed."""
    [statement] = statements(text)
    assert statement.source is not None
    return text[slice(*statement.source)]
