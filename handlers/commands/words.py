"""Messages of plain lines: what the bot says of itself, without any record in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model import Button, Line, Message, Run, Section
from bot.text import shortened

LONGEST_LABEL = 40  # characters of a button that a phone shows
LONGEST_ACTION = 64  # bytes; platforms.md: callback_data
MOST_IN_ROW = 3
WIDEST_ROW = 44  # characters of all labels side by side on a phone


def say(*lines: str, title: str = "", buttons: Iterable[Button] = (), timezone: str = "UTC") -> Message:
    """A message of plain lines; buttons that carry nothing are left out, the others stand in rows."""
    body = tuple(Line(runs=(Run(text=line),)) for line in lines)
    rows = in_rows(button for button in buttons if button.action)
    return Message(title=title, sections=(Section(title="", lines=body),), buttons=rows, timezone=timezone)


def button(label: str, carried: str) -> Button:
    """A button whose label is cut behind a whole word where it is too long."""
    return Button(shortened(label, LONGEST_LABEL), carried)


def action(name: str, argument: str) -> str:
    """What a button carries; empty when it is more than a platform takes."""
    carried = f"v1:{name}:{argument}"
    return carried if len(carried.encode()) <= LONGEST_ACTION else ""


def in_rows(buttons: Iterable[Button]) -> tuple[tuple[Button, ...], ...]:
    """Buttons side by side as long as a phone shows their labels."""
    rows: list[list[Button]] = []
    for each in buttons:
        labels = [*(held.label for held in rows[-1]), each.label] if rows else []
        if rows and len(labels) <= MOST_IN_ROW and sum(map(len, labels)) <= WIDEST_ROW:
            rows[-1].append(each)
        else:
            rows.append([each])
    return tuple(map(tuple, rows))


def bullets(title: str, lines: Iterable[str]) -> Section:
    """A headed list."""
    return Section(title=title, lines=tuple(Line(runs=(Run(text=line),), bullet=True) for line in lines))
