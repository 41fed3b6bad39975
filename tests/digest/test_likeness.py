"""One announcement in two wordings is told once; what reads alike and is not the same is told."""

from __future__ import annotations

import pytest

from bot.digest.likeness import Gist, distinct, repeats
from tests.digest.records import an_article, chosen_of, digest_of, material, said, texts

GOAL = "it will vaccinate 70 percent of the adults of Lanover before the fourth of July"
TEXT = (
    f"Anna Keller said {GOAL}. "
    "Keller told reporters that 70 percent of adults in Lanover will be vaccinated before July. "
    "Keller said it will vaccinate 90 percent of the adults of Lanover before the fourth of July. "
    "Juma Verdan said it will vaccinate 70 percent of the adults of Lanover before the fourth of July. "
    "Keller denied it will vaccinate 70 percent of the adults of Lanover before the fourth of July."
)
ARTICLE = an_article(TEXT, id="goal", title="Lanover sets a goal")


def keller(id: int, words: str, **fields: object):  # type: ignore[no-untyped-def] # a held statement
    return said(ARTICLE, id, words, **({"by": "Anna Keller", "kind": "indirect", "cue": "said"} | fields))  # type: ignore[arg-type]


FIRST = keller(1, GOAL)
AGAIN = keller(2, "70 percent of adults in Lanover will be vaccinated before July")


def test_nearly_the_same_of_one_speaker_is_told_once_and_not_again_in_the_next_days() -> None:
    assert [held.id for held in distinct([FIRST, AGAIN])] == [1]
    assert distinct([AGAIN], [Gist.of(FIRST.statement)]) == []
    lines = texts(digest_of(material([ARTICLE], FIRST, AGAIN)))
    assert sum("vaccinate" in line for line in lines) == 1


@pytest.mark.parametrize(
    "other",
    [
        keller(3, "it will vaccinate 90 percent of the adults of Lanover before the fourth of July"),
        keller(4, GOAL, by="Juma Verdan"),
        keller(5, GOAL, act="denied"),
        keller(6, "Keller told reporters"),
    ],
)
def test_another_figure_speaker_or_sense_is_other_news(other) -> None:  # type: ignore[no-untyped-def]
    assert len(distinct([FIRST, other])) == 2


def test_a_headline_is_not_said_again_below_it() -> None:
    assert repeats(AGAIN.statement, "Keller: 70 percent of Lanover's adults to be vaccinated before July")
    assert not repeats(AGAIN.statement, "Lanover sets a goal")
    article = an_article(
        "Keller said Lanover will vaccinate all adults.", id="b", title="Lanover to vaccinate all adults"
    )
    held = said(article, 9, "Lanover will vaccinate all adults", by="Anna Keller", kind="indirect", cue="said")
    assert not chosen_of(material([article], held)).stories[0].statements


@pytest.mark.parametrize(
    ("text", "words", "fields", "line"),
    [
        ("Sen. Keller said: “We will all wait here.”", "We will all wait here.", {"role": "Sen."},
         "“We will all wait here.” Sen. Anna Keller"),
        ("Keller, chief analyst for", "Keller, chief", {"role": "chief analyst for"},
         "“Keller, chief” Anna Keller, chief analyst"),
        ("Keller testified about the yard.", "about the yard", {"kind": "indirect", "cue": "testified"},
         "Anna Keller testified about the yard."),
        ("Keller described the yard as “a wreck,” Verdan said.", "the yard as “a wreck,”",
         {"kind": "mixed", "cue": "described"}, "Anna Keller described the yard as “a wreck”."),
    ],
)  # fmt: skip
def test_lines_read_as_people_write(text: str, words: str, fields: dict[str, object], line: str) -> None:
    article = an_article(text, id="read")
    held = said(article, 1, words, by="Anna Keller", **fields)
    assert texts(digest_of(material([article], held)))[-1] == line


def test_what_a_feed_cut_off_and_who_is_nobody_alone_stay_out() -> None:
    torn = an_article("Keller said: “We will wait. Then we shall...”", id="torn")
    assert texts(digest_of(material([torn], said(torn, 1, "We will wait.", "Then we shall..."))))[1:] == []
    cut_off = an_article("Keller said the yards were likely to...", id="off")
    held = said(cut_off, 2, "the yards were likely to...", kind="indirect", cue="said")
    assert not [fact for fact in digest_of(material([cut_off], held)).facts if fact.kind == "statement"]
    group = an_article("The group said that the yard was closed to everybody.", id="group")
    nobody = said(
        group, 3, "the yard was closed to everybody", by=None, source="The group", kind="indirect", cue="said"
    )
    assert not [fact for fact in digest_of(material([group], nobody)).facts if fact.kind == "statement"]
