"""Cues that are no verbs: "according to", "in the words of"."""

from __future__ import annotations

from bot.reading.attribution import Attribution
from bot.reading.endings import content_end, trim_end
from bot.reading.phrases import Phrase
from bot.reading.phrases_after import core_after
from bot.reading.sources import extend_after
from bot.reading.tagged import Tagged

MOST_BEFORE = 2  # tokens before a cue that opens its sentence
LONGEST_SOURCE = 25


def read_phrasal(tagged: Tagged, first: int, size: int, floor: int, end: int) -> Attribution | None:
    """An attribution by a cue of `size` words at token `first`: opening its clause, or behind it."""
    at = first + size
    last = core_after(tagged, at, end)
    if last is None:
        return None
    last = extend_after(tagged, last, end)
    unit = tagged.unit_of[first]
    source = Phrase(at, last, last)
    start = tagged.units[unit][0]
    opens = (
        all(
            not tagged.words[token][0].isalnum() or tagged.adverbs[token] or tagged.tags[token]
            for token in range(start, first)
        )
        and first - start <= MOST_BEFORE
    )
    comma = _comma_after(tagged, last, end)
    if opens:
        if comma is None:
            return None
        piece = (comma + 1, content_end(tagged, comma + 1, end))
        source = Phrase(at, comma, last)
    else:
        begin = floor
        while begin < first and not (tagged.words[begin][0].isalnum() or tagged.words[begin] in "“\"'‘$"):
            begin += 1
        piece = (begin, trim_end(tagged, begin, first))
        if floor > start and tagged.is_plain(*piece) and not tagged.has_verb(*piece):
            return None  # “…,” Lee said | at the rally, | according to the Post
        source = Phrase(
            at, comma if comma is not None and comma - last <= LONGEST_SOURCE else _stop(tagged, last, end), last
        )
    if piece[1] <= piece[0]:
        return None
    pieces = [piece]
    if not opens and comma is not None and comma + 1 < end and comma + 1 not in tagged.closing:
        tail = (comma + 1, content_end(tagged, comma + 1, end))
        if tagged.words[first - 1] == "," and tail[1] > tail[0] and not tagged.has_verb(*piece):
            pieces.append(tail)
    return Attribution(
        "according", "according", " ".join(tagged.lower[first:at]), (first, at), source, pieces, 0.93, unit=unit
    )


def _comma_after(tagged: Tagged, at: int, end: int) -> int | None:
    for token in range(at, end):
        if tagged.words[token] in {",", ":"} and tagged.quoted[token] == -1:
            return token
    return None


def _stop(tagged: Tagged, at: int, end: int) -> int:
    """The end of the source's own clause."""
    return trim_end(tagged, at, end)
