"""The source phrase of a statement → who that is, with how the name was found and how sure that is.

1. pronoun     “she said”: the antecedent (pronouns; referents for it, they, who)
2. name        the head of the phrase: not a possessor, not what stands after a preposition or before a noun
3. nominal     “the senator”, “a spokesman for X” (nominals): a name only where exactly one candidate fits
4. unnamed     everything else keeps its words: “officials”, “two people familiar with the matter”
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.reading import word_classes as lex
from bot.reading.entity import Entity
from bot.reading.name_book import NameBook
from bot.reading.name_spans import NameSpan
from bot.reading.nominals import Nominals
from bot.reading.referents import Referents
from bot.reading.roles import Roles
from bot.reading.salience import VERBAL
from bot.reading.speaker import UNNAMED, Speaker

FIELD = 3  # words of “of operations” between a role and a name
LEAD = 4  # tokens from a comma to the name behind it, titles counted
HOME = 12  # tokens between a person and the state of the town he or she is from
PARTICIPLES = ("ing", "ed")  # endings; a language's verbs are in its lexicon
ADVERBIAL, SHORTEST = "ly", 4
BEHIND_NAME = lex.PREPOSITION | lex.TIME
NO_NOUN = lex.ADVERB | lex.AUXILIARY | lex.RELATIVE | lex.TIME


class SpeakerFinder:
    """Finds speakers by the registry of one article."""

    def __init__(self, registry: NameBook, roles: Roles) -> None:
        self.registry = registry
        self.tokens = registry.tokens
        self.rules = registry.rules
        self.nominals = Nominals(registry, roles)
        self.referents = Referents(registry)

    def find(self, first: int, last: int, recent: Sequence[Speaker]) -> Speaker:
        """Who the phrase at tokens [first, last) is."""
        first, last = self._bare(first, last)
        if first >= last:
            return UNNAMED
        word = self.tokens.words[first]
        if word in self.rules.answers and last == first + 1:
            return self.referents.interviewed(first)
        if word[0].isupper() and first and (self.tokens.words[first - 1][0].isalnum()
                                            or self.tokens.words[first - 1] == ")"):  # fmt: skip
            before = self.registry.mention_before(first)
            if before is not None and before[0].last > first:
                first = before[0].first  # the phrase begins inside a name: “Food and | Drug Administration”
                word = self.tokens.words[first]
        pronoun = self.rules.pronouns.get(word.lower())
        is_word = not (word.isupper() and len(word) > 1)  # US and IT are no pronouns
        if pronoun is not None and is_word and (not pronoun.is_possessive or last == first + 1):
            return self._pronoun(first)
        head = self._head(first, last)
        whole = self._behind_role(first, last) if head is None else self._named(*head, last)
        end = self.rules.pronouns.get(self.tokens.lower[last - 1])
        if self.tokens.words[last - 1].isupper():
            return whole  # “the WHO”
        if last - first > 1 and end is not None and end.is_relative and not end.is_thing:
            return self._before_who(first, last - 1, whole) or whole
        return whole

    def _behind_role(self, first: int, last: int) -> Speaker:
        """Who a phrase without a name is: “according to the minister, | Jan Novak,”, else by the nominal."""
        lower, rules = self.tokens.lower, self.rules
        is_definite = lower[first] in rules.definite or lower[first] in rules.possessors
        if is_definite and last < len(lower) and lower[last] == "," and any(map(rules.is_role, lower[first:last])):
            for span, entity in self.registry.mentions_in(last + 1, last + LEAD)[:1]:
                after = lower[span.last] if span.last < len(lower) else "."
                ends = bool(rules.tags.get(after, 0) & BEHIND_NAME) or not after[0].isalnum()
                if entity.kind == "person" and span.before == last + 1 and ends and after not in rules.possessives:
                    return self._named(span, entity, span.last)
        return self.nominals.find(first, last)

    def _before_who(self, first: int, who: int, whole: Speaker) -> Speaker | None:
        """The person right before “who”, where the phrase itself names nobody or names a pair: “attacks by X, who”."""
        near = self.referents.find(who, self.rules.pronouns[self.tokens.lower[who]])
        found = self.registry.mentions_in(first, who)
        if near.name is None or near.name == whole.name or not found:
            return None
        before = self.tokens.lower[first : found[-1][0].before]
        if whole.name is not None or any(word in self.rules.joiners for word in before):
            return near if any(word in self.rules.joiners for word in before) else None
        governed = [at for at, word in enumerate(before) if word in self.rules.prepositions]
        owners = before[: governed[-1]] if governed else []
        return None if any(word in self.rules.roles or word in self.rules.groups for word in owners) else near

    def find_without_source(self, at: int, recent: Sequence[Speaker]) -> Speaker:
        """Who speaks where nothing says so: whoever spoke just before."""
        if not recent:
            return UNNAMED
        return replace(recent[-1], confidence=recent[-1].confidence * 0.9)

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        words = self.tokens.words
        first, last = max(first, 0), min(last, len(words))
        while first < last and not words[first][0].isalnum():
            first += 1
        while last > first and not words[last - 1][0].isalnum() and words[last - 1] not in self.rules.possessives:
            last -= 1
        return first, last

    def _pronoun(self, at: int) -> Speaker:
        pronoun = self.rules.pronouns[self.tokens.lower[at]]
        if not pronoun.gender:
            return self.referents.find(at, pronoun)
        found = self.registry.antecedents.at(at)
        if found is None:
            return UNNAMED
        return self.registry.as_speaker(found.entity, "pronoun", found.share, rivals=found.rivals)

    # ------------------------------------------------------------ names

    def _head(self, first: int, last: int) -> tuple[NameSpan, Entity] | None:
        """The mention that is the head of a phrase."""
        stop = self._clause_start(first, last)
        named = self.registry.mentions_in(first, stop)
        for (span, entity), (after, person) in pairwise(named[:2]):
            is_field = span.first == first and self.tokens.lower[first - 1] in self.rules.prepositions
            if is_field and entity.kind != "person" == person.kind and after.first == span.last:
                return after, person  # “Minister for | Health Ann Lee”
        for span, entity in named:
            if self._is_governed(span, entity, first, last) or self._hangs_on(first, span):
                continue
            if self._is_countryman(span):
                return None
            is_state = self._is_state(span, entity, first)
            if is_state or entity.kind == "place":
                return self._at_home(span, first, stop) or (None if is_state else (span, entity))
            return None if self._is_group(span, entity, first) else (span, entity)
        return None

    def _is_state(self, place: NameSpan, entity: Entity, first: int) -> bool:
        """Whether a place only says where a town is: “a teacher in Raleigh, N.C.”."""
        words = self.tokens.words
        town = place.first - 2
        if town < 0 or words[town + 1] != "," or not words[town][0].isupper():
            return False
        if words[place.last - 1].endswith("."):
            return place.last == place.first + 1
        return entity.kind == "place" and town >= first

    def _at_home(self, place: NameSpan, first: int, last: int) -> tuple[NameSpan, Entity] | None:
        """The person whose home a place between commas is: “Harry Bond, 30, of Raleigh, N.C.,”, cut short or not."""
        lower, rules = self.tokens.lower, self.rules
        for span, entity in self.registry.mentions_in(place.last, last):
            if entity.kind == "person" and lower[place.last] == ",":
                return span, entity
        if place.before > first or not first or lower[first - 1] != ",":
            return None
        for span, entity in reversed(self.registry.mentions_in(max(0, first - HOME), first)):
            if entity.kind == "person":
                between = lower[span.last : first]
                is_home = all(word == "," or word.isdigit() or word in rules.relations or word in rules.places
                              for word in between)  # fmt: skip
                return (span, entity) if is_home else None
        return None

    def _clause_start(self, first: int, last: int) -> int:
        """Where a relative clause or a participle begins that belongs to a noun before it: “a woman who …”."""
        words, lower, rules = self.tokens.words, self.tokens.lower, self.rules
        for at in range(first + 1, last - 1):
            if not words[at][0].islower():
                continue
            tag, following = rules.tags.get(lower[at], 0), rules.tags.get(lower[at + 1], 0)
            if tag & lex.RELATIVE or (tag & lex.COMPLEMENTISER and following & VERBAL):
                return at
            opens = following & (lex.DETERMINER | lex.PREPOSITION | lex.PRONOUN) or words[at + 1][0].isupper()
            if opens and lower[at].endswith(PARTICIPLES) and lower[at] not in rules.adjectives:
                is_led = rules.tags.get(lower[at - 1], 0) & lex.DETERMINER  # “the visiting Prime Minister Ann Lee”
                if (tag & VERBAL and not is_led) or self._are_people(lower[at - 1]):
                    return at
        return last

    def _are_people(self, word: str) -> bool:
        """Whether a noun names people, to whom a participle behind it belongs: “doctors | treating Maria Lopez”."""
        rules = self.rules
        return word in rules.roles or word in rules.groups or word.endswith(rules.plural_endings)

    def _hangs_on(self, first: int, span: NameSpan) -> bool:
        """Whether a preposition earlier in the phrase ties the name to a noun: “a study by economists Ann Lee …”."""
        lower, rules = self.tokens.lower, self.rules
        for at in range(span.before - 1, first, -1):
            if lower[at] == ",":
                return False
            if lower[at] in rules.prepositions and not self._is_inside_name(at, first):
                if any(
                    phrase[1] == lower[at] and phrase[2:] == tuple(lower[at + 1 : at + len(phrase) - 1])
                    for phrase in rules.title_phrases.get(lower[at - 1], ())
                ):  # fmt: skip
                    return False
                if self._is_held(at + 1, span.before):
                    return True  # “the wife of opposition leader Ann Lee”, “a lawyer for former minister Ann Lee”
                is_near = span.before - at <= FIELD and lower[at] in rules.relations
                return not (is_near and rules.is_role(lower[at - 1]))  # “head of operations Brian Flynn”
        return False

    def _is_held(self, first: int, last: int) -> bool:
        """Whether the words before a name say what that person is: “opposition leader”, “former”."""
        between, rules = self.tokens.lower[first:last], self.rules
        return bool(between) and (rules.is_role(between[-1]) or all(word in rules.adjectives for word in between))

    def _is_inside_name(self, at: int, first: int) -> bool:
        """Whether a small word is part of a name: “Civil Aviation Authority of Singapore deputy head Ong”."""
        found = self.registry.mentions_in(first, at)
        return bool(found) and found[-1][0].last > at

    def _is_group(self, span: NameSpan, entity: Entity, first: int) -> bool:
        """Whether a mention names no one: “many Republicans”, “Americans”, “Monday”."""
        lower, rules = self.tokens.lower, self.rules
        if entity.kind == "person":
            return False
        word = lower[span.last - 1]
        if self._is_body(span, entity, word):
            return False
        if word in rules.groups or (word.endswith("s") and (word[:-1] in rules.modifiers or word[:-1] in rules.roles)):
            return True
        if span.before > first and lower[first] in rules.groups and entity.kind != "place":
            return True
        return entity.kind == "thing" and (span.before > first + 1 or bool(rules.tags.get(word, 0) & lex.TIME))

    def _is_countryman(self, span: NameSpan) -> bool:
        """Whether a mention only says where somebody is from: “the Canadian said”."""
        word, rules = self.tokens.words[span.first], self.rules
        if span.last > span.first + 1 or word.lower() not in rules.modifiers or not word.istitle():
            return False
        return span.first > 0 and self.tokens.lower[span.first - 1] in rules.definite and "." not in word

    def _is_body(self, span: NameSpan, entity: Entity, word: str) -> bool:
        """Whether a name that ends as a group does is a body's: “Strathclyde Police”, “Federation of Teachers”."""
        rules, core = self.rules, entity.core
        if core in rules.organisation_names.get(core[0], ()) or (word,) in rules.organisation_names.get(word, ()):
            return True
        if entity.kind != "organisation" or span.last == span.first + 1:
            return False
        return word in rules.organisation_nominals or any(
            before in rules.relations and core[at] in rules.organisation_heads
            for at, before in enumerate(core[1:])
        )  # fmt: skip

    def _is_governed(self, span: NameSpan, entity: Entity, first: int, last: int) -> bool:
        """Whether a mention only modifies something: a possessor, an object of a preposition, before a noun."""
        lower, words, rules = self.tokens.lower, self.tokens.words, self.rules
        before = lower[span.before - 1] if span.before > first else ""
        after = lower[span.last] if span.last < last else ""
        if before in rules.prepositions or (after in rules.possessives and span.last + 1 < last):
            return True
        if before in rules.articles and span.before - 1 > first and lower[span.before - 2] in rules.prepositions:
            return True
        if after and words[span.last][0].islower() and (rules.is_role(after) or self._is_noun(span.last)):
            return True
        if after in rules.titles and entity.kind in {"organisation", "place"}:
            return True  # “CNN President On Harper”
        if before and before[0].isalnum() and entity.kind == "place" and before not in rules.articles:
            return True
        return span.before > first and words[span.before - 1] == "("

    def _is_noun(self, at: int) -> bool:
        word, rules = self.tokens.lower[at], self.rules
        if word in rules.prepositions or word in rules.joiners or word in rules.pronouns or word in rules.particles:
            return False
        if word in rules.conjunctions:
            return False
        is_adverb = word.endswith(ADVERBIAL) and len(word) > SHORTEST  # but “ally”
        return not is_adverb and not rules.tags.get(word, 0) & NO_NOUN

    def _named(self, span: NameSpan, entity: Entity, last: int) -> Speaker:
        is_short = span.last - span.first == 1 and entity.is_full and entity.kind in {"person", "unknown"}
        others = self.registry.others_after(span, last)
        if is_short:
            speaker = self.registry.as_speaker(entity, "surname", self._surname_confidence(entity), others)
            if self.registry.is_only_bearer(entity) or not entity.full_at or entity.full_at[0] < span.first:
                return speaker
            name = " ".join(self.tokens.slice(span.first, span.last).split())  # only another of the name was met so far
            return replace(speaker, name=name, role=None, named_at=self.tokens.span(span.first, span.last))
        confidence = 0.97 if entity.kind in {"person", "organisation"} else 0.9
        speaker = self.registry.as_speaker(entity, "explicit", confidence, others, span=span)
        couple = None if entity.is_full or not others else self._surname_of_couple(span, last)
        return replace(speaker, name=f"{speaker.name} {couple}", kind="person") if couple else speaker

    def _surname_of_couple(self, span: NameSpan, last: int) -> str | None:
        """The surname that a first name shares with the name behind it: “Amir and Gazala | Hanif”."""
        lower, rules = self.tokens.lower, self.rules
        if span.last - span.first > 1 or span.last + 1 >= last or lower[span.last] not in rules.joiners:
            return None
        found = self.registry.mentions_in(span.last + 1, last)[:1]
        if not found or found[0][0].before > span.last + 1 or found[0][1].kind != "person":
            return None
        other = found[0][0]
        is_given = lower[span.first] in rules.given and lower[other.first] in rules.given
        return self.tokens.words[other.last - 1] if is_given and other.last - other.first > 1 else None

    def _surname_confidence(self, entity: Entity) -> float:
        """Less where two persons of the article share the surname."""
        return 0.95 if self.registry.is_only_bearer(entity) else 0.8
