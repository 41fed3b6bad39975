"""`verify FILE|TEXT|-`: each quotation and attribution in a draft against the store."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bot.asking.draft import NOTHING, check_draft, counted, told
from bot.asking.found import Asker
from bot.asking.verify import Verified
from bot.verbs.parts import load_desk, open_store
from bot.verbs.read import read_text
from config.settings import Settings

QUOTATION_MARKS = '“”"«»„'
FEWEST_WORDS = 4  # so long a line is a draft typed in, where no file is called so


async def verify(source: str, given: Settings) -> list[Verified]:
    """Every quotation of the draft, in its order, with what the store says."""
    draft = source if _is_draft_itself(source) else read_text(source)
    async with open_store(given) as store:
        desk = load_desk(given)
        return await check_draft(draft, store, desk.rules, desk.ground, Asker(now=datetime.now(UTC)))


def to_json(found: Iterable[Verified]) -> list[dict[str, Any]]:
    """One object a quotation, in the order of the draft."""
    return [
        {
            "span": [each.quoted.spans[0][0], each.quoted.spans[-1][1]],
            "spans": [list(span) for span in each.quoted.spans],
            "words": each.quoted.words,
            "kind": "reported" if each.quoted.is_reported else "quoted",
            "speaker": " or ".join(each.quoted.speakers) or None,
            "verdict": each.verdict,
            "changes": [{"draft": draft, "record": record} for draft, record in each.changes],
            "left_out": list(each.left_out),
            "turned": each.is_turned,
            "differs": [{"what": one.what, "draft": one.draft, "record": one.record} for one in each.differences],
            "held": _held_to_json(each),
        }
        for each in found
    ]


def to_lines(found: list[Verified]) -> list[str]:
    """A line in all, then one a quotation: the verdict, its words, whose they are, where they differ."""
    return [counted(found), *(told(each) for each in found)] if found else [NOTHING]


def _is_draft_itself(source: str) -> bool:
    if os.path.lexists(source):
        return False
    is_marked = any(mark in source for mark in QUOTATION_MARKS)
    return is_marked or "\n" in source or len(source.split()) >= FEWEST_WORDS


def _held_to_json(each: Verified) -> dict[str, Any] | None:
    if each.held is None:
        return None
    article = each.held.article
    return {
        "id": each.held.id,
        "speaker": each.held.statement.speaker,
        "words": each.held.statement.words,
        "article": {"id": article.id, "title": article.title, "url": article.url, "outlet": article.outlet},
    }
