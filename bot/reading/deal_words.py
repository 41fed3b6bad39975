"""The deal tables of the lexicon, compiled: verbs and nouns with their frames, what governs them, what traps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.model import DealKind, DealStatus, PartyRole
from bot.reading import word_classes as lex
from bot.reading.chunk_forms import ChunkForms
from bot.reading.dates import DateWords, parse_date_words
from bot.reading.money import MoneyWords, parse_money_words
from bot.reading.places import Places, parse_places

Forms = Callable[[str], list[tuple[str, str]]]
Inflect = Callable[[str, Mapping[str, Any]], list[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class ChunkWords:
    """What the chunker knows of a language."""

    tags: Mapping[str, int]
    verb_forms: Mapping[str, frozenset[str]]  # form -> the readings "base", "s", "past", "participle", "ing"
    likely_forms: Mapping[str, str]  # form -> the likeliest of its readings
    nouns: frozenset[str]  # deal nouns: nouns wherever a noun may stand
    suffixes: frozenset[str]
    of_heads: frozenset[str]
    participles: frozenset[str]
    closing: frozenset[str]  # words behind which nothing belongs to the verb any more: "according"
    control: frozenset[str]  # verbs whose object does what their infinitive says: "asked X to sign"
    clause_openers: frozenset[str]  # "the day X and Y met": a clause follows without a link
    ordering: frozenset[str]  # "the next meeting": words of time inside a phrase
    particles: frozenset[str]  # small words inside names: "Ventos do Agreste"
    forms: ChunkForms  # what each printed word is; grows with the words read
    per_share: Sequence[list[str]]  # what may stand inside "its 32 dlr per share bid"
    agent: frozenset[str]  # "by"
    indefinite: frozenset[str]  # "a", "an"
    phrase_links: frozenset[str]  # "of", "in": what stands behind belongs to the noun before
    joining: frozenset[str]  # "and", "&"
    parting: frozenset[str]  # "or", "but" and the marks that end a list
    describing: frozenset[str]  # "by", "in": a participle before them only describes the noun before it
    headline_words: frozenset[str]  # no names, though a headline gives them capitals: "How", "Could"
    name_pairs: frozenset[str]  # what "and" joins to one name: "Golf Resort and Spa"
    clitics: frozenset[str]  # 's
    qualifiers: frozenset[str]  # what stands before a figure and belongs to it: "up to", "about"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a deal verb or noun makes of the phrases around it; `roles` are by preposition."""

    lemma: str
    kind: DealKind
    roles: Mapping[str, PartyRole]
    subject: PartyRole = "party"  # of a verb; the possessor of a noun
    object: PartyRole | None = None
    premodifier: PartyRole | None = None
    wants: str = ""  # what must stand beside the word for it to be a deal
    not_objects: frozenset[str] = frozenset()
    status: DealStatus | None = None
    particle: str = ""

    @property
    def needs_sum(self) -> bool:
        """Whether the verb is a deal only beside a sum: "raised", "paid"."""
        return self.wants in ("money", "price")


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb or noun that says how far a deal is."""

    lemma: str
    status: DealStatus
    is_asserted: bool = True
    subject: str = "party"  # party, regulator, authority or broker
    particle: str = ""


@dataclass(frozen=True, slots=True)
class DealWords:
    """All that the deal reader knows of a language."""

    money: MoneyWords
    dates: DateWords
    places: Places
    chunks: ChunkWords
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, Frame]
    governors: Mapping[str, tuple[Governor, ...]]
    noun_governors: Mapping[str, Governor]
    triggers: frozenset[str]
    weak: frozenset[str]  # triggers that need a word of `support` in their sentence
    support: frozenset[str]
    kinds: Mapping[str, DealKind]
    negotiated: frozenset[str]  # words of `kinds` that one has talks about
    bodies: Mapping[str, frozenset[str]]  # nouns for bodies of one kind, with words that tell a name is one
    sets: Mapping[str, frozenset[str]]
    undisclosed: re.Pattern[str]
    idioms: re.Pattern[str]
    anchors: frozenset[str]  # the words that dates and deals are read from
    ahead: frozenset[str]  # "will", "to": a verb that points ahead has one of them


NEGOTIATED = frozenset({"acquisition", "ceasefire", "merger", "labour", "trade"})
LIKELIEST = ("past", "participle", "s", "ing", "base")  # readings of a verb form, the likeliest first
NOT_SETS = {
    "verbs",
    "nouns",
    "status",
    "kinds",
    "bodies",
    "undisclosed",
    "idioms",
    "status_nouns",
    "irregular",
    "weak_verbs",
    "weak_nouns",
}


def parse_deal_words(
    tables: Mapping[str, Mapping[str, Any]], tags: Mapping[str, int], inflect: Inflect, language: str
) -> DealWords:
    """Compile the tables of places.toml and the language's deals file, whose verbs are inflected by its grammar."""
    grammar, table = tables[f"{language}.toml"], tables[f"{language}_deals.toml"]
    deals = table["deals"]

    def forms(lemma: str) -> list[tuple[str, str]]:
        irregular = deals["irregular"].get(lemma)
        if irregular:
            return list(zip(irregular.split(), ("base", "s", "past", "participle", "ing"), strict=True))
        return inflect(lemma, grammar)

    verbs = _verb_frames(deals["verbs"], forms)
    nouns = {
        noun: frame for entry in deals["nouns"] for noun in _split(entry["nouns"]) for frame in [_frame(noun, entry)]
    }
    lemmas = {
        verb.partition(" ")[0] for entry in [*deals["verbs"], *deals["status"]] for verb in _split(entry["verbs"])
    }
    lemmas |= set(deals["irregular"])
    lemmas |= {name for name in grammar["verbs"]["irregular"] if "_" not in name}
    money, dates = parse_money_words(table["money"]), parse_date_words(table["dates"])
    triggers = frozenset([*verbs, *nouns])
    kinds: dict[str, DealKind] = {word: kind for kind, words in deals["kinds"].items() for word in _split(words)}
    will = frozenset([*_split(deals["will"]), *_split(deals["would"])])
    return DealWords(
        money=money,
        dates=dates,
        places=parse_places(tables["places.toml"]),
        chunks=_chunk_words(tags, table, {lemma: forms(lemma) for lemma in lemmas}, nouns),
        verbs=verbs,
        nouns=nouns,
        governors=_governors(deals["status"], forms),
        noun_governors=_noun_governors(deals["status_nouns"]),
        triggers=triggers,
        weak=frozenset(
            [form for lemma in _split(deals["weak_verbs"]) for form, _ in forms(lemma)] + _split(deals["weak_nouns"])
        ),
        support=_support(deals, table["money"]),
        kinds=kinds,
        negotiated=frozenset(word for word, kind in kinds.items() if kind in NEGOTIATED),
        bodies={noun: frozenset(_split(words)) for noun, words in deals["bodies"].items()},
        sets={name: frozenset(_split(words)) for name, words in deals.items() if name not in NOT_SETS}
        | {"origins": frozenset(_split(tables[f"{language}_names.toml"]["words"]["origins"]))},
        undisclosed=_phrases(deals["undisclosed"]),
        idioms=_phrases(deals["idioms"]),
        anchors=triggers.union(dates.triggers),
        ahead=frozenset(
            word for word, tag in tags.items() if tag & lex.INFINITIVE or (tag & lex.MODAL and word in will)
        ),
    )


