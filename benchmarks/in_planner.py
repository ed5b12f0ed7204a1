"""The synthetic case as the planner writes it."""

import highspy
import numpy as np

from models.allocation.formulate import formulate
from models.case import Case
from models.engines import highs as door
from models.program import Arrays


def build(case: Case) -> Arrays:
    """The whole case as arrays."""
    return formulate(case).program.arrays()


def hand_over(arrays: Arrays) -> highspy.Highs:
    """Give it to HiGHS, without solving."""
    highs = door.quiet_highs()
    door.hand_over(highs, arrays)
    return highs


def plain(arrays: Arrays) -> dict[str, np.ndarray]:
    """The arrays by name, for HiGHS alone."""
    return {
        "cost": arrays.cost,
        "lower": arrays.lower,
        "upper": arrays.upper,
        "row_lower": arrays.row_lower,
        "row_upper": arrays.row_upper,
        "start": arrays.matrix.indptr,
        "index": arrays.matrix.indices,
        "value": arrays.matrix.data,
    }
