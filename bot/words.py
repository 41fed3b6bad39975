"""A text cut into words and marks with their character offsets.

1. stretches    what stands between two spaces; most come again in every text, so how one is cut is kept
2. words        one regular expression; clitics, marks and punctuation are tokens of their own
3. full stops   those of abbreviations and initials go to the word before them

What a kept stretch holds of quotation marks and stops is kept with it, so that nobody looks through all words for them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import NamedTuple, TypeVar

TOKEN = re.compile(
    r"[A-Za-z]++(?=[,;?!)”]|$)|[,“”()]|\.(?!\.)"  # nearly every word and mark, decided at once
    r"|(?:https?://|(?:[A-Za-z][\w-]{0,62}\.){1,4}[A-Za-z]{2,24}/)[^\s<>\"“”‘’()]*[^\s<>\"“”‘’().,;:!?]"  # an address
    r"|(?:[^\W\d_]\.){2,}"  # U.S. a.m. J.D.
    r"|\d+(?:[.,:]\d+)+(?:[^\W\d_]{1,3}\b)?"  # 1,000.5 7:30 2.5bn
    r"|[@#]\w+"
    r"|[^\W_]+(?:['’](?!(?:[sSdm]|ll|ve|re)\b)[^\W_]+|[-‑&][^\W_]+|\.(?=[a-z\d])[^\W_]+)*"  # a word
    r"|(?<=\w)['’](?:[sSdm]|ll|ve|re)\b"  # a clitic
    r"|(?<=\S)'(?=''(?!'))"  # a nested mark that closes together with its outer one
    r"|''|``|\.{2,}|[!?]{2,}|--+|[^\s]"
)
INITIAL = re.compile(r"[A-HJ-ZÀ-Þ]\.(?=\s?[A-ZÀ-Þ])")  # George W. Bush
FIRST_INITIAL = re.compile(r"I\.(?=\s?[A-ZÀ-Þ])")
ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen sens rep reps gov govs gen lt col maj sgt capt cmdr adm pres prof rev hon st jr sr supt det insp "
    "inc co corp ltd vs etc al no nos vol ed dept assn bros ave blvd rd fig est approx messrs mme mlle m.p "
    "engr barr alh arch amb cllr dcp comr smt ven rtd "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo n.y n.j d.c "
    "hr frau bzw usw z.b sra sres exc".split()
)
# Abbreviations that are words as well: they hold the full stop only before a capital or a figure.
WORDS_TOO = frozenset("no nos co ed mar jun dec mon wed fig ill ind la mass miss mo ore pa wash al rd del est".split())
MARKS = frozenset("“”„‟\"″«»‘’‚'‹›") | {"''", "``"}
STOPS = frozenset(".!?…")  # what the last word of a sentence ends in
ANY_WORD = "xx"
EDGES = "\t.,;:?!…()[]\"“”„«»'‘’"  # marks that stand before and behind words
LONGEST_KEPT = 24  # characters of a stretch that may come again
MOST_KEPT = 20_000  # stretches: some 6 MB
DOUBTFUL = " ."  # stands in a stretch for a full stop that the next word decides on
Item = TypeVar("Item")


class Words(NamedTuple):
    """The tokens of a text as parallel lists, and which of them are quotation marks or may end a sentence."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    marks: list[int]
    stops: list[int]


class Cut(NamedTuple):
    """The tokens of one stretch, and how far each ends behind the one before; a last empty one tells of a gap.

    `marks` and `stops` are the tokens that are quotation marks or may end a sentence; `is_plain`: no such, and no gap.
    """

    words: tuple[str, ...]
    widths: tuple[int, ...]
    is_plain: bool
    marks: tuple[int, ...]
    stops: tuple[int, ...]


CUTS: dict[str, Cut] = {}  # how stretches are cut, kept from text to text


def cut_words(text: str) -> Words:
    """All tokens of a text in order."""
    # A blank line goes to the stretch behind it, as the beginnings of paragraphs come again too.
    words: list[str] = []
    widths = [-1]  # no space stands before the first stretch
    special: list[tuple[int, Cut]] = []  # stretches that are not plain, and how many tokens stand before
    for stretch in text.replace("\n\n", " \t").replace("\n", " ").split(" "):
        if stretch.isalpha():
            words.append(stretch)
            widths.append(len(stretch) + 1)
        else:
            cut = CUTS.get(stretch) or _new_cut(stretch)
            if not cut[2]:
                special.append((len(words), cut))
            words += cut[0]
            widths += cut[1]
    ends = list(accumulate(widths))
    del ends[0]
    marks = [first + place for first, cut in special for place in cut[3]]
    stops = [first + place for first, cut in special for place in cut[4]]
    gaps = [first + len(cut[0]) - 1 for first, cut in special if not cut[0][-1]]
    if gaps:
        words, ends = _without(words, gaps), _without(ends, gaps)
        marks, stops = _moved(marks, gaps), _moved(stops, gaps)
    lower = [word if word.islower() else word.lower() for word in words]  # one string, one hash for most
    return _with_stops(text, Words(words, lower, list(map(sub, ends, map(len, words))), ends, marks, stops))


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
    cut = CUTS.get(like) or _new_cut(like)
    words, widths = cut.words, cut.widths
    at = words.index(ANY_WORD)
    width = widths[at] + len(letters) - len(ANY_WORD)
    words, widths = (*words[:at], letters, *words[at + 1 :]), (*widths[:at], width, *widths[at + 1 :])
    return Cut(words, widths, cut.is_plain, cut.marks, cut.stops)


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
    marks = tuple(at for at, word in enumerate(words) if word in MARKS)
    stops = tuple(at for at, word in enumerate(words) if word[-1:] in STOPS)
    is_plain = not marks and not stops and words[-1] != ""
    return Cut(tuple(words), tuple(map(sub, ends[1:], ends)), is_plain, marks, stops)


def _with_stops(text: str, cut: Words) -> Words:
    """The tokens with the full stops that were in doubt: those of abbreviations and initials go to their words."""
    words, lower, starts, ends, marks, stops = cut
    merged: list[int] = []
    for at in [at for at in stops if words[at] == DOUBTFUL]:
        words[at] = lower[at] = "."
        starts[at] = ends[at] - 1
        is_initial = INITIAL.match(text, starts[at - 1]) or (
            words[at - 1] == "I" and _is_first(words, at, text, starts[at - 1])
        )
        if is_initial or _is_abbreviated(words, lower, at):
            merged.append(at)
    if not merged:
        return cut
    for at in merged:
        words[at - 1] += "."
        lower[at - 1] += "."
        ends[at - 1] = ends[at]
    return Words(
        _without(words, merged), _without(lower, merged), _without(starts, merged), _without(ends, merged),
        _moved(marks, merged), _moved(stops, merged),
    )  # fmt: skip


def _is_first(words: list[str], at: int, text: str, start: int) -> bool:
    """Whether the full stop at token `at` belongs to an I that is no pronoun: “I. Lewis Libby”, “she and I. Then …”."""
    is_pronoun = at > 1 and words[at - 2][0].islower()
    return not is_pronoun and FIRST_INITIAL.match(text, start) is not None


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


def _moved(places: list[int], dropped: list[int]) -> list[int]:
    """Where some tokens stand once others are dropped; who is dropped itself is now part of the token before."""
    return [at - bisect_right(dropped, at) for at in places]
