"""He, she, his, her: whom a pronoun stands for, by who is most in the reader's mind at that point.

One sweep over the article, only as far as it is asked for:

    1. every mention of a person adds to that person's weight, by how it stands in its sentence (salience)
    2. each sentence lets all weights fade; sentences inside a quotation fade them otherwise
    3. a pronoun takes the heaviest person whose gender fits, and counts as a mention of that person
    4. the share of the weight that this person has tells how sure that was; words that may name somebody else, though
       nothing says so, weigh against it
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter

from bot.reading import word_classes as lex
from bot.reading.entity import Entity
from bot.reading.name_rules import Gender, NameRules, Pronoun
from bot.reading.name_spans import NameSpan
from bot.reading.person_mentions import Found, mentions_in_mind, unnamed_person
from bot.reading.salience import WEIGHTS, Grammar, Weights
from bot.text import Tokens

OPENING = lex.SUBORDINATOR | lex.PREPOSITION
RECENT = 2  # sentences, quotations left out, for which the last speaker is remembered
FORGOTTEN = 0.0005  # a weight that has faded below this is dropped
EARLY = 12  # tokens of a sentence within which a pronoun may point ahead
IN_MIND = 100  # persons kept in mind; the lighter half goes where a sentence without end names more
RIVAL = 0.1  # of the heaviest weight: a person who has as much is another candidate
BEHIND = 3  # tokens before a pronoun within which the words end that it speaks
REFLEXIVE = 0.95  # how sure “himself” is


@dataclass(slots=True)
class Antecedent:
    """Whom a pronoun stands for; `share` is the part of all fitting weight that this person has."""

    entity: Entity
    share: float
    rivals: int


@dataclass(slots=True)
class Question:
    """A pronoun and what the sweep knows at that point."""

    at: int
    pronoun: Pronoun
    sentence: int
    speaks: bool
    ahead: int  # the person named after an opening clause, -1 for none
    inside: Mapping[int, float] | None  # weights inside the same quotation, None outside one
    named: Mapping[int, float]  # who is named in the words that the pronoun speaks: “Clinton is ready,” she said


class Antecedents:
    """The sweep over one article, resumed where it stopped."""

    def __init__(self, tokens: Tokens, rules: NameRules, found: Found, gender: Callable[[Entity], Gender | None],
                 weights: Weights | None = None) -> None:  # fmt: skip
        self.tokens = tokens
        self.rules = rules
        self.mentions = mentions_in_mind(tokens, rules, *found)
        self.gender = gender
        self.weights = weights or WEIGHTS
        self.grammar = Grammar(tokens, rules, self.weights)
        self.found: dict[int, Antecedent] = {}
        gendered = rules.gendered
        self._pronouns = list(compress(range(len(tokens.lower)), map(gendered.__contains__, tokens.lower)))
        self._done = 0  # pronouns resolved
        self._next = 0  # mentions taken
        self._sentence = 0
        self._turn = 0  # sentences so far, those inside a quotation left out
        self._salience: dict[int, float] = {}
        self._entities: dict[int, Entity] = {}
        self._genders: dict[int, Gender | None] = {}
        firsts = [*map(itemgetter(0), tokens.sentences)]
        self._unnamed = set(map(tokens.sentence_of.__getitem__, tokens.among(firsts, rules.unnamed)))  # “A nurse …”
        self._strange = 0.0  # what words weigh that may be somebody's name
        self._here: dict[int, float] = {}  # what the mentions of this sentence have added
        self._opened = False  # whether a mention that nothing governs has stood in this sentence
        self._subject: tuple[int, int] = (-1, -1)  # sentence and entity of the latest subject
        self._agent = -1  # the latest subject that spoke or did as speakers do
        self._speaker, self._spoke_at = -1, 0
        self._mentioned: dict[int, int] = {}
        self._mentions = 0
        self._inside: tuple[int, dict[int, float]] = (-1, {})  # the latest quotation, and what its mentions weigh

    def at(self, token: int) -> Antecedent | None:
        """Whom the pronoun at a token stands for."""
        last = bisect_left(self._pronouns, token + 1)
        while self._done < last:
            self._resolve(self._pronouns[self._done])
            self._done += 1
        return self.found.get(token)

    def _resolve(self, at: int) -> None:
        mentions, last = self.mentions, self._next
        while last < len(mentions) and mentions[last][0].first < at:
            last += 1
        for span, entity in mentions[self._next : last]:
            self._take(span, entity)
        self._next = last
        self._fade_to(at)
        question = self._question(at)
        if self._unnamed and question.speaks and question.inside is None:
            self._take_unnamed(question)
        antecedent = self._heaviest(question)
        if antecedent is None:
            return
        self.found[at] = antecedent
        if self.tokens.quoted[at] < 0:
            self._take_pronoun(question, antecedent.entity)

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

    def _take_unnamed(self, question: Question) -> None:
        """Somebody without a name who acts in the sentence before weighs as words do that may name somebody."""
        sentences, quoted = self.tokens.sentences, self.tokens.quoted
        number = question.sentence - 1
        while number > 0 and quoted[sentences[number][0]] >= 0 and quoted[sentences[number][1] - 2] >= 0:
            number -= 1
        if (
            number not in self._unnamed
            or not self._next
            or self.mentions[self._next - 1][0].first >= sentences[number][0]
        ):
            return  # “A reporter asked Lee. “…,” he said”
        if not unnamed_person(self.tokens, self.rules, number, question.pronoun):
            return
        self._unnamed.discard(number)
        self._strange += (self.weights.subject + self.weights.opening) * self.weights.fade

    def _take_pronoun(self, question: Question, entity: Entity) -> None:
        """A pronoun is a mention too."""
        weights, pronoun = self.weights, question.pronoun
        if pronoun.is_possessive or pronoun.is_object:
            self._add(entity, weights.pronoun_other)
            return
        opening = 0.0 if self._opened else weights.pronoun_opening
        self._opened = True
        self._add(entity, opening + weights.pronoun_subject)
        self._subject = (self._sentence, entity.number)
        if question.speaks:
            self._speaker, self._spoke_at = entity.number, self._turn

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

    # ------------------------------------------------------------ 3. pronouns

    def _question(self, at: int) -> Question:
        pronoun = self.rules.pronouns[self.tokens.lower[at]]
        quotation = self.tokens.quoted[at]
        inside = None if quotation < 0 else self._inside[1] if self._inside[0] == quotation else {}
        speaks = self.grammar.speaks(at)
        named = self._inside[1] if speaks and inside is None and self._inside[0] in self._quoted_by(at) else {}
        return Question(at, pronoun, self._sentence, speaks, self._ahead(at), inside, named)

    def _quoted_by(self, at: int) -> list[int]:
        """The quotation that ends just before a pronoun, which opens nothing: “…,” | he said."""
        return [quotation for quotation in self.tokens.quoted[max(0, at - BEHIND) : at] if quotation >= 0]

    def _ahead(self, at: int) -> int:
        """The person whose name follows an opening clause with the pronoun in it: “When she spoke, Bruce said”."""
        lower = self.tokens.lower
        first, stop = self.tokens.sentences[self._sentence]
        if at - first > EARLY or self.tokens.quoted[at] >= 0 or self._next >= len(self.mentions):
            return -1
        span, entity = self.mentions[self._next]
        if entity is None or span.first >= stop or lower[span.before - 1] != "," or "," in lower[first:at]:
            return -1
        if not self.rules.tags.get(lower[first], 0) & OPENING:
            return -1
        if entity.number not in self._entities:
            self._meet(entity)
        return entity.number

    def _heaviest(self, question: Question) -> Antecedent | None:
        candidates = self._candidates(question)
        if not candidates:
            return None
        subject = self._subject[1] if self._subject[0] == question.sentence else -1
        if question.pronoun.is_reflexive and subject in candidates:
            return Antecedent(self._entities[subject], REFLEXIVE, 0)
        if len(candidates) == 1 and not self._strange:
            return Antecedent(self._entities[candidates[0]], 1.0, 0)
        scored = [(self._score(number, question), number) for number in candidates]
        best, number = max(scored)
        total = sum([weight for weight, _ in scored]) + self._unsure(question, number)
        rivals = len([weight for weight, _ in scored if weight > RIVAL * best]) - 1
        return Antecedent(self._entities[number], best / total, rivals)

    def _unsure(self, question: Question, chosen: int) -> float:
        """What may yet be persons weighs: “Simeone said so.”, “Swinney was unmoved.” “…,” he said."""
        sentence, number = self._subject
        if number in {chosen, -1} or sentence < question.sentence - 1 or self._entities[number].kind == "person":
            return self._strange
        return self._strange + self._salience.get(number, 0.0)

    def _candidates(self, question: Question) -> list[int]:
        """The persons in mind whose gender fits the pronoun or is not known."""
        numbers = set(self._salience)
        if question.inside:
            numbers |= set(question.inside)
        if question.ahead >= 0:
            numbers.add(question.ahead)
        genders, wanted = self._genders, (None, question.pronoun.gender)
        return [number for number in numbers if genders[number] in wanted]

    def _score(self, number: int, question: Question) -> float:
        """What a person weighs for a pronoun."""
        weights = self.weights
        share = self._mentioned.get(number, 0) / (self._mentions + weights.topic_after)
        topic = weights.topic if question.speaks else weights.topic_told  # for whoever the article is about
        score = self._salience.get(number, 0.0) + topic * share * share
        if question.inside is not None:
            score = score * (weights.quoting if number == self._speaker else 1.0) + question.inside.get(number, 0.0)
        if number == self._speaker or number == self._subject[1] or number == question.ahead:
            score += self._bonus(number, question)
        if number in question.named:
            score *= weights.self_named
        if self._genders[number] is None:
            score *= weights.unknown_gender
        if self._entities[number].kind != "person":
            score *= weights.unknown_agent if self._has_acted(number, question) else weights.unknown_kind
        if self._subject == (question.sentence, number):
            pronoun = question.pronoun
            score *= weights.same_clause_object if pronoun.is_object and not pronoun.is_possessive else 1.0
        return score

    def _has_acted(self, number: int, question: Question) -> bool:
        """Whether a name has just spoken or done as speakers do, and so may be a person's who speaks on."""
        sentence, subject = self._subject
        return question.speaks and number == self._agent == subject and sentence >= question.sentence - 1

    def _bonus(self, number: int, question: Question) -> float:
        """What the subject, the speaker and a name just ahead gain."""
        weights, bonus = self.weights, 0.0
        if number == self._subject[1] and self._subject[0] >= question.sentence - 1:
            bonus += weights.same_subject
            if question.pronoun.is_possessive and self._subject[0] == question.sentence:
                bonus += weights.own
        if question.speaks and number == self._speaker:
            bonus += self._speaker_bonus(question.at)
        return bonus + (weights.ahead if number == question.ahead else 0.0)

    def _speaker_bonus(self, at: int) -> float:
        """What the last speaker gains where a pronoun speaks."""
        weights, turns = self.weights, self._turn - self._spoke_at
        if turns == 0:
            return weights.same_sentence_speaker
        if turns > RECENT or self._subject[1] != self._speaker:
            return 0.0
        return weights.quoted_speaker if self.grammar.follows_quotation(at) else weights.last_speaker
