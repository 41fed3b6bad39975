"""Whether a conjunction inside a reported clause ends it: what the same speaker does next, or is so now."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.next_speaker import CLAUSE_BEGINS, new_speaker, speaks_for_itself
from bot.reading.tagged import LONGEST_SENTENCE, Tagged
from bot.reading.verbs import has_object

UNTIL_NOW = 4  # tokens of "to date has"
AUXILIARY_OR_NEGATION = lex.AUXILIARY | lex.NEGATION
HAVE_OR_PRONOUN = lex.HAVE | lex.PRONOUN


def ends_at_conjunction(tagged: Tagged, at: int, clause: Range, *, has_verb: bool) -> bool:
    """Whether "and" or "but" at a token ends the clause [start, end), which had a verb before it or not."""
    start, end = clause
    if _is_done_besides(tagged, start, at) or _is_of_now(tagged, start, at, end):
        return True
    return _cut_at_conjunction(tagged, at, end, has_verb=has_verb) and not _is_in_step(tagged, start, at)


def _is_done_besides(tagged: Tagged, start: int, conjunction: int) -> bool:
    """Whether a past tense follows what was to be done: "vowed to keep it open | and celebrated the ruling"."""
    if not tagged.tags[start] & lex.INFINITIVE or tagged.has_verb(start + 2, conjunction):
        return False
    at = conjunction + 1
    if at < len(tagged.tags) and tagged.tags[at] & lex.PRONOUN and not tagged.tags[at] & lex.OBJECT_PRONOUN:
        return True  # "vowed to mend it | and he hinted at more"
    is_past = at < len(tagged.lower) and tagged.verbs[at] != 0 and tagged.lower[at].endswith("ed")
    return is_past and not tagged.tags[at] & lex.NOUN_TOO


def _is_of_now(tagged: Tagged, start: int, conjunction: int, end: int) -> bool:
    """Whether what is so now follows what was said: "will vote | but has not", "would come | and to date has not"."""
    first = conjunction + 1
    near = range(first, min(first + UNTIL_NOW, end))
    verb = next((at for at in near if tagged.is_verb_like(at) or tagged.tags[at] & lex.PRONOUN), end)
    words, lower = tagged.rules.words, tagged.lower
    if verb >= end or lower[verb] not in words["being_so"]:
        return False
    if not tagged.tags[conjunction] & lex.CONNECTOR:
        return verb == first
    return verb > first and not words["foreseeing"].isdisjoint(
        lower[max(start, conjunction - LONGEST_SENTENCE) : conjunction]
    )


def _is_in_step(tagged: Tagged, start: int, conjunction: int) -> bool:
    """Whether a present tense goes on what a past cue reports: "said he has read it and disagrees"."""
    cue = next((at for at in range(start - 1, max(-1, start - 3), -1) if tagged.tags[at] & lex.CUE), None)
    verb = next(
        (at for at in range(conjunction + 1, min(conjunction + 4, len(tagged.tags))) if tagged.tags[at] & lex.CUE), None
    )
    if cue is None or verb is None:
        return False
    told, verbs = ({form for _, forms in tagged.rules.cues[tagged.lower[at]] for form in forms} for at in (cue, verb))
    return "past" in told and verbs == {"s"}


def _cut_at_conjunction(tagged: Tagged, conjunction: int, end: int, *, has_verb: bool) -> bool:
    """Whether "and"/"but" leads to another verb of the same speaker: "said A and added B", "praised A and left"."""
    at = conjunction + 1
    if not has_verb and at < end and tagged.tags[at] & lex.AUXILIARY and not tagged.tags[at] & lex.INFINITIVE:
        return True  # "proposed banning visits and has gone further"
    if _is_withheld(tagged, at, end):
        return True  # "said he had no plans and | would not identify the buyer"
    while at < end and (tagged.adverbs[at] or tagged.tags[at] & HAVE_OR_PRONOUN):
        at += 1
    if at >= end or tagged.quoted[at] != -1:
        return False
    if not tagged.tags[at] & lex.CUE:
        if not has_verb and tagged.verbs[at] != 0 and not tagged.tags[at] & lex.NOUN_TOO and at == conjunction + 1:
            return True
        if not tagged.tags[conjunction] & lex.CONNECTOR:
            return new_speaker(tagged, conjunction + 1, end)
        return speaks_for_itself(tagged, conjunction + 1, end, has_verb=has_verb)
    if not tagged.tags[conjunction] & lex.CONNECTOR and _is_half(tagged, conjunction, at, end):
        return False
    return _is_cue_of_same(tagged, at, has_verb=has_verb)


def _is_cue_of_same(tagged: Tagged, at: int, *, has_verb: bool) -> bool:
    """Whether a cue behind a conjunction goes with the sentence's own: "said A and | added", "| saying he was"."""
    tag, forms = tagged.tags[at], {form for _, forms in tagged.rules.cues[tagged.lower[at]] for form in forms}
    if has_verb and tag & lex.PARTICIPLE and _reports(tagged, at):
        return True  # "is noting the trouble he had | and saying he could not answer"
    if tag & lex.NOUN_TOO and not ("s" in forms and has_object(tagged, at + 1)):
        return False
    return bool(forms & {"past", "s"})


def _is_withheld(tagged: Tagged, at: int, end: int) -> bool:
    """Whether the speaker is told to hold something back; "will not fund it and | will not give more" goes on."""
    first = at
    if first >= end:
        return False
    earlier = max(tagged.units[tagged.unit_of[first]][0], first - LONGEST_SENTENCE)
    if tagged.lower[first] in tagged.lower[earlier:first]:
        return False
    while at < end and tagged.tags[at] & AUXILIARY_OR_NEGATION:
        at += 1
    is_negated = any(tag & lex.NEGATION for tag in tagged.tags[first:at])
    is_told = at < end and (tagged.lower[at] in tagged.rules.words["withheld"] or _reports(tagged, at))
    return is_negated and is_told


def _reports(tagged: Tagged, at: int) -> bool:
    """Whether a verb leads to a clause of its own: "did not | suggest it would be", "suggest that"."""
    has_clause = at + 1 < len(tagged.tags) and tagged.tags[at + 1] & CLAUSE_BEGINS
    return bool(tagged.tags[at] & lex.CUE and has_clause)


def _is_half(tagged: Tagged, conjunction: int, cue: int, end: int) -> bool:
    """Whether "but" leads to what belongs to the words before it: "respected the ruling but disagreed with it".

    What has a subject of its own, or reports in so many words ("but warned that …"), is another statement.
    """
    if tagged.words[conjunction - 1] == ",":
        return False  # "acknowledged the rule, | but noted the state had not used it"
    if conjunction - 1 in tagged.closing or any(tagged.tags[at] & lex.PRONOUN for at in range(conjunction + 1, cue)):
        return False  # "referred to him as “bright” | but described his plan as “late”"
    behind = cue + 1
    if behind < end and tagged.lower[behind] in tagged.rules.words["scant"]:
        return False  # "vowed to act but said little about how"
    if behind + 1 < end and tagged.words[behind] == "," and behind + 1 in tagged.opening:
        return False  # "said it was early but added, “…”"
    return behind >= end or not (tagged.tags[behind] & lex.COMPLEMENTISER or behind in tagged.opening)
