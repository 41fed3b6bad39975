"""Words that stand nowhere in the store, and what may have been meant by them."""

from __future__ import annotations

import pytest

from bot.store import Store
from bot.store.spelling import edits
from tests.store.samples import NOW, an_article

TEXT = "Both sides want a ceasefire. The night shifts at the port end in May. The turbine yard is quiet."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cesefire", {"cesefire": "ceasefire"}),
        ("caesefire", {"caesefire": "ceasefire"}),
        ("ceasefiire", {"ceasefiire": "ceasefire"}),
        ("a ceasefire of both sides", {}),
        ("trubines", {"trubines": "turbines"}),
        ("nightshifts", {"nightshifts": "night shifts"}),
        ("cease fire", {"cease": None, "fire": None, "cease fire": "ceasefire"}),
        ("zeppelins", {"zeppelins": None}),
        ("the 85 may", {}),
        ("", {}),
    ],
)
async def test_a_word_that_stands_nowhere_is_a_slip_away_from_one_that_does(
    store: Store, typed: str, meant: dict[str, str | None]
) -> None:
    await store.articles.keep(an_article(TEXT), now=NOW)
    assert await store.search.slips(typed, chat_id=None) == meant


async def test_a_word_of_another_chats_own_article_is_never_given_away(store: Store) -> None:
    mine = await store.chats.open("telegram", "1", now=NOW)
    other = await store.chats.open("telegram", "2", now=NOW)
    await store.articles.keep(an_article(TEXT, chat_id=other.id), now=NOW)
    assert await store.search.slips("cesefire", chat_id=mine.id) == {"cesefire": None}
    assert await store.search.slips("cesefire", chat_id=other.id) == {"cesefire": "ceasefire"}


def test_every_edit_is_another_word() -> None:
    near = edits("oil")
    assert {"oi", "iol", "ooil", "ail", "oils"} <= set(near)
    assert "oil" not in near
