"""Whether what a verb says happened, will happen, might, or did not: by its form and by what governs it."""

from __future__ import annotations

from typing import Literal

from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords, Governor

Mood = Literal["done", "future", "hypothetical", "negated"]
DEEPEST = 4


class Moods:
    """Reads the moods of the verbs in the clauses of a text."""

    def __init__(self, words: DealWords) -> None:
        self.words = words
        self.sets = words.sets

    def mood(self, clause: Clause, verb: int, depth: int = 0) -> Mood:
        """Whether what a verb says happened, will happen, might, or did not."""
        chunk = clause.chunks[verb]
        if chunk.is_negated:
            return "negated"
        if self._is_conditional(clause, verb):
            return "hypothetical"
        if depth <= DEEPEST and (shared := self._shared(clause, verb)) is not None:
            return self.mood(clause, shared, depth + 1)
        if chunk.form == "infinitive":
            return self._governed_mood(clause, verb, depth)
        if chunk.modal:
            return "future" if chunk.modal in self.sets["will"] else "hypothetical"
        if self._is_gerund(clause, verb):
            return self._gerund_mood(clause, verb)
        return "done"

    def is_will(self, clause: Clause, verb: int) -> bool:
        """Whether a verb says what will be: "will buy", "said it would buy"; not under "if"."""
        modal = clause.chunks[verb].modal
        if modal not in self.sets["would"]:
            return modal in self.sets["will"]
        at = verb - 1
        while clause.kind(at) in ("noun", "time", "preposition", "conjunction"):
            at -= 1
        at -= clause.kind(at) == "subordinator"
        is_told = clause.kind(at) == "verb" and clause.tags.get(clause.head(at), 0) & lex.CUE
        said = clause.chunks[at] if is_told else None
        rest = clause.lower[clause.chunks[verb].last : clause.chunks[-1].last]
        is_open = (
            said is None or said.form != "past" or said.is_negated or not self.sets["conditional"].isdisjoint(rest)
        )
        return not is_open

    def _shared(self, clause: Clause, verb: int) -> int | None:
        """The infinitive or modal verb that a bare form goes on: "to shelve the mine and buy Y", "may hold or sell"."""
        chunk = clause.chunks[verb]
        if chunk.form != "base" or chunk.modal or clause.kind(verb - 1) != "conjunction":
            return None
        for at in range(verb - 2, -1, -1):
            if clause.kind(at) in ("stop", "relative", "subordinator"):
                return None
            if clause.kind(at) == "verb" and not self._is_gerund(clause, at):  # "will stop making X and sell Y"
                return at if clause.chunks[at].form == "infinitive" or clause.chunks[at].modal else None
        return None

    def _is_gerund(self, clause: Clause, verb: int) -> bool:
        chunk = clause.chunks[verb]
        return chunk.form == "ing" and not chunk.has_be and not chunk.modal

    def is_denied(self, clause: Clause, verb: int) -> bool:
        """Whether the clause stands under "denied (that)"."""
        for at in range(verb - 1, -1, -1):
            if clause.kind(at) == "stop":
                return False
            if clause.kind(at) == "verb" and clause.head(at) in self.sets["denials"]:
                return not clause.chunks[at].is_negated
        return False

    def _is_conditional(self, clause: Clause, verb: int) -> bool:
        if clause.word(0) in self.sets["if_words"] and clause.chunks[verb].modal:
            return True  # "If parliament backs it, X will sign"
        at = verb - 1
        while at >= 0 and clause.kind(at) not in ("stop", "verb"):
            if clause.kind(at) == "subordinator" and (
                clause.word(at) in self.sets["conditional"] or clause.head(at - 1) in self.sets["conditional_nouns"]
            ):
                return True
            if clause.word(at) in self.sets["temporal"] and self._is_present(clause, verb):
                return True  # "when the takeover is completed"
            at -= 1
        return False

    def _is_present(self, clause: Clause, verb: int) -> bool:
        """Whether a verb stands in the present, which behind "when" and "until" is what is to come."""
        chunk = clause.chunks[verb]
        return not chunk.modal and (clause.word(verb) in self.sets["present"] or chunk.form in ("s", "base"))

    def _governed_mood(self, clause: Clause, verb: int, depth: int) -> Mood:
        at = clause.before(verb)
        if clause.word(at) in self.sets["not_yet"]:
            return "hypothetical"  # "has yet to sign"
        if depth > DEEPEST or clause.kind(at) not in ("verb", "noun"):
            return "future"
        if clause.kind(at) == "noun":
            governing = clause.governing_verb(at)
            if governing is not None and clause.head(governing) in self.sets["performing"]:
                return self.mood(clause, governing, depth + 1)
            return "future" if governing is None else "hypothetical"
        head = clause.head(at)
        if head in self.sets["performing"]:
            return self.mood(clause, at, depth + 1)
        governor = self.governor(clause, at)
        if governor is None:
            is_planned = clause.chunks[at].has_be and clause.chunks[at].last - clause.chunks[at].first == 1
            return "future" if is_planned or head in self.sets["unsure"] else "hypothetical"
        if governor.status == "collapsed":
            return "negated"
        return (
            "future"
            if governor.is_asserted and self.mood(clause, at, depth + 1) in ("done", "future")
            else "hypothetical"
        )

    def _gerund_mood(self, clause: Clause, verb: int) -> Mood:
        at = clause.before(verb)
        if clause.kind(at) == "verb":
            return "hypothetical"
        if clause.kind(at) == "noun" and clause.head(at) in self.sets["pronouns"]:
            at -= 1  # "the merits of it making a bid"
        if clause.kind(at) == "preposition":
            if clause.word(at) in self.sets["agent"] and (over := self.mood_over(clause, at)) is not None:
                return over
            return "hypothetical" if clause.word(at) in self.sets["unreal"] else "done"
        return "done"

    def mood_over(self, clause: Clause, link: int) -> Mood | None:
        """The mood of the verb that "by" goes with: "could win by making an offer", "is to grow by buying Y"."""
        for at in range(link - 1, -1, -1):
            if clause.kind(at) in ("stop", "subordinator", "relative"):
                return None
            if clause.kind(at) == "verb":
                return self.mood(clause, at, DEEPEST)
        return None

    def governor(self, clause: Clause, verb: int) -> Governor | None:
        """The lexicon's entry for a governing verb, its particle looked at; none for "are close to"."""
        chunk = clause.chunks[verb]
        if chunk.has_be and chunk.form == "base" and not chunk.modal:
            return None
        rows = self.words.governors.get(clause.head(verb), ())
        following = clause.lower[clause.chunks[verb].last : clause.chunks[verb].last + 2]
        for row in rows:
            if not row.particle or row.particle in following:
                return row
        return None
