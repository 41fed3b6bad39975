"""Comparing a quotation in a draft with the words on record: exact, altered, cut, other speaker, not held. Pure.

exact           the same words in the same order (case and marks aside; what stands in [brackets] is the writer's; in
                reported speech also who is meant by "he" and whether it "will" or "would")
cut             words of the record left out between them, or what the sentence hangs on at its edges (edges.py)
altered         nearly those words: some are others, or put in; or a "not", an "only", a figure is left out, whatever
                turns the claim round (polarity.py) or bounds it; or words that are on record as reported are quoted
other speaker   the words are on record, but from somebody else than the draft says
not held        nothing near enough
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Literal

from bot.asking.alignment import NONE_ALIKE, Alignment, align, quoted_words, record_words
from bot.asking.claims import ClaimWords
from bot.asking.edges import (
    Beside,
    Edges,
    bound_in_front,
    edges_of,
    evidence_behind,
    is_stated,
    left_out_at,
    source_words,
)
from bot.asking.stated import Difference, Listening, differences, roles_of
from bot.asking.weighing import (
    Laid,
    Quoted,
    bounds,
    contrary_behind,
    denied_in_front,
    dropped,
    is_act_contrary,
    is_disowned,
    is_said_contrary,
    sentences_apart,
)
from bot.model import Act, HeldStatement, Passage
from bot.store.conditions import words_key
from bot.store.terms import EMPTY, question_terms, stems
from bot.text import fold

Verdict = Literal["exact", "altered", "cut", "other speaker", "not held"]
LEAST_WORDS = (
    3  # shorter runs in quotation marks are titles and scare quotes, unless somebody is said to have said them
)
SURELY = 0.75  # the same where somebody else, or nobody, is to have said them
LEAST_SIGNS = 2  # of three that altered words are meant: somebody is named, telling words are kept, nearly all are
NEAR = 0.6  # share of the quoted words that must be the record's own; below it is another quotation
DENSE = 0.3  # share of the record's stretch that is kept, where no "…" admits a gap
SAME_SUBJECT = 0.6  # share of the telling words of reported speech that the record must have
TELLING_ACTS = frozenset(("denied", "promised", "threatened", "asked", "declined"))
NAME_PART = re.compile(r"[^\W_]+")


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
    is_turned: bool = False  # the draft says the contrary
    is_disowned: bool = False  # "did not say that" in one of the two
    is_reported: bool = False  # quoted in the draft, reported on record
    differences: tuple[Difference, ...] = ()
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    verified: Verified
    held: HeldStatement
    is_own: bool
    matched: int
    telling: int  # words kept that are not too common to tell anything
    share: float  # of the quoted words

    def rank(self) -> tuple[int, int, int, int]:
        """What is told first: the speaker's own words, and their contrary, before the same words of another."""
        verdicts: tuple[Verdict, ...] = ("exact", "cut", "altered")
        is_altered = self.verified.verdict == "altered"
        is_contrary = self.is_own and self.verified.is_turned
        place = (0 if not is_altered else 1 if is_contrary else 3) if self.is_own else 4 if is_altered else 2
        return place, verdicts.index(self.verified.verdict), len(self.verified.differences), -self.matched

    def is_anothers(self) -> bool:
        """Whether these are surely the words meant, though another's: not a few common words."""
        if self.verified.verdict != "altered":
            return self.telling > 0 or self.matched > LEAST_WORDS
        return not self.verified.quoted.is_reported and self.share >= SURELY and self.telling > 1


def compare(quoted: Quoted, candidates: Sequence[HeldStatement], known: Listening) -> Verified:
    """The best verdict over the candidates: exact before cut before altered, the speaker's own before another's."""
    judged = [found for held in candidates if (found := _judge(quoted, held, known)) is not None]
    for each in sorted(judged, key=_Judged.rank):
        if each.is_own:
            return each.verified
        if each.is_anothers():
            return replace(each.verified, verdict="other speaker", differences=())
    if quoted.is_reported and (same := _on_the_same(quoted, candidates, known)):
        return Verified(quoted, "altered", same, changes=((quoted.words, same.statement.words),))
    return Verified(quoted, "not held")


