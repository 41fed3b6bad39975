"""Which of several records speaks for a deal, and which of several deals a record belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import Claim, Deal
from bot.store.merging import closeness, contested, deal_of, newest
from tests.store.samples import NOW, agreed, coming, dollars

TEXT = "Castellan, Norvane and the Norwegian company want Tidewell for $50 million or $60 million."
FIFTY, SIXTY = dollars(50, TEXT, "$50 million"), dollars(60, TEXT, "$60 million")


def a_deal(buyer: str, **fields: object) -> Deal:
    return agreed(TEXT, (buyer, "Tidewell"), None, **({"status": "agreed"} | fields))


def test_who_is_only_described_does_not_stand_for_who_was_named() -> None:
    named, described = a_deal("Norvane"), a_deal("the Norwegian company")
    assert newest([(named, NOW), (described, NOW + timedelta(hours=1))]) == 0
    assert newest([(described, NOW), (named, NOW + timedelta(hours=1))]) == 1


def test_a_later_step_stands_even_if_its_party_is_only_described() -> None:
    named, described = a_deal("Norvane"), a_deal("the Norwegian company", status="completed")
    assert newest([(named, NOW), (described, NOW + timedelta(hours=1))]) == 1


def test_of_one_day_a_brief_ratification_stands_before_a_full_signing() -> None:
    full = a_deal("Norvane", status="signed", amount=FIFTY)
    brief = a_deal("Norvane", status="ratified")
    assert newest([(full, NOW), (brief, NOW)]) == 1
    assert newest([(brief, NOW), (full, NOW + timedelta(hours=1))]) == 0


def test_a_full_report_of_the_offer_does_not_hide_the_denial_of_that_day() -> None:
    offer, denial = a_deal("Norvane", status="proposed", amount=FIFTY), a_deal("Norvane", status="denied")
    assert newest([(offer, NOW), (denial, NOW)]) == 1


def test_the_deal_of_the_same_sum_is_nearer_than_a_plan() -> None:
    told = a_deal("the Norwegian company", amount=FIFTY)
    plan = a_deal("Castellan", status="proposed", asserted=False)
    ranked = sorted([plan, a_deal("Norvane", amount=SIXTY), a_deal("Norvane", amount=FIFTY)],
                    key=lambda held: closeness(held, told, 1))  # fmt: skip
    assert [deal.amount for deal in ranked] == [None, SIXTY, FIFTY]


CLAIM, DENIAL = Claim("Castellan", (0, 9)), Claim("Norvane", (11, 18))


def test_who_claims_and_who_denies_a_deal_are_both_kept_whichever_came_first() -> None:
    claim = a_deal("Norvane", said_by=CLAIM)
    denial = a_deal("Norvane", status="denied", asserted=False, said_by=DENIAL)
    assert contested([(claim, NOW), (denial, NOW + timedelta(days=1))]) == (0, 1)
    assert contested([(denial, NOW), (claim, NOW + timedelta(hours=1))]) == (1, 0)


@pytest.mark.parametrize(
    "another",
    [
        pytest.param(a_deal("Norvane", status="signed"), id="made_on_nobodys_word"),
        pytest.param(a_deal("Norvane", status="denied", said_by=CLAIM), id="taken_back_by_who_claimed_it"),
        pytest.param(a_deal("Norvane", said_by=DENIAL), id="claimed_by_two"),
    ],
)
def test_nothing_is_contested_that_is(another: Deal) -> None:
    assert contested([(a_deal("Norvane", said_by=CLAIM), NOW), (another, NOW)]) is None


def test_an_event_belongs_to_the_deal_whose_object_it_names_not_to_the_first_with_the() -> None:
    text = (
        "Norvane and the yard signed. Castellan and Tidewell agreed a takeover. Shareholders will vote on the takeover."
    )
    other = agreed(text, ("Norvane",), "£350 million in the yard")
    takeover = agreed(text, ("Castellan", "Tidewell"), "takeover")
    vote = coming(text, "vote on the takeover", NOW.date(), who="Shareholders")
    assert deal_of(vote, [(1, other), (2, takeover)]) == 2
    elsewhere = replace(other, evidence=((0, 5),))
    assert deal_of(replace(vote, what="vote on the bid"), [(1, elsewhere)]) is None
