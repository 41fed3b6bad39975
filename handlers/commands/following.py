"""follow, unfollow, list: what a chat subscribes to."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.asking.follows import asked_back, describe_follow, parse_follows
from bot.digest.compose import Period
from bot.errors import UsageError
from bot.model import Button, Chat, Follow, Message
from bot.pipeline import Desk, count_news
from bot.store import Store
from bot.text import fold
from handlers.commands import clock
from handlers.commands.addresses import Looker, Sight, look_at_all, note_trouble
from handlers.commands.nearest import nearest
from handlers.commands.table import Command
from handlers.commands.words import action, bullets, button, say

WEEK = timedelta(days=7)
INSTEAD = re.compile(r"=(?P<id>\d{1,18}) (?P<wanted>.+)")  # `v1:follow:=12 Ukraine`: follow that in place of follow 12
CHANNEL = "@channel"
GUESSED = ("word", "outlet")  # what a typing error is taken for


@dataclass(slots=True)
class Following:
    """The commands over the store."""

    store: Store
    desk: Desk
    look: Looker | None = None

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {"follow": self.follow, "unfollow": self.unfollow, "list": self.list}

    async def understood(self, chat: Chat, typed: str, *, is_watch: bool = False) -> tuple[Follow, ...]:
        """What somebody asks to follow."""
        ground = self.desk.ground.knowing(await self.store.names.known(chat_id=chat.id))
        return parse_follows(typed, ground, tuple(self.desk.bundles), is_watch=is_watch)

    async def follow(self, command: Command, now: datetime) -> Message:
        """Follow each thing typed, and say what was understood, how much it brings, and what may have been meant."""
        if not command.argument:
            raise UsageError("follow needs a word more: follow Ukraine.")
        if command.argument.startswith("@"):
            raise UsageError(f"A channel is set up from a private chat with me on Telegram: follow {CHANNEL} Ukraine.")
        if instead := INSTEAD.fullmatch(command.argument):
            await self.store.chats.unfollow(command.chat.id, int(instead["id"]))
            command = replace(command, argument=instead["wanted"])
        lines, buttons = [], []
        typed = await self.understood(command.chat, command.argument)
        sights = await look_at_all((wanted.subject for wanted in typed if wanted.kind == "feed"), self.look)
        for wanted in typed:
            sight = sights.get(wanted.subject) if wanted.kind == "feed" else None
            if wanted.options:
                line, offered = which(wanted, "follow")
            elif sight and sight.is_refused:
                line, offered = sight.line, []
            else:
                line, offered = await self._add(command.chat, wanted, sight, now)
            lines.append(line)
            buttons += offered
        if not all(sight.is_refused for sight in sights.values()) or len(sights) < len(typed):
            lines.append(f"The digest comes at {clock.say_hours(command.chat)}.")
        return say(*lines, buttons=buttons)

    async def _add(self, chat: Chat, wanted: Follow, sight: Sight | None, now: datetime) -> tuple[str, list[Button]]:
        """Follow one thing; the line that says so, and its buttons."""
        held = await self.store.chats.follows(chat.id)
        wanted = await self._with_feeds(chat, wanted, sight, now)
        alike = next((follow for follow in held if _subject(follow) == _subject(wanted)), None)
        if alike is not None and set(alike.excluded) == set(wanted.excluded):
            return f"You follow that already: {describe_follow(alike)}", []
        if alike is not None:  # the same with other stories left out: the newer wish holds
            await self.store.chats.unfollow(chat.id, alike.id)
        follow = await self.store.chats.follow(replace(wanted, chat_id=chat.id), now=now)
        count = await self._count(chat, follow, now)
        meant = await self.meant(chat, follow) if not count else None
        undo = button(f"Undo {follow.text}", f"v1:unfollow:{follow.id}")
        line = f"{describe_follow(follow)} {_seen(sight) if sight else _brings(count)}"
        if meant is None:
            return line, [undo]
        instead = button(f"{meant} instead", action("follow", f"={follow.id} {meant}"))
        return f"{line} Did you mean {meant}?", [instead, undo]

    async def meant(self, chat: Chat, follow: Follow) -> str | None:
        """What the one who typed this may have meant, where it is known under no name."""
        if follow.kind not in GUESSED or follow.about:
            return None
        ground = self.desk.ground.knowing(await self.store.names.known(chat_id=chat.id))
        outlets = await self.store.articles.outlets(chat_id=chat.id)
        if follow.subject in outlets:
            return None
        return nearest(follow.subject, ground, [*outlets, *self.desk.bundles])

    async def _with_feeds(self, chat: Chat, wanted: Follow, sight: Sight | None, now: datetime) -> Follow:
        """A feed, or a bundle of them, is read for this chat alone until the operator admits it (promise 7)."""
        if wanted.kind == "bundle":
            for listed in self.desk.bundles[wanted.subject].feeds:
                await self.store.feeds.add(listed.url, now=now, chat_id=chat.id)
        if sight is None:
            return wanted
        feed = await self.store.feeds.add(sight.url, now=now, title=sight.title, chat_id=chat.id)
        await note_trouble(self.store, feed.id, sight, now)
        return replace(wanted, subject=feed.url)  # where it has moved to since

    async def _count(self, chat: Chat, follow: Follow, now: datetime) -> int:
        """How much a follow would have brought in the last week."""
        if follow.kind == "feed":
            return 0
        return await count_news(self.store, self.desk, chat, Period(since=now - WEEK, until=now), follow)

    async def unfollow(self, command: Command, now: datetime) -> Message:
        """Drop one follow by its words or number, or all."""
        if not command.argument:
            raise UsageError("unfollow needs a word more: unfollow Ukraine, or unfollow all.")
        follows = await self.store.chats.follows(command.chat.id)
        wanted = command.argument.lower()
        gone = [follow for follow in follows if wanted == "all" or _is_meant(follow, wanted)]
        for follow in gone:
            await self.store.chats.unfollow(command.chat.id, follow.id)
            if follow.kind == "feed":
                await self.store.feeds.remove(follow.subject, chat_id=command.chat.id)
        if not gone:
            held = f" It follows {_listed(follows)}." if follows else " It follows nothing yet."
            return say(f"This chat does not follow “{command.argument[:60]}”.{held}")
        again = [button(f"Follow {follow.text} again", action("follow", follow.text)) for follow in gone[:3]]
        return say(f"Gone: {_listed(gone)}.", buttons=again)

    async def list(self, command: Command, now: datetime) -> Message:
        """What this chat follows, in the order of following."""
        follows = await self.store.chats.follows(command.chat.id)
        muted = command.chat.muted
        left_out = f"Left out of digests: {', '.join(muted)}. To let one in again: unmute {muted[0]}." if muted else ""
        if not follows:
            lines = ["This chat follows nothing yet: its digest takes the day's main stories. Write: follow Ukraine."]
            return say(*lines, *filter(None, [left_out]))
        own = {state.feed.url: state for state in await self.store.feeds.list(chat_id=command.chat.id)}
        lines = []
        for follow in follows:
            state = own.get(follow.subject)
            error = state.last_visit.error if state and state.last_visit else None
            title = f"“{state.feed.title}”: " if state and state.feed.title else ""
            lines.append(f"{title}{describe_follow(follow)}" + (f" Last visit: {error}" if error else ""))
        listed = bullets("This chat follows", lines)
        return replace(say(), sections=(listed, *say(left_out).sections) if left_out else (listed,))


def which(wanted: Follow, command: str) -> tuple[str, list[Button]]:
    """Asking back whom is meant where several are held by that name, with a button for each."""
    asked = asked_back(wanted)
    names = f"{', '.join(asked[:-1])} or {asked[-1]}"
    return f"Whom do you mean by {wanted.text}: {names}?", [button(each, action(command, each)) for each in asked]


def follows_listed(follows: Sequence[Follow]) -> str:
    """`Ukraine, Marco Rubio`: as they were typed."""
    return _listed(follows)


def _listed(follows: Sequence[Follow]) -> str:
    return ", ".join(follow.text for follow in follows)


def _is_meant(follow: Follow, wanted: str) -> bool:
    return wanted in (follow.text.lower(), follow.subject.lower(), str(follow.id))


def _subject(follow: Follow) -> tuple[object, ...]:
    """What makes two follows one, however they were typed; what they leave out is not part of it."""
    about, parties = fold(follow.about or ""), frozenset(map(fold, follow.parties))
    amount = (follow.amount_from, follow.currency)
    return (follow.kind, fold(follow.subject), about, parties, amount, follow.is_watch)


def _seen(sight: Sight) -> str:
    """What looking at a feed's address brought; where nobody knows yet, that the chat hears of a failure."""
    if sight.is_open:
        return f"{sight.line} If it cannot be read, I tell you here."
    return f"{sight.line} list shows how that goes." if sight.trouble else sight.line


def _brings(count: int) -> str:
    if not count:
        return "Nothing on it in the last week."
    return f"{count} new in the last week." if count < WEEK.days else f"About {count / WEEK.days:.0f} a day."
