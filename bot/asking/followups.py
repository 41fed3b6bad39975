"""Short questions that change the previous one: "and Putin?", "about oil?", "yesterday?", "source?", "more". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.asking.ground import Ground
from bot.asking.slots import INTERROGATIVE, act_of, is_group, no_article, with_speaker
from bot.asking.terms import read_terms, words_of
from bot.asking.tokens import bare
from bot.model import Act, Question

Counted = Literal["statements", "deals"]
PAGE = 5  # results shown at a time
OPENING = re.compile(r"^(?:(?:and|but|or|also|then|ok|so|only|just|now)\b[\s,]*)+", re.I)
ABOUT = re.compile(r"^(?:what|how)\s+about\s+|^same\s+for\s+", re.I)
LONGEST = 8  # words of a follow-up


def follow_up(line: str, base: Question, previous: Question, ground: Ground) -> Question | None:
    """The previous question changed by this line; None when the line is a question of its own."""
    shown = previous.skip
    previous = replace(previous, skip=0, shows_sources=False)
    opened = OPENING.match(line)
    rest = line[opened.end() :] if opened else line
    opened = ABOUT.match(rest) or opened
    rest = ABOUT.sub("", rest)
    rest = rest.strip(" ?!.,;:")
    low = re.sub(r"[?!.]+$", "", rest.lower())
    has_period, sets = base.period is not None, ground.words.sets
    if not sets["more"].isdisjoint((low, line.lower())):
        return replace(previous, skip=shown + PAGE)
    if not sets["sources"].isdisjoint((low, line.lower())):
        return replace(previous, shows_sources=True)
    if low in sets["when"]:
        return previous
    if low in sets["sums"] and previous.kind == "deals":
        return previous
    if low in sets["counts"]:
        counted: Counted = "deals" if previous.kind == "deals" else "statements"
        return replace(previous, kind="count", counted=counted)
    if not rest and (has_period or base.phrase):
        return _with_base(previous, base)
    if not rest or INTERROGATIVE.match(rest) or len(rest.split()) > LONGEST:
        return None
    if ground.patterns.command.match(line):  # "said Rubio", as buttons have it
        return None
    return _changed(rest, base, previous, ground, is_opened=opened is not None)


def _with_base(previous: Question, base: Question) -> Question:
    """The previous question with the period, phrase or outlet that was given now."""
    changed = previous
    if base.period is not None:
        changed = replace(changed, since=base.since, until=base.until, period=base.period)
    if base.phrase is not None:
        changed = replace(changed, phrase=base.phrase, about=None)
    return replace(changed, excluded=base.excluded or previous.excluded, outlet=base.outlet or previous.outlet)


def _changed(rest: str, base: Question, previous: Question, ground: Ground, *, is_opened: bool) -> Question | None:
    changed = _with_base(previous, base)
    if changed.kind == "deals" and (sums := _with_sums(rest, changed, ground)):
        return sums
    about = ground.patterns.about.match(rest)
    if about and rest[about.end() :].strip():
        return replace(changed, about=no_article(rest[about.end() :]), phrase=None)
    if match := re.match(r"to\s+(?P<whom>\S.*)$", rest, re.I):
        return replace(changed, addressee=no_article(match["whom"]))
    if match := re.match(r"(?:with|by|from)\s+(?P<whom>\S.*)$", rest, re.I):
        return _about_party(changed, match["whom"])
    if bare(rest) in ground.words.deals["nouns"] and not (previous.kind == "deals" and base.period):
        parties = (
            (previous.speakers or (previous.speaker,))
            if previous.speaker and previous.is_speaker_known
            else previous.parties
        )
        return replace(changed, kind="deals", parties=parties, speaker=None)
    if (act := _other_act(rest, previous, ground)) is not None:
        return replace(changed, act=act)
    return _named(rest, changed, ground, is_opened=is_opened)


def _other_act(rest: str, previous: Question, ground: Ground) -> Act | None:
    """ "and deny?" asks of the same speaker what else was done; "and demand?" may be a subject."""
    is_verb = bare(rest) not in ground.words.grammar["subjects"]
    return act_of(rest, ground) if is_verb and previous.kind in ("statements", "who", "count") else None


def _with_sums(rest: str, changed: Question, ground: Ground) -> Question | None:
    """ "over 50 million euros?", "under $1bn", "in euros": other bounds for the same deals."""
    terms = read_terms(words_of(rest), ground.words)
    if terms.rest or (terms.amount_from is None and terms.amount_to is None and terms.currency is None):
        return None
    if terms.amount_from is None and terms.amount_to is None:
        return replace(changed, currency=terms.currency)
    return replace(
        changed, amount_from=terms.amount_from, amount_to=terms.amount_to, currency=terms.currency or changed.currency
    )


def _named(rest: str, changed: Question, ground: Ground, *, is_opened: bool) -> Question | None:
    """A name takes the speaker's (or party's) place, other words take the subject's."""
    inner = ground.patterns.bare_about.search(rest)
    who, about = (rest[: inner.start()], rest[inner.end() :]) if inner else (rest, "")
    named = ground.names.resolve(who).options
    is_name = bool(named)
    if not is_opened and (not is_name or (not about and _is_own(named, changed, ground))):
        return None
    if about:
        changed = replace(changed, about=no_article(about), phrase=None)
    if changed.kind in ("deals",) or changed.counted == "deals":
        return _about_party(changed, who)
    speaks = changed.kind in ("statements", "count") or (changed.kind in ("who", "other") and is_name)
    is_source = who[:1].isupper() or is_group(who, ground)
    if speaks and (is_name or (is_source and changed.speaker is not None and not about)):
        cleared = replace(changed, speaker=None, speaker_options=(), is_speaker_known=True)
        if changed.kind in ("who", "other"):
            cleared = replace(cleared, kind="statements", other_than=())
        return with_speaker(cleared, who, ground)
    return replace(changed, about=no_article(who), phrase=None)


def _is_own(named: Sequence[str], previous: Question, ground: Ground) -> bool:
    """Whether a name alone asks what that one said: behind a question that was not about what somebody said."""
    if previous.kind in ("statements", "count"):
        return False
    return previous.kind in ("who", "other") or any(map(ground.names.is_person, named))


def _about_party(changed: Question, who: str) -> Question:
    if changed.kind != "deals" and changed.counted != "deals":
        return replace(changed, addressee=no_article(who))
    whom = no_article(who)
    if changed.about and changed.about in (changed.bought, changed.buyer, changed.seller):
        return _other_side(changed, whom)
    return replace(changed, parties=(*changed.parties[:-1], whom))


def _other_side(changed: Question, whom: str) -> Question:
    """ "Who bought Tidewell" … "and Orsk Lines?": the new name on the side of the one it was asked of."""
    bought, buyer, seller = (
        whom if side == changed.about else side for side in (changed.bought, changed.buyer, changed.seller)
    )
    return replace(changed, about=whom, bought=bought, buyer=buyer, seller=seller)
