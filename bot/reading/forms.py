"""What a printed word is by itself: found out once per word and kept for all articles, since news says few words often.

What depends on the words beside it too is only marked here as possible ("perhaps"); bot.reading.tagged decides it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from operator import itemgetter

from bot.reading import word_classes as lex

CAPITAL = 1 << 0
NOUN = 1 << 1  # may stand inside a noun phrase as noun, adjective or name
PERHAPS_NOUN = 1 << 2
VERB = 1 << 3  # a finite verb
PERHAPS_VERB = 1 << 4
ADVERB = 1 << 5
LONG_SMALL = 1 << 6  # a longer word that no headline prints so
SOUGHT = 1 << 7  # looked for in every text, see below; all facts fit a byte
# What a sought word is looked for as: it may be a cue, may end what is reported, dates and deals are read from it.
MAY_REPORT, MAY_END, ANCHOR = 1 << 0, 1 << 1, 1 << 2

STOP_WORDS = (
    lex.PREPOSITION | lex.AUXILIARY | lex.CONJUNCTION | lex.SUBORDINATOR | lex.RELATIVE | lex.QUESTION_WORD
    | lex.COMPLEMENTISER | lex.INFINITIVE | lex.NEGATION | lex.PRONOUN | lex.OBJECT_PRONOUN | lex.TIME | lex.CLITIC
)  # fmt: skip
VERBAL = lex.VERB | lex.CUE
PRONOUN_OR_TIME = lex.PRONOUN | lex.TIME
LONG_WORD = 5  # letters of a word that a headline prints with a capital
LATE = frozenset({"early", "late", "further"})  # adverbs that stand before nouns
FEWEST = 2  # words that are picked in one go: one alone would not come as a list
MOST = 200_000  # words kept, more than a year of news has; random letters must not fill the memory


class Forms(dict[str, int]):
    """The number of each printed word's kind; `tags` and `facts` tell by number what such words are.

    One look-up per token finds all of it: a dictionary of all words is too large for the processor's cache.
    """

    def __init__(self, known: Mapping[str, int], sought: Container[str], small: Container[str] = ()) -> None:
        super().__init__()
        self.known, self.sought, self.small = known, sought, small
        self.numbers: dict[tuple[int, int], int] = {}
        self.tags: list[int] = []  # word classes
        self.facts: list[int] = []  # bits of this module

    def of(self, words: Sequence[str]) -> tuple[list[int], bytes]:
        """The word classes and the bits of this module of each word."""
        if len(words) < FEWEST:
            kinds = [self[word] for word in words]
            return [self.tags[kind] for kind in kinds], bytes([self.facts[kind] for kind in kinds])
        pick = itemgetter(*map(self.__getitem__, words))  # the quickest way through a list by its places
        return list(pick(self.tags)), bytes(pick(self.facts))

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST:
            self.clear()
        lower = word.lower()
        tag = 0 if word in self.small else self.known.get(lower, 0)  # “the march”, but “in March”
        kind = (tag, _facts(word, lower, tag) | (SOUGHT if lower in self.sought else 0))
        if kind not in self.numbers:
            self.numbers[kind] = len(self.tags)
            self.tags.append(kind[0])
            self.facts.append(kind[1])
        self[word] = number = self.numbers[kind]
        return number


def _facts(word: str, lower: str, tag: int) -> int:
    form = _noun(word, lower, tag) | _verb(word, tag)
    if word[0].isupper():
        form |= CAPITAL
    if tag & lex.ADVERB or (tag == 0 and lower.endswith("ly") and word[0].islower()):
        form |= ADVERB
    if len(word) >= LONG_WORD and word[0].isalpha() and not (word[0].isupper() or tag & STOP_WORDS):
        form |= LONG_SMALL
    return form


def _noun(word: str, lower: str, tag: int) -> int:
    first = word[0]
    if not (first.isalnum() or first in "$£€@#&%"):
        return 0
    if first.isupper() and lower != word and not tag & PRONOUN_OR_TIME:
        # "Will", "May": a capital inside a sentence makes a name of a small word
        return PERHAPS_NOUN if tag & STOP_WORDS else NOUN
    if tag & STOP_WORDS:
        return NOUN if tag & lex.NUMBER else 0
    if tag & VERBAL and not tag & lex.NOUN_TOO:
        if word.endswith("ing") and tag & lex.VERB:
            return NOUN
        return PERHAPS_NOUN if word.endswith(("ed", "ing")) else 0
    return NOUN if not tag & lex.ADVERB or word in LATE else 0


def _verb(word: str, tag: int) -> int:
    if tag & lex.AUXILIARY:
        return VERB
    if tag & lex.CLITIC:
        return PERHAPS_VERB  # it's
    if tag & VERBAL and tag & lex.NOUN_TOO:
        return PERHAPS_VERB if word.endswith("s") else 0
    if tag & VERBAL:
        return VERB if not word.endswith("ing") and word[0].islower() else 0
    return VERB if tag == 0 and word.endswith("ed") and word[0].islower() else 0
