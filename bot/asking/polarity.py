"""What a claim is turned round by: how many a "not" stands over each of its words. Pure.

A "not", "never", "nobody", "refused" stands over the words behind it, as far as its clause goes. A draft that leaves
one out, puts one in, or lets one reach further than it does on record, has turned the words below it round.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.asking.alignment import Alignment, Word, record_words
from bot.asking.claims import ClaimWords

DOTS = re.compile(r"…|\.\s?\.\s?\.")
STOP = re.compile(r"[.!?;:][^\w\s]*(?:\s|$)|[—–()\n]|\s-\s")


@dataclass(frozen=True, slots=True)
class Told:
    """Words as they were told: with what stands in front of them in their sentence."""

    lead: str
    words: Sequence[Word]
    text: str

    def counts(self, claims: ClaimWords, besides: Container[int] | None = None) -> list[int]:
        """How many denials stand over each of the words; those of the words at the places `besides` left out."""
        front = record_words(self.lead)
        moved = [replace(word, start=word.start + len(self.lead) + 1, end=word.end + len(self.lead) + 1)
                 for word in self.words]  # fmt: skip
        every = [*front, *moved]
        among = None if besides is None else [at for at in range(len(every)) if at - len(front) not in besides]
        return denials(every, f"{self.lead} {self.text}", claims, among)[len(front) :]


def denials(words: Sequence[Word], text: str, claims: ClaimWords, among: Container[int] | None = None) -> list[int]:
    """How many denials stand over each word; only those at the places `among` where these are given."""
    found: list[int] = []
    standing, is_aside = 0, False
    for at in range(len(words)):
        if at and begins_clause(words, at, text, claims):
            standing = standing if is_aside and _is_comma(words, at, text) else 0
            is_aside = False
        elif at and _is_comma(words, at, text):
            is_aside = True  # "would not, under any terms, sign"
        found.append(standing)
        standing += (among is None or at in among) and denies(words, at, claims)
    return found


def denies(words: Sequence[Word], at: int, claims: ClaimWords) -> bool:
    """Whether this word is a denial."""
    return claims.is_denial(words[at].key, words[at + 1].key if at + 1 < len(words) else "")


def begins_clause(words: Sequence[Word], at: int, text: str, claims: ClaimWords) -> bool:
    """Whether a denial in front of this word reaches no further."""
    before, key = words[at - 1], words[at].key
    if STOP.search(_between(words, at, text)):
        return True
    if _is_comma(words, at, text):
        opens = at == 1 or STOP.search(text[words[at - 2].end : before.start]) is not None  # "No, we will"
        return opens or not denies(words, at - 1, claims)
    if key not in claims.clauses or (key not in claims.joining and denies(words, at - 1, claims)):
        return False  # "and not who we are"
    return key != claims.reporting or before.key not in claims.believing


def _between(words: Sequence[Word], at: int, text: str) -> str:
    return DOTS.sub("", text[words[at - 1].end : words[at].start])


def _is_comma(words: Sequence[Word], at: int, text: str) -> bool:
    between = _between(words, at, text)
    return "," in between and STOP.search(between) is None


def is_turned(found: Alignment, given: Told, record: Told, claims: ClaimWords) -> bool:
    """Whether a "not" that only one of the two has, or one that now reaches over a gap, stands over words of both."""
    mine, theirs = ({pair[side] for pair in found.kept} for side in (0, 1))
    extra = [told.counts(claims, kept) for told, kept in ((given, mine), (record, theirs))]
    if any(extra[0][first] != extra[1][second] for first, second in found.kept):
        return True
    if _breaks_idiom(given, mine, claims) or _breaks_idiom(record, theirs, claims):
        return True
    full = [told.counts(claims) for told in (given, record)]
    behind_gaps = [(gap.put_in[1], gap.left_out[1]) for gap in found.gaps]
    return any(
        full[0][first] > full[1][second] and not begins_clause(record.words, second, record.text, claims)
        for first, second in behind_gaps
    )


def _breaks_idiom(told: Told, kept: Container[int], claims: ClaimWords) -> bool:
    """Whether only the other text lacks the "not" of a "not only", the "no" of a "no doubt"."""
    pairs = enumerate(pairwise(told.words))
    return any(
        at not in kept and at + 1 in kept and f"{one.key} {other.key}" in claims.affirming for at, (one, other) in pairs
    )
