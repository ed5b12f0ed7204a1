"""From a sound draft to the Case: every field by its column, nothing judged here."""

import dataclasses
from typing import Any

from models.case import Case, Settings
from planner.schema.tables import TABLES
from planner.workbook.draft import Draft
from planner.workbook.rows import Row


def build(draft: Draft, settings: Settings) -> Case:
    """The Case of a draft without errors. Locations and ids are spelled as in their tables."""
    tables = {
        key: tuple(_fact(row, settings.periods) for row in draft.table(key))
        for key in TABLES
        if key != "settings"
    }
    return Case(settings=settings, locations=draft.locations, **tables)


def _fact(row: Row, periods: int) -> Any:
    """One row of its table's row type. Blank cells take the type's own defaults."""
    table = row.grid.table
    fields = {f.name for f in dataclasses.fields(table.row)}
    values: dict[str, Any] = {
        column.attribute: value
        for column in table.columns
        if column.kept and column.attribute in fields and (value := row[column.key]) is not None
    }
    if table.periods:
        values["values"] = _series(row, periods)
    if row.beyond:
        values["beyond"] = row.beyond
    if table.attributes:
        values["attributes"] = tuple(sorted(row.attributes.items()))
    return _complete(table.row, values)


def _series(row: Row, periods: int) -> tuple[float | None, ...]:
    """A process without period columns has none; elsewhere no column means all blank."""
    if row.grid.table.key == "processes" and not any(v is not None for v in row.series):
        return ()
    return row.series or (None,) * periods


def _complete(row_type: type, values: dict[str, Any]) -> Any:
    """Optional text keys without a default in the type (a blank material of a route) are empty."""
    for field in dataclasses.fields(row_type):
        if field.name not in values and field.default is dataclasses.MISSING:
            values[field.name] = ""
    return row_type(**values)
