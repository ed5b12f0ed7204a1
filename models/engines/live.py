"""HiGHS kept alive: of the next program only what differs from the last is handed over."""

import highspy
import numpy as np
import scipy.sparse as sp

from models.engines import Options
from models.engines.highs import STATUS, TOLERANCE, highs_lp, set_options
from models.program import Array, Arrays
from models.solution import Solution

MOST_ENTRIES = 3_000
"""Changing more entries of the matrix than this one by one takes longer than a new start."""


class LiveHighs:
    """Solves linear programs of one shape, each from the basis in which the last one ended."""

    def __init__(self) -> None:
        self._highs = highspy.Highs()
        self._highs.silent()
        set_options(self._highs, Options(), integers=False, whole=TOLERANCE)
        self._held: Arrays | None = None

    def load(self, arrays: Arrays, basis: object = None) -> None:
        """Hand over a whole program, and where to start."""
        self._highs.clearSolver()
        self._highs.passModel(highs_lp(arrays))
        if basis is not None:
            self._highs.setBasis(basis)
        self._held = arrays

    def change(self, arrays: Arrays) -> None:
        """Hand over what differs. ``arrays`` has as many columns and rows as what is held."""
        held = self._held
        if held is None or held.matrix.shape != arrays.matrix.shape:
            self.load(arrays)
            return
        if not self._change_matrix(held.matrix, arrays.matrix):
            self.load(arrays, self._highs.getBasis())
            return
        costs = _differ(held.cost, arrays.cost)
        if len(costs):
            self._highs.changeColsCost(len(costs), costs, arrays.cost[costs])
        bounds = _differ(held.lower, arrays.lower, held.upper, arrays.upper)
        if len(bounds):
            self._highs.changeColsBounds(
                len(bounds), bounds, arrays.lower[bounds], arrays.upper[bounds]
            )
        rows = _differ(held.row_lower, arrays.row_lower, held.row_upper, arrays.row_upper)
        if len(rows):
            self._highs.changeRowsBounds(
                len(rows), rows, arrays.row_lower[rows], arrays.row_upper[rows]
            )
        self._held = arrays

    def append(self, arrays: Arrays, count: int) -> None:
        """Hand over the last ``count`` rows of ``arrays``; all else is as it was."""
        rows = sp.csr_matrix(arrays.matrix[-count:])
        self._highs.addRows(
            count,
            arrays.row_lower[-count:],
            arrays.row_upper[-count:],
            rows.nnz,
            rows.indptr[:-1].astype(np.int32),
            rows.indices.astype(np.int32),
            rows.data,
        )
        self._held = arrays

    def solve(self) -> Solution:
        """The answer to what is held."""
        highs = self._highs
        highs.run()
        status = STATUS.get(highs.getModelStatus(), "error")
        if status != "optimal":
            return Solution(status, message=highs.modelStatusToString(highs.getModelStatus()))
        found = highs.getSolution()
        return Solution(
            "optimal",
            values=np.array(found.col_value),
            objective=highs.getObjectiveValue(),
            row_duals=np.array(found.row_dual),
            reduced_costs=np.array(found.col_dual),
            gap=0.0,
        )

    @property
    def basis(self) -> highspy.HighsBasis:
        """Where the last solve ended."""
        return self._highs.getBasis()

    def _change_matrix(self, old: sp.csc_matrix, new: sp.csc_matrix) -> bool:
        """False if too much differs, or entries stand elsewhere."""
        if new is old:
            return True
        same = np.array_equal(old.indptr, new.indptr) and np.array_equal(old.indices, new.indices)
        if not same:
            return False
        entries = np.flatnonzero(old.data != new.data)
        if len(entries) > MOST_ENTRIES:
            return False
        columns = np.searchsorted(new.indptr, entries, side="right") - 1
        for row, column, value in zip(
            new.indices[entries].tolist(),
            columns.tolist(),
            new.data[entries].tolist(),
            strict=True,
        ):
            self._highs.changeCoeff(row, column, value)
        return True


def _differ(*pairs: Array) -> Array:
    """Places at which any of the old arrays differs from the new one beside it."""
    differs = np.zeros(len(pairs[0]), dtype=bool)
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        if old is not new:
            differs |= old != new
    return np.flatnonzero(differs).astype(np.int32)
