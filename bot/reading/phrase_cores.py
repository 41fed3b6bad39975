"""The core of a noun phrase with what is tied to it, found leftwards from its end.

1. core   determiner, adjectives, nouns, names; possessors ("Rubio's aide")
2. tied   postmodifiers ("a spokesman for the army"), lists and pairs ("Trump and Ryan")
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading import word_classes as lex
from bot.reading.tagged import Tagged

LONGEST_SCARE = 4  # tokens of a quotation that is part of a phrase
GERUND = "ing"
LONGEST = 40  # tokens of a noun phrase with everything that hangs on it
BEFORE_LIST = frozenset({",", "“", "”", '"', ";", ":", "—", "–", "--", "-", "’"})
DETERMINER_OR_POSSESSIVE = lex.DETERMINER | lex.POSSESSIVE
GOVERNS = lex.PREPOSITION | lex.VERB | lex.AUXILIARY | lex.CUE | lex.OBJECT_PRONOUN
CLITIC_OR_OF = lex.CLITIC | lex.OF
LINK = lex.CONJUNCTION | lex.SUBORDINATOR | lex.COMPLEMENTISER


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens [first, last); the core [first, core_last) leaves appositives and clauses out.

    `appositive` is the token range of what stands between the commas, None where nothing does.
    """

    first: int
    last: int
    core_last: int
    appositive: tuple[int, int] | None = None


def core_before(tagged: Tagged, end: int, floor: int) -> int | None:
    """The first token of the noun phrase ending just before `end`, without appositives; None if there is none."""
    at = end - 1
    tags = tagged.tags
    if at < floor:
        return None
    if tags[at] & lex.CLITIC and at - 1 > floor and tagged.is_name_like(at - 1):
        at, end = at - 1, at  # “a neighbour of Ms Lee's, who gave no name, said”
    if (tags[at] & lex.PRONOUN and not tagged.words[at].isupper()) or tagged.words[at] == "I":
        return at
    if tags[at] & lex.OBJECT_PRONOUN and at > floor and tags[at - 1] & lex.POSTMODIFIER:
        tied = _tie(tagged, at, floor, max(floor, end - LONGEST))
        return tied if tied < at else None  # "a source close to him"
    first = run_before(tagged, end, floor)
    if first is None or (first == at and tagged.lower[at] in tagged.rules.words["articles"]):
        return None
    return _tie(tagged, first, floor, max(floor, end - LONGEST))


def simple_before(tagged: Tagged, end: int, floor: int) -> int | None:
    """The first token of the nouns before `end` with possessors and "of"; None if there are none."""
    first = run_before(tagged, end, floor)
    return None if first is None else _tie_simple(tagged, first, floor, max(floor, end - LONGEST))


def run_before(tagged: Tagged, end: int, floor: int) -> int | None:
    """Where nouns, adjectives and a determiner directly before `end` begin; None if there are none."""
    tags, words, nouns, quoted = tagged.tags, tagged.words, tagged.nouns, tagged.quoted
    first = end
    while first > floor:
        at = first - 1
        if nouns[at] and not tags[at] and quoted[at] == -1:
            first = at  # most words
            continue
        if quoted[at] != -1 or at in tagged.closing or words[at] in {"“", "”", '"'}:
            opening = _scare_quote(tagged, at, floor)
            if opening is None:
                break
            first = opening
            continue
        if tags[at] & DETERMINER_OR_POSSESSIVE and not words[at].isupper():
            first = at
            if tags[at] & lex.NUMBER or words[at].lower() in {"other", "more", "such", "few", "many", "several"}:
                continue
            if at > floor and tags[at - 1] & lex.DETERMINER and not tags[at - 1] & lex.NUMBER:
                first = at - 1
            return first
        if words[at] == "/" and first < end and at > floor and nouns[at - 1]:
            first = at - 1  # "the Daily News/Suffolk poll"
            continue
        if not nouns[at]:
            break
        first = at
    return first if first < end else None


def _scare_quote(tagged: Tagged, at: int, floor: int) -> int | None:
    """The first token, its mark included, of a short quotation ending at `at` inside a phrase."""
    inside = tagged.quoted[at] if tagged.quoted[at] != -1 else tagged.quoted[at - 1] if at > floor else -1
    if inside == -1:
        return None
    quotation = tagged.tokens.quotations[inside]
    length = quotation.last - quotation.first
    if length > LONGEST_SCARE or quotation.first - 1 < floor or not tagged.words[quotation.last - 1][-1].isalnum():
        return None
    return quotation.first - 1


