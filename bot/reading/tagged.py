"""An article's tokens with their word classes and the units that quotations join sentences into."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

from bot.reading import lexicon as lex
from bot.reading.lexicon import Rules
from bot.text import Tokens

STOP_WORDS = (
    lex.PREPOSITION | lex.AUXILIARY | lex.CONJUNCTION | lex.SUBORDINATOR | lex.RELATIVE | lex.QUESTION_WORD
    | lex.COMPLEMENTISER | lex.INFINITIVE | lex.NEGATION | lex.PRONOUN | lex.OBJECT_PRONOUN | lex.TIME | lex.CLITIC
)  # fmt: skip


VERBAL = lex.VERB | lex.CUE
PRONOUN_OR_TIME = lex.PRONOUN | lex.TIME
BEFORE_ADJECTIVE = lex.DETERMINER | lex.POSSESSIVE | lex.PREPOSITION | lex.ADVERB
AFTER_VERB = lex.INFINITIVE | lex.DETERMINER | lex.POSSESSIVE | lex.COMPLEMENTISER | lex.OBJECT_PRONOUN
ENDS_ASKING = frozenset("?!…") | {"...", "?!", "!!"}
SHORT_SENTENCE = 9
FEWEST_WORDS, LONGEST_HEADLINE, LONG_WORD = 4, 30, 5


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tokens, one class mask per token, and units: sentences, those that begin inside a quotation joined."""

    tokens: Tokens
    rules: Rules
    words: list[str]
    lower: list[str]
    tags: list[int]
    quoted: list[int]
    units: list[tuple[int, int]]
    unit_of: list[int]
    paragraph_of: list[int]
    headlines: frozenset[int]  # units whose words are capitalised as in a headline
    asides: frozenset[int]  # units that are no part of the report: "Read more: …"
    opening: frozenset[int]  # tokens that are the opening mark of an outermost quotation
    closing: frozenset[int]

    def is_noun_like(self, at: int) -> bool:
        """Whether a token may stand inside a noun phrase as noun, adjective or name."""
        word = self.words[at]
        first = word[0]
        if not (first.isalnum() or first in "$£€@#&%"):
            return False
        tag = self.tags[at]
        if first.isupper() and at and self.lower[at] != word and not tag & PRONOUN_OR_TIME:
            # "Will", "May": a capital inside a sentence makes a name of a small word
            return not tag & STOP_WORDS or not self.begins_unit(at)
        if tag & STOP_WORDS:
            return bool(tag & lex.NUMBER)
        if tag & VERBAL and not tag & lex.NOUN_TOO:
            if word.endswith("ing") and tag & lex.VERB:
                return True
            return word.endswith(("ed", "ing")) and bool(at and self.tags[at - 1] & BEFORE_ADJECTIVE)
        return not (tag & lex.ADVERB) or word in {"early", "late", "further"}

    def is_name_like(self, at: int) -> bool:
        """Whether a token is capitalised as a name is (not only because it opens a sentence)."""
        word = self.words[at]
        if not word[0].isupper():
            return False
        return not self.tags[at] & STOP_WORDS if self.begins_unit(at) else not self.tags[at] & (lex.PRONOUN | lex.TIME)

    def begins_unit(self, at: int) -> bool:
        """Whether a token is the first word of its unit, opening marks aside."""
        first = self.units[self.unit_of[at]][0]
        return at == first or (at == first + 1 and not self.words[first][0].isalnum())

    def is_adverb(self, at: int) -> bool:
        """Whether a token is an adverb by the lexicon or by its ending."""
        tag = self.tags[at]
        if tag & lex.ADVERB:
            return self.words[at][0].islower() or self.begins_unit(at)  # “Hai Soon did not …”
        return tag == 0 and self.lower[at].endswith("ly") and self.words[at][0].islower()

    def is_verb_like(self, at: int) -> bool:
        """Whether a token is a finite verb, surely or by its ending."""
        tag, word = self.tags[at], self.words[at]
        if tag & lex.AUXILIARY:
            return True
        if tag & lex.CLITIC:
            return bool(at and self.tags[at - 1] & lex.PRONOUN)  # it's
        if tag & VERBAL:
            if tag & lex.NOUN_TOO:
                return word.endswith("s") and self._governs(at)
            return not word.endswith("ing") and word[0].islower()
        return tag == 0 and word.endswith("ed") and word[0].islower()

    def _governs(self, at: int) -> bool:
        """Whether a word that may be a noun is a verb by its neighbours: "the U.S. needs to"."""
        if at + 1 >= len(self.tags) or not at:
            return False
        before, after = self.tags[at - 1], self.tags[at + 1]
        return bool(after & AFTER_VERB) and not before & (BEFORE_ADJECTIVE | lex.CLITIC) and self.words[at][0].islower()


