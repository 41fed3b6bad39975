"""The words of a statement: from token ranges to offsets, marks left out, joined readably."""

from __future__ import annotations

from bot.model import Span, StatementKind
from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.tagged import Tagged

EDGES = frozenset({",", ";", ":", "—", "–", "--", ".", "…"})
EDGES_BEHIND = EDGES - {".", "…"}


def spans_of(tagged: Tagged, pieces: list[Range], *, is_object: bool = False) -> tuple[Span, ...]:
    """The offsets of the pieces, in order, without enclosing marks and a "that" that leads no object: "that answer"."""
    starts, ends = tagged.tokens.starts, tagged.tokens.ends
    found = []
    for first, last in sorted(pieces) if len(pieces) > 1 else pieces:
        inner = inside(tagged, first, last, is_object=is_object and first + 1 not in tagged.opening)
        if inner is not None:
            found.append((starts[inner[0]], ends[inner[1] - 1]))
    return tuple(found)


def inside(tagged: Tagged, first: int, last: int, *, is_object: bool = False) -> Range | None:
    """A piece without the punctuation and the marks at its edges; None when nothing is left."""
    words, quoted = tagged.words, tagged.quoted
    while first < last and (words[first] in EDGES or (not is_object and last - first > 1 and _leads(tagged, first))):
        first += 1
    while last > first and (words[last - 1] in EDGES_BEHIND or _is_address(words[last - 1])):
        last -= 1
    if last - 1 > first and words[last - 1] == ")" and "(" not in words[first:last]:
        last -= 1  # "(On Friday, Lee said it was “for life.”)"
    if first + 1 < last and first in tagged.opening:
        quotation = quoted[first + 1]
        if quotation != -1:
            end = tagged.tokens.quotations[quotation].last
            if end >= last - 1:
                least = first + 1 + (words[first + 1] in EDGES)  # “,” is nobody's words
                return (first + 1, min(end, last)) if min(end, last) > least else None
    if first < last and last - 1 in tagged.closing and quoted[last - 1] == -1 and quoted[first] != -1:
        last -= 1
    return (first, last) if last > first else None


def _is_address(word: str) -> bool:
    """Whether a word is a link, which a post ends with: “pic.example.com/abc”, “https://…”."""
    return "/" in word and ("://" in word or "." in word.partition("/")[0])


def _leads(tagged: Tagged, first: int) -> bool:
    """Whether "that" opens the clause rather than standing for something ("that was wrong", "That plan, she said")."""
    is_that = tagged.tags[first] & lex.COMPLEMENTISER and tagged.words[first].islower()
    return bool(is_that) and not tagged.is_verb_like(first + 1)


def kind_of(tagged: Tagged, pieces: list[Range]) -> StatementKind:
    """Direct when all words stand in quotation marks, mixed when some do."""
    quoted, words = tagged.quoted, tagged.words
    free = inside = 0
    for first, last in pieces:
        outside = quoted[first:last].count(-1)
        free += outside
        inside += last - first - outside
    if not inside:
        return "indirect"
    for first, last in pieces if free else ():
        at = first - 1
        for _ in range(quoted[first:last].count(-1)):
            at = quoted.index(-1, at + 1)
            if words[at][0].isalnum():
                return "mixed"
    return "direct"
