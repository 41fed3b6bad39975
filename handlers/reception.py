"""What people ask on any platform, answered once: the command is done and its answer laid into the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Protocol

import structlog

from bot.model import Chat, Line, Message, Run, Section
from bot.store import Draft, Store
from handlers.commands import Command

log = structlog.get_logger(__name__)

Platform = Literal["telegram", "slack"]
SHUT_OUT = "The operator of this bot has shut this chat out."
SORRY = "That went wrong on my side, and is written down. Please try once more."


class Answers(Protocol):
    """What the reception needs of the commands."""

    store: Store

    async def chat(self, platform: Platform, address: str, now: datetime, *, title: str = "") -> Chat:
        """The chat at an address, met for the first time or known."""

    async def answer(self, command: Command, now: datetime) -> Message:
        """Do one command and say what came of it."""


@dataclass(frozen=True, slots=True)
class Managed:
    """A chat that somebody sets up from another one: a channel, where nobody can write to us; or why they may not."""

    name: str
    address: str = ""
    title: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that one person asks; `key` names the update it came with, `reply_to` where the answer belongs."""

    platform: Platform
    address: str
    key: str
    name: str
    argument: str = ""
    title: str = ""
    person: str = ""
    thread: str = ""
    reply_to: str = ""
    may_change: bool = True
    managed: Managed | None = None


@dataclass(slots=True)
class Reception:
    """Answers what is asked; one for all platforms. `on_queued` rings the bell of the delivery."""

    commands: Answers
    clock: Callable[[], datetime]
    on_queued: Callable[[], None]
    _at_work: set[tuple[str, str]] = field(default_factory=set)

    async def answer(self, asked: Asked) -> None:
        """Answer through the outbox. An update that comes again is answered again only if it never was."""
        work = (asked.platform, asked.key)
        if work in self._at_work:
            return
        self._at_work.add(work)
        try:
            await self._answer_once(asked)
        finally:
            self._at_work.discard(work)

    async def move(self, platform: Platform, old_address: str, new_address: str) -> None:
        """The platform gave a chat another address."""
        await self.commands.store.chats.move(platform, old_address, new_address)

    async def is_first(self, platform: Platform, update: str) -> bool:
        """True the first time: for what does not go through the outbox."""
        return await self.commands.store.limits.is_first(platform, update, now=self.clock())

    async def reply(self, asked: Asked) -> Message:
        """Do what is asked and give the answer back, for a platform that takes it at once."""
        chat = await self._chat(asked)
        if await self.commands.store.chats.is_banned(chat.id):
            return _line(SHUT_OUT)
        return await self._do(asked, chat)

    async def look(self, asked: Asked) -> Message:
        """The same for somebody who only looks: a chat is not begun by it."""
        held = await self.commands.store.chats.find(asked.platform, asked.address)
        return await self._do(asked, held or Chat(id=0, platform=asked.platform, address=asked.address))

    async def block(self, platform: Platform, address: str, reason: str) -> None:
        """We may not write to this chat, nor to its topics, any more; their set-up stays."""
        for chat in await self._held(platform, address):
            log.info("a chat shut us out", platform=platform, chat=chat.id, reason=reason)
            await self.commands.store.chats.block(chat.id, reason, now=self.clock())

    async def unblock(self, platform: Platform, address: str) -> None:
        """We may write there again; what waits goes out."""
        held = await self._held(platform, address)
        for chat in held:
            await self.commands.store.chats.unblock(chat.id)
        if held:
            self.on_queued()

    async def _chat(self, asked: Asked) -> Chat:
        return await self.commands.chat(asked.platform, asked.address, self.clock(), title=asked.title)

    async def _held(self, platform: Platform, address: str) -> list[Chat]:
        chats = [chat for chat, _ in await self.commands.store.chats.everything() if chat.platform == platform]
        return [chat for chat in chats if chat.address == address or chat.address.startswith(f"{address}/")]

    async def _answer_once(self, asked: Asked) -> None:
        chat = await self._chat(asked)
        if await self.commands.store.chats.is_banned(chat.id):
            return
        if not await self.is_first(asked.platform, asked.key) and await self._is_answered(chat, asked.key):
            return
        done = await (self._manage(asked, asked.managed) if asked.managed else self._do(asked, chat))
        message = replace(done, reply_to=asked.reply_to)
        if asked.name == "forget":  # erased and begun anew under another id
            chat = await self._chat(asked)
        draft = Draft(chat_id=chat.id, key=asked.key, parts=(message,))
        if await self.commands.store.outbox.queue(draft, now=self.clock()):
            self.on_queued()

    async def _manage(self, asked: Asked, managed: Managed) -> Message:
        """Do it for the other chat; the answer says for which. Its buttons would act on this one: none."""
        if managed.refusal:
            return _line(managed.refusal)
        chat = await self.commands.chat(asked.platform, managed.address, self.clock(), title=managed.title)
        if await self.commands.store.chats.is_banned(chat.id):
            return _line(SHUT_OUT)
        done = await self._do(asked, chat)
        return replace(done, sections=(*_line(f"For {managed.name}:").sections, *done.sections), buttons=())

    async def _is_answered(self, chat: Chat, key: str) -> bool:
        return any(message.key == key for message in await self.commands.store.outbox.of_chat(chat.id))

    async def _do(self, asked: Asked, chat: Chat) -> Message:
        command = Command(
            name=asked.name,
            argument=asked.argument,
            chat=chat,
            person=asked.person,
            thread=asked.thread,
            may_change=asked.may_change,
        )
        try:
            return await self.commands.answer(command, self.clock())
        except Exception:  # the boundary of one question: the person is told, the others are answered
            log.exception("a command could not be answered", command=asked.name, chat=chat.id)
            return _line(SORRY)


def _line(words: str) -> Message:
    return Message(sections=(Section(title="", lines=(Line(runs=(Run(text=words),)),)),))
