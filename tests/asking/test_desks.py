"""What a policy desk, a market desk and a press office ask, over invented news of several countries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.asking.answer import Asker, ask
from bot.asking.question import parse_question
from bot.asking.understood import canonical
from bot.model import Answer, Article, Question
from bot.pipeline import Desk
from bot.reading import read
from bot.store import Store
from handlers.console import render

NOW = datetime(2026, 6, 12, 18, tzinfo=UTC)  # a Friday
RIVER = (
    "MONTEVIDEO - Uruguay and Paraguay signed a river transport agreement on Monday.\n\n"
    '"This river has had two captains for too long," Uruguayan Transport Minister Paloma Ferrán told reporters. '
    "Ferrán promised that the government would dredge the lower channel before the end of the year.\n\n"
    "The Congress in Asunción will vote on the agreement on 24 June. "
    "Opposition senator Nélida Brum said she would vote against the pact."
)
NURSES = (
    "NAIROBI - Kenyan nurses called off a strike on Tuesday after the health ministry agreed to a pay deal worth "
    "2.4 billion shillings a year.\n\n"
    "Health Minister Joseph Kiptanui said the money would come from the contingency fund.\n\n"
    "Kiptanui testified in March that the ministry could not afford a raise. "
    '"There is not one shilling to spare," he said then.\n\n'
    'Doctors\' leader Wambui Njoroge criticised the agreement, calling it "a plaster on a fracture".\n\n'
    "The first payments will be made on 1 July, the ministry said."
)
RATES = (
    "MANILA - The Philippine central bank cut its key rate to 5.25 per cent on Wednesday.\n\n"
    '"Inflation is no longer the wolf at the door," Governor Lourdes Magtanong said at a press conference.\n\n'
    "Deputy Governor Efren Salonga dissented. He warned that the peso could weaken."
)
SNACKS = (
    "LAGOS - Sabela Foods, a Lagos maker of plantain snacks, has raised $30 million from Tamarind Ventures "
    "and the pension fund Ilera, the company said on Wednesday.\n\n"
    '"We fry what people already love," said Sabela\'s founder, Ngozi Adeyanju.'
)
REFUSED = (
    "PERTH - Orinda Mining on Monday rejected a takeover offer of A$2.1 billion from Pallas Resources.\n\n"
    "Pallas chief executive Dirk Verhoeven said he was surprised by the refusal."
)
BOUGHT = (
    "PERTH - Pallas Resources agreed on Thursday to buy the Kimbra copper project from Tolland Metals for "
    "A$640 million.\n\n"
    '"We are not in the business of begging," Pallas chief executive Dirk Verhoeven told analysts.\n\n'
    "The purchase of Kimbra is expected to be completed by 30 September."
)
TRUCE = (
    "MUSCAT - The Darra Coalition and the Northern Guard signed a 30-day truce in Muscat on Thursday, after talks "
    'brokered by Oman.\n\n"The guns have the month off," said Omani mediator Khalfan al-Rumhi.'
)
TRAINS = (
    "WARSAW - Finnish train maker Halvar has won a contract to supply 40 regional trains to the Polish rail operator "
    "Kolej Mazur for €410 million, the companies said on Friday.\n\n"
    "Halvar's chief executive, Pekka Lindroos, said the order would secure 600 jobs in Tampere. "
    "Rival bidder Steglitz Bahntechnik said it would appeal against the award."
)
NEWS = (
    ("river", 8, "Uruguay and Paraguay sign river transport pact", RIVER),
    ("nurses", 9, "Kenyan nurses call off strike after pay agreement", NURSES),
    ("rates", 10, "Philippine central bank cuts key rate to 5.25%", RATES),
    ("snacks", 10, "Lagos snack maker Sabela Foods raises $30 million", SNACKS),
    ("refused", 8, "Orinda Mining rejects A$2.1 billion offer from Pallas Resources", REFUSED),
    ("bought", 11, "Pallas walks away from Orinda, buys Kimbra copper project instead", BOUGHT),
    ("truce", 12, "Rival forces in Sudan's Darra region sign 30-day truce brokered by Oman", TRUCE),
    ("trains", 12, "Finland's Halvar wins €410 million order for Polish trains", TRAINS),
)


@pytest.fixture(scope="module")
def news_file(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Path:
    path = tmp_path_factory.mktemp("desks") / "desks.db"
    asyncio.run(_fill(f"sqlite:///{path}", desk))
    return path


async def _fill(url: str, desk: Desk) -> None:
    async with await Store.open(url) as opened:
        for name, day, title, text in NEWS:
            came = datetime(2026, 6, day, 12, tzinfo=UTC)
            article = Article(id=name, url=f"http://{name}.example/1", title=title, text=text, published_at=came)
            kept = await opened.articles.keep(article, now=NOW)
            await opened.facts.record(kept.article, read(kept.article, desk.rules), now=NOW)


@pytest.fixture
async def news(news_file: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:///{news_file}") as opened:
        yield opened


async def asked(
    text: str, news: Store, desk: Desk, previous: Question | None = None, zone: str = "Europe/London"
) -> Answer:
    return await ask(text, news, desk.ground, Asker(now=NOW, timezone=zone, previous=previous))


def shown(answer: Answer) -> str:
    return " ".join(render(answer.message).split())


def results(answer: Answer) -> int:
    return len([*answer.statements, *answer.deals, *answer.upcoming, *answer.passages])


MARKETS = [
    ("who raised money?", "Sabela Foods, Tamarind Ventures and Ilera: $30 million", "Pallas"),
    ("how much did Sabela raise?", "$30 million", "A$"),
    ("who did Tamarind back", "Sabela Foods", "Pallas"),
    ("biggest funding round", "$30 million", "A$"),
    ("investors in Sabela", "Tamarind Ventures", "Pallas"),
    ("who bought Kimbra?", "Pallas Resources, buying Kimbra copper project from Tolland Metals", "rejected"),
    ("what did Tolland Metals sell?", "Kimbra copper project", "rejected"),
    ("did Orinda accept the offer from Pallas?", "takeover offer of A$2.1 billion, rejected Mon 8 Jun", "Kimbra"),
    ("how much did Pallas offer for Orinda", "A$2.1 billion", "A$640"),
    ("deals over 500 million australian dollars", "A$640 million", "€410 million"),
    ("deals worth between 400 and 500 million euros", "€410 million", "A$640 million"),
    ("how much was the pay agreement worth", "2.4 billion shillings", "€410 million"),
    ("who brokered the truce", "brokered by Oman", "Pallas"),
    ("ceasefires in Sudan", "In stories on Sudan: • Darra Coalition and Northern Guard", "Pallas"),
]
PEOPLE = [
    ("what did pallas's boss say", "business of begging", "Calloway"),
    ("what did the ceo of pallas resources say", "business of begging", "Calloway"),
    ("what did Halvar's ceo say", "600 jobs in Tampere", "appeal"),
    ("what did the Kenyan health minister say in March?", "could not afford a raise", "contingency"),
    ("what did the central bank governor say about inflation", "wolf at the door", "peso"),
    ("what did Kiptanui say this week", "contingency fund", "not one shilling"),
    ("who criticised the nurses agreement", "a plaster on a fracture", "Brum"),
    ("Ferran on the river pact", "two captains", "Deals"),
    ("inflation quotes", "wolf at the door", "begging"),
    ("Verhoeven quotes", "business of begging", "wolf"),
    ("who runs Pallas", "business of begging", "Lindroos"),
]
AHEAD = [
    ("upcoming Pallas", "In stories on Pallas: • By Wed 30 Sep", "24 Jun"),
    ("what's on the calendar for Kenya", "Wed 1 Jul: The first payments will be made", "24 Jun"),
    ("when will the paraguayan parliament vote", "Wed 24 Jun", "1 Jul"),
    ("what will happen on 24 June", "The Congress to vote on the agreement · Uruguay and Paraguay sign", "1 Jul"),
    ("next vote", "Wed 24 Jun", "1 Jul"),
    ("what's on 1 July", "The first payments will be made", "24 Jun"),
]


@pytest.mark.parametrize(("text", "told", "left_out"), [*MARKETS, *PEOPLE, *AHEAD])
async def test_what_is_held_is_told_and_nothing_else(
    text: str, told: str, left_out: str, news: Store, desk: Desk
) -> None:
    answer = shown(await asked(text, news, desk))
    assert told in answer
    assert left_out not in answer


@pytest.mark.parametrize(
    "text",
    [
        "who bought Halvar",
        "did Halvar buy Steglitz",
        "how much did Halvar raise",
        "who bought Sabela",
        "did Tamarind invest in Halvar",
        "who funds the nurses",
        "who raised taxes",
        "what did Halvar's president say",
        "what did the deputy health minister say",
        "deals between Uruguay and Oman",
        "upcoming Sabela",
    ],
)
async def test_what_did_not_happen_is_not_answered_with_what_did(text: str, news: Store, desk: Desk) -> None:
    assert results(await asked(text, news, desk)) == 0


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Asia/Tokyo"])
async def test_a_day_is_the_days_own_wherever_it_is_asked_from(zone: str, news: Store, desk: Desk) -> None:
    answer = shown(await asked("deals on 10 June", news, desk, zone=zone))
    assert "Sabela Foods" in answer
    assert "Kimbra" not in answer
    assert "Orinda" not in answer


async def test_what_was_bought_comes_before_what_was_refused(news: Store, desk: Desk) -> None:
    answer = shown(await asked("what did Pallas buy", news, desk))
    assert answer.index("Kimbra") < answer.index("rejected")


async def test_a_governor_is_not_her_deputy(news: Store, desk: Desk) -> None:
    before = (await asked("what did the deputy governor warn of", news, desk)).question
    assert before.speaker == "Efren Salonga"
    assert "Salonga" not in shown(await asked("and the governor?", news, desk, before))


async def test_another_name_is_asked_of_on_the_same_side(news: Store, desk: Desk) -> None:
    kimbra = await asked("who bought Kimbra?", news, desk)
    orinda = await asked("and Orinda?", news, desk, kimbra.question)
    assert "rejected" in shown(orinda)
    assert "A$2.1 billion" in shown(await asked("how much?", news, desk, orinda.question))
    assert results(await asked("and Halvar?", news, desk, orinda.question)) == 0


async def test_who_else_promised_is_somebody_else_who_promised(news: Store, desk: Desk) -> None:
    first = await asked("who promised something?", news, desk)
    assert "Ferrán" in shown(first)
    assert results(await asked("who else?", news, desk, first.question)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "what did Pallas buy",
        "who bought Kimbra",
        "did Pallas buy Kimbra",
        "who invested in Sabela",
        "what did Oman sell",
    ],
)
def test_a_question_of_buying_stays_the_same_on_a_button(text: str, desk: Desk) -> None:
    asked = parse_question(text, desk.ground, NOW)
    again = parse_question(canonical(asked, "UTC"), desk.ground, NOW)
    assert (again.buyer, again.seller, again.bought) == (asked.buyer, asked.seller, asked.bought)
