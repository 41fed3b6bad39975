"""Finding what answers a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Question
from bot.store import Store
from bot.store.terms import Finder, stems
from tests.store.samples import DAY, NOW, agreed, an_article, coming, dollars, on, record, said

RUBIO, BRUCE, PUTIN = "Marco Rubio", "Tammy Bruce", "Vladimir Putin"


def asking(**fields: Any) -> Question:
    return Question(**({"text": "?", "kind": "statements"} | fields))


async def tell(store: Store, words: str, speaker: str | None = RUBIO, *, days_ago: int = 0, **fields: Any) -> int:
    """An article in which the speaker says these words; the id of the statement."""
    title, chat_id = fields.pop("title", "Notes"), fields.pop("chat_id", None)
    outlet, around = fields.pop("outlet", "news.example"), fields.pop("around", "")
    text = f"{around} “{words}” {speaker or 'an official'}."
    name = f"{words} {speaker} {days_ago} {outlet}"
    at = NOW - days_ago * DAY
    article = an_article(text, id=name, title=title, chat_id=chat_id, outlet=outlet, published_at=at)
    return (await record(store, article, said(text, words, speaker, **fields), now=at)).new[0].id


async def find(store: Store, *, chat_id: int | None = None, limit: int = 50, **fields: Any) -> list[int]:
    found = await store.search.statements(asking(**fields), chat_id=chat_id, now=NOW, limit=limit)
    return [hit.held.id for hit in found]


async def test_a_speaker_newest_first(store: Store) -> None:
    old = await tell(store, "Talks continue in Geneva this week", days_ago=3)
    new = await tell(store, "Talks have ended in Geneva today")
    await tell(store, "I never met him in Geneva at all", PUTIN)
    assert await find(store, speaker=RUBIO) == [new, old]
    assert await find(store, speaker=RUBIO, limit=1) == [new]
    assert await find(store, speaker="rubio") == [new, old]
    assert await find(store, speaker="Lavrov") == []
    assert await find(store) != []


async def test_an_organisation_answers_with_its_spokespeople(store: Store) -> None:
    spoken = await tell(store, "We remain committed to helping both sides", BRUCE, speaks_for="State Department")
    assert await find(store, speaker="State Department") == [spoken]
    assert await find(store, speaker="the State Department") == [spoken]


async def test_words_then_context_then_headline(store: Store) -> None:
    headline = await tell(store, "We shall see what comes of this", title="Oil prices and Ukraine")
    context = await tell(store, "That will have to stop soon", around="He turned to oil.")
    words = await tell(store, "They buy oil and we know it")
    await tell(store, "Nothing to do with it at all")
    found = await store.search.statements(asking(speaker=RUBIO, about="oil"), chat_id=None, now=NOW)
    assert [(hit.held.id, hit.where) for hit in found] == [
        (words, "words"),
        (context, "context"),
        (headline, "headline"),
    ]
    assert [hit.coverage for hit in found] == [1.0, 1.0, 1.0]


async def test_stems_and_accents_do_not_matter_and_all_words_beat_some(store: Store) -> None:
    both = await tell(store, "Sanctions on São Paulo refineries will be lifted")
    one = await tell(store, "Sanctions work and everybody knows that they do")
    assert await find(store, about="the lifting of a sanction on Sao Paulo") == [both, one]


async def test_a_phrase_to_the_letter_after_folding(store: Store) -> None:
    exact = await tell(store, "I said it: this is NOT our war, friends")
    await tell(store, "Our war is not this one, it never was", PUTIN)
    assert await find(store, kind="who", phrase="“This is not our war”") == [exact]
    assert await find(store, kind="who", phrase="war is our not") == []


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        pytest.param(NOW - 2 * DAY, None, ["today"], id="since"),
        pytest.param(NOW - 40 * DAY, NOW - 20 * DAY, ["last month"], id="between"),
        pytest.param(None, NOW - 300 * DAY, ["long ago"], id="until"),
        pytest.param(NOW - 500 * DAY, None, ["today", "last month", "long ago"], id="everything"),
        pytest.param(NOW + DAY, None, [], id="to_come"),
    ],
)
@pytest.mark.parametrize("about", [None, "wheat"])
async def test_the_time_asked_about(
    store: Store, since: Any, until: Any, expected: list[str], about: str | None
) -> None:
    said_then = {
        await tell(store, "The wheat harvest is good today"): "today",
        await tell(store, "The wheat harvest was bad then", days_ago=30): "last month",
        await tell(store, "There was no wheat harvest at all", days_ago=400): "long ago",
    }
    found = await find(store, speaker=RUBIO, about=about, since=since, until=until)
    assert sorted(said_then[key] for key in found) == sorted(expected)


async def test_a_day_named_in_the_text_counts_before_the_day_of_publication(store: Store) -> None:
    key = await tell(store, "We signed nothing and we never will", said_on=on(date(2026, 4, 1)))
    since, until = NOW.replace(month=4, day=1, hour=0), NOW.replace(month=4, day=2, hour=0)
    assert await find(store, since=since, until=until) == [key]
    assert await find(store, since=until) == []


async def test_what_else_a_question_asks_for(store: Store) -> None:
    promised = await tell(store, "We will rebuild the bridge by summer", act="promised", addressee="Fox News")
    other = await tell(store, "The bridge was old and had to go", venue="a rally in Ohio", outlet="two.example")
    assert await find(store, act="promised") == [promised]
    assert await find(store, addressee="Fox News") == [promised]
    assert await find(store, venue="Ohio") == [other]
    assert await find(store, outlet="two.example") == [other]
    assert await find(store, about="bridge", excluded=("summer",)) == [other]
    assert await find(store, about="bridge", outlet="three.example") == []


async def test_each_chat_finds_its_own_and_the_shared(store: Store) -> None:
    mine = (await store.chats.open("telegram", "1", now=NOW)).id
    other = (await store.chats.open("telegram", "2", now=NOW)).id
    shared = await tell(store, "The harbour will open again in May")
    own = await tell(store, "The harbour will be ours in June", chat_id=mine)
    for about, speaker in (("harbour", None), (None, RUBIO), (None, None)):
        assert set(await find(store, about=about, speaker=speaker, chat_id=mine)) == {shared, own}
        assert await find(store, about=about, speaker=speaker, chat_id=other) == [shared]
        assert await find(store, about=about, speaker=speaker) == [shared]
    assert await store.search.count(asking(about="harbour"), chat_id=mine) == 2
    assert await store.search.count(asking(about="harbour"), chat_id=other) == 1
    assert await store.search.count(asking(speaker=RUBIO), chat_id=None) == 1
    assert (await store.search.held(chat_id=mine)).articles == 2
    assert (await store.search.held(chat_id=None)).articles == 1


async def test_what_is_hidden_is_not_found(store: Store) -> None:
    key = await tell(store, "The harbour will open again in May")
    await store.facts.retract(key, now=NOW)
    assert await find(store, about="harbour") == []
    assert await find(store, speaker=RUBIO) == []
    assert await store.search.count(asking(about="harbour"), chat_id=None) == 0


async def test_held_says_what_there_is_of_a_speaker(store: Store) -> None:
    await tell(store, "The harbour will open again in May", days_ago=3, outlet="one.example")
    await tell(store, "The harbour stays shut until further notice", BRUCE, outlet="two.example")
    everything = await store.search.held(chat_id=None)
    assert (everything.articles, everything.outlets) == (2, 2)
    assert (everything.first, everything.last) == ((NOW - 3 * DAY).date(), NOW.date())
    assert (await store.search.held(chat_id=None, speaker=BRUCE)).outlets == 1
    nothing = await store.search.held(chat_id=None, speaker="Lavrov")
    assert (nothing.articles, nothing.first) == (0, None)


async def test_deals_by_party_kind_status_and_sum(store: Store) -> None:
    arms = "Warsaw will buy 200 jets from Seoul for $1.5 billion."
    jets = agreed(
        arms, ("Warsaw", "Seoul"), "200 jets", kind="arms", amount=dollars(1_500_000_000, arms, "$1.5 billion")
    )
    first = (await record(store, an_article(arms, id="a", published_at=NOW - DAY), jets)).new[0].id
    trade = "Paris and Rabat agreed on fish for $20 million."
    fish = agreed(
        trade,
        ("Paris", "Rabat"),
        "fish",
        kind="trade",
        status="agreed",
        amount=dollars(20_000_000, trade, "$20 million"),
    )
    second = (await record(store, an_article(trade, id="b"), fish)).new[0].id

    async def deals(**fields: Any) -> list[int]:
        found = await store.search.deals(asking(kind="deals", **fields), chat_id=None, now=NOW)
        return [deal.id for deal in found]

    assert await deals() == [second, first]
    assert await deals(parties=("Warsaw",)) == [first]
    assert await deals(parties=("Seoul", "Warsaw")) == [first]
    assert await deals(parties=("Seoul", "Paris")) == []
    assert await deals(deal_kind="trade") == [second]
    assert await deals(deal_status="signed") == [first]
    assert await deals(amount_from=Decimal(1_500_000_000), currency="USD") == [first]
    assert await deals(amount_from=Decimal("1500000000.01"), currency="USD") == []
    assert await deals(amount_to=Decimal(20_000_000), currency="USD") == [second]
    assert await deals(amount_from=Decimal(1), currency="EUR") == []
    assert await deals(about="jet fighters") == [first]
    assert await deals(since=NOW - timedelta(hours=2)) == [second]


async def test_coming_up_soonest_first(store: Store) -> None:
    text = "Parliament votes on May 20. The summit opens in Vienna on May 6."
    vote = coming(text, "vote on the budget", date(2026, 5, 20), who="Parliament")
    summit = coming(text, "the summit opens in Vienna", date(2026, 5, 6))
    past = coming(text, "talks were to begin", date(2026, 5, 1))
    ids = [key.id for key in (await record(store, an_article(text), vote, summit, past)).new]

    async def upcoming(**fields: Any) -> list[int]:
        found = await store.search.upcoming(asking(kind="upcoming", **fields), chat_id=None, now=NOW)
        return [event.id for event in found]

    assert await upcoming() == [ids[1], ids[0]]
    assert await upcoming(about="budget vote") == [ids[0]]
    assert await upcoming(since=NOW + 10 * DAY, until=NOW + 20 * DAY) == [ids[0]]
    assert await upcoming(until=NOW) == [ids[2]]


async def test_passages_give_the_paragraph_that_answers(store: Store) -> None:
    text = (
        "The week began quietly in the capital.\n\nThe volcano erupted on Tuesday, sending ash over the islands; "
        "3,000 people left their homes.\n\nMarkets did not move."
    )
    await store.articles.keep(an_article(text, id="v", title="Islands"), now=NOW)
    await store.articles.keep(an_article("Markets rose on Tuesday.", id="m"), now=NOW)
    found = await store.search.passages("How many people left when the volcano erupted?", chat_id=None)
    assert found[0].passage.article.id == "v"
    assert found[0].passage.text.startswith("The volcano erupted")
    first, last = found[0].passage.span
    assert text[first:last] == found[0].passage.text
    later = await store.search.passages("volcano", chat_id=None, since=NOW + DAY)
    assert later == ()


async def test_an_edited_article_is_found_by_its_new_words_only(store: Store) -> None:
    await store.articles.keep(an_article("The dam holds."), now=NOW)
    await store.articles.keep(an_article("The bridge fell."), now=NOW)
    assert await store.search.passages("dam", chat_id=None) == ()
    assert len(await store.search.passages("bridge", chat_id=None)) == 1


HOSTILE = [
    '" OR 1=1 --',
    "NEAR(a b)",
    "a* b:c ^d",
    "'; DROP TABLE facts;",
    "ערב طيب",
    "\\",
    "\x00",
    "' & !x",
    "的",
    ":_:",
]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
async def test_any_question_gets_an_answer(store: Store, text: str) -> None:
    for fields in ({"about": text}, {"phrase": text}, {"speaker": text}, {"addressee": text, "excluded": (text,)}):
        assert await find(store, **fields) == []
    assert await store.search.passages(text, chat_id=None) == ()
    question = replace(asking(kind="deals"), parties=(text,), about=text)
    assert await store.search.deals(question, chat_id=None, now=NOW) == ()


async def test_words_of_scripts_without_spaces_are_found(store: Store) -> None:
    await store.articles.keep(an_article("東京で首相が会見した。", id="ja", title="首相"), now=NOW)
    found = await store.search.passages("首相 会見", chat_id=None)
    assert [hit.passage.article.id for hit in found] == ["ja"]


LETTERS = "aeioyrstlndgcbmz"


@given(st.text(LETTERS + " ’", max_size=80), st.lists(st.text(LETTERS, min_size=1, max_size=9), max_size=3))
def test_a_word_is_counted_wherever_its_stem_stands(text: str, words: list[str]) -> None:
    terms = {*stems(" ".join(words)), *stems(text)[::2]}
    text = f"{text} {' '.join(word + ending for word in words for ending in ('ing', 'ies', 'ed', 'ational'))}"
    held = stems(text)
    assert dict(Finder(terms).count(text)) == {term: held.count(term) for term in terms if term in held}


async def test_names_recorded_are_known_to_the_next_question(store: Store) -> None:
    assert await store.names.known(chat_id=None) == ()
    await tell(store, "Talks continue in Geneva this week", RUBIO)
    assert [known.name for known in await store.names.known(chat_id=None)] == [RUBIO]
    await tell(store, "I never met him in Geneva at all", PUTIN)
    assert {known.name for known in await store.names.known(chat_id=None)} == {RUBIO, PUTIN}


async def test_only_what_holds_enough_of_the_subject_is_found_where_that_is_asked(store: Store) -> None:
    most = await tell(store, "The grain pact keeps the harbour open")
    two = await tell(store, "A grain pact was never on the table")
    await tell(store, "We sell grain to anybody who pays")
    await tell(store, "The harbour is closed until further notice")
    wanted = asking(about="grain pact harbour")
    found = await store.search.statements(wanted, chat_id=None, now=NOW, least=0.6)
    assert [hit.held.id for hit in found] == [most, two]
    everything = await store.search.statements(wanted, chat_id=None, now=NOW)
    assert len(everything) == 4
    longer = asking(about="grain pact harbour opening table waiting")
    found = await store.search.statements(longer, chat_id=None, now=NOW, least=0.3)
    assert [hit.held.id for hit in found][:1] == [most]
    assert all(hit.coverage >= 0.3 for hit in found)


async def test_words_that_are_needed_are_in_all_that_is_found(store: Store) -> None:
    near = await tell(store, "The survey says that prices will rise")
    await tell(store, "Prices will rise until the winter comes")
    await tell(store, "The survey has nothing to say about it")
    wanted = asking(about="survey prices")
    found = await store.search.statements(wanted, chat_id=None, now=NOW, needed="survey")
    assert [hit.held.id for hit in found] == [near]
