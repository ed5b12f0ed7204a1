"""Which columns a sheet gets: the declared ones, attributes, and one per period."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from models.calendar import (
    MONTHS_PER_PERIOD,
    Calendar,
    PeriodKind,
    month_of,
    month_text,
    parse_period,
)
from planner.schema.column import Column, Table
from planner.words import Words

Row = Mapping[str, Any]
"""One row: column key -> value; keys that are missing are blank cells."""

Rows = Mapping[str, Sequence[Row]]
"""A whole case as rows, by table key."""

EACH = "each"
ATTRIBUTE = "attr:"


def settings_of(rows: Rows) -> dict[str, Any]:
    """Read the settings as key -> value."""
    return {str(row["key"]): row.get("value") for row in rows.get("settings", ()) if "key" in row}


def default_settings() -> list[dict[str, Any]]:
    """Fill in a new template: twelve months from next January."""
    start = month_of(datetime.date.today().year + 1, 1)
    return [{"key": "start", "value": month_text(start)}, {"key": "periods", "value": 12}]


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
    shown = (given or periods) if table.periods else ()
    return [
        *(column for column in table.columns if column.kept or table.key == "settings"),
        *(_attribute(key) for key in attributes),
        *(_period(key, table) for key in shown),
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
    return Column(key, "number", Words(name, name), hint)


def _period(key: str, table: Table) -> Column:
    if key == EACH:
        heading = Words("매 기간", "Each period")
        hint = Words(
            "모든 기간에 같은 값입니다. 기간 열을 채우면 그쪽이 우선합니다.",
            "The same value in every period; a filled period column comes first.",
        )
    else:
        heading = Words(_korean(key), key)
        hint = Words(f"{key}의 값입니다.", f"Value in {key}.")
    unit = {
        "capacity": Words("단위/기간", "per period"),
        "demand": Words("품목 단위", "material unit"),
        "arisings": Words("품목 단위", "material unit"),
        "processes": Words("회", "runs"),
        "prices": Words("통화/가격단위", "per price unit"),
        "fx": Words("기준 통화", "plan currency"),
    }[table.key]
    return Column(key, "number", heading, hint, unit=unit, low=0)


def _korean(key: str) -> str:
    """Name a period in Korean: 2027년, 2027년 1분기, 2027년 1월."""
    if "Q" in key.upper():
        return f"{key[:4]}년 {key[-1]}분기"
    return f"{key[:4]}년 {int(key[5:])}월" if "-" in key else f"{key}년"
