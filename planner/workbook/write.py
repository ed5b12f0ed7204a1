"""Cases into workbooks: from CSV tables, from a Case, from any rows.

Rows are ``table key -> [{column key: value}]``; they hold what a person would type.
"""

import csv
import dataclasses
from io import BytesIO
from pathlib import Path
from typing import Any

from models.calendar import month_text
from models.case import Case
from models.edit import ATTRIBUTE
from planner.errors import UsageError
from planner.schema.column import Column, Table
from planner.schema.tables import SETTINGS, TABLES
from planner.words import Language
from planner.workbook.columns import Rows, is_period
from planner.workbook.template import write_book


def write_case(path: str | Path | BytesIO, rows: Rows, language: Language) -> None:
    """Write a case workbook that looks like the template, filled with ``rows``.

    Raises OutputError if it cannot be written, ValueError for a column that no table has.
    """
    write_book(path, rows, language)


def read_tables(folder: str | Path) -> dict[str, list[dict[str, Any]]]:
    """Read a case from ``folder``: one UTF-8 CSV per table, its header the column keys.

    Raises UsageError if the folder holds no table of ours, or a column that no table has.
    """
    found = {
        key: _read_table(Path(folder) / f"{key}.csv", table)
        for key, table in TABLES.items()
        if (Path(folder) / f"{key}.csv").is_file()
    }
    if not found:
        raise UsageError(f"no tables (settings.csv, offers.csv, ...) in {folder}")
    return found


def _read_table(path: Path, table: Table) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file)
        rows = [
            {key.strip(): _typed(table, key.strip(), text.strip(), line) for key, text in cells}
            for line in lines
            if (cells := [(key, text) for key, text in line.items() if key and text])
        ]
        _refuse_unknown(path, table, [key.strip() for key in lines.fieldnames or ()])
    return rows


def _refuse_unknown(path: Path, table: Table, keys: list[str]) -> None:
    known = {column.key for column in table.columns}
    for key in keys:
        further = (table.attributes and key.startswith(ATTRIBUTE)) or (
            table.periods and is_period(key)
        )
        if key not in known and not further:
            raise UsageError(f"{path.name}: unknown column {key}")


def _typed(table: Table, key: str, text: str, line: dict[str, Any]) -> float | str:
    """Read a number where the column holds numbers; all else stays as it was typed."""
    column = _column(table, key, line)
    if column is not None and not column.numeric and column.kind != "any":
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _column(table: Table, key: str, line: dict[str, Any]) -> Column | None:
    columns = SETTINGS if table.key == "settings" and key == "value" else table.columns
    wanted = line.get("key") if columns is SETTINGS else key
    return next((column for column in columns if column.key == wanted), None)


def case_rows(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Turn a Case into rows; period columns are the plan's periods, defaults are left blank."""
    rows: dict[str, list[dict[str, Any]]] = {"settings": _setting_rows(case)}
    for key, table in TABLES.items():
        if key != "settings":
            rows[key] = [_row(case, table, fact) for fact in getattr(case, key)]
    return rows


def _setting_rows(case: Case) -> list[dict[str, Any]]:
    cells = ((c.key, _cell(c, getattr(case.settings, c.attribute))) for c in SETTINGS)
    return [{"key": key, "value": value} for key, value in cells if value is not None]


def _row(case: Case, table: Table, fact: Any) -> dict[str, Any]:
    defaults = {field.name: field.default for field in dataclasses.fields(fact)}
    row = {}
    for column in table.columns:
        value = getattr(fact, column.attribute) if column.kept else None
        if column.required or value != defaults.get(column.attribute):
            row[column.key] = _cell(column, value)
    row |= {f"{ATTRIBUTE}{name}": value for name, value in getattr(fact, "attributes", ())}
    if table.periods:
        series = (*fact.values, *getattr(fact, "beyond", ()))
        row |= {case.calendar.label(t): value for t, value in enumerate(series)}
    return {key: value for key, value in row.items() if value is not None}


def _cell(column: Column, value: Any) -> Any:
    """Write a fact as a person would type it; None for a blank."""
    if column.kind == "period" and value is not None:
        return month_text(value)
    if column.kind == "flag":
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(part if isinstance(part, str) else repr(part) for part in value) or None
    return None if value == "" else value
