"""How fast the store answers on a synthetic corpus, on SQLite and on PostgreSQL.

    python -m tests.bench.store_bench [STATEMENTS] [--only sqlite|postgresql] [--questions N] [--keep FOLDER]

The corpus: speakers, words and outlets drawn from Zipf distributions, three statements an article, every third
statement carried by a second outlet, five years of time. Rows are written in bulk by the store's own row and document
functions (recording one article after another would take an hour for a million), then indexed. Questions are drawn
from the same distributions, so that frequent speakers and words are asked for often.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from bot.model import Article, Question, Statement
from bot.store import Store, fulltext
from bot.store.database import Database
from bot.store.documents import statement_document
from bot.store.merging import statement_identity
from bot.store.rows import encode
from bot.store.schema import article_versions, articles, facts, name_aliases, names, sources, stories
from bot.store.terms import article_tokens, key_of
from tests.private_postgres import postgres_database

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
YEARS = 5
ORDINARY = 100  # the hundred most frequent words stand for "the", "of", "say": the parser of questions leaves them out
VOCABULARY, SPEAKERS, OUTLETS = 60_000, 20_000, 300
PER_ARTICLE = 3
BATCH = 3_000  # articles a transaction


class Corpus:
    """Draws articles and questions; the same seed draws the same ones."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.words = [_word(number) for number in range(VOCABULARY)]
        self.people = [
            f"{_word(number * 7 + 3).title()} {_word(number + 90_001).title()}" for number in range(SPEAKERS)
        ]
        self.outlets = [f"outlet{number}.example" for number in range(OUTLETS)]

    def zipf(self, size: int) -> int:
        """A rank: the first is drawn about log(size) times more often than the tenth."""
        return min(size - 1, int(size ** self.random.random()) - 1)

    def sentence(self, length: int) -> str:
        """Words after one another."""
        return " ".join(self.words[self.zipf(VOCABULARY)] for _ in range(length)).capitalize() + "."

    def article(self, number: int, total: int) -> tuple[Article, list[Statement]]:
        """An article of the time that its number stands for, with its statements."""
        at = NOW - timedelta(days=365 * YEARS) * (1 - number / total)
        parts, statements, length = [], [], 0
        for _ in range(PER_ARTICLE):
            words, speaker = self.sentence(self.random.randint(8, 25)), self.people[self.zipf(SPEAKERS)]
            before = self.sentence(14) + " "
            part = f"{before}“{words}” {speaker} said. "
            start = length + len(before) + 1
            content = (start, start + len(words))
            statements.append(_statement(words, speaker, content, (length, length + len(part) - 1)))
            parts.append(part)
            length += len(part)
        outlet = self.outlets[self.zipf(OUTLETS)]
        title = self.sentence(8)
        article = Article(
            id=f"a{number}", title=title, text="".join(parts), outlet=outlet, published_at=at, arrived_at=at
        )
        return article, statements

    def questions(self, count: int) -> Iterator[tuple[str, Question]]:
        """Questions of every kind, as people ask them."""
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            yield kind, self.question(kind)

    def subject(self, length: int) -> str:
        """Words that tell something, frequent ones often."""
        return " ".join(self.words[ORDINARY + self.zipf(VOCABULARY - ORDINARY)] for _ in range(length))

    def question(self, kind: str) -> Question:
        """One question."""
        fields: dict[str, Any] = {}
        if "speaker" in kind:
            fields["speaker"] = self.people[self.zipf(SPEAKERS)]
        if "about" in kind:
            fields["about"] = self.subject(self.random.randint(1, 3))
        if "six words" in kind:
            fields["about"] = self.subject(6)
        if "week" in kind:
            since = NOW - timedelta(days=self.random.randint(7, 365 * YEARS))
            fields |= {"since": since, "until": since + timedelta(days=7)}
        if "recent" in kind:
            fields["since"] = NOW - timedelta(days=30)
        return Question(text=kind, kind="statements", **fields)


KINDS = (
    "speaker", "speaker about", "about", "about in a week", "speaker in a week", "in a week", "speaker about recent",
    "six words",
)  # fmt: skip


def _word(number: int) -> str:
    """A pronounceable word, another one for every number."""
    letters = ""
    number += 20
    while number:
        number, rest = divmod(number, 60)
        letters += "bcdfghklmnprstvz"[rest % 15] + "aeiou"[rest % 4]
    return letters + "rk"


def _statement(words: str, speaker: str, content: tuple[int, int], context: tuple[int, int]) -> Statement:
    return Statement(
        speaker=speaker, speaker_kind="person", kind="direct", words=words, content=(content,), context=(context,),
        name_from="explicit", confidence=0.8,
    )  # fmt: skip


async def fill(store: Store, corpus: Corpus, statements: int) -> None:
    """Write the corpus in bulk."""
    database: Database = store._database
    total = statements // PER_ARTICLE
    numbers = iter(range(1, total + 1))
    async with database.write() as connection:
        await connection.execute(insert(names), [_name(key + 1, name) for key, name in enumerate(corpus.people)])
        aliases = [
            {"name_id": key + 1, "key": key_of(name.split()[1]), "alias": name.split()[1]}
            for key, name in enumerate(corpus.people)
        ]
        await connection.execute(insert(name_aliases), aliases)
    while batch := list(islice(numbers, BATCH)):
        rows = [row for number in batch for row in [corpus.article(number, total)]]
        async with database.write() as connection:
            await connection.execute(
                insert(stories), [_story(number, row[0]) for number, row in zip(batch, rows, strict=True)]
            )
            await connection.execute(
                insert(articles), [_article(n, row[0]) for n, row in zip(batch, rows, strict=True)]
            )
            versions = [_version(n, row[0]) for n, row in zip(batch, rows, strict=True)]
            await connection.execute(insert(article_versions), versions)
            made = [
                (n * PER_ARTICLE + place, n, article, statement)
                for n, (article, said) in zip(batch, rows, strict=True)
                for place, statement in enumerate(said)
            ]
            await connection.execute(insert(facts), [_fact(key, article, said) for key, _, article, said in made])
            carried = [_source(key, n, article, said) for key, n, article, said in made]
            again = [_source(key, n - 1, article, said) for key, n, article, said in made[::3] if n > batch[0]]
            await connection.execute(insert(sources), carried + again)
            found = {key: statement_document(said, a, a.published_at or NOW) for key, _, a, said in made}
            await fulltext.add(connection, "fts_facts", found)
            texts = {
                n: article_tokens(a.title, a.text, a.published_at or NOW, 0)
                for n, (a, _) in zip(batch, rows, strict=True)
            }
            await fulltext.add(connection, "fts_articles", texts)
    async with database.write() as connection:
        await connection.execute(text("ANALYZE"))


