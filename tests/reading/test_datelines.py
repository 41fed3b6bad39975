"""Where a report was written stands before its first words, and is no part of them."""

from __future__ import annotations

import pytest

from bot.text import sentences
from tests.reading.stating import reading_of, told


@pytest.mark.parametrize(
    "dateline",
    ["WARSAW – ", "OSLO, 2 May (NTB) – ", "KUALA LUMPUR (Reuters) - ", "LAGOS, Nigeria (AP) — ", "(Reuters) - ",
     "ST. PAUL, Minn. -- ", "WASHINGTON/PARIS, May 2 — ", "Sydney – ", "Addis Ababa — ",
     "Lima, May 2 — ", "Port Moresby, 14 March – "],
)  # fmt: skip
def test_a_dateline_is_no_part_of_what_is_said_nor_a_name(dateline: str) -> None:
    text = f"{dateline}Fish prices will rise by a tenth, minister Marit Dahl said."
    assert told(text) == [("Marit Dahl", "Fish prices will rise by a tenth")]
    reading = reading_of(text)
    assert [name.canonical for name in reading.names] == ["Marit Dahl"]
    assert reading.statements[0].context == ((len(dateline), len(text)),)
    assert sentences(text) == [(len(dateline), len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("EU - Mercosur talks failed, minister Marit Dahl said.", "EU - Mercosur talks failed"),
        ("US President – Ann Lee – is ill, minister Marit Dahl said.", "US President – Ann Lee – is ill"),
        ("Ann Lee, 52 — No bank is sound, minister Marit Dahl said.", "Ann Lee, 52 — No bank is sound"),
        ("The bank – Norway – is sound, minister Marit Dahl said.", "The bank – Norway – is sound"),
        ("WARSAW – which is full – is cold, minister Marit Dahl said.", "WARSAW – which is full – is cold"),
    ],
)
def test_a_dash_behind_other_words_ends_no_dateline(text: str, words: str) -> None:
    assert told(text) == [("Marit Dahl", words)]
