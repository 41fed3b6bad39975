"""Who speaks next, behind the words reported before: “…, the groups say”, “…, with the forecaster warning of …”."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.tagged import Tagged

STOPS = frozenset({".", ",", ";", ":", "—", "–", "--", "-"})
BESIDE, LED = 9, 4  # tokens of “forecaster Helen Price | warning of | “…””
OPENS_CLAUSE = lex.COMPLEMENTISER | lex.SUBORDINATOR | lex.CONJUNCTION | lex.RELATIVE | lex.INFINITIVE
VERB_OR_AUXILIARY = lex.VERB | lex.AUXILIARY
CLAUSE_BEGINS = lex.COMPLEMENTISER | lex.PRONOUN


def new_speaker(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a noun phrase and a cue follow: ", the groups say"."""
    return _cue_of_new_speaker(tagged, at, end) > 0


def _cue_of_new_speaker(tagged: Tagged, at: int, end: int) -> int:
    """The cue behind a noun phrase that begins at a token; 0 for none."""
    for near in range(at, min(at + 14, end)):
        tag = tagged.tags[near]
        if tagged.quoted[near] != -1:
            return 0
        if tag & lex.CUE and near > at and not tag & lex.NOUN_TOO:
            if not _has_particle(tagged, near):
                return 0  # "it makes no sense", not "it makes clear"
            begins = tagged.lower[near] in tagged.rules.words["catenative"]  # "she began saying the prayer"
            is_gerund = begins and near + 1 < len(tagged.lower) and tagged.lower[near + 1].endswith("ing")
            is_finite = not tag & lex.PARTICIPLE and not is_gerund
            return near if is_finite else 0
        if tagged.words[near] in {";", ":"} or (tagged.verbs[near] and not tag & lex.HAVE):
            return 0
        if tag & OPENS_CLAUSE:
            return 0
    return 0


def _has_particle(tagged: Tagged, cue: int) -> bool:
    """Whether a verb is a cue by itself or has the word behind it that makes it one."""
    if cue + 1 >= len(tagged.lower):
        return True
    readings = tagged.rules.cues[tagged.lower[cue]]
    return any(not reading.particles or reading.particles[0] == tagged.lower[cue + 1] for reading, _ in readings)


def speaks_for_itself(tagged: Tagged, at: int, end: int, *, has_verb: bool) -> bool:
    """Whether "and" leads to somebody else's words: "asked for a photo and Lee said, “…”", "and others said they"."""
    behind = _cue_of_new_speaker(tagged, at, end) + 1
    if behind == 1 or behind + 1 >= end:
        return False
    if tagged.words[behind] == ",":
        return behind + 1 in tagged.opening
    if not has_verb:  # "said Lee and others had “no plan”": two subjects
        return bool(tagged.tags[behind] & lex.COMPLEMENTISER)
    return behind in tagged.opening or bool(tagged.tags[behind] & CLAUSE_BEGINS)


def new_clause(tagged: Tagged, at: int, end: int) -> bool:
    """Whether what follows ", and" or ", but" is a clause of its own that reports something or names a new subject."""
    for near in range(at, min(at + 8, end)):
        if tagged.quoted[near] != -1:
            return False
        if tagged.tags[near] & lex.CUE and not tagged.tags[near] & lex.NOUN_TOO:
            return True
        if tagged.tags[near] & VERB_OR_AUXILIARY:
            return False
    return False


def is_heard(tagged: Tagged, body: int, end: int) -> bool:
    """Whether a court behind a comma only tells where the words were said: ", the | court heard", "| jury was told"."""
    words, at = tagged.rules.words, body + 1
    if at >= end or tagged.lower[body] not in words["hearing_bodies"]:
        return False
    while at + 1 < end and tagged.tags[at] & lex.AUXILIARY:
        at += 1
    return tagged.lower[at] in words["hearing"] and (at + 1 >= end or not tagged.words[at + 1][0].isalnum())


def is_said_beside(tagged: Tagged, first: int, end: int) -> bool:
    """Whether somebody else is told to speak at the same time: ", with | the forecaster warning of “floods”"."""
    for at in range(first + 1, min(first + BESIDE, end - 1)):
        if tagged.tags[at] & lex.PARTICIPLE and tagged.is_noun_like(at - 1):
            near = min(at + 1 + LED, end)
            return bool(tagged.tags[at + 1] & lex.COMPLEMENTISER) or not tagged.is_plain(at + 1, near)
        if tagged.words[at] in STOPS or tagged.quoted[at] != -1:
            return False
    return False
