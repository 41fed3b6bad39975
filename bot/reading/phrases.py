"""Noun phrases over tagged tokens, found from one end: before a verb leftwards, after one rightwards.

1. core         determiner, adjectives, nouns, names; possessors ("Rubio's aide")
2. tied         postmodifiers ("a spokesman for the army"), lists and pairs ("Trump and Ryan")
3. interrupted  an appositive, a relative clause or a bracket between commas ("Rubio, the secretary, said")
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading import word_classes as lex
from bot.reading.tagged import Tagged

LONGEST_SCARE = 4  # tokens of a quotation that is part of a phrase
GERUND = "ing"
LONGEST = 40  # tokens of a noun phrase with everything that hangs on it
BEFORE_LIST = frozenset({",", "“", "”", '"', ";", ":", "—", "–", "--", "-", "’"})
COMMAS = frozenset({",", "—", "–", "--", "-", ")", "]"})
OPENERS = {",": {","}, "—": {"—"}, "–": {"–"}, "--": {"--"}, "-": {"-"}, ")": {"("}, "]": {"["}}
DETERMINER_OR_POSSESSIVE = lex.DETERMINER | lex.POSSESSIVE
GOVERNS = lex.PREPOSITION | lex.VERB | lex.AUXILIARY | lex.CUE | lex.OBJECT_PRONOUN
CLITIC_OR_OF = lex.CLITIC | lex.OF
BEFORE_CLAUSE = lex.CONJUNCTION | lex.SUBORDINATOR | lex.COMPLEMENTISER | lex.TIME | lex.ADVERB
LINK = lex.CONJUNCTION | lex.SUBORDINATOR | lex.COMPLEMENTISER
OPENS_APPOSITIVE = lex.RELATIVE | lex.DETERMINER | lex.POSSESSIVE | lex.NUMBER
NEVER_APPOSITIVE = lex.PRONOUN | lex.AUXILIARY | lex.CONJUNCTION | lex.COMPLEMENTISER


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens [first, last); the core [first, core_last) leaves appositives and clauses out.

    `appositive` is the token range of what stands between the commas, None where nothing does.
    """

    first: int
    last: int
    core_last: int
    appositive: tuple[int, int] | None = None


def phrase_before(tagged: Tagged, end: int, floor: int) -> Phrase | None:
    """The noun phrase whose last token is `end - 1`, not reaching before token `floor`."""
    at = end - 1
    if at < floor:
        return None
    word = tagged.words[at]
    if word in COMMAS:
        return _interrupted(tagged, at, floor)
    first = core_before(tagged, end, floor)
    if first is None or (tagged.verbs[at] and tagged.words[at].endswith("ed") and tagged.tags[at] & lex.CUE):
        return None
    return _with_head(tagged, Phrase(first, end, end), floor)


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


def _interrupted(tagged: Tagged, close: int, floor: int) -> Phrase | None:
    """The phrase before an appositive, relative clause or bracket that closes at token `close`."""
    openers = OPENERS[tagged.words[close]]
    nearest: Phrase | None = None
    for opening in range(close - 1, max(floor, close - LONGEST), -1):
        if tagged.words[opening] not in openers or tagged.quoted[opening] != -1:
            continue
        if opening + 1 == close or not _may_interrupt(tagged, opening + 1, close):
            continue
        first = core_before(tagged, _without_bracket(tagged, opening, floor), floor)
        if first is None:
            continue
        phrase = Phrase(first, close + 1, opening, (opening + 1, close))
        if _is_clause_start(tagged, first, floor):
            return _with_head(tagged, phrase, floor)
        nearest = nearest or phrase
    return nearest


def _with_head(tagged: Tagged, phrase: Phrase, floor: int) -> Phrase:
    """The name before a phrase that only explains it: "Giovanni Vian, | the editor of the paper, …"."""
    comma = phrase.first - 1
    if tagged.tags[phrase.first] & lex.PRONOUN and phrase.core_last == phrase.first + 1:
        return phrase  # "raising Steel-Harper, she said, is": nobody's explanation
    if comma - 1 <= floor or tagged.words[comma] != "," or _is_group(tagged, phrase):
        return phrase
    end = _without_bracket(tagged, _without_age(tagged, comma, floor), floor)
    if not tagged.tags[phrase.first] & lex.DETERMINER and tagged.is_name_like(phrase.first):
        return _with_office(tagged, phrase, floor) if phrase.appositive else _from_town(tagged, phrase, floor)
    if not tagged.is_name_like(end - 1) and tagged.words[end - 1] not in {"Jr.", "Sr."}:
        return phrase
    first = core_before(tagged, end, floor)
    if first is None or (first - 1 >= floor and not _opens_clause(tagged, first - 1)):
        return phrase
    return Phrase(first, phrase.last, comma, (phrase.first, phrase.last))


