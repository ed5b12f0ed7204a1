"""Cones for solvers of linear programs: rows that touch them, added until they are kept.

The one loop of plans, sweeps, second stages and the master: solve, touch every violated cone where
the answer lies, solve again.
"""

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np
import scipy.sparse as sp

from models.program import Array, Arrays, Cone
from models.solution import Solution
from models.solve.scaling import Scaling

KEPT = 1e-8
"""Excess of the norm over its bound, relative to the norm: far below 0.01 point of HHI."""
ENOUGH = 4e-7
"""Below 0.01 point of any HHI: taken where an engine's own precision allows no better."""
AS_ROWS = 1e-7
"""The same over orders ahead and in second stages: as closely as their rows are kept."""
MOST_ROUNDS = 200


@dataclasses.dataclass(frozen=True)
class Tangent:
    """``coefficients`` x the ``columns`` <= 0 touches the cone of this name.

    The largest coefficient is 1: all were divided by ``size``. ``amount`` is the norm of the groups
    where it touches.
    """

    name: str
    columns: Array
    coefficients: Array
    size: float
    amount: float

    @classmethod
    def at(cls, cone: Cone, values: Array) -> "Tangent":
        """The one that touches the cone at a point."""
        columns, coefficients = cone.tangent(values)
        size = float(np.abs(coefficients).max())
        amount = float(np.linalg.norm(cone.groups @ values))
        return cls(cone.name, columns, coefficients / size, size, amount)

    def times(self, factor: float) -> "Tangent":
        """The same row, its coefficients multiplied."""
        return dataclasses.replace(
            self, coefficients=self.coefficients * factor, size=self.size / factor
        )


def until_kept(
    cones: Sequence[Cone],
    solve: Callable[[], Solution],
    touch: Callable[[list[Tangent]], None],
    kept: float = KEPT,
) -> Solution:
    """Solve until the answer keeps every cone to ``kept``, or as closely as the solver can.

    ``solve`` answers with values over the cones' columns; ``touch`` adds rows before it is called
    again. An answer without a plan is handed back as it is. Where the rounds do not suffice it is
    ``stopped``: it keeps fewer promises than it should, and so costs less than it will.
    """
    before = np.inf
    for _ in range(MOST_ROUNDS):
        answer = solve()
        if answer.values is None:
            return answer
        worst = excess(cones, answer.values)
        if worst <= kept or (worst <= ENOUGH and worst >= 0.5 * before):
            return answer
        values, before = answer.values, worst
        touch([Tangent.at(c, values) for c in cones if c.relative_excess(values) > KEPT])
    return dataclasses.replace(answer, status="stopped", message="cones not met in time")


def excess(cones: Sequence[Cone], values: Array) -> float:
    """The largest violation of a cone, relative to its norm; 0 without cones."""
    return max((cone.relative_excess(values) for cone in cones), default=0.0)


def scaled_cone(cone: Cone, scaling: Scaling) -> Cone:
    """A cone over scaled columns, its soft column brought to the same size."""
    groups = sp.csr_matrix(cone.groups @ sp.diags_array(scaling.column))
    size = float(scaling.column[cone.over]) if cone.over >= 0 else 1.0
    return dataclasses.replace(cone, groups=groups, over_scale=cone.over_scale * size)


def tangent_rows(tangents: Sequence[Tangent], columns: int) -> sp.csr_matrix:
    """The tangents as rows of a matrix, (tangents, columns)."""
    starts = np.cumsum([0, *(len(t.columns) for t in tangents)])
    places = np.concatenate([np.zeros(0, dtype=int), *(t.columns for t in tangents)])
    data = np.concatenate([np.zeros(0), *(t.coefficients for t in tangents)])
    return sp.csr_matrix((data, places, starts), shape=(len(tangents), columns))


def with_rows(arrays: Arrays, rows: sp.csr_matrix) -> Arrays:
    """The program with rows ``... <= 0`` appended."""
    count = rows.shape[0]
    if not count:
        return arrays
    return dataclasses.replace(
        arrays,
        matrix=sp.csc_matrix(sp.vstack([arrays.matrix, rows])),
        row_lower=np.concatenate([arrays.row_lower, np.full(count, -np.inf)]),
        row_upper=np.concatenate([arrays.row_upper, np.zeros(count)]),
    )
