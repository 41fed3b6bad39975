"""The objects of a deal verb: behind it, before it in the passive and in relative clauses, behind who gets it."""

from __future__ import annotations

from bot.reading.clauses import Clause
from bot.reading.deal_receivers import receivers_of
from bot.reading.deal_targets import Targets
from bot.reading.deal_words import Frame


def objects_of(
    clause: Clause, verb: int, frame: Frame, subjects: list[int], targets: Targets, *, is_passive: bool
) -> list[int]:
    """The noun chunks that are what verb chunk `verb` deals in."""
    objects = subjects if is_passive else _behind(clause, verb + bool(frame.particle), frame, targets)
    if not objects and (antecedent := clause.relative_object(verb, subjects)) is not None:
        is_named = clause.kind(antecedent - 1) == "comma" and clause.kind(antecedent - 2) == "noun"
        objects = [antecedent - 2 if is_named and targets.is_named(clause, antecedent - 2) else antecedent]
    return clause.joined_after(objects[0] + 1) if _is_given(clause, objects, frame, targets) else objects


def _behind(clause: Clause, start: int, frame: Frame, targets: Targets) -> list[int]:
    """The objects to the right of a verb that ends in chunk `start`."""
    if (
        frame.roles.get("of")
        and clause.word(start + 1) in targets.sets["belonging"]
        and clause.kind(start + 2) == "noun"
    ):
        return [start + 2]
    behind = clause.after(start)
    if clause.kind(behind) == "noun":
        return clause.joined_after(behind)
    if clause.word(behind) in targets.sets["receiver"] and clause.kind(behind + 2) == "noun":
        return clause.joined_after(behind + 2)  # "sell to an investment group two subsidiaries"
    return []


def _is_given(clause: Clause, objects: list[int], frame: Frame, targets: Targets) -> bool:
    """Whether the first object is only who gets it: "sold it complex products", "sell Bolivia 200,000 tonnes"."""
    if not objects or clause.kind(objects[0] + 1) != "noun":
        return False
    chunk = clause.chunks[objects[0]]
    if clause.word(objects[0]) in targets.sets["getting"]:
        return chunk.head == chunk.first
    return bool(receivers_of(clause, frame, [objects[0] + 1], targets.words))
