"""Rows of a table with typed values, before they are tied to each other."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from models.case import Series
from models.edit import ATTRIBUTE
from models.selector import folded
from planner.schema.column import Column
from planner.schema.tables import SETTINGS
from planner.words import Words
from planner.workbook.cells import typed
from planner.workbook.faults import SHOWN_PER_COLUMN, Fault, Spot, kind
from planner.workbook.grids import PeriodColumn, SheetGrid
from planner.workbook.guesses import is_remark, is_total
from planner.workbook.numbers import is_ordinary, number_in
from planner.workbook.sheets import Cell, column_letters

SETTING = {column.key: column for column in SETTINGS}


@dataclass
class Row:
    """One row: ``values`` by column key (blank cells are absent), ``broken`` the unusable keys.

    ``series`` and ``beyond`` come from the period columns once the plan's calendar is known;
    ``partial`` are the periods of which only some months were filled, ``filled`` how many of each.
    """

    grid: SheetGrid
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    attributes: dict[str, float] = field(default_factory=dict)
    cells: dict[PeriodColumn, float] = field(default_factory=dict)
    series: Series = ()
    beyond: Series = ()
    partial: tuple[int, ...] = ()
    filled: tuple[int, ...] = ()

    def __getitem__(self, key: str) -> Any:
        """The value, or the default of a blank cell (None if it has none)."""
        if key in self.values:
            return self.values[key]
        return self.grid.defaults[key]

    def has(self, *keys: str) -> bool:
        """True if all these cells are filled and sound."""
        return all(key in self.values for key in keys)

    def sound(self, *keys: str) -> bool:
        """True if none of these cells is broken; blank ones count by their default."""
        return self.broken.isdisjoint(keys)

    def text(self, key: str) -> str:
        """A text value; blank is empty."""
        value = self[key]
        return "" if value is None else str(value)

    def cell(self, key: str) -> Cell | None:
        """The cell as it was read."""
        return self.grid.sheet.rows.get(self.number, {}).get(self.grid.columns.get(key, 0))

    def spot(self, key: str) -> Spot:
        """Where a value stands; a column the sheet does not have: the row's first cell."""
        column = self.grid.columns.get(key) or self.grid.attributes.get(key)
        if column and key == "value" and self.values.get("key") in SETTING:
            # On the settings sheet a value is known by the name of its setting.
            setting = SETTING[self.values["key"]]
            spot = self.grid.spot(self.number, column)
            return dataclasses.replace(spot, key=setting.key, heading=setting.heading)
        if column:
            return self.grid.spot(self.number, column, key)
        known = [c for table_key, c in self.grid.columns.items() if table_key]
        first = min(known, default=1)
        column_words = {c.key: c.heading for c in self.grid.table.columns}
        return Spot(
            sheet=self.grid.sheet.name,
            cell=f"{column_letters(first)}{self.number}",
            key=key,
            heading=column_words.get(key, Words(key, key)),
        )

    def period_spot(self, period: PeriodColumn) -> Spot:
        """Where a period's value stands."""
        return self.grid.spot(self.number, period.column, period.key)


def read_rows(grid: SheetGrid) -> tuple[list[Row], list[Fault]]:
    """All rows below the key row with a value in a column that counts."""
    reader = _RowReader(grid)
    rows: list[Row] = []
    errors = 0
    for number in sorted(grid.sheet.rows):
        if number <= grid.key_row or not reader.counts(number):
            continue
        before = len(reader.faults)
        rows.append(reader.read(number))
        errors += sum(fault.severity == "error" for fault in reader.faults[before:])
        if errors > MOST_ERRORS:
            # Nobody reads so many, and each takes its time to be said.
            spot = Spot(sheet=grid.sheet.name, cell=f"A{number}")
            reader.faults.append(TOO_MANY_ERRORS.at(spot, limit=MOST_ERRORS, row=number))
            break
    return rows, reader.faults


MOST_ERRORS = 500
"""Of the cells of one sheet."""
TOO_MANY_ERRORS = kind(
    "E225",
    (
        "이 시트의 오류가 {limit}건이 넘어 {row}행 다음은 읽지 않았습니다.",
        "This sheet has more than {limit} errors; what stands below row {row} was not read.",
    ),
    (
        "위의 오류를 먼저 고친 다음 다시 확인하세요.",
        "Mend those listed first, then check again.",
    ),
)


BLANK = kind(
    "E322",
    ("꼭 채워야 하는 칸이 비어 있습니다.", "The cell is blank, but a value is required."),
    ("'{key}' 값을 적거나 행 전체를 지우세요.", "Fill in '{key}', or delete the whole row."),
)
TOTAL_ROW = kind(
    "E224",
    ("'{seen}'{seen:은는} 합계 행입니다.", "'{seen}' is a total row."),
    (
        "행을 지우세요. 합계는 계획이 계산합니다.",
        "Delete the row; the plan adds up by itself.",
    ),
)
REMARK_ROW = kind(
    "E227",
    (
        "'{seen}'{seen:은는} 자료가 아니라 설명인 것 같습니다.",
        "'{seen}' seems to be a remark and no data.",
    ),
    (
        "열 이름 행의 위나 note 열로 옮기거나 지우세요.",
        "Move it above the key row or to the column note, or delete it.",
    ),
)
MERGED = kind(
    "E317",
    ("자료 영역의 셀이 병합되어 있습니다({seen}).", "Cells of the data are merged ({seen})."),
    (
        "셀 병합을 해제하고 행마다 값을 적으세요.",
        "Unmerge them and write the value in every row.",
    ),
)


