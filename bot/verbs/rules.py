"""Loading the reader's rules, apart from everything heavy: `read --jsonl` needs no more than this."""

from __future__ import annotations

from functools import cache
from importlib import resources

from bot.reading import FILES, Rules, parse_rules


@cache
def load_rules() -> Rules:
    """Parse the lexicon's data files that came with the program."""
    folder = resources.files("bot.reading").joinpath("lexicon")
    files = {name: folder.joinpath(name) for name in FILES}
    return parse_rules({name: file.read_text(encoding="utf-8") for name, file in files.items() if file.is_file()})
