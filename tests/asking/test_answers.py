"""Answers over a small store, on SQLite and PostgreSQL: what a person asks, and what the message and records say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.asking.answer import Asker, ask
from bot.asking.ground import Ground
from bot.model import Answer, Money, Question
from bot.store import Place, Store
from handlers.console import render
from tests.store.samples import DAY, HOUR, NOW, agreed, an_article, claim, coming, dollars, on, record, said, span

WAR = (
    "“This is not our war,” Marco Rubio told Fox News on Friday. He said that oil sanctions would stay. "
    "Olena Dovzhyk, an economist, said that grain was cheap."
)
WAR_SENTENCES = (
    "“This is not our war,” Marco Rubio told Fox News on Friday.",
    "He said that oil sanctions would stay.",
)
OIL = "Talks on oil went on in Riga. “We are patient,” Marco Rubio said. Hillary Clinton said that oil was over."
HARVEST = "“The barley is in,” Marco Rubio said. Bill Clinton said that rain had come."
DEALS = (
    "Washington and Kyiv signed a minerals deal on Thursday. Norvane will pay $50 million for Tidewell. "
    "Donald Trump said China agreed to buy soybeans for $2 billion. Parliament will ratify the minerals deal on 8 May."
)


async def fill(store: Store) -> None:
    """A few days of articles from three outlets."""
    first, second = (span(WAR, sentence) for sentence in WAR_SENTENCES)
    war = an_article(WAR, id="war", title="Rubio on the war", published_at=NOW - 2 * DAY)
    await record(
        store,
        war,
        said(
            WAR,
            "This is not our war,",
            addressee="Fox News",
            role="Secretary of State",
            said_on=on(date(2026, 5, 1)),
            context=(first,),
        ),
        said(WAR, "oil sanctions would stay", kind="indirect", cue=span(WAR, "said"), context=(second,)),
        said(WAR, "grain was cheap", "Olena Dovzhyk", kind="indirect", confidence=0.2),
    )
    copy = an_article(WAR, id="copy", title="Rubio on the war", outlet="other.example", published_at=NOW - DAY)
    await record(
        store,
        copy,
        said(WAR, "This is not our war,", addressee="Fox News", context=(first,)),
        place=Place(duplicate_of="war"),
    )
    oil = an_article(OIL, id="oil", title="Patience in Riga", outlet="riga.example", published_at=NOW - 3 * DAY)
    await record(
        store,
        oil,
        said(
            OIL, "We are patient,", context=(span(OIL, "Talks on oil went on in Riga."), span(OIL, "“We are patient,”"))
        ),
        said(OIL, "oil was over", "Hillary Clinton", kind="indirect"),
    )
    harvest = an_article(HARVEST, id="harvest", title="Oil farmers wait", published_at=NOW - 4 * DAY)
    await record(
        store,
        harvest,
        said(HARVEST, "The barley is in,", context=(span(HARVEST, "“The barley is in,” Marco Rubio said."),)),
        said(HARVEST, "rain had come", "Bill Clinton", kind="indirect"),
    )
    await fill_deals(store)


async def fill_deals(store: Store) -> None:
    """Deals with figures of two outlets, a claim, and something to come."""
    deals = an_article(DEALS, id="deals", title="A day of deals", outlet="ledger.example", published_at=NOW - DAY)
    tidewell = agreed(
        DEALS, ("Norvane", "Tidewell"), "Tidewell", kind="acquisition", status="agreed",
        amount=dollars(50_000_000, DEALS, "$50 million"),
    )  # fmt: skip
    await record(
        store,
        deals,
        agreed(DEALS, ("Washington", "Kyiv"), "minerals deal", date=on(date(2026, 4, 30))),
        tidewell,
        agreed(DEALS, ("China",), "soybeans", kind="trade", status="agreed", said_by=claim(DEALS, "Donald Trump")),
        coming(DEALS, "ratify the minerals deal", date(2026, 5, 8), who="Parliament"),
    )
    text = "Norvane offered $45 million for Tidewell."
    earlier = an_article(text, id="bid", title="Norvane bids", outlet="post.example", published_at=NOW - 5 * DAY)
    bid = agreed(
        text, ("Norvane", "Tidewell"), "Tidewell", kind="acquisition", status="proposed",
        amount=dollars(45_000_000, text, "$45 million"), date=on(date(2026, 4, 29)),
    )  # fmt: skip
    await record(store, earlier, bid)


async def asked(
    text: str, store: Store, ground: Ground, previous: Question | None = None, chat_id: int | None = None
) -> Answer:
    return await ask(text, store, ground, Asker(now=NOW, timezone="Europe/London", previous=previous, chat_id=chat_id))


def words(answer: Answer) -> list[str]:
    return [held.statement.words for held in answer.statements]


async def test_what_somebody_said_is_told_newest_first_and_opens_with_what_was_understood(
    store: Store, ground: Ground
) -> None:
    await fill(store)
    answer = await asked("what did Rubio say?", store, ground)
    assert words(answer) == ["oil sanctions would stay", "We are patient,", "This is not our war,", "The barley is in,"]
    assert answer.message.title == "Marco Rubio"


async def test_the_same_statement_in_two_outlets_is_told_once_with_both(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("who said “not our war”", store, ground)
    (line,) = answer.message.sections[0].lines
    assert [answer.message.sources[number - 1].outlet for number in line.sources] == ["news.example", "other.example"]


async def test_the_day_is_when_it_was_said_else_when_it_was_published_and_says_which(
    store: Store, ground: Ground
) -> None:
    await fill(store)
    text = render((await asked("what did Rubio say?", store, ground)).message)
    assert "Marco Rubio, Secretary of State, to Fox News · said Fri 1 May" in " ".join(text.split())
    assert "“We are patient,” Marco Rubio · published Fri 1 May" in " ".join(text.split())


async def test_words_stand_under_a_title_they_were_written_under(store: Store, ground: Ground) -> None:
    """A story of days is named after one of its articles; what was said on another day stands under that day's."""
    first = await record(store, an_article(WAR, id="war", title="Rubio on the war"), said(WAR, "This is not our war,"))
    place = Place(story_id=first.story_id, headline="Patience in Riga", headline_article_id="oil")
    oil = an_article(OIL, id="oil", title="Patience in Riga", published_at=NOW - DAY)
    await record(store, oil, said(OIL, "oil was over", "Hillary Clinton", kind="indirect"), place=place)
    for name, title in (("Rubio", "Rubio on the war"), ("Hillary Clinton", "Patience in Riga")):
        answer = await asked(f"what did {name} say?", store, ground)
        assert answer.message.sections[0].title == title


