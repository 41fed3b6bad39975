"""Facts that were told wrong once: another deal's sum, another sentence's subject, a strike as a party."""

from __future__ import annotations

from tests.reading.dealing import deals, facts, parties

EXPORT = (
    "Oslo and Accra signed a cocoa deal on Wednesday. On the same day, the administration of President Lena Dahl "
    "notified Congress of an arms export to Ghana worth $70 million."
)


def amount(text: str, kind: str) -> str | None:
    """The sum of the first deal of a kind."""
    deal = next(deal for deal in deals(text) if deal.kind == kind)
    return str(deal.amount.value) if deal.amount else None


def test_a_sum_belongs_to_one_deal() -> None:
    assert amount(EXPORT, "agreement") is None
    assert amount(EXPORT, "arms") == "70000000"


def test_an_office_told_by_its_holder_is_the_party_and_no_subject_of_another_sentence() -> None:
    arms = next(deal for deal in deals(EXPORT) if deal.kind == "arms")
    assert ("supplier", "the administration of President Lena Dahl") in parties(arms)
    assert {name for role, name in parties(arms) if role == "supplier"} & {"Oslo", "Accra"} == set()


def test_a_clause_behind_the_day_has_its_own_subject() -> None:
    [deal] = facts("The notification came on the day Oslo and Accra signed a cocoa deal.")
    assert parties(deal) == {("party", "Oslo"), ("party", "Accra")}
    assert deal.status == "signed"


PAY = (
    "The strike at Port Aldane has been suspended after the United Dockworkers’ Federation and Aldane Port Holdings "
    "agreed a pay deal worth £38 million late on Thursday."
)


def test_the_parties_of_a_deal_behind_after_are_those_of_its_own_clause() -> None:
    [deal] = facts(PAY)
    assert parties(deal) == {("party", "the United Dockworkers’ Federation"), ("party", "Aldane Port Holdings")}
    assert (deal.kind, deal.status) == ("labour", "agreed")
    assert deal.amount is not None
    assert deal.amount.value == 38_000_000


def test_a_price_with_debt_in_it_is_the_price_and_a_closing_to_come_is_none() -> None:
    [deal] = facts(
        "Gulf Corp agreed on Thursday to acquire Apex Power for $6.1 billion, including debt. "
        "Ann Lee said she would step down when the takeover is completed."
    )
    assert deal.amount is not None
    assert deal.amount.value == 6_100_000_000
    assert deal.status == "agreed"


def test_a_stake_in_per_cent_is_cut_from_what_it_is_of() -> None:
    [deal] = facts("Gulf Corp agreed to sell a 20 per cent stake in its Skarvoy wind farm to Borg Fund for €9 million.")
    assert {("seller", "Gulf Corp"), ("buyer", "Borg Fund")} <= parties(deal)
    assert deal.stake is not None
    assert "20 per cent" in deal.stake
    assert deal.object is not None
    assert "wind farm" in deal.object


def test_the_company_whose_board_turns_a_bid_down_is_the_target() -> None:
    [deal] = deals("Apex's board on Tuesday rejected Gulf's takeover offer of £4.3 billion.")
    assert parties(deal) == {("buyer", "Gulf"), ("target", "Apex")}
    assert deal.status == "collapsed"


def test_a_settlement_whose_worth_is_told_is_news() -> None:
    [deal] = facts("The settlement between the Dockers’ Federation and Kestrel Holdings is worth about £41 million.")
    assert parties(deal) == {("party", "the Dockers’ Federation"), ("party", "Kestrel Holdings")}


def test_a_deal_told_in_passing_is_the_articles_word_and_not_the_speakers() -> None:
    [deal] = facts("The crews' union demanded jobs from Gulf, hours after the firm Borg agreed to buy Apex Corp.")
    assert deal.said_by is None
