"""What a sentence tells of a saying, before and behind its words, is no part of them."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores told The Herald before she spoke to them that it was time.", "it was time"),
        ("Ana Flores tells voters who wonder why she lost the vote that she “was not brought up that way.”",
         "she “was not brought up that way.”"),
        ("Ana Flores had said in an interview taped before the vote that the port was safe.", "the port was safe"),
        ("Ana Flores said on her official Twitter feed that it was safe.", "it was safe"),
        ("Ana Flores had said in a talk taped before the attacks that it was safe.", "it was safe"),
        ("Ana Flores responded by first saying “some good things” about Ben Ochoa.",
         "“some good things” about Ben Ochoa"),
        ("Ana Flores explained it this way: “Nobody wants to be the first.”", "Nobody wants to be the first."),
        ("No wonder Ana Flores said, and I quote, “We love the poor.”", "We love the poor."),
        ("Ana Flores told the paper when asked about it last month: “That is for the police.”",
         "That is for the police."),
        ("Ana Flores told him in a written statement, “I do not want it.”", "I do not want it."),
        ("Ana Flores said back in the summer of 2015: “It is a big mistake.”", "It is a big mistake."),
        ("Ana Flores concluded, so eloquently and timelessly, “Let us finish it.”", "Let us finish it."),
        ("Ana Flores is telling customers at a popular Lima, Ohio, diner that it was time.", "it was time"),
        ("Remarking upon his “genuine warmth,” Ana Flores said, “Leave aside the rest.”", "Leave aside the rest."),
        ("To a question on the “sale of jobs,” Ana Flores said contractors can be expensive.",
         "contractors can be expensive"),
        ("Still, the fact that the race “is a dead heat,” as Ana Flores said on Monday, only adds to it.",
         "is a dead heat"),
    ],
)  # fmt: skip
def test_words_begin_behind_what_tells_of_the_saying(text: str, words: str) -> None:
    assert ("Ana Flores", words) in told(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores said it was safe — asserting that donations did not matter.", "it was safe"),
        ("Ana Flores said it was not out of step -- but it clearly was.", "it was not out of step"),
        ("Ana Flores said they found 12 messages — though none reached the level.", "they found 12 messages"),
        ("Ana Flores said they were misled — and she singled out Ben Ochoa.", "they were misled"),
        ("Ana Flores vowed to repeal the Hyde Act, a federal law that forbids it.", "to repeal the Hyde Act"),
        ("Ana Flores said she trusted Ben Ochoa, the soldier who died in 2004.", "she trusted Ben Ochoa"),
        ("Ana Flores vowed to leave the Delian League, also known as the DL.", "to leave the Delian League"),
        ("Ana Flores says she will vote for it but has withheld her name.", "she will vote for it"),
        ("Ana Flores said she would offer a prayer but did not suggest it would be for him.",
         "she would offer a prayer"),
        ("Ana Flores had said she would visit some day, and to date has only sent a note.", "she would visit some day"),
        ("Ana Flores said it was proven even though many observers have denied it.", "it was proven"),
        ("Ana Flores referred to him as “a bright man” but described his plan as “late.”", "him as “a bright man”"),
        ("Ana Flores revealed that they used it, and the following day, the police asked for it.", "they used it"),
        ("Ana Flores said they would not support him, the highest for any candidate.", "they would not support him"),
        ("Ana Flores said 40 percent liked it, compared with 30 percent last month.", "40 percent liked it"),
        ("Ana Flores insisted that the party was “still the first.”--Ben Ochoa", "the party was “still the first.”"),
        ("Ana Flores said it was late — which she added was sad.", "it was late"),
        ("Ana Flores tweeted that it was over pic.example.com/aB1", "it was over"),
        ("For Ana Flores, who said that it was over, it was a good night.", "it was over"),
    ],
)  # fmt: skip
def test_what_the_article_adds_behind_words_is_cut(text: str, words: str) -> None:
    assert told(text)[0] == ("Ana Flores", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores said critics had foreseen it, but this would not happen.",
         "critics had foreseen it, but this would not happen"),
        ("Ana Flores said if it failed, “We will try again.”", "if it failed, “We will try again.”"),
        ("Ana Flores said it was between Lima, the capital and Cusco.",
         "it was between Lima, the capital and Cusco"),
        ("Ana Flores said they left because, as Italians, the Schifanos were alone.",
         "they left because, as Italians, the Schifanos were alone"),
        ("Ana Flores said she did not know the balding, bespectacled passenger behind her.",
         "she did not know the balding, bespectacled passenger behind her"),
        ("Ana Flores said the hands - as he has said - and the feet were small.",
         "the hands - as he has said - and the feet were small"),
    ],
)  # fmt: skip
def test_what_the_speaker_adds_stays(text: str, words: str) -> None:
    assert told(text)[0] == ("Ana Flores", words)


@pytest.mark.parametrize(
    "text",
    [
        "It was right, said Ben Ochoa, whose advocates lean on all to take up the issue.",
        "Ana Flores makes “sure it works,” as she put it on Wednesday in Raleigh, N.C., where it rained.",
    ],
)
def test_a_clause_on_somebody_or_a_place_is_no_statement(text: str) -> None:
    assert len(told(text)) == 1


def test_a_lone_surname_before_what_it_was_doing_is_the_speaker() -> None:
    text = "Ana Flores came. Flores, speaking at a rally in Wilmington, Ohio, warned that taxes would rise."
    assert told(text) == [("Ana Flores", "taxes would rise")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores is noting the trouble he had and saying he could not answer.", "the trouble he had"),
        ("Ana Flores said she heard it, although it was not clear whether he did.", "she heard it"),
        ("Ana Flores denied it was a loan, however, appearing to rely on a memo.", "it was a loan"),
        ("Ana Flores acknowledged the rule, but noted the state does not use it.", "the state does not use it"),
        ("Ana Flores pledged to mend the system and he, once again, hinted at more.", "to mend the system"),
        ("Ana Flores has vowed to keep schools open and celebrated the ruling.", "to keep schools open"),
        ("Ana Flores said Ben Ochoa was the founder on Wednesday at a Florida rally.", "Ben Ochoa was the founder"),
        ("Ana Flores called for the resignation of Ben Ochoa, but his quarrels made the headlines.",
         "the resignation of Ben Ochoa"),
        ("Ana Flores called on the lenders to wait until June.", "the lenders to wait until June"),
        ("Ana Flores said she would answer them in a speech.", "she would answer them in a speech"),
    ],
)  # fmt: skip
def test_the_same_speaker_s_next_doing_is_not_said(text: str, words: str) -> None:
    assert told(text)[0] == ("Ana Flores", words)


def test_a_photo_s_effect_is_not_its_words() -> None:
    text = "Ana Flores tweeted an image of a star bearing the words “most corrupt ever!” prompting outrage online."
    assert told(text)[0] == ("Ana Flores", "an image of a star bearing the words “most corrupt ever!”")


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Ana Flores said Ben Ochoa was the founder on Wednesday at a Florida rally.", "at a Florida rally"),
        ("Ana Flores called it “a disgrace” in a statement on Friday.", "in a statement"),
        ("Ana Flores told him in a written statement, “I do not want it.”", "in a written statement"),
        ("Ana Flores said, “It is safe,” at a rally in Ohio.", "at a rally in Ohio"),
    ],
)
def test_the_occasion_that_is_cut_is_the_venue(text: str, venue: str) -> None:
    assert statements(text)[0].venue == venue


def test_half_of_what_was_said_is_too_unsure_for_a_digest() -> None:
    whole = statements("Ana Flores concluded that idealism is nice for everybody.")[0]
    half = statements("Ana Flores concluded that idealism is nice for everybody, but sometimes the facts take over.")[0]
    said_on = statements("Ana Flores concluded that idealism is nice for everybody, but said it would not last.")[0]
    assert half.confidence < 0.87 <= min(whole.confidence, said_on.confidence)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Flores said the wall would not only stop the flow of people at the border.",
        "Ana Flores has taken the stance of many in her party: “I am for it at home, but not abroad.”",
        "Ana Flores said the many places where she wants to see changes include:",
    ],
)
def test_what_waits_for_its_other_half_is_too_unsure_for_a_digest(text: str) -> None:
    assert statements(text)[0].confidence < 0.87


def test_she_right_behind_another_speaker_is_too_unsure_for_a_digest() -> None:
    text = "“The port is safe today,” Ana Flores said. Eva Lund waited. “It was never in danger at all,” she said."
    assert statements(text)[-1].confidence < 0.87
