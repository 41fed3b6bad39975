"""The mentions that a pronoun may point back to: of persons, of who may be one, of words that may be names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading import word_classes as lex
from bot.reading.entity import Entity
from bot.reading.name_rules import NameRules, Pronoun
from bot.reading.name_spans import NameSpan
from bot.reading.salience import VERBAL
from bot.text import Tokens

BEHIND_ROLE = VERBAL | lex.PREPOSITION | lex.RELATIVE | lex.ADVERB
LEAD = 6  # tokens within which the role of somebody without a name stands
FEW = 5  # mentions of a single name that are looked at
Mention = tuple[NameSpan, Entity | None]  # a name and whose it is, if it is one
Found = tuple[Sequence[tuple[NameSpan, Entity]], Sequence[NameSpan]]  # names; words that may be names


def mentions_in_mind(
    tokens: Tokens, rules: NameRules, named: Sequence[tuple[NameSpan, Entity]], strangers: Sequence[NameSpan]
) -> list[Mention]:
    """The mentions of persons, and in their places the words that may be somebody's name."""
    entities = {entity for _, entity in named}
    persons = {entity.number for entity in entities if _may_be_person(tokens, rules, entity)}
    mentions: list[Mention] = [mention for mention in named if mention[1].number in persons]
    if strangers:
        mentions += [(span, None) for span in strangers]
        mentions.sort(key=_place)
    return mentions


def _place(mention: Mention) -> int:
    return mention[0].first


def _may_be_person(tokens: Tokens, rules: NameRules, entity: Entity) -> bool:
    """Persons, and unknown names without a word of other use in them."""
    if entity.kind != "unknown":
        return entity.kind == "person"
    if any("-" in word or word in rules.tags or word in rules.modifiers or word in rules.places
           for word in entity.core):  # fmt: skip
        return False
    return entity.is_full or any(_acts(tokens, rules, span) for span in entity.spans[:FEW])


def _acts(tokens: Tokens, rules: NameRules, span: NameSpan) -> bool:
    """Whether a name does, says or has something, as no town does that somebody only lives in."""
    lower = tokens.lower
    after = lower[span.last] if span.last < len(lower) else "."
    if span.has_honorific or after in rules.possessives or after.endswith("ed"):
        return True
    return bool(rules.tags.get(after, 0) & VERBAL) or bool(span.before and lower[span.before - 1] in rules.speech)


def unnamed_person(tokens: Tokens, rules: NameRules, sentence: int, pronoun: Pronoun) -> bool:
    """Whether a sentence that “a” or “his” opens begins with somebody whom a pronoun may mean: “A nurse said”."""
    first, stop = tokens.sentences[sentence]
    for at in range(first + 1, min(first + LEAD, stop - 1)):
        word = tokens.lower[at]
        if word in rules.roles:
            following = tokens.lower[at + 1]
            if rules.tags.get(following, 0) & BEHIND_ROLE or following.endswith("ed"):
                return word not in rules.groups and rules.roles[word] in {None, pronoun.gender}
        elif word in rules.prepositions or not word[0].isalnum():
            return False
    return False
