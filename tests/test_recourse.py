"""Orders ahead for many futures: closed forms, the decomposition against the whole, the audit."""

import dataclasses
import gc
import time
from itertools import pairwise

import numpy as np
import pytest
from audited import case_of, need
from random_risk import risky_case

from models.allocate import allocate
from models.case import (
    Capacity,
    Case,
    License,
    Material,
    Offer,
    Settings,
    Stockpile,
    Supplier,
    Tier,
)
from models.check import check
from models.future import Future, certain_future
from models.futures.draw import Drawer
from models.recourse.decompose import Evaluator, Hedge, Limits, decompose
from models.recourse.extensive import solve_extensive
from models.recourse.hedge import ahead_of
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Changes, Stages
from models.recourse.subproblem import Worker
from models.solution import Lack

MEAN = Risk(0.0, 0.9)
EXACT = Limits(gap=1e-9, rounds=400)
CHINA = Supplier("cn", country="CN")


def search(case: Case, futures: list[Future], risk: Risk = MEAN) -> tuple[Hedge, np.ndarray]:
    """The best orders ahead for these futures, from the plan without risk; orders (offers, T)."""
    case = case.in_order()
    stages = Stages.of(case)
    evaluator = Evaluator(stages, [stages.changes(future) for future in futures])
    found = decompose(evaluator, risk, ahead_of(stages, allocate(case)), EXACT)
    whole = np.zeros(stages.formulation.program.n_columns)
    whole[stages.ahead] = found.ahead
    return found, stages.formulation.program.columns["order"].spread(whole)


def granted(case: Case, *pattern: float) -> Future:
    """Everything arrives after its lead, but offer i only in the part ``pattern[i]``."""
    base = certain_future(case)
    return dataclasses.replace(base, granted=base.granted * np.array(pattern).reshape(-1, 1))


# Closed forms


def newsvendor(dear: float, short: float = 500.0) -> Case:
    """100 t needed: ahead at 10 under a license, or at once at ``dear`` from home."""
    return case_of(
        1,
        materials=(Material("ndpr", shortage_cost=short),),
        suppliers=(CHINA, Supplier("kr", country="KR")),
        offers=(
            Offer("a", "cn", "ndpr", price=10.0, license="q"),
            Offer("b", "kr", "ndpr", price=dear, spot=True),
        ),
        licenses=(License("q", "CN", 0.7, 0.0, 0.0),),
        demand=(need(100.0),),
    )


def test_one_license_and_one_order() -> None:
    """100 t at 10, granted in 7 of 10 futures, refused ones short at 500: 0.7 x 10 + 0.3 x 500."""
    case = dataclasses.replace(newsvendor(1.0), offers=(newsvendor(1.0).offers[0],))
    futures = [granted(case, 1.0)] * 7 + [granted(case, 0.0)] * 3
    found, orders = search(case, futures)
    assert orders == pytest.approx(np.array([[100.0]]))
    assert found.value == pytest.approx(700.0 + 15_000.0)
    assert sorted(found.costs) == pytest.approx([1000.0] * 7 + [50_000.0] * 3)
    assert search(case, futures, Risk(1.0, 0.7))[0].value == pytest.approx(50_000.0)


def test_cheap_license_backed_by_dear_spot() -> None:
    """Spot at 30 makes good what is refused: 0.7 x 10 + 0.3 x 30 a tonne."""
    case = newsvendor(30.0)
    futures = [granted(case, 1.0, 1.0)] * 7 + [granted(case, 0.0, 1.0)] * 3
    found, _ = search(case, futures)
    assert found.value == pytest.approx(100.0 * (0.7 * 10.0 + 0.3 * 30.0))


