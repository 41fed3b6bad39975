"""Who supplies whom under a contract: by the verb over it, the infinitive behind it, and what stands behind goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.model import PartyRole
from bot.reading.clauses import Clause, Prepositional
from bot.reading.mentions import Mention
from bot.reading.parties import Parties
from bot.reading.party_fillers import Filler

Sets = Mapping[str, frozenset[str]]
PAIR = 2


def without_ways(clause: Clause, phrases: list[Prepositional], sets: Sets) -> list[Prepositional]:
    """Without the ends of what is built: "a contract for a road from X to Y", "… for a line between X and Y"."""
    starts = sets["origin"] | sets["pairing"]
    found = [at for at, phrase in enumerate(phrases) if at and phrase.word in starts]
    if not found:
        return phrases
    ends = {each for at in found if _is_built(clause, phrases[:at], sets) for each in _ends(phrases, at, sets)}
    return [phrase for at, phrase in enumerate(phrases) if at not in ends]


def _is_built(clause: Clause, before: list[Prepositional], sets: Sets) -> bool:
    """Whether phrases end in something that lies somewhere, and not in goods that somebody delivers."""
    is_for = any(phrase.word in sets["paid_for"] for phrase in before)
    return is_for and not is_delivered(clause, before[-1].noun, sets)


def _ends(phrases: list[Prepositional], at: int, sets: Sets) -> list[int]:
    """The phrases that say where a way begins and ends, if phrase `at` opens one."""
    if phrases[at].word in sets["pairing"]:
        return [at]
    is_open = at + 1 == len(phrases) or phrases[at + 1].word not in sets["receiver"]
    return [] if is_open or phrases[at + 1].noun != phrases[at].noun + PAIR else [at, at + 1]


def is_delivered(clause: Clause, number: int, sets: Sets) -> bool:
    """Whether a phrase names goods, or things that are counted: "96 tanks"."""
    return clause.head(number) in sets["goods"] or clause.word(number)[:1].isdigit()


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

    def origin(
        self, clause: Clause, phrase: Prepositional, mention: Mention, role: PartyRole | None
    ) -> PartyRole | None:
        """What stands behind goods and "from" is to a contract: who delivers, unless the verb gets the order."""
        if phrase.word in self.sets["receiver"]:
            return "customer" if clause.word(phrase.noun - 3) in self.sets["origin"] else role  # "from X to Y"
        if phrase.word not in self.sets["origin"]:
            return role
        verb = mention.standing.verb
        governing = clause.head(verb) if verb is not None else ""
        is_goods = clause.kind(phrase.noun - 3) == "preposition" and is_delivered(clause, phrase.noun - 2, self.sets)
        if not is_goods or governing in self.sets["receiving"]:
            return role
        is_order = self.lower[mention.trigger] in self.sets["orders"]
        return role if is_order and governing not in self.sets["ordering"] else "supplier"

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
