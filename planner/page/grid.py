"""Tables as data: keyed columns that know their heading, value, format, width and conditions."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from planner.page.conditions import Apart, Condition
from planner.page.look import known

Value = str | float | dt.date | None
"""What a cell holds; yes and no are written in the reader's language."""


@dataclass(frozen=True)
class GridCell:
    """A value that looks otherwise than its column.

    ``format``: a number format of its own (a name in ``look.NUMBERS``). ``look``: names of
    ``look.STYLES`` put on top, such as ``"bad bold"``. ``rest``: it takes all columns up to the
    last one.
    """

    value: Value
    look: str = ""
    format: str | None = None
    rest: bool = False


@dataclass(frozen=True)
class OnPaper:
    """What is printed of a long and wide grid, the last block of its page.

    Its first ``rows``, and its columns up to ``last``.
    """

    rows: int
    last: str


Foot = dict[str, "Value | GridCell"]
"""Cells of one row below a table, by column key."""


@dataclass(frozen=True)
class Fit:
    """A width by content, in characters: as wide as the longest text, between two bounds."""

    least: float = 10
    most: float = 46


@dataclass(frozen=True)
class GridColumn:
    """One column: its key, its heading, and what it shows of a row.

    ``of``: a row's value or cell; None: the row's attribute of the key's name. ``format``: a name
    in ``look.NUMBERS``; empty: text. ``look``: names of ``look.STYLES``. ``total``: added up
    below, and at the right where the grid has a ``row_sum``. ``span``: how many columns of the
    sheet it takes. ``width``: in characters; None: as the page has it, else by content.
    ``largest``: live, the largest number of the row from one column to another. Raises ValueError
    for a format or look that there is not.
    """

    key: str
    heading: str | GridCell
    of: Callable[[Any], Value | GridCell] | None = None
    format: str = ""
    look: str = ""
    total: bool = False
    span: int = 1
    width: float | Fit | None = None
    conditions: tuple[Condition, ...] = ()
    largest: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        known(f"column {self.key}", self.format, self.look)

    def cell(self, row: Any) -> GridCell:
        """What it shows of a row."""
        return as_cell(getattr(row, self.key) if self.of is None else self.of(row))


@dataclass(frozen=True)
class ExcelTable:
    """A real Excel table: filters, a name for formulas, and a total that follows the filters.

    ``name`` empty: Excel gives one. ``banded``: every second row is shaded.
    """

    name: str = ""
    banded: bool = True


@dataclass(frozen=True)
class Grid:
    """Rows under keyed columns. ``key`` is what drawings call it by; unique on its page.

    ``total`` labels a row of live sums; empty: there is none. ``taken_off``: rows that the sums
    subtract. ``row_sum`` is the heading of live sums at the right, of the columns with a ``total``
    or ``summed``. ``foot``: rows below the total, by column key, that belong to no sum.
    ``remark``: lines under the table. ``conditions`` colour all numbers together. ``pinned``: how
    many columns stay in view, with the heading, when the sheet is scrolled; ``repeated``: the
    heading is printed on every page. ``filtered``: the heading has filter buttons. ``above``: a
    heading over the columns behind the first one. ``paper``: what is printed of it; None: all.
    """

    key: str
    columns: tuple[GridColumn, ...]
    rows: Sequence[Any]
    total: str = ""
    taken_off: Callable[[Any], bool] | None = None
    row_sum: str = ""
    summed: tuple[str, ...] = ()
    foot: tuple[Foot, ...] = ()
    remark: str = ""
    conditions: tuple[Condition, ...] = ()
    pinned: int | None = None
    repeated: bool = False
    filtered: bool = False
    table: ExcelTable | None = None
    above: str = ""
    paper: OnPaper | None = None

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) < len(keys):
            raise ValueError(f"grid {self.key}: two columns have one key: {keys}")
        if any(column.total for column in self.columns) and not (self.total or self.row_sum):
            raise ValueError(f"grid {self.key}: columns are added up, but no total names the sums")

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The first sheet column of each column, counted from the left edge of the grid."""
        return tuple(sum(c.span for c in self.columns[:i]) for i in range(len(self.columns)))

    @property
    def across(self) -> int:
        """How many sheet columns it takes."""
        return sum(column.span for column in self.columns) + bool(self.row_sum)

    def column(self, key: str) -> int:
        """The place of a column among the columns. Raises KeyError with the known keys."""
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(f"grid {self.key} has no column {key!r}: {[c.key for c in self.columns]}")

    def cells(self) -> Iterator[list[GridCell]]:
        """The cells of each row; a cell that takes the rest of its row is the last one."""
        for row in self.rows:
            cells: list[GridCell] = []
            for column in self.columns:
                cells.append(column.cell(row))
                if cells[-1].rest:
                    break
            yield cells

    def coloured(self) -> Iterator[tuple[Condition, int, int]]:
        """Each condition, and the places of the first and the last column that it colours.

        Those of the grid colour all columns of numbers; ``Apart`` those behind the one it names.
        """
        for place, column in enumerate(self.columns):
            yield from ((condition, place, place) for condition in column.conditions)
        numbers = [place for place, column in enumerate(self.columns) if column.format]
        for condition in self.conditions if numbers else ():
            first = numbers[0]
            if isinstance(condition, Apart):
                first = self.column(condition.column) + 1
            yield condition, first, numbers[-1]

    def records(self) -> list[dict[str, Value]]:
        """The rows as plain data, by key: for JSON."""
        keys = [column.key for column in self.columns]
        return [
            {key: cell.value for key, cell in zip(keys, cells, strict=False)}
            for cells in self.cells()
        ]


@dataclass(frozen=True)
class Matrix:
    """Numbers of one kind over columns of one kind, such as periods.

    ``of``: the numbers of a row, one for each heading. ``row_total``, ``column_total``: heading
    and label of live sums at the right and below; empty: none.
    """

    key: str
    labels: tuple[GridColumn, ...]
    rows: Sequence[Any]
    headings: Sequence[str | GridCell]
    of: Callable[[Any], Sequence[float | GridCell | None]]
    format: str
    row_total: str = ""
    column_total: str = ""
    width: float | None = None
    foot: tuple[Foot, ...] = ()
    remark: str = ""
    conditions: tuple[Condition, ...] = ()
    pinned: int | None = None

    def grid(self) -> Grid:
        """The same as a grid, whose columns of numbers are called ``0``, ``1``, ..."""
        lines = [(row, tuple(self.of(row))) for row in self.rows]
        texts = [replace(label, of=partial(_label, label)) for label in self.labels]
        numbers = [
            GridColumn(
                key=str(i),
                heading=heading,
                of=partial(_number, i),
                format=self.format,
                total=bool(self.column_total),
                width=self.width,
            )
            for i, heading in enumerate(self.headings)
        ]
        return Grid(
            self.key,
            (*texts, *numbers),
            lines,
            total=self.column_total,
            row_sum=self.row_total,
            summed=tuple(column.key for column in numbers),
            foot=self.foot,
            remark=self.remark,
            conditions=self.conditions,
            pinned=self.pinned,
        )


def as_cell(value: Value | GridCell) -> GridCell:
    """The value as a cell."""
    return value if isinstance(value, GridCell) else GridCell(value)


def _label(label: GridColumn, line: tuple[Any, tuple[Any, ...]]) -> GridCell:
    return label.cell(line[0])


def _number(place: int, line: tuple[Any, tuple[Any, ...]]) -> float | GridCell | None:
    found: float | GridCell | None = line[1][place]
    return found
