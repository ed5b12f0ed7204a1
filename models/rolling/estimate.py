"""What a sample of costs says, and how surely: means and tails with their standard errors."""

from dataclasses import dataclass

import numpy as np

from models.program import Array
from models.recourse.risk import cvar


@dataclass(frozen=True)
class Estimate:
    """A number and its standard error (nan from fewer than two futures), in the same unit."""

    value: float
    error: float


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


def influence(costs: Array, level: float) -> Array:
    """What each future adds to the CVaR: quantile + max(cost - quantile, 0) / (1 - level).

    Their mean is the CVaR and their spread its error (Trindade, Uryasev, Shapiro, Zrazhevsky,
    Journal of Banking and Finance 2007).
    """
    quantile = float(np.quantile(costs, level))
    amounts: Array = quantile + np.maximum(costs - quantile, 0.0) / (1.0 - level)
    return amounts
