"""An edited case checked as a workbook is: laid out as sheets in memory, read and checked again.

Rows stand where they stood in the workbook the case came from, so that faults name its cells.
"""

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, product
from typing import Any, NamedTuple

from models.case import Case
from models.columns import SETTINGS
from models.edit import ATTRIBUTE, Edit, by_name, edited
from models.selector import folded
from planner.outcomes.plan import Place
from planner.schema.tables import TABLES
from planner.words import Words
from planner.workbook.assemble import assemble
from planner.workbook.build import build
from planner.workbook.checks.every import run_checks
from planner.workbook.draft import Draft
from planner.workbook.faults import NOWHERE, Fault, Spot, kind
from planner.workbook.grids import KEY_ROW_WITHIN
from planner.workbook.numbers import fraction_cell
from planner.workbook.read import Reading
from planner.workbook.sheets import Cell, ReadBook, Sheet, column_number
from planner.workbook.write import case_rows

Places = Mapping[tuple[str, int], Place]
"""(table, index of the row in the case) -> where it stands in the workbook."""

Axes = Sequence[tuple[Edit, tuple[float, ...]]]
"""The edits of a sweep with the values each goes through."""

MOST_CROSSED = 4
"""More axes than this are checked all low, all high, and each alone: 2^n corners are too many."""

ROUNDING = 1e-9
"""A number laid out as a cell and read again may lose its last digits."""

_FILE = Words("통합문서", "the workbook")


def faults_after(
    case: Case, edits: Iterable[Edit], places: Places | None = None
) -> tuple[Fault, ...]:
    """The errors of the case once the edits are made; none if it is still sound.

    ``places`` are those of the case's workbook (``Reading.places``): faults then name its cells.
    Without them a fault's cell is the row's id. Raises EditError.
    """
    found = _checked(edited(case, edits), places or {})
    return tuple(fault for fault in found if fault.severity == "error")


def warned_after(
    case: Case, edits: Iterable[Edit], places: Places | None = None
) -> tuple[Fault, ...]:
    """What is warned of once the edits are made, and was not before. Raises EditError."""
    before = set(_checked(case, places or {}))
    found = _checked(edited(case, edits), places or {})
    return tuple(f for f in found if f.severity == "warning" and f not in before)


def reread(case: Case) -> tuple[tuple[Fault, ...], Case | None]:
    """The errors of a case whose workbook is not there, at its rows' ids; and what is read of it.

    A case that a workbook can hold comes out as it went in, but for its scenarios and sweeps.
    None if it has errors.
    """
    draft, faults = _drafted(case, {})
    errors = tuple(fault for fault in faults if fault.severity == "error")
    if errors or draft.settings is None:
        return errors, None
    return errors, build(draft, draft.settings)


def stray(given: Any, read: Any, where: str) -> str:
    """Where a case, or a part of it, is not what is read of it; empty: nowhere.

    Numbers may differ by rounding, texts by blanks; a row that is blank in every period is one
    without periods.
    """
    if dataclasses.is_dataclass(given):
        parts = [(f".{f.name}", f.name) for f in dataclasses.fields(given)]
        pairs = [(at, getattr(given, name), getattr(read, name)) for at, name in parts]
    elif isinstance(given, tuple) and isinstance(read, tuple) and len(given) == len(read):
        pairs = [(f"[{i}]", *both) for i, both in enumerate(zip(given, read, strict=True))]
    elif isinstance(given, float) and isinstance(read, float):
        return "" if math.isclose(given, read, rel_tol=ROUNDING) else where
    elif isinstance(given, str) and isinstance(read, str):
        return "" if folded(given).split() == folded(read).split() else where
    else:
        blank = read == () and isinstance(given, tuple) and set(given) == {None}
        return "" if given == read or blank else where
    found = (stray(one, other, f"{where}{at}") for at, one, other in pairs)
    return next(filter(None, found), "")


def _checked(case: Case, places: Places) -> list[Fault]:
    """The faults of a case, at the cells of the workbook it came from."""
    return _drafted(case, places)[1]


def _drafted(case: Case, places: Places) -> tuple[Draft, list[Fault]]:
    rows = case_rows(dataclasses.replace(case, scenarios=(), sweeps=()))
    laid = [_laid(key, table, places) for key, table in rows.items() if table]
    draft = assemble(ReadBook("", "", tuple(_sheet(table) for table in laid)))
    run_checks(draft)
    by_sheet = {table.name: table for table in laid}
    return draft, [_placed(fault, by_sheet.get(fault.sheet)) for fault in draft.faults]


def scenario_faults(reading: Reading) -> tuple[Fault, ...]:
    """One fault per scenario that leaves an unsound case, at the first of its rows."""
    case = reading.case
    if case is None:
        return ()
    found = []
    for name, rows in by_name(row.scenario for row in case.scenarios).items():
        edits = [Edit.of(case.scenarios[row]) for row in rows]
        if faults := faults_after(case, edits, reading.places):
            found.append(_unsound(name, faults, _first_cell(reading.places, "scenarios", rows[0])))
    return tuple(found)


def sweep_faults(
    case: Case, axes: Axes, places: Places | None = None, name: str = ""
) -> tuple[Fault, ...]:
    """What does not fit at the corners of a sweep: lowest and highest value of each axis.

    One fault per inner fault; at the first row of ``name`` on the sheet sweeps, if it is given.
    """
    names = by_name(row.sweep for row in case.sweeps)
    spot = _first_cell(places or {}, "sweeps", names[name][0]) if name in names else NOWHERE
    found: dict[tuple[str, str, str], Fault] = {}
    for corner in _corners(axes):
        if faults := faults_after(case, corner, places):
            said = ", ".join(edit.phrase for edit in corner)
            inner = (faults[0].code, faults[0].sheet, faults[0].key)
            found.setdefault(inner, _unsound(said, faults, spot))
    return tuple(found.values())


