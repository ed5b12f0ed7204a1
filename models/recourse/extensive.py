"""All futures in one program: for small cases, and to prove the decomposition right."""

import dataclasses
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from models.engines import Options
from models.engines.highs import HighsEngine
from models.program import Array, Arrays, Cone, Program
from models.recourse.risk import Risk
from models.recourse.second import LACKS, SecondStage
from models.recourse.stages import Changes
from models.recourse.subproblem import HELD, held
from models.solution import Solution
from models.solve.scaling import scaling_of
from models.solve.tangents import (
    AS_ROWS,
    Tangent,
    scaled_cone,
    tangent_rows,
    until_kept,
    with_rows,
)


@dataclass(frozen=True)
class Whole:
    """The optimum: ``value`` is J, ``lacking`` (futures,) what lacks in scaled rows.

    ``ahead`` (ahead,) in their own units and ``costs`` (futures,) are those of the optimum found.
    """

    value: float
    ahead: Array
    costs: Array
    lacking: Array


class NoOptimumError(Exception):
    """The program of all futures has no optimum, or none was found that keeps its cones."""


class Extensive:
    """The extensive form: orders ahead, eta, then of every future z and its second stage.

    Orders ahead are in their own units, later columns scaled as in ``SecondStage``. The last row is
    what lacks in the mean. ``whole``: minimum orders and lots are kept.
    """

    def __init__(
        self, second: SecondStage, futures: list[Changes], risk: Risk, *, whole: bool = False
    ) -> None:
        self.second, self.futures, self.risk, self.whole = second, futures, risk, whole
        self.n, self.later = len(second.stages.ahead), len(second.arrays.cost)
        self.arrays = self._arrays()

    def of(self, w: int) -> slice:
        """Where the second stage of a future stands among the columns."""
        start = self.n + 1 + w * (1 + self.later) + 1
        return slice(start, start + self.later)

    @property
    def resorts(self) -> Array:
        """The columns of last resorts, (futures, resorts)."""
        starts = np.array([self.of(w).start for w in range(len(self.futures))])
        found: Array = starts[:, None] + self.second.last_resorts
        return found

    def cones(self) -> list[Cone]:
        """The cones over the columns here: of orders ahead alone, and of every future."""
        every = np.ones(self.n)
        ahead = [self._cone(cone, 0, every) for cone in self.second.stages.cones]
        each = enumerate(changes.stands for changes in self.futures)
        return [
            *ahead,
            *(self._cone(cone, w, own) for w, own in each for cone in self.second.cones),
        ]

    def costs(self, values: Array) -> Array:
        """What each future costs, (futures,)."""
        found = []
        for w, changes in enumerate(self.futures):
            later = self._price(changes) @ values[self.of(w)]
            found.append(float(changes.paid @ values[: self.n] + later))
        return np.array(found)

    def _arrays(self) -> Arrays:
        second, stages = self.second, self.second.stages
        m, count = len(second.row), len(self.futures)
        promises, lower, upper = stages.promises
        p = 1.0 / count
        tail = self.risk.weight / (1.0 - self.risk.level) if self.risk.weight else 0.0
        rest = sp.csr_matrix((promises.shape[0], 1 + count * (1 + self.later)))
        rows = [sp.hstack([promises, rest])]
        cost = [np.zeros(self.n), np.array([self.risk.weight])]
        base, ahead = stages.arrays, stages.ahead
        bounds = [(base.lower[ahead], base.upper[ahead])]
        bounds.append((np.array([-np.inf]), np.array([np.inf])))
        right = [(lower, upper)]
        for w, changes in enumerate(self.futures):
            price = self._price(changes)
            coupling, own, low, high = self._future(changes)
            before = sp.csr_matrix((m, w * (1 + self.later)))
            after = sp.csr_matrix((m, (count - w - 1) * (1 + self.later)))
            z = sp.csr_matrix((m, 1))
            rows.append(sp.hstack([coupling, z, before, z, own, after]))
            right.append(second.right(changes))
            # The tail: z of this future is at least its cost less eta.
            value = sp.csr_matrix(np.concatenate([-changes.paid, [1.0]]).reshape(1, -1))
            line = sp.csr_matrix(np.concatenate([[1.0], -price]).reshape(1, -1))
            rows.append(sp.hstack([value, before[:1], line, after[:1]]))
            right.append((np.zeros(1), np.array([np.inf])))
            cost[0] = cost[0] + (1.0 - self.risk.weight) * p * changes.paid
            cost.append(np.concatenate([[tail * p], (1.0 - self.risk.weight) * p * price]))
            bounds.append((np.concatenate([[0.0], low]), np.concatenate([[np.inf], high])))
        columns = self.n + 1 + count * (1 + self.later)
        lacks = np.zeros(columns)
        lacks[self.resorts] = p * second.resorts.weights
        rows.append(sp.csr_matrix(lacks.reshape(1, -1)))
        right.append((np.array([-np.inf]), np.array([np.inf])))
        return Arrays(
            cost=np.concatenate(cost),
            lower=np.concatenate([low for low, _ in bounds]),
            upper=np.concatenate([high for _, high in bounds]),
            integer=self._integer(columns),
            row_lower=np.concatenate([low for low, _ in right]),
            row_upper=np.concatenate([high for _, high in right]),
            matrix=sp.csc_matrix(sp.vstack(rows)),
        )

    def _integer(self, columns: int) -> Array:
        found, stages = np.zeros(columns, dtype=bool), self.second.stages
        if self.whole:
            found[: self.n] = stages.arrays.integer[stages.ahead]
            later = np.flatnonzero(stages.arrays.integer[stages.later])
            for w in range(len(self.futures)):
                found[self.of(w).start + later] = True
        return found

    def _price(self, changes: Changes) -> Array:
        """Money per scaled later column; last resorts are free."""
        second = self.second
        free = np.zeros(second.resorts.count)
        found: Array = np.concatenate([second.prices(changes.cost), free])
        return found * second.size / second.money

    def _future(self, changes: Changes) -> tuple[sp.csr_matrix, sp.csr_matrix, Array, Array]:
        """Coupling (rows, ahead), own matrix, and bounds of one future."""
        second = self.second
        stages = second.stages
        count = len(stages.later)
        row = sp.diags_array(second.row / second.size)
        taken = second.taken @ sp.diags_array(changes.stands)
        coupling = sp.csr_matrix(row @ (taken + changes.coupling))
        delivered = sp.diags_array(second.row) @ sp.csr_matrix(changes.delivered)
        delivered = delivered @ sp.diags_array(second.column[stages.later])
        rest = sp.csr_matrix((len(second.row), self.later - count))
        own = sp.csr_matrix(second.arrays.matrix) + sp.hstack([delivered, rest])
        low, high = second.arrays.lower.copy(), second.arrays.upper.copy()
        low[:count], high[:count] = second.least(changes.least), second.most(changes.most)
        low[changes.closed] = high[changes.closed] = 0.0
        return coupling, sp.csr_matrix(own), low, high

    def _cone(self, cone: Cone, w: int, stands: Array) -> Cone:
        second, start = self.second, self.of(w).start
        groups = sp.coo_matrix(cone.groups)
        place = second.place[groups.col]
        is_later = place >= 0
        ahead = np.searchsorted(second.stages.ahead, groups.col)
        columns = np.where(is_later, start + place, ahead)
        unit = np.zeros(len(place))
        unit[is_later] = second.unit[groups.col[is_later]]
        unit[~is_later] = stands[ahead[~is_later]]
        data = groups.data * unit
        shape = (groups.shape[0], len(self.arrays.cost))
        return dataclasses.replace(
            cone,
            groups=sp.csr_matrix((data, (groups.row, columns)), shape=shape),
            over=-1 if cone.over < 0 else start + int(second.place[cone.over]),
            over_scale=cone.over_scale * float(second.unit[cone.over]),
        )


