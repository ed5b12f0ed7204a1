"""Among plans of one cost exactly one is preferred."""

from itertools import combinations

import numpy as np
from small_cases import JANUARY, OFFER_A, OFFER_B, make, need

from models.allocation.formulate import formulate
from models.case import Settings


def test_swapping_the_periods_of_two_offers_is_never_a_matter_of_indifference() -> None:
    """Neither for orders nor for stock: the preference is no sum of an offer's and a period's."""
    formulation = formulate(
        make(OFFER_A, OFFER_B, need(1), settings=Settings(JANUARY, 4)).in_order()
    )
    block = formulation.program.columns["order"]
    grid = block.spread(formulation.preference)
    size = float(np.abs(grid).max())
    assert block.shape == (2, 4)
    for t, u in combinations(range(4), 2):
        assert abs(grid[0, t] + grid[1, u] - grid[0, u] - grid[1, t]) > 1e-4 * size
