"""The registry of names of one article: who and what it names, and which of them a phrase stands for.

    1. cut        capitalised runs into names, by their words (name_spans)
    2. gather     names into persons and organisations (entities)
    3. answer     on request: a mention, a pronoun (pronouns), the source phrase of a statement (speakers)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.model import Name, NameFrom, SpeakerKind
from bot.reading.entities import Entity, Gathering
from bot.reading.lexicon import Rules
from bot.reading.name_rules import Gender, NameRules
from bot.reading.name_spans import NameCutter, NameSpan
from bot.reading.pronouns import Antecedents
from bot.reading.recalled import Recalled
from bot.reading.roles import Roles
from bot.reading.speaker import Speaker
from bot.reading.speakers import SpeakerFinder
from bot.text import Tokens

__all__ = ["Registry", "Speaker", "find_names"]


def find_names(tokens: Tokens, title: str, rules: Rules) -> Registry:
    """Find what an article names; its title is context only: no span points into it."""
    names = rules.names
    cutter = NameCutter(tokens, names)
    gathering = Gathering(tokens, names)
    gathering.gather(cutter.spans())
    recalled = Recalled(gathering)
    recalled.find_dropped(cutter.dropped)
    for number in sorted(cutter.headlines):
        recalled.find_known(*tokens.sentences[number])
    return Registry(tokens, names, gathering)


class Registry:
    """The names of one article."""

    def __init__(self, tokens: Tokens, rules: NameRules, gathering: Gathering) -> None:
        self.tokens = tokens
        self.rules = rules
        self.entities = gathering.entities
        of_span = gathering.of_span
        pairs = [(span, entity) for entity in gathering.entities for span in entity.spans]
        self.mentions: list[tuple[NameSpan, Entity]] = sorted(pairs, key=lambda pair: pair[0].first)
        self._firsts = [span.first for span, _ in self.mentions]
        self._of_span = of_span
        self._genders: dict[int, Gender | None] = {}
        self._names: dict[int, Name] = {}
        self._printed: dict[int, str] = {}
        self._antecedents: Antecedents | None = None
        self._bearers = gathering.by_surname
        self._roles = Roles(self)
        self._speakers = SpeakerFinder(self, self._roles)

    # ------------------------------------------------------------ what others ask

    @property
    def names(self) -> tuple[Name, ...]:
        """Every person, organisation and place named, in order of first mention."""
        ordered = sorted(self.entities, key=lambda entity: entity.spans[0].first)
        return tuple(self.name_of(entity) for entity in ordered if entity.kind != "thing")

    def mention_at(self, first: int, last: int) -> Name | None:
        """The first name that stands within a token range."""
        for _, entity in self.mentions_in(first, last):
            if entity.kind != "thing":
                return self.name_of(entity)
        return None

    def speaker(self, first: int, last: int, recent: Sequence[Speaker] = ()) -> Speaker:
        """Whom the source phrase of a statement, a token range, stands for; `recent`: speakers before, newest last."""
        return self._speakers.find(first, last, recent)

    def speaker_without_source(self, at: int, recent: Sequence[Speaker] = ()) -> Speaker:
        """Who speaks where a cue has no subject, or a quotation goes on without a source."""
        return self._speakers.find_without_source(at, recent)

    def pronoun(self, token: int) -> Speaker:
        """Whom the pronoun at a token stands for."""
        return self._speakers.find(token, token + 1, ())

    # ------------------------------------------------------------ what the parts of the registry ask

    def mentions_in(self, first: int, last: int) -> list[tuple[NameSpan, Entity]]:
        """Mentions whose name begins within a token range."""
        low = bisect_left(self._firsts, first)
        return self.mentions[low : bisect_left(self._firsts, last, low)]

    def mention_before(self, at: int) -> tuple[NameSpan, Entity] | None:
        """The last mention that begins before a token."""
        low = bisect_left(self._firsts, at)
        return self.mentions[low - 1] if low else None

    @property
    def antecedents(self) -> Antecedents:
        """The sweep that resolves pronouns, begun when first asked for."""
        if self._antecedents is None:
            self._antecedents = Antecedents(self.tokens, self.rules, self.mentions, self.gender)
        return self._antecedents

    def printed(self, entity: Entity) -> str:
        """The fullest form of a name as the article prints it."""
        printed = self._printed.get(entity.number)
        if printed is None:
            printed = " ".join(self.tokens.slice(entity.span.first, entity.span.last).split())
            self._printed[entity.number] = printed
        return printed

    def as_speaker(
        self, entity: Entity, name_from: NameFrom, confidence: float, others: tuple[str, ...] = ()
    ) -> Speaker:
        """An entity as the speaker of a statement."""
        kind: SpeakerKind = "person" if entity.kind in {"person", "unknown"} else "organisation"
        is_person = kind == "person"
        return Speaker(
            self.printed(entity), kind, name_from, self.tokens.span(entity.span.first, entity.span.last),
            self._roles.role(entity) if is_person else None, self._roles.speaks_for(entity) if is_person else None,
            confidence, others,
        )  # fmt: skip

    def others_after(self, span: NameSpan, last: int) -> tuple[str, ...]:
        """The persons joined to a mention by “and”, before token `last`."""
        found: list[str] = []
        end = span.last
        for other, entity in self.mentions_in(span.last, last):
            between = self.tokens.lower[end : other.before]
            if not between or any(word not in self.rules.joiners and word != "," for word in between):
                break
            if entity.kind == "person" and (found or any(word in self.rules.joiners for word in between)):
                found.append(self.printed(entity))
            end = other.last
        return tuple(found)

    def is_only_bearer(self, entity: Entity) -> bool:
        """Whether no other full name of the article ends in the same surname."""
        bearers = self._bearers.get(entity.surname, ())
        return not any(other.is_full for other in bearers if other is not entity)

    def name_of(self, entity: Entity) -> Name:
        """The public record of an entity."""
        name = self._names.get(entity.number)
        if name is None:
            canonical = self.printed(entity)
            forms = dict.fromkeys(self.tokens.slice(span.first, span.last) for span in entity.spans)
            forms.pop(canonical, None)
            kind = entity.kind if entity.kind in {"person", "place"} else "organisation"
            name = self._names[entity.number] = Name(
                canonical=canonical,
                kind=kind,
                aliases=tuple(forms),
                role=self._roles.role(entity) if kind == "person" else None,
                gender=self.gender(entity) if kind == "person" else None,
                mentions=tuple(self.tokens.span(span.first, span.last) for span in entity.spans),
            )
        return name

    def gender(self, entity: Entity) -> Gender | None:
        """What the article and the given name tell of a person's gender."""
        if entity.number not in self._genders:
            self._genders[entity.number] = self._gender(entity)
        return self._genders[entity.number]

    def _gender(self, entity: Entity) -> Gender | None:
        if entity.told_gender:
            return entity.told_gender
        told = self._gender_by_role(entity)
        if told:
            return told
        if not entity.is_full and entity.surname in self.rules.known:
            return self.rules.known[entity.surname]
        if entity.is_full or entity.kind == "person":
            for word in entity.core[:-1] or entity.core:
                told = self.rules.given.get(word)
                if told:
                    return told
        return self.rules.known.get(entity.surname)

    def _gender_by_role(self, entity: Entity) -> Gender | None:
        """“Spokeswoman Tammy Bruce”, “Bruce, a spokeswoman for …”."""
        lower, roles = self.tokens.lower, self.rules.roles
        for span in entity.spans:
            for word in lower[max(0, span.before - 1) : span.first]:
                if roles.get(word):
                    return roles[word]
            after = lower[span.last : span.last + 8]
            if after[:1] == [","] and after[1:2] and after[1] in self.rules.articles:
                first_role = next((word for word in after if word in roles), "")
                if roles.get(first_role):
                    return roles[first_role]
        return None
