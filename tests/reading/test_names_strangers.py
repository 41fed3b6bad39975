"""“He” behind somebody whom the article names by a bare surname or with a body: never surely a third man."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements

TOLD = 0.87  # digests tell nothing below


@pytest.mark.parametrize(
    ("before", "subject", "name"),
    [
        ("“We will lose half our players,” said league chief executive Andrew Abdo.",
         "Albanese rejected the warning.", "Albanese"),
        ("“We have waited long enough,” said union secretary Peter Hollis.",
         "Swinney dismissed the threat.", "Swinney"),
        ("Niko Kovač picked a young team. “The boys were brave,” Kovač said.",
         "Simeone said the tie was far from over.", "Simeone"),
        ("Finance minister Karl Lind disagreed. “It is late,” he said.", "Ogamba said schools would reopen.", "Ogamba"),
        ("Education minister Julius Ogamba said schools would open. “Nobody will lose a term,” he said.",
         "Collins Oyuu of the Kenya National Union of Teachers said the strike would go ahead.", "Collins Oyuu"),
        ("Mayor Colin Adair said buses would run. “Nobody will be stranded,” he said.",
         "Sorley Macrae of the drivers' union said nobody would drive.", "Sorley Macrae"),
    ],
)  # fmt: skip
def test_he_is_who_spoke_or_acted_just_before(before: str, subject: str, name: str) -> None:
    found = statements(f"{before}\n\n{subject} “There is no more money,” he told Radio Forth.")
    assert found[-1].words.startswith("There is no more money")
    assert found[-1].speaker == name
    assert found[-1].speaker_kind == "person"


@pytest.mark.parametrize(
    "subject",
    [
        "Swinney has dismissed the threat.",
        "Swinney was unmoved.",
        "Swinney on Tuesday shrugged.",
        "Swinney, who flew home early, shrugged.",
        "In Canberra, Albanese shrugged.",
    ],
)
def test_a_word_that_may_be_somebodys_name_takes_the_certainty_from_another(subject: str) -> None:
    before = "Teachers will strike, said union secretary Peter Hollis. “We have waited long enough,” he said."
    said = statements(f"{before}\n\n{subject} “There is no more money,” he told Radio Forth.")[-1]
    assert said.words.startswith("There is no more money")
    assert said.confidence < TOLD


@pytest.mark.parametrize("between", ["Unions were unmoved.", "Nothing was done.", "Rising costs were blamed."])
def test_a_word_that_opens_a_sentence_and_names_nobody_takes_none(between: str) -> None:
    before = "Teachers will strike, said union secretary Peter Hollis. “We have waited long enough,” he said."
    said = statements(f"{before} {between} “There is no more money,” he told Radio Forth.")[-1]
    assert said.speaker == "Peter Hollis"
    assert said.confidence > TOLD


@pytest.mark.parametrize(
    "subject",
    [
        "A nurse disagreed.",
        "One man left the hall.",
        "His deputy was less sure.",
        "A spokesman for the nurses shrugged.",
    ],
)
def test_somebody_without_a_name_takes_the_certainty_from_who_has_one(subject: str) -> None:
    before = "Carl Lima, the health minister, opened the ward. “It is safe,” he said."
    said = statements(f"{before}\n\n{subject} “We have seen no data,” he said.")[-1]
    assert said.words.startswith("We have seen no data")
    assert said.confidence < TOLD


@pytest.mark.parametrize("subject", ["A woman left the hall.", "A reporter asked Carl Lima about it.", "A bell rang."])
def test_whom_he_cannot_mean_takes_none(subject: str) -> None:
    before = "Carl Lima, the health minister, opened the ward. “It is safe,” he said."
    said = statements(f"{before} {subject} “We have seen no data,” he said.")[-1]
    assert said.speaker == "Carl Lima"
    assert said.confidence > TOLD
