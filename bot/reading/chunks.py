"""A sentence cut into chunks: noun phrases, verb groups and the small words between, in one pass over its tokens.

Statements look for phrases from one end (bot.reading.phrases); deal frames need the whole row of phrases of a
sentence, so it is cut once, with the same word classes, and only where a sentence holds a word of the deal lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading import word_classes as lex
from bot.reading.chunk_forms import NOUN, OPENING, PREPOSITION
from bot.reading.chunk_ground import COMMAS, CURRENCY, MARKS, STOPS, TICKER, Chunk, ChunkKind, Ground
from bot.reading.dates import Dated
from bot.reading.deal_words import ChunkWords
from bot.reading.noun_groups import NounGroups
from bot.reading.verb_groups import VerbGroups
from bot.text import Tokens

__all__ = ["CURRENCY", "MARKS", "Chunk", "Chunker"]

SMALL_KINDS: tuple[tuple[int, ChunkKind], ...] = (
    (lex.RELATIVE, "relative"),
    (lex.COMPLEMENTISER, "subordinator"),
    (lex.CONJUNCTION, "conjunction"),
    (lex.PREPOSITION, "preposition"),
    (lex.SUBORDINATOR, "subordinator"),
    (lex.TIME, "time"),
)
LONGEST_QUALIFIER = 3  # words of "as much as"
BEGINS_NOUN = NOUN | OPENING


class Chunker:
    """Cuts sentences of one text; `chunks(number)` is remembered per sentence."""

    def __init__(self, tokens: Tokens, words: ChunkWords, dates: Sequence[Dated] = ()) -> None:
        self.tokens, self.words = tokens, words
        self.ground = Ground(tokens, words, dates)
        self.text, self.tags, self.times = self.ground.text, self.ground.tags, self.ground.times
        self.facts = self.ground.facts
        self.verbs, self.nouns = VerbGroups(self.ground), NounGroups(self.ground)
        self._cut: dict[int, list[Chunk]] = {}

    def chunks(self, sentence: int) -> list[Chunk]:
        """The chunks of a sentence in order."""
        if sentence not in self._cut:
            self.ground.enter(sentence)
            self._cut[sentence] = self._chunk()
        return self._cut[sentence]

    def _chunk(self) -> list[Chunk]:
        found: list[Chunk] = []
        at, last = self.ground.first, self.ground.last
        while at < last:
            figure = self._past_qualifier(at) if found and found[-1].kind == "verb" else None
            if figure is None:
                chunk, at = self._next(at, found)
            else:
                number, end = self.nouns.cut(figure)
                chunk, at = replace(number, first=at), end
            if chunk is not None:
                found.append(chunk)
        return found

    def _next(self, at: int, found: list[Chunk]) -> tuple[Chunk | None, int]:
        facts, tag, times = self.facts[at], self.tags[at], self.times
        if at in times or at + 1 in times:
            if (end := self.ground.past_time(at, tag)) is not None:
                return Chunk("time", at, end, at), end
        elif facts & PREPOSITION:
            return Chunk("preposition", at, at + 1, at), at + 1
        if facts & BEGINS_NOUN:
            return self.nouns.cut(at)
        word = self.text[at]
        if not word[0].isalnum() and (found_mark := self._mark(at, word)) is not None:
            return found_mark
        if self.verbs.opens(at, found):
            return self.verbs.cut(at, found)
        if self.nouns.opens(at, is_after_noun=bool(found) and found[-1].kind == "noun"):
            return self.nouns.cut(at)
        for bit, kind in SMALL_KINDS:
            if tag & bit:
                return Chunk(kind, at, at + 1, at), at + 1
        return None, at + 1

    def _past_qualifier(self, at: int) -> int | None:
        """The figure behind "up to" or "about"; None where no such words stand before one."""
        for end in range(at + 1, min(at + LONGEST_QUALIFIER + 1, self.ground.last)):
            opening = self.text[end][0]
            if opening.isdigit() or opening in CURRENCY:
                return end if " ".join(self.tokens.lower[at:end]) in self.words.qualifiers else None
        return None

    def _mark(self, at: int, word: str) -> tuple[Chunk | None, int] | None:
        """Punctuation: quotation marks and tickers are stepped over."""
        if word in MARKS:
            return None, self._past_ticker(at)
        if word in COMMAS:
            end = self._past_ticker(at)
            return (None, end) if end > at + 1 else (Chunk("comma", at, at + 1, at), at + 1)
        if word in STOPS:
            return Chunk("stop", at, at + 1, at), at + 1
        return None

    def _past_ticker(self, at: int) -> int:
        """Past a bracket that holds one short word in capitals ("<GATS>", "(AMZN)"), else past the mark alone."""
        closing = {"(": ")", "<": ">"}.get(self.ground.text[at])
        end = at + 1
        while closing and end < min(self.ground.last, at + 5) and self.ground.text[end] != closing:
            inside = self.ground.text[end]
            if len(inside) > TICKER or not (inside.isupper() or inside[0].isdigit() or inside == "."):
                return at + 1
            end += 1
        return (
            end + 1
            if closing and end < self.ground.last and self.ground.text[end] == closing and end > at + 1
            else at + 1
        )
