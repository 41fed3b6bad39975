"""Deals that answer a question: those that fit, each told once, in the order that was asked for.

1. fitting   parties, subject, status, sum; whole and certain ones first
2. standing  where none has the status asked about, how the same deals stand, and that is said
3. kind      where none is of the kind asked about, those that their article calls so
4. headline  where none of the kind speaks of a name asked about, those of stories whose headline does; that is said
5. once      one deal told under two names ("the Norwegian company", Washington for the United States) is one
6. ordered   newest, or by sum within each currency: sums are never converted
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.asking.deal_shapes import is_deal_noun
from bot.asking.found import Asker, Found
from bot.asking.ground import Ground
from bot.asking.origins import Origin
from bot.asking.period import is_of_days
from bot.asking.relevance import (
    NOT_MADE,
    deal_fits,
    fits_trade,
    has_sides,
    holds_words,
    is_about_deal,
    is_named_in_deal,
    is_same_party,
    is_told_as_it_is,
    party_words,
    when_of,
)
from bot.model import HeldDeal, Party, Question
from bot.store import Store
from bot.store.terms import stems, words_of

MOST = 50
OVER = ("collapsed", "denied")
IS_IT = re.compile(r"(?:is|are|was|were|has|have|did)\b", re.IGNORECASE)
MOST_DEALS = 200


@dataclass(frozen=True, slots=True)
class DealFinder:
    """One question's work over the deals of the store."""

    store: Store
    ground: Ground
    asker: Asker

    async def find(self, question: Question) -> Found:
        """The deals of this question, and a note on what was left out or is not as asked."""
        found = await self._fitting(question)  # 1.
        if not found and (others := await self._otherwise(question)):
            return others
        note = await self._in_other_currencies(question)
        if question.order in ("largest", "smallest"):
            found, unsized = [deal for deal in found if _sum(deal)], [deal for deal in found if not _sum(deal)]
            note = note or _order_said(found, unsized)
        return Found(question=question, deals=tuple(_ordered(found, question.order))[:MOST], note=note)

    async def _otherwise(self, question: Question) -> Found | None:
        """What answers where no deal meets every condition, and a note that says how it differs."""
        if question.deal_status and not question.is_status_negated and _names_some(question):  # 2.
            standing = await self._fitting(replace(question, deal_status=None, order=question.order or "newest"))
            if standing:
                note = f"None of these is on record as {question.deal_status}; this is how far they are:"
                return Found(question=question, deals=tuple(_ordered(standing, "newest"))[:MOST], note=note)
        if not question.deal_kind:
            return None
        found, note = await self._called_so(question), ""  # 3.
        if not found and self.ground.is_name(question.about or ""):  # 4.
            found, note = await self._fitting(question, is_near=False), f"In stories on {question.about}:"
        deals = tuple(_ordered(found, question.order))[:MOST]
        return Found(question=question, deals=deals, note=note) if deals else None

    async def _called_so(self, question: Question) -> list[HeldDeal]:
        """Deals of another kind that their article calls by the word asked: a takeover told as a merger."""
        forms = [word for word, kind in self.ground.words.deal_kinds.items() if kind == question.deal_kind]
        asked = [word for word in words_of(question.text) if word in forms]
        if not asked:
            return []
        words = " ".join((question.about or "", *asked)).strip()
        found = await self._fitting(replace(question, deal_kind=None, about=words))
        return [deal for deal in found if holds_words(deal, words)]

    async def _fitting(self, question: Question, *, is_near: bool = True) -> list[HeldDeal]:
        """Deals that meet the conditions; with the subject only in their headline where they need not be near it."""
        parties = [party_words(party, self.ground) for party in question.parties]
        words = " ".join((question.about or "", *parties)).strip()
        wider = replace(question, parties=(), about=words or None)
        held = await self.store.search.deals(wider, chat_id=self.asker.chat_id, now=self.asker.now, limit=MOST_DEALS)
        held = tuple(deal for deal in held if is_of_days(deal.deal.date, question, self.asker.timezone))
        about = [deal for deal in held if is_about_deal(deal, question, is_near=is_near)]
        origins = {party: Origin.of(party, self.ground) for party in question.parties}
        fitting = [
            deal
            for deal in about
            if deal_fits(deal, question, self.ground, origins) and fits_trade(deal, question, self.ground)
        ]
        told = [deal for deal in fitting if is_told_as_it_is(deal)]
        whole = [deal for deal in told if has_sides(deal)] or told
        named = [deal for deal in whole if is_named_in_deal(deal, question)]
        whole = named if named or is_yes_or_no(question, self.ground) else whole
        return _told_once(sorted(whole, key=_doubt), self.ground)

    async def _in_other_currencies(self, question: Question) -> str:
        """Sums are compared in one currency: how many deals were left out for it, so that nobody takes this for all."""
        if not question.currency:
            return ""
        within = {deal.id for deal in await self._fitting(replace(question, amount_from=None, amount_to=None))}
        anything = await self._fitting(replace(question, currency=None, amount_from=None, amount_to=None))
        given = [{given.amount.currency for given in deal.amounts} for deal in anything if deal.id not in within]
        others = [held for held in given if any(held)]
        if not others:
            return ""
        codes = " or ".join(sorted({code for held in others for code in held if code}))
        deals = "1 more deal has its sum" if len(others) == 1 else f"{len(others)} more deals have their sums"
        return f"Sums are not converted: {deals} in {codes}, which I do not compare with {question.currency}."


