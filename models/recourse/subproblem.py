"""What a future costs, given what was ordered ahead, and how that changes with the orders.

One HiGHS object per worker is kept alive and goes from future to future; only right-hand sides,
prices, a few bounds and the deliveries of later orders change, so that each solve starts from the
basis of the one before.
"""

import dataclasses
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import highspy
import numpy as np
import scipy.sparse as sp

from models.engines.highs import hand_over, quiet_highs, run
from models.program import Array, Cone
from models.recourse.second import SecondStage
from models.recourse.stages import Changes
from models.solution import Solution
from models.solve.tangents import AS_ROWS, Tangent, until_kept

FEASIBLE = 1e-7
"""Primal and dual feasibility, on the scaled program."""
FINAL = 1e-9
"""Primal feasibility of what is decided in the end: the audit measures as finely."""
MOST_TANGENTS = 50
"""With more tangents than this for each cone all are forgotten: those of orders ahead that are no
longer tried only make every solve slower."""
MIP_GAP = 1e-6


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


class RecourseError(Exception):
    """HiGHS gave no answer to a second stage that always has one, or none that keeps its cones."""


class Worker:
    """Solves second stages one after the other."""

    def __init__(self, second: SecondStage) -> None:
        self.second, self.stages = second, second.stages
        self.later = self.stages.later
        self.n_rows = len(second.row)
        cones = self.stages.formulation.program.cones
        self.cones = [cone for cone in cones if _touches(cone, self.later)]
        self.tangents: list[Tangent] = []
        self.ordered = second.entries_of_orders()
        self.known: dict[tuple[int, int], float] = {}
        self.whole = False
        self.bases: WeakKeyDictionary[Changes, tuple[int, highspy.HighsBasis]] = WeakKeyDictionary()
        """For each future: how many tangents there were, and its last basis, as long as anybody
        may come back to it. A future that is gone leaves nothing that the next could start from."""
        self.highs = _simplex()
        hand_over(self.highs, second.arrays)

    def solve(self, ahead: Array, changes: Changes) -> Outcome:
        """The least cost of a future. ``ahead`` (ahead,) are the orders, in their own units."""
        self._set_future(changes)
        self._forget_tangents()
        self._start_from(changes)
        taken = self.second.taken @ ahead + changes.coupling @ ahead
        self._set_right(taken - changes.needed)
        self._set_tangents(ahead)
        answer, values = self._decided(ahead)
        if not self.whole:
            self.bases[changes] = (len(self.tangents), self.highs.getBasis())
        return self._outcome(ahead, changes, answer, values)

    def _decided(self, ahead: Array) -> tuple[Solution, Array]:
        """What HiGHS answers to what it holds, scaled, and the values of the whole program.

        Raises RecourseError.
        """
        last = Solution("error")

        def solve() -> Solution:
            nonlocal last
            last = run(self.highs, integers=self.whole)
            if last.values is None:
                return last
            return dataclasses.replace(last, values=self._values(ahead, last.values))

        answer = until_kept(self.cones, solve, lambda new: self._touch(new, ahead), AS_ROWS)
        if answer.status != "optimal" or answer.values is None:
            raise RecourseError(f"second stage: {answer.message}")
        return last, answer.values

    def keep_whole(self) -> None:
        """From now on later orders keep their minimum orders and lots; slopes are then 0.

        What is decided so is audited, so that the rows are met more closely than in the search.
        """
        self.highs.setOptionValue("primal_feasibility_tolerance", FINAL)
        whole = np.flatnonzero(self.stages.arrays.integer[self.later]).astype(np.int32)
        self.whole = len(whole) > 0
        for column in whole.tolist():
            self.highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        self.highs.setOptionValue("mip_rel_gap", MIP_GAP)
        if self.whole:
            self.highs.setOptionValue("solver", "choose")

    def _start_from(self, changes: Changes) -> None:
        """From where this future was left the last time: its orders have moved only a little.

        Measured on the Korean case: 30 pivots instead of 600 from another future's basis.
        """
        left = self.bases.get(changes)
        if left is not None and left[0] == len(self.tangents):
            self.highs.setBasis(left[1])

    def _set_future(self, changes: Changes) -> None:
        """Prices, bounds, closed orders and deliveries of later orders."""
        count = len(self.later)
        place = np.arange(count, dtype=np.int32)
        self.highs.changeColsCost(count, place, self.second.prices(changes.cost))
        lower = self.second.arrays.lower[:count].copy()
        upper = self.second.most(changes.most)
        lower[changes.closed] = 0.0
        upper[changes.closed] = 0.0
        self.highs.changeColsBounds(count, place, lower, upper)
        self._set_deliveries(changes.delivered)

    def _set_deliveries(self, entries: sp.coo_matrix) -> None:
        wanted: dict[tuple[int, int], float] = {}
        row, column = self.second.row, self.second.column[self.later]
        scaled = entries.data * row[entries.row] * column[entries.col]
        for r, c, v in zip(
            entries.row.tolist(), entries.col.tolist(), scaled.tolist(), strict=True
        ):
            wanted[r, c] = wanted.get((r, c), 0.0) + v
        for key in self.known.keys() - wanted.keys():
            self.highs.changeCoeff(*key, self.ordered.get(key, 0.0))
        for key, value in wanted.items():
            if self.known.get(key) != value:
                self.highs.changeCoeff(*key, self.ordered.get(key, 0.0) + value)
        self.known = wanted

    def _set_right(self, taken: Array) -> None:
        """Right-hand sides, less what orders ahead take of them and the future does not need."""
        second = self.second
        place = np.arange(self.n_rows, dtype=np.int32)
        lower = (second.row_lower - taken) * second.row / second.size
        upper = (second.row_upper - taken) * second.row / second.size
        upper = np.where(second.keeps_ahead, np.maximum(upper, 0.0), upper)
        self.highs.changeRowsBounds(self.n_rows, place, lower, upper)

    def _set_tangents(self, ahead: Array) -> None:
        """Right-hand sides of the tangents that are known, for these orders ahead."""
        whole = np.zeros(len(self.second.column))
        whole[self.stages.ahead] = ahead
        for i, tangent in enumerate(self.tangents):
            taken = float(tangent.coefficients @ whole[tangent.columns]) / self.second.size
            self.highs.changeRowBounds(self.n_rows + i, -np.inf, -taken)

    def _forget_tangents(self) -> None:
        count = len(self.tangents)
        if count > MOST_TANGENTS * len(self.cones):
            rows = np.arange(self.n_rows, self.n_rows + count, dtype=np.int32)
            self.highs.deleteRows(count, rows)
            self.tangents.clear()
            self.bases.clear()

    def _touch(self, tangents: list[Tangent], ahead: Array) -> None:
        """Add tangents as rows over later columns.

        Each as large as the amounts it speaks of: the shares among few units would else be lost in
        the solver's tolerance.
        """
        own_size = [tangent.times(self.second.size / tangent.amount) for tangent in tangents]
        for tangent in own_size:
            mine = np.isin(tangent.columns, self.later)
            columns = tangent.columns[mine]
            own = np.searchsorted(self.later, columns).astype(np.int32)
            scaled = tangent.coefficients[mine] * self.second.column[columns]
            self.highs.addRow(-np.inf, 0.0, len(own), own, scaled)
        self.tangents += own_size
        self._set_tangents(ahead)

    def _values(self, ahead: Array, found: Array) -> Array:
        values = np.zeros(len(self.second.column))
        values[self.stages.ahead] = ahead
        own = found[: len(self.later)]
        values[self.later] = own * self.second.column[self.later] * self.second.size
        return values

    def _outcome(self, ahead: Array, changes: Changes, answer: Solution, values: Array) -> Outcome:
        second, n_duals = self.second, self.n_rows + len(self.tangents)
        assert answer.values is not None and answer.objective is not None
        duals = np.zeros(n_duals) if answer.row_duals is None else answer.row_duals
        prices = duals[: self.n_rows] * second.row / second.money
        objective = answer.objective * second.size / second.money
        slope = changes.paid - second.taken.T @ prices - changes.coupling.T @ prices
        return Outcome(
            cost=float(objective + changes.paid @ ahead),
            slope=slope - self._through_tangents(duals[self.n_rows :]),
            values=values,
            lacking=self._lacking(answer.values[len(self.later) :]),
        )

    def _through_tangents(self, duals: Array) -> Array:
        """What orders ahead cost by what they take of the cones' tangents."""
        whole = np.zeros(len(self.second.column))
        for tangent, dual in zip(self.tangents, duals, strict=True):
            if dual:
                whole[tangent.columns] += tangent.coefficients * dual / self.second.money
        return whole[self.stages.ahead]

    def _lacking(self, resorts: Array) -> tuple[tuple[int, float], ...]:
        rows = self.second.resort_rows
        scale = self.second.size / self.second.row[rows]
        used = np.flatnonzero(resorts > 1e-6)
        return tuple((int(self.stages.second[rows[i]]), float(resorts[i] * scale[i])) for i in used)


def _simplex() -> highspy.Highs:
    highs = quiet_highs()
    for option, value in (
        ("threads", 1),
        ("parallel", "off"),
        ("solver", "simplex"),
        ("primal_feasibility_tolerance", FEASIBLE),
        ("dual_feasibility_tolerance", FEASIBLE),
    ):
        highs.setOptionValue(option, value)
    return highs


def _touches(cone: Cone, columns: Array) -> bool:
    own = np.unique(cone.groups.indices)
    return cone.over >= 0 or bool(np.isin(own, columns).any())
