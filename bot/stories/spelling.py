"""The words of a text, normalised, at the price of one look each: what a spelling is has been worked out before.

A text is cut at its spaces. What stands between two of them is nearly always held already, with its stems.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from typing import TypeVar
from zlib import crc32

import Stemmer

from bot.stories.common_words import BANDS
from bot.text import fold

LONGEST = 40  # characters of a spelling that is remembered
STOP = 0  # the end of a sentence: a capital after it says nothing
OPENING = 1  # a word with a capital that tells nothing (“The”), so that what follows is not taken for the first
FIRST_FIGURE, FIRST_WORD = 2, 1 << 31
TOKEN = re.compile(
    r"\d+(?:[.,:-]\d+)*"  # a figure
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: every character
    r"|[^\W\d_]+(?:['’&-][^\W\d_]+)*"  # a word
    r"|[.!?\n]"  # the end of a sentence
)
ENDS: dict[str, tuple[int, ...]] = {"": (), ",": (), ".": (STOP,)}  # what most words end in
ENGLISH = Stemmer.Stemmer("english", 0)  # without a memory of its own
Worked = TypeVar("Worked")


class Remembered(dict[str, Worked]):
    """A dictionary that works out what it does not hold; what is not asked for again is forgotten in the end.

    It holds up to `limit` spellings, and as many that were looked up before these.
    """

    __slots__ = ("_former", "_limit", "_work_out")

    def __init__(self, work_out: Callable[[str], Worked], *, limit: int) -> None:
        super().__init__()
        self._work_out = work_out
        self._limit = limit
        self._former: dict[str, Worked] = {}

    def __missing__(self, spelling: str) -> Worked:
        """Work it out and keep it."""
        found = self._former.get(spelling)
        if found is None:
            found = self._work_out(spelling)
        if len(spelling) <= LONGEST:
            if len(self) >= self._limit:
                self._former = dict(self)
                self.clear()
            self[spelling] = found
        return found


def coded(text: str) -> list[int]:
    """The words of a text in order as numbers, without those that stand everywhere.

    A word with a capital is the negative number; sentences end with STOP.
    """
    return list(chain.from_iterable(map(CODES.__getitem__, text.replace("\n", " \n ").split(" "))))


def stems(text: str) -> list[str]:
    """The stems of a text in order."""
    return [stem for token in TOKEN.findall(text) if (stem := STEM[token])]


def code(stem: str) -> int:
    """The number of a stem, the same in every process: of a figure below FIRST_WORD, of a word above."""
    spread = crc32(stem.encode())
    return max(spread >> 1, FIRST_FIGURE) if stem[0].isdigit() else spread | FIRST_WORD


def _codes(piece: str) -> tuple[int, ...]:
    word = piece if piece.isalpha() else piece[:-1]
    end = ENDS.get(piece[len(word) :])
    if end is None or not word.isalpha() or not word.isascii():
        return tuple(chain.from_iterable(_code(_stem(token), token) for token in TOKEN.findall(piece)))
    return _code(ENGLISH.stemWord(word.lower()), word) + end


def _code(stem: str, token: str) -> tuple[int, ...]:
    if not stem:
        return (STOP,)
    if stem in EVERYWHERE:
        return (OPENING,) if token[0].isupper() else ()
    return (-code(stem) if token[0].isupper() else code(stem),)


def _stem(token: str) -> str:
    folded = (token.lower() if token.isascii() else fold(token)).removesuffix("'s")
    if not folded or not folded[0].isalnum():
        return ""
    return folded if folded[0].isdigit() else ENGLISH.stemWord(folded)


STEM = Remembered(_stem, limit=20_000)
CODES = Remembered(_codes, limit=80_000)
EVERYWHERE = frozenset(STEM[word] for word in BANDS[0][1].split())
