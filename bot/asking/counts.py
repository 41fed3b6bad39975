"""Questions that count: "how often did X …", "how many deals …". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from bot.asking.deal_shapes import is_deal_noun, with_terms
from bot.asking.ground import Ground
from bot.asking.slots import act_of, fill_rest, subject_of, with_speaker, without_auxiliaries
from bot.asking.speech_shapes import from_noun_rest, statements, who
from bot.asking.tokens import bare
from bot.model import Question

Counted = Literal["statements", "deals", "speakers", "articles", "stories", "outlets"]
COUNTED: dict[str, Counted] = {
    "statement": "statements", "quote": "statements", "comment": "statements", "remark": "statements",
    "time": "statements", "people": "speakers", "person": "speakers", "speaker": "speakers", "politician": "speakers",
    "official": "speakers", "outlet": "outlets", "source": "outlets", "newspaper": "outlets", "site": "outlets",
    "article": "articles", "story": "stories", "stories": "stories",
}  # fmt: skip
THERE_ARE = re.compile(
    r"^(?:are|were|was|is|do|did|have|has)\b\s*(?:there|you|we)?\s*(?:hold|have|held)?\s*", re.IGNORECASE
)
OF_WHOM = re.compile(r"(?:by|from|of|in|at|to)\b", re.IGNORECASE)


def count(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """How often, how many times, how many of something."""
    for pattern in ground.patterns.count:
        if match := pattern.match(line):
            return _times(match, base, ground, previous)
    match = ground.patterns.count_things.match(line)
    if match is None:
        return None
    noun, rest = bare(match["noun"]), match["rest"]
    counted = COUNTED.get(noun) or COUNTED.get(noun.removesuffix("s"))
    speaks_of_deals = any(is_deal_noun(word, ground) for word in rest.split(" about ")[0].split())
    if is_deal_noun(noun, ground) or (speaks_of_deals and counted is None):
        found = with_terms(replace(base, kind="deals"), f"{noun} {rest}", ground)
        return replace(found, kind="count", counted="deals")
    if counted is None:
        return None
    is_state = bool(re.match(r"(?:is|are|was|were)\b(?!\s+there\b)", rest))
    shaped = (
        statements(f"what {rest}", base, ground, previous)
        or statements(rest, base, ground, previous)
        or (who(f"who {rest}", base, ground, previous) if counted == "speakers" else None)
        or (None if is_state else _of_nouns(base, THERE_ARE.sub("", rest), counted, ground, previous))
    )
    if shaped is None:
        return None  # "how many people were on strike": of the world, not of the records
    return replace(shaped, kind="count", counted=counted)


def _of_nouns(
    base: Question, rest: str, counted: Counted, ground: Ground, previous: Question | None
) -> Question | None:
    """`by X about Y`; of people only so: "how many people died" counts nobody who spoke."""
    is_limited = OF_WHOM.match(rest) or ground.patterns.about.match(rest)
    if counted == "speakers" and rest and not is_limited:
        return None
    return from_noun_rest(base, rest, ground, previous)


def is_of_all(question: Question) -> bool:
    """Whether nothing limits what is counted: "how many outlets do you hold"."""
    limits = (question.about, question.phrase, question.speaker, question.speakers, question.act, question.outlet)
    return not any((*limits, question.since, question.until, question.addressee, question.venue, question.excluded))


def _times(match: re.Match[str], base: Question, ground: Ground, previous: Question | None) -> Question:
    groups = match.groupdict()
    act = act_of(groups.get("verb"), ground)
    question = replace(base, kind="count", counted="statements", act=act)
    if (who := groups.get("who")) and groups.get("is") and bare(groups["verb"]) not in ground.words.grammar["quoted"]:
        return replace(question, act=None, about=subject_of(f"{who} {groups['rest']}"))  # "how often was X mentioned"
    if who:
        question = with_speaker(question, who, ground, previous)
        rest = groups["rest"]
    else:
        after = (groups.get("after") or "").strip()
        if by := re.match(r"by\s+(.+)$", after, re.I):
            question = with_speaker(question, by[1], ground, previous)
            after = ""
        rest = f"{without_auxiliaries(groups['rest'])} {after}"
    return replace(fill_rest(question, rest, groups.get("verb") or "", ground, previous), kind="count")
