"""What a sentence tells of a saying between its cue and its words: when it was said, how, by which step.

1. to a quotation  "said back in the summer of 2015: | “…”", "explained it this way: | “…”", "said, and I quote, | “…”"
2. to "that"       "told voters who wonder about it | that …", "said in an interview taped before the vote | that …"
3. by saying       "responded by first saying | …"
4. insertions      "said through his spokesperson, Ann Lee, | that", "joked, again using an accent, | “…”"
"""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.endings import inserted_end
from bot.reading.tagged import Tagged

LONGEST_NAME = 9  # tokens of ", a judge in Lima,"
RELATIVE_OR_QUESTION_WORD = lex.RELATIVE | lex.QUESTION_WORD
NOUNS = 4  # tokens of "breakfast spot"
LONGEST = 20  # tokens of a lead-in
NO_CIRCUMSTANCE = lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN | lex.INFINITIVE
BEGINS_SUBJECT = lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN
BEHIND_SUBJECT = lex.AUXILIARY | lex.CLITIC
BEGINS_PHRASE = lex.DETERMINER | lex.POSSESSIVE
SAYS = lex.CUE | lex.NOUN_CUE | lex.PARTICIPLE
BEFORE_MARK = frozenset({",", ":"})


def past_lead_in(tagged: Tagged, at: int, end: int, adjuncts: list[Range]) -> tuple[int, list[Range]]:
    """The token at which the words begin that stand behind a lead-in at a token, and the adjuncts with it.

    The token itself where there is none; `adjuncts`: what was stepped over before.
    """
    if at + 2 >= end or tagged.quoted[at] != -1 or at in tagged.opening:
        return at, adjuncts
    if adjuncts and tagged.tags[at + 1] & lex.COMPLEMENTISER and _is_broken_off(tagged, at):
        return at + 1, adjuncts  # "said on his official Twitter | feed that he was ill"
    mark = _to_quotation(tagged, at, end)
    if mark is not None:  # "told him | in a written statement|, “…”"
        return mark, [*adjuncts, (at, mark - 1)] if tagged.tags[at] & lex.PREPOSITION else adjuncts
    return _to_that(tagged, at, end) or _by_saying(tagged, at, end) or at, adjuncts


def _is_broken_off(tagged: Tagged, at: int) -> bool:
    """Whether a noun goes on a name that was taken for the whole phrase: "his official Twitter | feed"."""
    is_noun = tagged.is_noun_like(at) and tagged.words[at][0].islower() and not tagged.tags[at] & SAYS
    return is_noun and tagged.words[at - 1][0].isupper()


def _to_quotation(tagged: Tagged, at: int, end: int) -> int | None:
    """The opening mark of a whole quotation, which the rest of the sentence is; None where none follows."""
    mark = next((place for place in range(at + 1, min(end, at + LONGEST)) if place in tagged.opening), end)
    if mark + 1 >= end or tagged.words[mark - 1] not in BEFORE_MARK or tagged.quoted[mark + 1] == -1:
        return None
    last = tagged.tokens.quotations[tagged.quoted[mark + 1]].last
    if not tagged.words[mark + 1][0].isupper() or last + 1 < end or not tagged.is_plain(at, mark):
        return None
    is_clause_of_its_own = "," in tagged.words[at : mark - 1] and tagged.has_verb(at, mark)
    return mark if _is_circumstance(tagged, at, mark) and not is_clause_of_its_own else None


def _is_circumstance(tagged: Tagged, at: int, mark: int) -> bool:
    """Whether when, where or how something was said is told up to a mark: "back in May", "when asked", "it this way".

    A condition belongs to the words: "said if it failed, “…”".
    """
    tags, lower, words = tagged.tags, tagged.lower, tagged.rules.words
    if lower[mark - 2] in words["this_way"]:
        return True
    if tags[at] & NO_CIRCUMSTANCE or tags[at + 1] & BEHIND_SUBJECT or lower[at] in words["conditional"]:
        return False
    if tags[at] & lex.SUBORDINATOR and not tagged.adverbs[at]:
        return lower[at] in words["when"]
    leads = tags[at] & lex.PREPOSITION or tagged.adverbs[at] or lower[at] in words["setting_back"]
    return bool(leads) and not any(
        tagged.verbs[near] and not tags[near - 1] & BEGINS_PHRASE for near in range(at, mark)
    )


