"""HiGHS in this process: arrays in, arrays out, with a basis to start the next solve from."""

import dataclasses
from dataclasses import dataclass

import highspy
import numpy as np

from models.engines import Options
from models.program import Arrays, Program
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


class HighsEngine:
    """The default engine."""

    name = "highs"

    def __init__(self) -> None:
        self._highs = highspy.Highs()
        self._highs.silent()

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
        if highs.passModel(highs_lp(arrays)) == highspy.HighsStatus.kError:
            return Solution("error", message="HiGHS refused the program")
        if start is not None:
            highs.setBasis(extended(start, len(arrays.row_lower)))
        highs.run()
        if highs.getModelStatus() == _MODEL.kUnboundedOrInfeasible:
            return self._either(program, arrays, options)
        return self._answer(arrays)

    def _either(self, program: Program, arrays: Arrays, options: Options) -> Solution:
        """Tell unbounded from infeasible: without costs only the second has no answer."""
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

    def _answer(self, arrays: Arrays) -> Solution:
        highs = self._highs
        model = highs.getModelStatus()
        info = highs.getInfo()
        feasible = info.primal_solution_status == 2
        status = STATUS[model]
        if status == "optimal" and not feasible and model != _MODEL.kModelEmpty:
            status = "error"
        if status not in ("optimal", "stopped") or not (feasible or model == _MODEL.kModelEmpty):
            return Solution(status, message=highs.modelStatusToString(model))
        answer = highs.getSolution()
        with_duals = not arrays.has_integers and STATUS[model] == "optimal"
        return Solution(
            STATUS[model],
            values=np.array(answer.col_value, dtype=float),
            objective=info.objective_function_value if len(arrays.cost) else arrays.constant,
            row_duals=np.array(answer.row_dual, dtype=float) if with_duals else None,
            reduced_costs=np.array(answer.col_dual, dtype=float) if with_duals else None,
            gap=info.mip_gap if arrays.has_integers else 0.0,
            message=highs.modelStatusToString(model),
            basis=highs.getBasis() if with_duals else None,
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


def highs_lp(arrays: Arrays) -> highspy.HighsLp:
    """The arrays as HiGHS takes them."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(arrays.cost), len(arrays.row_lower)
    lp.col_cost_, lp.offset_ = arrays.cost, arrays.constant
    lp.col_lower_, lp.col_upper_ = arrays.lower, arrays.upper
    lp.row_lower_, lp.row_upper_ = arrays.row_lower, arrays.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = arrays.matrix.indptr
    lp.a_matrix_.index_ = arrays.matrix.indices
    lp.a_matrix_.value_ = arrays.matrix.data
    if arrays.has_integers:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(whole)] for whole in arrays.integer]
    return lp


def extended(basis: object, n_rows: int) -> highspy.HighsBasis:
    """A basis for the same columns and more rows: the new rows' slacks are basic."""
    assert isinstance(basis, highspy.HighsBasis)
    longer = highspy.HighsBasis()
    longer.valid = True
    longer.col_status = list(basis.col_status)
    missing = n_rows - len(basis.row_status)
    longer.row_status = list(basis.row_status) + [highspy.HighsBasisStatus.kBasic] * missing
    return longer