def _corners(axes: Axes) -> Iterator[tuple[Edit, ...]]:
    ends = [[edit.to(end) for end in dict.fromkeys((min(v), max(v)))] for edit, v in axes if v]
    if len(ends) <= MOST_CROSSED:
        yield from product(*ends)
        return
    yield tuple(low for low, *_ in ends)
    yield tuple(high for *_, high in ends)
    yield from ((edit,) for pair in ends for edit in pair)


UNSOUND_AFTER = kind(
    "E696",
    (
        "'{name}'{name:을를} 적용하면 자료가 서로 맞지 않습니다({count}건). {place_ko}: {inner_ko}",
        "With '{name}' applied the facts do not fit ({count}). {place_en}: {inner_en}",
    ),
    ("{hint_ko}", "{hint_en}"),
)


def _unsound(name: str, faults: Sequence[Fault], spot: Spot) -> Fault:
    first = faults[0]
    return UNSOUND_AFTER.at(
        spot, name=name, count=len(faults),
        place_ko=first.place("ko") or _FILE.ko, place_en=first.place("en") or _FILE.en,
        inner_ko=first.message.ko, inner_en=first.message.en,
        hint_ko=f"{first.remedy.ko} [{first.code}]", hint_en=f"{first.remedy.en} [{first.code}]",
    )  # fmt: skip


def _first_cell(places: Places, table: str, row: int) -> Spot:
    place = places.get((table, row))
    column = TABLES[table].columns[0]
    if place is None:
        return Spot(sheet=table, key=column.key, heading=column.heading)
    cell = f"{place.columns.get(column.key, '')}{place.row}"
    return Spot(place.sheet, cell, column.key, column.heading)


class _Laid(NamedTuple):
    """One table on a sheet: the number of each of its rows, the column of each key.

    ``stands``: where each row stands in the user's workbook; None if it does not.
    """

    table: str
    name: str
    rows: list[dict[str, Any]]
    numbers: list[int]
    columns: dict[str, int]
    stands: list[Place | None]


def _laid(key: str, rows: list[dict[str, Any]], places: Places) -> _Laid:
    stands = [_place(key, index, row, places) for index, row in enumerate(rows)]
    there = [place for place in stands if place is not None]
    further = count(max((place.row for place in there), default=1) + 1)
    numbers = [place.row if place else next(further) for place in stands]
    columns = {k: column_number(v) for k, v in there[0].columns.items()} if there else {}
    free = count(max(columns.values(), default=0) + 1)
    keys = dict.fromkeys(name for row in rows for name in row)
    used = {name: columns.get(name.removeprefix(ATTRIBUTE)) or next(free) for name in keys}
    return _Laid(key, there[0].sheet if there else key, rows, numbers, used, stands)


def _place(key: str, index: int, row: Mapping[str, Any], places: Places) -> Place | None:
    """Settings are found by their name: blank ones have no row of their own."""
    if key != SETTINGS:
        return places.get((key, index))
    rows = (place for (table, _), place in places.items() if table == SETTINGS)
    return next((place for place in rows if row["key"] in place.columns), None)


def _sheet(laid: _Laid) -> Sheet:
    keys = {column: Cell(key) for key, column in laid.columns.items()}
    rows = {min(min(laid.numbers) - 1, KEY_ROW_WITHIN): keys}
    for number, row in zip(laid.numbers, laid.rows, strict=True):
        rows[number] = {
            laid.columns[key]: _cell(laid.table, key, value, row) for key, value in row.items()
        }
    return Sheet(laid.name, rows=rows)


def _cell(table: str, key: str, value: Any, row: Mapping[str, Any]) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    if _is_fraction(table, key, row):
        return fraction_cell(float(value))
    return Cell(float(value), "number")


def _is_fraction(table: str, key: str, row: Mapping[str, Any]) -> bool:
    """A fraction above 1 must stand as a percentage, as a duty of 145% does."""
    columns = (column for column in TABLES[table].columns if column.key == key)
    return any(column.read_by(row.get(column.by)).kind == "fraction" for column in columns)


def _placed(fault: Fault, laid: _Laid | None) -> Fault:
    """The fault at the cell of the user's workbook; else at the row's id."""
    digits = "".join(sign for sign in fault.cell if sign.isdigit())
    if laid is None or not digits or int(digits) not in laid.numbers:
        return fault
    index = laid.numbers.index(int(digits))
    place, letters = laid.stands[index], fault.cell.removesuffix(digits)
    if place is None:
        return dataclasses.replace(fault, cell=_id(laid.table, laid.rows[index]))
    there = letters in place.columns.values()
    return fault if there else dataclasses.replace(fault, cell=digits)


def _id(table: str, row: Mapping[str, Any]) -> str:
    """What the row is known by: ``offer``, or the columns that together stand only once."""
    if table == SETTINGS:
        return ""
    columns = TABLES[table].columns
    unique = TABLES[table].unique or tuple(column.key for column in columns[:2])
    return "/".join(str(row[key]) for key in unique if key in row)


__all__ = [
    "Axes", "Places", "faults_after", "reread", "scenario_faults", "stray", "sweep_faults",
    "warned_after",
]  # fmt: skip