def tag(tokens: Tokens, rules: Rules) -> Tagged:
    """Look up every token's classes and join sentences cut inside a quotation."""
    tags = list(map(rules.tags.get, tokens.lower, repeat(0)))
    for acronym in rules.words["acronyms"]:
        if acronym.upper() in tokens.words:
            _untag(tokens, tags, acronym.upper())
    units: list[tuple[int, int]] = []
    ends = {first for first, _ in tokens.paragraphs}
    quoted, quotations = tokens.quoted, tokens.quotations
    outer = [quotation for quotation in quotations if quotation.depth == 0]
    opening = frozenset(quotation.first - 1 for quotation in outer)
    closing = frozenset(quotation.last for quotation in outer if quotation.is_closed)
    for first, last in tokens.sentences:
        inside = quoted[first] >= 0 and first not in ends and quotations[quoted[first]].first < first
        if units and first not in ends and (inside or _tells_source(tokens, tags, (first, last), (opening, closing))):
            units[-1] = (units[-1][0], last)
        else:
            units.append((first, last))
    return Tagged(
        tokens, rules, tokens.words, tokens.lower, tags, quoted, units, _numbers(units), _numbers(tokens.paragraphs),
        frozenset(number for number, unit in enumerate(units) if _is_headline(tokens, *unit)),
        frozenset(number for number, (first, _) in enumerate(units) if _is_aside(tokens, rules, first)),
        opening, closing,
    )  # fmt: skip


def _untag(tokens: Tokens, tags: list[int], acronym: str) -> None:
    """Take the classes of a small word from its capitals, WHO or US, where the words around are not all capitals."""
    words, at = tokens.words, -1
    for _ in range(words.count(acronym)):
        at = words.index(acronym, at + 1)
        beside = [word for word in words[max(0, at - 2) : at + 3] if len(word) > 1 and word.isalpha()]
        if not all(map(str.isupper, beside)):
            tags[at] = 0


def _is_aside(tokens: Tokens, rules: Rules, first: int) -> bool:
    """Whether a sentence begins as boilerplate does."""
    head = tuple(tokens.lower[first : first + 3])
    return head in rules.boilerplate or head[:2] in rules.boilerplate or head[:1] in rules.boilerplate


def _is_headline(tokens: Tokens, first: int, last: int) -> bool:
    """Whether all longer words of a sentence are capitalised."""
    if not FEWEST_WORDS <= last - first <= LONGEST_HEADLINE:
        return False
    long = 0
    for word in tokens.words[first:last]:
        if len(word) >= LONG_WORD and word[0].isalpha():
            if not word[0].isupper():
                return False
            long += 1
    return long >= FEWEST_WORDS - 1


def _tells_source(
    tokens: Tokens, tags: list[int], sentence: tuple[int, int], marks: tuple[frozenset[int], frozenset[int]]
) -> bool:
    """Whether a sentence only says whose the quotation before it is: “Really?” Bush said."""
    first, last = sentence
    opening, closing = marks
    if first - 1 not in closing or first in opening:
        return False
    inside = tokens.quotations[tokens.quoted[first - 2]] if tokens.quoted[first - 2] >= 0 else None
    if inside is not None and inside.first > 1 and tokens.words[inside.first - 2] == ":":
        return False  # its speaker stands before it
    near = range(first, min(first + 9, last))
    cue = next((at for at in near if tags[at] & lex.CUE and not tags[at] & lex.NOUN_TOO), None)
    if cue is None or any(tags[at] & lex.VERB for at in range(first, cue)):
        return False
    inner = first - 2
    while inner > 0 and tokens.words[inner] in {"'", "’"}:
        inner -= 1
    return tokens.words[inner] in ENDS_ASKING or last - first <= SHORT_SENTENCE


def _numbers(ranges: list[tuple[int, int]]) -> list[int]:
    """For each token the number of the range it lies in."""
    found: list[int] = []
    for number, (first, last) in enumerate(ranges):
        found += [number] * (last - first)
    return found
