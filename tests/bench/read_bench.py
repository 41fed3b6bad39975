"""How well and how fast articles are read: the development data's scorers, CPU seconds, the reliability of confidence.

    python -m tests.bench.read_bench [--speed] [--accuracy] [--confidence] [--long]      (all but --long unless told)

`--long` reads up to a megabyte of prose, of quotation marks, of one sentence and of any characters: twice the text must
take twice the time.

Needs the development data beside the checkout (`../shared`), or `NEWSDATA=DIR` and its scorers in `DIR/../bench`.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.digest.weigh import QUOTATION
from bot.model import Article
from bot.reading import read
from bot.reading.record import reading_to_json
from tests.bench.gum_pronouns import load_rules

DATA = Path(os.environ.get("NEWSDATA") or Path(__file__).parents[3] / "shared" / "data")
SCORERS = DATA.parent / "bench"
SHOWN = ("a_DIRECT  ", "b_SPEECH  ", "h_", "g_PRONOUN_GOLD.pronoun_nameable", "content P", "all  ")
ROUNDS, TRIES = 6, 3
LONG = (250_000, 500_000, 1_000_000)
FLOODS = (
    "word, ",
    "x - ",
    "Lima, the town ",
    "Lee said it was late, but ",
    "told voters who ",
)  # of marks and cues in one “sentence”
TOLD_FROM = 0.87  # digest_confidence as shipped
KEPT_FROM = (0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94)
UNREAD = 6  # of polnear_train every sixth line is never read
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The rows of one data file."""
    path = DATA / name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def article_of(row: Row) -> Article:
    """One row as an article."""
    try:
        published = datetime.fromisoformat(row.get("date") or "").replace(tzinfo=UTC)
    except ValueError:
        published = None
    return Article(id=str(row["id"]), title=row.get("title") or "", text=row["text"], published_at=published)


def sets() -> Iterator[tuple[str, list[Row]]]:
    """The sets that statements are scored on."""
    yield "polnear_dev", rows("polnear_dev.jsonl.gz")
    yield "polnear_train, lines never read", rows("polnear_train.jsonl.gz")[::UNREAD]
    yield "gum_statements_dev", rows("gum_statements_dev.jsonl")


def accuracy(folder: Path) -> None:
    """The scorers' own figures."""
    rules = load_rules()
    for name, gold in sets():
        truth, found = folder / "gold.jsonl", folder / "found.jsonl"
        truth.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
        results = (reading_to_json(article, read(article, rules)) for article in map(article_of, gold))
        found.write_text("".join(json.dumps(result) + "\n" for result in results), encoding="utf-8")
        scorer = "score_gum.py" if name.startswith("gum") else "score_statements.py"
        pronouns = ["--pronouns", str(DATA / "polnear_dev_pronouns.jsonl")] if name == "polnear_dev" else []
        command = [sys.executable, str(SCORERS / scorer), str(truth), str(found), *pronouns]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        print(name)
        print("\n".join(line for line in lines if line.strip().startswith(SHOWN)))


def speed(folder: Path) -> None:
    """Articles a CPU second of `read --jsonl`, with everything on, start-up taken off; best of several."""
    lines = [json.dumps(row) + "\n" for row in rows("polnear_dev.jsonl.gz")]
    many, one = folder / "many.jsonl", folder / "one.jsonl"
    many.write_text("".join(lines * ROUNDS), encoding="utf-8")
    one.write_text('{"id": 1, "text": "One."}\n', encoding="utf-8")
    loop = min(_loop() for _ in range(TRIES))
    taken = min(_seconds(many) for _ in range(TRIES)) - min(_seconds(one) for _ in range(TRIES))
    print(f"speed: {ROUNDS * len(lines) / taken:.0f} articles a CPU second; {3 / loop:.1f} million loops a second")


