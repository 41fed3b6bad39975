"""He, she, his, her: whom a pronoun stands for, by who is most in the reader's mind at that point.

One sweep over the article, only as far as it is asked for:

    1. mentions add to the weights of persons, sentences let them fade (in_mind)
    2. a pronoun takes the heaviest person whose gender fits, and counts as a mention of that person
    3. the share of the weight that this person has tells how sure that was; words that may name somebody else, though
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
from bot.reading.in_mind import InMind
from bot.reading.name_rules import Gender, NameRules, Pronoun
from bot.reading.person_mentions import Found, mentions_in_mind, unnamed_person
from bot.reading.salience import WEIGHTS, Weights
from bot.text import Tokens

OPENING = lex.SUBORDINATOR | lex.PREPOSITION
RECENT = 2  # sentences, quotations left out, for which the last speaker is remembered
EARLY = 12  # tokens of a sentence within which a pronoun may point ahead
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


class Antecedents(InMind):
    """The sweep over one article, resumed where it stopped."""

    def __init__(self, tokens: Tokens, rules: NameRules, found: Found, gender: Callable[[Entity], Gender | None],
                 weights: Weights | None = None) -> None:  # fmt: skip
        super().__init__(tokens, rules, gender, weights or WEIGHTS)
        self.mentions = mentions_in_mind(tokens, rules, *found)
        self.found: dict[int, Antecedent] = {}
        gendered = rules.gendered
        self._pronouns = list(compress(range(len(tokens.lower)), map(gendered.__contains__, tokens.lower)))
        self._done = 0  # pronouns resolved
        self._next = 0  # mentions taken
        firsts = [*map(itemgetter(0), tokens.sentences)]
        self._unnamed = set(map(tokens.sentence_of.__getitem__, tokens.among(firsts, rules.unnamed)))  # “A nurse …”

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
        if question.pronoun.is_object:
            numbers.discard(self._doer(question))
        genders, wanted = self._genders, (None, question.pronoun.gender)
        return [number for number in numbers if genders[number] in wanted]

    def _doer(self, question: Question) -> int:
        """Who does to somebody else what the verb before an object says: “Lee | recalled him saying”; -1 for nobody."""
        pronoun = question.pronoun
        if pronoun.is_possessive or pronoun.is_reflexive or not self._next:
            return -1
        span, entity = self.mentions[self._next - 1]
        verb = span.last + (self.tokens.words[span.last] == ",")
        return entity.number if entity is not None and verb == question.at - 1 else -1

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
