"""From a line in plain words to a Question. Pure: time, names and words are arguments; never raises.

The stages, in order:
    1. clean       one bounded line; quoted phrases, -words, outlets and the period are taken out of it
    2. follow-up   "and Putin?", "about oil?", "source?", "more" change the previous question
    3. count · who · when will · changed · new · statements · deals, each by its shapes (patterns.py)
    4. slots       whom, about what, to whom, where; names by the names held (names.py)
    5. spelling    what was not understood is tried once more with its question words put right
Whatever is left is kind "other": its words are searched as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from rapidfuzz.distance import OSA

from bot.asking import shapes
from bot.asking.followups import OPENING, follow_up
from bot.asking.ground import Ground
from bot.asking.times import Clock, find_period
from bot.asking.tokens import clean, joined, split, take_phrases
from bot.model import Question

EXCLUDED = re.compile(r"(?:^|(?<=\s))-(?=[^\W\d_])([\w'.-]{2,40})")
OUTLET = re.compile(
    r"(?:(?:^|\s)(?:in|on|from|by|at|according\s+to|per|via|reported\s+by)\s+(?:the\s+)?)((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,15})(?=[\s?!,.]|$)",
    re.IGNORECASE,
)
WITHOUT_APOSTROPHE = (
    re.compile(r"\b(what|who|how|where|when|that|there|here)s\b", re.IGNORECASE),
    re.compile(r"\b(did|does|do|has|have|had|is|was|are|were|would|could|should)nt\b", re.IGNORECASE),
)
ASKED = r"(?:what|when|who|whom|how|which|did|does|has|have|is|are|will)(?:'s)?"
SECOND = re.compile(
    rf"(?:\?\s*(?:and\s+|also\s+|but\s+)?|[,;]?\s+(?:and|also|but)\s+)(?={ASKED}\s+\w+\s+\w)", re.IGNORECASE
)
BUTTON = re.compile(r"\s\+(\d{1,4}|sources)$")
SHORTEST_SPELLED = 4


def parse_question(
    text: str, ground: Ground, now: datetime, timezone: str = "UTC", previous: Question | None = None
) -> Question:
    """Understand a question; `previous` is the last one of the same person, for follow-ups."""
    line = clean(text)
    zone = ZoneInfo(timezone)
    question = _understood(line, ground, Clock(now, zone), previous)
    if question.kind == "other":
        spelled = _spelled(line, ground)
        again = _understood(spelled, ground, Clock(now, zone), previous) if spelled != line else question
        question = again if again.kind != "other" else question
    return replace(question, text=line)


def in_parts(text: str, ground: Ground, now: datetime, timezone: str = "UTC") -> tuple[str, ...]:
    """Two questions in one line, "how much is Norvane paying and when do shareholders vote", if each is one alone."""
    line = clean(text)
    for match in SECOND.finditer(line):
        parts = line[: match.start()], line[match.end() :]
        if all(parse_question(part, ground, now, timezone).kind != "other" for part in parts):
            return parts
    return (line,)


def _understood(line: str, ground: Ground, clock: Clock, previous: Question | None) -> Question:
    line, phrases = take_phrases(line)
    line = _typed_in_full(line, ground)
    base = Question(text=line, kind="other", phrase=" … ".join(phrases) or None)
    line, base = _asked_by_button(line, base)
    line, base = _outlet(line, base)
    line, base = _excluded(line, base)
    line = _trimmed(line, ground)
    line, base = _period(line, base, ground, clock)
    line = _trimmed(line, ground)
    if previous is not None and (changed := follow_up(line, base, previous, ground)):
        return changed
    return shapes.understand(OPENING.sub("", line) or line, base, ground, previous)


def _typed_in_full(line: str, ground: Ground) -> str:
    """`whats` as `what's`, `abt` as `about`, `wich` as `which`."""
    line = WITHOUT_APOSTROPHE[1].sub(r"\1n't", WITHOUT_APOSTROPHE[0].sub(r"\1's", line))
    words = [ground.words.short.get(word.lower(), word) for word in line.split(" ")]
    return " ".join(words)


def _asked_by_button(line: str, base: Question) -> tuple[str, Question]:
    """The endings our own buttons write: `+5` goes on behind the fifth result, `+sources` asks for the sources."""
    match = BUTTON.search(line)
    if match is None:
        return line, base
    shown = int(match[1]) if match[1].isdigit() else 0
    return line[: match.start()], replace(base, skip=shown, shows_sources=not match[1].isdigit())


def _excluded(line: str, base: Question) -> tuple[str, Question]:
    words = tuple(EXCLUDED.findall(line))
    return (EXCLUDED.sub(" ", line), replace(base, excluded=words)) if words else (line, base)


def _outlet(line: str, base: Question) -> tuple[str, Question]:
    match = OUTLET.search(line)
    if match is None:
        return line, base
    return f"{line[: match.start()]} {line[match.end() :]}", replace(base, outlet=match[1].lower())


def _period(line: str, base: Question, ground: Ground, clock: Clock) -> tuple[str, Question]:
    """Take the period out of the line; what lies ahead is meant by "when will", "coming up", "scheduled"."""
    words = split(line)
    is_ahead = bool(ground.patterns.ahead.search(line))
    found = find_period(words, Clock(clock.now, clock.zone, is_ahead), ground.words)
    if found is None:
        return line, base
    rest = joined([*words[: found.first], *words[found.last :]])
    period = found.period
    return rest, replace(base, since=period.since, until=period.until, period=period.label)


def _trimmed(line: str, ground: Ground) -> str:
    """Without "please tell me", closing thanks and marks."""
    line = line.strip(" ?!.,;:")
    line = ground.patterns.openers.sub("", line) or line
    return (ground.patterns.endings.sub("", line) or line).strip(" ?!.,;:")


def _spelled(line: str, ground: Ground) -> str:
    """The line with the question's own words put right: "waht did Rubio sya abuot oil"."""
    return " ".join(_respelled(word, ground) for word in line.split(" "))


def _respelled(word: str, ground: Ground) -> str:
    low = word.lower().strip("?!.,;:")
    is_word = low.isascii() and low.isalpha() and len(low) >= SHORTEST_SPELLED - 1
    if not is_word or low in ground.words.vocabulary or ground.names.is_known(low):
        return word
    for right in ground.words.spelling:
        if abs(len(right) - len(low)) <= 1 and len(right) >= SHORTEST_SPELLED and OSA.distance(low, right) == 1:
            return right
    if f"{low}g" in ground.words.acts:  # "sayin"
        return f"{low}g"
    swaps = ("say", "did", "said", "the", "who")
    return next((right for right in swaps if sorted(right) == sorted(low) and right[0] == low[0]), word)
