"""From a cue verb to an attribution: its source, what stands right of it, what stands left of it.

1. group     auxiliaries, negation, particles (verbs.py)
2. source    before, behind, shared or none (sources.py)
3. right     addressee and adjuncts are stepped over; then that …, “…”, : …, whether …, to …, a clause, an object
4. left      “…,” or a clause and a comma before the source
"""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import RECALLED, Attribution, Range
from bot.reading.elsewhere import (
    all_before,
    only_leads_on,
    subject_of_aside,
    taken_before,
    told_of,
    who_told,
    words_right_of,
)
from bot.reading.inversion import continuation, inverted
from bot.reading.left_side import ends_quoted, left_of, starts_aside
from bot.reading.passives import is_reduced_passive, read_passive
from bot.reading.phrase_cores import Phrase
from bot.reading.phrases import phrase_before
from bot.reading.phrases_after import core_after
from bot.reading.quoted_as import read_quoted_as
from bot.reading.relative_ends import relative_end
from bot.reading.right_side import Right, right_of
from bot.reading.sources import clause_subject, opening_subject, subject
from bot.reading.subordinate import clause_of, comma_behind, leads_main_clause
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup, verb_group

DASHES = frozenset({"—", "–", "--"})
FRONTED = lex.PREPOSITION | lex.SUBORDINATOR
LEADS_ON = lex.AUXILIARY | lex.OF | lex.COMPLEMENTISER | lex.INFINITIVE  # no clause ends so
DETERMINER_OR_NUMBER = lex.DETERMINER | lex.NUMBER | lex.POSSESSIVE | lex.ADVERB
ENDS_ASKING = frozenset("?!.")
SURELY_LEFT = 0.9  # strength of the words before it from which a verb may report a whole sentence
EMBEDDED = frozenset({"subordinate", "embedded"})
GOES_ON = lex.AUXILIARY | lex.VERB | lex.SUBORDINATOR | lex.PREPOSITION | lex.COMPLEMENTISER
NO_REST = lex.PRONOUN | lex.DETERMINER | lex.POSSESSIVE
BEHIND_VERB = lex.DETERMINER | lex.POSSESSIVE | lex.QUESTION_WORD | lex.COMPLEMENTISER
LONGEST_NAME = 4  # tokens of a quotation that a source phrase may contain
RELATING = lex.RELATIVE | lex.COMPLEMENTISER


def read_cue(tagged: Tagged, verb: int, floor: int, end: int, earlier: list[Attribution]) -> Attribution | None:
    """The attribution whose cue is the verb at token `verb`; its unit is [.., end), `floor` the left limit."""
    is_name = tagged.words[verb][0].isupper() and not tagged.begins_unit(verb)
    if is_name and not tagged.is_headline(tagged.unit_of[verb]):
        return None
    if tagged.lower[verb] in tagged.rules.words["quoted_as"] and (quoted := read_quoted_as(tagged, verb, floor, end)):
        return quoted
    group = verb_group(tagged, verb, floor)
    if group is None or only_leads_on(tagged, group, end):
        return None
    if group.is_passive or is_reduced_passive(tagged, group, end):
        return read_passive(tagged, group, floor, end)
    if group.first > floor and tagged.tags[group.first - 1] & lex.RELATIVE:
        end = relative_end(tagged, group.first - 2, group.last, (floor, end))
    source, found = subject(tagged, group, barrier(tagged, group.first, floor))
    if source is None or found == "subject":
        behind = inverted(tagged, group, source, floor, end)
        if behind:
            return behind
    if source is None:
        aside = subject_of_aside(tagged, group, earlier)
        if aside is None:
            return _shared(tagged, group, found, end, earlier)
        source, found = aside, "subject"
    return _with_source(tagged, group, (source, found), floor, end)


def _shared(tagged: Tagged, group: VerbGroup, found: str, end: int, earlier: list[Attribution]) -> Attribution | None:
    """A cue without a subject of its own: the words stand right of it."""
    right = right_of(tagged, group, end)
    if right.piece is None:
        return None
    source = _shared_source(tagged, group, right, end, earlier)
    if source is not None and right.piece[0] < source.first < right.piece[1]:
        right.piece = right.piece[0], source.first - 1  # "Recalling that moment, | Axelrod, who led it, said"
    pattern = "infinitive" if group.is_infinitive else "participle" if group.form == "ing" else found
    return _attribution(tagged, group, (source, pattern), (right.frame, [right.piece]), right)


