"""Bare HiGHS, as it is: the program handed over once, then what moves, a run, the solution."""

from dataclasses import dataclass

import highspy
import numpy as np
import scipy.sparse as sp

from models.engines.highs import hand_over, quiet_highs
from models.program import Arrays


@dataclass(frozen=True)
class Moving:
    """What differs from point to point.

    ``costs``: columns. ``entries``: places in the matrix's data, at ``rows`` and ``columns``.
    """

    costs: np.ndarray
    entries: np.ndarray
    rows: list[int]
    columns: list[int]


class Bare:
    """One HiGHS object with its default options, one thread."""

    def __init__(self, arrays: Arrays, moving: Moving) -> None:
        self.highs, self.moving = quiet_highs(), moving
        self.highs.setOptionValue("threads", 1)
        hand_over(self.highs, arrays)

    def solve(self, arrays: Arrays) -> tuple[float, np.ndarray]:
        """Objective and columns of the next point, from where the last run ended."""
        moving, highs = self.moving, self.highs
        highs.changeColsCost(len(moving.costs), moving.costs, arrays.cost[moving.costs])
        values = arrays.matrix.data[moving.entries].tolist()
        for row, column, value in zip(moving.rows, moving.columns, values, strict=True):
            highs.changeCoeff(row, column, value)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise SystemExit(f"HiGHS: {highs.getModelStatus()}")
        return highs.getObjectiveValue(), np.array(highs.getSolution().col_value)

    def append(self, rows: sp.csr_matrix) -> None:
        """Rows ``... <= 0``."""
        count = rows.shape[0]
        starts, columns = rows.indptr[:-1].astype(np.int32), rows.indices.astype(np.int32)
        low, high = np.full(count, -highspy.kHighsInf), np.zeros(count)
        self.highs.addRows(count, low, high, rows.nnz, starts, columns, rows.data)
