"""Source phrases: who “she”, “Rubio”, “the senator” and “a spokesman for X” are, and who stays unnamed."""

from __future__ import annotations

import pytest

from tests.reading.naming import persons, registry_of, speaker
from tests.reading.stating import told

BRUCE = (
    "Tammy Bruce confirmed that the talks are over. “We’re still willing to help,” she said. Her comments followed "
    "months of talks. Secretary of State Marco Rubio echoed her, telling Fox News: “This is not our war.” He warned of "
    "it."
)


def test_a_pronoun_is_the_person_just_named() -> None:
    assert speaker(BRUCE, "she").name == "Tammy Bruce"
    he = speaker(BRUCE, "He")
    assert (he.name, he.name_from, he.role) == ("Marco Rubio", "pronoun", "Secretary of State")


def test_gender_keeps_pronouns_apart() -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris. He said yes. She said no."
    assert speaker(text, "He").name == "Emmanuel Macron"
    assert speaker(text, "She").name == "Angela Merkel"


def test_nobody_speaks_of_himself_by_name() -> None:
    text = (
        "Senator Ann Lee was defended on Friday by Senator Mary Cole, who said none of the letters came from Lee. "
        "“It has never made sense to me that Senator Lee can be blamed for it,” she said in a statement."
    )
    assert speaker(text, "she").name != "Ann Lee" or speaker(text, "she").confidence < 0.5


def test_people_inside_a_quotation_do_not_say_what_follows_it() -> None:
    text = "Adam Cole spoke on Monday. “I like Donald Trump and Ted Cruz,” he said."
    assert speaker(text, "he").name == "Adam Cole"


def test_the_speaker_behind_an_appositive_says_the_next_quotation() -> None:
    text = (
        "Donald Trump is suing. Trump's attorney, Alan Garten, a partner in New York, said it was false. "
        "“It is a lie,” he said."
    )
    assert speaker(text, "he").name == "Alan Garten"


def test_a_pronoun_without_anyone_it_fits_has_no_name() -> None:
    assert speaker("The company grew. She said so.", "She").name is None


def test_one_fitting_candidate_is_told_apart_from_several() -> None:
    assert speaker("Ann Lee spoke. She said yes.", "She").rivals == 0
    assert speaker("Ann Lee met Eva Brown. She said yes.", "She").rivals == 1


def test_a_surname_is_the_full_name_of_the_article() -> None:
    text = "Marco Rubio left for Rome. On Monday Rubio said no."
    rubio = speaker(text, "Rubio", 1)
    assert (rubio.name, rubio.name_from) == ("Marco Rubio", "surname")
    assert text[slice(*rubio.named_at or (0, 0))] == "Marco Rubio"


def test_mr_and_mrs_tell_two_of_one_surname_apart() -> None:
    text = "Hillary Clinton and Bill Clinton came. Mr. Clinton said yes. Mrs. Clinton said no."
    assert speaker(text, "Mr. Clinton").name == "Bill Clinton"
    assert speaker(text, "Mrs. Clinton").name == "Hillary Clinton"


def test_a_shared_surname_is_less_sure() -> None:
    alone = speaker("Hillary Clinton came. Later Clinton said no.", "Clinton", 1)
    text = "Hillary Clinton came with Bill Clinton. They sat down for a long dinner. Clinton said no."
    shared = speaker(text, "Clinton", 2)
    assert alone.confidence > shared.confidence


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("State Department spokeswoman Tammy Bruce", "Tammy Bruce"),
        ("Clinton campaign manager Robby Mook", "Robby Mook"),
        ("Trump’s attorney, Alan Garten,", "Alan Garten"),
        ("Tom Carper of Delaware", "Tom Carper"),
        ("National Review’s Ian Tuttle", "Ian Tuttle"),
        ("Nick Merrill, a spokesman for Hillary Clinton,", "Nick Merrill"),
        ("US President Barack Obama", "Barack Obama"),
        ("White House chief of staff Denis McDonough", "Denis McDonough"),
    ],
)
def test_the_head_of_a_phrase_is_the_speaker(phrase: str, name: str) -> None:
    assert speaker(f"On Monday, {phrase} said that it was over.", phrase).name == name


