"""How far a deal is, from the words that govern it: done, agreed, to come, hoped for, denied.

Status comes from the governing verb; whether it is asserted from what governs that verb in turn ("hopes to sign").
"""

from __future__ import annotations

from dataclasses import replace

from bot.model import DealStatus
from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.deal_moods import Moods
from bot.reading.deal_words import Governor
from bot.reading.standing import RANK, Standing


class Statuses(Moods):
    """Reads the standing of deal verbs and nouns in the clauses of a text."""

    # ------------------------------------------------------------ deal verbs

    def of_verb(self, clause: Clause, verb: int, done: DealStatus) -> Standing:
        """The standing of a deal that a verb ("acquire") names; `done` is its status once it happened."""
        chunk = clause.chunks[verb]
        tokens = (chunk.first, chunk.last)
        if chunk.is_negated or self.is_denied(clause, verb):
            return Standing("denied", is_asserted=False, tokens=tokens, verb=verb)
        if self._is_conditional(clause, verb):
            return Standing("proposed", is_asserted=False, tokens=tokens, verb=verb)
        if (shared := self._shared(clause, verb)) is not None:
            return replace(self.of_verb(clause, shared, done), tokens=tokens, verb=verb)
        if (
            chunk.form == "ing"
            and clause.kind(verb - 1) == "preposition"
            and clause.word(verb - 1) in self.sets["having"]
        ):
            over = self.mood_over(clause, verb - 1) if clause.word(verb - 1) in self.sets["agent"] else None
            if over is not None and over != "done":
                is_future = over == "future"
                return Standing("agreed" if is_future else "proposed", is_asserted=is_future, tokens=tokens, verb=verb)
            return Standing(done, is_asserted=True, tokens=tokens, verb=verb)
        if chunk.form == "infinitive" or (chunk.form == "ing" and not chunk.has_be):
            return self._of_dependent_verb(clause, verb)
        if chunk.modal:
            is_will = self.is_will(clause, verb)
            return Standing("agreed" if is_will else "proposed", is_asserted=is_will, tokens=tokens, verb=verb)
        if chunk.form == "ing" or any(word in self.sets["progress"] for word in clause.lower[chunk.first : chunk.last]):
            return Standing("agreed", is_asserted=True, tokens=tokens, verb=verb)
        return Standing(done, is_asserted=True, tokens=tokens, verb=verb)

    def _of_dependent_verb(self, clause: Clause, verb: int) -> Standing:
        """ "to acquire", "acquiring": the standing comes from the verb or noun before."""
        chunk = clause.chunks[verb]
        at = clause.before(verb)
        if clause.kind(at) == "preposition":
            at = clause.before(at)
        own = (chunk.first, chunk.last)
        if (
            clause.kind(at) == "noun"
            and clause.kind(at - 1) == "preposition"
            and clause.head(at) in self.sets["principle"]
        ):
            at = clause.before(at - 1)
        at = self._past_partner(clause, at)
        if clause.kind(at) == "verb":
            return self._governed_by_verb(clause, at, chunk.last)
        if clause.kind(at) == "noun":
            noun = self.words.noun_governors.get(clause.head(at))
            if noun is not None:
                return self._governed_by_noun(clause, at, noun)
            over = clause.governing_verb(at)
            if over is not None and clause.head(over) in self.sets["paying"]:
                return self.of_verb(clause, over, "completed")  # "paid $5m to buy X"
        is_opening = clause.kind(at) == "noun" and all(clause.kind(before) != "comma" for before in range(at))
        is_headline = chunk.form == "infinitive" and is_opening and not self._has_finite(clause, verb)
        return Standing("agreed" if is_headline else "proposed", is_asserted=is_headline, tokens=own, verb=verb)

    def _past_partner(self, clause: Clause, at: int) -> int:
        """Past "with Y" in "an agreement with Y to buy": the noun that governs the infinitive."""
        start = at
        while clause.kind(at) == "noun" and clause.head(at) not in self.words.noun_governors:
            before = clause.before(at)
            if clause.kind(before) != "preposition":
                return start
            at = clause.before(before)
        return at if clause.kind(at) == "noun" else start

    def _has_finite(self, clause: Clause, verb: int) -> bool:
        return any(
            chunk.kind == "verb" and (chunk.form in ("past", "s", "base", "participle") or chunk.has_be or chunk.modal)
            for chunk in clause.chunks[:verb]
        )

    def _governed_by_verb(self, clause: Clause, at: int, end: int, depth: int = 0) -> Standing:
        chunk = clause.chunks[at]
        tokens = (chunk.first, end)
        governor = self.governor(clause, at)
        mood = self.mood(clause, at, depth)
        if governor is None:
            is_planned = (
                chunk.has_be and clause.head(at) in clause.lower[chunk.first : chunk.last] and not chunk.is_passive
            )
            return Standing(
                "agreed" if is_planned else "proposed",
                is_asserted=is_planned and mood == "done",
                tokens=tokens,
                verb=at,
            )
        status, is_asserted = governor.status, governor.is_asserted
        if mood == "negated":
            return Standing("denied", is_asserted=False, tokens=tokens, verb=at)
        if RANK[status] in (RANK["signed"], RANK["completed"], RANK["approved"], RANK["ratified"]):
            status = "agreed"
        return Standing(status, is_asserted=is_asserted and mood in ("done", "future"), tokens=tokens, verb=at)

    def _governed_by_noun(self, clause: Clause, at: int, noun: Governor) -> Standing:
        """ "signed an agreement to buy", "its offer to buy was rejected"."""
        chunk = clause.chunks[at]
        start = chunk.first
        inner = at
        while clause.word(inner - 1) in self.sets["shares_in"] and clause.kind(inner - 2) == "noun":
            inner -= 2
            start = clause.chunks[inner].first
        said = set(clause.lower[chunk.first : chunk.last])
        is_open = bool(said & (self.sets["planned"] | self.sets["hopeful"]))  # "a proposed deal to buy"
        status: DealStatus = "proposed" if is_open else noun.status
        standing = Standing(status, noun.is_asserted and not is_open, (start, chunk.last), None)
        over = self.of_noun(clause, inner)
        if not over.is_governed or over.tokens is None:
            return standing
        tokens = (
            (min(over.tokens[0], start), max(over.tokens[1], chunk.last))
            if over.tokens[1] <= chunk.last
            else over.tokens
        )
        if over.status == "agreed" or not over.is_asserted:
            status = standing.status if over.is_asserted else over.status
            return Standing(status, over.is_asserted and noun.is_asserted, tokens, over.verb)
        if RANK[over.status] > RANK[standing.status]:
            return replace(over, tokens=tokens)
        return replace(standing, tokens=tokens, verb=over.verb)

    # ------------------------------------------------------------ deal nouns

    def of_noun(self, clause: Clause, number: int) -> Standing:
        """The standing of a deal that noun chunk `number` names, from the verb it is object or subject of."""
        verb = self.verb_over(clause, number)
        if verb is not None and (standing := self._from_verb(clause, verb)) is not None:
            return standing
        outer = self.noun_over(clause, number)
        if outer is not None:
            noun = self.words.noun_governors[clause.head(outer)]
            over = self.of_noun(clause, outer)
            if over.is_governed:
                return over
            chunk = clause.chunks[outer]
            verb = over.verb if over.verb is not None else clause.governing_verb(outer)
            is_given = (
                verb is not None and clause.head(verb) in self.sets["giving"] and self.mood(clause, verb) == "done"
            )
            return Standing(noun.status, noun.is_asserted or is_given, (chunk.first, chunk.last), verb, noun.subject)
        return Standing("agreed", is_asserted=True, is_governed=False, verb=verb)

    def verb_over(self, clause: Clause, number: int) -> int | None:
        """The verb that noun chunk `number` is object of (a preposition between allowed), else subject of."""
        at = clause.before(number)
        if clause.word(at) in self.sets["belonging"] and clause.head(clause.before(at)) in self.sets["some_of"]:
            at = clause.before(clause.before(at))  # "completed one of its largest purchases"
        while clause.kind(at) in ("conjunction", "comma") and clause.kind(at - 1) == "noun":
            at = clause.before(at - 1)
        if clause.kind(at) == "verb" and self.governor(clause, at) is not None:
            return at
        if clause.kind(at) == "preposition" and (before := self._verb_before(clause, at)) is not None:
            return before
        if (opened := self._opened_verb(clause, number, at)) is not None:
            return opened
        if (relative := self.relative_verb(clause, number)) is not None:
            return relative
        under = self._verb_under(clause, number) if clause.kind(at) != "preposition" else None
        if clause.kind(at) == "verb":
            return under if under is not None and self._is_told_of(clause, under, number) else at
        return under

    def _verb_before(self, clause: Clause, link: int) -> int | None:
        """The verb before a preposition, with its particle between: "walked away | from", "pulled out | of"."""
        at = clause.before(link)
        if clause.kind(at) == "verb":
            return at if clause.word(link) in self.sets["verb_particles"] else None
        verb = clause.before(at)
        governor = self.governor(clause, verb) if clause.kind(verb) == "verb" else None
        return verb if governor is not None and governor.particle and governor.particle == clause.word(at) else None

    def _opened_verb(self, clause: Clause, number: int, link: int) -> int | None:
        """The verb of the clause that a small word opens: "after the merger | collapsed"."""
        if not self.words.chunks.tags.get(clause.word(link), 0) & lex.SUBORDINATOR:
            return None
        under = self._verb_under(clause, number)
        return under if under is not None and number in clause.subject(under) else None

    def relative_verb(self, clause: Clause, number: int) -> int | None:
        """The verb of "the treaty that X and Y signed"."""
        for at in range(number + 1, min(len(clause.chunks), number + 8)):
            if clause.kind(at) == "verb":
                about = clause.relative_object(at, clause.subject(at))
                return at if about is not None and about == clause.phrase_start(number) else None
        return None

    def _verb_under(self, clause: Clause, number: int) -> int | None:
        """The verb whose subject noun chunk `number` is."""
        for at in range(number + 1, min(len(clause.chunks), number + 10)):
            if clause.kind(at) == "stop":
                return None
            if clause.kind(at) == "verb" and self._may_be_finite(clause, at):
                is_participle = (
                    at == number + 1
                    and clause.chunks[at].form == "past"
                    and clause.kind(at + 1) in ("preposition", "time")
                )
                return at if is_participle or number in clause.subject(at) else None
        return None

    def _is_told_of(self, clause: Clause, verb: int, number: int) -> bool:
        """Whether the verb behind a deal says how far it is: "said the deal collapsed", no "the pact signed by X"."""
        is_own = self.governor(clause, verb) is not None and number in clause.subject(verb)
        return is_own and clause.word(verb + 1) not in self.sets["agent"]

    def _may_be_finite(self, clause: Clause, verb: int) -> bool:
        """No "to buy" or "buying" that only belongs to the noun before: "the agreement to buy X was ended"."""
        chunk = clause.chunks[verb]
        return chunk.form != "infinitive" and (chunk.form != "ing" or chunk.has_be)

    def noun_over(self, clause: Clause, number: int) -> int | None:
        """The governing noun of "the signing of the deal", "talks on a deal"."""
        at = clause.before(number)
        outer = clause.before(at)
        if clause.kind(at) != "preposition" or clause.kind(outer) != "noun":
            return None
        if clause.head(outer) not in self.words.noun_governors:
            outer = self._past_sides(clause, outer)
        return outer if clause.head(outer) in self.words.noun_governors else None

    def _past_sides(self, clause: Clause, noun: int) -> int:
        """The talks in "talks between X and Y on a treaty", seen from Y."""
        link = clause.joined_before(noun)[0] - 1
        is_side = clause.word(link) in self.sets["pairing"] or clause.word(link) in self.sets["beside"]
        return link - 1 if is_side and clause.head(link - 1) in self.sets["talks"] else noun

    def _from_verb(self, clause: Clause, verb: int) -> Standing | None:
        governor = self.governor(clause, verb)
        chunk = clause.chunks[verb]
        tokens = (chunk.first, chunk.last)
        if governor is None:
            return self._from_state(clause, verb, tokens)
        mood = self.mood(clause, verb)
        if mood == "negated" or self.is_denied(clause, verb):
            return Standing("denied", is_asserted=False, tokens=tokens, verb=verb, subject=governor.subject)
        if mood == "hypothetical":
            return Standing("proposed", is_asserted=False, tokens=tokens, verb=verb, subject=governor.subject)
        if mood == "future":
            is_formal = RANK["signed"] <= RANK[governor.status] <= RANK["completed"]
            is_formal = is_formal or (governor.status == "agreed" and self._is_consented(clause, verb))
            status: DealStatus = "agreed" if is_formal else "proposed"
            return Standing(status, is_asserted=is_formal, tokens=tokens, verb=verb, subject=governor.subject)
        return Standing(governor.status, governor.is_asserted, tokens, verb, governor.subject)

    def _is_consented(self, clause: Clause, verb: int) -> bool:
        """Whether somebody agreed to what an infinitive tells: "agreed to extend the truce"."""
        at = clause.before(verb)
        is_led = clause.chunks[verb].form == "infinitive" and clause.kind(at) == "verb"
        return is_led and clause.head(at) in self.sets["consenting"] and self.mood(clause, at) == "done"

    def _from_state(self, clause: Clause, verb: int, tokens: tuple[int, int]) -> Standing | None:
        """What a verb that is no step says all the same: "are close to a deal", "the deal is off", "put it on hold"."""
        head, chunk = clause.head(verb), clause.chunks[verb]
        if head in self.sets["nearing"]:
            return Standing("in talks", is_asserted=False, tokens=tokens, verb=verb)
        is_off = bool(clause.tags.get(head, 0) & lex.BE) and self._is_over(clause, verb + 1)
        behind = clause.lower[chunk.last : clause.chunks[-1].last]
        is_put_off = head in self.sets["putting"] and not self.sets["shelving"].isdisjoint(behind)
        if chunk.is_negated or not (is_off or is_put_off):
            return None
        return Standing("collapsed", is_asserted=self.mood(clause, verb) == "done", tokens=tokens, verb=verb)

    def _is_over(self, clause: Clause, number: int) -> bool:
        """Whether one word that closes the clause ends it all: "is off", not "is over $5m"."""
        chunk = clause.chunks[min(number, len(clause.chunks) - 1)]
        is_word = clause.word(number) in self.sets["over_with"] and chunk.last - chunk.first == 1
        return is_word and clause.kind(number + 1) not in ("noun", "time")
