"""What people type and what is understood by it; each row is one sentence of a user."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.ground import Ground
from bot.asking.question import parse_question
from bot.model import Question
from tests.asking.conftest import FRIDAY, person

RUBIO, PUTIN, TRUMP = "Marco Rubio", "Vladimir Putin", "Donald Trump"


def understood(text: str, ground: Ground, previous: Question | None = None) -> dict[str, Any]:
    question = parse_question(text, ground, FRIDAY, "Europe/London", previous)
    plain = Question(text=question.text, kind=question.kind)
    names = [name for name in Question.__dataclass_fields__ if name not in ("text", "since", "until")]
    changed = {name: getattr(question, name) for name in names if getattr(question, name) != getattr(plain, name)}
    return {"kind": question.kind, **changed}


WHO_SAID = [
    ("what did Rubio say?", {"speaker": RUBIO}),
    ("What did Marco Rubio say", {"speaker": RUBIO}),
    ("what has Rubio said", {"speaker": RUBIO}),
    ("what's Rubio been saying about oil", {"speaker": RUBIO, "about": "oil"}),
    ("What did the secretary of state say?", {"speaker": RUBIO, "speaker_asked": "secretary of state"}),
    ("what did secretary Rubio say about the minerals deal?", {"speaker": RUBIO, "about": "minerals deal"}),
    ("what did russian president putin say", {"speaker": PUTIN}),
    ("what did the Kremlin say about gas", {"speaker": "Kremlin", "about": "gas"}),
    ("what did the IMF say", {"speaker": "International Monetary Fund", "speaker_asked": "IMF"}),
    ("what did Norvane say about Tidewell", {"speaker": "Norvane Energy", "about": "Tidewell"}),
    ("what did Antonio Guterres say", {"speaker": "António Guterres"}),
    ("What did rubo say about Ukraine?", {"speaker": RUBIO, "about": "Ukraine"}),
    ("what did Marko Rubio say", {"speaker": RUBIO}),
    ("waht did Rubio sya abuot oil", {"speaker": RUBIO, "about": "oil"}),
    ("what did Lavrov say about oil", {"speaker": "Lavrov", "about": "oil", "is_speaker_known": False}),
    ("what did union officials say about pay",
     {"speaker": "union officials", "about": "pay", "is_speaker_known": False}),
    ("did Rubio say that the war is over?", {"speaker": RUBIO, "about": "war is over"}),
    ("has Putin commented on the ceasefire?", {"speaker": PUTIN, "about": "ceasefire"}),
    ("how did Putin react to the minerals deal?", {"speaker": PUTIN, "about": "minerals deal"}),
    ("what did the state bank say about gas", {"speaker": "state bank", "about": "gas", "is_speaker_known": False}),
    ("what did the state departement say", {"speaker": "State Department"}),
    ("Putin's statements on oil", {"speaker": PUTIN, "about": "oil"}),
    ("what is Rubio's position on Iran?", {"speaker": RUBIO, "about": "Iran"}),
    ("any comments from the Kremlin on gas?", {"speaker": "Kremlin", "about": "gas"}),
    ("please tell me what Rubio thinks of Putin, thanks", {"speaker": RUBIO, "about": "Putin"}),
    ("what was said about oil by Putin", {"speaker": PUTIN, "about": "oil"}),
    ("Trump said China agreed to buy soybeans", {"speaker": TRUMP, "about": "China agreed to buy soybeans"}),
    ("Rubio", {"speaker": RUBIO}),
    ("Rubio on Ukraine", {"speaker": RUBIO, "about": "Ukraine"}),
    ("rubio oil", {"speaker": RUBIO, "about": "oil"}),
    ("said Rubio about oil", {"speaker": RUBIO, "about": "oil"}),
    ("What did Rubio say about “peace talks”?", {"speaker": RUBIO, "phrase": "peace talks"}),
    ("what did Rubio say about oil -gas", {"speaker": RUBIO, "about": "oil", "excluded": ("gas",)}),
    ("what did Rubio say in harbourpost.example", {"speaker": RUBIO, "outlet": "harbourpost.example"}),
]  # fmt: skip
TO_WHOM = [
    ("what did Rubio tell Fox News about the war", {"addressee": "Fox News", "about": "war"}),
    ("what did Rubio say to Fox News", {"addressee": "Fox News"}),
    ("what did Rubio say about Ukraine to Fox News", {"addressee": "Fox News", "about": "Ukraine"}),
    ("what did Rubio say about arms sales to Taiwan", {"about": "arms sales to Taiwan"}),
    ("what did Rubio say on Telegram", {"venue": "Telegram"}),
    ("what did Rubio say at the rally in Ohio about grain", {"venue": "rally in Ohio", "about": "grain"}),
    ("what did Rubio say about grain in an interview", {"venue": "interview", "about": "grain"}),
]
ACTS = [
    ("what did Rubio promise to do", {"act": "promised"}),
    ("what promises did Rubio make about tariffs", {"act": "promised", "about": "tariffs"}),
    ("what did Rubio deny about Iran", {"act": "denied", "about": "Iran"}),
    ("what has Rubio threatened", {"act": "threatened"}),
    ("what did Rubio ask for", {"act": "asked"}),
    ("what did Rubio warn about", {"act": "warned"}),
    ("what did Rubio decline to say about Iran", {"act": "declined", "about": "Iran"}),
    ("what did Rubio refuse to comment on?", {"act": "declined"}),
]
WHO = [
    ("who said “This is not our war”?", {"phrase": "This is not our war"}),
    ('who said "this is not our war"', {"phrase": "this is not our war"}),
    ("“This is not our war”", {"phrase": "This is not our war"}),
    ("who said anything about minerals", {"about": "minerals"}),
    ("did anyone say anything about minerals?", {"about": "minerals"}),
    ("has anybody commented on the strike", {"about": "strike"}),
    ("who warned about the risks", {"act": "warned", "about": "risks"}),
    ("who told Fox News about the war", {"addressee": "Fox News", "about": "war"}),
    ("who criticised the deal?", {"about": "deal", "stance": "against"}),
]
DEALS = [
    ("what deals were signed this week", {"deal_status": "signed", "period": "this week"}),
    ("what deals with Poland over $100m", {"parties": ("Poland",), "amount_from": Decimal(10**8), "currency": "USD"}),
    ("which deals worth more than 5 billion euros collapsed",
     {"deal_status": "collapsed", "amount_from": Decimal(5 * 10**9), "currency": "EUR"}),
    ("deals under £2.5m", {"amount_to": Decimal(2_500_000), "currency": "GBP"}),
    ("deals between $1m and $5m", {"amount_from": Decimal(10**6), "amount_to": Decimal(5 * 10**6), "currency": "USD"}),
    ("deals between Washington and Kyiv", {"parties": ("Washington", "Kyiv")}),
    ("is there a deal between the US and Ukraine?", {"parties": ("US", "Ukraine")}),
    ("any arms deals with Kyiv", {"deal_kind": "arms", "parties": ("Kyiv",)}),
    ("what mergers were announced", {"deal_kind": "merger"}),
    ("did Norvane buy Tidewell", {"about": "Norvane Tidewell", "buyer": "Norvane", "bought": "Tidewell"}),
    ("what is Norvane selling to Kyiv", {"about": "Norvane Kyiv", "seller": "Norvane"}),
    ("who was bought by Norvane", {"about": "Norvane", "buyer": "Norvane"}),
    ("was Tidewell bought by Norvane", {"about": "Norvane Tidewell", "buyer": "Norvane", "bought": "Tidewell"}),
    ("who raised money?", {"deal_kind": "funding"}),
    ("who has raised $30 million", {"deal_kind": "funding", "about": "$30 million"}),
    ("how much did Norvane raise?", {"deal_kind": "funding", "about": "Norvane", "bought": "Norvane"}),
    ("how much money did Norvane get?", {"deal_kind": "funding", "about": "Norvane", "bought": "Norvane"}),
    ("who did Norvane invest in", {"deal_kind": "funding", "about": "Norvane", "buyer": "Norvane"}),
    ("how much was the pay settlement worth?", {"deal_kind": "labour"}),
    ("legal settlements", {"deal_kind": "settlement"}),
    ("deals over 5 million swiss francs", {"amount_from": Decimal(5_000_000), "currency": "CHF"}),
    ("did Norvane accept the offer from Tidewell", {"about": "Norvane", "parties": ("Tidewell",)}),
    ("how much did Norvane pay for Tidewell?", {"about": "Norvane Tidewell"}),
    ("what is the status of the Tidewell deal", {"about": "Tidewell", "order": "newest"}),
    ("deals about grain", {"about": "grain"}),
]  # fmt: skip
OTHER_KINDS = [
    ("when will the minerals deal be ratified?", "upcoming", {"about": "minerals deal be ratified"}),
    ("what is coming up next week", "upcoming", {"period": "next week"}),
    ("what's scheduled for 8 May?", "upcoming", {"period": "on 8 May"}),
    ("upcoming", "upcoming", {}),
    ("what is new on Ukraine?", "new", {"about": "Ukraine"}),
    ("whats new", "new", {}),
    ("any news about Tidewell", "new", {"about": "Tidewell"}),
    ("what happened yesterday?", "new", {"period": "yesterday"}),
    ("what has changed on Ukraine since Monday", "changed", {"about": "Ukraine", "period": "since Mon"}),
    ("how has the Tidewell bid changed since 28 April?", "changed",
     {"about": "Tidewell bid", "period": "since 28 Apr"}),
    ("how often did Rubio mention Ukraine", "count", {"speaker": RUBIO, "about": "Ukraine", "counted": "statements"}),
    ("how many times did Trump deny it", "count", {"speaker": TRUMP, "act": "denied", "counted": "statements"}),
    ("how many deals were signed in April", "count", {"deal_status": "signed", "period": "in Apr", "counted": "deals"}),
    ("how many people spoke about the strike", "count", {"about": "strike", "counted": "speakers"}),
    ("why did the crane fall?", "other", {"about": "why did the crane fall"}),
    ("'; DROP TABLE statements; --", "other", {"about": "'; DROP TABLE statements; --"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHO_SAID)
def test_what_somebody_said(ground: Ground, text: str, expected: dict[str, Any]) -> None:
    assert understood(text, ground) == {"kind": "statements", **expected}


@pytest.mark.parametrize(("text", "expected"), [*TO_WHOM, *ACTS])
def test_to_whom_where_and_how_it_was_said(ground: Ground, text: str, expected: dict[str, Any]) -> None:
    assert understood(text, ground) == {"kind": "statements", "speaker": RUBIO, **expected}


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_who_said_it(ground: Ground, text: str, expected: dict[str, Any]) -> None:
    assert understood(text, ground) == {"kind": "who", **expected}


@pytest.mark.parametrize(("text", "expected"), DEALS)
def test_which_deals(ground: Ground, text: str, expected: dict[str, Any]) -> None:
    assert understood(text, ground) == {"kind": "deals", **expected}


@pytest.mark.parametrize(("text", "kind", "expected"), OTHER_KINDS)
def test_what_is_coming_new_changed_or_counted(ground: Ground, text: str, kind: str, expected: dict[str, Any]) -> None:
    assert understood(text, ground) == {"kind": kind, **expected}


def test_a_surname_of_two_persons_is_left_open_with_both_names(ground: Ground) -> None:
    question = parse_question("what did Clinton say about emails?", ground, FRIDAY)
    assert question.speaker_options == ("Hillary Clinton", "Bill Clinton")
    assert question.about == "emails"


@pytest.mark.parametrize("word", ["oil", "deal", "police", "officials", "peace", "people", "president's"])
def test_an_ordinary_word_is_never_taken_for_a_misspelt_name(ground: Ground, word: str) -> None:
    question = parse_question(f"what did {word} say", ground, FRIDAY)
    assert question.speaker is None or not question.is_speaker_known or question.speaker_options == ()
    assert question.speaker != "Olena Dovzhyk"


WORD_NAMES = (
    person("Theresa May", "Prime Minister", 9), person("Will Smith"), person("Bill Gates"), person("Mark Rutte"),
    person("Grant Shapps"), person("April Jones"), person("Rose Church"), person("Jack Law"), person("Nick Read"),
    person("Frank Field"), person("Boris Said"), person("Sue Price"),
)  # fmt: skip
NAMED_LIKE_WORDS = [
    ("what did Bill say", "Bill Gates"),
    ("what did bill say about vaccines", "Bill Gates"),
    ("Bill's comments on malaria", "Bill Gates"),
    ("what did May say in May", "Theresa May"),
    ("may on brexit", "Theresa May"),
    ("may's statement on brexit", "Theresa May"),
    ("who did May criticise", "Theresa May"),
    ("what did Will say", "Will Smith"),
    ("did Will say anything about the film", "Will Smith"),
    ("Will on films", "Will Smith"),
    ("what did Mark say about nato", "Mark Rutte"),
    ("what did Grant say about rail", "Grant Shapps"),
    ("what did April say in April", "April Jones"),
    ("what did rose say", "Rose Church"),
    ("what did Law say", "Jack Law"),
    ("what did Read say about post", "Nick Read"),
    ("what did Frank say", "Frank Field"),
    ("Field on welfare", "Frank Field"),
    ("what did Said say", "Boris Said"),
    ("what did Price say about prices", "Sue Price"),
]


@pytest.mark.parametrize(("text", "speaker"), NAMED_LIKE_WORDS)
def test_people_called_like_common_words_are_people(ground: Ground, text: str, speaker: str) -> None:
    question = parse_question(text, ground.knowing(WORD_NAMES), FRIDAY, "Europe/London")
    assert (question.kind, question.speaker) == ("statements", speaker)


@pytest.mark.parametrize(
    "text", ["what did the bill say", "what did the law say", "bill", "what is the price of grain"]
)
def test_common_words_are_not_people_called_like_them(ground: Ground, text: str) -> None:
    question = parse_question(text, ground.knowing(WORD_NAMES), FRIDAY, "Europe/London")
    assert question.speaker not in {known.name for known in WORD_NAMES}


def test_a_first_name_of_two_is_left_open_with_both_names(ground: Ground) -> None:
    two = ground.knowing((person("Bill Gates"), person("Bill Clinton")))
    assert parse_question("what did Bill say", two, FRIDAY).speaker_options == ("Bill Clinton", "Bill Gates")


FOLLOW_UPS = [
    ("and Putin?", {"speaker": PUTIN, "about": "oil", "period": "since Mon"}),
    ("what about Putin", {"speaker": PUTIN, "about": "oil", "period": "since Mon"}),
    ("about gas?", {"speaker": RUBIO, "about": "gas", "period": "since Mon"}),
    ("and gas?", {"speaker": RUBIO, "about": "gas", "period": "since Mon"}),
    ("yesterday?", {"speaker": RUBIO, "about": "oil", "period": "yesterday"}),
    ("and Putin yesterday about gas?", {"speaker": PUTIN, "about": "gas", "period": "yesterday"}),
    ("to Fox News?", {"speaker": RUBIO, "about": "oil", "period": "since Mon", "addressee": "Fox News"}),
    ("source?", {"speaker": RUBIO, "about": "oil", "period": "since Mon", "shows_sources": True}),
    ("more", {"speaker": RUBIO, "about": "oil", "period": "since Mon", "skip": 5}),
    ("what did he deny?", {"speaker": RUBIO, "act": "denied"}),
    ("what did Putin say about it", {"speaker": PUTIN, "about": "oil"}),
    ("what did Trump say?", {"speaker": TRUMP}),
]


@pytest.mark.parametrize(("text", "expected"), FOLLOW_UPS)
def test_a_follow_up_changes_the_question_before_it(ground: Ground, text: str, expected: dict[str, Any]) -> None:
    before = parse_question("what did Rubio say about oil since Monday?", ground, FRIDAY, "Europe/London")
    assert understood(text, ground, before) == {"kind": "statements", **expected}


def test_more_goes_on_where_the_last_more_ended(ground: Ground) -> None:
    first = parse_question("what did Rubio say?", ground, FRIDAY)
    second = parse_question("more", ground, FRIDAY, previous=first)
    assert parse_question("more", ground, FRIDAY, previous=second).skip == 2 * second.skip


def test_another_party_takes_the_last_ones_place(ground: Ground) -> None:
    before = parse_question("what deals with Poland over $100m", ground, FRIDAY)
    after = parse_question("and Turkey?", ground, FRIDAY, previous=before)
    assert (after.kind, after.parties, after.amount_from) == ("deals", ("Turkey",), Decimal(10**8))


@pytest.mark.parametrize(
    "before", ["who said anything about oil?", "what is new", "who said “the war”?", "deals with Poland", "hm hm"]
)
def test_a_name_alone_asks_what_that_one_said(ground: Ground, before: str) -> None:
    previous = parse_question(before, ground, FRIDAY)
    assert understood("Putin", ground, previous) == {"kind": "statements", "speaker": PUTIN}


def test_who_said_it_and_somebody_asks_for_that_ones_words_on_it(ground: Ground) -> None:
    previous = parse_question("who said anything about oil?", ground, FRIDAY)
    assert understood("and Putin?", ground, previous) == {"kind": "statements", "speaker": PUTIN, "about": "oil"}


def test_another_verb_asks_the_same_speaker_for_something_else(ground: Ground) -> None:
    previous = parse_question("what did Rubio promise?", ground, FRIDAY)
    assert understood("and deny?", ground, previous) == {"kind": "statements", "speaker": RUBIO, "act": "denied"}
    assert understood("and demand?", ground, previous)["about"] == "demand"


def test_the_union_is_asked_for_its_words_after_a_person(ground: Ground) -> None:
    previous = parse_question("what did Rubio say about the fire?", ground, FRIDAY)
    after = parse_question("and the union?", ground, FRIDAY, previous=previous)
    assert (after.speaker, after.is_speaker_known, after.about) == ("union", False, "fire")


def test_who_else_keeps_the_subject(ground: Ground) -> None:
    before = parse_question("what did Rubio say about oil?", ground, FRIDAY)
    after = parse_question("who else?", ground, FRIDAY, previous=before)
    assert (after.kind, after.speaker, after.about) == ("who", None, "oil")


PIECES = st.sampled_from(
    "what did say Rubio Putin about oil since Monday “ ” \" ' ? ! who deals with over $ 100m between and in April last "
    "week how often many times when will new changed -x to Fox News said is the of https://a.b/c ( [ * \\ % \u202e "
    "\x00 31 Feb 30 99999999999 1e9 ٣ ² 2025-02-31 yesterday's ago past few next before after until by "
    "more source he it that".split(" ")
)


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map(" ".join)), st.booleans())
def test_any_line_is_understood_somehow(ground: Ground, text: str, has_previous: bool) -> None:  # noqa: FBT001 - drawn
    previous = parse_question("what did Rubio say about oil?", ground, FRIDAY) if has_previous else None
    question = parse_question(text, ground, FRIDAY, "America/New_York", previous)
    assert question.since is None or question.since.tzinfo is UTC
    assert question.since is None or question.until is None or question.since <= question.until


@pytest.mark.parametrize(
    "piece", ["what did ", "who said “", "deals over $1m with ", "\u202e\u0645 ", "'--", "say ", "about on of "]
)
def test_an_absurdly_long_question_is_read_as_far_as_people_ask(ground: Ground, piece: str) -> None:
    question = parse_question(piece * (10_000 // len(piece)), ground, FRIDAY)
    assert len(question.text) <= 600


def test_the_moment_now_decides_which_day_yesterday_is(ground: Ground) -> None:
    late = datetime(2025, 5, 2, 23, 30, tzinfo=UTC)  # already Saturday in London, still Friday in New York
    london = parse_question("what did Rubio say yesterday", ground, late, "Europe/London")
    new_york = parse_question("what did Rubio say yesterday", ground, late, "America/New_York")
    assert london.since == datetime(2025, 5, 1, 23, tzinfo=UTC)
    assert new_york.since == datetime(2025, 5, 1, 4, tzinfo=UTC)
