"""Is one text a copy of another? By runs of words that both have, a paragraph more or less.

Only runs that begin at certain words are kept (a third of them, the same ones in every text), so that a window of
many thousands stays small. A text too short for that keeps all its runs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from bot.stories.spelling import FIRST_WORD, OPENING

RUN = 3  # words
KEPT = FIRST_WORD + FIRST_WORD // 3  # runs that begin with a figure, and a third of the others
SHORT = 35  # words: of a text up to this long all runs are kept
SHARED_RUNS = 0.6  # of the shorter text
LEAST_SIZE = 0.4  # of the longer text: a teaser is not the article


@dataclass(frozen=True, slots=True)
class Print:
    """A text's fingerprint: its length in words, hashes of the runs kept, and of all runs where it is short."""

    length: int
    runs: array[int]
    all_runs: array[int]

    def is_copy_of(self, other: Print) -> bool:
        """Whether most of the shorter text stands word for word in the other."""
        if min(self.length, other.length) < max(LEAST_SIZE * max(self.length, other.length), 1):
            return False
        both_short = bool(self.all_runs and other.all_runs)
        mine, others = (self.all_runs, other.all_runs) if both_short else (self.runs, other.runs)
        shared = len(set(mine).intersection(others))
        return shared > 0 and shared >= SHARED_RUNS * min(len(mine), len(others))


def fingerprint(words: list[int]) -> Print:
    """The fingerprint of a text by its (coded) words; case, accents and punctuation do not count."""
    told = [word for word in map(abs, words) if word > OPENING]
    every = {hash(run) for run in _runs(told)} if len(told) <= SHORT else ()
    # numbers hash alike in every process
    kept = {hash(run) for run in _runs(told) if run[0] < KEPT}
    return Print(len(told), array("q", kept), array("q", every))


def _runs(words: list[int]) -> Iterable[tuple[int, ...]]:
    if len(words) < RUN:
        return [tuple(words)] * bool(words)
    return zip(*(words[at:] for at in range(RUN)), strict=False)
