"""Conditions worked out: which cells of a grid are coloured, and how."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from planner.page.conditions import Apart, Before, Condition, DataBar, Heat, Says, Signed
from planner.page.grid import Grid, GridCell, Value
from planner.page.look import tint

Place = tuple[int, int]
"""Row and column among the values of a grid, from 0."""


@dataclass(frozen=True)
class Paint:
    """What a condition puts on a cell: names of ``look.STYLES``, or CSS of its own."""

    look: str = ""
    css: str = ""


def paints(grid: Grid, rows: Sequence[Sequence[GridCell]]) -> dict[Place, Paint]:
    """The paint of each cell that meets a condition; the first that is met counts."""
    found: dict[Place, Paint] = {}
    for rule, first, last in grid.coloured():
        for place, paint in _painted(rule, grid, rows, range(first, last + 1)):
            found.setdefault(place, paint)
    return found


def number(value: Value) -> float | None:
    """The value where it is a number; yes and no are words."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _painted(
    rule: Condition, grid: Grid, rows: Sequence[Sequence[GridCell]], columns: range
) -> Iterator[tuple[Place, Paint]]:
    cells = {
        (row, column): cells[column].value
        for row, cells in enumerate(rows)
        for column in columns
        if column < len(cells)
    }
    if isinstance(rule, Heat):
        yield from _heat(rule, cells)
        return
    other = grid.column(rule.column) if isinstance(rule, Before | Apart) else 0
    for place, value in cells.items():
        line = rows[place[0]]
        paint = _met(rule, value, line[other].value if other < len(line) else None)
        if paint is not None:
            yield place, paint


def _met(rule: Condition, value: Value, other: Value) -> Paint | None:
    """What the rule puts on a value; ``other``: the row's value in the rule's column."""
    if isinstance(rule, Says):
        same = isinstance(value, str) and value.casefold() == rule.text.casefold()
        return Paint(rule.look) if same else None
    if isinstance(rule, Before):
        early = isinstance(value, dt.date) and isinstance(other, dt.date) and value < other
        return Paint("bad") if early else None
    # To Excel a blank cell is 0.
    size = 0.0 if value is None else number(value)
    if size is None:
        return None
    if isinstance(rule, DataBar):
        return _bar(rule, size)
    if isinstance(rule, Apart):
        base = number(other) or 0.0
        low, high, less, more = (1 - rule.part) * base, (1 + rule.part) * base, "less", "more"
    else:
        assert isinstance(rule, Signed)
        low, high, less, more = 0.0, 0.0, rule.less, rule.more
    return Paint(more) if size > high else Paint(less) if size < low else None


def _bar(rule: DataBar, size: float) -> Paint | None:
    part = 100 * min(max(size, 0.0), 1.0)
    if not part:
        return None
    colour = tint(rule.colour, 2)
    css = f"background-image:linear-gradient(90deg,{colour} {part:.1f}%,transparent {part:.1f}%)"
    return Paint(css=css)


def _heat(rule: Heat, cells: dict[Place, Value]) -> Iterator[tuple[Place, Paint]]:
    sizes = {place: size for place, value in cells.items() if (size := number(value)) is not None}
    if not sizes:
        return
    colours = (rule.low, rule.middle, rule.high) if rule.middle else (rule.low, rule.high)
    own = (min(sizes.values()), median(sizes.values()), max(sizes.values()))
    ends = rule.ends or (own if rule.middle else own[::2])
    for place, size in sizes.items():
        yield place, Paint(css=f"background-color:{_between(size, ends, colours)}")


def _between(size: float, ends: Sequence[float], colours: Sequence[str]) -> str:
    """The colour of a size between ends of which each has its own."""
    if size <= ends[0]:
        return colours[0]
    for low, high, first, last in zip(ends, ends[1:], colours, colours[1:], strict=False):
        if size <= high:
            return _mixed(first, last, (size - low) / (high - low))
    return colours[-1]


def _mixed(first: str, last: str, part: float) -> str:
    pairs = ((int(first[i : i + 2], 16), int(last[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
