"""What drawings name, looked up: numbers and names down a column or over a row of a grid."""

import datetime as dt
import math
from collections.abc import Iterable

from planner.page.drawing import Cells, Down
from planner.page.grid import Grid, GridCell, GridColumn, as_cell
from planner.page.html.numbers import shown
from planner.page.look import NUMBERS
from planner.words import Language

_FIRST_DAY = dt.date(1899, 12, 30)
_NOISE = 1e-12


class Values:
    """The grids of a page, by key, whose cells drawings name."""

    def __init__(self, grids: Iterable[Grid], language: Language) -> None:
        self.language = language
        self._grids = {grid.key: grid for grid in grids}
        self._rows: dict[str, list[list[GridCell]]] = {}

    def numbers(self, cells: Cells) -> list[float | None]:
        """The numbers of cells, dates as Excel's days; None where there is none."""
        return [_number(cell) for cell, _ in self._found(cells)]

    def names(self, cells: Cells) -> list[str]:
        """The texts of cells, as they are shown."""
        return [self._text(cell, column) for cell, column in self._found(cells)]

    def _found(self, cells: Cells) -> list[tuple[GridCell, GridColumn | None]]:
        """Cells, and the column whose format they have; raises KeyError for an unknown grid."""
        if cells.grid not in self._grids:
            raise KeyError(f"no grid {cells.grid!r} on this page: {list(self._grids)}")
        grid = self._grids[cells.grid]
        if isinstance(cells, Down):
            place = grid.column(cells.column)
            return [
                self._cell(grid, row, place) for row in cells.rows(len(grid.rows), len(grid.foot))
            ]
        places = range(grid.column(cells.first), grid.column(cells.last) + 1)
        return [self._cell(grid, cells.row, place) for place in places]

    def _cell(self, grid: Grid, row: int | None, place: int) -> tuple[GridCell, GridColumn | None]:
        column = grid.columns[place]
        if row is None:
            return as_cell(column.heading), None
        behind = row - len(grid.rows)
        if behind < 0:
            cells = self._of(grid)[row]
            return (cells[place] if place < len(cells) else GridCell(None)), column
        foot = grid.foot[behind] if behind < len(grid.foot) else {}
        return as_cell(foot.get(column.key)), None

    def _of(self, grid: Grid) -> list[list[GridCell]]:
        if grid.key not in self._rows:
            self._rows[grid.key] = list(grid.cells())
        return self._rows[grid.key]

    def _text(self, cell: GridCell, column: GridColumn | None) -> str:
        name = cell.format
        if name is None:
            name = column.format if column is not None else ""
        return shown(cell.value, NUMBERS[name] if name else "", self.language)


def _number(cell: GridCell) -> float | None:
    value = cell.value
    if isinstance(value, dt.date):
        return float((dt.date(value.year, value.month, value.day) - _FIRST_DAY).days)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value) if abs(value) > _NOISE else 0.0
