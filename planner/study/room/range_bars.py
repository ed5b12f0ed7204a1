"""Floating bars from least to most, with a mark where the plan stands now."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.report.book import Page
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import NAVY, TEAL
from planner.report.table import GridColumn, write_table
from planner.study.front import words as shared
from planner.study.front.front import FIRST, FULL
from planner.study.room import headings as words
from planner.study.room.found import Range

MOST_BARS = 16
_MARK = 0.006
"""Width of the mark as part of the longest bar."""
_RAISED = "#9DB7DD"


@dataclass(frozen=True)
class Floating:
    """One chart: ranges of one unit, the longest first, their names, and where it stands."""

    ranges: tuple[Range, ...]
    names: tuple[str, ...]
    title: str
    row: int

    @property
    def height(self) -> int:
        """Pixels."""
        return 100 + 26 * len(self.ranges)

    @property
    def end(self) -> int:
        """The first free row below the chart."""
        return self.row + self.height // 20 + 2


def floating(ranges: Sequence[Range], names: Sequence[str], title: str, row: int) -> Floating:
    """The chart of the longest ranges."""
    order = sorted(range(len(ranges)), key=lambda i: (-ranges[i].most, names[i]))[:MOST_BARS]
    own = tuple(ranges[i] for i in order)
    return Floating(own, tuple(names[i] for i in order), title, row)


def place_ranges(page: Page, chart: Floating, row: int) -> int:
    """Place the chart and write its values from ``row`` on; return the next free row."""
    say = page.book.say
    width = _MARK * max((one.most for one in chart.ranges), default=1.0)
    parts = (
        (words.LIFT, "#FFFFFF"),
        (words.CAN_BE_CUT, TEAL),
        (shared.NOW, NAVY),
        (words.CAN_BE_RAISED, _RAISED),
    )
    columns = [
        GridColumn(chart.title, span=4),
        *(GridColumn(say(part), "n2", span=2) for part, _ in parts),
    ]
    rows = [
        [name, *segments(one, width)] for name, one in zip(chart.names, chart.ranges, strict=True)
    ]
    table = write_table(page, (row, FIRST), columns, rows)
    series = [
        Series(say(part), table.area(page, 0), table.area(page, place), colour, hidden=place == 1)
        for place, (part, colour) in enumerate(parts, 1)
    ]
    _, widest = max(
        (one.most - one.least, name) for one, name in zip(chart.ranges, chart.names, strict=True)
    )
    look = Look(
        chart.title,
        say(words.RANGE_ALT).format(widest),
        (FULL[0], chart.height),
        kind="bar",
        subtype="stacked",
        scale=True,
    )
    place_chart(page, (chart.row, FIRST), look, series)
    return table.end + 1


def segments(one: Range, width: float) -> tuple[float, float, float, float]:
    """Nothing to the least, what can be cut, a mark of ``width`` at now, what can be raised.

    The four add up to the most, or to the mark's end where the range is narrower than the mark.
    """
    start = min(max(one.now - width / 2, one.least), max(one.most - width, one.least))
    return one.least, start - one.least, width, max(0.0, one.most - start - width)
