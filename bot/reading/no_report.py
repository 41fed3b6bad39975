"""What stands behind a cue and reports nothing: a word that is counted, “this”, “that” alone."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.endings import inserted_end
from bot.reading.tagged import Tagged


def is_that_alone(tagged: Tagged, at: int, end: int) -> bool:
    """Whether "that" is what was told before: "suggested | that, and not his candidacy, was the reason"."""
    if at + 2 >= end or tagged.words[at + 1] != "," or not tagged.tags[at + 2] & lex.CONNECTOR:
        return False
    behind = inserted_end(tagged, at + 1, end)
    return behind < end and bool(tagged.verbs[behind] or tagged.tags[behind] & lex.AUXILIARY)


def is_counted(tagged: Tagged, at: int, end: int) -> bool:
    """Whether how often a word was said is told: "said “cost” five times"."""
    mark = tagged.tokens.quotations[tagged.quoted[at + 1]].last
    if mark not in tagged.closing or mark + 1 >= end:
        return False
    words = tagged.rules.words
    counted = tagged.lower[mark + 1] in words["how_many"] or tagged.words[mark + 1].isdigit()
    behind = mark + 2 if (counted or tagged.tags[mark + 1] & lex.NUMBER) and mark + 2 < end else mark + 1
    return tagged.lower[behind] in words["repetitions"]


def is_only_this(tagged: Tagged, at: int, end: int) -> bool:
    """Whether what is said is "this" and a time or an occasion follows: "revealed this last fall when …"."""
    tags, rules = tagged.tags, tagged.rules.words
    if at + 2 >= end or tagged.lower[at] not in rules["pointing"]:
        return False
    following = at + 1 if tagged.lower[at + 1] not in rules["time_modifiers"] else at + 3
    return following >= end or (bool(tags[following] & lex.PREPOSITION) or tagged.lower[following] in rules["when"])


def is_mere_word(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a word was said, and what with it is not told: "said the word “cost” again"."""
    is_led = at + 2 < end and at + 2 in tagged.opening and tagged.tags[at] & lex.DETERMINER
    return bool(is_led) and tagged.lower[at + 1] in tagged.rules.words["mere_words"]
