"""A Message as Telegram HTML, in as many parts as Telegram's limits ask for. Pure.

The limits, from platforms.md: 4096 UTF-16 units after parsing, 32,768 raw bytes, fewer than 100 entities a message;
64 bytes of data behind a button. A part ends between two lines; only a line longer than a part is cut, at a space.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.digest import days
from bot.model import ArticleRef, Button, Line, Message, Run, Section
from bot.text import nested, shortened
from handlers.links import address, named_link, shown, source_name

LONGEST_TEXT = 4096  # UTF-16 units, after parsing
MOST_BYTES = 32_000
MOST_ENTITIES = 95
LONGEST_DATA = 64  # bytes behind a button
LONGEST_LABEL = 60
MOST_IN_ROW = 8
MOST_BUTTONS = 100
MOST_NUMBERS = 40  # sources shown behind one line
PIECE = 900  # characters of a run where a line must be cut
BULLET = "• "
NOTHING = "Nothing to show."

WORD_JOINER = "\u2060"
LIVELY = re.compile(  # what Telegram makes a link or a mention of by itself
    r"(?P<address>https?://\S+)"  # whose host is seen: it may stay one
    r"|(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,30}:)(?=//)"  # tg://resolve?domain=… may not
    r"|(?P<dot>(?<=[^\W_])\.(?=[^\W\d_]{2}|\d+\.\d+\.\d))"  # Booking.com, 127.0.0.1
    r"|(?P<at>@(?=\w))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One message as Telegram takes it; the buttons stand under the last part."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """One line, written: `seen` is what is left of `markup` after parsing."""

    markup: str
    seen: str
    entities: int = 0
    gap: str = "\n"
    leads: bool = False  # a heading, which must not be the last line of a part

    @property
    def units(self) -> int:
        return len((self.gap + self.seen).encode("utf-16-le")) // 2

    @property
    def octets(self) -> int:
        return len((self.gap + self.markup).encode())


def render(message: Message) -> tuple[Part, ...]:
    """The message as HTML; at least one part, never an empty one."""
    return _parts(message, _Html(message))


def render_plain(message: Message) -> tuple[Part, ...]:
    """The same words without any markup, for when Telegram refuses ours; links are written out."""
    return _parts(message, _Plain(message))


def _parts(message: Message, writer: _Html | _Plain) -> tuple[Part, ...]:
    rows = [row for row in _rows(message, writer) if row.seen.strip()] or [_Row(NOTHING, NOTHING)]
    texts = ["".join(row.gap + row.markup for row in page).lstrip("\n") for page in _pages(rows)]
    parts = [Part(text) for text in texts]
    parts[-1] = replace(parts[-1], buttons=_keyboard(message.buttons))
    return tuple(parts)


def _rows(message: Message, writer: _Html | _Plain) -> Iterator[_Row]:
    if message.title:
        yield from writer.heading(message.title)
    for section in message.sections:
        yield from _section(section, writer)
    gap = "\n\n"
    for number, article in enumerate(message.sources, 1):
        yield replace(writer.source(number, article, message), gap=gap)
        gap = "\n"


def _section(section: Section, writer: _Html | _Plain) -> Iterator[_Row]:
    gap = "\n\n"
    if section.title:
        yield from writer.heading(section.title)
        gap = "\n"
    for line in section.lines:
        row = writer.line(line)
        rows = [row] if _fits([row]) else [writer.line(piece) for piece in _cut(line)]
        for written in rows:
            yield replace(written, gap=gap)
            gap = "\n"


def _pages(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    page: list[_Row] = []
    for row in rows:
        if page and not _fits([*page, row]):
            headings = _trailing_headings(page)
            kept = len(page) - headings
            yield page[:kept] if kept else page
            page = page[kept:] if kept else []
        page.append(row)
    yield page


def _trailing_headings(page: list[_Row]) -> int:
    count = 0
    while count < len(page) and page[-1 - count].leads:
        count += 1
    return count


def _fits(page: list[_Row]) -> bool:
    return (
        sum(row.units for row in page) <= LONGEST_TEXT
        and sum(row.octets for row in page) <= MOST_BYTES
        and sum(row.entities for row in page) <= MOST_ENTITIES
    )


def _cut(line: Line) -> Iterator[Line]:
    """A line too long for one part as several: every piece of a quotation in marks of its own, sources at the end."""
    pieces = [
        replace(run, text=piece)
        for run in line.runs
        for piece in textwrap.wrap(shown(run.text), PIECE, break_on_hyphens=False)
    ]
    for at, piece in enumerate(pieces[:-1]):
        yield Line(runs=(piece,), bullet=line.bullet and at == 0)
    yield Line(runs=tuple(pieces[-1:]), bullet=line.bullet and len(pieces) <= 1, sources=line.sources[:MOST_NUMBERS])


class _Html:
    """Writes lines with tags; each style that is a tag counts as an entity."""

    def __init__(self, message: Message) -> None:
        self._addresses = [address(article.url) for article in message.sources]

    def heading(self, words: str) -> Iterator[_Row]:
        for piece in textwrap.wrap(shown(words), PIECE, break_on_hyphens=False):
            yield _Row(_tagged("b", _written(piece)), _guarded(piece), 1, gap="\n\n", leads=True)

    def line(self, line: Line) -> _Row:
        written = [self._run(run) for run in line.runs] + [self._number(number) for number in line.sources]
        first = BULLET if line.bullet else ""
        return _Row(
            first + "".join(row.markup for row in written),
            first + "".join(row.seen for row in written),
            sum(row.entities for row in written),
        )

    def source(self, number: int, article: ArticleRef, message: Message) -> _Row:
        name, day = source_name(article), days.article_day(article, message.timezone, message.today)
        ending = f", {day}" if day else ""
        where = self._link(name, self._addresses[number - 1])
        return _Row(f"[{number}] {where.markup}{ending}", f"[{number}] {where.seen}{ending}", where.entities)

    def _run(self, run: Run) -> _Row:
        text = shown(run.text)
        plain = _Row(_written(text), _guarded(text))
        if not text.strip():
            return plain
        if run.style == "quotation":
            return _Row(f"“{nested(plain.markup)}”", f"“{nested(plain.seen)}”")
        if run.style in ("strong", "quiet"):
            return replace(plain, markup=_tagged("b" if run.style == "strong" else "i", plain.markup), entities=1)
        if run.style == "link":
            return self._link(named_link(text, run.url), address(run.url))
        return plain

    def _number(self, number: int) -> _Row:
        link = self._addresses[number - 1] if 0 < number <= len(self._addresses) else None
        written = self._link(f"[{number}]", link)
        return _Row(f" {written.markup}", f" {written.seen}", written.entities)

    def _link(self, label: str, link: str | None) -> _Row:
        if link is None:
            return _Row(_written(label), _guarded(label))
        return _Row(f'<a href="{_escaped(link)}">{_escaped(label)}</a>', label, 1)


class _Plain:
    """Writes the same lines without tags."""

    def __init__(self, message: Message) -> None:
        self._message = message

    def heading(self, words: str) -> Iterator[_Row]:
        for piece in textwrap.wrap(shown(words), PIECE, break_on_hyphens=False):
            yield _plain_row(piece, gap="\n\n", leads=True)

    def line(self, line: Line) -> _Row:
        first = BULLET if line.bullet else ""
        numbers = "".join(f" [{number}]" for number in line.sources)
        return _plain_row(first + "".join(map(self._run, line.runs)) + numbers)

    def source(self, number: int, article: ArticleRef, message: Message) -> _Row:
        parts = (source_name(article), days.article_day(article, message.timezone, message.today), address(article.url))
        return _plain_row(f"[{number}] " + ", ".join(part for part in parts if part))

    def _run(self, run: Run) -> str:
        text = shown(run.text)
        if run.style == "quotation" and text.strip():
            return f"“{nested(text)}”"
        link = address(run.url) if run.style == "link" else None
        return f"{text}: {link}" if link else text


def _plain_row(text: str, *, gap: str = "\n", leads: bool = False) -> _Row:
    return _Row(_guarded(text), _guarded(text), gap=gap, leads=leads)


def _guarded(text: str) -> str:
    return LIVELY.sub(lambda found: found[0] + ("" if found["address"] else WORD_JOINER), text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _written(text: str) -> str:
    return _escaped(_guarded(text))


def _tagged(tag: str, written: str) -> str:
    return f"<{tag}>{written}</{tag}>"


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> tuple[tuple[Button, ...], ...]:
    """The buttons that Telegram takes; one bad button would make it refuse the message."""
    keyboard: list[tuple[Button, ...]] = []
    for row in rows:
        fit = [replace(button, label=_label(button.label)) for button in row if _is_fit(button)]
        keyboard += [tuple(fit[at : at + MOST_IN_ROW]) for at in range(0, len(fit), MOST_IN_ROW)]
    return tuple(keyboard[: MOST_BUTTONS // MOST_IN_ROW])


def _label(label: str) -> str:
    return shortened(shown(label), LONGEST_LABEL)


def _is_fit(button: Button) -> bool:
    if not shown(button.label).strip() or shown(button.action) != button.action:
        return False
    return address(button.url) is not None if button.url else 0 < len(button.action.encode()) <= LONGEST_DATA
