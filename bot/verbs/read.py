"""`read FILE|URL|-` and everything with `--store`: one article from wherever it is, what it says, kept if asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import InputError
from bot.model import Article, Reading
from bot.pipeline import take
from bot.reading import read
from bot.reading.explain import explain
from bot.reading.record import reading_to_json
from bot.sources.articles import Extractor, article_id, read_address
from bot.sources.fetch import Web
from bot.sources.language import choose_language
from bot.sources.outlet import outlet_of
from bot.sources.page import Page
from bot.verbs.lines import Tally, is_id, parse_article, parse_line, reason_of, write_line
from bot.verbs.parts import open_desk
from bot.verbs.rules import load_rules
from config.settings import Settings

STDIN = "stdin"
LARGEST_FILE = 20_000_000  # bytes
HTML_BEGINNINGS = ("<!doctype html", "<html", "<?xml", "<head", "<body", "<article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line asked for."""

    source: str
    date: datetime | None = None
    title: str | None = None


async def read_one(wish: Wish, given: Settings, *, is_kept: bool) -> tuple[Article, Reading, bool]:
    """The article, what it says, and whether its text was extracted from HTML."""
    article, was_html = await _load(wish, given)
    if not article.text.strip():
        raise InputError(f"{wish.source}: there is no text in it; give an article as text, HTML or an address")
    if not is_kept:
        return article, read(article, load_rules()), was_html
    if article.id == STDIN:  # two texts that are piped in are two articles, and no versions of one
        article = replace(article, id=article_id(article.text))
    async with open_desk(given) as (store, desk):
        now = datetime.now().astimezone()
        reading = await take(store, desk, article, now)
    return article, reading, was_html


def shown_as_json(article: Article, reading: Reading, *, has_text: bool) -> str:
    """The JSON document of architecture.md; with the extracted text when the input was HTML."""
    document = reading_to_json(article, reading)
    return json.dumps(document | ({"text": article.text} if has_text else {}), ensure_ascii=False, indent=2)


def shown_as_text(article: Article, reading: Reading, *, has_colour: bool, is_explained: bool) -> Iterable[str]:
    """What a person reads in a terminal."""
    return explain(article, reading, is_full=is_explained, has_colour=has_colour)


async def keep_lines(given: Settings, source: Iterable[bytes]) -> None:
    """`read --jsonl --store`: every line read and kept, its result written as without `--store`."""
    async with open_desk(given) as (store, desk):
        tally = Tally()
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            outcome = tally.count(number, await _keep_line(line, store, desk))
            sys.stdout.buffer.write(write_line(outcome))
            sys.stdout.buffer.flush()
        tally.tell()


async def _keep_line(line: bytes, store: Any, desk: Any) -> dict[str, Any]:
    identity: object = None
    try:
        row = parse_line(line)
        identity = row.get("id")
        article = parse_article(row)
    except InputError as error:
        return {"id": identity if is_id(identity) else None, "error": str(error)}
    article = replace(article, language=choose_language(None, article.text))
    reading = await take(store, desk, article, datetime.now().astimezone())
    return reading_to_json(article, reading) | {"id": identity}


async def _load(wish: Wish, given: Settings) -> tuple[Article, bool]:
    if wish.source.startswith(("http://", "https://")):
        return await _load_page(wish, given)
    text = read_text(wish.source)
    identity = STDIN if wish.source == "-" else Path(wish.source).name
    if text.lstrip("\ufeff \t\r\n")[:20].lower().startswith(HTML_BEGINNINGS):
        async with Extractor() as extractor:
            page = await extractor.extract(text.encode(), "", "text/html; charset=utf-8")
        return _dressed(_from_page(page, identity), wish), True
    article = Article(id=identity, title="", text=text, language=choose_language(None, text))
    return _dressed(article, wish), False


async def _load_page(wish: Wish, given: Settings) -> tuple[Article, bool]:
    async with Web(allow_private=given.allow_private_hosts) as web, Extractor() as extractor:
        page = await read_address(wish.source, web, extractor)
    return _dressed(_from_page(page, article_id(page.canonical_url or wish.source)), wish), True


def _from_page(page: Page, identity: str) -> Article:
    return Article(
        id=identity,
        title=page.title,
        text=page.text,
        url=page.canonical_url,
        outlet=page.outlet or (outlet_of(page.canonical_url) if page.canonical_url else None),
        author=page.author,
        published_at=page.published_at,
        language=choose_language(page.language, page.text),
    )


def _dressed(article: Article, wish: Wish) -> Article:
    return replace(
        article,
        title=article.title if wish.title is None else wish.title,
        published_at=wish.date or article.published_at,
    )


def read_text(source: str) -> str:
    """The text of a file or of standard input, strictly UTF-8; InputError says what is wrong and where."""
    try:
        body = sys.stdin.buffer.read(LARGEST_FILE + 1) if source == "-" else _bytes_of(Path(source))
    except OSError as error:
        raise InputError(f"{source}: {reason_of(error)}; name a file, an address or - for standard input") from None
    if len(body) > LARGEST_FILE:
        raise InputError(f"{source}: larger than {LARGEST_FILE // 1_000_000} MB; give one article")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 at byte {error.start}; convert it, for instance with iconv") from None


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)
