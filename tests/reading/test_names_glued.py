"""Names that a headline, the opening of a sentence, an office or a state stands next to."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements

TALKS = "Ms. {0} said the bank was safe."
SPEAKERS = [
    (
        "U.N. Nominates Lena Marie Holm for Second Term at World Bank.\n\nLena Marie Holm has led it since 2019. "
        + TALKS.format("Holm"),
        "Lena Marie Holm",
    ),
    ("Entrusting Linda Delgado with the budget would be unwise. " + TALKS.format("Delgado"), "Linda Delgado"),
    ("Understated Delgado rises.\n\nLinda Delgado is mayor. " + TALKS.format("Delgado"), "Linda Delgado"),
    ("NBN President On Harper: ‘We Do Not Pay Guests To Appear At Debates.’", None),
    ("NBN President Jeff Zucker said he would not pay.", "Jeff Zucker"),
    ("A retired teacher in Raleigh, N.C., said the road was open.", None),
    ("Another Harper ally, Agriculture Secretary Tom Wills, said the road was open.", "Tom Wills"),
    ("Germany said the road was open.", "Germany"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_a_name_has_its_own_words_only(text: str, speaker: str | None) -> None:
    assert statements(text)[-1].speaker == speaker
