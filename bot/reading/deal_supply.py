"""Who supplies whom under a contract, from the verb over it and the infinitive behind it."""

from __future__ import annotations

from dataclasses import replace

from bot.model import PartyRole
from bot.reading.clauses import Clause
from bot.reading.mentions import Mention
from bot.reading.parties import Filler, Parties


class Supply:
    """Turns the plain parties of a contract into supplier and customer."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.words = parties, parties.words
        self.lower, self.sets = parties.tokens.lower, parties.words.sets

    def _roles(self, clause: Clause, number: int, mention: Mention) -> tuple[PartyRole, PartyRole] | None:
        """The roles of the governing subject and of the side behind "with", for a contract."""
        standing = mention.standing
        verb = clause.head(standing.verb) if standing.verb is not None else ""
        if verb in self.sets["receiving"]:
            return "supplier", "customer"
        if verb in self.sets["giving"] or verb in self.sets["awarding"]:
            return "customer", "supplier"
        after = next((at for at in range(number + 1, len(clause.chunks)) if clause.kind(at) == "verb"), None)
        if after is not None and clause.chunks[after].form == "infinitive":
            head = clause.head(after)
            if head in self.sets["supplying"]:
                return "supplier", "customer"
            if head in self.sets["building"]:
                return "customer", "supplier"
            if head in self.words.verbs and self.words.verbs[head][0].subject == "buyer":
                return "customer", "supplier"
        words = self.lower[clause.chunks[number].first : clause.chunks[-1].last]
        return ("customer", "supplier") if any(word in self.sets["goods"] for word in words) else None

    def assign(self, clause: Clause, number: int, mention: Mention) -> None:
        if mention.kind not in ("contract", "arms") or mention.standing.subject == "notifier":
            return
        if {"supplier", "customer"} <= {party.role for party in mention.parties}:
            return
        roles = self._roles(clause, number, mention)
        if roles is None or mention.standing.verb is None:
            return
        if len(clause.subject(mention.standing.verb)) > 1:
            return  # "X and Y signed a contract": who supplies is not told
        subjects = {filler.span for filler in self.parties.fill("party", clause, clause.subject(mention.standing.verb))}
        mention.parties = [self._placed(party, roles, is_subject=party.span in subjects) for party in mention.parties]

    def _placed(self, party: Filler, roles: tuple[PartyRole, PartyRole], *, is_subject: bool) -> Filler:
        if party.role not in ("party", "supplier", "customer"):
            return party
        if is_subject:
            return replace(party, role=roles[0])
        return replace(party, role=roles[1]) if party.role == "party" else party
