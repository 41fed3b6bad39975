"""One record, one line, as a careful reader would have it: who speaks, what is meant, what is bought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.digest.wording import cue_before
from bot.model import FactKey
from tests.digest.records import (
    DAY,
    NOW,
    a_story,
    agreed,
    an_article,
    coming,
    digest_of,
    dollars,
    follow,
    material,
    said,
    span,
    texts,
)


@pytest.mark.parametrize(
    ("clause", "fields", "told"),
    [
        pytest.param("it would hurt the growers", {"by": "Rakesh Tikait"}, 0, id="what_would"),
        pytest.param("this was the last offer", {"by": "Rakesh Tikait"}, 0, id="this_what"),
        pytest.param("it was clear that growers lose", {"by": "Rakesh Tikait"}, 1, id="it_is_empty"),
        pytest.param("this week was the last", {"by": "Rakesh Tikait"}, 1, id="this_week"),
        pytest.param("he would hurt nobody", {"by": "Rakesh Tikait"}, 1, id="he_who_speaks"),
        pytest.param("it would hurt nobody", {"by": "Norvane", "speaker_kind": "organisation"}, 1, id="the_company"),
    ],
)
def test_a_reported_clause_about_nobody_knows_what_is_left_out(clause: str, fields: dict[str, Any], told: int) -> None:
    article = an_article(f"Somebody said {clause} in the end.")
    held = said(article, 1, clause, kind="indirect", **fields)
    assert len([fact for fact in digest_of(material([article], held)).facts if fact.kind == "statement"]) == told


def test_who_speaks_is_introduced_once_as_the_article_has_it_within_a_sentence() -> None:
    article = an_article("The union's general secretary spoke. He said pay was low. “We will strike,” he said.")
    role = "union's general secretary"
    first = said(article, 1, "pay was low", by="Ann Dee", kind="indirect", role=role)
    lines = texts(digest_of(material([article], first, said(article, 2, "We will strike,", by="Ann Dee", role=role))))
    assert lines[1:] == ["Ann Dee, the union's general secretary, said: pay was low.", "“We will strike,” Ann Dee"]
    alone = said(article, 3, "We will strike,", by="Ann Dee", role="Finance minister")
    assert texts(digest_of(material([article], alone)))[1] == "“We will strike,” Ann Dee, finance minister"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Dee and Okot", "Ann Dee and Okot"),
        ("Ann Dee or Peter Okot", "Ann Dee or Peter Okot"),
        ("Dee, who runs Alder and Birch,", "Ann Dee"),
        ("Dee", "Ann Dee"),
    ],
)
def test_words_of_two_are_not_told_as_one_s(source: str, name: str) -> None:
    article = an_article(f"“We will strike,” {source} said.")
    held = said(article, 1, "We will strike,", by="Ann Dee", source=span(article.text, source))
    assert texts(digest_of(material([article], held)))[1] == f"“We will strike,” {name}"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Norland and Estavia", "Norland and Estavia"),
        ("the Lumo Bank and Estavia", "The Lumo Bank and Estavia"),
        ("Estavia", "Estavia"),
        ("the Marsh and Estavia Trust", "Estavia"),
        ("traders and Estavia", "Estavia"),
    ],
)
def test_what_two_bodies_say_is_told_as_of_both(source: str, name: str) -> None:
    article = an_article(f"“We will reopen,” {source} said.")
    its = span(article.text, source)
    held = said(article, 1, "We will reopen,", by="Estavia", source=its, speaker_kind="organisation")
    assert texts(digest_of(material([article], held)))[1] == f"“We will reopen,” {name}"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a charity, founded by Ann Dee", "A charity"),
        ("the two lawmakers, however", "The two lawmakers"),
        ("one aide, who asked not to be named", "One aide"),
        ("doctors, nurses and porters", "Doctors, nurses and porters"),
    ],
)
def test_a_source_without_a_name_is_told_without_what_stands_beside_it(source: str, name: str) -> None:
    article = an_article(f"“We will go,” {source} said.")
    held = said(article, 1, "We will go,", by=None, source=span(article.text, source))
    assert texts(digest_of(material([article], held)))[1] == f"“We will go,” {name}"


def test_an_update_counts_the_outlets_that_bring_it() -> None:
    old = [replace(an_article("x", id=f"o{n}", outlet=f"o{n}.example"), arrived_at=NOW - 2 * DAY) for n in range(3)]
    new = an_article("Rubio said again: “Enough is enough.”", id="new", title="Rubio says enough")
    given = material([*old, new], a_story(1, *old, new), said(new, 5, "Enough is enough."))
    assert texts(digest_of(given, told={FactKey("story", 1)}))[0] == "Update: Rubio says enough"


@pytest.mark.parametrize(
    ("deal", "told"),
    [
        (
            {"thing": "the shipping group Tidewell", "kind": "acquisition"},
            "Norvane, buying shipping group Tidewell: $2 billion",
        ),
        ({"thing": "a stake in Tidewell", "kind": "acquisition"}, "Norvane: stake in Tidewell for $2"),
        ({"thing": "Norvane’s purchase", "kind": "acquisition"}, "Norvane, buying Tidewell: $2 billion purchase"),
    ],
)
def test_what_is_bought_is_told_as_it_is_described(deal: dict[str, Any], told: str) -> None:
    article = an_article("Norvane buys the shipping group Tidewell, a stake in Tidewell, for $2 billion.")
    sides = ("Norvane/buyer", "Tidewell/target")
    held = agreed(article, 1, sides, **deal, status="agreed", money=dollars(article, 2_000_000_000, "$2 billion"))
    assert texts(digest_of(material([article], held)))[-1].startswith(told)


@pytest.mark.parametrize(
    ("verb", "told"), [("rejected", "rejected"), ("turned down", "turned down"), ("said no to", "collapsed")]
)
def test_an_offer_that_came_to_nothing_is_told_as_the_article_has_it(verb: str, told: str) -> None:
    article = an_article(f"The board of Orsk Lines {verb} Vell Shipping's offer of $2 billion.")
    sides, money = ("Vell Shipping/buyer", "Orsk Lines/target"), dollars(article, 2_000_000_000, "$2 billion")
    fields: dict[str, Any] = {"kind": "acquisition", "status": "collapsed", "status_span": span(article.text, verb)}
    held = agreed(article, 1, sides, "Vell Shipping's offer", money=money, **fields)
    line = f"Vell Shipping, bidding for Orsk Lines: offer of $2 billion, {told}"
    assert texts(digest_of(material([article], held)))[-1] == line


def test_what_the_line_of_an_event_announces_is_not_told_as_a_statement_too() -> None:
    article = an_article("Ann Dee said she would open a yard on 8 May. Ann Dee said pay was low.")
    held = coming(article, 1, "open a yard", date(2025, 5, 8), who="Ann Dee", by="Ann Dee", evidence=((0, 44),))
    announced = said(article, 2, "she would open a yard on 8 May", by="Ann Dee", kind="indirect")
    other = said(article, 3, "pay was low", by="Ann Dee", kind="indirect")
    firm = replace(held, upcoming=replace(held.upcoming, what="Ann Dee will open a yard", who=None))
    assert texts(digest_of(material([article], firm, announced, other)))[1:] == [
        "Ann Dee said: pay was low.", "Thu 8 May: Ann Dee will open a yard"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "cue", "clause", "fields"),
    [
        ("Ann Dee called for calm at every gate.", "called for", "calm at every gate", {"act": "asked"}),
        ("Ann Dee called for calm at every gate.", "called", "calm at every gate", {"act": "asked"}),
        ("Ann Dee spoke about wages in Oslo.", "spoke about", "wages in Oslo", {"act": "said"}),
        ("Ann Dee urged the crews to stay on board.", "urged", "to stay on board", {"addressee": "the crews"}),
    ],
)
def test_what_a_verb_and_its_preposition_lead_to_is_told_as_the_article_has_it(
    sentence: str, cue: str, clause: str, fields: dict[str, Any]
) -> None:
    article = an_article(sentence)
    told = said(article, 1, clause, by="Ann Dee", kind="indirect", cue=cue, source="Ann Dee", **fields)
    assert texts(digest_of(material([article], told)))[-1] == sentence


@pytest.mark.parametrize("cue", ["has dismissed", "contradict", "dismissed"])
def test_what_somebody_does_to_a_claim_is_never_told_as_saying_it(cue: str) -> None:
    text = f"The miners {cue} claims that pay was low."
    told = said(
        an_article(text), 1, "claims that pay was low", by="The miners", kind="indirect", cue=cue, source="The miners",
        pattern="subject object",
    )  # fmt: skip
    assert cue_before(told.statement, text, "claims that pay was low") == f"{cue} "


def test_what_is_told_of_the_speaker_does_not_part_verb_and_preposition() -> None:
    article = an_article("Ann Dee, who is no relation of the minister, called for his resignation.")
    told = said(
        article, 1, "his resignation", by="Ann Dee", kind="indirect", cue="called", source="Ann Dee", act="asked"
    )
    assert texts(digest_of(material([article], told)))[-1] == "Ann Dee called for his resignation."


def test_a_role_stands_where_the_name_is_read_first() -> None:
    article = an_article("Ann Dee said pay was low. “We will all go out on strike,” she said.")
    weak = said(article, 1, "pay was low", by="Ann Dee", kind="indirect", role="mayor of Aldane")
    strong = said(article, 2, "We will all go out on strike,", by="Ann Dee", role="mayor of Aldane", act="threatened")
    assert texts(digest_of(material([article], weak, strong)))[1:] == [
        "Ann Dee, mayor of Aldane, said: pay was low.", "“We will all go out on strike,” Ann Dee"
    ]  # fmt: skip


def test_several_say_and_a_side_told_by_what_it_is_keeps_its_article() -> None:
    article = an_article("Nigerian senators said CCECC and the government signed a rail contract.")
    held = agreed(article, 1, ("CCECC", "the government"), "rail contract", by="Nigerian senators")
    assert texts(digest_of(material([article], held)))[-1] == (
        "CCECC and the government: rail contract, signed, say Nigerian senators"
    )


def test_a_quotation_that_another_outlet_prints_more_of_is_told_once() -> None:
    whole = an_article("“We are not sure it is beaten. When we are, we will act.”", id="whole")
    part = an_article("“We are not sure it is beaten,” he said.", id="part", outlet="other.example")
    given = [
        said(whole, 1, "We are not sure it is beaten. When we are, we will act.", by="Ann Dee"),
        said(part, 2, "We are not sure it is beaten,", by="Ann Dee"),
    ]
    digest = digest_of(material([whole, part], *given), follow("Ann Dee", "speaker"))
    assert [line for line in texts(digest) if "beaten" in line] == [
        "“We are not sure it is beaten. When we are, we will act.” Ann Dee"
    ]


@pytest.mark.parametrize(
    ("name_from", "confidence", "told"),
    [("pronoun", 0.55, 0), ("pronoun", 0.9, 1), ("surname", 0.55, 1)],
)
def test_a_claim_under_a_name_that_is_unsure_is_left_out(name_from: str, confidence: float, told: int) -> None:
    article = an_article("Peter Marsh met Paul Dean. He said Norvane and Tidewell had agreed. He will resign on 8 May.")
    evidence = (span(article.text, "He said Norvane and Tidewell had agreed."),)
    claim = agreed(article, 1, ("Norvane", "Tidewell"), "merger", by="Peter Marsh", evidence=evidence)
    words = said(
        article, 2, "Norvane and Tidewell had agreed", by="Peter Marsh", kind="indirect", name_from=name_from,
        confidence=confidence,
    )  # fmt: skip
    digest = digest_of(material([article], claim, words))
    assert len([fact for fact in digest.facts if fact.kind == "deal"]) == told
