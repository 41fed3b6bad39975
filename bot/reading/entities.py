"""Names of an article gathered into persons and organisations: which mentions are the same one.

    1. full names     joined by surname and fitting given names (nicknames, initials, middle names left out)
    2. shorter forms  the end of a full name (“López Obrador”), a surname, a given name, a first name first (“Xi”)
    3. same surname   the full name just before, else the one the article is about; Mr/Ms must fit
    4. kinds          an unknown name becomes a person by its surname alone, an office before it, an age after it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading import lexicon as lex
from bot.reading.name_rules import Gender, NameRules
from bot.reading.name_spans import NameSpan, SpanKind
from bot.text import Tokens, fold

SPELLINGS = ("yy", "iy", "ii", "ij")  # Zelenskyy and Zelensky
NEAR_FULL_NAME = 20  # tokens within which the latest full name owns a bare surname


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something named; `spans` in order of the text, `core` the folded words of the fullest name."""

    number: int
    kind: SpanKind
    core: tuple[str, ...]
    span: NameSpan
    suffix: str = ""
    spans: list[NameSpan] = field(default_factory=list)
    full_at: list[int] = field(default_factory=list)  # token positions of full names
    told_gender: Gender | None = None

    @property
    def surname(self) -> str:
        """The last word of the name, an Arabic article left out."""
        return self.core[-1]

    @property
    def is_full(self) -> bool:
        """Whether the article gives more than one word of the name."""
        return len(self.core) > 1


