"""The money table of the lexicon, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """The money table of the lexicon, compiled."""

    signs: Mapping[str, str]
    shy_signs: frozenset[str]  # signs that count before a scale only: “N5 billion”
    sign_ends: frozenset[str]
    longest_sign: int
    scales: Mapping[str, Decimal]
    glued: frozenset[str]
    units: Mapping[str, str]
    shy_units: frozenset[str]  # codes that count in capitals only: “TRY”
    cents: Mapping[str, str]
    nations: Mapping[str, Mapping[str, str]]
    nation_starts: frozenset[str]
    stems: Mapping[str, str]
    numbers: Mapping[str, Decimal]
    qualifiers: Mapping[str, str]
    basis: Mapping[str, str]
    spelled: re.Pattern[str]
    weights: frozenset[str]
    weighed: frozenset[str]
    joined: re.Pattern[str]
    qualifier: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    opener: re.Pattern[str]
    bare_opener: re.Pattern[str]
    bare_follower: re.Pattern[str]
    basis_after: re.Pattern[str]


def parse_money_words(table: Mapping[str, Any]) -> MoneyWords:
    """Compile the [money] table of a lexicon."""
    signs = {**table["signs"], **{code: code for code in table["codes"]}}
    number = rf"(?:{_any(table['numbers'])})"
    scale = rf"(?:{_any(word for word in table['scales'] if word not in table['glued_scales'])})"
    spelled = (
        rf"(?:(?P<half>{_any(table['half'])})|(?P<number>{number}(?:[\s-]{number})?))[\s-]"
        rf"(?:(?P<scale>{scale})[\s-])?(?P<scale2>{scale}[\s-])?(?:(?P<nation>{_any(table['nations'])})[\s-])?$"
    )
    named_share = (  # "per Seagen share"
        rf"(?P<share>(?:{_any(table['share_openers'])})\s(?:(?-i:[A-Z])[\w&'’.-]*\s){{1,3}}(?:{_any(table['share_words'])}))"
    )
    glued = {f"-{word}": meaning for word, meaning in table["qualifiers_glued"].items()}  # "$1 billion-plus"
    after = _any([*table["qualifiers_after"], *glued])
    return MoneyWords(
        signs=signs,
        shy_signs=frozenset(table["shy_signs"]),
        sign_ends=frozenset(sign[-1] for sign in signs),
        longest_sign=max(map(len, signs)),
        scales={word: Decimal(value) for word, value in table["scales"].items()},
        glued=frozenset(table["glued_scales"] + table["glued_cents"]),
        units={**table["units"], **{code.lower(): code for code in table["codes"]}},
        shy_units=frozenset(code.lower() for code in table["shy_codes"]),
        cents=table["cents"],
        nations=table["nations"],
        nation_starts=frozenset([*table["nations"], *(nation.split()[0] for nation in table["nations"])]),
        stems=table["stems"],
        numbers={word: Decimal(value) for word, value in table["numbers"].items()},
        qualifiers={**table["qualifiers"], **table["qualifiers_after"], **glued},
        basis=table["basis"],
        spelled=re.compile(rf"(?<![\w-]){spelled}", re.IGNORECASE),
        weights=frozenset(table["weights"]),
        weighed=frozenset(table["weighed"]),
        joined=re.compile(rf"\s?(?:{_any(table['range_words'])})\s?", re.IGNORECASE),
        qualifier=re.compile(rf"(?<!\w)({_any(table['qualifiers'])})\s$", re.IGNORECASE),
        qualifier_after=re.compile(rf"(?:\s|(?=-))({after})\b", re.IGNORECASE),
        opener=re.compile(rf"(?<!\w)(?:{_any(table['range_openers'])})\s$", re.IGNORECASE),
        bare_opener=re.compile(
            rf"(?<!\w)(?:{_any(table['bare_openers'])})\s(?:{_any(table['qualifiers'])})?\s?$", re.I
        ),
        bare_follower=re.compile(rf"\s?(?:[.,;)]|(?:{_any(table['bare_followers'])})\b)", re.I),
        basis_after=re.compile(
            rf"(?:\s(?:in cash|cash))?,?\s?({_any(table['basis'])}|{named_share})(?!\w)",
            re.IGNORECASE,
        ),
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s") for form in sorted(forms, key=len, reverse=True))
