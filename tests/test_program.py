"""Labelled blocks of columns and rows: every number can be named again."""

import numpy as np
import pytest
import scipy.sparse as sp

from models.program import Cone, Program

OFFERS = ("offer", ("a", "b"))
PERIODS = ("period", ("2027-01", "2027-02", "2027-03"))
SOME = np.array([[True, False, True], [False, True, True]])


def test_labels_and_names() -> None:
    """A block's entries carry the ids of its axes, row by row."""
    block = Program().add_columns("order", (OFFERS, PERIODS))
    assert block.names()[:2] == ["order[a,2027-01]", "order[a,2027-02]"]
    assert block.labels()[3] == ("b", "2027-01")
    assert block.at.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_where_leaves_places_out() -> None:
    """What does not exist has no column, and index -1."""
    program = Program()
    program.add_columns("first", (OFFERS,))
    block = program.add_columns("order", (OFFERS, PERIODS), upper=7.0, where=SOME)
    assert block.at.tolist() == [[2, -1, 3], [-1, 4, 5]]
    assert block.labels() == [
        ("a", "2027-01"), ("a", "2027-03"), ("b", "2027-02"), ("b", "2027-03"),
    ]  # fmt: skip
    assert program.n_columns == 6
    assert len(program.column_names()) == 6


def test_spread_brings_values_back_to_the_grid() -> None:
    """A vector over the program becomes the block's grid, 0 where nothing exists."""
    program = Program()
    program.add_columns("first", (OFFERS,))
    block = program.add_columns("order", (OFFERS, PERIODS), where=SOME)
    values = np.array([9.0, 9.0, 1.0, 2.0, 3.0, 4.0])
    assert block.spread(values).tolist() == [[1, 0, 2], [0, 3, 4]]
    whole = program.columns["first"].spread(values)
    whole[:] = 0
    assert values[0] == 9.0


def test_a_block_without_axes_is_one_column() -> None:
    """A single figure is named by its block alone."""
    block = Program().add_columns("total", ())
    assert (block.size, block.shape, block.names()) == (1, (), ["total"])


def test_an_empty_axis_makes_an_empty_block() -> None:
    """A case without stockpiles has no stock."""
    program = Program()
    block = program.add_columns("stock", (("stockpile", ()), PERIODS))
    program.add_terms(np.zeros((0, 3), dtype=int), block.at, 1.0)
    assert (block.size, block.at.shape, block.names()) == (0, (0, 3), [])
    assert program.arrays().matrix.shape == (0, 0)


def test_a_name_can_stand_once() -> None:
    """Two blocks of one name are a mistake in the formulation."""
    program = Program()
    program.add_columns("order", (OFFERS,))
    program.add_rows("order", (OFFERS,))
    with pytest.raises(ValueError, match="columns order"):
        program.add_columns("order", (PERIODS,))
    with pytest.raises(ValueError, match="rows order"):
        program.add_rows("order", (PERIODS,))


def test_bounds_follow_what_exists() -> None:
    """Bounds are given on the grid and kept for the columns that exist."""
    program = Program()
    grid = np.arange(6.0).reshape(2, 3)
    program.add_columns("order", (OFFERS, PERIODS), upper=grid, where=SOME, integer=True)
    arrays = program.arrays()
    assert arrays.upper.tolist() == [0, 2, 4, 5]
    assert arrays.lower.tolist() == [0, 0, 0, 0]
    assert arrays.has_integers
    program.bounds("order")[1][0] = 8.0
    assert program.arrays().upper[0] == 8.0


def test_terms_of_one_place_add_up() -> None:
    """Coefficients of the same row and column are summed; what cancels is no entry."""
    program = Program()
    buy = program.add_columns("buy", (OFFERS,))
    need = program.add_rows("need", (PERIODS,), lower=1.0)
    program.add_terms(need.at[:, None], buy.at[None, :], 1.0)
    program.add_terms(need.at[0], buy.at, np.array([2.0, -1.0]))
    assert program.arrays().matrix.toarray().tolist() == [[3, 0], [1, 1], [1, 1]]
    assert program.arrays().matrix.nnz == 5


def test_what_does_not_exist_is_left_out_of_terms_and_money() -> None:
    """Index -1 takes no coefficient, no price and no shift."""
    program = Program()
    order = program.add_columns("order", (OFFERS, PERIODS), where=SOME)
    total = program.add_rows("total", (OFFERS,), upper=5.0)
    program.add_terms(total.at[:, None], order.at, 1.0)
    program.add_money("purchase", order.at, np.arange(6.0).reshape(2, 3))
    program.shift_rows(np.array([-1, total.at[1]]), 3.0)
    arrays = program.arrays()
    assert arrays.matrix.toarray().tolist() == [[1, 1, 0, 0], [0, 0, 1, 1]]
    assert arrays.cost.tolist() == [0, 2, 4, 5]
    assert arrays.row_upper.tolist() == [5, 8]
    assert program.row_bounds("total")[1].tolist() == [5, 8]


def test_money_is_kept_by_part() -> None:
    """The objective is the sum of its named parts and what no decision changes."""
    program = Program()
    buy = program.add_columns("buy", (OFFERS,))
    program.add_money("purchase", buy.at, np.array([3.0, 4.0]))
    program.add_money("holding", buy.at[0], 1.0)
    program.add_constant("holding", 10.0)
    assert program.parts() == ["purchase", "holding"]
    assert program.money("holding").tolist() == [1, 0]
    assert program.money("no such part").tolist() == [0, 0]
    assert program.arrays().cost.tolist() == [4, 4]
    assert program.arrays().constant == 10.0
    program.clear_money()
    assert (program.arrays().cost.any(), program.constant()) == (False, 0)


def two_groups(over: int = -1) -> Cone:
    return Cone("hhi", sp.csr_matrix(np.eye(2, 3)), np.sqrt(0.58), over)


def test_a_cone_is_met_at_its_bound() -> None:
    """70 and 30 have an HHI of exactly 5,800; 80 and 20 more, 60 and 40 less."""
    cone = two_groups()
    assert cone.relative_excess(np.array([70.0, 30, 0])) == pytest.approx(0, abs=1e-12)
    assert cone.relative_excess(np.array([80.0, 20, 0])) > 0
    assert cone.relative_excess(np.array([60.0, 40, 0])) < 0
    assert cone.relative_excess(np.zeros(3)) == 0


def test_a_slack_column_loosens_a_cone() -> None:
    """All from one: the norm exceeds the bound by what the slack must be."""
    missing = 100 * (1 - np.sqrt(0.58))
    cone = two_groups(over=2)
    assert cone.relative_excess(np.array([100.0, 0, missing])) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("over", [-1, 2])
def test_a_tangent_touches_the_cone_and_cuts_nothing_off(over: int) -> None:
    """At its point the tangent equals the excess; inside the cone it always holds."""
    cone, chance = two_groups(over), np.random.default_rng(1)
    point = np.array([90.0, 10.0, 1.0])
    columns, row = cone.tangent(point)
    norm = np.linalg.norm(cone.groups @ point)
    assert row @ point[columns] == pytest.approx(cone.relative_excess(point) * norm)
    for x in chance.uniform(0, 100, (200, 3)):
        assert cone.relative_excess(x) > 0 or row @ x[columns] <= 1e-9
