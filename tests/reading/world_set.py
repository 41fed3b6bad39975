"""The articles of `world.toml`, and how the statements read in them are scored against what was expected.

A statement is found where half of its words, or of the expected ones, overlap; its words are right from nine tenths
(F1). A name is right where it is one of the expected; none, or a part of it, is no wrong name.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from bot.model import Article, Span, Statement
from bot.reading import read
from tests.reading.stating import rules

PATH = Path(__file__).with_name("world.toml")
MARKED = re.compile(r"\{(\d+|[!?]) ?([^{}]*)\}")
WORD = re.compile(r"\w+(?:['’]\w+)*")
SAME, RIGHT, INSIDE = 0.5, 0.9, 0.6
UNNAMED = "~"
Places = frozenset[int]  # of the words' first characters


@dataclass(frozen=True)
class Expected:
    """A statement as somebody read it; no names: an unnamed speaker."""

    names: tuple[str, ...]
    places: Places
    is_asked: bool  # must be found


@dataclass(frozen=True)
class WorldArticle:
    """An article with the statements expected of it, and the words that may be one or not."""

    article: Article
    expected: tuple[Expected, ...]
    allowed: Places


def world_articles() -> list[WorldArticle]:
    """The articles of the file."""
    return [_article(entry) for entry in tomllib.loads(PATH.read_text(encoding="utf-8"))["articles"]]


def score(articles: Sequence[WorldArticle]) -> Counter[str]:
    """How many are expected, found, rightly and wrongly named, have the right words, and how many nobody made."""
    counts: Counter[str] = Counter()
    for one in articles:
        counts += _scored(one, read(one.article, rules()).statements)
    return counts


def _article(entry: Mapping[str, Any]) -> WorldArticle:
    text, spans = _unmarked(entry["text"])
    published = datetime.combine(entry["date"], time(), UTC)
    article = Article(id=entry["id"], title=entry["title"], text=text, published_at=published)
    expected = []
    for line in entry["statements"]:
        number, names, *kind = (part.strip() for part in line.split("|"))
        known = tuple(name.strip() for name in names.split(";"))
        expected.append(Expected(known, _places(text, spans[number]), not kind))
    return WorldArticle(article, tuple(expected), _places(text, spans.get("?", [])))


def _unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without braces, and what stood in them."""
    text, at = "", 0
    spans: dict[str, list[Span]] = {}
    for found in MARKED.finditer(marked):
        text += marked[at : found.start()]
        spans.setdefault(found[1], []).append((len(text), len(text) + len(found[2])))
        text += found[2]
        at = found.end()
    return text + marked[at:], spans


def _places(text: str, spans: Sequence[Span]) -> Places:
    return frozenset(
        first + word.start() for first, last in spans for word in WORD.finditer(text[first:last]) if word[0] != "that"
    )


def _scored(one: WorldArticle, statements: Sequence[Statement]) -> Counter[str]:
    places = [_places(one.article.text, statement.content) for statement in statements]
    pairs = sorted(
        (-_likeness(places[at], expected.places), at, number)
        for at in range(len(places))
        for number, expected in enumerate(one.expected)
        if _overlap(places[at], expected.places) >= SAME
    )
    counts: Counter[str] = Counter(expected=sum(expected.is_asked for expected in one.expected))
    taken: dict[int, int] = {}
    for likeness, at, number in pairs:
        if at in taken or number in taken.values():
            continue
        taken[at] = number
        counts += _judged(one.expected[number], statements[at], -likeness)
    known = frozenset[int]().union(one.allowed, *(expected.places for expected in one.expected))
    counts["false"] = sum(
        len(found & known) < INSIDE * len(found) and not statements[at].negated
        for at, found in enumerate(places)
        if at not in taken
    )
    return counts


def _judged(expected: Expected, statement: Statement, likeness: float) -> Counter[str]:
    name, names = _folded(statement.speaker or UNNAMED), [_folded(known) for known in expected.names]
    is_part = any(f" {known} ".endswith(f" {name} ") or f" {name} ".endswith(f" {known} ") for known in names)
    return Counter({
        "found": expected.is_asked,
        "named": expected.is_asked and name in names,
        "wrong": name not in names and name != UNNAMED and not is_part,
        "worded": expected.is_asked and likeness >= RIGHT,
    })  # fmt: skip


def _folded(name: str) -> str:
    return name.lower().replace("'", "’").removeprefix("the ")


def _overlap(one: Places, other: Places) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _likeness(one: Places, other: Places) -> float:
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)
