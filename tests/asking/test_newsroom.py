"""Questions as they are typed in a newsroom: in a hurry, without the grammar, about the week of seeds/."""

from __future__ import annotations

import pytest

from bot.asking.answer import Asker, ask
from bot.model import Answer, Question
from bot.pipeline import Desk
from bot.store import Store
from handlers.console import render
from tests.asking import week

IN_A_HURRY = [
    ("whats rubio sayin about teh war", "This is not our war"),
    ("wat did penhalow say abt turbines", "a number that knows what a turbine costs"),
    ("hows the norvane tidewell thing going", "Norvane Energy, buying Tidewell Power"),
    ("vassdal n penhallow on the price", "the price was high but fair"),
    ("how much did the strike cost verano", "cost her company £700,000"),
    ("bananas", "Bananas do not read strike notices"),
    ("whats on for next week", "Hrynenko to hold a town meeting"),
    ("whats on the calender in june", "Shareholders to vote on the takeover"),
    ("what was agreed on thursday night in port aldane", "agreed a pay deal worth £38 million"),
    ('rubio said "this is not our war" - when and where', "to Fox News · published Fri 2 May"),
    ("any loans", "€120 million loan agreement"),
    ("any threats", "threatened to call a strike ballot"),
    ("anything on wexholm?", "Wexholm harbour: contract"),
    ("rubio vs bruce", "Tammy Bruce"),
    ("compare vassdal and penhallow on the price", "the price was high but fair"),
    ("biggest deal this week", "Norvane Energy, buying Tidewell Power"),
    ("what did the us say about ukraine", "Washington would no longer mediate"),
    ("what did the americans say", "still committed and willing to help"),
]


@pytest.mark.parametrize(("typed", "told"), IN_A_HURRY)
async def test_a_question_typed_in_a_hurry_is_understood(typed: str, told: str, week_store: Store, desk: Desk) -> None:
    assert told in shown(await asked(typed, week_store, desk))


HELD = [
    ("How much was the pay settlement worth?", "£41 million", "wind"),
    ("upcoming Norvane", "Thu 12 Jun: Shareholders to vote on the takeover", "minerals"),
    ("anything scheduled for Tidewell?", "Tue 30 Sep", "minerals"),
    ("deals with Tidewell on Wednesday", "offer of £4.5 billion, proposed Wed 30 Apr", "rejected"),
    ("deals with Tidewell on Tuesday", "offer of £4.3 billion, rejected Tue 29 Apr", "£4.5 billion"),
    ("who raised money?", "Lumenkelp and Calder Pension Fund: €85 million funding", "Kestrel"),
    ("who invested in Lumenkelp?", "Calder Pension Fund", "Tidewell"),
    ("what became of Castellan's bid", "denied by Castellan Capital", "arms export"),
    ("what happened to the first offer for Tidewell?", "rejected Tue 29 Apr", "arms export"),
    ("what did the mayor of Verbove Yar promise", "to hold a town meeting", "hydrogen"),
    ("deadline for Norvane's firm offer", "until May 26 to make a firm offer", "kestrel"),
]


@pytest.mark.parametrize(("typed", "told", "left_out"), HELD)
async def test_what_the_week_holds_is_found(
    typed: str, told: str, left_out: str, week_store: Store, desk: Desk
) -> None:
    answer = shown(await asked(typed, week_store, desk))
    assert told in answer
    assert left_out not in answer


SOMEBODY = [
    ("what did foggy bottom say about mediating", "Washington would no longer mediate"),
    ("what did the guy from quillon say", "a lovely idea with a terrible invoice"),
    ("what did the boss of the port say yesterday", "Not a cook"),
    ("what did the ceo of norvane say about paper", "I would ask for paper too"),
    ("what did the spokesperson for kestrel say", "We do not tear up signatures"),
    ("what did callum say", "I have had a day of rest"),
    ("what did Castellan deny", "Castellan Capital"),
    ("moira yesterday", "Look at the skyline"),
    ("what did the union threaten", "threatened to call a strike ballot"),
    ("who else did moira tennock threaten", "Moira Tennock threatened to extend the strike"),
    ("who is against the minerals deal", "minerals deal"),
]


@pytest.mark.parametrize(("typed", "told"), SOMEBODY)
async def test_people_are_found_by_office_first_name_employer_and_seat(
    typed: str, told: str, week_store: Store, desk: Desk
) -> None:
    answer = await asked(typed, week_store, desk)
    assert answer.question.kind in ("statements", "who")
    assert told in shown(answer)


