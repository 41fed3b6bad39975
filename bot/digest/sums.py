"""A sum as people write it: `£4.6 billion`, `A$20 million`, `CHF 5 million`. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

SYMBOLS = {  # what news pages print before the figure; a currency without such a sign goes by its code
    "USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "INR": "₹", "KRW": "₩", "UAH": "₴", "ILS": "₪", "TRY": "₺",
    "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "HKD": "HK$", "SGD": "S$", "BRL": "R$",
}  # fmt: skip
SHARED_NAMES = {  # what the word alone does not tell: it stands for these, and for itself where nothing else is known
    "kroner": ("NOK", "DKK"), "crowns": ("NOK", "DKK", "SEK", "CZK"), "francs": ("CHF", "BEF", "FRF", "LUF"),
    "pesos": ("MXN", "ARS", "CLP", "COP", "PHP"), "dinars": ("KWD", "JOD"),
}  # fmt: skip
SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))


def sum_said(value: Decimal, currency: str | None) -> str:
    """The sum in words of its size, with the symbol of its currency, or its code where there is none."""
    for scale, name in SCALES:
        if abs(value) >= Decimal(10) ** scale:
            figure = f"{value.scaleb(-scale).normalize():f} {name}"
            break
    else:
        figure = f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
    if currency is None:
        return figure
    if currency in SHARED_NAMES:
        return f"{figure} {currency}"
    return f"{SYMBOLS[currency]}{figure}" if currency in SYMBOLS else f"{currency} {figure}"


def is_in(asked: str | None, currency: str | None, told: str) -> bool:
    """Whether a sum is in the currency asked for; "kroner" of no certain country are what the text calls so."""
    if asked is None or asked == currency:
        return True
    if asked not in SHARED_NAMES:
        return False
    word = rf"\b{asked[:-1]}[{asked[-1]}s]?\b"
    return currency in SHARED_NAMES[asked] or (currency is None and re.search(word, told, re.IGNORECASE) is not None)
