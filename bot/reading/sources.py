"""Who stands behind a cue: the source phrase.

1. before the verb              "Rubio said"
2. before a relative pronoun    "Rubio, who said"
3. behind the verb              "…," said Rubio
4. the subject of the clause    "Rubio praised A and said B", "…, adding that"
5. none
"""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.phrase_cores import GOVERNS, Phrase
from bot.reading.phrases import phrase_before
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup

ENDS_INVERSION = frozenset({".", ",", ";", ":", "?", "!", "—", "–", "--", "(", "“", '"', "''", "”"})
COORDINATING = lex.CONJUNCTION | lex.COMPLEMENTISER
LINK = lex.CONJUNCTION | lex.COMPLEMENTISER | lex.SUBORDINATOR
OF_OR_SUBORDINATOR = lex.OF | lex.SUBORDINATOR
PREPOSITION_OR_ADVERB = lex.PREPOSITION | lex.ADVERB
BEHIND_SOURCE = (
    lex.PREPOSITION | lex.RELATIVE | lex.TIME | lex.ADVERB | lex.SUBORDINATOR | lex.CONJUNCTION | lex.INFINITIVE
)
DETERMINER_OR_POSSESSIVE = lex.DETERMINER | lex.POSSESSIVE
TIME_OR_DETERMINER = lex.TIME | lex.DETERMINER
AUXILIARY_OR_NEGATION = lex.AUXILIARY | lex.NEGATION
TIES_VERB = lex.RELATIVE | lex.INFINITIVE | lex.CONJUNCTION | lex.COMPLEMENTISER
SUBORDINATING = lex.SUBORDINATOR | lex.COMPLEMENTISER | lex.RELATIVE | lex.QUESTION_WORD | lex.PREPOSITION
BEFORE_CLAUSE = lex.CONJUNCTION | lex.TIME | lex.ADVERB


def subject(tagged: Tagged, group: VerbGroup, floor: int) -> tuple[Phrase | None, str]:
    """The source before a verb group and how it was found: subject, relative or shared."""
    first = _over_time(tagged, group.first, floor)
    if first <= floor:
        return None, "none"
    before = tagged.tags[first - 1]
    if before & lex.RELATIVE and not before & lex.POSSESSIVE:
        floor = min(floor, tagged.units[tagged.unit_of[group.verb]][0])  # "criticised | Lee, who said": whom it names
        end = _before_pronoun(tagged, first - 1, floor)
        return _over_pronoun(phrase_before(tagged, end, floor), first), "relative"
    if before & lex.COMPLEMENTISER:
        return _over_pronoun(phrase_before(tagged, first - 1, floor), first), "relative"
    if before & LINK:
        return None, "shared"
    if before & lex.OBJECT_PRONOUN and tagged.lower[first - 1] in tagged.rules.words["reflexives"]:
        first -= 1  # "Cruz himself said"
        before = tagged.tags[first - 1]
    ends_in_s = before & lex.CLITIC and first - 1 > floor and tagged.is_name_like(first - 2)
    end = first - 1 if ends_in_s else first  # “Sainsbury's said”
    near = phrase_before(tagged, end, floor)
    if near and group.form == "ing" and tagged.lower[near.core_last - 1] in tagged.rules.words["displays"]:
        return near, "participle"
    found = _without_adjunct(tagged, near, floor, is_participle=group.form == "ing")
    if found and ends_in_s:
        found = Phrase(found.first, first, end)
    if group.form == "ing" or group.is_infinitive:
        if found is None or tagged.words[first - 1] == "," or not _can_speak(tagged, found):
            return None, "shared"
        return found, "participle"
    found = _no_span(tagged, _described(tagged, found, first, floor) or found)
    return found, "subject" if found else "shared"


def _no_span(tagged: Tagged, found: Phrase | None) -> Phrase | None:
    """A source, unless it is a stretch of time: "people I met over the last couple of weeks | said"."""
    is_span = found is not None and tagged.lower[found.core_last - 1] in tagged.rules.words["spans"]
    return None if is_span else found


def _before_pronoun(tagged: Tagged, pronoun: int, floor: int) -> int:
    """The end of the antecedent: a comma or dash before the pronoun is left out."""
    return pronoun - 1 if pronoun - 1 > floor and tagged.words[pronoun - 1] in {",", "—", "–", "-", "--"} else pronoun


