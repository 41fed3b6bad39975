"""Deals on the development data: acquisition records, acquisition stories, deal sentences; skipped without the data.

    python -m tests.bench.deals_bench [tune|check|all]
    python -m tests.bench.deals_bench draw SEED N [tune|check|all]    asserted deals to be judged by reading

Each set is cut in two by a hash of its ids: rules were tuned on "tune" only, "check" was never read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot.model import Article, Deal
from bot.reading import Rules, read
from tests.bench.deals_data import DATA, Row, rows
from tests.bench.deals_draw import draw
from tests.bench.gum_pronouns import load_rules

SLOTS = ("acquired", "purchaser", "seller", "dlramt", "status")
ROLES = {"target": "acquired", "buyer": "purchaser", "seller": "seller"}
Same = Callable[[str, str], bool]


def deals_of(text: str, rules: Rules, when: str | None = None) -> tuple[Deal, ...]:
    """The deals of a text."""
    published = (
        datetime.strptime(when[:20].strip().split(".")[0], "%d-%b-%Y %H:%M:%S").replace(tzinfo=UTC) if when else None
    )
    return read(Article(id="1", title="", text=text, published_at=published), rules).deals


def f1(right: int, found: int, wanted: int) -> str:
    """Precision, recall and F1 in one line."""
    precision, recall = right / max(1, found), right / max(1, wanted)
    return f"P {precision:.3f} R {recall:.3f} F {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def slots(rules: Rules, half: str) -> None:
    """Acquisition records, as slots_from_read.py and score_slots.py see them."""
    gold = list(rows("acq_slots.jsonl", "id", half))
    found = [_slots_of(row, deals_of(row["text"], rules, row["date"])) for row in gold]
    exact: Same = lambda one, other: one == other  # noqa: E731  # two rules side by side
    lenient: Same = lambda one, other: one.lower() in other.lower() or other.lower() in one.lower()  # noqa: E731
    for name, same in (("exact", exact), ("lenient", lenient)):
        counts = {
            slot: [_count(row[slot], got[slot], same) for row, got in zip(gold, found, strict=True)] for slot in SLOTS
        }
        for slot in SLOTS:
            print(f"slots {half} {name} {slot}: {f1(*map(sum, zip(*counts[slot], strict=True)))}")
        every = [count for slot in SLOTS for count in counts[slot]]
        print(f"slots {half} {name} TOTAL: {f1(*map(sum, zip(*every, strict=True)))}")


def _slots_of(row: Row, deals: Sequence[Deal]) -> dict[str, list[str]]:
    record: dict[str, list[str]] = {slot: [] for slot in SLOTS}
    for deal in deals:
        if deal.kind not in ("acquisition", "merger"):
            continue
        for party in deal.parties:
            if party.role in ROLES:
                record[ROLES[party.role]].append(party.name)
        if deal.amount:
            undisclosed = deal.amount.qualifier == "undisclosed"
            record["dlramt"].append("undisclosed" if undisclosed else row["text"][slice(*deal.amount.span)])
        if deal.status_span:
            record["status"].append(row["text"][slice(*deal.status_span)])
    return {slot: list(dict.fromkeys(values)) for slot, values in record.items()}


def _count(gold: list[list[str]], found: list[str], same: Same) -> tuple[int, int, int]:
    left = [[" ".join(form.split()) for form in forms] for forms in gold]
    right = 0
    for value in (" ".join(each.split()) for each in found):
        hit = next((forms for forms in left if any(same(value, form) for form in forms)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(found), len(gold)


def stories(rules: Rules, half: str) -> None:
    """Is it an acquisition story: any deal of kind acquisition or merger."""
    every = [row for row in rows("reuters_acq.jsonl.gz", "id", half) if "Blah blah" not in row["text"]]
    start = time.process_time()
    found = [any(deal.kind in ("acquisition", "merger") for deal in deals_of(row["text"], rules)) for row in every]
    seconds = time.process_time() - start
    gold = [bool(row["is_acq"]) for row in every]
    right = sum(one and other for one, other in zip(gold, found, strict=True))
    print(f"acquisition stories {half}: {f1(right, sum(found), sum(gold))}")
    print(f"wire stories read whole: {len(every) / seconds:.0f} a CPU second")


def sentences(rules: Rules, half: str) -> None:
    """Is it a sentence on a deal: any deal record."""
    every = list(rows("sentivent_events.jsonl.gz", "doc", half))
    found = [bool(deals_of(row["text"], rules)) for row in every]
    gold = [bool(row["is_deal"]) for row in every]
    right = sum(one and other for one, other in zip(gold, found, strict=True))
    print(f"deal sentences {half}: {f1(right, sum(found), sum(gold))}")


def main(half: str = "check", *more: str) -> None:
    """All sets of one half, or a draw to be judged."""
    if not (DATA / "acq_slots.jsonl").exists():
        print("deals: skipped, no development data")
        return
    rules = load_rules()
    if half == "draw":
        draw(rules, int(more[0]), int(more[1]), *more[2:3])
        return
    for part in (slots, stories, sentences):
        part(rules, half)


if __name__ == "__main__":
    main(*sys.argv[1:])
