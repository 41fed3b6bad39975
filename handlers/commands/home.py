"""A chat at a glance, for a platform that has a page for it: what it follows, its hours, what can be tapped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.model import Button, Message, Section
from bot.pipeline import Desk
from bot.store import Store
from handlers.commands.following import Following
from handlers.commands.hours import Hours
from handlers.commands.table import Command
from handlers.commands.words import action, button, in_rows, say

MOST_FOLLOWS = 6  # that have a button of their own
SUGGESTED = (
    "Ukraine",
    "US politics",
    "European Union",
    "Mergers and acquisitions",
    "Climate",
    "Artificial intelligence",
)


@dataclass(slots=True)
class Home:
    """The page over the store; nothing is changed by looking at it."""

    store: Store
    desk: Desk

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {"home": self.home}

    async def home(self, command: Command, now: datetime) -> Message:
        """Follows, settings, and buttons; for somebody who has not begun yet, how to begin."""
        follows = await self.store.chats.follows(command.chat.id) if command.chat.id else ()
        held = {follow.subject for follow in follows}
        topics = [button(f"Follow {name}", action("follow", name)) for name in self.topics() if name not in held]
        if not follows:
            how = "Tap a topic, or write to me: follow Marco Rubio. Or ask: what did Rubio say?"
            return say(how, title="On Record", buttons=topics)
        followed = await Following(self.store, self.desk).list(command, now)
        settings = await Hours(self.store).settings(command, now)
        drop = [button(f"Drop {follow.text}", f"v1:unfollow:{follow.id}") for follow in follows[:MOST_FOLLOWS]]
        return Message(
            title="On Record",
            sections=(*followed.sections, *(Section(title="Settings", lines=each.lines) for each in settings.sections)),
            buttons=in_rows([Button("Digest now", "v1:digest"), *settings.buttons[0], *drop, *topics[:2]]),
            timezone=command.chat.timezone,
        )

    def topics(self) -> list[str]:
        """Topics to begin with, as far as they are known."""
        return [name for name in SUGGESTED if self.desk.topics.find(name)]
