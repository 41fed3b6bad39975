"""He, she, his, her: whom a pronoun stands for, by who is most in the reader's mind at that point.

One sweep over the article, only as far as it is asked for:

    1. every mention of a person adds to that person's weight, a subject most, a possessor or object less
    2. each sentence lets all weights fade; sentences inside a quotation fade them less
    3. a pronoun takes the heaviest person whose gender fits, and counts as a mention of that person
    4. the share of the weight that the runner-up has tells how sure that was
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reading import lexicon as lex
from bot.reading.entities import Entity
from bot.reading.name_rules import Gender, NameRules, Pronoun
from bot.reading.name_spans import NameSpan
from bot.text import Tokens

VERBAL = lex.VERB | lex.AUXILIARY | lex.CUE


@dataclass(frozen=True, slots=True)
class Weights:
    """What a mention adds, by how it stands in its sentence; how weights fade. Tuned on reading, see the bench."""

    subject: float = 1.092
    speaker: float = 1.3
    opening: float = 3.481  # the first person of its sentence
    pronoun_opening: float = 0.5
    other: float = 1.38
    possessor: float = 0.75
    after_preposition: float = 0.365
    modifier: float = 0.4
    inside_quotation: float = 0.185
    pronoun_subject: float = 1.98
    pronoun_other: float = 0.799
    repeat: float = 0.15  # what a further mention in the same sentence still adds
    fade: float = 0.425
    fade_quoted: float = 0.559
    unknown_gender: float = 0.6
    unknown_kind: float = 0.56
    same_clause_object: float = 0.69
    same_subject: float = 0.44  # for the subject of this sentence so far, or of the sentence before
    last_speaker: float = 0.15  # for whoever spoke last, where the pronoun speaks


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a pronoun stands for; `share` is the part of all fitting weight that this person has."""

    entity: Entity
    share: float
    rivals: int