def _with_source(
    tagged: Tagged, group: VerbGroup, subject_found: tuple[Phrase, str], floor: int, end: int
) -> Attribution | None:
    """A cue behind its source: the words stand right of it, left of the source, or on both sides."""
    source, found = subject_found
    clause = clause_of(tagged, source, floor) if found == "subject" else found
    if clause == "subordinate" or leads_main_clause(tagged, source, group, floor, is_relative=found == "relative"):
        end = comma_behind(tagged, group.last, end)
    right = words_right_of(tagged, group, source, end)
    heard = _told_by_another(tagged, group, end) if group.cue.lemma in tagged.rules.words["recalling"] else None
    if heard:
        return heard
    if _names_thing(tagged, group, source, right):
        return None
    if right.piece is None and clause in EMBEDDED:
        told = told_of(tagged, source, right.after, (floor, end))
        if told:
            return _attribution(tagged, group, (source, "subordinate"), ("clause", told), right)
    left = left_of(tagged, source.first, floor, right) if found == "subject" else None
    if found == "subject" and left is None and right.comma and right.piece and starts_aside(tagged, right.piece[0]):
        left = taken_before(tagged, source.first)
    if left is None and right.piece is None and found == "subject":
        left = all_before(tagged, group, source.first, floor)
    pieces = _pieces(tagged, left, right, end)
    if not pieces:
        return None
    if left not in pieces:
        left = None
    source = who_told(tagged, group, left, end) or source
    pattern = found if left else clause
    return _attribution(tagged, group, (source, pattern), (_frame(tagged, left, right), pieces), right)


def _told_by_another(tagged: Tagged, group: VerbGroup, end: int) -> Attribution | None:
    """Whose words somebody recalls: "Lee recalled | her captain | saying that the ship was safe"."""
    behind = core_after(tagged, group.last, end) or group.last
    inside = range(group.last + 1, min(behind + 1, end))  # "her captain | saying" may look like one noun
    last = next((at for at in inside if tagged.tags[at] & lex.PARTICIPLE), None)
    if last is None:
        return None
    inner = verb_group(tagged, last, group.last)
    right = right_of(tagged, inner, end) if inner else None
    if inner is None or right is None or right.piece is None:
        return None
    source = Phrase(group.last, last, last)
    return _attribution(tagged, inner, (source, RECALLED), (right.frame, [right.piece]), right)


def _attribution(
    tagged: Tagged,
    group: VerbGroup,
    found: tuple[Phrase | None, str],
    said: tuple[str, list[Range]],
    right: Right,
) -> Attribution:
    source, pattern = found
    frame, pieces = said
    return Attribution(
        pattern, frame, group.cue.lemma, (group.first, group.last), source, pieces, group.cue.frames.get(frame, 0.0),
        group, right.addressee, right.adjuncts, tagged.unit_of[max(group.verb, pieces[-1][1] - 1)],
    )  # fmt: skip


def _names_thing(tagged: Tagged, group: VerbGroup, source: Phrase, right: Right) -> bool:
    """ "a firm called X": the participle names the noun before it, nobody speaks."""
    if group.cue.lemma not in tagged.rules.words["naming"] or group.form != "past" or right.piece is None:
        return False
    if tagged.lower[source.first] not in tagged.rules.words["indefinite"]:
        return False
    last = core_after(tagged, right.after, right.piece[1])
    return (
        last is None
        or last >= right.piece[1]
        or tagged.quoted[right.after + 1] != -1
        or tagged.words[last] == ","
        or tagged.verbs[last] != 0
    )


def _pieces(tagged: Tagged, left: Range | None, right: Right, end: int) -> list[Range]:
    """Content on one side or on both: a quotation on the left is kept, a clause yields to one on the right."""
    if left and ends_quoted(tagged, left):
        is_object = right.frame == "object" and not right.adjuncts and not right.comma
        if is_object and tagged.tags[right.after] & lex.POSSESSIVE and tagged.words[left[1] - 2] in ENDS_ASKING:
            return []  # “Would it hold?” | Lee put his house up for sale.
        if right.piece and (right.frame == "quote" or _is_fronted(tagged, left, right)):
            return [left, right.piece]
        more = continuation(tagged, right.after, end)
        return [left, more] if more else [left]
    if left and right.piece and right.frame == "quote" and right.comma and _leads_on(tagged, left, right.piece):
        return [left, right.piece]
    if left and right.piece and (not right.comma or right.frame == "quote"):
        return [left] if tagged.tags[right.piece[0]] & lex.SUBORDINATOR else [right.piece]
    if left and right.piece and starts_aside(tagged, right.piece[0]):
        return [left]
    return [piece for piece in (left, right.piece) if piece]


