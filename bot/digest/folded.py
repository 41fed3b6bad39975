"""Finding words in a text: the text is levelled once, then asked for many terms. Pure.

Whole words only, accents and kinds of quotation marks made equal, plural and possessive forms of a term with it
("tariff" finds "tariffs"). A term with a capital letter is found with its capitals only ("AI", "Fed"), unless it was
typed by a person, whose telephone writes capitals by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.text import FOLDED

SPACES = re.compile(r"\s+")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text to look for terms in: with its capitals, and without; words counted, since most terms are one word."""

    cased: str
    low: str
    cased_words: Counter[str]
    low_words: Counter[str]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Level a text; the costly part, done once for each text."""
        cased = level(text)
        low = cased.casefold()
        return cls(cased, low, Counter(WORD.findall(cased)), Counter(WORD.findall(low)))

    def count(self, term: str, *, is_typed: bool = False) -> int:
        """How often the term stands here as whole words."""
        found = _wanted(term, is_typed)
        words = self.cased_words if found.is_cased else self.low_words
        if found.forms:
            return sum(words[form] for form in found.forms)
        if not found.first or found.first not in words:
            return 0
        return len(_pattern(found.start, found.endings).findall(self.cased if found.is_cased else self.low))

    def has(self, term: str, *, is_typed: bool = False) -> bool:
        """Whether the term stands here at all."""
        return self.count(term, is_typed=is_typed) > 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term: forms to look up where it is one word, else its first word and what it begins and may end with."""

    start: str
    endings: tuple[str, ...]
    forms: tuple[str, ...]
    first: str
    is_cased: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """Terms of one kind (with capitals, or without): single words by form, others by their first word."""

    forms: frozenset[str]
    by_first: dict[str, list[str]]

    @classmethod
    def of(cls, terms: Iterable[str], *, is_cased: bool) -> _Index:
        wanted = [(term, found) for term in terms if (found := _wanted(term, False)).is_cased is is_cased]
        by_first: dict[str, list[str]] = {}
        for term, found in wanted:
            if not found.forms and found.first:
                by_first.setdefault(found.first, []).append(term)
        return cls(frozenset(form for _, found in wanted for form in found.forms), by_first)

    def count(self, words: Counter[str], text: Folded) -> int:
        """Words that are terms, and phrases whose first word is there."""
        single = sum(words[word] for word in words.keys() & self.forms)
        firsts = words.keys() & self.by_first.keys()
        return single + sum(text.count(term) for first in firsts for term in self.by_first[first])


@dataclass(frozen=True, slots=True)
class Terms:
    """Many terms to count at once: found from the words that the text has, not one term after the other."""

    cased: _Index
    low: _Index

    @classmethod
    def of(cls, terms: Iterable[str]) -> Terms:
        """Index the terms, each once."""
        unique = tuple(dict.fromkeys(terms))
        return cls(_Index.of(unique, is_cased=True), _Index.of(unique, is_cased=False))

    def count(self, text: Folded) -> int:
        """How often any of them stands in the text."""
        return self.cased.count(text.cased_words, text) + self.low.count(text.low_words, text)


def level(text: str) -> str:
    """Accents, quotation marks, dashes and spaces made equal; capitals kept."""
    plain = text.translate(FOLDED)
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return SPACES.sub(" ", plain).strip()


@lru_cache(maxsize=16_384)
def _wanted(term: str, is_typed: bool) -> _Wanted:  # noqa: FBT001  a cache knows positions only
    words = level(term)
    is_cased = not is_typed and any(letter.isupper() for letter in words)
    words = words if is_cased else words.casefold()
    if words[-1:] in ("y", "Y") and len(words) > 3 and words[-2] not in "aeiouAEIOU":  # noqa: PLR2004  a short word
        start, endings = words[:-1], ["y", "ies"]
    else:
        start, endings = words, ["", "s", "es"]
    forms = tuple(start + ending for ending in endings) if WORD.fullmatch(words) else ()
    beginning = WORD.search(words)
    return _Wanted(start, tuple(endings), forms, beginning[0] if beginning else "", is_cased)


@lru_cache(maxsize=16_384)
def _pattern(start: str, endings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(start)}(?:{'|'.join(endings)})(?!\w)")
