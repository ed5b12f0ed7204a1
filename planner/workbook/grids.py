"""Which sheet is which table, where its key row is, and what stands in which column."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.calendar import month_text
from models.selector import folded
from planner.schema.column import Table
from planner.schema.tables import FURTHER_SHEETS, TABLES
from planner.words import Words
from planner.workbook.cells import months_of, number_in
from planner.workbook.faults import Fault, Spot
from planner.workbook.guesses import (
    did_you_mean,
    looks_like_period,
    nearest,
    period_guess,
    tidy,
    write_hint,
)
from planner.workbook.kinds import sheets as kinds
from planner.workbook.sheets import Book, Cell, Sheet, column_letters

KEY_ROW_WITHIN = 20
ATTRIBUTE = "attr:"
EACH = "each"
FAULTS_SHEET = Words("오류", "Faults")
"""The sheet of a marked copy; a mended copy may still have it."""


@dataclass(frozen=True, eq=False)
class PeriodColumn:
    """A column of one period: months ``first`` to ``last``; both None for ``each``.

    One object per column: rows keep their cells by it, so it compares by identity, which is fast.
    """

    column: int
    key: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Grid:
    """A table found on a sheet; columns and rows are counted from 1."""

    table: Table
    sheet: Sheet
    key_row: int
    columns: dict[str, int]
    attributes: dict[str, int]
    periods: tuple[PeriodColumn, ...]

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """What a blank cell of each column stands for."""
        return {column.key: column.default for column in self.table.columns}

    def spot(self, row: int, column: int, key: str = "") -> Spot:
        """A cell of the sheet, with what stands there."""
        cell = self.sheet.rows.get(row, {}).get(column)
        return Spot(
            sheet=self.sheet.name,
            cell=f"{column_letters(column)}{row}",
            key=key,
            heading=self.heading(key),
            seen=cell.shown if cell else "",
        )

    def heading(self, key: str) -> Words:
        """The words of a column; a period is its own heading."""
        if key in self.columns:
            return self.table.column(key).heading
        return Words(key, key)


def find_grids(book: Book) -> tuple[dict[str, Grid], list[Fault]]:
    """Every table of the workbook by its key, and what is wrong with sheets and key rows."""
    found, faults = _sheets_by_table(book)
    grids = {}
    for key, sheet in found.items():
        grid, wrong = _grid(TABLES[key], sheet)
        faults += wrong
        if grid:
            grids[key] = grid
    faults += _missing_sheets(found, faults)
    return grids, faults


def plain_name(text: str) -> str:
    """A sheet's name as it is compared: NFKC, casefold, blanks as ``_``."""
    return re.sub(r"\s", "_", folded(text))


def _sheets_by_table(book: Book) -> tuple[dict[str, Sheet], list[Fault]]:
    names = {
        plain_name(name): table.key
        for table in TABLES.values()
        for name in (table.key, *table.title)
    }
    ours = {plain_name(name) for words in (*FURTHER_SHEETS, FAULTS_SHEET) for name in words}
    found: dict[str, Sheet] = {}
    faults: list[Fault] = []
    unknown = []
    for sheet in book.sheets:
        key = names.get(plain_name(sheet.name))
        if key is None:
            if plain_name(sheet.name) not in ours and sheet.rows:
                unknown.append(sheet)
        elif sheet.rows and key in found:
            spot = Spot(sheet=sheet.name)
            faults.append(kinds.DUPLICATE_SHEET.at(spot, sheet=sheet.name, other=found[key].name))
        elif sheet.rows:
            found[key] = sheet
    return found, faults + [_unknown_sheet(sheet, found) for sheet in unknown]


def _unknown_sheet(sheet: Sheet, found: dict[str, Sheet]) -> Fault:
    spot = Spot(sheet=sheet.name)
    for table in TABLES.values():
        if not table.optional and table.key not in found and _looks_like(table, sheet):
            return kinds.MISNAMED_SHEET.at(spot, sheet=sheet.name, guess=table.key)
    names = [name for table in TABLES.values() for name in (table.key, *table.title)]
    if guess := nearest(sheet.name, names):
        return kinds.UNKNOWN_SHEET.at(spot, sheet=sheet.name, guess=guess)
    return kinds.IGNORED_SHEET.at(spot, sheet=sheet.name)


