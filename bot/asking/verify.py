"""Comparing a quotation in a draft with the words on record: exact, altered, cut, other speaker, not held. Pure.

exact           the same words in the same order (case, marks and spaces aside)
cut             only words of the record, in its order, but some between them left out
altered         nearly those words: some are others
other speaker   the words are on record, but from somebody else than the draft says
not held        nothing near enough
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from bot.model import HeldStatement, Span
from bot.text import content_words, fold

Verdict = Literal["exact", "altered", "cut", "other speaker", "not held"]
LEAST_WORDS = 3  # shorter runs in quotation marks are titles and scare quotes
NEAR = 80.0  # per cent of likeness from which different words are an alteration, not another quotation
LEAST_KEPT = 0.5  # a cut quotation keeps at least half of the stretch of the record that it runs over


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a draft: where it stands, its words, and whose the draft says they are."""

    span: Span
    words: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What the store says of a quotation; `held` is the record nearest to it."""

    quoted: Quoted
    verdict: Verdict
    held: HeldStatement | None = None


def compare(quoted: Quoted, candidates: Sequence[HeldStatement]) -> Verified:
    """The best verdict over the candidates: exact before cut before altered; a wrong name is said first."""
    judged = [(_verdict(quoted.words, held.statement.words), held) for held in candidates]
    for verdict in ("exact", "cut", "altered"):
        fitting = [held for found, held in judged if found == verdict]
        if fitting:
            return _with_speaker(quoted, verdict, fitting)
    return Verified(quoted, "not held")


def _with_speaker(quoted: Quoted, verdict: Literal["exact", "cut", "altered"], held: list[HeldStatement]) -> Verified:
    if quoted.speaker is None:
        return Verified(quoted, verdict, held[0])
    same = [each for each in held if _is_same_speaker(quoted.speaker, each)]
    return Verified(quoted, verdict, same[0]) if same else Verified(quoted, "other speaker", held[0])


def _verdict(words: str, record: str) -> Verdict:
    wanted, held = content_words(words), content_words(record)
    if len(wanted) < LEAST_WORDS:
        return "not held"
    if _is_run(wanted, held):
        return "exact"
    if (stretch := _stretch(wanted, held)) and len(wanted) >= LEAST_KEPT * stretch:
        return "cut"
    likeness = fuzz.partial_ratio(" ".join(wanted), " ".join(held))
    is_long_enough = len(held) >= len(wanted) * LEAST_KEPT
    return "altered" if likeness >= NEAR and is_long_enough else "not held"


def _is_run(wanted: list[str], held: list[str]) -> bool:
    return any(held[at : at + len(wanted)] == wanted for at in range(len(held) - len(wanted) + 1))


def _stretch(wanted: list[str], held: list[str]) -> int | None:
    """How many words of the record the wanted words run over, in order; None when they are not all there."""
    best: int | None = None
    for begin in [at for at, word in enumerate(held) if word == wanted[0]]:
        at = begin
        for word in wanted:
            try:
                at = held.index(word, at) + 1
            except ValueError:
                break
        else:
            best = at - begin if best is None else min(best, at - begin)
    return best


def _is_same_speaker(name: str, held: HeldStatement) -> bool:
    known = [fold(each) for each in (held.statement.speaker, held.statement.speaks_for) if each]
    wanted = fold(name)
    return any(wanted == each or wanted.split()[-1:] == each.split()[-1:] for each in known)