def _is_fronted(tagged: Tagged, left: Range, right: Right) -> bool:
    """Whether only what leads up to a clause stands before the cue: "Despite his “…,” Lee wrote, he is kind"."""
    first = left[0]
    if not right.comma or not right.piece or tagged.quoted[first] != -1 or not tagged.tags[first] & lex.PREPOSITION:
        return False
    return right.frame == "clause" and not tagged.has_verb(*left) and not starts_aside(tagged, right.piece[0])


def _leads_on(tagged: Tagged, left: Range, quote: Range) -> bool:
    """Whether a clause breaks off before the cue: "There was, she said, “a bargain”", "It, she said, “is shut”"."""
    first, last = left
    is_clause = not tagged.tags[first] & FRONTED or bool(tagged.tags[first] & lex.COMPLEMENTISER)
    if tagged.tags[last - 1] & LEADS_ON and tagged.words[last - 1].islower():
        return is_clause
    inside = quote[0] + (quote[0] in tagged.opening)
    goes_on = tagged.words[inside].islower() and _begins_verb(tagged, left, inside)
    return is_clause and bool(goes_on) and not tagged.tags[last + 1] & lex.CONJUNCTION


def _begins_verb(tagged: Tagged, left: Range, inside: int) -> bool:
    """Whether quoted words begin with the verb, or the rest, that the words before them wait for."""
    tag = tagged.tags[inside]
    if tag & lex.NOUN_TOO:  # “hides what it is”, but “plans change”
        return bool(inside + 1 < len(tagged.tags) and tagged.tags[inside + 1] & BEHIND_VERB)
    is_verb = tag & GOES_ON or (tagged.is_verb_like(inside) and not tagged.has_verb(*left))
    return bool(is_verb) and not tag & NO_REST


def _frame(tagged: Tagged, left: Range | None, right: Right) -> str:
    if left:
        return "quote" if ends_quoted(tagged, left) else "left"
    return right.frame


def barrier(tagged: Tagged, at: int, floor: int) -> int:
    """The end of the last real quotation before `at`: a source never reaches over it."""
    if tagged.is_plain(floor, at):
        return floor
    for position in range(at - 1, floor - 1, -1):
        inside = tagged.quoted[position]
        if inside != -1:
            quotation = tagged.tokens.quotations[inside]
            if quotation.last - quotation.first > LONGEST_NAME:
                return min(quotation.last + (1 if quotation.is_closed else 0), at)
    return floor


def _shared_source(
    tagged: Tagged, group: VerbGroup, right: Right, end: int, earlier: list[Attribution]
) -> Phrase | None:
    """The source of a cue that shares its subject with another verb of the unit."""
    unit = tagged.unit_of[group.verb]
    if group.form not in {"ing", "base"} and group.first <= tagged.units[unit][0] + 1:
        return None
    if earlier and earlier[-1].unit == unit and earlier[-1].source and earlier[-1].pattern != "noun":
        return earlier[-1].source
    first = tagged.units[unit][0]
    if group.form == "ing" and tagged.words[group.first - 1] == "," and group.first - 2 >= first:
        near = phrase_before(tagged, group.first - 1, first)
        if near is not None and not tagged.has_verb(first, near.first):
            return _before_its_verb(tagged, near, first) or near
    if group.form == "ing" and group.first <= first + 1:
        return opening_subject(tagged, group.last, end)
    return clause_subject(tagged, group.first, first)


def _before_its_verb(tagged: Tagged, near: Phrase, floor: int) -> Phrase | None:
    """The subject where what looked like one phrase has a verb in it: "The aide | rallied supporters, saying"."""
    for at in range(near.first + 1, near.last):
        is_behind_noun = tagged.is_noun_like(at - 1) and not tagged.tags[at - 1] & DETERMINER_OR_NUMBER
        if tagged.verbs[at] and is_behind_noun and tagged.lower[at - 1] not in tagged.rules.words["articles"]:
            return phrase_before(tagged, at, floor)
    return None