def _tie(tagged: Tagged, first: int, floor: int, limit: int) -> int:
    """Widen a phrase beginning at `first` over possessors, postmodifiers and coordination to its left."""
    tags = tagged.tags
    while first - 1 > limit:
        before = first - 1
        if tags[before] & lex.CLITIC and _is_possessor(tagged, before):
            widened = run_before(tagged, before, floor)
        elif tags[before] & lex.POSTMODIFIER:
            widened = _postmodified(tagged, before, floor, limit)
        elif tags[before] & lex.CONNECTOR:
            widened = _coordinated(tagged, before, floor, limit)
        elif tagged.words[before].endswith(GERUND):
            widened = _occupied(tagged, before, floor)
        else:
            widened = None
        if widened is None:
            return first
        first = widened
    return first


def _is_possessor(tagged: Tagged, clitic: int) -> bool:
    """Whether a noun stands before the clitic; a bare apostrophe needs a plural."""
    before = clitic - 1
    return tagged.nouns[before] != 0 and (tagged.words[clitic] != "'" or tagged.lower[before].endswith("s"))


def _postmodified(tagged: Tagged, preposition: int, floor: int, limit: int) -> int | None:
    """The start of the noun that the preposition ties to, unless the whole hangs on another verb or preposition."""
    head = run_before(tagged, preposition, floor)
    if head is None or not tagged.nouns[preposition - 1]:
        return None
    if tagged.tags[preposition] & lex.OF:
        return head
    start = _tie(tagged, head, floor, limit)
    before = start - 1
    if before < floor:
        return head
    if tagged.tags[before] & GOVERNS:
        return None
    return head if tagged.words[before] in {",", "“", "”", '"', ":", ";", "—"} or tagged.tags[before] else None


def _occupied(tagged: Tagged, participle: int, floor: int) -> int | None:
    """The start of a clause's people who do something to the phrase: "Astronomers using | the Webb telescope"."""
    names = tagged.rules.names
    noun = tagged.lower[participle - 1] if participle > floor else ""
    if not (noun in names.roles or noun in names.groups or noun.endswith(names.plural_endings)):
        return None
    head = run_before(tagged, participle, floor)
    return head if head is not None and _may_precede_list(tagged, head - 1, floor) else None


def _coordinated(tagged: Tagged, conjunction: int, floor: int, limit: int) -> int | None:
    """The start of a pair or list whose last "and" is at `conjunction`, if what precedes it is a clause's start."""
    start = run_before(tagged, conjunction, floor)
    if start is None:
        if conjunction > floor and tagged.words[conjunction - 1] == ",":
            start = run_before(tagged, conjunction - 1, floor)
        if start is None:
            return None
    named = tagged.is_name_like(start) and tagged.is_name_like(conjunction + 1)
    start = _tie(tagged, start, floor, limit) if named else _tie_simple(tagged, start, floor, limit)
    pair = start
    while start - 2 > limit and tagged.words[start - 1] == ",":
        earlier = run_before(tagged, start - 1, floor)
        if earlier is None or not tagged.nouns[start - 2]:
            break
        start = _tie_simple(tagged, earlier, floor, limit)
    if _may_precede_list(tagged, start - 1, floor):
        return start
    if start < pair and named and tagged.is_name_like(start) and tagged.tags[start - 1] & lex.POSTMODIFIER:
        people = _postmodified(tagged, start - 1, floor, limit)  # "voters in Kent, Essex and Devon"
        return pair if people is None else people
    return pair if pair != start else None  # "In a statement, the Food and Drug Administration said"


def _may_precede_list(tagged: Tagged, before: int, floor: int) -> bool:
    return before < floor or tagged.words[before] in BEFORE_LIST or bool(tagged.tags[before] & LINK)


def _tie_simple(tagged: Tagged, first: int, floor: int, limit: int) -> int:
    """Possessors and "of" only."""
    while first - 1 > limit:
        before = first - 1
        if not tagged.tags[before] & CLITIC_OR_OF:
            return first
        widened = run_before(tagged, before, floor)
        if widened is None:
            return first
        first = widened
    return first