@pytest.mark.parametrize(
    ("spot", "ahead"), [(21.0, 0), (24.0, 50), (30.0, 50), (80.0, 100), (121.0, 150)]
)
def test_newsvendor_with_random_supply(spot: float, ahead: int) -> None:
    """Ahead at 20, dear spot, 50 t of old orders granted for 0, 1, 2 or 3 of 3 with 1/4 each.

    What is left to buy of 150 t is 150, 100, 50 or 0. The next tonne ahead saves the spot price
    with probability P(left > ordered), so it is ordered while that times spot exceeds 20.
    """
    fractile = 1.0 - 20.0 / spot
    # Left exceeds 0, 50, 100 with probability 3/4, 1/2, 1/4.
    wanted = sum(50 for p in (0.75, 0.5, 0.25) if 1.0 - p < fractile)
    offers = (
        Offer("a", "kr", "ndpr", price=20.0),
        *(
            Offer(f"old{i}", "cn", "ndpr", price=0.0, license="q", min_total=50.0, max_total=50.0)
            for i in range(3)
        ),
        Offer("spot", "kr", "ndpr", price=spot, spot=True),
    )
    case = dataclasses.replace(
        newsvendor(1.0),
        offers=offers,
        demand=(need(150.0),),
        stockpiles=(Stockpile("k", "ndpr"),),
    )
    futures = [granted(case, 1.0, *[float(i < n) for i in range(3)], 1.0) for n in range(4)]
    found, orders = search(case, futures)
    assert orders[0, 0] == pytest.approx(wanted, abs=1e-6)
    cost = 20.0 * wanted + spot * np.mean([max(150 - 50 * n - wanted, 0) for n in range(4)])
    assert found.value == pytest.approx(cost)


def stockpile_case(hold: float) -> tuple[Case, list[Future]]:
    """10 t a month from March, when a stop begins that lasts 0, 1, 2 or 3 months, each as likely.

    At 10 a tonne it can be ordered ahead until February or, once nothing is stopped, on the spot.
    """
    start = case_of().settings.start
    case = case_of(
        5,
        materials=(Material("ndpr", shortage_cost=100.0, hold_cost=hold),),
        offers=(
            Offer("ahead", "lynas", "ndpr", price=10.0, until=start + 1),
            Offer("spot", "lynas", "ndpr", price=10.0, from_=start + 2, spot=True),
        ),
        demand=(need(0.0, 0.0, 10.0, 10.0, 10.0),),
        stockpiles=(Stockpile("k", "ndpr"),),
    )
    base = certain_future(case)
    futures = []
    for months in range(4):
        lead = base.lead.copy()
        for t in range(2, 2 + months):
            lead[1, t] = 2 + months - t
        futures.append(dataclasses.replace(base, lead=lead))
    return case, futures


@pytest.mark.parametrize(("hold", "months"), [(5.0, 3), (15.0, 2), (33.0, 1), (80.0, 0)])
def test_stockpile_against_a_stop_of_random_length(hold: float, months: int) -> None:
    """The k-th month's need is stored if holding it k months costs less than lacking it.

    The stop lasts that long with probability (4 - k) / 4; then 90 more than the price is lost. So
    it is stored if k x hold < 90 (4 - k) / 4.
    """
    case, futures = stockpile_case(hold)
    found, orders = search(case, futures)
    assert orders[0].sum() == pytest.approx(10.0 * months, abs=1e-6)
    saved = sum(90.0 * (4 - k) / 4 - k * hold for k in range(1, months + 1))
    lost = sum(10.0 + 90.0 * (4 - k) / 4 for k in (1, 2, 3))
    assert found.value == pytest.approx(10.0 * (lost - saved))


def _both(case: Case, futures: list[Future]) -> tuple[Stages, list[Changes]]:
    stages = Stages.of(case.in_order())
    return stages, [stages.changes(future) for future in futures]


# Monotone facts


def shared_fate(correlation: float = 0.7, p90: float = 80.0) -> Case:
    """Two licensed offers of one country for one need, and nothing else but shortage."""
    return case_of(
        4,
        settings=Settings(case_of().settings.start, 4),
        materials=(Material("ndpr", shortage_cost=200.0, hold_cost=1.0),),
        suppliers=(CHINA, Supplier("cn2", country="CN")),
        offers=(
            Offer("a", "cn", "ndpr", price=10.0, license="q", max_per_period=15.0),
            Offer("b", "cn2", "ndpr", price=11.0, license="q", max_per_period=15.0),
        ),
        licenses=(License("q", "CN", 0.6, 30.0, p90, correlation=correlation),),
        demand=(need(0.0, 10.0, 10.0, 10.0),),
        stockpiles=(Stockpile("k", "ndpr"),),
    )