def _support(deals: Mapping[str, Any], money: Mapping[str, Any]) -> frozenset[str]:
    """Words beside which a weak trigger counts: money, shares, goods, clubs, suits."""
    lists = ("goods", "clubs", "suits", "prisoners", "takeover_words", "stake_words", "arms_goods")
    listed = {word for name in lists for word in _split(deals[name])}
    return frozenset(
        {*listed, *(sign[-1] for sign in money["signs"]), *money["units"], *money["scales"]} - {"m", "b", "k"}
    )


def _split(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    forms = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(form)}\b".replace(r"\ ", r"\s+") for form in forms), re.IGNORECASE)


def _frame(word: str, entry: Mapping[str, Any]) -> Frame:
    known = {
        "verbs",
        "nouns",
        "kind",
        "subject",
        "object",
        "possessor",
        "premodifier",
        "wants",
        "needs",
        "not",
        "status",
    }
    lemma, _, particle = word.partition(" ")
    return Frame(
        lemma=lemma,
        kind=entry["kind"],
        roles={name: role for name, role in entry.items() if name not in known},
        subject=entry.get("subject") or entry.get("possessor", "party"),
        object=entry.get("object"),
        premodifier=entry.get("premodifier"),
        wants=entry.get("wants") or entry.get("needs", ""),
        not_objects=frozenset(_split(entry.get("not", ""))),
        status=entry.get("status"),
        particle=particle,
    )


