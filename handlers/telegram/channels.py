"""Channels, set up from a private chat with us: `/follow @channel Ukraine` (product.md, Commands)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import structlog
from telegram import ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from handlers.reception import Managed
from handlers.telegram.updates import Heard

log = structlog.get_logger(__name__)

ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
SET_UP = frozenset(
    "follow unfollow list settings time timezone quiet length silent pause resume mute unmute watch unwatch".split()
)
NAMED = re.compile(r"(?P<name>@[A-Za-z]\w{3,31})(?:\s+(?P<rest>\S.*))?", re.DOTALL)


def named(heard: Heard) -> tuple[str, Heard] | None:
    """The channel that somebody speaks of in a private chat, and what is to be done there; None for anything else."""
    is_private = heard.address == str(heard.person)
    found = NAMED.fullmatch(heard.argument) if is_private and heard.name in SET_UP else None
    if found is None:
        return None
    rest = found["rest"] or ""
    name = "list" if heard.name == "follow" and not rest else heard.name
    return found["name"], replace(heard, name=name, argument=rest)


async def managed(api: ExtBot[Any], name: str, person: int) -> Managed:
    """The channel of that name, where this person may set it up and we may post; else why not.

    Asked of Telegram each time, as admins come and go.
    """
    try:
        channel = await api.get_chat(name)
        asker = await api.get_chat_member(channel.id, person)
        ours = await api.get_chat_member(channel.id, api.id)
    except (BadRequest, Forbidden):
        return Managed(
            name, refusal=f"I do not see {name}. Make me an admin there who may post messages, then try again."
        )
    except TelegramError as error:
        log.warning("a channel could not be looked at", error=type(error).__name__)
        return Managed(name, refusal=f"Telegram did not tell me about {name} just now. Please try again.")
    return Managed(name, str(channel.id), channel.title or name, _refusal(channel, name, asker, ours))


def _refusal(channel: ChatFullInfo, name: str, asker: ChatMember, ours: ChatMember) -> str:
    if channel.type != ChatType.CHANNEL:
        return f"{name} is no channel. In a group, write to me there."
    if asker.status not in ADMINS:
        return f"Only an admin of {name} can change what it gets."
    if not (isinstance(ours, ChatMemberAdministrator) and ours.can_post_messages):
        return f"I may not post in {name} yet. Make me an admin there who may post messages, then try again."
    return ""
