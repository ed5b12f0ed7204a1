"""One point of the sweep in PuLP, as the plain loop does it: build it all, solve it, read it."""

import warnings

import numpy as np
import pulp

from models.program import Arrays, Program


def solve(program: Program, arrays: Arrays) -> float:
    """The optimum, after every variable was read back."""
    warnings.simplefilter("ignore", DeprecationWarning)
    problem, columns = build(program, arrays)
    problem.solve(pulp.HiGHS(msg=False))
    if pulp.LpStatus[problem.status] != "Optimal":
        raise SystemExit(f"PuLP: {pulp.LpStatus[problem.status]}")
    values = [column.value() for column in columns]
    assert None not in values
    return pulp.value(problem.objective)


def build(program: Program, arrays: Arrays) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    """Variables block by block, a sum for each row."""
    problem = pulp.LpProblem("sweep", pulp.LpMinimize)
    lower, upper = _blanks(arrays.lower), _blanks(arrays.upper)
    x = [
        pulp.LpVariable(f"{block.name}_{i}", lower[block.start + i], upper[block.start + i])
        for block in program.columns.values()
        for i in range(block.size)
    ]
    priced = np.flatnonzero(arrays.cost).tolist()
    money = pulp.lpSum(c * x[j] for c, j in zip(arrays.cost[priced].tolist(), priced, strict=True))
    problem += money + arrays.constant
    matrix = arrays.matrix.tocsr()
    starts, places, numbers = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
    low, high = _blanks(arrays.row_lower), _blanks(arrays.row_upper)
    for i in range(len(low)):
        inside = range(starts[i], starts[i + 1])
        if not inside:
            continue
        total = pulp.lpSum(numbers[e] * x[places[e]] for e in inside)
        if low[i] == high[i]:
            problem += total == low[i]
            continue
        if low[i] is not None:
            problem += total >= low[i]
        if high[i] is not None:
            problem += total <= high[i]
    return problem, x


def _blanks(bounds: np.ndarray) -> list[float | None]:
    """No bound is None in PuLP."""
    return [bound if np.isfinite(bound) else None for bound in bounds.tolist()]
