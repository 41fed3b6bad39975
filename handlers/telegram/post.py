"""Sending one message of ours as the messages of Telegram that it takes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.delivery.outcomes import NotDelivered
from bot.model import Button, Message
from handlers.telegram.refusals import classify
from handlers.telegram.render import Part, render, render_plain

BEGUN_REMEMBERED = 500


@dataclass(slots=True)
class Post:
    """Sends parts one after the other, and remembers how far it came with a message that broke off in the middle."""

    gap: timedelta
    _begun: dict[tuple[str, tuple[Part, ...]], list[str]] = field(default_factory=dict)

    async def send(self, bot: Bot, address: str, message: Message, *, is_plain: bool = False) -> str:
        """The id of the last part. Raises NotDelivered and nothing else; the same message then goes on where it was."""
        parts = render_plain(message) if is_plain else render(message)
        sent = self._begun.pop((address, parts), [])
        for part in parts[len(sent) :]:
            if sent:
                await asyncio.sleep(self.gap.total_seconds())
            reply_to = "" if sent else message.reply_to
            try:
                sent.append(await _send_part(bot, address, part, _Manner(reply_to, message.is_silent, is_plain)))
            except NotDelivered:
                self._remember((address, parts), sent)
                raise
        return sent[-1]

    def _remember(self, message: tuple[str, tuple[Part, ...]], sent: list[str]) -> None:
        if sent:
            self._begun[message] = sent
        while len(self._begun) > BEGUN_REMEMBERED:
            del self._begun[next(iter(self._begun))]


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a part is sent: under which message, without sound, without markup."""

    reply_to: str
    is_silent: bool
    is_plain: bool


async def _send_part(bot: Bot, address: str, part: Part, manner: _Manner) -> str:
    chat_id, _, thread = address.partition("/")
    try:
        sent = await bot.send_message(
            chat_id=int(chat_id) if chat_id.lstrip("-").isdigit() else chat_id,
            message_thread_id=int(thread) if thread.isdigit() else None,
            text=part.text,
            parse_mode=None if manner.is_plain else ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            disable_notification=manner.is_silent,
            reply_parameters=_reply(manner.reply_to),
            reply_markup=None if manner.is_plain else _keyboard(part.buttons),
        )
    except (TelegramError, KeyError, TypeError, ValueError) as error:
        refusal = classify(error, address)
        if refusal is None:
            return ""
        raise refusal from None
    return str(sent.message_id)


def _reply(message_id: str) -> ReplyParameters | None:
    return ReplyParameters(int(message_id), allow_sending_without_reply=True) if message_id.isdigit() else None


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.action)
