"""The measure of risk: the mean of the cost, mixed with the mean of its worst tail.

J = (1 - weight) mean + weight CVaR, CVaR at level alpha the mean of the worst 1 - alpha
(Rockafellar and Uryasev, Journal of Risk 2000).
"""

from dataclasses import dataclass

import numpy as np

from models.case import Settings
from models.program import Array


@dataclass(frozen=True)
class Risk:
    """``weight`` of the tail (0: the mean alone), ``level`` alpha of the tail."""

    weight: float
    level: float

    @classmethod
    def of(cls, settings: Settings) -> "Risk":
        """What a case's settings ask for; with ``expected`` the tail has no weight."""
        weight = settings.risk_weight if settings.risk_measure == "cvar" else 0.0
        return cls(weight, settings.risk_level)

    def value(self, costs: Array, weights: Array | None = None) -> float:
        """J of the costs of equally likely (or weighted) futures."""
        return float(self.emphasis(costs, weights) @ costs)

    def emphasis(self, costs: Array, weights: Array | None = None) -> Array:
        """How much each future counts in J, (futures,): it adds up to 1."""
        p = np.full(len(costs), 1.0 / len(costs)) if weights is None else weights
        return (1.0 - self.weight) * p + self.weight * tail(costs, self.level, p)


def tail(costs: Array, level: float, weights: Array) -> Array:
    """Weights of the worst 1 - level of the futures, adding up to 1, the last one in part."""
    order = np.argsort(-costs, kind="stable")
    share = weights[order] / (1.0 - level)
    before = np.concatenate([[0.0], np.cumsum(share)[:-1]])
    found = np.zeros_like(costs)
    found[order] = np.clip(1.0 - before, 0.0, share)
    return found


def cvar(costs: Array, level: float, weights: Array | None = None) -> float:
    """Mean of the worst 1 - level of the costs."""
    p = np.full(len(costs), 1.0 / len(costs)) if weights is None else weights
    return float(tail(costs, level, p) @ costs)
