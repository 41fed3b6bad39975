"""How often a weekly news question is answered from the right article (qa_realtime, a week's passages as articles).

    .venv/bin/python tests/bench/weekly_questions.py [FOLDER of the development data] [every Nth week]

Right: a statement, deal, coming event or passage of the right article among the first three results shown.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.asking.answer import Asker, ask
from bot.asking.ground import Ground
from bot.model import Answer, Article, HeldDeal, HeldStatement, HeldUpcoming
from bot.reading import Rules, read
from bot.store import Store
from bot.verbs.parts import load_ground
from bot.verbs.rules import load_rules

SHOWN = 3


async def ask_week(rows: list[dict[str, Any]], ground: Ground, rules: Rules) -> Counter[str]:
    """Store one week's passages, ask its questions, count by the kind understood."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        async with await Store.open(f"sqlite:///{folder}/week.db") as store:
            for row in rows:
                at = moment(row)
                article = Article(id=row["id"], title=row["source"] or "", text=row["evidence"], published_at=at)
                kept = await store.articles.keep(article, now=at)
                await store.facts.record(kept.article, read(kept.article, rules), now=at)
            for row in rows:
                answer = await ask(row["question"], store, ground, Asker(now=moment(row) + timedelta(hours=18)))
                kind = answer.question.kind
                is_right = row["id"] in shown(answer)
                counts.update([f"{kind} asked", f"{kind} right"] if is_right else [f"{kind} asked"])
                counts.update(
                    ["asked", "right"] if is_right else ["asked", "empty"] if not shown(answer) else ["asked"]
                )
    return counts


def shown(answer: Answer) -> list[str]:
    """Ids of the articles behind the first results."""
    records: tuple[HeldStatement | HeldDeal | HeldUpcoming, ...] = (
        *answer.statements[:SHOWN], *answer.deals[:SHOWN], *answer.upcoming[:SHOWN],
    )  # fmt: skip
    found = [source.article.id for record in records for source in record.sources]
    return found + [passage.article.id for passage in answer.passages[:SHOWN]]


def moment(row: dict[str, Any]) -> datetime:
    """When a question's article was published."""
    return datetime.fromisoformat(row["date"].replace("/", "-")).replace(tzinfo=UTC)


async def measure(data: Path, step: int) -> Counter[str]:
    """Every `step`th week."""
    weeks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (data / "qa_realtime.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        weeks[row["week"]].append(row)
    ground, rules = load_ground(), load_rules()
    counts: Counter[str] = Counter()
    for week in sorted(weeks)[::step]:
        counts += await ask_week(weeks[week], ground, rules)
    return counts


def main() -> None:
    """Measure and print."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NEWSDATA", "../shared/data"))
    if not (data / "qa_realtime.jsonl").exists():
        print("the development data is not here: name its folder")
        return
    counts = asyncio.run(measure(data, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
    print(
        f"right among the first three: {counts['right'] / counts['asked']:.3f} of {counts['asked']}, "
        f"{counts['empty']} without an answer"
    )
    for name in sorted(name.removesuffix(" asked") for name in counts if name.endswith(" asked")):
        asked = counts[f"{name} asked"]
        print(f"  understood as {name}: {counts[f'{name} right'] / asked:.3f} of {asked}")


if __name__ == "__main__":
    main()
