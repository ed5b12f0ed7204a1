"""Programs solved by any solver that PuLP drives: CBC, GLPK, SCIP, Gurobi, CPLEX and others.

PuLP 3 and 4 alike: where they differ, what is asked for is what both have. PuLP 4 tells how a
solve went in what ``solve`` returns, PuLP 3 in the problem.
"""

import inspect
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pulp
from pulp import constants

from models.engines import EngineError, Options
from models.engines.answer import Claim, idle, resting, settle
from models.engines.quiet import aside
from models.program import Array, Arrays, Program
from models.solution import Solution, Status

OPTIMAL, UNDEFINED = 1, -3
STATUS: dict[int, Status] = {
    OPTIMAL: "optimal",
    -1: "infeasible",
    -2: "unbounded",
    0: "stopped",  # not solved
    UNDEFINED: "error",
    # From here on PuLP 4 alone.
    -4: "stopped",  # time
    -5: "stopped",  # memory
    -6: "stopped",  # nodes
    -7: "stopped",  # a gap or a cutoff that was not ours
    -8: "stopped",  # iterations
    -9: "stopped",  # solutions
    -10: "stopped",  # interrupted
    -11: "stopped",  # early, for a reason the solver does not report
    -12: "error",  # numerical trouble
}
"""PuLP's status in our words; ``status_of`` has the last one. PuLP 4 kept the numbers of PuLP 3,
but not their names."""
SOLVED, FEASIBLE = 1, 2
"""PuLP 3's solution status: optimal, or the best that was found in time."""

TELLS_WHEN_STOPPED = {"HiGHS", "HiGHS_CMD", "PULP_CBC_CMD", "COIN_CMD", "CPLEX_CMD", "SCIP_PY"}
"""Drivers with a solution status of their own for a run that a limit ended; the others call it
optimal, or infeasible."""

_CBC: dict[str, object] = {"options": ["primalTolerance 1e-9", "dualTolerance 1e-9"]}
TIGHT: dict[str, dict[str, object]] = {
    "HiGHS": {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9},
    "PULP_CBC_CMD": _CBC,
    "COIN_CMD": _CBC,
}
"""How some solvers are told to keep rows closer than their usual 1e-7: shares and tangents of
concentration limits are small differences of large amounts."""


def status_of(status: int, solution_status: int) -> Status:
    """Join PuLP's two statuses into ours; only both together make an optimum."""
    if status == OPTIMAL:
        if solution_status == SOLVED:
            return "optimal"
        return "stopped" if solution_status == FEASIBLE else "error"
    return STATUS.get(status, "error")


