"""Draws asserted deals to be judged by reading: each with where it stands, its sentences, and the record.

    python -m tests.bench.deals_bench draw SEED N [tune|check|all]

From the readable lines of polnear_train (index % 6 != 0) and from one half of sentivent, as many from each.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from bot.model import Article, Deal
from bot.reading import Rules, read
from bot.reading.record import deal_to_json
from tests.bench.deals_data import DATA, rows

KEPT_APART = 6  # every sixth line of polnear_train is read by nobody
SHOWN = ("kind", "status", "asserted", "background", "object", "stake", "amount", "said_by", "date", "confidence")


class Drawn(NamedTuple):
    """A deal and the text that it was read from."""

    place: str
    text: str
    deal: Deal


def draw(rules: Rules, seed: int, count: int, half: str = "tune") -> None:
    """Print `count` asserted deals, half of them from each set, drawn by `seed`."""
    chance = random.Random(seed)  # a stable draw, no secret
    sets = [sorted(each, key=lambda one: one.place) for each in (_polnear(rules), _sentivent(rules, half))]
    drawn = [one for each in sets for one in chance.sample(each, min(len(each), count // 2))]
    chance.shuffle(drawn)
    print(f"asserted deals: {len(sets[0])} in polnear_train, {len(sets[1])} in sentivent {half}")
    for number, one in enumerate(drawn, 1):
        print(f"\n--- {number} · {one.place}")
        _show(one)


def _show(one: Drawn) -> None:
    record = deal_to_json(one.deal)
    for start, end in record["evidence"][:3]:
        before = one.text[max(0, start - 200) : start].replace("\n", " ")
        print(f"[{start}] …{before}>>> {' '.join(one.text[start:end].split())} <<<")
    print("  parties: " + " · ".join(f"{party['role']} {party['name']}" for party in record["parties"]))
    for key in SHOWN:
        value = record[key]
        if value not in (None, False) or key == "asserted":
            print(f"  {key}: {json.dumps(value, ensure_ascii=False)}")


def _polnear(rules: Rules) -> Iterator[Drawn]:
    with gzip.open(DATA / "polnear_train.jsonl.gz", "rt", encoding="utf8") as file:
        for number, line in enumerate(file):
            if number % KEPT_APART:
                row = json.loads(line)
                yield from _asserted(f"polnear {number} {row['id']}", row["text"], row.get("date"), rules)


def _sentivent(rules: Rules, half: str) -> Iterator[Drawn]:
    for row in rows("sentivent_events.jsonl.gz", "doc", half):
        yield from _asserted(f"sentivent {row['id']}", row["text"], None, rules)


def _asserted(name: str, text: str, day: Any, rules: Rules) -> Iterable[Drawn]:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    found = read(Article(id="1", title="", text=text, published_at=published), rules).deals
    return [Drawn(f"{name} @{deal.evidence[0][0]}", text, deal) for deal in found if deal.asserted]
