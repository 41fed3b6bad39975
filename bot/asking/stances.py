"""Who is for something and who is against it: the question, and whether words of somebody take that side. Pure.

A side is taken by a word for it (`[stances]` of words.toml) with the subject right behind it: "would vote against the
tax", "welcomed the deal". "Opposed any reduction of the fine" is not against the fine; "not against it" is no support.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from bot.asking.ground import Ground
from bot.asking.slots import referred, subject_of, with_speaker
from bot.model import HeldStatement, Question
from bot.store.terms import question_terms, stems

Side = Literal["for", "against"]
SIDES: tuple[Side, ...] = ("against", "for")
SENTENCE = re.compile(r"[.!?;][\"'”’»)]*\s+|[“”]")
NEAR = 4  # words in front of one for a side in which "not" turns it
OBJECT = 6  # words behind it in which the subject must stand


def stance(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """ "Who is against the fuel tax", "does Holt support the deal"."""
    for side in SIDES:
        for pattern in ground.patterns.stances[side]:
            match = pattern.match(line)
            if match is None:
                continue
            about = subject_of(referred(match["rest"], ground, previous))
            asked = replace(base, kind="who", about=about, stance=side)
            who = match.groupdict().get("who")
            if who is None:
                return asked
            if ground.names.resolve(who).options:
                return with_speaker(replace(asked, kind="statements"), who, ground, previous)
    return None


def takes_side(held: HeldStatement, cue: str, question: Question, ground: Ground) -> bool:
    """Whether this statement, told with this cue, is for or against the subject in so many words."""
    said = held.statement
    return takes_side_in(said.words if said.kind == "direct" else f"{cue} {said.words}", question, ground)


def takes_side_in(text: str, question: Question, ground: Ground) -> bool:
    """Whether a clause of this text takes the side asked about; "it" is the subject where the one before names it."""
    if question.stance is None:
        return False
    asked = set(question_terms(question.about or ""))
    terms = set(asked)
    deal_words = set(stems(" ".join((*ground.words.deals["nouns"], *ground.words.deals["kind_nouns"]))))
    if terms & deal_words:
        terms |= deal_words
    before: set[str] = set()
    for sentence in SENTENCE.split(text):
        words = stems(sentence)
        for behind in _behind(words, question.stance, ground):
            if terms & set(behind) or (
                asked <= before and len(behind) == 1 and behind[0] in ground.words.sets["referring"]
            ):
                return True
        before = set(words)
    return False


def is_of_subject(text: str, question: Question, ground: Ground) -> bool:
    """Whether the article tells of that very deal: the nurses' agreement is not the river's."""
    deal_words = (*ground.words.deals["nouns"], *ground.words.deals["kind_nouns"])
    terms = set(question_terms(question.about or "")) - set(stems(" ".join(deal_words)))
    return not terms or 2 * len(terms & set(stems(text))) >= len(terms)


def _behind(words: Sequence[str], side: Side, ground: Ground) -> Iterator[list[str]]:
    """What stands behind each word for that side: its object, up to the next clause."""
    other: Side = "for" if side == "against" else "against"
    for at in range(len(words)):
        near = words[max(0, at - NEAR) : at]
        is_turned = not ground.words.negating_stems.isdisjoint(near)
        after = _after(words, at, ground.words.stance_stems[side])
        if after is not None and not is_turned:
            yield _object(words[after:], ground)
        after = _after(words, at, ground.words.stance_stems[other])
        if after is not None and is_turned and other == "for":
            yield _object(words[after:], ground)


def _after(words: Sequence[str], at: int, phrases: Sequence[tuple[str, ...]]) -> int | None:
    ends = [at + len(phrase) for phrase in phrases if tuple(words[at : at + len(phrase)]) == phrase]
    return max(ends, default=None)


def _object(words: Sequence[str], ground: Ground) -> list[str]:
    found: list[str] = []
    for word in words[:OBJECT]:
        if word in ground.words.stance_stops:
            break
        found.append(word)
    return found
