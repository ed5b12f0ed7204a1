"""Drawings as data: they name the grids and columns that they show, never cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

HALF, FULL = (560, 325), (1138, 360)
"""Pixels of a drawing over six and over twelve columns of a front page."""


@dataclass(frozen=True)
class Down:
    """Values down a column of a grid, ``count`` rows from ``first`` on; None: up to the last.

    ``first`` may lie below the rows: then it counts on into the grid's foot.
    """

    grid: str
    column: str
    first: int = 0
    count: int | None = None

    def rows(self, rows: int, foot: int = 0) -> range:
        """The rows it names in a grid of so many, with so many below in its foot; at least one."""
        left = (rows if self.first < rows else rows + foot) - self.first
        count = left if self.count is None else min(self.count, left)
        return range(self.first, self.first + max(1, count))


@dataclass(frozen=True)
class Over:
    """Values over a row of a grid, from one column to another, both included.

    ``row`` None: the headings; a row behind the last: the grid's foot.
    """

    grid: str
    row: int | None
    first: str
    last: str


Cells = Down | Over
Marker = Literal["none", "circle", "diamond", "square"]


@dataclass(frozen=True)
class Series:
    """One series of columns, bars or a line: its name, names and values, its colour.

    ``points``: a colour for each value instead of one for all. ``labels``: number format of data
    labels; empty: none. ``hidden``: it only lifts what is stacked on it.
    """

    name: str
    names: Cells
    values: Cells
    colour: str
    points: tuple[str, ...] = ()
    line: bool = False
    labels: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Chart:
    """Columns, bars or lines over names. ``size`` in pixels; ``number``: format of the values.

    ``about``: what it shows, for a reader who cannot see it. ``signed``: values lie on both sides
    of zero, bars of one row lie over each other. ``scale``: bars with a value axis and its grid.
    ``limits``: ends of the value axis; None: as the values ask. ``along``: title of the axis of
    names; empty: they say themselves what they are. ``titled`` False: the heading above it says
    the title.
    """

    title: str
    about: str
    series: tuple[Series, ...]
    size: tuple[int, int] = (520, 300)
    number: str = "#,##0"
    unit: str = ""
    along: str = ""
    kind: Literal["column", "bar"] = "column"
    stacked: Literal["", "stacked", "percent_stacked"] = ""
    legend: bool = True
    signed: bool = False
    scale: bool = False
    limits: tuple[float | None, float | None] = (0.0, None)
    titled: bool = True


@dataclass(frozen=True)
class Track:
    """Points of a scatter. ``width`` 0: no line joins them.

    ``drop``: a thin line from each point down to the axis.
    """

    name: str
    x: Cells
    y: Cells
    colour: str
    width: float = 2.0
    marker: Marker = "none"
    size: int = 6
    dashed: bool = False
    drop: bool = False


@dataclass(frozen=True)
class XAxis:
    """The x axis of a scatter. ``reverse``: the largest stands at the left."""

    title: str
    number: str = "General"
    limits: tuple[float | None, float | None] = (None, None)
    reverse: bool = False


@dataclass(frozen=True)
class Scatter:
    """Points and lines over two numbers."""

    title: str
    about: str
    tracks: tuple[Track, ...]
    across: XAxis
    size: tuple[int, int] = HALF
    number: str = "#,##0"
    limits: tuple[float | None, float | None] = (0.0, None)


@dataclass(frozen=True)
class Fan:
    """Bands between percentiles, from 0 up, with the median and the target over them.

    ``bands``: heights of the four bands; the first one is not seen. ``named``: names of the outer
    and the inner band, the median and the target.
    """

    title: str
    about: str
    names: Cells
    bands: tuple[Cells, Cells, Cells, Cells]
    median: Cells
    target: Cells | None
    named: tuple[str, str, str, str]
    size: tuple[int, int] = (680, 300)


Drawing = Chart | Scatter | Fan


def row_series(
    grid: str, rows: Sequence[tuple[str, str]], ends: tuple[str, str], first: int = 0
) -> list[Series]:
    """A series for each row of a grid from ``first`` on (its name and colour), over headings."""
    heads = Over(grid, None, *ends)
    return [
        Series(name, heads, Over(grid, row, *ends), colour)
        for row, (name, colour) in enumerate(rows, first)
    ]
