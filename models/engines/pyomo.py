"""Programs as Pyomo models, to add one's own constraints to, and any solver that Pyomo drives.

``highs`` is the newest of Pyomo's ways to HiGHS (``pyomo.contrib.solver``), ``appsi_highs`` the one
before it.
"""

import logging
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr import LinearExpression
from pyomo.opt import SolverResults, SolverStatus, TerminationCondition

from models.engines import EngineError, Options
from models.engines.answer import Claim, resting, settle
from models.engines.quiet import aside
from models.program import Array, Arrays, Block, Program
from models.solution import Solution, Status

_ENDED = TerminationCondition
STATUS: dict[TerminationCondition, Status] = {
    _ENDED.optimal: "optimal",
    _ENDED.globallyOptimal: "optimal",
    _ENDED.infeasible: "infeasible",
    _ENDED.infeasibleOrUnbounded: "infeasible",  # settled by asking again without costs
    _ENDED.unbounded: "unbounded",
    _ENDED.locallyOptimal: "stopped",
    _ENDED.feasible: "stopped",
    _ENDED.maxTimeLimit: "stopped",
    _ENDED.maxIterations: "stopped",
    _ENDED.maxEvaluations: "stopped",
    _ENDED.minFunctionValue: "stopped",
    _ENDED.minStepLength: "stopped",
    _ENDED.intermediateNonInteger: "stopped",
    _ENDED.noSolution: "stopped",
    _ENDED.userInterrupt: "stopped",
    _ENDED.resourceInterrupt: "stopped",
    _ENDED.unknown: "error",
    _ENDED.other: "error",
    _ENDED.invalidProblem: "error",
    _ENDED.solverFailure: "error",
    _ENDED.internalSolverError: "error",
    _ENDED.error: "error",
    _ENDED.licensingProblems: "error",
}

GAP_OPTIONS = {
    "highs": ("mip_rel_gap", "mip_abs_gap"),
    "appsi_highs": ("mip_rel_gap", "mip_abs_gap"),
    "cbc": ("ratioGap", "allowableGap"),
    "appsi_cbc": ("ratioGap", "allowableGap"),
    "glpk": ("mipgap",),
    "gurobi": ("MIPGap", "MIPGapAbs"),
    "cplex": ("mip_tolerances_mipgap", "mip_tolerances_absmipgap"),
    "scip": ("limits/gap", "limits/absgap"),
    "xpress": ("miprelstop", "mipabsstop"),
}
"""What each solver calls the relative gap it must reach, and the absolute one."""

TOLERANCE_OPTIONS = {
    "appsi_highs": ("primal_feasibility_tolerance", "dual_feasibility_tolerance"),
    "highs": ("primal_feasibility_tolerance", "dual_feasibility_tolerance"),
    "cbc": ("primalTolerance", "dualTolerance"),
    "appsi_cbc": ("primalTolerance", "dualTolerance"),
    "gurobi": ("FeasibilityTol", "OptimalityTol"),
    "cplex": ("simplex_tolerances_feasibility", "simplex_tolerances_optimality"),
}
"""What solvers call their tolerances, usually 1e-6 or 1e-7: too wide for concentration limits."""


def status_of(condition: TerminationCondition, solver: SolverStatus) -> Status:
    """Join Pyomo's two statuses into ours; only both together make an optimum."""
    status = STATUS.get(condition, "error")
    return "error" if status == "optimal" and solver != SolverStatus.ok else status


def pyomo_model(program: Program, arrays: Arrays | None = None) -> pyo.ConcreteModel:
    """Build a Pyomo model with one Var per block of columns, indexed by readable ids.

    ``model.order["lynas_ndpr", "2027-01"]`` is a column; each block of rows is a Constraint, with
    ``_`` behind its name where a Var has that name. ``model.cost`` is the objective, ``model.dual``
    takes the duals unless there are integers. ``arrays`` replace the program's own numbers; rows
    beyond the program's are ``model.cut["0"]``...
    """
    arrays = program.arrays() if arrays is None else arrays
    model = pyo.ConcreteModel()
    columns = [data for block in program.columns.values() for data in _add_var(model, block)]
    _set_bounds(columns, arrays)
    bodies = _bodies(arrays, columns)
    for block in _row_blocks(program, arrays):
        part = slice(block.start, block.start + block.size)
        sides = zip(arrays.row_lower[part].tolist(), arrays.row_upper[part].tolist(), strict=True)
        rows = [(_side(low), next(bodies), _side(high)) for low, high in sides]
        keys = _keys(block)
        found = dict(zip(keys, rows, strict=True))
        constraint = pyo.Constraint(keys, rule=lambda _, *key, found=found: found[_key(key)])
        model.add_component(_free_name(model, block.name), constraint)
    terms = np.flatnonzero(arrays.cost)
    model.cost = pyo.Objective(
        expr=LinearExpression(
            constant=arrays.constant,
            linear_coefs=arrays.cost[terms].tolist(),
            linear_vars=[columns[j] for j in terms],
        )
    )
    if not arrays.has_integers:
        model.dual = pyo.Suffix(direction=pyo.Suffix.IMPORT)
    return model


def values_of(model: pyo.ConcreteModel, program: Program, arrays: Arrays | None = None) -> Array:
    """Read the model's values in the order of the program's columns, shape (columns,).

    A Var that is in no row and costs nothing has no value in Pyomo; it rests at its bound.
    """
    values = resting(program.arrays() if arrays is None else arrays)
    for block in program.columns.values():
        for j, data in enumerate(model.find_component(block.name).values(), block.start):
            values[j] = values[j] if data.value is None else data.value
    return values


