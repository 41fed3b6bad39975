"""Deals that a noun only recalls as done: "its 2015 acquisition of X", "since the purchase", "the buyout doubled …"."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.clauses import Clause
from bot.reading.mentions import Facts, Mention
from bot.reading.standing import Standing


def with_past(clause: Clause, mention: Mention, facts: Facts) -> Standing:
    """The standing of a mention; completed where an acquisition that nothing governs is recalled as a thing done."""
    standing = mention.standing
    number = clause.chunk_of(mention.trigger)
    is_open = standing.is_governed or mention.is_verb or standing.status != "agreed" or number is None
    if is_open or number is None or facts.tokens.lower[mention.trigger] not in facts.words.sets["takings"]:
        return standing
    is_done = facts.is_past(mention.when) or _is_since(clause, number, facts) or _had_effect(clause, number, facts)
    return replace(standing, status="completed") if is_done else standing


def _is_since(clause: Clause, number: int, facts: Facts) -> bool:
    """Whether what the sentence tells has gone on since the deal: "since the purchase of X"."""
    return clause.word(number - 1) in facts.words.sets["since"]


def _had_effect(clause: Clause, number: int, facts: Facts) -> bool:
    """Whether the deal is the subject of what came of it, told as a fact: "the purchase of X doubled its sales"."""
    for at in range(number + 1, len(clause.chunks)):
        chunk = clause.chunks[at]
        if chunk.kind == "stop":
            return False
        if chunk.kind == "verb" and number in clause.subject(at):
            is_told = chunk.form == "past" and not chunk.is_negated and not chunk.modal and not chunk.is_passive
            return is_told and clause.head(at) in facts.words.sets["effects"]
    return False
