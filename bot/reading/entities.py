"""Names of an article gathered into persons and organisations: which mentions are the same one.

1. full names     joined by surname and fitting given names (nicknames, initials, middle names left out)
2. shorter forms  the end of a full name (“López Obrador”), a surname, a given name, a first name first (“Xi”)
3. same surname   the full name just before, else the one the article is about; Mr/Ms must fit
4. kinds          an unknown name becomes a person by its surname alone, an office before it, an age after it
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading import word_classes as lex
from bot.reading.bare_names import is_of_body, is_who, may_act, may_speak
from bot.reading.entity import Entity
from bot.reading.name_cores import core_of
from bot.reading.name_rules import Gender, NameRules
from bot.reading.name_spans import NameSpan
from bot.reading.namesakes import likeliest
from bot.text import Tokens

FAMILY = 40  # bearers of one surname that are looked at
PARTICIPLES = ("ing", "ed")  # how an ordinary word ends that opens a sentence before a surname
PAIR = 2  # given name and surname
FEW = 3  # mentions that are looked at
AGE = 2  # figures of an age


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
        self.strangers: list[NameSpan] = []  # words that open a sentence and may be somebody's name
        self.openings = tokens.openings

    def gather(self, spans: Sequence[NameSpan]) -> list[Entity]:
        """Give every span its entity; entities are numbered in order of making."""
        single: list[tuple[NameSpan, tuple[str, ...]]] = []
        unknown: list[tuple[NameSpan, tuple[str, ...]]] = []
        for span in spans:
            core = span.core or core_of(self.tokens.lower, self.rules, span.first, span.last)
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
        inside = set(self._words_inside(spans))
        for span, core in single:
            self._single(span, core, inside)
        self._settle_kinds()
        return self.entities

    # ------------------------------------------------------------ 1. full names

    def _suffix(self, span: NameSpan) -> str:
        last = self.tokens.lower[span.last - 1].rstrip(".")
        return last if last in self.rules.suffixes else ""

    def _full(self, span: NameSpan, core: tuple[str, ...]) -> None:
        suffix = self._suffix(span)
        for entity in self.bearers(core[-1]):
            if entity.is_full and self._is_same(entity, core, suffix):
                self.join(entity, span, core)
                entity.suffix = entity.suffix or suffix
                return
        if self.rules.tags.get(core[0], 0) & lex.TIME and core[-1] in self.by_surname:
            self.join(self.by_surname[core[-1]][0], span, core[-1:])  # “a June Trump rally”
            return
        self.new(span, core, suffix)

    def _is_same(self, entity: Entity, core: tuple[str, ...], suffix: str) -> bool:
        given, other = core[0], entity.core[0]
        if given == other:
            if suffix and not entity.suffix and entity.full_at:
                return False  # a son: “Donald Trump Jr.”
            return suffix == entity.suffix or not len(core) == len(entity.core) == PAIR
        if self._are_forms(given, other):
            return True
        return other in core[1:-1] or given in entity.core[1:-1]

    def _are_forms(self, one: str, other: str) -> bool:
        """Whether two given names may be forms of one: initials and nicknames."""
        if one[0] == other[0] and (one.endswith(".") or other.endswith(".")):
            return True
        nicknames = self.rules.nicknames
        return bool(nicknames.get(one, frozenset()) & nicknames.get(other, frozenset()))

    def bearers(self, surname: str) -> Sequence[Entity]:
        """Who bears a surname; of a very large family the first and the latest."""
        family = self.by_surname.get(surname, [])
        return family if len(family) <= FAMILY else [*family[: FAMILY // 2], *family[-FAMILY // 2 :]]

    def new(self, span: NameSpan, core: tuple[str, ...], suffix: str = "") -> Entity:
        """A new entity, with its first mention."""
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
        self.join(entity, span, core)
        return entity

    def join(self, entity: Entity, span: NameSpan, core: tuple[str, ...]) -> None:
        """A mention belongs to an entity."""
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
            self.join(known, span, core)
            return
        if span.kind == "unknown":
            for entity in self.bearers(core[-1]):
                if entity.core[-len(core) :] == core or (entity.is_full and self._is_epithet(span, core)):
                    self.join(entity, span, core[-1:])
                    return
            bearers = self.bearers(core[-1])
            is_relative = len(core) == PAIR and any(entity.kind == "person" and entity.is_full for entity in bearers)
            if is_relative or self._has_person_context(span):
                span.kind = "person"
            elif span.first and self.tokens.lower[span.first - 1] in self.rules.articles:
                span.kind = "organisation"
        self.new(span, core, self._suffix(span))

    def _is_epithet(self, span: NameSpan, core: tuple[str, ...]) -> bool:
        """Whether a surname is led only by a word that is no given name: “Oscar-winner Sarandon”, “AG Mukasey”."""
        word, rules = core[0], self.rules
        if core[:-1] in rules.place_phrases.get(word, ()):
            return True
        if len(core) != PAIR:
            return False
        if word in rules.tags or word in rules.adjectives or word in rules.modifiers or word in rules.places:
            return True
        if "-" in word or word in rules.roles or word in rules.organisation_heads:
            return True
        if span.first in self.openings and word.endswith(PARTICIPLES) and word not in rules.given:
            return True  # “Understated Perez”
        return self.tokens.words[span.first].isupper()

    def _has_person_context(self, span: NameSpan) -> bool:
        lower, rules = self.tokens.lower, self.rules
        if span.before < span.first or (span.before and lower[span.before - 1] in rules.roles):
            return True
        if span.before >= PAIR and lower[span.before - 1] == "," and lower[span.before - 2] in rules.roles:
            return True  # “his father, Milutin Tesla,”
        if span.last - span.first > 1 and is_of_body(self.tokens, rules, span):
            return True
        after = lower[span.last : span.last + 3]
        if len(after) < len(", 49 ,".split()):
            return False
        if after[0] == "," and ((after[1].isdigit() and len(after[1]) == AGE) or is_who(rules, after[1])):
            return True
        return (
            after[0] == ","
            and any(word in rules.roles for word in lower[span.last + 1 : span.last + 9] if word not in rules.groups)
            and after[1] in rules.articles
        )

    def _words_inside(self, spans: Sequence[NameSpan]) -> list[str]:
        """Words that are capitalised where no sentence begins."""
        tokens, starts = self.tokens, self.openings
        found: list[str] = []
        for span in spans:
            opens = span.before in starts or tokens.quoted[span.before] != tokens.quoted[span.before - 1]
            found += tokens.lower[span.first + 1 if opens else span.first : span.last]
        return found

    def _of_acronym(self, span: NameSpan) -> Entity | None:
        """The organisation whose initials an acronym is."""
        word = self.tokens.words[span.first].replace(".", "")
        if not word.isupper() or len(word) < PAIR:
            return None
        return self.by_initials.get(word.lower())

    def _of_body(self, span: NameSpan, word: str) -> Entity | None:
        """The only body named before that a noun with a capital is short for: “European Union … the Union”."""
        at = span.first
        if not at or self.tokens.lower[at - 1] not in self.rules.definite:
            return None
        found = [entity for entity in self.entities if word in {entity.core[0], entity.core[-1]}
                 and entity.is_full and entity.kind == "organisation" and entity.spans[0].first < at]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _single(self, span: NameSpan, core: tuple[str, ...], inside: set[str]) -> None:
        word = core[0]
        if word in self.by_surname or (word in self.by_word and self._may_be_first(span)):
            entity = self.owner(span, word)
            if entity is not None:
                self.join(entity, span, core)
                return
        known = self.by_name.get(core) or self._of_acronym(span)
        if known is None and word in self.rules.shortened:
            known = self._of_body(span, word)
        if known is not None and self._fits(known, span.gender):
            self.join(known, span, core)
            if span.kind == "person":
                known.kind = "person"
            return
        if word.endswith("s") and word[:-1] in self.by_surname:
            return  # a family: “the Clintons”
        if span.kind == "unknown" and span.before == span.first and not self._is_name(span, word, inside):
            if may_act(self.tokens, self.rules, span):
                self.strangers.append(span)
            return
        self.new(span, core)

    def _is_name(self, span: NameSpan, word: str, inside: set[str]) -> bool:
        """Whether one word has its capital for being a name, not only for opening a sentence."""
        if self.tokens.lower[span.first] in inside or word in self.rules.known:
            return True
        return word not in self.by_word and may_speak(self.tokens, self.rules, span)

    def _may_be_first(self, span: NameSpan) -> bool:
        """Whether one word may be the first or a middle one of a person's: “Park”, for Park Geun-hye."""
        if span.kind != "thing":
            return span.kind in {"person", "unknown"}
        lower, rules = self.tokens.lower, self.rules
        return not rules.tags.get(lower[span.first], 0) & lex.TIME and lower[span.first - 1] not in rules.articles

    # ------------------------------------------------------------ 3. same surname

    def owner(self, span: NameSpan, word: str) -> Entity | None:
        """The full name that a single word is short for."""
        bearers = self.bearers(word)
        owners = [entity for entity in bearers if entity.is_full and self._fits(entity, span.gender)]
        suffix = self._suffix(span)
        if suffix:
            owners = [entity for entity in (*owners, *self.by_word.get(word, [])[:FAMILY]) if entity.suffix == suffix]
            return owners[0] if owners else None
        if span.gender:
            owners = [entity for entity in owners if self._told(entity) == span.gender] or owners
        if not owners and span.kind != "place":
            owners = [entity for entity in self.by_word.get(word, [])[:FAMILY] if self._may_shorten(entity, word, span)]
        if not owners[1:]:
            return owners[0] if owners else None
        return likeliest(self.tokens, self.rules, owners, span.first)

    def _may_shorten(self, entity: Entity, word: str, span: NameSpan) -> bool:
        """Whether one word may stand for a name that does not end in it."""
        is_person = entity.kind == "person" or (entity.kind == "unknown" and (
            span.has_honorific or any(self._has_person_context(other) for other in entity.spans[:FEW])))  # fmt: skip
        if not is_person or not self._fits(entity, span.gender):
            return False
        if entity.core[0] == word:
            if span.before < span.first and self.tokens.lower[span.first - 1] in self.rules.by_first_name:
                return True  # Sheikh Salman
            return span.gender is None or word not in self.rules.given  # Dr Tedros, but hardly Mr Kelly
        if word in self.rules.particles or len(word) <= PAIR:
            return False
        return word not in self.rules.given or word in self.rules.known

    def _fits(self, entity: Entity, gender: Gender | None) -> bool:
        return gender is None or self._told(entity) in {None, gender}

    def _told(self, entity: Entity) -> Gender | None:
        return entity.told_gender or (self.rules.given.get(entity.core[0]) if entity.is_full else None)

    # ------------------------------------------------------------ 4. kinds

    def _settle_kinds(self) -> None:
        for entity in self.entities:
            if entity.kind != "unknown":
                continue
            shortened = any(span.last - span.first == 1 for span in entity.spans)
            if (entity.is_full and shortened) or any(self._has_person_context(span) for span in entity.spans):
                entity.kind = "person"
            elif not entity.is_full and any(self._is_the(span) for span in entity.spans[:FEW]):
                entity.kind = "organisation"

    def _is_the(self, span: NameSpan) -> bool:
        """Whether an article stands before a name that a verb or a mark follows: “The Scotsman said”."""
        lower, tags = self.tokens.lower, self.rules.tags
        if span.before != span.first or not span.first or lower[span.first - 1] not in self.rules.definite:
            return False
        after = lower[span.last] if span.last < len(lower) else "."
        return not after[0].isalnum() or bool(tags.get(after, 0) & (lex.CUE | lex.AUXILIARY))
