"""Who said what, construction by construction, in invented news."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told

ANNA = "Anna Keller, the minister of finance, met reporters in Bern on Monday. "


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Anna Keller said the bank would pay.", "Anna Keller", "the bank would pay"),
        ("Anna Keller said that the bank would pay.", "Anna Keller", "the bank would pay"),
        ("“The bank will pay,” Anna Keller said.", "Anna Keller", "The bank will pay"),
        ("“The bank will pay,” said Anna Keller.", "Anna Keller", "The bank will pay"),
        ('"The bank will pay", said Anna Keller.', "Anna Keller", "The bank will pay"),
        ("''The bank will pay,'' Anna Keller said.", "Anna Keller", "The bank will pay"),
        ("‘The bank will pay,’ Anna Keller said.", "Anna Keller", "The bank will pay"),
        ("«The bank will pay», Anna Keller said.", "Anna Keller", "The bank will pay"),
        ("“The bank,” Anna Keller said, “will pay.”", "Anna Keller", "The bank, will pay."),
        ("The bank will pay, Anna Keller said.", "Anna Keller", "The bank will pay"),
        ("The bank, Anna Keller said, will pay.", "Anna Keller", "The bank will pay"),
        ("Anna Keller: “The bank will pay us all back.”", "Anna Keller", "The bank will pay us all back."),
        ("“The bank will pay us all back.” — Anna Keller", "Anna Keller", "The bank will pay us all back."),
        ("Anna Keller told reporters in Bern that the bank would pay.", "Anna Keller", "the bank would pay"),
        ("Anna Keller, who leads the party, said the bank would pay.", "Anna Keller", "the bank would pay"),
        ("The minister of finance, Anna Keller, said the bank would pay.", "Anna Keller", "the bank would pay"),
        ("Anna Keller on Wednesday said the bank would pay.", "Anna Keller", "the bank would pay"),
        ("As Anna Keller put it, “The bank will pay us back.”", "Anna Keller", "The bank will pay us back."),
        ("According to Anna Keller, the bank will pay.", "Anna Keller", "the bank will pay"),
        ("The bank will pay, according to Anna Keller.", "Anna Keller", "The bank will pay"),
        ("The bank will pay on May 8, confirmed by lawmaker Anna Keller.", "Anna Keller", "The bank will pay on May 8"),
        ("Anna Keller wrote:\n\n“The bank will pay us back.”", "Anna Keller", "The bank will pay us back."),
        ("The Kremlin said the talks were over.", "Kremlin", "the talks were over"),
        ("Asked whether the bank would pay, Anna Keller said it would.", "Anna Keller", "it would"),
        ("“Will the bank pay?” Anna Keller asked.", "Anna Keller", "Will the bank pay?"),
    ],
)
def test_a_construction(text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in [(name and name.removeprefix("the "), said) for name, said in told(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“The bank will pay,” Anna Keller said. “It has the money. It always had.”", 2),
        ("“The bank will pay,” Anna Keller said, “and it will pay soon.” “All of it.”", 3),
        ("Anna Keller said: “The bank will pay.\n\n“It will pay all of it.”", 2),
    ],
)
def test_the_pieces_of_one_quotation_are_one_statement(text: str, pieces: int) -> None:
    found = statements(text)
    assert [(one.speaker, len(one.content)) for one in found] == [("Anna Keller", pieces)]
    assert all("“" not in text[start:end] and "”" not in text[start:end] for start, end in found[0].content)


@pytest.mark.parametrize(
    "text",
    [
        "The two sides signed a “historic” deal on Monday.",
        "The film “Cold River” opens in May.",
        "Credit: Win Moller / Agency",
        "A firm called Norlake Partners bought the mill.",
        "The accused man left the court.",
        "Read more: Bank will pay, minister hints",
        "The bank reports and claims were published.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert told(text) == []


def test_the_verb_may_open_the_sentence() -> None:
    text = "Anna Keller spoke last. Said Keller, “The bank will pay us back.”"
    (found,) = statements(text)
    assert found.source is not None
    assert text[slice(*found.source)] == "Keller"
    assert found.words == "The bank will pay us back."


def test_a_participle_has_the_speaker_of_its_sentence() -> None:
    text = "“The bank will pay,” Anna Keller said, adding that it had the money."
    assert told(text) == [("Anna Keller", "The bank will pay"), ("Anna Keller", "it had the money")]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Others were quick to chime in, with Anna Keller tweeting that it was lost.", "Anna Keller", "it was lost"),
        ("Anna Keller, when asked about it, replied that it was lost.", "Anna Keller", "it was lost"),
        ("The strike will end soon, the Harbour Post reports.", "Harbour Post", "The strike will end soon"),
    ],
)
def test_what_stands_between_does_not_hide_the_speaker(text: str, speaker: str, words: str) -> None:
    assert told(text) == [(speaker, words)]


def test_a_quotation_alone_goes_on_with_who_spoke_before_it() -> None:
    after = "Anna Keller said that the plan had failed.\n\n“We have no money left for the bridge.”"
    aside = "“I like numbers,” said Anna Keller. Her office lies at the port. “But I like ships too.”"
    assert [one.speaker for text in (after, aside) for one in statements(text)] == ["Anna Keller"] * 2
    assert [one.words[-12:] for text in (after, aside) for one in statements(text)] == ["the bridge.”", "e ships too."]


def test_a_second_verb_has_the_same_speaker() -> None:
    text = "Anna Keller said the bank would pay and warned that others would follow."
    assert [(one.speaker, one.words, one.act) for one in statements(text)] == [
        ("Anna Keller", "the bank would pay", "said"),
        ("Anna Keller", "others would follow", "warned"),
    ]


def test_a_report_within_a_report_stays_with_the_outer_speaker() -> None:
    text = "Anna Keller said that Peter Moser had promised the bank would pay."
    assert told(text) == [("Anna Keller", "Peter Moser had promised the bank would pay")]


def test_a_pronoun_gets_the_name_and_says_so() -> None:
    found = statements(ANNA + "“We will pay,” she said.")[-1]
    assert (found.speaker, found.name_from) == ("Anna Keller", "pronoun")
    assert found.named_at is not None


def test_unnamed_speakers_stay_unnamed() -> None:
    text = "Two people familiar with the matter said the bank would pay."
    (found,) = statements(text)
    assert (found.speaker, found.speaker_kind) == (None, "unnamed")
    assert found.source is not None
    assert text[slice(*found.source)].startswith("Two people")


@pytest.mark.parametrize(
    ("text", "act", "negated"),
    [
        ("Anna Keller promised to pay the bank.", "promised", False),
        ("Anna Keller denied that the bank would pay.", "denied", False),
        ("Anna Keller warned that the bank would not pay.", "warned", False),
        ("Anna Keller declined to say whether the bank would pay.", "declined", True),
        ("Anna Keller did not say whether the bank would pay.", "said", True),
        ("Anna Keller asked whether the bank would pay.", "asked", False),
    ],
)
def test_what_is_done_in_saying(text: str, act: str, negated: bool) -> None:  # noqa: FBT001
    (found,) = statements(text)
    assert (found.act, found.negated) == (act, negated)


def test_circumstances_of_a_statement() -> None:
    (found,) = statements("“The bank will pay,” Anna Keller told Radio Bern in an interview on Wednesday.")
    assert (found.addressee, found.venue) == ("Radio Bern", "in an interview")
    assert found.said_on is not None
    assert found.said_on.day is not None
    assert found.said_on.day.isoformat() == "2025-04-30"


def test_old_words_are_background() -> None:
    (found,) = statements("Anna Keller has repeatedly said that the bank would pay.")
    assert found.background


@pytest.mark.parametrize("then", ["then", "at the time", "back then"])
def test_what_was_said_then_was_said_on_the_day_told_before(then: str) -> None:
    old, cited, new = statements(
        f"Anna Keller testified in January that the bank knew nothing. “I would remember it,” she said {then}.\n"
        "“I remember it well now,” Keller said."
    )
    assert old.said_on == cited.said_on is not None
    assert cited.background
    assert new.said_on is None


def test_the_same_words_twice_are_one_statement() -> None:
    text = (
        "Anna Keller confirmed that the bank will no longer finance the northern towns.\n"
        "It was a long day.\n"
        "Anna Keller confirmed that the bank will stop financing the northern towns."
    )
    assert len(statements(text)) == 1


def test_direct_mixed_and_indirect() -> None:
    kinds = [
        statements(text)[0].kind
        for text in (
            "“The bank will pay,” Anna Keller said.",
            "Anna Keller said the bank would “pay soon” and in full.",
            "Anna Keller said the bank would pay.",
        )
    ]
    assert kinds == ["direct", "mixed", "indirect"]


def test_surer_constructions_have_more_confidence() -> None:
    sure = statements("“The bank will pay us all,” Anna Keller said.")[0]
    weak = statements("Anna Keller defended the bank.")
    assert all(one.confidence < sure.confidence for one in weak)
    assert sure.confidence > 0.9
