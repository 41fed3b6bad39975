"""settings, time, timezone, quiet, length, silent, pause, resume: the chat's own clock and taste."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.delivery import schedule
from bot.digest import days
from bot.errors import UsageError
from bot.model import Button, Chat, Line, Message, Run, Section
from bot.store import Store
from handlers.commands import clock
from handlers.commands.table import Command
from handlers.commands.words import in_rows, say

LENGTHS: Mapping[str, Literal["short", "normal", "long"]] = {"short": "short", "normal": "normal", "long": "long"}
CHARACTERS = {"short": "600", "normal": "1,500", "long": "3,500"}  # product.md, The digest
YES, NO = frozenset({"on", "yes"}), frozenset({"off", "no"})


@dataclass(slots=True)
class Hours:
    """The commands over the store."""

    store: Store

    def by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        """Which method does which command."""
        return {
            "settings": self.settings,
            "time": self.time,
            "timezone": self.timezone,
            "quiet": self.quiet,
            "length": self.length,
            "silent": self.silent,
            "pause": self.pause,
            "resume": self.resume,
        }

    async def settings(self, command: Command, now: datetime) -> Message:
        """Every setting: how it stands, what else it may be, how to change it."""
        chat = command.chat
        lines = tuple(
            Line(runs=(Run(text=f"{name}: {value}", style="strong"), Run(text=f". {change}.")), bullet=True)
            for name, value, change in _settings(chat, now)
        )
        return Message(
            title="Settings",
            sections=(Section(title="", lines=lines),),
            buttons=in_rows(_choices(chat)),
            timezone=chat.timezone,
        )

    async def time(self, command: Command, now: datetime) -> Message:
        """When the digest comes."""
        hours, weekdays = clock.read_hours(command.argument, command.chat)
        return await self._save(command.chat, replace(command.chat, hours=hours, weekdays=weekdays), now)

    async def timezone(self, command: Command, now: datetime) -> Message:
        """Whose clock that is."""
        zone = clock.read_timezone(command.argument)
        return await self._save(command.chat, replace(command.chat, timezone=zone), now)

    async def quiet(self, command: Command, now: datetime) -> Message:
        """Hours without messages."""
        quiet = clock.read_quiet(command.argument)
        saved = await self._save(command.chat, replace(command.chat, quiet=quiet), now)
        return replace(saved, sections=(*say(clock.say_quiet(quiet)).sections, *saved.sections))

    async def length(self, command: Command, now: datetime) -> Message:
        """How much a digest holds."""
        length = LENGTHS.get(command.argument.strip().lower())
        if length is None:
            raise UsageError("Tell me how long: length short, length normal or length long.")
        await self.store.chats.save(replace(command.chat, length=length))
        return say(f"Digests are {length} from now on: about {CHARACTERS[length]} characters.")

    async def silent(self, command: Command, now: datetime) -> Message:
        """Whether a digest without news is sent."""
        wish = command.argument.strip().lower()
        if wish not in YES | NO:
            raise UsageError("Tell me which: silent on says nothing when nothing is new, silent off says so in a line.")
        await self.store.chats.save(replace(command.chat, quiet_day="silent" if wish in YES else "line"))
        return say("When nothing is new I say nothing." if wish in YES else "When nothing is new I say so in one line.")

    async def pause(self, command: Command, now: datetime) -> Message:
        """No digests until resumed."""
        await self.store.chats.save(replace(command.chat, is_paused=True))
        return say("Paused: no digests. Your follows stay; write resume to go on, or ask me anything meanwhile.")

    async def resume(self, command: Command, now: datetime) -> Message:
        """Digests again."""
        return await self._save(command.chat, replace(command.chat, is_paused=False), now)

    async def _save(self, old: Chat, chat: Chat, now: datetime) -> Message:
        """Keep a changed clock. Its hours before now are not owed; a digest owed by the old clock still is."""
        changed = chat if schedule.due(old, now) else replace(chat, last_digest_at=now)
        await self.store.chats.save(changed)
        return say(f"The digest comes at {clock.say_hours(changed)}. Next: {next_digest(changed, now)}.")


def next_digest(chat: Chat, now: datetime) -> str:
    """`Sat 3 May, 18:30`, in the chat's own clock."""
    if chat.is_paused:
        return "paused"
    moment = schedule.next_moment(chat, now)
    if moment is None:
        return "never: no hours set"
    return f"{days.day(days.local_day(moment, chat.timezone))}, {schedule.local_clock(moment, chat.timezone)}"


def _settings(chat: Chat, now: datetime) -> list[tuple[str, str, str]]:
    """Name, value, and how to change it."""
    lengths = " or ".join(f"length {name} ({CHARACTERS[name]})" for name in LENGTHS if name != chat.length)
    hours = f"{' and '.join(chat.hours)}, {clock.say_weekdays(chat.weekdays)}"
    quiet_day, other = ("no message", "off") if chat.quiet_day == "silent" else ("one line says so", "on")
    return [
        ("Digest", hours, "To change: time 08:00 18:00 mon-fri"),
        ("Next digest", next_digest(chat, now), "To go on: resume" if chat.is_paused else "To stop: pause"),
        ("Time zone", chat.timezone, "To change: timezone Europe/Kyiv"),
        ("Length", f"{chat.length}, about {CHARACTERS[chat.length]} characters", f"To change: {lengths}"),
        ("When nothing is new", quiet_day, f"To change: silent {other}"),
        ("Quiet hours", clock.quiet_hours(chat.quiet), "To change: quiet 22-7, or quiet off"),
    ]


def _choices(chat: Chat) -> list[Button]:
    lengths = [Button(name.capitalize(), f"v1:length:{name}") for name in LENGTHS if name != chat.length]
    state = Button("Resume", "v1:resume") if chat.is_paused else Button("Pause", "v1:pause")
    return [*lengths, state]
