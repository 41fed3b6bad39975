"""What the subject of the verb that governs a deal's noun is to the deal: "Qatar brokered a deal"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.model import DealKind, PartyRole
from bot.reading import word_classes as lex
from bot.reading.clauses import Clause
from bot.reading.deal_noun_standing import NounStandings
from bot.reading.deal_words import Frame
from bot.reading.mentions import Mention
from bot.reading.parties import Parties
from bot.reading.party_fillers import Filler
from bot.reading.standing import Standing

SUBJECT_ROLES: dict[str, PartyRole] = {"regulator": "regulator", "authority": "authority", "broker": "broker"}
BETWEEN_STATES: frozenset[DealKind] = frozenset({"treaty", "trade", "agreement", "ceasefire"})


class Governors:
    """Finds parties of deals before the verbs that govern their nouns."""

    def __init__(self, parties: Parties, standings: NounStandings, sets: Mapping[str, frozenset[str]]) -> None:
        self.parties, self.standings, self.sets = parties, standings, sets

    def add(self, clause: Clause, number: int, frame: Frame, mention: Mention) -> None:
        """The subject of the verb that governs the noun, by what that verb makes of it."""
        standing = mention.standing
        if standing.verb is None or not standing.is_governed:
            return
        verb = clause.chunks[standing.verb]
        subjects = clause.subject(standing.verb)
        if verb.is_passive or (number in subjects):
            subjects = [
                phrase.noun for phrase in clause.prepositionals(standing.verb) if phrase.word in self.sets["agent"]
            ][:1]
            subjects = clause.joined_after(subjects[0]) if subjects else []
        role = self._role(frame, standing, mention, clause, subjects)
        if role is not None:
            known = [party.span for party in mention.parties]
            others = [subject for subject in subjects if subject != number]
            if role == "party" and mention.kind not in BETWEEN_STATES and self._is_told(clause, standing.verb):
                others = [each for each in others if not self._holds_office(clause, each)]
            fillers = self.parties.owners(role, clause, others) or self.parties.fill(role, clause, others)
            found = [filler for filler in fillers if filler.span not in known]
            if role == "authority" and mention.kind in BETWEEN_STATES:
                mention.parties = self._bound(clause, others, found, mention)
            else:
                mention.parties += found
        if standing.subject == "notifier":
            mention.parties += self.parties.fill("authority", clause, [standing.verb + 1])

    @staticmethod
    def _is_told(clause: Clause, verb: int) -> bool:
        """Whether a deal is only spoken of: "the finance director | said | talks with Apex were going well"."""
        return bool(clause.tags.get(clause.head(verb), 0) & lex.CUE)

    def _holds_office(self, clause: Clause, number: int) -> bool:
        """Whether somebody speaks for a side and is none: by name with an office, or "she"."""
        if clause.word(number) in self.sets["single"]:
            return True
        place = self.parties.name_in(clause, number)
        return place is not None and self.parties.has_role(*place)

    def _bound(self, clause: Clause, subjects: list[int], found: list[Filler], mention: Mention) -> list[Filler]:
        """A deal's parties with those who ratify it and the country they bind: "Kenya's senate" stands beside Kenya."""
        known = {party.country for party in mention.parties if party.country}
        if not known:
            return [*mention.parties, *found]
        if len(known) == 1:  # "Kenya ratified the treaty with Uganda": a side itself
            found = [replace(filler, role="party") if filler.country else filler for filler in found]
        lawmakers = [number for number in subjects if clause.head(number) in self.sets["lawmakers"]]
        bound = [self._country_of(clause, number) for number in lawmakers]
        own = [filler for filler in bound if filler is not None and filler.country not in known]
        return [*own, *mention.parties, *found]

    def _country_of(self, clause: Clause, number: int) -> Filler | None:
        """The country named in front of a parliament or behind it: "the parliament of Kenya"."""
        first, last = clause.chunks[number].first, clause.chunks[number].head
        if clause.word(number + 1) in self.sets["belonging"] and clause.kind(number + 2) == "noun":
            first, last = clause.chunks[number + 2].first, clause.chunks[number + 2].last
        return self.parties.country_in("party", first, last)

    def _role(
        self, frame: Frame, standing: Standing, mention: Mention, clause: Clause, subjects: list[int]
    ) -> PartyRole | None:
        """What the subject of the governing verb is to the deal."""
        if standing.subject == "notifier":
            return frame.subject
        heads = {clause.head(subject) for subject in subjects}
        if self._is_turned_down(frame, standing, mention) and heads & self.sets["own_bodies"]:
            return "target"
        if (
            frame.status
            and self.standings.is_accepted(clause, standing)
            and "target" not in {p.role for p in mention.parties}
        ):
            return "target"
        is_ruling = mention.kind in ("acquisition", "merger") and not heads.isdisjoint(self.sets["regulators"])
        if is_ruling or standing.subject != "party":
            return self._official_role(standing, mention, heads)
        verb = clause.head(standing.verb) if standing.verb is not None else ""
        if mention.kind == "funding" and verb in self.sets["receiving"]:
            return "party"
        if frame.kind == "contract" and frame.subject == "supplier":
            given: PartyRole = "customer" if verb in self.sets["awarding"] else "party"
            return "supplier" if verb in self.sets["receiving"] else given
        if frame.kind == "contract" and any(party.role == frame.subject for party in mention.parties):
            return "supplier"
        return self._trading_role(clause, frame, standing, mention) if frame.kind == "acquisition" else frame.subject

    def _is_turned_down(self, frame: Frame, standing: Standing, mention: Mention) -> bool:
        """Whether a bid with a bidder and without a target is refused: whoever refuses is its target."""
        roles = {party.role for party in mention.parties}
        return standing.status == "collapsed" and frame.status == "proposed" and roles == {frame.subject}

    def _official_role(self, standing: Standing, mention: Mention, heads: set[str]) -> PartyRole:
        """Whoever approves, blocks or brokers: a lender lends, a union's members are the union."""
        is_law = bool(heads & self.sets["lawmakers"])
        if standing.subject == "broker":
            return "broker"
        if standing.subject == "party":
            return "regulator"
        if mention.kind == "funding":
            return "investor"
        if mention.kind == "labour" and not is_law:
            return "party"
        if is_law or mention.kind in ("arms", "treaty", "trade", "ceasefire"):
            return "authority"
        return SUBJECT_ROLES.get(standing.subject, "regulator")

    def _trading_role(self, clause: Clause, frame: Frame, standing: Standing, mention: Mention) -> PartyRole | None:
        """The side of a sale that is not named yet; who turns a bid down or agrees to it is its target."""
        roles = {party.role for party in mention.parties}
        is_yielding = standing.verb is not None and clause.head(standing.verb) in self.sets["yielding"]
        is_refused = standing.status == "collapsed" and frame.status == "proposed"
        if (is_refused or is_yielding) and frame.subject in roles:
            return "target" if "target" not in roles else None
        return frame.subject if frame.subject not in roles else None
