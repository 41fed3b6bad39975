"""Messages of plain lines: what the bot says of itself, without any record in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model import Button, Line, Message, Run, Section


def say(*lines: str, title: str = "", buttons: Iterable[Button] = (), timezone: str = "UTC") -> Message:
    """A message of plain lines; each button stands in a row of its own when there are many."""
    body = tuple(Line(runs=(Run(text=line),)) for line in lines)
    rows = tuple(buttons)
    in_rows = tuple(rows[at : at + 3] for at in range(0, len(rows), 3))
    return Message(title=title, sections=(Section(title="", lines=body),), buttons=in_rows, timezone=timezone)


def bullets(title: str, lines: Iterable[str]) -> Section:
    """A headed list."""
    return Section(title=title, lines=tuple(Line(runs=(Run(text=line),), bullet=True) for line in lines))
