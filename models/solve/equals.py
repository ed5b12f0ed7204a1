"""Among plans of one cost, the preferred one: which plans those are, and how one is chosen."""

import dataclasses
from collections.abc import Callable, Iterable

import numpy as np
import scipy.sparse as sp

from models.program import Array, Arrays
from models.solution import Solution
from models.solve.tangents import with_rows

ZEROS = (1e-7, 1e-11)
"""Scaled duals below this may be rounding; what they hold is left free. The second is for cases in
which even a dual below the first is worth money, as of many cheap units beside few dear ones."""
SAME_COST = 1e-9
"""A plan costs as little as another if it costs no more than this part more."""


def preferred(
    best: Solution,
    cost: Array,
    faces: Iterable[Arrays],
    least: Callable[[Arrays], Solution],
    same: float = SAME_COST,
) -> Array | None:
    """The plan that ``least`` finds on the first face where it costs no more than ``best``."""
    assert best.values is not None
    allowed = same * abs(float(cost @ best.values))
    for narrowed in faces:
        found = least(narrowed)
        if found.status != "optimal" or found.values is None:
            continue
        if float(cost @ (found.values - best.values)) <= allowed:
            return found.values
    return None


def face(arrays: Arrays, best: Solution, zero: float) -> Arrays:
    """The plans that cost as little as ``best``: what a dual above ``zero`` holds stays held.

    By complementary slackness these are the plans in which every column with a reduced cost and
    every row with a dual stays at the bound it is at.
    """
    duals, reduced = best.row_duals, best.reduced_costs
    assert duals is not None and reduced is not None
    lower, upper = _held(arrays.lower, arrays.upper, reduced, zero)
    row_lower, row_upper = _held(arrays.row_lower, arrays.row_upper, duals, zero)
    return dataclasses.replace(
        arrays, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper
    )


def _held(lower: Array, upper: Array, duals: Array, zero: float) -> tuple[Array, Array]:
    """Bounds closed to the side that a dual presses against."""
    at_lower = (duals > zero) & np.isfinite(lower)
    at_upper = (duals < -zero) & np.isfinite(upper)
    return np.where(at_upper, upper, lower), np.where(at_lower, lower, upper)


def at_cost(arrays: Arrays, cost: float, same: float, size: float | None = None) -> Arrays:
    """The plans of a cost, but for ``same`` of it: for duals too coarse to describe the face.

    ``size`` is what the cost is scaled to in its row, None: as it is.
    """
    factor = size / abs(cost) if size and cost else 1.0
    widened = with_rows(arrays, sp.csr_matrix(factor * arrays.cost.reshape(1, -1)))
    widened.row_upper[-1] = factor * (cost + 0.5 * same * abs(cost))
    return widened
