"""Plans made with unlike measures of risk, judged in the same futures that none of them knew."""

import math
from dataclasses import dataclass

import numpy as np

from models.rolling.estimate import Estimate, mean_apart, tail_apart
from planner.outcomes.risk import Judged
from planner.words import Words


@dataclass(frozen=True)
class Compared:
    """One plan. ``promised`` is what it believes to cost.

    ``foresight``: orders ahead fixed, the rest chosen knowing the future; ``rolling``: planned anew
    as time goes on, which nobody can beat by luck (None: not tried). ``shares`` are suppliers'
    parts of spending. Costs, one a future in the same order in all plans, give the standard errors
    of differences; without them the mean's is taken from the plans' own, and the tail has none.
    """

    name: Words
    promised: float
    foresight: Judged
    rolling: Judged | None = None
    shares: tuple[tuple[str, float], ...] = ()
    foresight_costs: tuple[float, ...] = ()
    rolling_costs: tuple[float, ...] = ()

    @property
    def judged(self) -> Judged:
        """The stricter judgement there is."""
        return self.rolling or self.foresight

    @property
    def costs(self) -> tuple[float, ...]:
        """The costs that belong to ``judged``."""
        return self.rolling_costs if self.rolling else self.foresight_costs


def mean_difference(one: Compared, other: Compared) -> Estimate:
    """Difference of the mean costs; both plans meet the same futures, so costs are paired."""
    if len(one.costs) == len(other.costs) > 1:
        return mean_apart(np.array(one.costs), np.array(other.costs))
    error = math.hypot(one.judged.standard_error, other.judged.standard_error)
    return Estimate(one.judged.mean - other.judged.mean, error)


def tail_difference(one: Compared, other: Compared, level: float) -> Estimate:
    """Difference of the means of the worst 1 - ``level``; without costs its error is unknown."""
    if len(one.costs) == len(other.costs) > 1:
        return tail_apart(np.array(one.costs), np.array(other.costs), level)
    return Estimate(one.judged.cvar - other.judged.cvar, math.nan)
