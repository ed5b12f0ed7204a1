"""The second stage: what a future costs, given what was ordered ahead, and how that changes.

One HiGHS object per worker is kept alive and goes from future to future; only right-hand sides,
prices, a few bounds and the deliveries of later orders change, so that each solve starts from the
basis of the one before.
"""

import dataclasses
from dataclasses import dataclass

import highspy
import numpy as np
import scipy.sparse as sp

from models.engines.highs import TOLERANCE, highs_lp
from models.program import Array, Arrays, Cone
from models.recourse.stages import Changes, Stages
from models.scaling import scaling_of

LAST_RESORT = 50.0
"""What cannot be done at all costs this many times the dearest column: it shows what is missing."""

ROUNDS = 50


@dataclass(frozen=True)
class Outcome:
    """A future given the orders ahead.

    ``cost`` in money; ``slope`` (ahead,) its change per unit more of each order; ``values``
    (columns,) of the whole program; ``lacking`` rows that could not be met, with amounts.
    """

    cost: float
    slope: Array
    values: Array
    lacking: tuple[tuple[int, float], ...] = ()


class Worker:
    """Solves second stages one after the other."""

    def __init__(self, stages: Stages) -> None:
        self.stages = stages
        base = stages.arrays
        changes = stages.base_paid
        self.matrix = sp.csr_matrix(base.matrix)[stages.second]
        self.row_lower = base.row_lower[stages.second]
        self.row_upper = base.row_upper[stages.second]
        self.fixed_cost = base.cost
        typical = sp.csr_matrix(base.matrix) + changes.entries
        whole = _restricted(base, typical, base.cost + changes.cost)
        scaling = scaling_of(whole)
        self.column, self.row = scaling.column, scaling.row[stages.second]
        self.size, self.money = scaling.size, scaling.money
        self.later = stages.later
        self.cones = [c for c in stages.formulation.program.cones if _touches(c, self.later)]
        self._seen: list[tuple[Array, Array]] = []
        self.tangent_rows = 0
        self.known: dict[tuple[int, int], float] = {}
        self.resort = _resort_rows(stages)
        self.highs = highspy.Highs()
        self.highs.silent()
        self._pass_model()

    def solve(self, ahead: Array, changes: Changes, tangents: list[tuple[Array, Array]]) -> Outcome:
        """The least cost of a future. ``ahead`` (ahead,) are the orders, in their own units.

        ``tangents`` is shared by all workers: cone tangents found in any future are added.
        """
        stages = self.stages
        entries = changes.entries[stages.second]
        coupling = self.matrix[:, stages.ahead] + entries[:, stages.ahead]
        self._set_future(changes, entries)
        self._set_right(coupling @ ahead)
        for _ in range(ROUNDS):
            self._add_tangents(tangents, ahead)
            self._run()
            values = self._values(ahead)
            if not self._violated(values, tangents):
                break
        return self._outcome(ahead, changes, coupling, values)

    def _pass_model(self) -> None:
        """The program of later columns, without deliveries, with its last resorts."""
        n, m = len(self.later), len(self.row)
        rows, signs = self.resort
        extra = sp.csc_matrix((signs, (rows, np.arange(len(rows)))), shape=(m, len(rows)))
        own = self.matrix[:, self.later]
        scaled = sp.diags_array(self.row) @ own @ sp.diags_array(self.column[self.later])
        base = self.stages.arrays
        factor = self.column[self.later] * self.size
        cost = base.cost[self.later] * self.column[self.later] * self.money
        dear = float(np.abs(self._all_costs()).max(initial=1.0))
        model = Arrays(
            cost=np.concatenate([cost, np.full(len(rows), LAST_RESORT * dear)]),
            lower=np.concatenate([base.lower[self.later] / factor, np.zeros(len(rows))]),
            upper=np.concatenate([base.upper[self.later] / factor, np.full(len(rows), np.inf)]),
            integer=np.zeros(n + len(rows), dtype=bool),
            row_lower=self.row_lower * self.row / self.size,
            row_upper=self.row_upper * self.row / self.size,
            matrix=sp.csc_matrix(sp.hstack([scaled, extra])),
        )
        self.model = model
        self.ordered = self._entries_of_orders(sp.csc_matrix(scaled))
        for option, value in (
            ("threads", 1),
            ("parallel", "off"),
            ("primal_feasibility_tolerance", TOLERANCE * 100),
            ("dual_feasibility_tolerance", TOLERANCE * 100),
            ("solver", "simplex"),
        ):
            self.highs.setOptionValue(option, value)
        self.highs.passModel(highs_lp(model))

    def _entries_of_orders(self, scaled: sp.csc_matrix) -> dict[tuple[int, int], float]:
        """The matrix where deliveries may be added: the columns of later orders."""
        order = self.stages.formulation.program.columns["order"].at
        places = np.searchsorted(self.later, np.intersect1d(order[order >= 0], self.later))
        found: dict[tuple[int, int], float] = {}
        for c in places.tolist():
            for i in range(scaled.indptr[c], scaled.indptr[c + 1]):
                found[int(scaled.indices[i]), c] = float(scaled.data[i])
        return found

    def _all_costs(self) -> Array:
        changes = self.stages.base_paid
        return (self.stages.arrays.cost + changes.cost) * self.column * self.money

    def _set_future(self, changes: Changes, entries: sp.csr_matrix) -> None:
        """Prices, closed orders and deliveries of later orders."""
        later = self.later
        place = np.arange(len(later), dtype=np.int32)
        cost = (self.fixed_cost + changes.cost)[later] * self.column[later] * self.money
        self.highs.changeColsCost(len(later), place, cost)
        upper = self.model.upper[: len(later)].copy()
        lower = self.model.lower[: len(later)].copy()
        closed = np.searchsorted(later, changes.closed)
        lower[closed] = 0.0
        upper[closed] = 0.0
        self.highs.changeColsBounds(len(later), place, lower, upper)
        self._set_deliveries(sp.coo_matrix(entries[:, later]))

    def _set_deliveries(self, entries: sp.coo_matrix) -> None:
        wanted: dict[tuple[int, int], float] = {}
        scaled = entries.data * self.row[entries.row] * self.column[self.later][entries.col]
        for r, c, v in zip(entries.row.tolist(), entries.col.tolist(), scaled.tolist(), strict=True):
            wanted[r, c] = wanted.get((r, c), 0.0) + v
        for key in self.known.keys() - wanted.keys():
            self.highs.changeCoeff(*key, self.ordered.get(key, 0.0))
        for key, value in wanted.items():
            if self.known.get(key) != value:
                self.highs.changeCoeff(*key, self.ordered.get(key, 0.0) + value)
        self.known = wanted

    def _set_right(self, taken: Array) -> None:
        """Right-hand sides, less what the orders ahead take of them."""
        place = np.arange(len(self.row), dtype=np.int32)
        lower = (self.row_lower - taken) * self.row / self.size
        upper = (self.row_upper - taken) * self.row / self.size
        self.highs.changeRowsBounds(len(self.row), place, lower, upper)

    def _add_tangents(self, tangents: list[tuple[Array, Array]], ahead: Array) -> None:
        """Rows for tangents not yet known here; all get the right-hand side of these orders."""
        stages = self.stages
        whole = np.zeros(len(self.column))
        whole[stages.ahead] = ahead
        for columns, coefficients in tangents[self.tangent_rows :]:
            mine = np.searchsorted(self.later, columns[np.isin(columns, self.later)])
            own = coefficients[np.isin(columns, self.later)] * self.column[self.later][mine]
            self.highs.addRow(-np.inf, 0.0, len(mine), mine.astype(np.int32), own)
            self.tangent_rows += 1
        self._seen = tangents[: self.tangent_rows]
        for i in range(self.tangent_rows):
            columns, coefficients = tangents[i]
            taken = float(coefficients @ whole[columns]) / self.size
            self.highs.changeRowBounds(len(self.row) + i, -np.inf, -taken)

    def _run(self) -> None:
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            # A basis carried over too far: begin anew.
            self.highs.clearSolver()
            self.highs.run()
        status = self.highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"second stage: {self.highs.modelStatusToString(status)}")

    def _values(self, ahead: Array) -> Array:
        values = np.zeros(len(self.column))
        values[self.stages.ahead] = ahead
        found = np.array(self.highs.getSolution().col_value)[: len(self.later)]
        values[self.later] = found * self.column[self.later] * self.size
        return values

    def _violated(self, values: Array, tangents: list[tuple[Array, Array]]) -> bool:
        """Add a tangent for each cone that these values violate."""
        before = len(tangents)
        for cone in self.cones:
            if cone.relative_excess(values) > 1e-7:
                columns, coefficients = cone.tangent(values)
                tangents.append((columns, coefficients / np.abs(coefficients).max()))
        return len(tangents) > before

    def _outcome(
        self, ahead: Array, changes: Changes, coupling: sp.csr_matrix, values: Array
    ) -> Outcome:
        solution = self.highs.getSolution()
        duals = np.array(solution.row_dual)
        prices = duals[: len(self.row)] * self.row / self.money
        paid = changes.cost[self.stages.ahead] + self.fixed_cost[self.stages.ahead]
        objective = self.highs.getInfo().objective_function_value * self.size / self.money
        slope = paid - coupling.T @ prices
        return Outcome(
            cost=float(objective + paid @ ahead),
            slope=slope - self._through_tangents(duals[len(self.row) :]),
            values=values,
            lacking=self._lacking(np.array(solution.col_value)[len(self.later) :]),
        )

    def _through_tangents(self, duals: Array) -> Array:
        """What orders ahead cost by what they take of the cones' tangents."""
        whole = np.zeros(len(self.column))
        for (columns, coefficients), dual in zip(self._seen, duals, strict=True):
            whole[columns] += coefficients * dual / self.money
        return whole[self.stages.ahead]

    def _lacking(self, resorts: Array) -> tuple[tuple[int, float], ...]:
        rows = self.stages.second[self.resort[0]]
        scale = self.size / self.row[self.resort[0]]
        used = np.flatnonzero(resorts > 1e-6)
        return tuple((int(rows[i]), float(resorts[i] * scale[i])) for i in used)


def _restricted(base: Arrays, matrix: sp.csr_matrix, cost: Array) -> Arrays:
    """The program with deliveries and payments in it, for its scales."""
    return dataclasses.replace(base, matrix=sp.csc_matrix(matrix), cost=cost)


def _touches(cone: Cone, columns: Array) -> bool:
    own = np.unique(cone.groups.indices)
    return cone.over >= 0 or bool(np.isin(own, columns).any())


def _resort_rows(stages: Stages) -> tuple[Array, Array]:
    """Second-stage rows that may be broken as a last resort, with the sign of what helps."""
    program, arrays = stages.formulation.program, stages.arrays
    rows, signs = [], []
    for name in ("balance", "limit", "cover_min", "route", "order_total"):
        block = program.rows[name]
        own = np.arange(block.start, block.start + block.size)
        place = np.searchsorted(stages.second, own[np.isin(own, stages.second)])
        index = stages.second[place]
        for bound, sign in ((arrays.row_lower, 1.0), (arrays.row_upper, -1.0)):
            there = place[np.isfinite(bound[index])]
            rows.append(there)
            signs.append(np.full(len(there), sign))
    return np.concatenate(rows).astype(int), np.concatenate(signs)
