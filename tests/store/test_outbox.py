"""The outbox: queued once, taken by one worker, in order, never lost; and what each chat was told."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.errors import StoreError
from bot.model import Chat, FactKey
from bot.store import Draft, Store
from tests.store.samples import DAY, HOUR, NOW, a_message, an_article, record

FACT = FactKey("statement", 7)


@pytest.fixture
async def chat(store: Store) -> Chat:
    """A chat to write to."""
    return await store.chats.open("telegram", "1", now=NOW)


def a_draft(chat: Chat, key: str = "digest:1", **fields: object) -> Draft:
    return replace(Draft(chat_id=chat.id, key=key, parts=(a_message(),)), **fields)  # type: ignore[arg-type]


async def states(store: Store, chat: Chat) -> list[str]:
    return [message.state for message in reversed(await store.outbox.of_chat(chat.id))]


async def test_a_message_goes_from_queued_to_sent_with_its_platform_id(store: Store, chat: Chat) -> None:
    (message_id,) = await store.outbox.queue(a_draft(chat), now=NOW)
    (claimed,) = await store.outbox.claim(now=NOW, worker="w")
    assert (claimed.id, claimed.message, claimed.attempts, claimed.state) == (message_id, a_message(), 1, "sending")
    assert await store.outbox.claim(now=NOW, worker="w") == ()
    await store.outbox.sent(message_id, "tg-9", now=NOW)
    held = await store.outbox.get(message_id)
    assert held is not None
    assert (held.state, held.platform_message_id) == ("sent", "tg-9")
    assert (await store.outbox.counts())["sent"] == 1


async def test_the_same_key_is_queued_once_and_marks_nothing_the_second_time(store: Store, chat: Chat) -> None:
    assert await store.outbox.queue(a_draft(chat), now=NOW)
    assert await store.outbox.queue(a_draft(chat, facts=(FACT,)), now=NOW) == ()
    assert await store.outbox.told(chat.id) == frozenset()
    other = await store.chats.open("telegram", "2", now=NOW)
    assert await store.outbox.queue(a_draft(other), now=NOW)


async def test_many_at_once_queue_one(store: Store, chat: Chat) -> None:
    done = await asyncio.gather(*(store.outbox.queue(a_draft(chat, facts=(FACT,)), now=NOW) for _ in range(6)))
    assert len([ids for ids in done if ids]) == 1


async def test_no_two_workers_take_the_same_message(store_url: str, store: Store) -> None:
    chats = [await store.chats.open("telegram", str(number), now=NOW) for number in range(12)]
    for chat in chats:
        await store.outbox.queue(a_draft(chat, "a"), now=NOW)
        await store.outbox.queue(a_draft(chat, "b"), now=NOW)
    async with await Store.open(store_url) as other:
        workers = [store, other, store, other]
        taken = await asyncio.gather(
            *(worker.outbox.claim(now=NOW, worker=str(number), limit=5) for number, worker in enumerate(workers))
        )
    ids = [message.id for batch in taken for message in batch]
    assert len(ids) == len(set(ids))
    claimed_chats = [message.chat_id for batch in taken for message in batch]
    assert len(claimed_chats) == len(set(claimed_chats)), "one message a chat at a time"


async def test_messages_of_one_chat_go_out_in_order(store: Store, chat: Chat) -> None:
    parts = (a_message("one"), a_message("two"))
    await store.outbox.queue(a_draft(chat, parts=parts), now=NOW)
    await store.outbox.queue(a_draft(chat, "answer:5"), now=NOW)
    keys = []
    for _ in range(3):
        (message,) = await store.outbox.claim(now=NOW, worker="w")
        keys.append((message.key, message.part))
        await store.outbox.sent(message.id, "x", now=NOW)
    assert keys == [("digest:1", 1), ("digest:1", 2), ("answer:5", 1)]


async def test_a_message_held_back_holds_back_what_follows_in_its_chat_only(store: Store, chat: Chat) -> None:
    other = await store.chats.open("slack", "C1", now=NOW)
    await store.outbox.queue(a_draft(chat, "a"), now=NOW)
    await store.outbox.queue(a_draft(chat, "b"), now=NOW)
    await store.outbox.queue(a_draft(other, "c"), now=NOW)
    first, _ = await store.outbox.claim(now=NOW, worker="w")
    await store.outbox.postpone(first.id, until=NOW + HOUR, error="429: wait")
    assert await store.outbox.claim(now=NOW, worker="w") == ()
    (again,) = await store.outbox.claim(now=NOW + HOUR, worker="w")
    assert (again.key, again.attempts, again.error) == ("a", 2, "429: wait")
    await store.outbox.refuse_attempt(again.id, until=NOW + HOUR)
    (once_more,) = await store.outbox.claim(now=NOW + HOUR, worker="w")
    assert once_more.attempts == 2


async def test_a_blocked_chat_is_passed_over_until_it_is_open_again(store: Store, chat: Chat) -> None:
    await store.outbox.queue(a_draft(chat), now=NOW)
    await store.chats.block(chat.id, "kicked", now=NOW)
    assert await store.outbox.claim(now=NOW, worker="w") == ()
    assert await store.chats.active() == ()
    await store.chats.unblock(chat.id)
    assert len(await store.outbox.claim(now=NOW, worker="w")) == 1


async def test_what_a_dead_worker_left_becomes_unknown_and_can_be_repeated(store: Store, chat: Chat) -> None:
    await store.outbox.queue(a_draft(chat, facts=(FACT,)), now=NOW)
    (message,) = await store.outbox.claim(now=NOW, worker="dead")
    assert await store.outbox.recover(now=NOW + HOUR / 2, stuck_for=HOUR) == 0
    assert await store.outbox.recover(now=NOW + HOUR, stuck_for=HOUR) == 1
    assert [held.id for held in await store.outbox.unsettled()] == [message.id]
    assert await store.outbox.told(chat.id) == {FACT}, "it may have arrived"
    assert await store.outbox.repeat(message.id, not_before=NOW + HOUR)
    assert not await store.outbox.repeat(message.id, not_before=NOW + HOUR)
    (again,) = await store.outbox.claim(now=NOW + HOUR, worker="w")
    assert (again.id, again.attempts) == (message.id, 2)


async def test_what_only_a_failed_message_told_counts_as_not_told(store: Store, chat: Chat) -> None:
    await store.outbox.queue(a_draft(chat, "a", facts=(FACT,), stories=(3,)), now=NOW)
    other = FactKey("deal", 8, "signed")
    ids = await store.outbox.queue(a_draft(chat, "b", parts=(a_message(), a_message()), facts=(FACT, other)), now=NOW)
    assert await store.outbox.told(chat.id) == {FACT, other, FactKey("story", 3)}
    await store.outbox.failed(ids[1], "chat not found", now=NOW)
    assert await store.outbox.told(chat.id) == {FACT, FactKey("story", 3)}
    assert await store.outbox.told_stories(chat.id) == {3: NOW}


async def test_a_digest_overtaken_is_replaced_with_what_it_told(store: Store, chat: Chat) -> None:
    old = await store.outbox.queue(a_draft(chat, "digest:mon", facts=(FACT,)), now=NOW)
    assert [message.id for message in await store.outbox.waiting(chat.id, prefix="digest:")] == list(old)
    assert await store.outbox.told(chat.id, ignoring=old) == frozenset()
    merged = a_draft(chat, "digest:tue", facts=(FACT,), replaces=old, digest_at=NOW + DAY)
    assert await store.outbox.queue(merged, now=NOW + DAY)
    assert [message.key for message in await store.outbox.of_chat(chat.id)] == ["digest:tue"]
    assert await store.outbox.told(chat.id) == {FACT}
    held = await store.chats.get(chat.id)
    assert held is not None
    assert held.last_digest_at == NOW + DAY


async def test_a_digest_being_sent_is_not_replaced_and_nothing_is_written(store: Store, chat: Chat) -> None:
    old = await store.outbox.queue(a_draft(chat, "digest:mon"), now=NOW)
    await store.outbox.claim(now=NOW, worker="w")
    merged = a_draft(chat, "digest:tue", facts=(FACT,), replaces=old, digest_at=NOW)
    assert await store.outbox.queue(merged, now=NOW) == ()
    assert await states(store, chat) == ["sending"]
    assert await store.outbox.told(chat.id) == frozenset()
    held = await store.chats.get(chat.id)
    assert held is not None
    assert held.last_digest_at is None


async def test_a_failure_half_way_leaves_the_store_as_it_was(store: Store, chat: Chat) -> None:
    impossible = a_draft(chat, facts=(FactKey("statement", 2**70),))  # no database takes such an id
    with pytest.raises((StoreError, OverflowError)):
        await store.outbox.queue(impossible, now=NOW)
    assert await states(store, chat) == []
    assert await store.outbox.queue(a_draft(chat), now=NOW), "and the key is free"


async def test_numbers_printed_in_the_last_message_stand_for_their_facts(store: Store, chat: Chat) -> None:
    await store.outbox.queue(a_draft(chat, "a", lines={1: (FACT,), 2: (FactKey("deal", 8, "signed"), FACT)}), now=NOW)
    assert await store.chats.line(chat.id, 2) == (FactKey("deal", 8, "signed"), FACT)
    assert await store.chats.line(chat.id, 3) == ()
    await store.chats.remember_lines(chat.id, {1: (FactKey("upcoming", 9, "due"),)}, now=NOW)
    assert await store.chats.line(chat.id, 1) == (FactKey("upcoming", 9, "due"),)
    assert await store.chats.line(chat.id, 2) == ()


async def test_a_message_to_a_chat_that_is_not_held_says_so(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.outbox.queue(Draft(chat_id=99_999, key="a", parts=(a_message(),)), now=NOW)


async def test_every_message_waiting_survives_a_restart(store_url: str, store: Store, chat: Chat) -> None:
    await store.outbox.queue(a_draft(chat, facts=(FACT,)), now=NOW)
    await record(store, an_article("Text"))
    await store.close()
    async with await Store.open(store_url) as again:
        assert [message.key for message in await again.outbox.claim(now=NOW, worker="w")] == ["digest:1"]
        assert await again.outbox.told(chat.id) == {FACT}
