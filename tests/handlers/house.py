"""The parts around a face, as the wiring puts them together: a store, a reception, an outbox that is emptied."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bot.delivery.outbox import Platform, deliver
from bot.errors import PlatformError
from bot.model import Button, Chat, Line, Message, Run, Section
from bot.store import Store
from handlers.commands import Command
from handlers.reception import Answers, Reception

PATIENCE = 10.0


def now() -> datetime:
    """The true time: the faces have nothing that depends on the day."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Scribe:
    """Commands with a memory instead of news: what each chat follows, and what was asked."""

    store: Store = field(init=False, repr=False)
    asked: list[Command] = field(default_factory=list)
    follows: dict[int, list[str]] = field(default_factory=dict)
    slow: set[str] = field(default_factory=set)  # arguments that take their time, until `go_on`
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def chat(
        self, platform: Literal["telegram", "slack"], address: str, now: datetime, *, title: str = ""
    ) -> Chat:
        """The chat at this address."""
        return await self.store.chats.open(platform, address, now=now, title=title)

    async def answer(self, command: Command, now: datetime) -> Message:
        """Do as the real commands would, in few words."""
        self.asked.append(command)
        if command.argument in self.slow:
            await self.go_on.wait()
        if command.argument == "break":
            raise RuntimeError("a bug in a command")
        follows = self.follows.setdefault(command.chat.id, [])
        if command.name in ("follow", "unfollow") and not command.may_change:
            return says("Only an admin of this chat can change that.")
        if command.name == "follow":
            follows.append(command.argument)
            return says(f"Following {', '.join(follows)}.", Button("Undo", f"v1:unfollow:{command.argument}"))
        if command.name == "unfollow":
            follows.remove(command.argument)
            return says(f"Gone: {command.argument}.")
        return says(f"{command.name}: {command.argument}")


def says(words: str, *buttons: Button) -> Message:
    """A message of one line."""
    return Message(sections=(Section(title="", lines=(Line(runs=(Run(text=words),)),)),), buttons=(buttons,))


@dataclass(slots=True)
class House:
    """What the wiring holds; `troubles` is what the faces reported."""

    store: Store
    reception: Reception
    bell: asyncio.Event
    platforms: dict[str, Platform] = field(default_factory=dict)
    troubles: list[PlatformError] = field(default_factory=list)
    is_closing: bool = False

    async def deliver_when_rung(self) -> None:
        """Empty the outbox whenever the bell rings; a send under way is always settled before the end."""
        while not self.is_closing:
            await self.bell.wait()
            self.bell.clear()
            await deliver(self.store, self.platforms, now())

    async def states(self) -> Mapping[str, int]:
        """How many messages are in each state, none left out that has any."""
        return {state: count for state, count in (await self.store.outbox.counts()).items() if count}


BLANK: list[bytes] = []  # a migrated store without rows: to migrate takes longer than most tests


async def open_store(folder: Path) -> Store:
    """The store of this folder, begun when there is none."""
    path = folder / "store.sqlite3"
    url = f"sqlite:///{path}"
    if not path.exists() and BLANK:
        path.write_bytes(BLANK[0])
    elif not path.exists():
        await (await Store.open(url)).close()
        BLANK.append(path.read_bytes())
    return await Store.open(url)


@asynccontextmanager
async def open_house(folder: Path, commands: Answers) -> AsyncIterator[House]:
    """A store in the folder, and the delivery at work."""
    bell = asyncio.Event()
    async with await open_store(folder) as store:
        commands.store = store
        house = House(store, Reception(commands, now, bell.set), bell)
        work = asyncio.create_task(house.deliver_when_rung())
        try:
            yield house
        finally:
            house.is_closing = True
            bell.set()
            await work


async def until(is_so: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Wait for something to become true, and fail when it does not."""
    async with asyncio.timeout(seconds):
        while not is_so():
            await asyncio.sleep(0.01)


async def until_so(is_so: Callable[[], Awaitable[bool]], *, seconds: float = PATIENCE) -> None:
    """The same for a question that has to be waited for."""
    async with asyncio.timeout(seconds):
        while not await is_so():
            await asyncio.sleep(0.01)
