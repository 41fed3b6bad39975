"""The words of a text, normalised, at the price of one look each: what a spelling is has been worked out before.

A text is cut at its spaces. What stands between two of them is nearly always held already, with its stems.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from typing import TypeVar

import Stemmer

from bot.text import fold

SPELLINGS = 60_000  # remembered of each kind; then all are forgotten
LONGEST = 40  # characters of a spelling that is remembered
CAPITAL = "^"  # before the stem of a word with a capital
STOP = ""  # the end of a sentence: a capital after it says nothing
TOKEN = re.compile(
    r"\d+(?:[.,:-]\d+)*"  # a figure
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: every character
    r"|[^\W\d_]+(?:['’&-][^\W\d_]+)*"  # a word
    r"|[.!?\n]"  # the end of a sentence
)
ENGLISH = Stemmer.Stemmer("english", 0)  # without a memory of its own
Worked = TypeVar("Worked")


class Remembered(dict[str, Worked]):
    """A dictionary that works out what it does not hold, and forgets all where it has grown too large."""

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[str], Worked]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, spelling: str) -> Worked:
        """Work it out and keep it."""
        found = self._work_out(spelling)
        if len(spelling) <= LONGEST:
            if len(self) >= SPELLINGS:
                self.clear()
            self[spelling] = found
        return found


def marked(text: str) -> list[str]:
    """The stems of a text in order; those of words with a capital begin with CAPITAL, sentences end with STOP."""
    return list(chain.from_iterable(map(MARKED.__getitem__, text.replace("\n", " \n ").split(" "))))


def stems(text: str) -> list[str]:
    """The stems of a text in order."""
    return [stem for token in TOKEN.findall(text) if (stem := STEM[token])]


def _marked(piece: str) -> tuple[str, ...]:
    found = []
    for token in TOKEN.findall(piece):
        stem = STEM[token]
        found.append(CAPITAL + stem if stem and token[0].isupper() else stem)
    return tuple(found)


def _stem(token: str) -> str:
    folded = (token.lower() if token.isascii() else fold(token)).removesuffix("'s")
    if not folded or not folded[0].isalnum():
        return STOP
    return folded if folded[0].isdigit() else ENGLISH.stemWord(folded)


STEM = Remembered(_stem)
MARKED = Remembered(_marked)
PLAIN = Remembered(lambda stem: stem.removeprefix(CAPITAL))