class _RowReader:
    """Reads the rows of one grid; collects what is wrong with their cells."""

    def __init__(self, grid: SheetGrid) -> None:
        self.grid = grid
        self.faults: list[Fault] = []
        self.guessed = 0
        self.columns = {column.key: column for column in grid.table.columns}
        kept = {c for key, c in grid.columns.items() if self.columns[key].kept}
        self.counting = kept | set(grid.attributes.values()) | {p.column for p in grid.periods}
        self.merged = _merged_cells(grid)
        words = Words("", "")
        self.attribute = Column("", "number", words, words, percent=True)
        self.each = grid.table.each or self.attribute

    def counts(self, number: int) -> bool:
        """Whether anything but a remark stands in the row."""
        return not self.counting.isdisjoint(self.grid.sheet.rows[number])

    def read(self, number: int) -> Row:
        """One row."""
        row = Row(self.grid, number)
        row.broken.update(key for key in self.grid.table.required if key not in self.grid.columns)
        cells = self.grid.sheet.rows[number]
        if self._is_total(row, cells):
            row.broken.update(self.columns)
            self.faults.append(TOTAL_ROW.at(row.spot(self.grid.table.required[0])))
            return row
        if remark := self._remark(cells):
            row.broken.update(self.columns)
            self.faults.append(REMARK_ROW.at(self.grid.spot(number, remark)))
            return row
        for key, place in self.grid.columns.items():
            self._read_column(row, key, cells.get(place))
        for name, place in self.grid.attributes.items():
            value = self._value(row, name, place, cells.get(place), self.attribute)
            if value is not None:
                row.attributes[name] = value
        self._read_periods(row, cells)
        return row

    def _is_total(self, row: Row, cells: dict[int, Cell]) -> bool:
        """A sum under an id, where what else a row must say is blank."""
        first, *others = (self.grid.columns.get(key, 0) for key in self.grid.table.required)
        name = cells.get(first)
        return bool(name and not all(map(cells.get, others)) and is_total(name.shown))

    def _remark(self, cells: dict[int, Cell]) -> int:
        """The first cell of a row that only explains: a note below the data, units; 0 of others."""
        filled = [place for place in sorted(self.counting) if place in cells]
        if any(cells[place].kind != "text" for place in filled):
            return 0
        first = self.grid.columns.get(self.grid.table.required[0], 0)
        if len(filled) == 1:
            alone = filled[0] != first or is_remark(cells[first].shown)
            return filled[0] if alone else 0
        numeric = {c for key, c in self.grid.columns.items() if self.columns[key].numeric}
        counted = (numeric | {period.column for period in self.grid.periods}) & set(filled)
        words = all(number_in(cells[place].shown.strip()) is None for place in counted)
        return filled[0] if first not in filled and counted and words else 0

    def _read_column(self, row: Row, key: str, cell: Cell | None) -> None:
        column = self._column(row, key)
        if not column.kept:
            return
        value = self._value(row, key, self.grid.columns[key], cell, column)
        if value is not None:
            row.values[key] = value
        elif column.required and key not in row.broken:
            row.broken.add(key)
            self.faults.append(BLANK.at(row.spot(key), key=key))

    def _column(self, row: Row, key: str) -> Column:
        """The column's declaration; some cells depend on a choice that stands in the row."""
        column = self.columns[key]
        decides = row.cell(column.by) if column.by else None
        if decides is None:
            return column
        return column.read_by(typed(decides, self.columns[column.by]).value)

    def _read_periods(self, row: Row, cells: dict[int, Cell]) -> None:
        for period in self.grid.periods:
            cell = cells.get(period.column)
            if cell is None and not self.merged:
                continue
            if cell and not self.merged and _is_plain(cell, self.each.high):
                row.cells[period] = cell.value  # type: ignore[assignment]
                continue
            value = self._value(row, period.key, period.column, cell, self.each)
            if value is not None:
                row.cells[period] = value

    def _value(self, row: Row, key: str, place: int, cell: Cell | None, column: Column) -> Any:
        """The typed value, None for a blank or broken cell; what is wrong is noted."""

        def spot() -> Spot:
            return row.spot(key) if key in self.columns else self.grid.spot(row.number, place, key)

        if area := self.merged.get((row.number, place)):
            row.broken.add(key)
            if cell:
                # Only the first cell of a merged area holds something: one fault per area.
                self.faults.append(MERGED.at(dataclasses.replace(spot(), seen=area)))
            return None
        if cell is None:
            return None
        found = typed(cell, column)
        if found.kind:
            self.guessed += found.guess is not None
            self.faults += found.faults(spot(), guessed=self.guessed <= SHOWN_PER_COLUMN)
        if found.broken:
            row.broken.add(key)
        return found.value


def _is_plain(cell: Cell, most: float | None) -> bool:
    """Whether a period's cell holds a number that nothing could be wrong with."""
    number = cell.kind == "number" and not cell.percent
    return number and is_ordinary(cell.value, most)  # type: ignore[arg-type]


def _merged_cells(grid: SheetGrid) -> dict[tuple[int, int], str]:
    """Cells of merged areas below the key row that hold something, with the area's address."""
    cells = {}
    for top, left, bottom, right in grid.sheet.merged:
        holds = grid.sheet.rows.get(top, {}).get(left)
        if top <= grid.key_row or not holds:
            continue
        area = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells[row, column] = area
    return cells


def attribute_key(name: str) -> str:
    """The name of an attribute column, with or without ``attr:`` before it, as compared."""
    text = folded(name)
    return text[len(ATTRIBUTE) :].strip() if text.startswith(ATTRIBUTE) else text
