"""The one loop of tangents: what it hands back, and that it never passes for more than it is."""

import numpy as np
import pytest
import scipy.sparse as sp

from models.engines.highs import hand_over, quiet_highs, read, run
from models.program import Arrays, Cone
from models.solution import Solution
from models.solve.tangents import MOST_ROUNDS, Tangent, tangent_rows, until_kept

EVEN = Cone("even", sp.csr_matrix(np.eye(3)), np.sqrt(0.4))
"""HHI of three columns at most 4,000."""


def arrays(cost: tuple[float, ...], upper: float = np.inf) -> Arrays:
    """Three columns that add up to 100."""
    one, most = np.full(1, 100.0), np.full(3, upper)
    matrix = sp.csc_matrix(np.ones((1, 3)))
    return Arrays(np.array(cost), np.zeros(3), most, np.zeros(3, dtype=bool), one, one, matrix)


def test_too_few_rounds_are_told() -> None:
    """A solver that never heeds its tangents: stopped, after so many rounds, and no optimum."""
    touched: list[Tangent] = []
    answer = Solution("optimal", values=np.array([100.0, 0.0, 0.0]), objective=1.0)
    found = until_kept([EVEN], lambda: answer, touched.extend)
    assert (found.status, len(touched)) == ("stopped", MOST_ROUNDS)


def test_an_answer_without_a_plan_ends_it() -> None:
    """Nothing is touched where there is nothing to touch."""
    answer = Solution("infeasible")
    assert until_kept([EVEN], lambda: answer, lambda new: pytest.fail("touched")) is answer


def test_a_tangent_cuts_off_its_point_and_no_plan_that_keeps_the_cone() -> None:
    """The point violates the row; even shares, and the edge of the cone, keep it."""
    point = np.array([80.0, 15.0, 5.0])
    (row,) = tangent_rows([Tangent.at(EVEN, point)], 3).toarray()
    assert row @ point > 0 and np.abs(row).max() == 1.0
    away = point - 100 / 3
    edge = 100 / 3 + away / np.linalg.norm(away) * 100 * np.sqrt(0.4 - 1 / 3)
    assert row @ np.full(3, 100 / 3) < 0 and row @ edge <= 1e-9


def test_nothing_is_read_without_an_optimum() -> None:
    """An infeasible program has no values; the same object answers the next one."""
    highs = quiet_highs()
    hand_over(highs, arrays((1.0, 2.0, 3.0), upper=30.0))
    answer = run(highs)
    assert (answer.status, answer.values, answer.objective) == ("infeasible", None, None)
    hand_over(highs, arrays((1.0, 2.0, 3.0)))
    assert read(highs).values is None
    assert run(highs).values == pytest.approx([100.0, 0.0, 0.0])
