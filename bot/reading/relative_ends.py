"""Where a relative clause ends in which somebody speaks: at the mark like the one it opened with."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.tagged import Tagged

DASHES = frozenset({"—", "–", "--", "-"})
FINITE = lex.VERB | lex.AUXILIARY | lex.CUE
BEHIND_VERB = lex.DETERMINER | lex.POSSESSIVE | lex.PREPOSITION | lex.INFINITIVE | lex.TIME


def relative_end(tagged: Tagged, opening: int, start: int, unit: Range) -> int:
    """The end of the clause behind the mark at `opening`, looked for from token `start` on; else the unit’s.

    "Trump – who said so – added"; "Lee, who said it was safe|, resigned": there the sentence's own verb follows.
    """
    floor, end = unit
    mark = tagged.words[opening] if opening >= 0 else ""
    if mark in DASHES:
        return next((at for at in range(opening + 3, end) if tagged.words[at] == mark and tagged.quoted[at] == -1), end)
    if mark != "," or tagged.has_verb(floor, opening):
        return end
    last = end
    for at in range(start + 1, end - 1):
        if tagged.words[at] != ",":
            continue
        behind = at + 2 if at + 1 in tagged.closing else at
        if (tagged.quoted[at] == -1 or behind > at) and _is_main_verb(tagged, max(behind, at + 1), end):
            if tagged.has_verb(start, at):
                return behind
            last = behind  # "who said the mine|, once a prison, was safe": no clause yet
    return last


def _is_main_verb(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a finite verb stands at a token, an adverb before it allowed."""
    while at < end and tagged.adverbs[at] and not tagged.verbs[at]:
        at += 1
    if at >= end or tagged.quoted[at] != -1:
        return False
    tag = tagged.tags[at]
    if tag & lex.PARTICIPLE or not (tagged.verbs[at] or tag & FINITE) or tagged.lower[at].endswith("ing"):
        return False
    return not tag & lex.NOUN_TOO or (at + 1 < end and bool(tagged.tags[at + 1] & BEHIND_VERB))