@pytest.mark.parametrize(
    "phrase",
    [
        "officials", "two people familiar with the matter", "Clinton supporters", "some Republicans", "many Democrats",
        "a woman who has accused Bill Clinton", "advisers to Marco Rubio", "a study by economist Peter Schott",
        "a senator", "police",
    ],
)  # fmt: skip
def test_the_unnamed_are_never_given_a_name(phrase: str) -> None:
    text = f"Marco Rubio, Bill Clinton and Peter Schott met. On Monday, {phrase} said that it was over."
    found = speaker(text, phrase)
    assert (found.name, found.kind) == (None, "unnamed")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("a State Department spokesman", "State Department"),
        ("a spokeswoman for the Justice Department", "Justice Department"),
        ("the Kremlin", "Kremlin"),
        ("the White House", "White House"),
        ("Kyiv", "Kyiv"),
        ("the Clinton campaign", "Clinton campaign"),
    ],
)
def test_an_organisation_speaks(phrase: str, name: str) -> None:
    found = speaker(f"On Monday, {phrase} said that it was over.", phrase)
    assert (found.name, found.kind) == (name, "organisation")


def test_a_persons_spokesman_is_unnamed_and_speaks_for_the_person() -> None:
    text = "Ted Cruz left. On Monday, a spokesman for Ted Cruz said no. Her spokesman was silent."
    found = speaker(text, "a spokesman for Ted Cruz")
    assert (found.name, found.kind, found.speaks_for) == (None, "unnamed", "Ted Cruz")


def test_a_named_voice_speaks_for_somebody() -> None:
    text = "State Department spokeswoman Tammy Bruce said no. Rick Tyler, a spokesman for Ted Cruz, said yes."
    assert speaker(text, "Tammy Bruce").speaks_for == "State Department"
    assert speaker(text, "Rick Tyler").speaks_for == "Ted Cruz"


def test_a_nominal_is_a_name_only_where_one_candidate_fits() -> None:
    one = "Senator Marco Rubio left for Rome with Tammy Bruce. The senator said no."
    two = "Senator Marco Rubio left for Rome with Senator Ted Cruz. The senator said no."
    assert (speaker(one, "The senator").name, speaker(one, "The senator").name_from) == ("Marco Rubio", "nominal")
    assert speaker(two, "The senator").name is None


def test_both_of_a_pair_are_known() -> None:
    text = "Marco Rubio and Tammy Bruce said it was over."
    found = speaker(text, "Marco Rubio and Tammy Bruce")
    assert (found.name, found.others) == ("Marco Rubio", ("Tammy Bruce",))


def test_a_relative_clause_belongs_to_the_person_before_the_place() -> None:
    assert speaker("They met Senator Ted Cruz of Texas, who said no.", "who").name == "Ted Cruz"
    assert speaker("They met Republicans who said no.", "who").name is None


