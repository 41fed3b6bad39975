"""The circumstances of a statement: act, addressee, venue, outlet it came through, day, whether it is old."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model import Act, When
from bot.pieces import plain
from bot.reading import word_classes as lex
from bot.reading.adjuncts import adjuncts_behind
from bot.reading.attribution import Attribution, Range
from bot.reading.dates import Dated
from bot.reading.phrases_after import core_after
from bot.reading.tagged import Tagged

CLOSE, FAR = 4, 14  # tokens before and behind a cue in which its date may stand
CLAIM = 4  # tokens of "the union's earlier claims"
LONGEST_THEN = 3  # words of "at the time"
REMEMBERED = 3  # units before a cue in which the day of its "then" may stand
OLD = timedelta(days=60)


@dataclass(slots=True)
class Circumstances:
    """What surrounds the words of one statement."""

    act: Act
    addressee: str | None
    venue: str | None
    via: str | None
    said_on: When | None
    is_background: bool


def circumstances(
    tagged: Tagged, attribution: Attribution, dates: list[Dated], published: date | None, *, has_via: bool = True
) -> Circumstances:
    """Read the circumstances of one attribution from its cue's surroundings; `has_via`: words like “per” are there."""
    adjuncts = attribution.adjuncts or _behind(tagged, attribution)
    around = adjuncts + _before(tagged, attribution)
    said_on = _said_on(attribution, dates, around, tagged, published)
    return Circumstances(
        _act(tagged, attribution),
        _addressee(tagged, attribution, adjuncts),
        (_venue(tagged, around) if around else None) or _venue(tagged, _behind_words(tagged, attribution)),
        _via(tagged, attribution) if has_via else None,
        said_on,
        _is_background(tagged, attribution, said_on, published),
    )


def _behind(tagged: Tagged, attribution: Attribution) -> list[Range]:
    """Adjuncts behind an inverted source: “…,” said Rubio in a statement."""
    if attribution.source is None or attribution.pattern not in {"inverted", "passive"}:
        return []
    end = tagged.units[tagged.unit_of[attribution.source.core_last - 1]][1]
    return adjuncts_behind(tagged, attribution.source.last, end)


def _behind_words(tagged: Tagged, attribution: Attribution) -> list[Range]:
    """What follows the words in their sentence: "called it “a disgrace” | on Monday in a statement"."""
    at = attribution.pieces[-1][1]
    end = tagged.units[tagged.unit_of[at - 1]][1]
    while at < end and (tagged.words[at] == "," or at in tagged.closing):
        at += 1
    return adjuncts_behind(tagged, at, end) if at < end else []


def _before(tagged: Tagged, attribution: Attribution) -> list[Range]:
    """An adjunct that opens the sentence: "In a statement, …"."""
    cue = attribution.cue
    if cue is None:
        return []
    first = tagged.units[tagged.unit_of[cue[0]]][0]
    if (
        tagged.tags[first] & lex.PREPOSITION
        and first < cue[0]
        and not any(a <= first < b for a, b in attribution.pieces)
    ):
        last = core_after(tagged, first + 1, cue[0])
        return [(first, last)] if last else []
    return []


def _act(tagged: Tagged, attribution: Attribution) -> Act:
    group = attribution.group
    if group is not None and group.is_declined:
        return "declined"
    words, first = tagged.rules.words, attribution.pieces[0][0]
    if attribution.lemma in words["dismissing"] and not words["put_to"].isdisjoint(tagged.lower[first : first + CLAIM]):
        return "denied"
    act = tagged.rules.acts.get(attribution.lemma, "said")
    return "asked" if act == "said" and attribution.frame == "question" and attribution.lemma == "ask" else act


def _addressee(tagged: Tagged, attribution: Attribution, adjuncts: list[Range]) -> str | None:
    if attribution.addressee:
        return _plain(tagged, attribution.addressee)
    for first, last in adjuncts:
        if tagged.tags[first] & lex.INFINITIVE and tagged.is_noun_like(last - 1):
            return _plain(tagged, (first + 1, last))
    return None


