"""A Message as Block Kit, in as many posts as Slack's limits ask for. Pure.

The limits, from platforms.md: a section 3000 characters, a header 150, 50 blocks, about 10k characters in all. They
are counted on the escaped text. A block ends between two lines; only a line longer than a block is cut, at a space.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.digest import days
from bot.model import ArticleRef, Button, Line, Message, Run
from bot.text import nested, shortened
from handlers.links import address, named_link, shown, source_name

LONGEST_SECTION = 2_900
LONGEST_HEADER = 150
LONGEST_POST = 9_000
MOST_BLOCKS = 45
MOST_HOME_BLOCKS = 100
LONGEST_FALLBACK = 300
LONGEST_PLAIN = 3_500
LONGEST_LINK = 1_500
LONGEST_LABEL = 75
LONGEST_VALUE = 2_000
MOST_IN_ROW = 5
MOST_ROWS = 4
MOST_NUMBERS = 40  # sources shown behind one line
PIECE = 400  # characters of a run where a line must be cut: "&" becomes five
BULLET = "• "
NOTHING = "Nothing to show."

WORD_JOINER = "\u2060"
ZERO_WIDTH = "\u200b"  # lets a style begin or end beside a letter
LIVELY = re.compile(  # what Slack would make a link, a style or a picture of
    r"(?P<address>https?://[^\s<>|“”\"]*[^\s<>|“”\".,;:!?)\]’'])"
    r"|(?P<style>(?<![^\W_])[*_~`])"
    r"|(?P<picture>:(?=[\w+-]+:))"
)

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """One message as Slack takes it: blocks, and the text shown in notifications."""

    text: str
    blocks: tuple[Block, ...] = ()


def render(message: Message) -> tuple[Post, ...]:
    """The message as blocks; at least one post, never an empty one."""
    blocks = [*_title(message.title), *_sections(message), *_sources(message)] or [_section_block(NOTHING)]
    fallback = _fallback(message)
    posts = [Post(fallback, tuple(page)) for page in _pages(blocks, len(fallback))]
    posts[-1] = replace(posts[-1], blocks=(*posts[-1].blocks, *_actions(message.buttons)))
    return tuple(posts)


def render_home(message: Message, channel: str) -> dict[str, Any]:
    """The message as somebody's App Home; `channel` comes back with what is tapped."""
    blocks = [block for post in render(message) for block in post.blocks]
    return {"type": "home", "private_metadata": channel, "blocks": blocks[:MOST_HOME_BLOCKS]}


def render_plain(message: Message) -> tuple[Post, ...]:
    """The same words without blocks, for when Slack refuses ours."""
    lines = [_written(message.title)] if message.title else []
    for section in message.sections:
        lines += ["", *([_written(section.title)] if section.title else [])]
        lines += [written for line in section.lines for written in _lines(line, message, LONGEST_PLAIN)]
    lines += ["", *_source_lines(message)]
    chunks = [chunk for chunk in _chunks(lines, LONGEST_PLAIN) if chunk.strip()]
    return tuple(Post(chunk) for chunk in chunks) or (Post(NOTHING),)


# ---------------------------------------------------------------- blocks


def _title(title: str) -> Iterator[Block]:
    words = shown(title).strip()
    if words and len(words) <= LONGEST_HEADER:
        yield {"type": "header", "text": {"type": "plain_text", "text": words, "emoji": False}}
    elif words:
        for piece in _chunks([_styled("*", piece) for piece in _cut(words)], LONGEST_SECTION):
            yield _section_block(piece)


def _sections(message: Message) -> Iterator[Block]:
    for section in message.sections:
        lines = [_styled("*", piece) for piece in _cut(shown(section.title).strip())]
        lines += [written for line in section.lines for written in _lines(line, message, LONGEST_SECTION)]
        for chunk in _chunks([line for line in lines if line.strip()], LONGEST_SECTION):
            yield _section_block(chunk)


def _sources(message: Message) -> Iterator[Block]:
    for chunk in _chunks(_source_lines(message), LONGEST_SECTION):
        yield {"type": "context", "elements": [_mrkdwn(chunk)]}


def _section_block(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text)}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _actions(rows: tuple[tuple[Button, ...], ...]) -> Iterator[Block]:
    fit = [[button for button in row if _is_fit(button)] for row in rows]
    pieces = [row[at : at + MOST_IN_ROW] for row in fit for at in range(0, len(row), MOST_IN_ROW)]
    for number, piece in enumerate(pieces[:MOST_ROWS]):
        yield {
            "type": "actions",
            "elements": [_button(button, f"press-{number}-{at}") for at, button in enumerate(piece)],
        }


def _button(button: Button, name: str) -> Block:
    label = {"type": "plain_text", "text": shortened(shown(button.label), LONGEST_LABEL), "emoji": False}
    if button.url:
        return {"type": "button", "action_id": name, "text": label, "url": button.url}
    return {"type": "button", "action_id": name, "text": label, "value": button.action}


