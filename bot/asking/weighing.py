"""A quotation laid along one record: what of it is turned round, and what bounds it that the draft leaves out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from bot.asking.alignment import Alignment, Word
from bot.asking.claims import ClaimWords
from bot.asking.edges import Edges, sentence_around
from bot.asking.polarity import Told, begins_clause, denies, is_turned
from bot.asking.stated import NOTHING_STATED, Listening, Stated
from bot.model import Act, HeldStatement, Span, Statement
from bot.reading.word_classes import AUXILIARY, VERB
from bot.text import fold


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation or reported speech of a draft: where its pieces stand, its words, whose the draft says they are."""

    spans: tuple[Span, ...]
    words: str
    speakers: tuple[str, ...] = ()  # the names it may mean; none where the draft names nobody
    named_as: str = ""  # as the draft has it, where that is no name: "the minister"
    is_reported: bool = False
    act: Act = "said"  # what the draft says was done in saying the words
    is_negated: bool = False  # "did not say that"
    lead: str = ""  # the draft's own sentence in front of quoted words
    around: str = ""  # the draft's own sentences without the words
    stated: Stated = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class Laid:
    """A quotation laid along one record; `text` is the record's, its sentences apart."""

    quoted: Quoted
    held: HeldStatement
    text: str
    given: list[Word]
    record: list[Word]
    found: Alignment

    def slice(self, first: int, last: int) -> str:
        """The record from one word to another."""
        return self.text[self.record[first].start : self.record[last - 1].end]


def sentences_apart(held: HeldStatement) -> str:
    """The words on record, a line end where the article goes on in another sentence after who said it."""
    statement, at, found = held.statement, 0, held.statement.words
    for (first, last), (following, _) in pairwise(statement.content):
        at += last - first + 1
        ends = any(last <= end <= following for _, end in statement.context)
        if ends and found[at - 1 : at] == " ":
            found = f"{found[: at - 1]}\n{found[at:]}"
    return found


def is_said_contrary(laid: Laid, known: Listening) -> bool:
    """Whether the words are turned round: a "not" left out, put in, or reaching further than it did."""
    quoted, found = laid.quoted, laid.found
    given, record = Told(quoted.lead, laid.given, quoted.words), Told(_lead(laid), laid.record, laid.text)
    if denied_in_front(laid, known):
        begins = found.begins
        found = replace(found, kept=tuple((mine, theirs - begins) for mine, theirs in found.kept), gaps=())
        record = Told("", laid.record[begins:], laid.text)
    return is_turned(found, given, record, known.claims)


def denied_in_front(laid: Laid, known: Listening) -> str:
    """What stands with a "not" in front of a stretch that claims nothing by itself, where the draft has none there.

    “Candidates for the debate” is not turned round where the record is "will not pay | candidates for the debate".
    """
    claims, begins = known.claims, laid.found.begins
    front = [place for place in range(begins) if denies(laid.record, place, claims)]
    if not front or front[-1] == begins - 1 or not Told("", laid.record, laid.text).counts(claims)[begins]:
        return ""
    if Told(laid.quoted.lead, laid.given, laid.quoted.words).counts(claims)[0] or _is_claim(laid, known):
        return ""
    return laid.slice(front[-1], begins)


def _is_claim(laid: Laid, known: Listening) -> bool:
    """Whether a verb stands in a stretch, before anything that only says which is meant ("that nobody asked for")."""
    for at in range(laid.found.begins, laid.found.ends):
        if at > laid.found.begins and laid.record[at].key in known.claims.clauses:
            return False
        if known.rules.tags.get(laid.record[at].text.lower(), 0) & (AUXILIARY | VERB):
            return True
    return False


def is_act_contrary(laid: Laid) -> bool:
    """Whether what was done is turned round: "denied that" for "said that", "did not say that"."""
    quoted, held = laid.quoted, laid.held.statement
    is_compared = quoted.is_reported or held.kind == "indirect"
    return is_compared and ((quoted.act == "denied") != (held.act == "denied") or is_disowned(laid))


def is_disowned(laid: Laid) -> bool:
    """Whether one of the two has that it was not said."""
    quoted, held = laid.quoted, laid.held.statement
    is_plain = quoted.is_reported and {"declined", "denied"}.isdisjoint((quoted.act, held.act))
    return is_plain and quoted.is_negated != held.negated


def dropped(laid: Laid, claims: ClaimWords) -> list[str]:
    """The parts of the record with a "not" in them that the draft leaves out."""
    at = [place for place in range(len(laid.record)) if denies(laid.record, place, claims)]
    found = [
        part
        for gap, part in zip(laid.found.gaps, laid.found.left_out, strict=True)
        if any(gap.left_out[0] <= place < gap.left_out[1] for place in at)
    ]
    front = [place for place in at if place < laid.found.begins]
    if not front or any(begins_clause(laid.record, place, laid.text, claims)
                        for place in range(front[-1] + 1, laid.found.begins + 1)):  # fmt: skip
        return found
    return [laid.slice(front[-1], laid.found.begins), *found]


def bounds(laid: Laid, claims: ClaimWords) -> list[str]:
    """The parts left out that weigh what stands right behind them ("only", "could"), or are part of a figure kept."""
    found = []
    for gap, part in zip(laid.found.gaps, laid.found.left_out, strict=True):
        first, last = gap.left_out
        following, record = laid.record[last].key, laid.record
        pattern = claims.bounding_figures if claims.is_figure(following) else claims.bounding
        is_in_figure = (claims.is_figure(record[last - 1].key) and claims.is_figure(following)) or (
            first > 0 and claims.is_figure(record[first - 1].key) and claims.is_figure(record[first].key)
        )
        if is_in_figure or pattern.search(fold(part)):
            found.append(part)
    return found


def contrary_behind(laid: Laid, edges: Edges, claims: ClaimWords) -> list[str]:
    """A "nothing" right behind what is quoted: “they will do | nothing”."""
    at, record = laid.found.ends, laid.record
    if at >= len(record) or record[at].key not in claims.contrary or begins_clause(record, at, laid.text, claims):
        return []
    return [] if record[at].key in edges.around.split() else [laid.slice(at, at + 1)]


def _lead(laid: Laid) -> str:
    """The article's sentence in front of words that it quotes; of reported speech what stands between cue and words."""
    statement = laid.held.statement
    around = sentence_around(laid.held, statement.content[0]) if statement.content else None
    if around is None:
        return ""
    if not laid.quoted.is_reported and statement.kind != "indirect":
        return around[0]
    return between(statement, around[0])


def between(statement: Statement, front: str) -> str:
    """What stands between the cue and reported words behind it: "promised | never | to sign"."""
    gap = statement.content[0][0] - statement.cue[1] if statement.content and statement.cue else -1
    return front[-gap:] if 0 < gap <= len(front) else ""
