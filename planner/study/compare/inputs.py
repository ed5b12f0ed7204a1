"""Where the inputs of two plans differ: table, row, column, both values and both cells."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from models.calendar import month_text
from models.case import Case
from models.selector import folded
from planner.outcomes.embedded import EmbeddedPlan
from planner.schema.purchase import PRICE_COLUMNS
from planner.schema.tables import SETTINGS, TABLES
from planner.study.compare.addresses import UNKNOWN, Addresses
from planner.study.compare.change import InputChange
from planner.study.compare.remade import TABLES as GROUPED
from planner.words import Words

KEYS = {
    "tiers": ("offer",),
    "prices": ("offer",),
    "capacity": ("supplier", "material"),
    "demand": ("material", "location"),
    "recipes": ("process", "material"),
    "returns": ("material", "of", "location"),
    "arisings": ("material", "location"),
    "routes": ("from_", "to", "material"),
    "contents": ("material", "element"),
    "origins": ("supplier", "material", "element", "stage", "country"),
    "open_orders": ("offer", "arrives", "ordered"),
    "fx": ("currency",),
}
"""Fields that tell the rows of a table apart; elsewhere its first column does."""
UNUSED = ("baseline", "scenarios", "sweeps")
"""Tables that no plan is made of."""
GROUP_OF = {
    **{table: group for group, names in GROUPED.items() for table in names},
    **dict.fromkeys(("prices", "tiers", "fx"), "prices"),
    **dict.fromkeys(("offers", "suppliers"), "terms"),
}


def input_changes(a: EmbeddedPlan, b: EmbeddedPlan) -> tuple[InputChange, ...]:
    """Every input that differs, in the order of the tables; rows are matched by their ids."""
    both = (Addresses(a), Addresses(b))
    found = list(_settings(a.case, b.case, both))
    for table in TABLES:
        if table != "settings" and table not in UNUSED:
            for pair in _pairs(a.case, b.case, table):
                found += _row(table, pair, (a.case, b.case), both)
    return tuple(_titled(one) for one in found)


def _titled(one: InputChange) -> InputChange:
    """With what the workbook calls the table and the column; a period is its own heading."""
    columns = {column.key: column.heading for column in TABLES[one.table].columns}
    if one.table == "settings":
        columns = {"value": next(c.heading for c in SETTINGS if c.key == one.row)}
    heading = columns.get(one.column, Words(one.column, one.column))
    return dataclasses.replace(one, title=TABLES[one.table].title, heading=heading)


Sides = tuple[Addresses, Addresses]
RowPair = tuple[int | None, int | None]
"""Places of a row in A's and B's table; None where it is not there."""


def _settings(a: Case, b: Case, both: Sides) -> Iterator[InputChange]:
    for column in SETTINGS:
        values = [plain(column.kind, getattr(c.settings, column.attribute)) for c in (a, b)]
        if values[0] != values[1]:
            cells = [side.setting(column.key) for side in both]
            row = ("settings", column.key, "value")
            yield InputChange("changed", *row, values[0], values[1], cells[0], cells[1], "other")


def _pairs(a: Case, b: Case, table: str) -> list[RowPair]:
    """Rows of the same id; several of one id in their order, equal rows first."""
    one, other = _by_id(a, table), _by_id(b, table)
    found: list[RowPair] = []
    for key in dict.fromkeys((*other, *one)):
        mine, theirs = one.get(key, []), other.get(key, [])
        rows = {repr(getattr(b, table)[j]): j for j in theirs}
        equal = [i for i in mine if repr(getattr(a, table)[i]) in rows]
        taken = {rows[repr(getattr(a, table)[i])] for i in equal}
        left = [i for i in mine if i not in equal]
        right = [j for j in theirs if j not in taken]
        count = max(len(left), len(right))
        found += [
            (left[k] if k < len(left) else None, right[k] if k < len(right) else None)
            for k in range(count)
        ]
    return found


def _by_id(case: Case, table: str) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(getattr(case, table)):
        found[tuple(folded(str(getattr(row, name))) for name in _keys(table))].append(index)
    return found


def _keys(table: str) -> tuple[str, ...]:
    return KEYS.get(table, (TABLES[table].columns[0].attribute,))


def _row(table: str, pair: RowPair, cases: tuple[Case, Case], both: Sides) -> Iterator[InputChange]:
    rows = [None if i is None else getattr(c, table)[i] for i, c in zip(pair, cases, strict=True)]
    if None in rows:
        yield _alone(table, pair, rows, both)
        return
    name = _name(table, rows[1])
    for column, values in _differences(table, *rows):
        cells = [
            side.cell(table, i, column) for side, i in zip(both, pair, strict=True) if i is not None
        ]
        told = (values[0], values[1], cells[0], cells[1])
        yield InputChange("changed", table, name, column, *told, _group(table, column))
    if TABLES[table].periods:
        yield from _periods(table, name, pair, cases, both)


def _alone(table: str, pair: RowPair, rows: list[Any], both: Sides) -> InputChange:
    """A row that only one of the cases has."""
    side = 0 if rows[0] is not None else 1
    index, row = pair[side], rows[side]
    assert index is not None
    texts, cells = ["", ""], [UNKNOWN, UNKNOWN]
    texts[side] = _contents(table, row)
    cells[side] = both[side].row(table, index)
    told = (texts[0] or None, texts[1] or None, cells[0], cells[1])
    kind: Any = ("removed", "added")[side]
    return InputChange(kind, table, _name(table, row), "", *told, _group(table, ""))


def _differences(table: str, one: Any, other: Any) -> Iterator[tuple[str, list[Any]]]:
    """Plain columns and attributes that are not the same."""
    for column in TABLES[table].columns:
        if column.kept and hasattr(one, column.attribute):
            values = [plain(column.kind, getattr(row, column.attribute)) for row in (one, other)]
            if values[0] != values[1]:
                yield column.key, values
    attributes = [dict(getattr(row, "attributes", ())) for row in (one, other)]
    for name in dict.fromkeys((*attributes[0], *attributes[1])):
        values = [own.get(name) for own in attributes]
        if values[0] != values[1]:
            yield f"attr:{name}", values


def _periods(
    table: str, name: str, pair: RowPair, cases: tuple[Case, Case], both: Sides
) -> Iterator[InputChange]:
    """Period columns: as they were typed where a column differs as a whole, else by period."""
    series = [_series(c, getattr(c, table)[i]) for i, c in zip(pair, cases, strict=True)]
    known = [set(own) for own in series]
    same_time = cases[0].calendar == cases[1].calendar
    labels = known[0] | known[1] if same_time else known[0] & known[1]
    differing = [x for x in sorted(labels) if series[0].get(x) != series[1].get(x)]
    told: dict[tuple[Any, ...], None] = {}
    for label in differing:
        seen = [
            side.period(table, i, label, own.get(label))
            for side, i, own in zip(both, pair, series, strict=True)
            if i is not None
        ]
        if seen[0].key == seen[1].key and seen[0].key:
            line = (seen[0].key, seen[0].typed, seen[1].typed)
        else:
            line = (label, series[0].get(label), series[1].get(label))
        told[*line, seen[0].cell, seen[1].cell] = None
    for column, a, b, cell_a, cell_b in told:
        yield InputChange("changed", table, name, column, a, b, cell_a, cell_b, _group(table, ""))


def _series(case: Case, row: Any) -> dict[str, float | None]:
    """Value by printed period, those after the plan's end too."""
    values = (*row.values, *getattr(row, "beyond", ()))
    if not values and hasattr(row, "max_per_period"):
        return {}
    return {case.calendar.label(t): value for t, value in enumerate(values)}


