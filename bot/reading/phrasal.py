"""Cues that are no verbs: "according to", "in the words of"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.endings import content_end, trim_end
from bot.reading.phrase_cores import Phrase
from bot.reading.phrases_after import core_after
from bot.reading.sources import extend_after
from bot.reading.tagged import Tagged

TIES = lex.PREPOSITION | lex.POSTMODIFIER | lex.OF
MOST_BEFORE = 2  # tokens before a cue that opens its sentence
LONGEST_SOURCE = 25
BEFORE_SOURCE = lex.TIME | lex.DETERMINER
NEAR = 4  # earlier attributions that may stand in the same sentence
EMBEDDED = frozenset({"infinitive", "participle", "relative", "embedded", "subordinate", "noun"})


def read_phrasal(
    tagged: Tagged, first: int, size: int, limits: Range, earlier: list[Attribution]
) -> Attribution | None:
    """An attribution by a cue of `size` words at token `first`: opening its clause, or behind it.

    `limits` are the left limit and the end of the unit.
    """
    floor, end = limits
    at = first + size
    last = _source_end(tagged, at, end)
    if last is None:
        return None
    last = extend_after(tagged, last, end)
    is_opening = _opens(tagged, first)
    comma = _comma_after(tagged, last, end)
    if comma == last:
        comma = _over_apposition(tagged, at, last, end, is_opening=is_opening)
    if is_opening:
        if comma is None:
            return None
        source = Phrase(at, comma, last)
        pieces = [(comma + 1, content_end(tagged, comma + 1, end))]
    else:
        is_near = comma is not None and comma - last <= LONGEST_SOURCE
        source = Phrase(at, comma if comma is not None and is_near else _stop(tagged, last, end), last)
        own = (
            comma is not None
            and comma + 1 in tagged.opening
            and tagged.lower[at - 2] in tagged.rules.words["own_words"]
        )
        if own and comma is not None:  # “The plan is, in the words of Ann Lee, “a gift””
            pieces = [(comma + 1, content_end(tagged, comma + 1, end))]
        else:
            pieces = _around(tagged, (_left_limit(tagged, first, floor, earlier), first), comma, end)
    if not pieces or pieces[0][1] <= pieces[0][0]:
        return None
    lemma = " ".join(tagged.lower[first:at])
    return Attribution("according", "according", lemma, (first, at), source, pieces, 0.93, unit=tagged.unit_of[first])


def _source_end(tagged: Tagged, at: int, end: int) -> int | None:
    """The end of the source that begins at a token, a time before its noun passed: "early results", "a May poll"."""
    for start in range(at, min(at + 3, end)):
        last = core_after(tagged, start, end)
        if last is not None or not tagged.tags[start] & BEFORE_SOURCE:
            return last
    return None


def _over_apposition(tagged: Tagged, at: int, comma: int, end: int, *, is_opening: bool) -> int:
    """The comma behind ", the mayor of Lima," after a name and ", Ann Dee," after an office; else the first one.

    Where the source opens its sentence, another subject and its verb must follow, or "Ann Dee" is whom it tells of.
    """
    last = core_after(tagged, comma + 1, end)
    last = end if last is None else extend_after(tagged, last, end)
    if last + 1 >= end or tagged.words[last] != ",":
        return comma
    office, other = ((at, comma), comma + 1) if _is_office(tagged, at, comma) else ((comma + 1, last), at)
    if not _is_office(tagged, *office) or not tagged.is_name_like(other) or not tagged.is_plain(at, last):
        return comma
    return last if not is_opening or _has_own_subject(tagged, last + 1, end) else comma


def _is_office(tagged: Tagged, first: int, last: int) -> bool:
    """Whether a phrase says what somebody is: "the mayor of Lima"."""
    head = next((at for at in range(first, last) if tagged.tags[at] & TIES), last) - 1
    return head >= first and tagged.lower[head] in tagged.rules.names.roles


def _has_own_subject(tagged: Tagged, first: int, end: int) -> bool:
    """Whether a noun phrase and its verb begin at a token."""
    last = core_after(tagged, first, end)
    last = end if last is None else extend_after(tagged, last, end)
    while last < end and tagged.is_adverb(last):
        last += 1
    return last < end and (tagged.is_verb_like(last) or bool(tagged.tags[last] & lex.AUXILIARY))


def _opens(tagged: Tagged, first: int) -> bool:
    """Whether a cue opens its sentence, or what a colon leads to."""
    start = tagged.units[tagged.unit_of[first]][0]
    if tagged.words[first - 1] == ":" and tagged.words[first][0].isupper():
        return True
    return first - start <= MOST_BEFORE and all(
        not tagged.words[token][0].isalnum() or tagged.adverbs[token] or tagged.tags[token]
        for token in range(start, first)
    )


def _left_limit(tagged: Tagged, first: int, floor: int, earlier: list[Attribution]) -> int:
    """Where the words before a cue begin: with their sentence where it tells of no other speaker's main clause."""
    unit = tagged.unit_of[first]
    near = [one for one in earlier[-NEAR:] if one.unit == unit]
    if near and all(one.pattern in EMBEDDED for one in near) and tagged.is_plain(tagged.units[unit][0], first):
        return tagged.units[unit][0]
    return floor


def _around(tagged: Tagged, before: Range, comma: int | None, end: int) -> list[Range]:
    """The words before a cue, and those behind its source where the words before are none or break off."""
    floor, first = before
    begin = floor
    while begin < first and not (tagged.words[begin][0].isalnum() or tagged.words[begin] in "“\"‘'$"):
        begin += 1
    piece = (begin, trim_end(tagged, begin, first))
    has_verb = tagged.has_verb(*piece)
    if floor > tagged.units[tagged.unit_of[first]][0] and tagged.is_plain(*piece) and not has_verb:
        return []  # “…,” Lee said | at the rally, | according to the Post
    if comma is None or comma + 1 >= end or comma + 1 in tagged.closing or tagged.words[first - 1] != ",":
        return [piece]
    tail = (comma + 1, content_end(tagged, comma + 1, end))
    if tail[1] <= tail[0]:
        return [piece]
    if has_verb and piece[1] > begin:
        is_led = tagged.tags[begin] & lex.SUBORDINATOR and "," not in tagged.words[slice(*piece)]
        breaks_off = is_led or tagged.tags[piece[1] - 1] & lex.SUBORDINATOR
        return [tail if breaks_off and tagged.has_verb(*tail) else piece]  # "As most agreed, according to Lee, | he"
    return [piece, tail]


def _comma_after(tagged: Tagged, at: int, end: int) -> int | None:
    for token in range(at, end):
        if tagged.words[token] in {",", ":"} and tagged.quoted[token] == -1:
            return token
    return None


def _stop(tagged: Tagged, at: int, end: int) -> int:
    """The end of the source's own clause."""
    return trim_end(tagged, at, end)
