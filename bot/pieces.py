"""The words of a statement, printed in several places of an article, as one readable text."""

from __future__ import annotations

from itertools import pairwise

from bot.model import Span

OPENING = frozenset("“„‟«‹\"'‘")
CLOSING = frozenset("”»›\"'’")
STOPS = frozenset(".!?")


def plain(words: str) -> str:
    """Words with one space between them; most are so already."""
    return words if words.isprintable() and "  " not in words else " ".join(words.split())


def joined(text: str, spans: tuple[Span, ...]) -> str:
    """The pieces as one readable text: `the city would pay. “All of it.”`

    A quotation keeps its marks where the rest is reported speech, and a sentence the stop that ends it in the text:
    what was quoted and what was not are never run together.
    """
    pieces = [plain(text[start:end]) for start, end in spans]
    if len(pieces) > 1:
        marked = [_is_marked(text, span) for span in spans]
        if not all(marked):
            pieces = [f"“{words}”" if own else words for words, own in zip(pieces, marked, strict=True)]
            for at, ((_, end), (start, _)) in enumerate(pairwise(spans)):
                if not marked[at]:
                    pieces[at] += _stop(text[end:start])
    return " ".join(pieces).removesuffix(",")


def _is_marked(text: str, span: Span) -> bool:
    """Whether a piece is all that stands between two quotation marks."""
    start, end = span
    return start > 0 and end < len(text) and text[start - 1] in OPENING and text[end] in CLOSING


def _stop(between: str) -> str:
    """What ended the sentence, where the text goes on behind it."""
    return between[0] if between and between[0] in STOPS else ""
