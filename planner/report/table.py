"""Plain tables with live totals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from planner.report.book import Page, wrapped_lines


@dataclass(frozen=True)
class GridColumn:
    """A heading with its unit, the style of the values, and whether they are added up below.

    ``span``: how many sheet columns it takes.
    """

    heading: str
    style: str = ""
    total: bool = False
    span: int = 1


@dataclass(frozen=True)
class Grid:
    """Where a written table stands: first and last row of its values, and its columns' places."""

    first: int
    last: int
    places: tuple[int, ...]
    end: int
    """The first row below the table."""

    def area(self, page: Page, column: int, most: int | None = None) -> str:
        """Return the cells of one column, or its ``most`` first ones, for a chart."""
        place = self.places[column]
        last = self.last if most is None else min(self.last, self.first + most - 1)
        return page.area(self.first, place, last, place)

    def across(self, page: Page, row: int, ends: tuple[int, int] = (1, -1)) -> str:
        """Return the cells of one row of the sheet, from one column to another, for a chart."""
        first, last = (self.places[column] for column in ends)
        return page.area(row, first, row, last)


def write_table(
    page: Page,
    at: tuple[int, int],
    columns: Sequence[GridColumn],
    rows: Sequence[Sequence[Any]],
    total: str = "",
) -> Grid:
    """Write headings, rows and, if ``total`` names it, live sums; ``at`` is (row, column)."""
    top, left = at
    places = tuple(left + sum(c.span for c in columns[:i]) for i in range(len(columns)))
    _headings(page, top, columns, places)
    for row, values in enumerate(rows, top + 1):
        for column, place, value in zip(columns, places, values, strict=True):
            _spread(page, row, (place, column.span), value, ("cell", *_styles(column)))
    first, last = top + 1, top + max(1, len(rows))
    if not (total and rows):
        return Grid(first, last, places, top + 1 + len(rows))
    for i, (column, place) in enumerate(zip(columns, places, strict=True)):
        styles = ("cell", *_styles(column), "total")
        _spread(page, last + 1, (place, column.span), total if i == 0 else None, styles)
        if column.total:
            numbers = [row[i] for row in rows if row[i] is not None]
            cells = xl_range(first, place, last, place)
            page.formula(last + 1, place, f"=SUM({cells})", math.fsum(numbers), *styles)
    return Grid(first, last, places, last + 2)


@dataclass(frozen=True)
class Matrix:
    """Rows of numbers over columns of one kind."""

    labels: Sequence[Sequence[Any]]
    """The texts left of each row."""
    label_headings: Sequence[str]
    headings: Sequence[str]
    values: Sequence[Sequence[float | None]]
    style: str
    row_total: str = ""
    """Heading of the sum at the right; empty: none."""
    column_total: str = ""
    """Label of the sum below; empty: none."""


def write_matrix(page: Page, at: tuple[int, int], matrix: Matrix) -> Grid:
    """Write a matrix with live sums at the right and below; ``at`` is (row, column)."""
    top, left = at
    texts = [GridColumn(heading) for heading in matrix.label_headings]
    numbers = [
        GridColumn(heading, matrix.style, bool(matrix.column_total)) for heading in matrix.headings
    ]
    rows = [[*label, *values] for label, values in zip(matrix.labels, matrix.values, strict=True)]
    table = write_table(page, at, [*texts, *numbers], rows, matrix.column_total)
    if not matrix.row_total:
        return table
    start, place = left + len(texts), left + len(texts) + len(numbers)
    page.put(top, place, matrix.row_total, "head")
    for row in range(table.first, table.end):
        below = row > table.last
        cells = xl_range(row, start, row, place - 1)
        known = (
            [v for line in matrix.values for v in line]
            if below
            else matrix.values[row - table.first]
        )
        value = math.fsum(v for v in known if v is not None)
        styles = ("cell", matrix.style, *(("total",) if below else ("bold",)))
        page.formula(row, place, f"=SUM({cells})", value, *styles)
    return Grid(table.first, table.last, (*table.places, place), table.end)


def cell(row: int, column: int) -> str:
    """Return ``B7``."""
    return xl_rowcol_to_cell(row, column)


def _headings(page: Page, row: int, columns: Sequence[GridColumn], places: tuple[int, ...]) -> None:
    deepest = 1
    for column, place in zip(columns, places, strict=True):
        _spread(page, row, (place, column.span), column.heading, ("head",))
        deepest = max(deepest, wrapped_lines(column.heading, 12 * column.span))
    page.sheet.set_row(row, 16 * max(deepest, 1) + 4)


def _styles(column: GridColumn) -> tuple[str, ...]:
    return tuple(column.style.split()) if column.style else ()


def _spread(
    page: Page, row: int, where: tuple[int, int], value: Any, styles: tuple[str, ...]
) -> None:
    place, span = where
    if isinstance(value, str | bool) and "head" not in styles:
        styles = (*styles, "text")
    if span > 1:
        page.join(row, (place, place + span - 1), value, *styles)
    else:
        page.put(row, place, value, *styles)