class PulpEngine:
    """A PuLP solver by its PuLP name, such as ``PULP_CBC_CMD``.

    CBC hands back 8 digits of each value. Raises EngineError if the solver is not installed.
    """

    def __init__(self, solver: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            there = pulp.listSolvers(onlyAvailable=True)
        if solver not in there:
            here = ", ".join(f"pulp:{name}" for name in there)
            raise EngineError(f"PuLP finds no solver '{solver}' here; it finds {here}")
        self.solver = solver
        self.name = f"pulp:{solver}"

    def solve(
        self, program: Program, arrays: Arrays, options: Options, start: object = None
    ) -> Solution:
        """Solve once, always from nothing; the program's names are not needed."""
        return settle(arrays, lambda asked: self._ask(asked, options))

    def _ask(self, arrays: Arrays, options: Options) -> Claim:
        built = Built.of(arrays)
        try:
            with aside(), warnings.catch_warnings():
                # PuLP 3.3 announces its version 4 from inside its own code.
                warnings.simplefilter("ignore", DeprecationWarning)
                told = built.problem.solve(_driver(self.solver, options, arrays.has_integers))
        except Exception as problem:  # whatever a driver throws is that solver's failure
            return Claim("error", message=f"{self.name}: {problem}")
        ended = _Ended.of(built.problem, told)
        out_of_time = options.time_limit is not None and ended.seconds >= options.time_limit
        status = ended.status
        if out_of_time and self.solver not in TELLS_WHEN_STOPPED:
            status = "stopped"
        gap = ended.gap if arrays.has_integers else 0.0 if status == "optimal" else None
        said = f"{self.name}: {ended.said}"
        return Claim(status, built.values(arrays), built.duals(), gap, said)


@dataclass(frozen=True)
class _Ended:
    """How a solve ended; ``gap`` is relative, None where the solver does not tell."""

    status: Status
    said: str
    seconds: float
    gap: float | None

    @classmethod
    def of(cls, problem: pulp.LpProblem, told: Any) -> "_Ended":
        """``told`` is what ``solve`` returned: a number in PuLP 3, a record in PuLP 4."""
        if isinstance(told, int):
            status = status_of(problem.status, problem.sol_status)
            # Its HiGHS leaves the HiGHS object behind, which has a gap.
            info = getattr(problem.solverModel, "getInfo", None)
            gap = float(info().mip_gap) if info else None
            return cls(status, constants.LpStatus[problem.status], problem.solutionTime, gap)
        model = getattr(problem.solverModel, "getModelStatus", None)
        if told.status == UNDEFINED and model and model().name == "kUnboundedOrInfeasible":
            # One of the two: settled by asking again without costs.
            return cls("infeasible", told.status_str, told.time, None)
        solved = SOLVED if told.has_solution else 0
        gap = None
        if told.best_bound is not None and told.objective is not None:
            gap = abs(told.objective - told.best_bound) / max(abs(told.objective), 1e-9)
        return cls(status_of(int(told.status), solved), told.status_str, told.time, gap)


@dataclass(frozen=True)
class Built:
    """A PuLP problem and the way back: ``rows[i]`` are the one or two constraints of row i."""

    problem: pulp.LpProblem
    columns: list[pulp.LpVariable | None]
    rows: list[list[pulp.LpConstraint]]

    @classmethod
    def of(
        cls, arrays: Arrays, columns: list[str] | None = None, rows: list[str] | None = None
    ) -> "Built":
        """Turn the arrays into a PuLP problem; idle columns stay out, the constant too.

        Names default to ``x0``, ``r0``. A row with two different bounds becomes two constraints.
        """
        problem = pulp.LpProblem("planner", pulp.LpMinimize)
        variables = _variables(
            problem, arrays, columns or [f"x{j}" for j in range(len(arrays.cost))]
        )
        costs = np.flatnonzero(arrays.cost)
        problem.setObjective(_sum([(variables[j], float(arrays.cost[j])) for j in costs]))
        names = rows or [f"r{i}" for i in range(len(arrays.row_lower))]
        return cls(problem, variables, _constraints(problem, arrays, variables, names))

    def values(self, arrays: Arrays) -> Array | None:
        """Values of all columns, None if the solver gave none."""
        given = [None if v is None else v.varValue for v in self.columns]
        if all(value is None for value in given):
            return None
        values = resting(arrays)
        there = [j for j, value in enumerate(given) if value is not None]
        values[there] = [given[j] for j in there]
        return values

    def duals(self) -> Array | None:
        """Change of the objective per unit more of each row's bound; None if there are none."""
        prices = [[c.pi for c in parts] for parts in self.rows]
        if any(price is None for parts in prices for price in parts):
            return None
        return np.array([sum(parts) for parts in prices], dtype=float)


_sum = getattr(pulp.LpAffineExpression, "from_list", pulp.LpAffineExpression)
"""An expression from (variable, coefficient) pairs: PuLP 4's way of making one, or PuLP 3's."""


def _variables(
    problem: pulp.LpProblem, arrays: Arrays, names: list[str]
) -> list[pulp.LpVariable | None]:
    unused = idle(arrays)
    return [
        None if unused[j] else problem.add_variable(name, *_bounds(arrays, j), _kind(arrays, j))
        for j, name in enumerate(names)
    ]


def _bounds(arrays: Arrays, column: int) -> list[float | None]:
    bounds = (float(arrays.lower[column]), float(arrays.upper[column]))
    return [bound if np.isfinite(bound) else None for bound in bounds]


def _kind(arrays: Arrays, column: int) -> str:
    return constants.LpInteger if arrays.integer[column] else constants.LpContinuous


def _constraints(
    problem: pulp.LpProblem, arrays: Arrays, variables: list, names: list[str]
) -> list[list[pulp.LpConstraint]]:
    matrix = arrays.matrix.tocsr()
    starts, places, entries = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
    rows: list[list[pulp.LpConstraint]] = []
    bounds = zip(arrays.row_lower.tolist(), arrays.row_upper.tolist(), strict=True)
    for i, sides in enumerate(bounds):
        part = slice(starts[i], starts[i + 1])
        terms = [(variables[j], v) for j, v in zip(places[part], entries[part], strict=True)]
        rows.append(_row(problem, names[i], terms, sides) if terms else [])
    return rows


def _row(
    problem: pulp.LpProblem, name: str, terms: list, sides: tuple[float, float]
) -> list[pulp.LpConstraint]:
    lower, upper = sides
    if lower == upper:
        return [_added(problem, _sum(terms) == lower, name)]
    both = np.isfinite(lower) and np.isfinite(upper)
    parts = []
    if np.isfinite(lower):
        parts.append(_added(problem, _sum(terms) >= lower, name + "_min" if both else name))
    if np.isfinite(upper):
        parts.append(_added(problem, _sum(terms) <= upper, name + "_max" if both else name))
    return parts


def _added(problem: pulp.LpProblem, constraint: Any, name: str) -> pulp.LpConstraint:
    """The constraint that will have the dual: PuLP 4 hands back another one than it is given."""
    kept = problem.addConstraint(constraint, name)
    return constraint if kept is None else kept


def _driver(solver: str, options: Options, integers: bool) -> pulp.LpSolver:
    """Make the solver with those of our options that its driver knows; each knows others."""
    known = inspect.signature(type(pulp.getSolver(solver)).__init__).parameters
    wanted: dict[str, object] = {"msg": False, "timeLimit": options.time_limit}
    if integers:
        wanted |= {"gapRel": options.gap, "gapAbs": 0.0}
    understood = {key: wanted[key] for key in wanted if key in known}
    return pulp.getSolver(solver, **understood, **TIGHT.get(solver, {}))
