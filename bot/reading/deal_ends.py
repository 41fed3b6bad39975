"""The end of a deal that a sentence behind it tells: "The talks broke down on Friday", "It unraveled within a week"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.deal_days import days_of_saying
from bot.reading.deal_merge import FAMILIES, Bundle, join
from bot.reading.deal_status import Statuses
from bot.reading.mentions import Facts, Mention
from bot.reading.parties import Parties
from bot.reading.standing import Standing

BEHIND = 2  # sentences from a deal to its end
OVER = ("collapsed", "denied")


class Ends:
    """Looks behind the deals of one text for what became of them."""

    def __init__(self, facts: Facts, parties: Parties, statuses: Statuses) -> None:
        self.facts, self.parties, self.statuses = facts, parties, statuses
        self.tokens, self.sets = facts.tokens, facts.words.sets

    def add(self, bundles: Sequence[Bundle]) -> None:
        """Give deals the end that the next sentences tell of, where only one of them can be meant."""
        told = {mention.sentence for bundle in bundles for mention in bundle.mentions}
        for bundle in bundles:
            last = bundle.mentions[-1].sentence
            if bundle.standing.status in OVER or bundle.is_background:
                continue
            if sum(any(mention.sentence == last for mention in other.mentions) for other in bundles) > 1:
                continue  # which of them?
            for number in range(last + 1, min(last + 1 + BEHIND, len(self.tokens.sentences))):
                if number in told:
                    break
                if (end := self._end(bundle, number, is_next=number == last + 1)) is not None:
                    join(bundle, end)
                    bundle.when = end.when
                    break

    def _end(self, bundle: Bundle, number: int, *, is_next: bool) -> Mention | None:
        """The mention of a deal's end in a sentence; None where it tells none."""
        if self.sets["undone"].isdisjoint(self.tokens.lower[slice(*self.tokens.sentences[number])]):
            return None
        clause = self.parties.clause(number)
        for verb, chunk in enumerate(clause.chunks):
            if chunk.kind == "verb" and self._is_undoing(clause, verb):
                subjects = clause.subject(verb)
                if len(subjects) != 1 or not self._means(bundle, clause, subjects[0], is_next=is_next):
                    return None
                mention = self._mention(bundle, clause, verb)
                return None if self.facts.is_past(mention.when) else mention
        return None

    def _is_undoing(self, clause: Clause, verb: int) -> bool:
        governor = self.statuses.governor(clause, verb)
        is_end = governor is not None and governor.status == "collapsed" and clause.head(verb) in self.sets["undone"]
        behind = clause.after(verb)
        is_particle = governor is not None and clause.word(behind) == governor.particle != ""
        is_alone = clause.chunks[verb].is_passive or is_particle or clause.kind(behind) not in ("noun", "verb")
        is_alone = is_alone and clause.word(behind) not in self.sets["receiver"]  # "failed to convince"
        return is_end and is_alone and self.statuses.mood(clause, verb) == "done"

    def _means(self, bundle: Bundle, clause: Clause, subject: int, *, is_next: bool) -> bool:
        """Whether a subject stands for the deal: "the talks" on it, or "it", which is no company then."""
        chunk = clause.chunks[subject]
        first, is_bare = self.tokens.lower[chunk.first], chunk.last - chunk.first == 1
        if self.tokens.lower[chunk.head] in self.sets["talks"]:
            is_said = is_bare or bool(clause.tags.get(first, 0) & lex.DETERMINER)
            behind = clause.word(subject + 1)
            is_own = behind not in self.sets["pairing"] | self.sets["beside"] and first not in self.sets["indefinite"]
            return bundle.standing.status == "in talks" and is_said and is_own and chunk.last - chunk.first <= BEHIND
        is_accord = FAMILIES.get(bundle.kind, "accord") == "accord" and not bundle.best.is_verb
        return is_next and is_accord and is_bare and first in self.sets["neuter"]

    def _mention(self, bundle: Bundle, clause: Clause, verb: int) -> Mention:
        chunk = clause.chunks[verb]
        standing = Standing("collapsed", is_asserted=True, tokens=(chunk.first, chunk.last), verb=verb)
        evidence = (clause.chunks[0].first, clause.chunks[-1].last)
        others = days_of_saying(clause, self.facts.words, verb)
        when = self.facts.when(clause, standing, chunk.head, others)
        return Mention(bundle.kind, clause.sentence, chunk.head, evidence, standing, when=when, is_anaphor=True)
