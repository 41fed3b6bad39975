"""What Telegram's refusals mean for a message: the table of platforms.md, one verdict for every exception. Pure."""

from __future__ import annotations

import random
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery import outcomes
from bot.delivery.outcomes import NotDelivered

BAD_TOKEN = "Telegram refuses the token; take a valid one from @BotFather and set ONRECORD_TELEGRAM_TOKEN"
SECOND_INSTANCE = "another program reads this Telegram bot's messages; stop it, or give this one a token of its own"

NOT_SENT_WAIT = timedelta(seconds=10)
NO_LENGTH_WAIT = timedelta(seconds=30)  # a 429 that does not say how long
NEVER_SENT = (httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError)
NO_MATTER = ("message is not modified", "query is too old", "query id is invalid")
NO_THREAD = ("message thread not found", "topic_deleted", "topic_id_invalid")
DEAD = (
    "chat not found",
    "chat_not_found",
    "user not found",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "topic_closed",
    "group chat was deactivated",
    "group is deactivated",
    "peer_id_invalid",
    "bot is not a member",
    "user is deactivated",
    "bot was blocked",
    "bot was kicked",
)


def classify(error: Exception, address: str) -> NotDelivered | None:
    """The verdict on one failed send to this address; None when the failure is as good as success.

    BadRequest and TimedOut are NetworkErrors for the library, so they come before it.
    """
    match error:
        case RetryAfter():
            return _flood(error, address)
        case ChatMigrated():
            return outcomes.migrated("the group became a supergroup", str(error.new_chat_id))
        case Forbidden():
            return outcomes.dead_chat(_reason(error))
        case InvalidToken():
            return outcomes.fatal(BAD_TOKEN)
        case Conflict():
            return outcomes.fatal(SECOND_INSTANCE)
        case BadRequest():
            return _bad_request(error, address)
        case NetworkError():
            return _network(error)
    return outcomes.unknown_outcome(f"an answer nobody understands: {type(error).__name__}")


def _flood(error: RetryAfter, address: str) -> NotDelivered:
    """A group's own limit (20 a minute) is its own; a private chat never meets one, so there it is everybody's."""
    seconds = error.retry_after
    pause = seconds if isinstance(seconds, timedelta) else timedelta(seconds=seconds)
    jitter = timedelta(seconds=random.uniform(0.2, 1.2))
    return outcomes.wait("too many messages", pause + jitter, for_everybody=not address.startswith("-"))


def _bad_request(error: BadRequest, address: str) -> NotDelivered | None:
    said = error.message.lower()
    if any(words in said for words in NO_MATTER):
        return None
    if "/" in address and any(words in said for words in NO_THREAD):
        return outcomes.migrated("the topic is gone: told to the whole group instead", address.partition("/")[0])
    if any(words in said for words in (*DEAD, *NO_THREAD)):
        return outcomes.dead_chat(_reason(error))
    return outcomes.our_bug(_reason(error))


def _network(error: NetworkError) -> NotDelivered:
    if isinstance(error.__cause__, NEVER_SENT):
        return outcomes.wait("Telegram cannot be reached", NOT_SENT_WAIT, for_everybody=True)
    if isinstance(error, TimedOut):
        return outcomes.unknown_outcome("Telegram did not answer in time")
    if error.message.lower().startswith("too many requests"):  # refused before anything was done
        return outcomes.wait("too many messages", NO_LENGTH_WAIT, for_everybody=True)
    return outcomes.unknown_outcome(f"no usable answer from Telegram: {_reason(error)}")


def _reason(error: TelegramError) -> str:
    return " ".join(error.message.split())[:200]
