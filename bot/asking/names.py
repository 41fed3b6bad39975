"""Whom a question means: names, surnames, roles, initials and misspellings against the names the store knows. Pure.

The stages of `resolve`, in order:
    1. whole       canonical name or alias, without article and title
    2. surname     the last word of a person's name; several persons with it are asked back
    3. tail        "secretary rubio", "ukrainian president zelensky": the longest known end of the phrase
    4. role        "the secretary of state": the newest holder of the role
    5. initials    "IMF" for the International Monetary Fund, and parts of an organisation's name
    6. misspelt    one or two letters away from a known name; never an ordinary word
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.asking.tokens import bare
from bot.store.records import KnownName

SHORTEST_MISSPELT = 4
ONE_LETTER_UNTIL = 7
SHORTEST_NAME_PART = 3
LONGEST_PHRASE = 80


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a phrase may mean, best first; more than one are asked back. `how` names the stage that found them."""

    options: tuple[str, ...] = ()
    how: str = "unknown"

    @property
    def one(self) -> str | None:
        """The only possibility."""
        return self.options[0] if len(self.options) == 1 else None


NOBODY = Resolved()


@dataclass(slots=True, repr=False)
class Names:
    """Known names by every form they are asked for; most statements first."""

    whole: dict[str, list[KnownName]] = field(default_factory=dict)
    surname: dict[str, list[KnownName]] = field(default_factory=dict)
    roles: dict[str, list[tuple[date, KnownName]]] = field(default_factory=dict)
    initials: dict[str, list[KnownName]] = field(default_factory=dict)
    parts: dict[str, list[KnownName]] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, known: Iterable[KnownName], ordinary: frozenset[str], titles: Iterable[str]) -> Names:
        """Index names; `ordinary` words are never taken for misspelt names."""
        names = cls(ordinary=ordinary, titles=frozenset(titles))
        for name in known:
            names._add(name)
        return names

    def _add(self, name: KnownName) -> None:
        forms = _forms(name.name, name.aliases)
        for form in forms:
            self.whole.setdefault(form, []).append(name)
        for role in name.roles:
            day = role.last_day or role.first_day or date.min
            self.roles.setdefault(_without_article(bare(role.role)), []).append((day, name))
        if name.kind == "person":
            self.surname.setdefault(forms[0].rpartition(" ")[2], []).append(name)
            return
        words = [word for word in forms[0].split() if word not in ("the", "of", "and", "for", "&")]
        if len(words) > 1:
            self.initials.setdefault("".join(word[0] for word in words), []).append(name)
            for word in words:
                self.parts.setdefault(word, []).append(name)

    def resolve(self, phrase: str) -> Resolved:
        """Whom the words of a question mean."""
        words = _without_article(bare(phrase))[:LONGEST_PHRASE]
        if not words:
            return NOBODY
        return (
            self._exact(words)
            or self._tail(words)
            or self._role(words)
            or self._organisation(words)
            or self._misspelt(words)
            or NOBODY
        )

    def is_known(self, phrase: str) -> bool:
        """Whether these very words are a name or surname held, without guessing."""
        return self._exact(_without_article(bare(phrase))) is not None

    def is_person(self, name: str) -> bool:
        """Whether the name held is a person's."""
        return any(known.kind == "person" for known in self.whole.get(_without_article(bare(name)), ()))

    def most_heard(self, most: int = 3) -> tuple[str, ...]:
        """The people of most statements."""
        people = {known.name: known.statements for held in self.surname.values() for known in held}
        return tuple(sorted(people, key=lambda name: (-people[name], name))[:most])

    def nearest(self, phrase: str, most: int = 3) -> tuple[str, ...]:
        """Names to offer when nobody of that name is held."""
        words = _without_article(bare(phrase))[:LONGEST_PHRASE]
        if not words:
            return ()
        having = [(self.parts.get(word, []), self.surname.get(word, [])) for word in words.split()]
        found = [name.name for lists in having for held in lists for name in held]
        pool = [*self.whole, *self.surname]
        close = process.extract(words, pool, scorer=JaroWinkler.normalized_similarity, limit=most * 2, score_cutoff=0.8)
        for form, _, _ in close:
            found += [name.name for name in self.whole.get(form) or self.surname.get(form) or ()]
        return tuple(dict.fromkeys(found))[:most]

    def _exact(self, words: str) -> Resolved | None:
        candidates = self._without_title(words)
        for form in candidates:
            if found := self.whole.get(form):
                return _choice(form, [*found, *self.surname.get(form, ())], "whole")
        for form in candidates:
            if found := self.surname.get(form):
                return _choice(form, found, "surname")
        return None

    def _without_title(self, words: str) -> list[str]:
        parts = words.split()
        while len(parts) > 1 and parts[0] in self.titles:
            parts = parts[1:]
        return list(dict.fromkeys([words, " ".join(parts)]))

    def _tail(self, words: str) -> Resolved | None:
        parts = words.split()
        for start in range(1, len(parts)):
            tail = " ".join(parts[start:])
            leading = parts[start - 1]
            is_named = leading in self.titles or leading not in self.ordinary
            if is_named and (found := self.surname.get(tail) or self.whole.get(tail)):
                persons = [name for name in found if name.kind == "person" and _agree(parts[:start], name, self.titles)]
                if persons:
                    return _choice(tail, persons, "surname")
        return None

    def _role(self, words: str) -> Resolved | None:
        held = self.roles.get(words)
        if held is None:
            wanted = set(words.split())
            if len(wanted) == 1 and wanted & self.ordinary:
                return None
            fitting = [(len(set(role.split()) - wanted), role) for role in self.roles if wanted <= set(role.split())]
            nearest = min((extra for extra, _ in fitting), default=0)
            held = [holder for extra, role in fitting if extra == nearest for holder in self.roles[role]]
        if not held:
            return None
        newest = max(day for day, _ in held)
        names = dict.fromkeys(name.name for day, name in held if day == newest)
        return Resolved(tuple(names), "role")

    def _organisation(self, words: str) -> Resolved | None:
        if found := self.initials.get(words.replace(".", "")):
            return _choice(words, found, "initials")
        parts = [word for word in words.split() if word not in ("of", "the", "and", "for")]
        if not parts or any(len(word) < SHORTEST_NAME_PART or word not in self.parts for word in parts):
            return None
        if len(parts) == 1 and parts[0] in self.ordinary:
            return None
        having = [name for name in self.parts[parts[0]] if all(name in self.parts[word] for word in parts[1:])]
        return _choice(words, having, "part") if having else None

    def _misspelt(self, words: str) -> Resolved | None:
        if len(words) < SHORTEST_MISSPELT or all(word in self.ordinary for word in words.split()):
            return None
        most = 1 if len(words) <= ONE_LETTER_UNTIL else 2
        for forms in (self.whole, self.surname):
            near = process.extract(words, forms.keys(), scorer=OSA.distance, score_cutoff=most, limit=5)
            near = [found for found in near if len(found[0]) >= SHORTEST_MISSPELT]
            if near:
                least = min(distance for _, distance, _ in near)
                names = [name for form, distance, _ in near if distance == least for name in forms[form]]
                return _choice(near[0][0], names, "misspelt")
        return self._misspelt_part(words)

    def _misspelt_part(self, words: str) -> Resolved | None:
        """`macro rubio`: one word of a full name is right, the other one or two letters off."""
        parts = words.split()
        last = parts[-1]
        for name in self.surname.get(last, ()) if len(parts) > 1 else ():
            first = bare(name.name).split()[0]
            if OSA.distance(first, parts[-2]) <= 2:  # noqa: PLR2004 - letters
                return Resolved((name.name,), "misspelt")
        return None