def is_yes_or_no(question: Question, ground: Ground) -> bool:
    """ "Is the Delmont case settled": it speaks of no deal, so the deal must have its words."""
    return bool(question.deal_status and IS_IT.match(question.text)) and not any(
        is_deal_noun(word, ground) for word in question.text.split()
    )


def _doubt(held: HeldDeal) -> tuple[bool, bool]:
    """Certain deals first, then those that came to nothing, then what is only claimed or recalled."""
    return not held.deal.asserted or held.deal.background, held.deal.status in OVER


def _names_some(question: Question) -> bool:
    """ "Has the pay deal been ratified": whether it asks of certain deals how they stand, not of all of a status."""
    is_some = bool(question.about or question.parties or question.deal_kind)
    return is_some and IS_IT.match(question.text) is not None


def _told_once(deals: Sequence[HeldDeal], ground: Ground) -> list[HeldDeal]:
    """Without those that another one tells as well; of two the one that calls its parties by name, on nobody's word."""
    kept: list[HeldDeal] = []
    for deal in deals:
        twin = next((at for at, other in enumerate(kept) if _is_same_deal(deal, other, ground)), None)
        if twin is None:
            kept.append(deal)
        else:
            best, other = sorted((kept[twin], deal), key=_openness)
            kept[twin] = replace(best, sources=(*best.sources, *other.sources))
    return kept


def _openness(held: HeldDeal) -> tuple[int, bool]:
    return sum(_is_described(party) for party in held.deal.parties), held.deal.said_by is not None


def _is_described(party: Party) -> bool:
    """Told by what it is: "the Norwegian company"."""
    return party.name.split()[-1][:1].islower()


def _is_same_deal(one: HeldDeal, other: HeldDeal, ground: Ground) -> bool:
    """The same step of the same matter for the same sum, its sides the same under any of their names."""
    if one.deal.kind != other.deal.kind or one.deal.status != other.deal.status or _sums(one).isdisjoint(_sums(other)):
        return False
    if _sums(one) == {None} and not set(stems(one.deal.object or "")) & set(stems(other.deal.object or "")):
        return False
    fewer, more = sorted((_sides(one), _sides(other)), key=len)
    return bool(fewer) and all(_is_among(party, more, ground) for party in fewer)


def _is_among(party: Party, others: Sequence[Party], ground: Ground) -> bool:
    same_role = any(party.role == other.role and _is_described(party) != _is_described(other) for other in others)
    return same_role or any(is_same_party(party.name, other.name, ground) for other in others)


def _sides(held: HeldDeal) -> list[Party]:
    return [party for party in held.deal.parties if party.role not in ("broker", "regulator", "authority")]


def _sums(held: HeldDeal) -> set[tuple[Decimal | None, str | None] | None]:
    return {(given.amount.value, given.amount.currency) for given in held.amounts} or {None}


def _sum(held: HeldDeal, many: Mapping[str, int] | None = None) -> tuple[str, Decimal] | None:
    """Its last sum, with the currency: what a deal is listed by; of several currencies in that of most deals."""
    sized = [given.amount for given in held.amounts if given.amount.value is not None]
    best = max(sized, key=lambda money: (many or {}).get(money.currency or "", 0), default=None)
    if best is None:
        return None
    last = [money for money in sized if money.currency == best.currency][-1]
    return last.currency or "", last.value_max or last.value or Decimal(0)


def _ordered(deals: Sequence[HeldDeal], order: str | None) -> list[HeldDeal]:
    if order == "newest":
        return sorted(deals, key=_day, reverse=True)
    if order is None:
        return list(deals)
    many = Counter(code or "" for deal in deals for code in {given.amount.currency for given in deal.amounts})
    sums = {deal.id: _sum(deal, many) or ("", Decimal(0)) for deal in deals}

    def rank(deal: HeldDeal) -> tuple[bool, int, str, Decimal]:
        code, value = sums[deal.id]
        return deal.deal.status in NOT_MADE, -many[code], code, value if order == "smallest" else -value

    return sorted(deals, key=rank)


def _day(held: HeldDeal) -> date:
    return held.deal.date.last if held.deal.date else when_of(held).date()


def _order_said(sized: Sequence[HeldDeal], unsized: Sequence[HeldDeal]) -> str:
    codes = {code for deal in sized for code, _ in [_sum(deal) or ("", Decimal(0))]}
    said = "By sum within each currency, for sums are not converted." if len(codes) > 1 else ""
    is_over = {deal.deal.status in NOT_MADE for deal in sized} == {True, False}
    over = "Those not made stand last." if is_over else ""
    left = f"{len(unsized)} more deal{'s have' if len(unsized) > 1 else ' has'} no sum on record." if unsized else ""
    return " ".join(part for part in (said, over, left) if part)