def _looks_like(table: Table, sheet: Sheet) -> bool:
    """All required keys in one row, and period columns if the table has them."""
    row = _key_row(table, sheet)
    if not row:
        return False
    dated = any(months_of(cell) for cell in sheet.rows[row].values())
    return dated if table.periods else True


def _missing_sheets(found: dict[str, Sheet], faults: Iterable[Fault]) -> list[Fault]:
    misnamed = {f.remedy.en for f in faults if f.code == kinds.MISNAMED_SHEET.code}
    return [
        kinds.MISSING_SHEET.at(
            table=table.key, title=table.title.ko, columns=", ".join(table.required)
        )
        for table in TABLES.values()
        if not table.optional
        and table.key not in found
        and not any(f"'{table.key}'" in remedy for remedy in misnamed)
    ]


def _key_row(table: Table, sheet: Sheet) -> int:
    """The last of the first 20 rows that holds all required keys; 0 if none does."""
    wanted = {folded(key) for key in table.required}
    holding = [
        row
        for row in range(1, KEY_ROW_WITHIN + 1)
        if wanted <= {folded(cell.shown) for cell in sheet.rows.get(row, {}).values()}
    ]
    return holding[-1] if holding else 0


def _likely_key_row(table: Table, sheet: Sheet) -> int:
    """The row with the most keys, if it has at least two (or all but one); 0 if none."""
    known = {folded(column.key) for column in table.columns}
    counts = {
        row: len(known & {folded(cell.shown) for cell in sheet.rows.get(row, {}).values()})
        for row in range(1, KEY_ROW_WITHIN + 1)
    }
    best = max(counts, key=lambda row: (counts[row], row))
    return best if counts[best] >= min(2, max(len(table.required) - 1, 1)) else 0


def _grid(table: Table, sheet: Sheet) -> tuple[Grid | None, list[Fault]]:
    key_row = _key_row(table, sheet) or _likely_key_row(table, sheet)
    if not key_row:
        spot = Spot(sheet=sheet.name)
        return None, [kinds.NO_KEY_ROW.at(spot, columns=", ".join(table.required))]
    columns = _Columns(table, sheet, key_row)
    grid = columns.grid()
    faults = [*columns.faults, *_missing_columns(grid, columns.unknown), *_asides(grid)]
    return grid, faults


class _Columns:
    """Sorts the cells of a key row into columns, attributes, periods and unknown ones."""

    def __init__(self, table: Table, sheet: Sheet, key_row: int) -> None:
        self.table, self.sheet, self.key_row = table, sheet, key_row
        self.columns: dict[str, int] = {}
        self.attributes: dict[str, int] = {}
        self.periods: list[PeriodColumn] = []
        self.unknown: list[int] = []
        self.faults: list[Fault] = []
        self.keys = {folded(column.key): column.key for column in table.columns}
        for column, cell in sorted(sheet.rows.get(key_row, {}).items()):
            self._sort(column, cell)

    def grid(self) -> Grid:
        """What was found."""
        return Grid(
            self.table, self.sheet, self.key_row, self.columns, self.attributes, tuple(self.periods)
        )

    def _sort(self, column: int, cell: Cell) -> None:
        text = tidy(unicodedata.normalize("NFKC", cell.shown))
        key = self.keys.get(folded(text))
        if key:
            self._once(self.columns, key, column)
        elif self.table.attributes and folded(text).startswith(ATTRIBUTE):
            self._once(self.attributes, text[len(ATTRIBUTE) :].strip(), column)
        elif self.table.periods and self._is_period(column, cell, text):
            pass
        else:
            self.unknown.append(column)

    def _once(self, columns: dict[str, int], key: str, column: int) -> None:
        same = next((known for known in columns if folded(known) == folded(key)), None)
        if same is None:
            columns[key] = column
        else:
            other = f"{column_letters(columns[same])}{self.key_row}"
            self.faults.append(kinds.DUPLICATE_COLUMN.at(self._spot(column), other=other))

    def _is_period(self, column: int, cell: Cell, text: str) -> bool:
        months = months_of(cell)
        if months:
            self._add_period(PeriodColumn(column, _period_key(*months), *months))
        elif folded(text) == EACH:
            self._add_period(PeriodColumn(column, EACH))
        elif looks_like_period(text):
            # A mistyped period left out silently would be demand left out silently.
            hint = write_hint(period_guess(cell.shown))
            fault = kinds.BAD_PERIOD_COLUMN.at(self._spot(column), hint_ko=hint.ko, hint_en=hint.en)
            self.faults.append(fault)
        else:
            return False
        return True

    def _add_period(self, new: PeriodColumn) -> None:
        for old in self.periods:
            if (old.first, old.last) == (new.first, new.last):
                other = f"{column_letters(old.column)}{self.key_row}"
                self.faults.append(kinds.DUPLICATE_PERIOD.at(self._spot(new.column), other=other))
                return
        self.periods.append(new)

    def _spot(self, column: int) -> Spot:
        cell = self.sheet.rows[self.key_row][column]
        place = f"{column_letters(column)}{self.key_row}"
        return Spot(self.sheet.name, place, seen=cell.shown)


