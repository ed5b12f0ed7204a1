"""Selectors as people type them: the words of the template brought to the values they stand for.

>>> spelled("country=중국|일본, form=산화물")
'country=CN|JP, form=oxide'
"""

import re
from collections.abc import Callable

from models.calendar import month_text
from models.selector import SelectorError, folded, parse
from planner.glossary.countries import country_code
from planner.schema.column import Column
from planner.schema.tables import TABLES
from planner.workbook.codes import read_period, read_unit
from planner.workbook.names import read_choice
from planner.workbook.sheets import Cell

_SEEN = ("materials", "suppliers", "stockpiles")
"""The tables whose columns a selector of offers or stockpiles sees."""
_ALL = ("전체", "모두", "전부")
_AND = re.compile(r"[,;&]|\sand\s|\s그리고\s")
_LOOSE = re.compile(r"(\w+?)(\s*(?:!=|<>|≠|=+|:)\s*|\s+)(.+)")
"""A condition with whatever sign stands in it."""
_CONDITION = re.compile(r"(\s*(\w+)\s*!?=\s*)(.*)", re.DOTALL)


def spelled(text: str, table: str = "") -> str:
    """Return a selector with its countries, choices, units and periods as the case has them.

    What is none of these stays.

    ``table`` is the one whose rows it picks, if not offers or stockpiles.
    """
    if folded(text) in _ALL:
        return "all"
    return ",".join(_condition(one, table) for one in text.split(","))


def mended(text: str, fields: tuple[str, ...]) -> str:
    """Return a selector that cannot be read as it was probably meant; empty if nobody can tell.

    >>> mended("country=CN, JP; element: Nd", ("country", "element"))
    'country=CN|JP,element=Nd'
    """
    parts: list[str] = []
    for piece in filter(None, (one.strip() for one in _AND.split(text))):
        found = _LOOSE.fullmatch(piece)
        if found and folded(found[1]) in fields:
            sign = "!=" if found[2].strip() in ("!=", "<>", "≠") else "="
            parts.append(f"{folded(found[1])}{sign}{found[3]}")
        elif parts and "=" not in piece:
            parts[-1] += f"|{piece}"
        elif "country" in fields and country_code(piece):
            parts.append(f"country={piece}")
        else:
            return ""
    meant = spelled(",".join(parts))
    try:
        parse(meant, fields)
    except SelectorError:
        return ""
    return meant


def _condition(text: str, table: str) -> str:
    found = _CONDITION.fullmatch(text)
    column = _column(folded(found[2]), table) if found else None
    if found is None or column is None:
        return text
    # Semicolons and slashes between countries or choices are a slip: no code holds one.
    lists = column.kind in ("country", "choice") and "=" not in found[3]
    between = r"[|;/]" if lists else r"\|"
    return found[1] + "|".join(_value(one, column) for one in re.split(between, found[3]))


def _column(field: str, table: str) -> Column | None:
    columns = (c for key in (table, *_SEEN) if key in TABLES for c in TABLES[key].columns)
    column = next((column for column in columns if column.key == field), None)
    return column if column and column.kind in _MEANT else None


def _month(text: str, column: Column) -> str | None:
    month = read_period(Cell(text), column).value
    return None if month is None else month_text(month)


_MEANT: dict[str, Callable[[str, Column], str | None]] = {
    "country": lambda text, _: country_code(text),
    "choice": lambda text, column: read_choice(Cell(text), column).value,
    "unit": lambda text, column: read_unit(Cell(text), column).value,
    "period": _month,
}
"""What a text means in a column of a kind."""


def _value(text: str, column: Column) -> str:
    meant = _MEANT[column.kind](text, column)
    return meant if meant and folded(meant) != folded(text) else text
