"""Reading the duals: what one more unit of a bound or of demand does to the total cost.

Each is the change of the objective per unit more of what the workbook states: a limit's ``value``,
a demand, a capacity. A row's dual is per unit of its right-hand side; a share's row stands in units
of its numerator, so one unit more of the share is the window's whole amount.
"""

from dataclasses import dataclass

import numpy as np

from models.allocate import Allocation
from models.allocation.balance import DemandEffects
from models.check import LimitValue
from models.program import Array, Block

Range = tuple[float | None, float | None]


@dataclass(frozen=True)
class Dual:
    """Money per unit more of the bound, and between which bounds that holds (None: open).

    ``degenerate``: the range has an empty side, so that on that side another price holds.
    """

    value: float
    holds: Range | None = None
    degenerate: bool = False


@dataclass(frozen=True)
class Duals:
    """Duals by place: demand (nodes, periods), limits (as in ``formulation.limits``).

    ``rows`` and ``bounds`` are those of the program's rows and columns, for all else.
    """

    demand: Array
    demand_holds: list[list[Range | None]]
    limits: tuple[Dual, ...]
    rows: Array
    bounds: Array
    unique: bool | None


def read_duals(allocation: Allocation, limits: tuple[LimitValue, ...]) -> Duals | None:
    """The duals of an optimal allocation without integers; None if there are none.

    ``limits`` are the limit values of its audit, in the order of the formulation's.
    """
    solution = allocation.optimum.solution
    if solution.status != "optimal" or solution.row_duals is None:
        return None
    assert solution.reduced_costs is not None
    reader = _Reader(allocation)
    found = tuple(reader.limit(at, value) for at, value in enumerate(limits))
    return Duals(
        demand=reader.demand(),
        demand_holds=reader.demand_holds(),
        limits=found,
        rows=solution.row_duals,
        bounds=solution.reduced_costs,
        unique=reader.unique(),
    )


class _Reader:
    def __init__(self, allocation: Allocation) -> None:
        solution = allocation.optimum.solution
        assert solution.row_duals is not None and solution.reduced_costs is not None
        assert solution.values is not None
        self.allocation = allocation
        self.formulation = allocation.formulation
        self.rows, self.bounds = solution.row_duals, solution.reduced_costs
        self.ranges = allocation.optimum.row_ranges
        arrays = self.formulation.program.arrays()
        self.activity = arrays.matrix @ solution.values
        self.right = np.where(self.rows > 0, arrays.row_lower, arrays.row_upper)

    def demand(self) -> Array:
        """Balance, cover, returns and the most that may be short, all together, (N, T)."""
        effects: DemandEffects = self.formulation.effects
        total = np.zeros(self.formulation.nodes.places.size)
        for rows, needs, coefficient in effects.rows:
            np.add.at(total, needs, self.rows[rows] * coefficient)
        for columns, needs, _ in effects.columns:
            # A column's reduced cost is its upper bound's price only where it is negative.
            np.add.at(total, needs, np.minimum(self.bounds[columns], 0.0))
        return self.formulation.nodes.in_plan(total)

    def demand_holds(self) -> list[list[Range | None]]:
        """Demand between which its price holds, where it stands in the balance alone."""
        nodes = self.formulation.nodes
        stands = np.zeros(nodes.places.size)
        for _, places, _ in self.formulation.effects.rows:
            np.add.at(stands, places, 1.0)
        for columns, places, _ in self.formulation.effects.columns:
            np.add.at(stands, places, self.bounds[columns] < 0)
        alone = nodes.in_plan(stands) == 1
        balance = self.formulation.program.rows["balance"].at
        shift = nodes.demand - self.right[balance]
        return [
            [
                self._moved(int(balance[n, t]), 1.0, float(shift[n, t])) if alone[n, t] else None
                for t in range(nodes.T)
            ]
            for n in range(len(nodes.ids))
        ]

    def limit(self, at: int, value: LimitValue) -> Dual:
        """Money per unit more of a limit's value."""
        own = self.formulation.limits[at]
        limit = value.limit
        if limit.measure == "hhi":
            ratio = np.sqrt(limit.value / 1e4)
            total = sum(self.allocation.optimum.cone_duals.get(name, 0.0) for name in own.cones)
            amount = value.denominator or 0.0
            return Dual(float(total * amount / (2e4 * ratio)) if ratio > 0 else 0.0)
        per_value = 1.0 if value.denominator is None else value.denominator
        money = float(self.rows[own.row] * per_value)
        if not money or not per_value:
            return Dual(money)
        now = 0.0 if value.denominator is None else limit.value
        holds = self._moved(own.row, 1.0 / per_value, now)
        return Dual(money, holds, self._empty_side(holds, limit.value))

    def unique(self) -> bool | None:
        """False if the range of some row with a price has an empty side."""
        if self.ranges is None:
            return None
        priced = np.abs(self.rows) > 1e-9 * max(np.abs(self.rows).max(initial=0.0), 1e-300)
        low, high = self.ranges
        scale = 1e-9 * np.maximum(np.abs(self.right), 1e-9)
        with np.errstate(invalid="ignore"):
            empty = (self.right - low <= scale) | (high - self.right <= scale)
        return not bool((priced & empty).any())

    def block(self, block: Block) -> Array:
        """Duals of a block of rows over its grid."""
        return block.spread(self.rows)

    def _moved(self, row: int, factor: float, shift: float) -> Range | None:
        """The range of a row's right-hand side, times factor, plus shift; None if unknown."""
        if self.ranges is None:
            return None
        low, high = float(self.ranges[0][row]), float(self.ranges[1][row])
        return _open(low * factor + shift), _open(high * factor + shift)

    @staticmethod
    def _empty_side(holds: Range | None, bound: float) -> bool:
        if holds is None:
            return False
        tiny = 1e-9 * max(abs(bound), 1e-6)
        return any(side is not None and abs(side - bound) <= tiny for side in holds)


def _open(value: float) -> float | None:
    return float(value) if np.isfinite(value) and abs(value) < 1e29 else None
