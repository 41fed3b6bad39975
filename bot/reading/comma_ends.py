"""Whether a comma inside a reported clause ends it: what stands behind it, and whether the clause is complete."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.next_speaker import is_heard, is_said_beside, new_clause
from bot.reading.tagged import LONGEST_SENTENCE, Tagged

FORESEEN = 4  # tokens of "the latest plan would"
SUMMED = 3  # tokens of "thinly veiled jab"
TIES = lex.PREPOSITION | lex.COMPLEMENTISER | lex.RELATIVE | lex.PRONOUN | lex.INFINITIVE
SCARE = 4  # words of a quotation that may be only somebody's word
AUXILIARY_OR_CUE = lex.AUXILIARY | lex.CUE
NOUN_TOO_OR_PARTICIPLE = lex.NOUN_TOO | lex.PARTICIPLE
AUXILIARY_OR_NEGATION = lex.AUXILIARY | lex.NEGATION
DETERMINER_OR_POSSESSIVE = lex.DETERMINER | lex.POSSESSIVE
NOT_MODIFIED = lex.DETERMINER | lex.POSSESSIVE | lex.PREPOSITION | lex.PRONOUN | lex.OBJECT_PRONOUN
OPENS_CLAUSE = lex.COMPLEMENTISER | lex.QUESTION_WORD


def says_too(tagged: Tagged, comma: int, end: int) -> bool:
    """Whether a comma leads to what the speaker says, or does not, besides: "…|, though he did not say who"."""
    at = comma + 1
    return at < end and tagged.lower[at] in tagged.rules.words["conceding"] and _says_too(tagged, at + 1, end)


def tells_on(tagged: Tagged, comma: int, end: int) -> bool:
    """Whether a comma leads to what the speaker told besides: "…, | warning them", "…, | recently telling a friend"."""
    at = comma + 1
    at += bool(at + 1 < end and tagged.adverbs[at] and tagged.lower[at] not in tagged.rules.words["sequel"])
    return at < end and bool(tagged.tags[at] & lex.PARTICIPLE)


def ends_clause(tagged: Tagged, comma: int, clause: Range) -> bool:
    """Whether a comma inside a reported clause ends it, by what stands behind the comma."""
    start, end = clause
    following = comma + 1
    if following >= end:
        return True
    tag, lower = tagged.tags[following], tagged.lower[following]
    if lower in tagged.rules.words["conceding"] or is_after_colon(tagged, start, comma):
        return False
    if tag & lex.SPLITTING and (tag & lex.RELATIVE or not _quotes_on(tagged, following, end)):
        return not (tag & lex.CONJUNCTION and _says_on(tagged, following + 1, end))
    if lower in tagged.rules.words["as"] and following + 1 < end:  # ", as has the mayor"
        return bool(tagged.tags[following + 1] & lex.AUXILIARY) and not tagged.lower[following + 1].endswith("ing")
    if tag & lex.CONJUNCTION:
        return new_clause(tagged, following + 1, end)
    if tag == 0 and tagged.verbs[following]:
        return not (
            _is_passive(tagged, following, end)
            or _leads_back(tagged, start, comma)
            or _joins_modifiers(tagged, comma, end)
        )
    if tag & AUXILIARY_OR_CUE and not tag & NOUN_TOO_OR_PARTICIPLE and not lower.endswith("ing"):
        is_inside = _closes_insertion if tag & lex.AUXILIARY else _leads_back
        return not is_inside(tagged, start, comma)
    return _begins_aside(tagged, following, end)


def is_after_colon(tagged: Tagged, start: int, comma: int) -> bool:
    """Whether a colon opened what waits for its verb, or lists doings: "can help: In states like Lima|, having her"."""
    nearest = max(start, comma - LONGEST_SENTENCE)
    colon = next((at for at in range(comma - 1, nearest, -1) if tagged.words[at] == ":" and tagged.quoted[at] == -1), 0)
    return colon > 0 and tagged.is_plain(colon, comma) and not tagged.has_verb(colon + 1, comma)


def _begins_aside(tagged: Tagged, at: int, end: int) -> bool:
    """Whether the article's own words begin: who says so, what the words were, who speaks beside, a participle."""
    tag = tagged.tags[at]
    if tag & lex.PHRASAL and tagged.rules.phrasal_at(tagged.lower, at):
        return True
    if tag & lex.DETERMINER:
        return is_heard(tagged, at + 1, end) or _sums_up(tagged, at + 1, end)
    if tagged.lower[at] in tagged.rules.words["absolute"] and is_said_beside(tagged, at + 1, end):
        return True
    return _begins_participle(tagged, at, end)


def is_unfinished(tagged: Tagged, start: int, comma: int) -> bool:
    """Whether a clause still waits for its verb at a comma: "… and that | Pagliano|, who was ill, is back"."""
    for at in range(comma - 1, start, -1):
        if tagged.verbs[at] or tagged.quoted[at] != -1 or tagged.words[at] == ",":
            return False
        if tagged.tags[at] & OPENS_CLAUSE:
            return at < comma - 1 and not tagged.tags[at - 1] & lex.PREPOSITION
    return False


