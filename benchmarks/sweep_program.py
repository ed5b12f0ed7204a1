"""The swept program, the same for all: the Korean case while all Chinese prices move."""

import dataclasses
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sweep_in_highs import Bare, Moving

from models.allocation.formulate import Formulation, formulate
from models.case import Case
from models.edit import Edit, edited, evenly
from models.futures.draw import planned_future
from models.program import Arrays, Program
from planner.api import read_case
from planner.commands.template import shipped_case

PRICES = Edit("prices", "each", "times", 1.0, where="country=CN")
LOW, HIGH = 0.8, 1.6
MET = 1e-7
"""A concentration limit counts as met below this excess of its norm."""


def korean_case() -> Case:
    """The shipped example, read from its workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        shipped_case("korea-2027", path, None, overwrite=False)
        return read_case(path).in_order()


@dataclass(frozen=True)
class Swept:
    """The case at every value of the sweep, as a linear program.

    Costs move, and a few entries of the matrix (a limit on spend); both are straight in the value.
    ``tangents`` stand for the concentration limits, which are cones: rows that touch them wherever
    the sweep needs it. The others are given them; the planner finds its own on the way.
    """

    case: Case
    values: tuple[float, ...]
    tangents: sp.csr_matrix

    @classmethod
    def of(cls, case: Case, points: int) -> "Swept":
        """The sweep in so many points. Finds the tangents by solving it once."""
        none = sp.csr_matrix((0, formulated(case).program.n_columns))
        swept = cls(case, evenly(LOW, HIGH, points), none)
        return dataclasses.replace(swept, tangents=_touching(swept))

    def without_tangents(self) -> "Swept":
        """The same without the concentration limits."""
        return dataclasses.replace(self, tangents=self.tangents[:0])

    def case_at(self, value: float) -> Case:
        """The case at a value."""
        return edited(self.case, [PRICES.to(value)])

    def arrays(self, value: float) -> Arrays:
        """The whole program at a value."""
        low, high = self._ends
        weight = (value - LOW) / (HIGH - LOW)
        matrix = low.matrix.copy()
        matrix.data = (1.0 - weight) * low.matrix.data + weight * high.matrix.data
        cost = (1.0 - weight) * low.cost + weight * high.cost
        return dataclasses.replace(low, cost=cost, matrix=matrix)

    @cached_property
    def program(self) -> Program:
        """The blocks of columns and rows, and the cones."""
        return formulated(self.case).program

    @cached_property
    def moving(self) -> Moving:
        """What differs from value to value."""
        low, high = self._ends
        entries = np.flatnonzero(low.matrix.data != high.matrix.data)
        columns = np.searchsorted(low.matrix.indptr, entries, side="right") - 1
        costs = np.flatnonzero(low.cost != high.cost).astype(np.int32)
        return Moving(costs, entries, low.matrix.indices[entries].tolist(), columns.tolist())

    @cached_property
    def _ends(self) -> tuple[Arrays, Arrays]:
        first, last = (formulated(self.case_at(v)).program.arrays() for v in (LOW, HIGH))
        for name in ("lower", "upper", "row_lower", "row_upper", "integer", "constant"):
            assert np.array_equal(getattr(first, name), getattr(last, name)), name
        low, high = self._with_tangents(first), self._with_tangents(last)
        assert np.array_equal(low.matrix.indices, high.matrix.indices) and not low.has_integers
        return low, high

    def _with_tangents(self, arrays: Arrays) -> Arrays:
        count = self.tangents.shape[0]
        return dataclasses.replace(
            arrays,
            matrix=sp.csc_matrix(sp.vstack([arrays.matrix, self.tangents])),
            row_lower=np.append(arrays.row_lower, np.full(count, -np.inf)),
            row_upper=np.append(arrays.row_upper, np.zeros(count)),
        )


def formulated(case: Case) -> Formulation:
    """The case as a program, orders arriving as planned."""
    return formulate(case, planned_future(case))


def _touching(swept: Swept) -> sp.csr_matrix:
    """Tangents with which the program's optimum meets every cone at every value."""
    bare, found = Bare(swept.arrays(LOW), swept.moving), []
    for value in swept.values:
        arrays = swept.arrays(value)
        while rows := _violated(swept.program, bare.solve(arrays)[1]):
            bare.append(sp.csr_matrix(sp.vstack(rows)))
            found += rows
    return sp.csr_matrix(sp.vstack(found)) if found else swept.tangents


def _violated(program: Program, x: np.ndarray) -> list[sp.csr_matrix]:
    """A tangent for each cone that the columns violate."""
    rows = []
    for cone in program.cones:
        if cone.relative_excess(x) > MET:
            columns, coefficients = cone.tangent(x)
            size = np.abs(coefficients).max()
            places = ([0] * len(columns), columns)
            rows.append(sp.csr_matrix((coefficients / size, places), shape=(1, len(x))))
    return rows
