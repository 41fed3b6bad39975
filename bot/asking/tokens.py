"""The words of a question or follow: cleaned, bounded, quoted phrases taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.text import fold

SHORTEST_SENTENCE_END = 3  # letters with their stop: "Mr." and "Oct" keep theirs
LONGEST = 600  # characters of a question that are looked at; what people ask is below 200
LONGEST_WORD = 60  # letters; of a longer one the beginning is kept where the line is cut
MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "„": "“", "«": "“", "»": "”", "‟": "“", "″": '"'})
SPACE = re.compile(r"\s+")
QUOTED = re.compile(r"“([^“”]{1,400})”|\"([^\"]{1,400})\"|(?<![\w'])'([^']{2,400})'(?!\w)|[“\"]([^“”\"]{3,400})$")
WORD = re.compile(
    r"[$€£¥₹₽₴₩₺₪]|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d[\d,.:]*\d(?=[^\W\d_])|\d[\d,.:]*\d|\d"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w&.'-]*\w)?\.?|[^\s\w]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed and folded."""

    text: str
    low: str


def clean(text: str) -> str:
    """One bounded line without control and direction marks; quotation marks straightened to three kinds."""
    bounded = text[: LONGEST * 4]
    kept = "".join(
        " " if letter in "\n\r\t\v\f" else letter
        for letter in bounded.translate(MARKS)
        if letter in "\n\r\t\v\f" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    line = SPACE.sub(" ", kept).strip()
    if len(line) > LONGEST:
        whole, _, cut_off = line[:LONGEST].rpartition(" ")
        line = whole if whole and len(cut_off) <= LONGEST_WORD else line[:LONGEST]
    return line


def take_phrases(line: str) -> tuple[str, tuple[str, ...]]:
    """The line without its quoted phrases, and the phrases."""
    phrases: list[str] = []

    def taken(match: re.Match[str]) -> str:
        phrase = next(group for group in match.groups() if group is not None).strip(" ,.…")
        if phrase:
            phrases.append(phrase)
        return " "

    return SPACE.sub(" ", QUOTED.sub(taken, line)).strip(), tuple(phrases)


def split(line: str) -> list[Word]:
    """Words, figures and marks in order; a possessive 's stays with its word."""
    words: list[Word] = []
    for match in WORD.finditer(line):
        text = match[0]
        if (
            text.endswith(".") and len(text) > SHORTEST_SENTENCE_END and "." not in text[:-1]
        ):  # a sentence's full stop, not "U.S." or "Mr."
            text = text[:-1]
        words.append(Word(text, fold(text)))
    return words


def joined(words: Sequence[Word]) -> str:
    """The words as one line again."""
    line = " ".join(word.text for word in words)
    return re.sub(r"(?<=[$€£¥₹₽₴₩₺₪]) | (?=[,.;:!?%)])|(?<=\() ", "", line).strip(" ,;:.!?")


def bare(words: str) -> str:
    """Folded, without a possessive ending or marks around it."""
    return re.sub(r"'s?$", "", fold(words).strip(" \"'.,;:!?()[]")).strip()
