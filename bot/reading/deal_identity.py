"""When two deals, of one article or of two, are one: by parties, by what is bought, by what it is about.

Conflicting sums and later statuses speak neither for nor against it: they stand side by side, with their outlets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.model import Deal, Party, PartyRole
from bot.reading.deal_words import DealWords
from bot.text import content_words, fold

APART = timedelta(days=400)  # from the first rumour to the closing of a long takeover
RECALLED_APART = timedelta(days=60)  # a deal recalled is the one of then, not of today
FAMILIES: dict[str, str] = {
    "acquisition": "company", "merger": "company", "transfer": "player", "treaty": "accord", "trade": "accord",
    "ceasefire": "ceasefire", "arms": "goods", "contract": "goods", "labour": "accord", "settlement": "settlement",
    "funding": "money", "agreement": "any",
}  # fmt: skip
STANDING_BY: frozenset[PartyRole] = frozenset({"broker", "regulator", "authority"})
ENOUGH_SHARED = 2
TOLD_AGAIN = ("ceasefire", "accord")  # nobody makes two of these in a fortnight with the same words
AGAIN_WITHIN = timedelta(days=14)


class DealIdentity:
    """The rule by which the store merges deals; knows countries by all their names."""

    def __init__(self, words: DealWords) -> None:
        self.places, self.suffixes = words.places, words.chunks.suffixes
        self.nominals = words.sets["nominals"]
        self.empty = frozenset(words.nouns)

    def keys(self, deal: Deal) -> frozenset[str]:
        """A key for each side: the country, else the first telling word of the name."""
        return frozenset(self.key(party) for party in sides(deal))

    def key(self, party: Party) -> str:
        """Equal for all names of one country and for the long and the short name of one company."""
        country = self.places.country(party.name)
        if country:
            return f"country {fold(country)}"
        telling = self._telling(party.name)
        return telling[0] if telling else fold(party.name)

    def is_same(self, held: Deal, held_at: datetime, new: Deal, new_at: datetime) -> bool:
        """Whether two deals are one: no party against it, and two sides in common or one and the same object."""
        if not kinds_agree(held, new) or not self._are_close(held, held_at, new, new_at):
            return False
        if any(self._differ(held, new, role) for role in ("target", "buyer")):
            return False
        shared = self.keys(held) & self.keys(new)
        if any(self._shares(held, new, role) for role in ("target",)):
            return True
        if len(shared) >= ENOUGH_SHARED:
            return self._objects_agree(held, new)
        if not shared:
            return False
        if self._objects_meet(held, new) or self._is_told_again(held, held_at, new, new_at):
            return True
        return _is_same_sum(held, held_at, new, new_at) and any(
            not [party for party in sides(deal) if self.key(party) not in shared and not _is_generic(party)]
            for deal in (held, new)
        )

    def _is_told_again(self, held: Deal, held_at: datetime, new: Deal, new_at: datetime) -> bool:
        """Whether one side alone is told with the same of the same within days: "Putin refused a ceasefire"."""
        is_plain = FAMILIES[held.kind] in TOLD_AGAIN and fold(held.object or "") == fold(new.object or "")
        apart = abs(day_of(held, held_at) - day_of(new, new_at))
        return is_plain and held.status == new.status and self.keys(held) == self.keys(new) and apart <= AGAIN_WITHIN

    def _telling(self, name: str) -> list[str]:
        return [word for word in content_words(name) if word not in self.suffixes and word != "the"]

    def _of(self, deal: Deal, role: str) -> list[frozenset[str]]:
        named = [party.name for party in deal.parties if party.role == role and not self._is_described(party.name)]
        return [frozenset(self._telling(name)) for name in named]

    def _is_described(self, name: str) -> bool:
        """Whether a party is only told by what it is: "the Norwegian company"."""
        return name.startswith(name[:1].lower()) and name.rsplit(maxsplit=1)[-1] in self.nominals

    def _shares(self, one: Deal, other: Deal, role: str) -> bool:
        """Whether the party of a role is the same in both, one name holding the other."""
        return any(a and b and (a <= b or b <= a) for a in self._of(one, role) for b in self._of(other, role))

    def _differ(self, one: Deal, other: Deal, role: str) -> bool:
        return bool(self._of(one, role) and self._of(other, role)) and not self._shares(one, other, role)

    def _object_words(self, deal: Deal) -> frozenset[str]:
        names = {word for party in deal.parties for word in content_words(party.name)}
        words = content_words(deal.object or "")
        return frozenset(word for word in words if word not in self.empty and word not in names)

    def _objects_agree(self, one: Deal, other: Deal) -> bool:
        """Whether nothing said about the object speaks against one deal."""
        ours, theirs = self._object_words(one), self._object_words(other)
        return not ours or not theirs or bool(ours & theirs) or one.kind == other.kind != "agreement"

    def _objects_meet(self, one: Deal, other: Deal) -> bool:
        return bool(self._object_words(one) & self._object_words(other))

    def _are_close(self, held: Deal, held_at: datetime, new: Deal, new_at: datetime) -> bool:
        apart = abs(day_of(held, held_at) - day_of(new, new_at))
        return apart <= (RECALLED_APART if held.background != new.background else APART)


def _is_generic(party: Party) -> bool:
    """Whether a side is told by what it is: "the government"."""
    return party.name.removeprefix("The ").removeprefix("the ")[:1].islower()


def _is_same_sum(held: Deal, held_at: datetime, new: Deal, new_at: datetime) -> bool:
    """Whether the very same sum is told within days, as of “the government” that signed with the same firm."""
    ours, theirs = held.amount, new.amount
    if ours is None or theirs is None or ours.value is None:
        return False
    apart = abs(day_of(held, held_at) - day_of(new, new_at))
    return (ours.value, ours.currency) == (theirs.value, theirs.currency) and apart <= AGAIN_WITHIN


def sides(deal: Deal) -> Sequence[Party]:
    """The parties that make the deal, without those who broker, approve or are told."""
    return [party for party in deal.parties if party.role not in STANDING_BY]


def kinds_agree(one: Deal, other: Deal) -> bool:
    """Whether two kinds can be words for one deal: "agreement" fits all, a merger may be called a takeover."""
    ours, theirs = FAMILIES[one.kind], FAMILIES[other.kind]
    return ours == theirs or "any" in (ours, theirs)


def day_of(deal: Deal, published: datetime) -> date:
    """The day a deal is about: its own date, else the article's."""
    return deal.date.first if deal.date else published.date()
