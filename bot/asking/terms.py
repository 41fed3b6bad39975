"""What narrows deals down: parties, amounts with currency, status, kind. Shared by questions and follows. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import cast

from bot.asking.tokens import Word, joined, split
from bot.asking.words import Words
from bot.model import DealKind, DealStatus

FIGURES = re.compile(r"\d[\d,.]*")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
NEGATING = frozenset("not never n't isn't aren't wasn't weren't hasn't haven't".split())
BEFORE_STATUS = NEGATING | frozenset(
    "were was been being have has had is are got did still only now just already currently yet be".split()
)
FEW = 9  # words of a phrase such as "worth more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class DealTerms:
    """Conditions on deals; `rest` are the words that were none."""

    parties: tuple[str, ...] = ()
    kind: DealKind | None = None
    status: DealStatus | None = None
    is_negated: bool = False  # "not yet signed", "unsigned"
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    currency: str | None = None
    rest: tuple[Word, ...] = ()

    @property
    def is_empty(self) -> bool:
        """No condition at all."""
        return not (self.parties or self.kind or self.status or self.amount_from or self.amount_to)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money as typed."""

    value: Decimal
    currency: str | None
    after: int
    scale: int = 0  # zeros of its "million"


def read_terms(words: Sequence[Word], vocabulary: Words) -> DealTerms:
    """The conditions among the words of a question or follow about deals."""
    terms = DealTerms(rest=tuple(words))
    terms = _amounts(terms, vocabulary)
    terms = _between(terms, vocabulary)
    terms = _in_currency(terms, vocabulary)
    terms = _status(terms, vocabulary)
    terms = _kind(terms, vocabulary)
    return _with(terms, vocabulary)


def read_sum(words: Sequence[Word], at: int, vocabulary: Words) -> Sum | None:
    """`$100m`, `100 million dollars`, `EUR 2.5bn`, `5bn`, `a billion`, `five million euros`."""
    currency, spot = _currency(words, at, vocabulary)
    if spot >= len(words):
        return None
    figure, spot = words[spot].low, spot + 1
    scale = vocabulary.scales.get(words[spot].low) if spot < len(words) else None
    is_spelled = scale is not None and figure in vocabulary.numbers
    value = Decimal(vocabulary.numbers[figure]) if is_spelled else _figure(figure)
    if value is None:
        return None
    if scale is not None:
        value, spot = value.scaleb(scale), spot + 1
        if spot < len(words) and words[spot].low == "of":
            spot += 1
    if currency is None:
        currency, spot = _currency(words, spot, vocabulary)
    return Sum(value, currency, spot, scale or 0)


def _currency(words: Sequence[Word], at: int, vocabulary: Words) -> tuple[str | None, int]:
    if at >= len(words):
        return None, at
    for length in (3, 2):  # "hong kong dollars", "swiss francs"
        if national := vocabulary.currencies.get(" ".join(word.low for word in words[at : at + length])):
            return national, at + min(length, len(words) - at)
    pair = words[at].low + words[at + 1].low if at + 1 < len(words) else ""
    if pair in vocabulary.currencies and pair[-1:] in "$€£":
        return vocabulary.currencies[pair], at + 2
    if (currency := vocabulary.currencies.get(words[at].low)) is not None and words[at].low not in ("try", "won"):
        return currency, at + 1
    return None, at


def _figure(text: str) -> Decimal | None:
    if not FIGURES.fullmatch(text):
        return None
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif text.count(",") == 1 and "." not in text:  # a decimal comma
        text = text.replace(",", ".")
    try:
        value = Decimal(text.strip(".,"))
    except InvalidOperation:
        return None
    return value if value < Decimal(10) ** 18 else None


def _amounts(terms: DealTerms, vocabulary: Words) -> DealTerms:
    words = terms.rest
    for at in range(len(words)):
        for bound, phrases in (("less", vocabulary.deals["less"]), ("more", vocabulary.deals["more"])):
            after = _phrase(words, at, phrases)
            if after is None or (found := read_sum(words, after, vocabulary)) is None:
                continue
            opened = at - (at > 0 and words[at - 1].low in ("worth", "of", "for", "valued"))
            rest = words[:opened] + words[found.after :]
            terms = replace(terms, currency=found.currency or terms.currency, rest=rest)
            terms = replace(terms, **{"amount_from" if bound == "more" else "amount_to": found.value})  # type: ignore[arg-type]
            return _amounts(terms, vocabulary) if None in (terms.amount_from, terms.amount_to) else terms
    return terms


def _in_currency(terms: DealTerms, vocabulary: Words) -> DealTerms:
    """`in kroner`, without a sum."""
    words = terms.rest
    for at in range(len(words) - 1):
        currency, after = _currency(words, at + 1, vocabulary)
        if words[at].low == "in" and currency is not None:
            return replace(terms, currency=terms.currency or currency, rest=words[:at] + words[after:])
    return terms


