"""What a printed word is to the chunker by itself: found out once per word and kept for all articles, one byte each."""

from __future__ import annotations

from collections.abc import Mapping, Set

from bot.reading import word_classes as lex

CAPITAL = 1 << 0
NOUN = 1 << 1  # begins a noun phrase, and goes on with one unless the word before is CAREFUL
OPENING = 1 << 2  # begins a noun phrase
PREPOSITION = 1 << 3  # and nothing else
CAREFUL = 1 << 4  # a phrase may end behind it: "Apex Inc. | terms", "the day | Oslo signed"

BEGINS_NOUN = lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN | lex.OBJECT_PRONOUN
BEGINS_VERB = lex.INFINITIVE | lex.AUXILIARY | lex.CLITIC
# Classes that may make something else of a preposition: "to sign", "that", "like".
NOT_ONLY_PREPOSITION = (
    lex.INFINITIVE | lex.AUXILIARY | lex.CLITIC | lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN | lex.OBJECT_PRONOUN
    | lex.RELATIVE | lex.COMPLEMENTISER | lex.CONJUNCTION | lex.TIME
)  # fmt: skip
MOST = 200_000  # words kept, see bot.reading.forms


class ChunkForms(dict[str, int]):
    """The facts of printed words as bits, by word."""

    def __init__(self, tags: Mapping[str, int], verbs: Set[str], careful: Set[str]) -> None:
        super().__init__()
        self.tags, self.verbs, self.careful = tags, verbs, careful

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST:
            self.clear()
        lower = word.lower()
        tag = self.tags.get(lower, 0)
        facts = CAREFUL if lower in self.careful else 0
        if word[0].isupper():
            facts |= CAPITAL
        elif word[0].isdigit():
            facts |= 0 if tag & ~lex.NUMBER else OPENING
        elif word[0].islower():
            facts |= self._of_small(lower, tag)
        self[word] = facts
        return facts

    def _of_small(self, lower: str, tag: int) -> int:
        if tag & lex.PREPOSITION and not tag & NOT_ONLY_PREPOSITION:
            return PREPOSITION
        if tag & BEGINS_NOUN and not tag & BEGINS_VERB:
            return OPENING
        return NOUN if not tag and lower not in self.verbs and not lower.endswith(("ed", "ing")) else 0