class PyomoEngine:
    """A Pyomo solver by its Pyomo name, such as ``appsi_highs``.

    Raises EngineError if the solver is not installed.
    """

    def __init__(self, solver: str) -> None:
        if not _available(solver):
            here = ", ".join(f"pyomo:{name}" for name in GAP_OPTIONS if _available(name))
            raise EngineError(f"Pyomo finds no solver '{solver}' here; it finds {here}")
        self.solver = solver
        self.name = f"pyomo:{solver}"

    def solve(
        self, program: Program, arrays: Arrays, options: Options, start: object = None
    ) -> Solution:
        """Build the Pyomo model and solve it once, always from nothing."""
        return settle(arrays, lambda asked: self._ask(program, asked, options))

    def _ask(self, program: Program, arrays: Arrays, options: Options) -> Claim:
        model = pyomo_model(program, arrays)
        try:
            results = self._run(model, arrays, options)
        except Exception as problem:  # whatever a driver throws is that solver's failure
            return Claim("error", message=f"{self.name}: {problem}")
        ended = results.solver.termination_condition
        status = status_of(ended, results.solver.status)
        gap = _gap(results) if arrays.has_integers else 0.0
        if status == "optimal" and gap is not None and gap > max(options.gap, 1e-9):
            status = "stopped"
        if status not in ("optimal", "stopped") or not len(results.solution):
            return Claim(status, message=f"{self.name}: {ended}")
        model.solutions.load_from(results)
        values = values_of(model, program, arrays)
        return Claim(status, values, _duals(model), gap, f"{self.name}: {ended}")

    def _run(self, model: pyo.ConcreteModel, arrays: Arrays, options: Options) -> SolverResults:
        solver = pyo.SolverFactory(self.solver)
        for name in TOLERANCE_OPTIONS.get(self.solver, ()):
            solver.options[name] = 1e-9
        if arrays.has_integers:
            kinds = GAP_OPTIONS.get(self.solver, ())
            for name, gap in zip(kinds, (options.gap, 0.0), strict=False):
                solver.options[name] = gap
        limit = {} if options.time_limit is None else {"timelimit": options.time_limit}
        with aside():
            return solver.solve(model, load_solutions=False, **limit)


def _add_var(model: pyo.ConcreteModel, block: Block) -> list[Any]:
    keys = _keys(block)
    model.add_component(block.name, pyo.Var(keys))
    return list(model.find_component(block.name).values())


def _keys(block: Block) -> list[Any]:
    """Give a block's indices as Pyomo takes them: one id alone, several as a tuple."""
    labels = block.labels()
    if len(set(labels)) < len(labels):
        labels = [(*label, str(place)) for place, label in enumerate(labels)]
    return [_key(label) for label in labels]


def _key(label: tuple[Any, ...]) -> Any:
    return label[0] if len(label) == 1 else label


def _set_bounds(columns: list[Any], arrays: Arrays) -> None:
    bounds = zip(arrays.lower.tolist(), arrays.upper.tolist(), strict=True)
    for data, (low, high), whole in zip(columns, bounds, arrays.integer.tolist(), strict=True):
        data.setlb(_side(low))
        data.setub(_side(high))
        data.domain = pyo.Integers if whole else pyo.Reals


def _side(bound: float) -> float | None:
    return bound if np.isfinite(bound) else None


def _bodies(arrays: Arrays, columns: list[Any]) -> Iterator[LinearExpression]:
    """Give each row's left-hand side; one without a Var, which Pyomo refuses, gets 0 x one."""
    matrix = arrays.matrix.tocsr()
    starts, places, entries = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
    for begin, end in pairwise(starts):
        terms = [columns[j] for j in places[begin:end]] or columns[:1]
        factors = entries[begin:end] or [0.0] * len(terms)
        yield LinearExpression(constant=0, linear_coefs=factors, linear_vars=terms)


def _row_blocks(program: Program, arrays: Arrays) -> list[Block]:
    blocks = list(program.rows.values())
    cuts = len(arrays.row_lower) - program.n_rows
    if cuts:
        blocks.append(Block("cut", (("cut", [str(i) for i in range(cuts)]),), program.n_rows, cuts))
    return blocks


def _free_name(model: pyo.ConcreteModel, name: str) -> str:
    while hasattr(model, name):
        name += "_"
    return name


def _duals(model: pyo.ConcreteModel) -> Array | None:
    rows = [data for each in model.component_objects(pyo.Constraint) for data in each.values()]
    if not hasattr(model, "dual") or any(row not in model.dual for row in rows):
        return None
    return np.array([model.dual[row] for row in rows], dtype=float)


def _gap(results: SolverResults) -> float | None:
    """Relative distance of the plan's cost to the bound; None if the solver does not tell."""
    low, high = results.problem.lower_bound, results.problem.upper_bound
    try:
        low, high = float(low), float(high)
    except (TypeError, ValueError):
        return None
    if not np.isfinite([low, high]).all():
        return None
    return abs(high - low) / max(abs(high), 1e-9)


def _available(solver: str) -> bool:
    """Pyomo's factory answers for every name, with complaints in its log for the unknown ones."""
    log = logging.getLogger("pyomo")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        return bool(pyo.SolverFactory(solver).available(exception_flag=False))
    except Exception:  # a driver that fails to look is as good as none
        return False
    finally:
        log.setLevel(level)
