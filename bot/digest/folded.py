"""Finding words in a text: the text is levelled once, then asked for many terms. Pure.

Whole words only, accents and kinds of quotation marks made equal, plural and possessive forms of a term with it
("tariff" finds "tariffs"). A term with a capital letter is found with its capitals only ("AI", "Fed"), unless it was
typed by a person, whose telephone writes capitals by itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.text import FOLDED

SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text to look for terms in: with its capitals, and without."""

    cased: str
    low: str

    @classmethod
    def of(cls, text: str) -> Folded:
        """Level a text; the costly part, done once for each text."""
        cased = level(text)
        return cls(cased, cased.casefold())

    def count(self, term: str, *, is_typed: bool = False) -> int:
        """How often the term stands here as whole words."""
        found = _wanted(term, is_typed)
        text = self.cased if found.is_cased else self.low
        if not found.start or found.start not in text:
            return 0
        return len(found.pattern.findall(text))

    def has(self, term: str, *, is_typed: bool = False) -> bool:
        """Whether the term stands here at all."""
        found = _wanted(term, is_typed)
        text = self.cased if found.is_cased else self.low
        return bool(found.start) and found.start in text and found.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Wanted:
    pattern: re.Pattern[str]
    start: str  # what must stand there in any form: looked for first, since that is fast
    is_cased: bool


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
    if words[-1:] in "yY" and len(words) > 3 and words[-2:-1] not in "aeiouAEIOU":  # noqa: PLR2004  a short word
        start, ending = words[:-1], "(?:y(?:'s)?|ies|ies')"
    else:
        start, ending = words, "(?:'s|s'|e?s)?"
    return _Wanted(re.compile(rf"(?<!\w){re.escape(start)}{ending}(?!\w)"), start, is_cased)
