"""Telegram's HTML as its server reads it: a strict parser that says what a person sees, or refuses as Telegram does.

Checked by hand against TDLib's own parser (`parseTextEntities`); it knows the tags that we use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TAGS = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote"})
TOKEN = re.compile(r"<(/?)([a-z]+)(?: href=\"([^\"<>]*)\")?>|&(amp|lt|gt|quot);|([<>&])|([^<>&]+)")
MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}
LONGEST_TEXT = 4096
LONGEST_RAW = 32_768
MOST_ENTITIES = 100


class Unparsable(ValueError):
    """What Telegram would answer with a 400."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A text without its tags, and the stretches they covered: kind, text, address."""

    text: str
    entities: tuple[tuple[str, str, str | None], ...]


def read_html(html: str) -> Seen:
    """What a person would see."""
    if len(html.encode()) > LONGEST_RAW:
        raise Unparsable("Bad Request: message is too long")
    text = ""
    opened: list[tuple[str, int, str | None]] = []
    entities: list[tuple[str, str, str | None]] = []
    for found in TOKEN.finditer(html):
        closing, tag, href, entity, bare, words = found.groups()
        if bare:
            raise Unparsable(f'Bad Request: can\'t parse entities: Unsupported "{bare}" at byte offset {found.start()}')
        if tag and tag not in TAGS:
            raise Unparsable(f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        if tag and closing:
            if not opened or opened[-1][0] != tag:
                raise Unparsable(f'Bad Request: can\'t parse entities: Unmatched end tag "{tag}"')
            kind, start, link = opened.pop()
            entities.append((kind, text[start:], link))
        elif tag:
            opened.append((tag, len(text), _unescaped(href) if href else None))
        else:
            text += MEANT[entity] if entity else words
    if opened:
        raise Unparsable(
            f"Bad Request: can't parse entities: Can't find end tag corresponding to start tag {opened[-1][0]}"
        )
    return Seen(text.strip(), tuple(entities))


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def _unescaped(text: str) -> str:
    return re.sub(r"&(amp|lt|gt|quot);", lambda found: MEANT[found[1]], text)
