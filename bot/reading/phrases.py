"""Noun phrases over tagged tokens, found from one end: before a verb leftwards, after one rightwards.

    1. core         determiner, adjectives, nouns, names; possessors ("Rubio's aide")
    2. tied         postmodifiers ("a spokesman for the army"), lists and pairs ("Trump and Ryan")
    3. interrupted  an appositive, a relative clause or a bracket between commas ("Rubio, the secretary, said")
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading import lexicon as lex
from bot.reading.tagged import Tagged

LONGEST_TITLE = 6  # tokens of a quoted title
LONGEST = 40  # tokens of a noun phrase with everything that hangs on it
SMALL_IN_TITLES = lex.PREPOSITION | lex.CONJUNCTION | lex.DETERMINER
COMMAS = frozenset({",", "—", "–", "--", "-", ")", "]"})
OPENERS = {",": {","}, "—": {"—"}, "–": {"–"}, "--": {"--"}, "-": {"-"}, ")": {"("}, "]": {"["}}


@dataclass(frozen=True, slots=True)
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
    if first is None or (tagged.is_verb_like(at) and tagged.words[at].endswith("ed") and tagged.tags[at] & lex.CUE):
        return None
    return _with_head(tagged, Phrase(first, end, end), floor)


def core_before(tagged: Tagged, end: int, floor: int) -> int | None:
    """The first token of the noun phrase ending just before `end`, without appositives; None if there is none."""
    at = end - 1
    tags = tagged.tags
    if at < floor:
        return None
    if tags[at] & lex.PRONOUN and not tagged.words[at].isupper() or tagged.words[at] == "I":
        return at
    first = run_before(tagged, end, floor)
    if first is None or (first == at and tagged.lower[at] in tagged.rules.words["articles"]):
        return None
    return _tie(tagged, first, floor, max(floor, end - LONGEST))


def run_before(tagged: Tagged, end: int, floor: int) -> int | None:
    """Where nouns, adjectives and a determiner directly before `end` begin; None if there are none."""
    tags, words = tagged.tags, tagged.words
    first = end
    while first > floor:
        at = first - 1
        if tagged.quoted[at] != -1 or words[at] in {"“", "”", '"'}:
            opening = _scare_quote(tagged, at, floor)
            if opening is None:
                break
            first = opening
            continue
        if tags[at] & (lex.DETERMINER | lex.POSSESSIVE) and not words[at].isupper():
            first = at
            if tags[at] & lex.NUMBER or words[at].lower() in {"other", "more", "such", "few", "many", "several"}:
                continue
            if at > floor and tags[at - 1] & lex.DETERMINER and not tags[at - 1] & lex.NUMBER:
                first = at - 1
            return first
        if not tagged.is_noun_like(at):
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
    if length > 4 or quotation.first - 1 < floor or not tagged.words[quotation.last - 1][-1].isalnum():
        return None
    return quotation.first - 1


def _tie(tagged: Tagged, first: int, floor: int, limit: int) -> int:
    """Widen a phrase beginning at `first` over possessors, postmodifiers and coordination to its left."""
    tags = tagged.tags
    while first - 1 > limit:
        before = first - 1
        if tags[before] & lex.CLITIC and tagged.words[before] != "'" and tagged.is_noun_like(before - 1):
            widened = run_before(tagged, before, floor)
        elif tags[before] & lex.CLITIC and tagged.is_noun_like(before - 1) and tagged.lower[before - 1].endswith("s"):
            widened = run_before(tagged, before, floor)
        elif tags[before] & lex.POSTMODIFIER:
            widened = _postmodified(tagged, before, floor, limit)
        elif tags[before] & lex.CONNECTOR:
            widened = _coordinated(tagged, before, floor, limit)
        else:
            widened = None
        if widened is None:
            return first
        first = widened
    return first


def _postmodified(tagged: Tagged, preposition: int, floor: int, limit: int) -> int | None:
    """The start of the noun that the preposition ties to, unless the whole hangs on another verb or preposition."""
    head = run_before(tagged, preposition, floor)
    if head is None or not tagged.is_noun_like(preposition - 1):
        return None
    if tagged.tags[preposition] & lex.OF:
        return head
    start = _tie(tagged, head, floor, limit)
    before = start - 1
    if before < floor:
        return head
    if tagged.tags[before] & (lex.PREPOSITION | lex.VERB | lex.AUXILIARY | lex.CUE | lex.OBJECT_PRONOUN):
        return None
    return head if tagged.words[before] in {",", "“", "”", '"', ":", ";", "—"} or tagged.tags[before] else None


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
    while start - 2 > limit and tagged.words[start - 1] == ",":
        earlier = run_before(tagged, start - 1, floor)
        if earlier is None or not tagged.is_noun_like(start - 2):
            break
        start = _tie_simple(tagged, earlier, floor, limit)
    before = start - 1
    if before < floor or tagged.words[before] in {",", "“", "”", '"', ";", ":", "—", "’"}:
        return start
    return start if tagged.tags[before] & (lex.SUBORDINATOR | lex.CONJUNCTION | lex.COMPLEMENTISER) else None


def _tie_simple(tagged: Tagged, first: int, floor: int, limit: int) -> int:
    """Possessors and "of" only."""
    while first - 1 > limit:
        before = first - 1
        if not tagged.tags[before] & (lex.CLITIC | lex.OF):
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
    if comma - 1 <= floor or tagged.words[comma] != ",":
        return phrase
    end = _without_bracket(tagged, comma, floor)
    if not tagged.is_name_like(end - 1) and tagged.words[end - 1] not in {"Jr.", "Sr."}:
        return phrase
    if not tagged.tags[phrase.first] & lex.DETERMINER and tagged.is_name_like(phrase.first):
        return phrase
    first = core_before(tagged, end, floor)
    if first is None or (first - 1 >= floor and not _opens_clause(tagged, first - 1)):
        return phrase
    return Phrase(first, phrase.last, comma, (phrase.first, phrase.last))


def _opens_clause(tagged: Tagged, before: int) -> bool:
    """Whether a clause may begin behind token `before`."""
    if tagged.tags[before] & (lex.CONJUNCTION | lex.SUBORDINATOR | lex.COMPLEMENTISER | lex.TIME | lex.ADVERB):
        return not tagged.tags[before] & lex.PREPOSITION
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
    return bool(tagged.tags[before] & (lex.CONJUNCTION | lex.SUBORDINATOR | lex.COMPLEMENTISER))


def _may_interrupt(tagged: Tagged, first: int, last: int) -> bool:
    """Whether what stands between the marks can be an appositive, a relative clause, a place, an age, a party."""
    tag, word = tagged.tags[first], tagged.words[first]
    if tag & (lex.RELATIVE | lex.DETERMINER | lex.POSSESSIVE | lex.NUMBER) or word[0].isdigit():
        return True
    if tag & (lex.PRONOUN | lex.AUXILIARY | lex.CONJUNCTION | lex.COMPLEMENTISER):
        return False
    if tag & lex.PREPOSITION or word.endswith(("ing", "ed", "ly")):
        return True
    if tagged.is_adverb(first):
        return True
    verbs = any(tagged.is_verb_like(at) for at in range(first, last))
    return not verbs


def phrase_after(tagged: Tagged, first: int, ceiling: int) -> Phrase | None:
    """The noun phrase beginning at token `first`, ending before `ceiling`; its core stops before commas."""
    last = core_after(tagged, first, ceiling)
    if last is None:
        return None
    return Phrase(first, last, last)


def core_after(tagged: Tagged, first: int, ceiling: int) -> int | None:
    """The end of the noun phrase beginning at `first`, with possessors and "of"; None if none begins there."""
    if first >= ceiling:
        return None
    tags, words = tagged.tags, tagged.words
    if tags[first] & (lex.PRONOUN | lex.OBJECT_PRONOUN) and not (words[first].isupper() and words[first] != "I"):
        return first + 1
    at = first
    ceiling = min(ceiling, first + LONGEST)
    while at < ceiling and tags[at] & (lex.DETERMINER | lex.POSSESSIVE):
        at += 1
    head = at
    while at < ceiling:
        tag = tags[at]
        title = quoted_title(tagged, at, ceiling)
        if title:
            at = title
            continue
        if tagged.is_noun_like(at) and not (at > head and _ends_phrase(tagged, at)):
            at += 1
        elif at > head and tag & lex.CLITIC and at + 1 < ceiling:
            at += 1
        elif at > head and tag & lex.OF and at + 1 < ceiling and core_after(tagged, at + 1, min(ceiling, at + 2)):
            at += 1
            while at < ceiling and tags[at] & (lex.DETERMINER | lex.POSSESSIVE):
                at += 1
        elif at > head and tag & lex.CONNECTOR and at + 1 < ceiling and tagged.is_name_like(at + 1) and tagged.is_name_like(at - 1):
            at += 1
        else:
            break
    while at > head and tags[at - 1] & (lex.CLITIC | lex.OF | lex.CONNECTOR | lex.DETERMINER):
        at -= 1
    if at > head:
        return at
    return at if at > first and tagged.lower[at - 1] not in tagged.rules.words["articles"] else None


def quoted_title(tagged: Tagged, at: int, ceiling: int) -> int | None:
    """The end of a short quotation that is a name ("Morning Joe") and begins with its mark at `at`."""
    if at + 2 >= ceiling or tagged.quoted[at + 1] == -1 or tagged.quoted[at] != -1:
        return None
    quotation = tagged.tokens.quotations[tagged.quoted[at + 1]]
    if quotation.first != at + 1 or quotation.last - quotation.first > LONGEST_TITLE or quotation.last >= ceiling:
        return None
    capitals = 0
    for token in range(quotation.first, quotation.last):
        if tagged.words[token][0].isupper():
            capitals += 1
        elif tagged.words[token][0].islower() and not tagged.tags[token] & SMALL_IN_TITLES:
            return None
        if tagged.tags[token] & (lex.AUXILIARY | lex.PRONOUN) or tagged.words[token] in {"?", "!", "."}:
            return None
    return quotation.last + 1 if capitals > 1 else None


def _ends_phrase(tagged: Tagged, at: int) -> bool:
    """Whether a noun-like token after a noun is rather the next verb ("Rubio added", "aides working")."""
    tag, word = tagged.tags[at], tagged.words[at]
    if word[0].isupper():
        return False
    if tag & (lex.CUE | lex.VERB):
        return not tag & lex.NOUN_TOO
    return word.endswith("ed") and tag == 0