def solve_extensive(
    second: SecondStage,
    futures: list[Changes],
    risk: Risk,
    options: Options | None = None,
    *,
    whole: bool = False,
) -> Whole:
    """The least that lacks in the mean, then the least J of which no more lacks.

    Raises NoOptimumError.
    """
    form = Extensive(second, futures, risk, whole=whole)
    arrays, resorts = form.arrays, form.resorts
    least = np.zeros(len(arrays.cost))
    least[resorts] = second.resorts.weights / len(futures)
    closed = arrays.upper.copy()
    closed[resorts] = 0.0
    found, _ = _solved(form, dataclasses.replace(arrays, upper=closed), options)
    if found is None:
        first, message = _solved(form, dataclasses.replace(arrays, cost=least), options)
        if first is None:
            raise NoOptimumError(message)
        for more in HELD:
            upper = np.append(arrays.row_upper[:-1], held(float(least @ first), more))
            found, message = _solved(form, dataclasses.replace(arrays, row_upper=upper), options)
            if found is not None:
                break
        else:
            raise NoOptimumError(message)
    lacking = found[resorts] @ second.resorts.weights
    costs = form.costs(found)
    return Whole(
        value=risk.value(costs),
        ahead=found[: form.n],
        costs=costs,
        lacking=np.where(lacking > LACKS, lacking, 0.0),
    )


def _solved(form: Extensive, arrays: Arrays, options: Options | None) -> tuple[Array | None, str]:
    """The optimal values, cones kept, or None; and what the solver said."""
    scaling = scaling_of(arrays)
    scaled, engine = scaling.apply(arrays), HighsEngine()
    cones = [scaled_cone(cone, scaling) for cone in form.cones()]

    basis: object = None

    def solve() -> Solution:
        nonlocal basis
        answer = engine.solve(Program(), scaled, options or Options(), basis)
        basis = answer.basis
        return answer

    def touch(tangents: list[Tangent]) -> None:
        nonlocal scaled
        scaled = with_rows(scaled, tangent_rows(tangents, len(scaled.cost)))

    found = until_kept(cones, solve, touch, AS_ROWS)
    if found.status != "optimal" or found.values is None:
        return None, found.message
    return scaling.values(found.values), found.message
