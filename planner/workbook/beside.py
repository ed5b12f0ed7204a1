"""What stands beside a number in its cell: time, a mass or money, and what to write instead.

``90일`` in a column of periods is not 90, nor is ``5,000 kg`` 5000 where the material is in t: a
remedy that drops the unit would lead to a plan with a wrong number in it.
"""

import re

from planner.glossary.currencies import OFFERED, currency_code
from planner.schema.column import Column
from planner.schema.common import (
    DAYS,
    MONEY,
    MONTHS,
    PER_PERIOD,
    PERIODS,
    PRICE,
    PRICE_LEVEL,
    QUANTITY,
    ROW_UNIT_PER_PERIOD,
)
from planner.words import Words
from planner.words.josa import Josa
from planner.workbook.codes import mass_called
from planner.workbook.sheets import number_text

_MONTH, _YEAR = 365.25 / 12, 365.25
_DAYS_OF = {
    "일": 1.0, "day": 1.0, "days": 1.0, "d": 1.0,
    "주": 7.0, "주일": 7.0, "주간": 7.0, "week": 7.0, "weeks": 7.0, "wk": 7.0, "wks": 7.0, "w": 7.0,
    "월": _MONTH, "개월": _MONTH, "달": _MONTH, "month": _MONTH, "months": _MONTH, "mo": _MONTH,
    "m": _MONTH, "분기": _YEAR / 4, "quarter": _YEAR / 4, "quarters": _YEAR / 4, "반년": _YEAR / 2,
    "년": _YEAR, "연": _YEAR, "year": _YEAR, "years": _YEAR, "y": _YEAR, "yr": _YEAR, "yrs": _YEAR,
}  # fmt: skip
"""How many days a word for time is."""
_WORD = re.compile(r"[^\W\d_]+|[$₩€¥￥£]")
_COUNTING = "십백천만억조여"
"""What may stand between a number and its unit: 3만원."""
_PER = re.compile(r"(?:/|\bper\s)\s*(\w+)|(\w+)당")

_ALONE = Words("숫자 {number}만 적으세요.", "Write {number} alone.")
_ELSEWHERE = Words("단위는 정해진 열에 적습니다.", "Units have their own column.")
_CURRENCY = Words(
    "통화는 같은 행의 currency에 {code}{code:으로} 적습니다.",
    "{code} belongs under currency in the same row.",
)
_PRICE_PER = Words(
    "가격단위는 materials의 price_per에 {mass}{mass:으로} 적습니다.",
    "{mass} belongs under price_per in materials.",
)
_AMOUNT = Words(
    "숫자만 적으세요: 단위가 t인 품목이면 {tonnes}, kg이면 {kilos}.",
    "Write {tonnes} alone if the material is counted in t, {kilos} if in kg.",
)
_PERIODS = Words(
    "기간의 수로 적습니다: 한 기간이 월이면 {months}, 분기면 {quarters}, 연이면 {years}.",
    "It counts periods: write {months} if they are months, {quarters} if quarters, {years} if "
    "years.",
)
_DAYS = Words("일수로 {days}{days:을를} 적으세요.", "Write {days}: it is in days.")
_MONTHS = Words("개월 수로 {months}{months:을를} 적으세요.", "Write {months}: it is in months.")


def without_unit(text: str, number: str, column: Column) -> Words:
    """What to write for a number with words around it, by what its column counts."""
    words = [word.casefold().lstrip(_COUNTING) for word in _WORD.findall(text)]
    time = next((_DAYS_OF[word] for word in words if word in _DAYS_OF), None)
    mass = next(filter(None, map(mass_called, words)), None)
    if column.unit in (PERIODS, DAYS, MONTHS) and time is not None:
        return _duration(float(number) * time, column)
    if column.unit in (QUANTITY, PER_PERIOD, ROW_UNIT_PER_PERIOD) and mass:
        tonnes = float(number) / (1 if mass == "t" else 1000)
        return _filled(_AMOUNT, tonnes=number_text(tonnes), kilos=number_text(tonnes * 1000))
    said = [_filled(_ALONE, number=number)]
    if column.unit in (PRICE, PRICE_LEVEL, MONEY):
        said += _money(text, words)
    return _joined(said if len(said) > 1 else [*said, _ELSEWHERE])


def _duration(days: float, column: Column) -> Words:
    months = days / _MONTH
    if column.unit == DAYS:
        return _filled(_DAYS, days=number_text(round(days)))
    if column.unit == MONTHS:
        return _filled(_MONTHS, months=_figures(months))
    return _filled(
        _PERIODS,
        months=_figures(months), quarters=_figures(months / 3), years=_figures(months / 12),
    )  # fmt: skip


def _money(text: str, words: list[str]) -> list[Words]:
    """Where the currency and the unit of a price are written."""
    codes = [word.upper() if word.upper() in OFFERED else currency_code(word) for word in words]
    code = next(filter(None, codes), None)
    per = _PER.search(text)
    mass = mass_called(per[1] or per[2]) if per else None
    said = [_filled(_CURRENCY, code=code)] if code else []
    return said + ([_filled(_PRICE_PER, mass=mass)] if mass else [])


def _figures(value: float) -> str:
    """Two digits, for a month is 30.4 days and nobody means 2.96 of them by 90 days."""
    return number_text(float(f"{value:.2g}"))


def _filled(words: Words, **values: str) -> Words:
    given = {key: Josa(value) for key, value in values.items()}
    return Words(words.ko.format(**given), words.en.format(**given))


def _joined(said: list[Words]) -> Words:
    return Words(" ".join(one.ko for one in said), " ".join(one.en for one in said))
