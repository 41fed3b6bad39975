"""Nouns that report: "Trump's claim that …", "his promise to …", "Clinton's answer was: “…”"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution
from bot.reading.endings import content_end
from bot.reading.phrase_cores import Phrase, core_before
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged

LEADS_TO_QUOTE = frozenset({":", ","})
ADJECTIVES = 3  # tokens that may stand between the possessor and the noun


def read_noun(tagged: Tagged, noun: int, floor: int, end: int) -> Attribution | None:
    """The attribution whose cue is the noun at token `noun` with a possessor before it."""
    possessor = _possessor(tagged, noun, floor)
    at = noun + 1
    if possessor is None or at >= end:
        return None
    quote = at + (tagged.words[at] in LEADS_TO_QUOTE)
    if quote in tagged.opening and tagged.lower[noun] in tagged.rules.words["own_words"]:
        return _in_own_words(tagged, noun, possessor, quote)
    tag = tagged.tags[at]
    verb = core_after(tagged, at + 1, end) if tag & lex.PREPOSITION else at  # "his message | to the party | was that"
    if verb is not None and verb < end and tagged.tags[verb] & lex.BE:
        return _said_to_be(tagged, noun, verb, possessor, end)
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


def _in_own_words(tagged: Tagged, noun: int, possessor: Phrase, quote: int) -> Attribution | None:
    """What is told in somebody's words: "in Keller's words, “…”"."""
    before = possessor.first - 1
    if before < 0 or not tagged.tags[before] & lex.PREPOSITION:
        return None
    quotation = tagged.tokens.quotations[tagged.quoted[quote + 1]]
    return Attribution("noun", "quote", "n:" + tagged.lower[noun], (before, noun + 1), possessor,
                       [(quote, quotation.last + quotation.is_closed)], tagged.rules.noun_strength("", "own_quote"),
                       unit=tagged.unit_of[noun])  # fmt: skip


def _said_to_be(tagged: Tagged, noun: int, verb: int, possessor: Phrase, end: int) -> Attribution | None:
    """What somebody's answer was: "his answer was that …", "Clinton's response was: “…”"."""
    at = verb + 1
    while at < end and tagged.adverbs[at]:
        at += 1
    if at + 2 >= end:
        return None
    if tagged.tags[at] & lex.COMPLEMENTISER:
        frame, start = "be_that", at + 1
    else:
        frame, start = "be_quote", at + 1
        if tagged.words[at] not in LEADS_TO_QUOTE or start not in tagged.opening:
            return None  # "his remarks were “unfair,” she said"
    last = content_end(tagged, start, end)
    if last <= start:
        return None
    lower = tagged.lower[noun]
    return Attribution("noun", frame.removeprefix("be_"), "n:" + lower, (noun, at), possessor, [(start, last)],
                       tagged.rules.noun_strength(lower, frame), unit=tagged.unit_of[last - 1])  # fmt: skip


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
