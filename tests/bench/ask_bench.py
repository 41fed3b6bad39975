"""How long an answer takes from the typed line to the message: p50 and p95 over the synthetic store of store_bench.

.venv/bin/python tests/bench/ask_bench.py [STATEMENTS] [--only sqlite|postgresql] [--questions N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bot.asking.answer import Asker, ask
from bot.asking.ground import Ground
from bot.model import Question
from bot.store import Store
from bot.verbs.parts import load_ground

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.store_bench import NOW, Corpus, at, fill
from tests.private_postgres import postgres_database


def typed(question: Question) -> str:
    """A synthetic question as a person would type it."""
    who = f"what did {question.speaker} say" if question.speaker else "who said anything"
    about = f" about {question.about}" if question.about else ""
    if question.since and question.until:
        return f"{who}{about} from {question.since.date()} to {question.until.date()}"
    return f"{who}{about} since {question.since.date()}" if question.since else f"{who}{about}"


async def measure(store: Store, ground: Ground, corpus: Corpus, count: int) -> None:
    """Ask, and print the times by kind of question."""
    times: dict[str, list[float]] = {}
    for kind, question in corpus.questions(count):
        start = time.perf_counter()
        await ask(typed(question), store, ground, Asker(now=NOW))
        times.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
    everything = [took for each in times.values() for took in each]
    for kind, each in [*times.items(), ("ALL", everything)]:
        print(f"  {kind:22} n={len(each):4}  p50 {at(each, 50):6.1f}  p95 {at(each, 95):6.1f}  max {max(each):6.1f} ms")


async def run(url: str, statements: int, questions: int) -> None:
    """Fill if empty, open anew, ask."""
    await Store.migrate(url)
    async with await Store.open(url) as store:
        if not (await store.search.held(chat_id=None)).articles:
            await fill(store, Corpus(), statements)
    ground = load_ground()
    async with await Store.open(url) as store:
        await measure(store, ground, Corpus(11), 16)  # warm: connections, plans, names
        print(f"--- {questions} questions")
        await measure(store, ground, Corpus(13), questions)
    print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """Parse the arguments and run on one or both databases."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("statements", nargs="?", type=int, default=100_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="the folder of a file that store_bench kept")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        if chosen.only != "postgresql":
            folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            print(f"SQLite, {chosen.statements} statements")
            asyncio.run(run(f"sqlite:///{folder}/bench{chosen.statements}.db", chosen.statements, chosen.questions))
        if chosen.only != "sqlite":
            url = stack.enter_context(postgres_database())
            print(f"PostgreSQL, {chosen.statements} statements")
            asyncio.run(run(url, chosen.statements, chosen.questions))


if __name__ == "__main__":
    main()
