"""The master: orders ahead, what cuts say of the futures' costs, and two mean futures in full.

Columns: the orders ahead (scaled), theta per bundle of futures (its part of the mean cost), eta
and z per bundle (the tail, after Rockafellar and Uryasev), and of each future what lacks in it.
Rows: what orders ahead must keep, and cuts. First the least mean lacking is sought; it is then held
in a row, and the least J is sought. With l what may lack in a future, and l_k what lacked in it at
x_k, its cost is at least cost_k + slope (x - x_k) - price (l - l_k): convex in x and l together,
which "least lacking of each future, then its cost" is not in x alone.

Besides, the second stage of a group of futures at its mean deliveries stands in the master as it is
("partial decomposition", Crainic, Hewitt, Maggioni and Rei 2021): by Jensen's inequality it never
costs more than the group's mean, so the master knows from the first round what stock, processes and
shortage are for. There are two such groups: the worst futures, and the others.
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from models.engines.highs import add_rows, hand_over, quiet_highs, run
from models.program import Array, Arrays
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Changes
from models.recourse.subproblem import HELD, Lacking, held
from models.solution import Solution
from models.solve.tangents import AS_ROWS, Tangent, until_kept

MONEY = 1e3
"""The master counts in thousandths of the mean cost."""
IDLE_ROUNDS = 15
"""Cuts that have not mattered for so many rounds are dropped."""
STAYS = -(10**9)
MIP_GAP = 1e-5
WANDERING = 1
"""Pivots per row and column after which a warm start is given up."""


class MasterError(Exception):
    """The orders ahead alone cannot keep their promises, or the solver gave up."""


@dataclass(frozen=True)
class Evaluation:
    """All futures at one x: ``costs`` (futures,), ``slopes`` (futures, ahead), what lacks."""

    ahead: Array
    costs: Array
    slopes: Array
    lacking: tuple[Lacking, ...]

    @property
    def lacks(self) -> Array:
        """What lacks in each future, in scaled rows, (futures,)."""
        return np.array([one.amount for one in self.lacking])


@dataclass(frozen=True)
class Group:
    """Futures whose mean stands in the master: their bundles' places, and the futures."""

    bundles: list[int]
    futures: Array


