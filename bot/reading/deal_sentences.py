"""The sentences that may hold a deal or an event: only they are cut into chunks, which takes far longer than to ask.

What is asked here follows from what the frames want, word by word: no sentence is passed over that they would take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from bot.reading.deal_words import DealWords, Frame
from bot.reading.mentions import Facts

WANTED = {
    "contract": "contract_words",
    "suit": "suits",
    "prisoners": "prisoners",
    "goods": "goods",
    "player": "clubs",
    "private": "private",
    "deed": "paired_by",
}
BESIDE = {"goods": "goods", "arms": "arms_goods"}  # needs of a noun that are words of its sentence
AROUND = frozenset({"governor", "possessor"})  # needs that no single word shows


@dataclass(slots=True)
class Place:
    """One sentence with the set of its words, made once something is asked of them."""

    facts: Facts
    first: int
    last: int
    words: Set[str] | None = None

    @property
    def here(self) -> Set[str]:
        if self.words is None:
            self.words = set(self.facts.tokens.lower[self.first : self.last])
        return self.words

    def has_sum(self) -> bool:
        return bool(self.facts.sums(self.first, self.last))

    def has_any(self, name: str) -> bool:
        """Whether a word of a set of the lexicon stands here."""
        return not self.facts.words.sets[name].isdisjoint(self.here)


def deal_sentences(facts: Facts) -> list[int]:
    """Numbers of the sentences worth cutting for deals."""
    return [sentence for sentence, triggers in _triggered(facts) if _may_hold_deal(sentence, triggers, facts)]


def points_ahead(words: Sequence[str], rules: DealWords) -> bool:
    """Whether a sentence of such words may say what is to come: "will", "to …", "expires", "is set for"."""
    sets = rules.sets
    known = (rules.ahead, sets["scheduled"], sets["appointed"], sets["awaited"])
    return any(not words_ahead.isdisjoint(words) for words_ahead in known)


def _triggered(facts: Facts) -> list[tuple[int, set[str]]]:
    """Numbers of the sentences with deal words, and with something beside them where all are weak; the words."""
    tokens, words = facts.tokens, facts.words
    lower, sentence_of = tokens.lower, tokens.sentence_of
    triggers: dict[int, set[str]] = {}
    for at in tokens.among(facts.places, words.triggers):
        triggers.setdefault(sentence_of[at], set()).add(lower[at])
    found = []
    for number, here in triggers.items():
        first, last = tokens.sentences[number]
        if not here <= words.weak or not words.support.isdisjoint(lower[first:last]):
            found.append((number, here))
    return found


def _may_hold_deal(sentence: int, triggers: Set[str], facts: Facts) -> bool:
    """Whether what its verbs and nouns want is in a sentence."""
    words = facts.words
    place = Place(facts, *facts.tokens.sentences[sentence])
    for word in triggers:
        if word in words.nouns and _is_noun_served(word, words.nouns[word], place):
            return True
        if any(_is_verb_served(frame, place) for frame in words.verbs.get(word, ())):
            return True
    return False


def _is_verb_served(frame: Frame, place: Place) -> bool:
    """Whether what a deal verb wants stands beside it."""
    if frame.particle and frame.particle not in place.here:
        return False
    if frame.wants == "money" and frame.subject == "party" and not place.has_any("funding_words"):
        return False  # candidates raise money too
    if frame.needs_sum:
        return place.has_sum()
    if frame.wants == "player" and place.has_sum():
        return True  # "signed Umar Badiq from Valmora for €30m"
    return frame.wants not in WANTED or place.has_any(WANTED[frame.wants])


def _is_noun_served(noun: str, frame: Frame, place: Place) -> bool:
    """Whether one of the things that a deal noun needs may stand beside it."""
    if frame.wants == "in":
        return place.has_any("stake_verbs") and _is_sized(noun, place)
    if frame.status == "proposed" and not (place.has_sum() or _has_takeover_word(noun, place)):
        return False
    return not frame.wants or any(_is_served(need, place) for need in frame.wants.split())


def _is_served(need: str, place: Place) -> bool:
    if need in AROUND:
        return True
    if need == "money":
        return place.has_sum()
    if need == "takeover":
        return not place.facts.words.negotiated.isdisjoint(_parts(place.here))
    return place.has_any(BESIDE[need]) if need in BESIDE else need in place.here


def _is_sized(noun: str, place: Place) -> bool:
    """Whether a stake may have a size: "a 5 percent stake", "the shares"; an "interest" is none without."""
    sets = place.facts.words.sets
    return noun in sets["plain_stakes"] or place.has_any("shares_of") or any(word[0].isdigit() for word in place.here)


def _has_takeover_word(noun: str, place: Place) -> bool:
    """Whether a word of takeovers stands beside the noun, which is no such word for itself."""
    sets = place.facts.words.sets
    found = sets["takeover_words"] & place.here
    return bool(found - {noun}) or (bool(found) and place.has_any("deal_heads"))


def _parts(words: Iterable[str]) -> set[str]:
    return {part for word in words for part in word.split("-")}
