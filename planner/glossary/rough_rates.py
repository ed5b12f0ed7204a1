"""What money has roughly been worth in US dollars, to tell a rate that was typed upside down.

Estimates for 2023 to 2025 from general knowledge, to one or two figures: near enough to tell a rate
from its inverse or one for a hundred units, and used for nothing else. No plan reads them.
"""

from types import MappingProxyType

ROUGHLY_USD = MappingProxyType({
    "USD": 1.0, "EUR": 1.1, "GBP": 1.3, "JPY": 0.0066, "KRW": 0.00073, "CNY": 0.14, "AUD": 0.66,
    "CAD": 0.73, "VND": 0.00004, "MYR": 0.22, "INR": 0.012, "BRL": 0.19, "ZAR": 0.055,
    "THB": 0.028, "IDR": 0.000063, "TWD": 0.031, "CHF": 1.1, "SEK": 0.095, "NOK": 0.093,
    "KZT": 0.0021, "CLP": 0.0011, "MNT": 0.0003, "RUB": 0.011, "SGD": 0.75, "HKD": 0.13,
})  # fmt: skip


def roughly(currency: str, other: str) -> float | None:
    """What one of a currency has roughly been worth in another; None if one is not known.

    >>> roughly("KRW", "USD")
    0.00073
    """
    own, its = ROUGHLY_USD.get(currency), ROUGHLY_USD.get(other)
    return own / its if own and its else None
