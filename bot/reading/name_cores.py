"""What is compared of a name: its words without accents, Arabic articles, commas and suffixes such as Jr."""

from __future__ import annotations

from bot.reading.name_rules import NameRules
from bot.text import fold

SPELLINGS = ("yy", "iy", "ii", "ij")  # Zelenskyy and Zelensky


def core_of(lower: list[str], rules: NameRules, first: int, last: int) -> tuple[str, ...]:
    """The core of the name at tokens [first, last)."""
    suffixes = rules.suffixes
    if last == first + 1 and lower[first] not in suffixes:
        return (plain(lower[first], rules),)
    return tuple([plain(word, rules) for word in lower[first:last] if word != "," and word not in suffixes])


def plain(word: str, rules: NameRules) -> str:
    """A word of a name as it is compared: no accents, no Arabic article, one spelling of its ending."""
    if not word.isascii():
        word = fold(word)
    if "-" in word:
        head, _, rest = word.partition("-")
        word = rest if rest and head in rules.particles else word
    return word[:-2] + "y" if word.endswith(SPELLINGS) else word
