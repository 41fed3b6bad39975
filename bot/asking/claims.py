"""The words by which a claim is turned round, bounded or made to hang on something (`[claims]` of words.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.asking.words import Words, alternatives


@dataclass(frozen=True, slots=True, repr=False)
class ClaimWords:
    """Folded words by what they do to a claim; the patterns are for folded text."""

    negating: frozenset[str]
    affirming: frozenset[str]  # "not only": turns nothing round
    clauses: frozenset[str]
    joining: frozenset[str]  # those of them that a "not" right in front does not reach over
    reporting: str  # "that": a "not" reaches over it behind those who believe
    restricting: frozenset[str]  # "that nobody asked for"
    believing: frozenset[str]
    figures: frozenset[str]  # words for numbers
    contrary: frozenset[str]  # behind a verb: "will change nothing"
    untelling: frozenset[str]  # beside a name: "Mr", "President", "the"
    small: frozenset[str]  # tell nothing of whom or what is named
    belonging: re.Pattern[str]  # " of Norvane" behind a name
    standing: frozenset[str]
    alike: Mapping[str, str]
    listeners: tuple[frozenset[str], ...]
    bounding: re.Pattern[str]  # right in front of what is kept
    bounding_figures: re.Pattern[str]
    turning: re.Pattern[str]
    opening: re.Pattern[str]  # what a sentence may have in front or behind
    awaiting: re.Pattern[str]
    ahead: re.Pattern[str]
    limiting: re.Pattern[str]
    evidence: re.Pattern[str]

    @classmethod
    def of(cls, words: Words) -> ClaimWords:
        """Compile them."""
        claims, determiners = words.claims, alternatives(words.grammar["determiners"])
        ends = rf"(?:\s+{determiners})?\s*$"
        return cls(
            negating=frozenset((*claims["negating"], *words.stances["negating"])),
            affirming=frozenset(claims["affirming"]),
            clauses=frozenset(claims["clauses"]),
            joining=frozenset(claims["joining"]),
            reporting=claims["reporting"],
            restricting=frozenset(claims["restricting"]),
            believing=frozenset(claims["believing"]),
            figures=frozenset((*claims["figures"], *words.numbers, *words.scales)) - set(words.grammar["determiners"]),
            contrary=frozenset(claims["contrary"]),
            untelling=frozenset((*words.grammar["titles"], *words.grammar["determiners"])),
            small=frozenset((*claims["small"], *words.grammar["determiners"])),
            belonging=re.compile(rf"\s+{alternatives(claims['belonging'])}\s+(?:the\s+)?(?P<whose>[^,;:]+)"),
            standing=frozenset(claims["standing"]),
            alike=claims["alike"],
            listeners=tuple(frozenset(group) for group in claims["listeners"]),
            bounding=_any(claims["bounding"], ends),
            bounding_figures=_any((*claims["bounding"], *claims["around_figures"]), ends),
            turning=_any(claims["turning"]),
            opening=_any((*claims["turning"], *claims["awaiting"], *claims["limiting"])),
            awaiting=_any(claims["awaiting"]),
            ahead=_any(claims["ahead"]),
            limiting=_any((*claims["hedging"], *claims["limiting"])),
            evidence=_any(claims["evidence"]),
        )

    def is_denial(self, key: str, following: str) -> bool:
        """Whether a word turns round what stands behind it."""
        return (key in self.negating or key.endswith("n't")) and f"{key} {following}" not in self.affirming

    def is_figure(self, key: str) -> bool:
        """Whether a word is a number or part of one, as a sign of money is."""
        return key[:1].isdigit() or key in self.figures or not key[:1].isalpha()


def _any(phrases: Iterable[str], behind: str = r"(?![\w'])") -> re.Pattern[str]:
    return re.compile(rf"(?<![\w']){alternatives(phrases)}{behind}")
