"""Where a sheet's key row is, and what stands in which column."""

import unicodedata
from collections.abc import Mapping

from models.edit import ATTRIBUTE, EACH
from models.selector import folded
from planner.schema.column import Table
from planner.words import Words
from planner.workbook.cells import NOT_CALCULATED
from planner.workbook.codes import months_of, period_key
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.grids import KEY_ROW_WITHIN, PeriodColumn, SheetGrid
from planner.workbook.guesses import (
    did_you_mean,
    is_total,
    looks_like_period,
    nearest,
    period_hint,
    tidy,
)
from planner.workbook.numbers import number_in
from planner.workbook.sheets import Cell, Sheet, column_letters


def key_row_of(table: Table, sheet: Sheet) -> int:
    """The last of the first 20 rows that holds the keys; 0 if none does."""
    rows = range(1, KEY_ROW_WITHIN + 1)
    return max((row for row in rows if _holds_keys(table, sheet.rows.get(row, {}))), default=0)


def _holds_keys(table: Table, cells: Mapping[int, Cell]) -> bool:
    """All required keys and, as one word may stand anywhere, two keys or a key and a period."""
    # Of every table and every sheet this is asked for twenty rows, most of them blank.
    if not cells:
        return False
    texts = {folded(cell.shown) for cell in cells.values()}
    if not {folded(key) for key in table.required} <= texts:
        return False
    known = {folded(column.key) for column in table.columns} | ({EACH} if table.periods else set())
    return len(texts & known) > 1 or bool(table.periods and any(map(months_of, cells.values())))


def _key_row_again(table: Table, sheet: Sheet) -> tuple[int, int] | None:
    """The first two rows that hold the keys although rows between them are filled; or None."""
    first, before, filled = folded(table.required[0]), 0, False
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        named = any(folded(cell.shown) == first for cell in cells.values() if cell.kind == "text")
        if named and _holds_keys(table, cells):
            if filled:
                return before, number
            before = number
        elif before:
            filled = filled or _column_of(first, sheet.rows[before]) in cells
    return None


def _column_of(key: str, cells: Mapping[int, Cell]) -> int:
    return next((column for column, cell in cells.items() if folded(cell.shown) == key), 0)


def _likely_key_row(table: Table, sheet: Sheet) -> int:
    """The row with the most keys, if it has at least two (or all but one); 0 if none."""
    known = {folded(column.key) for column in table.columns}
    counts = {
        row: len(known & {folded(cell.shown) for cell in sheet.rows.get(row, {}).values()})
        for row in range(1, KEY_ROW_WITHIN + 1)
    }
    best = max(counts, key=lambda row: (counts[row], row))
    return best if counts[best] >= min(2, max(len(table.required) - 1, 1)) else 0


NO_KEY_ROW = kind(
    "E204",
    (
        "처음 20행 안에 열 이름 행이 없습니다.",
        "None of the first 20 rows holds the column keys.",
    ),
    ("{mend_ko}", "{mend_en}"),
)


_WRITE_KEYS = Words(
    "표 바로 위 행에 {} 열 이름을 적으세요.",
    "Write the keys {} in one row above the data.",
)
_LIFT_KEYS = Words(
    "열 이름이 {}행에 있습니다. 그 위의 행을 지워 20행 안으로 올리세요.",
    "They stand in row {}: delete rows above it, so that it comes within the first 20.",
)
KEYS_AGAIN = kind(
    "E220",
    (
        "열 이름 행이 {first}행과 {second}행에 두 번 있고, 그 사이에 자료가 있습니다.",
        "The column keys stand in row {first} and again in row {second}, with data between.",
    ),
    (
        "{second}행을 지워 자료를 한 열 이름 행 아래에 모으세요. 열이 서로 다르면 먼저 맞추세요.",
        "Delete row {second}, so that all data stand below one key row; if the columns differ, "
        "bring them into one order first.",
    ),
)


