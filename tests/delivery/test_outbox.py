"""Every message owed gets to its chat: late, repeated once and marked, or failed with a reason, never lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import outcomes
from bot.delivery.outbox import LONGEST_BACK_OFF, REPEAT_NOTE, Delivered, Pace, back_off, deliver
from bot.model import Chat, Line, Message, Run, Section
from bot.store import Draft, Store

NOON = datetime(2025, 5, 2, 12, 0, tzinfo=UTC)


@dataclass
class Pigeon:
    """A platform with a memory: what arrived where, and what it does with the next messages."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    refusals: list[Exception | None] = field(default_factory=list)
    pace: Pace = field(default_factory=Pace)

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        refusal = self.refusals.pop(0) if self.refusals else None
        if refusal is not None:
            raise refusal
        (self.plain if is_plain else []).append(words(message))
        self.sent.append((chat.address, words(message)))
        return f"m{len(self.sent)}"

    @property
    def arrived(self) -> list[str]:
        return [text for _, text in self.sent]


def words(message: Message) -> str:
    return "\n".join("".join(run.text for run in line.runs) for section in message.sections for line in section.lines)


def message(text: str) -> Message:
    return Message(sections=(Section(title="", lines=(Line(runs=(Run(text=text),)),)),))


async def queue(store: Store, *texts: str, address: str = "42") -> Chat:
    chat = await store.chats.open("telegram", address, now=NOON)
    for text in texts:
        await store.outbox.queue(Draft(chat_id=chat.id, key=text, parts=(message(text),)), now=NOON)
    return chat


async def states(store: Store, chat: Chat) -> list[str]:
    return [each.state for each in reversed(await store.outbox.of_chat(chat.id))]


async def send(store: Store, pigeon: Pigeon, now: datetime = NOON) -> Delivered:
    return await deliver(store, {"telegram": pigeon}, now)


async def test_what_waits_is_sent_once_and_in_order(store: Store) -> None:
    chat, pigeon = await queue(store, "first", "second"), Pigeon()
    report = await send(store, pigeon)
    assert pigeon.arrived == ["first", "second"]
    assert report.sent == 2
    await send(store, pigeon)
    assert pigeon.arrived == ["first", "second"]
    assert await states(store, chat) == ["sent", "sent"]


async def test_a_flood_limit_delays_and_is_no_failure(store: Store) -> None:
    chat, pigeon = await queue(store, "digest"), Pigeon(refusals=[outcomes.wait("429", timedelta(seconds=30))])
    await send(store, pigeon)
    assert pigeon.arrived == []
    await send(store, pigeon, NOON + timedelta(seconds=10))
    assert pigeon.arrived == []
    await send(store, pigeon, NOON + timedelta(seconds=31))
    assert pigeon.arrived == ["digest"]
    assert await states(store, chat) == ["sent"]


async def test_a_limit_for_everybody_holds_back_other_chats_too(store: Store) -> None:
    await queue(store, "one", address="1")
    pace = Pace(overall=timedelta(milliseconds=1))
    pigeon = Pigeon(refusals=[outcomes.wait("429", timedelta(minutes=5), for_everybody=True)], pace=pace)
    await send(store, pigeon)
    await queue(store, "two", address="2")
    await send(store, pigeon, NOON + timedelta(minutes=1))
    assert pigeon.arrived == []
    await send(store, pigeon, NOON + timedelta(minutes=6))
    await send(store, pigeon, NOON + timedelta(minutes=7))
    assert sorted(pigeon.arrived) == ["one", "two"]


async def test_a_chat_that_blocked_us_keeps_its_messages_until_it_is_back(store: Store) -> None:
    chat, pigeon = await queue(store, "digest"), Pigeon(refusals=[outcomes.dead_chat("blocked by the user")])
    await send(store, pigeon)
    await send(store, pigeon, NOON + timedelta(hours=1))
    assert pigeon.arrived == []
    await store.chats.unblock(chat.id)
    await send(store, pigeon, NOON + timedelta(hours=2))
    assert pigeon.arrived == ["digest"]


async def test_a_chat_that_moved_gets_its_message_at_the_new_address(store: Store) -> None:
    await queue(store, "digest", address="-5")
    pigeon = Pigeon(refusals=[outcomes.migrated("to supergroup", "-1005")])
    await send(store, pigeon)
    await send(store, pigeon, NOON + timedelta(seconds=1))
    assert pigeon.sent == [("-1005", "digest")]


