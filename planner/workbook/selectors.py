"""Selectors as people type them: the words of the template brought to the values they stand for.

>>> spelled("country=중국|일본, form=산화물")
'country=CN|JP, form=oxide'
"""

import re

from models.selector import folded
from planner.glossary.countries import country_code
from planner.schema.column import Column
from planner.schema.tables import TABLES
from planner.workbook.names import read_choice
from planner.workbook.sheets import Cell

_SEEN = ("materials", "suppliers", "stockpiles")
"""The tables whose columns a selector of offers or stockpiles sees."""
_CONDITION = re.compile(r"(\s*(\w+)\s*!?=\s*)(.*)", re.DOTALL)


def spelled(text: str, table: str = "") -> str:
    """Return a selector with countries as codes and choices as values; what is neither stays.

    ``table`` is the one whose rows it picks, if not offers or stockpiles.
    """
    return ",".join(_condition(one, table) for one in text.split(","))


def _condition(text: str, table: str) -> str:
    found = _CONDITION.fullmatch(text)
    column = _column(folded(found[2]), table) if found else None
    if found is None or column is None:
        return text
    # Semicolons and slashes between countries are a slip: no code holds one.
    between = r"[|;/]" if column.kind == "country" else r"\|"
    return found[1] + "|".join(_value(one, column) for one in re.split(between, found[3]))


def _column(field: str, table: str) -> Column | None:
    columns = (c for key in (table, *_SEEN) if key in TABLES for c in TABLES[key].columns)
    column = next((column for column in columns if column.key == field), None)
    return column if column and column.kind in ("country", "choice") else None


def _value(text: str, column: Column) -> str:
    meant = (
        country_code(text) if column.kind == "country" else read_choice(Cell(text), column).value
    )
    return meant if meant and folded(meant) != folded(text) else text