class Master:
    """Grows by cuts; never lies above the true J."""

    def __init__(
        self, second: SecondStage, risk: Risk, bundles: list[Array], scale: Array, usual: float
    ) -> None:
        self.second, self.stages, self.risk = second, second.stages, risk
        self.bundles, self.scale = bundles, scale
        self.n, self.b = len(self.stages.ahead), len(bundles)
        self.count = sum(len(bundle) for bundle in bundles)
        self.money = MONEY / usual
        base = self.stages.arrays
        self.whole = base.integer[self.stages.ahead]
        self.lower = base.lower[self.stages.ahead] / scale
        self.upper = base.upper[self.stages.ahead] / scale
        self.theta, self.eta, self.z = self.n, self.n + self.b, self.n + self.b + 1
        self.lack = self.z + self.b
        self.highs = quiet_highs()
        if not self.has_integers:
            self.highs.setOptionValue("solver", "simplex")
        self.highs.setOptionValue("mip_rel_gap", MIP_GAP)
        hand_over(self.highs, self._first())
        every = np.arange(self.lack, self.lack + self.count, dtype=np.int32)
        self.hold_row = self.highs.getNumRow()
        self.highs.addRow(-np.inf, np.inf, self.count, every, np.full(self.count, 1.0 / self.count))
        self.holds, self.least = False, 0.0
        """Whether what lacks is held, and J sought."""
        self.resorts = np.zeros(0, dtype=np.int32)
        """The last resorts of the mean futures."""
        self.cones = self.stages.cones
        self.fixed = self.highs.getNumRow()
        self.idle: list[int] = []
        self.duals: Array | None = None
        """The rows' duals in the last answer; None where there are whole numbers."""

    def _first(self) -> Arrays:
        """Orders ahead with their promises, thetas, eta and z, without any cut."""
        matrix, lower, upper = self.stages.promises
        scaled = sp.csr_matrix(matrix @ sp.diags_array(self.scale))
        largest = np.zeros(scaled.shape[0])
        if all(scaled.shape):
            largest = abs(scaled).max(axis=1).toarray().ravel()
        row = 1.0 / np.where(largest > 0, largest, 1.0)
        others = 2 * self.b + 1 + self.count
        floor = np.full(others, -np.inf)
        floor[self.b + 1 :] = 0.0
        return Arrays(
            cost=self._costs(lacking=True),
            lower=np.concatenate([self.lower, floor]),
            upper=np.concatenate([self.upper, np.full(others, np.inf)]),
            integer=np.concatenate([self.whole, np.zeros(others, dtype=bool)]),
            row_lower=lower * row,
            row_upper=upper * row,
            matrix=sp.csc_matrix(
                sp.hstack([sp.diags_array(row) @ scaled, sp.csr_matrix((len(row), others))])
            ),
        )

    def _costs(self, *, lacking: bool) -> Array:
        """The objective over the first columns: what lacks in the mean, or J."""
        lacks = np.full(self.count, 1.0 / self.count if lacking else 0.0)
        money = 0.0 if lacking else 1.0
        tail = self.risk.weight / (1.0 - self.risk.level) if self.risk.weight else 0.0
        mean, eta = np.full(self.b, 1.0 - self.risk.weight), np.array([self.risk.weight])
        measure = np.concatenate([mean, eta, np.full(self.b, tail)])
        return np.concatenate([np.zeros(self.n), money * measure, lacks])

    def hold(self, lacking: float) -> None:
        """No more than this may lack in the mean; from now on J is sought."""
        self.holds, self.least = True, lacking
        self._hold_at(held(lacking) if lacking else 0.0)
        cost = self._costs(lacking=False)
        self.highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def _hold_at(self, most: float) -> None:
        self.highs.changeRowBounds(self.hold_row, -np.inf, most)
        every = np.arange(self.lack, self.lack + self.count, dtype=np.int32)
        self.highs.changeColsBounds(
            self.count, every, np.zeros(self.count), np.full(self.count, most * self.count)
        )
        # Where nothing may lack in any future, nothing may in the mean of some.
        count = len(self.resorts)
        top = np.full(count, np.inf if most > 0.0 else 0.0)
        self.highs.changeColsBounds(count, self.resorts, np.zeros(count), top)

    def add_mean(self, group: Group, futures: list[Changes]) -> None:
        """Put the second stage of a group's mean future into the master.

        sum of theta >= its share x (paid x + cost y); where the group is as large as the tail,
        eta + sum z / (1 - level) >= the same cost as well. In the mean of its futures no less lacks
        than in their mean.
        """
        own = [futures[w] for w in group.futures]
        mean = _mean(own)
        start = self.highs.getNumCol()
        self._add_columns(mean, own)
        self._add_rows(mean, start)
        first = _sparse(mean.paid * self.scale * self.money)
        second = _sparse(self._cost(own) * self.money)
        index = np.concatenate([first[0], second[0] + start])
        values = np.concatenate([first[1], second[1]])
        share = len(own) / self.count
        if self.risk.weight < 1.0:
            self._row(0.0, (index, -share * values), {self.theta + i: 1.0 for i in group.bundles})
        if self.risk.weight > 0.0 and share >= 1.0 - self.risk.level - 1e-9:
            tail = {self.z + i: 1.0 / (1.0 - self.risk.level) for i in range(self.b)}
            self._row(0.0, (index, -values), {self.eta: 1.0, **tail})
        resorts = start + self.second.last_resorts
        self.resorts = np.concatenate([self.resorts, resorts.astype(np.int32)])
        lacks = {self.lack + int(w): 1.0 / len(own) for w in group.futures}
        self._row(0.0, (resorts, -self.second.resorts.weights), lacks)
        self.fixed = self.highs.getNumRow()

    def _cost(self, own: list[Changes]) -> Array:
        """Money per scaled later column: the least in the group, so that the mean is not below."""
        least = np.min([changes.cost for changes in own], axis=0)
        return least * self.second.column[self.stages.later] * self.second.size

    def _add_columns(self, mean: Changes, own: list[Changes]) -> None:
        """Later columns and last resorts; a later order is closed only if it is in all futures."""
        lower, upper = self.second.arrays.lower.copy(), self.second.arrays.upper.copy()
        sometimes = np.unique(np.concatenate([changes.closed for changes in own]))
        lower[: len(mean.least)] = self.second.least(mean.least)
        lower[sometimes] = 0.0
        upper[: len(mean.most)] = self.second.most(mean.most)
        upper[mean.closed] = 0.0
        self.highs.addVars(len(lower), lower, upper)
        late = self._late_rows.size
        self.highs.addVars(late, np.zeros(late), np.full(late, np.inf))

    @cached_property
    def _late_rows(self) -> Array:
        """Second-stage rows (balances) into which later orders deliver, (nodes, periods)."""
        formulation, case = self.stages.formulation, self.stages.case
        later = np.any(
            [np.isin(at, self.stages.later).any(axis=1) for at in self.stages.orders], axis=0
        )
        nodes = sorted(
            {
                formulation.nodes.place[case.offers[o].material, case.offers[o].to]
                for o in np.flatnonzero(later)
            }
        )
        balance = formulation.program.rows["balance"].at[nodes]
        return np.searchsorted(self.stages.second, balance)

    def _add_rows(self, mean: Changes, start: int) -> None:
        """The second-stage rows of the mean future; later orders may be as late as they like."""
        second = self.second
        taken = sp.csr_matrix(
            sp.diags_array(second.row / second.size)
            @ (second.taken @ sp.diags_array(mean.stands) + mean.coupling)
            @ sp.diags_array(self.scale)
        )
        delivered = self._on_time()
        own = sp.csr_matrix(second.arrays.matrix) + self._with_resorts(delivered)
        block = sp.csr_matrix(sp.hstack([own, self._lateness()]))
        gap = sp.csr_matrix((len(second.row), start - self.n))
        add_rows(
            self.highs,
            sp.csr_matrix(sp.hstack([taken, gap, block])),
            *second.right(mean),
        )
        self._append_late(delivered, start)

    def _with_resorts(self, later: sp.csr_matrix) -> sp.csr_matrix:
        """Rows over later columns, with nothing under the columns of last resorts."""
        resorts = self.second.arrays.matrix.shape[1] - later.shape[1]
        return sp.csr_matrix(sp.hstack([later, sp.csr_matrix((later.shape[0], resorts))]))

    def _on_time(self) -> sp.csr_matrix:
        """What later orders deliver if nothing delays them, scaled, (rows, later)."""
        entries = self.stages.base_paid.delivered
        data = entries.data * self.second.row[entries.row]
        data = data * self.second.column[self.stages.later][entries.col]
        return sp.csr_matrix((data, (entries.row, entries.col)), shape=entries.shape)

    def _lateness(self) -> sp.csr_matrix:
        """A late delivery leaves the balance of its period and enters the next one's."""
        rows = self._late_rows
        count = rows.size
        place = np.arange(count).reshape(rows.shape)
        entries_r = np.concatenate([rows.ravel(), rows[:, 1:].ravel()])
        entries_c = np.concatenate([place.ravel(), place[:, :-1].ravel()])
        values = np.concatenate([-np.ones(count), np.ones(rows[:, 1:].size)])
        values = values * self.second.row[entries_r] / self._late_scale()[entries_c]
        return sp.csr_matrix((values, (entries_r, entries_c)), shape=(len(self.second.row), count))

    def _late_scale(self) -> Array:
        """Late columns are scaled like the balance they leave."""
        return self.second.row[self._late_rows.ravel()]

    def _append_late(self, delivered: sp.csr_matrix, start: int) -> None:
        """late_t <= late_(t-1) + what is delivered in t: nothing is late that was not ordered."""
        rows = self._late_rows
        place = np.arange(rows.size).reshape(rows.shape)
        carried = sp.eye_array(rows.size, format="lil")
        scale = self._late_scale()
        for line in place:
            for t in range(1, len(line)):
                carried[line[t], line[t - 1]] = -scale[line[t]] / scale[line[t - 1]]
        own = self._with_resorts(sp.csr_matrix(delivered[rows.ravel()]))
        matrix = sp.hstack([sp.csr_matrix((rows.size, start)), -own, sp.csr_matrix(carried)])
        count = rows.size
        add_rows(self.highs, sp.csr_matrix(matrix), np.full(count, -np.inf), np.zeros(count))

    def _row(self, floor: float, entries: tuple[Array, Array], columns: dict[int, float]) -> None:
        """A row floor <= entries + columns."""
        index = np.concatenate([entries[0], list(columns)]).astype(np.int32)
        values = np.concatenate([entries[1], list(columns.values())])
        self.highs.addRow(floor, np.inf, len(index), index, values)

    def add_cuts(self, found: Evaluation) -> None:
        """A cut per bundle for the mean, one for the tail where it has weight, and what lacks."""
        worst = self._worst(found.costs)
        for i, bundle in enumerate(self.bundles):
            if self.risk.weight < 1.0:
                self._cut(found, bundle, {self.theta + i: 1.0})
            bad = bundle[worst[bundle]]
            if self.risk.weight > 0.0 and len(bad):
                self._cut(found, bad, {self.z + i: 1.0, self.eta: len(bad) / self.count})
        for w, lacking in enumerate(found.lacking):
            if lacking.amount > 0.0:
                self._cut_lacking(found.ahead, w, lacking)

    def _worst(self, costs: Array) -> Array:
        """The futures beyond the value at risk, those at it included."""
        keep = int(np.ceil((1.0 - self.risk.level) * len(costs) - 1e-9))
        edge = np.sort(costs)[-max(keep, 1)]
        return costs >= edge

    def _cut(self, found: Evaluation, bundle: Array, columns: dict[int, float]) -> None:
        slope = found.slopes[bundle].sum(axis=0) / self.count
        level = float(found.costs[bundle].sum() / self.count - slope @ found.ahead)
        more = {}
        for w in bundle.tolist():
            lacking = found.lacking[w]
            price = lacking.price * self.money / self.count
            if price > 0.0:
                more[self.lack + w] = price
                level += lacking.price / self.count * lacking.amount
        cut = _sparse(-slope * self.scale * self.money)
        self._row(level * self.money, cut, {**columns, **more})
        self.idle.append(0)

    def _cut_lacking(self, ahead: Array, w: int, lacking: Lacking) -> None:
        """What lacks in a future is at least amount_k + slope (x - x_k)."""
        slope = lacking.slope * self.scale
        size = max(float(np.abs(slope).max(initial=0.0)), 1.0)
        level = lacking.amount - float(lacking.slope @ ahead)
        self._row(level / size, _sparse(-slope / size), {self.lack + w: 1.0 / size})
        self.idle.append(0)

    def solve(self) -> tuple[Array, float]:
        """The orders that the cuts know no better than, and by them a bound.

        Of J once what lacks is held, before that of what lacks in the mean.
        """
        answer = until_kept(self.cones, self._run, self._touch, AS_ROWS)
        for more in HELD[1:] if self.holds else ():
            if answer.status != "infeasible":
                break
            self._hold_at(held(self.least, more))
            answer = until_kept(self.cones, self._run, self._touch, AS_ROWS)
        if answer.status != "optimal" or answer.values is None or answer.objective is None:
            raise MasterError(answer.message)
        bound = self.highs.getInfo().mip_dual_bound if self.has_integers else answer.objective
        unit = self.money if self.holds else 1.0
        return answer.values[self.stages.ahead], float(bound) / unit

    @property
    def has_integers(self) -> bool:
        """True if orders ahead are all-or-nothing somewhere."""
        return bool(self.whole.any())

    def _run(self) -> Solution:
        """The master's answer, with values of the whole program (0 for what is decided later)."""
        # From an old basis it may take minutes (seen at 200 futures).
        most = WANDERING * (self.highs.getNumRow() + self.highs.getNumCol())
        pivots = None if self.has_integers else most
        answer = run(self.highs, integers=self.has_integers, pivots=pivots)
        if answer.values is None:
            return answer
        self.duals = answer.row_duals
        whole = np.zeros(len(self.stages.arrays.cost))
        ahead = np.clip(answer.values[: self.n], self.lower, self.upper) * self.scale
        whole[self.stages.ahead] = ahead
        return dataclasses.replace(answer, values=whole)

    def _touch(self, tangents: list[Tangent]) -> None:
        """Rows for cones over orders ahead alone; they stay."""
        for tangent in tangents:
            own = np.searchsorted(self.stages.ahead, tangent.columns)
            row = tangent.coefficients * self.scale[own]
            self._row(0.0, (own, -row / np.abs(row).max()), {})
            self.idle.append(STAYS)

    def drop_idle(self) -> None:
        """Forget cuts that have long not been touched."""
        if self.duals is None:
            return
        duals = self.duals[self.fixed :]
        duals = np.concatenate([duals, np.ones(len(self.idle) - len(duals))])
        self.idle = [
            0 if abs(dual) > 1e-12 and idle >= 0 else idle + 1
            for idle, dual in zip(self.idle, duals, strict=True)
        ]
        old = [i for i, idle in enumerate(self.idle) if idle > IDLE_ROUNDS]
        if len(old) > len(self.idle) // 4:
            self.highs.deleteRows(len(old), np.array(old, dtype=np.int32) + self.fixed)
            self.idle = [idle for idle in self.idle if idle <= IDLE_ROUNDS]


def _mean(own: list[Changes]) -> Changes:
    """Mean prices, deliveries of orders ahead and needs; later orders closed if they are in all."""
    closed = set(own[0].closed.tolist())
    for changes in own[1:]:
        closed &= set(changes.closed.tolist())
    coupling = sum((changes.coupling for changes in own[1:]), own[0].coupling) / len(own)
    return Changes(
        np.mean([changes.paid for changes in own], axis=0),
        own[0].cost,
        sp.csr_matrix(coupling),
        own[0].delivered,
        np.array(sorted(closed), dtype=int),
        np.mean([changes.needed for changes in own], axis=0),
        np.mean([changes.most for changes in own], axis=0),
        np.mean([changes.least for changes in own], axis=0),
        np.mean([changes.stands for changes in own], axis=0),
        own[0].keeps,
    )


def _sparse(vector: Array) -> tuple[Array, Array]:
    """Places and values of what is not zero."""
    there = np.flatnonzero(np.abs(vector) > 1e-12)
    return there, vector[there]
