"""What the reader of names knows of a language: frozen tables made from the lexicon's text.

`parse_name_rules` takes the parsed tables of `names.toml` (given names of the world) and of a language's
`xx_names.toml` (titles, roles, pronouns, openers …). No word of any language stands in the code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Gender = Literal["f", "m"]
Table = Mapping[str, Any]
Cut = tuple[
    int, int, int, Any, Gender | None, bool, bool, tuple[str, ...]
]  # how a run of capitals is cut, see name_spans
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # under their first words, longest first


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun: whom it can stand for and how."""

    gender: Gender | None
    is_plural: bool = False
    is_neuter: bool = False
    is_first: bool = False
    is_relative: bool = False
    is_thing: bool = False  # which: never a person
    is_possessive: bool = False
    is_reflexive: bool = False
    is_object: bool = False


@dataclass(frozen=True, slots=True)
class NameRules:
    """Look-ups on lower-cased words; phrases are tuples of words under their first word, longest first."""

    given: Mapping[str, Gender | None]
    pronouns: Mapping[str, Pronoun]
    honorifics: Mapping[str, Gender | None]
    titles: frozenset[str]
    title_phrases: Phrases
    fields: frozenset[str]  # what offices are of or for, by its last word
    long_names: Phrases  # known bodies and places of more than one word
    offices_by_end: Phrases  # the same under their last words
    roles: Mapping[str, Gender | None]
    voices: frozenset[str]
    relatives: frozenset[str]  # what somebody is to another of the family: husband, aunt
    groups: frozenset[str]
    adjectives: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_links: frozenset[str]
    shortened: frozenset[str]  # commission: with a capital, the body of that name: “the Commission”
    organisation_nominals: frozenset[str]
    organisation_names: Phrases
    things: frozenset[str]
    modifiers: frozenset[str]
    places: frozenset[str]
    place_phrases: Phrases
    openers: frozenset[str]
    origins: frozenset[str]  # based: behind a hyphen, no part of the name that follows
    particles: frozenset[str]
    suffixes: frozenset[str]
    possessives: frozenset[str]
    joiners: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    unnamed: frozenset[str]  # before the role of somebody new: “a nurse”, “his deputy”
    relations: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    surnames_too: frozenset[str]
    nicknames: Mapping[str, frozenset[int]]
    known: Mapping[str, Gender]
    possessors: frozenset[str]
    plural_verbs: frozenset[str]
    written_out: Mapping[str, str]  # sen. → senator
    first_person: frozenset[str]  # I: a capital that is no name
    before_name: frozenset[str]  # small words between a cue and a name: “said resident Whit Symms”
    before_office: frozenset[str]  # “U.S. District Judge”: words that go on after an abbreviation
    speech: frozenset[str]  # verb forms that report speech
    tags: Mapping[str, int]  # word classes of the reader's lexicon, as bits
    writings: frozenset[str]  # statement, letter: what speaks in its author's name
    after_name: frozenset[str]  # MP, QC: letters behind a name
    questions: frozenset[str]  # labels of an interview: Q
    answers: frozenset[str]  # A
    own_news: frozenset[str]  # company: “Apex has raised $30 million, the company said”
    state_bodies: frozenset[str]  # ministry: “the Iranian foreign ministry”
    kept: frozenset[str]  # honorifics that are part of a surname's or first name's bearer: “Lord Dubs”
    kept_behind: frozenset[str]  # titles that are, behind an honorific: “Mr Justice Linden”
    by_first_name: frozenset[str]  # titles of people who go by the first of their names: “Sheikh Salman”
    kin: Mapping[str, frozenset[str]]  # a noun for a body → what else the body may be called in its name
    collectives: frozenset[str]  # people, workers: whose name a body may bear, “People's Party”
    plural_endings: tuple[str, ...]
    outsiders: frozenset[str]  # who speaks of companies that are not his own: “Orbis analyst Ann Lee”
    authors: frozenset[str]  # from, by: what stands between such a thing and its author
    role_ends: frozenset[str]  # words that a role before a name ends in
    gendered: frozenset[str]  # pronouns that tell a gender
    empty_openers: frozenset[str]  # words that alone, at the beginning of a sentence, name nobody
    leading: frozenset[str]  # words before a run of capitals that may say how it is to be cut
    may_lead: frozenset[str]  # these, and words between which and a run such a word may stand
    continuing: frozenset[str]  # small words and marks that a run of capitals may go on behind
    cuts: dict[tuple[str, ...], tuple[Cut, ...]] = field(default_factory=dict, compare=False, repr=False)
    # `cuts` is no rule but what they made of the runs met so far

    def tells_origin(self, word: str) -> bool:
        """Whether a word only tells where the one named behind it is from, or whose it is: “Tokyo-based”."""
        return "-" in word and word.rpartition("-")[2] in self.origins

    def is_role(self, word: str) -> bool:
        """Whether a word is an office or a role: “senator”, “co-author”."""
        return word in self.titles or word in self.roles or ("-" in word and word.rpartition("-")[2] in self.roles)


