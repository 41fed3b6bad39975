"""`verify FILE|-`: each quotation in a draft against the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bot.asking.verify import LEAST_WORDS, Quoted, Verified, compare
from bot.digest import days
from bot.model import Article, Question, Statement
from bot.reading import read
from bot.store import Store
from bot.text import content_words, tokenise
from bot.verbs.parts import open_store
from bot.verbs.read import read_text
from bot.verbs.rules import load_rules
from config.settings import Settings

CANDIDATES = 20


async def verify(source: str, given: Settings) -> list[Verified]:
    """Every quotation of the draft, in its order, with what the store says."""
    draft = read_text(source)
    async with open_store(given) as store:
        return [await _verified(quoted, store) for quoted in quotations(draft)]


def quotations(draft: str) -> list[Quoted]:
    """The quotations of a draft with the speakers it gives them."""
    statements = read(Article(id="draft", title="", text=draft), load_rules()).statements
    found = [quotation for quotation in tokenise(draft).quotations if quotation.depth == 0]
    rows = [
        Quoted((each.start, each.end), draft[each.start : each.end], _speaker(each.start, each.end, statements))
        for each in found
    ]
    return [row for row in rows if len(content_words(row.words)) >= LEAST_WORDS]


def to_json(found: Iterable[Verified]) -> list[dict[str, Any]]:
    """One object a quotation, in the order of the draft."""
    return [
        {
            "span": list(each.quoted.span),
            "words": each.quoted.words,
            "speaker": each.quoted.speaker,
            "verdict": each.verdict,
            "held": _held_to_json(each),
        }
        for each in found
    ]


def to_lines(found: list[Verified]) -> list[str]:
    """One line a quotation: the verdict, its words, what is on record where they differ."""
    if not found:
        return ["no quotation of three words or more in this draft"]
    return [_line(each) for each in found]


async def _verified(quoted: Quoted, store: Store) -> Verified:
    question = Question(text=quoted.words, kind="who", about=quoted.words)
    found = await store.search.statements(question, chat_id=None, now=datetime.now(UTC), limit=CANDIDATES)
    return compare(quoted, [each.held for each in found])


def _speaker(start: int, end: int, statements: Iterable[Statement]) -> str | None:
    for statement in statements:
        if any(first < end and start < last for first, last in statement.content):
            return statement.speaker
    return None


def _held_to_json(each: Verified) -> dict[str, Any] | None:
    if each.held is None:
        return None
    article = each.held.article
    return {
        "id": each.held.id,
        "speaker": each.held.statement.speaker,
        "words": each.held.statement.words,
        "article": {"id": article.id, "title": article.title, "url": article.url, "outlet": article.outlet},
    }


def _line(each: Verified) -> str:
    line = f"{each.verdict}: “{each.quoted.words}”"
    if each.held is None:
        return line
    article = each.held.article
    source = ", ".join(part for part in (article.outlet or article.title, days.article_day(article, "UTC")) if part)
    by = each.held.statement.speaker or "an unnamed source"
    on_record = f" On record: “{each.held.statement.words}”" if each.verdict in ("altered", "cut") else ""
    return f"{line} – {by}, {source}.{on_record}"