def _venue(tagged: Tagged, adjuncts: list[Range]) -> str | None:
    nouns, prepositions = tagged.rules.words["venue_nouns"], tagged.rules.words["venue_prepositions"]
    for begin, last in adjuncts:
        first = begin
        if tagged.tags[begin + 1] & lex.TIME:  # "on Wednesday | at a rally"
            first = next((at for at in range(begin + 1, last) if tagged.lower[at] in prepositions), begin)
        if tagged.lower[first] not in prepositions or tagged.tags[last - 1] & lex.TIME:
            continue
        within = tagged.lower[first + 1 : last]
        if tagged.lower[first] in tagged.rules.words["channels"] or not nouns.isdisjoint(within):
            return _plain(tagged, (first, last))
    return None


def _via(tagged: Tagged, attribution: Attribution) -> str | None:
    """The outlet the words came through: “…, per the Independent”, “he said, according to the Post”."""
    via = tagged.rules.via
    unit_first, unit_last = tagged.units[attribution.unit]
    if via.keys().isdisjoint(tagged.lower[unit_first:unit_last]):
        return None
    own = attribution.cue[0] if attribution.cue else -1
    for at in range(unit_last - 1, unit_first, -1):
        if tagged.lower[at] in via and tagged.quoted[at] == -1 and at != own:
            for phrase in via[tagged.lower[at]]:
                start = at + len(phrase)
                last = core_after(tagged, start, unit_last) if tuple(tagged.lower[at:start]) == phrase else None
                if last is not None and any(tagged.words[token][0].isupper() for token in range(start, last)):
                    return _plain(tagged, (start, last))
    return None


def _said_on(
    attribution: Attribution, dates: list[Dated], adjuncts: list[Range], tagged: Tagged, published: date | None
) -> When | None:
    cue = attribution.cue
    if cue is None or not dates:
        return None
    unit = tagged.unit_of[cue[0]]
    first = min([cue[0] - CLOSE, *(start for start, _ in adjuncts)])
    for dated in dates[bisect_left(dates, first, key=_first) :]:
        if dated.first > cue[1] + FAR:
            break
        near = any(start <= dated.first < end for start, end in adjuncts)
        if (
            (near or tagged.unit_of[dated.first] == unit)
            and not any(start <= dated.first < end for start, end in attribution.pieces)
            and not _is_of_speaker(tagged, attribution, dated.first, cue[0])
        ):
            return _not_ahead(dated.when, published)
    return _told_before(dates, cue[0], tagged, published) if _is_then(attribution, cue, tagged) else None


def _is_then(attribution: Attribution, cue: Range, tagged: Tagged) -> bool:
    """Whether "then", "at the time" stands behind the cue or its source."""
    source = attribution.source
    at = source.last if source is not None and source.first >= cue[1] else cue[1]
    near = tagged.lower[at : at + LONGEST_THEN]
    phrases = tagged.rules.words["back_then"]
    return any(" ".join(near[:length]) in phrases for length in range(1, len(near) + 1))


def _told_before(dates: list[Dated], cue: int, tagged: Tagged, published: date | None) -> When | None:
    """The last day told before a cue, in its own sentence or those just before it."""
    before = bisect_left(dates, cue, key=_first) - 1
    if before < 0 or tagged.unit_of[dates[before].first] < tagged.unit_of[cue] - REMEMBERED:
        return None
    return _not_ahead(dates[before].when, published)


def _is_of_speaker(tagged: Tagged, attribution: Attribution, at: int, cue: int) -> bool:
    """Whether a date tells of the speaker: “Lee, who died in 2019, said”, not “Lee, on Friday, said”."""
    source = attribution.source
    if source is None or not source.core_last <= at < cue:
        return False
    comma = next((place for place in range(at - 1, source.core_last - 1, -1) if tagged.words[place] == ","), at)
    return comma + 1 < at and not tagged.tags[comma + 1] & (lex.PREPOSITION | lex.ADVERB)


def _not_ahead(when: When | None, published: date | None) -> When | None:
    """A day, unless it lies behind the article's: nothing was said tomorrow."""
    return None if when is None or (published is not None and when.first > published) else when


def _first(dated: Dated) -> int:
    return dated.first


def _is_background(tagged: Tagged, attribution: Attribution, said_on: When | None, published: date | None) -> bool:
    if said_on is not None and published is not None:
        return said_on.last < published - OLD
    group = attribution.group
    if group is None:
        return False
    near = tagged.rules.words["background_adverbs"].intersection(tagged.lower[max(0, group.first - 2) : group.last + 3])
    return bool(near and (group.is_perfect or near != {"already"}))


def _plain(tagged: Tagged, piece: Range) -> str:
    return plain(tagged.tokens.slice(*piece))
