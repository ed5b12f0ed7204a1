"""Where along one input the set of suppliers changes.

Between two plans whose suppliers differ the crossing of their costs is tried first: where only
prices move, each plan's cost is straight in the input, and if at the crossing no plan is cheaper
than these two, the change happens exactly there. Otherwise the plan found at the crossing (or in
the middle, where quantities move too) takes the place of one of the two, until the change is
enclosed as closely as ``WIDTH``. Changes that are undone again between the two ends are not seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.ask.interpolate import Interpolation
from models.ask.resolve import Numbers, Resolver, ordered
from models.case import Case
from models.program import Array
from models.solve.warm import same_matrix

WIDTH = 1e-7
"""How closely a change is enclosed, as a part of the stretch that was searched."""
NEAR = 0.1
"""A crossing is near an end if it is within this part of the stretch."""
SAME_COST = 1e-10


@dataclass(frozen=True)
class Break:
    """At ``value`` the suppliers change from ``before`` to ``after``.

    ``objective``: the least cost there; ``exact``: a crossing of costs; else known to ``width``.
    """

    value: float
    before: frozenset[str]
    after: frozenset[str]
    objective: float
    exact: bool
    width: float


@dataclass(frozen=True)
class _Stop:
    """What is known at one value."""

    value: float
    objective: float
    suppliers: frozenset[str]
    columns: Array | None
    numbers: Numbers | None


def suppliers_of(case: Case, order: Array) -> frozenset[str]:
    """Who is ordered from at all; ``order`` has shape (offers, periods)."""
    used = ordered(case, order).tolist()
    return frozenset(o.supplier for o, hit in zip(case.offers, used, strict=True) if hit)


def breaks(
    resolver: Resolver, case_at: Callable[[float], Case], low: float, high: float
) -> list[Break]:
    """Every change of suppliers between two values, in order. Ends without a plan: none."""
    search = _Enclosing(Interpolation(resolver, case_at, low, high), WIDTH * (high - low))
    first, last = search.stop(low), search.stop(high)
    if first is None or last is None:
        return []
    return sorted(search.between(first, last), key=lambda found: found.value)


class _Enclosing:
    def __init__(self, line: Interpolation, width: float) -> None:
        self.line, self.width = line, width

    def stop(self, value: float) -> _Stop | None:
        """Solve at a value; None without a plan."""
        answer, numbers = self.line.answer_and_numbers(value)
        if answer.decisions is None or answer.objective is None:
            return None
        suppliers = suppliers_of(answer.case, answer.decisions.order)
        return _Stop(value, answer.objective, suppliers, answer.values, numbers)

    def between(self, low: _Stop, high: _Stop) -> list[Break]:
        """The changes from one stop to the next."""
        if low.suppliers == high.suppliers:
            return []
        if high.value - low.value <= self.width:
            return [self._break(low, high, 0.5 * (low.value + high.value), exact=False)]
        crossing = _crossing(low, high)
        value = 0.5 * (low.value + high.value) if crossing is None else crossing
        if not low.value < value < high.value:
            # The two plans cost the same at one of the ends.
            return [self._break(low, high, value, exact=True)]
        here = self.stop(value)
        if here is None:
            return []
        return self._beside(low, here, high, crossed=crossing is not None)

    def _beside(self, low: _Stop, here: _Stop, high: _Stop, *, crossed: bool) -> list[Break]:
        """The changes on both sides of a stop, or at it."""
        value = here.value
        if crossed and _no_cheaper(here, low, high):
            return [self._break(low, high, value, exact=True)]
        stops: list[_Stop | None] = [low, here, high]
        near = NEAR * (high.value - low.value)
        # A crossing near one end tells little: halve as well, or the search may creep.
        if here.suppliers == low.suppliers and value - low.value < near:
            stops.insert(2, self.stop(0.5 * (value + high.value)))
        elif here.suppliers == high.suppliers and high.value - value < near:
            stops.insert(1, self.stop(0.5 * (low.value + value)))
        known = [stop for stop in stops if stop is not None]
        return [found for pair in pairwise(known) for found in self.between(*pair)]

    def _break(self, low: _Stop, high: _Stop, value: float, *, exact: bool) -> Break:
        width = 0.0 if exact else high.value - low.value
        objective = _objective_at(low, high, value)
        return Break(value, low.suppliers, high.suppliers, objective, exact, width)


def _crossing(low: _Stop, high: _Stop) -> float | None:
    """Where the plans of the two stops cost the same; None if more than prices move."""
    if low.numbers is None or high.numbers is None or low.columns is None or high.columns is None:
        return None
    one, other = low.numbers.arrays, high.numbers.arrays
    only_prices = same_matrix(one.matrix, other.matrix) and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("lower", "upper", "row_lower", "row_upper")
    )
    if not only_prices:
        return None
    dearer_here = float(one.cost @ (high.columns - low.columns))
    dearer_there = float(other.cost @ (low.columns - high.columns))
    if dearer_here < 0 or dearer_there < 0 or dearer_here + dearer_there <= 0:
        return low.value if dearer_here <= 0 else high.value
    return low.value + (high.value - low.value) * dearer_here / (dearer_here + dearer_there)


def _no_cheaper(here: _Stop, low: _Stop, high: _Stop) -> bool:
    """Whether at the crossing the plans of both ends are still among the cheapest."""
    if here.numbers is None or low.columns is None or high.columns is None:
        return False
    prices = here.numbers.arrays.cost
    constant = here.numbers.arrays.constant
    common = float(max(prices @ low.columns, prices @ high.columns)) + constant
    return common - here.objective <= SAME_COST * abs(here.objective)


def _objective_at(low: _Stop, high: _Stop, value: float) -> float:
    """The cost at a change: that of the lower plan carried on, or the nearer end's."""
    if low.columns is not None and low.numbers is not None and high.numbers is not None:
        part = (value - low.value) / (high.value - low.value)
        first, last = low.numbers.arrays, high.numbers.arrays
        if same_matrix(first.matrix, last.matrix):
            prices = (1.0 - part) * first.cost + part * last.cost
            constant = (1.0 - part) * first.constant + part * last.constant
            return float(prices @ low.columns) + constant
    return low.objective if value - low.value <= high.value - value else high.objective
