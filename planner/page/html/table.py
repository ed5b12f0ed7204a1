"""Grids as rows of HTML cells: values as text, sums, looks, how many columns each takes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from planner.page.grid import Grid, GridCell, GridColumn, as_cell
from planner.page.html.numbers import shown
from planner.page.html.rules import Paint, paints
from planner.page.look import NUMBERS
from planner.page.sums import column_sum, row_sum, summed_places, whole_sum
from planner.words import Language
from planner.words.width import display_width

LONG_GRID = 60
"""Rows above which a grid scrolls in a box of its own."""
_SHORT_GRID = 14
"""Rows up to which a grid is not cut by a page's end."""
_NARROW = 8
"""Columns above which the first one stays in view when the others are scrolled."""
_LONG_TEXT = 30
"""Columns of a text above which it wraps."""
_SCREEN = "screen"
"""Class of what is not printed."""
_ALIGNED = ("centre", "left")
_MONTH = 7
_LONG_HEADING = 10
"""Columns of a heading above which its column is not narrow."""
_PAPER = 785.0
"""Points across A4, lying, between its margins."""
_LARGEST, _SMALLEST = 8.5, 3.0
"""Points of a table's text on paper."""
_SIGN, _PADDING = 0.56, 1.3
"""Width of a sign and of a cell's padding, as parts of the text's size."""


@dataclass(frozen=True)
class Box:
    """One cell: its text, its CSS classes and style, the columns and rows it takes.

    ``scope``: row or col of a heading cell.
    """

    text: str
    classes: str = ""
    css: str = ""
    across: int = 1
    down: int = 1
    scope: str = ""


Line = list[Box]


@dataclass(frozen=True)
class TableView:
    """A grid ready to be written. ``paper``: points of its text on paper."""

    head: list[Line]
    body: list[Line]
    foot: list[Line]
    remark: str
    classes: str
    paper: float


def table_view(grid: Grid, language: Language) -> TableView:
    """All cells of a grid, in the reader's language."""
    return _Maker(grid, language).view()


