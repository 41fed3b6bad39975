"""What a chat is owed is written once: digests merged when late, corrections, what became of announced days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.delivery import schedule
from bot.delivery.editor import Editor
from bot.digest.match import Topics
from bot.model import Chat, Deal, Follow, Message, Outgoing, Reading, Statement, Upcoming
from bot.store import Place, Store
from tests.store.samples import DAY, HOUR, NOW, agreed, an_article, claim, coming, on, record, said

TEXT = "“We will not wait,” Marco Rubio said. Washington and Kyiv signed a minerals deal. It will be ratified on 8 May."


async def a_chat(store: Store, **fields: object) -> Chat:
    """A chat that joined days ago and is told at noon, UTC."""
    opened = await store.chats.open("telegram", "1", now=NOW - 9 * DAY)
    chat = replace(opened, hours=("12:00",), last_digest_at=NOW - DAY, **fields)  # type: ignore[arg-type]
    await store.chats.save(chat)
    return chat


async def write(store: Store, now: datetime) -> list[Outgoing]:
    """One writing step; what was queued by it, oldest first."""
    editor = Editor(store, Topics(), {}, 0.6)
    before = {message.id for message in await _all(store)}
    chats = await store.chats.active()
    await editor.write_corrections(chats, now)
    for due in schedule.all_due(chats, now):
        await editor.write_digest(due, now)
    await editor.write_watches(chats, now)
    return [message for message in reversed(await _all(store)) if message.id not in before]


async def _all(store: Store) -> tuple[Outgoing, ...]:
    found = await store.chats.find("telegram", "1")
    return await store.outbox.of_chat(found.id, limit=100) if found else ()


async def news(store: Store, text: str, now: datetime, *facts: Statement | Deal | Upcoming, id: str = "a1") -> None:
    """An article that arrives at that time and says so."""
    article = an_article(text, id=id, title=f"Title of {id}", published_at=now - HOUR, arrived_at=now)
    await record(store, article, *facts, now=now)


def words(message: Message) -> str:
    """Everything a message says."""
    runs = [run.text for section in message.sections for line in section.lines for run in line.runs]
    return " | ".join([message.title, *(section.title for section in message.sections), *runs])


async def test_a_digest_is_owed_once_and_what_was_trimmed_is_not_new_tomorrow(store: Store) -> None:
    await a_chat(store, length="short")
    quotes = [f"Sentence number {number} of them." for number in range(4)]
    text = " ".join(f"“{quote}”" for quote in quotes)
    await news(store, text, NOW - HOUR, *(said(text, quote) for quote in quotes))
    [first] = await write(store, NOW)
    assert "of 4 statements" in first.message.title
    assert await write(store, NOW + HOUR) == []
    await store.outbox.sent(first.id, "m1", now=NOW + HOUR)
    [second] = await write(store, NOW + DAY)
    assert "Nothing new" in words(second.message)


async def test_a_late_pass_leaves_no_gap_and_tells_nothing_again(store: Store) -> None:
    """What comes between the due hour and a late pass is told by it, and is not new the next day."""
    await a_chat(store)
    await news(store, TEXT, NOW + 2 * HOUR, said(TEXT, "We will not wait,"))
    [first] = await write(store, NOW + 3 * HOUR)
    assert "We will not wait" in words(first.message)
    await store.outbox.sent(first.id, "m1", now=NOW + 3 * HOUR)
    [second] = await write(store, NOW + DAY)
    assert "Nothing new" in words(second.message)


async def test_a_digest_still_waiting_is_merged_into_the_next_and_says_since_when(store: Store) -> None:
    await a_chat(store)
    await news(store, TEXT, NOW - HOUR, said(TEXT, "We will not wait,"))
    [first] = await write(store, NOW)
    other = "“Another day,” Tammy Bruce said."
    await news(store, other, NOW + HOUR, said(other, "Another day,", "Tammy Bruce"), id="a2")
    [merged] = await write(store, NOW + DAY)
    assert [message.id for message in await _all(store)] == [merged.id] != [first.id]
    assert "We will not wait" in words(merged.message)
    assert "Another day" in words(merged.message)
    assert " · since Sun 3 May · " in merged.message.title


async def test_what_only_a_failed_digest_told_is_told_by_the_next(store: Store) -> None:
    await a_chat(store)
    await news(store, TEXT, NOW - HOUR, said(TEXT, "We will not wait,"))
    [first] = await write(store, NOW)
    await store.outbox.failed(first.id, "refused", now=NOW)
    [second] = await write(store, NOW + DAY)
    assert "We will not wait" in words(second.message)


@pytest.mark.parametrize("quiet_day", ["line", "silent"])
async def test_a_quiet_day_by_the_chats_choice(store: Store, quiet_day: str) -> None:
    await a_chat(store, quiet_day=quiet_day)
    assert len(await write(store, NOW)) == (1 if quiet_day == "line" else 0)
    assert await write(store, NOW + HOUR) == []


async def test_a_statement_edited_away_is_corrected_once_in_the_words_that_were_told(store: Store) -> None:
    await a_chat(store)
    await news(store, TEXT, NOW - HOUR, said(TEXT, "We will not wait,"))
    [digest] = await write(store, NOW)
    await store.outbox.sent(digest.id, "m1", now=NOW)
    await news(store, "The story was rewritten.", NOW + HOUR)
    [correction] = await write(store, NOW + 2 * HOUR)
    assert correction.message.title == "Correction"
    assert "We will not wait," in words(correction.message)
    assert "news.example has changed its article since" in words(correction.message)
    assert await write(store, NOW + 3 * HOUR) == []


async def test_a_withdrawn_deal_is_corrected_after_quiet_hours_and_to_nobody_else(store: Store) -> None:
    chat = await a_chat(store, quiet=("14:00", "15:30"))
    await news(store, TEXT, NOW - HOUR, agreed(TEXT, ("Washington", "Kyiv"), "minerals deal", confidence=0.9))
    [digest] = await write(store, NOW)
    deal = next(fact for fact in await store.outbox.told(chat.id) if fact.kind == "deal")
    stranger = await store.chats.open("telegram", "2", now=NOW)
    await store.chats.save(replace(stranger, hours=()))
    await store.facts.retract(deal.id, now=NOW + HOUR)
    [correction] = await write(store, NOW + 2 * HOUR)
    assert "has been withdrawn" in words(correction.message)
    assert correction.not_before == NOW + 3 * HOUR + HOUR / 2
    assert not await store.outbox.of_chat(stranger.id)
    assert digest.id < correction.id


async def test_the_day_after_an_event_the_digest_says_what_became_of_it(store: Store) -> None:
    await a_chat(store)
    day = date(2026, 5, 5)
    announced = f"{TEXT} Ukraine’s parliament will ratify the minerals deal."
    deal = agreed(announced, ("Washington", "Kyiv"), "minerals deal", confidence=0.9)
    event = coming(announced, "ratify the minerals deal", day, who="Ukraine’s parliament")
    await news(store, announced, NOW - HOUR, deal, event)
    [first] = await write(store, NOW)
    assert "Tue 5 May: Ukraine’s parliament to ratify the minerals deal" in words(first.message)
    await store.outbox.sent(first.id, "m1", now=NOW)

    [quiet] = await write(store, NOW + DAY)
    assert "Did it happen?" not in words(quiet.message)  # the day is not over
    await store.outbox.sent(quiet.id, "m2", now=NOW + DAY)

    [open_still] = await write(store, NOW + 2 * DAY)
    assert "Ukraine’s parliament to ratify the minerals deal: nothing on record yet" in words(open_still.message)
    await store.outbox.sent(open_still.id, "m3", now=NOW + 2 * DAY)

    later = "Ukraine’s parliament ratified the minerals deal of Washington and Kyiv on Tuesday."
    done = agreed(later, ("Washington", "Kyiv"), "minerals deal", status="ratified", date=on(day), confidence=0.9)
    await news(store, later, NOW + 2 * DAY + HOUR, done, id="a9")
    [settled] = await write(store, NOW + 3 * DAY)
    assert "Ukraine’s parliament to ratify the minerals deal: ratified" in words(settled.message)
    await store.outbox.sent(settled.id, "m4", now=NOW + 3 * DAY)
    [after] = await write(store, NOW + 4 * DAY)
    assert "Did it happen?" not in words(after.message)


async def test_a_step_told_as_a_deal_is_not_told_again_as_an_outcome_nor_twice_in_one_message(store: Store) -> None:
    chat = await a_chat(store)
    await store.chats.save(replace(chat, hours=("12:00", "18:00")))
    announced = f"{TEXT} Ukraine’s parliament will ratify the minerals deal."
    deal = agreed(announced, ("Washington", "Kyiv"), "minerals deal", confidence=0.9)
    event = coming(announced, "ratify the minerals deal", date(2026, 5, 5), who="Ukraine’s parliament")
    await news(store, announced, NOW - HOUR, deal, event)
    told = await write(store, NOW)
    ratified = "Ukraine’s parliament ratified the minerals deal of Washington and Kyiv."
    done = agreed(ratified, ("Washington", "Kyiv"), "minerals deal", status="ratified", confidence=0.9)
    await news(store, ratified, NOW + 29 * HOUR, done, id="a9")
    for hours in (24, 30, 48, 54):
        for message in told[-1:]:
            await store.outbox.sent(message.id, f"m{hours}", now=NOW + hours * HOUR)
        told += await write(store, NOW + hours * HOUR)
    said_so = [words(message.message) for message in told if "ratified" in words(message.message)]
    assert len(said_so) == 1
    assert said_so[0].count("minerals deal") == 1


async def test_an_event_with_another_date_is_told_as_moved_but_not_by_its_own_article(store: Store) -> None:
    await a_chat(store)
    text = "Orion Labs will launch its satellite on 6 May."
    event = coming(text, "launch its satellite", date(2026, 5, 6), who="Orion Labs")
    await news(store, text, NOW - HOUR, event)
    [first] = await write(store, NOW)
    assert "Wed 6 May: Orion Labs to launch its satellite" in words(first.message)
    await store.outbox.sent(first.id, "m1", now=NOW)
    later = "Orion Labs will launch its satellite on 14 May, perhaps on 15 May."
    dates = [coming(later, "launch its satellite", date(2026, 5, day), who="Orion Labs") for day in (14, 15)]
    article = an_article(later, id="a2", published_at=NOW + HOUR, arrived_at=NOW + HOUR)
    story = (await store.stories.latest(chat_id=None, since=NOW - DAY, until=NOW + DAY))[0].id
    await record(store, article, *dates, now=NOW + HOUR, place=Place(story_id=story))
    [second] = await write(store, NOW + DAY)
    assert "Wed 6 May, Orion Labs to launch its satellite: moved to Thu 14 May" in words(second.message)
    assert "Thu 14 May: Orion Labs to launch its satellite" in words(second.message)


async def test_the_watched_are_told_at_once_and_not_again_in_the_digest(store: Store) -> None:
    chat = await a_chat(store, quiet=("13:30", "14:30"))
    early = NOW - 2 * HOUR
    wanted = Follow(chat_id=chat.id, text="watch Rubio", kind="speaker", subject="Marco Rubio", is_watch=True)
    await store.chats.follow(wanted, now=early)
    await news(
        store, TEXT, early + HOUR / 2, said(TEXT, "We will not wait,"), agreed(TEXT, ("Washington", "Kyiv"), "x")
    )
    [at_once] = await write(store, early + HOUR)
    assert at_once.key.startswith("watch:")
    assert "We will not wait" in words(at_once.message)
    assert "Washington" not in words(at_once.message)
    assert await write(store, early + HOUR + HOUR / 4) == []
    await store.outbox.sent(at_once.id, "m1", now=early + HOUR)
    [digest] = await write(store, NOW)
    assert "We will not wait" not in words(digest.message)
    await store.outbox.sent(digest.id, "m2", now=NOW)
    later = "“We did not wait,” Marco Rubio said."
    await news(store, later, NOW + HOUR, said(later, "We did not wait,"), id="a2")
    [held_back] = await write(store, NOW + 2 * HOUR)
    assert held_back.not_before == NOW + 2 * HOUR + HOUR / 2


CLAIMED = "Kyiv and Washington have agreed a minerals deal, Donald Trump said."
DENIED = "Kyiv denied that it had agreed a minerals deal with Washington."


def claim_and_denial() -> tuple[Deal, Deal]:
    sides, about = ("Kyiv", "Washington"), "minerals deal"
    made = agreed(CLAIMED, sides, about, status="agreed", said_by=claim(CLAIMED, "Donald Trump"), confidence=0.8)
    denied = agreed(DENIED, sides, about, status="denied", asserted=False, said_by=claim(DENIED, "Kyiv"))
    return made, denied


async def test_a_claim_and_its_denial_of_one_day_come_in_one_line(store: Store) -> None:
    await a_chat(store)
    made, denied = claim_and_denial()
    await news(store, CLAIMED, NOW - 5 * HOUR, made)
    await news(store, DENIED, NOW - 2 * HOUR, denied, id="a2")
    [first] = await write(store, NOW)
    assert "Kyiv and Washington: minerals deal, agreed, says Donald Trump; denied by Kyiv" in words(first.message)
    assert {source.id for source in first.message.sources} >= {"a1", "a2"}
    await store.outbox.sent(first.id, "m1", now=NOW)
    await news(store, CLAIMED, NOW + HOUR, made, id="a3")  # another outlet has the claim a day later
    [second] = await write(store, NOW + DAY)
    assert "minerals deal, agreed" not in words(second.message)


async def test_a_denial_on_the_day_of_a_claim_told_before_is_told(store: Store) -> None:
    chat = await a_chat(store)
    await store.chats.save(replace(chat, hours=("12:00", "18:00")))
    made, denied = claim_and_denial()
    await news(store, CLAIMED, NOW - 5 * HOUR, made)
    [first] = await write(store, NOW)
    assert "agreed, says Donald Trump" in words(first.message)
    assert "denied" not in words(first.message)
    await store.outbox.sent(first.id, "m1", now=NOW)
    await news(store, DENIED, NOW + 2 * HOUR, denied, id="a2")
    [second] = await write(store, NOW + 6 * HOUR)
    assert "agreed, says Donald Trump; denied by Kyiv" in words(second.message)


async def test_an_empty_reading_owes_nothing(store: Store) -> None:
    article = an_article("Nothing is said here.", id="empty")
    kept = await store.articles.keep(article, now=NOW)
    await store.facts.record(kept.article, Reading(), now=NOW)
    editor = Editor(store, Topics(), {}, 0.6)
    await editor.settle(None, NOW + timedelta(days=3))
    assert await editor.write_corrections(await store.chats.active(), NOW) == 0


@pytest.mark.parametrize(
    ("title", "heading"),
    [("Harbour News", "Harbour News · "), (None, "news.example/feed.xml · ")],
    ids=["titled", "untitled"],
)
async def test_a_followed_feed_goes_by_its_title(store: Store, title: str | None, heading: str) -> None:
    chat = await a_chat(store)
    url = "https://news.example/feed.xml"
    feed = await store.feeds.add(url, now=NOW, title=title, chat_id=chat.id)
    await store.chats.follow(Follow(text=url, kind="feed", subject=url, chat_id=chat.id), now=NOW)
    article = an_article(TEXT, feed_id=feed.id, chat_id=chat.id, arrived_at=NOW - HOUR)
    await record(store, article, said(TEXT, "We will not wait,"), now=NOW - HOUR)
    [sent] = await write(store, NOW)
    assert sent.message.title.startswith(heading)
    await store.outbox.sent(sent.id, "m1", now=NOW)
    [quiet] = await write(store, NOW + DAY)
    assert f"Nothing new on {heading.removesuffix(' · ')} since" in words(quiet.message)
