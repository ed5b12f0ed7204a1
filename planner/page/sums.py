"""What the live sums of a grid come to, whoever writes them."""

import math
from collections.abc import Sequence

from planner.page.grid import Grid, GridCell

Lines = Sequence[Sequence[GridCell]]
"""The cells of a grid's rows."""


def summed_places(grid: Grid) -> list[int]:
    """Places of the columns that the sums at the right add up."""
    if grid.summed:
        return [grid.column(key) for key in grid.summed]
    return [place for place, column in enumerate(grid.columns) if column.total]


def row_sum(grid: Grid, cells: Sequence[GridCell]) -> float:
    """The sum at the right of a row."""
    return math.fsum(_amount(cells, place) for place in summed_places(grid))


def column_sum(grid: Grid, lines: Lines, place: int) -> float:
    """The sum below a column; rows that are taken off count against it."""
    off = grid.taken_off or (lambda row: False)
    return math.fsum(
        -_amount(cells, place) if off(row) else _amount(cells, place)
        for row, cells in zip(grid.rows, lines, strict=True)
    )


def whole_sum(grid: Grid, lines: Lines) -> float:
    """The sum at the right of the total."""
    return math.fsum(column_sum(grid, lines, place) for place in summed_places(grid))


def _amount(cells: Sequence[GridCell], place: int) -> float:
    """Texts, dates, yes and no count nothing, as in Excel."""
    value = cells[place].value if place < len(cells) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if math.isfinite(value) else 0.0
