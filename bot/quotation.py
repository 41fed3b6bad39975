"""Pairing of quotation marks within a paragraph: curly, straight, doubled, single, guillemets; nested; unclosed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from bot.words import Words

DOUBLE_OPENERS = frozenset("“„‟«‹") | {"``"}
DOUBLE_CLOSERS = frozenset("”»›")
BOTH = frozenset('"″') | {"''"}
PARTNERS = {"«": "»", "‹": "›", "»": "«"}
BEFORE_OPENING = frozenset("([{-–—/…:") | {"--"}
PLAIN = {"“": "”", '"': '"', "''": "''"}
STOPS_INSIDE = frozenset(".,!?;")
STOPS = frozenset(".,!?;:…")


@dataclass(slots=True)
class Quotation:
    """A run in quotation marks: offsets and token range of what is inside, marks left out; depth 0 is outermost."""

    start: int
    end: int
    first: int
    last: int
    mark: str
    is_closed: bool
    depth: int


BY_PLACE = attrgetter("first", "depth")


class Mark(NamedTuple):
    """A quotation mark and its surroundings: is there a gap (or bracket, or edge) before it, after it?"""

    at: int
    word: str
    gap_before: bool
    gap_after: bool
    after_stop: bool


def pair_quotations(text: str, cut: Words, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """All quotations of a text in order of their opening marks."""
    words, starts, ends, positions = cut.words, cut.starts, cut.ends, cut.marks
    found: list[Quotation] = []
    cursor = 0
    while cursor < len(positions):
        begun = cursor
        last = paragraphs[bisect_right(paragraphs, (positions[cursor], len(words))) - 1][1]
        cursor = bisect_left(positions, last)
        here = positions[begun:cursor]
        pairs = _plain_pairs(text, words, starts, ends, here)
        if pairs is None:
            marks = [_mark(text, words, starts, ends, at) for at in here]
            pairs = _Pairing(marks, last, words, starts, ends).quotations()
        found += pairs
    found.sort(key=BY_PLACE)
    return found


def _plain_pairs(
    text: str, words: list[str], starts: list[int], ends: list[int], positions: list[int]
) -> list[Quotation] | None:
    """One pair of marks behind another, as in most paragraphs; None where marks stand in any other way."""
    if len(positions) % 2:
        return None
    found: list[Quotation] = []
    for opening, closing in zip(positions[::2], positions[1::2], strict=True):
        mark = words[opening]
        if PLAIN.get(mark) != words[closing]:
            return None
        if mark in BOTH:
            before, inside = text[starts[opening] - 1 : starts[opening]] or " ", text[starts[closing] - 1]
            if not before.isspace() or not (inside.isalnum() or inside in STOPS_INSIDE):
                return None
        first = opening + 1
        if first < closing:
            found.append(Quotation(starts[first], ends[closing - 1], first, closing, mark, True, 0))
    return found


def _mark(text: str, words: list[str], starts: list[int], ends: list[int], at: int) -> Mark:
    start, end = starts[at], ends[at]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return Mark(
        at,
        words[at],
        before.isspace() or before in BEFORE_OPENING or before in "“\"‘'",
        not (after.isalnum() or after in "$£€[#@…"),
        before in STOPS,
    )


class _Pairing:
    """One paragraph's marks, read left to right with a stack of what is open."""

    def __init__(self, marks: list[Mark], last: int, words: list[str], starts: list[int], ends: list[int]) -> None:
        self.marks, self.last = marks, last
        self.words, self.starts, self.ends = words, starts, ends
        self.open: list[Mark] = []
        self.found: list[Quotation] = []
        self.single_ahead = self._closing_singles()
        self.stray = -1  # the last single mark that closes what no single mark opened

    def quotations(self) -> list[Quotation]:
        for number, mark in enumerate(self.marks):
            if mark.word in "‘’‚'":
                self._single(number, mark)
            elif mark.word in BOTH:
                self._straight(mark)
            else:
                self._curly(mark)
        while self.open:
            self._close(self.last, is_closed=False)
        return self.found

    def _closing_singles(self) -> list[bool]:
        """For each mark: does a single mark that can close stand behind it, before another double mark?"""
        ahead = [False] * len(self.marks)
        can = False
        for number in range(len(self.marks) - 1, -1, -1):
            ahead[number] = can
            mark = self.marks[number]
            if mark.word in "’'":
                can = can or (not mark.gap_before and mark.gap_after)
            elif mark.word not in "‘‚":
                can = False
        return ahead

    def _single(self, number: int, mark: Mark) -> None:
        is_open = bool(self.open) and self.open[-1].word in "‘‚'"
        if is_open:
            curly = self.open[-1].word != "'"
            if mark.gap_after and not mark.gap_before and (mark.word == "’" if curly else mark.word in "'’"):
                # "the officials’ plan": a plural's apostrophe, if a better mark comes later
                plural = not mark.after_stop and self.words[mark.at - 1][-1:] in "sS" and self.single_ahead[number]
                if not plural:
                    self._close(mark.at, is_closed=True)
            return
        if mark.word == "’" or mark.gap_after or not mark.gap_before:
            if mark.after_stop and mark.gap_after and not mark.gap_before:
                self.stray = mark.at
            return
        following = self.words[mark.at + 1] if mark.at + 1 < self.last else ""
        if following[:1].isdigit() and mark.word == "'":
            return
        if self.single_ahead[number]:
            self.open.append(mark)

    def _straight(self, mark: Mark) -> None:
        depth = self._open_double()
        own = next((at for at, other in enumerate(self.open) if other.word == mark.word), None)
        if own is not None and mark.gap_after:
            depth = own
        if depth is None:
            if mark.gap_before or not mark.gap_after:
                self.open.append(mark)
            return
        self._close_down_to(depth, mark.at)
        if mark.gap_before and not mark.gap_after:
            self.open.append(mark)  # an opening mark while one is open: the first was never closed

    def _curly(self, mark: Mark) -> None:
        opens = mark.word in DOUBLE_OPENERS
        depth = self._open_double(straight=False)
        if depth is None and not opens:
            depth = self._open_double()
        if depth is not None and opens and not mark.gap_before and mark.gap_after:
            opens = False  # „so“ and “so“
        if depth is not None and opens and self.open[depth].word == "„" and mark.word == "“":
            opens = False
        if depth is None and not opens:
            opens = mark.gap_before and not mark.gap_after  # ”so”
            if not opens:
                return
        if depth is not None:
            is_stray = opens and self.stray > self.open[depth].at  # “Let’s go.’ … “Look”
            self._close_down_to(depth, self.stray if is_stray else mark.at, is_closed=is_stray or not opens)
        if opens:
            self.open.append(mark)

    def _open_double(self, *, straight: bool = True) -> int | None:
        """The innermost open double mark; curly ones may stand inside straight ones."""
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].word not in "‘‚'" and (straight or self.open[depth].word not in BOTH):
                return depth
        return None

    def _close_down_to(self, depth: int, at: int, *, is_closed: bool = True) -> None:
        while len(self.open) > depth + 1:
            self._close(at, is_closed=False)
        self._close(at, is_closed=is_closed)

    def _close(self, at: int, *, is_closed: bool) -> None:
        mark = self.open.pop()
        first = mark.at + 1
        if first >= at:
            return
        self.found.append(
            Quotation(self.starts[first], self.ends[at - 1], first, at, mark.word, is_closed, len(self.open))
        )
