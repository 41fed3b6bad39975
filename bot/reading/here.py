"""What each token is where it stands: a noun, a finite verb, an adverb. One byte a token, so that C searches stretches.

Most words are decided by themselves (bot.reading.forms); the few that depend on the words beside them are gone through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import NamedTuple

from bot.reading import forms as form
from bot.reading import word_classes as lex

BEFORE_ADJECTIVE = lex.DETERMINER | lex.POSSESSIVE | lex.PREPOSITION | lex.ADVERB
NOT_BEFORE_VERB = BEFORE_ADJECTIVE | lex.CLITIC
AFTER_VERB = lex.INFINITIVE | lex.DETERMINER | lex.POSSESSIVE | lex.COMPLEMENTISER | lex.OBJECT_PRONOUN
MARKED = re.compile(rb"[^\0]")


class Here(NamedTuple):
    """Per token its facts (bits of bot.reading.forms), and 1 where it is what the name says."""

    facts: bytes
    nouns: bytes
    verbs: bytes
    adverbs: bytes


def _table(is_so: Callable[[int], bool]) -> bytes:
    return bytes(map(is_so, range(256)))


def _is_capital_perhaps(facts: int) -> bool:
    return facts & form.PERHAPS_NOUN != 0 and facts & form.CAPITAL != 0


NOUNS = _table(lambda facts: facts & form.NOUN != 0 or _is_capital_perhaps(facts))
SMALL_PERHAPS_NOUNS = _table(lambda facts: facts & form.PERHAPS_NOUN != 0 and not facts & form.CAPITAL)
VERBS = _table(lambda facts: facts & form.VERB != 0)
PERHAPS_VERBS = _table(lambda facts: facts & form.PERHAPS_VERB != 0 and not facts & form.VERB)
UNSURE_OPENINGS = _table(lambda facts: _is_capital_perhaps(facts) or facts & form.ADVERB != 0)
ADVERBS = _table(lambda facts: facts & form.ADVERB != 0 and not facts & form.CAPITAL)


def here(tags: Sequence[int], facts: bytes, openings: Sequence[int], acronyms: Iterable[int], small: int) -> Here:
    """What the tokens of a text are; `openings` are the first words of its units, where a capital tells nothing.

    `small` are the facts of the first word of all in small letters.
    """
    nouns, verbs = bytearray(facts.translate(NOUNS)), bytearray(facts.translate(VERBS))
    adverbs = bytearray(facts.translate(ADVERBS))
    for at in marked(facts.translate(SMALL_PERHAPS_NOUNS)):
        nouns[at] = at > 0 and tags[at - 1] & BEFORE_ADJECTIVE != 0
    for at in marked(facts.translate(PERHAPS_VERBS)):
        verbs[at] = _is_verb(tags, facts, at)
    for at in compress(openings, map(facts.translate(UNSURE_OPENINGS).__getitem__, openings)):
        if _is_capital_perhaps(facts[at]):
            nouns[at] = 0
        if facts[at] & form.ADVERB:
            adverbs[at] = 1  # but "Hai Soon did not …"
    if facts and facts[0] & form.CAPITAL:  # the first capital of a text makes no name of a small word
        nouns[0] = small & form.NOUN != 0
    for at in acronyms:
        nouns[at] = 1
    return Here(facts, bytes(nouns), bytes(verbs), bytes(adverbs))


def marked(tokens: bytes) -> list[int]:
    """The tokens that are not 0: where they are few, C finds them in a fifth of the time of a loop over all."""
    return [match.start() for match in MARKED.finditer(tokens)]


def _is_verb(tags: Sequence[int], facts: bytes, at: int) -> bool:
    """Whether a word is a verb by its neighbours: "the U.S. needs to", "it's"."""
    if tags[at] & lex.CLITIC:
        return at > 0 and tags[at - 1] & lex.PRONOUN != 0
    if at + 1 >= len(tags) or not at or facts[at] & form.CAPITAL:
        return False
    return tags[at + 1] & AFTER_VERB != 0 and not tags[at - 1] & NOT_BEFORE_VERB
