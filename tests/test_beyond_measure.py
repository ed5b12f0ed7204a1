"""Numbers many times those around them: the right plan, or words; never a plan that is wrong."""

from dataclasses import replace

import pytest
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.case import Case
from planner.planning.make import plan_case

VAST = (1e6, 1e9, 1e12, 9.9e14)
MOST = replace(OFFER_A, max_per_period=200.0)


@pytest.mark.parametrize("vast", VAST)
@pytest.mark.parametrize("column", ["lot", "moq"])
def test_a_least_order_above_the_most_is_no_order(column: str, vast: float) -> None:
    """``a`` can never be had: ``b`` sells 100 t at 12."""
    plan = plan_case(make(replace(MOST, **{column: vast}), OFFER_B, need(100)))
    assert plan.check is not None and plan.check.passed
    assert plan.objective == pytest.approx(1200.0)


@pytest.mark.parametrize("vast", VAST)
def test_a_lot_above_the_most_with_a_minimum_has_no_plan(vast: float) -> None:
    """One ton at least, a lot at least, and never so much: the minimum is named."""
    plan = plan_case(make(replace(MOST, lot=vast, min_per_period=1.0), OFFER_B, need(100)))
    assert plan.status == "infeasible"
    assert [(c.kind, c.subject) for c in plan.conflicts] == [("offer_min", "a")]


def unlimited(vast: float) -> dict[str, Case]:
    """Cases in which somebody wrote a vast number for no limit."""
    government = replace(STORE, owner="government", opening=4.0, release_price=50.0)
    return {
        "max_per_period": make(replace(OFFER_A, max_per_period=vast), need(100)),
        "max_total": make(replace(OFFER_A, max_total=vast), need(100)),
        "store": make(OFFER_A, replace(STORE, capacity=vast), need(100)),
        "release_max": make(OFFER_A, replace(government, release_max=vast), need(100)),
        "lots": make(replace(OFFER_A, lot=50.0, max_per_period=vast), ND, need(100)),
    }


@pytest.mark.parametrize("vast", VAST)
@pytest.mark.parametrize("column", sorted(unlimited(1.0)))
def test_a_vast_bound_is_no_bound(column: str, vast: float) -> None:
    """100 t at 10, whatever else could be had."""
    plan = plan_case(unlimited(vast)[column])
    assert plan.check is not None and plan.check.passed
    assert plan.objective == pytest.approx(1000.0)
