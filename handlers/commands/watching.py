"""watch X, unwatch X: told at once when X speaks or a deal with X appears."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.asking.follows import describe_follow, parse_follows
from bot.errors import UsageError
from bot.model import Message
from bot.pipeline import Desk
from bot.store import Store
from bot.text import fold
from handlers.commands.following import which
from handlers.commands.table import Command
from handlers.commands.words import button, say

EXAMPLE = "watch Marco Rubio"


@dataclass(slots=True)
class Watching:
    """The two commands over the store."""

    store: Store
    desk: Desk

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {"watch": self.watch, "unwatch": self.unwatch}

    async def watch(self, command: Command, now: datetime) -> Message:
        """Begin to tell at once; what was told so does not come again in the digest."""
        if not command.argument:
            raise UsageError(f"watch needs a name: {EXAMPLE}.")
        ground = self.desk.ground.knowing(await self.store.names.known(chat_id=command.chat.id))
        lines, buttons = [], []
        for wanted in parse_follows(command.argument, ground, tuple(self.desk.bundles), is_watch=True):
            if wanted.kind in ("feed", "bundle", "outlet"):
                raise UsageError(f"I can watch people, organisations, topics and deals, not a whole {wanted.kind}.")
            if wanted.options:
                line, offered = which(wanted, "watch")
                lines.append(line)
                buttons += offered
                continue
            named = replace(wanted, chat_id=command.chat.id, text=f"watch {wanted.text}")
            held = await self.store.chats.follow(named, now=now)
            lines.append(describe_follow(held))
            buttons.append(button(f"Undo {held.text}", f"v1:unfollow:{held.id}"))
        return say(*lines, "Quiet hours are kept.", buttons=buttons)

    async def unwatch(self, command: Command, now: datetime) -> Message:
        """Stop it, for one or for all."""
        watched = [follow for follow in await self.store.chats.follows(command.chat.id) if follow.is_watch]
        wanted = fold(command.argument)
        if not wanted:
            raise UsageError("unwatch needs a name, or all: unwatch Marco Rubio.")
        gone = [
            follow
            for follow in watched
            if wanted == "all" or wanted in (fold(follow.subject), fold(follow.text.removeprefix("watch ")))
        ]
        for follow in gone:
            await self.store.chats.unfollow(command.chat.id, follow.id)
        if not gone:
            held = f" It watches {', '.join(follow.subject for follow in watched)}." if watched else ""
            return say(f"This chat does not watch “{command.argument[:60]}”.{held}")
        return say(f"Gone: {', '.join(follow.text for follow in gone)}.")
