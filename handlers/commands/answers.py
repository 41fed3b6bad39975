"""Doing the commands: each method takes a Command and the time and returns the Message to send."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.asking.answer import Asker, ask
from bot.errors import UsageError
from bot.model import Button, Chat, Message
from bot.pipeline import Desk
from bot.store import Store
from handlers.commands import clock
from handlers.commands.addresses import Looker
from handlers.commands.digests import Digests
from handlers.commands.following import Following, follows_listed
from handlers.commands.home import Home
from handlers.commands.hours import Hours
from handlers.commands.operating import Operating
from handlers.commands.own_data import OwnData
from handlers.commands.records import Records, numbers_of
from handlers.commands.table import COMMANDS, OPERATING, Command, command_like
from handlers.commands.verifying import Verifying
from handlers.commands.watching import Watching
from handlers.commands.words import action, bullets, button, say

LOOK_BACK = timedelta(days=1)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
OPERATOR_ONLY = frozenset(spec.name for spec in OPERATING)
ASKING = frozenset("ask said who deals upcoming digest more sources story why cite verify".split())
QUESTION_AFTER_WHO = re.compile(r"(?:said|says|was|is|were|are|has|had|denied|promised|warned|agreed)\b", re.IGNORECASE)
PlatformName = Literal["telegram", "slack", "console"]
WELCOME = (
    "I read the news and keep who said what, and who agreed to what, word for word.",
    "Follow what you need, and I send one short digest a day. Or ask me: what did Rubio say?",
)


@dataclass(slots=True)
class Commands:
    """The commands over a store. `answer` never raises for what a person typed: it says what is wrong instead."""

    store: Store
    desk: Desk
    look: Looker | None = None  # at the address of a feed; without it the next visit tells

    async def chat(self, platform: PlatformName, address: str, now: datetime, *, title: str = "") -> Chat:
        """The chat at an address; a new one gets the operator's time zone and hour."""
        held = await self.store.chats.find(platform, address)
        if held is not None:
            return held
        opened = await self.store.chats.open(platform, address, now=now, title=title)
        begun = replace(opened, timezone=self.desk.timezone, hours=(self.desk.hour,))
        await self.store.chats.save(begun)
        return begun

    async def answer(self, command: Command, now: datetime) -> Message:
        """Do one command and say what came of it."""
        command = self._as_asked(command)
        spec = next((spec for spec in (*COMMANDS, *OPERATING) if spec.name == command.name), None)
        if spec is not None and spec.changes and not command.may_change:
            return say("Only an admin of this chat can change that. You can still ask me anything.")
        name = "start" if command.name == "follow" and not command.argument else command.name
        do = self._by_name().get(name, self._unknown)
        try:
            await self._keep_to_limit(command, now)
            return await do(command, now)
        except UsageError as refusal:
            return say(str(refusal))

    def _as_asked(self, command: Command) -> Command:
        """An operator's command is a question like any other where nobody operates: “status of the talks”."""
        if command.name not in OPERATOR_ONLY or _address(command.chat) in self.desk.operators:
            return command
        if not command.argument:
            return replace(command, name="unknown", argument=command.name)
        return replace(command, name="ask", argument=f"{command.name} {command.argument}")

    async def _keep_to_limit(self, command: Command, now: datetime) -> None:
        """How much a chat may ask in an hour, where the operator bounds it; changing settings is free."""
        most, chat = command.chat.asks_an_hour, command.chat
        if most is None or command.name not in ASKING or _address(chat) in self.desk.operators:
            return
        wait = await self.store.limits.take(f"asks:{chat.id}", interval=HOUR / most, now=now, burst=most)
        if wait:
            raise UsageError(f"This chat may ask {most} times an hour. Please ask again later.")

    def _by_name(self) -> Mapping[str, Callable[[Command, datetime], Awaitable[Message]]]:
        return {
            "start": self._start,
            "help": self._help,
            "ask": self._ask,
            "said": self._said,
            "who": self._who,
            "deals": self._deals,
            "upcoming": self._upcoming,
            "expired": self._expired,
            **Digests(self.store, self.desk).by_name(),
            **Following(self.store, self.desk, self.look).by_name(),
            **Home(self.store, self.desk).by_name(),
            **Operating(self.store, self.look).by_name(),
            **Hours(self.store).by_name(),
            **OwnData(self.store).by_name(),
            **Records(self.store, self.desk).by_name(),
            **Verifying(self.store, self.desk).by_name(),
            **Watching(self.store, self.desk).by_name(),
        }

    # ------------------------------------------------------------ beginning

    async def _start(self, command: Command, now: datetime) -> Message:
        follows = await self.store.chats.follows(command.chat.id)
        buttons = [button(name, action("follow", name)) for name in Home(self.store, self.desk).topics()]
        first = "Tap a topic, or write: follow Marco Rubio."
        if follows:
            first = f"You follow {follows_listed(follows)}."
        hours = f"The digest comes at {clock.say_hours(command.chat)}. Change it with time and timezone."
        return say(*WELCOME, first, hours, title="On Record", buttons=[*buttons, Button("Digest now", "v1:digest")])

    async def _help(self, command: Command, now: datetime) -> Message:
        specs = (*COMMANDS, *OPERATING) if _address(command.chat) in self.desk.operators else COMMANDS
        lines = [f"{spec.usage or spec.name} – {spec.summary}" for spec in specs]
        about = say("Ask in plain words, or use a command:", title="On Record")
        return replace(about, sections=(*about.sections, bullets("", lines)))

    async def _unknown(self, command: Command, now: datetime) -> Message:
        return say(f"I know no command “{command.argument[:40]}”. Write help for what I can do, or just ask.")

    async def _expired(self, command: Command, now: datetime) -> Message:
        return say("That button is from an older version of me. Write digest for what is new.")

    # ------------------------------------------------------------ reading

    async def _ask(self, command: Command, now: datetime) -> Message:
        if not command.argument:
            raise UsageError("Ask me something: what did Rubio say about Ukraine?")
        chat = command.chat
        who = {"thread": command.thread, "person": command.person}
        previous = await self.store.chats.last_question(chat.id, now=now, **who)
        asker = Asker(
            now=now,
            timezone=chat.timezone,
            chat_id=chat.id,
            previous=previous,
            confidence=self.desk.answer_confidence,
        )
        answer = await ask(command.argument, self.store, self.desk.ground, asker)
        await self.store.chats.remember_question(chat.id, answer.question, now=now, **who)
        await self.store.chats.remember_lines(chat.id, numbers_of(answer), now=now)
        is_empty = not (answer.statements or answer.deals or answer.upcoming)
        return _with_command(answer.message, command.argument) if is_empty else answer.message

    async def _said(self, command: Command, now: datetime) -> Message:
        return await self._ask(replace(command, argument=f"said {_need(command, 'said Rubio')}"), now)

    async def _who(self, command: Command, now: datetime) -> Message:
        wanted = _need(command, "who “not our war”")
        words = self.desk.ground.words
        is_verb = wanted.split()[0].lower() in {*words.acts, *words.deal_statuses}  # who threatened, who signed
        if is_verb or QUESTION_AFTER_WHO.match(wanted):
            return await self._ask(replace(command, argument=f"who {wanted}"), now)
        phrase = wanted.strip("“”\"'")
        return await self._ask(replace(command, argument=f"who said “{phrase}”"), now)

    async def _deals(self, command: Command, now: datetime) -> Message:
        return await self._ask(replace(command, argument=f"what deals {command.argument}".strip()), now)

    async def _upcoming(self, command: Command, now: datetime) -> Message:
        subject = f" on {command.argument}" if command.argument else ""
        return await self._ask(replace(command, argument=f"what is coming up{subject}"), now)


def _with_command(message: Message, typed: str) -> Message:
    """Nothing is held on what was asked: it may have been a command with a slip of the finger, `folow Ukraine`."""
    first, _, rest = typed.partition(" ")
    meant = command_like(first)
    if meant is None or meant == first.lower():
        return message
    words = f"{meant} {rest}".strip()
    asked = say(f"Did you mean the command “{words}”?", buttons=[button(words, action(meant, rest))])
    return replace(message, sections=(*message.sections, *asked.sections), buttons=(*message.buttons, *asked.buttons))


def _address(chat: Chat) -> str:
    """A chat as the setting `operators` writes it."""
    return f"{chat.platform}:{chat.address}"


def _need(command: Command, example: str) -> str:
    if not command.argument:
        raise UsageError(f"{command.name} needs a word more: {example}.")
    return command.argument