def _choice(form: str, found: Sequence[KnownName], how: str) -> Resolved:
    """One name, or those to ask back about; a bare surname held beside one full name is that same person."""
    names = sorted({name.name: name for name in found}.values(), key=lambda name: (-name.statements, name.name))
    full = [name.name for name in names if " " in name.name.strip()]
    if len(names) > 1 and len(full) == 1 and all(name.kind == "person" for name in names):
        return Resolved((full[0],), how)
    exact = [name.name for name in names if bare(name.name) == form]
    if len(exact) == 1 and (how != "whole" or " " in form or names[0].kind != "person"):
        return Resolved((exact[0],), how)
    return Resolved(tuple(full or (name.name for name in names))[:5], how)


def _agree(leading: Sequence[str], name: KnownName, titles: frozenset[str]) -> bool:
    """Whether the words before a surname allow this person: no other first name stands there."""
    first = bare(name.name).split()[0]
    others = [word for word in leading if word not in titles]
    known = {word for role in name.roles for word in bare(role.role).split()}
    return not others or first in others or all(word in known for word in others)


@lru_cache(maxsize=200_000)
def _forms(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for text in (name, *aliases) if (form := _without_article(bare(text)))))


def _without_article(words: str) -> str:
    for article in ("the ", "a ", "an "):
        if words.startswith(article):
            return words[len(article) :]
    return words
