"""mute, export, forget, privacy: what a chat keeps out of its digests, and what is kept about the chat."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.errors import UsageError
from bot.model import Button, Line, Message, Run, Section
from bot.sources.opml import Outline, write_opml
from bot.store import Store
from bot.text import fold
from handlers.commands.table import Command
from handlers.commands.words import action, bullets, button, say

MOST_MUTED = 50
LONGEST_MUTED = 60  # characters
ALL = "everything"
KEPT = (
    "This chat’s address and name, its settings and follows: until forget.",
    "Feeds that it added, their articles and what I read in them: for this chat alone, until forget.",
    "The messages I sent here and which facts they told, so that no digest repeats one: until forget.",
    "The last question of each person here, under the platform’s number for that person: a follow-up may use it for 30 "
    "minutes; it stays until that person’s next question, or forget.",
    "Numbers of messages already handled, so that none is answered twice: 14 days.",
    "Paused, I write nothing and keep the set-up, until forget. Shut out or blocked, I keep it for a year.",
)
NOT_KEPT = (
    "What people write to each other here. Names, numbers and pictures of persons.",
    "Drafts that are verified; the answer to one is erased here as soon as it is sent.",
)


@dataclass(slots=True)
class OwnData:
    """The commands over the store."""

    store: Store

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {
            "mute": self.mute,
            "unmute": self.unmute,
            "export": self.export,
            "forget": self.forget,
            "privacy": self.privacy,
        }

    async def mute(self, command: Command, now: datetime) -> Message:
        """Leave names or words out of this chat's digests; without one, what is left out."""
        chat, typed = command.chat, _each(command.argument)
        if not command.argument.strip():
            held = f"Left out of digests: {', '.join(chat.muted)}." if chat.muted else "Nothing is muted."
            return say(f"{held} To add one: mute football.", buttons=[_unmute(word) for word in chat.muted[:6]])
        if not typed:
            raise UsageError("mute takes a name or a word: mute football.")
        if any(len(word) > LONGEST_MUTED for word in typed):
            raise UsageError(f"mute takes a name or a few words, up to {LONGEST_MUTED} characters: mute football.")
        held_already = set(map(fold, chat.muted))
        new = {fold(word): word for word in typed if fold(word) not in held_already}
        if not new:
            state = "is muted already" if len(typed) == 1 else "are muted already"
            return say(f"{', '.join(typed)} {state}.", buttons=[_unmute(word) for word in typed[:6]])
        if len(chat.muted) + len(new) > MOST_MUTED:
            raise UsageError(f"{len(chat.muted)} are muted, {MOST_MUTED} may be; unmute one: unmute {chat.muted[0]}.")
        await self.store.chats.save(replace(chat, muted=(*chat.muted, *new.values())))
        left_out = " or ".join(new.values())
        return say(
            f"Digests and watches here leave out {left_out}: stories with it in a title, what it says, deals with it.",
            "Questions are answered as before.",
            buttons=[_unmute(word) for word in list(new.values())[:6]],
        )

    async def unmute(self, command: Command, now: datetime) -> Message:
        """Let them into digests again; `all` for everything."""
        chat = command.chat
        wanted = {fold(word) for word in (command.argument.strip("“”\"'"), *_each(command.argument)) if word}
        if not wanted:
            raise UsageError("unmute needs a word more: unmute football, or unmute all.")
        kept = tuple(word for word in chat.muted if "all" not in wanted and fold(word) not in wanted)
        if kept == chat.muted:
            held = f" Muted are: {', '.join(kept)}." if kept else " Nothing is."
            return say(f"“{command.argument[:LONGEST_MUTED]}” is not muted.{held}")
        await self.store.chats.save(replace(chat, muted=kept))
        return say(f"In digests again: {', '.join(word for word in chat.muted if word not in kept)}.")

    async def export(self, command: Command, now: datetime) -> Message:
        """The set-up as JSON and the feeds it reads for itself as OPML, both ready to copy."""
        held = await self.store.chats.export(command.chat.id)
        if not held:
            raise UsageError("Nothing is kept about this chat.")
        feeds = [Outline(url=feed["url"], title=feed["title"] or "") for feed in held["feeds"]]
        sections = [_as_it_is("Set-up, follows, questions (JSON)", json.dumps(_shown(held), ensure_ascii=False))]
        if feeds:
            sections.append(_as_it_is("Feeds (OPML)", " ".join(write_opml("Feeds of this chat", feeds).split())))
        sections.append(bullets("Kept besides", _counted(held)))
        return replace(say(), title="All that is kept about this chat", sections=tuple(sections))

    async def forget(self, command: Command, now: datetime) -> Message:
        """Erase the chat, once it is confirmed; it is left paused, with nothing but its address."""
        chat = command.chat
        if command.argument.lower() != ALL:
            return say(
                "This erases all that I keep about this chat: settings, follows, its own feeds and their articles, "
                "what I sent here. It cannot be undone.",
                "To have a copy first, write: export.",
                buttons=[Button("Erase everything", f"v1:forget:{ALL}"), Button("Export", "v1:export")],
            )
        await self.store.chats.forget(chat.id)
        blank = await self.store.chats.open(chat.platform, chat.address, now=now)
        await self.store.chats.save(replace(blank, is_paused=True))
        return say(
            "Erased. I know this chat’s address, so as to answer, and send nothing. To begin again: start, resume."
        )

    async def privacy(self, command: Command, now: datetime) -> Message:
        """What is kept and how long."""
        ending = say("To see it: export. To have it erased: forget.").sections
        return replace(
            say(title="Privacy", buttons=[Button("Export", "v1:export"), Button("Forget", "v1:forget")]),
            sections=(bullets("Kept", KEPT), bullets("Not kept", NOT_KEPT), *ending),
        )


def _each(typed: str) -> tuple[str, ...]:
    """`football, “Smith, Jones & Co”, -cricket`: each by itself, without marks and minus signs."""
    words = (piece.strip(" “”\"'.").removeprefix("-") for piece in re.findall(r"“[^”]*”|\"[^\"]*\"|[^,;“\"]+", typed))
    return tuple(dict.fromkeys(word for word in words if any(letter.isalnum() for letter in word)))


def _unmute(word: str) -> Button:
    return button(f"Unmute {word}", action("unmute", word))


def _shown(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: held[name] for name in ("chat", "follows", "feeds", "questions")}


def _as_it_is(title: str, text: str) -> Section:
    return Section(title=title, lines=(Line(runs=(Run(text=text),)),))


def _counted(held: Mapping[str, Any]) -> list[str]:
    return [
        f"{len(held['messages'])} messages sent here",
        f"{len(held['told'])} facts told by them",
        f"{len(held['articles'])} articles of its own feeds",
    ]
