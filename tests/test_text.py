"""What the tokeniser promises for any text at all, and for the shapes newspapers print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import Tokens, content_words, fold, sentences, shortened, tokenise
from bot.words import CUTS, MOST_KEPT

PROSE = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            '"',
            "'",
            "’",
            "‘",
            "''",
            "«",
            "»",
            "„",
            ". ",
            ", ",
            " ",
            "\n",
            "\n\n",
            "Mr.",
            "U.S.",
            "said",
            "The",
            "s",
            "-",
            "1,000.5",
        ]
    )
).map("".join)


def check(tokens: Tokens) -> None:
    text, count = tokens.text, len(tokens.words)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    covered = "".join(tokens.words)
    assert covered == "".join(text.split())
    for ranges in (tokens.sentences, tokens.paragraphs):
        assert [at for first, last in ranges for at in range(first, last)] == list(range(count))
    assert len(tokens.sentence_of) == len(tokens.quoted) == len(tokens.lower) == count
    for quotation in tokens.quotations:
        assert 0 <= quotation.first < quotation.last <= count
        assert (quotation.start, quotation.end) == tokens.span(quotation.first, quotation.last)


@given(st.text())
def test_every_token_slices_the_text_whatever_the_text(text: str) -> None:
    check(tokenise(text))


@given(PROSE)
def test_every_range_holds_for_tangled_quotation_marks(text: str) -> None:
    tokens = tokenise(text)
    check(tokens)
    told = [tokens.span(*one) for number, one in enumerate(tokens.sentences) if number not in tokens.datelines]
    assert sentences(text) == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Putin’s plan", ["Putin", "’s", "plan"]),
        ("the officials’ plan", ["the", "officials", "’", "plan"]),
        ("I don't", ["I", "don't"]),
        (
            "see pic.example.com/aB1, and/or U.S./EU",
            ["see", "pic.example.com/aB1", ",", "and", "/", "or", "U.S.", "/", "EU"],
        ),
        ("Mr. O’Malley of the U.S. Senate", ["Mr.", "O’Malley", "of", "the", "U.S.", "Senate"]),
        ("$1,000.5 well-known", ["$", "1,000.5", "well-known"]),
        ("George W. Bush said.", ["George", "W.", "Bush", "said", "."]),
        ("''Yes,'' he said", ["''", "Yes", ",", "''", "he", "said"]),
        ("He said no. Then", ["He", "said", "no", ".", "Then"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He came. She went.", ["He came.", "She went."]),
        ("Sen. Smith spoke. “No.” He left.", ["Sen. Smith spoke.", "“No.”", "He left."]),
        ("It is in the U.S. The rest of the world", ["It is in the U.S.", "The rest of the world"]),
        ("the U.S. Senate", ["the U.S. Senate"]),
        (
            "It broke U.N. Security Council rules: security was lax.",
            ["It broke U.N. Security Council rules: security was lax."],
        ),
        ("They entered the U.S. While Lee waited, it fell.", ["They entered the U.S.", "While Lee waited, it fell."]),
        ("“Why?” she asked.", ["“Why?” she asked."]),
        ("One line\nAnother line", ["One line", "Another line"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_paragraph_wrapped_at_a_fixed_width_is_one_paragraph() -> None:
    text = (
        "The company said it had agreed to buy the whole of its rival, whose shares\n"
        "have fallen since March, for about two billion dollars in cash, subject to\n"
        "approval.\n\nA second paragraph."
    )
    assert len(tokenise(text).paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“One,” he said, “two.”", ["One,", "two."]),
        ('"One," he said, "two."', ["One,", "two."]),
        ("''One,'' he said", ["One,"]),
        ("``One,'' he said", ["One,"]),
        ("«One», said he", ["One"]),
        ("„One“, said he", ["One"]),
        ("“He called it ‘mad’ twice,” she said", ["He called it ‘mad’ twice,", "mad"]),
        ("‘The officials’ plan is good,’ he said", ["The officials’ plan is good,"]),
        ("“One paragraph\n\n“and the next,” he said", ["One paragraph", "and the next,"]),
        ("the ’90s weren't ‘great’", ["great"]),
        ("a 6'2\" man", []),
        ("“so“ and more", ["so"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[quotation.start : quotation.end] for quotation in tokenise(text).quotations] == quoted


def test_a_quotation_left_open_says_so() -> None:
    assert [quotation.is_closed for quotation in tokenise("“One paragraph\n\n“and the next,” he said").quotations] == [
        False,
        True,
    ]


def test_the_normal_form_makes_spellings_equal() -> None:
    assert fold("“Zürich’s  Café”") == fold('"ZURICH\'S cafe"')
    assert content_words("The U.S. and Łódź’s 5 men") == ["the", "u.s", "and", "lodz", "5", "men"]


@pytest.mark.parametrize(
    ("text", "most", "seen"),
    [
        ("Follow Rubio", 40, "Follow Rubio"),
        ("Undo deals over £100m with Poland", 30, "Undo deals over £100m with…"),
        ("Undo Trump about Ukraine, and oil", 26, "Undo Trump about Ukraine…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        (" two   words ", 9, "two words"),
    ],
)
def test_what_is_cut_ends_with_a_word_and_an_ellipsis(text: str, most: int, seen: str) -> None:
    assert shortened(text, most) == seen


@given(st.text(max_size=80), st.integers(min_value=2, max_value=60))
def test_what_is_cut_is_never_too_long(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most


def test_a_word_between_marks_is_cut_alike_met_before_or_not() -> None:
    text = "“Zwölfzig,” he said (zwölfzig): ‘zwölfzig’s’ zwölfzig… zwölfzig.\n\nZwölfzig!"
    first = tokenise(text)
    assert tokenise(text) == first
    assert first.words.count("zwölfzig") + first.words.count("Zwölfzig") == 6
    check(first)


def test_what_is_kept_of_stretches_has_a_limit() -> None:
    for number in range(3):
        check(tokenise(" ".join(f"{number}x{other}," for other in range(9_000))))
    assert len(CUTS) <= MOST_KEPT
