"""A case decided anew from a period on, while what was ordered before it stands.

The plan of a case that comes true as a surprise: until period ``known`` somebody else's orders were
placed, all else is the best for whoever knows the case from then on.
"""

import copy
import dataclasses

import numpy as np

from models.ask.resolve import Numbers, Resolver
from models.case import Case
from models.check import check
from models.engines import Options, find
from models.program import Array
from models.solution import Decisions
from models.solve.optimise import optimise


@dataclasses.dataclass(frozen=True)
class Redecided:
    """``cost`` (total, discounted) and decisions of a plan with its first orders given."""

    cost: float
    decisions: Decisions


class Redecider:
    """A case that comes true, decided anew for the orders of many plans. Its rows are in order."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._resolver = Resolver(case)

    def decide(self, orders: Array, known: int) -> Redecided | None:
        """The best plan in which the orders (offers, periods) before ``known`` stand.

        None if there is none that keeps every promise, or the audit does not agree with it.
        """
        numbers, formulation = self._resolver.numbers, self._resolver.formulation
        at = formulation.program.columns["order"].at[:, :known]
        there = at >= 0
        columns, placed = at[there], orders[:, :known][there]
        if (orders[:, :known][~there] > 0).any():
            return None
        values = self._values(numbers, columns, placed)
        if values is None:
            return None
        decisions = formulation.decisions(values)
        cost = float(numbers.arrays.cost @ values) + numbers.arrays.constant
        future = numbers.future
        agreed = check(self.case, decisions, cost, {}, future=future).passed
        return Redecided(cost, decisions) if agreed else None

    def _values(self, numbers: Numbers, columns: Array, placed: Array) -> Array | None:
        arrays = numbers.arrays
        lower, upper = arrays.lower.copy(), arrays.upper.copy()
        lower[columns] = upper[columns] = placed
        if self._resolver.shared:
            held = dataclasses.replace(arrays, lower=lower, upper=upper)
            return self._resolver.cheapest_values(held, numbers.cones)
        program = copy.deepcopy(self._resolver.formulation.program)
        program.hold(columns, placed)
        nothing = np.zeros(program.n_columns)
        found = optimise(program, nothing, find("highs"), Options()).solution
        return found.values if found.status == "optimal" else None
