"""What a future lacks and costs, given what was ordered ahead, and how both change with the orders.

Most futures can keep every promise: last resorts are closed, and one solve finds the least cost.
Where that is impossible they open, the least that lacks is found first, in scaled rows and without
any money, and then the least cost of which no more lacks.

One HiGHS object per worker is kept alive and goes from future to future; only right-hand sides,
prices, a few bounds and the deliveries of later orders change, so that each solve starts from the
basis of the one before.
"""

import dataclasses
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

import highspy
import numpy as np
import scipy.sparse as sp

from models.engines.highs import hand_over, quiet_highs, run
from models.program import Array
from models.recourse.second import LACKS, SecondStage
from models.recourse.stages import Changes
from models.solution import Solution
from models.solve.tangents import AS_ROWS, Tangent, until_kept

FEASIBLE = 1e-7
"""Primal and dual feasibility, on the scaled program."""
FINELY = 1e-9
"""The same for what is reported and audited."""
MOST_TANGENTS = 50
"""With more tangents than this for each cone all are forgotten: those of orders ahead that are no
longer tried only make every solve slower."""
CLOSELY = 100.0
"""How large tangents are written: a solver may keep a row only to some times its tolerance."""
MIP_GAP = 1e-6
HELD = (1e-9, 1e-7, 1e-5)
"""By how much more than the least, relative to it or to 1, may lack while the cost is sought: the
first of these with which there is an answer. The least is known no better than rows are kept."""


@dataclass(frozen=True)
class Lacking:
    """What a future lacks at the least, in scaled rows.

    ``slope`` (ahead,) is its change per unit more of each order, ``price`` the money that one unit
    more that may lack would save: it stands in cuts, never in a cost.
    """

    amount: float
    slope: Array
    price: float


@dataclass(frozen=True)
class Outcome:
    """A future given the orders ahead.

    ``cost`` in money, what lacks not counted; ``slope`` (ahead,) its change per unit more of each
    order; ``values`` (columns,) of the whole program; ``resorts`` (resorts,) what lacks where, as
    ``SecondStage.lacks`` reads it.
    """

    cost: float
    slope: Array
    values: Array
    resorts: Array
    lacking: Lacking


class RecourseError(Exception):
    """HiGHS gave no answer to a second stage that always has one, or none that keeps its cones."""


class _Answer(NamedTuple):
    """What HiGHS said last, scaled, and the values it stands for: columns, then cones' resorts."""

    said: Solution
    values: Array


class _Decided(NamedTuple):
    """The least cost, and before it the least lacking where something lacks."""

    cost: _Answer
    lack: _Answer | None


def held(least: float, more: float = HELD[0]) -> float:
    """What may lack, where at least so much does."""
    return least + more * max(1.0, least)


