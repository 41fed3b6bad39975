"""Answers that must not mislead: unasserted and one-sided deals, nameless words, counts, years of old articles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

from bot.asking.ground import Ground
from bot.model import Upcoming
from bot.store import Store
from bot.text import sentences
from handlers.console import render
from tests.asking.test_answers import asked, fill
from tests.store.samples import NOW, agreed, an_article, claim, coming, record, said, span


def coming_in(body: str, what: str, day: date, **fields: Any) -> Upcoming:
    """An event whose evidence is its own sentence."""
    evidence = next(found for found in sentences(body) if what in body[slice(*found)])
    return replace(coming(body, what, day, **fields), evidence=(evidence,))


async def test_a_deal_nobody_asserts_is_told_as_it_stands_or_left_out(store: Store, ground: Ground) -> None:
    body = "Vladimir Putin and Nadia Orlova may have signed a truce. Oslo and Riga are in talks on a fish deal. "
    body += "Bonn and Rome agreed on gas, Ada Berg said."
    rows = (
        agreed(body, ("Vladimir Putin", "Nadia Orlova"), "truce", asserted=False),
        agreed(body, ("Oslo", "Riga"), "fish deal", status="in talks", asserted=False),
        agreed(body, ("Bonn", "Rome"), "gas deal", status="agreed", asserted=False, said_by=claim(body, "Ada Berg")),
    )
    await record(store, an_article(body, id="talks", title="A day of talks"), *rows)
    told = render((await asked("what deals", store, ground)).message)
    assert "truce" not in told
    assert "Oslo and Riga: fish deal, in talks" in told
    assert "Bonn and Rome: gas deal, agreed, says Ada Berg" in told


async def test_a_deal_of_one_party_is_listed_only_where_nothing_else_fits(store: Store, ground: Ground) -> None:
    alone, both = "Bergen signed a fish deal.", "Oslo and Riga signed a wood deal."
    await record(store, an_article(alone, id="alone", title="Bergen"), agreed(alone, ("Bergen",), "fish deal"))
    await record(store, an_article(both, id="both", title="Riga"), agreed(both, ("Oslo", "Riga"), "wood deal"))
    told = render((await asked("what deals", store, ground)).message)
    assert "wood deal" in told
    assert "fish deal" not in told
    assert "Bergen: fish deal, signed" in render((await asked("deals on fish", store, ground)).message)


async def test_what_is_coming_up_is_listed_by_the_rule_of_the_digests(store: Store, ground: Ground) -> None:
    body = "The hard part begins on 8 May. Ada Berg will meet the union on 8 May. Oslo and Riga signed a fish treaty. "
    body += "Members will vote on the treaty on 8 May."
    day = date(2026, 5, 8)
    weak = coming_in(body, "The hard part begins", day)
    firm = coming_in(body, "meet the union", day, who="Ada Berg")
    of_deal = coming_in(body, "vote on the treaty", day, who="Members")
    treaty = agreed(body, ("Oslo", "Riga"), "fish treaty", kind="treaty")
    await record(store, an_article(body, id="port", title="A day at the port"), treaty, weak, firm, of_deal)
    told = render((await asked("what is coming up?", store, ground)).message)
    assert "Ada Berg to meet the union" in told
    assert "Members to vote on the fish treaty · Oslo and Riga" in told
    assert "The hard part" not in told
    assert "The hard part begins" in render((await asked("when does the hard part begin?", store, ground)).message)


async def test_two_people_without_a_verb_are_both_heard(store: Store, ground: Ground) -> None:
    await fill(store)
    for typed in ("Rubio and Hillary Clinton on oil", "Rubio, Hillary Clinton on oil"):
        answer = await asked(typed, store, ground)
        assert set(answer.question.speakers) == {"Marco Rubio", "Hillary Clinton"}, typed
        assert answer.question.about == "oil"


async def test_an_article_of_another_year_is_listed_with_its_year(store: Store, ground: Ground) -> None:
    body = "“The quay is full,” Ada Berg said."
    old = an_article(body, id="old", title="Full", published_at=NOW.replace(year=NOW.year - 2))
    await record(store, old, said(body, "The quay is full,", "Ada Berg"))
    told = render((await asked("what did Ada Berg say?", store, ground)).message)
    assert f"May {NOW.year - 2}  https://" in told


async def test_words_of_nobody_named_are_shown_as_the_article_has_them(store: Store, ground: Ground) -> None:
    body = "The paper was found. It denied that the quay was full."
    around = (span(body, "It denied that the quay was full."),)
    parts = {"source": span(body, "It"), "cue": span(body, "denied"), "context": around}
    words_of_it = said(body, "the quay was full", None, kind="indirect", act="denied", **parts)
    await record(store, an_article(body, id="it", title="Quay"), words_of_it)
    told = render((await asked("who denied anything?", store, ground)).message)
    assert "“It denied that the quay was full.” news.example" in told
    assert "Somebody" not in told


async def test_a_count_that_rests_on_headlines_says_so(store: Store, ground: Ground) -> None:
    body = "“The barley is in,” Marco Rubio said."
    await record(store, an_article(body, id="hl", title="Seaweed farmers wait"), said(body, "The barley is in,"))
    told = render((await asked("how often did Rubio speak about seaweed?", store, ground)).message)
    assert "1 statement" in told
    assert "counted are those of stories on it" in told


PIECES = (
    "what did say Rubio who said about on the a us it is was in talks signed deals with over $100m 5 Clinton bill may "
    "and or not yet yesterday since monday “ ” \" ' ? more source and? about oil ceasfire grian they he when how often "
    "new changed -port to officials ( ) * ; from 30 april the white house americans vs compare rmation cease fire"
).split(" ")


async def test_any_jumble_of_words_is_answered_on_both_stores(store: Store, ground: Ground) -> None:
    await fill(store)
    dice = random.Random(11)
    previous = None
    for _ in range(60):
        typed = " ".join(dice.choice(PIECES) for _ in range(dice.randint(1, 8)))
        answer = await asked(typed, store, ground, previous if dice.random() < 0.5 else None)
        assert render(answer.message).strip(), typed
        previous = answer.question


async def test_a_source_asked_for_by_an_empty_word_is_looked_for_all_the_same(store: Store, ground: Ground) -> None:
    await fill(store)
    for typed in ("what did us say about oil", "what did it say about oil", "what did the all say about grain"):
        assert render((await asked(typed, store, ground)).message).strip()
