"""What stands beside the words is no part of them: manners, times, labels, the sentence's own further doings."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores joked, again using an old accent, “Come on up and wash!”", "Come on up and wash!"),
        ("Ana Flores said, using his own words, that it was over.", "it was over"),
        ("Ana Flores made clear over the weekend that the port is shut.", "the port is shut"),
        ("Ana Flores said over 200 people came.", "over 200 people came"),
        ("Ana Flores said the year was bad.", "the year was bad"),
        ("Ana Flores said this week had been hard.", "this week had been hard"),
        ("Ana Flores said now is the time to act.", "now is the time to act"),
        (
            "Ana Flores said it can help too: In cities like Lima, having her run could help others.",
            "it can help too: In cities like Lima, having her run could help others",
        ),
        ("Ana Flores groused that it “doesn't work” before floating an idea.", "it “doesn't work”"),
        ("Ana Flores said one of them had “even died” while at work.", "one of them had “even died” while at work"),
        ("Ana Flores voiced doubt about it, recently telling a friend that she had quit.", "she had quit"),
        ("Ana Flores released a statement on Friday: “Our town was struck.”", "Our town was struck."),
        ("After the vote Ana Flores issued a statement, “It is not over.”", "It is not over."),
        ("Ana Flores issued a statement Friday saying the port is shut.", "the port is shut"),
        ("Ana Flores made the point that the port is “dead.”", "the port is “dead.”"),
        ("Ana Flores said through her spokesman, Ben Ochoa, that the port is shut.", "the port is shut"),
        ("Ana Flores told her brother, a judge in Lima, that the port is shut.", "the port is shut"),
        ("Ana Flores said about €84 million was gone.", "about €84 million was gone"),
        ("Ana Flores called that answer “a shrug”.", "that answer “a shrug”"),
        ("Ana Flores disputed that account.", "that account"),
        ("Ana Flores called that “a shrug”.", "a shrug"),
        ("Ana Flores said Peru had paid, a claim the bank would neither confirm nor deny.", "Peru had paid"),
        ("Ana Flores said all would be freed, though she gave no date.", "all would be freed"),
        (
            "Ana Flores has proposed banning trade with the camp and has gone so far as to shut the gates.",
            "banning trade with the camp",
        ),
    ],
)
def test_only_what_was_said_is_told(text: str, words: str) -> None:
    assert words in [said for _, said in told(text)]


def test_a_clause_of_its_own_behind_a_description_is_no_part_of_it() -> None:
    text = "Ana Flores describes the party as “a wide road,” and Juan Vega wants the gates shut."
    assert statements(text)[0].words == "the party as “a wide road,”"


def test_a_label_in_marks_below_a_quotation_is_nobodys() -> None:
    text = "Ana Flores called the plan “dead on arrival.”\n\n“Related:”\n\nMore stories follow."
    assert all("Related" not in words for _, words in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ana Flores said “cost” five times in an hour.",
        "Ana Flores said “sorry” twice.",
        "Ana Flores said the word “sorry” 15 times.",
        "Back then, Ana Flores said, she found the mayor “very quiet,” and also kind.",
        "Ana Flores reminded voters of the years that her family had lived there.",
    ],
)
def test_a_word_that_is_counted_or_called_to_mind_is_no_statement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Most voters in Kent, Essex and Devon said they felt betrayed.", "Most voters in Kent, Essex and Devon"),
        (
            "Half of respondents in the Daily News/Suffolk poll said it was late.",
            "Half of respondents in the Daily News/Suffolk poll",
        ),
    ],
)
def test_people_somewhere_speak_and_not_the_last_of_the_places(text: str, source: str) -> None:
    [statement] = statements(text)
    assert statement.source is not None
    assert (statement.speaker, text[slice(*statement.source)]) == (None, source)


def test_who_is_called_to_mind_says_the_words() -> None:
    text = "Vega reminds me of Abraham Lincoln saying that “you can fool some of the people.”"
    assert told(text) == [("Abraham Lincoln", "you can fool some of the people.")]


def test_she_is_whom_the_sentence_before_told_of_by_her_trade() -> None:
    text = (
        "The actress Ana Flores does not back Maria Costa. Costa faces the frontrunner Juan Vega, and Costa is behind. "
        "Costa met reporters.\n\n"
        "The actress said it was a bad year.\n\n"
        "She added that Vega could win over Costa, the former minister who hopes to make history.\n\n"
        "“Then things will explode,” she said."
    )
    assert told(text)[-1] == ("Ana Flores", "Then things will explode")


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Ben Ochoa criticised Ana Flores, who told him that it was over.", "Ana Flores", "it was over"),
        ("Ben Ochoa criticised Minister for Health Ana Flores, who said it was over.", "Ana Flores", "it was over"),
        (
            "The rebel miners, who have filed a petition, will not be able to vote unless the court stays the order, "
            "said lawyer Ana Flores.",
            "Ana Flores",
            "The rebel miners, who have filed a petition, will not be able to vote unless the court stays the order",
        ),
        (
            "NEW DELHI: Rebel miners have left the town, said Ana Flores.",
            "Ana Flores",
            "Rebel miners have left the town",
        ),
        ("FLORES: “The port is shut.”", "FLORES", "The port is shut."),
        (
            "Tordo Potash and United Miners signed a deal.\n\nOchoa, the union president, said it was fair. "
            "“It is not perfect and neither am I,” she said.",
            "Ochoa",
            "It is not perfect and neither am I,",
        ),
        (
            "Lucy Vega spoke on Monday of MCAs. But nominated MCA Nerea Flores told him she had been asked. "
            "“He came at night,” she said.",
            "Nerea Flores",
            "He came at night,",
        ),
        ("NASA Administrator Ana Flores said it was over.", "Ana Flores", "it was over"),
        ("Patient advocate Ana Flores of the Vega League said it was over.", "Ana Flores", "it was over"),
        ("The move to Tordo Rovers is done, the English club announced.", None, "The move to Tordo Rovers is done"),
    ],
)
def test_nobody_beside_the_speaker_gets_the_words(text: str, speaker: str | None, words: str) -> None:
    said = [(who, what.rstrip(",")) for who, what in told(text)]
    assert (speaker, words.rstrip(",")) in said
    assert all(who == speaker for who, what in said if what == words.rstrip(","))


def test_a_place_before_a_colon_is_no_speaker() -> None:
    assert told("HYDERABAD: The Speaker on Saturday disqualified eleven members of the party.") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The motion to impeach Deputy Governor Ana Flores is dead. “Good,” Ms Flores said.", "Deputy Governor"),
        ("He spoke to finance minister Ana Flores. “Good,” Ms Flores said.", "finance minister"),
        ("He spoke to party leader Ana Flores. “Good,” Ms Flores said.", "party leader"),
        ("But Vega Union vice-president Ana Flores said it was bad.", "Vega Union vice-president"),
        ("Tordo's chief operating officer, Ana Flores, said it was bad.", "chief operating officer"),
        ("Norway's ambassador, Ana Flores, said it was bad.", "Norway's ambassador"),
        ("In Norway's capital, Ana Flores said it was bad.", None),
    ],
)
def test_an_office_has_all_its_words_and_no_others(text: str, role: str | None) -> None:
    assert [one.role for one in statements(text)] == [role]


def test_claims_dismissed_are_denied_and_a_plan_is_not() -> None:
    assert [one.act for one in statements("Ana Flores has dismissed claims that she is behind a motion.")] == ["denied"]
    assert [one.act for one in statements("Ana Flores dismissed the plan as costly.")] == ["said"]


def test_who_is_introduced_answers_in_an_interview() -> None:
    text = (
        "The pianist Ana Flores is back. Flores met Ben Ochoa in Lyon.\n\nQ: Why the long silence?\n\n"
        "A: I had nothing to say. Most people record anyway.\n\nQ: Was it political?\n\nA: It was my knee, and no more."
    )
    said = told(text)
    assert ("Ana Flores", "I had nothing to say. Most people record anyway") in said
    assert ("Ana Flores", "It was my knee, and no more") in said
    assert not any("silence" in words for _, words in said)
    nobody = told(text.replace("Ana Flores is back. Flores", "is back. She"))
    assert {who for who, words in nobody if "knee" in words} <= {None, "Ben Ochoa"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores said the port was safe - a point that officials have disputed.", "the port was safe"),
        ("Ana Flores said she would stay — a proposal she has often made.", "she would stay"),
        ("Ana Flores said the port was safe, before reversing herself.", "the port was safe"),
        ("Ana Flores said she did not know, even as speculation was brewing.", "she did not know"),
        ("Ana Flores said taxes would rise, an admission that Ochoa's aides spread.", "taxes would rise"),
        ("Ana Flores said it was strong, to which Ben Ochoa replied: “It is not true.”", "it was strong"),
        ("Ana Flores said the guard was hit, something that Ochoa mocked.", "the guard was hit"),
        ("Ana Flores tweeted a photo of a star with the words “most corrupt,” prompting outrage online.",
         "a photo of a star with the words “most corrupt,”"),
        ("Ana Flores called for a “clean economy” in a statement on Friday.", "a “clean economy”"),
        ("Ana Flores said she had no plans and would not identify the buyer.", "she had no plans"),
        ("Ana Flores had pledged to back the nominee but sounded unsure this week.", "to back the nominee"),
        ("Ana Flores said it was early but added, “You have an idea of the result.”", "it was early"),
        ("Minors would be a group, Ana Flores said, a policy that could help them.", "Minors would be a group"),
    ],
)  # fmt: skip
def test_what_the_article_remarks_on_words_is_not_said(text: str, words: str) -> None:
    assert told(text)[0] == ("Ana Flores", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Flores said the port — a small one — was safe.", "the port — a small one — was safe"),
        ("Ana Flores said the firm will not fund it and will not give more.",
         "the firm will not fund it and will not give more"),
        ("Ana Flores vowed to stay and fight for it.", "to stay and fight for it"),
        ("Ana Flores said that they were people who, even with Ochoa in the race, call themselves unsure.",
         "they were people who, even with Ochoa in the race, call themselves unsure"),
        ("In June, Ana Flores said, a boss offered her a job.", "In June … a boss offered her a job"),
        ("Bound by two thousand years of trade with the west and by a long border, the two nations, Ana Flores said, "
         "now have a “golden chance”.", "the two nations … now have a “golden chance”"),
    ],
)  # fmt: skip
def test_what_belongs_to_the_words_stays_with_them(text: str, words: str) -> None:
    assert " … ".join(text[start:end] for start, end in statements(text)[0].content) == words
