"""The bot on Telegram: the real library against a simulated server, the real store, the outbox between them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import Draft
from tests.handlers.house import House, Scribe, now, open_house, says, until, until_so
from tests.handlers.telegram_scene import Scene, at_work, texts
from tests.simulators.telegram import BOT, TelegramSimulator
from tests.simulators.telegram_chats import refusal as refused


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """A bot at work."""
    scribe = Scribe()
    async with (
        TelegramSimulator().running() as telegram,
        open_house(tmp_path, scribe) as house,
        at_work(telegram, house),
    ):
        yield telegram, house, scribe


async def test_commands_and_plain_words_are_answered_in_order(scene: Scene) -> None:
    telegram, house, _ = scene
    room = telegram.private()
    for words in ("/start", "/follow Ukraine", "follow Rubio", "what did Rubio say?", "/help@OnRecordBot"):
        telegram.says(room, words)
    await until(lambda: len(room.shown) == 5)
    assert texts(room) == [
        "start:",
        "Following Ukraine.",
        "Following Ukraine, Rubio.",
        "ask: what did Rubio say?",
        "help:",
    ]
    assert not any(shown.has_preview or shown.reply_to for shown in room.shown)
    await until_so(lambda: _is(house, {"sent": 5}))
    assert telegram.menu[:6] == [
        {"command": command["command"], "description": command["description"]} for command in telegram.menu[:6]
    ]
    assert [command["command"] for command in telegram.menu[:3]] == ["digest", "ask", "follow"]


async def _is(house: House, states: dict[str, int]) -> bool:
    return await house.states() == states


async def test_a_tapped_button_does_what_it_says_and_its_spinner_stops(scene: Scene) -> None:
    telegram, _, _ = scene
    room = telegram.private()
    telegram.says(room, "/follow Ukraine")
    await until(lambda: len(room.shown) == 1)
    telegram.taps(room, "Undo")
    await until(lambda: len(room.shown) == 2)
    assert texts(room)[1] == "Gone: Ukraine."
    assert len(telegram.acknowledged) == 1


@pytest.mark.parametrize(
    ("typed", "done"),
    [
        ("/start follow_Marco_Rubio", "Following Marco Rubio."),
        ("/start ask_what_did_Rubio_say", "ask: what did Rubio say"),
        ("/start pause_now", "start: pause_now"),
    ],
)
async def test_a_deep_link_asks_for_what_it_names(scene: Scene, typed: str, done: str) -> None:
    telegram, _, _ = scene
    room = telegram.private()
    telegram.says(room, typed)
    await until(lambda: texts(room) == [done])


async def test_a_tap_that_telegram_calls_too_old_is_done_all_the_same(scene: Scene) -> None:
    telegram, _, _ = scene
    room = telegram.private()
    telegram.says(room, "/follow Ukraine")
    await until(lambda: len(room.shown) == 1)
    telegram.faults.add(
        "answerCallbackQuery", refused(400, "query is too old and response timeout expired or query ID is invalid")
    )
    telegram.taps(room, "Undo")
    await until(lambda: texts(room)[1:] == ["Gone: Ukraine."])


async def test_one_slow_answer_holds_up_nobody_else(scene: Scene) -> None:
    telegram, _, scribe = scene
    slow, quick = telegram.private(1, "Slow"), telegram.private(2, "Quick")
    scribe.slow.add("the long question")
    telegram.says(slow, "ask the long question", 1)
    telegram.says(slow, "list", 1)
    telegram.says(quick, "/help", 2)
    await until(lambda: len(quick.shown) == 1)
    assert slow.shown == []
    scribe.go_on.set()
    await until(lambda: texts(slow) == ["ask: the long question", "list:"])


async def test_a_command_that_breaks_is_apologised_for_and_the_next_is_answered(scene: Scene) -> None:
    telegram, _, _ = scene
    room = telegram.private()
    telegram.says(room, "/ask break")
    telegram.says(room, "/help")
    await until(lambda: len(room.shown) == 2)
    assert texts(room)[0].startswith("That went wrong on my side")
    assert texts(room)[1] == "help:"


async def test_an_update_that_nobody_can_read_does_not_stop_the_polling(scene: Scene) -> None:
    telegram, _, _ = scene
    room = telegram.private()
    telegram.push({"message": {"message_id": "seven", "chat": 5}})
    telegram.push({"callback_query": [1, 2]})
    telegram.says(room, "/help")
    await until(lambda: texts(room) == ["help:"])
    polls = telegram.polls
    assert polls < 10


async def test_an_update_that_comes_twice_is_answered_once(scene: Scene) -> None:
    telegram, _, scribe = scene
    room = telegram.private()
    telegram.says(room, "/follow Ukraine")
    await until(lambda: len(room.shown) == 1)
    telegram.repeat()
    telegram.says(room, "/help")
    await until(lambda: "help:" in texts(room))
    assert texts(room) == ["Following Ukraine.", "help:"]
    assert [command.name for command in scribe.asked] == ["follow", "help"]


async def test_a_restart_repeats_nothing_and_loses_nothing(tmp_path: Path) -> None:
    async with TelegramSimulator().running() as telegram:
        room = telegram.private()
        for round_number in range(3):
            async with open_house(tmp_path, Scribe()) as house, at_work(telegram, house):
                telegram.says(room, f"/ask question {round_number}")
                await until(lambda count=round_number + 1: len(room.shown) == count)  # type: ignore[misc]
            telegram.repeat()
        async with open_house(tmp_path, Scribe()) as house, at_work(telegram, house):
            telegram.says(room, "/help")
            await until(lambda: "help:" in texts(room))
    assert texts(room) == ["ask: question 0", "ask: question 1", "ask: question 2", "help:"]


# ---------------------------------------------------------------- groups


async def test_a_group_is_answered_only_when_it_speaks_to_us(scene: Scene) -> None:
    telegram, _, _ = scene
    group = telegram.group()
    ours = {
        "message_id": 7,
        "date": 1,
        "chat": {"id": group.id, "type": "supergroup", "title": "x"},
        "from": BOT,
        "text": "t",
    }
    telegram.says(group, "what did Rubio say?")
    telegram.says(group, "/follow@SomeOtherBot Ukraine")
    telegram.says(group, "/unheardof")
    telegram.says(group, "@OnRecordBot what did Rubio say?", 1)
    telegram.says(group, "and Putin?", 1, reply_to_message=ours)
    telegram.says(group, "/list@OnRecordBot", 1)
    await until(lambda: len(group.shown) == 3)
    assert texts(group) == ["ask: what did Rubio say?", "ask: and Putin?", "list:"]
    assert all(shown.reply_to for shown in group.shown)


async def test_only_admins_change_what_a_group_follows_whoever_taps(scene: Scene) -> None:
    telegram, _, _ = scene
    group = telegram.group(admins={1})
    telegram.says(group, "/follow Ukraine", 2)
    await until(lambda: len(group.shown) == 1)
    telegram.says(group, "/follow Ukraine", 1)
    await until(lambda: len(group.shown) == 2)
    telegram.taps(group, "Undo", 2)
    await until(lambda: len(group.shown) == 3)
    telegram.taps(group, "Undo", 1)
    await until(lambda: len(group.shown) == 4)
    only = "Only an admin of this chat can change that."
    assert texts(group) == [only, "Following Ukraine.", only, "Gone: Ukraine."]


async def test_a_channel_is_set_up_from_a_private_chat_by_its_admins(scene: Scene) -> None:
    telegram, house, scribe = scene
    channel, room = telegram.channel("dailynews", admins={42, BOT["id"]}), telegram.private()
    for words in ("/follow @dailynews Ukraine", "time @dailynews 07:00", "follow @dailynews"):
        telegram.says(room, words)
    await until(lambda: len(room.shown) == 3)
    assert [text.replace("@\u2060", "@") for text in texts(room)] == [  # so that no mention is made of it
        "For @dailynews:\n\nFollowing Ukraine.",
        "For @dailynews:\n\ntime: 07:00",
        "For @dailynews:\n\nlist:",
    ]
    assert not any(shown.buttons for shown in room.shown)  # they would act on the private chat
    assert channel.shown == []
    assert {command.chat.address for command in scribe.asked} == {str(channel.id)}
    held = await house.store.chats.find("telegram", str(channel.id))
    assert held is not None
    assert held.title == "The Daily Channel"
    await house.store.outbox.queue(Draft(chat_id=held.id, key="digest:1", parts=(says("News."),)), now=now())
    house.bell.set()
    await until(lambda: texts(channel) == ["News."])


@pytest.mark.parametrize(
    ("admins", "asked", "answer"),
    [
        ({BOT["id"]}, "/follow @dailynews Ukraine", "Only an admin of @dailynews can change what it gets."),
        ({42}, "/follow @dailynews Ukraine", "I may not post in @dailynews yet. Make me an admin"),
        ({42, BOT["id"]}, "/follow @elsewhere Ukraine", "I do not see @elsewhere. Make me an admin there"),
    ],
)
async def test_a_channel_is_set_up_by_nobody_else_and_where_we_may_post(
    scene: Scene, admins: set[int], asked: str, answer: str
) -> None:
    telegram, house, scribe = scene
    channel, room = telegram.channel("dailynews", admins=admins), telegram.private()
    telegram.says(room, asked)
    await until(lambda: len(room.shown) == 1)
    assert texts(room)[0].replace("@\u2060", "@").startswith(answer)
    assert scribe.asked == []
    assert await house.store.chats.find("telegram", str(channel.id)) is None


async def test_each_topic_of_a_forum_is_a_chat_of_its_own(scene: Scene) -> None:
    telegram, house, _ = scene
    forum = telegram.group(-100700, admins={42}, topics={11, 12})
    telegram.says(forum, "/follow Ukraine", message_thread_id=11, is_topic_message=True)
    telegram.says(forum, "/list", message_thread_id=12, is_topic_message=True)
    await until(lambda: len(forum.shown) == 2)
    assert {(shown.thread, shown.text) for shown in forum.shown} == {(11, "Following Ukraine."), (12, "list:")}
    assert await house.store.chats.find("telegram", "-100700/11")
    telegram.taps(forum, "Undo")
    await until(lambda: len(forum.shown) == 3)
    assert forum.shown[2].thread == 11


async def test_a_group_that_adds_us_is_greeted(scene: Scene) -> None:
    telegram, _, _ = scene
    group = telegram.group()
    telegram.moves_bot(group, "left", "member")
    await until(lambda: texts(group) == ["start:"])


async def test_a_group_that_becomes_a_supergroup_keeps_what_it_follows(scene: Scene) -> None:
    telegram, house, _ = scene
    old, new = telegram.group(-5), telegram.group(-1005)
    telegram.says(old, "/list")
    await until(lambda: len(old.shown) == 1)
    before = await house.store.chats.find("telegram", "-5")
    telegram.push({"message": {**telegram.newest["message"], "text": None, "migrate_to_chat_id": new.id}})
    telegram.says(new, "/list")
    await until(lambda: len(new.shown) == 1)
    after = await house.store.chats.find("telegram", "-1005")
    assert before is not None
    assert after is not None
    assert after.id == before.id
    assert await house.store.chats.find("telegram", "-5") is None


async def test_being_blocked_pauses_a_chat_and_start_brings_it_back(scene: Scene) -> None:
    telegram, house, _ = scene
    room = telegram.private()
    telegram.says(room, "/follow Ukraine")
    await until(lambda: len(room.shown) == 1)
    telegram.moves_bot(room, "member", "kicked")
    await until_so(lambda: _active(house, 0))
    telegram.moves_bot(room, "kicked", "member")
    telegram.says(room, "/start")
    await until(lambda: texts(room)[1:] == ["start:"])
    assert await _active(house, 1)


async def _active(house: House, count: int) -> bool:
    return len(await house.store.chats.active()) == count


async def test_a_forwarded_text_and_one_that_is_replied_to_are_drafts(scene: Scene) -> None:
    telegram, _, scribe = scene
    room, group = telegram.private(), telegram.group()
    draft = "“This is not our war,” Rubio said.\n\nMore to come."
    origin = {"type": "hidden_user", "sender_user_name": "Desk", "date": 1}
    telegram.says(room, draft, forward_origin=origin)
    telegram.says(group, draft)
    replied = {"message_id": 5, "date": 1, "chat": {"id": group.id, "type": "supergroup"}, "text": draft}
    telegram.says(group, "/verify", reply_to_message=replied)
    await until(lambda: len(scribe.asked) == 2)
    assert {(command.name, command.argument) for command in scribe.asked} == {("verify", draft)}
