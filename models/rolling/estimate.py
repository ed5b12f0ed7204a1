"""What a sample of costs says, and how surely: means and tails with their standard errors."""

import math
from dataclasses import dataclass

import numpy as np

from models.program import Array
from models.recourse.risk import cvar

CERTAIN = 2.0
"""A difference is believed beyond this many standard errors."""


@dataclass(frozen=True)
class Estimate:
    """A number and its standard error (nan from fewer than two futures), in the same unit."""

    value: float
    error: float

    @property
    def certain(self) -> bool | None:
        """Of a difference: True beyond two standard errors, False within, None if unknown."""
        return None if math.isnan(self.error) else abs(self.value) > CERTAIN * self.error


def mean_of(values: Array) -> Estimate:
    """The mean; its error is the deviation over the square root of the count.

    The futures are drawn more evenly than by chance, so the error is rather too large.
    """
    count = len(values)
    error = float(values.std(ddof=1)) / count**0.5 if count > 1 else float("nan")
    return Estimate(float(values.mean()) if count else float("nan"), error)


def cvar_of(costs: Array, level: float) -> Estimate:
    """The mean of the worst 1 - level; its error is that of the mean of ``influence``."""
    if not len(costs):
        return Estimate(float("nan"), float("nan"))
    return Estimate(cvar(costs, level), mean_of(influence(costs, level)).error)


def mean_apart(one: Array, other: Array) -> Estimate:
    """How much more one costs in the mean than another, in the same futures."""
    return mean_of(one - other)


def tail_apart(one: Array, other: Array, level: float) -> Estimate:
    """The same of the means of the worst 1 - ``level``; the error is that of the ``influence``.

    Futures that hurt both cancel out, so the error is less than of two separate samples.
    """
    error = mean_of(influence(one, level) - influence(other, level)).error
    return Estimate(cvar(one, level) - cvar(other, level), error)


def influence(costs: Array, level: float) -> Array:
    """What each future adds to the CVaR: quantile + max(cost - quantile, 0) / (1 - level).

    Their mean is the CVaR and their spread its error (Trindade, Uryasev, Shapiro, Zrazhevsky,
    Journal of Banking and Finance 2007).
    """
    quantile = float(np.quantile(costs, level))
    amounts: Array = quantile + np.maximum(costs - quantile, 0.0) / (1.0 - level)
    return amounts
