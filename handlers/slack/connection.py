"""One connection to Slack: web client, Bolt app and socket put together, opened and closed in the right order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.outbox import Pace
from bot.errors import PlatformError
from handlers.slack.post import FAILURES
from handlers.slack.refusals import BAD_APP_TOKEN, BAD_BOT_TOKEN, error_of

log = structlog.get_logger(__name__)

PACE = Pace(overall=timedelta(seconds=1 / 20), per_chat=timedelta(seconds=1), burst=5)
STOP_SECONDS = 1.5
CONNECT_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How to reach Slack, and how fast; the tokens are kept out of every repr."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    base_url: str = "https://slack.com/api/"
    seconds: float = 20.0  # for one answer
    pace: Pace = PACE


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are, and where."""

    user: str
    name: str
    team: str


@dataclass(slots=True)
class Connection:
    """One session for every call; the library's own retries stay off, since they post twice when an answer is lost."""

    account: Account
    session: aiohttp.ClientSession
    client: AsyncWebClient
    handler: AsyncSocketModeHandler | None = None

    @classmethod
    def build(cls, account: Account) -> Self:
        """Everything for calls; inside a running loop."""
        session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=account.seconds))
        client = AsyncWebClient(
            token=account.bot_token,
            base_url=account.base_url,
            timeout=int(account.seconds) or 1,
            session=session,
            retry_handlers=[],
        )
        return cls(account, session, client)

    async def introduce(self) -> Identity:
        """Who the bot token makes us; PlatformError when Slack refuses it or cannot be reached."""
        try:
            answer = await self.client.auth_test()
        except FAILURES as error:
            raise self._refused(error, BAD_BOT_TOKEN) from None
        return Identity(str(answer.get("user_id")), str(answer.get("user")), str(answer.get("team")))

    async def socket_url(self) -> str:
        """Where to listen. Asked before the library does: with a bad app token its connect never returns."""
        try:
            answer = await self.client.apps_connections_open(app_token=self.account.app_token)
        except FAILURES as error:
            raise self._refused(error, BAD_APP_TOKEN) from None
        return str(answer.get("url"))

    async def open(self, listen: Callable[[AsyncApp], None]) -> None:
        """Connect the socket; `listen` registers what is done with what comes."""
        url = await self.socket_url()
        # a socket's events are not signed; a logger of the library's own making would take the root's level
        app = AsyncApp(client=self.client, name="onrecord", signing_secret="", logger=logging.getLogger("slack_bolt"))
        listen(app)
        self.handler = AsyncSocketModeHandler(app, self.account.app_token, web_client=self.client)
        self.handler.client.wss_uri = url
        try:
            connecting = self.handler.connect_async()  # type: ignore[no-untyped-call]  # the library has no types here
            await asyncio.wait_for(connecting, CONNECT_SECONDS)
        except TimeoutError:
            raise PlatformError("Slack's socket could not be opened in time; check the network") from None

    async def is_connected(self) -> bool:
        """Whether events can come in."""
        return self.handler is not None and await self.handler.client.is_connected()

    async def end_listening(self) -> None:
        """Take no more events; the library leaves its tasks to themselves, so they are waited for here."""
        if self.handler is None:
            return
        socket = self.handler.client
        tasks = [socket.message_processor, socket.current_session_monitor, socket.message_receiver]
        with suppress(*FAILURES):
            closing = self.handler.close_async()  # type: ignore[no-untyped-call]  # nor here
            await asyncio.wait_for(closing, STOP_SECONDS)
        await asyncio.wait([task for task in tasks if task is not None], timeout=STOP_SECONDS)
        await socket.aiohttp_client_session.close()

    async def close(self) -> None:
        """End every call."""
        await self.session.close()

    def _refused(self, error: Exception, sentence: str) -> PlatformError:
        said = error_of(error) if isinstance(error, SlackApiError) else ""
        if said and said not in ("ratelimited", "internal_error", "service_unavailable", "fatal_error"):
            return PlatformError(sentence.format(error=said))
        where = f"Slack at {self.account.base_url} cannot be reached"
        reason = said or type(error).__name__
        return PlatformError(f"{where} ({reason}); check the network and ONRECORD_SLACK_BASE_URL")
