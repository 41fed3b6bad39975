"""The source phrase of a statement → who that is, with how the name was found and how sure that is.

    1. pronoun     “she said”: the antecedent
    2. name        the head of the phrase: not a possessor, not what stands after a preposition or before a noun
    3. voice       “a spokesman for X”, “X's spokeswoman”: nobody's own name, but X speaks
    4. nominal     “the senator”: a name only where exactly one person or organisation fits
    5. unnamed     everything else keeps its words: “officials”, “two people familiar with the matter”
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import NameFrom, Span, SpeakerKind
from bot.reading import lexicon as lex
from bot.reading.entities import Entity
from bot.reading.name_spans import NameSpan

if TYPE_CHECKING:
    from bot.reading.names import Registry


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `name` is None for the unnamed; `others` speak with the first of a pair."""

    name: str | None
    kind: SpeakerKind
    name_from: NameFrom | None = None
    named_at: Span | None = None
    role: str | None = None
    speaks_for: str | None = None
    confidence: float = 0.0
    others: tuple[str, ...] = ()


UNNAMED = Speaker(None, "unnamed", confidence=0.5)


class SpeakerFinder:
    """Finds speakers by the registry of one article."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.tokens = registry.tokens
        self.rules = registry.rules
        self._roles: dict[int, str | None] = {}

    def find(self, first: int, last: int, recent: Sequence[Speaker]) -> Speaker:
        """Who the phrase at tokens [first, last) is."""
        first, last = self._bare(first, last)
        if first >= last:
            return UNNAMED
        word = self.tokens.words[first]
        pronoun = self.rules.pronouns.get(word.lower())
        if word.isupper() and len(word) > 1:
            pronoun = None  # US, IT
        if pronoun is not None and not (pronoun.is_possessive and last > first + 1):
            return self._pronoun(first, recent)
        head = self._head(first, last)
        if head is not None:
            return self._named(*head, last)
        return self._nominal(first, last)

    def find_without_source(self, at: int, recent: Sequence[Speaker]) -> Speaker:
        """Who speaks where nothing says so: whoever spoke just before."""
        if not recent:
            return UNNAMED
        return replace(recent[-1], confidence=recent[-1].confidence * 0.9)

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        words = self.tokens.words
        last = min(last, len(words))
        while first < last and not words[first][0].isalnum():
            first += 1
        while last > first and not words[last - 1][0].isalnum() and words[last - 1] not in self.rules.possessives:
            last -= 1
        return first, last

    # ------------------------------------------------------------ 1. pronouns

    def _pronoun(self, at: int, recent: Sequence[Speaker]) -> Speaker:
        pronoun = self.rules.pronouns[self.tokens.lower[at]]
        if pronoun.gender:
            found = self.registry.antecedents.at(at)
            if found is not None:
                return self._as_speaker(found.entity, "pronoun", found.share)
            return UNNAMED
        if pronoun.is_relative:
            before = self.registry.mention_before(at)
            if before is not None and before[0].last >= at - 1:
                return self._as_speaker(before[1], "pronoun", 0.85, before[0])
        if pronoun.is_neuter and recent and recent[-1].kind == "organisation":
            return replace(recent[-1], name_from="pronoun", confidence=0.6)
        return UNNAMED

    # ------------------------------------------------------------ 2. names

    def _head(self, first: int, last: int) -> tuple[NameSpan, Entity] | None:
        """The mention that is the head of a phrase."""
        tokens, rules = self.tokens, self.rules
        lower, words = tokens.lower, tokens.words
        for span, entity in self.registry.mentions_in(first, last):
            before = lower[span.before - 1] if span.before > first else ""
            after = lower[span.last] if span.last < last else ""
            if before in rules.prepositions or (after in rules.possessives and span.last + 1 < last):
                continue
            if before in rules.articles and span.before - 1 > first and lower[span.before - 2] in rules.prepositions:
                continue
            if after and words[span.last][0].islower() and self._is_noun(span.last):
                continue
            if before and before[0].isalnum() and entity.kind == "place" and before not in rules.articles:
                continue
            if span.before > first and words[span.before - 1] == "(":
                continue
            return span, entity
        return None

    def _is_noun(self, at: int) -> bool:
        word, rules = self.tokens.lower[at], self.rules
        if word in rules.prepositions or word in rules.joiners or word in rules.pronouns or word in rules.particles:
            return False
        if word in rules.conjunctions:
            return False
        return not rules.tags.get(word, 0) & (lex.ADVERB | lex.AUXILIARY | lex.RELATIVE | lex.TIME)

    def _named(self, span: NameSpan, entity: Entity, last: int) -> Speaker:
        size = span.last - span.first
        is_surname = size == 1 and entity.is_full
        speaker = self._as_speaker(entity, "surname" if is_surname else "explicit", 0.95 if is_surname else 0.97, span)
        return replace(speaker, others=self._others(span, last))

    def _others(self, span: NameSpan, last: int) -> tuple[str, ...]:
        """The names that follow the first in “Rubio and Bruce”."""
        found: list[str] = []
        end = span.last
        for other, entity in self.registry.mentions_in(span.last, last):
            between = self.tokens.lower[end : other.before]
            if not between or any(word not in self.rules.joiners and word != "," for word in between):
                break
            if entity.kind == "person" and any(word in self.rules.joiners for word in between):
                found.append(self.registry.printed(entity))
            end = other.last
        return tuple(found)

    def _as_speaker(self, entity: Entity, name_from: NameFrom, confidence: float, at: NameSpan | None = None) -> Speaker:
        span = entity.span if at is None or name_from != "explicit" else at
        kind: SpeakerKind = "person" if entity.kind in {"person", "unknown"} else "organisation"
        return Speaker(
            self.registry.printed(entity), kind, name_from, self.tokens.span(span.first, span.last),
            self.role(entity), None, confidence,
        )  # fmt: skip

    def role(self, entity: Entity) -> str | None:
        """What the article says a person is, as it first says it."""
        if entity.kind != "person":
            return None
        if entity.number not in self._roles:
            found = (self._role_at(span) for span in entity.spans)
            self._roles[entity.number] = next((role for role in found if role), None)
        return self._roles[entity.number]

    def _role_at(self, span: NameSpan) -> str | None:
        if span.has_title:
            return self.tokens.slice(span.before, span.first)
        return None

    # ------------------------------------------------------------ 4. nominals

    def _nominal(self, first: int, last: int) -> Speaker:
        if first + 1 == last and self._is_printed_name(first):
            name = self.tokens.words[first]
            return Speaker(name, "organisation", "explicit", self.tokens.span(first, last), confidence=0.7)
        return UNNAMED

    def _is_printed_name(self, at: int) -> bool:
        """Whether a single capitalised word is a name though nothing else in the article says so."""
        word, rules = self.tokens.lower[at], self.rules
        if not self.tokens.words[at][0].isupper() or word in rules.roles or word in rules.groups or word in rules.tags:
            return False
        return word not in rules.openers and word not in rules.modifiers and word not in rules.organisation_nominals
