"""The words of a statement: from token ranges to offsets, marks left out, joined readably."""

from __future__ import annotations

from bot.model import Span, StatementKind
from bot.reading import lexicon as lex
from bot.reading.attribution import Range
from bot.reading.tagged import Tagged

EDGES = frozenset({",", ";", ":", "—", "–", "--", ".", "…"})


def spans_of(tagged: Tagged, pieces: list[Range]) -> tuple[Span, ...]:
    """The offsets of the pieces, in order, without enclosing marks and a leading "that"."""
    found = [inner for piece in sorted(pieces) if (inner := inside(tagged, *piece))]
    return tuple(tagged.tokens.span(first, last) for first, last in found)


def inside(tagged: Tagged, first: int, last: int) -> Range | None:
    """A piece without the punctuation and the marks at its edges; None when nothing is left."""
    words = tagged.words
    while first < last and (words[first] in EDGES or (tagged.tags[first] & lex.COMPLEMENTISER and last - first > 1
                                                      and _leads(tagged, first))):  # fmt: skip
        first += 1
    while last > first and words[last - 1] in EDGES - {".", "…"}:
        last -= 1
    if first < last and first in tagged.opening and first + 1 < last:
        quotation = tagged.quoted[first + 1]
        if quotation != -1:
            end = tagged.tokens.quotations[quotation].last
            if end >= last - 1:
                return (first + 1, min(end, last)) if min(end, last) > first + 1 else None
    if first < last and last - 1 in tagged.closing and tagged.quoted[last - 1] == -1 and tagged.quoted[first] != -1:
        last -= 1
    return (first, last) if last > first else None


def _leads(tagged: Tagged, first: int) -> bool:
    """Whether "that" opens the clause rather than standing for something ("that was wrong")."""
    return not tagged.is_verb_like(first + 1)


def kind_of(tagged: Tagged, pieces: list[Range]) -> StatementKind:
    """Direct when all words stand in quotation marks, mixed when some do."""
    quoted, words = tagged.quoted, tagged.words
    if all(max(quoted[first:last]) < 0 for first, last in pieces):
        return "indirect"
    for first, last in pieces:
        if any(quoted[at] < 0 and words[at][0].isalnum() for at in range(first, last)):
            return "mixed"
    return "direct"


def joined(text: str, spans: tuple[Span, ...]) -> str:
    """The pieces as one readable text."""
    words = " ".join(" ".join(text[start:end].split()) for start, end in spans)
    return words.removesuffix(",")
