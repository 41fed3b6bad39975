"""How far a deal is that a noun names: by the verb over it, and by what its own phrase says ("a failed bid")."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.chunks import Chunk
from bot.reading.clauses import Clause
from bot.reading.deal_status import Statuses
from bot.reading.deal_words import Frame
from bot.reading.standing import Standing


class NounStandings:
    """Reads the standing of deal nouns in the clauses of one text."""

    def __init__(self, statuses: Statuses, lower: list[str]) -> None:
        self.statuses, self.lower = statuses, lower
        self.sets = statuses.words.sets

    def read(self, clause: Clause, number: int, frame: Frame) -> Standing:
        """The standing of the deal that noun chunk `number` names."""
        chunk = clause.chunks[number]
        notice = self._notified(clause, number)
        if notice is not None:
            verb = clause.chunks[notice]
            return Standing(
                "notified", self.statuses.mood(clause, notice) == "done", (verb.first, verb.last), notice, "notifier"
            )
        standing = self._undone(clause, number) or self.statuses.of_noun(clause, number)
        if (
            standing.tokens
            and standing.verb == number - 1
            and standing.tokens[0] < chunk.last
            and frame.kind == "agreement"
            and standing.is_asserted
        ):
            standing = replace(standing, tokens=(standing.tokens[0], chunk.last))
        inside = set(self.lower[chunk.first : chunk.last])
        if self._is_refused(clause, standing, frame, inside):
            return replace(standing, status="denied", is_asserted=False)
        if frame.status and not self.is_accepted(clause, standing):
            is_open = not standing.is_governed or standing.status in ("agreed", "in talks")
            standing = replace(standing, status=frame.status) if is_open else standing
        if not standing.is_governed and self.lower[chunk.first] in self.sets["indefinite"]:
            standing = replace(standing, is_asserted=False)
        if self.lower[chunk.head] in self.sets["deal_heads"] and not standing.is_governed:
            standing = replace(standing, status="proposed", is_asserted=False)
        return self._described(standing, chunk, inside)

    def _described(self, standing: Standing, chunk: Chunk, inside: set[str]) -> Standing:
        """The standing by what the phrase itself says: "no deal", "a possible merger", "the failed bid"."""
        if inside & self.sets["negative"]:
            return replace(standing, status="denied", is_asserted=False)
        is_done = (
            standing.is_governed
            and standing.is_asserted
            and standing.status in ("signed", "approved", "completed", "collapsed")
        )
        if inside & self.sets["hopeful"] and not is_done and standing.status != "denied":
            return replace(standing, status="proposed", is_asserted=False)
        if inside & self.sets["failed"]:
            return replace(standing, status="collapsed")
        if inside & self.sets["planned"] and not standing.is_governed:
            token = next(at for at in range(chunk.first, chunk.last) if self.lower[at] in self.sets["planned"])
            return replace(standing, status="proposed", tokens=(token, token + 1))
        return standing

    def _undone(self, clause: Clause, number: int) -> Standing | None:
        """The end of a deal that a clause on it tells: "drafted a pact with Y in May that later unraveled"."""
        at = clause.after(number)
        while clause.kind(at) == "preposition" and clause.kind(clause.after(at)) == "noun":
            at = clause.after(clause.joined_after(clause.after(at))[-1])
        at += clause.kind(at) == "comma"
        verb = clause.after(at)
        if clause.kind(at) not in ("relative", "subordinator") or clause.kind(verb) != "verb":
            return None
        governor = self.statuses.governor(clause, verb)
        chunk = clause.chunks[verb]
        is_end = governor is not None and governor.status == "collapsed" and clause.object(verb) is None
        if not is_end or self.statuses.mood(clause, verb) != "done":
            return None
        return Standing(
            "collapsed", is_asserted=True, tokens=(chunk.first, chunk.last), verb=self._made_by(clause, number)
        )

    def _made_by(self, clause: Clause, number: int) -> int | None:
        """The verb whose object the deal is, and whose subject made it."""
        verb = clause.before(number)
        return verb if clause.kind(verb) == "verb" else None

    def is_accepted(self, clause: Clause, standing: Standing) -> bool:
        """Whether the governing verb takes up what somebody else offered."""
        return standing.verb is not None and clause.head(standing.verb) in self.sets["accepting"]

    def _is_refused(self, clause: Clause, standing: Standing, frame: Frame, inside: set[str]) -> bool:
        """Whether somebody would have no agreement at all ("refused a ceasefire"): there was none that could end.

        A bid that is refused was made; what a parliament or a court turns down was agreed.
        """
        if standing.verb is None or clause.head(standing.verb) not in self.sets["refusing"]:
            return False
        heads = {clause.head(subject) for subject in clause.subject(standing.verb)}
        is_ruling = not heads.isdisjoint(self.sets["lawmakers"] | self.sets["regulators"] | self.sets["workers"])
        is_bid = frame.kind in ("acquisition", "merger") or not inside.isdisjoint(self.sets["takeover_words"])
        return not is_bid and not (is_ruling and inside.isdisjoint(self.sets["indefinite"]))

    def _notified(self, clause: Clause, number: int) -> int | None:
        """The verb of "notified Congress of a sale"."""
        told = clause.before(number - 1)
        verb = clause.before(told)
        if clause.kind(number - 1) == "preposition" and clause.kind(told) == "noun" and clause.kind(verb) == "verb":
            governor = self.statuses.governor(clause, verb)
            if governor is not None and governor.status == "notified":
                return verb
        return None
