"""What somebody is quoted as saying: “…,” Perez was quoted as saying; the agency quoted Perez as saying that …"""

from __future__ import annotations

from bot.reading.attribution import Attribution, Range
from bot.reading.left_side import ends_quoted, left_of
from bot.reading.phrase_cores import Phrase
from bot.reading.phrases import phrase_before
from bot.reading.phrases_after import core_after
from bot.reading.right_side import Right, right_of
from bot.reading.sources import extend_after
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup, verb_group

LONGEST = 25  # tokens between “quoted” and “as saying”: who said it, who he is, or who quotes him


def read_quoted_as(tagged: Tagged, verb: int, floor: int, end: int) -> Attribution | None:
    """The attribution to whom another quotes; None where no “as saying” follows the verb at token `verb`."""
    telling = _telling(tagged, verb, end)
    group = verb_group(tagged, verb, floor) if telling else None
    saying = verb_group(tagged, telling, telling) if telling else None
    if group is None or saying is None:
        return None
    subject = phrase_before(tagged, group.first, floor)
    source = subject if group.is_passive else _quoted(tagged, verb + 1, telling - 1)
    if source is None:
        return None
    right = right_of(tagged, saying, end)
    left = left_of(tagged, subject.first, floor, right) if subject else None
    pieces = _pieces(tagged, left, right)
    if not pieces:
        return None
    frame = right.frame
    if left and left in pieces:
        frame = "quote" if ends_quoted(tagged, left) else "left"
    return Attribution(
        "subject", frame, saying.cue.lemma, (verb, telling + 1), source, pieces, saying.cue.frames.get(frame, 0.0),
        _finite(saying), right.addressee, right.adjuncts, tagged.unit_of[verb],
    )  # fmt: skip


def _telling(tagged: Tagged, verb: int, end: int) -> int:
    """The “saying” behind “as”; 0 where there is none."""
    words = tagged.rules.words
    for at in range(verb + 1, min(end - 1, verb + LONGEST)):
        if tagged.quoted[at] != -1:
            return 0
        if tagged.lower[at] in words["as"] and tagged.lower[at + 1] in words["telling"]:
            return at + 1
    return 0


def _quoted(tagged: Tagged, first: int, last: int) -> Phrase | None:
    """Who is quoted: the phrase behind the verb, with what explains it between commas."""
    core = core_after(tagged, first, last)
    if core is None:
        return None
    stop = extend_after(tagged, core, last)
    is_whole = stop == last or tagged.words[stop] == ","
    return Phrase(first, last, stop, (stop + 1, last) if stop + 1 < last else None) if is_whole else None


def _pieces(tagged: Tagged, left: Range | None, right: Right) -> list[Range]:
    if left and ends_quoted(tagged, left) and right.frame == "quote" and right.piece:
        return [left, right.piece]
    return [right.piece] if right.piece else [left] if left else []


def _finite(saying: VerbGroup) -> VerbGroup:
    """The group as one that has a subject of its own."""
    return VerbGroup(saying.first, saying.verb, saying.last, saying.cue, "past")
