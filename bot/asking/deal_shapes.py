"""Questions about deals: "what deals …", "did X buy Y", "how much did X pay for Y". Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from bot.asking.ground import Ground
from bot.asking.slots import ends_before_noun, no_article, referred, several_names, subject_of, without_auxiliaries
from bot.asking.terms import read_terms, words_of
from bot.asking.tokens import bare, joined
from bot.asking.words import alternatives
from bot.model import Question

Order = Literal["newest", "largest", "smallest"]
ORDERS: tuple[Order, ...] = ("smallest", "largest", "newest")
OF_DEGREE = re.compile(r"how\s+(?!about\b)", re.IGNORECASE)  # "how long is the truce": of no list of deals
COUNTED_FIRST = re.compile(r"\b(?:top\s+\d{1,2}|by\s+(?:value|size|amount|price|sum|worth))\b", re.IGNORECASE)
PLACE = re.compile(r"^(?:in|at|from)\s+", re.IGNORECASE)
PREPOSITION = re.compile(r"^\s*(?:out\s+of\s+)?(?:for|from|by|with)?\s*", re.IGNORECASE)
WHERE_IT_IS = re.compile(
    r"(?:\s+(?:stand|now|at|up\s+to|currently|today|along|come|got|gotten|progressed|advanced))+$", re.I
)


def buying(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """Somebody buys, signs or pays; whatever stands around the verb is who or what the deal is about."""
    for pattern in ground.patterns.buying:
        if (match := pattern.match(line)) and not _is_no_trade(match, ground):
            return _traded(match, replace(base, kind="deals"), ground, previous)
    return None


def funding(line: str, base: Question, ground: Ground, previous: Question | None) -> Question | None:
    """ "Who raised money", "what did Calder invest in": deals in which money is put into somebody."""
    for pattern in ground.patterns.funding:
        if (match := pattern.match(line)) and not _is_no_trade(match, ground):
            return replace(_traded(match, replace(base, kind="deals"), ground, previous), deal_kind="funding")
    return None


def _is_no_trade(match: re.Match[str], ground: Ground) -> bool:
    """Where a verb of saying stands in whom it is about, or the verb is a noun: "the pay settlement", "Orsk's bid"."""
    groups = match.groupdict()
    who = groups.get("who") or groups.get("buyer") or groups.get("seller") or ""
    return _has_verb_of_saying(who, ground) or ends_before_noun(who, ground)


def _traded(match: re.Match[str], question: Question, ground: Ground, previous: Question | None) -> Question:
    groups = {name: words or "" for name, words in match.groupdict().items()}
    sides = {name: _named(groups.get(name, ""), ground, previous) for name in ("buyer", "seller", "who")}
    thing = _named(PREPOSITION.sub("", groups.get("bought") or groups.get("other", "")), ground, previous)
    words = " ".join(part for part in (*sides.values(), thing) if part)
    found = with_terms(question, words, ground, keeps_rest=True)
    bought = with_terms(question, thing, ground, keeps_rest=True).about if groups.get("bought") else None
    return replace(found, buyer=sides["buyer"] or None, seller=sides["seller"] or None, bought=bought)


def _named(words: str, ground: Ground, previous: Question | None) -> str:
    return no_article(without_auxiliaries(referred(words.strip(), ground, previous)))


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
    """A noun such as deal, treaty or merger, with its conditions; "Ferran on the pact" asks what Ferran said."""
    about = ground.patterns.bare_about.search(line)
    if about and _is_of_people(line[: about.start()], ground):
        return None
    for pattern in ground.patterns.deals:
        if pattern.match(line) and not OF_DEGREE.match(line):
            return with_terms(replace(base, kind="deals"), referred(line, ground, previous), ground)
    return None


def _is_of_people(words: str, ground: Ground) -> bool:
    named = ground.names.resolve(words, is_guessing=False).options if words.strip() else ()
    return (bool(named) and all(map(ground.names.is_person, named))) or bool(several_names(words, ground))


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
    lists = (ground.words.deals[name] for name in ("nouns", "money_nouns", "no_subject"))
    dropped = {*ordering, *(word for words_ in lists for word in words_)}
    left = " ".join(word for word in left.split() if bare(word) not in dropped or _is_part_of_name(word, left))
    left = PLACE.sub("", without_auxiliaries(ground.patterns.about.sub(" ", left)))
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


def _is_part_of_name(word: str, line: str) -> bool:
    """ "First" of "First Harbour": a capital with another one behind it."""
    return word[:1].isupper() and re.search(rf"\b{re.escape(word)}\s+[^\W\d_a-z]", line) is not None


def _order(words: str, ground: Ground) -> Order | None:
    """ "biggest deals", "top 3 deals by value", "latest deals": how they are to be listed."""
    for order in ORDERS:
        if re.search(rf"\b{alternatives(ground.words.deals[order])}\b", words, re.I):
            return order
    return "largest" if COUNTED_FIRST.search(words) else None