def drawn(case: Case, count: int = 24, seed: int = 3) -> list[Future]:
    """Futures of a case."""
    return list(Drawer(case.in_order(), count, seed).futures())


def test_more_weight_on_the_tail_never_worsens_the_tail() -> None:
    """From the mean to the tail alone, the tail shrinks and the mean grows."""
    case = shared_fate()
    futures = drawn(case)
    costs = [search(case, futures, Risk(w, 0.75))[0].costs for w in (0.0, 0.3, 0.7, 1.0)]
    tails = [Risk(1.0, 0.75).value(c) for c in costs]
    means = [c.mean() for c in costs]
    assert all(a >= b * (1 - 1e-7) for a, b in pairwise(tails))
    assert all(a <= b * (1 + 1e-7) for a, b in pairwise(means))


def test_a_longer_p90_never_lowers_the_cost() -> None:
    """Delays that are longer in every future, the draws being the same, cost as much or more."""
    values = []
    for p90 in (30.0, 60.0, 120.0, 240.0):
        case = shared_fate(p90=p90)
        # Only delays above the median are longer: earlier ones are held at it.
        futures = [
            dataclasses.replace(f, lead=np.maximum(f.lead, planned(case))) for f in drawn(case)
        ]
        values.append(search(case, futures)[0].value)
    assert all(a <= b * (1 + 1e-7) for a, b in pairwise(values))
    assert values[-1] > values[0]


def planned(case: Case) -> np.ndarray:
    """Leads with the median wait."""
    sure = License("q", "CN", 1.0, 30.0, 30.0)
    return next(Drawer(dataclasses.replace(case, licenses=(sure,)), 1, 1).futures()).lead


def test_shared_refusals_never_help() -> None:
    """Two sources that are refused together insure each other less than two that are not."""
    case = shared_fate()
    apart = [granted(case, a, b) for a in (0.0, 1.0) for b in (0.0, 1.0)]
    together = [granted(case, a, a) for a in (0.0, 1.0)] * 2
    for risk in (MEAN, Risk(0.5, 0.75), Risk(1.0, 0.5)):
        assert search(case, apart, risk)[0].value < search(case, together, risk)[0].value - 1.0


def test_more_to_choose_from_never_costs_more() -> None:
    """A spot offer more can only lower the cost; deciding later can only lower it too."""
    case = shared_fate()
    futures = drawn(case)
    alone = search(case, futures)[0].value
    spots = tuple(dataclasses.replace(o, spot=True) for o in case.offers)
    known = dataclasses.replace(case, offers=spots)
    later = search(known, futures)[0].value
    frozen = dataclasses.replace(case.settings, frozen_periods=2)
    half = search(dataclasses.replace(case, settings=frozen), futures)[0].value
    assert later <= half * (1 + 1e-7)
    assert half <= alone * (1 + 1e-7)
    assert later < alone


# Stages


def test_frozen_periods_part_the_orders() -> None:
    """Blank: all orders are decided ahead but spot; 2: those of the first two months; 0: none."""
    case = newsvendor(30.0)
    case = dataclasses.replace(
        case, settings=dataclasses.replace(case.settings, periods=3), demand=(need(1.0, 1.0, 1.0),)
    )
    for frozen, ahead in ((None, [0, 1, 2]), (2, [0, 1]), (0, [])):
        settings = dataclasses.replace(case.settings, frozen_periods=frozen)
        stages = Stages.of(dataclasses.replace(case, settings=settings).in_order())
        order = stages.formulation.program.columns["order"].at
        assert [t for t in range(3) if order[0, t] in stages.ahead] == ahead
        assert not np.isin(order[1], stages.ahead).any()


def test_no_frozen_period_is_full_foresight() -> None:
    """If every order may adapt, each future costs what a plan made for it alone costs."""
    case = shared_fate()
    case = dataclasses.replace(case, settings=dataclasses.replace(case.settings, frozen_periods=0))
    futures = drawn(case, 8)
    stages, changes = _both(case, futures)
    costs = Evaluator(stages, changes).at(np.zeros(len(stages.ahead))).costs
    second = SecondStage(stages)
    alone = [solve_extensive(second, [one], MEAN).value for one in changes]
    assert costs == pytest.approx(np.array(alone, dtype=float), rel=1e-6)


