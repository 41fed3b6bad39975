"""Statements, deals and what is coming up: merged over articles, followed over versions, put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.model import FactKey, Question, Reading
from bot.store import Draft, Place, Store
from tests.store.samples import (
    DAY,
    HOUR,
    NOW,
    a_message,
    agreed,
    an_article,
    claim,
    coming,
    dollars,
    on,
    record,
    said,
    span,
)

WORDS = "We won't fly around the world to mediate anymore"


def quoting(words: str = WORDS, **fields: str) -> str:
    return f"A long day ended in Washington. “{words},” said Marco Rubio, the Secretary of State."


async def test_a_statement_comes_back_with_its_source_and_its_spans_slice(store: Store) -> None:
    text = quoting()
    statement = said(text, WORDS, role="Secretary of State", said_on=on(date(2026, 5, 2)), topics=("Ukraine",))
    recorded = await record(store, an_article(text), statement, place=Place(headline="Rubio on mediation"))
    held = await store.facts.statement(recorded.new[0].id, chat_id=None)
    assert held is not None
    assert held.statement == statement
    assert held.context_text == text
    assert (held.story_id, held.headline) == (recorded.story_id, "Rubio on mediation")
    article = await store.articles.get(held.article.id)
    assert article is not None
    assert [article.text[first:last] for first, last in held.sources[0].content] == [WORDS]


async def test_the_same_words_elsewhere_are_a_further_source_of_one_statement(store: Store) -> None:
    first = await record(store, an_article(quoting(), id="a", outlet="one.example"), said(quoting(), WORDS))
    other = f"“{WORDS.upper()}”, Rubio said."
    surname = said(other, WORDS.upper(), "Rubio", name_from="surname", confidence=0.5)
    second = await record(store, an_article(other, id="b", outlet="two.example"), surname)
    assert second.new == ()
    assert second.known == first.new
    held = await store.facts.statement(first.new[0].id, chat_id=None)
    assert held is not None
    assert [source.article.outlet for source in held.sources] == ["one.example", "two.example"]
    assert held.statement.speaker == "Marco Rubio"


@pytest.mark.parametrize(
    ("change", "speaker"),
    [
        pytest.param({}, "Sergei Lavrov", id="somebody_else_said_it"),
        pytest.param({}, None, id="nobody_is_named"),
        pytest.param({"act": "denied"}, "Marco Rubio", id="it_was_denied"),
        pytest.param({"negated": True}, "Marco Rubio", id="it_was_not_said"),
    ],
)
async def test_the_same_words_are_another_statement_when(
    store: Store, change: dict[str, str], speaker: str | None
) -> None:
    await record(store, an_article(quoting(), id="a"), said(quoting(), WORDS))
    second = await record(store, an_article(quoting(), id="b"), said(quoting(), WORDS, speaker, **change))
    assert len(second.new) == 1


async def test_no_comment_is_said_again_on_another_day(store: Store) -> None:
    text = "“No comment,” said Marco Rubio."
    await record(store, an_article(text, id="a"), said(text, "No comment"))
    later = an_article(text, id="b", published_at=NOW + 9 * DAY)
    assert len((await record(store, later, said(text, "No comment"))).new) == 1


async def test_an_organisation_and_its_spokeswoman_say_it_once(store: Store) -> None:
    text = f"“{WORDS}” – Tammy Bruce, State Department"
    spoken = said(text, WORDS, "Tammy Bruce", speaks_for="State Department")
    await record(store, an_article(text, id="a"), spoken)
    again = await record(store, an_article(text, id="b"), said(text, WORDS, "State Department"))
    assert again.new == ()


async def test_a_reading_is_recorded_once(store: Store) -> None:
    article = an_article(quoting())
    kept = await store.articles.keep(article, now=NOW)
    await record(store, article, said(quoting(), WORDS))
    again = await store.facts.record(kept.article, Reading(statements=(said(quoting(), WORDS),)), now=NOW)
    assert again is None
    assert len((await store.facts.of_articles(["a1"], chat_id=None)).statements) == 1


async def test_a_reading_of_a_version_overtaken_meanwhile_is_not_recorded(store: Store) -> None:
    kept = await store.articles.keep(an_article(quoting()), now=NOW)
    await store.articles.keep(an_article("All withdrawn."), now=NOW)
    assert await store.facts.record(kept.article, Reading(statements=(said(quoting(), WORDS),)), now=NOW) is None
    assert await store.facts.of_articles(["a1"], chat_id=None) == await store.facts.of_articles(["none"], chat_id=None)


# ---------------------------------------------------------------- versions, hiding, corrections


async def told_chat(store: Store, fact: FactKey, address: str = "1") -> int:
    chat = await store.chats.open("telegram", address, now=NOW)
    draft = Draft(chat_id=chat.id, key=f"digest:{address}", parts=(a_message(),), facts=(fact,))
    assert await store.outbox.queue(draft, now=NOW)
    return chat.id


async def test_what_an_edited_article_no_longer_says_is_hidden_and_corrected_where_it_was_told(store: Store) -> None:
    first = await record(store, an_article(quoting()), said(quoting(), WORDS))
    fact = first.new[0]
    chat_id = await told_chat(store, fact)
    await store.chats.open("telegram", "never told", now=NOW)
    changed = "A long day ended in Washington."
    second = await record(store, an_article(changed), now=NOW + HOUR)
    assert second.hidden == (fact,)
    assert await store.facts.statement(fact.id, chat_id=None) is None
    (correction,) = await store.facts.corrections()
    assert (correction.chat_id, correction.fact, correction.reason) == (chat_id, fact, "edited")
    assert correction.record is not None
    assert correction.record.words == WORDS  # type: ignore[union-attr] # a statement
    paid = Draft(chat_id=chat_id, key="correction:1", parts=(a_message(),), corrects=(correction.id,))
    assert await store.outbox.queue(paid, now=NOW)
    assert await store.facts.corrections() == ()


async def test_a_statement_that_another_outlet_still_carries_stands(store: Store) -> None:
    first = await record(store, an_article(quoting(), id="a"), said(quoting(), WORDS))
    await record(store, an_article(quoting(), id="b"), said(quoting(), WORDS))
    await told_chat(store, first.new[0])
    edited = await record(store, an_article("Nothing.", id="a"))
    assert edited.hidden == ()
    held = await store.facts.statement(first.new[0].id, chat_id=None)
    assert held is not None
    assert [source.article.id for source in held.sources] == ["b"]
    assert await store.facts.corrections() == ()


async def test_a_statement_kept_in_the_new_version_points_into_the_new_text(store: Store) -> None:
    first = await record(store, an_article(quoting()), said(quoting(), WORDS))
    longer = "Updated. " + quoting()
    second = await record(store, an_article(longer), said(longer, WORDS))
    assert (second.known, second.hidden) == (first.new, ())
    held = await store.facts.statement(first.new[0].id, chat_id=None)
    assert held is not None
    assert held.article.version == 2
    assert held.statement.content == (span(longer, WORDS),)


async def test_what_comes_back_is_shown_again_and_no_correction_goes_out(store: Store) -> None:
    first = await record(store, an_article(quoting()), said(quoting(), WORDS))
    await told_chat(store, first.new[0])
    await record(store, an_article("Nothing."))
    again = await record(store, an_article(quoting()), said(quoting(), WORDS))
    assert again.known == first.new
    assert await store.facts.statement(first.new[0].id, chat_id=None) is not None
    assert await store.facts.corrections() == ()


async def test_what_the_operator_retracts_stays_hidden_whoever_says_it_again(store: Store) -> None:
    first = await record(store, an_article(quoting(), id="a"), said(quoting(), WORDS))
    chat_id = await told_chat(store, first.new[0])
    assert await store.facts.retract(first.new[0].id, now=NOW) == first.new[0]
    assert await store.facts.retract(first.new[0].id, now=NOW) is None
    assert await store.facts.retract(999_999, now=NOW) is None
    await record(store, an_article(quoting(), id="b"), said(quoting(), WORDS))
    assert await store.facts.statement(first.new[0].id, chat_id=None) is None
    assert [(owed.chat_id, owed.reason) for owed in await store.facts.corrections()] == [(chat_id, "retracted")]


# ---------------------------------------------------------------- deals

DEAL = "Washington and Kyiv signed a minerals deal worth $50 million on Wednesday."


async def test_mentions_of_one_deal_merge_with_trail_and_figures_side_by_side(store: Store) -> None:
    agreed_text = "Washington and Kyiv agreed on a minerals deal worth $40 million."
    agreeing = agreed(
        agreed_text,
        ("Washington", "Kyiv"),
        "minerals deal",
        status="agreed",
        date=on(date(2026, 4, 28)),
        amount=dollars(40_000_000, agreed_text, "$40 million"),
    )
    early = an_article(agreed_text, id="a", outlet="one.example", published_at=NOW - 6 * DAY)
    first = await record(store, early, agreeing)
    signing = agreed(
        DEAL,
        ("Kyiv", "Washington"),
        "the minerals deal",
        date=on(date(2026, 4, 30)),
        amount=dollars(50_000_000, DEAL, "$50 million"),
    )
    second = await record(store, an_article(DEAL, id="b", outlet="two.example"), signing, now=NOW + HOUR)
    assert second.new == ()
    assert second.known == (FactKey("deal", first.new[0].id, "signed"),)
    held = await store.facts.deal(first.new[0].id, chat_id=None)
    assert held is not None
    assert held.deal == signing
    assert [(given.status, given.article.outlet) for given in held.trail] == [
        ("agreed", "one.example"),
        ("signed", "two.example"),
    ]
    figures = [(given.amount.value, given.article.outlet) for given in held.amounts]
    assert figures == [(Decimal(40_000_000), "one.example"), (Decimal(50_000_000), "two.example")]
    changed = await store.facts.new(chat_id=None, since=NOW + HOUR, until=NOW + DAY)
    assert [deal.id for deal in changed.deals] == [held.id], "a new status is news"


@pytest.mark.parametrize(
    ("text", "parties", "thing", "fields"),
    [
        pytest.param("Paris and Kyiv: minerals deal", ("Paris", "Kyiv"), "minerals deal", {}, id="other_parties"),
        pytest.param("Washington, Kyiv: jets", ("Washington", "Kyiv"), "jets", {}, id="another_object"),
        pytest.param(
            "Washington, Kyiv: the minerals deal of 2015",
            ("Washington", "Kyiv"),
            "minerals deal",
            {"date": on(date(2015, 5, 1)), "background": True},
            id="years_ago",
        ),
    ],
)
async def test_another_deal_stays_another(
    store: Store, text: str, parties: tuple[str, ...], thing: str, fields: dict[str, object]
) -> None:
    await record(store, an_article(DEAL, id="a"), agreed(DEAL, ("Washington", "Kyiv"), "minerals deal"))
    second = await record(store, an_article(text, id="b"), agreed(text, parties, thing, **fields))
    assert len(second.new) == 1


async def test_a_later_step_told_of_one_side_keeps_both(store: Store) -> None:
    first = await record(store, an_article(DEAL, id="a"), agreed(DEAL, ("Washington", "Kyiv"), "minerals deal"))
    text = "Parliament ratified the minerals deal with Washington."
    done = agreed(text, ("Washington",), "minerals deal", status="ratified")
    await record(store, an_article(text, id="b", published_at=NOW + DAY), done, now=NOW + DAY)
    held = await store.facts.deal(first.new[0].id, chat_id=None)
    assert held is not None
    assert (held.deal.status, [party.name for party in held.deal.parties]) == ("ratified", ["Washington"])
    assert [party.name for party in held.sides] == ["Washington", "Kyiv"]


async def test_of_one_day_the_step_told_first_stands_first(store: Store) -> None:
    first = await record(store, an_article(DEAL, id="a"), agreed(DEAL, ("Washington", "Kyiv"), "minerals deal"))
    text = "Kyiv denied on that day that the minerals deal with Washington was signed."
    day = on((NOW + HOUR).date())
    denial = agreed(text, ("Kyiv", "Washington"), "minerals deal", status="denied", date=day)
    await record(store, an_article(text, id="b", published_at=NOW + HOUR), denial, now=NOW + HOUR)
    held = await store.facts.deal(first.new[0].id, chat_id=None)
    assert held is not None
    assert [given.status for given in held.trail] == ["signed", "denied"]


async def test_a_brief_later_step_keeps_what_the_deal_is_about(store: Store) -> None:
    first = await record(store, an_article(DEAL, id="a"), agreed(DEAL, ("Washington", "Kyiv"), "minerals deal"))
    text = "Washington and Kyiv ratified it."
    done = agreed(text, ("Washington", "Kyiv"), None, status="ratified")
    await record(store, an_article(text, id="b", published_at=NOW), done)
    held = await store.facts.deal(first.new[0].id, chat_id=None)
    assert held is not None
    assert (held.deal.status, held.deal.object) == ("ratified", "minerals deal")


async def test_a_claim_does_not_overrule_what_an_article_asserts(store: Store) -> None:
    first = await record(store, an_article(DEAL, id="a"), agreed(DEAL, ("Washington", "Kyiv"), "minerals deal"))
    text = "Trump said Washington and Kyiv completed the minerals deal."
    claimed = agreed(text, ("Washington", "Kyiv"), "minerals deal", status="completed", said_by=claim(text, "Trump"))
    await record(store, an_article(text, id="b", published_at=NOW), claimed)
    held = await store.facts.deal(first.new[0].id, chat_id=None)
    assert held is not None
    assert held.deal.status == "signed"
    assert len(held.sources) == 2


# ---------------------------------------------------------------- coming up


async def test_an_event_of_two_articles_is_one_and_belongs_to_its_deal(store: Store) -> None:
    text = "Washington and Kyiv signed a minerals deal. Parliament will ratify the deal on May 8."
    deal = agreed(text, ("Washington", "Kyiv"), "minerals deal")
    ratify = coming(text, "ratify the deal", date(2026, 5, 8), who="Parliament")
    first = await record(store, an_article(text, id="a"), deal, ratify)
    short = "The deal is to be ratified by parliament on May 8."
    again = await record(store, an_article(short, id="b"), coming(short, "to ratify the deal", date(2026, 5, 8)))
    assert again.new == ()
    kinds = {key.kind: key.id for key in first.new}
    held = await store.facts.upcoming(kinds["upcoming"], chat_id=None)
    assert held is not None
    assert (held.state, held.deal_id, len(held.sources)) == ("due", kinds["deal"], 2)


async def test_an_event_is_found_by_the_words_of_each_source_and_told_by_who_does_it(store: Store) -> None:
    short, day = "The takeover is to be voted on by shareholders on May 8.", date(2026, 5, 8)
    await record(store, an_article(short, id="a"), coming(short, "to vote on the takeover", day))
    text = "Brightwater will vote on the takeover by Halvorsen on May 8."
    again = await record(store, an_article(text, id="b"), coming(text, "vote on the takeover", day, who="Brightwater"))
    assert again.new == ()
    asked = Question(text="", kind="upcoming", about="Halvorsen vote")
    [held] = await store.search.upcoming(asked, chat_id=None, now=NOW)
    assert (held.upcoming.who, len(held.sources)) == ("Brightwater", 2)


async def test_a_later_date_postpones_and_what_is_settled_counts_as_changed(store: Store) -> None:
    text = "Parliament will vote on the budget on May 8."
    vote = coming(text, "vote on the budget", date(2026, 5, 8), who="Parliament")
    first = (await record(store, an_article(text, id="a"), vote)).new[0]
    later = "Parliament will vote on the budget on May 20."
    await record(store, an_article(later, id="b"), replace(vote, date=on(date(2026, 5, 20))), now=NOW + HOUR)
    held = await store.facts.upcoming(first.id, chat_id=None)
    assert held is not None
    assert held.state == "postponed"
    due = await store.facts.due(chat_id=None, day=NOW + 30 * DAY)
    assert [event.upcoming.date.first for event in due] == [date(2026, 5, 20)]
    await store.facts.settle(due[0].id, "happened", now=NOW + 20 * DAY)
    assert await store.facts.due(chat_id=None, day=NOW + 30 * DAY) == ()
    changed = await store.facts.new(chat_id=None, since=NOW + 20 * DAY, until=NOW + 21 * DAY)
    assert [(event.id, event.state) for event in changed.upcoming] == [(due[0].id, "happened")]


# ---------------------------------------------------------------- scope (promise 7)


async def test_a_chat_sees_its_own_source_of_a_shared_statement_and_nobody_else_does(store: Store) -> None:
    mine = await store.chats.open("telegram", "mine", now=NOW)
    other = await store.chats.open("telegram", "other", now=NOW)
    shared = await record(store, an_article(quoting(), id="a", outlet="one.example"), said(quoting(), WORDS))
    private = an_article(quoting(), id="b", outlet="secret.example", chat_id=mine.id)
    own = await record(store, private, said(quoting(), WORDS))
    key = shared.new[0].id
    for chat_id, outlets in ((mine.id, 2), (other.id, 1), (None, 1)):
        held = await store.facts.statement(key, chat_id=chat_id)
        assert held is not None
        assert len(held.sources) == outlets
        facts = await store.facts.new(chat_id=chat_id, since=NOW - DAY, until=NOW + DAY)
        assert [fact.id for fact in facts.statements] == [key], "shown once, under the smaller id"
    assert await store.facts.statement(own.new[0].id, chat_id=other.id) is None


async def test_the_chats_own_record_came_first(store: Store) -> None:
    mine = await store.chats.open("telegram", "mine", now=NOW)
    private = an_article(quoting(), id="b", chat_id=mine.id)
    own = (await record(store, private, said(quoting(), WORDS))).new[0]
    shared = (await record(store, an_article(quoting(), id="a"), said(quoting(), WORDS))).new[0]
    seen = await store.facts.new(chat_id=mine.id, since=NOW - DAY, until=NOW + DAY)
    assert [(fact.id, len(fact.sources)) for fact in seen.statements] == [(own.id, 2)]
    everybody = await store.facts.new(chat_id=None, since=NOW - DAY, until=NOW + DAY)
    assert [(fact.id, len(fact.sources)) for fact in everybody.statements] == [(shared.id, 1)]
    only_own = await store.facts.new(chat_id=mine.id, since=NOW - DAY, until=NOW + DAY, only_own=True)
    assert [fact.id for fact in only_own.statements] == [own.id]


async def test_a_shared_record_that_goes_is_not_corrected_where_the_chats_own_feed_still_says_it(store: Store) -> None:
    mine = await store.chats.open("telegram", "mine", now=NOW)
    shared = (await record(store, an_article(quoting(), id="a"), said(quoting(), WORDS))).new[0]
    await record(store, an_article(quoting(), id="b", chat_id=mine.id), said(quoting(), WORDS))
    await told_chat(store, shared, "mine")
    other = await told_chat(store, shared, "other")
    await record(store, an_article("Nothing.", id="a"))
    assert [owed.chat_id for owed in await store.facts.corrections()] == [other]
    held = await store.facts.statement(shared.id, chat_id=mine.id)
    assert held is not None
    assert [source.article.id for source in held.sources] == ["b"]


async def test_deals_and_stories_keep_to_their_chat(store: Store) -> None:
    mine = await store.chats.open("telegram", "mine", now=NOW)
    deal = agreed(DEAL, ("Washington", "Kyiv"), "minerals deal")
    own = await record(store, an_article(DEAL, chat_id=mine.id, title="A secret"), deal)
    assert own.story_id is not None
    assert await store.facts.deal(own.new[0].id, chat_id=None) is None
    assert await store.facts.deal(own.new[0].id, chat_id=mine.id) is not None
    assert await store.stories.get(own.story_id, chat_id=None) is None
    assert await store.stories.everything() == ()
    await record(store, an_article(DEAL, id="b", title="In the open"), deal, place=Place(story_id=own.story_id))
    everybody = await store.stories.get(own.story_id, chat_id=None)
    assert everybody is not None
    assert (everybody.headline, everybody.article_ids) == ("In the open", ("b",))
    ours = await store.stories.get(own.story_id, chat_id=mine.id)
    assert ours is not None
    assert (ours.headline, ours.article_ids) == ("A secret", ("a1", "b"))
    assert await store.names.known(chat_id=None) == ()
