"""The names of one article as records: a name with its role, a name as the speaker of a statement."""

from __future__ import annotations

from bot.model import Name, NameFrom, NameKind, SpeakerKind
from bot.reading.entities import Gathering
from bot.reading.entity import Entity
from bot.reading.name_neighbours import title_start
from bot.reading.name_rules import NameRules
from bot.reading.name_spans import NameSpan
from bot.reading.named_in import NamedIn
from bot.reading.roles import Roles
from bot.reading.speaker import Speaker
from bot.text import Tokens


class NameBook(NamedIn):
    """Mentions with what the article says the persons are."""

    __deletable__ = ("roles",)  # by Registry.release; compiled classes must be told

    def __init__(self, tokens: Tokens, rules: NameRules, gathering: Gathering) -> None:
        super().__init__(tokens, rules, gathering)
        self._names: dict[int, Name] = {}
        self.roles = Roles(self)

    def as_speaker(
        self,
        entity: Entity,
        name_from: NameFrom,
        confidence: float,
        others: tuple[str, ...] = (),
        *,
        span: NameSpan | None = None,
        rivals: int = 0,
    ) -> Speaker:
        """An entity as the speaker of a statement; `span`: where it is named, if not where its fullest name stands."""
        kind: SpeakerKind = "person" if entity.kind in {"person", "unknown"} else "organisation"
        is_person = kind == "person"
        named = span or entity.span
        first = named.first
        if named.before < first and len(entity.core) == 1:
            first = title_start(self.tokens.lower, self.rules, first, named.before)
        return Speaker(
            self.printed(entity), kind, name_from, self.tokens.span(first, named.last),
            self.roles.role(entity) if is_person else None, self.roles.speaks_for(entity) if is_person else None,
            confidence, others, rivals,
        )  # fmt: skip

    def _kind(self, entity: Entity) -> NameKind:
        """By its words, or by the office it is given: "Torvald Brekke, Tidewell's chief executive"."""
        if entity.kind == "unknown" and len(entity.core) > 1 and self._holds_office(entity):
            return "person"
        return "person" if entity.kind == "person" else "place" if entity.kind == "place" else "organisation"

    def _holds_office(self, entity: Entity) -> bool:
        """Whether what stands beside a name is an office to its last noun: "acting chairman", not "former"."""
        words = (self.roles.role(entity) or "").casefold().split()
        head = next((at for at, word in enumerate(words) if word in self.rules.prepositions), len(words))
        return head > 0 and words[head - 1] in self.rules.roles

    def name_of(self, entity: Entity) -> Name:
        """The public record of an entity."""
        name, tokens = self._names.get(entity.number), self.tokens
        if name is None:
            canonical, text, starts, ends = self.printed(entity), tokens.text, tokens.starts, tokens.ends
            mentions = [(starts[span.first], ends[span.last - 1]) for span in entity.spans]
            forms = dict.fromkeys([text[start:end] for start, end in mentions])
            forms.pop(canonical, None)
            kind = self._kind(entity)
            name = self._names[entity.number] = Name(
                canonical=canonical,
                kind=kind,
                aliases=tuple(forms),
                role=self.roles.role(entity) if kind == "person" else None,
                gender=self.gender(entity) if kind == "person" else None,
                mentions=tuple(mentions),
            )
        return name