def _period_key(first: int, last: int) -> str:
    if last == first:
        return month_text(first)
    if last - first == 2:
        return f"{first // 12:04d}-Q{first % 12 // 3 + 1}"
    return f"{first // 12:04d}"


def _missing_columns(grid: Grid, unknown: list[int]) -> list[Fault]:
    """Missing required columns and unknown ones; one misspelled for the other is one fault."""
    missing = [key for key in grid.table.required if key not in grid.columns]
    others = [column.key for column in grid.table.columns if column.key not in grid.columns]
    faults = []
    for column in unknown:
        spot = grid.spot(grid.key_row, column)
        guess = nearest(spot.seen, others)
        if guess in missing:
            missing.remove(guess)
            faults.append(kinds.MISSPELLED_COLUMN.at(spot, guess=guess))
        elif grid.table.periods and _holds_numbers(grid, column):
            hint = did_you_mean(spot.seen, [*others, EACH])
            faults.append(kinds.LOST_NUMBERS.at(spot, hint_ko=hint.ko, hint_en=hint.en))
        else:
            hint = did_you_mean(spot.seen, others)
            faults.append(kinds.UNKNOWN_COLUMN.at(spot, hint_ko=hint.ko, hint_en=hint.en))
    spot = Spot(sheet=grid.sheet.name, cell=f"A{grid.key_row}")
    faults += [kinds.MISSING_COLUMN.at(spot, column=key, row=grid.key_row) for key in missing]
    return faults


def _holds_numbers(grid: Grid, column: int) -> bool:
    """Whether numbers stand below a key that is not an attribute's: demand lost, or a capacity."""
    key = grid.sheet.rows[grid.key_row][column]
    cells = [cells.get(column) for row, cells in grid.sheet.rows.items() if row > grid.key_row]
    return not folded(key.shown).startswith(ATTRIBUTE) and any(
        cell is not None and (cell.kind == "number" or number_in(cell.shown.strip()) is not None)
        for cell in cells
    )


def _asides(grid: Grid) -> list[Fault]:
    """Hidden rows and sheets, formulas into other workbooks, values under no key."""
    sheet = grid.sheet
    faults = []
    hidden = [row for row in sheet.hidden_rows if row > grid.key_row and sheet.rows.get(row)]
    spot = Spot(sheet=sheet.name)
    if hidden:
        faults.append(kinds.HIDDEN_ROWS.at(spot, count=len(hidden), first=hidden[0]))
    if sheet.hidden:
        faults.append(kinds.HIDDEN_SHEET.at(spot))
    for row, column in sheet.linked:
        faults.append(kinds.EXTERNAL_LINK.at(grid.spot(row, column)))
    return faults + _without_key(grid)


def _without_key(grid: Grid) -> list[Fault]:
    keyed = set(grid.sheet.rows.get(grid.key_row, {}))
    faults = []
    for row in sorted(grid.sheet.rows):
        for column in grid.sheet.rows[row] if row > grid.key_row else ():
            if column not in keyed:
                keyed.add(column)
                spot = grid.spot(row, column)
                faults.append(kinds.VALUES_WITHOUT_KEY.at(spot, row=grid.key_row))
    return faults
