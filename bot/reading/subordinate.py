"""Clauses that lean on another one: a cue inside them reports up to their comma, where the main clause begins."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.endings import inserted_end
from bot.reading.phrase_cores import Phrase
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup

SUBORDINATING = lex.SUBORDINATOR | lex.COMPLEMENTISER | lex.RELATIVE | lex.QUESTION_WORD


def leads_main_clause(tagged: Tagged, source: Phrase, group: VerbGroup, floor: int, *, is_relative: bool) -> bool:
    """Whether a main clause follows: "as Lee announces that he is ready, …", "For a man who said it was over, …"."""
    before = source.first - 1
    if before < floor:
        return False
    if is_relative and tagged.tags[before] & lex.PREPOSITION and tagged.begins_unit(before):
        return True
    is_as = tagged.lower[before] in tagged.rules.words["as"]
    return is_as and group.last < len(tagged.tags) and bool(tagged.tags[group.last] & lex.COMPLEMENTISER)


def clause_of(tagged: Tagged, source: Phrase, floor: int) -> str:
    """What kind of clause a subject stands in: a main one, a subordinate one, one embedded in a noun phrase."""
    before = source.first - 1
    if before < floor:
        return "subject"
    tag = tagged.tags[before]
    if tagged.lower[before] in tagged.rules.words["as"]:
        return "subject"
    if tag & SUBORDINATING:
        return "subordinate"
    if tag & lex.PREPOSITION or tagged.nouns[before]:
        return "embedded"
    return "subject"


def comma_behind(tagged: Tagged, at: int, end: int) -> int:
    """The first comma behind a token, which ends a subordinate clause; else `end`."""
    first = at + 1
    if at < end and tagged.tags[at] & lex.COMPLEMENTISER:
        first = inserted_end(tagged, at + 1, end) if tagged.words[at + 1 : at + 2] == [","] else at + 2
    for comma in range(first, end):
        if (
            tagged.words[comma] == ","
            and tagged.quoted[comma] == -1
            and not tagged.tags[comma + 1 if comma + 1 < end else comma] & lex.CONNECTOR
        ):
            return comma
        if comma in tagged.closing and tagged.words[comma - 1] == ",":
            return comma + 1
    return end
