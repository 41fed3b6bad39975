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

OPENING = lex.SUBORDINATOR | lex.PREPOSITION
APPOSITIVE = 30  # tokens within which the comma that closes an appositive is looked for
VERBAL = lex.VERB | lex.AUXILIARY | lex.CUE


@dataclass(frozen=True, slots=True)
class Weights:
    """What a mention adds, by how it stands in its sentence; how weights fade. Tuned on reading, see the bench."""

    subject: float = 1.95
    speaker: float = 1.8
    opening: float = 4.2  # the first person of its sentence
    governed_opening: float = 3.0  # the same where a preposition or a noun governs it
    pronoun_opening: float = 0.3
    other: float = 1.9
    possessor: float = 0.35
    after_preposition: float = 0.35
    modifier: float = 0.15
    inside_quotation: float = 0.01
    pronoun_subject: float = 2.2
    pronoun_other: float = 0.5
    repeat: float = 0.25  # what a further mention in the same sentence still adds
    fade: float = 0.44
    fade_quoted: float = 0.5
    unknown_gender: float = 0.93
    unknown_kind: float = 0.28
    same_clause_object: float = 0.3
    same_subject: float = 0.32  # for the subject of this sentence so far, or of the sentence before
    last_speaker: float = 0.25  # for whoever spoke last, where the pronoun speaks
    topic: float = 1.0  # for whoever the article is about, by the share of mentions so far
    topic_told: float = 6  # the same where the pronoun does not speak: in a life told
    topic_after: float = 10  # mentions until that share counts fully
    own: float = 0.55  # for the subject of the same sentence, where the pronoun is his or her
    inside: float = 6.0  # for a mention inside the same quotation as the pronoun
    quoting: float = 0.15  # what is left of the speaker inside his or her own words
    ahead: float = 0.2  # for the name that follows an opening clause
    quoted_speaker: float = 0.28  # the same behind a quotation: “…,” he said


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
        self.mentions = [(span, entity) for span, entity in mentions if self._may_be_person(entity)]
        self.gender = gender
        self.weights = weights or Weights()
        self.found: dict[int, Antecedent] = {}
        self._salience: dict[int, float] = {}
        self._entities: dict[int, Entity] = {}
        self._sentence = 0
        self._next = 0
        self._subject: tuple[int, int] = (-1, -1)  # sentence and entity of the latest subject
        self._speaker, self._spoke_at = -1, 0
        self._turn = 0  # sentences so far, those inside a quotation left out
        self._opened = False  # whether a mention that nothing governs has stood in this sentence
        self._mentioned: dict[int, int] = {}  # mentions so far
        self._inside: tuple[int, dict[int, float]] = (-1, {})  # the latest quotation, and what its mentions weigh
        self._here: dict[int, float] = {}  # what the mentions of this sentence have added
        gendered = {word for word, pronoun in rules.pronouns.items() if pronoun.gender}
        self._pronouns = [at for at, word in enumerate(tokens.lower) if word in gendered]
        self._done = 0

    def _may_be_person(self, entity: Entity) -> bool:
        """Persons, and unknown names without a word of other use in them."""
        if entity.kind != "unknown":
            return entity.kind == "person"
        rules = self.rules
        return not any("-" in word or word in rules.tags or word in rules.modifiers or word in rules.places
                       for word in entity.core)  # fmt: skip

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
        opening = weights.pronoun_opening if is_subject and not self._opened else 0.0
        self._opened = self._opened or is_subject
        self._add(antecedent.entity, opening + (weights.pronoun_subject if is_subject else weights.pronoun_other))
        if is_subject:
            self._subject = (self.tokens.sentence_of[at], antecedent.entity.number)
            if self._speaks(at):
                self._speaker, self._spoke_at = antecedent.entity.number, self._turn

    def _speaks(self, at: int) -> bool:
        """Whether a cue of speech stands next to a pronoun."""
        lower, tags = self.tokens.lower, self.rules.tags
        after = lower[at + 1] if at + 1 < len(lower) else "."
        if tags.get(after, 0) & lex.CUE or (at and tags.get(lower[at - 1], 0) & lex.CUE and not after[0].isalpha()):
            return True
        return after[0].isalpha() and at + 2 < len(lower) and bool(tags.get(lower[at + 2], 0) & lex.CUE)

    def _follows_quotation(self, at: int) -> bool:
        quoted = self.tokens.quoted
        return any(quoted[before] >= 0 for before in range(max(0, at - 3), at)) and quoted[at] < 0

    def _fade_to(self, at: int) -> None:
        tokens, weights = self.tokens, self.weights
        sentence = tokens.sentence_of[at]
        while self._sentence < sentence:
            self._sentence += 1
            first = tokens.sentences[self._sentence][0]
            opening = tokens.quoted[tokens.sentences[self._sentence - 1][0]]
            goes_on = opening >= 0 and tokens.quoted[first] == opening
            self._turn += not goes_on
            factor = weights.fade_quoted if goes_on else weights.fade
            self._here.clear()
            self._opened = False
            for number in self._salience:
                self._salience[number] *= factor

    def _take(self, span: NameSpan, entity: Entity) -> None:
        self._fade_to(span.first)
        quotation = self.tokens.quoted[span.first]
        if quotation >= 0:
            self._mention_inside(quotation, entity.number)
        weight, is_free = self._weight(span, entity)
        if is_free and not self._opened:
            self._opened = True
            weight += self.weights.opening
        elif not self._here and self.tokens.quoted[span.first] < 0:
            weight += self.weights.governed_opening
        self._add(entity, weight)

    def _mention_inside(self, quotation: int, number: int) -> None:
        if self._inside[0] != quotation:
            self._inside = (quotation, {})
        weights = self._inside[1]
        for other in weights:
            weights[other] *= self.weights.fade_quoted
        weights[number] = self.weights.inside

    def _add(self, entity: Entity, weight: float) -> None:
        number = entity.number
        self._entities[number] = entity
        self._mentioned[number] = self._mentioned.get(number, 0) + 1
        here = self._here.get(number, 0.0)
        added = weight - here if weight > here else 0.0
        if here:
            added += self.weights.repeat * min(weight, here)
        self._here[number] = max(weight, here)
        self._salience[number] = self._salience.get(number, 0.0) + added

    def _weight(self, span: NameSpan, entity: Entity) -> tuple[float, bool]:
        """What a mention adds, by the words around it, and whether nothing governs it."""
        tokens, rules, weights = self.tokens, self.rules, self.weights
        if tokens.quoted[span.first] >= 0:
            return weights.inside_quotation, False
        lower, tags = tokens.lower, rules.tags
        after = lower[span.last] if span.last < len(lower) else "."
        before = lower[span.before - 1] if span.before else "."
        if after in rules.possessives:
            return weights.possessor, False
        if before in rules.prepositions:
            return weights.after_preposition, False
        if self._is_speaking(span):
            return self._said(span, entity), True
        tag = tags.get(after, 0)
        if tag & VERBAL and not tag & lex.NOUN_TOO or after.endswith("ed"):
            return self._subject_of(span, entity, weights.subject), True
        if after[0].isalpha() and tokens.words[span.last].islower() and not tag:
            return weights.modifier, False
        if after == "," and not tags.get(before, 0) & VERBAL:
            return self._subject_of(span, entity, weights.subject), True
        return weights.other, not tags.get(before, 0) & VERBAL

    def _is_speaking(self, span: NameSpan) -> bool:
        """Whether a cue of speech takes the mention as its subject: “said X”, “X said”, “X, a lawyer, said”."""
        lower, tags = self.tokens.lower, self.rules.tags
        stop = self.tokens.sentences[self.tokens.sentence_of[span.first]][1]
        at = span.last
        if at < stop and lower[at] == ",":
            at = next((place + 1 for place in range(at + 1, min(stop, at + APPOSITIVE)) if lower[place] == ","
                       and place + 1 < stop and tags.get(lower[place + 1], 0) & lex.CUE), at)  # fmt: skip
        elif at < stop and tags.get(lower[at], 0) & (lex.ADVERB | lex.HAVE):
            at += 1
        if at < stop and tags.get(lower[at], 0) & lex.CUE:
            return True
        at = span.before - 1
        while at > 0 and span.before - at < 5 and lower[at] in self.rules.before_name:
            at -= 1
        following = lower[span.last] if span.last < stop else "."
        return at >= 0 and bool(tags.get(lower[at], 0) & lex.CUE) and not following[0].isalpha()

    def _said(self, span: NameSpan, entity: Entity) -> float:
        self._speaker, self._spoke_at = entity.number, self._turn
        return self._subject_of(span, entity, self.weights.speaker)

    def _subject_of(self, span: NameSpan, entity: Entity, weight: float) -> float:
        self._subject = (self.tokens.sentence_of[span.first], entity.number)
        return weight

    def _ahead(self, at: int) -> int:
        """The person whose name follows an opening clause with the pronoun in it: “When she spoke, Bruce said”."""
        tokens, tags = self.tokens, self.rules.tags
        first, stop = tokens.sentences[tokens.sentence_of[at]]
        if at - first > 12 or tokens.quoted[at] >= 0 or self._next >= len(self.mentions):
            return -1
        span, entity = self.mentions[self._next]
        if span.first >= stop or tokens.lower[span.before - 1] != "," or not tags.get(tokens.lower[first], 0) & OPENING:
            return -1
        if "," in tokens.lower[first:at]:
            return -1
        self._entities.setdefault(entity.number, entity)
        self._salience.setdefault(entity.number, 0.0)
        return entity.number

    def _heaviest(self, at: int, pronoun: Pronoun) -> Antecedent | None:
        weights = self.weights
        sentence = self.tokens.sentence_of[at]
        speaks = self._speaks(at)
        ahead = self._ahead(at)
        scored: list[tuple[float, int]] = []
        total = sum(self._mentioned.values()) or 1
        quotation = self.tokens.quoted[at]
        inside = self._inside[1] if quotation >= 0 and self._inside[0] == quotation else {}
        for number, salience in self._salience.items():
            if salience < 0.01 and number != ahead and number not in inside:
                continue
            entity = self._entities[number]
            gender = self.gender(entity)
            if gender is not None and gender != pronoun.gender:
                continue
            salience += (weights.topic if speaks else weights.topic_told) * (self._mentioned.get(number, 0) / (total + weights.topic_after)) ** 2
            if quotation >= 0:
                salience = salience * (weights.quoting if number == self._speaker else 1.0) + inside.get(number, 0.0)
            if number == self._subject[1] and self._subject[0] >= sentence - 1:
                salience += weights.same_subject
                if pronoun.is_possessive and self._subject[0] == sentence:
                    salience += weights.own
            if speaks and number == self._speaker and self._turn - self._spoke_at < 3:
                salience += weights.last_speaker if not self._follows_quotation(at) else weights.quoted_speaker
            if number == ahead:
                salience += weights.ahead
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
