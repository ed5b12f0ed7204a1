"""Period columns of any length brought to the periods of the plan.

Each month takes the most specific filled column that covers it. A flow is divided by the months of
its column and summed over a period; a level is averaged over a period's filled months. ``each`` is
the coarsest: the value of one period of the plan.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from models.calendar import Calendar
from models.case import Series
from planner.schema.common import LONGEST_PLAN
from planner.workbook.grids import PeriodColumn


class Share(NamedTuple):
    """How much of a column's value a period takes."""

    column: PeriodColumn
    weight: float


class Spread(NamedTuple):
    """One value per period, and how many months of each period were filled."""

    values: Series
    filled: tuple[int, ...]

    def partial(self, months: int) -> tuple[int, ...]:
        """Periods with some but not all of their months filled."""
        return tuple(t for t, count in enumerate(self.filled) if 0 < count < months)


@dataclass
class Spreader:
    """Spreads rows over the plan; rows with the same cells filled share their weights."""

    calendar: Calendar
    flow: bool
    _weights: dict[tuple[PeriodColumn, ...], list[tuple[list[Share], int]]] = field(
        default_factory=dict
    )

    def __call__(self, cells: dict[PeriodColumn, float]) -> Spread:
        """The series of one row from its filled period cells."""
        pattern = tuple(cells)
        if pattern not in self._weights:
            self._weights[pattern] = self._shares(pattern)
        periods = self._weights[pattern]
        values = tuple(
            sum(cells[column] * weight for column, weight in shares) if shares else None
            for shares, _ in periods
        )
        return Spread(values, tuple(count for _, count in periods))

    def _shares(self, columns: tuple[PeriodColumn, ...]) -> list[tuple[list[Share], int]]:
        months = self.calendar.months
        owners = _owners(columns, self.calendar)
        periods = []
        for t in range(self.calendar.periods):
            counts = Counter(c for c in owners[t * months : (t + 1) * months] if c is not None)
            filled = sum(counts.values())
            shares = [
                Share(column, count / (self._length(column) if self.flow else filled))
                for column, count in counts.items()
            ]
            periods.append((shares, filled))
        return periods

    def _length(self, column: PeriodColumn) -> int:
        """Months a column's flow is spread over."""
        if column.first is None or column.last is None:
            return self.calendar.months
        return column.last - column.first + 1


def _owners(columns: tuple[PeriodColumn, ...], calendar: Calendar) -> list[PeriodColumn | None]:
    """The column each month of the plan takes its value from."""
    length = calendar.periods * calendar.months
    owners: list[PeriodColumn | None] = [None] * length
    for column in sorted(columns, key=_months, reverse=True):
        begin = 0 if column.first is None else column.first - calendar.start
        end = length if column.last is None else column.last - calendar.start + 1
        for month in range(max(begin, 0), min(end, length)):
            owners[month] = column
    return owners


def _months(column: PeriodColumn) -> float:
    if column.first is None or column.last is None:
        return float("inf")
    return column.last - column.first + 1


def beyond(cells: dict[PeriodColumn, float], calendar: Calendar) -> Series:
    """The flow after the plan's end, as far as dated columns are filled; ``each`` says nothing."""
    end = calendar.first_month(calendar.periods)
    later = {c: v for c, v in cells.items() if c.last is not None and c.last >= end}
    if not later:
        return ()
    last = max(column.last for column in later if column.last is not None)
    count = min((last - end) // calendar.months + 1, LONGEST_PLAN)
    return Spreader(Calendar(end, count, calendar.period), flow=True)(later).values
