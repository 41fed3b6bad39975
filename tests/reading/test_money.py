"""Sums of money as news writes them: figure, currency, qualifier, basis; what is printed can be read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Basis, Money, Qualifier
from bot.reading.money import find_money, write_money
from bot.text import tokenise
from tests.reading.dealing import sums, words

WRITTEN = [
    ("$50 million", "50000000", "USD", "$50 million"),
    ("US$1.2bn", "1200000000", "USD", "US$1.2bn"),
    ("€300m", "300000000", "EUR", "€300m"),
    ("$50M", "50000000", "USD", "$50M"),
    ("C$341m", "341000000", "CAD", "C$341m"),
    ("SFr3.4bn", "3400000000", "CHF", "SFr3.4bn"),
    ("EUR7.7bn", "7700000000", "EUR", "EUR7.7bn"),
    ("Rs 500 crore", "5000000000", "INR", "Rs 500 crore"),
    ("12m euros", "12000000", "EUR", "12m euros"),
    ("1.5 trillion yen", "1500000000000", "JPY", "1.5 trillion yen"),
    ("12.2 mln dlrs", "12200000", "USD", "12.2 mln dlrs"),
    ("a 4.23 billion dlr bid", "4230000000", "USD", "4.23 billion dlr"),
    ("37 mln Canadian dlrs", "37000000", "CAD", "37 mln Canadian dlrs"),
    ("one billion stg", "1000000000", "GBP", "one billion stg"),
    ("1.2 billion Belgian francs", "1200000000", "BEF", "1.2 billion Belgian francs"),
    ("fifty million dollars", "50000000", "USD", "fifty million dollars"),
    ("thirty-five million pounds", "35000000", "GBP", "thirty-five million pounds"),
    ("half a billion dollars", "500000000", "USD", "half a billion dollars"),
    ("a $50 million arms export", "50000000", "USD", "$50 million"),
    ("$1,000.50", "1000.5", "USD", "$1,000.50"),
    ("35 cts", "0.35", "USD", "35 cts"),
]


@pytest.mark.parametrize(("text", "value", "currency", "printed"), WRITTEN)
def test_a_sum_is_read_however_it_is_written(text: str, value: str, currency: str, printed: str) -> None:
    [money] = sums(f"The company paid {text} in May.")
    assert (str(money.value), money.currency) == (value, currency)
    sentence = f"The company paid {text} in May."
    assert sentence[slice(*money.span)] == printed


@pytest.mark.parametrize(
    ("text", "qualifier", "basis"),
    [
        ("up to $5m", "up to", "total"),
        ("as much as $5m", "up to", "total"),
        ("about $5m", "about", "total"),
        ("nearly $5m", "about", "total"),
        ("more than $5m", "at least", "total"),
        ("$5m or more", "at least", "total"),
        ("$1 billion-plus", "at least", "total"),
        ("$5m a year", "exact", "per year"),
        ("about $5m annually", "about", "per year"),
        ("700p a share", "exact", "per share"),
        ("22 dlrs per share", "exact", "per share"),
        ("a\n$5 million", "exact", "total"),
        ("22 dlrs a\nshare", "exact", "per share"),
    ],
)
def test_words_beside_a_sum_say_how_exact_it_is_and_for_what(text: str, qualifier: str, basis: str) -> None:
    [money] = sums(f"They offered {text} on Monday.")
    assert (money.qualifier, money.basis) == (qualifier, basis)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between $3 and $4 billion", "3000000000", "4000000000"),
        ("$3-4 billion", "3000000000", "4000000000"),
        ("$1.5 to $2 billion", "1500000000", "2000000000"),
        ("from 25 to 30 mln dlrs", "25000000", "30000000"),
    ],
)
def test_a_range_is_one_sum_with_two_values(text: str, low: str, high: str) -> None:
    [money] = sums(f"It is worth {text}.")
    assert (str(money.value), str(money.value_max), money.qualifier) == (low, high, "between")


@pytest.mark.parametrize(
    "text",
    [
        "$5 an hour",
        "$15/hour",
        "80 dollars a barrel",
        "20 pounds of flour",
        "9.7 pct",
        "in 1985, pounds",
        "3 m",
        "DAY 5",
    ],
)
def test_unit_prices_and_other_figures_are_no_sums(text: str) -> None:
    assert sums(f"It was {text} then.") == []


def test_two_sums_side_by_side_stay_two() -> None:
    assert [str(money.value) for money in sums("SFr3.4bn ($3.04bn)")] == ["3400000000", "3040000000"]


AMOUNTS = st.builds(
    Money,
    value=st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 13, places=2).map(
        lambda value: value.normalize()
    ),
    currency=st.sampled_from(["USD", "EUR", "GBP", "JPY", "UAH", "CHF"]),
    qualifier=st.sampled_from(["exact", "up to", "about", "at least"]),
    basis=st.sampled_from(["total", "per year", "per share"]),
    span=st.just((0, 0)),
)


@given(money=AMOUNTS)
def test_what_is_printed_can_be_read_back(money: Money) -> None:
    [found] = sums(write_money(money))
    assert (found.value, found.currency, found.qualifier, found.basis) == (
        money.value,
        money.currency,
        money.qualifier,
        money.basis,
    )


def test_printed_ranges_can_be_read_back() -> None:
    qualifier: Qualifier = "between"
    basis: Basis = "per year"
    money = Money(value=Decimal(3), value_max=Decimal(4), currency="USD", qualifier=qualifier, basis=basis, span=(0, 0))
    [found] = sums(write_money(money))
    assert (found.value, found.value_max, found.basis) == (Decimal(3), Decimal(4), "per year")


NEWS = st.lists(
    st.sampled_from(
        [
            "$",
            "US$",
            "€",
            "5",
            "1,000",
            "3.5",
            "mln",
            "billion",
            "m",
            "p",
            "dlrs",
            "to",
            "and",
            "between",
            "a share",
            "-",
            "–",
            "\n",
            ".",
            ",",
            "Swiss",
            "francs",
            "half a",
            "fifty",
            "1" * 40,
            "½",
            "٣",
        ]
    ),
    max_size=30,
)


@given(text=st.one_of(st.text(max_size=200), NEWS.map(" ".join), NEWS.map("".join)))
def test_nothing_raises_and_every_span_slices(text: str) -> None:
    found = find_money(tokenise(text), words().money)
    last = 0
    for money in found:
        start, end = money.span
        assert last <= start < end <= len(text)
        assert any(letter.isalnum() for letter in text[start:end])
        last = end


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("KSh4.5 billion", "4500000000", "KES"),
        ("Sh4.5 billion", "4500000000", None),
        ("5bn Tanzanian shillings", "5000000000", "TZS"),
        ("Php3.4bn", "3400000000", "PHP"),
        ("P1,200", "1200", "PHP"),
        ("N5 billion", "5000000000", "NGN"),
        ("S/ 300 million", "300000000", "PEN"),
        ("₹1.2 lakh crore", "1200000000000", "INR"),
        ("Rs 500 crore", "5000000000", "INR"),
        ("20bn cedis", "20000000000", "GHS"),
        ("3 billion CFA francs", "3000000000", None),
        ("300m TRY", "300000000", "TRY"),
    ],
)
def test_money_of_many_countries(text: str, value: str, currency: str | None) -> None:
    [money] = sums(f"The company paid {text} for the plant in May.")
    assert (money.value, money.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["the N5 near Lahore", "the R300 road", "SR 22", "CFA 3", "some 50 million try again"])
def test_roads_and_grades_are_no_money(text: str) -> None:
    assert sums(f"They took {text} in May.") == []
