"""Days and months as staff estimate them, and how days turn into periods.

Days are calendar days: a statutory review of 45 working days in China is about 63 of them.
"""

import datetime
import math

import numpy as np
from scipy.special import ndtri

from models.calendar import Calendar

Z90 = float(ndtri(0.9))
"""The standard normal score of the 90th percentile, 1.2816."""
LONGEST_MONTHS, LONGEST_DAYS = 1_200.0, 36_525.0
"""A wait of a century is as good as none that ends; the widest draws would leave the calendar."""


def lognormal(p50: float, p90: float, scores: np.ndarray) -> np.ndarray:
    """Values with that median and 90th percentile, at standard normal scores.

    p50 exp(score ln(p90 / p50) / z90). With p50 = 0 half of all have no delay and the others
    grow linearly to p90, since a lognormal has no median of 0.
    """
    if p90 <= 0:
        return np.zeros_like(scores)
    if p50 <= 0:
        return p90 * np.maximum(scores, 0.0) / Z90
    delays: np.ndarray = p50 * np.exp(scores * math.log(p90 / p50) / Z90)
    return delays


def period_starts(calendar: Calendar, count: int) -> np.ndarray:
    """The day each of ``count`` + 1 periods begins on, counted from the plan's first day."""
    days = []
    for t in range(count + 1):
        month = calendar.first_month(t)
        days.append(datetime.date(month // 12, month % 12 + 1, 1).toordinal())
    return np.array(days, dtype=float) - days[0]


def periods_of(calendar: Calendar, days: np.ndarray) -> np.ndarray:
    """How many periods a wait of ``days`` takes, counted from the start of each period.

    ``days`` has shape (..., periods): the wait of what is applied for in each period. Periods
    have their true lengths: 31 days from 1 January are 1 month, from 1 February 1 + 3 / 31.
    """
    days = np.minimum(days, LONGEST_DAYS)
    longest = float(days.max(initial=0.0))
    count = calendar.periods + math.ceil(longest / (28 * calendar.months)) + 2
    starts = period_starts(calendar, count)
    begin = starts[: calendar.periods]
    ends = begin + days
    whole = np.searchsorted(starts, ends, side="right") - 1
    length = starts[whole + 1] - starts[whole]
    waits: np.ndarray = whole + (ends - starts[whole]) / length - np.arange(calendar.periods)
    return waits
