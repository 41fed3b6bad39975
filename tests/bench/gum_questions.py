"""How often "what did X say about Y" is answered rightly: 45 questions over 15 articles stored through the reader.

    .venv/bin/python tests/bench/gum_questions.py [FOLDER of the development data]

Stores the articles of gum_statements_dev in a fresh SQLite file, asks gum_questions_dev, and scores the first three
statements with score_gum.py --questions. Prints the figures only: the set is for measuring, not for reading.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.asking.answer import Asker, ask
from bot.asking.ground import Ground
from bot.model import Answer, Article
from bot.reading import read
from bot.store import Store
from bot.verbs.parts import load_ground
from bot.verbs.rules import load_rules

SHOWN = 3


async def answers(articles: list[dict[str, Any]], questions: list[dict[str, Any]]) -> dict[str, Answer]:
    """Every question asked over every article."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/gum.db"
        async with await Store.open(url) as store:
            await keep(store, articles, now)
            ground: Ground = load_ground()
            return {row["id"]: await ask(row["question"], store, ground, Asker(now=now)) for row in questions}


async def keep(store: Store, articles: list[dict[str, Any]], now: datetime) -> None:
    """Store and read them as `read --store` does."""
    rules = load_rules()
    for row in articles:
        day = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC) if row.get("date") else None
        article = Article(id=row["id"], title=row["title"], text=row["text"], published_at=day)
        kept = await store.articles.keep(article, now=now)
        await store.facts.record(kept.article, read(kept.article, rules), now=now)


def predicted(found: dict[str, Answer]) -> list[dict[str, Any]]:
    """What the scorer reads: the content of the first statements."""
    return [
        {"id": key, "content": [list(span) for held in answer.statements[:SHOWN] for span in held.statement.content]}
        for key, answer in found.items()
    ]


def why_empty(found: dict[str, Answer], questions: list[dict[str, Any]]) -> Counter[str]:
    """Answerable questions without an answer, by whether the speaker was recognised; numbers only."""
    gold = {row["id"] for row in questions if row["gold"]}
    empty = [answer.question for key, answer in found.items() if key in gold and not answer.statements]
    return Counter(
        "asked back" if question.speaker_options else "speaker held" if question.is_speaker_known else "speaker unknown"
        for question in empty
    )


def main() -> None:
    """Measure and print."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NEWSDATA", "../shared/data"))
    if not (data / "gum_questions_dev.jsonl").exists():
        print("the development data is not here: name its folder")
        return
    articles = [json.loads(line) for line in (data / "gum_statements_dev.jsonl").read_text().splitlines()]
    questions = [json.loads(line) for line in (data / "gum_questions_dev.jsonl").read_text().splitlines()]
    found = asyncio.run(answers(articles, questions))
    print("answerable without an answer:", dict(why_empty(found, questions)))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(row) + "\n" for row in predicted(found))
        file.flush()
        gold = [str(data / name) for name in ("gum_questions_dev.jsonl", "gum_statements_dev.jsonl")]
        scorer = str(data.parent / "bench" / "score_gum.py")
        subprocess.run([sys.executable, scorer, "--questions", gold[0], file.name, gold[1]], check=True)


if __name__ == "__main__":
    main()
