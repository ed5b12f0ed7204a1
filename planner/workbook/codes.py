"""Cells as codes: periods, countries, currencies."""

import datetime
import re
import unicodedata

from models.calendar import month_of, month_text, parse_period
from models.selector import folded
from planner.glossary.countries import countries_called, country_like
from planner.glossary.currencies import currency_code
from planner.schema.column import Column
from planner.words import Words
from planner.workbook.faults import kind
from planner.workbook.guesses import did_you_mean, period_hint, write_hint
from planner.workbook.sheets import Cell
from planner.workbook.typed import Typed, hinted

_KOREAN_PERIOD = re.compile(r"(\d{4})\s*년(?:\s*(\d{1,2})\s*월|\s*([1-4])\s*분기)?")
_MASSES = {
    "t": "t", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t", "mt": "t", "m/t": "t",
    "metric ton": "t", "metric tons": "t", "톤": "t",
    "kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg",
    "킬로": "kg", "킬로그램": "kg",
}  # fmt: skip
"""The two masses, as people write them."""


def months_of(cell: Cell) -> tuple[int, int] | None:
    """First and last month of a period cell, or None."""
    if isinstance(cell.value, datetime.date) and not cell.year:
        month = month_of(cell.value.year, cell.value.month)
        return month, month
    text = unicodedata.normalize("NFKC", cell.shown).strip()
    if korean := _KOREAN_PERIOD.fullmatch(text):
        year, month_said, quarter = korean.groups()
        text = f"{year}-{month_said}" if month_said else f"{year}-Q{quarter}" if quarter else year
    return parse_period(text)


def period_key(first: int, last: int) -> str:
    """The key of a period column: ``2027``, ``2027-Q1`` or ``2027-01``."""
    if last == first:
        return month_text(first)
    if last - first == 2:
        return f"{first // 12:04d}-Q{first % 12 // 3 + 1}"
    return f"{first // 12:04d}"


def period_words(key: str) -> Words:
    """What a period is called above its column: 2027년, 2027년 1분기, 2027년 1월."""
    if "Q" in key.upper():
        return Words(f"{key[:4]}년 {key[-1]}분기", key)
    return Words(f"{key[:4]}년 {int(key[5:])}월" if "-" in key else f"{key}년", key)


BAD_PERIOD = kind(
    "E312",
    ("'{seen}'{seen:은는} 기간이 아닙니다.", "'{seen}' is not a period."),
    (
        "2027, 2027-Q1, 2027-01처럼 적으세요.{hint_ko}",
        "Write it like 2027, 2027-Q1 or 2027-01.{hint_en}",
    ),
)


def read_period(cell: Cell, column: Column) -> Typed:
    """The first month; the last one where a row ends (``until``)."""
    months = months_of(cell)
    if months is None:
        return hinted(BAD_PERIOD, period_hint(cell.shown))
    return Typed(months[1] if column.ends else months[0])


TWO_COUNTRIES = kind(
    "E313",
    (
        "'{name}'{name:은는} 여러 나라의 이름입니다.",
        "'{name}' is the name of several countries.",
    ),
    ("다음 가운데 하나를 적으세요: {codes}.", "Write one of {codes}."),
)
ODD_COUNTRY = kind(
    "W331",
    (
        "'{seen}'{seen:은는} 두 글자 국가 코드(ISO)가 아닙니다.",
        "'{seen}' is not a two-letter country code (ISO 3166).",
    ),
    (
        "{hint_ko} 적힌 대로 썼습니다. 나라라면 CN, AU, KR처럼 하나만 적으세요.",
        "{hint_en} It was taken as it stands; write one country, like CN, AU or KR.",
    ),
)


def read_country(cell: Cell, column: Column) -> Typed:
    """ISO 2, or the name of a country: China and CN are one country in every limit."""
    meant = countries_called(cell.shown)
    if len(meant) > 1:
        return Typed(None, TWO_COUNTRIES, {"name": cell.shown, "codes": ", ".join(meant)})
    code = meant[0] if meant else unicodedata.normalize("NFKC", cell.shown).upper()
    if meant:
        return Typed(code)
    return Typed(code, ODD_COUNTRY, guess=lambda: _nearest_country(cell.shown))


def _nearest_country(text: str) -> Words:
    guess = country_like(text)
    return did_you_mean(guess, [guess]) if guess else Words("", "")


BAD_CURRENCY = kind(
    "E314",
    (
        "'{seen}'{seen:은는} 세 글자 통화 코드가 아닙니다.",
        "'{seen}' is not a three-letter currency code.",
    ),
    ("USD, KRW, EUR처럼 적으세요.{hint_ko}", "Write it like USD, KRW or EUR.{hint_en}"),
)


def read_currency(cell: Cell, column: Column) -> Typed:
    """ISO 4217, or whatever fx names."""
    code = cell.shown.upper()
    guess = currency_code(cell.shown)
    if re.fullmatch("[A-Z][A-Z0-9_]{2,9}", code) and guess is None:
        return Typed(code)
    return hinted(BAD_CURRENCY, write_hint(guess or ""))


def mass_called(text: str) -> str | None:
    """The mass (t or kg) that a word means; None if it is no mass."""
    return _MASSES.get(folded(text))


def mass_within(text: str) -> str | None:
    """The mass that a word for a price is per: kg of ``kg당``, ``원/kg`` or ``USD per kg``."""
    words = re.split(r"[\s/]+", folded(text).replace("당", " "))
    return next(filter(None, map(mass_called, words)), None)


def read_unit(cell: Cell, column: Column) -> Typed:
    """A mass in any of its words is t or kg; any other word is a unit of its own."""
    return Typed(mass_called(cell.shown) or cell.shown)
