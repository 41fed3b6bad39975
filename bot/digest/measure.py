"""How many characters of a message a reader sees, whatever the platform: words, marks, numbers, names of sources."""

from __future__ import annotations

from bot.digest import days
from bot.model import Line, Message

MARKS = 2  # around a quotation
BULLET = 2
NUMBER = 4  # " [3]"


def visible(message: Message) -> int:
    """Visible characters; addresses behind links and buttons do not count."""
    sections = sum(len(section.title) + sum(_line(line) for line in section.lines) for section in message.sections)
    sources = sum(
        NUMBER + len(article.outlet or article.title) + len(days.article_day(article, message.timezone, message.today))
        for article in message.sources
    )
    return len(message.title) + sections + sources


def quoted(message: Message) -> dict[str, int]:
    """Quoted characters by article."""
    found: dict[str, int] = {}
    for line in (line for section in message.sections for line in section.lines):
        for quote in (run.quote for run in line.runs if run.quote):
            found[quote.article_id] = found.get(quote.article_id, 0) + quote.span[1] - quote.span[0]
    return found


def _line(line: Line) -> int:
    words = sum(len(run.text) + (MARKS if run.style == "quotation" else 0) for run in line.runs)
    return words + NUMBER * len(line.sources) + (BULLET if line.bullet else 0)
