"""Comparing a quotation in a draft with the words on record: exact, altered, cut, other speaker, not held. Pure.

exact           the same words in the same order (case and marks aside; what stands in [brackets] is the writer's)
cut             words of the record left out between them, or a "but …", an "if …", a "not" of the same sentence
altered         nearly those words: some are others, or put in
other speaker   the words are on record, but from somebody else than the draft says
not held        nothing near enough
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Literal

from bot.asking.alignment import Alignment, align, before_and_after, quoted_words
from bot.model import Act, HeldStatement, Passage, Span
from bot.store.terms import EMPTY, question_terms, stems
from bot.text import fold

Verdict = Literal["exact", "altered", "cut", "other speaker", "not held"]
LEAST_WORDS = (
    3  # shorter runs in quotation marks are titles and scare quotes, unless somebody is said to have said them
)
NEAR = 0.6  # share of the quoted words that must be the record's own; below it is another quotation
DENSE = 0.3  # share of the record's stretch that is kept, where no "…" admits a gap
SAME_SUBJECT = 0.6  # share of the telling words of reported speech that the record must have
TURNING = re.compile(r"(?:but|though|although|if|unless|except|only|provided|as long as|until)\b", re.IGNORECASE)
NEGATING = re.compile(r"\b(?:not|never|no|cannot|hardly|\w+n['’]t)\b", re.IGNORECASE)
PRONOUNS = {"she": "he", "they": "he", "it": "he", "her": "his", "their": "his", "its": "his", "that": ""}
PRONOUN = re.compile(rf"\b(?:{'|'.join(PRONOUNS)})\b", re.IGNORECASE)
TELLING_ACTS = frozenset(("denied", "promised", "threatened", "asked", "declined"))
TITLES = frozenset("mr mrs ms dr sir president secretary minister the".split())


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation or reported speech of a draft: where its pieces stand, its words, whose the draft says they are."""

    spans: tuple[Span, ...]
    words: str
    speakers: tuple[str, ...] = ()  # the names it may mean; none where the draft names nobody
    is_reported: bool = False
    act: Act = "said"  # what the draft says was done in saying reported words


@dataclass(frozen=True, slots=True)
class Verified:
    """What the store says of a quotation; `held` is the record nearest to it.

    `passage` is where the words stand in an article although no statement has them.
    """

    quoted: Quoted
    verdict: Verdict
    held: HeldStatement | None = None
    left_out: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    held: HeldStatement
    verdict: Literal["exact", "cut", "altered"]
    alignment: Alignment
    left_out: tuple[str, ...] = ()


def compare(quoted: Quoted, candidates: Sequence[HeldStatement]) -> Verified:
    """The best verdict over the candidates: exact before cut before altered; a wrong name is said first."""
    judged = [found for held in candidates if (found := _judge(quoted, held)) is not None]
    order = ("exact", "cut", "altered")
    judged.sort(key=lambda each: (order.index(each.verdict), not is_by(quoted, each.held), -each.alignment.matched))
    for each in judged:
        if is_by(quoted, each.held):
            return Verified(quoted, each.verdict, each.held, each.left_out, each.alignment.changes)
        if each.verdict != "altered" or not quoted.is_reported:
            return Verified(quoted, "other speaker", each.held, each.left_out, each.alignment.changes)
    if quoted.is_reported and (same := _on_the_same(quoted, candidates)):
        return Verified(quoted, "altered", same, changes=((quoted.words, same.statement.words),))
    return Verified(quoted, "not held")


def is_by(quoted: Quoted, held: HeldStatement) -> bool:
    """Whether the record's speaker is whom the draft names; always where it names nobody."""
    if not quoted.speakers:
        return True
    statement = held.statement
    known = [name for name in (statement.speaker, statement.speaks_for) if name]
    return any(_is_same(wanted, name) for wanted in quoted.speakers for name in known) or any(
        statement.role and set(_name(wanted)) <= set(_name(statement.role)) for wanted in quoted.speakers
    )


