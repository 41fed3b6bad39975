"""Statements to be judged by a person: drawn from the articles by a seed, each with its text around.

    python -m tests.bench.drawn_statements SEED NUMBER THRESHOLD [dev]

Draws among what a digest with this threshold would tell in the articles of polnear_train, without the lines that nobody
reads, or of polnear_dev (for a judge who tells the counts only). Prints the words and the name as read with the
paragraph before, the sentence and the one after, and the article's earlier mention of the name.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from bot.digest.weigh import can_be_shown, is_tellable
from bot.model import Article, Statement
from bot.reading import Rules, read
from tests.bench.gum_pronouns import load_rules
from tests.bench.read_bench import DATA, UNREAD, article_of, rows

BEFORE, AFTER = 600, 250  # characters shown around the words
MENTION = 120


def tellable(rules: Rules, threshold: float, *, is_dev: bool) -> Iterator[tuple[Article, Statement]]:
    """Every statement of the articles that a digest with this threshold would tell, in order."""
    for number, row in enumerate(rows("polnear_dev.jsonl.gz" if is_dev else "polnear_train.jsonl.gz")):
        if not is_dev and number % UNREAD == 0:
            continue
        article = article_of(row)
        for statement in read(article, rules).statements:
            if is_tellable(statement, threshold) and can_be_shown(statement, article.text):
                yield article, statement


def shown(number: int, article: Article, statement: Statement) -> str:
    """One statement as a judge sees it."""
    text = article.text
    first, last = statement.content[0][0], statement.content[-1][1]
    lines = [
        f"=== {number}. article {article.id}, offset {first}, confidence {statement.confidence}",
        f"SPEAKER {statement.speaker or '(none)'} [{statement.speaker_kind}, {statement.name_from}]",
        f"SOURCE {_slice(text, statement.source)}   CUE {_slice(text, statement.cue)}",
        f"KIND {statement.kind}   ACT {statement.act}",
        "WORDS " + " … ".join(text[start:end] for start, end in statement.content),
    ]
    if statement.named_at:
        start, end = statement.named_at
        lines.append(f"NAMED AT {start}: …{text[max(0, start - MENTION) : end + MENTION]!r}…")
    lines.append(f"TEXT …{text[max(0, first - BEFORE) : last + AFTER]}…")
    return "\n".join(lines)


def _slice(text: str, span: tuple[int, int] | None) -> str:
    return repr(text[span[0] : span[1]]) if span else "–"


def main(arguments: list[str]) -> int:
    """Draw and print."""
    if not DATA.is_dir():
        print(f"skipped: no development data at {DATA} (set NEWSDATA)")
        return 0
    seed, number, threshold = int(arguments[0]), int(arguments[1]), float(arguments[2])
    found = list(tellable(load_rules(), threshold, is_dev=arguments[3:] == ["dev"]))
    drawn = sorted(random.Random(seed).sample(range(len(found)), number))
    for place, which in enumerate(drawn, 1):
        print(shown(place, *found[which]), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
