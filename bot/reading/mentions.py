"""One place of an article where a deal is named, and what can be read beside it: sums, days, what is dealt in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from bot.model import DealKind, Money, When
from bot.reading.clauses import Clause
from bot.reading.dates import Dated
from bot.reading.deal_aims import is_aim
from bot.reading.deal_days import is_of_another
from bot.reading.deal_words import DealWords
from bot.reading.money import find_money
from bot.reading.party_fillers import Filler
from bot.reading.standing import Standing
from bot.text import Tokens

BEGINNING = attrgetter("first")
SMALLEST = 1000  # no company is bought for less
LONGEST_LINK = 9  # tokens between a price and the same put in another way
LONGEST_SIZED = 4  # tokens from a sum to the word for a company that it describes
BACKGROUND_DAYS = 200  # a deal dated longer ago than this is recalled, not reported


@dataclass(slots=True)
class Mention:
    """A deal as one verb or noun names it; token ranges are half-open."""

    kind: DealKind
    sentence: int
    trigger: int
    evidence: tuple[int, int]
    standing: Standing
    parties: list[Filler] = field(default_factory=list)
    object: tuple[int, int] | None = None
    stake: tuple[int, int] | None = None
    money: Money | None = None
    apart: int = 0  # characters between the deal's word and its sum
    when: When | None = None
    is_background: bool = False
    is_anaphor: bool = False  # "the deal": names nothing by itself
    is_vague: bool = False  # "the deal" with one side named: nothing new where no other mention tells of it
    is_title: bool = False  # "the Trans-Pacific Partnership": named, so never "the deal" of before
    is_new: bool = False  # "a deal": told of for the first time, as a rule
    is_earlier: bool = False  # "a previous truce": never the one told of elsewhere
    is_known: bool = False  # "bought the stake": what is bought was named before
    is_verb: bool = False
    is_one_side: bool = False  # "deals with X and Y": whose they are is not told
    is_separate: bool = False  # one of "separate deals with X and Y"
    confidence: float = 0.6


@dataclass(frozen=True)
class Facts:
    """The sums and dates of a text; sums are looked for only in the sentences that a deal asks about."""

    tokens: Tokens
    dates: Sequence[Dated]
    published: date | None
    words: DealWords
    places: Sequence[int]  # tokens among which all deal words stand
    found: dict[int, list[Money]] = field(default_factory=dict)  # sums by sentence

    def sums(self, first: int, last: int) -> Sequence[Money]:
        """The sums that begin in the token range, which lies in one sentence."""
        if first >= last:
            return ()
        sentence = self.tokens.sentence_of[first]
        if sentence not in self.found:
            self.found[sentence] = find_money(self.tokens, self.words.money, self.tokens.sentences[sentence])
        start, end = self.tokens.span(first, last)
        return [money for money in self.found[sentence] if start <= money.span[0] < end]

    def is_in_sum(self, at: int) -> bool:
        """Whether a token is part of a sum: "4.3 billion Canadian dlr"."""
        start = self.tokens.starts[at]
        sums = self.sums(*self.tokens.sentences[self.tokens.sentence_of[at]])
        return any(money.span[0] <= start < money.span[1] for money in sums)

    def words_beside(self, at: int) -> Sequence[str]:
        """The words of the sentence around a token, lower case."""
        first, last = self.tokens.sentences[self.tokens.sentence_of[at]]
        return self.tokens.lower[first:last]

    def days(self, first: int, last: int) -> Sequence[Dated]:
        return self.dates[bisect_left(self.dates, first, key=BEGINNING) : bisect_left(self.dates, last, key=BEGINNING)]

    def price(self, clause: Clause, trigger: int, kind: DealKind) -> Money | None:
        """The sum that is the price in a clause: a total before a price per share, none that is revenue or debt.

        Of a settlement it is the fine: "will pay a $200m fine to settle the case".
        """
        owed = self.words.sets["fines"] if kind == "settlement" else frozenset[str]()
        first, last = clause.chunks[0].first, clause.chunks[-1].last
        found: list[Money] = []
        before: Money | None = None
        for money in self._in_own_currency(self.sums(first, last)):
            is_same = before is not None and self._is_put_again(before, money)
            before = money if found or is_same or money.basis == "per share" else None
            if is_same or (not self._is_other(money, owed) and self._is_linked(money, trigger)):
                found.append(money)
        if not found:
            return None
        if own := self._in_own_phrase(clause, trigger, found):
            return own
        at = self.tokens.starts[trigger]
        behind = [money for money in found if money.span[0] > at and money.basis != "per share"]
        totals = behind or [money for money in found if money.basis != "per share"] or found
        return totals[0] if behind or self._is_paid(totals[0], trigger) else totals[-1]

    def _in_own_phrase(self, clause: Clause, trigger: int, sums: Sequence[Money]) -> Money | None:
        """The sum in the phrase of a deal's noun, whatever stands behind: "a $9m contract, and Y sold Z for $5m"."""
        number = clause.chunk_of(trigger)
        start = self.tokens.starts[clause.chunks[number].first] if number is not None else 0
        at = self.tokens.starts[trigger]
        return next((money for money in sums if start <= money.span[0] < at and money.basis == "total"), None)

    def _in_own_currency(self, sums: Sequence[Money]) -> list[Money]:
        """Without the sums in brackets that put the one before into another currency: "$8.1bn (£4.1bn)"."""
        text = self.tokens.text
        before = [None, *sums]
        return [
            money
            for one, money in zip(before, sums, strict=False)
            if one is None or one.currency == money.currency or text[one.span[1] : money.span[0]].strip() != "("
        ]

    def _is_paid(self, money: Money, trigger: int) -> bool:
        """Whether a sum is what a paying verb gives first: "will pay $300m upfront and up to $200m later to buy"."""
        first, last = self._place(money)
        before = self.tokens.lower[max(0, first - 3) : first]
        return last <= trigger and not self.words.sets["paying"].isdisjoint(before)

    def _is_put_again(self, one: Money, other: Money) -> bool:
        """Whether a second sum gives the first in another way: "8 dlrs a share, or 16 mln dlrs", "…, a total of …"."""
        first, last = bisect_left(self.tokens.starts, one.span[1]), bisect_left(self.tokens.starts, other.span[0])
        between = self.tokens.lower[first:last]
        return len(between) <= LONGEST_LINK and not self.words.sets["put_again"].isdisjoint(between)

    def value_behind(self, sentence: int) -> Money | None:
        """A sum that a following sentence calls the value or price: "The transaction is valued at 16.2 mln dlrs"."""
        if sentence >= len(self.tokens.sentences):
            return None
        first, last = self.tokens.sentences[sentence]
        if self.words.sets["price_words"].isdisjoint(self.tokens.lower[first:last]):
            return None
        totals = [money for money in self.sums(first, last) if money.basis == "total" and not self._is_other(money)]
        return next(
            (money for money in totals if self._is_linked(money, last) and self._is_called_price(sentence, money)), None
        )

    def has_terms(self, sentence: int) -> bool:
        """Whether the next sentence has a word on the terms: "Terms were not disclosed", "The price is …"."""
        behind = sentence + 1
        if behind >= len(self.tokens.sentences):
            return False
        first, last = self.tokens.sentences[behind]
        if self.words.sets["undisclosed_about"].isdisjoint(self.tokens.lower[first:last]):
            return False
        is_kept_back = self.words.undisclosed.search(self.tokens.text, *self.tokens.span(first, last)) is not None
        return is_kept_back or self.value_behind(behind) is not None

    def _is_called_price(self, sentence: int, money: Money) -> bool:
        """Whether a word for a price stands before or right behind a sum, nothing else of worth between."""
        first, last = self._place(money)
        begin, sets = self.tokens.sentences[sentence][0], self.words.sets
        for at in range(first - 1, begin - 1, -1):
            if self.tokens.lower[at] in sets["price_words"]:
                if self._is_of_thing(at, begin):
                    return False
                return at == begin or self.tokens.lower[at - 1] not in sets["unpriced"]
            if self.tokens.lower[at] in sets["not_price"] or self.tokens.lower[at] in sets["not_value"]:
                return False
        return not sets["price_words"].isdisjoint(self.tokens.lower[last : last + 3])

    def _is_of_thing(self, at: int, begin: int) -> bool:
        """Whether "worth" hangs on a thing that is no deal: "a mortgage worth more than $50 million"."""
        if at == begin or self.tokens.lower[at] not in self.words.sets["worth"]:
            return False
        before = self.tokens.lower[at - 1]
        is_deal = before in self.words.nouns or before in self.words.sets["in_deal"]
        return before.isalpha() and not is_deal and not self.words.chunks.tags.get(before, 0)

    def _place(self, money: Money) -> tuple[int, int]:
        return bisect_left(self.tokens.starts, money.span[0]), bisect_left(self.tokens.starts, money.span[1])

    def _is_linked(self, money: Money, trigger: int) -> bool:
        """Whether a sum hangs on the deal: "for $5m", "$5m takeover", "paying $5m"; not on what is dealt in."""
        first, last = self._place(money)
        if first <= trigger < last + 5 and last <= trigger:
            return True
        if trigger < first and not self.words.sets["priced_deals"].isdisjoint(self.tokens.lower[last : last + 2]):
            return True  # "in a $4 billion deal"
        before = self.tokens.lower[max(0, first - 5) : first]
        links = self.words.sets["price_links"]
        if trigger < first and any(word in links for word in before):
            following = self.tokens.lower[last] if last < len(self.tokens.lower) else ""
            return (
                not following.isalpha()
                or following in self.words.sets["behind_price"]
                or bool(self.words.chunks.tags.get(following, 0))
            )
        if first - 5 <= trigger < first:
            return True
        is_paid = not self.words.sets["paying"].isdisjoint(before)
        return is_paid and self.words.sets["meanwhile"].isdisjoint(self.tokens.lower[last:trigger])

    def _is_other(self, money: Money, owed: frozenset[str] = frozenset()) -> bool:
        """Whether the words beside a sum say that it is no price: "sales of", "in debt"."""
        if money.value is not None and money.value < SMALLEST and money.basis == "total":
            return True
        first, last = self._place(money)
        if money.basis == "per share":
            return not set(self.tokens.lower[max(0, first - 2) : first]) & self.words.sets["paid_for"]
        if self._is_size(first, last):
            return True
        if is_aim(self.tokens.lower, first, last, self.words):
            return True
        others = self.words.sets["not_price"] - owed if owed else self.words.sets["not_price"]
        before = self.tokens.lower[max(0, first - 4) : first]
        behind = self.tokens.lower[last : last + 3]
        sets = self.words.sets
        if not sets["led_to"].isdisjoint(before) or not sets["joint"].isdisjoint(before[:-1]):
            return True  # "would add $3 million to costs", "values the combined company at $3 billion"
        if (behind and behind[0] in sets["compared"]) or self._is_appraised(before):
            return True
        behind = behind[: behind.index(",")] if "," in behind else behind
        if not self.words.sets["counted_in"].isdisjoint(behind):
            behind = []
        printed = self.tokens.words[max(0, first - 4) : first]
        is_other = any(word in others and name[0].islower() for word, name in zip(before, printed, strict=True))
        return is_other or any(word in others for word in behind)

    def _is_appraised(self, before: list[str]) -> bool:
        """Whether a sum says what the thing before it costs: "four vessels, put at $3 million"."""
        is_put = " ".join(before[1:]) in self.words.sets["appraised"]
        return is_put and before[0] not in self.words.nouns

    def _is_size(self, first: int, last: int) -> bool:
        """Whether a sum says how large a company is: "a 5.1 billion dlr holding company"."""
        lower, tags = self.tokens.lower, self.words.chunks.tags
        if first == 0 or lower[first - 1] not in self.words.sets["indefinite"]:
            return False
        for word in lower[last : last + LONGEST_SIZED]:
            if word in self.words.sets["sized"]:
                return True
            if tags.get(word, 0) or not word[0].isalpha() or word in self.words.triggers:
                return False
        return False

    def when(self, clause: Clause, standing: Standing, trigger: int, others: Container[int] = ()) -> When | None:
        """The day that goes with the governing verb: the nearest date of its clause on the right side of today.

        `others` are the tokens of days that go with another verb.
        """
        first, last = clause.chunks[0].first, clause.chunks[-1].last
        at = standing.tokens[0] if standing.tokens else trigger
        near = [
            dated
            for dated in self.days(first, last)
            if dated.when is not None
            and dated.first not in others
            and not is_of_another(clause, dated.first, (trigger, at), self.words)
        ]
        near.sort(key=lambda dated: abs(dated.first - at))
        for dated in near:
            assert dated.when is not None
            if self.published is None or dated.when.first <= self.published or standing.status == "proposed":
                return dated.when
        return None

    def is_past(self, when: When | None) -> bool:
        """Whether a day lies so far back that the deal is only recalled."""
        if when is None:
            return False
        if self.published is None:
            return when.precision == "year"
        if when.precision == "year" and when.last < self.published:
            return True
        return (self.published - when.last).days > BACKGROUND_DAYS
