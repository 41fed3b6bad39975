"""The mentions of one article's names, as the parts of the registry look them up."""

from __future__ import annotations

from bisect import bisect_left

from bot.reading.entities import Gathering
from bot.reading.entity import Entity
from bot.reading.name_neighbours import title_start
from bot.reading.name_rules import Gender, NameRules
from bot.reading.name_spans import NameSpan
from bot.reading.pronouns import Antecedents
from bot.text import Tokens

FEW = 5  # mentions of a name of one word among which its title is looked for


class NamedIn:
    """Who and what one article names, and where."""

    def __init__(self, tokens: Tokens, rules: NameRules, gathering: Gathering) -> None:
        self.tokens = tokens
        self.rules = rules
        self.entities = gathering.entities
        pairs = [(span, entity) for entity in gathering.entities for span in entity.spans]
        self.mentions: list[tuple[NameSpan, Entity]] = sorted(pairs, key=lambda pair: pair[0].first)
        self._firsts = [span.first for span, _ in self.mentions]
        self._genders: dict[int, Gender | None] = {}
        self._printed: dict[int, str] = {}
        self._antecedents: Antecedents | None = None
        self._bearers = gathering.by_surname
        self._strangers = gathering.strangers

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
            mentions = sorted([*self.mentions, *self.told_as()], key=lambda pair: pair[0].first)
            self._antecedents = Antecedents(self.tokens, self.rules, (mentions, self._strangers), self.gender)
        return self._antecedents

    def told_as(self) -> list[tuple[NameSpan, Entity]]:
        """Where somebody named is told of as what he or she is: “The actress said”."""
        return []

    def printed(self, entity: Entity) -> str:
        """The fullest form of a name as the article prints it."""
        printed = self._printed.get(entity.number)
        if printed is None:
            first, last = entity.span.first, entity.span.last
            if len(entity.core) == 1 and entity.kind == "person":
                first, last = self._titled(entity)
            printed = " ".join(self.tokens.slice(first, last).split())
            self._printed[entity.number] = printed
        return printed

    def _titled(self, entity: Entity) -> tuple[int, int]:
        """Where a name of one word stands, with the title that is part of it if one is: “Lord Dubs”."""
        for span in entity.spans[:FEW]:
            if span.before < span.first:
                first = title_start(self.tokens.lower, self.rules, span.first, span.before)
                if first < span.first:
                    return first, span.last
        return entity.span.first, entity.span.last

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

    def gender(self, entity: Entity) -> Gender | None:
        """What the article and the given name tell of a person's gender."""
        number, genders = entity.number, self._genders
        if number not in genders:
            genders[number] = self._gender(entity)
        return genders[number]

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
        lower, roles, articles = self.tokens.lower, self.rules.roles, self.rules.articles
        for span in entity.spans:
            for at in range(span.before - 1 if span.before else 0, span.first):
                if roles.get(lower[at]):
                    return roles[lower[at]]
            last = span.last
            if last + 1 < len(lower) and lower[last] == "," and lower[last + 1] in articles:
                first_role = next((word for word in lower[last : last + 8] if word in roles), "")
                if roles.get(first_role):
                    return roles[first_role]
        return None
