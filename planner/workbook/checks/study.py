"""Scenarios and sweeps: what they edit exists, and how they edit it makes sense."""

from collections.abc import Iterator

from models.selector import OFFER_FIELDS, Selector, folded
from planner.workbook.checks.common import from_until
from planner.workbook.checks.selection import read_selector
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault
from planner.workbook.grids import ATTRIBUTE, EACH
from planner.workbook.guesses import did_you_mean
from planner.workbook.kinds import cells as cell_kinds
from planner.workbook.kinds import policy as kinds
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text
from planner.workbook.tables import SETTINGS, TABLES

NUMERIC = ("number", "whole", "fraction")


def edits(draft: Draft) -> Iterator[Fault]:
    """Table, column and rows of every edit."""
    for row in (*draft.table("scenarios"), *draft.table("sweeps")):
        if not row.has("table"):
            continue
        if row["table"] not in draft.grids:
            yield kinds.STUDY_TABLE_MISSING.at(row.spot("table"))
        yield from _column(row)
        yield from _where(draft, row)


def _column(row: Row) -> Iterator[Fault]:
    if not row.has("column"):
        return
    known = _columns(row["table"])
    text = folded(row.text("column"))
    same = next((key for key in known if folded(key) == text), "")
    if same:
        row.values["column"] = same
    elif not (TABLES[row["table"]].attributes and text.startswith(ATTRIBUTE)):
        hint = did_you_mean(row.text("column"), known)
        yield kinds.UNKNOWN_STUDY_COLUMN.at(
            row.spot("column"), table=row["table"], hint_ko=hint.ko, hint_en=hint.en
        )


def _columns(table: str) -> list[str]:
    """Columns an edit may change; of the settings, the settings themselves."""
    keys = [column.key for column in TABLES[table].columns if column.kept]
    if table == "settings":
        return ["value", *(column.key for column in SETTINGS)]
    return [*keys, EACH] if TABLES[table].periods else keys


def _where(draft: Draft, row: Row) -> Iterator[Fault]:
    own = tuple(column.key for column in TABLES[row["table"]].columns)
    fields = own + tuple(field for field in OFFER_FIELDS if field not in own)
    selector = read_selector(row, "where", fields)
    if isinstance(selector, Fault):
        yield selector
    elif isinstance(selector, Selector) and row["table"] in draft.grids:
        mine = Selector(tuple(c for c in selector.conditions if c.field in own))
        rows = draft.table(row["table"])
        asked = {condition.field for condition in mine.conditions}
        texts = [{key: (_text(r, key),) for key in asked} for r in rows]
        if rows and mine.conditions and not any(mine.holds(text) for text in texts):
            first = mine.conditions[0]
            hint = did_you_mean(first.values[0], {text[first.field][0] for text in texts} - {""})
            yield kinds.EDITS_NOTHING.at(
                row.spot("where"), table=row["table"], hint_ko=hint.ko, hint_en=hint.en
            )


def _text(row: Row, key: str) -> str:
    value = row[key] if row.sound(key) else None
    return ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def scenarios(draft: Draft) -> Iterator[Fault]:
    """Times and plus need numbers, and so do numeric columns."""
    for row in draft.table("scenarios"):
        yield from from_until(row)
        if row.has("table", "column", "op", "value"):
            yield from _value(row)


def _value(row: Row) -> Iterator[Fault]:
    kind = _kind(row["table"], row["column"])
    value, cell = row["value"], row.cell("value")
    if isinstance(value, str):
        if row["op"] != "set" or kind in NUMERIC:
            yield kinds.STUDY_NUMBER.at(row.spot("value"), op=row["op"])
    elif kind == "fraction" and row["op"] == "set" and value > 1 and cell and "%" not in cell.shown:
        yield cell_kinds.BARE_PERCENT.at(
            row.spot("value"),
            as_percent=number_text(value * 100),
            fraction=number_text(value / 100),
        )


def _kind(table: str, key: str) -> str:
    """The kind of the column an edit changes; period columns hold numbers."""
    if key == EACH:
        return "number"
    columns = SETTINGS if table == "settings" else TABLES[table].columns
    return next((column.kind for column in columns if column.key == key), "")


def sweeps(draft: Draft) -> Iterator[Fault]:
    """A range or a list of values to go through."""
    for row in draft.sound("sweeps", "low", "high", "steps", "values"):
        if row.has("low", "high") and row["low"] > row["high"]:
            low, high = row.spot("low").seen, row.spot("high").seen
            yield kinds.LOW_ABOVE_HIGH.at(row.spot("low"), low=low, high=high)
        missing = [key for key in ("low", "high", "steps") if not row.has(key)]
        if missing and not row.has("values"):
            yield kinds.SWEEP_WITHOUT_VALUES.at(row.spot(missing[0]), missing=missing[0])


CHECKS = (edits, scenarios, sweeps)