def _verb_frames(entries: Iterable[Mapping[str, Any]], forms: Forms) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for entry in entries:
        for verb in _split(entry["verbs"]):
            frame = _frame(verb, entry)
            for form in {form for form, _ in forms(frame.lemma)}:
                found.setdefault(form, []).append(frame)
    return {form: tuple(sorted(frames, key=lambda frame: not frame.particle)) for form, frames in found.items()}


def _governors(entries: Iterable[Mapping[str, Any]], forms: Forms) -> dict[str, tuple[Governor, ...]]:
    found: dict[str, list[Governor]] = {}
    for entry in entries:
        for verb in _split(entry["verbs"]):
            lemma, _, particle = verb.partition(" ")
            governor = Governor(
                lemma, entry["status"], entry.get("asserted", True), entry.get("subject", "party"), particle
            )
            for form in {form for form, _ in forms(lemma)}:
                found.setdefault(form, []).append(governor)
    return {form: tuple(sorted(rows, key=lambda row: not row.particle)) for form, rows in found.items()}


def _noun_governors(entries: Iterable[Mapping[str, Any]]) -> dict[str, Governor]:
    return {
        noun: Governor(noun, entry["status"], entry.get("asserted", True), entry.get("subject", "party"))
        for entry in entries
        for noun in _split(entry["nouns"])
    }


def _chunk_words(
    tags: Mapping[str, int],
    table: Mapping[str, Any],
    inflected: Mapping[str, Iterable[tuple[str, str]]],
    nouns: Iterable[str],
) -> ChunkWords:
    forms: dict[str, set[str]] = {}
    for rows in inflected.values():
        for form, kind in rows:
            forms.setdefault(form, set()).add(kind)
    chunks = table["chunks"]
    preposition = tags.get("of", 0) & tags.get("with", 0)  # the class both share
    tags = {**tags, **dict.fromkeys(_split(chunks["prepositions"]), preposition)}
    suffixes, clause_openers = frozenset(_split(chunks["suffixes"])), frozenset(_split(chunks["clause_openers"]))
    abbreviated = {suffix for suffix in suffixes if suffix.endswith(".")}
    return ChunkWords(
        tags=tags,
        verb_forms={form: frozenset(kinds) for form, kinds in forms.items()},
        likely_forms={form: next(kind for kind in LIKELIEST if kind in kinds) for form, kinds in forms.items()},
        nouns=frozenset({*nouns, *_split(table["deals"]["plain_nouns"])}),
        suffixes=suffixes,
        of_heads=frozenset(_split(chunks["of_heads"])),
        participles=frozenset(_split(chunks["irregular_participles"])),
        closing=frozenset(_split(chunks["closing"])),
        control=frozenset(_split(chunks["control"])),
        clause_openers=clause_openers,
        ordering=frozenset(_split(chunks["ordering"])),
        particles=frozenset(_split(chunks["name_particles"])),
        forms=ChunkForms(tags, forms.keys(), abbreviated | clause_openers),
        qualifiers=frozenset(table["money"]["qualifiers"]),
        per_share=[words.split() for words in _split(chunks["per_share"])],
        phrase_links=frozenset(_split(chunks["phrase_links"])),
        joining=frozenset(_split(chunks["joining"])),
        parting=frozenset(_split(chunks["parting"])),
        describing=frozenset(_split(chunks["describing"])),
        headline_words=frozenset(_split(chunks["headline_words"])),
        name_pairs=frozenset(_split(chunks["name_pairs"])),
        clitics=frozenset(word for word, bits in tags.items() if bits & lex.CLITIC),
        agent=frozenset(_split(table["deals"]["agent"])),
        indefinite=frozenset(_split(table["deals"]["indefinite"])),
    )
