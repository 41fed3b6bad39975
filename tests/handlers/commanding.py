"""The real commands over a real store: a line is typed or a button tapped, an answer comes back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from bot.model import Chat, Message
from bot.pipeline import Desk
from bot.store import Store
from bot.verbs.parts import load_desk
from config.settings import read_settings
from handlers.commands import Command, Commands, parse, parse_press
from tests.store.samples import NOW


@cache
def a_desk() -> Desk:
    """What the commands work with, loaded once."""
    return load_desk(read_settings())


async def ask(store: Store, chat: Chat, typed: str, **desk: object) -> str:
    """The words of the answer to a typed line or a pressed button."""
    return words(await answer(store, chat, typed, **desk))


async def answer(store: Store, chat: Chat, typed: str, **desk: object) -> Message:
    """What is answered to a typed line or a pressed button."""
    commands = Commands(store, replace(a_desk(), **desk))  # type: ignore[arg-type]
    name, argument = parse_press(typed) if typed.startswith("v1:") else parse(typed)
    held = await store.chats.get(chat.id) or chat
    return await commands.answer(Command(name=name, argument=argument, chat=held), NOW)


def words(message: Message) -> str:
    """Everything a message says."""
    lines = [
        "".join(f"“{run.text}”" if run.style == "quotation" else run.text for run in line.runs)
        for section in message.sections
        for line in section.lines
    ]
    return "\n".join([message.title, *(section.title for section in message.sections), *lines])


def buttons(message: Message) -> dict[str, str]:
    """What the buttons of a message carry, by their labels."""
    return {button.label: button.action for row in message.buttons for button in row}