def _between(terms: DealTerms, vocabulary: Words) -> DealTerms:
    """`between A and B`; an amount range when both are sums."""
    words = terms.rest
    opened = next((at for at, word in enumerate(words) if word.low == "between"), None)
    if opened is None:
        return terms
    middle = next((at for at in range(opened + 2, len(words)) if words[at].low in ("and", "&")), None)
    if middle is None:
        return terms
    low, high = read_sum(words, opened + 1, vocabulary), read_sum(words, middle + 1, vocabulary)
    if low and high:
        rest = words[:opened] + words[high.after :]
        currency = low.currency or high.currency
        least = low.value if low.scale else low.value.scaleb(high.scale)  # "between 10 and 20 million"
        return replace(terms, amount_from=least, amount_to=high.value, currency=currency, rest=rest)
    end = _party_end(words, middle + 1, vocabulary)
    parties = (joined(words[opened + 1 : middle]), joined(words[middle + 1 : end]))
    return replace(terms, parties=tuple(party for party in parties if party), rest=words[:opened] + words[end:])


def _with(terms: DealTerms, vocabulary: Words) -> DealTerms:
    """`with A and B`, `involving A`, `by A`: whoever stands behind such a word, until the next one."""
    words = terms.rest
    openers = ("with", "involving", "by", "from", "including")
    opened = next((at for at, word in enumerate(words) if word.low in openers), None)
    if opened is None:
        return terms
    end = _party_end(words, opened + 1, vocabulary)
    phrase = joined(words[opened + 1 : end])
    if not phrase:
        return replace(terms, rest=words[:opened] + words[opened + 1 :])
    parties = [part for part in re.split(r"\s*(?:,|\band\b|&)\s*", phrase) if part]
    found = replace(terms, parties=(*terms.parties, *parties), rest=words[:opened] + words[end:])
    return _with(found, vocabulary)


def _party_end(words: Sequence[Word], at: int, vocabulary: Words) -> int:
    stops = {"about", "over", "on", "worth", "for", "with", "by", "from", "in", "since", "between", "involving", "-"}
    stops |= {
        word for words_ in (vocabulary.deals["more"], vocabulary.deals["less"]) for word in words_ if " " not in word
    }
    for spot in range(at, len(words)):
        if words[spot].low in stops:
            return spot
    return len(words)


def _status(terms: DealTerms, vocabulary: Words) -> DealTerms:
    """`signed`, `in talks`, `not yet ratified`, `unsigned`, with the small words before it."""
    words = terms.rest
    for at in range(len(words)):
        for phrase, status in vocabulary.deal_statuses.items():
            after = _phrase(words, at, (phrase, f"un{phrase}"))
            if after is None:
                continue
            opened = at
            while opened and words[opened - 1].low in BEFORE_STATUS:
                opened -= 1
            taken = {word.low for word in words[opened : at + 1]}
            is_negated = bool(taken & NEGATING) or words[at].low == f"un{phrase}"
            if after < len(words) and words[after].low == "yet":
                after += 1
            rest = words[:opened] + words[after:]
            return replace(terms, status=cast(DealStatus, status), is_negated=is_negated, rest=rest)
    return terms


def _kind(terms: DealTerms, vocabulary: Words) -> DealTerms:
    """`arms deals`, `mergers`: a word of its own, or one before "deal" or before another kind."""
    words, nouns = terms.rest, vocabulary.deals["nouns"]
    for at, word in enumerate(words):
        is_before_noun = at + 1 < len(words) and words[at + 1].low in nouns
        is_before_kind = at + 1 < len(words) and words[at + 1].low in vocabulary.deals["kind_nouns"]
        kind = vocabulary.deal_kinds.get(word.low)
        if kind is None:
            continue
        if is_before_noun:
            return replace(terms, kind=cast(DealKind, kind), rest=words[:at] + words[at + 1 :])
        if is_before_kind:  # "pay settlement", "arms contract"
            rest = (*words[:at], Word("deals", "deals"), *words[at + 2 :])
            return replace(terms, kind=cast(DealKind, kind), rest=rest)
        if word.low in vocabulary.deals["kind_nouns"]:
            return replace(
                terms, kind=cast(DealKind, kind), rest=(*words[:at], Word("deals", "deals"), *words[at + 1 :])
            )
    return terms


def _phrase(words: Sequence[Word], at: int, phrases: Sequence[str]) -> int | None:
    """The place after the longest of these phrases that stands at `at`."""
    line = " ".join(word.low for word in words[at : at + FEW])
    fitting = [phrase for phrase in phrases if line == phrase or line.startswith(phrase + " ")]
    if not fitting:
        return None
    return at + len(max(fitting, key=len).split())


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a line."""
    return tuple(split(text))
