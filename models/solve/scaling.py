"""Units in which a program solves well, and the way back.

A case may be in kg and KRW or in t and USD; its coefficients then differ by 1e9 while tolerances
are absolute. Columns, rows, right-hand sides and costs are scaled by powers of two (exact in
floating point) so that they are near 1.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from models.program import Array, Arrays
from models.solution import Solution

FAR = 1e6
"""An upper bound beyond this is far off the columns of a scaled program, which are near 1."""
ROUNDS = 4
"""Ruiz's equilibration brings the largest entry of every row and column near 1 in a few rounds."""


@dataclass(frozen=True)
class Scaling:
    """x = column * x', row' = row * factor; ``size`` and ``money`` scale all x and all costs."""

    column: Array
    row: Array
    size: float
    money: float

    def apply(self, arrays: Arrays, scaled: sp.csc_matrix | None = None) -> Arrays:
        """The scaled program; ``scaled`` is its matrix where it is known already."""
        if scaled is None:
            own = arrays.matrix
            factors = self.row[own.indices] * np.repeat(self.column, np.diff(own.indptr))
            scaled = sp.csc_matrix((own.data * factors, own.indices, own.indptr), own.shape)
        return dataclasses.replace(
            arrays,
            cost=self.cost(arrays.cost),
            lower=arrays.lower / (self.column * self.size),
            upper=arrays.upper / (self.column * self.size),
            row_lower=arrays.row_lower * self.row / self.size,
            row_upper=arrays.row_upper * self.row / self.size,
            matrix=scaled,
            constant=0.0,
        )

    def cost(self, prices: Array) -> Array:
        """Scaled prices of columns."""
        return prices * self.column * self.money

    def values(self, values: Array) -> Array:
        """Columns in their own units."""
        return values * self.column * self.size

    def undo(self, solution: Solution, arrays: Arrays) -> Solution:
        """A solution of the scaled program in the units of ``arrays``."""
        if solution.values is None:
            return solution
        values = self.values(solution.values)
        duals, reduced = solution.row_duals, solution.reduced_costs
        rows = len(self.row)
        return dataclasses.replace(
            solution,
            values=values,
            objective=float(arrays.cost @ values + arrays.constant),
            row_duals=None if duals is None else duals[:rows] * self.row / self.money,
            reduced_costs=None if reduced is None else reduced / (self.column * self.money),
        )


def scaling_of(arrays: Arrays) -> Scaling:
    """Equilibrate the matrix (Ruiz 2001), then bring the middle right-hand side and cost to 1."""
    magnitude = abs(arrays.matrix)
    column, row = np.ones(magnitude.shape[1]), np.ones(magnitude.shape[0])
    for _ in range(ROUNDS):
        scaled = sp.csc_matrix(sp.diags_array(row) @ magnitude @ sp.diags_array(column))
        row /= np.sqrt(_largest(scaled, axis=1))
        column /= np.sqrt(_largest(scaled, axis=0))
    column, row = _power_of_two(column), _power_of_two(row)
    bounds = np.concatenate([arrays.row_lower * row, arrays.row_upper * row])
    size = _middle(bounds)
    # Whole numbers stay whole: nothing may move them.
    if arrays.integer.any():
        column[arrays.integer] = 1.0 / size
        row *= _beside_integers(magnitude, row, column, arrays.integer)
    # Few cheap columns among many dear ones must not fall below the solver's tolerance.
    costs = arrays.cost * column
    money = 1.0 / min(_middle(costs), _halfway(costs))
    return Scaling(column, row, size, money)


def _beside_integers(magnitude: sp.csc_matrix, row: Array, column: Array, integer: Array) -> Array:
    """Factors that bring rows with integers, whose columns did not follow, back near 1."""
    scaled = sp.csc_matrix(sp.diags_array(row) @ magnitude @ sp.diags_array(column))
    has = np.asarray(scaled[:, integer].sum(axis=1)).ravel() > 0
    return np.where(has, _power_of_two(1.0 / _largest(scaled, axis=1)), 1.0)


def _largest(matrix: sp.csc_matrix, axis: int) -> Array:
    if 0 in matrix.shape:
        return np.ones(matrix.shape[1 - axis])
    largest = np.asarray(matrix.max(axis=axis).todense()).ravel()
    return np.where(largest > 0, largest, 1.0)


def _middle(numbers: Array) -> float:
    """The geometric mean of what is finite and not zero, as a power of two."""
    sizes = np.abs(numbers[np.isfinite(numbers) & (numbers != 0)])
    return float(_power_of_two(np.exp(np.mean(np.log(sizes))))) if len(sizes) else 1.0


def _halfway(numbers: Array) -> float:
    """Between the smallest and the largest of what is not zero, as a power of two."""
    sizes = np.abs(numbers[numbers != 0])
    return float(_power_of_two(np.sqrt(sizes.min() * sizes.max()))) if len(sizes) else 1.0


def _power_of_two(numbers: Array | float) -> Array:
    return np.asarray(2.0 ** np.round(np.log2(numbers)))


def opened(arrays: Arrays) -> Arrays | None:
    """A scaled program without upper bounds so far off that they mean none; None if there are none.

    People write 999,999,999,999 for no limit.
    """
    far = np.isfinite(arrays.upper) & (arrays.upper > FAR) & ~arrays.integer
    return (
        dataclasses.replace(arrays, upper=np.where(far, np.inf, arrays.upper))
        if far.any()
        else None
    )


def is_within(values: Array | None, upper: Array) -> bool:
    """True of values that keep upper bounds, whether or not they were asked to."""
    return values is not None and bool((values <= upper).all())
