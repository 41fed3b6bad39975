"""Check my draft, over invented news: what turns a claim round, what bounds it, what it hangs on, what else differs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.asking.draft import check_draft, told
from bot.asking.found import Asker
from bot.asking.verify import Verified
from bot.model import Article
from bot.pipeline import Desk
from bot.reading import read
from bot.store import Store
from tests.asking import week

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
TOLL = (
    "PORT LIRA — Finance minister Ana Petrescu told parliament on Wednesday that the government will not pay for the "
    "new harbour wall.\n\n"
    "“We will not pay for a wall that nobody asked for,” Petrescu told parliament. “If the vote passes, I will "
    "resign.”\n\n"
    "She said the treasury had no money left for the project, according to early figures. “For now, the works are "
    "suspended,” she added.\n\n"
    "Opposition leader Tomas Okello said that the toll could raise up to 40 million crowns a year. “At least three "
    "ministers knew about it,” Okello told Radio Kestrel.\n\n"
    "Harbour director Lena Voss said she would never sign the contract. “I hardly slept when I read the figures,” Voss "
    "said in an interview with the Lira Courier on Tuesday. “Only two of the nine cranes work.”\n\n"
    "A spokesman for Norvane, Jonas Feld, declined to comment on the toll. The company refused to pay the fine, Voss "
    "said.\n\n"
    "If parliament agrees, the toll will start in July, transport secretary Bruno Maric said.\n\n"
    "“In some cases, the fines were too high,” Maric told reporters in Port Lira."
)
FLOOD = (
    "“The dam is not at risk of breaking,” Governor Amina Diallo told a news conference in Koro on Saturday. “We have "
    "moved 3,200 people, and nobody was hurt.”\n\n"
    "Diallo said that the army would help to rebuild the bridge unless the water rose again.\n\n"
    "Moussa Keita, the head of the national water board, said the dam might not hold without repairs. “I have seen no "
    "crack in the wall,” Keita told Radio Sela, “but I have not seen all of the wall.”\n\n"
    "Keita denied that the board had ignored warnings. He said that at least 12 farms were lost.\n\n"
    "“Nobody warned us,” said Fatou Sarr, the president of the Farmers' League.\n\n"
    "The army has not yet reached Dara, defence minister Ibrahim Toure told the Sela Post."
)
BANK = (
    "Central bank governor Elif Sarac said there was no doubt that inflation would fall this year.\n\n"
    "“This is not only a question of money, it is a question of trust,” Sarac told a press conference in Tarin. “I "
    "don’t think the rate will rise again before autumn.”\n\n"
    "“No, we are not in a crisis,” she said. “We have not, at any time, printed money for the budget.”\n\n"
    "“We would do nothing before June,” said Pavel Horn, a spokesman for the bank. Repairs cost $3 million a day, Horn "
    "said.\n\n"
    "Union leader Dario Venn called the decision “a gift to the banks”. “A guard earns forty thousand ruvs,” Venn "
    "said.\n\n"
    "“It’s not a victory. It’s a pause,” said Mira Olsen, an economist at Tarin University."
)
ARTICLES = (
    Article(id="toll", url="http://kestrel.example/1", title="Harbour toll divides cabinet", text=TOLL,
            outlet="kestrel.example", published_at=datetime(2026, 11, 18, 18, tzinfo=UTC)),
    Article(id="flood", url="http://sela.example/1", title="Flood on the Sela", text=FLOOD,
            outlet="sela.example", published_at=datetime(2026, 11, 21, 20, tzinfo=UTC)),
    Article(id="bank", url="http://ruv.example/1", title="Bank holds rate", text=BANK,
            outlet="ruv.example", published_at=datetime(2026, 11, 20, 12, tzinfo=UTC)),
)  # fmt: skip


@pytest.fixture(scope="module")
def news_file(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Path:
    """The articles, read and kept."""
    path = tmp_path_factory.mktemp("claims") / "claims.db"
    asyncio.run(_fill(f"sqlite:///{path}", desk))
    return path


async def _fill(url: str, desk: Desk) -> None:
    async with await Store.open(url) as store:
        for article in ARTICLES:
            kept = await store.articles.keep(article, now=NOW)
            await store.facts.record(kept.article, read(kept.article, desk.rules), now=NOW)


@pytest.fixture
async def news(news_file: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:///{news_file}") as opened:
        yield opened


async def checked(draft: str, store: Store, desk: Desk) -> list[Verified]:
    return await check_draft(draft, store, desk.rules, desk.ground, Asker(now=NOW))


TURNED = {
    "not, quoted": "“We will pay for a wall that nobody asked for,” Petrescu said.",
    "not, reported": "Petrescu told parliament that the government will pay for the new harbour wall.",
    "not, behind an ellipsis": "“We will … pay for a wall that nobody asked for,” Petrescu said.",
    "not, with an aside": "“We have printed money for the budget,” Sarac said.",
    "not yet": "The army has reached Dara, Toure said.",
    "never": "Lena Voss said she would sign the contract.",
    "hardly": "“I slept when I read the figures,” Voss said.",
    "no": "Petrescu said the treasury had money left for the project.",
    "nobody": "“Everybody warned us,” said Fatou Sarr.",
    "without": "Keita said the dam might not hold with repairs.",
    "refused": "The company agreed to pay the fine, Voss said.",
    "nothing, at the end": "“We would do,” Horn said.",
    "not only, without its only": "“This is not a question of money, it is a question of trust,” Sarac said.",
    "I don't think": "“The rate will rise again before autumn,” Sarac said.",
    "put in": "“The works are not suspended,” Petrescu said.",
    "put in front of the quotation": "Venn said it was not “a gift to the banks”.",
    "now over other words": "“It’s not a pause,” said Mira Olsen.",
    "denied, told as said": "Keita said that the board had ignored warnings.",
}


@pytest.mark.parametrize("draft", TURNED.values(), ids=TURNED.keys())
async def test_a_meaning_turned_round_is_altered_and_said_to_be(draft: str, news: Store, desk: Desk) -> None:
    (found,) = await checked(draft, news, desk)
    assert (found.verdict, found.is_turned) == ("altered", True)
    assert told(found).startswith("altered, the meaning turned round: ")
    assert "on record: “" in told(found)


SAME = {
    "the not in the draft's own words": "Olsen said it was not “a victory”.",
    "an idiom that turns nothing": "Sarac said inflation would fall this year.",
    "without the answering no": "“We are not in a crisis,” Sarac said.",
    "a quotation in two pieces": "“We will not pay,” Petrescu said, “for a wall that nobody asked for.”",
    "a denial as a denial": "Keita denied that the board had ignored warnings.",
    "tense and pronoun": "Voss says she will never sign the contract.",
    "the condition behind": "Petrescu said she would resign if the vote passes.",
    "the limit behind": "Petrescu said the works are suspended for now.",
    "the evidence with it": "Petrescu said the treasury had no money left for the project, according to early figures.",
    "the condition in the draft's own words": "If the vote passes, Petrescu said, “I will resign.”",
    "more that is no condition": "“We have moved 3,200 people,” Diallo said.",
    "a number without its comma": "“We have moved 3200 people, and nobody was hurt,” Diallo said.",
}


@pytest.mark.parametrize("draft", SAME.values(), ids=SAME.keys())
async def test_what_says_the_same_is_exact(draft: str, news: Store, desk: Desk) -> None:
    found = await checked(draft, news, desk)
    assert [(each.verdict, each.differences) for each in found] == [("exact", ())]


BOUNDS = [
    ("“Two of the nine cranes work,” Voss said.", "left out: “only”"),
    ("“Three ministers knew about it,” Okello told Radio Kestrel.", "left out: “at least”"),
    ("Okello said the toll could raise 40 million crowns a year.", "left out: “up to”"),
    ("Okello said the toll will raise up to 40 million crowns a year.", "“will” is on record as “could”"),
    ("“A guard earns forty ruvs,” Venn said.", "left out: “thousand”"),
    ("Repairs cost £3 million a day, Horn said.", "“£” is on record as “$”"),
    ("“We have moved 2,300 people, and nobody was hurt,” Diallo said.", "“2,300” is on record as “3,200”"),
]


@pytest.mark.parametrize(("draft", "says"), BOUNDS)
async def test_what_bounds_a_claim_or_makes_its_figure_may_not_be_left_out(
    draft: str, says: str, news: Store, desk: Desk
) -> None:
    (found,) = await checked(draft, news, desk)
    assert (found.verdict, found.is_turned) == ("altered", False)
    assert says in told(found)


EDGES = [
    ("“I will resign,” Petrescu said.", "If the vote passes"),
    ("Petrescu said she would resign.", "If the vote passes"),
    ("The toll will start in July, Maric said.", "If parliament agrees"),
    ("Diallo said that the army would help to rebuild the bridge.", "unless the water rose again"),
    ("“The works are suspended,” Petrescu said.", "For now"),
    ("“The fines were too high,” Maric told reporters.", "In some cases"),
    ("Petrescu said the treasury had no money left for the project.", "according to early figures"),
    ("“I have seen no crack in the wall,” Keita said.", "but I have not seen all of the wall"),
    ("“I don’t think the rate will rise again,” Sarac said.", "before autumn"),
    ("“We will not pay for a wall,” Petrescu said.", "that nobody asked for"),
]


@pytest.mark.parametrize(("draft", "says"), EDGES)
async def test_what_a_claim_hangs_on_is_told_where_it_is_left_out(
    draft: str, says: str, news: Store, desk: Desk
) -> None:
    (found,) = await checked(draft, news, desk)
    assert found.verdict == "cut"
    assert f"left out: “{says}”" in told(found)


DIFFERENT = [
    ("“At least three ministers knew about it,” Okello told parliament.", "but it was said to Radio Kestrel"),
    ("Petrescu told Radio Kestrel that the government will not pay for the new harbour wall.", "said to parliament"),
    ("“Only two of the nine cranes work,” Voss said in a statement.", "said in an interview with the Lira Courier"),
    ("“Only two of the nine cranes work,” Voss told the Tessaly Herald.", "said in an interview with the Lira Courier"),
    ("Petrescu said on Monday that the government will not pay for the new harbour wall.", "was said on Wed 18 Nov"),
    ("Petrescu said on 16 November that the government will not pay for the new harbour wall.", "said on Wed 18 Nov"),
    ("“For now, the works are suspended,” harbour minister Ana Petrescu said.", "the speaker “Finance minister”"),
    ("“For now, the works are suspended,” former finance minister Ana Petrescu said.", "speaker “Finance minister”"),
    ("“It’s a pause,” said Mira Olsen, a geologist at Tarin University.", "speaker “economist at Tarin University”"),
    ("Jonas Feld of Tidewell declined to comment on the toll.", "has the speaker speak for Norvane"),
    ("“At least three ministers knew about it,” the minister said.", "the speaker “Opposition leader”"),
]


@pytest.mark.parametrize(("draft", "says"), DIFFERENT)
async def test_another_listener_place_day_or_office_is_told_beside_exact_words(
    draft: str, says: str, news: Store, desk: Desk
) -> None:
    (found,) = await checked(draft, news, desk)
    assert found.verdict == "exact"
    assert says in told(found)


NOT_DIFFERENT = [
    "“For now, the works are suspended,” Petrescu told reporters on Monday.",  # the record is silent
    "“It’s a pause,” Mira Olsen said in an interview with Tarin TV on Friday.",
    "“We will not pay for a wall that nobody asked for,” Petrescu told MPs.",
    "“At least three ministers knew about it,” opposition leader Tomas Okello told the station.",
    "“The dam is not at risk of breaking,” Diallo told reporters in Koro on Saturday.",
    "“The dam is not at risk of breaking,” Diallo said yesterday.",  # a draft's own yesterday
    "“Nobody warned us,” said Fatou Sarr, a mother of three.",
    "“Nobody warned us,” said the Farmers' League president Fatou Sarr.",
    "Norvane spokesman Jonas Feld declined to comment on the toll.",
    "The finance minister told parliament that the government will not pay for the new harbour wall.",
]


@pytest.mark.parametrize("draft", NOT_DIFFERENT)
async def test_no_difference_is_told_where_the_record_is_silent_or_means_the_same(
    draft: str, news: Store, desk: Desk
) -> None:
    (found,) = await checked(draft, news, desk)
    assert (found.verdict, found.differences) == ("exact", ())


async def test_a_few_words_that_claim_nothing_are_cut_from_under_a_not_but_not_turned_round(
    news: Store, desk: Desk
) -> None:
    (found,) = await checked("Petrescu spoke of “a wall that nobody asked for”.", news, desk)
    assert (found.verdict, found.is_turned, found.left_out) == ("cut", False, ("not pay for",))
    (found,) = await checked("Petrescu said they would not pay for “a wall that nobody asked for”.", news, desk)
    assert found.verdict == "exact"


async def test_a_spokesmans_words_are_those_of_his_body(week_store: Store, desk: Desk) -> None:
    for name, verdict in (("Kestrel Lines", "exact"), ("Wexholm", "other speaker")):
        (found,) = await checked(f"“We do not tear up signatures,” {name} said.", week_store, desk)
        assert found.verdict == verdict


async def test_a_source_without_a_name_is_told_as_the_article_has_it(week_store: Store, desk: Desk) -> None:
    (found,) = await checked("“I can divide,” said one crane driver.", week_store, desk)
    assert found.verdict == "exact"
    assert "one crane driver, meridianwire.example" in told(found)


async def test_reported_speech_in_quotation_marks_is_no_quotation(news: Store, desk: Desk) -> None:
    (found,) = await checked("“The dam might not hold without repairs,” Keita said.", news, desk)
    assert found.verdict == "altered"
    assert "on record as reported speech, not as a quotation" in told(found)


async def test_words_of_two_people_in_one_pair_of_marks_are_taken_apart(news: Store, desk: Desk) -> None:
    found = await checked("“It’s a pause. At least three ministers knew about it,” Mira Olsen said.", news, desk)
    assert [each.verdict for each in found] == ["exact", "other speaker"]
    assert "Tomas Okello" in told(found[1])


async def test_sentences_of_two_statements_in_one_pair_of_marks_are_told_to_be_joined(news: Store, desk: Desk) -> None:
    found = await checked("“I will resign if I must. For now, the works are suspended,” Petrescu said.", news, desk)
    assert "joined" not in {one.what for each in found for one in each.differences}
    text = "“We will not pay for a wall that nobody asked for. For now, the works are suspended,” Petrescu said."
    found = await checked(text, news, desk)
    assert [each.verdict for each in found] == ["exact", "exact"]
    assert "but it was not said together with “We will not pay for a wall that nobody asked for.”" in told(found[1])


async def test_a_few_common_words_are_nobody_elses(news: Store, desk: Desk) -> None:
    text = "“We will see,” Keita said. “I will not,” Sarr said. “We have seen now,” Horn said."
    found = await checked(text, news, desk)
    assert "other speaker" not in {each.verdict for each in found}


@pytest.mark.parametrize("marks", ["„{}“", "»{}«", "«{}»", "‘{}’", '"{}"', "“{}”", "\u200f“{}”\u200f"])
async def test_quotation_marks_of_any_style_are_read(marks: str, news: Store, desk: Desk) -> None:
    quoted = marks.format("We will pay for a wall that nobody asked for")
    (found,) = await checked(f"{quoted}, Ana Petrescu said.", news, desk)
    assert (found.verdict, found.is_turned) == ("altered", True)


async def test_words_in_another_script_are_not_held(news: Store, desk: Desk) -> None:
    (found,) = await checked("“يجب أن نوقع الاتفاق الآن” قال الوزير.", news, desk)
    assert found.verdict == "not held"


async def test_every_article_is_exact_as_its_own_draft(week_store: Store, news: Store, desk: Desk) -> None:
    for store in (week_store, news):
        for placed in await store.articles.latest(limit=50):
            article = placed.article
            found = await check_draft(
                article.text, store, desk.rules, desk.ground, Asker(now=article.published_at or NOW)
            )
            wrong = [told(each) for each in found if each.verdict != "exact" or each.differences]
            assert wrong == [], article.title


async def test_differences_come_the_heaviest_first(week_store: Store, desk: Desk) -> None:
    asker = Asker(now=week.NOW)
    draft = "“This is not our war,” Defense Secretary Marco Rubio told CNN."
    (found,) = await check_draft(draft, week_store, desk.rules, desk.ground, asker)
    assert [(one.what, one.record) for one in found.differences] == [
        ("role", "Secretary of State"),
        ("addressee", "Fox News"),
    ]
