"""A case decided anew where not every hard limit can be kept: as little beyond them as can be.

Limits on purchases are what a buyer has promised; when a supplier is gone they may be past keeping.
Then demand comes first, what limits are missed by second (each in units of what weighs most in it),
the cost third: no money is asked for what is missed.
"""

from dataclasses import replace

import numpy as np

from models.allocation.formulate import formulate
from models.ask.stop import StandingOrders, Stop
from models.case import Case
from models.check import check
from models.futures.draw import planned_future
from models.program import Array, Arrays
from models.solution import Decisions
from models.solve.warm import WarmSearch

ROOM = 1e-7
"""What is missed may be this much more while the cost is sought, relative and absolute."""
BROKEN = 1e-6
"""A limit missed by less is kept."""


class Lenient:
    """A case whose hard limits may be missed. Its rows are in order; it needs no whole numbers."""

    def __init__(self, case: Case) -> None:
        self._hard = [limit.kind == "hard" for limit in case.limits]
        soft = tuple(replace(x, kind="soft", penalty=x.penalty or 0.0) for x in case.limits)
        self._formulation = formulate(replace(case, limits=soft), planned_future(case))
        program = self._formulation.program
        self._free, over = program.arrays(), program.columns["over"].at
        mine = over[np.array(self._hard, dtype=bool)]
        self._over = mine[mine >= 0]
        short = program.columns["short"].at
        self._short = short[short >= 0]
        lacking, money = np.zeros(program.n_columns), self._free.cost.copy()
        lacking[self._short] = 1.0 / np.maximum(self._free.upper[self._short], 1e-12)
        money[self._over] = 0.0
        self._missed, self._money = self._weights(), money
        preference, cones = self._formulation.preference, program.cones
        self._steps = [
            (cost, WarmSearch(replace(self._free, cost=cost), cones, preference))
            for cost in (lacking, self._missed, money)
        ]
        self.able = bool(len(self._over)) and all(search.begin() for _, search in self._steps)
        """Whether there is any limit that could be missed."""

    def restart(self) -> None:
        """Forget what was decided."""
        if self.able:
            for _, search in self._steps:
                search.restart()

    def decide(self, orders: Array, stop: Stop) -> tuple[float, Decisions, tuple[str, ...]] | None:
        """Cost, decisions and limits that are missed; None if more than limits is in the way."""
        standing = StandingOrders(self._formulation, orders, stop.known, stop)
        arrays = standing.arrays(self._free) if self.able else None
        if arrays is None:
            return None
        values = self._searched(arrays)
        if values is None:
            return None
        decisions = self._formulation.decisions(values)
        cost = float(self._money @ values) + self._free.constant
        claimed = cost + standing.spared(self._free, values)
        own = [x for x, hard in zip(standing.case.limits, self._hard, strict=True) if not hard]
        case = replace(standing.case, limits=tuple(own))
        if not check(case, decisions, claimed, {}, future=standing.future).passed:
            return None
        return cost, decisions, self._broken(values)

    def _searched(self, arrays: Arrays) -> Array | None:
        """What lacks least, then misses limits least, then costs least, (columns,)."""
        cones, upper, values = self._formulation.program.cones, arrays.upper.copy(), None
        for (cost, search), kept in zip(
            self._steps, (self._short, self._over, self._over[:0]), strict=True
        ):
            values = search.cheapest(replace(arrays, cost=cost, upper=upper), cones)
            if values is None:
                return None
            upper = upper.copy()
            room = np.maximum(values[kept], 0.0) * (1.0 + ROOM) + ROOM
            upper[kept] = np.minimum(upper[kept], room)
        return values

    def _broken(self, values: Array) -> tuple[str, ...]:
        program, case = self._formulation.program, self._formulation.case
        missed = program.columns["over"].spread(values * self._missed) > BROKEN
        names = [x.limit for x, one in zip(case.limits, missed, strict=True) if one.any()]
        return tuple(dict.fromkeys(names))

    def _weights(self) -> Array:
        """What a unit beyond each hard limit counts, (columns,)."""
        program, weights = self._formulation.program, np.zeros(len(self._free.cost))
        matrix = abs(self._free.matrix).tocsr()
        over, rows = program.columns["over"].at, program.rows["limit"].at
        weights[self._over] = 1.0
        for i, j in zip(*np.nonzero((over >= 0) & (rows >= 0)), strict=True):
            if self._hard[i]:
                own = matrix[rows[i, j]].toarray().ravel()
                own[over[i, j]] = 0.0
                weights[over[i, j]] = 1.0 / (float(own.max(initial=0.0)) or 1.0)
        return weights