def _is_fit(button: Button) -> bool:
    if not shown(button.label).strip() or shown(button.action) != button.action:
        return False
    return address(button.url) is not None if button.url else 0 < len(button.action) <= LONGEST_VALUE


def _pages(blocks: Iterable[Block], fallback: int) -> Iterator[list[Block]]:
    page: list[Block] = []
    size = fallback
    for block in blocks:
        length = len(block["text"]["text"] if "text" in block else block["elements"][0]["text"])
        if page and (len(page) >= MOST_BLOCKS or size + length > LONGEST_POST):
            yield page
            page, size = [], fallback
        page.append(block)
        size += length
    yield page


def _chunks(lines: Iterable[str], longest: int) -> Iterator[str]:
    chunk = ""
    for line in lines:
        if chunk and len(chunk) + 1 + len(line) > longest:
            yield chunk
            chunk = line
        else:
            chunk = f"{chunk}\n{line}" if chunk else line
    if chunk:
        yield chunk


# ---------------------------------------------------------------- lines


def _lines(line: Line, message: Message, longest: int) -> list[str]:
    """The line, or its pieces where it is longer than a block."""
    whole = _line(line, message)
    if len(whole) <= longest:
        return [whole]
    pieces = [replace(run, text=piece) for run in line.runs for piece in _cut(shown(run.text))]
    last = Line(runs=tuple(pieces[-1:]), sources=line.sources[:MOST_NUMBERS])
    bare = replace(message, sources=())  # too many long links: the list below still has them
    ending = _line(last, message if len(_line(last, message)) <= longest else bare)
    return [*(_line(Line(runs=(piece,)), message) for piece in pieces[:-1]), ending]


def _line(line: Line, message: Message) -> str:
    first = BULLET if line.bullet else ""
    text = ""
    for run in line.runs:
        text = _joined(text, _run(run))
    numbers = "".join(f" {_number(number, message.sources)}" for number in line.sources)
    return first + _unquoted(text) + numbers


def _joined(before: str, after: str) -> str:
    """Two runs side by side: a style does not begin or end beside a letter by itself."""
    if not before or not after:
        return before + after
    touches = (after[0] in "*_" and not before[-1].isspace()) or (before[-1] in "*_" and not after[0].isspace())
    return f"{before}{ZERO_WIDTH}{after}" if touches else before + after


def _run(run: Run) -> str:
    text = shown(run.text)
    if not text.strip():
        return text
    if run.style == "quotation":
        return f"“{nested(_written(text))}”"
    if run.style in ("strong", "quiet"):
        return _styled("*" if run.style == "strong" else "_", text)
    if run.style == "link" and address(run.url):
        return _link(named_link(text, run.url), run.url)
    return _written(text)


def _number(number: int, sources: tuple[ArticleRef, ...]) -> str:
    url = sources[number - 1].url if 0 < number <= len(sources) else None
    return _link(f"[{number}]", url)


def _source_lines(message: Message) -> Iterator[str]:
    for number, article in enumerate(message.sources, 1):
        day = days.article_day(article, message.timezone, message.today)
        yield f"[{number}] {_link(source_name(article), article.url)}" + (f", {day}" if day else "")


def _link(label: str, url: str | None) -> str:
    link = address(url)
    if link is None:
        return _written(label)
    target = _escaped(link.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E"))
    return _written(label) if len(target) > LONGEST_LINK else f"<{target}|{_escaped(label.replace('|', '¦'))}>"


def _styled(mark: str, text: str) -> str:
    """A style holds only without spaces at its ends."""
    words = text.strip()
    begins = text[: len(text) - len(text.lstrip())]
    ends = text[len(text.rstrip()) :]
    return f"{begins}{mark}{_written(words).replace(mark, WORD_JOINER + mark)}{mark}{ends}" if words else text


def _written(text: str) -> str:
    """Text from outside, escaped and without a life of its own; a bare address becomes a link."""
    pieces, at = [], 0
    for found in LIVELY.finditer(text := shown(text)):
        pieces.append(_escaped(text[at : found.start()]))
        pieces.append(_alive(found))
        at = found.end()
    return "".join(pieces) + _escaped(text[at:])


def _alive(found: re.Match[str]) -> str:
    if found["address"]:
        return _link(found[0], found[0]) if address(found[0]) else _escaped(found[0])
    return WORD_JOINER + found[0] if found["style"] else found[0] + WORD_JOINER


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unquoted(line: str) -> str:
    """A line that begins with ">" would be shown as a quotation."""
    return WORD_JOINER + line if line.startswith("&gt;") else line


def _cut(text: str) -> list[str]:
    return textwrap.wrap(text, PIECE, break_on_hyphens=False)


def _fallback(message: Message) -> str:
    lines = [
        message.title,
        *("".join(run.text for run in line.runs) for section in message.sections for line in section.lines),
    ]
    words = " – ".join(shown(line).strip() for line in lines[:3] if shown(line).strip())
    return _escaped(textwrap.shorten(words, LONGEST_FALLBACK, placeholder="…")) or NOTHING
