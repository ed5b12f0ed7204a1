"""Monte Carlo: all swept inputs drawn at once."""

import numpy as np
import pytest
from small_cases import OFFER_A, OFFER_B, make, need

from models.edit import Edit
from planner.study.monte_carlo.solve import asks_of, inputs_of, study_monte_carlo, walk
from planner.study.points.solvers import Row, here

PRICE = Edit("offers", "price", "times", 1.0, "supplier=A")
NEED = Edit("demand", "each", "set", 0.0)
FREIGHT = Edit("offers", "freight", "plus", 0.0, "supplier=B")
TWO = make(OFFER_A, OFFER_B, need(100))
AXES = ((PRICE, (0.8, 1.1)), (NEED, (50.0, 80.0, 150.0)), (FREIGHT, (5.0, 9.0)))


def test_every_input_falls_once_into_each_part_of_its_range() -> None:
    """Forty draws: forty equal parts, one draw in each, for every input."""
    asks = asks_of(inputs_of(AXES), 40, seed=3)
    for place, (_, values) in enumerate(AXES):
        low, high = min(values), max(values)
        drawn = [float(ask.edits[place].value) for ask in asks]
        parts = [int(40 * (value - low) / (high - low)) for value in drawn]
        assert sorted(parts) == list(range(40))


def test_the_same_seed_draws_the_same() -> None:
    """And another one something else."""
    inputs = inputs_of(AXES)
    assert asks_of(inputs, 10, 1) == asks_of(inputs, 10, 1)
    assert asks_of(inputs, 10, 1) != asks_of(inputs, 10, 2)


def test_an_input_that_is_swept_twice_is_drawn_once() -> None:
    """Over the widest of its ranges."""
    twice = (*AXES, (PRICE, (1.0, 1.4)))
    assert [(low, high) for _, low, high in inputs_of(twice)] == [(0.8, 1.4), (50, 150), (5, 9)]


def test_whole_numbers_are_drawn_whole() -> None:
    """Months that an offer comes later, futures of a plan with risk: each as likely."""
    months = Edit("offers", "from", "plus", 0.0)
    futures = Edit("settings", "futures", "set", 10.0)
    inputs = inputs_of(((months, (0.0, 3.0)), (futures, (10.0, 13.0)), (PRICE, (1.0, 2.0))))
    asks = asks_of(inputs, 40, 1)
    for place, first in ((0, 0), (1, 10)):
        drawn = [float(ask.edits[place].value) for ask in asks]
        assert [drawn.count(first + i) for i in range(4)] == [10, 10, 10, 10]
    assert any(float(ask.edits[2].value) % 1 for ask in asks)


def test_costs_go_with_what_matters() -> None:
    """A's price and the demand raise the cost; B's freight, never paid, is only noise."""
    study = study_monte_carlo(TWO, AXES, 60, seed=1, run=here)
    found = study.correlations
    assert found[PRICE.label] is not None
    assert found[PRICE.label] > 0.15  # type: ignore[operator]
    assert found[NEED.label] > 0.9  # type: ignore[operator]
    assert abs(found[FREIGHT.label]) < 0.3  # type: ignore[operator]
    for point in study.points:
        price, amount = float(point.edits[PRICE.label]), float(point.edits[NEED.label])
        assert point.objective == pytest.approx(10 * price * amount)
    costs = [point.objective for point in study.points]
    assert study.percentiles[0] == min(costs)  # type: ignore[type-var]
    assert study.percentiles[50] == pytest.approx(np.median(costs))  # type: ignore[arg-type]
    assert study.percentiles[100] == max(costs)  # type: ignore[type-var]


def test_a_falling_cost_correlates_negatively() -> None:
    """The more A can sell, the cheaper; a fixed input correlates with nothing."""
    room = Edit("offers", "max_per_period", "set", 0.0, "supplier=A")
    fixed = (FREIGHT, (0.0, 0.0))
    study = study_monte_carlo(TWO, ((room, (10.0, 90.0)), fixed), 20, seed=1, run=here)
    assert study.correlations[room.label] == pytest.approx(-1.0)
    assert study.correlations[FREIGHT.label] is None


def test_points_come_back_in_the_order_they_were_drawn() -> None:
    """Though neighbours are solved together; what was broken off is left out."""
    study = study_monte_carlo(TWO, AXES, 12, seed=1, run=here)
    assert [point.name for point in study.points] == [f"draw {i}" for i in range(1, 13)]
    assert [axis.values for axis in study.axes] == [(0.8, 1.1), (50, 150), (5, 9)]

    def broken_off(phase, setup, chunks) -> list[Row | None]:  # type: ignore[no-untyped-def]
        rows = here(phase, setup, chunks)
        return rows if phase == "base" else [*rows[:5], *[None] * (len(rows) - 5)]

    part = study_monte_carlo(TWO, AXES, 12, seed=1, run=broken_off)
    assert len(part.points) == 5
    assert {point.name for point in part.points} <= {point.name for point in study.points}


def test_infeasible_draws_are_counted_but_not_averaged() -> None:
    """Half of the demands cannot be met."""
    case = make(OFFER_A, need(100))
    room = Edit("offers", "max_per_period", "set", 0.0)
    study = study_monte_carlo(case, ((room, (50.0, 150.0)),), 10, seed=1, run=here)
    assert sum(point.status == "infeasible" for point in study.points) == 5
    assert study.percentiles[100] == pytest.approx(1000)


def test_a_walk_goes_to_the_nearest_each_time() -> None:
    """On a line from one end to the other; nothing and one point are walks too."""
    assert walk(np.array([[3.0], [1.0], [2.0], [0.0]])) == [3, 1, 2, 0]
    assert walk(np.zeros((0, 2))) == []
    assert walk(np.zeros((1, 2))) == [0]