def _without_adjunct(tagged: Tagged, found: Phrase | None, floor: int, *, is_participle: bool = False) -> Phrase | None:
    """The subject before an adjunct that stands between it and the verb: "Rubio in a statement said"."""
    if found is None or found.first - 1 <= floor or not tagged.tags[found.first - 1] & lex.PREPOSITION:
        return found
    if tagged.tags[found.first - 1] & OF_OR_SUBORDINATOR:
        return found
    if is_participle and tagged.lower[found.first - 1] in tagged.rules.words["absolute"]:
        return found
    if tagged.tags[found.first - 2] & lex.RELATIVE:
        return _over_pronoun(phrase_before(tagged, _before_pronoun(tagged, found.first - 2, floor), floor), found.last)
    before = phrase_before(tagged, found.first - 1, floor)
    return Phrase(before.first, found.last, before.core_last, before.appositive) if before else None


def _described(tagged: Tagged, found: Phrase | None, verb: int, floor: int) -> Phrase | None:
    """The subject whose relative clause a verb follows without a comma: "A driver who saved a cyclist said".

    `found`, the phrase right before the verb, must be part of that clause.
    """
    start = found.first if found else verb
    while start - 1 > floor and tagged.tags[start - 1] & TIME_OR_DETERMINER and found is not None:
        start -= 1  # "who watched | the Saturday debate"
    begins = found is not None and tagged.words[start].endswith("ed")  # "a cook who | scooped £4m | said"
    if found is not None and not tagged.tags[start - 1] & (GOVERNS | lex.RELATIVE if begins else GOVERNS):
        return None
    for who in range(start - 1, floor, -1):
        if tagged.quoted[who] != -1 or tagged.words[who] in ENDS_INVERSION or tagged.tags[who] & COORDINATING:
            return None
        if tagged.tags[who] & lex.RELATIVE and not tagged.tags[who] & lex.POSSESSIVE:
            head = phrase_before(tagged, who, floor)
            if head is None or not (begins or tagged.has_verb(who + 1, verb)):
                return None
            return Phrase(head.first, verb, head.core_last) if is_main_subject(tagged, head, floor) else None
    return None


def _over_time(tagged: Tagged, first: int, floor: int) -> int:
    """Step left over "on Wednesday", "late Friday", "two weeks ago" between a subject and its verb."""
    at = _over_span(tagged, first, floor)
    if at < first:
        return at
    while at - 1 > floor and (tagged.tags[at - 1] & lex.TIME or (at < first and tagged.words[at - 1][0].isdigit())):
        at -= 1
    if at == first:
        return first
    while at - 1 > floor and tagged.tags[at - 1] & PREPOSITION_OR_ADVERB and not tagged.tags[at - 1] & lex.OF:
        at -= 1
    return at


def _over_span(tagged: Tagged, first: int, floor: int) -> int:
    """Step left over "less than two weeks ago", "in early May"."""
    words, lower, at = tagged.rules.words, tagged.lower, first
    if lower[first] in words["time_offsets"]:  # "three hours | later said": an adverb of the verb's own
        at += 1
    if at - 2 > floor and lower[at - 1] in words["time_offsets"] and lower[at - 2] in words["units_of_time"]:
        at -= 2
        while at - 1 > floor and (tagged.tags[at - 1] & lex.NUMBER or lower[at - 1] in words["how_many"]):
            at -= 1
    elif at - 2 > floor and lower[at - 1] in words["months_too"] and lower[at - 2] in words["time_modifiers"]:
        at -= 3 if at - 3 > floor and tagged.tags[at - 3] & lex.PREPOSITION else 2
    return min(at, first)


def _over_pronoun(phrase: Phrase | None, first: int) -> Phrase | None:
    """The antecedent with its relative pronoun, which ends just before token `first`."""
    return Phrase(phrase.first, first, phrase.core_last, phrase.appositive) if phrase else None


def _can_speak(tagged: Tagged, phrase: Phrase) -> bool:
    """Whether a phrase is a person or body rather than a thing said: "a statement saying" is not the speaker."""
    if phrase.first and tagged.lower[phrase.first - 1] in tagged.rules.words["absolute"]:
        return True  # "with the campaign saying"
    head = tagged.lower[phrase.core_last - 1]
    things = tagged.rules.words
    return tagged.is_name_like(phrase.core_last - 1) and head not in things["reporting_nouns"]


