"""Programs solved by any solver that PuLP drives: CBC, GLPK, SCIP, Gurobi, CPLEX and others."""

import inspect
import warnings
from dataclasses import dataclass

import numpy as np
import pulp
from pulp import constants

from models.engines import EngineError, Options
from models.engines.answer import Claim, idle, resting, settle
from models.program import Array, Arrays, Program
from models.solution import Solution, Status

STATUS: dict[int, Status] = {
    constants.LpStatusOptimal: "optimal",
    constants.LpStatusInfeasible: "infeasible",
    constants.LpStatusUnbounded: "unbounded",
    constants.LpStatusNotSolved: "stopped",
    constants.LpStatusUndefined: "error",
}
"""PuLP's status in our words; ``status_of`` has the last one."""

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
    if status == constants.LpStatusOptimal:
        if solution_status == constants.LpSolutionOptimal:
            return "optimal"
        return "stopped" if solution_status == constants.LpSolutionIntegerFeasible else "error"
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
            with warnings.catch_warnings():
                # PuLP 3.3 announces its version 4 from inside its own code.
                warnings.simplefilter("ignore", DeprecationWarning)
                built.problem.solve(_driver(self.solver, options, arrays.has_integers))
        except Exception as problem:  # whatever a driver throws is that solver's failure
            return Claim("error", message=f"{self.name}: {problem}")
        status = self._status(built.problem, options)
        said = f"{self.name}: {constants.LpStatus[built.problem.status]}"
        return Claim(status, built.values(arrays), built.duals(), _gap(built.problem, status), said)

    def _status(self, problem: pulp.LpProblem, options: Options) -> Status:
        out_of_time = options.time_limit is not None and problem.solutionTime >= options.time_limit
        if out_of_time and self.solver not in TELLS_WHEN_STOPPED:
            return "stopped"
        return status_of(problem.status, problem.sol_status)


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
        variables = _variables(arrays, columns or [f"x{j}" for j in range(len(arrays.cost))])
        costs = np.flatnonzero(arrays.cost)
        problem.setObjective(
            pulp.LpAffineExpression({variables[j]: float(arrays.cost[j]) for j in costs})
        )
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


def _variables(arrays: Arrays, names: list[str]) -> list[pulp.LpVariable | None]:
    unused = idle(arrays)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return [
            None if unused[j] else pulp.LpVariable(name, *_bounds(arrays, j), _kind(arrays, j))
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
        terms = {variables[j]: v for j, v in zip(places[part], entries[part], strict=True)}
        rows.append(_row(names[i], terms, *sides) if terms else [])
        for constraint in rows[-1]:
            problem.addConstraint(constraint)
    return rows


def _row(name: str, terms: dict, lower: float, upper: float) -> list[pulp.LpConstraint]:
    if lower == upper:
        return [_constraint(name, terms, constants.LpConstraintEQ, lower)]
    both = np.isfinite(lower) and np.isfinite(upper)
    parts = []
    if np.isfinite(lower):
        tail = "_min" if both else ""
        parts.append(_constraint(name + tail, terms, constants.LpConstraintGE, lower))
    if np.isfinite(upper):
        tail = "_max" if both else ""
        parts.append(_constraint(name + tail, terms, constants.LpConstraintLE, upper))
    return parts


def _constraint(name: str, terms: dict, sense: int, side: float) -> pulp.LpConstraint:
    return pulp.LpConstraint(pulp.LpAffineExpression(terms), sense, name, side)


def _driver(solver: str, options: Options, integers: bool) -> pulp.LpSolver:
    """Make the solver with those of our options that its driver knows; each knows others."""
    known = inspect.signature(type(pulp.getSolver(solver)).__init__).parameters
    wanted: dict[str, object] = {"msg": False, "timeLimit": options.time_limit}
    if integers:
        wanted |= {"gapRel": options.gap, "gapAbs": 0.0}
    understood = {key: wanted[key] for key in wanted if key in known}
    return pulp.getSolver(solver, **understood, **TIGHT.get(solver, {}))


def _gap(problem: pulp.LpProblem, status: Status) -> float | None:
    """PuLP has no gap; its HiGHS leaves the HiGHS object behind, which has."""
    if status == "optimal" and not problem.isMIP():
        return 0.0
    info = getattr(problem.solverModel, "getInfo", None)
    return float(info().mip_gap) if info and problem.isMIP() else None
