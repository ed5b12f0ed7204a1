"""HiGHS in this process: arrays in, arrays out, with a basis to start the next solve from."""

import dataclasses
from dataclasses import dataclass

import highspy
import numpy as np
import scipy.sparse as sp

from models.engines import EngineError, Options
from models.program import Array, Arrays, Program
from models.solution import Solution, Status

_MODEL = highspy.HighsModelStatus
_STATUS: dict[str, Status] = {
    "kNotset": "error",
    "kLoadError": "error",
    "kModelError": "error",
    "kPresolveError": "error",
    "kSolveError": "error",
    "kPostsolveError": "error",
    "kModelEmpty": "optimal",
    "kOptimal": "optimal",
    "kInfeasible": "infeasible",
    "kUnboundedOrInfeasible": "error",
    "kUnbounded": "unbounded",
    "kObjectiveBound": "stopped",
    "kObjectiveTarget": "stopped",
    "kTimeLimit": "stopped",
    "kIterationLimit": "stopped",
    "kSolutionLimit": "stopped",
    "kInterrupt": "stopped",
    "kHighsInterrupt": "stopped",
    "kMemoryLimit": "stopped",
    "kUnknown": "error",
}
STATUS = {_MODEL.__members__[name]: status for name, status in _STATUS.items()}
"""kModelEmpty is a program without columns and rows: nothing to decide, nothing violated."""

FEASIBLE = 2
"""What HiGHS calls a solution that keeps all bounds and rows."""
TOLERANCE = 1e-9
"""Primal and dual feasibility, on the scaled program."""
WHOLE = 1e-6
"""The same with integers, and how near a whole number counts as one. A tighter one makes HiGHS cut
off the best plans of some programs; integers are fixed afterwards and the rest solved exactly. Only
cones ask for more: their tangents would never be met closely enough."""


@dataclass(frozen=True)
class Ranges:
    """Between which right-hand sides each row's dual holds, shapes (rows,); nan: unknown."""

    low: np.ndarray
    high: np.ndarray


class _Quiet(highspy.Highs):
    """HiGHS without a word: 1.16 greets when callbacks are set up, before options can be given."""

    def enableCallbacks(self) -> None:  # noqa: N802 (its name in highspy)
        self.silent()
        super().enableCallbacks()


def quiet_highs() -> highspy.Highs:
    """A HiGHS object that prints nothing, not even when it is made; made nowhere else."""
    highs = _Quiet()
    highs.silent()
    return highs


class HighsEngine:
    """The default engine."""

    name = "highs"

    def __init__(self) -> None:
        self._highs = quiet_highs()

    def solve(
        self,
        program: Program,
        arrays: Arrays,
        options: Options,
        start: object = None,
    ) -> Solution:
        """Solve; ``start`` is an earlier solution's basis (appended rows may be new)."""
        highs = self._highs
        highs.clearSolver()
        set_options(highs, options, arrays.has_integers, TOLERANCE if program.cones else WHOLE)
        hand_over(highs, arrays)
        if start is not None:
            highs.setBasis(extended(start, len(arrays.row_lower)))
        highs.run()
        if highs.getModelStatus() == _MODEL.kUnboundedOrInfeasible:
            return self._either(program, arrays, options)
        answer = read(highs, integers=arrays.has_integers)
        basis = None if answer.row_duals is None else highs.getBasis()
        return dataclasses.replace(answer, basis=basis)

    def _either(self, program: Program, arrays: Arrays, options: Options) -> Solution:
        """Tell unbounded from infeasible: without costs only the second has no answer."""
        if not arrays.cost.any():
            return Solution("infeasible", message="Infeasible")
        free = dataclasses.replace(arrays, cost=np.zeros_like(arrays.cost))
        answer = self.solve(program, free, options)
        if answer.status == "optimal":
            return Solution("unbounded", message="Unbounded")
        return answer

    def ranges(self) -> Ranges | None:
        """Ranges of the last solve's rows; None if HiGHS has none (integers, no basis)."""
        status, ranging = self._highs.getRanging()
        if status == highspy.HighsStatus.kError or not ranging.valid:
            return None
        return Ranges(np.array(ranging.row_bound_dn.value_), np.array(ranging.row_bound_up.value_))


