"""How a mention of a person stands in its sentence, and what that weighs for the pronouns after it.

A subject weighs most, a speaker more; a possessor, the object of a preposition or a name before a noun less.
The weights were tuned on 1,622 pronouns of news, each disagreement judged by hand (tests/bench/README.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading import word_classes as lex
from bot.reading.name_rules import NameRules
from bot.reading.name_spans import NameSpan
from bot.text import Tokens

VERBAL = lex.VERB | lex.AUXILIARY | lex.CUE
APPOSITIVE = 30  # tokens within which the comma that closes an appositive is looked for
HOME = 12  # tokens of the body that somebody is of, before a cue: “of the Kenya National Union of Teachers”
LEAD = 5  # tokens between a cue and the name it brings: “said Concord resident Whit Symms”


@dataclass(frozen=True, slots=True)
class Weights:
    """What a mention adds, by how it stands in its sentence; how weights fade. Tuned on reading, see the bench."""

    subject: float = 1.758
    speaker: float = 2.07
    opening: float = 4.2  # the first person of its sentence
    governed_opening: float = 3.4  # the same where a preposition or a noun governs it
    pronoun_opening: float = 0.2
    other: float = 1.8
    possessor: float = 0.62
    after_preposition: float = 0.05
    modifier: float = 0.39
    inside_quotation: float = 0.01
    pronoun_subject: float = 2.2
    pronoun_other: float = 0.75
    repeat: float = 0.2  # what a further mention in the same sentence still adds
    fade: float = 0.44
    fade_quoted: float = 0.5
    self_named: float = 0.15  # for whom the words name that the pronoun speaks
    unknown_gender: float = 0.76
    unknown_kind: float = 0.25
    unknown_agent: float = 0.8  # the same where it has just spoken: “Simeone said so. “…,” he said”
    same_clause_object: float = 0.5
    same_subject: float = 0.23  # for the subject of this sentence so far, or of the sentence before
    last_speaker: float = 0.1  # for whoever spoke last, where the pronoun speaks
    topic: float = 1.0  # for whoever the article is about, by the share of mentions so far
    topic_told: float = 6  # the same where the pronoun does not speak: in a life told
    topic_after: float = 10  # mentions until that share counts fully
    own: float = 0.35  # for the subject of the same sentence, where the pronoun is his or her
    inside: float = 10  # for a mention inside the same quotation as the pronoun
    quoting: float = 0.05  # what is left of the speaker inside his or her own words
    framing: float = 5  # for the speaker whose name closes the sentence: “…, Jones said.”
    same_sentence_speaker: float = 0.7  # for whoever spoke in this very sentence: “Mook said …, he added”
    ahead: float = 0.6  # for the name that follows an opening clause
    quoted_speaker: float = 1.0  # the same behind a quotation: “…,” he said


WEIGHTS = Weights()


@dataclass(slots=True)
class Standing:
    """How a mention stands. `is_free`: nothing governs it; `closes`: “…, Jones said.”; `acts`: it says or rejects."""

    weight: float
    is_free: bool = False
    is_subject: bool = False
    is_speaker: bool = False
    closes: bool = False
    acts: bool = False


class Grammar:
    """Tells how mentions and pronouns stand in one article."""

    def __init__(self, tokens: Tokens, rules: NameRules, weights: Weights) -> None:
        self.tokens = tokens
        self.rules = rules
        self.weights = weights

    def standing(self, span: NameSpan) -> Standing:
        """How a mention stands, by the words around it."""
        tokens, rules, weights = self.tokens, self.rules, self.weights
        if tokens.quoted[span.first] >= 0:
            return Standing(weights.inside_quotation)
        after = tokens.lower[span.last] if span.last < len(tokens.lower) else "."
        before = tokens.lower[span.before - 1] if span.before else "."
        if after in rules.possessives:
            return Standing(weights.possessor)
        if after == "," and self._who_speaks(span.last + 1):
            return Standing(weights.speaker, is_speaker=True, acts=True)
        if before in rules.prepositions:
            return Standing(weights.after_preposition)
        tag = rules.tags.get(after, 0)
        if self._is_speaking(span):  # “Simeone said”, but “Harsh comments”
            return Standing(weights.speaker, True, True, True, self._closes(span), not tag & lex.NOUN_TOO)
        led = rules.tags.get(before, 0) & VERBAL
        if (tag & VERBAL and not tag & lex.NOUN_TOO) or after.endswith("ed"):
            return Standing(weights.subject, True, True, acts=tag & lex.CUE > 0)
        if not tag and after[0].isalpha() and tokens.words[span.last].islower():
            return Standing(weights.modifier)
        if after == "," and not led:
            return Standing(weights.subject, True, True)
        return Standing(weights.other, is_free=not led)

    def speaks(self, at: int) -> bool:
        """Whether a cue of speech stands next to a pronoun."""
        lower, speech = self.tokens.lower, self.rules.speech
        after = lower[at + 1] if at + 1 < len(lower) else "."
        if after in speech or (at and lower[at - 1] in speech and not after[0].isalpha()):
            return True
        return after[0].isalpha() and at + 2 < len(lower) and lower[at + 2] in speech

    def follows_quotation(self, at: int) -> bool:
        """Whether a quotation ends just before a token."""
        quoted = self.tokens.quoted
        return quoted[at] < 0 and any(quoted[before] >= 0 for before in range(max(0, at - 3), at))

    def _is_speaking(self, span: NameSpan) -> bool:
        """Whether a cue of speech takes the mention as its subject: “said X”, “X said”, “X, a lawyer, said”."""
        lower, tags, speech = self.tokens.lower, self.rules.tags, self.rules.speech
        stop = self.tokens.sentences[self.tokens.sentence_of[span.first]][1]
        if span.last < stop and lower[span.last] in speech:
            return True
        at = self._past_home(span.last, stop)
        if at < stop and lower[at] == ",":
            at = next((place + 1 for place in range(at + 1, min(stop - 1, at + APPOSITIVE))
                       if not lower[place][0].isalnum() and lower[place + 1] in speech), at)  # fmt: skip
        elif at < stop and tags.get(lower[at], 0) & (lex.ADVERB | lex.HAVE):
            at += 1
        return (at < stop and lower[at] in speech) or self._is_brought(span, stop)

    def _who_speaks(self, at: int) -> bool:
        """Whether a relative clause tells what the one named before the comma said: “backed by Lee, | who said”."""
        lower, tags = self.tokens.lower, self.rules.tags
        if at + 1 >= len(lower) or not tags.get(lower[at], 0) & lex.RELATIVE or lower[at] in self.rules.possessors:
            return False
        return lower[at + 1] in self.rules.speech

    def _is_brought(self, span: NameSpan, stop: int) -> bool:
        """Whether a cue comes before the name, and no verb of its own after it: “said resident Whit Symms”."""
        lower = self.tokens.lower
        at = span.before - 1
        while at > 0 and span.before - at < LEAD and lower[at] in self.rules.before_name:
            at -= 1
        following = lower[span.last] if span.last < stop else "."
        return at >= 0 and lower[at] in self.rules.speech and not following[0].isalpha()

    def _past_home(self, at: int, stop: int) -> int:
        """The token after “of New York”, “of the miners' union” or “(R-Ariz.)” behind a name."""
        words, lower = self.tokens.words, self.tokens.lower
        if at < stop and lower[at] in self.rules.relations:
            end = at + 1
            while end < stop and words[end][0].isupper():
                end += 1
            return end if end > at + 1 else self._past_body(at + 1, stop) or at
        if at + 2 < stop and lower[at] == "(" and lower[at + 2] == ")":
            return at + 3
        return at

    def _past_body(self, at: int, stop: int) -> int:
        """The verb of speech behind “the Kenya National Union of Teachers” or “the miners' union”; 0 for none."""
        lower, rules = self.tokens.lower, self.rules
        if at >= stop or lower[at] not in rules.definite:
            return 0
        for end in range(at + 1, min(stop, at + HOME)):
            word = lower[end]
            if word in rules.speech:
                return end
            tag = rules.tags.get(word, 0)
            if (tag & VERBAL and not tag & lex.NOUN_TOO) or not (word[0].isalnum() or word in rules.possessives):
                return 0
        return 0

    def _closes(self, span: NameSpan) -> bool:
        """Whether a mention and its cue follow a comma or a quotation: “…, Jones said.”"""
        lower = self.tokens.lower
        stop = self.tokens.sentences[self.tokens.sentence_of[span.first]][1]
        before = lower[span.before - 1] if span.before else ""
        return not before[:1].isalnum() and span.last < stop and lower[span.last][0].isalpha()
