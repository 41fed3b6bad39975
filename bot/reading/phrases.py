"""Noun phrases with what explains them, found leftwards from their end.

3. interrupted  an appositive, a relative clause or a bracket between commas ("Rubio, the secretary, said")
4. explained    the name before a phrase that only tells who that is ("Giovanni Vian, | the editor of the paper, said")
"""

from __future__ import annotations

from collections.abc import Set

from bot.reading import word_classes as lex
from bot.reading.phrase_cores import CLITIC_OR_OF, LINK, LONGEST, Phrase, core_before, run_before
from bot.reading.phrases_after import LONGEST_TITLE
from bot.reading.tagged import Tagged

COMMAS = frozenset({",", "—", "–", "--", "-", ")", "]"})
OPENERS = {",": {","}, "—": {"—"}, "–": {"–"}, "--": {"--"}, "-": {"-"}, ")": {"("}, "]": {"["}}
BEFORE_CLAUSE = lex.CONJUNCTION | lex.SUBORDINATOR | lex.COMPLEMENTISER | lex.TIME | lex.ADVERB
OPENS_APPOSITIVE = lex.RELATIVE | lex.DETERMINER | lex.POSSESSIVE | lex.NUMBER
NEVER_APPOSITIVE = lex.PRONOUN | lex.AUXILIARY | lex.CONJUNCTION | lex.COMPLEMENTISER

STATE_LETTERS = 2  # of “OH”


def phrase_before(tagged: Tagged, end: int, floor: int) -> Phrase | None:
    """The noun phrase whose last token is `end - 1`, not reaching before token `floor`."""
    at = end - 1
    if at < floor:
        return None
    word = tagged.words[at]
    if word in COMMAS:
        return _interrupted(tagged, at, floor)
    if at in tagged.closing and _closes_name(tagged, at, floor):
        return _interrupted(tagged, at, floor, frozenset({","}))
    first = core_before(tagged, end, floor)
    if first is None or (tagged.verbs[at] and tagged.words[at].endswith("ed") and tagged.tags[at] & lex.CUE):
        return None
    return _with_head(tagged, Phrase(first, end, end), floor)


def _closes_name(tagged: Tagged, mark: int, floor: int) -> bool:
    """Whether a comma inside the marks of a name closes an appositive: "Lee, who leads the group “Save Us,” | said"."""
    if tagged.words[mark - 1] != "," or tagged.quoted[mark - 1] == -1:
        return False
    quotation = tagged.tokens.quotations[tagged.quoted[mark - 1]]
    before = quotation.first - 2
    is_short = quotation.last - quotation.first <= LONGEST_TITLE and not tagged.has_verb(
        quotation.first, quotation.last
    )
    return is_short and before > floor and bool(tagged.nouns[before])


def _interrupted(tagged: Tagged, close: int, floor: int, openers: Set[str] = frozenset()) -> Phrase | None:
    """The phrase before an appositive, relative clause or bracket that closes at token `close`."""
    openers = openers or OPENERS[tagged.words[close]]
    nearest: Phrase | None = None
    for opening in range(close - 1, max(floor, close - LONGEST), -1):
        if tagged.words[opening] not in openers or tagged.quoted[opening] != -1:
            continue
        if opening + 1 == close or not _may_interrupt(tagged, opening + 1, close):
            continue
        begin, first = opening, core_before(tagged, _without_bracket(tagged, opening, floor), floor)
        if first is None or is_state(tagged, first):
            continue
        if tagged.words[first - 1] == "," and tagged.tags[first + 1] & lex.AGENT:  # "a site, | run by Lee, a clerk|,"
            begin, first = first - 1, core_before(tagged, first - 1, floor)
            if first is None:
                continue
        phrase = Phrase(first, close + 1, begin, (begin + 1, close))
        if _is_clause_start(tagged, first, floor):
            return _with_head(tagged, phrase, floor)
        nearest = nearest or phrase
    return nearest


