"""Is one text a copy of another? By runs of words that both have, a paragraph more or less.

Only runs that begin at certain words are kept (a quarter of them, the same ones in every text), so that a window of
many thousands stays small. A text too short for that keeps all its runs.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from zlib import crc32

from bot.stories.spelling import CAPITAL, Remembered

RUN = 5  # words
ONE_IN = 4
SHORT = 60  # words: of a text up to this long all runs are kept
SHARED_RUNS = 0.55  # of the shorter text
LEAST_SIZE = 0.4  # of the longer text: a teaser is not the article


@dataclass(frozen=True, slots=True)
class Print:
    """A text's fingerprint: its length in words, hashes of the runs kept, and of all runs where it is short."""

    length: int
    runs: array[int]
    all_runs: array[int]

    def is_copy_of(self, other: Print) -> bool:
        """Whether most of the shorter text stands word for word in the other."""
        shorter, longer = sorted((self.length, other.length))
        if not shorter or shorter < LEAST_SIZE * longer:
            return False
        both_short = bool(self.all_runs and other.all_runs)
        mine, others = (self.all_runs, other.all_runs) if both_short else (self.runs, other.runs)
        shared = len(set(mine) & set(others))
        return shared > 0 and shared >= SHARED_RUNS * min(len(mine), len(others))


def fingerprint(stems: list[str]) -> Print:
    """The fingerprint of a text by its (marked) stems; case, accents and punctuation do not count."""
    hashes = list(filter(None, map(HASH.__getitem__, stems)))
    runs = list(zip(*(hashes[at:] for at in range(RUN)), strict=False)) or [tuple(hashes)] * bool(hashes)
    # numbers hash alike in every process
    kept = {hash(run) for run in runs if run[0] % ONE_IN == 0}
    everything = {hash(run) for run in runs} if len(hashes) <= SHORT else ()
    return Print(len(hashes), array("q", kept), array("q", everything))


HASH = Remembered(lambda stem: crc32(stem.removeprefix(CAPITAL).encode()))
