"""Which columns a sheet gets: the declared ones, attributes, and one per period."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from models.calendar import (
    MONTHS_PER_PERIOD,
    Calendar,
    PeriodKind,
    month_of,
    month_text,
    parse_period,
)
from models.edit import ATTRIBUTE, EACH
from planner.schema.column import Column, Table
from planner.words import Words
from planner.workbook.codes import period_words

Row = Mapping[str, Any]
"""One row: column key -> value; keys that are missing are blank cells."""

Rows = Mapping[str, Sequence[Row]]
"""A whole case as rows, by table key."""


def settings_of(rows: Rows) -> dict[str, Any]:
    """Read the settings as key -> value."""
    return {str(row["key"]): row.get("value") for row in rows.get("settings", ()) if "key" in row}


def first_settings(start: int | None = None, periods: int = 12) -> list[dict[str, Any]]:
    """Fill in a new template: so many months from a month on, by default next January."""
    if start is None:
        start = month_of(datetime.date.today().year + 1, 1)
    return [{"key": "start", "value": month_text(start)}, {"key": "periods", "value": periods}]


def plan_columns(rows: Rows) -> list[str]:
    """Label every period of the plan, as far as the settings tell; ``each`` first."""
    settings = settings_of(rows)
    months = parse_period(str(settings.get("start", "")))
    kind = settings.get("period") or "month"
    periods = settings.get("periods")
    if months is None or kind not in MONTHS_PER_PERIOD or not isinstance(periods, int | float):
        return [EACH]
    calendar = Calendar(months[0], int(periods), cast(PeriodKind, kind))
    return [EACH, *(calendar.label(t) for t in range(calendar.periods))]


def columns_of(table: Table, rows: Sequence[Row], periods: Sequence[str]) -> list[Column]:
    """List the columns of a sheet: declared, ``attr:``, periods, then source and note.

    Periods are those the rows have, else ``periods``. Raises ValueError for a key that is none.
    """
    declared = {column.key for column in table.columns}
    further = list(dict.fromkeys(key for row in rows for key in row if key not in declared))
    attributes = [key for key in further if key.startswith(ATTRIBUTE)]
    given = sorted((key for key in further if key not in attributes), key=_order)
    allowed = (table.attributes or not attributes) and (table.periods or not given)
    if not allowed or not all(is_period(key) for key in given):
        raise ValueError(f"{table.key}: {', '.join(further)}")
    return [
        *(column for column in table.columns if column.kept or table.key == "settings"),
        *(_attribute(key) for key in attributes),
        *(_period(key, table.each) for key in given or periods if table.each),
        *(c for c in table.columns if not c.kept and table.key != "settings"),
    ]


def is_period(key: str) -> bool:
    """Tell whether a key names a period: ``each``, ``2027``, ``2027-Q1`` or ``2027-01``."""
    return key == EACH or parse_period(key) is not None


def filled(rows: Iterable[Row]) -> list[Row]:
    """Drop rows without any value."""
    return [row for row in rows if any(value not in (None, "") for value in row.values())]


def _order(key: str) -> tuple[int, int]:
    months = parse_period(key)
    return (0, 0) if months is None else (months[0], -months[1])


def _attribute(key: str) -> Column:
    name = key.removeprefix(ATTRIBUTE)
    hint = Words(
        "이 속성의 값입니다. average 한도에 씁니다.", "Value of this attribute, for average limits."
    )
    return Column(key, "number", Words(name, name), hint, percent=True)


def _period(key: str, each: Column) -> Column:
    if key == EACH:
        return each
    hint = Words(f"{key}의 값입니다.", f"Value in {key}.")
    return replace(each, key=key, heading=period_words(key), hint=hint)