def grid_of(table: Table, sheet: Sheet) -> tuple[SheetGrid | None, list[Fault]]:
    """The table on a sheet, None without a key row; and what is wrong with its columns."""
    if again := _key_row_again(table, sheet):
        column = _column_of(folded(table.required[0]), sheet.rows[again[1]])
        spot = Spot(sheet.name, f"{column_letters(column)}{again[1]}", seen=table.required[0])
        return None, [KEYS_AGAIN.at(spot, first=again[0], second=again[1])]
    key_row = key_row_of(table, sheet) or _likely_key_row(table, sheet)
    if not key_row:
        spot = Spot(sheet=sheet.name)
        deep = next((row for row in sorted(sheet.rows) if _holds_keys(table, sheet.rows[row])), 0)
        words, value = (_LIFT_KEYS, deep) if deep else (_WRITE_KEYS, ", ".join(table.required))
        mend = Words(*(text.format(value) for text in words))
        return None, [NO_KEY_ROW.at(spot, mend_ko=mend.ko, mend_en=mend.en)]
    columns = _Columns(table, sheet, key_row)
    grid = columns.grid()
    faults = [*columns.faults, *_missing_columns(grid, columns.unknown)]
    return grid, faults


DUPLICATE_COLUMN = kind(
    "E208",
    ("열 '{seen}'{seen:이가} {other}에도 있습니다.", "Column '{seen}' stands in {other} too."),
    ("둘 중 하나를 지우거나 이름을 바꾸세요.", "Delete or rename one of the two."),
)
BAD_PERIOD_COLUMN = kind(
    "E210",
    ("'{seen}'{seen:은는} 기간을 뜻하는 열 이름이 아닙니다.", "'{seen}' is not a period."),
    (
        "2027, 2027-Q1, 2027-01, each 가운데 하나로 적으세요.{hint_ko}",
        "Write 2027, 2027-Q1, 2027-01 or each.{hint_en}",
    ),
)
DUPLICATE_PERIOD = kind(
    "E209",
    (
        "'{seen}' 기간은 {other}에도 있습니다.",
        "The period '{seen}' stands in {other} too.",
    ),
    ("기간마다 열을 하나만 두세요.", "Keep one column per period."),
)


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
        self.placed: dict[str | tuple[int | None, int | None], int] = {}
        for column, cell in sorted(sheet.rows.get(key_row, {}).items()):
            self._sort(column, cell)

    def grid(self) -> SheetGrid:
        """What was found."""
        return SheetGrid(
            self.table, self.sheet, self.key_row, self.columns, self.attributes, tuple(self.periods)
        )

    def _sort(self, column: int, cell: Cell) -> None:
        if cell.kind == "formula":
            self.faults.append(NOT_CALCULATED.at(self._spot(column)))
            return
        text = tidy(unicodedata.normalize("NFKC", cell.shown))
        key = self.keys.get(folded(text))
        if key:
            self._once(self.columns, key, folded(key), column)
        elif self.table.attributes and folded(text).startswith(ATTRIBUTE):
            name = text[len(ATTRIBUTE) :].strip()
            self._once(self.attributes, name, f"{ATTRIBUTE}{folded(name)}", column)
        elif self.table.periods and self._is_period(column, cell, text):
            pass
        else:
            self.unknown.append(column)

    def _once(self, columns: dict[str, int], key: str, compared: str, column: int) -> None:
        first = self.placed.setdefault(compared, column)
        if first == column:
            columns[key] = column
        else:
            other = f"{column_letters(first)}{self.key_row}"
            self.faults.append(DUPLICATE_COLUMN.at(self._spot(column), other=other))

    def _is_period(self, column: int, cell: Cell, text: str) -> bool:
        months = months_of(cell)
        if months:
            self._add_period(PeriodColumn(column, period_key(*months), *months))
        elif folded(text) == EACH:
            self._add_period(PeriodColumn(column, EACH))
        elif looks_like_period(text):
            # A mistyped period left out silently would be demand left out silently.
            hint = period_hint(cell.shown)
            fault = BAD_PERIOD_COLUMN.at(self._spot(column), hint_ko=hint.ko, hint_en=hint.en)
            self.faults.append(fault)
        else:
            return False
        return True

    def _add_period(self, new: PeriodColumn) -> None:
        first = self.placed.setdefault((new.first, new.last), new.column)
        if first == new.column:
            self.periods.append(new)
        else:
            other = f"{column_letters(first)}{self.key_row}"
            self.faults.append(DUPLICATE_PERIOD.at(self._spot(new.column), other=other))

    def _spot(self, column: int) -> Spot:
        cell = self.sheet.rows[self.key_row][column]
        place = f"{column_letters(column)}{self.key_row}"
        return Spot(self.sheet.name, place, seen=cell.shown)


