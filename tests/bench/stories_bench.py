"""Stories and gists on the development data: grouping in memory and through the program, speed, ROUGE.

`python -m tests.bench.stories_bench [sets|program|speed|gist …]`; without words everything.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.model import Article
from bot.stories import Window, gist

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("NEWSDATA", ROOT.parent / "shared" / "data"))
SETS = {"allsides2021": (0.89, 0.86), "ecbplus": (0.90, 0.86), "basil": (0.95, 0.93), "allsides": (0.77, 0.72)}
ORDERS = 3
WINDOW, INTO_WINDOW = 20_000, 2_000
Row = dict[str, Any]


def main(wanted: Sequence[str]) -> None:
    """Print one figure a line, with goal and floor of issue 5."""
    if not (DATA / "clusters_basil.jsonl.gz").exists():
        print("skipped: no development data (set NEWSDATA)")
        return
    for name, measure in {"sets": _sets, "program": _program, "speed": _speed, "gist": _gist}.items():
        if not wanted or name in wanted:
            measure()


def _sets() -> None:
    for name, (goal, floor) in SETS.items():
        rows = _load(f"clusters_{name}")
        orders = 1 if rows[0]["date"] else ORDERS
        scores = [_b_cubed([row["cluster"] for row in ordered], _group(ordered)) for ordered in _orders(rows, orders)]
        precision, recall, f = (sum(column) / orders for column in zip(*scores, strict=True))
        print(
            f"{name}: B-cubed P {precision:.3f} R {recall:.3f} F {f:.3f} (goal {goal}, floor {floor}; {orders} orders)"
        )
    right = sum(_is_right(pair) for pair in _load("pairs_tgcontest_en"))
    print(f"pairs_tgcontest_en: {right} of 35, each pair in an empty window (goal 31, floor 27)")


def _program() -> None:
    """`read --jsonl --store` into a fresh SQLite store, then `stories --json`."""
    rows = _load("clusters_basil")
    with tempfile.TemporaryDirectory() as folder:
        own = {"ONRECORD_DATA_DIR": folder, "ONRECORD_DATABASE_URL": f"sqlite:///{folder}/store.db"}
        given = "".join(
            json.dumps({name: row[name] for name in ("id", "title", "date", "text")}) + "\n" for row in rows
        )
        _run(["read", "--jsonl", "--store"], own, given)
        stories = json.loads(_run(["stories", "--json"], own, ""))
    story_of = {article_id: story["id"] for story in stories for article_id in story["articles"]}
    score = _b_cubed([row["cluster"] for row in rows], [story_of[row["id"]] for row in rows])
    print(f"basil through the program: B-cubed F {score[2]:.3f}, {len(stories)} stories of {len(rows)} articles")


def _run(words: list[str], own: dict[str, str], given: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=kept | own,
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _speed() -> None:
    """Synthetic articles of sentences from the data, names changed so that new words keep coming."""
    window = Window(limit=WINDOW)
    articles = _synthetic(WINDOW + INTO_WINDOW)
    _stream(window, articles[:WINDOW])
    began = time.process_time()
    stories = _stream(window, articles[WINDOW:])
    rate = INTO_WINDOW / (time.process_time() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"speed: {rate:.0f} articles a CPU-second into a window of {WINDOW} (goal 1,000), {len(set(stories))} stories"
    )
    began = time.process_time()
    sum(range(1_000_000))
    print(f"  this machine: sum(range(1e6)) in {(time.process_time() - began) * 1000:.0f} ms; {memory:.0f} MB resident")


def _gist() -> None:
    held = {row["id"]: _article(row) for row in _load("clusters_allsides")}
    rows = _load("digest_allsides")
    texts = [" ".join(passage.text for passage in gist([held[name] for name in row["sources"]])) for row in rows]
    score = sum(_rouge(text, row["ref_summary"]) for text, row in zip(texts, rows, strict=True)) / len(rows)
    print(f"gist: ROUGE-1 F {score:.3f} over {len(rows)} digests (goal .39, floor .37; lead-2 .344)")


def _load(name: str) -> list[Row]:
    packed, plain = DATA / f"{name}.jsonl.gz", DATA / f"{name}.jsonl"
    text = gzip.decompress(packed.read_bytes()).decode() if packed.exists() else plain.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def _orders(rows: list[Row], count: int) -> Iterable[list[Row]]:
    yield rows
    for seed in range(1, count):
        shuffled = list(rows)
        random.Random(seed).shuffle(shuffled)
        yield shuffled


def _article(row: Row, prefix: str = "") -> Article:
    day = row.get("date")
    published = datetime.fromisoformat(day[:10]).replace(tzinfo=UTC) if day else None
    name = row.get("id") or row[f"{prefix}url"]
    return Article(id=str(name), title=row[f"{prefix}title"], text=row[f"{prefix}text"] or "", published_at=published)


def _group(rows: list[Row]) -> list[int]:
    return _stream(Window(), [_article(row) for row in rows])


def _stream(window: Window, articles: Iterable[Article]) -> list[int]:
    """The story of each article; new stories get the next number."""
    found = []
    for number, article in enumerate(articles):
        placement = window.place(article)
        story_id = number if placement.story_id is None else placement.story_id
        window.add(article, story_id, placement.duplicate_of or article.id)
        found.append(story_id)
    return found


def _is_right(pair: Row) -> bool:
    first, second = _stream(Window(), [_article(pair, "a_"), _article(pair, "b_")])
    return (first == second) == bool(pair["same"])


def _b_cubed(gold: list[str], found: Sequence[int]) -> tuple[float, float, float]:
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for at, (cluster, story) in enumerate(zip(gold, found, strict=True)):
        by_gold[cluster].add(at)
        by_found[story].add(at)
    shared = [
        (len(by_gold[cluster] & by_found[story]), len(by_gold[cluster]), len(by_found[story]))
        for cluster, story in zip(gold, found, strict=True)
    ]
    precision = sum(both / there for both, _, there in shared) / len(gold)
    recall = sum(both / here for both, here, _ in shared) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _synthetic(count: int) -> list[Article]:
    pick = random.Random(1)
    rows = [row for name in SETS for row in _load(f"clusters_{name}")]
    pieces = [re.split(r"(?<=[.!?])\s+", row["text"] or "") for row in rows]
    articles = []
    for number in range(count):
        one, other = pick.randrange(len(rows)), pick.randrange(len(rows))
        text = " ".join(pieces[one][:8] + pieces[other][:8])
        mark = chr(97 + number % 17) + chr(97 + number % 13)
        text = re.sub(r"\b([A-Z][a-z]{5,})\b", rf"\g<1>{mark}", text)
        articles.append(Article(id=str(number), title=rows[one]["title"], text=text))
    return articles


def _rouge(text: str, reference: str) -> float:
    mine, theirs = (Counter(re.findall(r"\w+", words.lower())) for words in (text, reference))
    return 2 * sum((mine & theirs).values()) / max(1, sum(mine.values()) + sum(theirs.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
