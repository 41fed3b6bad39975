"""Which kind of question a line is. Pure; the line has no period, phrases or politeness any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.asking.counts import count
from bot.asking.deal_shapes import buying, deals, funding, is_deal_noun, progress, standing, with_terms
from bot.asking.ground import Ground
from bot.asking.slots import (
    INTERROGATIVE,
    fill_rest,
    referred,
    several_names,
    subject_of,
    with_speaker,
    without_auxiliaries,
)
from bot.asking.speech_shapes import ASKS_ON, from_noun_rest, nouns, statements, who
from bot.asking.stances import stance
from bot.asking.tokens import bare
from bot.model import Question

Shape = Callable[[str, Question, Ground, Question | None], Question | None]
ON = re.compile(r"^\s*(?:(?:on|about|with|regarding|for|in|of|from|to|the|since|at)\s+)+", re.IGNORECASE)
NOBODY = ("me", "us", "now", "today", "here", "there", "world", "last", "then")
WHO_WANTS = re.compile(
    r"^who(?:'s|\s+(?:is|was|are))?\s+(?:want|plan|hop|tr[yi]|look|seek|aim)\w*\s+to\s", re.IGNORECASE
)
WHO_IS = re.compile(r"^who(?:'s|\s+(?:is|was))\s+(?P<office>.+)$", re.IGNORECASE)
MOST_BARE_WORDS = 10
LONGEST_NAME = 3  # words


def understand(line: str, base: Question, ground: Ground, previous: Question | None) -> Question:
    """The first shape that fits; kind "other" when none does."""
    shapes: tuple[Shape, ...] = (
        count,
        stance,
        _leading,
        _wanting,
        who,
        progress,
        _upcoming,
        _changed,
        _new,
        standing,
        funding,
        buying,
        statements,
        nouns,
        deals,
        _bare,
    )
    for shape in shapes:
        if question := shape(line, base, ground, previous):
            return question
    if base.phrase and (not line or len(line.split()) <= 1):
        return replace(base, kind="who")
    return replace(base, about=subject_of(line))


def _wanting(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """ "Who wants to buy Norvane": a deal asked for, not who said that he wants to."""
    return buying(line, base, ground, previous) if WHO_WANTS.match(line) else None


def _leading(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """ "Who runs Norvane", "who is Norvane's chairman": whoever holds that office there, by what that one said."""
    offices = []
    if match := ground.patterns.leading.match(line):
        offices.append(f"{ground.words.leading[bare(match['how'])]} of {match['rest']}")
    if match := WHO_IS.match(line):
        offices.append(match["office"])
    for office in offices:
        if ground.names.resolve(office, is_guessing=False).how == "role":
            return with_speaker(replace(base, kind="statements"), office, ground, previous)
    return None


def _upcoming(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    if base.since and ground.patterns.on_a_day.match(line):
        return replace(base, kind="upcoming")
    for pattern in ground.patterns.upcoming:
        if match := pattern.match(line):
            about = without_auxiliaries(match["rest"])
            about = re.sub(r"^(?:on|for|in|about|with|regarding)\s+", "", about, flags=re.I)
            return replace(base, kind="upcoming", about=subject_of(referred(about, ground, previous)))
    return None


def _changed(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    for pattern in ground.patterns.changed:
        match = pattern.match(line)
        if match and not re.search(r"\bsay|said\b", line):
            rest = f"{match['rest']} {match.groupdict().get('after') or ''}"
            return _on(replace(base, kind="changed"), rest, ground, previous)
    return None


def _new(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    for pattern in ground.patterns.new:
        if match := pattern.match(line):
            rest = re.sub(r"^\s*(?:is\s+there|do\s+you\s+have|are\s+there)\s*", " ", match["rest"], flags=re.I)
            return _on(replace(base, kind="new"), rest, ground, previous)
    if not line and (base.since or base.until):
        return replace(base, kind="new")
    return None


def _on(question: Question, rest: str, ground: Ground, previous: Question | None) -> Question:
    """`on Y`, `with X about Y`: what a question for news is limited to."""
    rest = ON.sub("", f"{rest.strip()} ")
    about = subject_of(referred(rest.strip(), ground, previous))
    return replace(question, about=None if about and about.lower() in NOBODY else about)


def _names_somebody(words: str, ground: Ground) -> bool:
    """Whether it is somebody's name; "bill" in small letters is a bill."""
    found = ground.names.resolve(words)
    is_word = found.how == "given" and bare(words) in ground.words.ordinary and not words[:1].isupper()
    return bool(found.options) and not is_word


def _bare(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """`Rubio`, `Rubio on oil`, `Rubio oil`, `about oil`, `oil sanctions`: words without a question."""
    words = line.split()
    if not words or ASKS_ON.search(line) or len(words) > MOST_BARE_WORDS:
        return None
    if INTERROGATIVE.match(line) and not (line[:5] == "Will " and _names_somebody("Will", ground)):
        return None
    match = ground.patterns.bare_about.search(line)
    before = line[: match.start()] if match else line
    if several_names(before, ground):
        return from_noun_rest(replace(base, kind="statements"), line, ground, previous)
    if match and match.start() > 0 and _names_somebody(line[: match.start()], ground):
        return from_noun_rest(replace(base, kind="statements"), line, ground, previous)
    if match and match.start() == 0:
        return fill_rest(replace(base, kind="statements"), line, "", ground, previous)
    for length in range(min(len(words), 6), 0, -1):
        start = " ".join(words[:length])
        if ground.names.is_known(start) and bare(start) not in ground.words.ordinary:
            question = with_speaker(replace(base, kind="statements"), start, ground, previous)
            return replace(question, about=subject_of(" ".join(words[length:])))
    is_office = ground.names.resolve(line, is_guessing=False).how == "role"  # "the foreign minister of Uganda"
    if (is_office or len(words) <= LONGEST_NAME) and _names_somebody(line, ground):
        return with_speaker(replace(base, kind="statements"), line, ground, previous)
    if any(is_deal_noun(word, ground) for word in words):
        return with_terms(replace(base, kind="deals"), line, ground)
    return None
