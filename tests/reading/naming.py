"""What the tests of names share: the rules as shipped, and a registry for a text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from bot.reading.lexicon import FILES, Rules, parse_rules
from bot.reading.names import Registry, find_names
from bot.reading.speaker import Speaker
from bot.text import tokenise


@cache
def shipped_rules() -> Rules:
    """The rules of the lexicon as it ships."""
    folder = resources.files("bot.reading") / "lexicon"
    present = [name for name in FILES if (folder / name).is_file()]
    return parse_rules({name: (folder / name).read_text(encoding="utf-8") for name in present})


def registry_of(text: str, title: str = "") -> Registry:
    """The registry of names of a text."""
    return find_names(tokenise(text), title, shipped_rules())


def persons(text: str) -> list[str]:
    """The canonical names of the persons of a text."""
    return [name.canonical for name in registry_of(text).names if name.kind == "person"]


def speaker(text: str, phrase: str, nth: int = 0) -> Speaker:
    """Whom the nth occurrence of a phrase stands for, read as the source of a statement."""
    registry = registry_of(text)
    start = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)][nth]
    starts = registry.tokens.starts
    first = starts.index(start)
    last = next((at for at in range(first, len(starts)) if starts[at] >= start + len(phrase)), len(starts))
    return registry.speaker(first, last)