async def test_who_disagreed_with_somebody_is_somebody_else(week_store: Store, desk: Desk) -> None:
    answer = await asked("who disagreed with kowalczyk", week_store, desk)
    assert "Dana Kowalczyk" not in {held.statement.speaker for held in answer.statements}


MISSPELT = [
    ("what did Dovzhyk say about cesefire", "I read “cesefire” as “ceasefire”.", "would still want to see a ceasefire"),
    ("what did penhallow say about trubines?", "I read “trubines” as “turbines”", "what a turbine costs"),
    (
        "who spoke about nightshifts",
        "I read “nightshifts” as “night shifts”",
        "limit on night shifts",
    ),
    ("who said anything about seeweed", "I read “seeweed” as “seaweed”", "Seaweed grows a foot a day"),
    ("deals with Lumenklep", "I read “Lumenklep” as “Lumenkelp”", "€85 million"),
    ("what did Whitcombe say about medietors", "I read “medietors” as “mediator", "A mediator who leaves the room"),
]


@pytest.mark.parametrize(("typed", "said", "told"), MISSPELT)
async def test_a_misspelt_subject_is_put_right_and_it_says_so(
    typed: str, said: str, told: str, week_store: Store, desk: Desk
) -> None:
    answer = shown(await asked(typed, week_store, desk))
    assert said in answer
    assert told in answer


async def test_a_subject_that_is_near_nothing_held_stays_as_it_was_typed(week_store: Store, desk: Desk) -> None:
    answer = shown(await asked("what did Rubio say about zeppelins?", week_store, desk))
    assert answer.startswith("Marco Rubio · about zeppelins")
    assert "Nothing on record from Marco Rubio about zeppelins" in answer
    assert "I read" not in answer


async def test_a_short_word_that_stands_nowhere_is_asked_about_and_not_answered(week_store: Store, desk: Desk) -> None:
    answer = await asked("what did dovzhyk say about drull", week_store, desk)
    assert given_in(answer) == []
    assert "Did you mean “drill”?" in shown(answer)
    actions = {button.label: button.action for row in answer.message.buttons for button in row}
    assert "the first drill" in shown(await asked(actions["drill"].removeprefix("v1:ask:"), week_store, desk))


async def test_another_first_letter_is_no_slip_of_the_pen(week_store: Store, desk: Desk) -> None:
    answer = await asked("is the drought over?", week_store, desk)
    assert given_in(answer) == []
    assert "Nothing on record about drought" in shown(answer)


@pytest.mark.parametrize("typed", ["is the strike over?", "has the strike ended yet?", "is the strike still on"])
async def test_whether_something_is_over_is_answered_by_the_latest_of_it(
    typed: str, week_store: Store, desk: Desk
) -> None:
    answer = await asked(typed, week_store, desk)
    assert answer.question.kind == "new"
    assert "Work resumes at Port Aldane" in shown(answer)
    assert "settlement of dispute over pay" in shown(answer)


async def test_a_week_can_be_summarised(week_store: Store, desk: Desk) -> None:
    answer = await asked("summarise the week", week_store, desk)
    assert (answer.question.kind, answer.question.period) == ("new", "this week")
    assert answer.deals


async def test_everything_somebody_told_is_what_he_said(week_store: Store, desk: Desk) -> None:
    answer = await asked("show me everything Bruce told reporters", week_store, desk)
    assert {held.statement.speaker for held in answer.statements} == {"Tammy Bruce"}


async def test_who_signed_something_is_asked_of_deals(week_store: Store, desk: Desk) -> None:
    answer = await asked("who signed the minerals deal?", week_store, desk)
    assert "Washington and Kyiv: minerals deal, signed" in shown(answer)


@pytest.mark.parametrize("typed", ["how many outlets do you hold", "how many sources are there?"])
async def test_all_that_is_held_is_counted_whole(typed: str, week_store: Store, desk: Desk) -> None:
    held = (await asked("what is new", week_store, desk)).held
    assert f": {held.outlets} outlets" in shown(await asked(typed, week_store, desk))


HOW_FAR = [
    ("what is in talks", "Kestrel Lines, the container group, is in talks with Wexholm harbour"),
    ("what is in talks", "Lumenkelp to Kestrel Lines: contract to supply fuel, in talks, says Noor van Ravenstein"),
    ("whats being negotiated with kestrel?", "Lumenkelp to Kestrel Lines: contract to supply fuel, in talks"),
    ("what was signed this week", "Washington and Kyiv: minerals deal, signed"),
    ("whats been called off", "offer of £4.3 billion, rejected Tue 29 Apr"),
    ("what fell through", "offer of £4.3 billion, rejected Tue 29 Apr"),
    ("what has been ratified", "No deal on record ratified"),
    ("what is still only rumoured", "No deal on record rumoured"),
]


