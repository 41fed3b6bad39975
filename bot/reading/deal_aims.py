"""Sums that a deal is to bring about and that are no price of it: "would double trade to $5 billion"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.deal_words import DealWords

BEFORE = 5  # words before a sum among which trade is named
BEHIND = 4


def is_aim(lower: Sequence[str], first: int, last: int, words: DealWords) -> bool:
    """Whether the sum in tokens [first, last) is what trade is to grow to, or by."""
    begin, end = max(0, first - BEFORE), min(len(lower), last + BEHIND)
    traded = words.sets["traded"]
    if not traded.isdisjoint(lower[begin:first]) and any(_is_trade(lower, at, words) for at in range(begin, first)):
        return True
    if last >= len(lower) or lower[last] not in words.sets["trade_links"]:
        return False
    traffic = words.sets["traffic"]
    return any(lower[at] in traffic and _is_trade(lower, at, words) for at in range(last + 1, end))


def _is_trade(lower: Sequence[str], at: int, words: DealWords) -> bool:
    """Whether trade itself is named at a token: no "trade pact", no "trade publisher"."""
    following = lower[at + 1] if at + 1 < len(lower) else ""
    is_alone = not following[:1].isalpha() or bool(words.chunks.tags.get(following, 0))
    is_joined = following in words.sets["joined_trade"] or following in words.chunks.nouns
    return lower[at] in words.sets["traded"] and is_alone and not is_joined
