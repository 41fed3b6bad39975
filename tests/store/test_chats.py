"""Chats, follows, conversations, rates and updates."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.errors import StoreError
from bot.model import Follow, Question
from bot.store import Draft, Store
from tests.store.samples import DAY, NOW, a_message, an_article, record, said

MINUTE = timedelta(minutes=1)


async def test_a_chat_is_opened_once_and_keeps_its_settings(store: Store) -> None:
    chat = await store.chats.open("telegram", "-100/7", now=NOW, title="News room")
    settings = {"timezone": "Europe/Kyiv", "hours": ("08:00", "18:00"), "quiet": ("22:00", "07:00"), "is_paused": True}
    await store.chats.save(replace(chat, weekdays=(0, 4), length="short", **settings))  # type: ignore[arg-type]
    again = await store.chats.open("telegram", "-100/7", now=NOW + DAY)
    assert again == replace(chat, weekdays=(0, 4), length="short", **settings)  # type: ignore[arg-type]
    assert await store.chats.get(chat.id) == again
    assert await store.chats.find("telegram", "-100/7") == again
    assert await store.chats.find("slack", "-100/7") is None
    assert await store.chats.active() == ()
    with pytest.raises(StoreError, match="not held"):
        await store.chats.save(replace(chat, id=99_999))


async def test_opened_by_two_at_once_it_is_one_chat(store: Store) -> None:
    opened = await asyncio.gather(*(store.chats.open("slack", "C1", now=NOW) for _ in range(5)))
    assert len({chat.id for chat in opened}) == 1


async def test_follows_come_back_as_understood_in_order_and_once(store: Store) -> None:
    chat = await store.chats.open("slack", "C1", now=NOW)
    deals = Follow(
        chat_id=chat.id,
        text="deals over $100m with Poland",
        kind="deals",
        subject="deals",
        parties=("Poland",),
        amount_from=Decimal(100_000_000),
        currency="USD",
        excluded=("football",),
    )
    first = await store.chats.follow(deals, now=NOW)
    second = await store.chats.follow(replace(deals, text="Trump", kind="speaker", subject="Donald Trump"), now=NOW)
    assert (await store.chats.follow(deals, now=NOW + DAY)).id == first.id
    assert await store.chats.follows(chat.id) == (first, second)
    assert first == replace(deals, id=first.id, created_at=NOW)
    assert await store.chats.all_follows() == {chat.id: (first, second)}
    other = await store.chats.open("slack", "C2", now=NOW)
    assert not await store.chats.unfollow(other.id, first.id), "another chat's follow"
    assert await store.chats.unfollow(chat.id, first.id)
    assert await store.chats.follows(chat.id) == (second,)


async def test_a_conversation_belongs_to_one_person_in_one_thread_and_ends(store: Store) -> None:
    chat = await store.chats.open("slack", "C1", now=NOW)
    question = Question(text="what did Rubio say?", kind="statements", speaker="Marco Rubio", since=NOW - DAY)
    await store.chats.remember_question(chat.id, question, now=NOW, thread="t", person="U1")
    place = {"thread": "t", "person": "U1"}
    assert await store.chats.last_question(chat.id, now=NOW + 29 * MINUTE, **place) == question
    assert await store.chats.last_question(chat.id, now=NOW + 30 * MINUTE, **place) is None
    assert await store.chats.last_question(chat.id, now=NOW, thread="t", person="U2") is None
    assert await store.chats.last_question(chat.id, now=NOW) is None
    later = replace(question, about="oil")
    await store.chats.remember_question(chat.id, later, now=NOW + MINUTE, **place)
    assert await store.chats.last_question(chat.id, now=NOW + 2 * MINUTE, **place) == later


async def test_a_group_that_moved_keeps_its_set_up_and_what_it_followed_since(store: Store) -> None:
    old = await store.chats.open("telegram", "-5", now=NOW)
    await store.chats.save(replace(old, timezone="Asia/Tokyo"))
    new = await store.chats.open("telegram", "-1005", now=NOW)
    follow = Follow(chat_id=new.id, text="oil", kind="word", subject="oil")
    await store.chats.follow(follow, now=NOW)
    await store.chats.block(old.id, "migrated", now=NOW)
    await store.chats.move("telegram", "-5", "-1005")
    moved = await store.chats.find("telegram", "-1005")
    assert moved is not None
    assert (moved.id, moved.timezone) == (old.id, "Asia/Tokyo")
    assert [held.text for held in await store.chats.follows(old.id)] == ["oil"]
    assert await store.chats.find("telegram", "-5") is None
    assert await store.chats.everything() == ((moved, None),)
    await store.chats.move("telegram", "nobody", "-7")
    assert await store.chats.find("telegram", "-7") is None


async def test_a_chat_gets_all_its_data_and_is_forgotten_altogether(store: Store) -> None:
    words = "We keep this between the two of us, please"
    mine, other = [await store.chats.open("telegram", address, now=NOW) for address in ("1", "2")]
    for chat in (mine, other):
        feed = await store.feeds.add("https://own.example/feed", now=NOW, chat_id=chat.id)
        text = f"“{words},” said Ann Lee."
        article = an_article(text, chat_id=chat.id, feed_id=feed.id, title=f"Title of {chat.address}")
        recorded = await record(store, article, said(text, words, "Ann Lee"))
        fact = recorded.new[0]
        await store.chats.follow(Follow(chat_id=chat.id, text="oil", kind="word", subject="oil"), now=NOW)
        draft = Draft(chat_id=chat.id, key="d", parts=(a_message(),), facts=(fact,), lines={1: (fact,)})
        await store.outbox.queue(draft, now=NOW)
        question = Question(text="oil?", kind="other")
        await store.chats.remember_question(chat.id, question, now=NOW)
    exported = await store.chats.export(mine.id)
    assert exported["chat"]["platform"] == "telegram"
    assert [len(exported[part]) for part in ("follows", "feeds", "articles", "messages", "told", "questions")] == [
        1
    ] * 6

    assert await store.chats.forget(mine.id)

    assert not await store.chats.forget(mine.id)
    assert await store.chats.export(mine.id) == {}
    assert await store.chats.follows(mine.id) == ()
    assert await store.feeds.list(chat_id=mine.id) == ()
    assert await store.articles.latest(chat_id=mine.id) == ()
    assert await store.names.known(chat_id=mine.id) == ()
    asked = Question(text="", kind="statements", about="keep this")
    assert await store.search.statements(asked, chat_id=mine.id, now=NOW) == ()
    assert len(await store.search.statements(asked, chat_id=other.id, now=NOW)) == 1
    assert [story.headline for story in await store.stories.latest(chat_id=other.id)] == ["Title of 2"]
    assert len(await store.chats.follows(other.id)) == 1
    newcomer = await store.chats.open("telegram", "1", now=NOW)
    assert newcomer.id not in (mine.id, other.id), "ids are never used again"


async def test_slots_of_a_key_come_one_an_interval_after_a_burst(store: Store) -> None:
    second = timedelta(seconds=1)

    async def take(burst: int = 1, at: timedelta = timedelta()) -> float:
        wait = await store.limits.take("chat:1", interval=second, now=NOW + at, burst=burst)
        return round(wait.total_seconds(), 3)

    assert [await take() for _ in range(3)] == [0, 1, 2]
    assert await take(at=10 * second) == 0
    assert [await take(burst=3, at=20 * second) for _ in range(4)] == [0, 0, 0, 1]
    await store.limits.pause("chat:1", until=NOW + 60 * second)
    assert await take(at=30 * second) == 30
    other = await store.limits.take("chat:2", interval=second, now=NOW)
    assert other == timedelta()


async def test_workers_of_two_processes_share_the_slots(store_url: str, store: Store) -> None:
    async with await Store.open(store_url) as other:
        interval = timedelta(seconds=1)
        workers = [store, other] * 4
        waits = await asyncio.gather(*(worker.limits.take("all", interval=interval, now=NOW) for worker in workers))
    assert sorted(round(wait.total_seconds()) for wait in waits) == list(range(8))


async def test_an_update_is_handled_once_over_all_processes(store_url: str, store: Store) -> None:
    async with await Store.open(store_url) as other:
        workers = [store, other] * 3
        firsts = await asyncio.gather(*(worker.limits.is_first("telegram", "42", now=NOW) for worker in workers))
    assert firsts.count(True) == 1
    assert await store.limits.is_first("slack", "42", now=NOW)
    await store.tidy(now=NOW + 7 * DAY)
    assert not await store.limits.is_first("telegram", "42", now=NOW + 7 * DAY)
    await store.tidy(now=NOW + 30 * DAY)
    assert await store.limits.is_first("telegram", "42", now=NOW + 30 * DAY)


async def test_names_come_with_aliases_roles_and_counts(store: Store) -> None:
    first = "“We will see about that tomorrow,” Marco Rubio said."
    again = "“Nothing will come of it this year,” Marco Rubio said."
    words = ("We will see about that tomorrow", "Nothing will come of it this year")
    senator = said(first, words[0], role="senator")
    await record(store, an_article(first, id="a", published_at=NOW - 30 * DAY), senator)
    known = await store.names.known(chat_id=None)
    assert [(name.name, name.statements) for name in known] == [("Marco Rubio", 1)]
    await record(store, an_article(again, id="b"), said(again, words[1], role="Secretary of State"))
    (rubio,) = await store.names.known(chat_id=None)
    assert [role.role for role in rubio.roles] == ["Secretary of State", "senator"], "latest first"
    assert rubio.roles[1].first_day == (NOW - 30 * DAY).date()
    assert rubio.statements == 2
    assert await store.names.get("rubio", chat_id=None) == rubio
    assert await store.names.get("Lavrov", chat_id=None) is None


async def test_a_surname_of_two_persons_stands_for_neither(store: Store) -> None:
    for number, name in enumerate(("Bill Clinton", "Hillary Clinton")):
        text = f"“This has never been so clear to me as today,” {name} said."
        words = "This has never been so clear to me as today"
        await record(store, an_article(text, id=str(number)), said(text, words, name))
    assert await store.names.get("Clinton", chat_id=None) is None
    found = await store.names.get("hillary clinton", chat_id=None)
    assert found is not None
    assert found.name == "Hillary Clinton"


async def test_who_shut_us_out_is_kept_for_a_year_and_a_ban_for_good(store: Store) -> None:
    async def shut_out(address: str, days: int) -> int:
        chat = await store.chats.open("telegram", address, now=NOW - 800 * DAY)
        await store.chats.follow(Follow(chat_id=chat.id, text="Ukraine", kind="topic", subject="Ukraine"), now=NOW)
        await store.chats.block(chat.id, "kicked", now=NOW - days * DAY)
        return chat.id

    lately, long_ago = await shut_out("lately", 364), await shut_out("long ago", 366)
    active = await store.chats.open("telegram", "active", now=NOW - 800 * DAY)
    banned = await store.chats.open("telegram", "banned", now=NOW - 800 * DAY)
    await store.chats.ban(banned.id, now=NOW - 700 * DAY)
    await store.tidy(now=NOW)
    assert {chat.id for chat, _ in await store.chats.everything()} == {lately, active.id, banned.id}
    assert await store.chats.follows(lately)
    assert not await store.chats.follows(long_ago)
    assert await store.chats.is_banned(banned.id)
    await store.chats.unblock(banned.id)
    assert await store.chats.is_banned(banned.id)
    await store.chats.unblock(banned.id, is_pardoned=True)
    assert not await store.chats.is_banned(banned.id)
