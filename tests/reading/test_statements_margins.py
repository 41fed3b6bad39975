"""Colons that lead to quotations, words of another speaker behind “and”, outlets behind “according to”."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told

COLONS = [
    (
        "Its author, Lena Smith, was not impressed: “That is no way to run a bank, and it will not last.”",
        ("Lena Smith", "That is no way to run a bank, and it will not last."),
    ),
    (
        "Tom Berg said both parties are “no help at all,” but he gave the mayor a compliment: "
        "“You always know where she is. She is just who she is.”",
        ("Tom Berg", "You always know where she is. She is just who she is."),
    ),
    (
        "The timing of the rise does not surprise pollster Dora Shaw: “Lesser-known candidates have seen such rises.”",
        ("Dora Shaw", "Lesser-known candidates have seen such rises."),
    ),
    (
        "Tom Berg opposes “arbitrary pay freezes” and recalled the freeze on pay: “I saw how hard it was for them.”",
        ("Tom Berg", "I saw how hard it was for them."),
    ),
]


@pytest.mark.parametrize(("text", "statement"), COLONS)
def test_a_quotation_behind_a_colon_has_whoever_the_sentence_is_about(text: str, statement: tuple[str, str]) -> None:
    assert statement in told(text)


OTHERS = [
    (
        "At one point, a woman asked for a photo and Hanna Clay said, “as long as we break no rules.”",
        ("Hanna Clay", "as long as we break no rules."),
    ),
    (
        "Many ministers have said they will not come and Tom Berg has said he is not interested.",
        ("Tom Berg", "he is not interested"),
    ),
    (
        "Norway strongly denies it — “why would you not want to raise the alarm?” asked Dora Dunn.",
        ("Dora Dunn", "why would you not want to raise the alarm?"),
    ),
]


@pytest.mark.parametrize(("text", "statement"), OTHERS)
def test_words_end_where_somebody_else_speaks(text: str, statement: tuple[str, str]) -> None:
    found = told(text)
    assert statement in found
    assert not any(statement[1] in words for name, words in found if name != statement[0])


def test_two_subjects_of_a_reported_clause_are_one_clause() -> None:
    text = "Tom Berg wrote that Ann Priest and other officials have made “many requests” to end it."
    assert told(text) == [("Tom Berg", "Ann Priest and other officials have made “many requests” to end it")]


def test_according_to_behind_a_speaker_only_names_the_outlet() -> None:
    (statement,) = statements("“I will be voting for it,” Ann Welch said at a rally, according to the Norwich Post.")
    assert (statement.speaker, statement.words) == ("Ann Welch", "I will be voting for it")
    assert statement.via is not None
    assert "Norwich Post" in statement.via


def test_of_the_same_words_the_body_s_are_kept_not_the_headline_s() -> None:
    text = (
        "Carla Finn: Tax Cuts Are ‘Fair Game For All Of Us.’\n\n"
        "“Of course tax cuts are fair game for all of us,” Carla Finn told the Norwich Post."
    )
    assert told(text) == [("Carla Finn", "Of course tax cuts are fair game for all of us")]


CONSTRUCTIONS = [
    (
        "Hanna Clay was asked about taxes. Her answer was that the plan would stay as it is.",
        ("Hanna Clay", "the plan would stay as it is"),
    ),
    (
        "Hanna Clay’s message to the party was that “we cannot lose this one.”",
        ("Hanna Clay", "we cannot lose this one."),
    ),
    ("Hanna Clay’s response was: “Is that really all there is?”", ("Hanna Clay", "Is that really all there is?")),
    (
        "As the Daily Post’s Ruth Marsh puts it, the mayor is making “an offer they cannot afford to refuse.”",
        ("Ruth Marsh", "the mayor is making “an offer they cannot afford to refuse.”"),
    ),
    (
        "The plan, which Tom Berg said was “the worst deal ever made in history,” was dropped.",
        ("Tom Berg", "The plan was “the worst deal ever made in history,”"),
    ),
    (
        "Tom Berg, when asked what about the vision for the country was wrong, responded that it “cannot work.”",
        ("Tom Berg", "it “cannot work.”"),
    ),
    (
        "Ann Swers said because the mayor is popular with voters, “he is a very good surrogate for her.”",
        ("Ann Swers", "because the mayor is popular with voters, “he is a very good surrogate for her.”"),
    ),
    (
        "“France will always be France,” an angry Paul Hollander retaliated. “It never gives up.”",
        ("Paul Hollander", "France will always be France, It never gives up."),
    ),
    (
        "Tom Berg, apparently referring to strikes by the allies, said: “You do it by air strikes.”",
        ("Tom Berg", "You do it by air strikes."),
    ),
]


@pytest.mark.parametrize(("text", "statement"), CONSTRUCTIONS)
def test_less_common_constructions_keep_speaker_and_words_together(text: str, statement: tuple[str, str]) -> None:
    assert statement in told(text)


def test_a_work_beside_its_star_is_nobody_s_words() -> None:
    assert told("“Night is the New Black” star Dora Polanski opened up about growing up.") == []


ACCORDING = [
    (
        "According to early results of the exit poll, Anna Clay led among men and women.",
        "Anna Clay led among men and women",
    ),
    (
        "While most of those were raised to a higher level, according to an official, two in the batch were not.",
        "two in the batch were not",
    ),
    (
        "It has not gone unnoticed: According to recent polls, Anna Clay holds only 14 percent of the vote.",
        "Anna Clay holds only 14 percent of the vote",
    ),
    (
        "The ministry is now considering a proposal to maintain one base for years to come, according to officials.",
        "The ministry is now considering a proposal to maintain one base for years to come",
    ),
    ("According to Anna Clay, the mayor of Lima, the bridge is closed.", "the bridge is closed"),
    ("According to the firm's chief executive, Anna Clay, profits will fall.", "profits will fall"),
    ("The bridge, according to Anna Clay, the mayor of Lima, is closed.", "The bridge is closed"),
    ("According to the minister, Norland, the largest payer, is late.", "Norland, the largest payer, is late"),
    ("According to the mayor, Anna Clay, a nurse, was shot.", "Anna Clay, a nurse, was shot"),
]


@pytest.mark.parametrize(("text", "words"), ACCORDING)
def test_according_to_finds_its_words_wherever_it_stands(text: str, words: str) -> None:
    assert words in [found for _, found in told(text)]


DESCRIBED = [
    ("Voters who spoke to Reuters said they were tired.", "Voters who spoke to Reuters"),
    ("Two officials who asked not to be named said the talks had failed.", "Two officials who asked not to be named"),
    ("Still, he may change how he works, a source close to him said.", "a source close to him"),
    ("Tom Berg, who went on to work for it, said it was kind.", "Tom Berg, who went on to work for it"),
]


@pytest.mark.parametrize(("text", "source"), DESCRIBED)
def test_the_source_is_who_a_clause_before_the_verb_tells_of(text: str, source: str) -> None:
    (statement,) = statements(text)
    assert statement.source is not None
    assert text[slice(*statement.source)] == source


def test_as_reported_by_an_outlet_tells_of_what_follows() -> None:
    text = "As reported by the Norwich Post, the minister was told of her duty."
    assert told(text) == [("Norwich Post", "the minister was told of her duty")]


def test_titles_of_books_and_shows_are_not_said() -> None:
    assert told("“It was a long road,” Tom Berg wrote in his memoir, “The Long Road.”") == [
        ("Tom Berg", "It was a long road")
    ]
    (found,) = told("Tuesday on Radio One’s “Desk,” Tom Berg said that it “will not hold for long.”")
    assert found == ("Tom Berg", "it “will not hold for long.”")


def test_a_clause_that_breaks_off_goes_on_behind_who_said_it() -> None:
    text = "Ann Lafley replied that she was glad because, she said, the comment had made it plain."
    assert told(text) == [("Ann Lafley", "she was glad because, she said, the comment had made it plain")]


def test_the_first_of_a_couple_has_their_surname() -> None:
    assert told("“We are very grateful to all,” John and Mary Smith said on Monday.") == [
        ("John Smith", "We are very grateful to all")
    ]


def test_a_double_mark_closed_by_a_single_one_holds_no_more_than_that() -> None:
    text = "Tom Berg tweeted: “Let us go. We can stop it.’ Berg was in town. He has seen the film “Trainwreck.”"
    assert ("Tom Berg", "Let us go. We can stop it.") in told(text)


DOCUMENTS = [
    (
        "Politikon reported about an email that Jane Palmer sent to the chairman: “They think it is accepted.”",
        ("Jane Palmer", "They think it is accepted."),
    ),
    (
        "The Norwich Post reported on a letter that Jane Palmer wrote to the mayor: “You have failed this city.”",
        ("Jane Palmer", "You have failed this city."),
    ),
]


@pytest.mark.parametrize(("text", "statement"), DOCUMENTS)
def test_what_a_document_says_is_its_author_s_not_the_outlet_s(text: str, statement: tuple[str, str]) -> None:
    assert told(text) == [statement]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("promised a public meeting on 13 March", "a public meeting on 13 March"),
        ("promised new trams by 4 September", "new trams by 4 September"),
        ("announced a vote on the 13th of March", "a vote on the 13th of March"),
        ("announced closures of 12 schools from 3 to 14 April", "closures of 12 schools from 3 to 14 April"),
        ("criticised the budget of 2024 on Monday", "the budget of 2024"),
    ],
)
def test_no_date_is_cut_between_the_day_and_its_month(said: str, words: str) -> None:
    assert told(f"Mayor Bo Berg {said}.") == [("Bo Berg", words)]


@pytest.mark.parametrize("deed", ["thanked the fans", "rejected these claims", "criticised his own players"])
def test_a_deed_behind_a_quotation_that_has_ended_does_not_make_it_its_doer_s(deed: str) -> None:
    text = f"“It is over,” said John Udo on Tuesday. “We go home now.” Musa Bello {deed}."
    assert ("John Udo", "It is over, We go home now.") in told(text)


@pytest.mark.parametrize("deed", ["said", "told the crowd", "said the next day", "complained"])
def test_whoever_speaks_behind_a_quotation_that_has_ended_has_said_it(deed: str) -> None:
    assert ("Musa Bello", "We go home now.") in told(f"The season was over. “We go home now.” Musa Bello {deed}.")


@pytest.mark.parametrize("how", ["Dee said, laughing,", "said Dee, who laughed,", "said Dee, smiling broadly,"])
def test_a_quotation_broken_off_to_tell_how_it_was_said_is_one(how: str) -> None:
    assert told(f"“We have,” {how} “no plan at all.”") == [("Dee", "We have, no plan at all.")]


def test_what_somebody_adds_is_told_by_itself() -> None:
    assert len(told("“We have a plan,” Dee said, adding, “no doubt of it.”")) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cruz said on Thursday in a town hall in Buffalo, New York, that states may act.", "states may act"),
        ("Karl Frost said on CNN, where he is a paid contributor, that it was late.", "it was late"),
        (
            "Ann Dee assured voters she was fit after a man in Salem, Ohio, told her he worried.",
            "she was fit after a man in Salem, Ohio, told her he worried",
        ),
        ("Sanders vowed to rid the world of fear but said little about how.", "to rid the world of fear"),
        ("Hicks said staff sign papers, though she did not discuss their terms.", "staff sign papers"),
        ("The State Department less than two weeks ago said for the first time that it was hacked.", "it was hacked"),
        ("The department in early May said it was late.", "it was late"),
    ],
)
def test_what_stands_beside_the_words_is_no_part_of_them(text: str, words: str) -> None:
    assert [found for _, found in told(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Three times as many voters said their lot was better as said it was worse.",
        "Sanders and the pope share goals, and Sanders suggested that, and not his race, was the reason.",
    ],
)
def test_what_nobody_says_by_itself_is_not_told(text: str) -> None:
    assert told(text) == []


def test_who_speaks_is_found_behind_a_time_and_an_aside() -> None:
    text = "The website, run by Ann Dee, a clerk, said it was late. The department two weeks ago said it was early."
    first, second = statements(text)
    assert first.source is not None
    assert text[slice(*first.source)].startswith("The website")
    assert second.source is not None
    assert text[slice(*second.source)] == "The department"


def test_the_answer_of_a_crowd_is_not_the_words_of_who_asks() -> None:
    text = "“Do we have problems?” Clinton asked.\n\n“Nooooo!”\n\nThe crowd left."
    assert told(text) == [("Clinton", "Do we have problems?")]


def test_a_headline_that_says_what_is_done_to_somebody_is_no_name() -> None:
    text = "Debating Clinton.\n\nHillary Clinton was there. Clinton spoke to me. “I froze,” she said."
    assert told(text) == [("Hillary Clinton", "I froze")]


@pytest.mark.parametrize("lead", ["Dee, in a Truth Social post", "Dee, in a post on Monday", "Ann Dee on X"])
def test_who_posts_what_a_colon_shows_is_found(lead: str) -> None:
    assert [words for _, words in told(f"{lead}: “This is not over.”")] == ["This is not over."]
