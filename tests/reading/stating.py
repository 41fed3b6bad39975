"""Reading invented sentences in tests: the rules loaded once, an article made of a text."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib import resources

from bot.model import Article, Reading, Statement
from bot.reading import FILES, Rules, parse_rules, read


@cache
def rules() -> Rules:
    """The lexicon that comes with the program."""
    folder = resources.files("bot.reading").joinpath("lexicon")
    files = {name: folder.joinpath(name) for name in FILES}
    return parse_rules({name: file.read_text(encoding="utf-8") for name, file in files.items() if file.is_file()})


def reading_of(text: str, title: str = "") -> Reading:
    """What an article of Friday 2 May 2025 with this text says."""
    article = Article(id="a", title=title, text=text, published_at=datetime(2025, 5, 2, tzinfo=UTC))
    return read(article, rules())


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text."""
    return reading_of(text).statements


def told(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of each statement."""
    return [(statement.speaker, statement.words) for statement in statements(text)]
