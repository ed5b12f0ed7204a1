"""Currencies: their names from CLDR (the locale data in Babel), and the code meant by a sign."""

from types import MappingProxyType

from babel import Locale
from babel.numbers import get_currency_name

from models.selector import folded
from planner.words import Language, Words

OFFERED = ("USD", "KRW", "CNY", "EUR", "JPY", "AUD", "GBP", "CAD", "VND", "MYR")
"""The codes in the template's drop-down."""

SAID_IN_KOREAN = MappingProxyType(
    {"USD": "달러", "KRW": "원", "EUR": "유로", "JPY": "엔", "CNY": "위안"}
)
"""The unit said behind a Korean amount (1,230만 달러); other money is said by its code."""

_OTHERWISE = MappingProxyType({
    # Koreans count in 원, 위안 and 엔; CLDR puts the country before and 화 behind.
    "KRW": Words("원", "Korean won"),
    "CNY": Words("위안", "Chinese yuan"),
    "JPY": Words("엔", "Japanese yen"),
    "VND": Words("동", "Vietnamese dong"),
    "MYR": Words("링깃", "Malaysian ringgit"),
    # The name the Bank of England and ISO 4217 use.
    "GBP": Words("영국 파운드", "pound sterling"),
})  # fmt: skip

_MEANT = MappingProxyType({
    "$": "USD", "us$": "USD", "dollar": "USD", "달러": "USD", "미달러": "USD", "₩": "KRW",
    "won": "KRW", "원": "KRW", "원화": "KRW", "€": "EUR", "euro": "EUR", "유로": "EUR",
    "¥": "JPY", "yen": "JPY", "엔": "JPY", "엔화": "JPY", "yuan": "CNY", "rmb": "CNY",
    "위안": "CNY", "위안화": "CNY", "a$": "AUD", "호주달러": "AUD",
})  # fmt: skip


def currency_name(code: str, language: Language) -> str:
    """Return the name of an ISO 4217 code: ``호주 달러``, ``Australian dollar``; else the code."""
    known = code.upper()
    if known in _OTHERWISE:
        return _OTHERWISE[known].to(language)
    return get_currency_name(known, 1, language) if known in Locale(language).currencies else code


def currency_code(text: str) -> str | None:
    """Return the code meant by a sign or a word for money, or by its name; None if unknown."""
    wanted = folded(text)
    if wanted in _MEANT:
        return _MEANT[wanted]
    named = {folded(word): code for code in OFFERED for word in _names(code)}
    return named.get(wanted)


def _names(code: str) -> tuple[str, str]:
    return currency_name(code, "ko"), currency_name(code, "en")
