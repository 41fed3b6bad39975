"""One connection to Telegram: the library's application put together, opened and closed in the right order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

import structlog
from telegram import BotCommand, Update
from telegram.constants import UpdateType
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, TypeHandler

from bot.delivery.outbox import Pace
from handlers.commands import COMMANDS
from handlers.telegram.requests import GuardedRequest
from handlers.telegram.updates import Bot

log = structlog.get_logger(__name__)

PACE = Pace(overall=timedelta(seconds=1 / 25), per_chat=timedelta(seconds=1), burst=5)
STOP_SECONDS = 1.5
LISTENING_TO = [UpdateType.MESSAGE, UpdateType.CALLBACK_QUERY, UpdateType.MY_CHAT_MEMBER]

Telegram = Application[Any, Any, Any, Any, Any, Any]
Take = Callable[[Update, Any], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How to reach Telegram, and how fast; the token is kept out of every repr."""

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org"
    seconds: float = 20.0  # for one answer
    poll_seconds: float = 25.0
    pace: Pace = PACE


@dataclass(frozen=True, slots=True)
class Connection:
    """The application and its two lines: one for calls, one for the long poll."""

    application: Telegram = field(repr=False)
    requests: tuple[GuardedRequest, GuardedRequest]

    @classmethod
    def build(cls, account: Account, take: Take, on_polled: Callable[[int], None]) -> Self:
        """Everything put together, nothing opened."""
        requests = GuardedRequest(account.seconds), GuardedRequest(account.seconds, on_polled)
        builder = Application.builder().token(account.token).base_url(f"{account.base_url.rstrip('/')}/bot")
        builder = builder.request(requests[0]).get_updates_request(requests[1])
        application: Telegram = builder.job_queue(None).build()
        application.add_handler(TypeHandler(Update, take))
        return cls(application, requests)

    async def introduce(self) -> Bot:
        """Who we are; the library's own first call would name the token in its error."""
        await self.requests[0].initialize()
        me = await self.application.bot.get_me()
        return Bot(me.id, me.username or "")

    async def open(self, poll_seconds: float, on_error: Callable[[TelegramError], None]) -> None:
        """Begin to take updates."""
        await self.application.initialize()
        await self._offer_commands()
        await self.application.start()
        assert self.application.updater is not None
        await self.application.updater.start_polling(
            timeout=timedelta(seconds=poll_seconds), allowed_updates=LISTENING_TO, error_callback=on_error
        )

    async def end_polling(self) -> None:
        """Take no more updates, and hand over those that were taken.

        The library sleeps up to half a minute after errors, and hands over whatever broke its polling: neither may
        hold up the end.
        """
        for request in self.requests:
            request.hurry(STOP_SECONDS)
        updater = self.application.updater
        if updater is not None and updater.running:
            try:
                await asyncio.wait_for(updater.stop(), STOP_SECONDS)
            except TimeoutError:
                log.info("Telegram's polling was cut off")
            except Exception:  # the end of polling must come to its end
                log.warning("Telegram's polling did not end well", exc_info=True)
        if self.application.running:
            await self.application.stop()

    async def close(self) -> None:
        """Close both lines; the library does so only for what it opened altogether."""
        await self.application.shutdown()
        for request in self.requests:
            await request.shutdown()

    async def _offer_commands(self) -> None:
        try:
            await self.application.bot.set_my_commands([BotCommand(spec.name, spec.summary) for spec in COMMANDS])
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("Telegram did not take the command menu", error=str(error))
