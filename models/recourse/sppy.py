"""The same futures through Pyomo and mpi-sppy, spread over the ranks of an MPI run.

Every rank calls ``search_on_ranks`` with the same case and seed, draws the futures that fall to it
itself, and gets the same answer. One rank alone solves the extensive form; several run mpi-sppy's
L-shaped method, in which every rank solves the second stages of its futures. What the orders ahead
cost is then found by our own second stages (``subproblem``), also rank by rank, so that the value
is that of ``decompose`` and the bound that of mpi-sppy.
"""

import contextlib
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import pyomo.environ as pyo
import scipy.sparse as sp
from pyomo.core.expr.numeric_expr import LinearExpression

from models.engines import EngineError
from models.engines.quiet import aside
from models.futures.draw import Drawer
from models.program import Array, Arrays
from models.recourse.decompose import Hedge, Limits
from models.recourse.extensive import Extensive, NoOptimumError, solve_extensive
from models.recourse.master import Evaluation
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Stages
from models.recourse.subproblem import Lacking, Worker

NEEDED = ("mpi4py", "mpisppy")
INSTALL = "pip install 'critical-materials-planner[cluster]'"
SOLVER = "highs"
MONEY = 10.0
"""Models count money so that the cost of a plan is about this."""
FIRM = 100.0
"""Rows with orders ahead are written so many times as large: mpi-sppy's cuts come from the largest
of all broken rows, the cost's among them, and should mostly speak of cost."""

_LACKS = (
    "in some future something cannot be kept at any price;"
    " mpi-sppy finds no plan then, --engine highs finds the one that lacks least"
)
CUT = 1e-7
"""A cut that would raise the root by less is not added."""

Progress = Callable[[str], None]


def search_on_ranks(
    stages: Stages,
    drawer: Drawer,
    risk: Risk,
    start: Array,
    limits: Limits | None = None,
    tell: Progress = lambda words: None,
) -> Hedge:
    """The orders ahead of least J over the drawer's futures; called by every rank alike.

    ``start`` are the orders ahead of the plan without risk, costed in the same futures. Raises
    EngineError if mpi-sppy or MPI is not installed, or if the case has concentration limits (hhi),
    which are not linear, whole numbers (lots, moq, order_cost, falling prices), or fewer futures
    than ranks.
    """
    comm = ranks()
    began = time.perf_counter()
    limits = limits or Limits()
    futures = _Futures(stages, drawer, risk, comm)
    _audit_size(stages, drawer, comm)
    first, lacked = futures.outcomes(start)
    tell(f"{drawer.count} futures on {comm.size} rank(s)")
    ahead, bound, rounds = futures.extensive() if comm.size == 1 else futures.l_shaped(limits)
    costs, lacks = futures.outcomes(ahead)
    if lacks.any():
        raise EngineError(_LACKS)
    value = risk.value(costs)
    return Hedge(
        ahead=ahead,
        costs=costs,
        value=value,
        bound=bound,
        rounds=rounds,
        seconds=time.perf_counter() - began,
        first=_evaluation(start, first, lacked),
        lacks=lacks,
        stopped=value - bound > limits.gap * abs(value),
    )


def _evaluation(ahead: Array, costs: Array, lacks: Array) -> Evaluation:
    """What orders ahead cost and lack, without slopes: nothing is cut by it."""
    none = np.zeros(0)
    every = tuple(Lacking(float(amount), none, 0.0) for amount in lacks)
    return Evaluation(ahead, costs, np.zeros((0, len(ahead))), every)