def _to_that(tagged: Tagged, at: int, end: int) -> int | None:
    """The "that" behind what is told of the listeners, the occasion or the time; None where none follows.

    Of the listeners too where a state broke them off: "told customers at a Lima, Ohio, | diner that".
    """
    is_behind_state = tagged.words[at - 1] == "," and tagged.is_noun_like(at) and not tagged.tags[at] & SAYS
    if tagged.tags[at] & lex.COMPLEMENTISER or not (is_behind_state or _tells_of_before(tagged, at)):
        return None
    for that in range(at + 1 + (not is_behind_state), min(end - 2, at + (NOUNS if is_behind_state else LONGEST))):
        if tagged.words[that] == "," or tagged.quoted[that] != -1:
            return None
        if tagged.tags[that] & lex.COMPLEMENTISER:
            behind = that + 1
            is_subject = tagged.tags[behind] & BEGINS_SUBJECT or tagged.is_name_like(behind) or behind in tagged.opening
            is_noun = is_behind_state or tagged.tags[that - 2] & BEGINS_PHRASE
            is_noun = is_noun and not tagged.tags[that - 1] & lex.NOUN_CUE
            is_other = tagged.tags[that - 1] & SAYS or tagged.is_verb_like(that - 1)
            return that if is_subject and (is_noun or not is_other) and _is_clause(tagged, behind, end) else None
    return None


def _is_clause(tagged: Tagged, first: int, end: int) -> bool:
    """Whether words hold a verb, or a quotation that may hold it."""
    return tagged.has_verb(first, end) or not tagged.is_plain(first, end)


def _tells_of_before(tagged: Tagged, at: int) -> bool:
    """Whether a clause on the listeners, the time or the occasion begins: "who wonder", "before she left", "taped"."""
    lower, when = tagged.lower, tagged.rules.words["when"]
    if tagged.tags[at] & lex.RELATIVE or lower[at] in when:
        return True
    if lower[at].endswith("ed"):
        return bool(tagged.tags[at + 1] & lex.PREPOSITION) and not tagged.tags[at] & lex.CUE
    return bool(tagged.verbs[at]) and lower[at - 2] in when  # "told them before he | spoke to the others that"


def _by_saying(tagged: Tagged, at: int, end: int) -> int | None:
    """What follows "by first saying"; None where no such step is told."""
    doing = at + 1 + bool(tagged.adverbs[at + 1] or tagged.tags[at + 1] & lex.ADVERB)
    is_step = tagged.tags[at] & lex.PREPOSITION and tagged.lower[at] in tagged.rules.words["step_by"]
    return doing + 1 if is_step and doing + 1 < end and tagged.tags[doing] & lex.PARTICIPLE else None


def behind_insertion(tagged: Tagged, at: int, end: int, *, has_adjuncts: bool) -> int:
    """Where words may begin behind a comma: past who a go-between is, what is told of a place, how they were said."""
    at = _behind_apposition(tagged, at, end)
    return _behind_relative(tagged, at, end) if has_adjuncts else _behind_manner(tagged, at, end)


def _behind_apposition(tagged: Tagged, at: int, end: int) -> int:
    """The "that" behind who a go-between is: "said through his spokesperson, | Ann Lee, | that"; `at` where none is."""
    comma = next((place for place in range(at + 1, min(end, at + LONGEST_NAME)) if tagged.words[place] == ","), end)
    if comma + 1 >= end or not tagged.tags[comma + 1] & lex.COMPLEMENTISER or tagged.tags[at] & lex.COMPLEMENTISER:
        return at
    is_name = tagged.is_name_like(at) or tagged.tags[at] & lex.DETERMINER
    return comma + 1 if is_name and not tagged.has_verb(at, comma) else at


def _behind_relative(tagged: Tagged, at: int, end: int) -> int:
    """The "that" behind what is told of a place: "said on CNN, | where he works, | that"; `at` where there is none."""
    if not tagged.tags[at] & RELATIVE_OR_QUESTION_WORD:
        return at
    behind = inserted_end(tagged, at, end)
    return behind if behind < end and tagged.tags[behind] & lex.COMPLEMENTISER else at


def _behind_manner(tagged: Tagged, at: int, end: int) -> int:
    """The words behind how they were said: "joked, | again using an accent, “…”"; `at` where there are none."""
    doing = at + 1 if tagged.adverbs[at] and at + 1 < end else at
    if tagged.tags[doing] & lex.PARTICIPLE or not tagged.lower[doing].endswith("ing"):
        return at
    behind = inserted_end(tagged, at - 1, end)
    leads_on = behind < end and (behind in tagged.opening or tagged.tags[behind] & lex.COMPLEMENTISER)
    return behind if leads_on else at
