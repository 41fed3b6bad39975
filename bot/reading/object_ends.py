"""Where an object ends that a cue reports: before the time, the occasion, the sentence's own verb."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress

from bot.reading import word_classes as lex
from bot.reading.addressees import DASHES
from bot.reading.comma_ends import is_after_colon, tells_on
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged

ENDS_OBJECT = DASHES | {"-"}
ADVERB_OR_NOUN_TOO = lex.ADVERB | lex.NOUN_TOO
NO_ITEM = lex.SPLITTING | lex.RELATIVE | lex.SUBORDINATOR | lex.PARTICIPLE | lex.PRONOUN | lex.TIME
NEVER_MAIN = lex.NOUN_TOO | lex.PARTICIPLE


def object_end(tagged: Tagged, start: int, end: int) -> int:
    """An object ends before the time and the occasion: "outlined a plan | on Tuesday", "| at a news conference"."""
    tags, words = tagged.tags, tagged.words
    end = _main_cue(tagged, start, end)
    occasions, prepositions = tagged.rules.words["venue_nouns"], tagged.rules.words["occasion_prepositions"]
    last_quoted = start if tagged.is_plain(start, end) else _last_quoted(tagged, start, end)
    first = last_quoted + 1
    if tagged.rules.object_stops.isdisjoint(tagged.lower[first:end]):
        return end
    for at in compress(range(first, end), map(tagged.rules.object_stops.__contains__, tagged.lower[first:end])):
        word, tag = words[at], tags[at]
        if word in ENDS_OBJECT or (word == "," and at + 1 < end and _is_no_item(tagged, start, at)):
            return at
        if tag & lex.TIME and not tag & ADVERB_OR_NOUN_TOO and word[0].isupper() and not _is_day_of(tagged, start, at):
            return at - 1 if tags[at - 1] & lex.PREPOSITION and at - 1 > start else at
        if tag & lex.PREPOSITION and tagged.lower[at] in prepositions:
            last = core_after(tagged, at + 1, end)
            if last is not None and tagged.lower[last - 1] in occasions:
                return at
    return end


def _is_no_item(tagged: Tagged, start: int, comma: int) -> bool:
    """Whether what follows a comma is no further item of an object."""
    at = comma + 1
    tag = tagged.tags[at]
    if tagged.lower[at].endswith("ing") and is_after_colon(tagged, start, comma):
        return False  # "three pledges: cutting taxes, | building roads"
    return (
        bool(tag & NO_ITEM)
        or tells_on(tagged, comma, len(tagged.tags))
        or (tagged.lower[at].endswith(("ing", "ed")) and tagged.words[at][0].islower())
    )


def _is_day_of(tagged: Tagged, start: int, month: int) -> bool:
    """Whether a day's number stands before a month: "a meeting on 13 March", "on the 13th of March" stay whole."""
    day = month - 1 - bool(tagged.tags[month - 1] & lex.OF)
    return day > start and tagged.words[day][0].isdigit()


def _main_cue(tagged: Tagged, start: int, end: int) -> int:
    """Where an object ends because its sentence's own cue follows: "who voiced the wish to run|, told a website"."""
    for at in tagged.breaks[bisect_left(tagged.breaks, start + 1) : bisect_left(tagged.breaks, end - 1)]:
        tag = tagged.tags[at + 1]
        if tag & lex.CUE and not tag & NEVER_MAIN and tagged.words[at] == "," and tagged.quoted[at] == -1:
            return at
    return end


def _last_quoted(tagged: Tagged, start: int, end: int) -> int:
    return max([at for at in range(start, end) if tagged.quoted[at] != -1], default=start)
