"""Pronouns that tell no gender: who, which, it, they; the other people who share a phrase; “A:” in an interview.

1. relative   “Cruz of Texas, who …”: the person just before, places and appositives looked over
2. neuter     “it said”: the organisation that was subject of this sentence or the one before
3. plural     “they said”: a pair named in this sentence or the one before
4. A:         “Q: Why? A: It was my knee”: the person introduced
"""

from __future__ import annotations

from collections import Counter

from bot.reading.entity import Entity
from bot.reading.name_book import NameBook
from bot.reading.name_rules import Pronoun
from bot.reading.name_spans import NameSpan
from bot.reading.salience import VERBAL
from bot.reading.speaker import UNNAMED, Speaker

Mention = tuple[NameSpan, Entity]
INTERVIEWED = 0.8  # how sure it is that the one introduced answers
REACH = 12  # tokens between a name and its relative pronoun


class Referents:
    """Resolves pronouns without gender in one article."""

    def __init__(self, registry: NameBook) -> None:
        self.registry = registry
        self.tokens = registry.tokens
        self.rules = registry.rules

    def find(self, at: int, pronoun: Pronoun) -> Speaker:
        """Whom the pronoun at a token stands for."""
        if pronoun.is_relative:
            return self._relative(at, pronoun)
        if pronoun.is_neuter:
            return self._neuter(at)
        return self._plural(at) if pronoun.is_plural else UNNAMED

    # ------------------------------------------------------------ 1. who, which

    def _relative(self, at: int, pronoun: Pronoun) -> Speaker:
        kinds = {"organisation", "place", "unknown"} if pronoun.is_thing else {"person", "unknown"}
        is_plural = at + 1 < len(self.tokens.lower) and self.tokens.lower[at + 1] in self.rules.plural_verbs
        for span, entity in reversed(self.registry.mentions_in(max(0, at - REACH), at)):
            if entity.kind not in kinds:
                continue
            between = self.tokens.lower[span.last : at]
            if (is_plural and not pronoun.is_thing) or not self._leads_on(between, pronoun):
                return UNNAMED
            return self.registry.as_speaker(entity, "pronoun", 0.9 if between in ([], [","]) else 0.8)
        return UNNAMED

    def _leads_on(self, between: list[str], pronoun: Pronoun) -> bool:
        """Whether the words between a name and its relative pronoun only describe the name."""
        if not between or between == [","]:
            return True
        if pronoun.is_thing or between[-1] != ",":
            return False
        return between[0] in self.rules.relations or between[0] in {",", "("}

    # ------------------------------------------------------------ 2. it

    def _neuter(self, at: int) -> Speaker:
        for span, entity in self._nearby(at):
            if entity.kind in {"organisation", "place"} and self._is_subject(span):
                return self.registry.as_speaker(entity, "pronoun", 0.55)
            if entity.kind == "unknown" and self._opens(at) and self._opens(span.before) and self._goes_on(span):
                return self.registry.as_speaker(entity, "pronoun", 0.55)  # “Orbis bought it. It said …”: nobody is “it”
        return UNNAMED

    def _opens(self, at: int) -> bool:
        """Whether a sentence begins at a token, an article before it left out."""
        at -= at > 0 and self.tokens.lower[at - 1] in self.rules.articles
        return at in self.tokens.openings

    def _goes_on(self, span: NameSpan) -> bool:
        """Whether a sentence that a name opens goes on with what the one named does."""
        after = self.tokens.lower[span.last] if span.last < len(self.tokens.lower) else "."
        rules = self.rules
        is_linked = after in rules.prepositions or after in rules.conjunctions or after in rules.possessives
        return (after.isalpha() and not is_linked) or self._is_subject(span)

    def _is_subject(self, span: NameSpan) -> bool:
        lower, rules = self.tokens.lower, self.rules
        before = lower[span.before - 1] if span.before else "."
        if before in rules.articles and span.before > 1:
            before = lower[span.before - 2]
        after = lower[span.last] if span.last < len(lower) else "."
        if before in rules.prepositions or after in rules.possessives:
            return False
        return after in {",", "("} or bool(rules.tags.get(after, 0) & VERBAL)

    # ------------------------------------------------------------ 3. they

    def _plural(self, at: int) -> Speaker:
        for span, entity in self._nearby(at):
            others = self.registry.others_after(span, at)
            if others and entity.kind == "person":
                return self.registry.as_speaker(entity, "pronoun", 0.55, others)
        return UNNAMED

    def _nearby(self, at: int) -> list[Mention]:
        """Mentions of this sentence and the one before, outside quotation marks, the nearest sentence first."""
        tokens = self.tokens
        number = tokens.sentence_of[at]
        found: list[Mention] = []
        for sentence in (number, number - 1):
            if sentence >= 0:
                first, last = tokens.sentences[sentence]
                found += [mention for mention in self.registry.mentions_in(first, min(last, at))
                          if tokens.quoted[mention[0].first] < 0]  # fmt: skip
        return found

    # ------------------------------------------------------------ 4. A:

    def interviewed(self, at: int) -> Speaker:
        """Who answers in an interview, “A: …”: the one whom the words before its first question name most."""
        words, labels = self.tokens.words, self.rules.questions
        first = next((place for place in range(at) if words[place] in labels and words[place + 1] == ":"), 0)
        named = [entity for _, entity in self.registry.mentions_in(0, first) if entity.kind == "person"]
        ranked = Counter(entity.number for entity in named).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return UNNAMED
        entity = next(entity for entity in named if entity.number == ranked[0][0])
        return self.registry.as_speaker(entity, "layout", INTERVIEWED)
