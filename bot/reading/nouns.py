"""Nouns that report: "Trump's claim that …", "his promise to …"."""

from __future__ import annotations

from bot.reading import lexicon as lex
from bot.reading.attribution import Attribution
from bot.reading.endings import content_end
from bot.reading.phrases import Phrase, core_before
from bot.reading.tagged import Tagged

ADJECTIVES = 3  # tokens that may stand between the possessor and the noun


def read_noun(tagged: Tagged, noun: int, floor: int, end: int) -> Attribution | None:
    """The attribution whose cue is the noun at token `noun` with a possessor before it."""
    possessor = _possessor(tagged, noun, floor)
    at = noun + 1
    if possessor is None or at >= end:
        return None
    tag = tagged.tags[at]
    if tag & lex.COMPLEMENTISER:
        frame, start = "that", at + 1
    elif tag & lex.INFINITIVE:
        frame, start = "to", at
    elif tag & lex.PREPOSITION and tagged.lower[at] in tagged.rules.words["noun_prepositions"]:
        frame, start = "about", at + 1
    else:
        return None
    last = content_end(tagged, start, end)
    if last <= start:
        return None
    lemma = "n:" + tagged.lower[noun]
    strength = tagged.rules.noun_strength(tagged.lower[noun], frame)
    return Attribution("noun", frame, lemma, (noun, noun + 1), possessor, [(start, last)], strength,
                       unit=tagged.unit_of[noun])  # fmt: skip


def _possessor(tagged: Tagged, noun: int, floor: int) -> Phrase | None:
    for at in range(noun - 1, max(floor - 1, noun - 2 - ADJECTIVES), -1):
        tag = tagged.tags[at]
        if tag & lex.POSSESSIVE:
            return Phrase(at, at + 1, at + 1)
        if tag & lex.CLITIC and at > floor:
            first = core_before(tagged, at, floor)
            return None if first is None else Phrase(first, at, at)
        if not tagged.nouns[at] or tag & lex.DETERMINER:
            return None
    return None
