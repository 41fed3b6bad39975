"""The bot on Telegram: updates in by long polling, messages out; answers go through the outbox.

The library's limits, retries and job queue stay off: pace, outcomes and repeats are the outbox's (platforms.md).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.delivery import outcomes
from bot.delivery.outbox import Pace
from bot.errors import PlatformError
from bot.model import Chat, Message
from handlers.commands import COMMANDS, OPERATING
from handlers.reception import Asked, Reception
from handlers.telegram import channels, updates
from handlers.telegram.connection import Account, Connection
from handlers.telegram.post import Post
from handlers.telegram.refusals import BAD_TOKEN, SECOND_INSTANCE
from handlers.telegram.updates import Bot, Heard, Place
from handlers.turns import Turns

log = structlog.get_logger(__name__)

CONFLICTS_TOLERATED = 3  # in a row: a program just replaced may still hold its last long poll
SILENT_POLLS = 4  # polls without an answer before we count as deaf
NOT_STARTED_WAIT = timedelta(seconds=30)
CHANGING = frozenset(spec.name for spec in (*COMMANDS, *OPERATING) if spec.changes)
WELCOMING = frozenset({"start", "resume"})


class TelegramFace:
    """One bot account. `on_trouble` hears, at most once a start, why Telegram refuses us altogether."""

    def __init__(self, account: Account, reception: Reception, on_trouble: Callable[[PlatformError], None]) -> None:
        self._account = account
        self._reception = reception
        self._on_trouble = on_trouble
        self._turns = Turns()
        self._connection: Connection | None = None
        self._bot = Bot(0, "")
        self._post = Post(gap=account.pace.per_chat)
        self._conflicts = 0
        self._heard_at = 0.0
        self._trouble: PlatformError | None = None

    @property
    def pace(self) -> Pace:
        """Below Telegram's 30 a second in all and 1 a second to one chat."""
        return self._account.pace

    # ------------------------------------------------------------ beginning and ending

    async def start(self, *, is_listening: bool = True) -> None:
        """Begin to listen, or only be ready to send; PlatformError with one line when Telegram refuses us."""
        self._trouble, self._conflicts, self._heard_at = None, 0, time.monotonic()
        connection = self._connection = self._build()
        try:
            self._bot = await connection.introduce()
            if is_listening:
                await connection.open(self._account.poll_seconds, self._polling_failed)
        except TelegramError as error:
            await self.stop()
            raise self._refused(error) from None
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End in order: no new updates, answers at hand finished, connections closed."""
        connection = self._connection
        if connection is None:
            return
        await connection.end_polling()
        await self._turns.finish()
        self._connection = None
        await connection.close()

    async def check(self) -> str:
        """One line with the bot's name; PlatformError with what is wrong and what to do."""
        if self._trouble is not None:
            raise self._trouble
        connection = self._connection or self._build()
        try:
            bot = await connection.introduce()
        except TelegramError as error:
            raise self._refused(error) from None
        finally:
            if connection is not self._connection:
                await connection.close()
        return f"connected as @{bot.username}"

    async def health(self) -> str:
        """One line while updates can be fetched; PlatformError otherwise."""
        if self._trouble is not None:
            raise self._trouble
        silence = time.monotonic() - self._heard_at
        if self._connection is None or silence > self._account.poll_seconds * SILENT_POLLS:
            raise PlatformError("Telegram's updates cannot be fetched; trying again")
        return f"listening as @{self._bot.username}"

    def _build(self) -> Connection:
        return Connection.build(self._account, self._take, self._polled)

    # ------------------------------------------------------------ what Telegram thinks of us

    def _polled(self, code: int) -> None:
        if code == HTTPStatus.OK:
            self._heard_at = time.monotonic()
        self._conflicts = self._conflicts + 1 if code == HTTPStatus.CONFLICT else 0
        if self._conflicts >= CONFLICTS_TOLERATED:
            self._report(PlatformError(SECOND_INSTANCE))
        elif code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._report(PlatformError(BAD_TOKEN))

    def _report(self, trouble: PlatformError) -> None:
        if self._trouble is None:
            self._trouble = trouble
            self._on_trouble(trouble)

    def _polling_failed(self, error: TelegramError) -> None:
        log.warning("Telegram's updates could not be fetched; trying again", error=type(error).__name__)

    def _refused(self, error: TelegramError) -> PlatformError:
        if isinstance(error, InvalidToken):
            return PlatformError(BAD_TOKEN)
        where = f"Telegram at {self._account.base_url} cannot be reached"
        return PlatformError(f"{where} ({type(error).__name__}); check the network and ONRECORD_TELEGRAM_BASE_URL")

    # ------------------------------------------------------------ updates in

    async def _take(self, update: Update, _context: object) -> None:
        """Answer in a task, in order for one person in one chat; the library would make everybody wait."""
        chat, person = update.effective_chat, update.effective_user
        turn = f"{chat.id if chat else ''}:{person.id if person else ''}"
        self._turns.take(turn, lambda: self._handle(update))

    async def _handle(self, update: Update) -> None:
        if moved := updates.migration(update):
            await self._reception.move("telegram", *moved)
        elif place := updates.place(update):
            await self._placed(update, place)
        elif heard := updates.hear(update, self._bot):
            await self._hear(update, heard)

    async def _placed(self, update: Update, place: Place) -> None:
        if place.change == "out":
            await self._reception.block("telegram", place.chat_id, "blocked or kicked by the chat")
            return
        await self._reception.unblock("telegram", place.chat_id)
        if place.change == "added":
            greeting = Heard(
                address=place.chat_id, title=place.title, person=place.person, name="start", argument="",
                is_trusted=True,
            )  # fmt: skip
            await self._hear(update, greeting)

    async def _hear(self, update: Update, heard: Heard) -> None:
        if heard.query_id:
            await self._acknowledge(heard.query_id)
        if heard.name in WELCOMING:
            await self._reception.unblock("telegram", heard.address)
        channel = channels.named(heard)
        managed = await channels.managed(self._api, channel[0], heard.person) if channel else None
        heard = channel[1] if channel else heard
        await self._reception.answer(
            Asked(
                platform="telegram",
                address=heard.address,
                title=heard.title,
                key=f"update:{update.update_id}",
                name=heard.name,
                argument=heard.argument,
                person=str(heard.person),
                reply_to=heard.reply_to,
                may_change=await self._may_change(heard),
                managed=managed,
            )
        )

    async def _acknowledge(self, query_id: str) -> None:
        """Stop the button's spinner; too late is no matter."""
        try:
            await self._api.answer_callback_query(query_id)
        except TelegramError as error:
            log.info("a tap could not be acknowledged", error=type(error).__name__)

    async def _may_change(self, heard: Heard) -> bool:
        """Only admins change a group's settings; asked of Telegram each time, as admins come and go."""
        if heard.is_trusted or heard.name not in CHANGING:
            return True
        chat_id = heard.address.partition("/")[0]
        try:
            member = await self._api.get_chat_member(int(chat_id), heard.person)
        except TelegramError as error:
            log.warning("nobody could say who may change a group's settings", error=type(error).__name__)
            return False
        return member.status in channels.ADMINS

    @property
    def _api(self) -> ExtBot[Any]:
        if self._connection is None:
            raise PlatformError("Telegram is not started")
        bot: ExtBot[Any] = self._connection.application.bot
        return bot

    # ------------------------------------------------------------ messages out

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        """Send to a chat, in parts where it must be; the id of the last one. Raises NotDelivered and nothing else."""
        if self._trouble is not None:
            raise outcomes.fatal(str(self._trouble))
        if self._connection is None:
            raise outcomes.wait("Telegram is not started", NOT_STARTED_WAIT, for_everybody=True)
        return await self._post.send(self._api, chat.address, message, is_plain=is_plain)
