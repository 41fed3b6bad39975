"""Documents and questions as tokens for full text (pure): stemmed words, and marked tokens for everything else.

oil            a word of the statement, of the sentences around it, or a name it is about
t:oil          a word of the article's title
s:marco_rubio  the speaker, or whom the speaker speaks for
p:kyiv         a word of a deal's parties;  k:deal  the kind of fact;  a:promised  its act
d:20250502 m:202505 y:2025   when
x:own          a record that is not shared;  x:17  …but belongs to chat 17
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

import Stemmer

from bot.text import fold

WORD = re.compile(r"[^\W_]+")
WORD_END = re.compile(r"[a-z0-9]*")
POSSESSIVE = re.compile(r"(?<=[^\W_])['’]s(?![^\W_])", re.IGNORECASE)
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # no spaces between words
TYPOGRAPHIC = "“”‘’–—…"
LONGEST = 60
DAYS_SPELT_OUT = 7
MONTHS_SPELT_OUT = 3
OWN = "x:own"
# words of a question that no record is about
EMPTY = frozenset(
    "a about again all also am an and any anyone anything are as at be been being but by can could did do does ever"
    " for from had has have he her him his how i if in into is it its just me more most my no not of on or our out over"
    " said say saying says she should so some something than that the their them then there these they this those to"
    " told up us was we were what when where which who whom whose why will with would you your".split()
)
ENGLISH = Stemmer.Stemmer("english")


def words_of(text: str) -> list[str]:
    """Folded words in order, as they are written. Only words with other letters than ASCII pay for the folding."""
    found: list[str] = WORD.findall(unicodedata.normalize("NFC", text).casefold())
    if all(map(str.isascii, found)):
        return found
    return [part for word in found for part in ([word] if word.isascii() else WORD.findall(fold(word)))]


def stems(text: str) -> list[str]:
    """Folded, stemmed words in order; scripts written without spaces give pairs of letters."""
    found: list[str] = []
    for word in words_of(text):
        if word.isascii() or not UNSPACED.search(word):
            found.append(word[:LONGEST])
        else:
            found += (word[at : at + 2] for at in range(max(1, len(word) - 1)))
    return list(ENGLISH.stemWords(found))


class Finder:
    """Counts certain stems in many texts; in plain text it stems only the words that begin like one of them."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = {term: _beginning(term) for term in terms if term}
        self._beginnings = tuple(set(self._terms.values()))
        self._stems: dict[str, str] = {}  # of words met before

    def count(self, text: str) -> Mapping[str, int]:
        """How often each of the stems stands in the text; stems that do not are left out."""
        plain = text.casefold()
        if not plain.isascii():
            for mark in TYPOGRAPHIC:
                plain = plain.replace(mark, " ")
            if not plain.isascii():
                return Counter(stem for stem in stems(text) if stem in self._terms)
        found: dict[str, int] = {}
        for beginning in self._beginnings:
            if beginning in plain:
                self._count(beginning, plain, found)
        return found

    def _count(self, beginning: str, plain: str, found: dict[str, int]) -> None:
        """Add the words that begin so, where a word begins."""
        at = plain.find(beginning)
        while at >= 0:
            end = at + len(beginning)
            if at == 0 or not plain[at - 1].isalnum():
                end = WORD_END.match(plain, end).end()  # type: ignore[union-attr] # it matches everywhere
                word = plain[at:end]
                stem = self._stems.get(word)
                if stem is None:
                    stem = self._stems[word] = ENGLISH.stemWord(word)
                if self._terms.get(stem) == beginning:
                    found[stem] = found.get(stem, 0) + 1
            at = plain.find(beginning, end)


def _beginning(term: str) -> str:
    """What every word of this stem begins with: the stemmer changes only the last letters ("dying" is "die")."""
    return term[: max(1, len(term) - 2)]


def without_owners(text: str) -> str:
    """ "Norvane's offer" as "Norvane offer": an "s" would be found in every article."""
    return POSSESSIVE.sub("", text)


def question_terms(text: str) -> tuple[str, ...]:
    """Stems of the words that a question is about, each once; all of them when it has only empty words."""
    words = words_of(without_owners(text))
    telling = " ".join(word for word in words if word not in EMPTY)
    return tuple(dict.fromkeys(stems(telling or " ".join(words))))


def key_of(name: str) -> str:
    """A name for comparing: folded words, joined; "the" in front does not count."""
    words = words_of(name)
    return "_".join(words[1:] if len(words) > 1 and words[0] == "the" else words)[:200]


def name_tokens(name: str | None) -> Iterator[str]:
    """Tokens of a speaker."""
    if name:
        yield f"s:{key_of(name)[:LONGEST]}"


def scope_tokens(scope: int) -> tuple[str, ...]:
    """Nothing for shared records, which are nearly all."""
    return (OWN, f"x:{scope}") if scope else ()


def time_tokens(first: date, last: date) -> set[str]:
    """Days (up to a week), months (up to a quarter) and years of a stretch of time."""
    found = {f"y:{year}" for year in range(first.year, min(last.year, first.year + 5) + 1)}
    days = (last - first).days + 1
    if days <= DAYS_SPELT_OUT:
        found |= {f"d:{first + timedelta(step):%Y%m%d}" for step in range(days)}
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= MONTHS_SPELT_OUT:
        found |= {_month(first.year * 12 + first.month - 1 + step) for step in range(months)}
    return found


def range_tokens(since: datetime, until: datetime) -> list[str]:
    """Tokens of which a record between two times has at least one: whole years, months, single days at the ends."""
    day, end = since.date(), until.date()
    found = []
    while day <= end:
        if (day.month, day.day) == (1, 1) and date(day.year, 12, 31) <= end:
            found.append(f"y:{day.year}")
            day = date(day.year + 1, 1, 1)
        elif day.day == 1 and (following := _next_month(day)) - timedelta(1) <= end:
            found.append(f"m:{day:%Y%m}")
            day = following
        else:
            found.append(f"d:{day:%Y%m%d}")
            day += timedelta(1)
    return found


def tokens(words: Iterable[str], titles: Iterable[str] = (), marks: Iterable[str] = ()) -> list[str]:
    """A document: each token once, in a stable order."""
    found: dict[str, None] = {}
    for text in words:
        found |= dict.fromkeys(stems(text))
    for text in titles:
        found |= dict.fromkeys(f"t:{stem}" for stem in stems(text))
    return list(found | dict.fromkeys(marks))


def article_tokens(title: str, text: str, at: datetime, scope: int) -> list[str]:
    """An article: title and text alike, when, and whose."""
    marks = sorted(time_tokens(at.date(), at.date()))
    return tokens([title, text], marks=[*marks, *scope_tokens(scope)])


def _month(number: int) -> str:
    return f"m:{number // 12}{number % 12 + 1:02}"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
