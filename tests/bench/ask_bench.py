"""How long an answer takes from the typed line to the message: p50 and p95 over the synthetic store of store_bench.

Beside the time by the clock stands the CPU time of this process (on PostgreSQL without the server's), and before and
after all a loop that takes 30 ms on a quiet machine: on a busy one only the CPU time, scaled by that loop, tells.

.venv/bin/python tests/bench/ask_bench.py [STATEMENTS] [--only sqlite|postgresql] [--questions N] [--keep FOLDER]
With --keep the database stays in FOLDER (a SQLite file; the data of a private PostgreSQL) and is taken from there.
"""

from __future__ import annotations

import argparse
import asyncio
import os
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
from tests.private_postgres import kept_server, postgres_database


def typed(question: Question) -> str:
    """A synthetic question as a person would type it."""
    who = f"what did {question.speaker} say" if question.speaker else "who said anything"
    about = f" about {question.about}" if question.about else ""
    if question.since and question.until:
        return f"{who}{about} from {question.since.date()} to {question.until.date()}"
    return f"{who}{about} since {question.since.date()}" if question.since else f"{who}{about}"


CALIBRATION = compile("x = 0\nfor j in range(500000): x += j", "calibration", "exec")


def calibration() -> float:
    """Milliseconds of CPU that a simple loop takes now."""
    start = time.process_time()
    exec(CALIBRATION, {})  # at module level: names are looked up as globals, like the figure it is compared with
    return (time.process_time() - start) * 1000


async def measure(store: Store, ground: Ground, corpus: Corpus, count: int) -> None:
    """Ask, and print the times by kind of question."""
    times: dict[str, list[tuple[float, float]]] = {}
    before = calibration()
    for kind, question in corpus.questions(count):
        start, used = time.perf_counter(), time.process_time()
        await ask(typed(question), store, ground, Asker(now=NOW))
        took = (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000
        times.setdefault(kind, []).append(took)
    everything = [took for each in times.values() for took in each]
    for kind, each in [*times.items(), ("ALL", everything)]:
        wall, cpu = ([took[place] for took in each] for place in (0, 1))
        figures = f"p50 {at(wall, 50):6.1f}  p95 {at(wall, 95):6.1f}  max {max(wall):6.1f} ms"
        print(f"  {kind:22} n={len(each):4}  {figures}   CPU p50 {at(cpu, 50):6.1f}  p95 {at(cpu, 95):6.1f} ms")
    print(f"  calibration {before:.0f} and {calibration():.0f} ms (30 when quiet), load {os.getloadavg()[0]:.1f}")


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


def postgres(kept: Path | None, stack: ExitStack) -> str:
    """The URL of an empty database, or of the one kept in this folder."""
    if kept is None:
        return stack.enter_context(postgres_database())
    return stack.enter_context(kept_server(kept)).render_as_string(hide_password=False)


def main() -> None:
    """Parse the arguments and run on one or both databases."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("statements", nargs="?", type=int, default=25_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="the folder in which the database stays, store_bench's among them")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        if chosen.only != "postgresql":
            folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            print(f"SQLite, {chosen.statements} statements")
            asyncio.run(run(f"sqlite:///{folder}/bench{chosen.statements}.db", chosen.statements, chosen.questions))
        if chosen.only != "sqlite":
            print(f"PostgreSQL, {chosen.statements} statements")
            asyncio.run(run(postgres(chosen.keep, stack), chosen.statements, chosen.questions))


if __name__ == "__main__":
    main()
