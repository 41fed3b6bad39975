"""Questions over news of other subjects than seeds/: sport, a court, science, a central bank, another country."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.asking.answer import Asker, ask
from bot.asking.follows import parse_follows
from bot.model import Answer, Article, Question
from bot.pipeline import Desk
from bot.reading import read
from bot.store import Store
from handlers.console import render

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
TRANSFER = (
    "Larkfield Rovers have signed the striker Chidi Okafor from Porto for €42 million, the clubs announced.\n\n"
    "Rovers manager Elena Brandt-Lopez denied that defender Marek Sobol would be sold.\n\n"
    "Sobol's agent, Luca Ferri, declined to comment on interest from Milan. "
    "Porto president Tiago Sá said he was sad."
)
COURT = (
    "The Supreme Court on Tuesday heard the appeal of Delmont Chemicals against a $310 million fine.\n\n"
    '"We support the appeal because the fine is out of all proportion," said Walter Boone, president of the Chamber.'
    "\n\nDina Marsh, director of Clean Harrow, said she opposed any reduction of the fine.\n\n"
    "Delmont settled a separate case with the fishermen of Saltby for $12 million in March."
)
BANK = (
    "Vireo Bank agreed to buy the insurer Palladin for 3.1 billion kroner. Gunnar Moe said the price was fair.\n\n"
    "Hedge fund Orrin Capital said it would vote against the takeover. "
    '"It is too low," said Orrin\'s founder, Beatrix Orrin.\n\n'
    "Norlandia and Estmark signed a free trade agreement worth $8 billion on Wednesday. "
    'Prime Minister Tove Aksel said at a rally in Estmark that the deal would "open every door." '
    "Opposition leader Sanna Holt said she was against the agreement.\n\n"
    'Holt told Radio Nord that the government had "no plan and no brakes." '
    'Olga Lind wrote on Instagram: "We slept in the clean room."\n\n'
    "Norlandia agreed to buy twelve patrol boats from Kestrel Shipyards for $640 million."
)
PALACE = (
    "Prime Minister Tove Aksel will meet King Rolf on Monday. "
    "Lena Wend, a member of parliament, said she would vote against the fuel tax. "
    "Finance Minister Karol Wend promised not to raise taxes."
)
ARTICLES = (
    Article(id="transfer", url="http://sport.example/1", title="Rovers sign striker Okafor", text=TRANSFER,
            outlet="sport.example", published_at=datetime(2026, 11, 16, 18, tzinfo=UTC)),
    Article(id="court", url="http://court.example/1", title="Court hears appeal against fine", text=COURT,
            outlet="court.example", published_at=datetime(2026, 11, 17, 14, tzinfo=UTC)),
    Article(id="bank", url="http://market.example/1", title="Vireo Bank to buy Palladin", text=BANK,
            outlet="market.example", published_at=datetime(2026, 11, 19, 12, tzinfo=UTC)),
    Article(id="palace", url="http://north.example/1", title="Aksel to meet the king", text=PALACE,
            outlet="north.example", published_at=datetime(2026, 11, 21, 8, tzinfo=UTC)),
)  # fmt: skip


@pytest.fixture(scope="module")
def news_file(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Path:
    path = tmp_path_factory.mktemp("other") / "other.db"
    asyncio.run(_fill(f"sqlite:///{path}", desk))
    return path


async def _fill(url: str, desk: Desk) -> None:
    async with await Store.open(url) as opened:
        for article in ARTICLES:
            kept = await opened.articles.keep(article, now=NOW)
            await opened.facts.record(kept.article, read(kept.article, desk.rules), now=NOW)


@pytest.fixture
async def news(news_file: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:///{news_file}") as opened:
        yield opened


async def asked(text: str, news: Store, desk: Desk, previous: Question | None = None) -> Answer:
    return await ask(text, news, desk.ground, Asker(now=NOW, timezone="Europe/London", previous=previous))


async def told(text: str, news: Store, desk: Desk, previous: Question | None = None) -> str:
    return render((await asked(text, news, desk, previous)).message)


@pytest.mark.parametrize(
    "text", ["what did Milan say", "did the king say anything", "what did Rolf say", "has Palladin denied anything"]
)
async def test_who_stands_beside_somebody_elses_words_did_not_say_them(text: str, news: Store, desk: Desk) -> None:
    answer = await asked(text, news, desk)
    assert not answer.statements
    assert "on record from" in render(answer.message)


async def test_who_leads_a_body_is_told_for_it_by_name_and_role(news: Store, desk: Desk) -> None:
    assert "Dina Marsh, director of Clean Harrow" in await told("what did Clean Harrow say", news, desk)


async def test_the_capital_of_a_country_is_nobodys_name(news: Store, desk: Desk) -> None:
    before = (await asked("what did Orrin Capital say", news, desk)).question
    for previous in (None, before):
        answer = await asked("capital of France?", news, desk, previous)
        assert (answer.statements, answer.passages) == ((), ())
    assert (await asked("what did Orrin say", news, desk)).statements


@pytest.mark.parametrize(
    "text", ["Did the state bank deny anything", "what did ministers say this week", "what did officials promise"]
)
async def test_what_somebody_unknown_said_is_answered_from_records_alone(text: str, news: Store, desk: Desk) -> None:
    answer = await asked(text, news, desk)
    assert answer.question.kind == "statements"
    assert not answer.passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what became of the Palladin bid", "Vireo Bank"),
        ("how far is the Palladin takeover", "Vireo Bank"),
        ("status of the Palladin offer", "Vireo Bank"),
        ("where does the Estmark deal stand", "Norlandia and Estmark"),
        ("is the Delmont case settled?", "fishermen of Saltby"),
        ("how big is the Estmark deal", "$8 billion"),
        ("has the free trade agreement been ratified?", "None of these is on record as ratified"),
    ],
)
async def test_how_a_deal_stands_in_plain_words(text: str, expected: str, news: Store, desk: Desk) -> None:
    answer = await asked(text, news, desk)
    assert answer.question.kind == "deals"
    assert answer.deals
    assert expected in render(answer.message)


async def test_a_question_of_the_world_is_no_deal(news: Store, desk: Desk) -> None:
    answer = await asked("is the road closed?", news, desk)
    assert answer.question.kind == "other"
    assert not answer.deals


async def test_the_biggest_deals_are_listed_by_sum_within_each_currency(news: Store, desk: Desk) -> None:
    answer = await asked("biggest deals", news, desk)
    given = [given.amount for held in answer.deals for given in held.amounts]
    sums = [amount.value for amount in given if amount.value is not None and amount.currency == "USD"]
    assert len(sums) > 1
    assert sums == sorted(sums, reverse=True)
    assert "By sum within each currency, for sums are not converted." in render(answer.message)
    fewest = await asked("smallest deals in dollars", news, desk)
    assert [given.amount.value for held in fewest.deals for given in held.amounts] == sums[::-1]


async def test_a_currency_of_several_countries_is_compared_by_its_word(news: Store, desk: Desk) -> None:
    answer = await asked("deals over 1bn kroner", news, desk)
    assert [given.amount.value for held in answer.deals for given in held.amounts] == [3_100_000_000]
    assert "over 1 billion kroner" in render(answer.message)
    assert not (await asked("deals over 4bn kroner", news, desk)).deals


async def test_what_is_counted_is_what_was_asked(news: Store, desk: Desk) -> None:
    assert (await asked("how often was Delmont mentioned", news, desk)).question.about == "Delmont"
    assert (await asked("how often was Holt quoted", news, desk)).question.speaker == "Sanna Holt"
    assert (await asked("how many people were on the boats", news, desk)).question.kind == "other"


async def test_a_day_still_to_come_is_asked_by_what_happens(news: Store, desk: Desk) -> None:
    answer = await asked("what happens on Monday", news, desk)
    assert answer.question.kind == "upcoming"
    assert [held.upcoming.who for held in answer.upcoming] == ["Prime Minister Tove Aksel"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("who is against the free trade agreement", {"Sanna Holt"}),
        ("who opposes the fuel tax", {"Lena Wend"}),
        ("who backs the appeal", {"Walter Boone"}),
        ("does anyone oppose the takeover", {"Orrin Capital"}),
        ("is Holt against the agreement?", {"Sanna Holt"}),
    ],
)
async def test_who_takes_a_side_does_so_in_words(text: str, speakers: set[str], news: Store, desk: Desk) -> None:
    answer = await asked(text, news, desk)
    assert {held.statement.speaker for held in answer.statements} == speakers
    assert "so many words" not in render(answer.message)


async def test_against_a_reduction_of_the_fine_is_not_against_the_fine(news: Store, desk: Desk) -> None:
    assert "Nobody is against it in so many words" in await told("who is against the fine", news, desk)


@pytest.mark.parametrize(
    "text",
    [
        "what did Olga Lind say in a post",
        "what did Olga Lind post",
        "what did Lind say on social media",
        "what did Holt say on Radio Nord",
        "what did Holt tell radio nord",
        "what did Aksel say at a rally",
    ],
)
async def test_where_and_to_whom_are_found_by_either(text: str, news: Store, desk: Desk) -> None:
    answer = await asked(text, news, desk)
    assert len(answer.statements) == 1
    assert "not on record" not in render(answer.message)


async def test_a_body_called_for_short_is_one_with_its_full_name(week_store: Store, desk: Desk) -> None:
    for text in ("what did Norvane say", "what did Norvane Energy say"):
        answer = await ask(text, week_store, desk.ground, Asker(now=NOW))
        assert {held.statement.speaker for held in answer.statements} == {"Norvane", "Norvane Energy"}
    refused = await ask("what did Kestrel decline to say", week_store, desk.ground, Asker(now=NOW))
    assert {held.statement.speaker for held in refused.statements} == {"Kestrel", "Piers Lindqvist"}
    known = await week_store.names.known(chat_id=None)
    assert not [
        name for name in known if name.kind == "person" and name.name in ("Norvane", "Norvane Energy", "Kestrel")
    ]


async def test_what_is_new_tells_nothing_beside_its_own_sentence(week_store: Store, desk: Desk) -> None:
    now = datetime(2025, 5, 2, 18, tzinfo=UTC)
    shown = render((await ask("what is new", week_store, desk.ground, Asker(now=now))).message)
    assert shown.count("denied that its leaders had given in") == 1


async def test_who_declined_to_comment_on_something_said_nothing_of_it(news: Store, desk: Desk) -> None:
    shown = await told("what did Luca Ferri say", news, desk)
    assert "declined to comment on interest from Milan" in shown
    assert "said: interest" not in shown


async def test_words_are_followed_as_words(week_store: Store, desk: Desk) -> None:
    ground = desk.ground.knowing(await week_store.names.known(chat_id=None))
    assert [parse_follows(typed, ground)[0].kind for typed in ("dockworkers", "crews", "capital")] == ["word"] * 3
    assert [parse_follows(typed, ground)[0].kind for typed in ("Norvane", "kestrel")] == ["organisation"] * 2


async def test_when_is_answered_by_the_event_itself_not_by_one_told_beside_it(week_store: Store, desk: Desk) -> None:
    now = datetime(2025, 5, 2, 18, tzinfo=UTC)
    answer = await ask("when will parliament vote", week_store, desk.ground, Asker(now=now))
    assert ["parliament" in render(answer.message), "town meeting" in render(answer.message)] == [True, False]


async def test_a_slip_is_not_carried_on_through_asking_back(week_store: Store, desk: Desk) -> None:
    first = await ask("what did tennock sya abot nihgt shifts", week_store, desk.ground, Asker(now=NOW))
    assert first.question.speaker_options
    then = await ask("and Achterberg?", week_store, desk.ground, Asker(now=NOW, previous=first.question))
    assert "about night shifts" in then.message.title


async def test_this_year_is_no_day_of_saying(week_store: Store, desk: Desk) -> None:
    shown = await told("what did Achterberg ask", week_store, desk)
    assert "come back to the table" in " ".join(shown.split())
    assert "said 2025" not in shown
