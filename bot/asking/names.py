"""Whom a question means: names, surnames, roles, initials and misspellings against the names the store knows. Pure.

The stages of `resolve`, in order:
    1. whole       canonical name or alias, without article and title
    2. surname     the last word of a person's name; several persons with it are asked back
    3. tail        "secretary rubio", "ukrainian president zelensky": the longest known end of the phrase
    4. role        "the secretary of state", "Uganda's foreign minister": the newest holder of the role
    5. initials    "IMF" for the International Monetary Fund, and parts of an organisation's name
    6. first name  "what did Callum say"; an ordinary word only without an article, and not "the bill"
    7. otherwise   the same under another name: "foggy bottom", "the boss of the port"
    8. misspelt    one or two letters away from a known name; never an ordinary word
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.asking.name_choice import NOBODY, Resolved, agrees, choice
from bot.asking.name_forms import forms_of, offices_alike, unified, without_article
from bot.asking.offices import Offices, Wording
from bot.asking.tokens import bare
from bot.store.records import KnownName

SHORTEST_MISSPELT = 4
ONE_LETTER_UNTIL = 7
SHORTEST_NAME_PART = 3
LONGEST_PHRASE = 80


@dataclass(slots=True, repr=False)
class Names:
    """Known names by every form they are asked for; most statements first."""

    whole: dict[str, list[KnownName]] = field(default_factory=dict)
    surname: dict[str, list[KnownName]] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)
    initials: dict[str, list[KnownName]] = field(default_factory=dict)
    parts: dict[str, list[KnownName]] = field(default_factory=dict)
    given: dict[str, list[KnownName]] = field(default_factory=dict)
    wording: Wording = field(default_factory=Wording)

    @classmethod
    def of(cls, known: Iterable[KnownName], wording: Wording) -> Names:
        """Index names."""
        names = cls(offices=Offices(wording=wording), wording=wording)
        for name in unified(known):
            names._add(name)
        return names

    def _add(self, name: KnownName) -> None:
        forms = forms_of(name.name, name.aliases)
        for form in forms:
            self.whole.setdefault(form, []).append(name)
        for role in name.roles:
            day = role.last_day or role.first_day or date.min
            self.offices.add(without_article(bare(role.role)), (day, name))
        if name.kind == "person":
            first, _, surname = forms[0].rpartition(" ")
            self.surname.setdefault(surname, []).append(name)
            if first and "." not in first:
                self.given.setdefault(first.split()[0], []).append(name)
            return
        words = [word for word in forms[0].split() if word not in ("the", "of", "and", "for", "&")]
        if len(words) > 1:
            self.initials.setdefault("".join(word[0] for word in words), []).append(name)
            for word in words:
                self.parts.setdefault(word, []).append(name)

    def resolve(self, phrase: str, *, is_guessing: bool = True) -> Resolved:
        """Whom the words of a question mean; without guessing nobody who is spelt another way."""
        words = without_article(bare(phrase))[:LONGEST_PHRASE]
        if not words:
            return NOBODY
        is_thing = self._is_thing(phrase, words)
        return (
            (None if is_thing else self._exact(words))
            or self._tail(words)
            or self.offices.holder(words)
            or self.offices.otherwise(words)
            or self._organisation(words, is_named=bare(phrase) != words)
            or (None if bare(phrase) != words else self._first_name(words))
            or self._otherwise(bare(phrase), words)
            or (None if is_thing or not is_guessing else self._misspelt(words))
            or NOBODY
        )

    def is_known(self, phrase: str) -> bool:
        """Whether these very words are a name or surname held, without guessing."""
        words = without_article(bare(phrase))
        return not self._is_thing(phrase, words) and self._exact(words) is not None

    def _is_thing(self, phrase: str, words: str) -> bool:
        """ "the law" is not Jack Law; an organisation by that name it may be."""
        is_common = bare(phrase) != words and words in self.wording.ordinary
        return is_common and all(name.kind == "person" for name in self.whole.get(words, ()))

    def by_surname(self, phrase: str) -> tuple[str, ...]:
        """A person's name and the surname alone, if records are held by either: short reports give no first name."""
        words = without_article(bare(phrase))
        word = self._without_title(words)[-1]
        if self._is_thing(phrase, words):
            return ()
        full = {name.name for name in self.surname.get(word, ()) if bare(name.name) != word}
        alone = {name.name for name in self.whole.get(word, ()) if name.statements and bare(name.name) == word}
        return (*full, *sorted(alone)) if len(full) == 1 and alone else ()

    def is_body(self, phrase: str) -> bool:
        """Whether a body is held by this very name."""
        word = without_article(bare(phrase))
        return any(name.kind != "person" and bare(name.name) == word for name in self.whole.get(word, ()))

    def named(self, phrase: str) -> str | None:
        """The one whose name these very words are, without guessing."""
        found = self._exact(without_article(bare(phrase)))
        return found.one if found else None

    def is_first_name(self, word: str) -> bool:
        """Whether somebody is called so by the first name."""
        return bare(word) in self.given

    def is_heard(self, name: str) -> bool:
        """Whether anything is on record from one of this name."""
        return any(known.statements for known in self.whole.get(without_article(bare(name)), ()))

    def is_person(self, name: str) -> bool:
        """Whether the name held is a person's."""
        return any(known.kind == "person" for known in self.whole.get(without_article(bare(name)), ()))

    def most_heard(self, most: int = 3) -> tuple[str, ...]:
        """The people of most statements."""
        people = {known.name: known.statements for held in self.surname.values() for known in held}
        return tuple(sorted(people, key=lambda name: (-people[name], name))[:most])

    def nearest(self, phrase: str, most: int = 3) -> tuple[str, ...]:
        """Names to offer when nobody of that name is held."""
        words = without_article(bare(phrase))[:LONGEST_PHRASE]
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
                is_heard = any(name.statements for name in found)
                heard = [] if is_heard else self._heard_longer(form) or self.initials.get(form, [])
                return choice(form, heard or [*found, *self.surname.get(form, ())], "whole")
        for form in candidates:
            if found := self.surname.get(form):
                return choice(form, found, "surname")
        return None

    def _heard_longer(self, word: str) -> list[KnownName]:
        """Bodies on record whose name begins so: "Castellan" that never spoke is Castellan Capital that did."""
        known = self.parts.get(word, ())
        return [name for name in known if name.statements and bare(name.name).startswith(f"{word} ")]

    def _without_title(self, words: str) -> list[str]:
        parts = words.split()
        while len(parts) > 1 and parts[0] in self.wording.titles:
            parts = parts[1:]
        return list(dict.fromkeys([words, " ".join(parts)]))

    def _tail(self, words: str) -> Resolved | None:
        parts = words.split()
        for start in range(1, len(parts)):
            tail = " ".join(parts[start:])
            leading = parts[start - 1]
            is_named = leading in self.wording.titles or leading not in self.wording.ordinary
            if is_named and (found := self.surname.get(tail) or self.whole.get(tail)):
                persons = [
                    name for name in found if name.kind == "person" and agrees(parts[:start], name, self.wording.titles)
                ]
                if persons:
                    return choice(tail, persons, "surname")
        return None

    def _first_name(self, words: str) -> Resolved | None:
        """Somebody by the first name alone; the store's own persons, those of most statements first."""
        found = self.given.get(words)
        return choice(words, found, "given") if found else None

    def _otherwise(self, phrase: str, words: str) -> Resolved | None:
        """The same by another name, or an office by another of its names."""
        for other in (*self.wording.others.get(phrase, ()), *self.wording.others.get(words, ())):
            if found := self._exact(other) or self.offices.holder(other):
                return Resolved(found.options, "role")
        alike = offices_alike(words, self.wording.offices)
        return next(
            (found for form in alike if (found := self.offices.holder(form) or self.offices.otherwise(form))), None
        )

    def _organisation(self, words: str, *, is_named: bool) -> Resolved | None:
        """By initials or some of its words; the last one only behind an article: "the federation"."""
        if found := self.initials.get(words.replace(".", "")):
            return choice(words, found, "initials")
        parts = [word for word in words.split() if word not in ("of", "the", "and", "for")]
        if not parts or any(len(word) < SHORTEST_NAME_PART or word not in self.parts for word in parts):
            return None
        if len(parts) == 1 and parts[0] in self.wording.ordinary:
            return None
        having = [name for name in self.parts[parts[0]] if all(name in self.parts[word] for word in parts[1:])]
        if not is_named and len(parts) == 1:
            having = [name for name in having if not without_article(bare(name.name)).endswith(f" {words}")]
        return choice(words, having, "part") if having else None

    def _misspelt(self, words: str) -> Resolved | None:
        if len(words) < SHORTEST_MISSPELT or all(word in self.wording.ordinary for word in words.split()):
            return None
        most = 1 if len(words) <= ONE_LETTER_UNTIL else 2
        for forms in (self.whole, self.surname):
            as_long = [form for form in forms if -most <= len(form) - len(words) <= most]  # all would take 40 ms
            near = process.extract(words, as_long, scorer=OSA.distance, score_cutoff=most, limit=5)
            near = [found for found in near if len(found[0]) >= SHORTEST_MISSPELT]
            if near:
                least = min(distance for _, distance, _ in near)
                names = [name for form, distance, _ in near if distance == least for name in forms[form]]
                return choice(near[0][0], names, "misspelt")
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
