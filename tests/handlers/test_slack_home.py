"""The App Home, and answers that one person saw shown to a channel: the real commands on a simulated workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery.outbox import Pace
from bot.store import Store
from handlers.commands import Commands
from handlers.slack import Account, SlackFace
from tests.handlers.commanding import a_desk
from tests.handlers.house import House, open_house, open_store, until
from tests.simulators.slack import APP_TOKEN, BOT_TOKEN, SlackSimulator, error

Scene = tuple[SlackSimulator, House]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """The whole bot at work, with nothing read yet."""
    await (await open_store(tmp_path)).close()
    async with (
        SlackSimulator().running() as slack,
        await Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as store,
        open_house(tmp_path, Commands(store, a_desk())) as house,
    ):
        account = Account(bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=slack.base_url, pace=Pace())
        face = SlackFace(account, house.reception, house.troubles.append)
        house.platforms["slack"] = face
        await face.start()
        await until(lambda: slack.is_listened_to)
        try:
            yield slack, house
        finally:
            await face.stop()


def seen(slack: SlackSimulator, person: str = "U1") -> str:
    """The words of somebody's App Home, and the labels of its buttons."""
    blocks = slack.homes.get(person, {"blocks": []})["blocks"]
    texts = [block["text"]["text"] for block in blocks if "text" in block]
    labels = [each["text"]["text"] for block in blocks if block["type"] == "actions" for each in block["elements"]]
    return "\n".join([*texts, *labels])


async def test_who_looks_for_the_first_time_is_told_how_to_begin_and_not_subscribed(scene: Scene) -> None:
    slack, house = scene
    await slack.opens_home(slack.direct())
    await until(lambda: "Tap a topic" in seen(slack))
    assert "Follow Ukraine" in seen(slack)
    assert await house.store.chats.everything() == ()
    await slack.opens_home(slack.direct(), person="U2", tab="messages")
    await slack.opens_home(slack.direct(), person="U3")
    await until(lambda: "U3" in slack.homes)
    assert "U2" not in slack.homes


async def test_what_is_tapped_is_answered_in_the_direct_message_and_seen_at_once(scene: Scene) -> None:
    slack, _ = scene
    room = slack.direct()
    await slack.opens_home(room)
    await until(lambda: "Follow Ukraine" in seen(slack))
    await slack.taps_home("Follow Ukraine")
    await until(lambda: "Drop Ukraine" in seen(slack) and bool(room.shown))
    assert "Stories on Ukraine." in room.shown[0].text
    for line in ("This chat follows", "Stories on Ukraine.", "*Digest: 08:00, every day*", "Next digest", "Digest now"):
        assert line in seen(slack), line
    await slack.taps_home("Long")
    await until(lambda: "Length: long" in seen(slack))
    await slack.taps_home("Drop Ukraine")
    await until(lambda: "Tap a topic" in seen(slack) and "Gone: Ukraine." in room.shown[-1].text)


async def test_a_home_that_cannot_be_shown_stops_nothing(scene: Scene) -> None:
    slack, _ = scene
    room = slack.direct()
    slack.faults.add("views.publish", error("not_enabled"))
    await slack.opens_home(room)
    await slack.writes(room, "settings")
    await until(lambda: len(room.shown) == 1)
    await slack.opens_home(room)
    await until(lambda: "U1" in slack.homes)


async def test_an_answer_that_one_person_saw_can_be_shown_to_the_channel(scene: Scene) -> None:
    slack, _ = scene
    room = slack.channel()
    await slack.commands(room, "what did Rubio say?")
    await until(lambda: len(room.shown) == 1)
    assert room.shown[0].only_for == "U1"
    await slack.taps(room, "Share")
    await until(lambda: len(room.shown) == 2)
    assert (room.shown[1].only_for, room.shown[1].thread) == (None, None)
    assert room.shown[1].text == room.shown[0].text
    assert "Share" not in dict(room.shown[1].buttons)


async def test_settings_and_direct_messages_have_nothing_to_share(scene: Scene) -> None:
    slack, _ = scene
    room, direct = slack.channel(), slack.direct()
    await slack.commands(room, "settings")
    await slack.commands(direct, "what did Rubio say?")
    await until(lambda: len(room.shown) + len(direct.shown) == 2)
    assert "Share" not in dict(room.shown[0].buttons)
    assert "Share" not in dict(direct.shown[0].buttons)
