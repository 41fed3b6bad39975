"""Telegram refusing us altogether, and coming to an end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import PlatformError
from handlers.telegram import TelegramFace
from tests.handlers.house import Scribe, open_house, until
from tests.handlers.telegram_scene import at_work, face_of
from tests.simulators.telegram import TelegramSimulator
from tests.simulators.telegram_chats import refusal as refused


async def test_check_names_the_bot_or_what_is_wrong(tmp_path: Path) -> None:
    async with TelegramSimulator().running() as telegram, open_house(tmp_path, Scribe()) as house:
        assert await face_of(telegram, house).check() == "connected as @OnRecordBot"
        wrong = face_of(telegram, house, "123456:wrong_token_but_long_enough_to_look_real")
        with pytest.raises(PlatformError, match="ONRECORD_TELEGRAM_TOKEN"):
            await wrong.check()
        with pytest.raises(PlatformError, match="ONRECORD_TELEGRAM_TOKEN"):
            await wrong.start()
        telegram.base_url = "http://127.0.0.1:9"
        with pytest.raises(PlatformError, match="cannot be reached"):
            await face_of(telegram, house).check()


async def test_a_second_program_on_the_same_token_is_said_once(tmp_path: Path) -> None:
    conflict = refused(409, "terminated by other getUpdates request; make sure that only one bot instance is running")
    async with (
        TelegramSimulator().running() as telegram,
        open_house(tmp_path, Scribe()) as house,
        at_work(telegram, house),
    ):
        telegram.faults.add("getUpdates", *[conflict] * 4)
        telegram.push({})  # ends the poll at hand
        await until(lambda: bool(house.troubles))
        assert [str(trouble) for trouble in house.troubles] == [
            "another program reads this Telegram bot's messages; stop it, or give this one a token of its own"
        ]


async def test_a_token_revoked_while_running_is_said_and_the_end_is_orderly(tmp_path: Path) -> None:
    async with (
        TelegramSimulator().running() as telegram,
        open_house(tmp_path, Scribe()) as house,
        at_work(telegram, house) as face,
    ):
        assert await face.health() == "listening as @OnRecordBot"
        telegram.is_revoked = True
        telegram.push({})
        await until(lambda: bool(house.troubles))
        with pytest.raises(PlatformError, match="ONRECORD_TELEGRAM_TOKEN"):
            await face.health()


async def test_the_end_waits_for_answers_at_hand_but_not_for_ever(tmp_path: Path) -> None:
    scribe = Scribe(slow={"something long", "something endless"})
    async with TelegramSimulator().running() as telegram, open_house(tmp_path, scribe) as house:
        room = telegram.private()
        async with at_work(telegram, house):
            telegram.says(room, "/ask something long")
            await until(lambda: len(scribe.asked) == 1)
            scribe.go_on.set()
        assert sum((await house.states()).values()) == 1
        scribe.go_on.clear()
        async with asyncio.timeout(30), at_work(telegram, house):
            telegram.says(room, "/ask something endless")
            await until(lambda: len(scribe.asked) == 2)


async def test_the_end_comes_soon_though_telegram_is_away(tmp_path: Path) -> None:
    async with TelegramSimulator().running() as telegram, open_house(tmp_path, Scribe()) as house:
        face = face_of(telegram, house, poll_seconds=0.5)
        await face.start()
        await telegram.close()
        with pytest.raises(PlatformError, match="cannot be fetched"):
            await _until_deaf(face)
        async with asyncio.timeout(30):
            await face.stop()
        await face.stop()


async def _until_deaf(face: TelegramFace) -> None:
    async with asyncio.timeout(30):
        while await face.health():
            await asyncio.sleep(0.1)
