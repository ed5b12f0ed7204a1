"""What happens in a future to a plan: its events, and what of the plan is refused."""

import numpy as np

from models.future import Future, still_pending
from models.futures.coverage import coverage
from models.program import Array
from models.recourse.stages import Stages

REFUSED = "refused"
"""Before the part of what is ordered ahead, by its worth, whose license is refused."""
REFUSED_LATER = "refused_later"
"""Before the part of what needs a license and could be ordered later that would be refused."""
REFUSED_OPEN = "refused_open"
"""Before how many open orders whose license was still out are refused."""
TINY = 1e-9
"""Orders below this part of the largest of their offer are rounding."""


class Stories:
    """Tells futures to a plan with these orders ahead, (ahead,)."""

    def __init__(self, stages: Stages, ahead: Array) -> None:
        formulation = stages.formulation
        order, whole = formulation.program.columns["order"], np.zeros(formulation.program.n_columns)
        whole[stages.ahead] = ahead
        quantity = order.spread(whole)
        self.placed = quantity > np.maximum(TINY * quantity.max(axis=1, keepdims=True), 1e-12)
        self.worth = np.where(self.placed, quantity * formulation.facts.landed, 0.0)
        covered = coverage(stages.case).any(axis=0)
        self.later = (order.at >= 0) & np.isin(order.at, stages.later) & covered
        self.pending = still_pending(stages.case)

    def of(self, future: Future) -> tuple[str, ...]:
        """Events with their months and licenses not renewed, then what is refused."""
        told, refused = list(future.story), future.granted == 0.0
        periods = refused.shape[1]
        stands = np.arange(periods) < (periods if future.adapts is None else future.adapts)
        if (self.placed & refused & stands).any():
            told.append(f"{REFUSED} {self._part(refused & stands, stands)}")
        if (self.later & refused).any():
            told.append(f"{REFUSED_LATER} {_percent(refused[self.later].mean())}")
        if future.underway is not None and self.pending.any():
            lost = int((future.underway.granted[self.pending] == 0.0).sum())
            told += [f"{REFUSED_OPEN} {lost}"] if lost else []
        return tuple(told)

    def _part(self, refused: Array, stands: Array) -> str:
        """Of the worth of all orders placed ahead; of their number where they cost nothing."""
        worth = self.worth * stands
        weight = worth if worth.any() else self.placed * stands.astype(float)
        return _percent(weight[refused].sum() / weight.sum())


def _percent(part: float) -> str:
    """Something refused never reads as 0%."""
    return f"{part:.0%}" if part >= 0.005 else "<1%"
