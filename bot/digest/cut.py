"""Promise 1, cutting: whole sentences of a quotation only, each piece a verbatim slice of the article.

A sentence that the article printed in pieces (“We are willing,” she said, “but we won't wait.”) is one unit:
its pieces are kept or left out together, so that no half joined by but, though, if, unless or only stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Span
from bot.text import sentences

ENDINGS = (".", "!", "?", "…")
STOPS = frozenset(ENDINGS)
CLOSING_MARKS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces to print, and whether words of the quotation were left out after them."""

    pieces: tuple[Span, ...]
    is_shortened: bool

    @property
    def length(self) -> int:
        """Characters quoted."""
        return sum(end - start for start, end in self.pieces)


def units(text: str, content: Sequence[Span]) -> list[list[Span]]:
    """Whole sentences of a quotation, each as the spans it is printed in."""
    found: list[list[Span]] = []
    is_open = False
    for start, given_end in content:
        end = _with_stop(text, given_end)
        for first, last in sentences(text[start:end]) or [(0, end - start)]:
            piece = (start + first, start + last)
            if is_open:
                found[-1].append(piece)
            else:
                found.append([piece])
            is_open = False
        is_open = not _ends(text[start:end])
    return [_joined(unit) for unit in found]


def cut(text: str, content: Sequence[Span], limit: int) -> Cut | None:
    """As many leading whole sentences as fit into `limit` characters; None when not even the first one does."""
    kept: list[Span] = []
    whole = units(text, content)
    is_last_torn = len(whole) > 1 and is_torn(text, whole[-1][-1][1])
    taken = 0
    for unit in whole[:-1] if is_last_torn else whole:
        with_it = _merged(text, [*kept, *unit])
        if sum(end - start for start, end in with_it) > limit:  # the spaces between sentences count as well
            break
        kept.extend(unit)
        taken += 1
    return Cut(_merged(text, kept), taken < len(whole)) if kept else None


def is_torn(text: str, end: int) -> bool:
    """Whether words end where a feed broke its text off with "...": the sentence goes on elsewhere."""
    return text[:end].endswith(("...", "…")) and not text[end:].strip(CLOSING_MARKS + " \n\r\t")


def _with_stop(text: str, end: int) -> int:
    """The stop of a quotation whose mark is closed only in a later paragraph belongs to it."""
    return end + 1 if text[end : end + 1] in STOPS and text[end + 1 : end + 2] in ("", "\n", "\r") else end


def _ends(words: str) -> bool:
    return words.rstrip().rstrip(CLOSING_MARKS).endswith(ENDINGS)


def _joined(unit: list[Span]) -> list[Span]:
    return [span for span in unit if span[1] > span[0]]


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring sentences of one printed piece become one slice again."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