def parse_name_rules(
    tables: Mapping[str, Table], tags: Mapping[str, int], speech: frozenset[str], language: str
) -> NameRules:
    """The tables of one language, with the given names and countries of the world."""
    given, places = tables.get("names.toml", {}), tables.get("places.toml", {})
    countries = [form.lower() for name, forms in places.get("countries", ()) for form in (name, *forms)]
    return _rules(given, _Parts(tables.get(f"{language}_names.toml", {})), countries, tags, speech)


class _Parts:
    """A language's tables; a table or list that is missing is empty."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def part(self, name: str) -> Table:
        """A table of the file."""
        found: Table = self.table.get(name, {})
        return found

    def words(self, part: str, name: str = "words") -> frozenset[str]:
        """A list of words."""
        return _words(self.part(part).get(name, ""))

    def phrases(self, part: str, name: str = "phrases", more: Sequence[str] = ()) -> Phrases:
        """A list of phrases, one a line, under their first words."""
        return _phrases([*self.part(part).get(name, "").splitlines(), *more])


def _rules(
    given: Table, parts: _Parts, countries: Sequence[str], tags: Mapping[str, int], speech: frozenset[str]
) -> NameRules:
    adjectives = parts.words("roles", "adjectives")
    rules = NameRules(
        given=_gendered(given.get("given", {})),
        pronouns=_pronouns(parts.part("pronouns")),
        honorifics=_gendered(parts.part("honorifics")),
        titles=parts.words("titles"),
        title_phrases=parts.phrases("titles"),
        fields=parts.words("titles", "fields"),
        offices_by_end=_by_end(parts.phrases("titles")),
        roles=_gendered(parts.part("roles")),
        voices=parts.words("roles", "voices"),
        questions=parts.words("roles", "questions"),
        answers=parts.words("roles", "answers"),
        relatives=parts.words("roles", "relatives"),
        groups=parts.words("roles", "groups"),
        adjectives=adjectives,
        organisation_heads=parts.words("organisations", "heads"),
        organisation_links=parts.words("organisations", "links"),
        shortened=parts.words("organisations", "shortened"),
        organisation_nominals=parts.words("organisations", "nominals"),
        organisation_names=parts.phrases(
            "organisations", "metonyms", more=parts.part("organisations").get("known", "").splitlines()
        ),
        things=parts.words("organisations", "things"),
        modifiers=parts.words("modifiers"),
        places=parts.words("places").union(form for form in countries if " " not in form),
        place_phrases=parts.phrases("places", more=[form for form in countries if " " in form]),
        openers=parts.words("words", "openers"),
        origins=parts.words("words", "origins"),
        particles=parts.words("words", "particles"),
        suffixes=parts.words("words", "suffixes"),
        possessives=parts.words("words", "possessives"),
        joiners=parts.words("words", "joiners"),
        articles=parts.words("words", "articles"),
        definite=parts.words("words", "definite"),
        unnamed=parts.words("words", "unnamed"),
        relations=parts.words("words", "relations"),
        prepositions=parts.words("grammar", "prepositions"),
        conjunctions=parts.words("grammar", "conjunctions"),
        surnames_too=parts.words("grammar", "surnames_too"),
        nicknames=_nicknames(parts.part("nicknames").get("groups", "")),
        known={word: gender for word, gender in _gendered(parts.part("known")).items() if gender},
        possessors=parts.words("words", "possessors"),
        plural_verbs=parts.words("grammar", "plural_verbs"),
        written_out=dict(line.split() for line in parts.part("titles").get("written_out", "").splitlines() if line),
        first_person=frozenset(word.capitalize() for word in parts.words("pronouns", "first") if len(word) == 1),
        before_name=frozenset(_gendered(parts.part("roles")))
        | adjectives
        | parts.words("modifiers")
        | parts.words("words", "articles"),
        before_office=parts.words("titles") | parts.words("organisations", "heads") | adjectives,
        tags=tags,
        writings=parts.words("roles", "writings"),
        outsiders=parts.words("roles", "outsiders"),
        plural_endings=tuple(sorted(parts.words("grammar", "plural_endings"))),
        after_name=parts.words("titles", "after_name"),
        own_news=parts.words("organisations", "own_news"),
        state_bodies=parts.words("organisations", "state"),
        kept=parts.words("honorifics", "kept"),
        kept_behind=parts.words("honorifics", "kept_behind"),
        by_first_name=parts.words("honorifics", "by_first_name"),
        kin={noun: _words(words) for noun, words in parts.part("kin").items()},
        collectives=parts.words("organisations", "collectives"),
        authors=parts.words("words", "authors"),
        speech=speech,
        role_ends=frozenset(),
        gendered=frozenset(),
        leading=frozenset(),
        may_lead=frozenset(),
        empty_openers=frozenset(),
        continuing=frozenset(),
        long_names={},
    )
    return replace(
        rules,
        role_ends=rules.titles.union(rules.roles, rules.offices_by_end),
        gendered=frozenset(word for word, pronoun in rules.pronouns.items() if pronoun.gender),
        leading=rules.possessives | rules.organisation_nominals,
        may_lead=rules.possessives | rules.organisation_nominals | rules.articles | rules.relations,
        empty_openers=rules.openers | rules.articles,
        long_names=_long(rules.place_phrases, rules.organisation_names),
        continuing=rules.particles | rules.organisation_links | {","},
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _gendered(table: Table) -> dict[str, Gender | None]:
    """Words under their gender; a word in `either`, or in both, tells none."""
    found: dict[str, Gender | None] = dict.fromkeys(table.get("either", "").split())
    for word in table.get("male", "").split():
        found.setdefault(word, "m")
    for word in table.get("female", "").split():
        found[word] = None if found.get(word, "f") != "f" else "f"
    return found


def _phrases(lines: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for line in filter(None, lines):
        words = tuple(line.split())
        grouped.setdefault(words[0], []).append(words)
    return {word: tuple(sorted(phrases, key=len, reverse=True)) for word, phrases in grouped.items()}


def _by_end(phrases: Phrases) -> Phrases:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (phrase for group in phrases.values() for phrase in group):
        grouped.setdefault(phrase[-1], []).append(phrase)
    return {word: tuple(group) for word, group in grouped.items()}


def _long(*tables: Phrases) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of several tables that have more than one word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for word, phrases in (item for table in tables for item in table.items()):
        longer = tuple(phrase for phrase in phrases if len(phrase) > 1)
        if longer:
            found[word] = found.get(word, ()) + longer
    return found


def _nicknames(text: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        for word in line.split():
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def _pronouns(table: Table) -> dict[str, Pronoun]:
    possessive, reflexive, objects, things = (
        _words(table.get(kind, "")) for kind in ("possessive", "reflexive", "object", "thing")
    )

    def made(word: str, gender: Gender | None = None, kind: str = "") -> Pronoun:
        return Pronoun(
            gender,
            is_plural=kind == "plural",
            is_neuter=kind == "neuter",
            is_first=kind == "first",
            is_relative=kind == "relative",
            is_thing=word in things,
            is_possessive=word in possessive,
            is_reflexive=word in reflexive,
            is_object=word in objects,
        )

    kinds = ("plural", "neuter", "first", "relative")
    found = {word: made(word, kind=kind) for kind in kinds for word in table.get(kind, "").split()}
    found |= {word: made(word, "m") for word in table.get("male", "").split()}
    return found | {word: made(word, "f") for word in table.get("female", "").split()}
