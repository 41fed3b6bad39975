"""Sentences as papers of other countries and other desks write them: courts, sport, science, firms, the police."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.stating import statements, told


@pytest.mark.parametrize(
    "subject",
    [
        "A bus driver who climbed down a bridge to save a cyclist",
        "A cook who scooped £4.2million on the lottery",
        "A man who was fined £100 while his wife was dying in hospital",
    ],
)
def test_whoever_a_relative_clause_describes_speaks_and_not_who_stands_in_it(subject: str) -> None:
    text = f"{subject} has said that it was luck."
    (found,) = statements(text)
    assert found.source is not None
    assert text[slice(*found.source)] == subject


def test_to_be_able_to_tell_is_not_to_say() -> None:
    assert told("Octopuses can tell how long a crab has been dead.") == []


def test_an_advocate_advocates_nothing() -> None:
    assert told("Senior advocate Jehangir Bharucha, appearing for the city, left the court.") == []


def test_only_behind_the_speaker_belongs_to_the_words() -> None:
    assert (
        told("There was fog, Golob said, only on the first morning.")[0][1] == "There was fog only on the first morning"
    )


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ann Holt told a news conference helicopters could not fly.", "helicopters could not fly"),
        ("Ann Holt told Kabar Hari Ini evacuation was voluntary.", "evacuation was voluntary"),
        ("Ann Holt warned the brine could harm seagrass.", "the brine could harm seagrass"),
        ("Ann Holt said in an email additional doses would arrive.", "additional doses would arrive"),
    ],
)
def test_words_without_that_begin_behind_whom_or_where_they_were_told(sentence: str, words: str) -> None:
    assert told(sentence) == [("Ann Holt", words)]


def test_a_server_for_email_is_no_place_to_speak() -> None:
    assert told("Ann Holt said in her email server scandal was rife.") != [("Ann Holt", "server scandal was rife")]


def test_she_who_spoke_last_without_a_name_stays_without_a_name() -> None:
    text = (
        "The group’s spokesman, Idris Nour, denied the charge.\n\n"
        "Aid workers disagree. One, who feared reprisals, said that drivers had to pay.\n\n"
        "“If you don’t pay, you wait,” he said."
    )
    assert told(text)[-1] == (None, "If you don’t pay, you wait")


def test_the_candidate_may_be_somebody_named_and_so_may_he() -> None:
    text = "Marek Ilves spoke in Turin. The party’s candidate said that rents were high. “I will act,” he said."
    assert told(text)[-1] == ("Marek Ilves", "I will act")


def test_a_town_that_somebody_lives_in_says_nothing() -> None:
    text = (
        "Ottoline Brandvold writes novels. Brandvold lives in Ålesund with a dog. “He has a job,” she says of the dog."
    )
    assert told(text) == [("Ottoline Brandvold", "He has a job")]


def test_who_declined_to_comment_on_something_declined() -> None:
    (found,) = statements("Ann Holt declined to comment on the minister's remarks about the bank.")
    assert found.act == "declined"


def test_a_heading_says_nothing() -> None:
    assert told("Talks broke down.\n\nSupermarkets: ‘no need to panic buy’\n\nThe forum met on Monday.") == []
    assert told("Prosecutor: “There is no need to panic.”") == [(None, "There is no need to panic.")]


@pytest.mark.parametrize("verb", ["ruled", "held"])
def test_courts_rule_and_hold(verb: str) -> None:
    text = f"The judges {verb} that Latvia had violated the couple’s rights. A rule that would have allowed it fell."
    assert told(text) == [(None, "Latvia had violated the couple’s rights")]


@pytest.mark.parametrize(
    "source",
    [
        "A spokesperson for Health Minister Gurpreet Dhaliwal",
        "A lawyer for Anna Maria Ochoa",
        "An aide to President Ana Maria Ochoa",
        "A lawyer for former Chief Executive Wei Ling Tan",
        "The wife of opposition leader Bobi Kato",
        "The son of Sir John Henry Moore",
    ],
)
def test_whoever_speaks_for_or_belongs_to_somebody_is_not_that_person(source: str) -> None:
    assert told(f"{source} said that the doses would arrive.") == [(None, "the doses would arrive")]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Mayor of Reykjavik Jon Gnarr", "Jon Gnarr"),
        ("The Minister of Justice Ann Lee", "Ann Lee"),
        ("The head of operations Brian Flynn", "Brian Flynn"),
        ("Two-time champion Novak Petrov", "Novak Petrov"),
    ],
)
def test_whoever_holds_an_office_speaks(source: str, name: str) -> None:
    assert told(f"{source} said that the doses would arrive.") == [(name, "the doses would arrive")]


@pytest.mark.parametrize(
    "words",
    [
        "at least 14 projects existed only on paper",
        "about 200 people had died",
        "over 50 houses had burned down",
        "around 40 people were hurt",
        "between 150 and 200 children were treated",
        "as many as 40 people were hurt",
        "under 10 per cent of voters turned out",
        "without rain the crops would fail",
    ],
)
def test_how_exact_a_number_is_and_on_what_condition_belongs_to_the_words(words: str) -> None:
    assert told(f"Ann Holt said {words}.") == [("Ann Holt", words)]
    assert told(f"Ann Holt said on Monday {words}.") == [("Ann Holt", words)]


def test_a_neighbour_of_somebody_s_who_gives_no_name_speaks() -> None:
    text = (
        "A neighbour of Ms Iosefa’s, who did not want to be named, said that the noise was bad. “I am tired,” he said."
    )
    assert told(text) == [(None, "the noise was bad"), (None, "I am tired")]


def test_a_surname_that_stands_only_where_a_sentence_begins_makes_the_next_he_unsure() -> None:
    found = statements(
        "The fee would hurt juniors, said league chief executive Andrew Mott.\n\n"
        "Tarrasini said no. “Parents are sick of it, and so am I,” he told Radio Five."
    )
    assert found[-1].confidence < found[0].confidence < 0.9


def test_he_in_the_first_sentence_needs_no_subject_before() -> None:
    assert told("With David Mott and Peter Lund beside him he said: “It is over.”")


@pytest.mark.parametrize(
    "how",
    [
        "in a letter obtained by the Herald",
        "in an email seen by two reporters on Monday",
        "in an interview published on Sunday",
        "in a statement posted on X on Friday",
        "in a memo dated 3 May",
        "in a speech broadcast live on state television",
    ],
)
def test_how_a_letter_or_a_speech_got_about_is_no_part_of_the_words(how: str) -> None:
    assert told(f"Ann Holt said {how} that the line would close.") == [("Ann Holt", "the line would close")]


def test_a_participle_that_belongs_to_the_words_stays() -> None:
    assert told("Ann Holt said in a statement released prisoners were safe.") == [
        ("Ann Holt", "released prisoners were safe")
    ]


@pytest.mark.parametrize(
    ("subject", "day"),
    [
        ("Ann Holt, who won the seat in 2019,", None),
        ("Ann Holt, sacked on Monday,", None),
        ("Ann Holt, on Monday,", date(2025, 4, 28)),
        ("Ann Holt, in a letter on Monday,", date(2025, 4, 28)),
        ("Ann Holt on Monday", date(2025, 4, 28)),
    ],
)
def test_a_day_that_tells_of_the_speaker_is_not_when_it_was_said(subject: str, day: date | None) -> None:
    [found] = statements(f"{subject} said that the line would close.")
    assert (found.said_on.first if found.said_on else None) == day


def test_who_speaks_beside_somebody_speaks_for_himself() -> None:
    text = "Ann Holt said gusts were expected, with forecaster Helen Price warning that lives were at risk."
    assert told(text) == [("Ann Holt", "gusts were expected"), ("Helen Price", "lives were at risk")]
    assert told("Ann Holt said sales rose, with fans snapping up 4,000 seats.") == [
        ("Ann Holt", "sales rose, with fans snapping up 4,000 seats")
    ]


@pytest.mark.parametrize(
    "audience", ["a briefing", "a regular briefing", "a weekly hearing in Oslo", "a crowded meeting"]
)
def test_an_occasion_at_the_end_of_the_sentence_is_told_too(audience: str) -> None:
    [found] = statements(f"The sale was wrong, Ann Holt told {audience}.")
    assert (found.speaker, found.words) == ("Ann Holt", "The sale was wrong")


def test_quoted_words_behind_what_was_not_said_are_nobodys() -> None:
    text = "Ann Holt would not say whether anybody was held. “We follow every lead,” is all there was."
    assert told(text) == [("Ann Holt", "whether anybody was held")]
