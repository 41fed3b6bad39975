"""What a quotation leaves out at its edges, in the same sentence, where that matters. Pure.

Leaving words out at an end mostly only weakens a claim: “the toll will start in July” is still true as “the toll will
start”. It matters where the words are what the claim hangs on or how far it holds:

1. touching    a "but …", an "if …" right behind any stretch; "only", "up to", "most of the" right in front of one
2. the claim   of a stretch that begins where a clause begins: a condition, a contrast, a limit ("for now", "in some
               cases"), a hedge ("according to early figures") anywhere in the rest of the sentence
3. the denied  of a claim that is denied, the rest of its clause: “will not close” says more than “will not close before
               2030”
4. in the article behind reported words: what they rest on ("…, according to early figures")
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.asking.alignment import Alignment, Word, before_and_after
from bot.asking.claims import ClaimWords
from bot.asking.polarity import begins_clause, denials, denies
from bot.model import HeldStatement, Span
from bot.store.conditions import words_key
from bot.store.terms import EMPTY, words_of
from bot.text import fold

STATED = 0.6  # share of the telling words left out that the draft's own sentence has: then it says them itself
COORDINATE = re.compile(r"[,;]?\s*(?:;|\band|\bor)\s*$")
FIRST_PART = re.compile(r"[^,;:–—]+")
NAMED = re.compile(r"(?:\s+the)?\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Beside:
    """A draft's sentences: what it says around the words, and these."""

    around: str
    words: str


@dataclass(frozen=True, slots=True)
class Edges:
    """The rest of the record's sentence, as it stands, with what the draft says around its own words."""

    before: str
    after: str
    around: str
    own: str
    is_claim: bool  # the stretch begins where a clause begins
    is_denied: bool  # a denial reaches over the end of the stretch
    is_ahead: bool  # the claim is of what lies ahead


def edges_of(record: str, held: Sequence[Word], found: Alignment, draft: Beside, claims: ClaimWords) -> Edges:
    """The edges of an aligned stretch; `held` are the words of the record."""
    before, after = before_and_after(record, held, found)
    last = found.ends - 1
    goes_on = found.ends < len(held) and goes_on_at(held, found.ends, record, claims)
    over_end = denials(held, record, claims)[last] + denies(held, last, claims)
    text = fold(record[held[found.begins].start : held[last].end])
    begins = not before or begins_clause(held, found.begins, record, claims)
    touched = claims.limiting.search(fold(before))
    return Edges(
        before=before,
        after=after,
        around=fold(draft.around),
        own=draft.words,
        is_claim=begins or (touched is not None and touched.end() == len(fold(before))),
        is_denied=bool(goes_on and over_end),
        is_ahead=claims.ahead.search(text) is not None,
    )


def goes_on_at(held: Sequence[Word], at: int, record: str, claims: ClaimWords) -> bool:
    """Whether a denial in front of this word is of what follows, too: "will not pay for a wall | that nobody wants"."""
    is_relative = held[at].key in claims.restricting and not record[held[at - 1].end : held[at].start].strip()
    return is_relative or not begins_clause(held, at, record, claims)


def left_out_at(edges: Edges, claims: ClaimWords) -> list[str]:
    """The parts of the sentence that the draft should not do without, in their order."""
    found = [_front(edges, claims), _behind(edges, claims)]
    return [part for part in found if part and not is_stated(part, edges)]


def bound_in_front(edges: Edges, following: str, claims: ClaimWords) -> str:
    """The words right in front of the stretch that weigh its first one ("only", "up to"); nothing where none do."""
    pattern = claims.bounding_figures if claims.is_figure(following) else claims.bounding
    match = pattern.search(fold(edges.before))
    return match[0] if match and words_key(match[0]) not in words_key(edges.around) else ""


def is_stated(part: str, edges: Edges) -> bool:
    """Whether the draft says these words, too: beside its quotation, or elsewhere in it."""
    if words_key(part) in words_key(edges.own):
        return True
    telling = [word for word in words_of(part) if word not in EMPTY] or words_of(part)
    near = set(words_of(edges.around))
    return bool(telling) and sum(word in near for word in telling) >= STATED * len(telling)


def evidence_behind(held: HeldStatement, claims: ClaimWords) -> str:
    """What the article has behind reported words in their sentence that they rest on."""
    statement = held.statement
    if not statement.content or statement.kind == "direct":
        return ""
    last = statement.content[-1][1]
    own = [span for span in (statement.source, statement.cue) if span is not None and span[0] >= last]
    place = sentence_around(held, (last - 1, last))
    if place is None or own:
        return ""
    behind = place[2].strip(" ,;:–—.")
    match = claims.evidence.match(fold(behind))
    if match is None or NAMED.match(behind[match.end() :]):  # "according to the Courier" is where it was read
        return ""
    first = FIRST_PART.match(behind)
    return first[0].strip() if first else ""


def sentence_around(held: HeldStatement, span: Span) -> tuple[str, str, str] | None:
    """The article's sentence around a span: in front of it, its words, behind it."""
    at = 0
    for first, last in held.statement.context:
        if first <= span[0] < last:
            sentence = held.context_text[at : at + last - first]
            return sentence[: span[0] - first], sentence[span[0] - first : span[1] - first], sentence[span[1] - first :]
        at += last - first + len(" … ")
    return None


def source_words(held: HeldStatement) -> str:
    """Whom the article says the words are from, as it has it: "one crane driver"; nothing where that stands far off."""
    source = held.statement.source
    around = sentence_around(held, source) if source else None
    return around[1] if around else ""


def _front(edges: Edges, claims: ClaimWords) -> str:
    before = fold(edges.before)
    if not before or not edges.is_claim:
        return ""
    opens = claims.turning.match(before) or (edges.is_ahead and claims.awaiting.match(before))
    if opens:
        return edges.before
    limits = claims.limiting.search(before)
    return edges.before if limits and not COORDINATE.search(before) else ""


def _behind(edges: Edges, claims: ClaimWords) -> str:
    after = fold(edges.after)
    if not after:
        return ""
    if claims.turning.match(after):
        return edges.after
    if not edges.is_claim:
        return ""
    if claims.turning.search(after) or claims.limiting.search(after):
        return edges.after
    if edges.is_ahead and claims.awaiting.match(after):
        return edges.after
    first = FIRST_PART.match(edges.after)
    return first[0].strip() if edges.is_denied and first else ""
