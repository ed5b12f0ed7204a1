"""Scenarios and sweeps: what they edit exists, and how they edit it makes sense."""

import dataclasses
from collections.abc import Generator, Iterator

from models.calendar import month_text
from models.case import Case
from models.columns import where_fields
from models.edit import Edit, by_name, evenly
from models.selector import folded
from planner.schema.column import Column
from planner.schema.tables import TABLES
from planner.workbook.build import build
from planner.workbook.checks.common import from_until
from planner.workbook.checks.edits import (
    NOT_NUMERIC,
    Change,
    Known,
    as_value,
    column_of,
    swept_value_of,
    value_of,
    where_faults,
)
from planner.workbook.checks.effects import STUDY_TABLE_MISSING, idle
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.guesses import tidy
from planner.workbook.rows import Row
from planner.workbook.selectors import spelled
from planner.workbook.sheets import Cell


def scenarios(draft: Draft) -> Iterator[Fault]:
    """Every edit of a scenario can be made; its value fits the column."""
    known = _known(draft)
    for row in draft.table("scenarios"):
        yield from from_until(row)
        column = yield from _column(draft, row, known)
        cell = row.cell("value")
        if column is None or cell is None or not row.has("op", "value"):
            continue
        found = value_of(_change(row), cell, column, known)
        if found.kind:
            key = "op" if found.kind is NOT_NUMERIC else "value"
            yield from found.faults(row.spot(key))
        if found.value is not None:
            row.values["value"] = as_value(found, column)


KNOWN_TWICE = kind(
    "E697",
    (
        "시나리오 '{scenario}'{scenario:은는} {other}에 알게 된다고도 적혀 있습니다({cell}).",
        "Scenario '{scenario}' is also said to be known from {other} ({cell}).",
    ),
    (
        "한 시나리오의 known_from은 하나입니다. 같은 값을 적거나 한 행에만 남기세요.",
        "One scenario has one known_from: write the same value, or leave it in one row.",
    ),
)
KNOWN_OUTSIDE = kind(
    "E699",
    (
        "{seen}{seen:은는} 계획 기간({plan}) 밖입니다.",
        "{seen} lies outside the plan ({plan}).",
    ),
    (
        "계획 안의 기간을 적거나, 처음부터 안다면 비우세요.",
        "Write a period of the plan, or leave it blank if it is known from the start.",
    ),
)


def known_from(draft: Draft) -> Iterator[Fault]:
    """When a scenario is known: once, and within the plan."""
    first: dict[str, Row] = {}
    for row in draft.sound("scenarios", "scenario", "known_from"):
        if not row.has("scenario", "known_from"):
            continue
        calendar = draft.calendar
        if calendar and not 0 <= calendar.period_of(row["known_from"]) < calendar.periods:
            yield KNOWN_OUTSIDE.at(row.spot("known_from"), plan=draft.plan_text())
        other = first.setdefault(folded(row.text("scenario")), row)
        if other["known_from"] != row["known_from"]:
            yield KNOWN_TWICE.at(
                row.spot("known_from"),
                scenario=row.text("scenario"),
                other=month_text(other["known_from"]),
                cell=other.spot("known_from").cell,
            )


LOW_ABOVE_HIGH = kind(
    "E683",
    (
        "낮은 값 {low}{low:이가} 높은 값 {high}보다 큽니다.",
        "low {low} is more than high {high}.",
    ),
    ("두 값을 바꾸세요.", "Swap them."),
)
SWEEP_WITHOUT_VALUES = kind(
    "E684",
    (
        "바꿔 볼 값이 없습니다({missing}{missing:이가} 비어 있음).",
        "There is nothing to sweep over ({missing} is blank).",
    ),
    (
        "low, high, steps를 모두 적거나 values에 0.8; 1; 1.2처럼 적으세요.",
        "Fill in low, high and steps, or write values such as 0.8; 1; 1.2.",
    ),
)


def sweeps(draft: Draft) -> Iterator[Fault]:
    """A range or a list of values to go through, each of which fits the column."""
    known = _known(draft)
    for row in draft.table("sweeps"):
        column = yield from _column(draft, row, known)
        if not row.sound("low", "high", "steps", "values"):
            continue
        if row.has("low", "high") and row["low"] > row["high"]:
            low, high = row.spot("low").seen, row.spot("high").seen
            yield LOW_ABOVE_HIGH.at(row.spot("low"), low=low, high=high)
            continue
        missing = [key for key in ("low", "high", "steps") if not row.has(key)]
        if missing and not row.has("values"):
            yield SWEEP_WITHOUT_VALUES.at(row.spot(missing[0]), missing=missing[0])
        elif column is not None and row.has("op"):
            yield from _swept(row, column, known)


