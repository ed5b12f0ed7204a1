"""Facts that hold whatever the case: telling it otherwise does not change the plan."""

import dataclasses
import random
from functools import cache

import numpy as np
import pytest
from judged import judged
from random_cases import FEATURES, random_case
from restated import dearer, in_currency, in_kilograms, looser, shuffled, split

from models.allocate import Allocation, allocate
from models.case import Case
from planner.planning import plan_case

SEEDS = range(12)
INTEGERS = ("lots", "falling", "spend")


@cache
def solved(case: Case) -> Allocation:
    """The best plan of a case, once."""
    return allocate(case)


def some(seed: int, *left_out: str) -> Case:
    """A random case that has a plan, of a bit of everything but what is left out."""
    chance = random.Random(seed)
    while True:
        names = [name for name in FEATURES if name not in left_out and chance.random() < 0.45]
        case = random_case(chance.randrange(10**6), names)
        if solved(case).status == "optimal":
            return case


def orders(plan: Allocation) -> dict[tuple[str, int], float]:
    """Offer and period -> quantity."""
    assert plan.decisions is not None
    return {
        (offer.offer, t): float(plan.decisions.order[i, t])
        for i, offer in enumerate(plan.case.offers)
        for t in range(plan.case.settings.periods)
    }


def same_cost(plan: Allocation, other: Allocation, factor: float = 1.0) -> None:
    """Both have a best plan, and cost the same but for a factor."""
    assert plan.objective is not None
    assert other.status == plan.status
    assert other.objective == pytest.approx(factor * plan.objective, rel=1e-6, abs=1e-6)


def closely(plan: Allocation) -> dict[str, float]:
    """How near is the same: where a cone is met to 1e-8, orders are known to its root."""
    near = 2e-3 if any(row.measure == "hhi" for row in plan.case.limits) else 1e-4
    return {"rel": near, "abs": 0.1 * near * max(orders(plan).values())}


def same_orders(plan: Allocation, other: Allocation) -> None:
    """Both order the same of every offer in every period."""
    assert orders(other) == pytest.approx(orders(plan), **closely(plan))


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_rows_does_not_matter(seed: int) -> None:
    """Shuffled rows give the identical plan, to the last digit."""
    case = some(seed)
    plan, other = solved(case), allocate(shuffled(case, seed))
    assert (plan.status, plan.objective) == (other.status, other.objective)
    assert plan.decisions is not None and other.decisions is not None
    assert np.array_equal(plan.decisions.order, other.decisions.order)
    assert np.array_equal(plan.decisions.put, other.decisions.put)


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_times_three_cost_three_times(seed: int) -> None:
    """All money times 3: the same orders at three times the cost."""
    case = some(seed, *INTEGERS)
    plan, other = solved(case), allocate(dearer(case, 3.0))
    same_cost(plan, other, 3.0)
    same_orders(plan, other)


@pytest.mark.parametrize("seed", SEEDS)
def test_kilograms_or_tonnes(seed: int) -> None:
    """A material counted in kg: the same cost, a thousand times the number, the same goods."""
    case = some(seed, "units", *INTEGERS)
    plan, other = solved(case), allocate(in_kilograms(case, "m0"))
    same_cost(plan, other)
    mine = {offer.offer for offer in case.offers if offer.material == "m0"}
    told = {key: n / (1000 if key[0] in mine else 1) for key, n in orders(other).items()}
    assert told == pytest.approx(orders(plan), **closely(plan))


@pytest.mark.parametrize("seed", SEEDS)
def test_currency_of_the_plan(seed: int) -> None:
    """The plan in KRW orders what the plan in USD orders, and costs as many won."""
    case = some(seed, "currencies", *INTEGERS)
    plan, other = solved(case), allocate(in_currency(case, "KRW", 0.0007))
    same_cost(plan, other, 1 / 0.0007)
    same_orders(plan, other)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_offer_in_two_halves_costs_the_same(seed: int) -> None:
    """Each offer in turn as two of half the size: the same cost, if prices rise with quantity."""
    case = some(seed, *INTEGERS, "paths")
    for offer in case.offers:
        same_cost(solved(case), allocate(split(case, offer)))


@pytest.mark.parametrize("seed", SEEDS)
def test_more_room_never_costs_more(seed: int) -> None:
    """A looser limit, more capacity or a larger offer: no dearer, and never infeasible."""
    case = some(seed)
    plan = solved(case)
    assert plan.objective is not None
    for easier in looser(case):
        other = allocate(easier)
        assert other.objective is not None
        assert other.objective <= plan.objective + 1e-6 * (1 + abs(plan.objective))


@pytest.mark.parametrize("seed", SEEDS)
def test_dual_of_demand_bounds_every_change(seed: int) -> None:
    """The cost is convex in demand: a change never costs less than the dual says, up or down."""
    case = some(seed, *INTEGERS)
    plan = plan_case(case)
    for line in plan.demand:
        assert line.dual is not None and plan.objective is not None
        for step in (0.01 * line.quantity, -0.01 * line.quantity):
            other = allocate(_with_demand(case, line.material, line.location, line.period, step))
            if other.objective is not None:
                least = plan.objective + step * line.dual
                assert other.objective >= least - 1e-6 * (1 + abs(plan.objective))


def _with_demand(case: Case, material: str, place: str, period: str, step: float) -> Case:
    t = [case.calendar.label(u) for u in range(case.settings.periods)].index(period)
    rows = []
    for row in case.demand:
        values = list(row.values)
        if (row.material, row.location) == (material, place):
            values[t] = (values[t] or 0.0) + step
            step = 0.0
        rows.append(dataclasses.replace(row, values=tuple(values)))
    return dataclasses.replace(case, demand=tuple(rows))


@pytest.mark.parametrize("seed", SEEDS)
def test_dual_of_a_limit_is_the_change_of_cost(seed: int) -> None:
    """Inside the range of its dual, a limit moved a little changes the cost by the dual."""
    case = random_case(seed, {"share", "amount", "average", "stock_limit", "stock", "origins"})
    plan = plan_case(case)
    for i, row in enumerate(case.limits):
        windows = [line for line in plan.limits if line.limit == row.limit]
        for line in windows:
            if line.dual is None or len(windows) > 1 or not _inside(line.dual_range, line.bound):
                continue
            step = 1e-4 * line.bound
            moved = dataclasses.replace(row, value=row.value + step)
            limits = (*case.limits[:i], moved, *case.limits[i + 1 :])
            other = allocate(dataclasses.replace(case, limits=limits))
            assert other.objective is not None and plan.objective is not None
            change = other.objective - plan.objective
            assert change == pytest.approx(step * line.dual, rel=1e-2, abs=1e-9 * plan.objective)


def _inside(bounds: tuple[float | None, float | None] | None, value: float) -> bool:
    if bounds is None:
        return False
    low, high = bounds
    room = 2e-4 * abs(value)
    return (low is None or low < value - room) and (high is None or high > value + room)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_nudged_plan_does_not_pass(seed: int) -> None:
    """The auditor passes the best plan, and finds fault when one order is a twentieth larger."""
    plan = solved(some(seed))
    assert plan.decisions is not None
    assert judged(plan) == ()
    order = plan.decisions.order.copy()
    order[np.unravel_index(order.argmax(), order.shape)] *= 1.05
    nudged = dataclasses.replace(plan.decisions, order=order)
    assert order.max() == 0 or judged(plan, nudged)
