"""Who is in the reader's mind while an article is read: what each mention adds, and how it fades.

1. mentions   each adds to the weight of its person, by how it stands in its sentence (salience)
2. fading     each sentence lets all weights fade; sentences inside a quotation fade them otherwise
"""

from __future__ import annotations

from collections.abc import Callable

from bot.reading.entity import Entity
from bot.reading.name_rules import Gender, NameRules
from bot.reading.name_spans import NameSpan
from bot.reading.salience import Grammar, Weights
from bot.text import Tokens

FORGOTTEN = 0.0005  # a weight that has faded below this is dropped
IN_MIND = 100  # persons kept in mind; the lighter half goes where a sentence without end names more


class InMind:
    """The weights of the persons of one article, up to the mention taken last."""

    def __init__(
        self, tokens: Tokens, rules: NameRules, gender: Callable[[Entity], Gender | None], weights: Weights
    ) -> None:
        self.tokens = tokens
        self.rules = rules
        self.gender = gender
        self.weights = weights
        self.grammar = Grammar(tokens, rules, weights)
        self._sentence = 0
        self._turn = 0  # sentences so far, those inside a quotation left out
        self._salience: dict[int, float] = {}
        self._entities: dict[int, Entity] = {}
        self._genders: dict[int, Gender | None] = {}
        self._strange = 0.0  # what words weigh that may be somebody's name
        self._here: dict[int, float] = {}  # what the mentions of this sentence have added
        self._opened = False  # whether a mention that nothing governs has stood in this sentence
        self._subject: tuple[int, int] = (-1, -1)  # sentence and entity of the latest subject
        self._agent = -1  # the latest subject that spoke or did as speakers do
        self._speaker, self._spoke_at = -1, 0
        self._mentioned: dict[int, int] = {}
        self._mentions = 0
        self._inside: tuple[int, dict[int, float]] = (-1, {})  # the latest quotation, and what its mentions weigh

    # ------------------------------------------------------------ 1. mentions

    def _take(self, span: NameSpan, entity: Entity | None) -> None:
        if self.tokens.sentence_of[span.first] > self._sentence:
            self._fade_to(span.first)
        weights = self.weights
        if entity is None:
            standing = self.grammar.standing(span)
            self._strange += standing.weight + (weights.opening if standing.is_free else 0.0)
            return
        quotation = self.tokens.quoted[span.first]
        if quotation >= 0:
            self._mention_inside(quotation, entity.number)
        standing = self.grammar.standing(span)
        weight = standing.weight
        if standing.is_speaker:
            is_reported = not standing.closes and self._turn == self._spoke_at and self._speaker >= 0
            if is_reported:
                weight = weights.subject
            else:
                weight += weights.framing if self._opened and standing.closes else 0.0
                self._speaker, self._spoke_at = entity.number, self._turn
        if standing.is_subject:
            self._subject = (self._sentence, entity.number)
            if standing.acts:
                self._agent = entity.number
        if standing.is_free and not self._opened:
            self._opened = True
            weight += weights.opening
        elif not self._here and quotation < 0:
            weight += weights.governed_opening
        self._add(entity, weight)

    def _mention_inside(self, quotation: int, number: int) -> None:
        if self._inside[0] != quotation:
            self._inside = (quotation, {})
        inside = self._inside[1]
        for other in inside:
            inside[other] *= self.weights.fade_quoted
        inside[number] = self.weights.inside

    def _add(self, entity: Entity, weight: float) -> None:
        number, mentioned, salience = entity.number, self._mentioned, self._salience
        if number not in self._entities:
            self._meet(entity)
        mentioned[number] = mentioned.get(number, 0) + 1
        self._mentions += 1
        here = self._here.get(number, 0.0)
        if here:
            self._here[number] = max(weight, here)
            weight = max(weight - here, 0.0) + self.weights.repeat * min(weight, here)
        else:
            self._here[number] = weight
        salience[number] = salience.get(number, 0.0) + weight
        if len(salience) > IN_MIND:
            self._forget()

    def _meet(self, entity: Entity) -> None:
        self._entities[entity.number] = entity
        self._genders[entity.number] = self.gender(entity)

    def _forget(self) -> None:
        """Only the heavier half stays in mind."""
        heaviest = sorted(self._salience, key=self._salience.__getitem__, reverse=True)[: IN_MIND // 2]
        self._salience = {number: weight for number, weight in self._salience.items() if number in heaviest}

    # ------------------------------------------------------------ 2. fading

    def _fade_to(self, at: int) -> None:
        sentence = self.tokens.sentence_of[at]
        if sentence <= self._sentence:
            return
        tokens, weights = self.tokens, self.weights
        while self._sentence < sentence:
            opening = tokens.quoted[tokens.sentences[self._sentence][0]]
            self._sentence += 1
            goes_on = opening >= 0 and tokens.quoted[tokens.sentences[self._sentence][0]] == opening
            self._turn += not goes_on
            factor = weights.fade_quoted if goes_on else weights.fade
            self._here.clear()
            self._opened = False
            self._strange *= factor
            self._salience = {
                number: weight * factor for number, weight in self._salience.items() if weight > FORGOTTEN
            }  # fmt: skip