@pytest.mark.parametrize(("typed", "told"), HOW_FAR)
async def test_how_far_a_deal_is_can_be_asked_without_the_word_deal(
    typed: str, told: str, week_store: Store, desk: Desk
) -> None:
    answer = await asked(typed, week_store, desk)
    assert answer.question.kind == "deals"
    assert told in shown(answer)


async def test_deals_not_signed_yet_are_those_that_still_may_be(week_store: Store, desk: Desk) -> None:
    answer = await asked("which deals are not signed yet", week_store, desk)
    statuses = {held.deal.status for held in answer.deals}
    assert "agreed" in statuses
    assert not statuses & {"signed", "ratified", "completed", "collapsed", "denied"}


async def test_sums_in_another_currency_are_left_out_and_counted(week_store: Store, desk: Desk) -> None:
    answer = await asked("deals over €50m", week_store, desk)
    assert all("EUR" in {given.amount.currency for given in held.amounts} for held in answer.deals)
    assert "Sums are not converted: 6 more deals have their sums in GBP or USD" in shown(answer)
    nothing = shown(await asked("deals over 900 million yen", week_store, desk))
    assert "No deal on record over" in nothing
    assert "more deals have their sums in EUR or GBP or USD, which I do not compare with JPY" in nothing


AMBIGUOUS = [
    ("Tennock and Achterberg on pay", "Moira Tennock and Desmond Achterberg"),
    ("what did achterberg and tennock say", "Desmond Achterberg and Moira Tennock"),
    ("tennock on pay", "Moira Tennock"),
    ("tennok on pay", "Moira Tennock"),
    ("how often did tennock speak", "Moira Tennock"),
]


@pytest.mark.parametrize(("typed", "chosen"), AMBIGUOUS)
async def test_a_surname_of_two_is_asked_back_and_the_button_asks_on(
    typed: str, chosen: str, week_store: Store, desk: Desk
) -> None:
    answer = await asked(typed, week_store, desk)
    buttons = {button.label: button.action for row in answer.message.buttons for button in row}
    assert len(buttons) == len(answer.suggestions) > 1
    again = await asked(buttons[chosen].removeprefix("v1:ask:"), week_store, desk)
    assert not again.question.speaker_options
    assert set(again.question.speakers or (again.question.speaker,)) == set(chosen.split(" and "))
    assert (again.question.about or "").lower() == (answer.question.about or "").lower()


NONSENSE = [
    "'; DROP TABLE statements; --",
    "SELECT * FROM statements WHERE speaker='Rubio'",
    "UNION SELECT password FROM users",
    "AND OR NOT NEAR/5",
    "<script>alert(1)</script>",
    "who are you",
    "what can you do",
    "“”",
    "'' \"\" ‘’ “”",
    "asdf qwer zxcv",
    "ماذا قال روبيو عن الحرب؟",
    "speaker:rubio " * 700,
]


@pytest.mark.parametrize("typed", NONSENSE)
async def test_nonsense_is_not_understood_and_gets_examples_not_passages(
    typed: str, week_store: Store, desk: Desk
) -> None:
    answer = await asked(typed, week_store, desk)
    assert given_in(answer) == []
    assert "I did not understand that" in shown(answer)
    assert "Try: what did Rubio say about Ukraine" in shown(answer)


NEVER_SAID = [
    "what did rubio say about turbines",
    "did vassdal say “this is not our war”",
    "what did achterberg say about seaweed",
    "what did trump say about breakfast tables",
    "what did penhallow say about the fruit basket",
    "did zheleznyak say anything about lithium",
    "what did asquill deny about agency crews",
    "what did obiora promise about the hydrogen bunker",
    "what did callum tennock say about a threat with a price tag",
]


@pytest.mark.parametrize("typed", NEVER_SAID)
async def test_words_that_are_held_are_given_to_nobody_who_did_not_say_them(
    typed: str, week_store: Store, desk: Desk
) -> None:
    answer = await asked(typed, week_store, desk)
    assert given_in(answer) == []
    assert f"on record from {answer.question.speaker}" in shown(answer)


async def test_who_said_it_names_only_those_who_said_it(week_store: Store, desk: Desk) -> None:
    answer = await asked("who mentioned soup", week_store, desk)
    assert [held.statement.speaker for held in answer.statements] == ["Yusra Halim"]


