"""An article's tokens with their word classes and the units that quotations join sentences into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter

from bot.reading import forms as form
from bot.reading import word_classes as lex
from bot.reading.forms import LONG_WORD, STOP_WORDS
from bot.reading.here import here
from bot.reading.lexicon import Rules
from bot.text import Tokens

PRONOUN_OR_TIME = lex.PRONOUN | lex.TIME
ENDS_ASKING = frozenset("?!…")
NEAR = 16  # tokens of a sentence within which the cue of the quotation before it stands
SHORT_SENTENCE = 9
FEWEST_WORDS, LONGEST_HEADLINE = 4, 30
LONG_SMALLS = bytes(facts & form.LONG_SMALL for facts in range(256))
SOUGHT = bytes(facts & form.SOUGHT for facts in range(256))
SOUGHT_AS = [bytes(kinds & kind for kinds in range(256)) for kind in (form.MAY_REPORT, form.ANCHOR, form.MAY_END)]

LONGEST_SENTENCE = 400  # tokens; further a rule does not look, so that a flood of marks in one “sentence” costs no more


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tokens, one class mask per token, and units: sentences, those that begin inside a quotation joined."""

    tokens: Tokens
    rules: Rules
    words: list[str]
    lower: list[str]
    tags: list[int]
    facts: bytes  # what the word of each token is by itself, as bits of bot.reading.forms
    nouns: bytes  # per token 1 where it may stand inside a noun phrase, and so on
    verbs: bytes
    adverbs: bytes
    cues: list[int]  # tokens that may be a cue
    anchors: list[int]  # tokens that dates and deals are read from
    breaks: list[int]  # tokens at which reported words may end: commas, semicolons, brackets, conjunctions, quotations
    quoted: list[int]
    units: list[tuple[int, int]]
    unit_of: list[int]
    paragraph_of: list[int]
    asides: frozenset[int]  # units that are no part of the report: "Read more: …"
    opening: frozenset[int]  # tokens that are the opening mark of an outermost quotation
    closing: frozenset[int]

    def is_noun_like(self, at: int) -> bool:
        """Whether a token may stand inside a noun phrase as noun, adjective or name."""
        return self.nouns[at] != 0

    def is_name_like(self, at: int) -> bool:
        """Whether a token is capitalised as a name is (not only because it opens a sentence)."""
        if not self.facts[at] & form.CAPITAL:
            return False
        return not self.tags[at] & STOP_WORDS if self.begins_unit(at) else not self.tags[at] & PRONOUN_OR_TIME

    def is_plain(self, first: int, last: int) -> bool:
        """Whether none of the tokens [first, last) stands in quotation marks."""
        return self.quoted[first:last].count(-1) == last - first

    def holds(self, words: Iterable[str]) -> bool:
        """Whether any of a few words stands anywhere in the text, small or with a capital."""
        forms = self.tokens.forms
        return any(word in forms or word.capitalize() in forms or word.upper() in forms for word in words)

    def begins_unit(self, at: int) -> bool:
        """Whether a token is the first word of its unit, opening marks aside."""
        first = self.units[self.unit_of[at]][0]
        return at == first or (at == first + 1 and not self.words[first][0].isalnum())

    def is_adverb(self, at: int) -> bool:
        """Whether a token is an adverb by the lexicon or by its ending."""
        return self.adverbs[at] != 0

    def is_verb_like(self, at: int) -> bool:
        """Whether a token is a finite verb, surely or by its ending."""
        return self.verbs[at] != 0

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb stands among the tokens [first, last)."""
        return self.verbs.find(1, first, last) >= 0

    def is_headline(self, unit: int) -> bool:
        """Whether all longer words of a unit are capitalised."""
        first, last = self.units[unit]
        if not FEWEST_WORDS <= last - first <= LONGEST_HEADLINE:
            return False
        if any(self.facts[first:last].translate(LONG_SMALLS)):
            return False
        long = [word for word in self.words[first:last] if len(word) >= LONG_WORD and word[0].isupper()]
        return len(long) >= FEWEST_WORDS - 1


def tag(tokens: Tokens, rules: Rules) -> Tagged:
    """Look up every token's classes and join sentences cut inside a quotation."""
    forms = rules.forms
    tags, facts = forms.of(tokens.words)
    acronyms = [acronym for word in rules.words["acronyms"] if (acronym := word.upper()) in tokens.forms]
    untagged = [at for acronym in acronyms for at in _acronyms(tokens, acronym)]
    for at in untagged:
        tags[at] = 0
    outer = [quotation for quotation in tokens.quotations if quotation.depth == 0]
    opening = frozenset([quotation.first - 1 for quotation in outer])
    closing = frozenset([quotation.last for quotation in outer if quotation.is_closed])
    units = _units(tokens, tags, (opening, closing), rules)
    sought = list(compress(range(len(facts)), facts.translate(SOUGHT)))
    kinds = bytes(map(rules.sought.__getitem__, map(tokens.lower.__getitem__, sought)))
    cues, anchors, breaks = [list(compress(sought, kinds.translate(kind))) for kind in SOUGHT_AS]
    if outer:
        breaks = sorted([*breaks, *[quotation.first for quotation in outer]])
    unit_of = _numbers(units)
    asides = [first for first in tokens.among([*map(itemgetter(0), units)], rules.boilerplate)
              if _is_aside(tokens, rules, first)]  # fmt: skip
    asides += [tokens.sentences[number][0] for number in tokens.datelines]
    small = forms.facts[forms[tokens.lower[0]]] if tags else 0
    likely = here(tags, facts, _openings(tokens, units), untagged, small)
    return Tagged(
        tokens, rules, tokens.words, tokens.lower, tags,
        *likely, cues, anchors, breaks, tokens.quoted, units, unit_of, _numbers(tokens.paragraphs),
        frozenset(map(unit_of.__getitem__, asides)), opening, closing,
    )  # fmt: skip


