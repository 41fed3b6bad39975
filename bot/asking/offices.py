"""Who holds an office: "the secretary of state", "Uganda's foreign minister", "Orsk's chief executive". Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.asking.name_choice import SMALL, Resolved, holder_or_several, newest, office_words
from bot.asking.name_forms import office_and_owner, offices_alike, said_otherwise, without_country
from bot.store.records import KnownName


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a language do in names: `ordinary` ones are never taken for misspelt names."""

    ordinary: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    lesser: frozenset[str] = frozenset()  # "deputy", "former": in front of an office another one


@dataclass(slots=True, repr=False)
class Offices:
    """Roles as the articles give them, with who was last told to hold each."""

    roles: dict[str, list[tuple[date, KnownName]]] = field(default_factory=dict)
    seats: dict[str, list[str]] = field(default_factory=dict)  # the roles that are this office of some country
    having: dict[str, list[str]] = field(default_factory=dict)  # the roles that hold a word
    wording: Wording = field(default_factory=Wording)

    def add(self, role: str, holder: tuple[date, KnownName]) -> None:
        """Index somebody who held it on that day."""
        if role not in self.roles:
            for word in role.split():
                self.having.setdefault(word.removesuffix("'s"), []).append(role)
            if seat := without_country(role, self.wording.countries):
                self.seats.setdefault(seat, []).append(role)
        self.roles.setdefault(role, []).append(holder)

    def newest_holders(self, office: str, alike: Mapping[str, tuple[str, ...]]) -> list[str]:
        """Whoever held it by that very name or another one of it, the last first."""
        held = [holder for form in (office, *offices_alike(office, alike)) for holder in self.roles.get(form, ())]
        return list(dict.fromkeys(name.name for _, name in sorted(held, key=lambda item: item[0], reverse=True)))

    def holder(self, words: str) -> Resolved | None:
        """Who holds the role in these words, or in these and few others; of several countries' one of each."""
        held = self.roles.get(words)
        if seats := self.seats.get(words):
            return holder_or_several((held or [], *(self.roles[seat] for seat in seats)))
        if held is None:
            wanted = set(words.split()) - SMALL
            if not wanted:
                return None
            if len(wanted) == 1 and wanted & self.wording.ordinary:
                return None
            fitting = [
                (len(extra), role)
                for role in min((self.having.get(word.removesuffix("'s"), []) for word in wanted), key=len)
                if wanted <= office_words(role, wanted)
                and not (extra := set(role.split()) - wanted) & self.wording.lesser  # no deputy for the governor
            ]
            nearest = min((extra for extra, _ in fitting), default=0)
            held = [holder for extra, role in fitting if extra == nearest for holder in self.roles[role]]
        return newest(held)

    def otherwise(self, words: str) -> Resolved | None:
        """The role with the country's name for its people's, and the other way."""
        said = said_otherwise(words, self.wording.countries)
        found = next((found for form in said if (found := self.holder(form))), None)
        return found or self._in_body(words)

    def _in_body(self, words: str) -> Resolved | None:
        """ "The chief executive of Orsk Lines" is Orsk's: the office as asked, whose it is by some of its name."""
        held: list[tuple[date, KnownName]] = []
        for office, whose in office_and_owner(words):
            asked, owner = set(office.split()) - SMALL, set(whose.split()) - SMALL
            for role in dict.fromkeys(role for word in owner for role in self.having.get(word, ())):
                printed = {word.removesuffix("'s") for word in role.split()} - SMALL
                if asked and asked < printed and printed - asked <= owner:
                    held += self.roles[role]
        return newest(held)