def _swept(row: Row, column: Column, known: Known) -> Iterator[Fault]:
    """The first of the values that the column cannot hold, at its cell."""
    change = _change(row)
    for key, cell in _values(row):
        found = swept_value_of(change, cell, column, known)
        if found.kind is NOT_NUMERIC:
            yield from found.faults(row.spot("op"))
            return
        if found.kind:
            yield from found.faults(dataclasses.replace(row.spot(key), seen=cell.shown))
            return


def _values(row: Row) -> list[tuple[str, Cell]]:
    """Each value of a sweep as if it stood in a cell, and the column that says so."""
    if row.has("values"):
        texts = [part for part in tidy(row.spot("values").seen).split(";") if part.strip()]
        return [
            ("values", Cell(value, "number", percent="%" in text))
            for value, text in zip(row["values"], texts, strict=True)
        ]
    low, high = row.cell("low"), row.cell("high")
    percent = low is not None and "%" in low.shown
    inner = evenly(row["low"], row["high"], row["steps"])[1:-1]
    ends = [("low", low), ("high", high)]
    steps = [("steps", Cell(value, "number", percent=percent)) for value in inner]
    return [
        (key, Cell(row[key], "number", "%" in cell.shown)) for key, cell in ends if cell
    ] + steps


def _column(draft: Draft, row: Row, known: Known) -> Generator[Fault, None, Column | None]:
    """Table, rows and column of an edit; returns the column if there is such a one."""
    if not row.has("table"):
        return None
    if row["table"] not in draft.grids:
        yield STUDY_TABLE_MISSING.at(row.spot("table"), table=row["table"])
    if row.has("where"):
        row.values["where"] = spelled(row.text("where"), row["table"])
    change = _change(row)
    if row.sound("where"):
        yield from where_faults(change)
    if not row.has("column") or (change.selector is None and row["table"] == "settings"):
        return None
    column = column_of(change, known)
    if isinstance(column, Fault):
        yield column
        return None
    if row["table"] != "settings":
        row.values["column"] = column.key
    return column


def _change(row: Row) -> Change:
    columns = row.grid.columns
    month = next((key for key in ("from", "until") if key in columns and row.has(key)), "")
    cell = row.cell("column") or Cell("")
    return Change(row["table"], row.text("where"), cell, row.text("op"), month, row.spot)


def _known(draft: Draft) -> Known:
    """What the rows as they stand can be called by."""
    grid = draft.grids.get("offers")
    blank: dict[str, tuple[str, ...]] = dict.fromkeys(where_fields("limits"), ("",))
    return Known(
        {key: tuple(_ids(draft, key)) for key in TABLES if key != "settings"},
        tuple(grid.attributes) if grid else (),
        draft.locations,
        tuple(blank | _texts(row) for row in draft.table("limits")),
        draft.calendar,
    )


def _ids(draft: Draft, key: str) -> Iterator[str]:
    column = TABLES[key].columns[0].key
    return (row.text(column) for row in draft.table(key) if row.has(column))


def _texts(row: Row) -> dict[str, tuple[str, ...]]:
    return {key: (value,) for key, value in row.values.items() if isinstance(value, str)}


MOST_LOOKED_AT = 60_000
"""Rows, each counted for every edit of its table: a second."""
EFFECTS_UNKNOWN = kind(
    "N699",
    (
        "바꿀 행이 너무 많아 효과 없는 변경이 있는지는 살피지 않았습니다.",
        "There are too many edits of too many rows to look for those without effect.",
    ),
    (
        "결과에서 아무것도 바꾸지 않은 시나리오가 있는지 확인하세요.",
        "Look in the results for scenarios that changed nothing.",
    ),
)


def effects(draft: Draft) -> Iterator[Fault]:
    """Edits that do nothing; told only of a sound workbook, as it takes the whole case."""
    if draft.settings is None or draft.broken:
        return
    case = build(draft, draft.settings)
    made = [Edit.of(row) for row in case.scenarios]
    swept = [Edit.swept(row) for row in case.sweeps]
    if sum(len(draft.table(edit.table)) for edit in (*made, *swept)) > MOST_LOOKED_AT:
        yield EFFECTS_UNKNOWN.at(Spot("scenarios" if made else "sweeps"))
        return
    names = [row.scenario for row in case.scenarios]
    yield from _idle(case, draft.table("scenarios"), names, made)
    names = [row.sweep for row in case.sweeps]
    yield from _idle(case, draft.table("sweeps"), names, swept)


def _idle(case: Case, rows: list[Row], names: list[str], edits: list[Edit]) -> Iterator[Fault]:
    """Edits of one name are made together."""
    for places in by_name(names).values():
        for found in idle(case, [edits[place] for place in places]):
            row = rows[places[found.edit]]
            # A missing sheet has been warned about.
            if found.wholly and found.part != "table":
                yield found.at(row.spot(found.part))


CHECKS = (scenarios, known_from, sweeps, effects)
