"""Cues in the passive: “was confirmed by lawmaker X”, “, confirmed by X”, “was asked by X whether …”."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.endings import trim_end
from bot.reading.phrase_cores import Phrase
from bot.reading.phrases_after import core_after
from bot.reading.right_side import piece_of
from bot.reading.sources import extend_after
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup

AGENTS = lex.DETERMINER | lex.POSSESSIVE | lex.OBJECT_PRONOUN
AGENT = 0.8  # strength of “…, confirmed by X”
SURELY_TOLD = 0.85  # strength of "that" from which a cue reports facts: confirmed by, but not praised by


def is_reduced_passive(tagged: Tagged, group: VerbGroup, end: int) -> bool:
    """ ", confirmed by lawmaker X": a participle with its agent right behind."""
    at = group.last + 1
    if group.form not in {"past", "participle"} or at >= end or not tagged.tags[group.last] & lex.AGENT:
        return False
    if tagged.tags[at] & AGENTS or not tagged.words[at][0].islower():
        return True
    last = core_after(tagged, at, end)
    return last is not None and tagged.is_name_like(last - 1)  # "confirmed by lawmaker X", not "said by telephone"


def read_passive(tagged: Tagged, group: VerbGroup, floor: int, end: int) -> Attribution | None:
    """ "was confirmed by lawmaker X": what stands before is the content, the agent the source."""
    at = group.last
    if at >= end or not tagged.tags[at] & lex.AGENT:
        return None
    last = core_after(tagged, at + 1, end)
    if last is None:
        return None
    last = extend_after(tagged, last, end)
    put = _put_to(tagged, group, (at, last), end)
    if put is not None:
        return put
    start = floor
    is_as = group.first > floor and tagged.lower[group.first - 1] in tagged.rules.words["as"]
    if is_as and group.first - 1 == start:
        return _as_told(tagged, group, (at + 1, last), end)
    stop = trim_end(tagged, start, group.first - is_as)
    if stop <= start:
        return None
    tells = group.cue.frames.get("that", 0.0) >= SURELY_TOLD
    is_whole = start == tagged.units[tagged.unit_of[group.verb]][0] and tagged.has_verb(start, stop)
    reduced = tells and is_whole and not group.is_passive and tagged.words[group.first - 1 - is_as] == ","
    frame = "agent" if reduced else "passive"
    strength = AGENT if reduced else group.cue.frames.get("passive", 0.5)
    return Attribution("passive", frame, group.cue.lemma, (group.first, at + 1), Phrase(at + 1, last, last),
                       [(start, stop)], strength, group, unit=tagged.unit_of[group.verb])  # fmt: skip


def _as_told(tagged: Tagged, group: VerbGroup, agent: Range, end: int) -> Attribution | None:
    """ "As reported by Reuters, …": the words stand behind the agent."""
    comma = agent[1]
    piece = piece_of(tagged, comma + 1, end) if comma + 1 < end and tagged.words[comma] == "," else None
    return piece and Attribution(
        "passive", "agent", group.cue.lemma, (group.first, agent[0]), Phrase(*agent, agent[1]), [piece], AGENT, group,
        unit=tagged.unit_of[piece[1] - 1],
    )  # fmt: skip


def _put_to(tagged: Tagged, group: VerbGroup, agent: Range, end: int) -> Attribution | None:
    """ "was asked by Baker whether …", "was told by the mayor that …": the content stands behind the agent."""
    if not group.is_passive or group.cue.lemma not in tagged.rules.words["put_by"]:
        return None
    at = agent[1]
    if at + 2 >= end:
        return None
    if at in tagged.opening or (at + 1 in tagged.opening and tagged.words[at] in {",", ":"}):
        at += at not in tagged.opening
        frame = "quote"
    elif tagged.tags[at] & lex.COMPLEMENTISER:
        frame, at = "that", at + 1
    elif tagged.tags[at] & lex.QUESTION_WORD:
        frame = "question"
    else:
        return None
    piece = piece_of(tagged, at, end)
    return piece and Attribution(
        "passive", frame, group.cue.lemma, (group.first, agent[0] + 1), Phrase(agent[0] + 1, agent[1], agent[1]),
        [piece], group.cue.frames.get(frame, 0.0), group, unit=tagged.unit_of[group.verb],
    )  # fmt: skip
