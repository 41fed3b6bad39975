"""A takeover that falls through and a minister who has to explain himself, as six outlets tell it over a week."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.asking.answer import Asker, ask
from bot.model import Answer, Article
from bot.pipeline import Desk
from bot.reading import read
from bot.store import Store
from handlers.console import render

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)  # a Monday
AGREED = (
    "Halvorsen Marine has agreed to buy Brightwater Ferries for $655 million in cash, the two companies said on "
    'Wednesday.\n\n"This is the right price for both companies," Halvorsen chief executive Torvald Lindqvist said in '
    "a statement.\n\nShareholders will vote on the offer on December 3."
)
ACCEPTED = (
    "Brightwater Ferries on Wednesday accepted a $655 million cash offer from Halvorsen Marine.\n\n"
    'Torvald Lindqvist, Halvorsen\'s chief executive, called it "generous". Brightwater chairman Piers Okonjo said '
    "shareholders would receive $4.10 a share."
)
SIGNED = (
    "Halvorsen Marine and Brightwater Ferries signed their $655 million takeover agreement on Friday.\n\n"
    '"Today two families become one," Lindqvist told guests at the signing.'
)
FALLEN = (
    "Halvorsen Marine's $655 million takeover of Brightwater Ferries collapsed on Monday after Halvorsen walked away, "
    'citing pension liabilities.\n\n"We were shown one company and sold another," Halvorsen chief executive Torvald '
    'Lindqvist said. "We will not pay for a hole that we were not told about."'
)
WALKED = (
    "Halvorsen Marine walked away from its $655 million deal to buy Brightwater Ferries on Monday.\n\n"
    '"We were shown one company and sold another," Torvald Lindqvist, chief executive of Halvorsen, told Ledgerline.'
)
NURSE = (
    "The Eastern Health Trust denied on Wednesday that it planned to close Marrow Hill hospital.\n\n"
    "Nurse Petra Lindqvist, who has worked at the hospital for 20 years, said staff did not believe the denial. "
    '"We have seen the memo," she said.'
)
MOTION = (
    "Interior Minister Hassan Reyk said on Thursday that his ministry had received two letters warning of a flood. "
    "He said he would not resign. Opposition leader Ottoline Reyk said her party would table a motion of no confidence "
    "on November 26."
)
VOTE = (
    "Parliament will vote on a motion of no confidence in Interior Minister Hassan Reyk on Thursday, November 26, the "
    "speaker's office said on Saturday."
)
RATES = (
    "The National Bank of Tarnovik raised its key interest rate to 4.25 percent on Thursday.\n\n"
    "The next rate decision is due on December 17."
)
CELLS = (
    "Quillion, a maker of batteries from seaweed, has raised $48 million from Ostrava Ventures, the company said on "
    'Saturday.\n\n"Seaweed does not need a mine," founder Mei-Lin Drax said.\n\nThe round values Quillion at '
    "$310 million. It plans to open a factory in Port Sarn by March 2027. Engineers at the TSA bought the first cells."
)
MERGED = (
    "Ostvik Robotics Corp and Corvane Denki said on Wednesday they had agreed to merge in a deal that values the "
    "combined company at 1.2 trillion yen.\n\nActivist fund Blackthorn Capital said it would vote against the deal."
)
LANDER = (
    "The lander Halley will launch no earlier than 9 December after engineers found a leak, the Tarnovik Space Agency "
    'said on Monday.\n\nOpposition critic Cormac Healy accused the agency of "hiding behind a valve". The test reports '
    "contradict the account given by the agency."
)
NEWS = (
    ("agreed", 18, "Halvorsen agrees to buy Brightwater for $655 million", AGREED),
    ("accepted", 18, "Brightwater accepts Halvorsen offer", ACCEPTED),
    ("signed", 20, "Halvorsen and Brightwater sign takeover agreement", SIGNED),
    ("fallen", 23, "Halvorsen's $655 million takeover of Brightwater collapses", FALLEN),
    ("walked", 23, "Halvorsen walks away from Brightwater deal", WALKED),
    ("nurse", 18, "Health trust denies plan to close Marrow Hill hospital", NURSE),
    ("motion", 19, "Minister Reyk admits ministry received flood letters", MOTION),
    ("vote", 21, "No-confidence vote against interior minister set for Thursday", VOTE),
    ("rates", 19, "Tarnovik central bank raises rate to 4.25%", RATES),
    ("merged", 18, "Ostvik Robotics to merge with rival Corvane", MERGED),
    ("lander", 23, "Lunar lander launch slips to December", LANDER),
    ("cells", 21, "Quillion raises $48 million for seaweed batteries", CELLS),
)


@pytest.fixture(scope="module")
def news_file(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Path:
    path = tmp_path_factory.mktemp("takeover") / "takeover.db"
    asyncio.run(_fill(f"sqlite:///{path}", desk))
    return path


async def _fill(url: str, desk: Desk) -> None:
    async with await Store.open(url) as opened:
        for name, day, title, text in NEWS:
            came = datetime(2026, 11, day, 12, tzinfo=UTC)
            article = Article(id=name, url=f"http://{name}.example/1", title=title, text=text, published_at=came)
            kept = await opened.articles.keep(article, now=came)
            await opened.facts.record(kept.article, read(kept.article, desk.rules), now=came)


@pytest.fixture
async def news(news_file: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:///{news_file}") as opened:
        yield opened


async def asked(text: str, news: Store, desk: Desk) -> Answer:
    return await ask(text, news, desk.ground, Asker(now=NOW, timezone="Europe/London"))


def shown(answer: Answer) -> str:
    return " ".join(render(answer.message).split())


ANSWERS = [
    ("did the Halvorsen deal go through", "collapsed Mon 23 Nov", "Reyk"),
    ("who wants to buy Brightwater", "deals · about Brightwater", "who said"),
    ("is Halvorsen trying to buy Brightwater", "collapsed Mon 23 Nov", "Reyk"),
    ("when is the no-confidence vote", "Thu 26 Nov: Parliament to vote on a motion of no confidence", "offer"),
    ("when will parliament vote", "Thu 26 Nov", "offer"),
    ("what did Quillion say", "has raised $48 million", "mine"),
    ("when is the next rate decision", "Thu 17 Dec: The next rate decision is due", "vote"),
    ("when will Halley launch", "Not before Wed 9 Dec: The lander Halley will launch", "offer"),
    ("what did the TSA say", "Halley will launch no earlier than 9 December", "offer"),
    ("who opposes the Ostvik deal", "Blackthorn Capital said: it would vote against the deal", "Nobody"),
    ("who criticised the agency", 'accused the agency of "hiding behind a valve"', "Nobody"),
    ("Ostvik deals", "Ostvik Robotics Corp and Corvane Denki: merger, agreed Wed 18 Nov", "trillion"),
    ("what is said about the account", "The test reports contradict the account", "said: the account"),
    ("what did Hassan Reyk say", "said: he would not resign", "said: he would resign"),
]


@pytest.mark.parametrize(("text", "told", "left_out"), ANSWERS)
async def test_what_the_outlets_told_is_answered(text: str, told: str, left_out: str, news: Store, desk: Desk) -> None:
    answer = shown(await asked(text, news, desk))
    assert told in answer
    assert left_out not in answer


async def test_what_is_coming_up_lists_what_is_announced_and_no_wrong_doer(news: Store, desk: Desk) -> None:
    answer = shown(await asked("what is coming up", news, desk))
    assert "Thu 26 Nov: Parliament to vote" in answer
    assert "Thu 17 Dec: The next rate decision is due · Tarnovik central bank raises rate to 4.25%" in answer
    assert "Seaweed to open" not in answer
    assert "Drax to open" not in answer


async def test_a_vote_on_an_offer_taken_back_since_says_so(news: Store, desk: Desk) -> None:
    assert "deal collapsed since" in shown(await asked("when do shareholders vote", news, desk))


async def test_two_of_one_surname_are_asked_back_though_one_article_gives_only_that(news: Store, desk: Desk) -> None:
    answer = await asked("what did Lindqvist say", news, desk)
    assert sorted(answer.suggestions) == ["Petra Lindqvist", "Torvald Lindqvist"]
    assert not answer.statements


async def test_words_that_one_outlet_cuts_short_are_told_once_with_both(news: Store, desk: Desk) -> None:
    answer = await asked("what did Torvald Lindqvist say", news, desk)
    assert shown(answer).count("shown one company") == 1
    [whole] = [held for held in answer.statements if "shown one company" in held.statement.words]
    assert "not pay for a hole" in whole.statement.words
    assert {source.article.id for source in whole.sources} == {"fallen", "walked"}
