"""A text cut into words and marks with their character offsets.

1. stretches    what stands between two spaces; most come again in every text, so how one is cut is kept
2. words        one regular expression; clitics, marks and punctuation are tokens of their own
3. full stops   those of abbreviations and initials go to the word before them
"""

from __future__ import annotations

import re
from itertools import accumulate, compress
from operator import sub
from typing import NamedTuple, TypeVar

TOKEN = re.compile(
    r"[A-Za-z]++(?=[,;?!)”]|$)|[,“”()]|\.(?!\.)"  # nearly every word and mark, decided at once
    r"|https?://[^\s<>\"“”‘’()]*[^\s<>\"“”‘’().,;:!?]"  # an address
    r"|(?:[^\W\d_]\.){2,}"  # U.S. a.m. J.D.
    r"|\d+(?:[.,:]\d+)+(?:[^\W\d_]{1,3}\b)?"  # 1,000.5 7:30 2.5bn
    r"|[@#]\w+"
    r"|[^\W_]+(?:['’](?!(?:[sSdm]|ll|ve|re)\b)[^\W_]+|[-‑&][^\W_]+|\.(?=[a-z\d])[^\W_]+)*"  # a word
    r"|(?<=\w)['’](?:[sSdm]|ll|ve|re)\b"  # a clitic
    r"|(?<=\S)'(?=''(?!'))"  # a nested mark that closes together with its outer one
    r"|''|``|\.{2,}|[!?]{2,}|--+|[^\s]"
)
INITIAL = re.compile(r"[A-HJ-ZÀ-Þ]\.(?=\s?[A-ZÀ-Þ])")  # George W. Bush
ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen sens rep reps gov govs gen lt col maj sgt capt cmdr adm pres prof rev hon st jr sr supt det insp "
    "inc co corp ltd vs etc al no nos vol ed dept assn bros ave blvd rd fig est approx messrs mme mlle m.p "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo n.y n.j d.c "
    "hr frau bzw usw z.b sra sres exc".split()
)
# Abbreviations that are words as well: they hold the full stop only before a capital or a figure.
WORDS_TOO = frozenset("no nos co ed mar jun dec mon wed fig ill ind la mass miss mo ore pa wash al rd del est".split())
ANY_WORD = "xx"
EDGES = "\t.,;:?!…()[]\"“”„«»'‘’"  # marks that stand before and behind words
LONGEST_KEPT = 24  # characters of a stretch that may come again
MOST_KEPT = 20_000  # stretches: some 6 MB
DOUBTFUL = " ."  # stands in a stretch for a full stop that the next word decides on
Item = TypeVar("Item")


class Words(NamedTuple):
    """The tokens of a text as parallel lists."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]


class Cut(NamedTuple):
    """The tokens of one stretch, and how far each ends behind the one before; a last empty one tells of a gap."""

    words: tuple[str, ...]
    widths: tuple[int, ...]


CUTS: dict[str, Cut] = {}  # how stretches are cut, kept from text to text


def cut_words(text: str) -> Words:
    """All tokens of a text in order."""
    # A blank line goes to the stretch behind it, as the beginnings of paragraphs come again too.
    words: list[str] = []
    widths = [-1]  # no space stands before the first stretch
    add_word, add_width, kept = words.append, widths.append, CUTS.get
    for stretch in text.replace("\n\n", " \t").replace("\n", " ").split(" "):
        if stretch.isalpha():
            add_word(stretch)
            add_width(len(stretch) + 1)
        else:
            cut = kept(stretch) or _new_cut(stretch)
            words += cut[0]
            widths += cut[1]
    ends = list(accumulate(widths))
    del ends[0]
    if "" in words:
        ends, words = list(compress(ends, words)), list(filter(None, words))
    lower = list(map(str.lower, words))
    found = Words(words, lower, list(map(sub, ends, map(len, words))), ends)
    return _with_stops(text, found) if DOUBTFUL in words else found


def _new_cut(stretch: str) -> Cut:
    """The cut of a stretch not met before; kept unless it is too long to come again."""
    letters = stretch.strip(EDGES)
    is_word = letters.isalpha() and len(letters) > 1 and letters.lower() not in ABBREVIATIONS
    cut = _cut_like(stretch, letters) if is_word and letters != ANY_WORD else _cut(stretch)
    if len(stretch) <= LONGEST_KEPT:
        if len(CUTS) >= MOST_KEPT:
            CUTS.clear()
        CUTS[stretch] = cut
    return cut


def _cut_like(stretch: str, letters: str) -> Cut:
    """A word between marks is cut as any other word between these."""
    before, _, behind = stretch.partition(letters)
    like = f"{before}{ANY_WORD}{behind}"
    words, widths = CUTS.get(like) or _new_cut(like)
    at = words.index(ANY_WORD)
    width = widths[at] + len(letters) - len(ANY_WORD)
    return Cut((*words[:at], letters, *words[at + 1 :]), (*widths[:at], width, *widths[at + 1 :]))


def _cut(stretch: str) -> Cut:
    words: list[str] = []
    ends = [-1]  # behind the space before the stretch
    for match in TOKEN.finditer(stretch):
        word, before = match[0], words[-1] if words else ""
        is_tied = word == "." and match.start() == ends[-1]
        if is_tied and before.lower() in ABBREVIATIONS and before.lower() not in WORDS_TOO:
            words[-1], ends[-1] = f"{before}.", match.end()
            continue
        is_doubtful = is_tied and (len(before) == 1 or before.lower() in WORDS_TOO)
        words.append(DOUBTFUL if is_doubtful else word)
        ends.append(match.end())
    if ends[-1] < len(stretch) or not words:
        words.append("")
        ends.append(len(stretch))
    return Cut(tuple(words), tuple(map(sub, ends[1:], ends)))


def _with_stops(text: str, cut: Words) -> Words:
    """The tokens with the full stops that were in doubt: those of abbreviations and initials go to their words."""
    words, lower, starts, ends = cut
    merged: list[int] = []
    at = -1
    for _ in range(words.count(DOUBTFUL)):
        at = words.index(DOUBTFUL, at + 1)
        words[at] = lower[at] = "."
        starts[at] = ends[at] - 1
        if _is_abbreviated(words, lower, at) or INITIAL.match(text, starts[at - 1]):
            merged.append(at)
    for at in merged:
        words[at - 1] += "."
        lower[at - 1] += "."
        ends[at - 1] = ends[at]
    return Words(_without(words, merged), _without(lower, merged), _without(starts, merged), _without(ends, merged))


def _is_abbreviated(words: list[str], lower: list[str], at: int) -> bool:
    """Whether the full stop at token `at` belongs to the abbreviation before it, which may be a word as well."""
    following = words[at + 1].lstrip()[0] if at + 1 < len(words) else ""
    return lower[at - 1] in WORDS_TOO and words[at - 1][0].isupper() and (following.isupper() or following.isdigit())


def _without(items: list[Item], dropped: list[int]) -> list[Item]:
    """A list without the items at some places, which are in order."""
    kept: list[Item] = []
    first = 0
    for at in dropped:
        kept += items[first:at]
        first = at + 1
    return kept + items[first:]
