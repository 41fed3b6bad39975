"""Deals by situation: who agreed to what, for how much, how far it is, on whose word; and what is no deal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Deal
from tests.reading.deal_set import load, score_all
from tests.reading.dealing import deals, facts, parties, reading, record

SHARE_REACHED = 0.94  # of the fields of deals.toml; the goal is .95, the floor .90


@dataclass(frozen=True)
class Case:
    text: str
    kind: str
    status: str
    parties: set[tuple[str, str]]
    amount: str | None = None


POLITICS = [
    Case(
        "Egypt and Ethiopia signed a treaty to share the waters of the Nile.",
        "treaty",
        "signed",
        {("party", "Egypt"), ("party", "Ethiopia")},
    ),
    Case(
        "France's parliament ratified the extradition treaty with Brazil on Tuesday.",
        "treaty",
        "ratified",
        {("party", "Brazil"), ("authority", "France's parliament")},
    ),
    Case(
        "Israel and Hamas agreed to a 60-day ceasefire brokered by Qatar.",
        "ceasefire",
        "agreed",
        {("party", "Israel"), ("party", "Hamas"), ("broker", "Qatar")},
    ),
    Case(
        "The ceasefire between Armenia and Azerbaijan collapsed on Sunday.",
        "ceasefire",
        "collapsed",
        {("party", "Armenia"), ("party", "Azerbaijan")},
    ),
    Case(
        "The State Department approved a possible $3.5 billion sale of F-16 jets to Turkey.",
        "arms",
        "approved",
        {("customer", "Turkey"), ("authority", "The State Department")},
        "3500000000",
    ),
    Case(
        "Germany will supply Ukraine with 18 Leopard tanks.",
        "arms",
        "agreed",
        {("supplier", "Germany"), ("customer", "Ukraine")},
    ),
    Case(
        "The minister announced a deal between Serbia and Kosovo on licence plates.",
        "agreement",
        "agreed",
        {("party", "Serbia"), ("party", "Kosovo")},
    ),
]

COMPANIES = [
    Case(
        "Microsoft will buy Activision Blizzard for $68.7 billion in cash.",
        "acquisition",
        "agreed",
        {("buyer", "Microsoft"), ("target", "Activision Blizzard")},
        "68700000000",
    ),
    Case(
        "Volkswagen sold its Bugatti brand to Rimac.",
        "acquisition",
        "completed",
        {("seller", "Volkswagen"), ("target", "Bugatti"), ("buyer", "Rimac")},
    ),
    Case(
        "Gulf Corp said it agreed in principle to acquire Apex Inc from Borg Co for 12.2 mln dlrs.",
        "acquisition",
        "agreed",
        {("buyer", "Gulf Corp"), ("target", "Apex Inc"), ("seller", "Borg Co")},
        "12200000",
    ),
    Case(
        "Norton Co said it has sold its Star Oil and Gas Ltd unit to United Coal Ltd for cash.",
        "acquisition",
        "completed",
        {("seller", "Norton Co"), ("target", "Star Oil and Gas Ltd"), ("buyer", "United Coal Ltd")},
    ),
    Case(
        "Kraft withdrew its $143 billion bid for Unilever on Sunday.",
        "acquisition",
        "collapsed",
        {("buyer", "Kraft"), ("target", "Unilever")},
        "143000000000",
    ),
    Case(
        "The European Commission blocked the merger of Siemens and Alstom.",
        "merger",
        "collapsed",
        {("party", "Siemens"), ("party", "Alstom"), ("regulator", "The European Commission")},
    ),
    Case(
        "Lockheed Martin won a $1.2 billion contract from the Navy.",
        "contract",
        "agreed",
        {("supplier", "Lockheed Martin"), ("customer", "the Navy")},
        "1200000000",
    ),
    Case(
        "Pizza Co raised $50 million in a Series B round led by Sequoia Capital.",
        "funding",
        "completed",
        {("party", "Pizza Co"), ("investor", "Sequoia Capital")},
        "50000000",
    ),
    Case(
        "Boeing reached a $200 million settlement with the SEC.",
        "settlement",
        "agreed",
        {("party", "Boeing"), ("party", "the SEC")},
        "200000000",
    ),
    Case(
        "The dockworkers' union reached a tentative agreement with port operators, ending a strike.",
        "labour",
        "agreed",
        {("party", "port operators")},
    ),
    Case(
        "Real Madrid signed midfielder Jude Bellingham from Borussia Dortmund for 103 million euros.",
        "transfer",
        "completed",
        {("buyer", "Real Madrid"), ("seller", "Borussia Dortmund")},
        "103000000",
    ),
]


@pytest.mark.parametrize("case", [*POLITICS, *COMPANIES], ids=lambda case: case.text[:40])
def test_a_deal_is_read_with_parties_amount_and_status(case: Case) -> None:
    [deal] = facts(case.text)
    assert (deal.kind, deal.status) == (case.kind, case.status)
    assert case.parties <= parties(deal)
    assert (str(deal.amount.value) if deal.amount else None) == case.amount


NO_FACTS = [
    "It means a great deal of work for Paris and Rome.",
    "The mayor said she would deal with the strikers.",
    "Roosevelt's New Deal changed America and Britain.",
    "There is no deal between Italy and Libya.",
    "A deal-maker from Texas met a deal-breaker from Ohio.",
    "Peace talks between Ukraine and Russia stalled.",
    "Spain hopes to sign a fishing agreement with Morocco.",
    "If the two sides reach a deal, tariffs would fall.",
    "Italy and Libya have not reached an agreement on migrants.",
    "BP is considering a bid for Shell, a takeover of $50 billion.",
    "Ferrolia would buy the A9 toll road from Poland for 3.4 billion zlotys if a court allowed it.",
    "China denied it had agreed to buy American soybeans from Iowa farmers.",
    "The Kremlin dismissed a report that Russia had agreed to supply missiles to Algeria.",
    "Clinton raised $2.7 million from tech donors for her campaign.",
    "Rubio ended his bid for the White House.",
    "He signed off in style and bought himself time.",
    "Workers get $15 an hour in Ohio and Texas.",
    "The Republican National Convention opened in Cleveland.",
]


@pytest.mark.parametrize("text", NO_FACTS)
def test_talk_hopes_denials_and_idioms_are_told_as_no_deal(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Iran nuclear deal was signed in 2015 by six world powers.",
        "Solvay Pharmaceuticals acquired Unimed in 1999.",
        "The app that Meridian Media bought for $1.1bn in 2014 was fined.",
    ],
)
def test_an_old_deal_is_background(text: str) -> None:
    found = deals(text)
    assert found
    assert all(deal.background for deal in found)


def test_mentions_of_one_deal_are_one_record_with_its_furthest_status() -> None:
    text = (
        "Gulf Corp said on Monday it agreed to buy Apex Inc. The deal is worth $40 million. "
        "The acquisition needs approval. Gulf completed the purchase of Apex on Thursday."
    )
    [deal] = deals(text)
    assert deal.status == "completed"
    assert len(deal.evidence) > 1


def test_two_deals_of_one_company_stay_two() -> None:
    text = "Gulf Corp sold Apex Inc to Borg Co. In a separate move Gulf Corp bought Nordic Oil for $3 million."
    assert len(facts(text)) == 2


def test_a_buyer_behind_an_occasion_without_a_comma_is_the_buyer() -> None:
    assert deals("In a separate move Gulf Corp bought Nordic Oil for $3 million.")[0].parties[1].name == "Gulf Corp"


def test_a_capital_and_a_seat_of_government_are_one_party() -> None:
    text = (
        "Moscow and Minsk signed a gas accord on Monday. The Kremlin and Minsk agreed on the accord after long talks."
    )
    [deal] = facts(text)
    assert {name for _, name in parties(deal)} == {"Moscow", "Minsk"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Donald Trump said China agreed to buy 12 million tonnes of American soybeans.", "Donald Trump"),
        ("Zamvolt has signed a contract with Tianhe Power, according to the Copperbelt Post.", "Copperbelt Post"),
        ("Peru will get a $3 billion loan from Japan, officials said.", "officials"),
    ],
)
def test_a_deal_inside_a_statement_is_its_speakers_claim(text: str, speaker: str) -> None:
    [deal] = deals(text)
    assert deal.said_by is not None
    assert deal.said_by.name == speaker


def test_agreeing_is_no_claim_of_itself() -> None:
    [deal] = facts("Brambell Foods agreed on Monday to buy Kuiper Ltd for €640m.")
    assert deal.said_by is None
    assert deal.date is not None


def test_terms_kept_secret_are_an_undisclosed_amount() -> None:
    [deal] = facts("Gulf Corp acquired Apex Inc. Terms were not disclosed.")
    assert deal.amount is not None
    assert (deal.amount.qualifier, deal.amount.value) == ("undisclosed", None)


def test_turnover_is_no_price() -> None:
    [deal] = facts("Gulf Corp acquired Apex Inc, which had revenues of $20 million.")
    assert deal.amount is None


def test_a_stake_is_told_with_whose_it_is() -> None:
    [deal] = facts("Lifetime Corp agreed to buy five mln shares, or 16 pct, of Nippon Lace Co Ltd for 16.5 mln dlrs.")
    assert {("buyer", "Lifetime Corp"), ("target", "Nippon Lace Co Ltd")} <= parties(deal)
    assert deal.stake is not None
    assert "16 pct" in deal.stake


SEED_LIKE = (
    "On Wednesday, the Trump administration notified Congress of a $50 million arms export to Kyiv.\n"
    "That same day, Washington and Kyiv signed a “historic” minerals deal, giving the U.S. access.\n"
    "The deal, months in the making, gives the U.S. a stake in Ukraine’s recovery.\n"
    "Ukraine’s parliament will ratify the minerals deal on May 8, "
    "confirmed by lawmaker Yaroslav Zheleznyak via Telegram."
)


def test_an_article_with_two_deals_and_four_mentions_yields_two() -> None:
    arms, minerals = deals(SEED_LIKE)
    assert {("supplier", "the Trump administration"), ("customer", "Kyiv"), ("authority", "Congress")} == parties(arms)
    assert (arms.kind, arms.status, arms.date and arms.date.first.isoformat()) == ("arms", "notified", "2025-04-30")
    assert {("party", "Washington"), ("party", "Kyiv")} <= parties(minerals)
    assert (minerals.status, minerals.date and minerals.date.first.isoformat()) == ("signed", "2025-04-30")
    assert minerals.object == "minerals deal"


def test_the_set_of_sixty_passages_is_read_as_well_as_it_was() -> None:
    passages = load()
    predicted = {each.id: [record(deal) for deal in deals(each.text.strip(), each.date)] for each in passages}
    score = score_all(passages, predicted)
    assert score.share >= SHARE_REACHED, "\n".join(score.misses)


def spans(deal: Deal) -> list[tuple[int, int]]:
    found = [party.span for party in deal.parties] + list(deal.evidence)
    found += [deal.amount.span] if deal.amount else []
    found += [deal.status_span] if deal.status_span else []
    return found + ([deal.said_by.span] if deal.said_by else [])


PIECES = st.lists(
    st.sampled_from(
        [
            "Gulf Corp",
            "said",
            "it",
            "agreed",
            "to",
            "acquire",
            "buy",
            "sold",
            "its",
            "unit",
            "for",
            "$5 million",
            ",",
            ".",
            "the deal",
            "was",
            "signed",
            "by",
            "Kyiv",
            "and",
            "Moscow",
            "a treaty",
            "with",
            "of",
            "which",
            "that",
            "who",
            "(",
            ")",
            "“",
            "”",
            "will",
            "not",
            "merger",
            "talks",
            "on",
            "Monday",
            "in",
            "2014",
            "<",
            ">",
            "'s",
            "stake",
            "5 pct",
            "if",
            "they",
            "notified",
            "Congress",
        ]
    ),
    max_size=40,
)


@given(text=st.one_of(st.text(max_size=200), PIECES.map(" ".join)))
def test_nothing_raises_and_every_span_slices(text: str) -> None:
    found = reading(text)
    for deal in found.deals:
        assert all(0 <= start < end <= len(text) for start, end in spans(deal))
        assert all(party.name for party in deal.parties)


def test_the_code_holds_no_list_of_english_words() -> None:
    folder = Path(__file__).parents[2] / "bot" / "reading"
    for name in ("deals", "deal_verbs", "deal_nouns", "deal_status", "deal_targets", "mentions"):
        assert 'frozenset({"' not in (folder / f"{name}.py").read_text().replace("NEGOTIATED = frozenset", "")
