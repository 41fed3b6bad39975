"""An article of our own built like the one the project was founded on: everything it must yield, and nothing more."""

from __future__ import annotations

import pytest

from bot.model import Statement
from tests.reading.stating import statements

ARTICLE = """\
Ola Marsh's government is leaving the harbour talks. Credit: Tim Arden / Pictura
Ola Marsh's government is leaving the harbour talks. Credit: Tim Arden / Pictura
Norvane has stepped back from mediating harbour talks between Aldane and Verland.
Ina Kirsch confirmed that Norvane will no longer mediate harbour talks between Aldane and Verland.
Saying it’s time for both sides to move.
“We’re still ready and happy to help,” she said, “but we won’t sail around the coast to guide them anymore. \
That’s now up to them.”
Her remarks followed months of slow progress, with Aldane refusing a pause.
Minister of Ports Karl Oster echoed that view, telling Coast News: “This is not our quarrel.”
He warned that without a pause soon, President Marsh would need to rethink how much Norvane can do.
Ina Kirsch confirmed that Norvane will step back from mediating harbour talks between Aldane and Verland.
That same day, Norvane and Verland signed a “historic” pilotage deal, per the Harbour Post.
Verland’s council will ratify the pilotage deal on May 8, confirmed by lawmaker Edda Lind via Telegram.
Two key papers won’t need the council.
However, the Harbour House remains firm.
"""


@pytest.fixture(scope="module")
def read() -> tuple[Statement, ...]:
    return statements(ARTICLE)


def test_two_pieces_under_a_pronoun_are_one_statement(read: tuple[Statement, ...]) -> None:
    quoted = [one for one in read if one.speaker == "Ina Kirsch" and one.kind == "direct"]
    assert [one.words for one in quoted] == [
        "We’re still ready and happy to help, but we won’t sail around the coast to guide them anymore. "
        "That’s now up to them."
    ]
    assert (len(quoted[0].content), quoted[0].name_from) == (2, "pronoun")


def test_what_is_confirmed_twice_stands_once(read: tuple[Statement, ...]) -> None:
    confirmed = [one for one in read if one.speaker == "Ina Kirsch" and one.kind == "indirect"]
    assert [one.words for one in confirmed] == [
        "Norvane will no longer mediate harbour talks between Aldane and Verland"
    ]


def test_the_minister_speaks_by_name_and_by_pronoun(read: tuple[Statement, ...]) -> None:
    said, warned = (one for one in read if one.speaker == "Karl Oster")
    assert (said.words, said.addressee, said.role) == ("This is not our quarrel.", "Coast News", "Minister of Ports")
    assert (warned.act, warned.name_from) == ("warned", "pronoun")
    assert warned.words.startswith("without a pause soon, President Marsh would need to rethink")


def test_the_lawmaker_confirms_by_telegram(read: tuple[Statement, ...]) -> None:
    (one,) = (one for one in read if one.speaker == "Edda Lind")
    assert (one.role, one.venue, one.words) == (
        "lawmaker", "via Telegram", "Verland’s council will ratify the pilotage deal on May 8",
    )  # fmt: skip


def test_nothing_else_is_said(read: tuple[Statement, ...]) -> None:
    assert {one.speaker for one in read} == {"Ina Kirsch", "Karl Oster", "Edda Lind"}
    words = " ".join(one.words for one in read)
    assert "Credit" not in words
    assert "historic" not in words
