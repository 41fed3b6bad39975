"""Where the words reported by a cue end, when they do not end with their sentence.

A clause is cut only once it has a verb of its own; shares of ends by what follows were counted on real articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress

from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.comma_ends import ends_clause, is_unfinished, says_too, tells_on
from bot.reading.conjunction_ends import ends_at_conjunction
from bot.reading.next_speaker import (
    CLAUSE_BEGINS,
    STOPS,
    new_speaker,
)
from bot.reading.phrases import state_end
from bot.reading.remarks import before_remark
from bot.reading.tagged import LONGEST_SENTENCE, Tagged

LEADS_TO_QUOTE = frozenset({":", "—", "–", "--", "-"})
COMMA_OR_DASHES = LEADS_TO_QUOTE - {":"} | {","}
LEADS_TO_QUOTE_OR_COMMA = LEADS_TO_QUOTE | {",", "“", '"'}
ASIDE_OPENS = 4  # tokens before the content of ", apparently referring to | …"
SUBORDINATOR_OR_QUESTION_WORD = lex.SUBORDINATOR | lex.QUESTION_WORD
BREAKS_OFF = lex.SUBORDINATOR | lex.RELATIVE | lex.COMPLEMENTISER | lex.CONJUNCTION
INSERTED = 9  # tokens of ", the mayor said,"
DEEPER = {"(": 1, ")": -1}
ENDS_SAID = frozenset(",?!")
BEGINS_SPEAKER = lex.PRONOUN | lex.DETERMINER | lex.POSSESSIVE
SUBORDINATOR_OR_PARTICIPLE = lex.SUBORDINATOR | lex.PARTICIPLE
NOUN_TOO_OR_PARTICIPLE = lex.NOUN_TOO | lex.PARTICIPLE
SUBORDINATOR_OR_CONJUNCTION = lex.SUBORDINATOR | lex.CONJUNCTION


def content_end(tagged: Tagged, start: int, end: int) -> int:
    """The end of a reported clause that begins at `start`; `end` is the end of its unit."""
    return before_remark(tagged, start, _clause_end(tagged, start, end))


def _clause_end(tagged: Tagged, start: int, end: int) -> int:
    end = _next_saying(tagged, start, trim_end(tagged, start, end))
    words, tags, quoted = tagged.words, tagged.tags, tagged.quoted
    at = inserted_end(tagged, start, end) if start < end and words[start] == "," else start
    seen, has_verb, depth = at + 1, False, 0
    for place in _places_to_end(tagged, at, end):
        word = words[place]
        if place < at:
            continue  # inside a quotation that was passed
        if quoted[place] != -1:
            if place - 2 > start and has_own_cue(tagged, place, end):
                return place - 2 if words[place - 2] in LEADS_TO_QUOTE else place - 1
            at = tagged.tokens.quotations[quoted[place]].last
            is_object = not has_verb and place - 1 > start and not tagged.has_verb(seen, at)
            has_verb = True
            is_open = words[at - 1] == "," and at + 1 < end and at in tagged.closing
            if is_open and _ends_behind_quote(tagged, at, end, is_object=is_object):
                return at + 1
        elif word in DEEPER:
            depth += DEEPER[word]
        elif depth <= 0 and place > start:
            if _is_told_later(tagged, place, end):
                return place - 2
            has_verb = has_verb or tagged.has_verb(seen, place)
            seen = place
            behind = _goes_on_behind(tagged, place, (start, end))
            at = max(at, behind)
            if not behind and _ends_at(tagged, place, (start, end), has_verb=has_verb):
                return place - 1 if tags[place] & lex.CONJUNCTION and words[place - 1] in COMMA_OR_DASHES else place
    return end


def _places_to_end(tagged: Tagged, at: int, end: int) -> Iterator[int]:
    """Where a clause may end: its marks and connectors, and the quotation it begins with."""
    if at < end and tagged.quoted[at] != -1:
        yield at
    breaks = tagged.breaks
    for number in range(bisect_left(breaks, at), bisect_left(breaks, end)):
        yield breaks[number]


def _is_told_later(tagged: Tagged, comma: int, end: int) -> bool:
    """Whether what the speaker did next is told: "wrote that she was sorry and later|, in a video, wept"."""
    if tagged.words[comma] != "," or not tagged.adverbs[comma - 1] or not tagged.tags[comma - 2] & lex.CONJUNCTION:
        return False
    behind = inserted_end(tagged, comma, end)
    return behind < end and bool(tagged.verbs[behind] or tagged.tags[behind] & lex.CUE)


def _next_saying(tagged: Tagged, start: int, end: int) -> int:
    """Where the speaker is told to say more, without a comma: "has “kept us safe” | before claiming that"."""
    leads, last = tagged.rules.words["when"], min(end, start + LONGEST_SENTENCE) - 2
    for at in compress(range(start + 1, last), map(leads.__contains__, tagged.lower[start + 1 : last])):
        is_next = tagged.lower[at] in tagged.rules.words["sequence"] and tagged.lower[at + 1].endswith("ing")
        if is_next and at - 1 in tagged.closing:
            return at  # "said it was “no way to work” | before leaving"
        leads_on = tagged.tags[at + 1] & lex.PARTICIPLE and tagged.quoted[at] == -1
        if leads_on and tagged.tags[at + 2] & lex.COMPLEMENTISER and tagged.has_verb(start, at):
            return at
    return end


def _goes_on_behind(tagged: Tagged, comma: int, clause: Range) -> int:
    """Where a clause goes on that breaks off ("because |, she said, it") or leads to its main one; 0 for nowhere."""
    start, end = clause
    if tagged.words[comma] != ",":
        return 0
    if tagged.tags[comma - 1] & BREAKS_OFF and tagged.words[comma - 1].islower():
        near = tagged.words[comma + 2 : min(end, comma + INSERTED)]
        return comma + 3 + near.index(",") if "," in near else 0
    is_leading = tagged.tags[start] & SUBORDINATOR_OR_QUESTION_WORD == lex.SUBORDINATOR
    return comma + 1 if is_leading and "," not in tagged.words[start:comma] else 0


def has_own_cue(tagged: Tagged, first: int, end: int) -> bool:
    """Whether a quotation behind a colon, a dash or another quotation has its speaker behind it: “…: “…,” she said”."""
    mark = first - 2
    if tagged.words[mark] not in LEADS_TO_QUOTE and mark not in tagged.closing:
        return False
    quotation = tagged.tokens.quotations[tagged.quoted[first]]
    at = quotation.last + 1
    if not quotation.is_closed or at >= end or tagged.words[quotation.last - 1] not in ENDS_SAID:
        return False
    if tagged.tags[at] & lex.CUE and not tagged.tags[at] & lex.NOUN_TOO:
        return at + 1 < end and tagged.is_noun_like(at + 1)
    return bool(tagged.tags[at] & BEGINS_SPEAKER or tagged.is_name_like(at)) and new_speaker(tagged, at, end)


def inserted_end(tagged: Tagged, comma: int, end: int) -> int:
    """Behind what two commas enclose ("pledged that, if elected, he would"); behind the comma where none follows."""
    for at in range(comma + 1, end):
        if tagged.words[at] == ",":
            return at + (2 if at + 1 in tagged.closing else 1)
    return comma + 1


def _ends_at(tagged: Tagged, at: int, clause: Range, *, has_verb: bool) -> bool:
    """Whether the semicolon, comma or conjunction at a token ends the clause."""
    word = tagged.words[at]
    if word == ",":
        return _ends_at_comma(tagged, at, clause, has_verb=has_verb)
    if tagged.tags[at] & lex.CONJUNCTION:
        return ends_at_conjunction(tagged, at, clause, has_verb=has_verb)
    return word == ";"


def trim_end(tagged: Tagged, start: int, end: int) -> int:
    """Leave out full stops and a stray mark at the end."""
    words = tagged.words
    while end > start and words[end - 1] in STOPS:
        end -= 1
    return end


def _ends_behind_quote(tagged: Tagged, mark: int, end: int, *, is_object: bool) -> bool:
    """Whether the words after a quotation that closes with its own comma are no longer reported."""
    tag, following = tagged.tags[mark + 1], mark + 2
    if tag & lex.CONJUNCTION and following < end and tagged.quoted[following] == -1:  # “…,” and shared a link
        is_past = tagged.lower[following].endswith("ed") and not tagged.tags[following]
        if is_past or tagged.verbs[following] or (is_object and tagged.has_verb(following, end)):
            return True  # “describes it as “late,” | and Lee says so”
    return bool(tag & SUBORDINATOR_OR_PARTICIPLE) or _ends_at_comma(tagged, mark, (mark, end), has_verb=True)


def _ends_at_comma(tagged: Tagged, comma: int, clause: Range, *, has_verb: bool) -> bool:
    end = clause[1]
    if says_too(tagged, comma, end):
        return True
    if _is_around_state(tagged, comma, end):
        return False
    if has_verb and not is_unfinished(tagged, clause[0], comma) and ends_clause(tagged, comma, clause):
        return True
    following = tagged.tags[comma + 1] if comma + 1 < end else 0
    if tells_on(tagged, comma, end) or (not has_verb and _ends_aside(tagged, comma, clause)):
        return True
    # "…, while Booth said he would", "a boycott, and the league denounced it"
    is_led = following & SUBORDINATOR_OR_CONJUNCTION and (following & lex.SPLITTING or not has_verb)
    return new_speaker(tagged, comma + (2 if is_led else 1), end)


def _is_around_state(tagged: Tagged, comma: int, end: int) -> bool:
    """Whether a comma stands before a state, or behind one before its verb: "a woman in Salem, Ohio, told him"."""
    behind = state_end(tagged, comma + 1) if comma + 1 < end else None
    if behind is not None and behind < end:
        return tagged.words[behind] == ","
    town = next((at for at in (comma - 2, comma - 3) if at > 0 and state_end(tagged, at + 1) == comma), None)
    following = comma + 1
    is_verb = following < end and (tagged.verbs[following] or tagged.tags[following] & lex.AUXILIARY)
    return town is not None and bool(is_verb)


def _ends_aside(tagged: Tagged, comma: int, clause: Range) -> bool:
    """Whether a comma closes what a participle opened before its subject's own cue: "Lee, citing fears |, said"."""
    start, end = clause
    opens = any(word == "," for word in tagged.words[max(0, start - ASIDE_OPENS) : start])
    cue = comma + 1
    is_finite = cue + 1 < end and tagged.tags[cue] & lex.CUE and not tagged.tags[cue] & NOUN_TOO_OR_PARTICIPLE
    if is_finite and start > 1 and tagged.words[start - 2] == "," and tagged.tags[start - 1] & lex.PARTICIPLE:
        return True  # "a clerk, requesting anonymity|, told the paper that"
    leads_on = is_finite and (tagged.words[cue + 1] in LEADS_TO_QUOTE_OR_COMMA or tagged.tags[cue + 1] & CLAUSE_BEGINS)
    return bool(opens and leads_on)
