"""HiGHS kept alive: of the next program only what differs from the last is handed over."""

import dataclasses

import highspy
import numpy as np
import scipy.sparse as sp

from models.engines import Options
from models.engines.highs import (
    TOLERANCE,
    add_rows,
    extended,
    hand_over,
    quiet_highs,
    read,
    set_options,
)
from models.program import Array, Arrays
from models.solution import Solution

MOST_ENTRIES = 3_000
"""Changing more entries of the matrix than this one by one takes longer than a new start."""
DUAL, PRIMAL = 1, 4
"""HiGHS's names of the simplex methods. Where only prices move the plan stays feasible, and the
primal one goes on from it in a few steps."""


class LiveHighs:
    """Solves linear programs of one shape, each from the basis in which the last one ended."""

    def __init__(self) -> None:
        self._highs = quiet_highs()
        set_options(self._highs, Options(), integers=False, whole=TOLERANCE)
        self._primal = False
        self._held: Arrays | None = None
        self._last: Solution | None = None
        """The answer to what is held, None before it is solved."""
        self._duals: Array = np.zeros(0)
        """The rows' duals in the last answer, whatever was handed over since."""

    def load(self, arrays: Arrays, basis: object = None) -> None:
        """Hand over a whole program, and where to start."""
        self._highs.clearSolver()
        hand_over(self._highs, arrays)
        self._method(DUAL)
        if basis is not None:
            self._highs.setBasis(basis)
        self._held, self._last, self._duals = arrays, None, np.zeros(0)

    def answer(self, arrays: Arrays) -> Solution:
        """The answer to a program. Of what differs only what the answer depends on is handed over.

        To change an entry of the matrix makes HiGHS set up everything anew, so those in rows that
        held nothing back the last time are left for later, and the answer is proven without them.
        """
        last, held = self._last, self._held
        if last is not None and held is not None and same_places(held.matrix, arrays.matrix):
            known = _confirmed(last, self.row_prices(arrays.cost), arrays)
            if known is not None:
                return known
        lagging = self._lagging(arrays)
        if lagging is not None:
            self.change(lagging)
            answer = self.solve()
            known = _confirmed(answer, answer.row_duals, arrays)
            if known is not None:
                return known
        self.change(arrays)
        return self.solve()

    def _lagging(self, arrays: Arrays) -> Arrays | None:
        """The program with the matrix that is held; None if one of its rows was pressed on."""
        held = self._held
        if held is None or held.matrix is arrays.matrix:
            return None
        if not same_places(held.matrix, arrays.matrix):
            return None
        entries = np.flatnonzero(held.matrix.data != arrays.matrix.data)
        rows = np.unique(arrays.matrix.indices[entries])
        if not len(rows) or rows[-1] >= len(self._duals) or self._duals[rows].any():
            return None
        return dataclasses.replace(arrays, matrix=held.matrix)

    def change(self, arrays: Arrays) -> None:
        """Hand over what differs from what is held; rows may have come below it."""
        held = self._held
        (rows, columns) = arrays.matrix.shape
        if held is None or held.matrix.shape[1] != columns or held.matrix.shape[0] > rows:
            self.load(arrays)
            return
        if held.matrix.shape[0] < rows or not self._change_matrix(held.matrix, arrays.matrix):
            basis = self._highs.getBasis()
            self.load(arrays, extended(basis, rows) if basis.valid else None)
            return
        costs = _differ(held.cost, arrays.cost)
        if len(costs):
            self._highs.changeColsCost(len(costs), costs, arrays.cost[costs])
        bounds = _differ(held.lower, arrays.lower, held.upper, arrays.upper)
        if len(bounds):
            self._highs.changeColsBounds(
                len(bounds), bounds, arrays.lower[bounds], arrays.upper[bounds]
            )
        sides = _differ(held.row_lower, arrays.row_lower, held.row_upper, arrays.row_upper)
        if len(sides):
            self._highs.changeRowsBounds(
                len(sides), sides, arrays.row_lower[sides], arrays.row_upper[sides]
            )
        feasible = held.matrix is arrays.matrix and not len(bounds) and not len(sides)
        self._method(PRIMAL if feasible else DUAL)
        self._held, self._last = arrays, None

    def append(self, arrays: Arrays, count: int) -> None:
        """Hand over the last ``count`` rows of ``arrays``; all else is as it was."""
        rows = sp.csr_matrix(arrays.matrix[-count:])
        add_rows(self._highs, rows, arrays.row_lower[-count:], arrays.row_upper[-count:])
        self._method(DUAL)
        held = self._held
        if held is not None and held.matrix.shape[0] + count == arrays.matrix.shape[0]:
            # What was left for later stays so.
            whole = sp.csc_matrix(sp.vstack([held.matrix, rows]))
            arrays = dataclasses.replace(arrays, matrix=whole)
        self._held, self._last = arrays, None

    def solve(self) -> Solution:
        """The answer to what is held."""
        self._highs.run()
        answer = read(self._highs)
        if self._primal and answer.status != "optimal":
            self._method(DUAL)
            self._highs.run()
            answer = read(self._highs)
        if answer.status != "optimal" or answer.row_duals is None:
            return dataclasses.replace(answer, values=None, objective=None)
        self._last, self._duals = answer, answer.row_duals
        return answer

    def row_prices(self, cost: Array) -> Array | None:
        """What rows would be worth, (rows,), if columns cost this where the last solve ended.

        None where that is not known. The basis says it: y with y B = the costs of basic columns.
        """
        status, basic = self._highs.getBasicVariables()
        if status != highspy.HighsStatus.kOk or len(basic) != self._highs.getNumRow():
            return None
        # Negative are rows, which cost nothing.
        costs = np.where(basic < 0, 0.0, cost[np.maximum(basic, 0)])
        status, prices = self._highs.getBasisTransposeSolve(costs)
        return prices if status == highspy.HighsStatus.kOk else None

    @property
    def basis(self) -> highspy.HighsBasis:
        """Where the last solve ended."""
        return self._highs.getBasis()

    def _method(self, method: int) -> None:
        self._primal = method == PRIMAL
        self._highs.setOptionValue("simplex_strategy", method)

    def _change_matrix(self, old: sp.csc_matrix, new: sp.csc_matrix) -> bool:
        """False if too much differs, or entries stand elsewhere."""
        if new is old:
            return True
        if not same_places(old, new):
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


