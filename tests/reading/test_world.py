"""Articles of other countries and subjects, read as a whole: what is found, under whose name, in which words."""

from __future__ import annotations

from tests.reading.world_set import score, world_articles

FOUND, NAMED, WORDED = 0.97, 0.91, 0.94  # shares; the last two of what was found
WRONG, FALSE = 8, 10


def test_articles_of_many_countries_are_read_as_well_as_before() -> None:
    articles = world_articles()
    counts = score(articles)
    assert len(articles) == 67
    assert counts["expected"] > 520
    assert counts["found"] >= FOUND * counts["expected"]
    assert counts["named"] >= NAMED * counts["found"]
    assert counts["worded"] >= WORDED * counts["found"]
    assert counts["wrong"] <= WRONG
    assert counts["false"] <= FALSE