class Worker:
    """Solves second stages one after the other."""

    def __init__(self, second: SecondStage, weights: Array | None = None) -> None:
        """``weights`` (resorts,): how much what lacks counts where, if not as usual."""
        self.second, self.stages = second, second.stages
        self.later = self.stages.later
        self.n_rows = len(second.row)
        self.cones = second.cones
        self.tangents: list[Tangent] = []
        self.ordered = second.entries_of_orders()
        self.known: dict[tuple[int, int], float] = {}
        self.whole = False
        self.bases: WeakKeyDictionary[Changes, tuple[int, highspy.HighsBasis]] = WeakKeyDictionary()
        """For each future: how many tangents there were, and its last basis, as long as anybody
        may come back to it. A future that is gone leaves nothing that the next could start from."""
        self.weights = second.resorts.weights if weights is None else weights
        self.costs = second.arrays.cost[: len(self.later)]
        self.keeps = self.moot = np.zeros(self.n_rows, dtype=bool)
        self.closed, self.message = False, ""
        self.highs = _simplex()
        hand_over(self.highs, second.arrays)
        places = second.last_resorts.astype(np.int32)
        self.highs.addRow(-np.inf, np.inf, len(places), places, self.weights)
        self.first_tangent = self.n_rows + 1

    def solve(self, ahead: Array, changes: Changes) -> Outcome:
        """The least lacking of a future, then its least cost.

        ``ahead`` (ahead,) are the orders, in their own units. Raises RecourseError.
        """
        self._set_future(changes)
        self._forget_tangents()
        self._start_from(changes)
        placed = ahead * changes.stands
        taken = self.second.taken @ placed + changes.coupling @ placed
        self._set_right(taken, changes.needed)
        self._set_tangents(placed)
        decided = self._decided(placed)
        if not self.whole:
            self.bases[changes] = (len(self.tangents), self.highs.getBasis())
        return self._outcome(ahead, changes, decided)

    def _decided(self, ahead: Array) -> _Decided:
        """What to do in what HiGHS holds. Raises RecourseError."""
        self._close_resorts()
        found = self._kept(ahead)
        if found is not None:
            return _Decided(found, None)
        self._open_resorts()
        least = self._kept(ahead)
        for more in HELD if least is not None else ():
            assert least is not None and least.said.objective is not None
            self._hold(held(least.said.objective, more))
            found = self._kept(ahead)
            if found is not None:
                return _Decided(found, least)
        raise RecourseError(f"second stage: {self.message}")

    def _kept(self, ahead: Array) -> _Answer | None:
        """The optimum of what HiGHS holds, cones kept; None, with a ``message``, without one."""
        last = Solution("error")

        def solve() -> Solution:
            nonlocal last
            last = run(self.highs, integers=self.whole)
            if last.values is None:
                return last
            return dataclasses.replace(last, values=self._values(ahead, last.values))

        answer = until_kept(self.cones, solve, lambda new: self._touch(new, ahead), AS_ROWS)
        self.message = answer.message
        if answer.status != "optimal" or answer.values is None:
            return None
        return _Answer(last, answer.values)

    def _close_resorts(self) -> None:
        """Nothing may lack."""
        if not self.closed:
            self._set_resorts(0.0, self.costs, np.zeros(len(self.weights)))
            self.highs.changeRowBounds(self.n_rows, -np.inf, np.inf)
            self.closed = True

    def _open_resorts(self) -> None:
        """Anything may lack, as little as can be."""
        self._set_resorts(np.inf, np.zeros(len(self.later)), self.weights)
        self.highs.changeRowBounds(self.n_rows, -np.inf, np.inf)
        self.closed = False

    def _hold(self, lacking: float) -> None:
        """No more than this may lack; what that costs the least is sought."""
        self._set_resorts(np.inf, self.costs, np.zeros(len(self.weights)))
        self.highs.changeRowBounds(self.n_rows, -np.inf, lacking)

    def _set_resorts(self, most: float, costs: Array, weights: Array) -> None:
        places = self.second.last_resorts.astype(np.int32)
        count = len(places)
        self.highs.changeColsBounds(count, places, np.zeros(count), np.full(count, most))
        self.highs.changeColsCost(count, places, weights)
        own = np.arange(len(costs), dtype=np.int32)
        self.highs.changeColsCost(len(own), own, costs)

    def _set_costs(self, cost: Array) -> None:
        """Prices of the later columns, in their own units."""
        self.costs = self.second.prices(cost)
        own = np.arange(len(self.later), dtype=np.int32)
        self.highs.changeColsCost(len(own), own, self.costs)

    def keep_whole(self) -> None:
        """From now on later orders keep their minimum orders and lots; slopes are then 0.

        What is decided is no trial any more: rows are kept as closely as can be.
        """
        self.highs.setOptionValue("primal_feasibility_tolerance", FINELY)
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
        self._set_costs(changes.cost)
        lower = self.second.least(changes.least)
        upper = self.second.most(changes.most)
        lower[changes.closed] = 0.0
        upper[changes.closed] = 0.0
        self.keeps = changes.keeps
        self.moot = ~self.second.rows_of((lower != 0.0) | (upper != 0.0))
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

    def _set_right(self, taken: Array, needed: Array) -> None:
        """Right-hand sides, less what orders ahead take of them and the future does not need."""
        second = self.second
        place = np.arange(self.n_rows, dtype=np.int32)
        bound = np.where(np.isinf(second.row_lower), 0.0, needed)
        lower = (second.row_lower - (taken - bound)) * second.row / second.size
        upper = (second.row_upper - (taken - needed)) * second.row / second.size
        never_over = second.stages.keeps_ahead | self.keeps
        upper = np.where(never_over, np.maximum(upper, 0.0), upper)
        lower = np.where(self.keeps, np.minimum(lower, 0.0), lower)
        # Nothing can be done about such a row, and nothing need be. If it stood, and orders ahead
        # fill it, its dual could be anything: a slope that says nothing of other orders.
        upper = np.where(never_over & self.moot, np.inf, upper)
        lower = np.where(self.keeps & self.moot, -np.inf, lower)
        self.highs.changeRowsBounds(self.n_rows, place, lower, upper)

    def _set_tangents(self, ahead: Array) -> None:
        """Right-hand sides of the tangents that are known, for these orders ahead."""
        whole = np.zeros(len(self.second.place))
        whole[self.stages.ahead] = ahead
        for i, tangent in enumerate(self.tangents):
            taken = float(tangent.coefficients @ whole[tangent.columns]) / self.second.size
            self.highs.changeRowBounds(self.first_tangent + i, -np.inf, -taken)

    def _forget_tangents(self) -> None:
        count = len(self.tangents)
        if count > MOST_TANGENTS * len(self.cones):
            rows = np.arange(self.first_tangent, self.first_tangent + count, dtype=np.int32)
            self.highs.deleteRows(count, rows)
            self.tangents.clear()
            self.bases.clear()

    def _touch(self, tangents: list[Tangent], ahead: Array) -> None:
        """Add tangents as rows over later columns.

        Each some times as large as the amounts it speaks of: the shares among few units would else
        be lost in the solver's tolerance.
        """
        size = CLOSELY * self.second.size
        own_size = [tangent.times(size / tangent.amount) for tangent in tangents]
        for tangent in own_size:
            place = self.second.place[tangent.columns]
            mine = place >= 0
            columns = tangent.columns[mine]
            scaled = tangent.coefficients[mine] * self.second.unit[columns] / self.second.size
            self.highs.addRow(-np.inf, 0.0, len(columns), place[mine].astype(np.int32), scaled)
        self.tangents += own_size
        self._set_tangents(ahead)

    def _values(self, ahead: Array, found: Array) -> Array:
        """All columns, then the resorts of cones, in their own units."""
        values = np.zeros(len(self.second.place))
        values[self.stages.ahead] = ahead
        own = self.second.place >= 0
        values[own] = found[self.second.place[own]] * self.second.unit[own]
        return values

    def _outcome(self, ahead: Array, changes: Changes, decided: _Decided) -> Outcome:
        second, said = self.second, decided.cost.said
        assert said.values is not None and said.objective is not None
        objective = said.objective * second.size / second.money
        return Outcome(
            cost=float(objective + changes.paid @ ahead),
            slope=changes.paid + self._slope(said, changes) / second.money,
            values=decided.cost.values[: len(second.column)],
            resorts=said.values[len(self.later) :],
            lacking=self._lacking(changes, decided),
        )

    def _lacking(self, changes: Changes, decided: _Decided) -> Lacking:
        back = self.second.size / self.second.money
        nothing = np.zeros(len(self.stages.ahead))
        if decided.lack is None:
            return Lacking(0.0, nothing, back * self._closed_price(decided.cost.said))
        said = decided.lack.said
        assert said.objective is not None
        duals = decided.cost.said.row_duals
        price = 0.0 if duals is None else max(-float(duals[self.n_rows]), 0.0)
        if said.objective <= LACKS:
            return Lacking(0.0, nothing, back * price)
        return Lacking(said.objective, self._slope(said, changes) / self.second.size, back * price)

    def _closed_price(self, said: Solution) -> float:
        """What opening the most useful of the closed last resorts would save, scaled."""
        if said.reduced_costs is None or not len(self.weights):
            return 0.0
        gains = -said.reduced_costs[len(self.later) :] / self.weights
        return max(float(gains.max()), 0.0)

    def _slope(self, said: Solution, changes: Changes) -> Array:
        """The change of a scaled objective per unit more of each order ahead, (ahead,)."""
        if said.row_duals is None:
            return np.zeros(len(self.stages.ahead))
        prices = said.row_duals[: self.n_rows] * self.second.row
        whole = np.zeros(len(self.second.place))
        for tangent, dual in zip(self.tangents, said.row_duals[self.first_tangent :], strict=False):
            if dual:
                whole[tangent.columns] += tangent.coefficients * dual
        found = self.second.taken.T @ prices + changes.coupling.T @ prices
        return np.asarray(-found - whole[self.stages.ahead]) * changes.stands


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
