"""What chunks are, and the ground they are cut from: one text's words, classes, dates, and the sentence at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Literal

from bot.reading import word_classes as lex
from bot.reading.chunk_forms import CAPITAL, NOUN
from bot.reading.dates import Dated
from bot.reading.deal_words import ChunkWords
from bot.text import Tokens

ChunkKind = Literal["noun", "verb", "preposition", "conjunction", "comma", "stop", "relative", "subordinator", "time"]
VerbForm = Literal["base", "s", "past", "participle", "ing", "infinitive"]

SMALL = (
    lex.PREPOSITION | lex.AUXILIARY | lex.CONJUNCTION | lex.SUBORDINATOR | lex.RELATIVE | lex.COMPLEMENTISER
    | lex.INFINITIVE | lex.NEGATION | lex.PRONOUN | lex.OBJECT_PRONOUN | lex.CLITIC | lex.DETERMINER | lex.POSSESSIVE
)  # fmt: skip
SMALL_BUT_DETERMINERS = SMALL & ~lex.DETERMINER
SMALL_OR_VERB = SMALL | lex.ADVERB | lex.VERB
PRONOUN_OR_TIME = lex.PRONOUN | lex.TIME
COMMAS = frozenset({",", "—", "–", "--", "(", ")"})
STOPS = frozenset({";", ":", ".", "!", "?"})
MARKS = frozenset('“”"„«»‘[]<>') | {"''", "``"}
CURRENCY = frozenset("$€£¥%#&@")
SHARES = frozenset({"pct", "percent", "%"})
CAPITALS = bytes(facts & CAPITAL for facts in range(256))
TICKER = 6  # longest word in brackets that is a ticker and no name


@dataclass(slots=True)
class Chunk:
    """Tokens [first, last) of one kind; `head` is the last noun, or the main verb of a verb group."""

    kind: ChunkKind
    first: int
    last: int
    head: int
    form: VerbForm | None = None
    modal: str = ""
    is_negated: bool = False
    is_passive: bool = False
    has_be: bool = False
    has_have: bool = False


LONGEST = 300  # tokens of a sentence that are cut; what is longer is no prose


class Ground:
    """One text and the sentence [first, last) that is being cut."""

    def __init__(self, tokens: Tokens, words: ChunkWords, dates: Sequence[Dated]) -> None:
        self.tokens, self.words = tokens, words
        self.times = {dated.first: dated.last for dated in dates}
        self.names: set[int] = set()  # the tokens of the sentence that are names, see _is_name
        self.text, self.lower = tokens.words, tokens.lower
        self.tags = [0] * len(tokens.lower)
        self.facts = bytearray(len(tokens.lower))  # see bot.reading.chunk_forms
        self.first, self.last = 0, 0

    def enter(self, sentence: int) -> None:
        """Begin a sentence: its words get their classes."""
        self.first, last = self.tokens.sentences[sentence]
        self.last = min(last, self.first + LONGEST)
        here = slice(self.first, self.last)
        self.tags[here] = map(self.words.tags.get, self.lower[here], repeat(0))
        self.facts[here] = facts = bytes(map(self.words.forms.__getitem__, self.text[here]))
        capitals = compress(range(self.first, self.last), facts.translate(CAPITALS))
        self.names = {at for at in capitals if self._is_name(at, self.text[at])}
        for at in self.names:
            is_free = at > self.first or not (self.tags[at] or self.lower[at] in self.words.verb_forms)
            if is_free and not self.tags[at] & lex.TIME:
                self.facts[at] |= NOUN

    def _is_name(self, at: int, word: str) -> bool:
        """Whether a capital is not only the sentence's first letter on a small word."""
        tag = self.tags[at]
        if tag & lex.MODAL and self.lower[at] in self.words.headline_words:
            return False  # "Apex's Takeover of Kestrel Could Help"
        if at == self.first or self.text[at - 1] in MARKS or self.text[at - 1] == ":":
            if at + 1 < self.last and self.text[at + 1][0].isupper() and not tag & SMALL_BUT_DETERMINERS:
                return not tag & lex.DETERMINER or bool(tag & lex.NUMBER)
            return not tag & SMALL_OR_VERB
        return not tag & PRONOUN_OR_TIME or (word.isupper() and len(word) > 1)

    def past_time(self, at: int, tag: int) -> int | None:
        """Past a date with its preposition that stands outside noun phrases ("on Monday", "in April 2020")."""
        first = at + 1 if tag & lex.PREPOSITION and at + 1 in self.times else at
        end = self.times.get(first)
        if end is None or end > self.last or (end < self.last and self.tags[end] & lex.CLITIC):
            return None
        is_inside = end < self.last and self.text[end][0].islower() and first == at and not self.tags[end] & SMALL
        return None if is_inside and self.text[first][0].isdigit() else end

    def likely_form(self, at: int) -> str:
        return self.words.likely_forms.get(self.lower[at]) or self.guessed(at)

    def guessed(self, at: int) -> str:
        word = self.lower[at]
        if word in self.words.participles or word.endswith("ed"):
            return "past"
        if word.endswith("ing"):
            return "ing"
        return "s" if word.endswith("s") and not word.endswith("ss") else "base"
