"""What an engine answers, and what a buyer decides.

``Solution`` speaks of columns and rows of a Program; ``Decisions`` of offers, processes and
stockpiles of a Case. Only the first knows duals, only the second can be checked without a Program.
"""

import dataclasses
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from models.case import Case

Status = Literal["optimal", "infeasible", "unbounded", "stopped", "error"]


@dataclass(frozen=True)
class Solution:
    """An engine's answer to a Program.

    ``values`` has shape (columns,); ``row_duals`` (rows,) and ``reduced_costs`` (columns,) are the
    change of the minimised objective per unit more of the right-hand side or bound, None where
    there are none (integers, engines without duals). ``gap`` is relative. Values are present only
    for ``optimal`` and, as the best known plan, for ``stopped``. ``basis`` is the engine's own, to
    start the next solve from.
    """

    status: Status
    values: np.ndarray | None = None
    objective: float | None = None
    row_duals: np.ndarray | None = None
    reduced_costs: np.ndarray | None = None
    gap: float | None = None
    message: str = ""
    basis: object = None


@dataclass(frozen=True)
class Decisions:
    """What is decided, by place in the Case's tables and by period; quantities in own units.

    ``order`` (offers, periods); ``run`` (processes, periods); ``draw`` and ``put`` (stockpiles,
    periods); ``ship`` (``case.lanes``, periods); ``short`` and ``dispose`` (``case.nodes``,
    periods). ``adapted`` (offers, periods), None for nothing, is what of ``order`` was to be
    decided ahead and is decided in the future instead. ``planned`` (offers, periods), None for
    ``order``: of means over futures that may leave the plan, its orders as long as they do not.
    All else - stock, cover, what each limit comes to, money - follows from these.
    """

    order: np.ndarray
    run: np.ndarray
    draw: np.ndarray
    put: np.ndarray
    ship: np.ndarray
    short: np.ndarray
    dispose: np.ndarray
    adapted: np.ndarray | None = None
    planned: np.ndarray | None = None

    def as_planned(self) -> "Decisions":
        """The same with the orders of the plan in place of what becomes of them in the mean."""
        if self.planned is None:
            return self
        return dataclasses.replace(self, order=self.planned, planned=None)


def decision_rows(case: Case) -> dict[str, int]:
    """How many rows each table of the Decisions for a case has."""
    return {
        "order": len(case.offers),
        "run": len(case.processes),
        "draw": len(case.stockpiles),
        "put": len(case.stockpiles),
        "ship": len(case.lanes),
        "short": len(case.nodes),
        "dispose": len(case.nodes),
    }


@dataclass(frozen=True)
class Lack:
    """A promise that cannot be kept in some future, by ``amount`` in its own unit.

    ``promise`` is one of LACKING; ``subject`` names ids (balance: material, location; route: from,
    to; capacity: supplier, material), ``when`` the period, window or year, empty for the plan.
    ``surplus``: there is too much, not too little.
    """

    promise: str
    subject: tuple[str, ...]
    when: str
    amount: float
    surplus: bool


LACKING = ("balance", "limit", "cover_min", "route", "total", "capacity", "max_per_year")
"""Promises that may have to break once the future is known."""


@dataclass(frozen=True)
class Verdict:
    """What ``check`` found. ``largest_violation`` is relative to the size of the promise."""

    passed: bool
    largest_violation: float
    problems: tuple[str, ...] = ()
    cost: dict[str, float] = field(default_factory=dict)