def test_a_quotation_that_goes_on_has_the_speaker_before() -> None:
    registry = registry_of("Marco Rubio said no.")
    recent = [registry.speaker(0, 2)]
    assert registry.speaker_without_source(3, recent).name == "Marco Rubio"
    assert registry.speaker_without_source(3, []).name is None


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Boeing delivered two planes. The company said so.", "The company", "Boeing"),
        ("Amnesty International met on Monday. The organisation said so.", "The organisation", "Amnesty International"),
        ("Swiss drug company Helvex AG grew. The company said so.", "The company", "Helvex AG"),
        ("The Supreme Court met. The company said so.", "The company", None),
        ("Boeing sued Airbus. The company said so.", "The company", None),
        ("Jessica Matassa came third. The Canadian said so.", "The Canadian", None),
        ("A clip was seen on Facebook. The company said so.", "The company", None),
        ("“I work for Boeing,” one said. The company said so.", "The company", None),
    ],
)
def test_a_noun_for_a_body_is_the_only_one_just_named_that_may_be_it(text: str, phrase: str, name: str | None) -> None:
    assert speaker(text, phrase).name == name


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The US Food and Drug Administration", "US Food and Drug Administration"),
        ("The Department of Disaster Prevention and Mitigation", "Department of Disaster Prevention and Mitigation"),
        ("The Royal Society for the Protection of Birds", "Royal Society for the Protection of Birds"),
        ("The American Federation of Teachers", "American Federation of Teachers"),
        ("New South Wales Police", "New South Wales Police"),
        ("Police Scotland", "Police Scotland"),
        ("The Liberal Democrats", "Liberal Democrats"),
        ("The WHO", "WHO"),
        ("The Iranian foreign ministry", "Iranian foreign ministry"),
        ("Mayor of London Sadiq Khan", "Sadiq Khan"),
        ("Foreign minister of Bangladesh Abulkalam Abdul Momen", "Abulkalam Abdul Momen"),
        ("Spokesperson for the US State Department Ned Price", "Ned Price"),
        ("Senate Democrats", None),
    ],
)
def test_bodies_and_office_holders_around_the_world(phrase: str, name: str | None) -> None:
    text = f"Many people lost their homes.\n\n{phrase} said on Tuesday that more rain was to come."
    assert speaker(text, phrase).name == name


def test_a_name_behind_the_role_that_a_cue_brings_is_who_speaks() -> None:
    text = "According to the airline's spokeswoman, Tania Obregón, nobody was hurt."
    assert speaker(text, "the airline's spokeswoman").name == "Tania Obregón"
    other = "According to the mayor, Tania Obregón resigned on Monday."
    assert speaker(other, "the mayor").name is None


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Sheikh Salman bin Ebrahim won. Sheikh Salman said so.", "Sheikh Salman", "Salman bin Ebrahim"),
        ("Park Geun-hye resigned. Park said so.", "Park", "Park Geun-hye"),
        ("Björk Guðmundsdóttir sang. Björk said so.", "Björk", "Björk Guðmundsdóttir"),
        ("It rained. Said Ann Comey: “We were wrong.”", "Ann Comey", "Ann Comey"),
    ],
)  # fmt: skip
def test_the_first_word_of_a_name_stands_for_it_where_people_go_by_it(text: str, phrase: str, name: str) -> None:
    assert speaker(text, phrase, text.count(phrase) - 1).name == name


def test_a_quoted_name_with_its_comma_closes_what_is_told_of_the_speaker() -> None:
    text = "Ann Dee, who leads the group “Save Us,” said that growth is slow."
    assert told(text) == [("Ann Dee", "growth is slow")]
    assert told("Ann Dee praised the plan as “bold,” said the mayor.")[0][0] == "Ann Dee"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tordo Foods has raised $30 million from Banco Sol, the company said.", "Tordo Foods"),
        ("Tordo Foods, a maker of snacks, has raised $30 million from Banco Sol, the company said.", "Tordo Foods"),
        ("Tordo Foods has lost a lawsuit against Banco Sol, the lawn products company said.", None),
        ("Ann Lee has raised $30 million from Banco Sol, the company said.", None),
        ("Tordo Foods buyers have sued Banco Sol, the company said.", None),
    ],
)
def test_the_company_that_its_own_news_is_about(text: str, name: str | None) -> None:
    phrase = "the lawn products company" if "lawn" in text else "the company"
    found = speaker(text, phrase)
    assert found.name == name
    assert name is None or found.kind == "organisation"


def test_a_name_of_no_known_kind_is_a_person_by_an_office_and_by_nothing_less() -> None:
    assert persons("Torvald Brekke, Tidewell's chief executive, called it a good day.") == ["Torvald Brekke"]
    assert persons("It was the former Ostvik Sound, and the first Tarma Grand Prix.") == []


@pytest.mark.parametrize("name", ["General Electric", "General Dynamics", "General Atomics"])
def test_a_company_that_begins_as_a_general_does_is_the_company(name: str) -> None:
    assert told(f"{name} said that it had paid its taxes.") == [(name, "it had paid its taxes")]
