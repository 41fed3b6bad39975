"""The deal set is whole, and its scorer cannot be pleased by nothing, by guessing, or by too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reading.deal_set import KINDS, STATUSES, Deal, Passage, load, score, score_all

PASSAGES = load()
WITH_DEALS = [passage for passage in PASSAGES if passage.deals]
BY_ID = {passage.id: passage for passage in PASSAGES}


def as_read(deal: Deal) -> dict[str, Any]:
    """The expected deal as a reader that is right everywhere would print it, with the first of all alternatives."""
    amount, said_by, when = deal.amounts[0], deal.said_by[0], deal.dates[0] if deal.dates else None
    return {
        "kind": deal.kinds[0],
        "parties": [{"name": each.names[0], "role": each.roles[0], "span": [0, 1]} for each in deal.parties],
        "object": deal.objects[0] if deal.objects else None,
        "amount": amount
        and {
            "value": None if amount.value is None else str(amount.value),
            "value_max": None if amount.value_max is None else str(amount.value_max),
            "currency": amount.currency,
            "qualifier": amount.qualifiers[0],
            "basis": amount.basis,
        },
        "status": deal.statuses[0] if deal.statuses else None,
        "asserted": deal.asserted[0] if deal.asserted else True,
        "background": deal.background[0],
        "said_by": said_by and {"name": said_by, "span": [0, 1]},
        "date": when
        and {
            "day": when.start.isoformat() if when.start == when.end else None,
            "from": when.start.isoformat(),
            "to": when.end.isoformat(),
            "precision": "day",
        },
    }


def read(passage: Passage) -> list[dict[str, Any]]:
    return [as_read(deal) for deal in passage.deals]


def test_the_set_is_whole() -> None:
    assert len(PASSAGES) == len(BY_ID) == 60
    assert sum(passage.trap for passage in PASSAGES) == 25
    deals = [deal for passage in PASSAGES for deal in passage.deals]
    assert {kind for deal in deals for kind in deal.kinds} == KINDS
    assert {status for deal in deals for status in deal.statuses} == STATUSES
    assert all(passage.trap for passage in PASSAGES if not passage.deals)


def test_every_expected_party_and_object_is_printed_in_its_passage() -> None:
    for passage in WITH_DEALS:
        text = passage.text.casefold()
        for deal in passage.deals:
            for names in (*(party.names for party in deal.parties), *filter(None, [deal.objects])):
                assert any(name.casefold() in text for name in names), (passage.id, names)


@pytest.mark.parametrize("passage", WITH_DEALS, ids=lambda passage: passage.id)
def test_the_expected_records_score_in_full_in_any_order(passage: Passage) -> None:
    result = score(passage, read(passage)[::-1])
    assert result.misses == ()
    assert result.right == result.asked > 0


@pytest.mark.parametrize("passage", WITH_DEALS, ids=lambda passage: passage.id)
def test_an_empty_prediction_loses_every_field(passage: Passage) -> None:
    result = score(passage, [])
    assert (result.right, result.asked) == (0, score(passage, read(passage)).asked)
    assert len(result.misses) == result.asked


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.id)
def test_an_extra_deal_costs_one_field_if_it_is_asserted(passage: Passage) -> None:
    extra = {"kind": "arms", "parties": [{"name": "Ruritania", "role": "supplier"}], "asserted": True}
    whole = score(passage, read(passage))
    assert score(passage, [*read(passage), extra]).asked == whole.asked + 1
    assert score(passage, [extra, *read(passage)]).right == whole.right
    assert score(passage, [*read(passage), extra | {"asserted": False}]) == whole


def test_a_deal_of_other_parties_does_not_stand_for_the_expected_one() -> None:
    passage = BY_ID["arms-howitzers"]
    other = read(passage)[0] | {"parties": [{"name": "Ruritania", "role": "customer"}]}
    assert score(passage, [other]).right == 0
    assert score(passage, [other]).asked == score(passage, []).asked + 1


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "kind": lambda deal: deal.update(kind="treaty"),
    "a role": lambda deal: deal["parties"][1].update(role="seller"),
    "a party": lambda deal: deal["parties"].pop(),
    "a party's name": lambda deal: deal["parties"][0].update(name="Ruritania"),
    "value": lambda deal: deal["amount"].update(value="640"),
    "a value that is no number": lambda deal: deal["amount"].update(value="€640m"),
    "currency": lambda deal: deal["amount"].update(currency="USD"),
    "qualifier": lambda deal: deal["amount"].update(qualifier="about"),
    "basis": lambda deal: deal["amount"].update(basis="per year"),
    "no amount": lambda deal: deal.update(amount=None),
    "status": lambda deal: deal.update(status="signed"),
    "asserted": lambda deal: deal.update(asserted=False),
    "background": lambda deal: deal.update(background=True),
    "said_by": lambda deal: deal.update(said_by={"name": "Brambell Foods"}),
    "date": lambda deal: deal["date"].update(day="2026-02-08"),
    "no date": lambda deal: deal.update(date=None),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG.keys())
def test_each_wrong_field_costs_one(spoil: Callable[[dict[str, Any]], object]) -> None:
    passage = BY_ID["acquisition-crisps"]
    deal = read(passage)[0]
    spoil(deal)
    result = score(passage, [deal])
    assert result.right == result.asked - 1 == score(passage, read(passage)).asked - 1
    assert len(result.misses) == 1


@pytest.mark.parametrize(
    ("printed", "is_right"),
    [
        ("the Brambell Foods", True),
        ("BRAMBELL FOODS PLC", True),
        ("Brambell", True),
        ("Brambell’s", True),
        ("Bram", False),
        ("Brambell Drinks", False),
        ("", False),
        (None, False),
    ],
)
def test_names_are_compared_word_by_word(printed: str | None, *, is_right: bool) -> None:
    passage = BY_ID["acquisition-crisps"]
    deal = read(passage)[0]
    deal["parties"][0]["name"] = printed
    assert score(passage, [deal]).misses == () if is_right else len(score(passage, [deal]).misses) == 1


def test_one_party_printed_for_two_counts_for_one() -> None:
    passage = BY_ID["treaty-mackerel"]
    deal = read(passage)[0] | {"parties": [{"name": "Norway and Iceland", "role": "party"}]}
    assert len(score(passage, [deal]).misses) == 1


def test_a_name_inside_a_word_is_no_name() -> None:
    passage = BY_ID["arms-javelin-notice"]
    deal = read(passage)[0]
    deal["parties"][0]["name"] = "Russia"
    assert len(score(passage, [deal]).misses) == 1
    deal["parties"][0]["name"] = "the U.S."
    assert score(passage, [deal]).misses == ()


def test_a_day_inside_the_expected_week_is_a_guess() -> None:
    passage = BY_ID["agreement-naryn-water"]
    deal = read(passage)[0]
    assert deal["date"]["day"] is None
    deal["date"]["day"] = "2024-04-17"
    assert len(score(passage, [deal]).misses) == 1


def test_two_deals_of_a_passage_are_told_apart() -> None:
    passage = BY_ID["contract-hanoi-visit"]
    jets, beef = read(passage)
    alone = score(passage, [beef])
    assert alone.right == score(passage, [jets, beef]).asked - score(passage, [jets]).right
    assert all("not found" in miss for miss in alone.misses)
    doubled = score(passage, [jets, beef, jets])
    assert doubled.asked == score(passage, [jets, beef]).asked + 1


def test_the_whole_set_adds_up() -> None:
    result = score_all(PASSAGES, {passage.id: read(passage) for passage in PASSAGES})
    assert result.share == 1.0
    assert result.asked == sum(score(passage, read(passage)).asked for passage in PASSAGES)
    assert score_all(PASSAGES, {}).share == 0.0
    missing = Counter(miss.split(":")[0] for miss in score_all(PASSAGES, {}).misses)
    assert set(missing) == {passage.id for passage in WITH_DEALS}


@pytest.mark.parametrize(
    ("situation", "line"),
    [
        ("a status that there is not", 'status = "dreamt"'),
        ("a field that there is not", 'status = "signed"\nseller = "Acme"'),
        ("no status", ""),
    ],
)
def test_a_broken_file_names_the_passage(situation: str, line: str, tmp_path: Path) -> None:
    broken = tmp_path / f"{situation}.toml"
    broken.write_text(
        '[[passage]]\nid = "odd"\ndate = "2024-01-01"\ntrap = false\ntext = "x"\n[[passage.deal]]\nkind = "trade"\n'
        f"parties = []\nasserted = true\nbackground = false\n{line}\n"
    )
    with pytest.raises(ValueError, match="passage 'odd'"):
        load(broken)
