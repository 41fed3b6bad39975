"""Questions about deals: "what deals …", "did X buy Y", "how much did X pay for Y". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from bot.asking.ground import Ground
from bot.asking.slots import no_article, referred, subject_of, without_auxiliaries
from bot.asking.terms import read_terms, words_of
from bot.asking.tokens import bare, joined
from bot.asking.words import alternatives
from bot.model import Question

NO_SUBJECT = ("big", "main", "recent", "new")  # of deals: no word of theirs
Order = Literal["newest", "largest", "smallest"]
ORDERS: tuple[Order, ...] = ("smallest", "largest", "newest")
COUNTED_FIRST = re.compile(r"\b(?:top\s+\d{1,2}|by\s+(?:value|size|amount|price|sum|worth))\b", re.IGNORECASE)
WHERE_IT_IS = re.compile(
    r"(?:\s+(?:stand|now|at|up\s+to|currently|today|along|come|got|gotten|progressed|advanced))+$", re.I
)


def buying(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """Somebody buys, signs or pays; whatever stands around the verb is who or what the deal is about."""
    for pattern in ground.patterns.buying:
        match = pattern.match(line)
        if match is None:
            continue
        groups = match.groupdict()
        if groups.get("who") and _has_verb_of_saying(groups["who"], ground):
            continue
        other = re.sub(r"^\s*(?:out\s+of\s+)?(?:for|from|by|with)?\s*", "", groups.get("other") or "")
        parts = [part for part in (groups.get("who"), other) if part and part.strip()]
        words = " ".join(without_auxiliaries(referred(part, ground, previous)) for part in parts)
        return with_terms(replace(base, kind="deals"), words, ground, keeps_rest=True)
    return None


def standing(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """ "what is in talks", "what was signed in Trieste": deals by how far they are."""
    for pattern in ground.patterns.standing:
        if match := pattern.match(line):
            rest = re.sub(r"^\s*(?:in|at|on|of|about)\s+(?:the\s+)?", " ", referred(match["rest"], ground, previous))
            negated = "not " if "n't" in line[: match.start("how")] else ""
            return with_terms(replace(base, kind="deals"), f"{negated}{match['how']} {rest}", ground)
    return None


def progress(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """ "status of the Tidewell offer", "what became of the deal": that deal, newest first; else what is new of it."""
    for pattern in ground.patterns.progress:
        match = pattern.match(line)
        if match is None:
            continue
        groups = match.groupdict()
        if groups.get("rest") is None:
            return replace(base, kind="new", about=subject_of(referred(groups["news"], ground, previous)))
        words = WHERE_IT_IS.sub("", referred(groups["rest"], ground, previous))
        question = with_terms(replace(base, kind="deals"), words, ground)
        question = replace(question, order="newest", deal_status=None, is_status_negated=False)
        telling = [
            word for word in (question.about or "").split() if bare(word) not in ground.words.deals["state_nouns"]
        ]
        return replace(question, about=subject_of(" ".join(telling)) or question.about)
    return None


def _has_verb_of_saying(words: str, ground: Ground) -> bool:
    return any(word in ground.words.acts for word in bare(words).split())


def deals(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """A noun such as deal, treaty or merger, with its conditions."""
    for pattern in ground.patterns.deals:
        if pattern.match(line):
            return with_terms(replace(base, kind="deals"), referred(line, ground, previous), ground)
    return None


def is_deal_noun(word: str, ground: Ground) -> bool:
    """Deal, agreement, treaty, merger …"""
    return bare(word) in (*ground.words.deals["nouns"], *ground.words.deals["kind_nouns"])


def with_terms(question: Question, words: str, ground: Ground, *, keeps_rest: bool = False) -> Question:
    """Deal conditions into their fields; what is left is what the deal is about, names among it are parties."""
    if (order := _order(words, ground)) is not None:
        question, words = replace(question, order=order), COUNTED_FIRST.sub(" ", words)
    terms = read_terms(words_of(words), ground.words)
    left = joined(terms.rest)
    if not keeps_rest:
        left = without_auxiliaries(left)
    ordering = (word for name in ORDERS for phrase in ground.words.deals[name] for word in phrase.split())
    dropped = (*ground.words.deals["nouns"], *ground.words.deals["money_nouns"], *NO_SUBJECT, *ordering)
    left = " ".join(word for word in left.split() if bare(word) not in dropped)
    left = without_auxiliaries(ground.patterns.about.sub(" ", left))
    return replace(
        question,
        parties=tuple(no_article(party) for party in terms.parties),
        deal_kind=terms.kind,
        deal_status=terms.status,
        is_status_negated=terms.is_negated,
        amount_from=terms.amount_from,
        amount_to=terms.amount_to,
        currency=terms.currency,
        about=subject_of(left),
    )


def _order(words: str, ground: Ground) -> Order | None:
    """ "biggest deals", "top 3 deals by value", "latest deals": how they are to be listed."""
    for order in ORDERS:
        if re.search(rf"\b{alternatives(ground.words.deals[order])}\b", words, re.I):
            return order
    return "largest" if COUNTED_FIRST.search(words) else None