async def test_a_message_that_cannot_be_shown_goes_out_once_as_plain_text(store: Store) -> None:
    chat, pigeon = await queue(store, "broken"), Pigeon(refusals=[outcomes.our_bug("can't parse entities")])
    await send(store, pigeon)
    assert pigeon.plain == ["broken"]
    assert await states(store, chat) == ["sent"]


async def test_one_that_cannot_be_shown_at_all_fails_with_its_reason_and_the_next_goes_on(store: Store) -> None:
    chat = await queue(store, "hopeless", "fine")
    pigeon = Pigeon(refusals=[outcomes.our_bug("too long"), outcomes.our_bug("still too long")])
    report = await send(store, pigeon)
    assert pigeon.arrived == ["fine"]
    assert report.failed == 1
    failed = (await store.outbox.of_chat(chat.id))[-1]
    assert (failed.state, failed.error) == ("failed", "still too long")


async def test_a_lost_answer_is_repeated_once_and_says_so(store: Store) -> None:
    chat = await queue(store, "digest")
    pigeon = Pigeon(refusals=[outcomes.unknown_outcome("no answer"), outcomes.unknown_outcome("no answer")])
    await send(store, pigeon)
    await send(store, pigeon, NOON + timedelta(hours=1))
    assert await states(store, chat) == ["unknown"]
    await send(store, pigeon, NOON + timedelta(hours=3))
    assert pigeon.arrived == [], "a third try would be one repeat too many"

    await queue(store, "second", address="43")
    pigeon.refusals = [outcomes.unknown_outcome("no answer")]
    await send(store, pigeon, NOON + timedelta(hours=4))
    await send(store, pigeon, NOON + timedelta(hours=5))
    assert pigeon.arrived == [f"{REPEAT_NOTE}\nsecond"]


async def test_a_worker_that_died_while_sending_loses_nothing(store: Store) -> None:
    await queue(store, "digest")
    await store.outbox.claim(now=NOON, worker="dead")
    pigeon = Pigeon()
    await send(store, pigeon, NOON + timedelta(seconds=30))
    assert pigeon.arrived == [], "it may still be at work"
    await send(store, pigeon, NOON + timedelta(seconds=60))
    await send(store, pigeon, NOON + timedelta(seconds=120))
    assert pigeon.arrived == [f"{REPEAT_NOTE}\ndigest"]


async def test_a_bad_token_stops_the_platform_and_keeps_its_messages(store: Store) -> None:
    chat, pigeon = await queue(store, "digest"), Pigeon(refusals=[outcomes.fatal("token is not taken")])
    report = await send(store, pigeon)
    assert report.fatal == "telegram: token is not taken"
    assert await states(store, chat) == ["queued"]


async def test_messages_of_a_platform_that_is_not_configured_wait(store: Store) -> None:
    chat = await queue(store, "digest")
    report = await deliver(store, {}, NOON)
    assert (report.sent, report.postponed) == (0, 1)
    assert await states(store, chat) == ["queued"]


async def test_an_unforeseen_error_costs_one_message_only(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    chat, pigeon = await queue(store, "cursed", "fine"), Pigeon(refusals=[ZeroDivisionError("oh")])
    await send(store, pigeon)
    assert pigeon.arrived == ["fine"]
    assert await states(store, chat) == ["failed", "sent"]


async def test_our_own_pace_is_kept(store: Store) -> None:
    await queue(store, "one", "two")
    pigeon = Pigeon(pace=Pace(per_chat=timedelta(minutes=1)))
    await send(store, pigeon)
    assert pigeon.arrived == ["one"]
    await send(store, pigeon, NOON + timedelta(minutes=2))
    assert pigeon.arrived == ["one", "two"]


@pytest.mark.parametrize(
    ("attempts", "wait"), [(0, timedelta(seconds=30)), (1, timedelta(seconds=30)), (3, timedelta(minutes=2))]
)
def test_tries_get_rarer(attempts: int, wait: timedelta) -> None:
    assert back_off(attempts) == wait
    assert back_off(50) == LONGEST_BACK_OFF