class Antecedents:
    """The sweep over one article, resumed where it stopped."""

    def __init__(self, tokens: Tokens, rules: NameRules, mentions: Sequence[tuple[NameSpan, Entity]],
                 gender: Callable[[Entity], Gender | None], weights: Weights | None = None) -> None:  # fmt: skip
        self.tokens = tokens
        self.rules = rules
        self.mentions = [(span, entity) for span, entity in mentions if entity.kind in {"person", "unknown"}]
        self.gender = gender
        self.weights = weights or Weights()
        self.found: dict[int, Antecedent] = {}
        self._salience: dict[int, float] = {}
        self._entities: dict[int, Entity] = {}
        self._sentence = 0
        self._next = 0
        self._subject: tuple[int, int] = (-1, -1)  # sentence and entity of the latest subject
        self._speaker = -1
        self._here: dict[int, float] = {}  # what the mentions of this sentence have added
        pronouns = rules.pronouns
        self._pronouns = [at for at, word in enumerate(tokens.lower) if word in pronouns and pronouns[word].gender]
        self._done = 0

    def at(self, token: int) -> Antecedent | None:
        """Whom the pronoun at a token stands for."""
        last = bisect_left(self._pronouns, token + 1)
        while self._done < last:
            self._resolve(self._pronouns[self._done])
            self._done += 1
        return self.found.get(token)

    def _resolve(self, at: int) -> None:
        while self._next < len(self.mentions) and self.mentions[self._next][0].first < at:
            self._take(*self.mentions[self._next])
            self._next += 1
        self._fade_to(at)
        pronoun = self.rules.pronouns[self.tokens.lower[at]]
        antecedent = self._heaviest(at, pronoun)
        if antecedent is None:
            return
        self.found[at] = antecedent
        weights = self.weights
        if self.tokens.quoted[at] >= 0:
            return
        is_subject = not pronoun.is_possessive and not pronoun.is_object
        opening = weights.pronoun_opening if is_subject and not self._here else 0.0
        self._add(antecedent.entity, opening + (weights.pronoun_subject if is_subject else weights.pronoun_other))
        if is_subject:
            self._subject = (self.tokens.sentence_of[at], antecedent.entity.number)
            if self._speaks(at):
                self._speaker = antecedent.entity.number

    def _speaks(self, at: int) -> bool:
        """Whether a cue of speech stands next to a pronoun."""
        lower, tags = self.tokens.lower, self.rules.tags
        after = lower[at + 1] if at + 1 < len(lower) else "."
        if tags.get(after, 0) & lex.CUE or (at and tags.get(lower[at - 1], 0) & lex.CUE and not after[0].isalpha()):
            return True
        return after[0].isalpha() and at + 2 < len(lower) and bool(tags.get(lower[at + 2], 0) & lex.CUE)

    def _fade_to(self, at: int) -> None:
        tokens, weights = self.tokens, self.weights
        sentence = tokens.sentence_of[at]
        while self._sentence < sentence:
            self._sentence += 1
            first = tokens.sentences[self._sentence][0]
            opening = tokens.quoted[tokens.sentences[self._sentence - 1][0]]
            factor = weights.fade_quoted if opening >= 0 and tokens.quoted[first] == opening else weights.fade
            self._here.clear()
            for number in self._salience:
                self._salience[number] *= factor

    def _take(self, span: NameSpan, entity: Entity) -> None:
        self._fade_to(span.first)
        opening = 0.0 if self._here or self.tokens.quoted[span.first] >= 0 else self.weights.opening
        self._add(entity, self._weight(span, entity) + opening)

    def _add(self, entity: Entity, weight: float) -> None:
        number = entity.number
        self._entities[number] = entity
        here = self._here.get(number, 0.0)
        added = weight - here if weight > here else 0.0
        if here:
            added += self.weights.repeat * min(weight, here)
        self._here[number] = max(weight, here)
        self._salience[number] = self._salience.get(number, 0.0) + added

    def _weight(self, span: NameSpan, entity: Entity) -> float:
        """What a mention adds, by the words around it."""
        tokens, rules, weights = self.tokens, self.rules, self.weights
        if tokens.quoted[span.first] >= 0:
            return weights.inside_quotation
        lower, tags = tokens.lower, rules.tags
        after = lower[span.last] if span.last < len(lower) else "."
        before = lower[span.before - 1] if span.before else "."
        if after in rules.possessives:
            return weights.possessor
        tag = tags.get(after, 0)
        if tags.get(before, 0) & lex.CUE and not after[0].isalpha():
            self._speaker = entity.number
            return self._subject_of(span, entity, weights.speaker)
        if before in rules.prepositions:
            return weights.after_preposition
        if tag & VERBAL and not tag & lex.NOUN_TOO or after.endswith("ed"):
            if not tag & lex.CUE:
                return self._subject_of(span, entity, weights.subject)
            self._speaker = entity.number
            return self._subject_of(span, entity, weights.speaker)
        if after[0].isalpha() and tokens.words[span.last].islower() and not tag:
            return weights.modifier
        if after == "," and not tags.get(before, 0) & VERBAL:
            return self._subject_of(span, entity, weights.subject)
        return weights.other

    def _subject_of(self, span: NameSpan, entity: Entity, weight: float) -> float:
        self._subject = (self.tokens.sentence_of[span.first], entity.number)
        return weight

    def _heaviest(self, at: int, pronoun: Pronoun) -> Antecedent | None:
        weights = self.weights
        sentence = self.tokens.sentence_of[at]
        speaks = self._speaks(at)
        scored: list[tuple[float, int]] = []
        for number, salience in self._salience.items():
            if salience < 0.01:
                continue
            entity = self._entities[number]
            gender = self.gender(entity)
            if gender is not None and gender != pronoun.gender:
                continue
            if number == self._subject[1] and self._subject[0] >= sentence - 1:
                salience += weights.same_subject
            if speaks and number == self._speaker:
                salience += weights.last_speaker
            if gender is None:
                salience *= weights.unknown_gender
            if entity.kind != "person":
                salience *= weights.unknown_kind
            if pronoun.is_object and not pronoun.is_possessive and self._subject == (sentence, number):
                salience *= weights.same_clause_object
            scored.append((salience, number))
        if not scored:
            return None
        if pronoun.is_reflexive and any((sentence, number) == self._subject for _, number in scored):
            return Antecedent(self._entities[self._subject[1]], 0.95, len(scored) - 1)
        total = sum(weight for weight, _ in scored)
        best, number = max(scored)
        return Antecedent(self._entities[number], best / total, sum(weight > 0.1 * best for weight, _ in scored) - 1)
