"""A table found on a sheet: its key row, its columns and its periods."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.schema.column import Table
from planner.words import Words
from planner.workbook.faults import Spot
from planner.workbook.sheets import Sheet, column_letters

KEY_ROW_WITHIN = 20
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
class SheetGrid:
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
