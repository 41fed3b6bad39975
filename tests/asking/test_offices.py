"""Questions that call people by an office, a country or a surname alone: the right one, a question back, or nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.asking.answer import Asker, ask
from bot.model import Answer, Article, Question
from bot.pipeline import Desk
from bot.reading import read
from bot.store import Store
from handlers.console import render

NOW = datetime(2027, 3, 12, 18, tzinfo=UTC)  # a Friday
QUAKE = (
    "MAKASSAR, Indonesia - An earthquake killed at least 41 people in southern Sulawesi on Monday night.\n\n"
    '"We are digging with our hands until the machines arrive," said rescue chief Budi Santoso.\n\n'
    "President Arif Wibowo promised that every destroyed house would be rebuilt within a year."
)
AID = (
    "MAKASSAR, Indonesia - The death toll of the Sulawesi earthquake rose to 67 on Wednesday.\n\n"
    "Australia will send a field hospital, Foreign Minister Claire Donnelly said in Canberra. "
    '"Neighbours do not wait to be asked," she said.\n\n'
    "Santoso said 15 people were still missing."
)
RAILWAY = (
    "YEREVAN - Armenian Foreign Minister Narek Petrosyan said the rail treaty was not ready on Friday.\n\n"
    '"Three paragraphs are still homeless," Petrosyan told journalists in Yerevan.\n\n'
    "The parliament in Tbilisi will vote on the treaty on 25 March."
)
BUDGET = (
    "ACCRA - Ghana's finance minister, Kwabena Asare, pledged on Friday not to borrow abroad.\n\n"
    '"The well is deep, but the rope is short," Asare told parliament.'
)
FINE = (
    "ZURICH - Switzerland's competition commission fined chipmaker Lumatek 58 million Swiss francs on Thursday.\n\n"
    "Lumatek said it would appeal. Lumatek will report its annual results on 18 March."
)
JETS = (
    "CAIRO - Egypt's Nilair has ordered 26 passenger jets from Brazilian plane maker Aerovento for $3.2 billion, "
    "the two companies said on Wednesday.\n\n"
    "Nilair will finance the purchase with a $900 million loan from Bank Delta. "
    "The pilots' union warned that Nilair was short of 200 captains."
)
STRIKER = (
    "SEOUL - Seoul Tigers signed Nigerian striker Victor Okafor from Rotterdam United for €9.5 million on Thursday.\n\n"
    "Okafor said he had dreamed of playing in Asia."
)
NEWS = (
    ("quake", 9, "Quake kills at least 41 in southern Sulawesi", QUAKE),
    ("aid", 10, "Indonesian quake toll rises to 67 as Australia sends field hospital", AID),
    ("railway", 12, "Armenia and Georgia postpone rail treaty", RAILWAY),
    ("budget", 12, "Ghana's finance minister pledges no new borrowing", BUDGET),
    ("fine", 11, "Swiss regulator fines chipmaker Lumatek", FINE),
    ("jets", 10, "Nilair to buy 26 jets from Aerovento in $3.2 billion deal", JETS),
    ("striker", 11, "Seoul Tigers sign striker Okafor", STRIKER),
)


@pytest.fixture(scope="module")
def news_file(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Path:
    path = tmp_path_factory.mktemp("offices") / "offices.db"
    asyncio.run(_fill(f"sqlite:///{path}", desk))
    return path


async def _fill(url: str, desk: Desk) -> None:
    async with await Store.open(url) as opened:
        for name, day, title, text in NEWS:
            came = datetime(2027, 3, day, 8, tzinfo=UTC)
            article = Article(id=name, url=f"http://{name}.example/1", title=title, text=text, published_at=came)
            kept = await opened.articles.keep(article, now=NOW)
            await opened.facts.record(kept.article, read(kept.article, desk.rules), now=NOW)


@pytest.fixture
async def news(news_file: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:///{news_file}") as opened:
        yield opened


async def asked(text: str, news: Store, desk: Desk, previous: Question | None = None) -> Answer:
    return await ask(text, news, desk.ground, Asker(now=NOW, previous=previous))


def shown(answer: Answer) -> str:
    return " ".join(render(answer.message).split())


def results(answer: Answer) -> int:
    return len([*answer.statements, *answer.deals, *answer.upcoming, *answer.passages])


@pytest.mark.parametrize(
    ("text", "told", "left_out"),
    [
        ("what did the Indonesian president promise", "rebuilt within a year", "Donnelly"),
        ("what has the president of Indonesia pledged?", "rebuilt within a year", "Donnelly"),
        ("what did the Australian foreign minister say", "Neighbours do not wait", "homeless"),
        ("what did the Armenian foreign minister say", "still homeless", "Neighbours"),
        ("what did Ghana's finance minister say in parliament", "rope is short", "borrow abroad"),
        ("what did Santoso say", "still missing", "Wibowo"),
        ("what did Santoso say on Wednesday", "still missing", "digging"),
        ("who is the rescue chief", "digging with our hands", "Donnelly"),
        ("deals with Brazil", "26 passenger jets", "Okafor"),
        ("deals between Egypt and Brazil", "26 passenger jets", "Okafor"),
        ("how much are the jets worth", "$3.2 billion", "Okafor"),
        ("which bank finances Nilair", "$900 million loan from Bank Delta", "Okafor"),
        ("deals over three billion dollars", "26 passenger jets", "Okafor"),
        ("lumatek results date", "Thu 18 Mar", "25 Mar"),
        ("when does the Georgian parliament vote", "Thu 25 Mar", "18 Mar"),
        ("when will Armenia vote", "In stories on Armenia: • Thu 25 Mar", "18 Mar"),
        ("Petrosyan comments about paragraphs", "still homeless", "Neighbours"),
        ("how many people died in the earthquake", "at least 41 people", "how many speakers"),
    ],
)
async def test_the_one_that_is_meant_is_told(text: str, told: str, left_out: str, news: Store, desk: Desk) -> None:
    answer = shown(await asked(text, news, desk))
    assert told in answer
    assert left_out not in answer


@pytest.mark.parametrize(
    "text",
    [
        "what did the Indonesian foreign minister say",  # the one quoted there is Australia's
        "what did Georgia's foreign minister say",
        "what did the Egyptian president say",
        "what did the competition commission say about an appeal",  # the chipmaker said it would
        "when does Ghana vote",
        "when will Lumatek buy Aerovento",
        "who is the prime minister of Armenia",
        "who invested in Lumatek",
        "deals with Nigeria",  # a player who changes clubs
    ],
)
async def test_nobody_is_taken_for_another(text: str, news: Store, desk: Desk) -> None:
    assert results(await asked(text, news, desk)) == 0


async def test_an_office_of_two_countries_is_asked_back(news: Store, desk: Desk) -> None:
    answer = await asked("what did the foreign minister say", news, desk)
    assert "Whom do you mean: Claire Donnelly or Narek Petrosyan?" in shown(answer)
    assert "still homeless" in shown(await asked("Narek Petrosyan", news, desk, answer.question))


async def test_other_bounds_change_the_deals_before(news: Store, desk: Desk) -> None:
    before = await asked("deals this week", news, desk)
    over = await asked("over a billion?", news, desk, before.question)
    assert "26 passenger jets" in shown(over)
    assert "Okafor" not in shown(over)
    euros = await asked("only in euros", news, desk, before.question)
    assert "Okafor" in shown(euros)
    assert "26 passenger jets" not in shown(euros)