def _group(table: str, column: str) -> str:
    if table == "offers" and column in PRICE_COLUMNS:
        return "prices"
    return GROUP_OF.get(table, "other")


def _name(table: str, row: Any) -> str:
    parts = (_text(name, getattr(row, name)) for name in _keys(table))
    return ", ".join(part for part in parts if part)


def _text(name: str, value: Any) -> str:
    return month_text(value) if name == "arrives" else str(value)


def _contents(table: str, row: Any) -> str:
    """What stands in a row, but for its id and what is blank."""
    blank = {f.name: f.default for f in dataclasses.fields(row)}
    parts = []
    for column in TABLES[table].columns:
        value = getattr(row, column.attribute, None) if column.kept else None
        told = column.attribute not in _keys(table) and value != blank.get(column.attribute)
        if told and value not in (None, "", ()):
            parts.append(f"{column.key}={plain(column.kind, value)}")
    amounts = [value for value in getattr(row, "values", ()) if value is not None]
    if amounts:
        low, high = min(amounts), max(amounts)
        parts.append(f"{low:g}" if low == high else f"{low:g}..{high:g}")
    return ", ".join(parts) or _name(table, row)


def plain(kind: str, value: Any) -> Any:
    """A value as a person would type it; numbers stay numbers."""
    if value is None or value == "":
        return None
    if kind == "period":
        return month_text(value)
    if kind == "flag":
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(str(part) for part in value) or None
    return value