def is_by(quoted: Quoted, held: HeldStatement, known: Listening) -> bool:
    """Whether the record's speaker is whom the draft names; always where it names nobody."""
    if not quoted.speakers:
        return True
    statement, claims = held.statement, known.claims
    names = [name for name in (statement.speaker or source_words(held), statement.speaks_for) if name]
    meant = [name for name in (*quoted.speakers, quoted.named_as) if name]
    if any(_is_same(wanted, name, claims) for wanted in meant for name in names):
        return True
    offices = [_office(wanted, claims) for wanted in quoted.speakers]
    role = set(NAME_PART.findall(fold(statement.role or "")))
    if any(office and office <= role for office in offices):
        return True
    voices = known.rules.names.voices  # "spokesman for Kestrel" elsewhere: his words are Kestrel Lines' own
    bodies = [_office(role, claims) - voices for role in roles_of(statement.speaker or "", known)
              if not voices.isdisjoint(_office(role, claims))]  # fmt: skip
    return not role.isdisjoint(voices) and any(body and body <= office for body in bodies for office in offices)


def _is_same(wanted: str, known: str, claims: ClaimWords) -> bool:
    """ "Tennock" is "Moira Tennock", "Callum Tennock" is not."""
    if fold(wanted) == fold(known):
        return True
    mine, theirs = (
        {word for word in NAME_PART.findall(fold(name).replace("'s", "")) if word not in claims.untelling}
        for name in (wanted, known)
    )
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _office(wanted: str, claims: ClaimWords) -> set[str]:
    return {word for word in NAME_PART.findall(fold(wanted)) if word not in claims.small}


def _judge(quoted: Quoted, held: HeldStatement, known: Listening) -> _Judged | None:
    """How the quotation stands to one record; reported speech may have its clauses the other way round."""
    first = _laid(quoted, held, known.claims)
    ways = [first, *(_laid(turned, held, known.claims) for turned in _turned_about(quoted, first, known.claims))]
    laid = min((way for way in ways if way is not None), key=lambda way: len(way.found.changes), default=None)
    if laid is None:
        return None
    kept = [laid.given[mine].key not in EMPTY for mine, _ in laid.found.kept]
    is_own = is_by(quoted, held, known)
    is_named = bool(quoted.speakers or quoted.named_as)
    count = sum(not word.is_marked for word in laid.given)
    if not count or not _is_near(laid.found, count, is_own=is_own and is_named and any(kept)):
        return None
    share = laid.found.matched / count
    if laid.found.changes and sum((is_named, any(kept), share >= SURELY)) < LEAST_SIGNS:
        return None
    verified = replace(_verdict(laid, known), quoted=quoted)
    return _Judged(verified, held, is_own, laid.found.matched, sum(kept), share)


def _laid(quoted: Quoted, held: HeldStatement, claims: ClaimWords) -> Laid | None:
    alike = claims.alike if quoted.is_reported else NONE_ALIKE
    given, text = quoted_words(quoted.words, alike), sentences_apart(held)
    found = align(given, text, alike)
    return None if found is None else Laid(quoted, held, text, given, record_words(text, alike), found)


def _turned_about(quoted: Quoted, laid: Laid | None, claims: ClaimWords) -> list[Quoted]:
    """Reported speech with the clause in front that it hangs on, where it has it behind: "if …, she would …"."""
    if laid is None or not quoted.is_reported or not laid.found.changes:
        return []
    opens = [match.start() for match in claims.opening.finditer(quoted.words.casefold()) if match.start()]
    return [replace(quoted, words=f"{quoted.words[at:]}, {quoted.words[:at]}") for at in opens[-1:]]


