"""Telegram: updates in, messages out (`chat`), messages as HTML (`render`), refusals as verdicts (`refusals`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from bot.errors import PlatformError, SettingsError
from config.settings import Settings
from handlers.reception import Answers, Reception
from handlers.telegram.chat import TelegramFace
from handlers.telegram.connection import Account

__all__ = ["Account", "TelegramFace", "make_face"]


def make_face(
    given: Settings,
    commands: Answers,
    on_queued: Callable[[], None],
    on_trouble: Callable[[PlatformError], None] | None = None,
) -> TelegramFace:
    """The bot of the settings; `on_trouble` hears when Telegram refuses us while we run."""
    if given.telegram_token is None:
        raise SettingsError("ONRECORD_TELEGRAM_TOKEN is not set; @BotFather gives one")
    account = Account(token=given.telegram_token.get_secret_value(), base_url=str(given.telegram_base_url))
    reception = Reception(commands, lambda: datetime.now(UTC), on_queued)
    return TelegramFace(account, reception, on_trouble or _log)


def _log(trouble: PlatformError) -> None:
    structlog.get_logger(__name__).error("Telegram refuses us", reason=str(trouble))
