"""A bot at work on a simulated Telegram, for the tests of what it does there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.delivery.outbox import Pace
from handlers.telegram import Account, TelegramFace
from tests.handlers.house import House, Scribe
from tests.simulators.telegram import TOKEN, TelegramSimulator
from tests.simulators.telegram_chats import Room

Scene = tuple[TelegramSimulator, House, Scribe]


def face_of(telegram: TelegramSimulator, house: House, token: str = TOKEN, poll_seconds: float = 2.0) -> TelegramFace:
    account = Account(token=token, base_url=telegram.base_url, seconds=1.0, poll_seconds=poll_seconds, pace=Pace())
    return TelegramFace(account, house.reception, house.troubles.append)


@asynccontextmanager
async def at_work(telegram: TelegramSimulator, house: House) -> AsyncIterator[TelegramFace]:
    face = face_of(telegram, house)
    house.platforms["telegram"] = face
    await face.start()
    try:
        yield face
    finally:
        await face.stop()


def texts(room: Room) -> list[str]:
    return [shown.text for shown in room.shown]
