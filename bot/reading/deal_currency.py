"""Which "kroner", "francs" or "pesos" a sum is in, where the text itself names one of their countries."""

from __future__ import annotations

from dataclasses import replace

from bot.model import Money
from bot.reading.deal_words import DealWords
from bot.text import Tokens


def with_currency(money: Money, tokens: Tokens, sentence: tuple[int, int], words: DealWords) -> Money:
    """The sum with its currency if exactly one of its countries is named in its sentence, else in the whole text."""
    if money.currency is not None or money.value is None:
        return money
    codes = _codes(tokens.text[slice(*money.span)].lower().split()[-1], words)
    for first, last in (sentence, (0, len(tokens.words))):
        named = {code for word in tokens.words[first:last] if (code := codes.get(_country(word, words))) is not None}
        if named:
            return replace(money, currency=named.pop()) if len(named) == 1 else money
    return money


def _codes(unit: str, words: DealWords) -> dict[str | None, str]:
    """Country → code of a unit that several countries have."""
    stem = words.money.stems.get(unit, unit)
    return {
        country: units[stem]
        for adjective, units in words.money.nations.items()
        if stem in units and (country := words.places.country(adjective)) is not None
    }


def _country(word: str, words: DealWords) -> str | None:
    return words.places.country(word) if word[0].isupper() else None