def inverted_subject(tagged: Tagged, group: VerbGroup, end: int) -> Phrase | None:
    """The source right behind the verb, where nothing but a stop, an appositive or an adjunct follows it."""
    at = group.last
    last = core_after(tagged, at, end)
    if last is None:
        return None
    if tagged.tags[at] & lex.OBJECT_PRONOUN and not tagged.tags[at] & lex.PRONOUN:
        return None
    last = extend_after(tagged, last, end)
    if last >= end or tagged.words[last] in ENDS_INVERSION:
        return _with_appositive(tagged, at, last, end)
    tag = tagged.tags[last]
    if tag & BEHIND_SOURCE or tag & lex.PARTICIPLE:
        return Phrase(at, last, last)
    if tag & lex.COMPLEMENTISER and last + 1 < end and tagged.verbs[last + 1]:
        return Phrase(at, last, last)  # "said one owner of a shop | that sells shoes"
    return Phrase(at, last, last) if tagged.lower[last].endswith(("ing", "ed")) else None


def extend_after(tagged: Tagged, last: int, end: int) -> int:
    """Widen a phrase that ends at `last` over postmodifiers, pairs and brackets behind it."""
    tags = tagged.tags
    while last < end:
        if tags[last] & lex.POSTMODIFIER and not tags[last] & lex.TIME:
            wider = core_after(tagged, last + 1, end)
            if wider is None or any(tags[at] & lex.TIME for at in range(last + 1, wider + 1) if at < end):
                return last
            last = wider
        elif tags[last] & lex.CONNECTOR:
            wider = core_after(tagged, last + 1, end)
            if wider is None or (wider < end and tagged.verbs[wider]):
                return last
            last = wider
        else:
            return last
    return last


def _with_appositive(tagged: Tagged, first: int, last: int, end: int) -> Phrase:
    """A phrase with ", the secretary of state," behind it."""
    if last + 1 < end and tagged.words[last] == ",":
        tag = tagged.tags[last + 1]
        if tag & DETERMINER_OR_POSSESSIVE or (tagged.nouns[last + 1] and not tag & lex.PARTICIPLE):
            stop = core_after(tagged, last + 1, end)
            if stop is not None:
                stop = extend_after(tagged, stop, end)
                if stop >= end or tagged.words[stop] in ENDS_INVERSION:
                    return Phrase(first, stop, last, (last + 1, stop))
    return Phrase(first, last, last)


def clause_subject(tagged: Tagged, at: int, floor: int) -> Phrase | None:
    """The subject of the main clause before token `at`: of its last finite verb that hangs on no other clause."""
    fallback: Phrase | None = None
    for verb in range(at - 1, floor, -1):
        if tagged.quoted[verb] != -1 or not tagged.verbs[verb]:
            continue
        first = verb
        while first - 1 > floor and (tagged.tags[first - 1] & AUXILIARY_OR_NEGATION or tagged.adverbs[first - 1]):
            first -= 1
        if tagged.tags[first - 1] & TIES_VERB:
            continue
        found = phrase_before(tagged, _over_time(tagged, first, floor), floor)
        if found is None:
            continue
        if is_main_subject(tagged, found, floor):
            return found
        fallback = fallback or found
    return fallback


def is_main_subject(tagged: Tagged, phrase: Phrase, floor: int) -> bool:
    """Whether nothing before a subject makes its clause a subordinate one ("because he", "the plan he")."""
    before = phrase.first - 1
    if before < floor:
        return True
    if tagged.tags[before] & SUBORDINATING:
        return False
    return bool(tagged.tags[before] & BEFORE_CLAUSE) or not tagged.words[before][0].isalnum()


def opening_subject(tagged: Tagged, first: int, end: int) -> Phrase | None:
    """The subject of the main clause behind an opening participle: "Saying it was time, Rubio left"."""
    for at in range(first, end):
        if tagged.words[at] != "," or tagged.quoted[at] != -1:
            continue
        last = core_after(tagged, at + 1, end)
        if last is not None:
            last = extend_after(tagged, last, end)
            is_described = last + 1 < end and tagged.words[last] == "," and tagged.tags[last + 1] & lex.RELATIVE
            if last < end and (is_described or tagged.verbs[last] or tagged.adverbs[last]):
                return Phrase(at + 1, last, last)
    return None