def _acronyms(tokens: Tokens, acronym: str) -> list[int]:
    """Where WHO or US is no small word: the words around are not all capitals."""
    found = []
    for at in tokens.places(acronym):
        beside = [word for word in tokens.words[max(0, at - 2) : at + 3] if len(word) > 1 and word.isalpha()]
        if not all(map(str.isupper, beside)):
            found.append(at)
    return found


def _openings(tokens: Tokens, units: list[tuple[int, int]]) -> list[int]:
    """The first words of units, opening marks aside: a capital there tells nothing."""
    words = tokens.words
    behind = [first + 1 for first, last in units if first + 1 < last and not words[first][0].isalnum()]
    return [*map(itemgetter(0), units), *behind]


def _units(
    tokens: Tokens, tags: list[int], marks: tuple[frozenset[int], frozenset[int]], rules: Rules
) -> list[tuple[int, int]]:
    """Sentences, joined where one begins inside a quotation or only tells whose the quotation before it is."""
    units: list[tuple[int, int]] = []
    starts = {first for first, _ in tokens.paragraphs}
    quoted, quotations, closing = tokens.quoted, tokens.quotations, marks[1]
    for first, last in tokens.sentences:
        if units and first not in starts and (
            (quoted[first] >= 0 and quotations[quoted[first]].first < first)
            or (first - 1 in closing and _tells_source(tokens, tags, (first, last), marks, units[-1][0], rules))
        ):  # fmt: skip
            units[-1] = (units[-1][0], last)
        else:
            units.append((first, last))
    return units


def _is_aside(tokens: Tokens, rules: Rules, first: int) -> bool:
    """Whether a sentence begins as boilerplate does."""
    return any(
        tuple(tokens.lower[first : first + len(phrase)]) == phrase for phrase in rules.boilerplate[tokens.lower[first]]
    )


def _tells_source(
    tokens: Tokens,
    tags: list[int],
    sentence: tuple[int, int],
    marks: tuple[frozenset[int], frozenset[int]],
    begun: int,
    rules: Rules,
) -> bool:
    """Whether a sentence only says whose the quotation before it is: “Really?” Bush said. `begun`: its unit's first."""
    first, last = sentence
    opening, closing = marks
    if first - 1 not in closing or first in opening:
        return False
    inside = tokens.quotations[tokens.quoted[first - 2]] if tokens.quoted[first - 2] >= 0 else None
    if inside is not None and any(tags[at] & lex.CUE for at in range(begun, inside.first - 1)):
        return False  # its speaker stands before it
    near = range(first, min(first + NEAR, last))
    cue = next((at for at in near if tags[at] & lex.CUE and not tags[at] & lex.NOUN_TOO), None)
    if cue is None:
        return False
    comma = next(
        (at for at in range(first, cue) if tokens.words[at] == ","), cue
    )  # “Really?” Bush, elected in 1988, said
    if any(tags[at] & lex.VERB for at in range(first, comma)) or (comma == cue and cue - first >= SHORT_SENTENCE):
        return False
    if cue > first and _has_object(tokens, tags, cue, last, rules):
        return False  # “We go home.” Bello thanked the fans.
    inner = first - 2
    while inner > 0 and tokens.words[inner] in {"'", "’"}:
        inner -= 1
    return tokens.words[inner][-1] in ENDS_ASKING or tokens.words[inner] == "..." or last - first <= SHORT_SENTENCE


def _has_object(tokens: Tokens, tags: list[int], cue: int, last: int, rules: Rules) -> bool:
    """Whether a verb has something of its own to act on, which no quotation is: “thanked | the fans”."""
    if any("clause" in known.frames for known, _ in rules.cues.get(tokens.lower[cue], ())):
        return False  # “said the next day”
    behind = next((at for at in range(cue + 1, last) if not tags[at] & lex.ADVERB), last)
    return behind < last and bool(tags[behind] & (lex.DETERMINER | lex.POSSESSIVE))


def _numbers(ranges: list[tuple[int, int]]) -> list[int]:
    """For each token the number of the range it lies in."""
    found: list[int] = []
    for number, (first, last) in enumerate(ranges):
        found += [number] * (last - first)
    return found
