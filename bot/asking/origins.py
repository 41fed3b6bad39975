"""Which country a party is told to be of: "Brazilian plane maker Aerovento", "Zielonka, a Polish start-up". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.asking.ground import Ground
from bot.asking.words import alternatives
from bot.model import HeldDeal, Party

LONGEST_TRADE = 3  # words of "plane maker" between a country and a name
TRADE = rf"(?P<trade>(?:[a-z][\w-]*\s+){{0,{LONGEST_TRADE}}})"


@dataclass(frozen=True, slots=True)
class Origin:
    """One country, for the parties of many deals."""

    in_front: re.Pattern[str]
    behind: re.Pattern[str]
    no_trade: frozenset[str]  # "Polish officials told Halvar"

    @classmethod
    def of(cls, country: str, ground: Ground) -> Origin | None:
        """By every name of the country and its people; None of what is no country."""
        forms = "|".join(map(re.escape, sorted(ground.same_country(country), key=len, reverse=True)))
        if not forms:
            return None
        article = alternatives(ground.words.grammar["determiners"])
        return cls(
            re.compile(rf"\b(?i:{forms})(?:['’]s)?\s+{TRADE}$"),
            re.compile(rf",\s+{article}\s+{TRADE}(?i:{forms})\b"),
            frozenset((*ground.words.acts, *ground.words.ordinary)),
        )

    def is_of(self, party: Party, held: HeldDeal) -> bool:
        """Whether the evidence gives the party this country; a player who changes clubs makes no deal with it."""
        if held.deal.kind == "transfer" and party.role == "target":
            return False
        found = []
        for source in held.sources:
            before, name, after = source.words.partition(party.name)
            if name:
                found += [self.in_front.search(before), self.behind.match(after)]
        return any(match is not None and self.no_trade.isdisjoint(match["trade"].split()) for match in found)
