"""Words of which the article does not tell that they were said: "may say", "if he says", "nobody said"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution
from bot.reading.phrase_cores import Phrase
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup

BEFORE_WHAT = 3  # tokens of "contrary to what"
NEAR_NOUN = 4  # tokens before "claim" in which what is done to it stands


def is_unsaid(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether somebody may say it, is yet to, or does not: what no digest and no answer gives as said.

    What was declined or denied in so many words ("would not say whether") is told as that, and is not meant.
    """
    group, source, words = attribution.group, attribution.source, tagged.rules.words
    if group is None and attribution.cue is not None and attribution.pattern == "noun":
        at = attribution.cue[0]  # "withdrew her | claim that"
        return not words["taking_back"].isdisjoint(tagged.lower[max(0, at - NEAR_NOUN) : at])
    if group is None or group.is_negated or group.is_declined:
        return False
    if tagged.lower[group.verb] in words["taking_back"] and attribution.pieces:
        between = tagged.lower[group.verb : attribution.pieces[0][0]]
        return not words["put_to"].isdisjoint(between)  # "apologised for her claim | that"
    if group.is_modal and not words["not_yet_said"].isdisjoint(tagged.lower[group.first : group.verb]):
        return True
    if group.form == "ing" or group.is_infinitive:
        return _is_unreal(tagged, group)
    if source is None or source.first >= group.verb:
        return False
    if _is_turned(tagged, group, source) or _is_parted(tagged, group, source):
        return True
    before = tagged.lower[source.first - 1] if source.first > 0 else ""
    if not words["contrary"].isdisjoint(tagged.lower[max(0, source.first - BEFORE_WHAT) : source.first]):
        return True  # "contrary to what | Lee said"
    if before in words["not_known"] or before in words["nobody"]:
        return True
    return tagged.lower[source.first] in words["nobody"] or _is_compared(tagged, attribution, group.verb)


def _is_parted(tagged: Tagged, group: VerbGroup, source: Phrase) -> bool:
    """Whether a time or place parts a verb from its negation: "Lee did not, on Friday, | say that"."""
    between = tagged.tags[source.last : group.first] if group.form == "base" else b""
    negation = next((at for at, tag in enumerate(between) if tag & lex.NEGATION), None)
    return negation is not None and not any(tag & lex.CONJUNCTION for tag in between[negation:])


def _is_turned(tagged: Tagged, group: VerbGroup, source: Phrase) -> bool:
    """Whether the auxiliary stands before who speaks: "Nor did | Lee say", "Has | Lee said …?", not "Only then did"."""
    at = source.first - 1
    tag = tagged.tags[at] if at >= 0 else 0
    if not tag & lex.AUXILIARY or tag & lex.BE or tagged.quoted[at] != -1:
        return False
    start = tagged.tokens.sentences[tagged.tokens.sentence_of[at]][0]
    before, words = tagged.lower[start:at], tagged.rules.words
    if not words["after_all"].isdisjoint(before):
        return False
    is_first = all(not word[0].isalnum() or tagged.tags[start + near] & lex.CONJUNCTION
                   for near, word in enumerate(before))  # fmt: skip
    is_denied = is_first or any(tagged.tags[start + near] & lex.NEGATION for near in range(len(before)))
    return group.form == "base" or (bool(tag & lex.HAVE) and is_denied)


def _is_compared(tagged: Tagged, attribution: Attribution, verb: int) -> bool:
    """Whether only how many say one thing or another is told: "twice as many | said it was better as said it was"."""
    lower, comparing = tagged.lower, tagged.rules.words["comparing"]
    first, last = attribution.pieces[0]
    return any(lower[at] in comparing and lower[at + 1] == lower[verb] for at in range(first, last - 1))


def _is_unreal(tagged: Tagged, group: VerbGroup) -> bool:
    """Whether what leads to a participle or infinitive leaves it undone: "without saying", "due to tell"."""
    words, lower = tagged.rules.words, tagged.lower
    if group.first < 1:
        return False
    before = lower[group.first - 1]
    if group.is_infinitive:
        return before in words["bound_to"]
    is_of = bool(tagged.tags[group.first - 1] & lex.OF) and lower[group.first - 2] in words["short_of"]
    return is_of or before in words["instead_of"]