def _is_same(wanted: str, known: str) -> bool:
    """ "Tennock" is "Moira Tennock", "Callum Tennock" is not."""
    mine, theirs = _name(wanted), _name(known)
    return bool(mine) and bool(theirs) and (set(mine) <= set(theirs) or set(theirs) <= set(mine))


def _name(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", fold(name).replace("'s", "")) if word not in TITLES]


def _judge(quoted: Quoted, held: HeldStatement) -> _Judged | None:
    given, record = (_told_alike(text, quoted) for text in (quoted.words, held.statement.words))
    words = quoted_words(given)
    found = align(words, record)
    if found is None or not _is_near(found, sum(not word.is_marked for word in words)):
        return None
    if quoted.is_reported and _is_other_act(quoted.act, held.statement.act):
        found = replace(found, changes=(*found.changes, (quoted.act, held.statement.act)))
    if found.changes:
        return _Judged(held, "altered", found, found.left_out)
    turned = [_as_printed(part, held, quoted) for part in _turned(record, found, quoted)]
    left_out = tuple(piece for part in (*found.left_out, *turned) for piece in _printed_apart(part, held))
    return _Judged(held, "cut" if left_out else "exact", found, left_out)


def _is_other_act(told: Act, held: Act) -> bool:
    """Whether the draft turns what was done round: "denied" for "said", "promised" for "threatened"."""
    return told != held and not TELLING_ACTS.isdisjoint((told, held))


def _told_alike(text: str, quoted: Quoted) -> str:
    """Reported speech with one pronoun for all: who is meant is said by the name in front of it."""
    return PRONOUN.sub(lambda found: PRONOUNS[found[0].lower()], text) if quoted.is_reported else text


def _is_near(found: Alignment, count: int) -> bool:
    if found.matched < min(LEAST_WORDS, count) or found.matched < NEAR * count:
        return False
    is_dense = found.matched >= DENSE * (found.ends - found.begins)
    return is_dense or (found.is_admitted and not found.changes)


def _turned(record: str, found: Alignment, quoted: Quoted) -> list[str]:
    """What the rest of the sentence would turn round: a "not" in front, a "but" or "if" behind.

    Of reported speech only what stands behind: a "not" in front is no part of the words that were made alike.
    """
    before, after = before_and_after(record, found)
    turned = [before] if NEGATING.search(before) and not quoted.is_reported else []
    return turned + ([after] if TURNING.match(after) else [])


def _as_printed(part: str, held: HeldStatement, quoted: Quoted) -> str:
    """The end of the record's own words that became this when they were made alike."""
    words = held.statement.words
    if not quoted.is_reported:
        return part
    starts = [match.start() for match in re.finditer(r"\S+", words)]
    return next((words[at:] for at in starts if _told_alike(words[at:], quoted).strip(" .") == part), part)


def _printed_apart(part: str, held: HeldStatement) -> list[str]:
    """A stretch of the record, cut where the article goes from one piece of the words to the next."""
    words, ends = held.statement.words, accumulate(end - start + 1 for start, end in held.statement.content)
    at = words.find(part)
    inside = [cut for cut in ends if at < cut < at + len(part) and words[cut - 1] == " "] if at >= 0 else []
    bounds = [at, *inside, at + len(part)]
    return [words[first:last].strip(" ,") for first, last in pairwise(bounds)] if inside else [part]


def _on_the_same(quoted: Quoted, candidates: Sequence[HeldStatement]) -> HeldStatement | None:
    """A statement of that speaker with most of the telling words of reported speech."""
    terms = set(question_terms(quoted.words)) - EMPTY
    for held in candidates:
        near = set(stems(held.statement.words))
        if quoted.speakers and is_by(quoted, held) and terms and len(terms & near) >= SAME_SUBJECT * len(terms):
            return held
    return None
