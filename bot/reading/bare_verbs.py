"""Quotations beside a verb that is in no list of cues: he cracked, “…”; “…,” exhorted the actress; “…,” she huffed.

1. before   subject, verb, comma, quotation
2. behind   quotation with its comma, verb, source; or source, verb and the end of the clause
"""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.endings import trim_end
from bot.reading.phrase_cores import Phrase
from bot.reading.phrases import phrase_before
from bot.reading.phrases_after import core_after
from bot.reading.sources import extend_after
from bot.reading.tagged import Tagged
from bot.text import Quotation

MAYBE_CUE = lex.CUE | lex.NOUN_TOO  # a cue with another particle: "pressed"
BEGINS_SPEAKER = lex.PRONOUN | lex.DETERMINER | lex.POSSESSIVE
ENDS = frozenset({".", ",", ";"})
FEWEST = 4  # words of a quotation
STRENGTH = 0.6


def read_bare_verbs(tagged: Tagged, taken: set[int]) -> list[Attribution]:
    """Attributions of longer quotations in units that nothing else has taken."""
    found: list[Attribution] = []
    for quotation in tagged.tokens.quotations:
        if quotation.depth or quotation.last - quotation.first < FEWEST:
            continue
        unit = tagged.unit_of[quotation.first]
        if unit in taken or unit in tagged.asides:
            continue
        one = _behind(tagged, quotation, unit) or _before(tagged, quotation, unit)
        if one is not None:
            found.append(one)
            taken = taken | {unit}
    return found


def _before(tagged: Tagged, quotation: Quotation, unit: int) -> Attribution | None:
    comma = quotation.first - 2
    first, last = tagged.units[unit]
    verb = comma - 1
    if verb <= first or tagged.words[comma] != "," or not _is_past(tagged, verb):
        return None
    source = phrase_before(tagged, verb, first)
    if source is None or (not tagged.is_name_like(source.core_last - 1) and source.last - source.first > 1):
        return None
    return _attribution(tagged, verb, source, (quotation.first - 1, trim_end(tagged, quotation.first, last)))


def _behind(tagged: Tagged, quotation: Quotation, unit: int) -> Attribution | None:
    first, last = tagged.units[unit]
    verb = quotation.last + 1
    if not quotation.is_closed or verb + 1 >= last or tagged.words[quotation.last - 1] not in {",", "?", "!"}:
        return None
    if not _is_past(tagged, verb):
        return _subject_first(tagged, quotation, (first, last))
    end = core_after(tagged, verb + 1, last)
    if end is None:
        return None
    end = extend_after(tagged, end, last)
    if end < last and tagged.words[end][0].isalnum():
        return None
    return _attribution(tagged, verb, Phrase(verb + 1, end, end), (first, quotation.last + 1))


def _subject_first(tagged: Tagged, quotation: Quotation, unit: Range) -> Attribution | None:
    """“…,” an angry Lee retaliated."""
    first, last = unit
    verb = core_after(tagged, quotation.last + 1, last)
    if verb is None or verb + 1 > last or not _is_past(tagged, verb):
        return None
    if verb + 1 < last and tagged.words[verb + 1] not in ENDS:
        return None
    source = Phrase(quotation.last + 1, verb, verb)
    if not tagged.is_name_like(verb - 1) and not tagged.tags[source.first] & BEGINS_SPEAKER:
        return None
    return _attribution(tagged, verb, source, (first, quotation.last + 1))


def _is_past(tagged: Tagged, at: int) -> bool:
    """Whether a small word looks like a verb that tells of one act."""
    return (
        tagged.quoted[at] == -1
        and tagged.words[at][0].islower()
        and (not tagged.tags[at] & ~MAYBE_CUE and tagged.words[at].endswith("ed"))
    )


def _attribution(tagged: Tagged, verb: int, source: Phrase, piece: Range) -> Attribution:
    return Attribution("bare", "quote", tagged.lower[verb], (verb, verb + 1), source, [piece], STRENGTH,
                       unit=tagged.unit_of[piece[1] - 1])  # fmt: skip
