"""Plans made with unlike measures of risk, judged in the same futures that none of them knew."""

import math
from dataclasses import dataclass

import numpy as np

from models.rolling.estimate import influence, mean_of
from planner.outcomes.risk import Judged
from planner.words import Words

CERTAIN = 2.0
"""A difference is believed beyond this many standard errors."""


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


@dataclass(frozen=True)
class Difference:
    """How much more a plan costs than another, and the standard error of that (nan: unknown)."""

    amount: float
    error: float

    @property
    def certain(self) -> bool | None:
        """True beyond two standard errors, False within them, None if the error is unknown."""
        return None if math.isnan(self.error) else abs(self.amount) > CERTAIN * self.error


def mean_difference(one: Compared, other: Compared) -> Difference:
    """Difference of the mean costs; both plans meet the same futures, so costs are paired."""
    if len(one.costs) == len(other.costs) > 1:
        error = mean_of(np.array(one.costs) - np.array(other.costs)).error
    else:
        error = math.hypot(one.judged.standard_error, other.judged.standard_error)
    return Difference(one.judged.mean - other.judged.mean, error)


def tail_difference(one: Compared, other: Compared, level: float) -> Difference:
    """Difference of the means of the worst 1 - ``level``; its error is that of the ``influence``.

    Futures that hurt both plans cancel out, so the error is less than of two separate samples.
    """
    error = math.nan
    if len(one.costs) == len(other.costs) > 1:
        own, others = (influence(np.array(row.costs), level) for row in (one, other))
        error = mean_of(own - others).error
    return Difference(one.judged.cvar - other.judged.cvar, error)
