"""Every way Telegram may refuse or lose a message, through the real library, and what becomes of it in the outbox."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.outbox import Pace, deliver
from bot.delivery.outcomes import NotDelivered
from bot.model import Chat, Message
from bot.ops.logs import start_logging
from bot.store import Draft
from handlers.telegram import Account, TelegramFace
from handlers.telegram.connection import PACE
from tests.handlers.house import House, Scribe, now, open_house, says, until
from tests.handlers.samples import DIGEST
from tests.simulators.faults import DROPPED, HTML, LOST, Fault, answers
from tests.simulators.telegram import TOKEN, TelegramSimulator
from tests.simulators.telegram_chats import Room, flood, refusal

FREE = Pace()
GROUP = Chat(id=1, platform="telegram", address="-100500")
TOPIC = Chat(id=1, platform="telegram", address="-100500/11")
PERSON = Chat(id=2, platform="telegram", address="42")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramSimulator]:
    async with TelegramSimulator().running() as simulator:
        simulator.group(topics={11})
        simulator.private()
        yield simulator


@asynccontextmanager
async def face_at(telegram: TelegramSimulator, house: House, pace: Pace = FREE) -> AsyncIterator[TelegramFace]:
    account = Account(token=TOKEN, base_url=telegram.base_url, seconds=1.5, poll_seconds=1.0, pace=pace)
    face = TelegramFace(account, house.reception, house.troubles.append)
    await face.start()
    try:
        yield face
    finally:
        await face.stop()


ROWS = [
    (GROUP, flood(7), "wait"),
    (GROUP, flood(None), "wait"),
    (GROUP, HTML, "unknown_outcome"),
    (GROUP, answers(500, {"ok": False, "error_code": 500, "description": "Internal Server Error"}), "unknown_outcome"),
    (GROUP, answers(200, "<html>maintenance</html>"), "unknown_outcome"),
    (GROUP, answers(200, {"ok": False}), "unknown_outcome"),
    (GROUP, answers(200, {"ok": True}), "unknown_outcome"),
    (GROUP, answers(200, {"ok": True, "result": {"strange": 1}}), "unknown_outcome"),
    (PERSON, refusal(403, "bot was blocked by the user"), "dead_chat"),
    (PERSON, refusal(403, "user is deactivated"), "dead_chat"),
    (PERSON, refusal(403, "bot can't initiate conversation with a user"), "dead_chat"),
    (GROUP, refusal(403, "bot was kicked from the supergroup chat"), "dead_chat"),
    (GROUP, refusal(403, "bot is not a member of the supergroup chat"), "dead_chat"),
    (GROUP, refusal(403, "the group chat was deleted"), "dead_chat"),
    (GROUP, refusal(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=-10077), "migrated"),
    (GROUP, refusal(400, "chat not found"), "dead_chat"),
    (GROUP, refusal(400, "not enough rights to send text messages to the chat"), "dead_chat"),
    (TOPIC, refusal(400, "message thread not found"), "migrated"),
    (TOPIC, refusal(400, "TOPIC_CLOSED"), "dead_chat"),
    (GROUP, refusal(400, "can't parse entities: Unsupported start tag"), "our_bug"),
    (GROUP, refusal(400, "message is too long"), "our_bug"),
    (GROUP, refusal(400, "BUTTON_DATA_INVALID"), "our_bug"),
    (GROUP, refusal(401, ""), "fatal"),
    (GROUP, refusal(404, ""), "fatal"),
    (GROUP, refusal(409, "terminated by other getUpdates request"), "fatal"),
    (GROUP, LOST, "unknown_outcome"),
    (GROUP, DROPPED, "unknown_outcome"),
    (GROUP, Fault("late", seconds=3.0), "unknown_outcome"),
]


async def test_every_refusal_has_its_verdict(telegram: TelegramSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house) as face:
        for chat, fault, verdict in ROWS:
            telegram.faults.add("sendMessage", fault)
            with pytest.raises(NotDelivered) as caught:
                await face.send(chat, says("hello"))
            assert (fault, caught.value.outcome.verdict) == (fault, verdict)
            assert TOKEN not in f"{caught.value!r} {caught.value.outcome}"
            assert caught.value.outcome.reason


async def test_what_a_verdict_carries(telegram: TelegramSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house) as face:

        async def verdict(chat: Chat, fault: Fault) -> NotDelivered:
            telegram.faults.add("sendMessage", fault)
            with pytest.raises(NotDelivered) as caught:
                await face.send(chat, says("hello"))
            return caught.value

        of_group, of_person = await verdict(GROUP, flood(7)), await verdict(PERSON, flood(7))
        moved = await verdict(GROUP, refusal(400, "group chat was upgraded", migrate_to_chat_id=-10077))
        no_topic = await verdict(TOPIC, refusal(400, "message thread not found"))
    assert timedelta(seconds=7) <= of_group.outcome.wait <= timedelta(seconds=9)
    assert not of_group.outcome.is_for_everybody
    assert of_person.outcome.is_for_everybody
    assert moved.outcome.new_address == "-10077"
    assert no_topic.outcome.new_address == "-100500"


async def test_a_server_that_is_away_means_not_sent(telegram: TelegramSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house:
        async with face_at(telegram, house) as face:
            await telegram.close()
            with pytest.raises(NotDelivered) as caught:
                await face.send(GROUP, says("hello"))
        assert caught.value.outcome.verdict == "wait"
        with pytest.raises(NotDelivered, match="not started"):
            await face.send(GROUP, says("hello"))


async def queue(house: House, room: Room, message: Message, key: str = "digest:1") -> int:
    """A message owed to a room; its id."""
    chat = await house.store.chats.open("telegram", str(room.id), now=now())
    (number,) = await house.store.outbox.queue(Draft(chat_id=chat.id, key=key, parts=(message,)), now=now())
    return number


async def test_a_lost_answer_is_repeated_once_and_says_so(telegram: TelegramSimulator, tmp_path: Path) -> None:
    room = telegram.private()
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house) as face:
        telegram.faults.add("sendMessage", LOST, LOST, LOST)
        await queue(house, room, says("the news"))
        for minutes in (0, 10, 20, 30):
            await deliver(house.store, {"telegram": face}, now() + timedelta(minutes=minutes))
    assert [shown.text.split("\n")[-1] for shown in room.shown] == ["the news", "the news"]
    assert "Perhaps a repeat" in room.shown[1].text


async def test_what_telegram_cannot_parse_comes_as_plain_text_once(telegram: TelegramSimulator, tmp_path: Path) -> None:
    room = telegram.private()
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house) as face:
        telegram.faults.add("sendMessage", refusal(400, "can't parse entities: byte offset 3"))
        number = await queue(house, room, DIGEST)
        await deliver(house.store, {"telegram": face}, now())
        settled = await house.store.outbox.get(number)
    assert settled is not None
    assert settled.state == "sent"
    assert [shown.buttons for shown in room.shown] == [()]
    assert "https://www.example.com/world?id=7&lang=en" in room.shown[0].text


async def test_a_long_message_broken_off_by_a_flood_goes_on_where_it_was(
    telegram: TelegramSimulator, tmp_path: Path
) -> None:
    room = telegram.group()
    long = says("word " * 1500)
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house) as face:
        chat = await house.store.chats.open("telegram", str(room.id), now=now())
        telegram.faults.add("sendMessage", Fault("late"), flood(3))
        with pytest.raises(NotDelivered):
            await face.send(chat, long)
        await face.send(chat, long)
    assert len(room.shown) == 2
    assert " ".join(shown.text for shown in room.shown).split() == ["word"] * 1500


async def test_a_digest_arrives_with_its_links_and_buttons(telegram: TelegramSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house) as face:
        assert (await face.send(TOPIC, DIGEST)).isdigit()
    (shown,) = telegram.group().shown
    assert shown.thread == 11
    assert set(shown.links) == {"https://www.example.com/world?id=7&lang=en", "https://news.example.org/deal"}
    assert shown.buttons == (("More", "v1:more:1-2"), ("Follow Rubio", "v1:follow:Marco Rubio"))


async def test_a_digest_hour_of_many_chats_stays_under_telegrams_limits(
    telegram: TelegramSimulator, tmp_path: Path
) -> None:
    rooms = [telegram.private(number, f"Person {number}") for number in range(100, 140)]
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house, pace=PACE) as face:
        for room in rooms:
            await queue(house, room, says(f"news for {room.id}"))
        async with asyncio.timeout(60):
            while (await house.states()).get("queued"):
                await deliver(house.store, {"telegram": face}, now())
    assert [[shown.text for shown in room.shown] for room in rooms] == [[f"news for {room.id}"] for room in rooms]
    assert telegram.floods == 0


async def test_a_group_flooded_with_answers_gets_them_all_a_little_later(
    telegram: TelegramSimulator, tmp_path: Path
) -> None:
    group = telegram.group()
    async with open_house(tmp_path, Scribe()) as house, face_at(telegram, house) as face:
        for number in range(25):
            await queue(house, group, says(f"answer {number}"), key=f"update:{number}")
        for minutes in (0, 2, 4):
            await deliver(house.store, {"telegram": face}, now() + timedelta(minutes=minutes))
            group.sent_at.clear()  # the minute that passed
    assert [shown.text for shown in group.shown] == [f"answer {number}" for number in range(25)]
    assert telegram.floods > 0


async def test_no_log_line_ever_holds_the_token(
    telegram: TelegramSimulator, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    stream = io.StringIO()
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    start_logging("debug", "json", (TOKEN,), stream)
    try:
        scribe = Scribe()
        async with open_house(tmp_path, scribe) as house, face_at(telegram, house) as face:
            telegram.push({"message": 5})
            telegram.says(telegram.private(), "/ask break")
            await until(lambda: bool(scribe.asked))
            telegram.faults.add("getUpdates", HTML, DROPPED, refusal(409, "terminated"))
            for _, fault, _ in ROWS:
                telegram.faults.add("sendMessage", fault)
                with pytest.raises(NotDelivered):
                    await face.send(PERSON, says("hello"))
            telegram.is_revoked = True
            telegram.push({})
            await until(lambda: bool(house.troubles))
    finally:
        logging.getLogger().handlers[:] = handlers
        logging.getLogger().setLevel(level)
        logging.captureWarnings(capture=False)
    said = stream.getvalue() + caplog.text + "".join(capfd.readouterr())
    assert "an update cannot be read" in said
    assert TOKEN not in said
    assert TOKEN.partition(":")[2] not in said