def run(highs: highspy.Highs, *, integers: bool = False, pivots: int | None = None) -> Solution:
    """Run from where HiGHS is; without an optimum from there, once more from nothing.

    A basis carried over too far may lead nowhere, or make the simplex method wander for minutes:
    ``pivots`` (None: no limit) ends the first try. A count of pivots, not of seconds, so that the
    answer is the same everywhere.
    """
    if pivots is not None:
        highs.setOptionValue("simplex_iteration_limit", pivots)
    highs.run()
    highs.setOptionValue("simplex_iteration_limit", highspy.kHighsIInf)
    answer = read(highs, integers=integers)
    if answer.status == "optimal":
        return answer
    highs.clearSolver()
    highs.run()
    return read(highs, integers=integers)


def read(highs: highspy.Highs, *, integers: bool = False) -> Solution:
    """The answer of the last run: its status first, and only what that status lets one believe.

    There are no duals with ``integers``.
    """
    model, info = highs.getModelStatus(), highs.getInfo()
    said = highs.modelStatusToString(model)
    empty = model == _MODEL.kModelEmpty
    feasible = empty or info.primal_solution_status == FEASIBLE
    status = STATUS.get(model, "error")
    if not feasible or status not in ("optimal", "stopped"):
        return Solution("error" if status == "optimal" else status, message=said)
    found = highs.getSolution()
    with_duals = not integers and status == "optimal"
    objective = highs.getLp().offset_ if empty else info.objective_function_value
    return Solution(
        status,
        values=np.array(found.col_value, dtype=float),
        objective=objective,
        row_duals=np.array(found.row_dual, dtype=float) if with_duals else None,
        reduced_costs=np.array(found.col_dual, dtype=float) if with_duals else None,
        gap=info.mip_gap if integers else 0.0,
        message=said,
    )


def set_options(highs: highspy.Highs, options: Options, integers: bool, whole: float) -> None:
    """Tolerances, gap and time limit; ``whole``: how near a whole number counts as one."""
    highs.setOptionValue("primal_feasibility_tolerance", TOLERANCE)
    highs.setOptionValue("dual_feasibility_tolerance", TOLERANCE)
    highs.setOptionValue("mip_feasibility_tolerance", whole)
    highs.setOptionValue("mip_rel_gap", options.gap)
    highs.setOptionValue("mip_abs_gap", 0.0)
    limit = highspy.kHighsInf if options.time_limit is None else options.time_limit
    # HiGHS counts a mixed-integer program's time from its own start, a linear one's from the
    # object's first run.
    highs.setOptionValue("time_limit", limit if integers else highs.getRunTime() + limit)


def hand_over(highs: highspy.Highs, arrays: Arrays) -> None:
    """Give HiGHS a program, in place of what it had. Raises EngineError if it refuses it."""
    matrix = arrays.matrix
    status = highs.passModel(
        len(arrays.cost),
        len(arrays.row_lower),
        matrix.nnz,
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        arrays.constant,
        arrays.cost,
        arrays.lower,
        arrays.upper,
        arrays.row_lower,
        arrays.row_upper,
        matrix.indptr,
        matrix.indices,
        matrix.data,
        # Continuous is 0 and integer is 1 in HiGHS as well.
        arrays.integer.astype(np.int32),
    )
    if status == highspy.HighsStatus.kError:
        raise EngineError("HiGHS refused the program")


def add_rows(highs: highspy.Highs, rows: sp.csr_matrix, lower: Array, upper: Array) -> None:
    """Rows ``lower <= rows @ x <= upper`` below those that HiGHS has."""
    rows.sort_indices()
    starts, columns = rows.indptr[:-1].astype(np.int32), rows.indices.astype(np.int32)
    highs.addRows(rows.shape[0], lower, upper, rows.nnz, starts, columns, rows.data)


def extended(basis: object, n_rows: int) -> highspy.HighsBasis:
    """A basis for the same columns and more rows: the new rows' slacks are basic."""
    assert isinstance(basis, highspy.HighsBasis)
    longer = highspy.HighsBasis()
    longer.valid = True
    longer.col_status = list(basis.col_status)
    missing = n_rows - len(basis.row_status)
    longer.row_status = list(basis.row_status) + [highspy.HighsBasisStatus.kBasic] * missing
    return longer
