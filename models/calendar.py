"""Periods of a plan, the months they hold, and the windows limits are tested over.

A month is one whole number, ``12 * year + (month - 1)``, so that months can be compared and
subtracted. A period is 1, 3 or 12 months long; periods are numbered from 0.
"""

import math
import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np

PeriodKind = Literal["month", "quarter", "year"]
MONTHS_PER_PERIOD: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}

_YEAR = re.compile(r"^(\d{4})$")
_QUARTER = re.compile(r"^(\d{4})-?Q([1-4])$", re.IGNORECASE)
_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")


def month_of(year: int, month: int) -> int:
    """The ordinal of a month; ``month`` counts from 1."""
    return 12 * year + month - 1


def parse_period(text: str) -> tuple[int, int] | None:
    """First and last month of ``2027``, ``2027-Q1`` or ``2027-01``; None if it is none of them."""
    if found := _YEAR.match(text):
        year = int(found[1])
        return month_of(year, 1), month_of(year, 12)
    if found := _QUARTER.match(text):
        first = month_of(int(found[1]), 3 * int(found[2]) - 2)
        return first, first + 2
    if (found := _MONTH.match(text)) and 1 <= int(found[2]) <= 12:
        first = month_of(int(found[1]), int(found[2]))
        return first, first
    return None


def month_text(month: int) -> str:
    """``2027-01``."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


@dataclass(frozen=True)
class Window:
    """Periods over which a limit is tested; ``label`` is what reports print.

    ``past``: periods before the plan that count too, numbered -1, -2 backwards.
    """

    label: str
    periods: tuple[int, ...]
    past: tuple[int, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """The plan's periods: ``periods`` of them, the first beginning in month ``start``.

    ``before``: so many periods before the start count in windows and contracts too.
    """

    start: int
    periods: int
    period: PeriodKind = "month"
    before: int = 0

    @property
    def months(self) -> int:
        """Months in one period."""
        return MONTHS_PER_PERIOD[self.period]

    def first_month(self, t: int) -> int:
        """First month of period ``t`` (which may lie outside the plan)."""
        return self.start + t * self.months

    def label(self, t: int) -> str:
        """``2027-01``, ``2027-Q1`` or ``2027``."""
        month = self.first_month(t)
        if self.period == "month":
            return month_text(month)
        if self.period == "quarter":
            return f"{month // 12:04d}-Q{month % 12 // 3 + 1}"
        return f"{month // 12:04d}"

    def year(self, t: int) -> int:
        """The calendar year a period belongs to: that of its first month."""
        return self.first_month(t) // 12

    def years_from_start(self) -> np.ndarray:
        """Years from the start of the plan to the start of each period, shape (periods,)."""
        return np.arange(self.periods) * self.months / 12.0

    def period_of(self, month: int) -> int:
        """The period that a month lies in; it may lie outside the plan."""
        return (month - self.start) // self.months

    def overlap(self, first: int | None, last: int | None, before: int = 0) -> np.ndarray:
        """Which periods overlap the months ``first``..``last`` (None: open), shape (periods,).

        ``before``: so many periods before the plan stand in front.
        """
        begins = self.start + np.arange(-before, self.periods) * self.months
        ends = begins + self.months - 1
        inside = np.ones(before + self.periods, dtype=bool)
        if first is not None:
            inside &= ends >= first
        if last is not None:
            inside &= begins <= last
        return inside

    def windows(
        self, window: str, first: int | None = None, last: int | None = None
    ) -> list[Window]:
        """Windows ``horizon``, ``year``, ``period`` or ``rolling:N`` that end in the plan.

        They are made of the periods, the ``before`` ones too, that overlap the months ``first`` to
        ``last``. Fewer periods than N are one window. No period inside, no window.
        """
        inside = np.flatnonzero(self.overlap(first, last, self.before)) - self.before
        periods: list[int] = inside.tolist()
        if not periods or periods[-1] < 0:
            return []
        if window == "horizon":
            return [_window("horizon", periods)]
        if window == "period":
            return [_window(self.label(t), [t]) for t in periods if t >= 0]
        if window == "year":
            years = {t: self.year(t) for t in periods}
            runs = [list(same) for _, same in groupby(periods, years.__getitem__)]
            return [_window(str(years[run[-1]]), run) for run in runs if run[-1] >= 0]
        length = min(int(window.split(":")[1]), len(periods))
        runs = [periods[i : i + length] for i in range(len(periods) - length + 1)]
        return [_window(self._span(run), run) for run in runs if run[-1] >= 0]

    def _span(self, run: list[int]) -> str:
        first, last = self.label(run[0]), self.label(run[-1])
        return first if first == last else f"{first}..{last}"


def _window(label: str, run: list[int]) -> Window:
    return Window(label, tuple(t for t in run if t >= 0), tuple(t for t in run if t < 0))


def split_lead(lead: float) -> tuple[tuple[int, float], ...]:
    """Whole periods of delay and the share that takes each: 1.3 -> (1, 0.7), (2, 0.3).

    The arrival kernel of an order; the shares add up to 1.
    """
    whole = math.floor(lead)
    part = lead - whole
    # 0.1 + 0.2 periods are 0.30000000000000004: a share below 1e-9 is rounding, not a delivery.
    if part < 1e-9:
        return ((whole, 1.0),)
    return ((whole, 1.0 - part), (whole + 1, part))
