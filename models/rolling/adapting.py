"""What of a plan's orders adapts in a future, as far as is known from period to period."""

import numpy as np

from models.future import Future
from models.program import Array
from models.recourse.stages import Stages


class Adapting:
    """The orders ahead of a plan in one future, and the twins that may take their place.

    ``stands`` (ahead,) and ``keeps`` (second-stage rows,) as in ``Changes``; ``until`` the period
    from which orders are decided anew, as far as is known; ``room`` (rows,) what may be replaced;
    ``columns`` (twins,) where the twins stand among later columns.
    """

    def __init__(self, stages: Stages, future: Future, ahead: Array) -> None:
        self.stages, self.future, self.twins = stages, future, stages.twins
        self.until = stages.case.calendar.periods
        self.stands, self.keeps = stages.standing(None)
        self.room = np.zeros(len(stages.second))
        self.columns, self.period = np.zeros(0, dtype=int), np.zeros(0, dtype=int)
        if self.twins is None:
            return
        self.columns = np.searchsorted(stages.later, self.twins.column)
        self.period = stages.period_of[self.twins.column]
        whole = np.zeros(stages.formulation.program.n_columns)
        whole[stages.ahead] = ahead
        order = stages.formulation.program.columns["order"].spread(whole)
        lost = np.where((future.granted <= 0.0) & (self.twins.order.at >= 0), order, 0.0)
        self.refused = np.zeros(self.twins.row.shape)
        np.add.at(self.refused, self.twins.material, lost)

    def look(self, t: int) -> bool:
        """Whether period ``t`` shows that orders adapt: a surprise is known once it starts."""
        reaction, adapts = self.stages.case.settings.reaction, self.future.adapts
        if self.twins is None or adapts is None or reaction == "never" or t != adapts - reaction:
            return False
        self.until = adapts
        self.stands, self.keeps = self.stages.standing(adapts)
        self._allow(self.twins.row[:, adapts:], self.twins.room[:, adapts:])
        return True

    def opened(self, t: int) -> tuple[Array, Array, Array]:
        """Twins that may be ordered from now on, later columns, and their bounds.

        All from ``until`` on; before, those of this period of materials of which something was
        refused early enough.
        """
        if self.twins is None:
            return self.columns, np.zeros(0), np.zeros(0)
        known = t - self.stages.case.settings.replaced_after
        replaces = np.zeros(len(self.columns), dtype=bool)
        if known >= 0 and t < self.until:
            self._allow(self.twins.row[:, t], self.refused[:, known])
            some = self.refused[:, : known + 1].sum(axis=1) > 0.0
            replaces = (self.period == t) & some[self.twins.about]
        free = self.period >= max(self.until, t)
        own = free | replaces
        lower = np.where(free, self.twins.lower, 0.0)
        return self.columns[own], lower[own], self.twins.upper[own]

    def _allow(self, rows: Array, amounts: Array) -> None:
        there = rows >= 0
        self.room[np.searchsorted(self.stages.second, rows[there])] += amounts[there]
