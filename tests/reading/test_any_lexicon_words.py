"""Words of the lexicon in any order: nothing raises, wherever a text breaks off."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.dealing import reading, words

FACTS = words()
VERBS = sorted({*FACTS.verbs, *FACTS.governors, "continues", "began", "says", "told"})
NOUNS = sorted({*FACTS.nouns, *FACTS.noun_governors, *FACTS.bodies, *FACTS.sets["talks"], *FACTS.sets["related"]})
SMALL = (
    "a the its their for from to with between and , . ; that which on in of by it they will not had was under".split()
)
NAMES = ["Kenya", "Peru", "Norvane", "Ann Lee", "Apex Inc", "Banco Tordo", "$5 million", "€30m", "96 tanks", "Monday"]
PHRASES = st.lists(
    st.one_of(st.sampled_from(VERBS), st.sampled_from(NOUNS), st.sampled_from(SMALL), st.sampled_from(NAMES)),
    min_size=1,
    max_size=24,
)


@settings(max_examples=300, deadline=None)
@given(PHRASES)
def test_nothing_raises(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = reading(text[:1].upper() + text[1:])
    assert all(0 <= start < end <= len(text) for deal in found.deals for start, end in deal.evidence)


def test_texts_that_break_off_behind_a_verb_are_read() -> None:
    for text in (
        "Rebuffing Apex and Halcyon Monday Norvane continues",
        "Ann Lee of Kenya examined an offer receiving X",
    ):
        assert reading(text).deals == ()
