"""The windows a limit is tested over, and sums over each of them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.calendar import Calendar, Window
from models.check.units import Array

KNOWN = 256
"""So many different windows are kept."""


@dataclass(frozen=True, eq=False)
class Windows:
    """Windows and the places of their periods, (windows, longest), filled up with the last.

    Places count from the first period before the plan that windows look back at.
    """

    every: tuple[Window, ...]
    periods: Array

    def sums(self, rows: Array) -> list[list[float]]:
        """What rows (rows, before + periods) add up to in each window: one list for each."""
        ended = np.hstack([rows, np.zeros((len(rows), 1))])
        sums: list[list[float]] = ended[:, self.periods].sum(axis=2).T.tolist()
        return sums


@lru_cache(maxsize=KNOWN)
def windows_of(calendar: Calendar, window: str, first: int | None, last: int | None) -> Windows:
    """The windows made of the periods within the months ``first`` to ``last``."""
    every = calendar.windows(window, first, last)
    longest = max((len(each.past) + len(each.periods) for each in every), default=0)
    after = (calendar.periods,) * longest
    rows = [(*each.past, *each.periods, *after)[:longest] for each in every]
    places = np.array(rows, dtype=int).reshape(len(every), longest) + calendar.before
    return Windows(tuple(every), places)
