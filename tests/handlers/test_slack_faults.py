"""Every way Slack may refuse or lose a message, through the real library, and what becomes of it in the outbox."""

from __future__ import annotations

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
from handlers.slack import Account, SlackFace
from tests.handlers.house import House, Scribe, now, open_house, says, until
from tests.handlers.samples import DIGEST
from tests.simulators.faults import DROPPED, HTML, LOST, Fault, answers
from tests.simulators.slack import APP_TOKEN, BOT_TOKEN, SlackSimulator, error, flood

CHANNEL = Chat(id=1, platform="slack", address="C01")
THREAD = Chat(id=2, platform="slack", address="C01/1746180000.000007")


@pytest.fixture
async def slack() -> AsyncIterator[SlackSimulator]:
    async with SlackSimulator().running() as simulator:
        simulator.channel()
        yield simulator


@asynccontextmanager
async def face_at(slack: SlackSimulator, house: House, seconds: float = 1.5) -> AsyncIterator[SlackFace]:
    account = Account(
        bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=slack.base_url, seconds=seconds, pace=Pace()
    )  # fmt: skip
    face = SlackFace(account, house.reception, house.troubles.append)
    await face.start()
    try:
        yield face
    finally:
        await face.stop()


ROWS = [
    (flood(7), "wait"),
    (flood(None), "wait"),
    (flood(7, status=200), "wait"),
    (answers(429, "<html>slow down</html>", {"Retry-After": "5"}), "wait"),
    (error("channel_not_found"), "dead_chat"),
    (error("not_in_channel"), "dead_chat"),
    (error("is_archived"), "dead_chat"),
    (error("restricted_action"), "dead_chat"),
    (error("restricted_action_read_only_channel"), "dead_chat"),
    (error("account_inactive"), "fatal"),
    (error("token_revoked"), "fatal"),
    (error("invalid_auth"), "fatal"),
    (error("missing_scope", needed="chat:write", provided="commands"), "fatal"),
    (error("msg_too_long"), "our_bug"),
    (error("msg_blocks_too_long"), "our_bug"),
    (error("invalid_blocks"), "our_bug"),
    (error("no_text"), "our_bug"),
    (error("internal_error"), "unknown_outcome"),
    (error("fatal_error"), "unknown_outcome"),
    (answers(503, {"ok": False, "error": "service_unavailable"}), "unknown_outcome"),
    (HTML, "unknown_outcome"),
    (answers(200, "<html>maintenance</html>"), "unknown_outcome"),
    (answers(200, "[1, 2]"), "unknown_outcome"),
    (answers(200, "{"), "unknown_outcome"),
    (LOST, "unknown_outcome"),
    (DROPPED, "unknown_outcome"),
    (Fault("late", seconds=3.0), "unknown_outcome"),
]


