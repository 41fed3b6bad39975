"""Slack: events in, messages out (`chat`), messages as Block Kit (`render`), refusals as verdicts (`refusals`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from bot.errors import PlatformError, SettingsError
from config.settings import Settings
from handlers.reception import Answers, Reception
from handlers.slack.chat import SlackFace
from handlers.slack.connection import Account

__all__ = ["Account", "SlackFace", "make_face"]


def make_face(
    given: Settings,
    commands: Answers,
    on_queued: Callable[[], None],
    on_trouble: Callable[[PlatformError], None] | None = None,
) -> SlackFace:
    """The bot of the settings; `on_trouble` hears when Slack refuses us while we run."""
    if given.slack_bot_token is None or given.slack_app_token is None:
        missing = "ONRECORD_SLACK_APP_TOKEN" if given.slack_bot_token else "ONRECORD_SLACK_BOT_TOKEN"
        raise SettingsError(f"{missing} is not set; Slack needs both tokens, xoxb-… and xapp-…")
    account = Account(
        bot_token=given.slack_bot_token.get_secret_value(),
        app_token=given.slack_app_token.get_secret_value(),
        base_url=str(given.slack_base_url),
    )
    reception = Reception(commands, lambda: datetime.now(UTC), on_queued)
    return SlackFace(account, reception, on_trouble or _log)


def _log(trouble: PlatformError) -> None:
    structlog.get_logger(__name__).error("Slack refuses us", reason=str(trouble))