def _name(key: int, name: str) -> dict[str, Any]:
    return {"id": key, "scope": 0, "kind": "person", "key": key_of(name), "name": name, "statements": 1}


def _story(number: int, article: Article) -> dict[str, Any]:
    return {"id": number, "headline": article.title, "headline_scope": 0, "last_arrival_at": article.arrived_at}


def _article(number: int, article: Article) -> dict[str, Any]:
    row = {"id": number, "outside_id": article.id, "scope": 0, "story_id": number, "version": 1, "is_read": True}
    row |= {"title": article.title, "outlet": article.outlet, "url": f"https://{article.outlet}/{number}"}
    return row | {"published_at": article.published_at, "arrived_at": article.arrived_at, "at": article.published_at}


def _version(number: int, article: Article) -> dict[str, Any]:
    row = {"article_id": number, "version": 1, "title": article.title, "text": article.text}
    return row | {"published_at": article.published_at, "arrived_at": article.arrived_at}


def _fact(key: int, article: Article, said: Statement) -> dict[str, Any]:
    at = article.published_at
    row = {"id": key, "kind": "statement", "scope": 0, "identity": statement_identity(said)}
    row |= {"speaker": key_of(said.speaker or ""), "first_at": at, "last_at": at}
    return row | {"recorded_at": at, "changed_at": at}


def _source(key: int, number: int, article: Article, said: Statement) -> dict[str, Any]:
    row = {"fact_id": key, "article_id": max(1, number), "version": 1, "is_current": True}
    first, last = said.context[0]
    return row | {"record": encode(said), "evidence": article.text[first:last]}


Ask = Callable[[Question], Awaitable[object]]


async def measure(store: Store, corpus: Corpus, count: int) -> None:
    """Ask, and print the times by kind of question."""

    async def ask(question: Question) -> object:
        return await store.search.statements(question, chat_id=None, now=NOW, limit=20)

    async def passages(question: Question) -> object:
        return await store.search.passages(question.about or "", chat_id=None)

    times: dict[str, list[float]] = {}
    slowest: list[tuple[float, str]] = []
    for kind, question in corpus.questions(count):
        took, found = await timed(ask, question)
        times.setdefault(kind, []).append(took)
        slowest.append((took, f"{kind}: {question.speaker} / {question.about} → {found}"))
        if kind == "six words":
            times.setdefault("passages", []).append((await timed(passages, question))[0])
    asked = [took for kind, each in times.items() if kind != "passages" for took in each]
    for kind, each in [*times.items(), ("ALL ask", asked)]:
        print(f"  {kind:22} n={len(each):4}  p50 {at(each, 50):6.1f}  p95 {at(each, 95):6.1f}  max {max(each):6.1f} ms")
    for took, what in sorted(slowest, reverse=True)[:5]:
        print(f"    slow: {took:6.1f} ms  {what}")


async def timed(ask: Ask, question: Question) -> tuple[float, int]:
    """Milliseconds that an answer took, and how much it found."""
    start = time.perf_counter()
    found = await ask(question)
    return (time.perf_counter() - start) * 1000, len(found)  # type: ignore[arg-type] # a tuple


def at(times: Sequence[float], percent: int) -> float:
    """A percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


async def run(url: str, statements: int, questions: int) -> None:
    """Fill if empty, open anew, ask."""
    await Store.migrate(url)
    async with await Store.open(url) as store:
        held = await store.search.held(chat_id=None)
        if not held.articles:
            start = time.perf_counter()
            await fill(store, Corpus(), statements)
            print(f"  filled in {time.perf_counter() - start:.0f} s")
    before = resident()
    async with await Store.open(url) as store:
        await measure(store, Corpus(11), len(KINDS))  # warm: connections, plans
        print(f"--- {questions} questions")
        await measure(store, Corpus(13), questions)
    print(f"  resident now {resident():.0f} MB (before asking {before:.0f} MB), peak {peak():.0f} MB")


def resident() -> float:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1_048_576


def peak() -> float:
    """The most it was."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Parse the arguments and run on one or both databases."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("statements", nargs="?", type=int, default=25_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--keep", type=Path, help="keep the SQLite file in this folder and use it again")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        if chosen.only != "postgresql":
            folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            path = folder / f"bench{chosen.statements}.db"
            print(f"SQLite, {chosen.statements} statements")
            asyncio.run(run(f"sqlite:///{path}", chosen.statements, chosen.questions))
            print(f"  file {path.stat().st_size / 1_048_576:.0f} MB")
        if chosen.only != "sqlite":
            url = stack.enter_context(postgres_database())
            print(f"PostgreSQL, {chosen.statements} statements")
            asyncio.run(run(url, chosen.statements, chosen.questions))


if __name__ == "__main__":
    main()
