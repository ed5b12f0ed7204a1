"""A waterfall: from one total over its changes to another, as columns that float."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from planner.report.book import Page
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import NAVY
from planner.report.table import GridColumn, write_table
from planner.study.compare import headings as words

MORE, LESS = "#C0504D", "#4F9D69"
"""Colours of what adds to the cost and of what takes from it."""
_BELOW = 0.7
"""How far the axis begins below the lowest column, as a part of what the changes span."""
_CLOSE = 0.5
"""The axis is cut only if every column is higher than this part of the highest."""
_LARGE = 1e6
_MINUS = "\u2212"


@dataclass(frozen=True)
class Fall:
    """Where a waterfall starts, its changes by name, and the names of both ends."""

    start: float
    changes: Sequence[tuple[str, float]]
    ends: tuple[str, str]

    @property
    def levels(self) -> list[float]:
        """The total before the first change and after each."""
        return list(accumulate((money for _, money in self.changes), initial=self.start))

    @property
    def floats(self) -> bool:
        """Columns can float only above zero; else the changes alone are shown."""
        return min(self.levels) > 0

    @property
    def begins(self) -> float:
        """Where the value axis begins: at 0, or a round number below all columns."""
        low, high = min(self.levels), max(self.levels)
        if not self.floats or low < _CLOSE * high or high == low:
            return 0.0
        raw = max(low - _BELOW * (high - low), 0.0)
        step = 10.0 ** math.floor(math.log10(max(high - low, 1e-9)))
        return math.floor(raw / step) * step

    @property
    def large(self) -> bool:
        """Whether the chart counts in millions."""
        return max((abs(money) for _, money in self.changes), default=0.0) >= _LARGE

    def named(self, name: str, money: float, sign: str = "+") -> str:
        """A column's name with its amount: bars may be too thin to hold a label."""
        shown = f"{money / _LARGE:,.2f}" if self.large else f"{money:,.0f}"
        # A hyphen would let the chart break the line behind it; a minus sign does not.
        return f"{name} {sign if money > 0 else ''}{shown.replace('-', _MINUS)}"


def unit_of(fall: Fall, page: Page, currency: str) -> str:
    """The unit of the chart's numbers."""
    return page.book.say(words.MILLION).format(currency) if fall.large else currency


def write_fall(page: Page, at: tuple[int, int], fall: Fall) -> list[Series]:
    """Write the numbers of a waterfall at (row, column); return its series."""
    say = page.book.say
    style = "n0"
    if not fall.floats:
        columns = [GridColumn(say(words.CAUSE)), GridColumn(say(words.UP), style)]
        rows = [[fall.named(name, money), money] for name, money in fall.changes]
        table = write_table(page, at, columns, rows)
        colours = tuple(MORE if money > 0 else LESS for _, money in fall.changes)
        cells = (table.area(page, 0), table.area(page, 1))
        return [Series(say(words.UP), *cells, MORE, colours)]
    headings = (words.BASE, words.UP, words.DOWN, words.ENDS)
    columns = [
        GridColumn(say(words.CAUSE)),
        *(GridColumn(say(heading), style) for heading in headings),
    ]
    table = write_table(page, at, columns, _bars(fall))
    names = table.area(page, 0)
    colours = (NAVY, MORE, LESS, NAVY)
    return [
        Series(say(heading), names, table.area(page, i), colour, hidden=heading is words.BASE)
        for i, (heading, colour) in enumerate(zip(headings, colours, strict=True), 1)
    ]


def place_fall(
    page: Page, at: tuple[int, int], look: Look, fall: Fall, series: list[Series]
) -> None:
    """Put the chart of written numbers; ``look`` has its title, words and size."""
    dressed = Look(
        look.title,
        look.about,
        look.size,
        number="#,##0.0,," if fall.large else "#,##0",
        subtype="stacked",
        legend=False,
        signed=not fall.floats,
        limits=(fall.begins, None),
    )
    place_chart(page, at, dressed, series)


def _bars(fall: Fall) -> list[list[str | float | None]]:
    """Name, invisible base, what is more, what is less, and the ends."""
    levels, (first, last) = fall.levels, fall.ends
    ends = [fall.named(name, level, "") for name, level in ((first, levels[0]), (last, levels[-1]))]
    rows: list[list[str | float | None]] = [[ends[0], None, None, None, levels[0]]]
    for (name, money), before, after in zip(fall.changes, levels, levels[1:], strict=False):
        up, down = (money, None) if money > 0 else (None, -money)
        rows.append([fall.named(name, money), min(before, after), up, down, None])
    return [*rows, [ends[1], None, None, None, levels[-1]]]
