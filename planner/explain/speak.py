"""How numbers, units and money are said in the two languages."""

import dataclasses
import math
from typing import Any, TypeVar

from models.case import Case, Material, Process, Supplier
from models.selector import folded
from planner.glossary.countries import country_name
from planner.glossary.currencies import SAID_IN_KOREAN
from planner.outcomes.plan import Plan
from planner.schema.headings import declared
from planner.words import Language
from planner.words.josa import Josa

_Row = TypeVar("_Row", Material, Supplier, Process)
_NOTHING = 1e-9


def case_in(case: Case, language: Language) -> Case:
    """Return the case with title and names in the language: in English ``name_en`` is the name."""
    if language == "ko":
        return case
    settings = dataclasses.replace(
        case.settings, title=case.settings.title_en or case.settings.title
    )
    return dataclasses.replace(
        case,
        settings=settings,
        materials=tuple(_english(row) for row in case.materials),
        suppliers=tuple(_english(row) for row in case.suppliers),
        processes=tuple(_english(row) for row in case.processes),
    )


def plan_in(plan: Plan, language: Language) -> Plan:
    """Return the plan with title and names in the language, so that nobody else need choose."""
    case = case_in(plan.case, language)
    names = {row.process: row.name for row in case.processes}
    processing = tuple(
        dataclasses.replace(line, name=names.get(line.process, line.name))
        for line in plan.processing
    )
    return dataclasses.replace(plan, case=case, processing=processing)


def number(value: float, digits: int = 3) -> str:
    """Write a number with thousands separators and at least ``digits`` figures: 1,234 or 12.3."""
    size = abs(value)
    if size < _NOTHING:
        return "0"
    if size >= 10 ** (digits - 1):
        return f"{value:,.0f}"
    places = min(6, digits - 1 - math.floor(math.log10(size)))
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(value: float, unit: str) -> str:
    """Write ``240 t``."""
    return f"{number(value)} {unit}".strip()


def percent(fraction: float) -> str:
    """Write ``34.2%``, without a needless ``.0``."""
    return f"{100 * fraction:.1f}".removesuffix(".0") + "%"


def money(amount: float, currency: str, language: Language) -> Josa:
    """Say ``12.3 M USD``; Korean counts in units of ten thousand: ``1,230만 달러``.

    Its particle fits.
    """
    small = abs(amount) < 1e6
    if language == "en":
        return Josa(f"{number(amount) if small else _millions(amount)} {currency}")
    said = number(amount) if small else _in_myriads(amount)
    name = SAID_IN_KOREAN.get(currency, currency)
    # 억 and 만 are words: a blank stands between them and the money's name.
    return Josa(f"{said}{name}" if small and name != currency else f"{said} {name}")


def input_value(table: str, key: str, value: Any, language: Language) -> Any:
    """Return what a cell of the case workbook holds as results show it: a country by its name."""
    try:
        column = declared(table, folded(key))
    except KeyError:
        return value
    named = column.kind == "country" and isinstance(value, str)
    return country_name(value, language) if named else value


def capital(text: str) -> str:
    """Return the text as it begins a sentence or stands in a cell alone."""
    return text[:1].upper() + text[1:]


def sounded(text: str) -> Josa:
    """Return what is said aloud of a name, so that its particle fits: no closing parenthesis."""
    return Josa(text[: text.rfind("(")].rstrip() if text.endswith(")") and "(" in text else text)


def _english(row: _Row) -> _Row:
    return dataclasses.replace(row, name=row.name_en) if row.name_en else row


def _millions(amount: float) -> str:
    """At least three figures: 1.25 M, 12.3 M, 1,234 M."""
    value = amount / 1e6
    size = abs(value)
    return (
        f"{value:.2f} M" if size < 10 else f"{value:,.1f} M" if size < 1000 else f"{value:,.0f} M"
    )


def _in_myriads(amount: float) -> str:
    sign, rest = ("-" if amount < 0 else ""), round(abs(amount) / 1e4)
    if rest >= 10**8:
        return f"{sign}{rest / 10**8:,.2f}조"
    # Four figures are enough to say, so small change beside 억 is rounded.
    step = 10 ** max(0, len(str(rest)) - 4)
    rest = round(rest / step) * step
    hundred_millions, ten_thousands = divmod(rest, 10**4)
    parts = [f"{hundred_millions:,}억"] if hundred_millions else []
    parts += [f"{ten_thousands:,}만"] if ten_thousands else []
    return sign + " ".join(parts)
