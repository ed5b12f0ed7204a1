"""What holds for every outside solver: what needs none, and which of its claims are believed.

PuLP and Pyomo hand back values for infeasible programs, call a run that was stopped optimal, and
take an unbounded program for an infeasible one. A claim becomes a Solution only here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from models.program import Array, Arrays
from models.solution import Solution, Status

TOLERANCE = 1e-6
"""How far a row or bound may be missed, relative to the size of what is added up in it."""

ROUNDING = 1e-9
"""What a row without entries may ask for: a sum that ought to be 0 seldom is."""


@dataclass(frozen=True)
class Claim:
    """What a solver says: a status already in our words, and what came with it.

    ``values`` has shape (columns,), ``duals`` (rows,); ``gap`` is relative, None if unknown.
    """

    status: Status
    values: Array | None = None
    duals: Array | None = None
    gap: float | None = None
    message: str = ""


def never(arrays: Arrays) -> bool:
    """Whether no values can do: bounds that cross, or a row without entries that asks for some."""
    crossed = (arrays.lower > arrays.upper).any() or (arrays.row_lower > arrays.row_upper).any()
    empty = np.diff(arrays.matrix.tocsr().indptr) == 0
    asked = (arrays.row_lower > ROUNDING) | (arrays.row_upper < -ROUNDING)
    return bool(crossed or (empty & asked).any())


def idle(arrays: Arrays) -> Array:
    """Columns in no row and without a cost, shape (columns,): some solvers lose them."""
    used = np.zeros(len(arrays.cost), dtype=bool)
    used[np.repeat(np.arange(len(used)), np.diff(arrays.matrix.indptr))] = True
    return ~used & (arrays.cost == 0)


def resting(arrays: Arrays) -> Array:
    """Give the values nearest to 0 within each column's bounds, shape (columns,)."""
    return np.clip(0.0, arrays.lower, arrays.upper)


def keeps(arrays: Arrays, values: Array) -> bool:
    """Whether the values keep every bound, row and integer, within ``TOLERANCE``."""
    if not np.isfinite(values).all():
        return False
    size = 1.0 + np.abs(values)
    whole = np.where(arrays.integer, np.abs(values - np.round(values)), 0.0)
    activity = arrays.matrix @ values
    row_size = 1.0 + abs(arrays.matrix) @ np.abs(values)
    missed = [
        (arrays.lower - values) / size,
        (values - arrays.upper) / size,
        whole,
        (arrays.row_lower - activity) / row_size,
        (activity - arrays.row_upper) / row_size,
    ]
    return all((part <= TOLERANCE).all() for part in missed)


def settle(arrays: Arrays, ask: Callable[[Arrays], Claim]) -> Solution:
    """Ask a solver for the answer, and believe what can be believed.

    Without columns or with rows that nothing can keep, nobody needs asking. Infeasible is asked
    about once more without costs: what then has an answer was unbounded.
    """
    if never(arrays):
        return Solution("infeasible", message="bounds or empty rows contradict themselves")
    if idle(arrays).all():
        return _solution(arrays, Claim("optimal", resting(arrays), np.zeros(len(arrays.row_lower))))
    claim = ask(arrays)
    if claim.status == "infeasible" and arrays.cost.any():
        again = ask(replace(arrays, cost=np.zeros_like(arrays.cost)))
        if again.status == "optimal":
            claim = replace(claim, status="unbounded")
    return _solution(arrays, claim)


def _solution(arrays: Arrays, claim: Claim) -> Solution:
    values = claim.values if claim.status in ("optimal", "stopped") else None
    if values is not None and not keeps(arrays, values):
        values = None
    if claim.status == "optimal" and values is None:
        return Solution("error", message=f"{claim.message}: the values do not keep the program")
    if values is None:
        return Solution(claim.status, message=claim.message)
    duals = claim.duals if claim.status == "optimal" and not arrays.has_integers else None
    return Solution(
        status=claim.status,
        values=values,
        objective=float(arrays.cost @ values) + arrays.constant,
        row_duals=duals,
        # Not asked of the solver: not all of them give it, and this is what it is.
        reduced_costs=None if duals is None else arrays.cost - arrays.matrix.T @ duals,
        gap=claim.gap,
        message=claim.message,
    )
