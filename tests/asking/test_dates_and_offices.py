"""Questions for a date that was put off, and for people by their office, over invented news."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.asking.answer import Asker, ask
from bot.model import Article
from bot.pipeline import Desk
from bot.reading import read
from bot.store import Store
from handlers.console import render

NOW = datetime(2026, 3, 11, 18, tzinfo=UTC)


def article(name: str, day: int, title: str, text: str) -> Article:
    return Article(id=name, url=f"http://north.example/{name}", title=title, text=text, outlet="north.example",
                   published_at=datetime(2026, 3, day, 9, tzinfo=UTC))  # fmt: skip


ARTICLES = (
    article("dates", 10, "Court dates", "The swimmer Youssef Trabelsi will appear in court on 13 March, his lawyer "
            "Amal Gharbi said.\n\nThe city will open its new library on 20 March, Mayor Salma Jaziri said."),
    article("later", 11, "Swimmer's court date postponed", "The court appearance of the swimmer Youssef Trabelsi was "
            "postponed on Wednesday to 8 April because a judge was ill, his lawyer Amal Gharbi said."),
    article("lake", 9, "Ministers sign lake treaty", "Ugandan Foreign Minister Moses Kiggundu said the treaty would "
            "end ten years of arrests. Kenyan Foreign Minister Grace Odhiambo said that lawmakers would ratify it."),
    article("sport", 9, "Hafenburg sign striker", "Hafenburg's coach, Matthias Oberdorf, said the striker was the "
            'player he had wanted.\n\n"I do not need ten goals. I need patience," Oberdorf told Radio Nord.'),
    article("mine", 10, "Miners end strike", 'Chilean miners said they would go back to work. "We are tired," '
            "the Chilean union leader Rosa Ibarra said."),
    article("tender", 10, "Builder denies bribes", 'The builder denied paying bribes. "We won that tender," he said.'),
)  # fmt: skip


@pytest.fixture(scope="module")
def news_file(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Path:
    path = tmp_path_factory.mktemp("dates") / "dates.db"
    asyncio.run(_fill(f"sqlite:///{path}", desk))
    return path


async def _fill(url: str, desk: Desk) -> None:
    async with await Store.open(url) as opened:
        for each in ARTICLES:
            kept = await opened.articles.keep(each, now=NOW)
            await opened.facts.record(kept.article, read(kept.article, desk.rules), now=NOW)


@pytest.fixture
async def news(news_file: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:///{news_file}") as opened:
        yield opened


async def told(text: str, news: Store, desk: Desk) -> str:
    answer = await ask(text, news, desk.ground, Asker(now=NOW, timezone="Europe/London"))
    return " ".join(render(answer.message).split())


@pytest.mark.parametrize("text", ["when will Trabelsi appear in court?", "upcoming"])
async def test_a_date_that_was_put_off_is_told_with_its_new_day_before_the_old_one_has_passed(
    text: str, news: Store, desk: Desk
) -> None:
    assert "was postponed on Wednesday to 8 April" in await told(text, news, desk)


async def test_a_date_of_which_nothing_else_is_on_record_is_told_as_it_was(news: Store, desk: Desk) -> None:
    assert "Fri 20 Mar: The city to open its new library (Salma Jaziri)" in await told(
        "when will the library open?", news, desk
    )


@pytest.mark.parametrize(
    "text",
    [
        "what did the foreign minister of Uganda say?",
        "what did Uganda's foreign minister say about arrests?",
        "the foreign minister of Uganda",
    ],
)
async def test_a_minister_is_found_by_the_name_of_the_country_or_of_its_people(
    text: str, news: Store, desk: Desk
) -> None:
    answer = await told(text, news, desk)
    assert "Moses Kiggundu" in answer
    assert "Odhiambo" not in answer


async def test_nobody_of_another_office_answers_for_a_countrys_minister(news: Store, desk: Desk) -> None:
    for text in ("what did the defence minister of Uganda say?", "what did the foreign minister of Ghana say?"):
        assert "Nothing on record from" in await told(text, news, desk)


@pytest.mark.parametrize("coach", ["Hafenburg's coach", "the coach of Hafenburg"])
async def test_who_is_introduced_by_an_office_once_is_asked_about_by_it(coach: str, news: Store, desk: Desk) -> None:
    assert "I need patience" in await told(f"what did {coach} say about patience?", news, desk)


@pytest.mark.parametrize("text", ["who won the race?", 'who said ""?', "who said “the”?"])
async def test_what_asks_for_nothing_on_record_gets_no_unrelated_words(text: str, news: Store, desk: Desk) -> None:
    assert "I did not understand that, or hold nothing on it" in await told(text, news, desk)


async def test_a_subject_of_ten_thousand_letters_is_not_left_out(news: Store, desk: Desk) -> None:
    answer = await told(f"what did Kiggundu say about {'z' * 10_000}", news, desk)
    assert "Nothing on record from Moses Kiggundu about zzz" in answer


async def test_news_of_a_country_are_found_by_the_name_of_its_people(news: Store, desk: Desk) -> None:
    assert "Rosa Ibarra" in await told("what is new in Chile?", news, desk)
    assert "Nothing on record about Peru" in await told("what is new in Peru?", news, desk)