def ranks() -> Any:
    """The communicator of all ranks (``mpi4py.MPI.COMM_WORLD``). Raises EngineError."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise EngineError(f"mpi-sppy needs {' and '.join(missing)}, which are not here: {INSTALL}")
    try:
        return import_module("mpi4py.MPI").COMM_WORLD
    except (ImportError, RuntimeError) as fault:
        raise EngineError(f"mpi4py finds no MPI library ({fault}): {INSTALL}") from fault


def _audit_size(stages: Stages, drawer: Drawer, comm: Any) -> None:
    if stages.formulation.program.cones:
        raise EngineError("mpi-sppy is given linear models; limits with measure hhi are not linear")
    if stages.arrays.integer.any():
        raise EngineError(
            "mpi-sppy's L-shaped method is given no whole numbers;"
            " lots, minimum orders, order costs and falling prices need them"
        )
    if drawer.count < comm.size:
        raise EngineError(f"{comm.size} ranks share {drawer.count} futures; take fewer ranks")


@dataclass(frozen=True)
class _Scales:
    """One unit of each order ahead, (ahead,), and one unit of money, in the models."""

    ahead: Array
    money: float


class _Judge:
    """Ends mpi-sppy's rounds once the best orders so far are good enough; the same on every rank.

    ``ahead``, ``value`` and ``bound`` are the best orders, their J and what J cannot be below.
    """

    def __init__(self, futures: "_Futures", method: Any, scales: _Scales, limits: Limits) -> None:
        self.futures, self.method, self.scales, self.limits = futures, method, scales, limits
        self.ahead, self.value, self.bound, self.rounds = np.zeros(0), np.inf, -np.inf, 0
        self.began = time.perf_counter()

    def convergence_value(self) -> float:
        """How much better than these orders the best can be, in money."""
        return self.value - self.bound

    def is_converged(self) -> bool:
        """Cost the orders of this round in every future; True if the gap or the time is reached."""
        self.rounds += 1
        values = [var.value for var in self.method.root_vars[: len(self.scales.ahead)]]
        ahead = self.futures.orders(np.array(values, dtype=float), self.scales)
        value = self.futures.measure(ahead)
        if value < self.value or not len(self.ahead):
            self.ahead, self.value = ahead, value
        self.bound = max(self.bound, float(self.method._LShaped_bound) * self.scales.money)
        over = self.futures.comm.bcast(self.limits.over(self.began), root=0)
        near = self.convergence_value() <= self.limits.gap * abs(self.value)
        return bool(over or (np.isfinite(self.value) and near))


class _Futures:
    """The futures as Pyomo models, and what orders ahead cost in them, over all ranks."""

    def __init__(self, stages: Stages, drawer: Drawer, risk: Risk, comm: Any) -> None:
        self.stages, self.drawer, self.risk, self.comm = stages, drawer, risk, comm
        self.second = SecondStage(stages)
        self.worker = Worker(self.second)
        self.names = [f"future{w}" for w in range(drawer.count)]
        self.mine = range(comm.rank, drawer.count, comm.size)

    def outcomes(self, ahead: Array) -> tuple[Array, Array]:
        """What these orders ahead cost and lack in every future, (futures,), on every rank."""
        costs, lacks = np.zeros(self.drawer.count), np.zeros(self.drawer.count)
        for w in self.mine:
            found = self.worker.solve(ahead, self.stages.changes(self.drawer.future(w)))
            costs[w], lacks[w] = found.cost, found.lacking.amount
        return self._sum(costs), self._sum(lacks)

    def measure(self, ahead: Array) -> float:
        """J of these orders ahead; infinite if something lacks."""
        costs, lacks = self.outcomes(ahead)
        return np.inf if lacks.any() else self.risk.value(costs)

    def foreseen(self) -> Array:
        """The least cost of each future if it alone could come, (futures,): J is not below."""
        least = np.zeros(self.drawer.count)
        for w in self.mine:
            alone = [self.stages.changes(self.drawer.future(w))]
            try:
                found = solve_extensive(self.second, alone, Risk(0.0, self.risk.level))
            except NoOptimumError as fault:
                raise EngineError("a future alone has no plan") from fault
            if found.lacking.any():
                raise EngineError(_LACKS)
            least[w] = found.value
        return self._sum(least)

    def _sum(self, own: Array) -> Array:
        """Numbers that each rank knows in part, on every rank."""
        total = np.zeros_like(own)
        self.comm.Allreduce(own, total)
        return total

    def extensive(self) -> tuple[Array, float, int]:
        """Orders ahead, bound and rounds, by mpi-sppy's extensive form."""
        with _quiet():
            creator, scales = self._creator()
            kind = import_module("mpisppy.opt.ef").ExtensiveForm
            form = kind({"solver": SOLVER}, self.names, creator)
            form.solve_extensive_form()
            bound = float(pyo.value(form.get_objective_value()))
            root = form.get_root_solution()
        ahead = np.array([root[f"x[{i}]"] for i in range(len(scales.ahead))])
        return self.orders(ahead, scales), bound * scales.money, 1

    def l_shaped(self, limits: Limits) -> tuple[Array, float, int]:
        """Orders ahead, bound and rounds, by mpi-sppy's L-shaped method on all ranks."""
        options = {
            "root_solver": SOLVER,
            "sp_solver": SOLVER,
            # Simplex loses its way when the basis of other orders ahead is carried over.
            "sp_solver_options": {"solver": "ipm"},
            "max_iter": limits.rounds,
            "tol": CUT,
            "verbose": False,
        }
        with _quiet():
            creator, scales = self._creator()
            kind = import_module("mpisppy.opt.lshaped").LShapedMethod
            method = kind(options, self.names, creator)
            judge = _Judge(self, method, scales, limits)
            method.lshaped_algorithm(converger=lambda *_: judge)
        judge.is_converged()
        return judge.ahead, judge.bound, judge.rounds

    def orders(self, ahead: Array, scales: _Scales) -> Array:
        """Orders in their own units, within their bounds."""
        base, own = self.stages.arrays, self.stages.ahead
        within = np.clip(ahead * scales.ahead, base.lower[own], base.upper[own])
        return self.stages.in_steps(within)

    def _creator(self) -> tuple[Callable[[str], pyo.ConcreteModel], _Scales]:
        least = self.foreseen()
        money = max(float(np.abs(least).mean()), 1e-12) / MONEY
        own = self.second.column[self.stages.ahead] * self.second.size
        scales = _Scales(own, money)
        tree = import_module("mpisppy.utils.sputils")

        def create(name: str) -> pyo.ConcreteModel:
            """The Pyomo model of one future; mpi-sppy asks for those of its rank."""
            w = int(name.removeprefix("future"))
            model = self.model(w, scales, float(least.min()))
            tree.attach_root_node(model, 0.0, [model.x, model.at_risk])
            model._mpisppy_probability = 1.0 / self.drawer.count
            return model

        return create, scales

    def model(self, w: int, scales: _Scales, least: float) -> pyo.ConcreteModel:
        """One future: ``x`` orders ahead, ``at_risk`` eta, ``y`` the second stage, ``cost`` Q.

        minimise (1 - weight) cost + weight (at_risk + excess / (1 - level)) with
        excess >= cost - at_risk. Purchases differ from future to future (what is refused is not
        paid), so they stand in ``cost``, not in the objective; ``least`` bounds ``at_risk``, the
        value at risk, from below: without any cut it would have no bound.
        """
        arrays = self._alone(w, scales)
        n = len(scales.ahead)
        model = pyo.ConcreteModel()
        model.x = _variables(arrays, 0, n)
        model.at_risk = pyo.Var(bounds=(least / scales.money, None))
        model.y = _variables(arrays, n, len(arrays.cost))
        model.cost = pyo.Var()
        model.excess = pyo.Var(bounds=(0.0, None))
        columns = [*model.x.values(), *model.y.values()]
        rows = _rows(arrays, columns)
        model.rows = pyo.Constraint(range(len(rows)), rule=lambda _, i: rows[i])
        spent = _line(sp.csr_matrix(arrays.cost), 0, columns)
        model.spends = pyo.Constraint(expr=model.cost - spent == 0.0)
        model.tail = pyo.Constraint(expr=model.excess - model.cost + model.at_risk >= 0.0)
        weight, level = self.risk.weight, self.risk.level
        model.measure = pyo.Objective(
            expr=(1.0 - weight) * model.cost
            + weight * model.at_risk
            + weight / (1.0 - level) * model.excess
        )
        return model

    def _alone(self, w: int, scales: _Scales) -> Arrays:
        """One future's program: orders ahead and second stage, in the models' units."""
        changes = self.stages.changes(self.drawer.future(w))
        form = Extensive(self.second, [changes], Risk(0.0, self.risk.level))
        whole, n = form.arrays, len(scales.ahead)
        upper = whole.upper.copy()
        upper[form.resorts] = 0.0
        # Columns n and n + 1 are eta and z, the row before the last ties them: both are the models'
        # own here. The last row counts what lacks: nothing may.
        kept = np.r_[0:n, n + 2 : len(whole.cost)]
        matrix = sp.csr_matrix(whole.matrix)[:-2]
        coupled = np.diff(sp.csr_matrix(matrix[:, :n]).indptr) > 0
        firm = np.where(coupled, FIRM, 1.0)
        unit = np.ones(len(kept))
        unit[:n] = scales.ahead
        return Arrays(
            cost=whole.cost[kept] * unit / scales.money,
            lower=whole.lower[kept] / unit,
            upper=upper[kept] / unit,
            integer=whole.integer[kept],
            row_lower=whole.row_lower[:-2] * firm,
            row_upper=whole.row_upper[:-2] * firm,
            matrix=sp.csc_matrix(sp.diags_array(firm) @ matrix[:, kept] @ sp.diags_array(unit)),
        )