class Gathering:
    """Gathers the spans of one article."""

    def __init__(self, tokens: Tokens, rules: NameRules) -> None:
        self.tokens = tokens
        self.rules = rules
        self.entities: list[Entity] = []
        self.of_span: dict[int, Entity] = {}  # by the span's first token
        self.by_surname: dict[str, list[Entity]] = {}
        self.by_word: dict[str, list[Entity]] = {}  # given and middle words of persons
        self.by_name: dict[tuple[str, ...], Entity] = {}
        self.by_initials: dict[str, Entity] = {}
        self._openings = {first for first, _ in tokens.sentences}

    def gather(self, spans: Sequence[NameSpan]) -> list[Entity]:
        """Give every span its entity; entities are numbered in order of making."""
        single: list[tuple[NameSpan, tuple[str, ...]]] = []
        unknown: list[tuple[NameSpan, tuple[str, ...]]] = []
        for span in spans:
            core = self._core(span)
            if not core:
                continue
            if len(core) == 1:
                single.append((span, core))
            elif span.kind == "person":
                self._full(span, core)
            else:
                unknown.append((span, core))
        for span, core in unknown:
            self._other(span, core)
        inside = {word for word in self._words_inside(spans)}
        for span, core in single:
            self._single(span, core, inside)
        self._settle_kinds()
        return self.entities

    # ------------------------------------------------------------ 1. full names

    def _core(self, span: NameSpan) -> tuple[str, ...]:
        lower, rules = self.tokens.lower, self.rules
        words = [self._plain(lower[at]) for at in range(span.first, span.last)
                 if lower[at] != "," and lower[at] not in rules.suffixes]  # fmt: skip
        return tuple(words)

    def _plain(self, word: str) -> str:
        if not word.isascii():
            word = fold(word)
        head, _, rest = word.partition("-")
        word = rest if rest and head in self.rules.particles else word
        return word[:-2] + "y" if word.endswith(SPELLINGS) else word

    def _suffix(self, span: NameSpan) -> str:
        last = self.tokens.lower[span.last - 1].rstrip(".")
        return last if last in self.rules.suffixes else ""

    def _full(self, span: NameSpan, core: tuple[str, ...]) -> None:
        suffix = self._suffix(span)
        for entity in self.by_surname.get(core[-1], ()):
            if entity.is_full and self._is_same(entity, core, suffix):
                self._join(entity, span, core)
                entity.suffix = entity.suffix or suffix
                return
        if self.rules.tags.get(core[0], 0) & lex.TIME and core[-1] in self.by_surname:
            self._join(self.by_surname[core[-1]][0], span, core[-1:])  # “a June Trump rally”
            return
        self._new(span, core, suffix)

    def _is_same(self, entity: Entity, core: tuple[str, ...], suffix: str) -> bool:
        given, other = core[0], entity.core[0]
        if given == other:
            return suffix == entity.suffix or not (len(core) == 2 and len(entity.core) == 2)
        if self._are_forms(given, other):
            return True
        return len(core) > 2 and other == core[1] or len(entity.core) > 2 and given == entity.core[1]

    def _are_forms(self, one: str, other: str) -> bool:
        """Whether two given names may be forms of one: initials and nicknames."""
        if one[0] == other[0] and (one.endswith(".") or other.endswith(".")):
            return True
        nicknames = self.rules.nicknames
        return bool(nicknames.get(one, frozenset()) & nicknames.get(other, frozenset()))

    def _new(self, span: NameSpan, core: tuple[str, ...], suffix: str = "") -> Entity:
        entity = Entity(len(self.entities), span.kind, core, span, suffix)
        self.entities.append(entity)
        self.by_name[core] = entity
        if span.kind in {"person", "unknown"}:
            self.by_surname.setdefault(core[-1], []).append(entity)
            for word in core[:-1]:
                self.by_word.setdefault(word, []).append(entity)
        elif len(core) > 1:
            links = self.rules.organisation_links
            self.by_initials.setdefault("".join(word[0] for word in core if word not in links), entity)
        self._join(entity, span, core)
        return entity

    def _join(self, entity: Entity, span: NameSpan, core: tuple[str, ...]) -> None:
        entity.spans.append(span)
        self.of_span[span.first] = entity
        if span.gender and not (len(core) == 1 and entity.told_gender):
            entity.told_gender = span.gender
        if len(core) > 1:
            entity.full_at.append(span.first)

    # ------------------------------------------------------------ 2. shorter forms

    def _other(self, span: NameSpan, core: tuple[str, ...]) -> None:
        """A run of several words that is no given name and surname."""
        known = self.by_name.get(core)
        if known is not None:
            self._join(known, span, core)
            return
        if span.kind == "unknown":
            for entity in self.by_surname.get(core[-1], ()):
                if entity.core[-len(core) :] == core or (entity.is_full and self._is_epithet(span, core)):
                    self._join(entity, span, core[-1:])
                    return
            is_relative = any(entity.kind == "person" and entity.is_full for entity in self.by_surname.get(core[-1], ()))
            if self._has_person_context(span) or (is_relative and len(core) == 2):
                span.kind = "person"
            elif span.first and self.tokens.lower[span.first - 1] in self.rules.articles:
                span.kind = "organisation"
        self._new(span, core, self._suffix(span))

    def _is_epithet(self, span: NameSpan, core: tuple[str, ...]) -> bool:
        """Whether a surname is led only by a word that is no given name: “Oscar-winner Sarandon”, “AG Mukasey”."""
        word, rules = core[0], self.rules
        if len(core) == 3 and core[:2] in rules.place_phrases.get(word, ()):
            return True
        if len(core) != 2:
            return False
        if word not in rules.given and span.first in self._openings:
            return True
        if word in rules.tags or word in rules.adjectives or word in rules.modifiers or word in rules.places:
            return True
        return "-" in word or word in rules.roles or word in rules.organisation_heads or self.tokens.words[span.first].isupper()

    def _has_person_context(self, span: NameSpan) -> bool:
        lower, rules = self.tokens.lower, self.rules
        if span.before < span.first or (span.before and lower[span.before - 1] in rules.roles):
            return True
        if span.before > 1 and lower[span.before - 1] == "," and lower[span.before - 2] in rules.roles:
            return True  # “his father, Milutin Tesla,”
        after = lower[span.last : span.last + 3]
        if len(after) < 3:
            return False
        if after[0] == "," and (after[1].isdigit() and len(after[1]) == 2 or self._is_relative_person(after[1])):
            return True
        return after[0] == "," and any(
            word in rules.roles for word in lower[span.last + 1 : span.last + 9] if word not in rules.groups
        ) and after[1] in rules.articles

    def _is_relative_person(self, word: str) -> bool:
        pronoun = self.rules.pronouns.get(word)
        return pronoun is not None and pronoun.is_relative and not pronoun.is_thing

    def _words_inside(self, spans: Sequence[NameSpan]) -> list[str]:
        """Words that are capitalised where no sentence begins."""
        tokens, starts = self.tokens, self._openings
        found: list[str] = []
        for span in spans:
            opens = span.before in starts or tokens.quoted[span.before] != tokens.quoted[span.before - 1]
            found += tokens.lower[span.first + 1 if opens else span.first : span.last]
        return found

    def _of_acronym(self, span: NameSpan) -> Entity | None:
        """The organisation whose initials an acronym is."""
        word = self.tokens.words[span.first].replace(".", "")
        if not word.isupper() or len(word) < 2:
            return None
        return self.by_initials.get(word.lower())

    def _single(self, span: NameSpan, core: tuple[str, ...], inside: set[str]) -> None:
        word = core[0]
        if span.kind in {"person", "unknown"} or word in self.by_surname:
            entity = self._owner(span, word)
            if entity is not None:
                self._join(entity, span, core)
                return
        known = self.by_name.get(core) or self._of_acronym(span)
        if known is not None and self._fits(known, span.gender):
            self._join(known, span, core)
            if span.kind == "person":
                known.kind = "person"
            return
        if word.endswith("s") and word[:-1] in self.by_surname:
            return  # a family: “the Clintons”
        is_loose = span.kind == "unknown" and span.before == span.first
        if is_loose and self.tokens.lower[span.first] not in inside and word not in self.rules.known:
            return
        self._new(span, core)

    def find_known(self, first: int, last: int) -> None:
        """Find names known from the rest of the article in a headline, whose capitals tell nothing."""
        at = first
        while at < last:
            length = next((size for size in (4, 3, 2, 1) if self._join_known(at, min(at + size, last))), 1)
            at += length

    def find_dropped(self, places: Sequence[int]) -> None:
        """Give words such as Will and King to a person of that surname, where a verb follows."""
        lower, tags = self.tokens.lower, self.rules.tags
        for at in places:
            following = tags.get(lower[at + 1], 0) if at + 1 < len(lower) else 0
            owners = [entity for entity in self.by_surname.get(lower[at], ()) if entity.kind == "person" and entity.is_full]
            if len(owners) == 1 and (following & (lex.CUE | lex.HAVE | lex.BE) or at not in self._openings):
                self._join(owners[0], NameSpan(at, at + 1, at, "person"), (lower[at],))

    def _join_known(self, first: int, last: int) -> bool:
        words = tuple(self._plain(word) for word in self.tokens.lower[first:last])
        span = NameSpan(first, last, first, "unknown")
        entity = self.by_name.get(words)
        if entity is None and len(words) == 1 and words[0] not in self.rules.tags:
            entity = self._owner(span, words[0])
        if entity is None and len(words) == 2:
            entity = self._new_in_headline(span, words)
        elif entity is not None:
            self._join(entity, span, words)
        return entity is not None

    def _new_in_headline(self, span: NameSpan, words: tuple[str, ...]) -> Entity | None:
        """A given name and a word of no other use: “Ann Coulter”."""
        given, surname = words
        rules = self.rules
        if given not in rules.given or given in rules.tags or surname in rules.tags or surname in rules.organisation_heads:
            return None
        if given in rules.places or surname in rules.things or surname in rules.groups or surname in rules.roles:
            return None
        if not all(word[0].isupper() for word in self.tokens.words[span.first : span.last]):
            return None
        span.kind = "person"
        return self._new(span, words)

    # ------------------------------------------------------------ 3. same surname

    def _owner(self, span: NameSpan, word: str) -> Entity | None:
        """The full name that a single word is short for."""
        owners = [entity for entity in self.by_surname.get(word, ()) if entity.is_full and self._fits(entity, span.gender)]
        suffix = self._suffix(span)
        if suffix:
            owners = [entity for entity in (*owners, *self.by_word.get(word, ())) if entity.suffix == suffix]
            return owners[0] if owners else None
        if span.gender:
            owners = [entity for entity in owners if self._told(entity) == span.gender] or owners
        if not owners and span.kind != "place":
            owners = [entity for entity in self.by_word.get(word, ()) if self._may_shorten(entity, word, span)]
        if len(owners) < 2:
            return owners[0] if owners else None
        return self._likeliest(owners, span.first)

    def _may_shorten(self, entity: Entity, word: str, span: NameSpan) -> bool:
        """Whether one word may stand for a name that does not end in it."""
        if entity.kind != "person" or not self._fits(entity, span.gender):
            return False
        if entity.core[0] == word:
            return not span.has_honorific or word not in self.rules.given
        if word in self.rules.particles or len(word) < 3:
            return False
        return word not in self.rules.given or word in self.rules.known

    def _fits(self, entity: Entity, gender: Gender | None) -> bool:
        known = self._told(entity)
        return gender is None or known is None or gender == known

    def _told(self, entity: Entity) -> Gender | None:
        return entity.told_gender or (self.rules.given.get(entity.core[0]) if entity.is_full else None)

    def _likeliest(self, owners: list[Entity], at: int) -> Entity:
        """The latest full name close by, else the one named most and first."""
        latest = max(owners, key=lambda entity: max((place for place in entity.full_at if place < at), default=-1))
        places = [place for place in latest.full_at if place < at]
        if places and at - places[-1] < NEAR_FULL_NAME:
            return latest
        return max(owners, key=lambda entity: (-entity.full_at[0], len(entity.full_at)))

    # ------------------------------------------------------------ 4. kinds

    def _settle_kinds(self) -> None:
        for entity in self.entities:
            if entity.kind != "unknown":
                continue
            shortened = any(span.last - span.first == 1 for span in entity.spans)
            if entity.is_full and shortened or any(self._has_person_context(span) for span in entity.spans):
                entity.kind = "person"