def _is_group(tagged: Tagged, phrase: Phrase) -> bool:
    """Whether some people speak who explain nobody: "Mrs. Clinton, | analysts | said, has her reasons"."""
    is_bare = phrase.core_last == phrase.first + 1 and phrase.appositive is None
    return is_bare and tagged.lower[phrase.first] in tagged.rules.names.groups


def _with_office(tagged: Tagged, name: Phrase, floor: int) -> Phrase:
    """What a name with an age explains, right behind a quotation: “…,” | the mayor, Dana Wills, 41, | said."""
    if not name.appositive or not tagged.words[name.appositive[0]].isdigit():
        return name
    first = core_before(tagged, name.first - 1, floor)
    if first is None or not tagged.tags[first] & lex.DETERMINER or first - 1 not in tagged.closing:
        return name
    return Phrase(first, name.last, name.first - 1, (name.first, name.core_last))


def _from_town(tagged: Tagged, place: Phrase, floor: int) -> Phrase:
    """The person whose town a country explains without a second comma: "Ada Obi of Enugu, | Nigeria | said"."""
    town = place.first - 2
    if town <= floor or not tagged.words[town][0].isupper() or not _is_place(tagged, place):
        return place
    first = core_before(tagged, place.first - 1, floor)
    if first is None or first >= town or not tagged.is_name_like(first):
        return place
    opens = first - 1 < floor or _opens_clause(tagged, first - 1)
    ties = any(tagged.tags[at] & lex.POSTMODIFIER for at in range(first + 1, town))
    return Phrase(first, place.last, place.first - 1, (place.first, place.last)) if opens and ties else place


def _is_place(tagged: Tagged, phrase: Phrase) -> bool:
    """Whether a phrase is a country or a state by name."""
    words, names = tuple(tagged.lower[phrase.first : phrase.last]), tagged.rules.names
    return words[0] in names.places if len(words) == 1 else words in names.place_phrases.get(words[0], ())


def _without_age(tagged: Tagged, end: int, floor: int) -> int:
    """Step left over ", 41" before `end`."""
    is_age = end - 2 > floor and tagged.words[end - 1].isdigit() and tagged.words[end - 2] == ","
    return end - 2 if is_age else end


def _opens_clause(tagged: Tagged, before: int) -> bool:
    """Whether a clause may begin behind token `before`."""
    if tagged.tags[before] & BEFORE_CLAUSE:
        is_pair = tagged.tags[before] & lex.CONNECTOR and before > 0 and tagged.is_name_like(before - 1)
        return not is_pair and not tagged.tags[before] & lex.PREPOSITION  # "With hosts Ann Lee and Jo Orr, the mayor"
    return tagged.words[before] in {",", "“", "”", '"', "''", ":", ";", "—", "–"}


def _without_bracket(tagged: Tagged, end: int, floor: int) -> int:
    """Step left over "(R-Fla.)" before `end`."""
    if end - 1 <= floor or tagged.words[end - 1] not in {")", "]"}:
        return end
    for at in range(end - 2, max(floor, end - 12), -1):
        if tagged.words[at] in {"(", "["}:
            return at
    return end


def _is_clause_start(tagged: Tagged, first: int, floor: int) -> bool:
    before = first - 1
    if before < floor or not tagged.words[before][0].isalnum():
        return before < floor or tagged.words[before] not in {","} or True
    return bool(tagged.tags[before] & LINK)


def _may_interrupt(tagged: Tagged, first: int, last: int) -> bool:
    """Whether what stands between the marks can be an appositive, a relative clause, a place, an age, a party."""
    tag, word = tagged.tags[first], tagged.words[first]
    if tag & OPENS_APPOSITIVE or word[0].isdigit():
        return True
    if tag & lex.SUBORDINATOR and tagged.words[first + 1].endswith(("ing", "ed")):
        return True  # "Rubio, when asked about it, said"
    if tag & NEVER_APPOSITIVE:
        return False
    if tag & lex.PREPOSITION or word.endswith(("ing", "ed", "ly")):
        return True
    if tagged.adverbs[first]:
        return True
    stop = next((at for at in range(first, last) if tagged.tags[at] & lex.RELATIVE), last)
    return not tagged.has_verb(first, stop)