async def test_reported_speech_has_no_quotation_marks_of_ours(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what did Rubio say about sanctions?", store, ground)
    (line,) = answer.message.sections[0].lines
    assert all(run.style != "quotation" for run in line.runs)
    assert "oil sanctions would stay" in render(answer.message)


async def test_a_subject_in_the_words_comes_before_one_nearby_and_one_in_the_headline_says_so(
    store: Store, ground: Ground
) -> None:
    await fill(store)
    answer = await asked("what did Rubio say about oil?", store, ground)
    assert words(answer) == ["oil sanctions would stay", "We are patient,", "The barley is in,"]
    assert answer.message.sections[-1].title == "In a story on this: Oil farmers wait"


async def test_a_record_the_reader_was_unsure_of_is_not_shown(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what did Dovzhyk say about grain?", store, ground)
    assert answer.statements == ()
    assert "Nothing on record from Olena Dovzhyk about grain" in render(answer.message)


async def test_two_persons_of_one_surname_are_asked_back_and_the_button_asks_on(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what did Clinton say?", store, ground)
    assert "Whom do you mean: Bill Clinton or Hillary Clinton?" in render(answer.message)
    assert answer.statements == ()
    pressed = [button.action.removeprefix("v1:ask:") for row in answer.message.buttons for button in row]
    assert words(await asked(pressed[0], store, ground)) == ["rain had come"]


async def test_nothing_held_is_said_with_what_is_held_and_the_nearest_names(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what did Rubinstein say about oil?", store, ground)
    text = render(answer.message)
    assert "Nothing on record from Rubinstein about oil; I hold" in text
    assert "from 5 outlets" in text
    assert answer.suggestions == ("Marco Rubio",)
    assert (answer.statements, answer.passages) == ((), ())


async def test_what_a_chat_reads_for_itself_answers_that_chat_alone(store: Store, ground: Ground) -> None:
    await fill(store)
    own = await store.chats.open("console", "own", now=NOW)
    other = await store.chats.open("console", "other", now=NOW)
    text = "“Our choir is full,” Imogen Vale said."
    await record(store, an_article(text, id="own", chat_id=own.id), said(text, "Our choir is full,", "Imogen Vale"))
    question = "what did Imogen Vale say?"
    assert words(await asked(question, store, ground, chat_id=own.id)) == ["Our choir is full,"]
    for chat_id in (other.id, None):
        answer = await asked(question, store, ground, chat_id=chat_id)
        assert answer.statements == ()
        assert "Imogen Vale" not in answer.suggestions


async def test_a_claim_is_told_on_whose_word_it_rests(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what deals with China?", store, ground)
    assert "says Donald Trump" in render(answer.message)


async def test_a_deal_is_told_with_how_it_came_there_and_earlier_figures_as_such(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("did Norvane buy Tidewell?", store, ground)
    text = " ".join(render(answer.message).split())
    assert "proposed Wed 29 Apr → agreed" in text
    assert "$50 million, agreed; named before: $45 million (post.example)" in text


@pytest.mark.parametrize(
    ("question", "objects"),
    [
        ("deals between the US and Ukraine", ["minerals deal"]),
        ("deals over $40m", ["Tidewell"]),
        ("deals over €40m", []),
        ("what deals were signed?", ["minerals deal"]),
        ("which trade deals are there", ["soybeans"]),
        ("deals with Poland", []),
    ],
)
async def test_deals_are_narrowed_by_party_sum_status_and_kind(
    store: Store, ground: Ground, question: str, objects: list[str]
) -> None:
    await fill(store)
    countries = {"us": "United States", "washington": "United States", "kyiv": "Ukraine", "ukraine": "Ukraine"}
    answer = await asked(question, store, replace(ground, countries=countries))
    assert [held.deal.object for held in answer.deals] == objects


async def test_what_is_coming_up_and_when(store: Store, ground: Ground) -> None:
    await fill(store)
    for question in ("when will the minerals deal be ratified?", "what is coming up?", "what is due on 8 May?"):
        answer = await asked(question, store, ground)
        assert [event.upcoming.what for event in answer.upcoming] == ["ratify the minerals deal"], question
    assert "Fri 8 May: Parliament to ratify the minerals deal" in render(answer.message)
    assert (await asked("when will the bridge open?", store, ground)).upcoming == ()
    assert (await asked("what happened to the Tidewell ratification?", store, ground)).upcoming == (), "one word in two"


async def test_how_often_and_how_many_are_counted(store: Store, ground: Ground) -> None:
    await fill(store)
    assert (await asked("how often did Rubio mention oil?", store, ground)).message.title.endswith(": 2 statements")
    assert (await asked("how many people spoke about oil?", store, ground)).message.title.endswith(": 2 speakers")
    assert (await asked("how many deals were signed?", store, ground)).message.title.endswith(": 1 deal")


async def test_what_is_new_since_a_day_leaves_older_things_out(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what is new since Saturday?", store, ground)
    assert "We are patient," not in words(answer)
    assert "minerals deal" in [held.deal.object for held in answer.deals]


async def test_what_has_changed_on_a_subject_tells_the_steps(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what has changed on Tidewell since 28 April?", store, ground)
    assert answer.question.kind == "changed"
    assert "→ agreed" in render(answer.message)


async def test_more_goes_on_until_that_was_all(store: Store, ground: Ground) -> None:
    lines = [f"“Point {number} is settled,” Marco Rubio said." for number in range(7)]
    text = " ".join(lines)
    await record(store, an_article(text), *(said(text, f"Point {number} is settled,") for number in range(7)))
    first = await asked("what did Rubio say?", store, ground)
    more = next(button for row in first.message.buttons for button in row if button.label == "More")
    second = await asked(more.action.removeprefix("v1:ask:"), store, ground)
    shown = [sum(len(section.lines) for section in answer.message.sections) for answer in (first, second)]
    assert shown == [5, 2]
    assert "More" not in [button.label for row in second.message.buttons for button in row]
    assert "That was all." in render((await asked("what did Rubio say? +10", store, ground)).message)


async def test_sources_are_listed_with_title_outlet_and_link(store: Store, ground: Ground) -> None:
    await fill(store)
    before = await asked("who said “not our war”", store, ground)
    text = render((await asked("source?", store, ground, before.question)).message)
    assert "Rubio on the war: https://news.example/war news.example, Sat 2 May" in text
    assert "https://news.example/copy other.example, Sun 3 May" in text


async def test_he_and_she_are_whom_the_last_answer_named(store: Store, ground: Ground) -> None:
    await fill(store)
    before = await asked("who said “The barley is in”?", store, ground)
    assert "oil sanctions would stay" in words(
        await asked("what did he say about oil?", store, ground, before.question)
    )


async def test_he_of_whom_nothing_went_before_is_asked_back(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what did he say about oil?", store, ground)
    assert words(answer) == []
    assert "Who is “he”?" in render(answer.message)


async def test_two_people_in_one_question_are_both_heard(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("what did Rubio and Hillary Clinton say about oil?", store, ground)
    assert {held.statement.speaker for held in answer.statements} == {"Marco Rubio", "Hillary Clinton"}
    assert {"oil sanctions would stay", "oil was over"} <= set(words(answer))


async def test_words_that_nobody_said_so_are_told_with_the_nearest(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("who said “this war is not ours”?", store, ground)
    assert words(answer) == ["This is not our war,"]
    assert "Not on record in these very words" in render(answer.message)


async def test_passages_answer_only_what_is_not_about_somebodys_words(store: Store, ground: Ground) -> None:
    await fill(store)
    answer = await asked("where did talks on oil go on?", store, ground)
    assert answer.passages[0].article.id == "oil"
    assert (await asked("what did Rubio say about talks in Geneva?", store, ground)).passages == ()


async def test_somebody_without_a_name_is_found_by_how_the_article_calls_him(store: Store, ground: Ground) -> None:
    text = "Port officials said that the cranes were old. The museum was shut."
    officials = said(text, "the cranes were old", None, kind="indirect", source=span(text, "Port officials"))
    await record(store, an_article(text), officials)
    assert words(await asked("what did port officials say about the cranes?", store, ground)) == ["the cranes were old"]
    assert words(await asked("what did museum officials say about the cranes?", store, ground)) == []


async def test_they_are_whoever_the_sentences_around_name(store: Store, ground: Ground) -> None:
    text = "Port officials met on Monday. They said that the cranes were old."
    they = said(text, "the cranes were old", None, kind="indirect", source=span(text, "They"))
    await record(store, an_article(text), they)
    assert words(await asked("what did port officials say about the cranes?", store, ground)) == ["the cranes were old"]
    assert words(await asked("what did port officials say about Monday?", store, ground)) == []
    assert words(await asked("what did museum officials say about the cranes?", store, ground)) == []


async def test_an_office_is_also_whoever_is_only_called_by_it(store: Store, ground: Ground) -> None:
    await fill(store)
    text = "The secretary of state of Norvane said that the archive was full."
    clerk = said(text, "the archive was full", None, kind="indirect", source=span(text, "The secretary of state"))
    await record(store, an_article(text), clerk)
    found = await asked("what did the secretary of state say about the archive?", store, ground)
    assert words(found) == ["the archive was full"]


async def test_somebody_called_by_a_common_noun_is_asked_about(store: Store, ground: Ground) -> None:
    text = "The judge said that the hearing was public. The museum was shut."
    judge = said(text, "the hearing was public", None, kind="indirect", source=span(text, "The judge"))
    await record(store, an_article(text), judge)
    found = await asked("what did the judge say about the hearing?", store, ground)
    assert words(found) == ["the hearing was public"]
    assert words(await asked("what did the report say about the hearing?", store, ground)) == []


async def test_a_sum_without_a_figure_is_no_sum(store: Store, ground: Ground) -> None:
    text = "Alder bought Birch for an undisclosed sum."
    amount = Money(
        value=None, currency=None, qualifier="undisclosed", basis="total", span=span(text, "undisclosed sum")
    )
    await record(store, an_article(text), agreed(text, ("Alder", "Birch"), "Birch", kind="acquisition", amount=amount))
    assert (await asked("deals over $1m", store, ground)).deals == ()
    assert len((await asked("did Alder buy Birch?", store, ground)).deals) == 1


async def test_articles_of_no_outlet_are_not_said_to_come_from_none(store: Store, ground: Ground) -> None:
    await record(store, an_article("The mine is shut.", outlet=None))
    text = render((await asked("what did Rubio say?", store, ground)).message)
    assert "I hold 1 article of " in text
    assert "outlet" not in text


async def test_an_empty_store_says_so(store: Store, ground: Ground) -> None:
    for question in ("what did Rubio say?", "what's new?", "deals", "", "?", "how many statements are there"):
        assert "I hold no articles yet" in render((await asked(question, store, ground)).message), question


async def test_old_news_is_asked_by_its_time(store: Store, ground: Ground) -> None:
    await fill(store)
    assert words(await asked("what did Rubio say on 30 April?", store, ground)) == ["The barley is in,"]
    assert words(await asked("what did Rubio say before 1 May?", store, ground)) == ["The barley is in,"]
    late = Asker(now=NOW + 400 * DAY + HOUR)
    assert (await ask("what did Rubio say yesterday?", store, ground, late)).statements == ()
