"""When two statements, or a statement and a headline, tell a reader the same although their words differ. Pure.

The store merges the same words; ten reporters put one announcement into ten wordings. What was told a few days ago in
one wording is not told again in another (promise 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import HeldStatement, Statement
from bot.text import content_words, fold

STEM = 5  # letters by which two words are taken for forms of one: vaccine, vaccinate
FEWEST = 5  # telling words that two statements have to share
FEW_WORDS = 4  # “No comment” says something else each time
SAME = 0.55  # of the shorter one's telling words
IN_HEADLINE = 0.75  # of a reported clause's
SMALL = frozenset(
    "the an of to in on at by for from with as and or but that this these those it its he him his she her they them "
    "their we us our you your is are was were be been being has have had do does did will would can could shall should "
    "may might must not no if than then there here who whom which what when where how about into over after before "
    "up out all any more most some such own so also just very one".split()
)


@dataclass(frozen=True, slots=True)
class Gist:
    """Whose statement it is, in which sense, and the stems of its telling words."""

    speaker: str
    is_against: bool
    stems: frozenset[str]
    words: str = ""

    @classmethod
    def of(cls, statement: Statement) -> Gist:
        """The gist of a statement."""
        is_against = statement.negated or statement.act in ("denied", "declined")
        words = " ".join(content_words(statement.words))
        return cls(fold(statement.speaker or ""), is_against, stems_of(statement.words), words)

    def is_like(self, other: Gist) -> bool:
        """Whether one speaker says nearly the same in both."""
        if self.is_part(other):
            return True
        shared = len(self.stems & other.stems)
        if not self._is_same_voice(other) or shared < FEWEST or shared < SAME * min(len(self.stems), len(other.stems)):
            return False
        ours, theirs = self._figures(), other._figures()
        return ours <= theirs or theirs <= ours  # 160 million is other news than 70 percent

    def is_part(self, other: Gist) -> bool:
        """Whether one outlet prints more of one speaker's words than the other."""
        if not self._is_same_voice(other):
            return False
        shorter, longer = sorted((self.words, other.words), key=len)
        return len(shorter.split()) >= FEW_WORDS and f" {shorter} " in f" {longer} "

    def _is_same_voice(self, other: Gist) -> bool:
        return bool(self.speaker) and self.speaker == other.speaker and self.is_against == other.is_against

    def _figures(self) -> frozenset[str]:
        return frozenset(stem for stem in self.stems if stem[0].isdigit())


def stems_of(words: str) -> frozenset[str]:
    """The beginnings of the telling words."""
    return frozenset(word[:STEM] for word in content_words(words) if word not in SMALL)


def distinct(statements: Iterable[HeldStatement], told: Sequence[Gist] = ()) -> list[HeldStatement]:
    """Those that tell something which neither those told nor any before them in this order tells."""
    known: dict[str, list[Gist]] = {}
    for gist in told:
        known.setdefault(gist.speaker, []).append(gist)
    kept = []
    for held in statements:
        gist = Gist.of(held.statement)
        others = known.setdefault(gist.speaker, [])
        if not any(gist.is_like(other) for other in others):
            kept.append(held)
            others.append(gist)
    return kept


def repeats(statement: Statement, headline: str) -> bool:
    """Whether reported speech says hardly more than the headline above it."""
    if statement.kind == "direct":
        return False
    said = stems_of(statement.words)
    return len(said & stems_of(f"{headline} {statement.speaker or ''}")) >= IN_HEADLINE * max(len(said), 1)