class _Maker:
    def __init__(self, grid: Grid, language: Language) -> None:
        self.grid = grid
        self.language = language
        self.rows = list(grid.cells())
        self.paints = paints(grid, self.rows)
        self.across = len(grid.columns) + bool(grid.row_sum)
        self.summed = summed_places(grid)

    def view(self) -> TableView:
        grid = self.grid
        heads, feet = self.heads(), self.feet()
        body = [self.line(row, cells) for row, cells in enumerate(self.rows)]
        if grid.paper is not None:
            rows, columns = grid.paper.rows, grid.column(grid.paper.last) + 1
            cut = [_screen(line, 0 if rows < len(body) else columns) for line in feet]
            heads, feet = [_screen(line, columns) for line in heads], cut
            body = [_screen(line, columns if i < rows else 0) for i, line in enumerate(body)]
        lines = [*heads, *body, *feet]
        flags = {
            "long": len(self.rows) > LONG_GRID,
            "short": len(self.rows) <= _SHORT_GRID,
            "banded": grid.table is not None and grid.table.banded,
            "pinned": bool(grid.pinned) or self.across > _NARROW,
        }
        return TableView(
            heads,
            body or [[Box("", across=self.across)]],
            feet,
            grid.remark,
            " ".join(name for name, holds in flags.items() if holds),
            _paper(lines, self.across),
        )

    def heads(self) -> list[Line]:
        first, *others = [self.head(column) for column in self.grid.columns]
        if self.grid.row_sum:
            others.append(Box(self.grid.row_sum, "number l-head", scope="col"))
        if not self.grid.above:
            return [[first, *others]]
        over = Box(self.grid.above, "centre l-head", across=max(1, len(others)), scope="colgroup")
        corner = Box(first.text, first.classes, down=2, scope="col")
        return [[corner, over], others]

    def head(self, column: GridColumn) -> Box:
        cell = as_cell(column.heading)
        text = shown(cell.value, NUMBERS.get(cell.format or "", ""), self.language)
        kind = "number" if column.format else "text"
        kind = f"{kind} broad" if display_width(text) > _LONG_HEADING else kind
        # A browser would break 2027-01 behind its dash.
        kind = f"{kind} whole" if len(text) <= _MONTH and " " not in text else kind
        aligned = " ".join(name for name in column.look.split() if name in _ALIGNED)
        return Box(text, f"{kind} {_classes('head', aligned, cell.look)}", scope="col")

    def line(self, row: int, cells: Sequence[GridCell]) -> Line:
        line = [
            self.box(self.grid.columns[i], cell, self.paints.get((row, i), Paint()), i)
            for i, cell in enumerate(cells)
        ]
        if cells and cells[-1].rest:
            return line
        line += [Box("", "l-cell")] * (len(self.grid.columns) - len(line))
        if self.grid.row_sum:
            line.append(self.sum(row_sum(self.grid, cells), "cell bold"))
        return line

    def box(self, column: GridColumn, cell: GridCell, paint: Paint, place: int) -> Box:
        text = self.text(cell, column.format)
        looks = ("cell", column.look, cell.look, paint.look)
        across = self.across - place if cell.rest else 1
        scope = "row" if place == 0 and isinstance(cell.value, str) and cell.value else ""
        return Box(text, f"{_kind(cell, text)} {_classes(*looks)}", paint.css, across, scope=scope)

    def text(self, cell: GridCell, usual: str) -> str:
        name = usual if cell.format is None else cell.format
        return shown(cell.value, NUMBERS[name] if name else "", self.language)

    def sum(self, value: float, looks: str, format_name: str = "") -> Box:
        name = format_name or (self.grid.columns[self.summed[0]].format if self.summed else "")
        return Box(self.text(GridCell(value), name), f"number {_classes(looks)}")

    def feet(self) -> list[Line]:
        total = [self.total()] if self.grid.total and self.rows else []
        return [*total, *(self.foot({k: as_cell(v) for k, v in f.items()}) for f in self.grid.foot)]

    def total(self) -> Line:
        grid = self.grid
        line = [
            self.sum(column_sum(grid, self.rows, i), f"cell {column.look} total", column.format)
            if column.total
            else Box("", _classes("cell", "total"))
            for i, column in enumerate(grid.columns)
        ]
        line[0] = line[0] if grid.columns[0].total else Box(grid.total, "text l-total", scope="row")
        if grid.row_sum:
            line.append(self.sum(whole_sum(grid, self.rows), "cell total"))
        return line

    def foot(self, cells: dict[str, GridCell]) -> Line:
        """A text runs on over the blank cells behind it."""
        starts = sorted((self.grid.column(key), cell) for key, cell in cells.items())
        line = [Box("", "l-cell")] * (starts[0][0] if starts else self.across)
        ends = [*(place for place, _ in starts[1:]), self.across]
        for (place, cell), end in zip(starts, ends, strict=True):
            text = self.text(cell, "")
            across = end - place if isinstance(cell.value, str) else 1
            line.append(Box(text, f"{_kind(cell, text)} {_classes('cell', cell.look)}", "", across))
            line += [Box("", "l-cell")] * (end - place - across)
        return line


def _screen(line: Line, first: int) -> Line:
    """The line with its boxes from ``first`` on for the screen alone."""
    hidden = [replace(box, classes=f"{box.classes} {_SCREEN}") for box in line[first:]]
    return [*line[:first], *hidden]


@lru_cache(maxsize=1024)
def _classes(*looks: str) -> str:
    return " ".join(f"l-{name}" for look in looks for name in look.split())


def _kind(cell: GridCell, text: str) -> str:
    if isinstance(cell.value, int | float | dt.date) and not isinstance(cell.value, bool):
        return "number"
    return "text wide" if display_width(text) > _LONG_TEXT or "\n" in text else "text"


def _paper(lines: Sequence[Line], across: int) -> float:
    """Points of a text with which the table is as wide as the paper, at most the usual ones."""
    widths = [4] * across
    for line in lines:
        if len(line) == across:
            for i, box in enumerate(line):
                if box.classes.endswith(_SCREEN):
                    continue
                signs = min(max(map(display_width, box.text.split()), default=0), _LONG_TEXT)
                whole = display_width(box.text) if "number" in box.classes else signs
                widths[i] = max(widths[i], whole)
    return min(max(_PAPER / (_SIGN * sum(widths) + _PADDING * across), _SMALLEST), _LARGEST)
