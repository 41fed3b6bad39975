"""Noun phrases found rightwards from their first token: behind a verb or a preposition."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.phrase_cores import LONGEST
from bot.reading.tagged import Tagged

LONGEST_TITLE = 6  # tokens of a quoted title
NEW_PHRASE = lex.DETERMINER | lex.POSSESSIVE
SMALL_IN_TITLES = lex.PREPOSITION | lex.CONJUNCTION | lex.DETERMINER
PRONOUN_OR_OBJECT_PRONOUN = lex.PRONOUN | lex.OBJECT_PRONOUN
NEVER_LAST = lex.CLITIC | lex.OF | lex.CONNECTOR | lex.DETERMINER
AUXILIARY_OR_PRONOUN = lex.AUXILIARY | lex.PRONOUN
CUE_OR_VERB = lex.CUE | lex.VERB


def core_after(tagged: Tagged, first: int, ceiling: int) -> int | None:
    """The end of the noun phrase beginning at `first`, with possessors and "of"; None if none begins there."""
    if first >= ceiling:
        return None
    tags, words = tagged.tags, tagged.words
    if tags[first] & PRONOUN_OR_OBJECT_PRONOUN and not (words[first].isupper() and words[first] != "I"):
        is_owner = tags[first] & lex.POSSESSIVE and first + 1 < ceiling and tagged.nouns[first + 1]
        if not is_owner or tags[first + 1]:
            return first + 1  # but "her captain"
    at = first
    ceiling = min(ceiling, first + LONGEST)
    while at < ceiling and tags[at] & NEW_PHRASE:
        at += 1
    head = at
    nouns = tagged.nouns
    while at < ceiling:
        if nouns[at] and (at == head or not (tags[at] or words[at].endswith("ed"))):
            at += 1  # two words in three
            continue
        further = _step(tagged, at, head, ceiling)
        if further == at:
            break
        at = further
    while at > head and tags[at - 1] & NEVER_LAST:
        at -= 1
    if at > head:
        return at
    return at if at > first and tagged.lower[at - 1] not in tagged.rules.words["articles"] else None


def _step(tagged: Tagged, at: int, head: int, ceiling: int) -> int:
    """How far a noun phrase that began at `head` goes on from token `at`; `at` itself where it ends."""
    tag = tagged.tags[at]
    if tagged.nouns[at]:
        if at > head and tag & NEW_PHRASE and not tag & lex.NUMBER and tagged.words[at][0].islower():
            return at  # “told Reuters | the bank would pay”
        return at if at > head and _ends_phrase(tagged, at) else at + 1
    title = quoted_title(tagged, at, ceiling)
    if title:
        return title
    if at + 1 >= ceiling:
        return at
    if at == head:  # “said retired teacher Ann Lee”
        return at + 1 if tag & lex.VERB and tagged.lower[at].endswith("ed") and tagged.nouns[at + 1] else at
    if tag & lex.CLITIC:
        return at + 1
    if tag & lex.OF and core_after(tagged, at + 1, min(ceiling, at + 2)):
        at += 1
        while at < ceiling and tagged.tags[at] & NEW_PHRASE:
            at += 1
        return at
    joins = tag & lex.CONNECTOR and tagged.is_name_like(at + 1) and tagged.is_name_like(at - 1)
    return at + 1 if joins else at


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
        if tagged.tags[token] & AUXILIARY_OR_PRONOUN or tagged.words[token] in {"?", "!", "."}:
            return None
    return quotation.last + 1 if capitals > 1 else None


def names_work(tagged: Tagged, mark: int) -> bool:
    """Whether a quotation only names the work or show before it: "in his book, “A Son,”", "on Fox's “Night Desk,”"."""
    before = mark - 1 if tagged.words[mark - 1] != "," else mark - 2
    if before < 0 or tagged.quoted[mark + 1] == -1:
        return False
    is_owner = before == mark - 1 and tagged.tags[before] & lex.CLITIC
    if not is_owner and tagged.lower[before] not in tagged.rules.words["works"]:
        return False
    quotation = tagged.tokens.quotations[tagged.quoted[mark + 1]]
    if quotation.last - quotation.first > LONGEST_TITLE + 1:
        return False
    return all(word[0].isupper() or not word[0].isalpha() or tagged.tags[at] & SMALL_IN_TITLES
               for at, word in enumerate(tagged.words[mark + 1 : quotation.last], mark + 1))  # fmt: skip


def _ends_phrase(tagged: Tagged, at: int) -> bool:
    """Whether a noun-like token after a noun is rather the next verb ("Rubio added", "aides working")."""
    tag, word = tagged.tags[at], tagged.words[at]
    if word[0].isupper():
        return False
    if tag & CUE_OR_VERB:
        return not tag & lex.NOUN_TOO
    return word.endswith("ed") and tag == 0
