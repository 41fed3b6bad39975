"""Words and speakers that do not stand right beside their cue.

1. aside      "Lee, citing two reports, | said": the subject stands before what a participle opened
2. told of    "the plan, which Lee said | was “a disaster”": the words begin with the noun before
3. all        "Lee told him it was over, officials said": the whole sentence before is reported
4. recalled   "“…,” Lee recalled | the president | telling him": somebody else's words
5. no words   "It is safe, Lee said | after they found no cracks", "said | nothing", "talks began | to move"
"""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.adjuncts import is_infinitive
from bot.reading.attribution import Attribution, Range
from bot.reading.endings import content_end
from bot.reading.left_side import ends_quoted
from bot.reading.phrase_cores import Phrase, simple_before
from bot.reading.phrases_after import core_after
from bot.reading.right_side import Right, right_of
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup

SURELY_LEFT = 0.9  # strength of the words before it from which a verb may report a whole sentence
RELATING = lex.RELATIVE | lex.COMPLEMENTISER


def subject_of_aside(tagged: Tagged, group: VerbGroup, earlier: list[Attribution]) -> Phrase | None:
    """The subject before a participle whose words end right before a verb: "Lee, citing two reports, | said"."""
    last = earlier[-1] if earlier else None
    if last is None or last.group is None or last.source is None or last.group.form != "ing" or group.form == "ing":
        return None
    opening, closing = last.group.first - 1, group.first - 1
    is_enclosed = tagged.words[opening] == "," == tagged.words[closing] and last.pieces[-1][1] == closing
    return last.source if is_enclosed and last.source.last in {opening, opening + 1} else None


def told_of(tagged: Tagged, source: Phrase, at: int, unit: Range) -> list[Range] | None:
    """What is said of the noun before a relative clause: "| the plan, | which Lee said | was “a disaster”"."""
    floor, end = unit
    pronoun = source.first - 1
    if not tagged.tags[pronoun] & RELATING or at >= end or not tagged.verbs[at] or tagged.tags[at] & lex.CUE:
        return None
    noun = pronoun - (tagged.words[pronoun - 1] == ",")
    first = simple_before(tagged, noun, floor)
    last = content_end(tagged, at, end)
    return [(first, noun), (at, last)] if first is not None and last > at else None


def taken_before(tagged: Tagged, source: int) -> Range | None:
    """The clause before ", an official said, adding" where part of it seemed somebody's words: "it did not deny it"."""
    first = tagged.units[tagged.unit_of[source]][0]
    if source - 1 <= first or tagged.words[source - 1] != "," or tagged.tags[source] & lex.PRONOUN:
        return None
    return (first, source - 1) if tagged.has_verb(first, source - 1) else None


def all_before(tagged: Tagged, group: VerbGroup, source: int, floor: int) -> Range | None:
    """The sentence that somebody's words end: "Lee told him it was over|, officials said"."""
    first = tagged.units[tagged.unit_of[source]][0]
    if floor != source - 1 or floor <= first or tagged.words[floor] != "," or not tagged.is_plain(first, source):
        return None
    return (first, floor) if group.cue.frames.get("left", 0.0) >= SURELY_LEFT else None


def who_told(tagged: Tagged, group: VerbGroup, left: Range | None, end: int) -> Phrase | None:
    """Who said what another recalls: "“…,” Lee recalled | the president | telling him"."""
    if left is None or not ends_quoted(tagged, left) or group.cue.lemma in tagged.rules.words["addressed"]:
        return None
    last = core_after(tagged, group.last, end)
    if last is None or last >= end or tagged.lower[last] not in tagged.rules.words["telling"]:
        return None
    return Phrase(group.last, last, last)


def only_leads_on(tagged: Tagged, group: VerbGroup, end: int) -> bool:
    """Whether another verb follows that says what is done: "“…,” and talks | began | to move again"."""
    to = group.last
    is_lead = (
        to + 1 < end and tagged.tags[to] & lex.INFINITIVE and tagged.lower[to - 1] in tagged.rules.words["catenative"]
    )
    return bool(is_lead) and is_infinitive(tagged, to + 1)


def words_right_of(tagged: Tagged, group: VerbGroup, source: Phrase, end: int) -> Right:
    """What stands right of a cue, without what is nothing said.

    "said | nothing about it", "It is safe, Lee said | after they found no cracks".
    """
    right = right_of(tagged, group, end)
    if right.piece is None:
        return right
    words, first = tagged.rules.words, right.piece[0]
    begun, comma = tagged.units[tagged.unit_of[source.first]][0], source.first - 1
    is_left = comma > begun and tagged.words[comma] == "," and tagged.has_verb(begun, comma)
    is_when = not words["when"].isdisjoint(tagged.lower[group.last : first + 1]) and first not in tagged.opening
    is_nothing = tagged.lower[first] in words["nothing"] and not (first + 1 < end and tagged.verbs[first + 1])
    if is_nothing or (is_left and is_when):
        right.piece = None
    return right
