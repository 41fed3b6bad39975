"""The bot on Slack by Socket Mode: one slash command, mentions, direct messages and buttons in; messages out.

Everything is acknowledged at once and answered in a task of its own. What others see goes through the outbox; the
answer to a slash command is seen by one person, and given at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.delivery import outcomes
from bot.delivery.outbox import Pace
from bot.delivery.outcomes import NotDelivered
from bot.errors import PlatformError
from bot.model import Chat, Message
from handlers.reception import Asked, Reception
from handlers.slack import events
from handlers.slack.connection import Account, Connection, Identity
from handlers.slack.events import Heard
from handlers.slack.post import Poster, shareable, show_home, whisper, whisper_in
from handlers.turns import Turns

log = structlog.get_logger(__name__)

COMMAND = "/news"
NOT_STARTED_WAIT = timedelta(seconds=30)
UNINSTALLED = "the Slack app was uninstalled or its tokens were revoked; install it again and set its new tokens"
DISCONNECTED = "Slack's socket is not connected; it reconnects by itself when the network allows"

Json = dict[str, Any]


class SlackFace:
    """One workspace. `on_trouble` hears, at most once a start, why Slack refuses us altogether."""

    def __init__(self, account: Account, reception: Reception, on_trouble: Callable[[PlatformError], None]) -> None:
        self._account = account
        self._reception = reception
        self._on_trouble = on_trouble
        self._turns = Turns()
        self._connection: Connection | None = None
        self._poster = Poster(gap=account.pace.per_chat)
        self._bot = Identity("", "", "")
        self._trouble: PlatformError | None = None

    @property
    def pace(self) -> Pace:
        """One message a second to a channel."""
        return self._account.pace

    # ------------------------------------------------------------ beginning and ending

    async def start(self, *, is_listening: bool = True) -> None:
        """Begin to listen, or only be ready to send; PlatformError with one line when Slack refuses us."""
        self._trouble = None
        connection = self._connection = Connection.build(self._account)
        try:
            self._bot = await connection.introduce()
            if is_listening:
                await connection.open(self._listen)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End in order: no new events, answers at hand finished, connections closed."""
        connection = self._connection
        if connection is None:
            return
        await connection.end_listening()
        await self._turns.finish()
        self._connection = None
        await connection.close()

    async def check(self) -> str:
        """One line with the bot's name and workspace; PlatformError with what is wrong and what to do."""
        if self._trouble is not None:
            raise self._trouble
        connection = Connection.build(self._account)
        try:
            bot = await connection.introduce()
            await connection.socket_url()
        finally:
            await connection.close()
        return f"connected as @{bot.name} in {bot.team}"

    async def health(self) -> str:
        """One line while the socket is connected; PlatformError otherwise."""
        if self._trouble is not None:
            raise self._trouble
        if self._connection is None or not await self._connection.is_connected():
            raise PlatformError(DISCONNECTED)
        return f"listening as @{self._bot.name} in {self._bot.team}"

    def _listen(self, app: AsyncApp) -> None:
        app.command(COMMAND)(self._command)
        app.action(re.compile("^press-"))(self._press)
        app.event("app_mention")(self._mention)
        app.event("message")(self._direct)
        app.event("member_joined_channel")(self._joined)
        app.event("app_home_opened")(self._home_opened)
        for name in events.REVOKED:
            app.event(name)(self._revoked)
        for name in events.GONE:
            app.event(name)(self._gone)
        for name in events.BACK:
            app.event(name)(self._back)
        app.event(re.compile(".*"))(self._pass_over)

    # ------------------------------------------------------------ events in: acknowledged, then answered in turn

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        self._take(events.command(body))

    async def _press(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        self._take(events.press(body))

    async def _mention(self, body: Json) -> None:
        self._take(events.mention(body, self._bot.user))

    async def _direct(self, body: Json) -> None:
        self._take(events.direct(body, self._bot.user))

    async def _joined(self, body: Json) -> None:
        heard = events.joined(body, self._bot.user)
        if heard is not None:
            await self._reception.unblock("slack", heard.channel)
        self._take(heard)

    async def _home_opened(self, body: Json) -> None:
        heard = events.home_opened(body)
        if heard is not None:
            self._turns.take(f"home:{heard.person}", lambda: self._show_home(heard))

    async def _gone(self, body: Json) -> None:
        channel = events.channel_of(body)
        self._turns.take(channel, lambda: self._reception.block("slack", channel, "archived, deleted or left"))

    async def _back(self, body: Json) -> None:
        channel = events.channel_of(body)
        self._turns.take(channel, lambda: self._reception.unblock("slack", channel))

    async def _revoked(self, body: Json) -> None:
        if self._trouble is None:
            self._trouble = PlatformError(UNINSTALLED)
            self._on_trouble(self._trouble)

    async def _pass_over(self, body: Json) -> None:
        """Events that we did not ask for are acknowledged all the same."""

    def _take(self, heard: Heard | None) -> None:
        if heard is not None:
            self._turns.take(f"{heard.channel}:{heard.person}", lambda: self._answer(heard))

    async def _answer(self, heard: Heard) -> None:
        asked = Asked(
            platform="slack",
            address=heard.channel,
            key=heard.key,
            name=heard.name,
            argument=heard.argument,
            title=heard.title,
            person=heard.person,
            thread=heard.thread,
            reply_to=heard.thread,
        )
        if not heard.response_url:
            await self._reception.answer(asked)
        elif await self._reception.is_first("slack", heard.key):
            await self._whisper(heard, shareable(await self._reception.reply(asked), heard))
        if heard.is_home:
            await self._show_home(events.home_of(heard))

    async def _show_home(self, heard: Heard) -> None:
        """The person's App Home as things stand; to look at it makes nobody a chat of ours."""
        if self._connection is None:
            return
        asked = Asked(platform="slack", address=heard.channel, key="", name=heard.name, person=heard.person)
        try:
            await show_home(self._connection.client, heard.person, heard.channel, await self._reception.look(asked))
        except NotDelivered as refusal:
            log.warning("an App Home could not be shown", verdict=refusal.outcome.verdict, reason=str(refusal))

    async def _whisper(self, heard: Heard, message: Message) -> None:
        """Answer one person at once; by the channel where the answer's own address does not take it."""
        if self._connection is None:
            return
        client = self._connection.client
        if await whisper(client, heard.response_url, message):
            return
        try:
            await whisper_in(client, heard.channel, heard.person, message)
        except NotDelivered as refusal:
            log.warning("an answer to a command did not arrive", verdict=refusal.outcome.verdict, reason=str(refusal))

    # ------------------------------------------------------------ messages out

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        """Send to a channel, in posts where it must be; the last one's ts. Raises NotDelivered and nothing else."""
        if self._trouble is not None:
            raise outcomes.fatal(str(self._trouble))
        if self._connection is None:
            raise outcomes.wait("Slack is not started", NOT_STARTED_WAIT, for_everybody=True)
        return await self._poster.send(self._connection.client, chat.address, message, is_plain=is_plain)