def _variables(arrays: Arrays, first: int, end: int) -> pyo.Var:
    sides = list(
        zip(arrays.lower[first:end].tolist(), arrays.upper[first:end].tolist(), strict=True)
    )
    return pyo.Var(
        range(end - first), bounds=lambda _, i: (_finite(sides[i][0]), _finite(sides[i][1]))
    )


def _rows(arrays: Arrays, columns: list[Any]) -> list[Any]:
    """What a Pyomo rule returns for each row."""
    matrix = sp.csr_matrix(arrays.matrix)
    matrix.eliminate_zeros()
    found: list[Any] = []
    for i, (low, high) in enumerate(zip(arrays.row_lower, arrays.row_upper, strict=True)):
        if matrix.indptr[i] == matrix.indptr[i + 1] or not (np.isfinite(low) or np.isfinite(high)):
            found.append(pyo.Constraint.Skip)
        elif low == high:
            found.append(_line(matrix, i, columns) == float(low))
        else:
            found.append((_finite(float(low)), _line(matrix, i, columns), _finite(float(high))))
    return found


def _finite(side: float) -> float | None:
    return side if np.isfinite(side) else None


def _line(matrix: sp.csr_matrix, row: int, columns: list[Any]) -> LinearExpression:
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    places, values = matrix.indices[part].tolist(), matrix.data[part].tolist()
    return LinearExpression(
        constant=0.0, linear_coefs=values, linear_vars=[columns[j] for j in places]
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """mpi-sppy prints its progress to standard output, where results belong."""
    with aside(), contextlib.redirect_stdout(io.StringIO()):
        yield
