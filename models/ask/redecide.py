"""A case decided anew from a period on, while what was ordered before it stands.

The plan of a case that comes true as a surprise: until period ``known`` somebody else's orders were
placed, all else is the best for whoever knows the case from then on. A stop (``models.ask.stop``)
closes offers of the same case: one program, of which only bounds change.
"""

import dataclasses
from functools import cached_property

import numpy as np

from models.ask.lenient import Lenient
from models.ask.resolve import Numbers, Resolver
from models.ask.stop import StandingOrders, Stop
from models.case import Case
from models.check import check
from models.engines import Options, find
from models.program import Array, Arrays
from models.solution import Decisions
from models.solve.optimise import optimise


@dataclasses.dataclass(frozen=True)
class Redecided:
    """``cost`` (total, discounted) and decisions of a plan with its first orders given.

    ``broken``: hard limits that it misses, since none keeps them.
    """

    cost: float
    decisions: Decisions
    broken: tuple[str, ...] = ()


class Redecider:
    """A case that comes true, decided anew for the orders of many plans. Its rows are in order."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._resolver = Resolver(case)

    def restart(self) -> None:
        """Forget what was decided, so that what follows does not depend on it."""
        self._resolver.restart()
        if self._resolver.shared:
            self._lenient.restart()

    @cached_property
    def _lenient(self) -> Lenient:
        return Lenient(self.case)

    def endure(self, orders: Array, stop: Stop) -> Redecided | None:
        """The best plan in a stop; if limits are in the way, one that misses them least.

        None if what must be delivered, stored or taken cannot be.
        """
        found = self.decide(orders, stop.known, stop)
        if found is not None or not self._resolver.shared:
            return found
        missing = self._lenient.decide(orders, stop)
        return None if missing is None else Redecided(*missing)

    def decide(self, orders: Array, known: int, stop: Stop | None = None) -> Redecided | None:
        """The best plan in which the orders (offers, periods) before ``known`` stand.

        With a stop: as far as it allows them, and what is ordered later too. None if there is no
        plan that keeps every promise, or the audit does not agree with it.
        """
        numbers, formulation = self._resolver.numbers, self._resolver.formulation
        standing = StandingOrders(formulation, orders, known, stop)
        arrays = standing.arrays(numbers.arrays)
        values = None if arrays is None else self._values(numbers, arrays)
        if values is None:
            return None
        decisions = formulation.decisions(values)
        cost = float(numbers.arrays.cost @ values) + numbers.arrays.constant
        # The audit knows contracts as they were typed: it is told what they would ask.
        claimed = cost + (0.0 if stop is None else standing.spared(numbers.arrays, values))
        agreed = check(standing.case, decisions, claimed, {}, future=standing.future).passed
        return Redecided(cost, decisions) if agreed else None

    def _values(self, numbers: Numbers, arrays: Arrays) -> Array | None:
        """Columns of a plan of least cost. That there is none is said by a fresh search alone."""
        if self._resolver.shared:
            values = self._resolver.cheapest_values(arrays, numbers.cones)
            if values is not None:
                return values
        program = self._resolver.formulation.program.bounded(arrays)
        nothing = np.zeros(program.n_columns)
        found = optimise(program, nothing, find("highs"), Options()).solution
        return found.values if found.status == "optimal" else None
