"""Small forms around words: “declined to comment”, “in Keller's words”, “the court heard”, an I that is an initial."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Anna Keller declined to comment.", "Anna Keller", "to comment"),
        ("Anna Keller, who declined to comment, resigned.", "Anna Keller", "to comment"),
        ("A spokesman for Shell refused to comment on Friday.", "Shell", "to comment"),
        ("The firm did not deny the report but declined to comment.", None, "to comment"),
        ("The White House has declined comment.", "White House", "comment"),
        ("Anna Keller refused to comment on the talks.", "Anna Keller", "the talks"),
    ],
)
def test_who_declines_to_comment_declines(text: str, name: str | None, words: str) -> None:
    (said,) = statements(text)
    assert (said.speaker, said.act, said.words) == (name, "declined", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In Anna Keller’s words, “the bank will never pay.”", "the bank will never pay."),
        ("The plan is, in Anna Keller's words, “a gift to thieves”, and it will pass.", "a gift to thieves"),
        ("The plan is, in the words of Anna Keller, “a gift to thieves”.", "a gift to thieves"),
        ("In the words of Anna Keller: “It will never pass this house.”", "It will never pass this house."),
        ("Anna Keller leads the bank. In her words, “it will never pay a cent.”", "it will never pay a cent."),
    ],
)
def test_what_stands_in_somebodys_words_is_theirs(text: str, words: str) -> None:
    assert told(text) == [("Anna Keller", words)]


def test_words_that_somebody_else_quotes_are_not_in_their_own_words() -> None:
    assert told("Her words “hurt us all for years”, Bo Hall said.")[0][0] == "Bo Hall"


@pytest.mark.parametrize("heard", ["the court heard", "the jury has heard", "the inquest was told"])
def test_where_words_were_heard_is_no_part_of_them(heard: str) -> None:
    text = f"Prosecutor Ann Lee said the alarm had been broken for years, {heard}."
    assert told(text) == [("Ann Lee", "the alarm had been broken for years")]
    assert told(f"Ann Lee told police she knew nothing of the fire, {heard}, and left.")[0][1] == (
        "she knew nothing of the fire"
    )


@pytest.mark.parametrize("before", ["", "“We lost.”\n\n", "“We lost,” Ann Lee said. "])
def test_an_i_before_a_name_is_an_initial(before: str) -> None:
    assert told(f"{before}I. Lewis Libby said he was innocent.")[-1] == ("I. Lewis Libby", "he was innocent")


def test_an_i_that_ends_a_sentence_is_no_initial() -> None:
    assert told("They were older than I. Lewis Libby said he was innocent.") == [("Lewis Libby", "he was innocent")]


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether Can would play, Kovač said: “Ask me on Tuesday at noon.”",
        "“Wait and see,” Kovač said when asked about the tax.",
        "When asked if he had a plan, the mayor, Jo Kerr, said: “Of course I do.”",
    ],
)
def test_a_short_answer_is_not_surely_understood_without_its_question(text: str) -> None:
    assert statements(text)[-1].confidence < 0.87


def test_a_long_answer_stands_by_itself() -> None:
    text = (
        "Asked whether he would resign, Kovač said: “The bank will never pay what it owes to the people of this city.”"
    )
    assert statements(text)[-1].confidence > 0.87
