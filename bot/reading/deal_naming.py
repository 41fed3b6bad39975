"""Whether enough of a deal is named to tell it as a fact."""

from __future__ import annotations

from collections.abc import Sequence, Set

from bot.model import PartyRole
from bot.reading import word_classes as lex
from bot.reading.deal_merge import Bundle
from bot.reading.mentions import Facts, Mention
from bot.reading.party_fillers import Filler

PAIR = 2


class Naming:
    """Judges the parties of the deals of one text."""

    def __init__(self, facts: Facts) -> None:
        self.tokens, self.words = facts.tokens, facts.words

    def is_nameable(self, bundle: Bundle) -> bool:
        """Whether enough is named to tell it as a fact: two sides, or one that owes, raises or is a country."""
        roles = {party.role for party in bundle.parties}
        sides = [party for party in bundle.parties if party.role not in ("authority", "regulator", "broker")]
        if not any(
            mention.is_verb or mention.standing.is_governed or self._names_both(mention) for mention in bundle.mentions
        ):
            return False  # only a phrase in passing: "its Lyft partnership", "the WhatsApp takeover"
        if any(party.role != "target" and not self._can_deal(party.name) for party in sides):
            return False
        if len(sides) > 1 and not all(mention.is_one_side for mention in bundle.mentions):
            return roles not in ({"buyer"}, {"target"}) and not self._is_retail(bundle, roles)
        if not sides:
            return False
        return self._may_stand_alone(bundle, sides, roles)

    def _may_stand_alone(self, bundle: Bundle, sides: Sequence[Filler], roles: Set[PartyRole]) -> bool:
        """Whether one side is enough to tell a deal by."""
        is_many = sides[0].role == "party" and self._is_many(sides[0].name)
        is_verb = any(mention.is_verb for mention in bundle.mentions)
        stands_alone = bundle.kind in ("settlement", "funding") or (
            sides[0].country is not None and sides[0].role != "target"
        )
        is_labour = bundle.kind == "labour" and bundle.standing.is_governed
        is_order = bundle.kind in ("contract", "arms") and bundle.standing.is_governed and bundle.money is not None
        is_accord = (
            bundle.kind == "treaty" and sides[0].country and bundle.standing.is_governed and self._is_told(bundle)
        )  # "Uganda agreed to a fishing treaty over the lake": with whom is not told
        return is_many or is_labour or is_order or bool(is_accord) or "authority" in roles or (is_verb and stands_alone)

    def _names_both(self, mention: Mention) -> bool:
        """Whether a phrase by itself names both sides: "the deal between X and Y", "X's takeover of Y"."""
        if self.tokens.lower[mention.trigger] in self.words.sets["vague_nouns"]:
            return False
        named = [party for party in mention.parties if not party.is_generic and party.name != party.name.lower()]
        return len({party.key for party in named}) > 1

    def _is_retail(self, bundle: Bundle, roles: set[PartyRole]) -> bool:
        """Whether somebody only sells: no buyer is named, and what is sold is no part of a company."""
        if bundle.kind != "acquisition" or roles & {"buyer", "party"}:
            return False
        targets = [party.name.lower().split()[-1] for party in bundle.parties if party.role == "target"]
        return not any(word in self.words.sets["divisions"] or word in self.words.chunks.suffixes for word in targets)

    def _can_deal(self, name: str) -> bool:
        """Whether a party is named, or is a word for people or bodies that make deals."""
        sets = self.words.sets
        if name.lower().split()[-1] in sets["unnamed"] and self._is_two_small(name):
            return False
        known = sets["lower_parties"] | sets["nominals"] | sets["sides"] | sets["workers"]
        return name != name.lower() or any(word in known for word in name.lower().split())

    def _is_two_small(self, name: str) -> bool:
        """Whether a name is an article and a common noun: "The company", that nothing before it names."""
        words = name.split()
        is_article = bool(self.words.chunks.tags.get(words[0].lower(), 0) & lex.DETERMINER)
        return len(words) == PAIR and is_article and words[1].islower()

    def _is_many(self, name: str) -> bool:
        """Whether a phrase stands for both sides at once: "the two sides", "19 countries"."""
        return name.lower().split()[-1] in self.words.sets["sides"]

    def _is_told(self, bundle: Bundle) -> bool:
        """Whether it is said what a treaty is about: no bare "the treaty"."""
        return bundle.object is not None and bundle.object[1] - bundle.object[0] >= PAIR
