"""Open orders whose licenses are pending, as a buyer sees them from period to period."""

import numpy as np

from models.allocation.balance import pending
from models.future import Future, Underway
from models.futures.draw import planned_underway
from models.program import Array
from models.recourse.stages import Stages


class Waiting:
    """What pending open orders are believed to deliver in one future.

    Until one has come, or should have, it is believed to come as planned, by the probability of its
    grant; then what really became of it is known.
    """

    def __init__(self, stages: Stages, future: Future) -> None:
        self.stages = stages
        planned = planned_underway(stages.case)
        truth = planned if future.underway is None else future.underway
        self._planned, self._truth = self._deliveries(planned), self._deliveries(truth)
        rows = stages.formulation.taken.rows
        due = np.ceil(planned.arrives[rows])
        comes = np.where(truth.granted[rows] > 0, np.ceil(truth.arrives[rows]), due)
        self._known_in = np.minimum(due, comes)

    def _deliveries(self, underway: Underway) -> Array:
        """What each brings where and when, (open orders looked at, nodes, periods)."""
        formulation = self.stages.formulation
        periods = np.arange(formulation.facts.T)
        place = np.arange(len(formulation.nodes.ids))[:, None] * len(periods) + periods
        found = np.zeros((len(formulation.taken.rows), place.size))
        entries = pending(
            self.stages.case,
            underway,
            formulation.nodes,
            formulation.taken,
            place,
        )
        for at, row, share in entries:
            found[row, at] += share * formulation.taken.quantity[row]
        return found.reshape(len(found), *place.shape)

    def arrivals(self, t: int) -> Array:
        """What is known and believed at the end of period ``t`` to arrive, (nodes, periods)."""
        known = (self._known_in <= t)[:, None, None]
        believed = self._planned.copy()
        # What has not come by now comes later, or not at all.
        believed[:, :, : max(t, 0)] = 0.0
        arrivals: Array = np.where(known, self._truth, believed).sum(axis=0)
        return arrivals