def test_refused_orders_leave_capacity_to_spot() -> None:
    """A mine of 100 t sells on the spot what the license refused, and not a tonne more."""
    case = dataclasses.replace(
        newsvendor(30.0),
        suppliers=(CHINA,),
        offers=(
            Offer("a", "cn", "ndpr", price=10.0, license="q"),
            Offer("b", "cn", "ndpr", price=30.0, spot=True),
        ),
        capacity=(Capacity("cn", "", (100.0,)),),
        demand=(need(120.0),),
    )
    futures = [granted(case, 1.0, 1.0), granted(case, 0.0, 1.0)]
    found, orders = search(case, futures)
    assert orders[0, 0] == pytest.approx(100.0)
    # 20 t are short either way: granted 100 at 10, refused 100 at 30.
    assert sorted(found.costs) == pytest.approx([1000.0 + 10_000.0, 3000.0 + 10_000.0])


def test_refused_purchase_costs_nothing() -> None:
    """The same order costs its price in the future that grants it and nothing in the other."""
    case = newsvendor(30.0, short=40.0)
    _, changes = _both(case, [granted(case, 1.0, 1.0), granted(case, 0.0, 1.0)])
    assert changes[0].paid.tolist() == [10.0]
    assert changes[1].paid.tolist() == [0.0]


def test_what_cannot_be_done_is_named() -> None:
    """Without a price on shortage, a refused order leaves its balance unmet by 100 t."""
    case = dataclasses.replace(
        newsvendor(1.0),
        materials=(Material("ndpr"),),
        offers=(newsvendor(1.0).offers[0],),
    )
    stages, changes = _both(case, [granted(case, 0.0)])
    seen = []
    Evaluator(stages, changes).outcomes(np.array([100.0]), lambda w, outcome: seen.append(outcome))
    assert SecondStage(stages).lacks(seen[0].resorts) == (
        Lack("balance", ("ndpr", ""), "2027-01", pytest.approx(100.0), surplus=False),
    )
    assert seen[0].cost == 0.0


# Random cases


@pytest.mark.parametrize("seed", range(24))
def test_decomposition_agrees_with_the_whole(seed: int) -> None:
    """Mean, mixture and tail: value and bound are the extensive form's optimum."""
    case = risky_case(seed)
    stages = Stages.of(case)
    drawer = Drawer(case, 6, seed)
    changes = [stages.changes(future) for future in drawer.futures()]
    evaluator = Evaluator(stages, changes)
    start = ahead_of(stages, allocate(case))
    for weight in (0.0, 0.5, 1.0):
        risk = Risk(weight, 0.7)
        whole = solve_extensive(evaluator.second, changes, risk)
        assert not whole.lacking.any()
        found = decompose(evaluator, risk, start, Limits(gap=1e-8, rounds=300))
        size = max(abs(whole.value), 1.0)
        assert abs(found.value - whole.value) <= 1e-6 * size
        assert found.bound <= whole.value + 1e-6 * size


@pytest.mark.parametrize("seed", range(24, 40))
def test_audit_agrees_in_every_future(seed: int) -> None:
    """Every future's decisions keep every promise of the case, at the cost that is claimed."""
    case = risky_case(seed)
    stages = Stages.of(case)
    drawer = Drawer(case, 6, seed)
    changes = [stages.changes(future) for future in drawer.futures()]
    evaluator = Evaluator(stages, changes)
    found = decompose(evaluator, Risk(0.5, 0.7), ahead_of(stages, allocate(case)), Limits())
    seen = {}
    evaluator.outcomes(found.ahead, lambda w, outcome: seen.update({w: outcome}))
    for w, outcome in seen.items():
        assert not outcome.lacking.amount
        assert outcome.cost == pytest.approx(found.costs[w], rel=1e-7, abs=1e-6)
        decisions = stages.decisions(outcome.values)
        verdict = check(case, decisions, outcome.cost, future=drawer.future(w))
        assert verdict.passed, verdict.problems


