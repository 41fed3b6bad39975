"""Verb groups: a cue with its auxiliaries, adverbs, negation and particles ("has repeatedly declined to say")."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bot.reading import word_classes as lex
from bot.reading.lexicon import Cue, Form
from bot.reading.tagged import Tagged

MAY_LEAD = lex.AUXILIARY | lex.NEGATION | lex.CLITIC | lex.ADVERB  # before a verb and part of its group
AUXILIARY_OR_NEGATION = lex.AUXILIARY | lex.NEGATION
MODAL_OR_AUXILIARY = lex.MODAL | lex.AUXILIARY
BE_OR_HAVE = lex.BE | lex.HAVE
STOPS = frozenset({".", ",", ";"})
PRONOUN_OR_RELATIVE = lex.PRONOUN | lex.RELATIVE
BEFORE_NOUN = lex.DETERMINER | lex.POSSESSIVE | lex.PREPOSITION | lex.INFINITIVE | lex.VERB | lex.AUXILIARY | lex.CLITIC
BEGINS_REPORTED = (
    lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN | lex.OBJECT_PRONOUN | lex.COMPLEMENTISER | lex.QUESTION_WORD
)


@dataclass(slots=True)
class VerbGroup:
    """Tokens [first, last) around the cue verb at `verb`; `last` lies behind its particles."""

    first: int
    verb: int
    last: int
    cue: Cue
    form: str
    is_negated: bool = False
    is_declined: bool = False
    is_passive: bool = False
    is_modal: bool = False
    is_infinitive: bool = False
    is_perfect: bool = False

    @property
    def is_participle(self) -> bool:
        """An -ing form without a subject of its own: ", adding that"."""
        return self.form == "ing"


def verb_group(tagged: Tagged, verb: int, floor: int) -> VerbGroup | None:
    """The group of the cue form at token `verb`; None where the form is rather a noun or an adjective."""
    reading = _reading(tagged, verb)
    tags, lower = tagged.tags, tagged.lower
    if reading is None or (lower[verb - 1], lower[verb]) in tagged.rules.idioms:
        return None
    cue, forms, last = reading
    first, seen = _auxiliaries(tagged, verb, floor)
    form = _form(forms, seen)
    if form in {"past", "participle"} and not seen and _is_adjective(tagged, first, floor):
        return None
    is_infinitive = declined = False
    if first > floor and tags[first - 1] & lex.INFINITIVE and form == "base":
        lead = _catenative(tagged, first - 1, floor)
        if lead is None:
            return VerbGroup(first - 1, verb, last, cue, form, is_infinitive=True, is_negated=bool(seen & lex.NEGATION))
        first, more, declined = lead
        seen = (seen & lex.NEGATION) | more
        is_infinitive = lower[first] == "to"
    elif (form == "s" or (form == "base" and not seen & MODAL_OR_AUXILIARY)) and (
        _is_nominal(tagged, verb, last, first, floor) or _is_office(tagged, verb)
    ):
        return None
    passive = bool(seen & lex.BE) and form in {"participle", "past"}
    if form == "ing" and seen & lex.BE:
        form = "progressive"
    return VerbGroup(
        first, verb, last, cue, form, bool(seen & lex.NEGATION) or declined, declined, passive,
        bool(seen & lex.MODAL), is_infinitive, bool(seen & lex.HAVE),
    )  # fmt: skip


def _is_office(tagged: Tagged, verb: int) -> bool:
    """ "Patient advocate | Ann Lee": what somebody is, right before the name."""
    is_name = verb + 2 < len(tagged.words) and tagged.is_name_like(verb + 1) and tagged.is_name_like(verb + 2)
    return is_name and tagged.lower[verb] in tagged.rules.names.roles


def _is_adjective(tagged: Tagged, first: int, floor: int) -> bool:
    """ "the proposed law", "an estimated 300": a participle behind an article."""
    return first > floor and (
        tagged.lower[first - 1] in tagged.rules.words["articles"] or bool(tagged.tags[first - 1] & lex.POSSESSIVE)
    )


def _reading(tagged: Tagged, verb: int) -> tuple[Cue, tuple[Form, ...], int] | None:
    """The cue whose particles stand behind the verb, the longest first; what forms of it the verb may be; its end."""
    lower = tagged.lower
    near = lower[verb + 1 : verb + 4]
    for cue, forms in tagged.rules.cues[lower[verb]]:
        if not cue.particles:
            return cue, forms, verb + 1
        if cue.particles[0] not in near:
            continue
        size = len(cue.particles)
        at = verb + 1
        while at < verb + 3 and at < len(lower) and lower[at] != cue.particles[0] and tagged.adverbs[at]:
            at += 1  # "spoke briefly about"
        if tuple(lower[at : at + size]) == cue.particles and not _is_no_particle(tagged, verb, at + size):
            return cue, forms, verb + 1 if cue.lemma in tagged.rules.words["complete"] else at + size
    return None


def takes_noun(tagged: Tagged, cue: Cue) -> bool:
    """Whether "that" behind a cue stands before a noun: "responded to | that tweet", "called | that answer weak"."""
    return is_governing(tagged, cue) or cue.frames.get("object", 0.0) > cue.frames.get("that", 0.0)


def is_governing(tagged: Tagged, cue: Cue) -> bool:
    """Whether a cue ends in a preposition, behind which no bare clause stands: "called on | them to leave"."""
    return bool(cue.particles) and cue.particles[-1] in tagged.rules.words["governing"]


def counts(tagged: Tagged, at: int) -> bool:
    """Whether a preposition only says how exact a number is: "about 200 people", "at least 14", "between 5 and 10"."""
    words, following = tagged.rules.words, tagged.words[at + 1]
    if tagged.lower[at + 1] in words["bounds"]:
        return True
    is_sum = unicodedata.category(following[0]) == "Sc"  # "about ₦84 billion"
    is_number = is_sum or following[0].isdigit() or bool(tagged.tags[at + 1] & lex.NUMBER)
    return is_number and tagged.lower[at] in words["rounding"]


def _is_no_particle(tagged: Tagged, verb: int, at: int) -> bool:
    """Whether a particle only leads to a number or a day: "said about 200 had come", "agreed on Thursday to buy …"."""
    tags, bare = tagged.tags, tagged.rules.cues[tagged.lower[verb]][-1][0]
    if at < len(tags) and not bare.particles and "clause" in bare.frames and counts(tagged, at - 1):
        return True
    is_time = at + 1 < len(tags) and bool(tags[at] & lex.TIME)  # “declined to comment on Friday.”
    return is_time and (bool(tags[at + 1] & lex.INFINITIVE) or tagged.words[at + 1] in STOPS)


def _auxiliaries(tagged: Tagged, verb: int, floor: int) -> tuple[int, int]:
    """Where the auxiliaries and adverbs before the verb begin, and the classes of the auxiliaries."""
    tags, quoted = tagged.tags, tagged.quoted
    first, seen, at = verb, 0, verb
    while at > floor:
        tag = tags[at - 1]
        if not tag & MAY_LEAD and (tag or not tagged.adverbs[at - 1]):
            break
        if tag & lex.AUXILIARY and tagged.words[at - 1][0].isupper() and not tagged.begins_unit(at - 1):
            break  # "Will wrote"
        if tag & AUXILIARY_OR_NEGATION and quoted[at - 1] == -1:
            at -= 1
            seen |= tag
            first = at
        elif tag & lex.CLITIC and at - 1 > floor and tags[at - 2] & PRONOUN_OR_RELATIVE:
            at -= 1  # he's said, who's saying
            seen |= lex.BE if tagged.lower[verb].endswith("ing") else lex.HAVE
            first = at
        elif tagged.adverbs[at - 1] and quoted[at - 1] == -1 and not tag & lex.DETERMINER:
            at -= 1
            first = at
        else:
            break
    return (at if seen else first), seen


def _form(forms: tuple[Form, ...], seen: int) -> Form:
    """The form that fits the auxiliaries seen."""
    if seen & MODAL_OR_AUXILIARY and not seen & BE_OR_HAVE and "base" in forms:
        return "base"
    if seen & BE_OR_HAVE and "participle" in forms:
        return "participle"
    if "past" in forms:
        return "past"
    return forms[0]


def _catenative(tagged: Tagged, to: int, floor: int) -> tuple[int, int, bool] | None:
    """The verb that leads an infinitive cue ("went on to say", "declined to say"): group start, classes, declined."""
    lower, words = tagged.lower, tagged.rules.words
    for at in range(to - 1, max(floor - 1, to - 5), -1):
        if lower[at] in words["catenative_negative"]:
            first, seen = _auxiliaries(tagged, at, floor)
            return first, seen, True
        if lower[at] in words["catenative"]:
            first, seen = _auxiliaries(tagged, at, floor)
            return first, seen, False
        if tagged.words[at] in {",", ";"} or tagged.verbs[at]:
            return None
    return None


def _is_nominal(tagged: Tagged, verb: int, last: int, first: int, floor: int) -> bool:
    """Whether a base or -s form is rather a noun: no fitting subject before it, or no room for one."""
    if first > floor and tagged.lower[first - 1] in tagged.rules.words["measures"]:
        return True
    if not tagged.tags[verb] & lex.NOUN_TOO:
        return False
    if first <= floor:
        return True
    at = first - 1
    before = tagged.tags[at]
    if before & PRONOUN_OR_RELATIVE and not before & lex.POSSESSIVE:  # "whose | advocates lean on them"
        return False
    if before & BEFORE_NOUN:
        return True
    if first < verb:
        return False
    joined = any(tagged.tags[near] & lex.CONNECTOR for near in range(max(floor, at - 3), at))
    plural = joined or tagged.lower[at].endswith("s") or tagged.lower[at] in tagged.rules.words["plurals"]
    is_third = tagged.lower[verb].endswith("s")
    if not is_third and _is_described(tagged, at, floor, plural=plural):
        return True
    names_title = not is_third and last in tagged.opening and not plural  # “the TV show “Shark Tank””
    if plural == is_third and (names_title or not tagged.is_name_like(at)):
        return True
    return _lacks_object(tagged, at, last, floor, is_third=is_third)


def _lacks_object(tagged: Tagged, at: int, last: int, floor: int, *, is_third: bool) -> bool:
    """Whether nothing stands behind a form that a verb would report; its subject ends at `at`."""
    if is_third and tagged.is_name_like(at) and last < len(tagged.words) and tagged.tags[last] & lex.PREPOSITION:
        return bool(tagged.tags[last] & lex.AGENT)
    if is_third and last < len(tagged.words) and tagged.words[last] == "." and _is_behind_comma(tagged, at, floor):
        return False
    return not has_object(tagged, last) and not _follows_quotation(tagged, at, floor)


def _is_described(tagged: Tagged, at: int, floor: int, *, plural: bool) -> bool:
    """Whether a base form is a noun that what ends at a token describes: “two-time champion”, “a Truth Social post”."""
    if tagged.lower[at] in tagged.rules.names.adjectives or tagged.words[at].partition("-")[2].islower():
        return True
    return not plural and tagged.is_name_like(at) and _is_determined(tagged, at, floor)


def _is_determined(tagged: Tagged, at: int, floor: int) -> bool:
    """Whether a preposition and an article stand before the capitals that end at a token."""
    while at > floor and tagged.is_name_like(at):
        at -= 1
    is_led = at > floor and tagged.tags[at - 1] & lex.PREPOSITION
    return bool(is_led and tagged.tags[at] & lex.DETERMINER)


def _is_behind_comma(tagged: Tagged, at: int, floor: int) -> bool:
    """Whether a comma and a name are all that stands before a verb: “The strike is over, the Daily Post reports.”"""
    while at > floor and tagged.is_name_like(at):
        at -= 1
    if at > floor and tagged.tags[at] & lex.DETERMINER:
        at -= 1
    return at > floor and tagged.words[at] == "," and tagged.has_verb(floor, at)


def _follows_quotation(tagged: Tagged, at: int, floor: int) -> bool:
    """Whether a closing mark stands shortly before the subject: “Look,” Conway notes."""
    return any(near in tagged.closing and tagged.quoted[near - 1] != -1 for near in range(max(floor + 1, at - 6), at))


def has_object(tagged: Tagged, at: int) -> bool:
    """Whether what follows can be what a verb reports: a clause, a quotation, an object with its determiner."""
    if at >= len(tagged.words):
        return False
    return bool(tagged.tags[at] & BEGINS_REPORTED) or tagged.words[at][0] in "“\"':" or tagged.words[at][0].isupper()
