"""What a document that tells enough of a question cannot be without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.store.ways import Way, ways

WEIGHTS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 20.0), min_size=1, max_size=8)


@given(WEIGHTS, st.floats(0.0, 1.0), st.sets(st.sampled_from("abcdefgh")))
def test_whatever_tells_enough_is_found_in_one_of_the_ways(
    worth: dict[str, float], least: float, held: set[str]
) -> None:
    told = sum(weight for term, weight in worth.items() if term in held)
    is_enough = bool(held & worth.keys()) and told >= least * sum(worth.values())
    if is_enough:
        assert any(_is_held(way, held) for way in ways(worth, least))


@given(WEIGHTS)
def test_without_a_least_each_word_is_a_way(worth: dict[str, float]) -> None:
    assert set(ways(worth, 0.0)) == {Way((term,)) for term in worth}


def test_of_three_words_two_are_asked_for_together() -> None:
    found = ways({"grain": 9.0, "pact": 7.0, "port": 6.0}, 0.6)
    assert found == [Way(("grain", "pact")), Way(("grain", "port"))]


def _is_held(way: Way, held: set[str]) -> bool:
    return set(way.terms) <= held and (not way.any_of or bool(set(way.any_of) & held))
