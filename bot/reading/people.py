"""Linking names across articles: is this article's “Rubio” the Marco Rubio of the store?

    1. the same words    folded, suffixes and honorifics left out
    2. fitting forms     Mike and Michael, J. and John, a middle name left out, an acronym written out
    3. a surname alone   only where one known person bears it, or one alone has the article's role
    4. otherwise         somebody new; a role that shares no word with the known ones keeps two people apart

Nothing here asks the store: known names come in, decisions go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from bot.model import Name, Reading, Statement
from bot.reading.name_rules import NameRules
from bot.text import fold

STEM = 5  # letters of a role's word that are compared: president, presidential
Decision = Literal["same", "new", "unclear"]


class KnownRole(Protocol):
    """A role somebody was given in an earlier article."""

    @property
    def role(self) -> str:
        """The role as printed."""


class KnownPerson(Protocol):
    """A person or organisation of earlier articles, as the store keeps it."""

    @property
    def name(self) -> str:
        """The canonical form."""

    @property
    def kind(self) -> Literal["person", "organisation"]:
        """What it is."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other forms."""

    @property
    def roles(self) -> Sequence[KnownRole]:
        """Roles given so far."""


@dataclass(frozen=True, slots=True)
class Link:
    """The decision on one name of an article: `known` is the canonical form it belongs under."""

    name: Name
    decision: Decision
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A name taken apart: folded words without honorific and suffix, the suffix (jr, iii) beside."""

    words: tuple[str, ...]
    suffix: str


def link(names: Sequence[Name], known: Iterable[KnownPerson], rules: NameRules) -> tuple[Link, ...]:
    """Decide for each name of an article which known person or organisation it is."""
    return KnownPeople(known, rules).link(names)


def under_known_names(reading: Reading, known: Iterable[KnownPerson], rules: NameRules) -> Reading:
    """A reading with its names and speakers under the canonical forms of the people already known."""
    return KnownPeople(known, rules).restate(reading)


def _under(reading: Reading, links: Iterable[Link]) -> Reading:
    renamed = {one.name.canonical: one.known for one in links if one.known and one.known != one.name.canonical}
    if not renamed:
        return reading
    return replace(
        reading,
        statements=tuple(_restated(statement, renamed) for statement in reading.statements),
        names=tuple(_renamed(name, renamed.get(name.canonical)) for name in reading.names),
    )


def _restated(statement: Statement, renamed: dict[str, str]) -> Statement:
    speaker = renamed.get(statement.speaker or "")
    for_whom = renamed.get(statement.speaks_for or "")
    if not speaker and not for_whom:
        return statement
    is_surname = speaker is not None and statement.name_from == "explicit" and " " not in (statement.speaker or "")
    return replace(
        statement,
        speaker=speaker or statement.speaker,
        speaks_for=for_whom or statement.speaks_for,
        name_from="surname" if is_surname else statement.name_from,
    )


def _renamed(name: Name, known: str | None) -> Name:
    if known is None:
        return name
    aliases = dict.fromkeys((name.canonical, *name.aliases))
    aliases.pop(known, None)
    return replace(name, canonical=known, aliases=tuple(aliases))


class KnownPeople:
    """Known names by folded form, surname and initials: made once for many articles."""

    def __init__(self, known: Iterable[KnownPerson], rules: NameRules) -> None:
        self.rules = rules
        self.forms: dict[str, Form] = {}
        self.by_form: dict[tuple[str, Form], list[KnownPerson]] = {}
        self.by_surname: dict[str, list[KnownPerson]] = {}
        self.by_initials: dict[str, list[KnownPerson]] = {}
        for person in known:
            form = self.forms[person.name] = self.form(person.name)
            self.by_form.setdefault((person.kind, form), []).append(person)
            if person.kind == "person" and form.words:
                self.by_surname.setdefault(form.words[-1], []).append(person)
            elif len(form.words) > 1:
                letters = "".join(word[0] for word in form.words if word not in rules.organisation_links)
                self.by_initials.setdefault(letters, []).append(person)

    def link(self, names: Sequence[Name]) -> tuple[Link, ...]:
        """The decision on every name of an article that is no place."""
        return tuple(self.decide(name) for name in names if name.kind != "place")

    def restate(self, reading: Reading) -> Reading:
        """A reading with its names and speakers under the canonical forms known."""
        return _under(reading, self.link(reading.names))

    def form(self, text: str) -> Form:
        """A printed name taken apart."""
        words = fold(text).replace(",", " ").split()
        dropped, rules = "", self.rules
        while len(words) > 1 and (words[0] in rules.honorifics or words[0] in rules.articles
                                  or (dropped in rules.honorifics and words[0] in rules.kept_behind)):  # fmt: skip
            dropped = words.pop(0)
        suffix = words.pop().rstrip(".") if len(words) > 1 and words[-1] in self.rules.suffixes else ""
        return Form(tuple(words), suffix)

    def decide(self, name: Name) -> Link:
        """Who a name is among the known."""
        form = self.form(name.canonical)
        if not form.words:
            return Link(name, "unclear")
        same = self.by_form.get((name.kind, form), [])
        if same and (len(form.words) > 1 or name.kind == "organisation"):
            return Link(name, "same", same[0].name)
        if name.kind == "organisation":
            return self._organisation(name, form)
        return self._full(name, form) if len(form.words) > 1 else self._surname(name, form)

    def _organisation(self, name: Name, form: Form) -> Link:
        """An acronym, or the long form of a known one."""
        word = form.words[0].replace(".", "")
        found = self.by_initials.get(word, []) if len(form.words) == 1 and name.canonical.isupper() else []
        return self._only(name, found)

    def _full(self, name: Name, form: Form) -> Link:
        fitting = [
            person for person in self.by_surname.get(form.words[-1], ())
            if self._are_one(form, self.forms[person.name]) and not self._contradicts(name, person)
        ]  # fmt: skip
        return self._only(name, fitting)

    def _surname(self, name: Name, form: Form) -> Link:
        bearers = [person for person in self.by_surname.get(form.words[0], ())
                   if len(self.forms[person.name].words) > 1 and not self._differ_in_gender(name, person)]  # fmt: skip
        fitting = [person for person in bearers if not self._contradicts(name, person)]
        if len(fitting) > 1 and name.role:
            fitting = [person for person in fitting if self._shares_role(name.role, person)]
        return self._only(name, fitting, bearers)

    def _only(self, name: Name, fitting: Sequence[KnownPerson], bearers: Sequence[KnownPerson] = ()) -> Link:
        """One that fits is the same; none is new; several cannot be told apart."""
        if len({person.name for person in fitting}) == 1:
            return Link(name, "same", fitting[0].name)
        return Link(name, "unclear" if fitting or (bearers and not name.role) else "new")

    def _are_one(self, form: Form, other: Form) -> bool:
        """Whether two full names with one surname may be one person."""
        if not other.words[1:] or (form.suffix and other.suffix and form.suffix != other.suffix):
            return False
        given, known = form.words[0], other.words[0]
        if given == known:
            return form.suffix == other.suffix and self._middles_fit(form.words[1:-1], other.words[1:-1])
        if given[0] == known[0] and (len(given.rstrip(".")) == 1 or len(known.rstrip(".")) == 1):
            return True
        nicknames = self.rules.nicknames
        return bool(nicknames.get(given, frozenset()) & nicknames.get(known, frozenset()))

    def _middles_fit(self, middles: Sequence[str], others: Sequence[str]) -> bool:
        """George W. and George H. W. Bush are two; a middle name may be left out."""
        if not middles or not others:
            return True
        return middles[0][0] == others[0][0] and len(middles) == len(others)

    def _differ_in_gender(self, name: Name, person: KnownPerson) -> bool:
        known = self.rules.given.get(self.forms[person.name].words[0])
        return name.gender is not None and known is not None and name.gender != known

    def _contradicts(self, name: Name, person: KnownPerson) -> bool:
        """Whether both have roles and these share no word: two people, as far as the articles tell."""
        if not name.role or not person.roles or len(self.form(name.canonical).words) > 1:
            return False
        return not self._shares_role(name.role, person)

    def _shares_role(self, role: str, person: KnownPerson) -> bool:
        words = self._role_words(role)
        return any(words & self._role_words(known.role) for known in person.roles)

    def _role_words(self, role: str) -> set[str]:
        rules = self.rules
        return {
            rules.written_out.get(word, word)[:STEM] for word in fold(role).replace(",", " ").split()
            if word not in rules.adjectives and word not in rules.prepositions and word not in rules.articles
        }  # fmt: skip
