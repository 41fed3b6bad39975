"""The demo's week, stored through the real pipeline, and the 150 questions over it with what a good answer holds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.asking.answer import Asker, ask
from bot.model import Answer, HeldDeal, HeldUpcoming, Question
from bot.pipeline import Desk, refresh, understand
from bot.sources.articles import Extractor
from bot.sources.fetch import Web
from bot.sources.guard import SiteResolver
from bot.sources.opml import parse_opml
from bot.store import Store
from bot.text import fold
from bot.verbs.parts import load_desk
from bot.verbs.site import serve_site
from config.settings import read_settings
from handlers.console import render

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 5, 2, 18, 0, tzinfo=UTC)
TIMEZONE = "Europe/London"
FIRST = 3  # results looked at


@dataclass(frozen=True, slots=True)
class Row:
    """One question of questions.toml."""

    id: str
    question: str
    after: str | None = None
    kind: str | None = None
    speaker: str | None = None
    expect: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    nothing: bool = False
    civil: bool = False

    @property
    def group(self) -> str:
        """`who`, `about` …"""
        return self.id.rpartition("-")[0]


def rows() -> list[Row]:
    """All questions."""
    tables = tomllib.loads((ROOT / "tests" / "asking" / "questions.toml").read_text(encoding="utf-8"))["questions"]
    return [_row(table) for table in tables]


def _row(table: dict[str, Any]) -> Row:
    given = dict(table)
    given["question"] *= given.pop("repeat", 1)
    for name in ("expect", "names"):
        given[name] = tuple(given.get(name, ()))
    return Row(**given)


async def store_week(url: str) -> None:
    """Fetch the week over HTTP and read it through the real pipeline, day by day."""
    desk = load_desk(read_settings())
    day = NOW - timedelta(days=4)
    async with await Store.open(url) as store, serve_site(ROOT / "seeds" / "site", lambda: day) as port:
        body = (ROOT / "seeds" / "demo.opml").read_bytes().replace(b":{port}", b"")
        for feed in parse_opml(body, "demo.opml").feeds:
            await store.feeds.add(feed.url, now=day, title=feed.title)
        async with (
            Web(allow_private=True, resolver=SiteResolver("example", port), pause=0.0) as web,
            Extractor() as extractor,
        ):
            while day <= NOW:
                await refresh(store, web, extractor, desk, day)
                await understand(store, desk, day)
                day += timedelta(days=1)


async def answer_row(row: Row, store: Store, desk: Desk) -> Answer:
    """The answer to one row, after the question before it."""
    previous: Question | None = None
    if row.after is not None:
        previous = (await ask(row.after, store, desk.ground, Asker(now=NOW, timezone=TIMEZONE))).question
    return await ask(row.question, store, desk.ground, Asker(now=NOW, timezone=TIMEZONE, previous=previous))


def complaint(row: Row, answer: Answer) -> str | None:
    """What is wrong with this answer; None when it is right."""
    text = render(answer.message)
    if row.civil:
        return None if text.strip() else "no text"
    if row.kind is not None and answer.question.kind != row.kind:
        return f"kind {answer.question.kind}, not {row.kind}"
    if row.names:
        missing = [name for name in row.names if fold(name) not in fold(text)]
        return f"does not name {missing}" if missing else None
    if row.nothing:
        given = (*answer.statements, *answer.deals, *answer.upcoming, *answer.passages)
        return f"answers where nothing is held: {text[:200]!r}" if given else None
    return _unexpected(row, answer)


def _unexpected(row: Row, answer: Answer) -> str | None:
    results = [(held.statement.speaker, held.statement.words) for held in answer.statements[:FIRST]]
    results += [(_claimed(held), _deal_words(held)) for held in answer.deals[:FIRST]]
    results += [(None, _upcoming_words(held)) for held in answer.upcoming[:FIRST]]
    results += [(None, passage.text) for passage in answer.passages[:FIRST]]
    for speaker, words in results:
        is_speaker = row.speaker is None or (speaker is not None and plain(speaker) == plain(row.speaker))
        if is_speaker and any(plain(snippet) in plain(words) for snippet in row.expect):
            return None
    return f"none of {row.expect} by {row.speaker} in {results}"


def plain(words: str) -> str:
    """Compared with case, quotation marks, apostrophes and spaces folded."""
    return fold(words).replace('"', "").replace("'", "")


def _claimed(held: HeldDeal) -> str | None:
    return held.deal.said_by.name if held.deal.said_by else None


def _deal_words(held: HeldDeal) -> str:
    parties = " ".join(party.name for party in held.deal.parties)
    return " ".join((held.deal.object or "", parties, *(source.words for source in held.sources)))


def _upcoming_words(held: HeldUpcoming) -> str:
    event = held.upcoming
    return " ".join((event.what, event.who or "", *(source.words for source in held.sources)))
