"""Names that nothing but their place in the sentence tells: a bare surname that opens it, a name with its body behind.

1. speaks   “Simeone said”, “Swinney dismissed the threat”: a name
2. acts     “Swinney was unmoved”: perhaps one, or a word that has its capital only as the first of its sentence
3. of       “Collins Oyuu of the Kenya National Union of Teachers said”: a person
"""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.name_rules import NameRules
from bot.reading.name_spans import NameSpan
from bot.text import Tokens

VERBAL = lex.VERB | lex.AUXILIARY | lex.CUE
PARTICIPLES = ("ing", "ed")  # how an ordinary word ends that opens a sentence
LONGEST_OFFICE = 12  # tokens of “, the president of the miners' union,”
LONGEST_BODY = 14  # tokens behind a name within which a body and a verb of speech stand


def may_speak(tokens: Tokens, rules: NameRules, span: NameSpan) -> bool:
    """Whether a word that opens a sentence has a verb of speech behind it, or another cue and then “he said”."""
    lower = tokens.lower
    word, after = lower[span.first], lower[span.last] if span.last < len(lower) else "."
    if _is_ordinary(rules, word):
        return False
    if after in rules.speech or _is_told_by_office(tokens, rules, span.last):
        return True
    tag = rules.tags.get(after, 0)
    if not tag & lex.CUE or tag & lex.NOUN_TOO or _is_common(tokens, rules, word):
        return False
    sentence = tokens.sentence_of[span.first] + 1
    if sentence == len(tokens.sentences):
        return False
    first, last = tokens.sentences[sentence]
    return any(lower[at] in rules.gendered and (lower[at - 1] in rules.speech or lower[at + 1] in rules.speech)
               for at in range(first, last - 1))  # fmt: skip


def _is_told_by_office(tokens: Tokens, rules: NameRules, at: int) -> bool:
    """Whether an office in commas and a verb of speech follow: “Kowalchuk, the union president, said”."""
    lower = tokens.lower
    if at + 1 >= len(lower) or lower[at] != "," or lower[at + 1] not in rules.articles:
        return False
    stop = min(tokens.sentences[tokens.sentence_of[at]][1], at + LONGEST_OFFICE)
    close = next((place for place in range(at + 2, stop - 1) if lower[place] == ","), 0)
    return close > 0 and lower[close + 1] in rules.speech and any(word in rules.roles for word in lower[at + 2 : close])


def may_act(tokens: Tokens, rules: NameRules, span: NameSpan) -> bool:
    """Whether somebody unknown may do something here: “Swinney on Tuesday shrugged”, “Swinney, who was ill, …”."""
    lower, tags = tokens.lower, rules.tags
    word = lower[span.first]
    if span.last + 1 >= len(lower) or word.endswith(PARTICIPLES) or "-" in word or _is_ordinary(rules, word):
        return False
    after, following = lower[span.last], lower[span.last + 1]
    tag = tags.get(after, 0)
    acts = (tag & VERBAL and not tag & lex.NOUN_TOO) or tag & (lex.ADVERB | lex.TIME) or after.endswith("ed")
    if not acts and tag & lex.PREPOSITION:
        acts = tags.get(following, 0) & lex.TIME
    return bool(acts or (after == "," and is_who(rules, following))) and not _is_common(tokens, rules, word)


def is_of_body(tokens: Tokens, rules: NameRules, span: NameSpan) -> bool:
    """Whether a body and a verb of speech stand behind a name: “Collins Oyuu of the miners' union said”."""
    lower, at = tokens.lower, span.last
    if at + 2 >= len(lower) or lower[at] not in rules.relations or lower[at + 1] not in rules.definite:
        return False
    stop = min(tokens.sentences[tokens.sentence_of[span.first]][1], at + LONGEST_BODY)
    is_body = False
    for word in lower[at + 2 : stop]:
        is_body = is_body or word in rules.organisation_heads or word in rules.organisation_nominals
        if word in rules.speech:
            return is_body
    return False


def is_who(rules: NameRules, word: str) -> bool:
    """Whether a word is the relative pronoun of a person."""
    pronoun = rules.pronouns.get(word)
    return pronoun is not None and pronoun.is_relative and not pronoun.is_thing


def _is_ordinary(rules: NameRules, word: str) -> bool:
    """Whether a word is a plural, or known as no name."""
    is_known = word in rules.tags or word in rules.roles or word in rules.adjectives
    return is_known or word.endswith(rules.plural_endings)


def _is_common(tokens: Tokens, rules: NameRules, word: str) -> bool:
    """Whether the article prints a word small, or it is a noun for a body."""
    return word in tokens.forms or word in rules.organisation_nominals or word in rules.organisation_heads
