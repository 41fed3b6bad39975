"""Sums of money as news writes them: figure, scale, currency, qualifier and basis, with offsets.

The stages, in order:
    1. figures    every run of digits with a currency sign or code before it or a currency word behind it
    2. words      "fifty million dollars": number words before a currency word
    3. ranges     "between $3 and $4 billion", "$3-4 billion": one sum with a second value
    4. around     the qualifier before ("up to"), the basis behind ("a year"); unit prices ("$5 an hour") are left out
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from bot.model import Basis, Money, Qualifier
from bot.reading.money_words import MoneyWords, parse_money_words
from bot.text import Tokens

__all__ = ["MoneyWords", "find_money", "parse_money_words", "write_money"]

DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?<!,)")
STEP = re.compile(r"\s?-?\s?([A-Za-z][A-Za-z.]*)")
LOOK_BEHIND = 34
LONGEST_JOINT = len(" and ")
LONGEST_FIGURE = 30


class Figure(NamedTuple):
    """One figure with what was printed round it; `scale` and `currency` are None where the text leaves them out."""

    start: int
    end: int
    number: Decimal
    scale: Decimal | None
    currency: str | None
    is_marked: bool  # a sign or a unit stood beside it: it is money

    @property
    def value(self) -> Decimal:
        return plain(self.number * (self.scale or 1))


class Tail(NamedTuple):
    """What stands behind the digits: scale, currency (None: no unit, "": a unit of many countries), where it ends."""

    scale: Decimal | None
    scale_end: int
    currency: str | None
    divisor: int
    end: int


def find_money(tokens: Tokens, words: MoneyWords, within: tuple[int, int] | None = None) -> list[Money]:
    """Sums in the order of the text, or of the tokens [first, last) of it; unit prices left out."""
    text = tokens.text
    first, last = within or (0, len(tokens.lower))
    start, end = tokens.span(first, last) if last > first else (0, 0)
    figures = [
        figure for match in DIGITS.finditer(text, start, end) if (figure := _figure(text, match, words)) is not None
    ]
    figures += _spelled_figures(tokens, words, figures, (first, last))
    if not figures:
        return []
    figures.sort(key=lambda figure: figure.start)
    figures = _with_bare_totals(text, figures, words)
    found: list[Money] = []
    at = 0
    while at < len(figures):
        following = figures[at + 1] if at + 1 < len(figures) else None
        money = _range(text, figures[at], following, words) if following is not None else None
        at += 1 if money is None else 2
        money = money or _single(text, figures[at - 1], words)
        if money is not None:
            found.append(money)
    return found


def write_money(money: Money) -> str:
    """The sum as this module would read it back: "up to USD 1200000 a year"."""
    if money.value is None:
        return "undisclosed"
    opening = "" if money.qualifier in ("exact", "undisclosed", "between") else f"{money.qualifier} "
    figure = f"{money.currency} {money.value:f}"
    if money.value_max is not None:
        figure = (
            f"{'between ' if money.qualifier == 'between' else ''}{figure} and {money.currency} {money.value_max:f}"
        )
    closing = {"total": "", "per year": " a year", "per share": " a share"}[money.basis]
    return f"{opening}{figure}{closing}"


# ---------------------------------------------------------------- 1. figures


def _figure(text: str, match: re.Match[str], words: MoneyWords) -> Figure | None:
    start, end = match.span()
    if end - start > LONGEST_FIGURE:
        return None
    sign = _sign(text, start, words)
    if sign is None and start and (text[start - 1].isalnum() or text[start - 1] in "_.,"):
        return None
    tail = _tail(text, end, words)
    number = Decimal(match[0].replace(",", ""))
    if sign is not None:
        begin, code = sign
        if tail.scale is None and "," not in match[0] and text[begin:start].rstrip() in words.shy_signs:
            return None  # a road, a model: “N5”, “P30”
        return Figure(
            begin, tail.end if tail.currency == code else tail.scale_end, number, tail.scale, code, is_marked=True
        )
    if tail.currency is None:
        return Figure(start, tail.scale_end, number, tail.scale, None, is_marked=False)
    return Figure(start, tail.end, number / tail.divisor, tail.scale, tail.currency, is_marked=True)


def _sign(text: str, at: int, words: MoneyWords) -> tuple[int, str] | None:
    """Where the currency sign or code before offset `at` begins, and its currency."""
    end = at - 1 if at and text[at - 1] == " " else at
    if not end or text[end - 1] not in words.sign_ends:
        return None
    for length in range(min(words.longest_sign, end), 0, -1):
        begin = end - length
        code = words.signs.get(text[begin:end])
        if code is not None and not (
            text[begin].isalpha() and begin and (text[begin - 1].isalpha() or (end < at and length == 1))
        ):
            return begin, code
    return None


def _tail(text: str, end: int, words: MoneyWords) -> Tail:
    """Read scale and unit behind the digits that end at `end`."""
    scale, scale_end = None, end
    step = STEP.match(text, end)
    if step is not None:
        word = step[1].lower().rstrip(".")
        is_glued = step.start(1) == end
        if word in words.scales and (is_glued or word not in words.glued or word == "m"):
            scale, scale_end = words.scales[word], step.end() - step[1].endswith(".")
            step = STEP.match(text, step.end())
            if step is not None and not is_glued and (more := words.scales.get(step[1])) and step[1] not in words.glued:
                scale, scale_end = scale * more, step.end()  # “1.2 lakh crore”
                step = STEP.match(text, step.end())
        elif word in words.glued and word in words.cents and (is_glued or text[end : end + 1] == " "):
            return Tail(None, end, words.cents[word], 100, step.start(1) + len(word))
    return _unit(text, step, scale, scale_end, words)


def _unit(text: str, step: re.Match[str] | None, scale: Decimal | None, scale_end: int, words: MoneyWords) -> Tail:
    nation = None
    for _ in range(3):
        if step is None:
            break
        word = step[1].lower()
        known = word if word in words.units or word in words.cents else word.rstrip(".")
        stop = step.start(1) + len(known)
        if nation is None and known in words.cents and known not in words.glued:
            return Tail(scale, scale_end, words.cents[known], 100, stop)
        if scale is None and known in words.weights and _is_weight(text, stop, words):
            break
        if known in words.shy_units and not step[1].isupper():
            break
        if known in words.units and (nation is None or nation in words.nations):
            return Tail(scale, scale_end, _code(known, nation, words), 1, stop)
        nation = f"{nation} {word}" if nation else word
        step = STEP.match(text, step.end()) if nation in words.nation_starts else None
    return Tail(scale, scale_end, None, 1, scale_end)


def _is_weight(text: str, end: int, words: MoneyWords) -> bool:
    step = STEP.match(text, end)
    return step is not None and step[1].lower() in words.weighed


def _code(unit: str, nation: str | None, words: MoneyWords) -> str:
    if nation:
        return words.nations[nation.lower()].get(words.stems.get(unit, unit), words.units[unit])
    return words.units[unit]


def _with_bare_totals(text: str, figures: list[Figure], words: MoneyWords) -> list[Figure]:
    """The figures, those a total "of 7.4 billion" leaves bare in the currency of the sum before."""
    found: list[Figure] = []
    for figure in figures:
        is_bare = not figure.is_marked and figure.scale is not None and found and found[-1].is_marked
        is_total = (
            is_bare
            and words.bare_opener.search(text[max(0, figure.start - LOOK_BEHIND) : figure.start])
            and words.bare_follower.match(text, figure.end)
        )
        found.append(figure._replace(currency=found[-1].currency, is_marked=True) if is_total else figure)
    return found


# ---------------------------------------------------------------- 2. words


def _spelled_figures(
    tokens: Tokens, words: MoneyWords, figures: list[Figure], within: tuple[int, int]
) -> Iterable[Figure]:
    lower, starts, ends = tokens.lower, tokens.starts, tokens.ends
    places = range(within[0], min(within[1] + 1, len(lower)))  # "2 bln U.S. | Dlrs": a stop may cut the unit off
    if words.units.keys().isdisjoint(lower[places.start : places.stop]):
        return
    taken = {figure.end for figure in figures}
    for at in tokens.among(places, words.units):
        if ends[at] in taken:
            continue
        begin = max(0, starts[at] - LOOK_BEHIND)
        match = words.spelled.search(tokens.text[begin : starts[at]])
        if match is None or not (match["scale"] or _is_plural(match["number"], words)):
            continue
        scale = words.scales[match["scale"].lower()] if match["scale"] else None
        if match["scale2"] and scale is not None:
            scale *= words.scales[match["scale2"].strip(" -").lower()]
        number = Decimal("0.5") if match["half"] else _number(match["number"], words)
        code = _code(lower[at], match["nation"], words)
        yield Figure(begin + match.start(), ends[at], number, scale, code, is_marked=True)


def _is_plural(number: str | None, words: MoneyWords) -> bool:
    """Whether number words say more than one: "a dollar" is mostly no sum."""
    return number is not None and _number(number, words) > 1


def _number(phrase: str, words: MoneyWords) -> Decimal:
    return sum((words.numbers[word] for word in re.split(r"[\s-]", phrase.lower())), Decimal(0))


# ---------------------------------------------------------------- 3. ranges


def _range(text: str, low: Figure, high: Figure, words: MoneyWords) -> Money | None:
    """One sum of two figures joined by "and", "to" or a dash, where at least the second is money."""
    joint = text[low.end : high.start]
    if len(joint) > LONGEST_JOINT or words.joined.fullmatch(joint) is None or not (low.is_marked or high.is_marked):
        return None
    currency = low.currency if low.is_marked else high.currency
    if low.is_marked and high.is_marked and low.currency != high.currency:
        return None
    if not high.is_marked and high.scale is None and joint.strip() not in ("-", "–", "—"):
        return None
    opened = words.opener.search(text[max(0, low.start - 10) : low.start])
    if opened is None and joint.strip().lower() == "and":
        return None
    bottom = plain(low.number * (low.scale or high.scale or 1))
    if bottom > high.value:
        return None
    basis = _basis(text, high.end, words)
    if basis is None:
        return None
    span = (low.start, high.end)
    return Money(
        value=bottom, value_max=high.value, currency=currency or None, qualifier="between", basis=basis, span=span
    )


# ---------------------------------------------------------------- 4. what stands around


def _single(text: str, figure: Figure, words: MoneyWords) -> Money | None:
    if not figure.is_marked:
        return None
    basis = _basis(text, figure.end, words)
    if basis is None:
        return None
    return Money(
        value=figure.value,
        currency=figure.currency or None,
        qualifier=_qualifier(text, figure, words),
        basis=basis,
        span=(figure.start, figure.end),
    )


def _qualifier(text: str, figure: Figure, words: MoneyWords) -> Qualifier:
    before = words.qualifier.search(text[max(0, figure.start - LOOK_BEHIND) : figure.start])
    if before is not None:
        return words.qualifiers[_plain_words(before[1])]  # type: ignore[return-value]  # checked when the lexicon is read
    after = words.qualifier_after.match(text, figure.end)
    return words.qualifiers[_plain_words(after[1])] if after is not None else "exact"  # type: ignore[return-value]


def _basis(text: str, at: int, words: MoneyWords) -> Basis | None:
    """What the sum that ends at `at` is for; None for a unit price."""
    match = words.basis_after.match(text, at)
    if match is None:
        return "total"
    if match["share"]:
        return "per share"
    return words.basis[_plain_words(match[1])] or None  # type: ignore[return-value]


def _plain_words(phrase: str) -> str:
    """Lower case, one space between words: the text may break a line anywhere."""
    return " ".join(phrase.lower().split())


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent or idle zeros: 50000000, 12.5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
