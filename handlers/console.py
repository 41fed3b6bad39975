"""The bot in a terminal: messages printed as a chat would show them, typed lines answered."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import textwrap
import threading
from collections.abc import AsyncIterable, AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TextIO

from bot.delivery.outbox import Pace
from bot.digest import days
from bot.model import ArticleRef, Chat, Line, Message, Run
from bot.text import nested, printable
from handlers.commands import Command, Commands, parse, parse_press

WIDTH = 104
BULLET = "• "
STRONG, QUIET, PLAIN = "\033[1m", "\033[2m", "\033[0m"
PROMPT = "> "
LAST_WORDS = ("exit", "quit", "bye")


def render(message: Message, *, width: int = WIDTH, has_colour: bool = False) -> str:
    """A message as plain text, wrapped; with colours for a terminal that has them."""
    blocks = [_styled(printable(message.title), STRONG, has_colour)] if message.title else []
    for section in message.sections:
        lines = [printable(section.title)] if section.title else []
        lines += [_line(line, width, has_colour=has_colour) for line in section.lines]
        blocks.append("\n".join(lines))
    ending = [_source(number, article, message) for number, article in enumerate(message.sources, 1)]
    ending += ["  ".join(f"[ {printable(button.label)} ]" for button in row) for row in message.buttons if row]
    if ending:
        blocks.append("\n".join(ending))
    return "\n\n".join(block for block in blocks if block)


def _line(line: Line, width: int, *, has_colour: bool) -> str:
    words = "".join(_run(run) for run in line.runs)
    numbers = "".join(f" [{number}]" for number in line.sources)
    indent = " " * len(BULLET) if line.bullet else ""
    first = BULLET if line.bullet else ""
    wrapped = textwrap.fill(
        words + numbers, width, initial_indent=first, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    is_headline = not line.bullet and any(run.style == "strong" for run in line.runs)
    return _styled(wrapped, STRONG, has_colour and is_headline)


def _run(run: Run) -> str:
    text = printable(run.text)
    if run.style == "quotation":
        return f"“{nested(text)}”"
    return f"{text}: {run.url}" if run.style == "link" and run.url else text


def _source(number: int, article: ArticleRef, message: Message) -> str:
    parts = (article.outlet or article.title or article.id, days.article_day(article, message.timezone, message.today))
    words = ", ".join(printable(part) for part in parts if part)
    return f"[{number}] {words}" + (f"  {printable(article.url)}" if article.url else "")


def _styled(text: str, style: str, is_on: bool) -> str:  # noqa: FBT001  a switch, said by its name
    return f"{style}{text}{PLAIN}" if is_on and text else text


@dataclass(slots=True)
class Console:
    """The terminal as a platform of the outbox: one chat, one message after the other."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    printed: int = 0
    actions: dict[str, str] = field(default_factory=dict)  # of the last message's buttons, by what they say

    @property
    def pace(self) -> Pace:
        """A terminal takes whatever comes."""
        return Pace()

    async def send(self, chat: Chat, message: Message, *, is_plain: bool = False) -> str:
        """Print a message; its id is its number in this terminal."""
        has_colour = not is_plain and self.out.isatty()
        self.out.write(render(message, has_colour=has_colour) + "\n\n")
        self.out.flush()
        self.printed += 1
        self.actions = {button.label.lower(): button.action for row in message.buttons for button in row}
        return str(self.printed)

    def read(self, typed: str) -> tuple[str, str]:
        """The command behind a typed line: a button of the last message by its name, or what `parse` makes of it."""
        action = self.actions.get(typed.strip().lower())
        return parse_press(action) if action else parse(typed)


async def converse(
    commands: Commands, chat: Chat, lines: AsyncIterable[str], console: Console, clock: Callable[[], datetime]
) -> int:
    """Answer typed lines until they end or say `exit`; how many there were."""
    count = 0
    async for typed in lines:
        count += 1
        if typed.strip().lower() in LAST_WORDS:
            break
        await answer_typed(commands, chat, typed, console, clock())
    return count


async def answer_typed(commands: Commands, chat: Chat, typed: str, console: Console, now: datetime) -> None:
    """Answer one typed line; an empty one is passed over."""
    if not typed.strip():
        return
    name, argument = console.read(typed)
    held = await commands.store.chats.find(chat.platform, chat.address) or chat
    message = await commands.answer(Command(name=name, argument=argument, chat=held), now)
    await console.send(held, message)


async def typed_lines(stream: TextIO) -> AsyncIterator[str]:
    """Lines of a terminal, with a prompt before each, or of a pipe, each behind the prompt; ends with the stream.

    A daemon thread waits for the terminal, so that nothing has to wait for the thread when the bot stops.
    """
    loop, lines, is_typed = asyncio.get_running_loop(), asyncio.Queue[str](), stream.isatty()

    def listen() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody listens any more
            for line in iter(stream.readline, ""):
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=listen, daemon=True, name="terminal").start()
    while True:
        sys.stdout.write(PROMPT if is_typed else "")
        sys.stdout.flush()
        line = await lines.get()
        if not line:
            return
        if not is_typed and line.strip():
            sys.stdout.write(f"{PROMPT}{printable(line.strip())}\n\n")
        yield line