MISSPELLED_COLUMN = kind(
    "E207",
    (
        "'{seen}'{seen:은는} 이 표에 없는 열이고, 필요한 열 '{guess}'{guess:이가} 없습니다.",
        "'{seen}' is no column of this table, and the required column '{guess}' is missing.",
    ),
    ("'{guess}'{guess:으로} 고치세요.", "Did you mean '{guess}'? Write '{guess}'."),
)
LOST_NUMBERS = kind(
    "E219",
    (
        "'{seen}'{seen:은는} 이 표의 열도 기간도 아닌데 숫자가 들어 있습니다.",
        "'{seen}' is neither a column of this table nor a period, but it holds numbers.",
    ),
    (
        "{hint_ko} 기간이면 2027, 2027-Q1, 2027-01, each 가운데 하나로 적고, 읽지 않을 값이면 "
        "열 이름을 지우세요.",
        "{hint_en} Write a period such as 2027, 2027-Q1, 2027-01 or each; if the values are not "
        "meant to be read, clear this cell.",
    ),
)
COLUMN_LEFT_OUT = kind(
    "W226",
    (
        "'{seen}'{seen:은는} 이 표에 없는 열이라 아래의 값을 읽지 않았습니다.",
        "'{seen}' is no column of this table: the values below it were not read.",
    ),
    (
        "'{guess}' 열이면 '{guess}'{guess:으로} 고치고, 아니면 값을 지우세요.",
        "If '{guess}' is meant, write '{guess}'; if not, delete the values.",
    ),
    headline="left_out",
)
UNKNOWN_COLUMN = kind(
    "W206",
    ("'{seen}'{seen:은는} 이 표에 없는 열입니다.", "'{seen}' is no column of this table."),
    ("이 열은 읽지 않습니다.", "The column is not read."),
)
MISSING_COLUMN = kind(
    "E205",
    ("필요한 열 '{column}'{column:이가} 없습니다.", "The required column '{column}' is missing."),
    (
        "{row}행(열 이름 행)에 '{column}'{column:을를} 적고 아래에 값을 채우세요.",
        "Write '{column}' in row {row}, the key row, and fill in the values below.",
    ),
)


def _missing_columns(grid: SheetGrid, unknown: list[int]) -> list[Fault]:
    """Missing required columns and unknown ones; one misspelled for the other is one fault."""
    missing = [key for key in grid.table.required if key not in grid.columns]
    others = {
        word: column.key
        for column in grid.table.columns
        if column.key not in grid.columns
        for word in (*column.heading, column.key)
    }
    faults = []
    for column in unknown:
        spot = grid.spot(grid.key_row, column)
        guess = others.get(nearest(spot.seen, others), "")
        if guess in missing:
            missing.remove(guess)
            faults.append(MISSPELLED_COLUMN.at(spot, guess=guess))
        elif grid.table.periods and _holds_numbers(grid, column) and not is_total(spot.seen):
            hint = did_you_mean(spot.seen, [*others.values(), EACH])
            faults.append(LOST_NUMBERS.at(spot, hint_ko=hint.ko, hint_en=hint.en))
        elif guess and _plans(grid, guess) and _holds_values(grid, column):
            faults.append(COLUMN_LEFT_OUT.at(spot, guess=guess))
        else:
            faults.append(UNKNOWN_COLUMN.at(spot))
    spot = Spot(sheet=grid.sheet.name, cell=f"A{grid.key_row}")
    faults += [MISSING_COLUMN.at(spot, column=key, row=grid.key_row) for key in missing]
    return faults


def _plans(grid: SheetGrid, key: str) -> bool:
    column = grid.table.column(key)
    return column.kept and column.use == "plan"


def _holds_values(grid: SheetGrid, column: int) -> bool:
    return any(column in cells for row, cells in grid.sheet.rows.items() if row > grid.key_row)


def _holds_numbers(grid: SheetGrid, column: int) -> bool:
    """Whether numbers stand below a key that is not an attribute's: demand lost, or a capacity."""
    key = grid.sheet.rows[grid.key_row][column]
    cells = [cells.get(column) for row, cells in grid.sheet.rows.items() if row > grid.key_row]
    return not folded(key.shown).startswith(ATTRIBUTE) and any(
        cell is not None and (cell.kind == "number" or number_in(cell.shown.strip()) is not None)
        for cell in cells
    )