def _with_head(tagged: Tagged, phrase: Phrase, floor: int) -> Phrase:
    """The name before a phrase that only explains it: "Giovanni Vian, | the editor of the paper, …"."""
    comma = phrase.first - 1
    if tagged.tags[phrase.first] & lex.PRONOUN and phrase.core_last == phrase.first + 1:
        return phrase  # "raising Steel-Harper, she said, is": nobody's explanation
    is_doing = tagged.lower[phrase.first].endswith("ing")  # "Lee, | speaking at a rally in Elko, Nev., | said"
    if comma - 1 < floor + (not is_doing) or tagged.words[comma] != "," or _is_group(tagged, phrase):
        return phrase
    end = _without_bracket(tagged, _without_age(tagged, comma, floor), floor)
    if not tagged.tags[phrase.first] & lex.DETERMINER and tagged.is_name_like(phrase.first):
        return _from_town(tagged, _with_office(tagged, phrase, floor), floor)
    if not tagged.is_name_like(end - 1) and tagged.words[end - 1] not in {"Jr.", "Sr."}:
        return phrase
    first, name = core_before(tagged, end, floor), run_before(tagged, end, floor)
    if first is None or (first - 1 >= floor and not _opens_clause(tagged, first - 1)):
        return phrase
    if is_state(tagged, first):
        return phrase  # "found in Douglas, Ariz., | officials | say"
    if name is not None and first < name and not tagged.tags[name - 1] & CLITIC_OR_OF:
        return phrase  # "brought food and supplies to Callao, | the mayor | said": the town is nobody's name
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
    """The person whose town a country or state explains: "Ada Obi of Enugu, | Nigeria | said", "Ben Orr, 30, of …"."""
    town = place.first - 2
    if town <= floor or tagged.words[town + 1] != "," or not tagged.words[town][0].isupper():
        return place
    start = run_before(tagged, place.first - 1, floor) if _is_place(tagged, place) else None
    if start is None or start - 1 <= floor or not tagged.tags[start - 1] & lex.POSTMODIFIER:
        return place
    end = _without_age(tagged, start - 2, floor) if tagged.words[start - 2] == "," else start - 1
    first = core_before(tagged, end, floor)
    if first is None or not tagged.is_name_like(first) or not (first - 1 < floor or _opens_clause(tagged, first - 1)):
        return place
    return Phrase(first, place.last, end, (end, place.last))


def is_state(tagged: Tagged, at: int) -> bool:
    """Whether a state that says where a town is begins at a token: "Chappaqua, | N.Y.", "Berea, | OH"."""
    return state_end(tagged, at) is not None


def state_end(tagged: Tagged, at: int) -> int | None:
    """The token behind a state that says where a town is: "Buffalo, | New York"; None where none begins."""
    if at <= 1 or tagged.words[at - 1] != "," or not tagged.words[at - 2][0].isupper():
        return None
    word, names = tagged.words[at], tagged.rules.names
    if not word[0].isupper():
        return None
    is_short = word.isupper() and len(word) == STATE_LETTERS
    if is_short or word[-1] == "." or tagged.lower[at] in names.places:
        return at + 1
    pair = tuple(tagged.lower[at : at + 2])
    return at + 2 if pair in names.place_phrases.get(pair[0], ()) else None


def _is_place(tagged: Tagged, phrase: Phrase) -> bool:
    """Whether a phrase is a country or a state by name or cut short: "Nigeria", "N.C."."""
    words, names = tuple(tagged.lower[phrase.first : phrase.core_last]), tagged.rules.names
    if len(words) == 1 and words[0].endswith("."):
        return True
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
    """Whether a clause may begin at a token: behind a mark or a conjunction."""
    before = first - 1
    return before < floor or not tagged.words[before][0].isalnum() or bool(tagged.tags[before] & LINK)


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
    if tagged.adverbs[first]:  # but not "when strangers come, | much as a host might speak|, said"
        return tagged.lower[first + 1] not in tagged.rules.words["as"] or not tagged.has_verb(first, last)
    stop = next((at for at in range(first, last) if tagged.tags[at] & lex.RELATIVE), last)
    return not tagged.has_verb(first, stop)