async def test_every_refusal_has_its_verdict(slack: SlackSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(slack, house) as face:
        for fault, verdict in ROWS:
            slack.faults.add("chat.postMessage", fault)
            with pytest.raises(NotDelivered) as caught:
                await face.send(CHANNEL, says("hello"))
            assert (fault, caught.value.outcome.verdict) == (fault, verdict)
            assert BOT_TOKEN not in f"{caught.value!r} {caught.value.outcome}"
            assert caught.value.outcome.reason


async def test_what_a_verdict_carries(slack: SlackSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(slack, house) as face:

        async def verdict(fault: Fault) -> NotDelivered:
            slack.faults.add("chat.postMessage", fault)
            with pytest.raises(NotDelivered) as caught:
                await face.send(CHANNEL, says("hello"))
            return caught.value

        flooded, scope = await verdict(flood(7)), await verdict(error("missing_scope", needed="chat:write.public"))
    assert flooded.outcome.wait == timedelta(seconds=7)
    assert not flooded.outcome.is_for_everybody
    assert "chat:write.public" in flooded.outcome.reason + scope.outcome.reason


async def test_a_server_that_is_away_means_not_sent(slack: SlackSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house:
        async with face_at(slack, house) as face:
            await slack.drops_socket()
            await slack.close()
            with pytest.raises(NotDelivered) as caught:
                await face.send(CHANNEL, says("hello"))
        assert caught.value.outcome.verdict == "wait"
        with pytest.raises(NotDelivered, match="not started"):
            await face.send(CHANNEL, says("hello"))


async def queue(house: House, message: Message) -> int:
    """A message owed to the channel; its id."""
    chat = await house.store.chats.open("slack", CHANNEL.address, now=now())
    (number,) = await house.store.outbox.queue(Draft(chat_id=chat.id, key="digest:1", parts=(message,)), now=now())
    return number


async def test_a_lost_answer_is_repeated_once_and_says_so(slack: SlackSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(slack, house) as face:
        slack.faults.add("chat.postMessage", LOST, LOST, LOST)
        await queue(house, says("the news"))
        for minutes in (0, 10, 20, 30):
            await deliver(house.store, {"slack": face}, now() + timedelta(minutes=minutes))
    shown = slack.channel().shown
    assert [each.text.split("\n")[-1] for each in shown] == ["the news", "the news"]
    assert "Perhaps a repeat" in shown[1].text


async def test_blocks_that_slack_refuses_come_as_plain_text_once(slack: SlackSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(slack, house) as face:
        slack.faults.add("chat.postMessage", error("invalid_blocks"))
        number = await queue(house, DIGEST)
        await deliver(house.store, {"slack": face}, now())
        settled = await house.store.outbox.get(number)
    (shown,) = slack.channel().shown
    assert settled is not None
    assert settled.state == "sent"
    assert not shown.has_blocks
    assert "“We’re still committed & willing to help,”" in shown.text


async def test_a_long_message_broken_off_by_a_flood_goes_on_where_it_was(slack: SlackSimulator, tmp_path: Path) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(slack, house) as face:
        slack.faults.add("chat.postMessage", Fault("late"), flood(3))
        with pytest.raises(NotDelivered):
            await face.send(CHANNEL, says("word " * 3000))
        await face.send(CHANNEL, says("word " * 3000))
    shown = slack.channel().shown
    assert len(shown) == 2
    assert " ".join(each.text for each in shown).split() == ["word"] * 3000


async def test_a_digest_arrives_in_its_thread_with_its_buttons_and_no_previews(
    slack: SlackSimulator, tmp_path: Path
) -> None:
    async with open_house(tmp_path, Scribe()) as house, face_at(slack, house) as face:
        assert await face.send(THREAD, DIGEST)
    (shown,) = slack.channel().shown
    assert shown.thread == "1746180000.000007"
    assert shown.buttons == (("More", "v1:more:1-2"), ("Follow Rubio", "v1:follow:Marco Rubio"))
    assert not shown.unfurls


async def test_no_log_line_ever_holds_a_token(
    slack: SlackSimulator, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    stream = io.StringIO()
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    start_logging("debug", "json", (BOT_TOKEN, APP_TOKEN), stream)
    scribe = Scribe()
    try:
        async with open_house(tmp_path, scribe) as house, face_at(slack, house) as face:
            for fault, _ in ROWS:
                slack.faults.add("chat.postMessage", fault)
                with pytest.raises(NotDelivered):
                    await face.send(CHANNEL, says("hello"))
            await slack.writes(slack.direct(), "ask break")
            await until(lambda: bool(scribe.asked))
            slack.tokens.clear()
            await slack.drops_socket()
            await until(lambda: slack.calls.count("apps.connections.open") > 1)
    finally:
        logging.getLogger().handlers[:] = handlers
        logging.getLogger().setLevel(level)
        logging.captureWarnings(capture=False)
    said = stream.getvalue() + caplog.text + "".join(capfd.readouterr())
    assert "a command could not be answered" in said
    assert BOT_TOKEN not in said
    assert APP_TOKEN not in said
    assert "simulated-ticket" not in stream.getvalue()