async def test_what_was_looked_for_is_said_where_nothing_is_held(week_store: Store, desk: Desk) -> None:
    nothing = shown(await asked("what did rubio say in his speech at the un", week_store, desk))
    assert "Nothing on record from Marco Rubio at or in “speech at the un”" in nothing
    nothing = shown(await asked("what did trump promise ukraine", week_store, desk))
    assert "No promise on record from Donald Trump about ukraine" in nothing


IN_TWO = [
    (
        "how much is norvane paying for tidewell and when do shareholders vote",
        ["£4.6 billion", "Thu 12 Jun: Shareholders to vote"],
    ),
    ("what did rubio say and what did bruce say", ["This is not our war", "That’s now up to them"]),
    ("what did dovzhyk say about drills and how often did she speak", ["first drill", "9 statements"]),
    (
        'who said "this is not our war"? and when will the minerals deal be ratified?',
        ["Marco Rubio, Secretary of State, to Fox News", "Thu 8 May"],
    ),
]


@pytest.mark.parametrize(("typed", "told"), IN_TWO)
async def test_two_questions_in_one_line_are_both_answered(
    typed: str, told: list[str], week_store: Store, desk: Desk
) -> None:
    answer = await asked(typed, week_store, desk)
    assert [words for words in told if words not in shown(answer)] == []
    numbers = {number for section in answer.message.sections for line in section.lines for number in line.sources}
    assert numbers <= set(range(1, len(answer.message.sources) + 1))
    assert len({ref.id for ref in answer.message.sources}) == len(answer.message.sources)


DIALOG = [
    ("what did rubio say?", "This is not our war"),
    ("source?", "Sources"),
    ("and bruce?", "That’s now up to them"),
    ("about mediating?", "Tammy Bruce · about mediating"),
    ("more", "That was all."),
    ("and penhallow about turbines", "what a turbine costs"),
    ("to whom?", "to analysts"),
    ("who else?", "Nothing on record from anybody but Gareth Penhallow about turbines"),
    ("what deals were signed", "Washington and Kyiv: minerals deal, signed"),
    ("over 50 million euros?", "deals · signed · over €50 million"),
    ("how many?", "2 deals"),
    ("whats new on tidewell", "the last 7 days"),
    ("only yesterday", "what is new · about tidewell · yesterday"),
    ("who said anything about bananas", "Marisol Etxeberria"),
    ("and soup?", "Yusra Halim"),
    ("what else did she say", "I have only one tool"),
    ("how often?", "how many statements · Yusra Halim"),
]


async def test_a_dialog_goes_on_from_one_question_to_the_next(week_store: Store, desk: Desk) -> None:
    previous: Question | None = None
    for typed, told in DIALOG:
        answer = await asked(typed, week_store, desk, previous)
        assert told in shown(answer), typed
        previous = answer.question


async def test_a_button_asks_what_it_says_whatever_went_before(week_store: Store, desk: Desk) -> None:
    before = (await asked("what did achterberg say about pay", week_store, desk)).question
    first = await asked("what did achterberg say", week_store, desk, before)
    actions = {button.label: button.action.removeprefix("v1:ask:") for row in first.message.buttons for button in row}
    second = await asked(actions["More"], week_store, desk, first.question)
    assert second.question.skip == 5
    assert shown(second) != shown(first)
    alone = await asked("said Moira Tennock", week_store, desk, before)
    assert (alone.question.speaker, alone.question.about) == ("Moira Tennock", None)


async def test_an_empty_answer_leads_to_what_else_the_speaker_said(week_store: Store, desk: Desk) -> None:
    answer = await asked("what did rubio say about turbines", week_store, desk)
    [[button]] = answer.message.buttons
    assert button.label == "All from Marco Rubio"
    assert "This is not our war" in shown(await asked(button.action.removeprefix("v1:ask:"), week_store, desk))


async def asked(text: str, store: Store, desk: Desk, previous: Question | None = None) -> Answer:
    asker = Asker(now=week.NOW, timezone=week.TIMEZONE, previous=previous)
    return await ask(text, store, desk.ground, asker)


def given_in(answer: Answer) -> list[object]:
    """Every record and passage of the answer."""
    return [*answer.statements, *answer.deals, *answer.upcoming, *answer.passages]


def shown(answer: Answer) -> str:
    """The answer as a chat shows it, on long lines."""
    return render(answer.message, width=10_000)
