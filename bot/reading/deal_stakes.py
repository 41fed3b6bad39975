"""Stakes that somebody took, raised or cut: deals without a word for a deal."""

from __future__ import annotations

from bot.reading.clauses import Clause
from bot.reading.deal_status import Statuses
from bot.reading.deal_targets import Targets
from bot.reading.deal_words import Frame
from bot.reading.mentions import Mention
from bot.reading.parties import Parties


class Stakes:
    """Reads the stakes in the clauses of one text."""

    def __init__(self, parties: Parties, statuses: Statuses, targets: Targets) -> None:
        self.parties, self.statuses, self.targets = parties, statuses, targets
        self.lower, self.sets = parties.tokens.lower, parties.words.sets

    def read(self, clause: Clause, number: int, noun: int, frame: Frame) -> Mention | None:
        """A stake that somebody took, raised or cut; one that is only held is no deal."""
        verb = self.statuses.verb_over(clause, number)
        if verb is None or clause.head(verb) not in self.sets["stake_verbs"]:
            return None
        chunk = clause.chunks[number]
        inside = self.lower[chunk.first : chunk.last]
        is_sized = any(word[0].isdigit() or word in self.sets["shares_of"] for word in inside)
        if self.lower[noun] not in self.sets["plain_stakes"] and not is_sized:
            return None
        standing = self.statuses.of_verb(clause, verb, "completed")
        evidence = (clause.chunks[0].first, clause.chunks[-1].last)
        mention = Mention("acquisition", clause.sentence, noun, evidence, standing, is_verb=True)
        found = self.targets.target(clause, number)
        if found is None:
            return None
        inner, stake = found
        mention.stake = stake
        mention.object = self.targets.span_of(clause, number, inner)
        mention.parties += self.parties.fill("target", clause, [inner])
        if number not in clause.subject(verb):
            role = "seller" if clause.head(verb) in self.sets["stake_cuts"] else frame.subject
            mention.parties += self.parties.fill(role, clause, clause.subject(verb))
        return mention if any(party.role == "target" for party in mention.parties) else None