def _confirmed(last: Solution, prices: Array | None, arrays: Arrays) -> Solution | None:
    """An answer to other numbers, if ``prices`` of the rows prove that it holds here too."""
    if last.values is None or prices is None:
        return None
    reduced = arrays.cost - arrays.matrix.T @ prices
    if not is_least(arrays, last.values, prices, reduced):
        return None
    cost = float(arrays.cost @ last.values) + arrays.constant
    return dataclasses.replace(last, objective=cost, row_duals=prices, reduced_costs=reduced)


def is_least(arrays: Arrays, values: Array, duals: Array, reduced: Array) -> bool:
    """Whether values keep all bounds and rows, and none that do cost less.

    By complementary slackness: every column with a reduced cost, and every row with a dual, is at
    the bound that this presses on.
    """
    return _at_rest(values, arrays.lower, arrays.upper, reduced) and _at_rest(
        arrays.matrix @ values, arrays.row_lower, arrays.row_upper, duals
    )


def _at_rest(values: Array, lower: Array, upper: Array, presses: Array) -> bool:
    near = TOLERANCE * (1.0 + np.abs(values))
    low, high = lower - values, values - upper
    outside = (low > near) | (high > near)
    loose = ((presses > TOLERANCE) & (low < -near)) | ((presses < -TOLERANCE) & (high < -near))
    return not (outside | loose).any()


def same_places(one: sp.csc_matrix, other: sp.csc_matrix) -> bool:
    """Whether two matrices have entries at the same places."""
    return one is other or (
        one.shape == other.shape
        and np.array_equal(one.indptr, other.indptr)
        and np.array_equal(one.indices, other.indices)
    )


def _differ(*pairs: Array) -> Array:
    """Places at which any of the old arrays differs from the new one beside it."""
    differs = np.zeros(len(pairs[0]), dtype=bool)
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        if old is not new:
            differs |= old != new
    return np.flatnonzero(differs).astype(np.int32)
