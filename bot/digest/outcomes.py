"""Did it happen? What the trail of a deal and later articles say of an event whose day has passed. Pure.

The stages, in order:
    1. the trail     the deal that the event belongs to took a step that fits, on that day or later
    2. the articles  a later article of the story has a sentence with the event's own words, not about the future
    3. the record    a later article gave the event another date: it was moved
    4. nothing yet
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.digest import days
from bot.model import Article, ArticleRef, DealStatus, HeldDeal, HeldUpcoming, StatusGiven
from bot.text import content_words, sentences

ENOUGH_SHARED = 0.6
FEWEST_WORDS = 3
STEM = 5  # letters of a word that are compared: "ratify", "ratified"
LONGEST_SENTENCE = 240
STEPS: dict[str, tuple[DealStatus, ...]] = {  # by the beginning of what is to happen
    "ratif": ("ratified", "approved"), "sign": ("signed", "completed"), "appro": ("approved", "ratified"),
    "compl": ("completed",), "close": ("completed",), "vote": ("approved", "ratified", "agreed"),
    "decid": ("approved", "ratified", "agreed"), "rule": ("approved",),
}  # fmt: skip
ENDS: tuple[DealStatus, ...] = ("collapsed", "denied")
TO_COME = frozenset(
    "will would shall may might could can should if unless plan plans planned expected due scheduled set about ahead "
    "hopes hoped wants wanted tomorrow next until".split()
)
WORD = re.compile(r"\w+")  # with its capitals: “May” is a month
HEDGES = frozenset("would may might could should if unless hopes hoped wants wanted".split())
PUT_OFF = re.compile(
    r"\b(?:postponed|delayed|cancel?led|deferred|adjourned|shelved|scrapped|suspended|rescheduled|(?:called|put) off)\b"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an event, in the words to print, and where that stands."""

    state: Literal["happened", "postponed", "unknown"]
    words: str
    article: ArticleRef | None = None
    status: DealStatus | None = None  # of the deal, where that step is what happened


NOTHING_YET = Outcome("unknown", "nothing on record yet")
UNCLEAR = Outcome("unknown", "")  # too little is known of the event to say whether it happened: not told


def outcome_of(
    held: HeldUpcoming,
    deal: HeldDeal | None,
    later: Sequence[Article],
    *,
    moved: HeldUpcoming | None = None,
    is_elsewhere: bool = False,
) -> Outcome:
    """What became of an event; `later` are articles that came after it was announced, of its story.

    `moved` is the record with its new date. Of other stories (`is_elsewhere`) a sentence counts only when it names who
    was to do it.
    """
    day = held.upcoming.date.first
    if deal is not None and (step := _step(held, deal, day)):
        return Outcome("happened", step.status, step.article, step.status)
    wanted = _stems(f"{held.upcoming.who or ''} {held.upcoming.what}")
    doer = (held.upcoming.who or "").split()[-1:] if is_elsewhere else []
    told = _told_of(held, later, wanted, _stems(" ".join(doer))) if doer or not is_elsewhere else None
    if told is not None:
        return told
    if held.state == "postponed":
        where = moved.article if moved else None
        return Outcome("postponed", f"moved to {days.when(moved.upcoming.date)}" if moved else "postponed", where)
    return NOTHING_YET if deal is not None or len(wanted) >= FEWEST_WORDS else UNCLEAR


def _told_of(
    held: HeldUpcoming, later: Sequence[Article], wanted: frozenset[str], needed: frozenset[str]
) -> Outcome | None:
    """What a later article says of it: on its day or after that it was, at any time that it was put off."""
    announced = held.article.published_at or held.article.arrived_at
    for article in later:
        published = article.published_at or article.arrived_at
        if published is None or article.id == held.article.id or (announced and published < announced):
            continue
        sentence = _sentence(article.text, wanted, needed)
        is_put_off = sentence is not None and PUT_OFF.search(sentence.lower()) is not None
        if sentence is not None and (is_put_off or published.date() >= held.upcoming.date.first):
            return Outcome("postponed" if is_put_off else "happened", sentence, article.ref)
    return None


def _step(held: HeldUpcoming, deal: HeldDeal, day: date) -> StatusGiven | None:
    """The last step of the trail that was taken on that day or later and fits what was to happen."""
    first = next((word for word in content_words(held.upcoming.what) if any(map(word.startswith, STEPS))), "")
    fitting = next((steps for start, steps in STEPS.items() if first.startswith(start)), ()) if first else ()
    taken = [step for step in deal.trail if (_day_of(step) or date.min) >= day]
    fits = [step for step in taken if step.status in (*fitting, *ENDS)]
    return fits[-1] if fits else None


def _day_of(step: StatusGiven) -> date | None:
    if step.date is not None:
        return step.date.first
    moment = step.article.published_at or step.article.arrived_at
    return moment.date() if moment else None


def _sentence(text: str, wanted: frozenset[str], needed: frozenset[str]) -> str | None:
    """The first whole sentence that tells the event with its own words, as something that has been."""
    if len(wanted) < FEWEST_WORDS:
        return None
    for start, end in sentences(text):
        sentence = " ".join(text[start:end].split())
        words = content_words(sentence)
        ahead = HEDGES if PUT_OFF.search(sentence.lower()) else TO_COME  # “postponed until Tuesday” has been
        if len(sentence) > LONGEST_SENTENCE or ahead & {*WORD.findall(sentence)} or not sentence.endswith("."):
            continue
        stems = {word[:STEM] for word in words}
        if needed <= stems and len(wanted & stems) >= ENOUGH_SHARED * len(wanted):
            return sentence
    return None


def _stems(words: str) -> frozenset[str]:
    small = {"the", "its", "their", "his", "her", "and", "for", "with", "from", "that", "will", "on", "of", "to", "in"}
    return frozenset(word[:STEM] for word in content_words(words) if word not in small)