def _is_near(found: Alignment, count: int, *, is_own: bool) -> bool:
    """Whether so much is kept that it is this quotation; of three words by this very speaker two are enough."""
    least = min(LEAST_WORDS, count) - (is_own and count == LEAST_WORDS)
    if found.matched < least or found.matched < NEAR * count:
        return False
    is_dense = found.matched >= DENSE * (found.ends - found.begins)
    return is_dense or (found.is_admitted and not found.changes)


def _verdict(laid: Laid, known: Listening) -> Verified:
    """The stages: 1. words changed 2. turned round 3. unbounded 4. quoted, though reported 5. left out."""
    quoted, held, claims = laid.quoted, laid.held, known.claims
    edges = edges_of(laid.text, laid.record, laid.found, Beside(quoted.around, quoted.words), claims)
    changes = [change for change in laid.found.changes if not _is_moved(change, quoted, edges)]
    if (quoted.is_reported or held.statement.kind == "indirect") and _is_other_act(quoted.act, held.statement.act):
        changes.append((quoted.act, held.statement.act))
    is_word_turned = is_said_contrary(laid, known)
    bound = [*bounds(laid, claims), bound_in_front(edges, laid.record[laid.found.begins].key, claims)]
    contrary = contrary_behind(laid, edges, claims)
    is_reported = not quoted.is_reported and held.statement.kind == "indirect"
    turned = dropped(laid, claims) if is_word_turned else []
    weighty = [part for part in dict.fromkeys((*turned, *bound, *contrary)) if part]
    changes += [("", part.replace("\n", " ")) for part in weighty]
    is_turned = is_word_turned != is_act_contrary(laid) or bool(contrary)
    left_out = [part for part in laid.found.left_out if part not in weighty]
    if not changes and not is_turned:
        left_out += [*filter(None, [denied_in_front(laid, known)]), *left_out_at(edges, claims)]
        evidence = evidence_behind(held, claims)
        left_out += [evidence] if evidence and not is_stated(evidence, edges) else []
    is_altered = bool(changes) or is_turned or is_reported
    return Verified(
        quoted,
        "altered" if is_altered else "cut" if left_out else "exact",
        held,
        left_out=tuple(piece for part in left_out for piece in _printed_apart(part, held)),
        changes=tuple(changes),
        is_turned=is_turned,
        is_disowned=is_disowned(laid),
        is_reported=is_reported,
        differences=differences(quoted.stated, held, known),
    )


def _is_moved(change: tuple[str, str], quoted: Quoted, edges: Edges) -> bool:
    """Whether words put into reported speech only stand elsewhere in the record's sentence: "for now" in front."""
    given, instead = change
    near = words_key(f"{edges.before} {edges.after}")
    return quoted.is_reported and not instead and words_key(given) in near


def _is_other_act(told: Act, held: Act) -> bool:
    """Whether the draft has another act than the record: "denied" for "said", "promised" for "threatened"."""
    return told != held and not TELLING_ACTS.isdisjoint((told, held))


def _printed_apart(part: str, held: HeldStatement) -> list[str]:
    """A stretch of the record, cut where the article goes from one piece of the words to the next."""
    part = part.replace("\n", " ")
    words, ends = held.statement.words, accumulate(end - start + 1 for start, end in held.statement.content)
    at = words.find(part)
    inside = [cut for cut in ends if at < cut < at + len(part) and words[cut - 1] == " "] if at >= 0 else []
    bounds = [at, *inside, at + len(part)]
    return [words[first:last].strip(" ,") for first, last in pairwise(bounds)] if inside else [part]


def _on_the_same(quoted: Quoted, candidates: Sequence[HeldStatement], known: Listening) -> HeldStatement | None:
    """A statement of that speaker with most of the telling words of reported speech."""
    terms = set(question_terms(quoted.words)) - EMPTY
    for held in candidates:
        near = set(stems(held.statement.words))
        if quoted.speakers and is_by(quoted, held, known) and terms and len(terms & near) >= SAME_SUBJECT * len(terms):
            return held
    return None