def _seconds(source: Path) -> float:
    """CPU seconds that `read --jsonl` takes over a file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with source.open("rb") as given:
        command = [sys.executable, "-m", "bot", "read", "--jsonl"]
        subprocess.run(command, stdin=given, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _loop() -> float:
    """Seconds of three million steps of a plain loop, to tell how quiet the machine is."""
    began = time.process_time()
    total = 0
    for number in range(3_000_000):
        total += number & 3
    return time.process_time() - began


def long_texts(size: int) -> Iterator[tuple[str, str]]:
    """Texts of one size that could take a reader more than linear time."""
    prose = "\n\n".join(row["text"] for row in rows("polnear_train.jsonl.gz")[1:300])[:size]
    choose = random.Random(size)
    yield "prose", prose
    yield "quotation marks", "".join(choose.choice("“”\"'‘’«»„ ") for _ in range(size))
    yield "one sentence", " ".join(prose.translate(dict.fromkeys(map(ord, ".?!…:"))).split())
    for flood in FLOODS:
        yield f"a flood of {flood!r}", "Ann Lee said that it was " + flood * (size // len(flood)) + "."
    yield "any characters", "".join(chr(choose.choice((choose.randrange(32, 591), choose.randrange(591, 55_296))))
                                    for _ in range(size))  # fmt: skip


def long() -> None:
    """CPU seconds for long texts, and how they grow when the text doubles."""
    rules = load_rules()
    taken: dict[str, list[float]] = {}
    for size in LONG:
        for kind, text in long_texts(size):
            article = Article(id=kind, title="", text=text, published_at=datetime(2016, 11, 8, tzinfo=UTC))
            began = time.process_time()
            read(article, rules)
            taken.setdefault(kind, []).append(time.process_time() - began)
    for kind, seconds in taken.items():
        growth = " ".join(f"x{after / before:.1f}" for before, after in pairwise(seconds))
        print(f"long {kind}: {' '.join(f'{second:.2f}' for second in seconds)} s for {LONG} characters; {growth}")


def confidence() -> None:
    """By confidence: how many statements, how many right; and what thresholds keep, on polnear_dev."""
    sys.path.insert(0, str(SCORERS))
    import score_statements as scorer  # type: ignore[import-not-found]  # noqa: PLC0415  it lies outside the repository

    rules = load_rules()
    judged: list[tuple[float, bool, bool]] = []
    for row in rows("polnear_dev.jsonl.gz"):
        document = scorer.Doc(row)
        results = reading_to_json(article_of(row), read(article_of(row), rules))["statements"]
        found = document.pred(results)
        kept = [result for result in results if document.idx(scorer.norm_spans(result["content"]))]
        matched, _ = scorer.greedy(found, document.gold, lambda one, other: True)
        for number, result in enumerate(kept):
            gold = document.gold[matched[number]] if number in matched else None
            if result["speaker"] and not (gold and not gold["names"]):
                is_right = gold is not None and scorer.any_match(result["speaker"], gold["names"])
                judged.append((result["confidence"], result["kind"] == "direct", is_right))
    _curve(judged)


def _curve(judged: list[tuple[float, bool, bool]]) -> None:
    for low in range(30, 100, 5):
        right = [one for sure, _, one in judged if low <= sure * 100 < low + 5]
        if right:
            print(f"confidence .{low}: {len(right)} named statements, right {sum(right) / len(right):.3f}")
    direct = [(sure, one) for sure, is_direct, one in judged if is_direct]
    told = [one for sure, is_direct, one in judged if sure >= TOLD_FROM + QUOTATION * is_direct]
    quoted = [one for sure, one in direct if sure >= TOLD_FROM + QUOTATION]
    print(
        f"as a digest tells: direct kept {len(quoted) / len(direct):.2f} right {sum(quoted) / len(quoted):.3f}; "
        f"all kept {len(told) / len(judged):.2f} right {sum(told) / len(told):.3f}"
    )
    for least in KEPT_FROM:
        some = [one for sure, one in direct if sure >= least]
        every = [one for sure, _, one in judged if sure >= least]
        print(
            f"from {least}: direct kept {len(some) / len(direct):.2f} right {sum(some) / max(1, len(some)):.3f}; "
            f"all kept {len(every) / len(judged):.2f} right {sum(every) / max(1, len(every)):.3f}"
        )


def main(wanted: list[str]) -> int:
    """Run what was asked for, or everything."""
    if not DATA.is_dir():
        print(f"skipped: no development data at {DATA} (set NEWSDATA)")
        return 0
    if not wanted or "--accuracy" in wanted:
        with tempfile.TemporaryDirectory() as folder:
            accuracy(Path(folder))
    if not wanted or "--confidence" in wanted:
        confidence()
    if not wanted or "--speed" in wanted:
        with tempfile.TemporaryDirectory() as folder:
            speed(Path(folder))
    if "--long" in wanted:
        long()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
