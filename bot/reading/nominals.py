"""Source phrases without a name at their head: “the senator”, “the company”, “a spokesman for X”, “officials”.

1. voice     speaks for somebody: the organisation is the speaker, a person's spokesman stays unnamed; a statement
             speaks for its author
2. person    a definite singular role, where exactly one person named before has it
3. body      a definite noun for an organisation: the one named so, else the only one just named that may be such
4. owned     “Clinton's campaign”: the organisation of that name
5. printed   a single capitalised word that nothing else explains
"""

from __future__ import annotations

from dataclasses import replace

from bot.reading.entity import Entity
from bot.reading.name_book import NameBook
from bot.reading.name_spans import NameSpan
from bot.reading.roles import Roles
from bot.reading.salience import VERBAL
from bot.reading.speaker import UNNAMED, Speaker
from bot.text import fold

LEAD = 6  # tokens within which a role stands that a sentence begins with
AUTHOR = 0.8  # how sure “a statement from X” is X's
BACK = 400  # tokens within which a nominal may point back
NEAR = 2  # sentences before it within which a body may stand that nothing calls so


class Nominals:
    """Resolves nominals of one article."""

    def __init__(self, registry: NameBook, roles: Roles) -> None:
        self.registry = registry
        self.tokens = registry.tokens
        self.rules = registry.rules
        self.roles = roles

    def find(self, first: int, last: int) -> Speaker:
        """Who the phrase at tokens [first, last) is; unnamed unless one candidate fits."""
        head = self._head(first, last)
        if self.roles.voice_in(first, last) is not None:
            return self._voice(first, last)
        if first + 1 == last or self.tokens.lower[first + 1] == ",":
            return self._printed(first)
        author = self._author(first, head, last)
        if author is not None:
            return author
        owned = self._owned(first, head)
        if owned is not None:
            return owned
        if self.tokens.lower[first] not in self.rules.definite:
            return UNNAMED
        noun = self.tokens.lower[head]
        noun = self.rules.written_out.get(noun, noun)
        if noun in self.rules.roles and noun not in self.rules.groups:
            person = self._person(first, head, noun)
            return UNNAMED if person is None else self._named(person, 0.75)
        if noun in self.rules.organisation_nominals:
            return self._body(first, noun)
        return UNNAMED

    def _head(self, first: int, last: int) -> int:
        """The last word before a preposition, a comma or a clause."""
        lower, rules = self.tokens.lower, self.rules
        at = first
        while at + 1 < last:
            word = lower[at + 1]
            if word in rules.prepositions or word in rules.conjunctions:
                break
            if not word[0].isalnum() and word not in rules.possessives:
                break
            if word in rules.pronouns and not rules.pronouns[word].is_possessive:
                break
            at += 1
        return at

    # ------------------------------------------------------------ 1. voices

    def _voice(self, first: int, last: int) -> Speaker:
        principal = self.roles.represented(first, last)
        if principal is None:
            return self._voice_of_pronoun(first)
        name, entity = principal
        mention = self.registry.mentions_in(first, last)[0][0]
        at = self.tokens.span(mention.first, mention.last)
        if entity is not None and entity.kind in {"person", "unknown", "thing"}:
            return Speaker(None, "unnamed", speaks_for=name, confidence=0.7)
        return Speaker(name, "organisation", "explicit", at, speaks_for=name, confidence=0.85)

    def _voice_of_pronoun(self, first: int) -> Speaker:
        pronoun = self.rules.pronouns.get(self.tokens.lower[first])
        if pronoun is None or not pronoun.gender:
            return UNNAMED
        owner = self.registry.antecedents.at(first)
        name = self.registry.printed(owner.entity) if owner else None
        return Speaker(None, "unnamed", speaks_for=name, confidence=0.6)

    def _author(self, first: int, head: int, last: int) -> Speaker | None:
        """Who speaks in a writing: “a statement from the ministry”, “the ministry's letter”."""
        lower, rules = self.tokens.lower, self.rules
        if lower[head] not in rules.writings:
            return None
        if head + 1 < last and lower[head + 1] in rules.authors:
            at = head + 2 + (lower[head + 2] in rules.articles if head + 2 < last else 0)
            found = self.registry.mentions_in(at, last)[:1]
            if not found or found[0][0].before > at:
                return None
        else:
            found = self.registry.mentions_in(first, head)[-1:]
            if not found or any(word not in rules.possessives for word in lower[found[0][0].last : head]):
                return None
        span, entity = found[0]
        if entity.kind in {"place", "thing"}:
            return None
        return self.registry.as_speaker(entity, "nominal", AUTHOR, span=span)

    # ------------------------------------------------------------ 2. persons

    def _person(self, first: int, head: int, noun: str) -> Entity | None:
        wanted, forms = self._wanted(first, head), self.roles.forms(noun)
        gender = self.rules.roles.get(noun)
        fitting = [
            entity for entity in self._before(first, {"person", "unknown"})
            if self.roles.holds(entity, forms) and (not wanted or self._suits(entity, wanted))
            and (gender is None or self.registry.gender(entity) in {None, gender})
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 else None

    def _wanted(self, first: int, head: int) -> list[str]:
        """The words that narrow a nominal down: “the Florida senator”."""
        words, rules = self.tokens.words, self.rules
        return [words[at].lower() for at in range(first + 1, head)
                if words[at][0].isupper() and words[at].lower() not in rules.articles]  # fmt: skip

    def _suits(self, entity: Entity, wanted: list[str]) -> bool:
        """Whether every narrowing word stands near a mention of the person."""
        lower = self.tokens.lower
        near = {word for span in entity.spans for word in lower[max(0, span.before - 2) : span.last + 3]}
        return all(word in near for word in wanted)

    def mentions(self) -> list[tuple[NameSpan, Entity]]:
        """Where a sentence begins with a role, “The actress said”, and whose it is."""
        tokens, rules = self.tokens, self.rules
        found = []
        for first in tokens.among(range(len(tokens.lower)), rules.definite):
            head = self._role_at(first)
            if not head:
                continue
            noun = rules.written_out.get(tokens.lower[head], tokens.lower[head])
            person = self._person(first, head, noun)
            if person is not None:
                found.append((NameSpan(head, head + 1, first, "person"), person))
        return found

    def _role_at(self, first: int) -> int:
        """The role that a phrase from a token ends with, where it does something; 0 for none."""
        lower, rules = self.tokens.lower, self.rules
        stop = self.tokens.sentences[self.tokens.sentence_of[first]][1]
        if self.tokens.quoted[first] >= 0:
            return 0
        for at in range(first + 1, min(first + LEAD, stop - 1)):
            word = lower[at]
            if not word[0].isalnum() or word in rules.prepositions:
                return 0
            noun = rules.written_out.get(word, word)
            if noun in rules.roles and noun not in rules.groups:
                following = lower[at + 1]
                if rules.tags.get(following, 0) & VERBAL or following.endswith("ed"):
                    return at
        return 0

    # ------------------------------------------------------------ 3. bodies

    def _body(self, first: int, noun: str) -> Speaker:
        bodies = self._before(first, {"organisation", "unknown"})
        fitting = [entity for entity in bodies if self._is_called(entity, noun, first)]
        if not fitting and (topic := self._topic(first, noun)) is not None:
            return self._as_body(topic, 0.7)
        if not fitting:
            return self._near(first, noun)
        return self._as_body(fitting[0], 0.7) if len(fitting) == 1 else UNNAMED

    def _near(self, at: int, noun: str) -> Speaker:
        """The only body of the sentences just before that may be such: “Boeing …. The company said”."""
        tokens, kin = self.tokens, self.rules.kin.get(noun)
        if kin is None:
            return UNNAMED
        begin = tokens.sentences[max(0, tokens.sentence_of[at] - NEAR)][0]
        near = [entity for span, entity in self.registry.mentions_in(begin, at)
                if entity.kind == "organisation" and tokens.quoted[span.first] < 0
                and tokens.lower[span.before - 1] not in self.rules.prepositions
                and tokens.lower[span.last] not in self.rules.outsiders
                and self._may_be(entity, noun, kin)]  # fmt: skip
        return self._named(near[0], 0.6) if near and near.count(near[0]) == len(near) else UNNAMED

    def _topic(self, at: int, noun: str) -> Entity | None:
        """The body that the words reported are about: “Lindqvist Foods has raised $30 million, the company said”."""
        tokens, rules = self.tokens, self.rules
        first = tokens.sentences[tokens.sentence_of[at]][0]
        is_bare = tokens.lower[at - 1] == "," and noun == tokens.lower[at + 1]  # no “the lawn products company”
        if noun not in rules.own_news or not is_bare or tokens.quoted[first] >= 0:
            return None
        for span, entity in self.registry.mentions_in(first, at):
            after = tokens.lower[span.last]
            is_told = after == "," and tokens.lower[span.last + 1] in rules.articles
            is_subject = is_told or bool(rules.tags.get(after, 0) & VERBAL)
            if span.before == first and is_subject and entity.kind in ("organisation", "unknown"):
                return entity if self._may_be(entity, noun, rules.kin.get(noun, frozenset())) else None
        return None

    def _may_be(self, entity: Entity, noun: str, kin: frozenset[str]) -> bool:
        """Whether the name does not say that the body is something else: no court is a company."""
        said = [word for word in entity.core
                if word in self.rules.organisation_heads or word in self.rules.organisation_nominals]  # fmt: skip
        return not said or any(word == noun or word in kin for word in said)

    def _is_called(self, entity: Entity, noun: str, before: int) -> bool:
        """Whether a name has the noun in it, or the article called it so before: “Cosmo, an Italian company,”."""
        if noun in entity.core:
            return True
        lower, articles = self.tokens.lower, self.rules.articles
        for span in entity.spans:
            after = lower[span.last : min(span.last + 8, before)]  # “from Cosmo, the company said” calls it nothing
            if noun in after and after[0] == "," and after[1] in articles:
                return True
            if noun in lower[max(0, span.first - 3) : span.first]:
                return True
        return False

    # ------------------------------------------------------------ 4. owned, 5. printed

    def _owned(self, first: int, head: int) -> Speaker | None:
        """“Clinton's campaign”, “the Trump administration”."""
        noun = self.tokens.lower[head]
        if noun not in self.rules.organisation_nominals:
            return None
        found = self.registry.mentions_in(first, head)
        if len(found) != 1:
            return None
        span, entity = found[0]
        between = self.tokens.lower[span.last : head]
        if not between and (span.last > head or self.tokens.words[span.first].partition("-")[2].islower()):
            return None  # “the Eindhoven-based company” is nobody's company
        if not between and noun not in self.rules.state_bodies and self._is_nation(entity):
            return None  # “the English club” has a name of its own
        if all(word in self.rules.possessives for word in between):
            name = f"{self.registry.printed(entity)} {noun}"
        elif between[0] in self.rules.possessives and all(word.isalpha() for word in between[1:]):
            name = " ".join(self.tokens.slice(span.first, head + 1).split())  # “Cyprus's foreign ministry”
        elif noun in self.rules.state_bodies and all(word.isalpha() for word in between) and self._is_nation(entity):
            name = " ".join(self.tokens.slice(span.first, head + 1).split())  # “the Cypriot foreign ministry”
        else:
            return None
        return Speaker(name, "organisation", "explicit", self.tokens.span(span.first, span.last), confidence=0.8)

    def _is_nation(self, entity: Entity) -> bool:
        """Whether a name is a country, or the adjective of one."""
        return entity.kind == "place" or entity.core[0] in self.rules.modifiers

    def _printed(self, at: int) -> Speaker:
        """A single capitalised word is a name though nothing else in the article says so."""
        word, rules = self.tokens.lower[at], self.rules
        if not self.tokens.words[at][0].isupper() or word in rules.roles or word in rules.groups or word in rules.tags:
            return UNNAMED
        if word.endswith(rules.plural_endings) and at == self.tokens.sentences[self.tokens.sentence_of[at]][0]:
            return UNNAMED  # “Fans said”
        first_named = [entity for entity in self._before(at, {"person", "unknown"})
                       if entity.core[0] == fold(word) and entity.is_full]  # fmt: skip
        if len(first_named) == 1:
            return self.registry.as_speaker(first_named[0], "surname", 0.8)  # “Park Geun-hye … Park said”
        others = (rules.openers, rules.modifiers, rules.organisation_nominals, rules.titles)
        if any(word in words for words in others):
            return UNNAMED
        return Speaker(self.tokens.words[at], "organisation", "explicit", self.tokens.span(at, at + 1), confidence=0.6)

    # ------------------------------------------------------------ candidates

    def _before(self, at: int, kinds: set[str]) -> list[Entity]:
        """Entities of some kinds mentioned in the stretch before a token."""
        found: dict[int, Entity] = {}
        for _, entity in self.registry.mentions_in(max(0, at - BACK), at):
            if entity.kind in kinds:
                found[entity.number] = entity
        return list(found.values())

    def _as_body(self, entity: Entity, confidence: float) -> Speaker:
        """An organisation, though its name alone would not tell: "the company" says so."""
        return replace(self._named(entity, confidence), kind="organisation", role=None, speaks_for=None)

    def _named(self, entity: Entity, confidence: float) -> Speaker:
        return self.registry.as_speaker(entity, "nominal", confidence)
