"""Check my draft: 43 drafts over the week of seeds/, as reporters would hand them in (drafts.toml)."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.alignment import align, quoted_words
from bot.asking.claims import ClaimWords
from bot.asking.draft import MOST, check_draft, counted, quotations, told
from bot.asking.found import Asker
from bot.asking.stated import Listening
from bot.asking.verify import Verified
from bot.pipeline import Desk
from bot.store import Store
from tests.asking import week
from tests.asking.conftest import ROOT

DRAFTS = tomllib.loads((ROOT / "tests" / "asking" / "drafts.toml").read_text(encoding="utf-8"))["drafts"]


@pytest.mark.parametrize("draft", DRAFTS, ids=[draft["id"] for draft in DRAFTS])
async def test_each_quotation_of_a_draft_gets_its_verdict(draft: dict[str, Any], week_store: Store, desk: Desk) -> None:
    found = await checked(draft["text"], week_store, desk)
    assert [each.verdict for each in found] == draft["verdicts"]
    answer = "\n".join(map(told, found))
    assert [said for said in draft.get("says", []) if said not in answer] == []


async def test_all_drafts_in_one_are_judged_as_each_alone(week_store: Store, desk: Desk) -> None:
    some = [
        draft for draft in DRAFTS if draft["id"] in ("one quotation to the letter", "a number altered", "translated")
    ]
    found = await checked("\n\n".join(draft["text"] for draft in some), week_store, desk)
    assert [each.verdict for each in found] == [verdict for draft in some for verdict in draft["verdicts"]]
    assert counted(found) == "4 checked: 1 exact, 1 altered, 2 not held"


async def test_a_very_long_draft_is_checked_as_far_as_it_may_go(week_store: Store, desk: Desk) -> None:
    found = await checked("“This is not our war,” Marco Rubio said.\n\n" * 2_000, week_store, desk)
    assert len(found) == MOST
    assert {each.verdict for each in found} == {"exact"}


async def test_words_that_only_an_articles_text_has_are_said_to_stand_there(week_store: Store, desk: Desk) -> None:
    words = "months in which talks made little progress and Vladimir Putin refused a ceasefire"
    [found] = await checked(f"Headline: “{words}”.", week_store, desk)
    assert found.verdict == "not held"
    assert "the words stand in an article of harbourpost.example, but as nobody's statement" in told(found)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from("We will not … [the] sign ; if (he) “ ” pay — 5.5 it’s".split()), max_size=30))
def test_whatever_is_quoted_is_laid_along_a_record_or_not(words: list[str]) -> None:
    record = "We will not sign the paper if it is not paid, and that’s final."
    found = align(quoted_words(" ".join(words)), record)
    if found is not None:
        assert 0 <= found.begins < found.ends <= 14
        assert all(left in record for left in found.left_out)
        assert all(instead in record for _, instead in found.changes)


def test_any_slice_of_a_record_is_laid_along_itself() -> None:
    record = "I have seen no document that links the two, and I have looked at all of them twice"
    words = record.split()
    for first in range(len(words) - 3):
        for last in range(first + 3, len(words) + 1):
            found = align(quoted_words(" ".join(words[first:last])), record)
            assert found is not None
            assert (found.changes, found.left_out, found.matched) == ((), (), last - first)


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet="“”‘’\"'«»ab cde.,\n", max_size=200))
def test_marks_in_any_disorder_are_read_without_harm(desk: Desk, text: str) -> None:
    known = Listening(desk.ground, desk.rules, ClaimWords.of(desk.ground.words))
    for quoted in quotations(text, known, week.NOW):
        assert all(0 <= first <= last <= len(text) for first, last in quoted.spans)


async def checked(text: str, store: Store, desk: Desk) -> list[Verified]:
    return await check_draft(text, store, desk.rules, desk.ground, Asker(now=week.NOW))


TURNED = [
    ("Tennock threatened to extend the strike to the terminal at Wexholm.", "cut", "if the employer brought in agency"),
    ("Piers Lindqvist said that the line was leaving Port Aldane.", "altered", "“said” is on record as “denied”"),
    ("Oonagh Brereton denied that Port Aldane would open a hydrogen bunker by 2028.", "altered", "“denied”"),
]


@pytest.mark.parametrize(("draft", "verdict", "said"), TURNED)
async def test_a_claim_without_its_condition_or_with_another_act_is_not_exact(
    draft: str, verdict: str, said: str, week_store: Store, desk: Desk
) -> None:
    (found,) = await checked(draft, week_store, desk)
    assert found.verdict == verdict
    assert said in told(found)


async def test_what_is_left_out_of_two_pieces_is_told_piece_by_piece(week_store: Store, desk: Desk) -> None:
    (found,) = await checked("“We’re still committed and ... up to them,” Tammy Bruce said.", week_store, desk)
    assert found.left_out == ("willing to help", "but we won’t fly around the world to mediate anymore. That’s now")


def test_a_figure_is_told_as_the_draft_has_it() -> None:
    found = align(quoted_words("the order secured 3,000 jobs"), "the order secured 5,500 jobs")
    assert found is not None
    assert found.changes == (("3,000", "5,500"),)
