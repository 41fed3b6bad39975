"""The stretch of an article that answers best (pure): a few sentences around the densest words of the question."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.model import Span
from bot.store.score import passage_value
from bot.store.terms import Finder

PARAGRAPH = re.compile(r"[^\n]+")
LONG = 700  # characters: a longer paragraph is cut at sentences
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+(?=\S)")
USUAL_WORDS = 60


def best_stretch(text: str, terms: Mapping[str, float], finder: Finder) -> tuple[Span, float]:
    """The best paragraph or part of one, and its value; the beginning of the text when no word is in it."""
    best, value = (0, 0), -1.0
    for first, last in stretches(text):
        words = text[first:last]
        worth = passage_value(finder.count(words), words.count(" ") + 1, USUAL_WORDS, terms)
        if worth > value:
            best, value = (first, last), worth
    return best, max(0.0, value)


def stretches(text: str) -> list[Span]:
    """Paragraphs, long ones cut between sentences."""
    found: list[Span] = []
    for paragraph in PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        cut = start
        for sentence in SENTENCE_END.finditer(text, start, end):
            if sentence.end() - start > LONG and cut > start:
                found.append(_trimmed(text, start, cut))
                start = cut
            cut = sentence.end()
        if end - start > LONG and cut > start:
            found.append(_trimmed(text, start, cut))
            start = cut
        found.append(_trimmed(text, start, end))
    return [(first, last) for first, last in found if first < last]


def _trimmed(text: str, first: int, last: int) -> Span:
    """Without the spaces around."""
    words = text[first:last]
    return first + len(words) - len(words.lstrip()), first + len(words.rstrip())