@pytest.mark.parametrize("seed", range(40, 46))
def test_certain_licenses_cost_what_the_plan_costs(seed: int) -> None:
    """If every application is granted at once, every measure gives the plan's cost exactly."""
    case = risky_case(seed)
    sure = tuple(
        dataclasses.replace(row, grant=1.0, days_p50=0.0, days_p90=0.0) for row in case.licenses
    )
    # One that is pending comes as drawn with risk, as said without.
    came = tuple(dataclasses.replace(row, granted="yes") for row in case.open_orders)
    case = dataclasses.replace(case, licenses=sure, events=(), open_orders=came)
    plan = allocate(case)
    assert plan.status == "optimal"
    futures = drawn(case, 4)
    for weight in (0.0, 0.5, 1.0):
        found, _ = search(case, futures, Risk(weight, 0.9))
        assert found.value == pytest.approx(plan.objective, rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("seed", range(46, 52))
def test_slopes_support_the_cost(seed: int) -> None:
    """No other orders ahead cost less than the slopes at these say: costs are convex."""
    case = risky_case(seed)
    stages = Stages.of(case)
    drawer = Drawer(case, 4, seed)
    evaluator = Evaluator(stages, [stages.changes(future) for future in drawer.futures()])
    here = evaluator.at(ahead_of(stages, allocate(case)))
    random = np.random.default_rng(seed)
    for _ in range(3):
        step = random.uniform(0.0, 1.5, len(here.ahead))
        there = evaluator.at(here.ahead * step)
        said = here.costs + here.slopes @ (there.ahead - here.ahead)
        assert (there.costs >= said - 1e-6 * np.maximum(abs(said), 1.0)).all()


def test_a_future_that_is_gone_leaves_no_start() -> None:
    """A later future, at the same address in memory, must not start from its basis."""
    case = risky_case(3)
    stages, drawer = Stages.of(case), Drawer(case, 3, 3)
    worker = Worker(SecondStage(stages))
    held = stages.changes(drawer.future(0))
    nothing = np.zeros(len(stages.ahead))
    worker.solve(nothing, held)
    worker.solve(nothing, stages.changes(drawer.future(1)))
    worker.solve(nothing, stages.changes(drawer.future(2)))
    gc.collect()
    assert list(worker.bases) == [held]


def test_same_answer_whatever_the_threads_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the same, to the last bit, though the workers' threads are held up at random."""
    case = risky_case(3)
    stages = Stages.of(case)
    changes = [stages.changes(f) for f in Drawer(case, 9, 3).futures()]
    start = ahead_of(stages, allocate(case))

    def run() -> Hedge:
        return decompose(Evaluator(stages, changes), Risk(0.5, 0.7), start, Limits(gap=1e-6))

    first = run()
    solve, held = Worker.solve, np.random.default_rng(1)

    def slowly(self: Worker, ahead: np.ndarray, one: Changes) -> object:
        time.sleep(float(held.uniform(0.0, 0.01)))
        return solve(self, ahead, one)

    monkeypatch.setattr(Worker, "solve", slowly)
    second = run()
    assert np.array_equal(first.ahead, second.ahead)
    assert np.array_equal(first.costs, second.costs)
    assert (first.value, first.bound, first.rounds) == (second.value, second.bound, second.rounds)


def test_cheap_units_come_first() -> None:
    """Dear units of an order bought before cheap ones are put right; amounts stay."""
    case = case_of(2, tiers=(Tier("a", 5.0, 20.0), Tier("a", 8.0, 30.0)), demand=(need(9.0, 9.0),))
    stages = Stages.of(case)
    columns = stages.formulation.program.columns
    whole = np.zeros(stages.formulation.program.n_columns)
    whole[columns["order"].at] = [[7.0, 9.0]]
    whole[columns["tier"].at] = [[1.0, 5.0], [3.0, 0.0], [3.0, 4.0]]
    ahead = stages.in_steps(whole[stages.ahead])
    whole[stages.ahead] = ahead
    assert whole[columns["order"].at].tolist() == [[7.0, 9.0]]
    assert whole[columns["tier"].at].tolist() == [[5.0, 5.0], [2.0, 3.0], [0.0, 1.0]]
