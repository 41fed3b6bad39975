"""How sure the reader is of a statement: words and name, counted on articles that people had marked.

1. words   the share of right ones for this kind and pattern, moved by how strong the cue is among its like
2. name    the share of right ones for this way of finding a name, moved by the registry's own doubt
3. doubts  what else tells right from wrong (a headline, no source, a body that speaks …) moves the odds of both
4. reservations  what two judges found wrong in digests (little quoted, a pronoun after another speaker …): no digest
   should tell these, but they are kept
"""

from __future__ import annotations

from functools import lru_cache

from bot.model import StatementKind
from bot.reading import lexicon as lex
from bot.reading.attribution import Attribution
from bot.reading.lexicon import Rules
from bot.reading.names import Speaker
from bot.reading.phrases import Phrase
from bot.reading.tagged import Tagged

SHORTEST = 2  # words of reported speech that are rarely a statement of their own
SHORT = 0.6
UNSEEN = (0.7, 0.8)
FEW = 6  # words of a statement that may be only half of it
LITTLE, LEAST_TOLD = 8, 4  # tokens of words that are rarely a whole statement
HIGHEST = 0.99
ELIDING = lex.AUXILIARY | lex.NEGATION  # "said he did not": what not stands elsewhere
UNTOLD = 0.42  # reservations alone leave a statement that
RESOLVED = frozenset({"pronoun", "nominal"})  # their doubt is in the name
PRESENT = frozenset({"s", "base"})
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
    sure = odds / (1.0 + odds)
    for doubt in _reservations(tagged, attribution, kind, speaker):
        odds *= rules.doubts.get(doubt, 1.0)
    least = 0.0 if _tells_nothing(tagged, attribution, kind) else UNTOLD
    return round(min(HIGHEST, sure, max(least, odds / (1.0 + odds))), 3)


def _doubts(tagged: Tagged, attribution: Attribution, kind: StatementKind, speaker: Speaker) -> list[str]:
    """What speaks for or against the words or the name, by its name in the lexicon."""
    pieces, source, group = attribution.pieces, attribution.source, attribution.group
    last = max(end for _, end in pieces)
    quoted = tagged.quoted[last - 1]
    told = {
        "headline": tagged.is_headline(attribution.unit),
        "no_source": source is None,
        "unclosed": quoted >= 0 and not tagged.tokens.quotations[quoted].is_closed,
        "short": sum([end - first for first, end in pieces]) <= FEW,
        "pieces": kind != "direct" and len(pieces) > 1,
        "adjuncts": kind == "indirect" and bool(attribution.adjuncts),
        "body": speaker.kind == "organisation",
        "present": group is not None and group.form in PRESENT,
        "cut": kind != "direct" and last < tagged.units[attribution.unit][1] - 2,
        "nominal": source is not None
        and speaker.name_from not in RESOLVED
        and tagged.words[source.core_last - 1][0].islower(),
        "joined": source is not None and source.first > 0 and bool(tagged.tags[source.first - 1] & lex.CONJUNCTION),
        "appositive": source is not None and source.appositive is not None,
    }
    return [doubt for doubt, is_so in told.items() if is_so]


def _reservations(tagged: Tagged, attribution: Attribution, kind: StatementKind, speaker: Speaker) -> list[str]:
    """What makes a statement one that no digest should tell, by its name in the lexicon."""
    pieces, source, group, frame = attribution.pieces, attribution.source, attribution.group, attribution.frame
    size = sum([end - first for first, end in pieces])
    explains = frame == "question" and attribution.lemma in tagged.rules.words["explaining"]
    told = {
        "pronoun_after_other": speaker.is_contested,
        "quoted_little": kind == "direct" and size <= LITTLE and not any(tagged.has_verb(*piece) for piece in pieces),
        "told_little": kind != "direct" and size <= LEAST_TOLD,
        "goes_on_small": kind == "direct" and tagged.words[_opening(tagged, pieces[0][0])][0].islower(),
        "headline_of_none": speaker.kind != "person" and tagged.is_headline(attribution.unit),
        "bare_number": source is not None and _is_number(tagged, source),
        "unresolved": source is not None and speaker.name is None and _is_pronoun(tagged, source),
        "elided": kind == "indirect" and bool(tagged.tags[pieces[-1][1] - 1] & ELIDING),
        "put_to": frame == "that" and _is_put_to(tagged, attribution),
        "topic": explains and group is not None and group.form in PRESENT,
    }
    return [doubt for doubt, is_so in told.items() if is_so]


def _tells_nothing(tagged: Tagged, attribution: Attribution, kind: StatementKind) -> bool:
    """Whether a few reported words without a verb are a thing, not a thing said: "blasted | the mayor"."""
    pieces, group = attribution.pieces, attribution.group
    # "warned of | empty shelves", "refused to comment on | the talks" and "vowed | to act" do tell something
    if kind != "indirect" or attribution.frame == "to" or " " in attribution.lemma or (group and group.is_declined):
        return False
    few = sum([end - first for first, end in pieces]) <= LEAST_TOLD
    return few and not any(tagged.has_verb(*piece) for piece in pieces)


def _opening(tagged: Tagged, first: int) -> int:
    """The first token behind an opening mark."""
    return first + 1 if first in tagged.opening and first + 1 < len(tagged.words) else first


def _is_number(tagged: Tagged, source: Phrase) -> bool:
    """Whether figures alone speak: "42% say"."""
    return all(not word[0].isalpha() for word in tagged.words[source.first : source.core_last])


def _is_pronoun(tagged: Tagged, source: Phrase) -> bool:
    """Whether only a pronoun tells who speaks: "I", "it", "they"."""
    return source.last == source.first + 1 and bool(tagged.tags[source.first] & lex.PRONOUN)


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
