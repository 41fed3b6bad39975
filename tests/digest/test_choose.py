"""What is told, to whom and in which order: by situation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.digest.measure import quoted, visible
from bot.digest.outcomes import Outcome
from bot.digest.weigh import is_tellable
from bot.model import Article, Denial, FactKey
from tests.digest.records import (
    DAY,
    NOW,
    a_story,
    agreed,
    an_article,
    chosen_of,
    coming,
    digest_of,
    dollars,
    follow,
    material,
    said,
    span,
    step,
    texts,
    told_all,
    with_length,
)

TALKS = an_article(
    "“We are willing,” Tammy Bruce said, “but we will not wait.” Marco Rubio told Fox News: “This is not our war.” "
    "Washington and Kyiv signed a minerals deal. Ukraine’s parliament will ratify it on 8 May.",
    id="talks",
    title="Talks on Ukraine stall",
)


def test_a_fact_that_was_told_never_comes_again() -> None:
    given = material([TALKS], said(TALKS, 1, "This is not our war."), agreed(TALKS, 2, ("Washington", "Kyiv"), None))
    first = digest_of(given)
    assert {fact.kind for fact in first.facts} == {"statement", "deal", "story"}
    assert "Nothing new" in texts(digest_of(given, told=told_all(first)))[0]


def test_a_deal_comes_again_with_another_status_only() -> None:
    held = agreed(TALKS, 2, ("Washington", "Kyiv"), "minerals deal")
    told = {FactKey("deal", 2, "signed"), FactKey("story", 1)}
    assert chosen_of(material([TALKS], held), told=told).is_quiet
    ratified = replace(held, deal=replace(held.deal, status="ratified"))
    assert [deal.held.deal.status for deal in chosen_of(material([TALKS], ratified), told=told).deals] == ["ratified"]


def test_what_is_new_in_a_story_told_before_comes_as_an_update_under_the_new_title() -> None:
    old = replace(TALKS, arrived_at=NOW - 2 * DAY)
    new = an_article("Rubio said again: “Enough is enough.”", id="new", title="UPDATE 2: Rubio says enough")
    given = material([old, new], a_story(1, old, new), said(new, 5, "Enough is enough."))
    assert texts(digest_of(given, told={FactKey("story", 1)}))[0] == "Update: Rubio says enough"


def test_facts_are_exactly_what_is_shown() -> None:
    long = "A word and " * 40 + "an end."  # one sentence, longer than may be quoted
    article = an_article(f"“{long}” said Rubio. “Short enough.” said Rubio.")
    given = material([article], said(article, 1, long), said(article, 2, "Short enough."))
    digest = digest_of(given)
    assert {fact for fact in digest.facts if fact.kind == "statement"} == {FactKey("statement", 2)}
    assert digest.numbers == {1: (FactKey("story", 1), FactKey("statement", 2))}


@pytest.mark.parametrize(
    "field",
    [
        {"confidence": 0.5},
        {"background": True},
        {"negated": True},
        {"act": "declined"},
        {"by": None},  # nobody named, and no source in the article's words
    ],
)
def test_statements_left_out(field: dict[str, object]) -> None:
    held = said(TALKS, 1, "This is not our war.", **field)  # type: ignore[arg-type]
    assert not [fact for fact in digest_of(material([TALKS], held)).facts if fact.kind == "statement"]


@pytest.mark.parametrize(
    ("kind", "confidence", "told"), [("direct", 0.61, False), ("direct", 0.64, True), ("indirect", 0.61, True)]
)
def test_what_stands_in_quotation_marks_must_be_surer(kind: str, confidence: float, told: bool) -> None:  # noqa: FBT001
    held = said(TALKS, 1, "This is not our war.", kind=kind, confidence=confidence)
    assert is_tellable(held.statement, 0.6) is told


@pytest.mark.parametrize("field", [{"asserted": False}, {"background": True}, {"confidence": 0.3}])
def test_deals_left_out(field: dict[str, object]) -> None:
    held = agreed(TALKS, 1, ("Washington", "Kyiv"), "minerals deal", **field)
    assert not chosen_of(material([TALKS], held)).deals


def test_a_source_without_a_name_is_shown_as_the_article_prints_it() -> None:
    article = an_article("two officials said that the talks were over.")
    held = said(article, 1, "the talks were over", by=None, kind="indirect", source="two officials", cue="said")
    assert texts(digest_of(material([article], held)))[1] == "Two officials said: the talks were over."


def test_each_fact_stands_once_under_its_nearest_follow() -> None:
    given = material(
        [TALKS],
        said(TALKS, 1, "This is not our war."),
        said(TALKS, 2, "We are willing,", "but we will not wait.", by="Tammy Bruce"),
        agreed(TALKS, 3, ("Washington", "Kyiv"), "minerals deal"),
        coming(TALKS, 4, "ratify it", date(2025, 5, 8), who="Ukraine’s parliament"),
    )
    digest = digest_of(given, follow("Marco Rubio", "speaker"), follow("post.example", "outlet"), follow("Ukraine"))
    assert [section.title for section in digest.message.sections] == ["Marco Rubio", "Ukraine", "Deals", "Coming up"]
    assert len(digest.facts) == len(set(digest.facts)) == 5
    lines = texts(digest)
    assert sum("not our war" in line for line in lines) == 1


def test_a_story_with_a_word_left_out_is_told_under_no_follow_that_left_it_out() -> None:
    given = material([TALKS], said(TALKS, 1, "This is not our war."), agreed(TALKS, 2, ("Washington", "Kyiv"), None))
    without = {"excluded": ("stall",)}
    wanted = [
        follow("Ukraine", **without),
        follow("Marco Rubio", "speaker", **without),
        follow("deals", "deals", **without),
    ]
    assert chosen_of(given, *wanted).is_quiet
    assert not chosen_of(given, *wanted, follow("Tammy Bruce", "speaker"), follow("post.example", "outlet")).is_quiet


def test_speakers_take_turns_and_stand_in_the_order_of_the_text() -> None:
    article = an_article("“One.” “Two is longer.” said Rubio. “Three.” said Bruce.", id="turns")
    given = material(
        [article],
        said(article, 1, "One.", role="secretary of state"),
        said(article, 2, "Two is longer.", role="secretary of state"),
        said(article, 3, "Three.", by="Tammy Bruce"),
        a_story(1, article), a_story(2, TALKS),
    )  # fmt: skip
    assert [line for line in texts(digest_of(given)) if line.startswith("“")] == [
        "“One.” Marco Rubio, secretary of state",
        "“Three.” Tammy Bruce",
    ]


def test_ten_outlets_with_one_origin_weigh_less_than_two_that_wrote_themselves() -> None:
    wire = [an_article("x", id=f"w{n}", title="A wire story", outlet=f"o{n}.example") for n in range(10)]
    two = [an_article("y", id=f"t{n}", title="Two wrote", outlet=f"p{n}.example") for n in range(2)]
    given = material([*wire, *two], a_story(1, *wire, origins=1), a_story(2, *two))
    lines = texts(digest_of(given))
    assert lines == ["Two wrote · 2 outlets", "A wire story · 10 outlets, 1 origin: o0.example"]


def test_a_claim_says_whose_it_is_and_the_denial_stands_beside_it() -> None:
    article = an_article("Trump said China agreed to buy gas. “There was no such call,” China’s ministry said.")
    claim = agreed(article, 1, ("China",), "gas purchase", by="Trump", status="agreed")
    denial = said(
        article, 2, "There was no such call,", by="Chinese foreign ministry", speaks_for="China", act="denied",
        speaker_kind="organisation",
    )  # fmt: skip
    digest = digest_of(material([article], claim, denial))
    assert "China: gas purchase, agreed, says Trump; denied by Chinese foreign ministry" in texts(digest)
    assert FactKey("statement", 2) in digest.facts


@pytest.mark.parametrize(("length", "limit"), [("short", 600), ("normal", 1_500), ("long", 3_500)])
def test_every_length_holds_and_the_least_important_goes_first(length: str, limit: int) -> None:
    articles: list[Article] = []
    records: list[Any] = []
    for number in range(8):
        quotes = [
            f"Sentence {number * 10 + n} of a story is about as long as people speak, and a little longer."
            for n in range(4)
        ]
        article = an_article(
            " ".join(f"“{quote}”" for quote in quotes) + " Alpha and Beta signed. "
            f"Alpha will host event {number} on Thursday.",
            id=f"s{number}", title=f"Headline {number} which is not short either",
        )  # fmt: skip
        articles.append(article)
        records += [a_story(number + 1, article)]
        records += [
            said(article, number * 10 + n, quote, by=f"Speaker {n}", story_id=number + 1)
            for n, quote in enumerate(quotes)
        ]
        records.append(agreed(article, 900 + number, ("Alpha", "Beta"), f"deal {number}", story_id=number + 1))
        day = (NOW + timedelta(days=number)).date()
        records.append(coming(article, 990 + number, f"host event {number}", day, who="Alpha", story_id=number + 1))
    digest = digest_of(material(articles, *records), chat=with_length(length))
    assert visible(digest.message) <= limit
    assert max(quoted(digest.message).values()) <= 300
    assert texts(digest)[0].startswith("Headline")  # the first story is never what goes
    shown = sum(fact.kind == "statement" for fact in digest.facts)
    in_all = 4 * len(digest.stories)
    assert f"{shown} of {in_all} statements" in digest.message.title


def test_a_sum_is_not_said_twice_and_conflicting_sums_stand_side_by_side() -> None:
    article = an_article("Alpha and Beta signed a $120 million loan agreement.")
    other = an_article("Alpha and Beta signed for $130 million.", id="b", outlet="other.example")
    held = agreed(
        article,
        1,
        ("Alpha", "Beta"),
        "$120 million loan agreement",
        money=dollars(article, 120_000_000, "$120 million"),
    )
    assert texts(digest_of(material([article], held)))[-1] == "Alpha and Beta: $120 million loan agreement, signed"
    amounts = (
        *held.amounts,
        replace(held.amounts[0], amount=dollars(other, 130_000_000, "$130 million"), article=other.ref),
    )
    disputed = replace(held, amounts=amounts, deal=replace(held.deal, object="loan"))
    assert texts(digest_of(material([article, other], disputed)))[-1] == (
        "Alpha and Beta: loan for $120 million (post.example) or $130 million (other.example), signed"
    )


def test_an_offer_that_was_raised_is_no_conflicting_figure() -> None:
    first = an_article("Alpha offered $120 million for Beta.", id="a", published_at=NOW - 3 * DAY)
    last = an_article("Alpha agreed to buy Beta for $130 million.", id="b")
    other = an_article("Alpha agreed to buy Beta for $140 million.", id="c", outlet="other.example")
    held = agreed(last, 1, ("Alpha/buyer", "Beta/target"), "Beta", kind="acquisition", status="agreed",
                  money=dollars(last, 130_000_000, "$130 million"),
                  trail=(step("proposed", first), step("agreed", last)))  # fmt: skip
    old = replace(held.amounts[0], amount=dollars(first, 120_000_000, "$120 million"), article=first.ref)
    assert texts(digest_of(material([first, last], replace(held, amounts=(old, *held.amounts)))))[-1] == (
        "Alpha, buying Beta: $130 million, agreed"
    )
    new = replace(held.amounts[0], amount=dollars(other, 140_000_000, "$140 million"), article=other.ref)
    digest = digest_of(material([first, last, other], replace(held, amounts=(old, *held.amounts, new))))
    assert texts(digest)[-1] == (
        "Alpha, buying Beta: $130 million (post.example) or $140 million (other.example), agreed"
    )
    assert digest.message.sections[-1].lines[-1].sources == (2, 3)


@pytest.mark.parametrize(
    ("kind", "thing", "money", "line"),
    [
        ("funding", "€85 million", "€85 million", "Alpha and Beta: €85 million funding, signed"),
        ("contract", "berths", "€60 million", "Alpha and Beta: €60 million contract for berths, signed"),
        ("labour", "a dispute over pay", "€8", "Alpha and Beta: settlement of dispute over pay for €8, signed"),
        ("agreement", "Alpha’s offer", "€8", "Alpha and Beta: offer of €8, signed"),
        ("arms", "an arms export", "€8", "Alpha and Beta: €8 arms export, signed"),
    ],
)
def test_a_deal_reads_as_people_write(kind: str, thing: str, money: str, line: str) -> None:
    article = an_article(f"Alpha and Beta: {money}.")
    sum_given = replace(dollars(article, 1, money), currency="EUR")
    held = agreed(article, 1, ("Alpha", "Beta"), thing, kind=kind, money=sum_given)
    assert texts(digest_of(material([article], held)))[-1] == line


def test_a_days_outcome_is_told_once_to_those_who_expected_it() -> None:
    held = coming(TALKS, 4, "ratify a deal", date(2025, 5, 1), who="Parliament", state="happened", evidence=())
    outcomes = {4: Outcome("happened", "ratified", TALKS.ref)}
    expecting = {FactKey("upcoming", 4, "due"), FactKey("story", 1)}
    digest = digest_of(material([TALKS], held, outcomes=outcomes), told=expecting)
    assert [section.title for section in digest.message.sections] == ["Did it happen?"]
    assert texts(digest) == ["Thu 1 May, Parliament to ratify a deal: ratified"]
    again = digest_of(material([TALKS], held, outcomes=outcomes), told=expecting | told_all(digest))
    assert not again.facts
    assert not chosen_of(material([TALKS], held, outcomes=outcomes), told={FactKey("story", 1)}).outcomes


def test_two_follows_name_the_sections_and_one_names_the_digest() -> None:
    given = material([TALKS], said(TALKS, 1, "This is not our war."))
    assert digest_of(given, follow("Ukraine")).message.title.startswith("Ukraine · Fri 2 May · 1 story, 1 statement")
    both = digest_of(given, follow("Ukraine"), follow("Russia"))
    assert both.message.title.startswith("On Record · ")
    assert [section.title for section in both.message.sections] == ["Ukraine"]


def test_a_claim_and_its_denial_in_one_record_stand_in_one_line_with_both_sources() -> None:
    article = an_article("Trump said Alpha and Beta had agreed.")
    denial = an_article("Beta denied that it had agreed.", id="denial", outlet="other.example")
    claim = agreed(article, 1, ("Alpha", "Beta"), "merger", by="Trump", status="agreed")
    held = replace(claim, denial=Denial("Beta", denial.ref))
    digest = digest_of(material([article, denial], held))
    assert texts(digest)[-1] == "Alpha and Beta: merger, agreed, says Trump; denied by Beta"
    assert digest.message.sections[-1].lines[-1].sources == (1, 2)
    assert not chosen_of(material([article, denial], held), told=told_all(digest)).deals
    assert chosen_of(material([article], claim), told=told_all(digest)).deals  # not denied any more: news


def test_what_the_line_of_a_claimed_deal_tells_is_not_told_as_a_statement_too() -> None:
    article = an_article("President Trump said Alpha and Beta had agreed. Donald Trump said: “It is great news.”")
    denial = an_article("Beta denied that it had agreed. Beta denied any wrong.", id="denial", outlet="other.example")
    evidence = (span(article.text, "President Trump said Alpha and Beta had agreed."),)
    claim = agreed(article, 1, ("Alpha", "Beta"), "merger", by="President Trump", status="agreed", evidence=evidence)
    held = replace(claim, denial=Denial("Beta", denial.ref))
    given = material(
        [article, denial],
        held,
        said(article, 2, "Alpha and Beta had agreed", by="Donald Trump", kind="indirect", cue="said"),
        said(article, 3, "It is great news.", by="Donald Trump"),
        said(denial, 4, "it had agreed", by="Beta", kind="indirect", act="denied", speaker_kind="organisation"),
    )
    lines = texts(digest_of(given))
    assert lines[1:] == [
        "“It is great news.” Donald Trump",
        "Alpha and Beta: merger, agreed, says President Trump; denied by Beta",
    ]


def test_a_quiet_hour_of_the_same_day_says_since_which() -> None:
    quiet = digest_of(material([]), since=NOW - timedelta(hours=6))
    assert texts(quiet) == ["Nothing new since 12:30."]
    assert texts(digest_of(material([]))) == ["Nothing new since Thu 1 May."]


def test_a_name_nobody_was_known_by_when_it_was_followed_is_heard_all_the_same() -> None:
    other = an_article("Marco Rubio said: “We will all wait for it.”", id="other", title="A word from Washington")
    given = material([other], said(other, 1, "We will all wait for it."))
    digest = digest_of(given, follow("Marco Rubio", "word"), follow("deals", "deals"))
    assert texts(digest) == ["“We will all wait for it.” Marco Rubio"]
    assert not digest_of(given, follow("Marco Rub", "word")).facts


def test_who_was_told_a_claim_is_told_its_denial_and_nobody_else() -> None:
    article = an_article("China’s ministry denied that it had agreed to buy gas.")
    held = agreed(article, 1, ("China",), "gas", status="denied", asserted=False, by="China’s ministry", confidence=0.5)
    told = {FactKey("deal", 1, "agreed"), FactKey("story", 1)}
    digest = digest_of(material([article], held), told=told)
    assert "China: gas, denied by China’s ministry" in texts(digest)
    assert not digest_of(material([article], held), told=told | told_all(digest)).facts
    assert not chosen_of(material([article], held), told={FactKey("story", 1)}).deals


def test_a_companys_own_word_is_not_denied_by_its_own_people() -> None:
    article = an_article(
        "Alpha signed a contract with Beta, the company said. Ames of Alpha denied that it would leave."
    )
    claim = agreed(article, 1, ("Alpha", "Beta"), "contract", by="the company")
    denial = said(article, 2, "it would leave", by="Ames", speaks_for="Alpha", act="denied", kind="indirect")
    assert (
        texts(digest_of(material([article], claim, denial)))[-1] == "Alpha and Beta: contract, signed, says the company"
    )


def test_a_followed_body_brings_what_is_told_of_it_under_its_short_name_too() -> None:
    sued = an_article("Ann Lee said: “They will pay.” Norvane denied it.", id="sued", title="Norvane is sued")
    given = material([sued], said(sued, 1, "They will pay.", by="Ann Lee"))
    body = replace(follow("Norvane Energy", "organisation"), text="Norvane")
    assert "“They will pay.” Ann Lee" in texts(digest_of(given, body, follow("football")))
    for narrower in (replace(body, about="oil"), replace(body, is_watch=True)):
        assert not digest_of(given, narrower, follow("football")).facts
