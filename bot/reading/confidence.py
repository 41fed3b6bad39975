"""How sure the reader is of a statement: words and name, counted on articles that people had marked.

1. words   the share of right ones for this kind and pattern, moved by how strong the cue is among its like
2. name    the share of right ones for this way of finding a name, moved by the registry's own doubt
3. doubts  what else tells right from wrong (a headline, no source, a body that speaks …) moves the odds of both
"""

from __future__ import annotations

from functools import lru_cache

from bot.model import StatementKind
from bot.reading import lexicon as lex
from bot.reading.attribution import Attribution
from bot.reading.lexicon import Rules
from bot.reading.names import Speaker
from bot.reading.tagged import Tagged

SHORTEST = 2  # words of reported speech that are rarely a statement of their own
SHORT = 0.6
UNSEEN = (0.7, 0.8)
FEW = 6  # words of a statement that may be only half of it
HIGHEST = 0.99
LEAST, MOST = 0.005, 0.995  # chances whose odds are still moved


def confidence_of(tagged: Tagged, attribution: Attribution, kind: StatementKind, speaker: Speaker) -> float:
    """The chance that these words are this speaker's."""
    rules = tagged.rules
    table = rules.confidence.get("words", {})
    found = table.get(f"{kind} {attribution.pattern} {attribution.frame}") or table.get(kind, UNSEEN)
    words = _moved(found[0], attribution.strength, found[1])
    if kind == "indirect" and sum([last - first for first, last in attribution.pieces]) <= SHORTEST:
        words *= SHORT
    odds = _odds(words * _name(speaker, rules)) * rules.doubts.get("any", 1.0)
    for doubt in _doubts(tagged, attribution, kind, speaker):
        odds *= rules.doubts.get(doubt, 1.0)
    return round(min(HIGHEST, odds / (1.0 + odds)), 3)


def _doubts(tagged: Tagged, attribution: Attribution, kind: StatementKind, speaker: Speaker) -> list[str]:
    """What speaks for or against the words or the name, by its name in the lexicon."""
    pieces, source, group = attribution.pieces, attribution.source, attribution.group
    last = max(end for _, end in pieces)
    quoted = tagged.quoted[last - 1]
    rules, is_present = tagged.rules.words, group is not None and group.form in {"s", "base"}
    told = {
        "headline": tagged.is_headline(attribution.unit),
        "no_source": source is None,
        "unclosed": quoted >= 0 and not tagged.tokens.quotations[quoted].is_closed,
        "short": sum(end - first for first, end in pieces) <= FEW,
        "pieces": kind != "direct" and len(pieces) > 1,
        "adjuncts": kind == "indirect" and bool(attribution.adjuncts),
        "body": speaker.kind == "organisation",
        "present": is_present,
        "cut": kind != "direct" and last < tagged.units[attribution.unit][1] - 2,
        "nominal": source is not None
        and speaker.name_from != "pronoun"
        and tagged.words[source.core_last - 1][0].islower(),
        "joined": source is not None and source.first > 0 and bool(tagged.tags[source.first - 1] & lex.CONJUNCTION),
        "put_to": attribution.frame == "that" and _is_put_to(tagged, attribution),
        "topic": attribution.frame == "question" and attribution.lemma in rules["explaining"] and is_present,
        "appositive": source is not None and source.appositive is not None,
    }
    return [doubt for doubt, is_so in told.items() if is_so]


def _is_put_to(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether the words are what others say: "bristled at the suggestion | that he was to blame"."""
    lower, put_to = tagged.lower, tagged.rules.words["put_to"]
    return any(lower[last - 1] in put_to and lower[first] != "in" for first, last in attribution.adjuncts[-1:])


def _name(speaker: Speaker, rules: Rules) -> float:
    """The chance that the name is right; an unnamed speaker cannot be wrongly named."""
    if speaker.name is None:
        return 1.0
    share, usual = rules.confidence.get("names", {}).get(speaker.name_from or "", UNSEEN)
    return _moved(share, speaker.confidence, usual)


@lru_cache(maxsize=4096)  # shares and strengths come from the lexicon: few of them meet
def _moved(share: float, strength: float, usual: float) -> float:
    """A share of right ones, moved by half the odds of this strength against the usual one."""
    odds: float = _odds(share) * (_odds(strength) / _odds(usual)) ** 0.5
    return odds / (1.0 + odds)


def _odds(chance: float) -> float:
    if not LEAST < chance < MOST:
        chance = min(MOST, max(LEAST, chance))
    return chance / (1.0 - chance)
