"""The lexicon: TOML text in, frozen rules out. Every word of a language that the reader knows is in such a file.

A language is `LANGUAGE.toml` (word classes, cues with their frames, layouts) and what the other parts of the
reader add: names, places, deals. Files are read by the program's entry, never here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.errors import InputError
from bot.model import Act
from bot.reading import word_classes
from bot.reading.deal_words import DealWords, parse_deal_words
from bot.reading.forms import ANCHOR, MAY_END, MAY_REPORT, Forms
from bot.reading.name_rules import NameRules, parse_name_rules
from bot.reading.word_classes import CONJUNCTION, CUE, EMPTY, NOUN_CUE, PARTICIPLE, PHRASAL, RELATIVE, TIME, VERB

FILES = (
    "en.toml",
    "names.toml",
    "en_names.toml",
    "places.toml",
    "en_deals.toml",
)  # data files in bot/reading/lexicon, where they exist

BREAKS = frozenset({",", ";", "(", ")"})  # marks at which reported words may end
OBJECT_MARKS = frozenset({",", "-", "—", "–", "--"})
SURE_CUE = 0.9  # how often a cue beside a quotation reports it

Form = str  # "base" "s" "past" "participle" "ing"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that may report speech: `frames` gives each construction it takes and how often that is speech."""

    lemma: str
    frames: Mapping[str, float]
    particles: tuple[str, ...] = ()  # "point out", "call for"


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the reader knows of a language. `tables` keeps each file's parsed TOML for the parts that own it.

    The mappings are read only by their type: a proxy would double the time of a look-up, of which each word has many.
    """

    language: str
    tables: Mapping[str, Mapping[str, Any]]
    tags: Mapping[str, int]
    cues: Mapping[str, tuple[tuple[Cue, tuple[Form, ...]], ...]]  # by lower-cased word, longest particles first
    names: NameRules
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)  # named sets of lower-cased words
    phrasal: Mapping[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict
    )  # cues that are no verbs, by first word
    idioms: frozenset[tuple[str, ...]] = frozenset()  # phrases whose last word is no cue: "all told"
    nouns: Mapping[str, float] = field(default_factory=dict)  # "claim.that": how often that reports speech
    patterns: Mapping[str, float] = field(default_factory=dict)  # "participle.object": odds against the plain pattern
    deals: DealWords | None = None  # None for a language whose deals are not known

    boilerplate: Mapping[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict
    )  # how lines begin that are no part of the report, by first word
    acts: Mapping[str, Act] = field(default_factory=dict)  # by lemma
    confidence: Mapping[str, Mapping[str, tuple[float, float]]] = field(
        default_factory=dict
    )  # share right, usual strength
    via: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # phrases by their first word
    doubts: Mapping[str, float] = field(default_factory=dict)  # what moves the odds that a statement is right
    common: frozenset[str] = frozenset()  # words that tell nothing of what is said
    sought: Mapping[str, int] = field(default_factory=dict)  # MAY_REPORT, MAY_END, ANCHOR of bot.reading.forms
    forms: Forms = field(default_factory=lambda: Forms({}, ()))  # what each printed word is; grows with the words read
    relatives: frozenset[str] = frozenset()
    object_stops: frozenset[str] = frozenset()  # words and marks at which an object may end

    def noun_strength(self, noun: str, frame: str) -> float:
        """How often this noun in this construction reports speech."""
        return self.nouns.get(f"{noun}.{frame}", self.nouns.get(frame, 0.0))

    def phrasal_at(self, lower: list[str], at: int) -> int:
        """How many tokens the cue that is no verb has at token `at`; 0 where there is none."""
        for phrase in self.phrasal.get(lower[at], ()):
            if tuple(lower[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0


def parse_rules(files: Mapping[str, str]) -> Rules:
    """Build the rules from the text of the data files, by file name."""
    tables = {name: _parse(name, text) for name, text in files.items()}
    language = next((str(table["language"]) for table in tables.values() if "language" in table), "")
    grammar = tables.get(f"{language}.toml", {})
    cues = _cues(grammar)
    tags = _tags(grammar, cues)
    layout = grammar.get("layout", {})
    sets = {name: frozenset(_list(value)) for name, value in grammar.get("words", {}).items()}
    sets["not_speakers"] = frozenset(_list(layout.get("not_speakers", "")))
    phrasal = _by_head(grammar.get("phrasal", {}).get("cues", []))
    for word in phrasal:
        tags[word] = tags.get(word, 0) | PHRASAL
    deals = parse_deal_words(tables, tags, inflect, language) if f"{language}_deals.toml" in tables else None
    sought = _sought(tags, deals.anchors if deals else ())
    return Rules(
        language=language,
        tables=tables,
        tags=tags,
        cues=cues,
        names=parse_name_rules(tables, tags, _speech(cues), language),
        words=sets,
        phrasal=phrasal,
        idioms=frozenset(tuple(phrase.split()) for phrase in sets["idioms"]),
        nouns=dict(grammar.get("nouns", {})),
        patterns=dict(grammar.get("patterns", {})),
        boilerplate=_by_head(layout.get("boilerplate", [])),
        acts=_acts(grammar),
        confidence=_confidence(grammar),
        via=_by_head(grammar.get("via", {}).get("phrases", [])),
        doubts=dict(grammar.get("doubts", {})),
        common=frozenset(word for word, bits in tags.items() if bits & EMPTY),
        deals=deals,
        sought=sought,
        forms=Forms(tags, sought, sets["without_capital"]),
        relatives=frozenset(word for word, bits in tags.items() if bits & RELATIVE),
        object_stops=OBJECT_MARKS.union(
            sets["occasion_prepositions"], [word for word, bits in tags.items() if bits & TIME]
        ),
    )


def _sought(tags: Mapping[str, int], anchors: Iterable[str]) -> dict[str, int]:
    """The words that are looked for in every text, and as what."""
    cues = (word for word, bits in tags.items() if bits & (CUE | PHRASAL | NOUN_CUE))
    breaks = BREAKS.union(word for word, bits in tags.items() if bits & CONJUNCTION)
    sought: dict[str, int] = {}
    for words, kind in ((cues, MAY_REPORT), (breaks, MAY_END), (anchors, ANCHOR)):
        for word in words:
            sought[word] = sought.get(word, 0) | kind
    return sought


def _by_head(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as their words, by the first of them."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _speech(cues: Mapping[str, Sequence[tuple[Cue, tuple[Form, ...]]]]) -> frozenset[str]:
    """The verb forms that nearly always report speech where a quotation stands beside them."""
    return frozenset(
        form for form, readings in cues.items() if any(cue.frames.get("quote", 0) >= SURE_CUE for cue, _ in readings)
    )


def _parse(name: str, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"lexicon file {name}: {error}; put back the file that came with the program") from error


def _list(value: object) -> list[str]:
    """A table of words is written as one string, or as a list where an entry has a space."""
    return value.split() if isinstance(value, str) else [str(item) for item in value] if isinstance(value, list) else []


CLASSES = {name: value for name, value in vars(word_classes).items() if name.isupper()}


def _acts(grammar: Mapping[str, Any]) -> dict[str, Act]:
    """By lemma, what is done in saying: promised, denied, threatened, asked, warned, declined."""
    acts = grammar.get("acts", {})
    return {lemma.replace("_", " "): act for act, lemmas in acts.items() for lemma in _list(lemmas)}


def _confidence(grammar: Mapping[str, Any]) -> dict[str, Mapping[str, tuple[float, float]]]:
    return {
        part: {key: (float(share), float(usual)) for key, (share, usual) in table.items()}
        for part, table in grammar.get("confidence", {}).items()
    }


def _tags(grammar: Mapping[str, Any], cues: Mapping[str, Iterable[tuple[Cue, tuple[Form, ...]]]]) -> dict[str, int]:
    tags: dict[str, int] = {}
    for name, value in grammar.get("classes", {}).items():
        bit = CLASSES.get(name.upper())
        if bit is None:
            raise InputError(f"lexicon: no word class called {name}; known are {', '.join(CLASSES).lower()}")
        for word in _list(value):
            tags[word] = tags.get(word, 0) | bit
    for lemma in _list(grammar.get("verbs", {}).get("common", "")):
        for form, _ in inflect(lemma, grammar):
            tags[form] = tags.get(form, 0) | VERB
    for form, readings in cues.items():
        bits = CUE | (PARTICIPLE if any("ing" in kinds for _, kinds in readings) else 0)
        tags[form] = tags.get(form, 0) | bits
    return tags


def inflect(lemma: str, grammar: Mapping[str, Any]) -> list[tuple[str, Form]]:
    """The forms of a verb by the language's table of irregular verbs, else by its endings."""
    verbs = grammar.get("verbs", {})
    irregular = verbs.get("irregular", {}).get(lemma)
    if irregular:
        base, third, past, participle, ing = irregular.split()
        return [(base, "base"), (third, "s"), (past, "past"), (participle, "participle"), (ing, "ing")]
    for ending, cut, third, past, ing in verbs.get("endings", []):
        if lemma.endswith(ending):
            stem = lemma[: len(lemma) - cut]
            return [(lemma, "base"), (stem + third, "s"), (stem + past, "past"), (stem + past, "participle"),
                    (stem + ing, "ing")]  # fmt: skip
    doubled = lemma + lemma[-1] if lemma in _list(verbs.get("doubling", "")) else lemma
    return [(lemma, "base"), (lemma + "s", "s"), (doubled + "ed", "past"), (doubled + "ed", "participle"),
            (doubled + "ing", "ing")]  # fmt: skip


def _cues(grammar: Mapping[str, Any]) -> dict[str, tuple[tuple[Cue, tuple[Form, ...]], ...]]:
    """By word, the cues it may be with the verb forms it then is: "put" is base, past and participle of "put it"."""
    found: dict[str, list[tuple[Cue, tuple[Form, ...]]]] = {}
    for group in grammar.get("cues", []):
        frames = {frame: float(strength) for frame, strength in group["frames"].items()}
        for entry in _list(group["verbs"]):
            lemma, *particles = entry.split("_")
            own = {**frames, **grammar.get("strengths", {}).get(entry, {})}
            cue = Cue(entry.replace("_", " "), own, tuple(particles))
            kinds: dict[Form, tuple[Form, ...]] = {}
            for form, kind in inflect(lemma, grammar):
                kinds[form] = (*kinds.get(form, ()), kind)
            for form, own_kinds in kinds.items():
                found.setdefault(form, []).append((cue, own_kinds))
    return {
        form: tuple(sorted(readings, key=lambda reading: -len(reading[0].particles)))
        for form, readings in found.items()
    }
