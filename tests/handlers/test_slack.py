"""The bot on Slack: the real libraries against a simulated workspace, the real store, the outbox between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.delivery.outbox import Pace
from bot.errors import PlatformError
from handlers.slack import Account, SlackFace
from tests.handlers.house import House, Scribe, open_house, until, until_so
from tests.simulators.faults import LOST, answers
from tests.simulators.slack import APP_TOKEN, BOT_TOKEN, BOT_USER, Room, SlackSimulator, error

Scene = tuple[SlackSimulator, House, Scribe]


def face_of(slack: SlackSimulator, house: House, bot: str = BOT_TOKEN, app: str = APP_TOKEN) -> SlackFace:
    account = Account(bot_token=bot, app_token=app, base_url=slack.base_url, seconds=2.0, pace=Pace())
    return SlackFace(account, house.reception, house.troubles.append)


@asynccontextmanager
async def at_work(slack: SlackSimulator, house: House) -> AsyncIterator[SlackFace]:
    face = face_of(slack, house)
    house.platforms["slack"] = face
    await face.start()
    await until(lambda: slack.is_listened_to)
    try:
        yield face
    finally:
        await face.stop()


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """A bot at work."""
    scribe = Scribe()
    async with SlackSimulator().running() as slack, open_house(tmp_path, scribe) as house, at_work(slack, house):
        yield slack, house, scribe


def texts(room: Room) -> list[str]:
    return [shown.text for shown in room.shown]


async def test_a_direct_message_is_answered_in_order(scene: Scene) -> None:
    slack, _, _ = scene
    room = slack.direct()
    for words in ("start", "follow Ukraine", "Follow: Rubio", "what did Rubio say about AT&amp;T?", "list"):
        await slack.writes(room, words)
    await until(lambda: len(room.shown) == 5)
    assert texts(room) == [
        "start: ", "Following Ukraine.", "Following Ukraine, Rubio.", "ask: what did Rubio say about AT&T?", "list: ",
    ]  # fmt: skip
    assert not any(shown.unfurls or shown.thread or shown.only_for for shown in room.shown)
    assert len(slack.acknowledged) == 5


async def test_a_mention_is_answered_in_its_thread_and_makes_no_chat_of_the_thread(scene: Scene) -> None:
    slack, house, scribe = scene
    room = slack.channel()
    ts = await slack.mentions(room, "what did Rubio say?")
    await slack.mentions(room, "and Putin?", thread=ts)
    await slack.mentions(room, "", person="U2")
    await until(lambda: len(room.shown) == 3)
    assert sorted(texts(room)) == ["ask: and Putin?", "ask: what did Rubio say?", "help: "]
    assert [shown.thread for shown in room.shown if shown.text.startswith("ask")] == [ts, ts]
    assert {command.thread for command in scribe.asked if command.name == "ask"} == {ts}
    assert [chat.address for chat, _ in await house.store.chats.everything()] == ["C01"]


async def test_a_slash_command_is_answered_to_one_person_only(scene: Scene) -> None:
    slack, house, _ = scene
    room = slack.channel()
    await slack.commands(room, "follow Ukraine")
    await slack.commands(room, "")
    await until(lambda: len(room.shown) == 2)
    assert texts(room) == ["Following Ukraine.", "help: "]
    assert {shown.only_for for shown in room.shown} == {"U1"}
    assert await house.states() == {}
    chat = await house.store.chats.find("slack", "C01")
    assert chat is not None
    assert chat.title == "newsroom"


async def test_a_response_url_that_fails_is_replaced_by_the_channel(scene: Scene) -> None:
    slack, _, _ = scene
    room = slack.channel()
    slack.faults.add("response", answers(404, "used_url"))
    await slack.commands(room, "list")
    await until(lambda: len(room.shown) == 1)
    assert (room.shown[0].text, room.shown[0].only_for) == ("list: ", "U1")
    assert "chat.postEphemeral" in slack.calls


async def test_a_button_answers_under_its_message_and_a_private_one_privately(scene: Scene) -> None:
    slack, _, _ = scene
    room, direct = slack.channel(), slack.direct()
    await slack.mentions(room, "follow Ukraine")
    await slack.writes(direct, "follow Rubio")
    await until(lambda: len(room.shown) + len(direct.shown) == 2)
    await slack.taps(room, "Undo")
    await slack.taps(direct, "Undo")
    await until(lambda: len(room.shown) + len(direct.shown) == 4)
    assert (room.shown[1].text, room.shown[1].thread) == ("Gone: Ukraine.", room.shown[0].thread)
    assert (direct.shown[1].text, direct.shown[1].thread) == ("Gone: Rubio.", None)
    await slack.commands(room, "follow Deals")
    await until(lambda: len(room.shown) == 3)
    await slack.taps(room, "Undo")
    await until(lambda: len(room.shown) == 4)
    assert (room.shown[3].text, room.shown[3].only_for) == ("Gone: Deals.", "U1")


async def test_what_comes_twice_is_done_once(scene: Scene) -> None:
    slack, _, scribe = scene
    room = slack.direct()
    await slack.writes(room, "follow Ukraine")
    await slack.repeats()
    await until(lambda: len(room.shown) == 1)
    await slack.repeats()
    await slack.commands(room, "follow Rubio")
    await until(lambda: len(room.shown) == 2)
    await slack.repeats()
    await slack.writes(room, "list")
    await until(lambda: "list: " in texts(room))
    assert texts(room) == ["Following Ukraine.", "Following Ukraine, Rubio.", "list: "]
    assert len(scribe.asked) == 3


async def test_a_restart_repeats_nothing(tmp_path: Path) -> None:
    async with SlackSimulator().running() as slack:
        room = slack.direct()
        for number in range(2):
            async with open_house(tmp_path, Scribe()) as house, at_work(slack, house):
                if number:
                    await slack.repeats()
                await slack.writes(room, f"question {number}")
                await until(lambda count=number + 1: len(room.shown) == count)  # type: ignore[misc]
    assert texts(room) == ["ask: question 0", "ask: question 1"]


async def test_what_is_not_for_us_is_passed_over(scene: Scene) -> None:
    slack, _, scribe = scene
    room = slack.direct()
    await slack.writes(room, "edited", subtype="message_changed")
    await slack.writes(room, "by a bot", bot_id="B1")
    await slack.writes(room, "in a channel", channel_type="channel")
    await slack.happens({"type": "emoji_changed"})
    await slack.happens({"type": "app_mention", "text": 7})
    await slack.writes(room, "list")
    await until(lambda: len(room.shown) == 1)
    assert [command.name for command in scribe.asked] == ["list"]
    assert len(slack.acknowledged) == 6


async def test_one_slow_answer_holds_up_nobody_else_and_is_acknowledged_at_once(scene: Scene) -> None:
    slack, _, scribe = scene
    slow, quick = slack.direct("D01"), slack.direct("D02")
    scribe.slow.add("the long question")
    await slack.writes(slow, "ask the long question")
    await slack.writes(quick, "list", person="U2")
    await until(lambda: len(quick.shown) == 1)
    assert len(slack.acknowledged) == 2
    assert slow.shown == []
    scribe.go_on.set()
    await until(lambda: texts(slow) == ["ask: the long question"])


async def test_a_command_that_breaks_is_apologised_for(scene: Scene) -> None:
    slack, _, _ = scene
    room = slack.direct()
    await slack.writes(room, "ask break")
    await slack.commands(room, "ask break")
    await until(lambda: len(room.shown) == 2)
    assert all(text.startswith("That went wrong on my side") for text in texts(room))


async def test_an_archived_channel_is_paused_and_comes_back(scene: Scene) -> None:
    slack, house, _ = scene
    room = slack.channel()
    await slack.mentions(room, "list")
    await until(lambda: len(room.shown) == 1)
    await slack.happens({"type": "channel_archive", "channel": room.id, "user": "U1"})
    await until_so(lambda: active(house, 0))
    await slack.happens({"type": "channel_unarchive", "channel": room.id, "user": "U1"})
    await until_so(lambda: active(house, 1))
    await slack.happens({"type": "member_joined_channel", "channel": room.id, "user": BOT_USER})
    await until(lambda: texts(room)[1:] == ["start: "])


async def active(house: House, count: int) -> bool:
    return len(await house.store.chats.active()) == count


async def test_a_channel_that_lost_us_is_paused_by_the_refusal_and_resumed_by_the_invitation(scene: Scene) -> None:
    slack, house, _ = scene
    room = slack.channel()
    room.refuses = "not_in_channel"
    await slack.mentions(room, "list")
    await until_so(lambda: active(house, 0))
    room.refuses = None
    await slack.happens({"type": "member_joined_channel", "channel": room.id, "user": BOT_USER})
    await until(lambda: sorted(texts(room)) == ["list: ", "start: "])


async def test_a_line_that_breaks_is_taken_up_again(scene: Scene) -> None:
    slack, _, _ = scene
    room = slack.direct()
    await slack.drops_socket()
    await until(lambda: slack.is_listened_to)
    await slack.writes(room, "list")
    await until(lambda: texts(room) == ["list: "])


# ---------------------------------------------------------------- tokens and health


async def test_check_names_bot_and_workspace(scene: Scene, tmp_path: Path) -> None:
    slack, house, _ = scene
    assert await face_of(slack, house).check() == "connected as @onrecord in Newsroom"
    running = house.platforms["slack"]
    assert isinstance(running, SlackFace)
    assert await running.health() == "listening as @onrecord in Newsroom"
    await slack.happens({"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}})
    await until(lambda: bool(house.troubles))
    with pytest.raises(PlatformError, match="install it again"):
        await running.health()


@pytest.mark.parametrize(
    ("bot", "app", "said"),
    [
        ("xoxb-wrong", APP_TOKEN, "ONRECORD_SLACK_BOT_TOKEN"),
        (BOT_TOKEN, "xapp-wrong", "ONRECORD_SLACK_APP_TOKEN"),
        (BOT_TOKEN, BOT_TOKEN, "connections:write"),
    ],
)
async def test_a_bad_token_is_said_at_once(tmp_path: Path, bot: str, app: str, said: str) -> None:
    async with SlackSimulator().running() as slack, open_house(tmp_path, Scribe()) as house:
        with pytest.raises(PlatformError, match=said) as caught:
            await face_of(slack, house, bot, app).check()
        assert bot not in str(caught.value)
        with pytest.raises(PlatformError, match=said):
            await face_of(slack, house, bot, app).start()


async def test_a_workspace_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    async with SlackSimulator().running() as slack, open_house(tmp_path, Scribe()) as house:
        slack.faults.add("auth.test", LOST, error("internal_error"), answers(502, "<html></html>"))
        for _ in range(3):
            with pytest.raises(PlatformError, match="cannot be reached"):
                await face_of(slack, house).check()
        await slack.close()
        with pytest.raises(PlatformError, match="cannot be reached"):
            await face_of(slack, house).start()


async def test_the_end_comes_soon_though_an_answer_never_does(tmp_path: Path) -> None:
    scribe = Scribe(slow={"something endless"})
    async with SlackSimulator().running() as slack, open_house(tmp_path, scribe) as house:
        async with asyncio.timeout(30), at_work(slack, house) as face:
            await slack.writes(slack.direct(), "ask something endless")
            await until(lambda: len(scribe.asked) == 1)
        with pytest.raises(PlatformError, match="not connected"):
            await face.health()


async def test_a_forwarded_message_is_a_draft(scene: Scene) -> None:
    slack, _, scribe = scene
    room = slack.direct()
    draft = "“This is not our war,” Rubio said.\n\nMore to come."
    for words in ("", "verify"):
        await slack.writes(room, words, attachments=[{"is_share": True, "text": draft}])
    await slack.writes(room, "what did Rubio say?", attachments=[{"title": "a preview", "text": "of a link"}])
    await until(lambda: len(scribe.asked) == 3)
    asked = [(command.name, command.argument) for command in scribe.asked]
    assert asked == [("verify", draft), ("verify", draft), ("ask", "what did Rubio say?")]