def _leads_back(tagged: Tagged, start: int, comma: int) -> bool:
    """Whether a comma leads back to a clause that waits for its verb: "that Lee, who was ill|, left"."""
    before = next((at for at in range(comma - 1, start, -1) if tagged.words[at] == ","), start)
    return before > start and is_unfinished(tagged, start, before)


def _closes_insertion(tagged: Tagged, start: int, comma: int) -> bool:
    """Whether a comma before an auxiliary closes what another opened: "ending it now, and without a plan, could"."""
    return any(tagged.words[at] == "," and tagged.quoted[at] == -1 for at in range(start + 1, comma))


def _is_passive(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a participle tells of the noun before it: "the letter, | written by his aides"."""
    return at + 1 < end and tagged.lower[at + 1] in tagged.rules.words["passive_marks"]


def _joins_modifiers(tagged: Tagged, comma: int, end: int) -> bool:
    """Whether two words that tell of one noun stand around a comma: "the balding, bespectacled passenger"."""
    noun = comma + 2
    if noun >= end or not tagged.tags[comma - 2] & DETERMINER_OR_POSSESSIVE:
        return False
    is_noun = tagged.is_noun_like(noun) and not tagged.tags[noun] & NOT_MODIFIED
    return is_noun and tagged.lower[comma - 1].endswith(("ing", "ed", "ful", "ous", "ish", "y", "al", "ive"))


def _says_too(tagged: Tagged, at: int, end: int) -> bool:
    """Whether somebody speaks, or does not, behind "though": "…, though | he did not say who"."""
    if at >= end or not tagged.tags[at] & lex.PRONOUN:
        return False
    first = at
    while at + 1 < end and (tagged.tags[at + 1] & AUXILIARY_OR_NEGATION or tagged.adverbs[at + 1]):
        at += 1
    if at + 1 >= end:
        return False
    is_negated = any(tag & lex.NEGATION for tag in tagged.tags[first : at + 1])
    words, lower = tagged.rules.words, tagged.lower
    is_withheld = is_negated and lower[at + 1] in words["withheld"]
    if lower[at + 1] in words["withholding"] and at + 2 < end and lower[at + 2] in words["no_more"]:
        return True  # "though she gave no date"
    return bool(tagged.tags[at + 1] & lex.CUE) or is_withheld


def _sums_up(tagged: Tagged, at: int, end: int) -> bool:
    """Whether the article says what the words before were: "…, a | charge that Lee denies", "… veiled jab at"."""
    summing = tagged.rules.words["summing"]
    return any(
        tagged.lower[near] in summing and (near + 1 >= end or tagged.tags[near + 1] & TIES or _is_told_by(tagged, near))
        for near in range(at, min(at + SUMMED, end))
    )


def _is_told_by(tagged: Tagged, noun: int) -> bool:
    """Whether a clause without "that" follows: "a claim | the Pentagon would not confirm"."""
    return bool(tagged.tags[noun + 1] & lex.DETERMINER) or tagged.is_name_like(noun + 1)


def _says_on(tagged: Tagged, at: int, end: int) -> bool:
    """Whether ", but" goes on the same words: ", but that he paid", ", but getting nothing", ", but only once"."""
    if at + 1 >= end:
        return False
    if tagged.tags[at] & lex.COMPLEMENTISER:
        return not tagged.is_verb_like(at + 1)  # "but that was wrong" is somebody else's
    if tagged.tags[at] & lex.RELATIVE or tagged.lower[at] in tagged.rules.words["corrective"]:
        return True
    if _is_foreseen(tagged, at, end):
        return True
    is_participle = tagged.lower[at].endswith("ing") and not tagged.tags[at] & lex.CUE
    return not tagged.has_verb(at + is_participle, end)


def _quotes_on(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a quotation follows without a cue before it: "he had offers, but “none that I liked”"."""
    for near in range(at, end):
        if tagged.quoted[near] != -1:
            quotation = tagged.tokens.quotations[tagged.quoted[near]]
            return quotation.last - quotation.first > SCARE
        if tagged.words[near] == ":":
            return False
        if tagged.tags[near] & lex.CUE and not tagged.tags[near] & lex.NOUN_TOO:
            return False
    return False


def _begins_participle(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a participle begins at a token: "…, calling it late", not "…, spraying and seeds", "…, something new"."""
    lower = tagged.lower[at]
    if not lower.endswith("ing") or not tagged.words[at][0].islower() or tagged.tags[at] & lex.PREPOSITION:
        return False
    is_listed = at + 1 < end and tagged.tags[at + 1] & lex.CONNECTOR
    return not is_listed and lower not in tagged.rules.words["no_participles"]


def _is_foreseen(tagged: Tagged, at: int, end: int) -> bool:
    """Whether it is told as the speaker's view: ", but | this would not happen", not "would not say"."""
    modal = next((near for near in range(at, min(at + FORESEEN, end)) if tagged.is_verb_like(near)), end)
    if modal >= end or tagged.lower[modal] not in tagged.rules.words["foreseeing"]:
        return False
    verb = modal + 1
    while verb < end and (tagged.tags[verb] & AUXILIARY_OR_NEGATION or tagged.adverbs[verb]):
        verb += 1
    return verb < end and not tagged.tags[verb] & lex.CUE and tagged.lower[verb] not in tagged.rules.words["withheld"]
