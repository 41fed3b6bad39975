"""Questions about what was said: "what did X say", "X's statement on", "who said". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from bot.asking.ground import Ground
from bot.asking.slots import (
    INTERROGATIVE,
    act_of,
    ends_before_noun,
    fill_rest,
    is_group,
    subject_of,
    with_speaker,
)
from bot.asking.tokens import bare
from bot.model import Act, Question
from bot.store.terms import EMPTY

SAID_THAT = re.compile(
    r"who(?:\s+else)?(?:\s+(?:has|was|is))?\s*(?:said|says|say)?(?:\s+(?:that|it|this|so))?", re.IGNORECASE
)
DID = ("what did ", "what does ", "what do ", "did ", "does ", "how did ")
TO_WHOM = re.compile(r"(?P<who>.+?)\s+(?P<rest>to\s+\S.*)$", re.IGNORECASE)
FINITE = re.compile(r"(?:s|ed|ing|said|told|spoke|spoken|wrote|written|thought)$", re.IGNORECASE)
GUESSES = ("unknown", "misspelt")
ASKS_ON = re.compile(r"\b(?:which|what|who|whom|whose|where|how\s+(?:much|many))\b|[.?!]\s", re.IGNORECASE)
MOST_SPLITS = 3
ARTICLES = ("", "the", "a", "an")  # nobody is called so: a verb behind one is a noun, "the state departement"
LONGEST_WHO = 9  # words of a name with its role


def who(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """Who said, warned, denied …; with "officials", "union leaders" the group they must belong to."""
    for pattern in ground.patterns.who:
        match = pattern.match(line)
        if match is None or (bare(line) == "who" and not (base.phrase or previous)):
            continue
        groups = match.groupdict()
        if groups.get("group") is not None:
            group = groups["group"].strip()
            if not is_group(group, ground):
                continue
            base = replace(base, speaker=group, is_speaker_known=False)
        question = replace(base, kind="who", act=act_of(groups.get("verb"), ground))
        question = fill_rest(question, groups["rest"], groups.get("verb") or "", ground, previous)
        if _says_nothing(question, ground):
            return replace(base, about=None, phrase=None)
        return _same_subject(question, previous) if SAID_THAT.fullmatch(line) else question
    return None


def _says_nothing(question: Question, ground: Ground) -> bool:
    """`who said ""`, `who said “the”`: nothing that one could look for; "no" is an answer."""
    if question.speaker or not (question.about or question.phrase):
        return False
    words = re.findall(r"\w+", f"{question.about or ''} {question.phrase or ''}".lower())
    return not words or (len(words) == 1 and words[0] in EMPTY and words[0] not in ground.words.stances["negating"])


def _same_subject(question: Question, previous: Question | None) -> Question:
    if previous is None or question.phrase:
        return question
    himself = previous.speakers or ((previous.speaker,) if previous.speaker else ())
    since, until, period = previous.since, previous.until, previous.period
    asked = replace(question, about=previous.about, phrase=previous.phrase, since=since, until=until, period=period)
    if "else" not in question.text.lower():
        return asked
    first = (previous.answered_by,) if previous.answered_by and not himself else ()
    return replace(asked, act=question.act or previous.act, other_than=himself or first)


def statements(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """A verb of saying behind whoever said it."""
    for pattern in ground.patterns.statements:
        match = pattern.match(line)
        if match is None:
            continue
        groups = _best_split(match.groupdict(), ground, is_did=line.lower().startswith(DID))
        verb = groups.get("verb") or groups.get("passive") or ""
        who = (groups.get("who") or "").strip()
        is_group = bare(who) in ground.words.grammar["groups"]
        is_plain = bool(ground.patterns.plain.match(line)) and (len(who.split()) > 1 or is_group)
        if who and (_is_no_speaker(who, ground, is_plain=is_plain) or len(who.split()) > LONGEST_WHO):
            continue
        question = replace(base, kind="statements", act=act_of(verb, ground))
        if bare(who) in ground.words.everybody:
            question = replace(question, kind="who")
        elif who:
            question = with_speaker(question, who, ground, previous)
        return fill_rest(question, groups["rest"] or "", verb, ground, previous)
    return _told(line, base, ground, previous)


def _told(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """ "what Rubio said", "Putin denied …", "why did Rubio say …": only of a name that is held, and one question."""
    for pattern in ground.patterns.told:
        match = pattern.match(line)
        if match is None or ASKS_ON.search(match["rest"]):
            continue
        groups = _best_split(match.groupdict(), ground, is_did=False)
        who = (groups["who"] or "").strip()
        is_held = ground.names.resolve(who).options or bare(who) in (ground.words.pronouns | ground.words.everybody)
        if not is_held or _is_no_speaker(who, ground):
            continue
        question = replace(base, kind="statements", act=act_of(groups["verb"], ground))
        question = with_speaker(question, who, ground, previous)
        return fill_rest(question, groups["rest"] or "", groups["verb"] or "", ground, previous)
    return None


def _best_split(groups: dict[str, str | None], ground: Ground, *, is_did: bool) -> dict[str, str | None]:
    """The verb behind the longest name held: "the secretary of state | say", not "the secretary of | state say".

    Behind "did" it is a plain verb: "what did the posts say".
    """
    who, rest = groups.get("who"), groups.get("rest") or ""
    if not who or not groups.get("verb") or ground.names.is_known(who):
        return groups
    taken = f"{who} {groups['verb']}"
    is_noun_behind = bare(who) in ARTICLES or bare(who).endswith(" of")
    for _ in range(MOST_SPLITS):
        later = re.match(rf"\s*(?P<more>.*?)\s*\b(?P<verb>{ground.words.verb})\b(?P<rest>.*)$", rest, re.I)
        if later is None:
            break
        taken = f"{taken} {later['more']}".strip()
        if len(taken.split()) > LONGEST_WHO:
            break
        is_noun = is_did and FINITE.search(groups["verb"] or "") and not FINITE.search(later["verb"])
        if is_noun or ground.names.resolve(taken).how not in GUESSES or is_noun_behind:
            return {"who": taken, "verb": later["verb"], "rest": later["rest"]}
        taken, rest = f"{taken} {later['verb']}", later["rest"]
    return groups


def _is_no_speaker(who: str, ground: Ground, *, is_plain: bool = False) -> bool:
    """Words that cannot be whom a question is about: "what deals were", "what is the most".

    In a plain "what did the judge say" or "… say about …" they are, however common.
    """
    words = bare(who).split()
    deal_words = {*ground.words.deals["nouns"], *ground.words.deals["kind_nouns"]}
    if who[:1].isupper() and len(words) == 1 and ground.names.is_first_name(who):
        return False  # Will
    if not words or words[-1] in ("was", "were", "is", "are", "been", "be") or INTERROGATIVE.match(who):
        return True
    if len(words) > 1 and ends_before_noun(who, ground):  # "did Orsk accept the | offer"
        return True
    if any(word in deal_words for word in words):
        return True
    is_common = not is_plain and all(word in ground.words.ordinary for word in words)
    is_somebody = bare(who) in (ground.words.pronouns | ground.words.everybody) or ground.names.is_known(who)
    is_somebody = is_somebody or ground.names.is_first_name(who)
    return is_common and not is_somebody


def nouns(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """A noun for something said: "Putin's statements on oil", "any comment from the Kremlin"."""
    if match := ground.patterns.command.match(line):
        return from_noun_rest(replace(base, kind="statements"), match["who"], ground, previous)
    for pattern in ground.patterns.nouns:
        match = pattern.match(line)
        if match is None:
            continue
        groups = match.groupdict()
        named = groups.get("named")
        if named and not ground.names.resolve(named, is_guessing=False).options:
            continue
        who = named or groups.get("who")
        noun = groups.get("noun")
        if who and _is_no_speaker(who, ground):
            continue
        act = ground.words.nouns.get(bare(noun)) if noun else None
        question = replace(base, kind="statements", act=cast("Act | None", act if act != "said" else None))
        if who:
            question = with_speaker(question, who, ground, previous)
        return fill_rest(question, groups.get("rest") or "", "", ground, previous)
    return _quotes(line, base, ground)


def _quotes(line: str, base: Question, ground: Ground) -> Question | None:
    """ "Putin quotes", "inflation quotes": of somebody or about something."""
    match = ground.patterns.quotes.match(line)
    if match is None or INTERROGATIVE.match(line):
        return None
    question, either = replace(base, kind="statements"), match["either"]
    if ground.names.resolve(either, is_guessing=False).options:
        return with_speaker(question, either, ground)
    return replace(question, about=subject_of(either))


def from_noun_rest(question: Question, rest: str, ground: Ground, previous: Question | None) -> Question:
    """`X about Y`, `X on Y`, `by X`, `about Y`, `X`."""
    rest = re.sub(r"^(?:by|from|of)\s+", "", rest.strip(), flags=re.I)
    match = ground.patterns.about.search(rest)
    who, about = (rest[: match.start()], rest[match.start() :]) if match else (rest, "")
    whom = TO_WHOM.match(who)
    if whom and ground.names.resolve(whom["who"]).options:  # "Rubio to Fox News about oil"
        who, about = whom["who"], f"{whom['rest']} {about}".strip()
    if who.strip():
        question = with_speaker(question, who, ground, previous)
    return fill_rest(question, about, "", ground, previous)
