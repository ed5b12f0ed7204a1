"""Stops by surprise: two suppliers worked out by hand, stock over need, edited cases."""

from dataclasses import replace

import numpy as np
import pytest
from random_edits import linear_case
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.allocate import allocate
from models.allocation.formulate import formulate
from models.ask.redecide import Redecider
from models.ask.stop import Stop
from models.ask.survive import Survivor
from models.case import Capacity, Case, Origin
from models.engines import Options, find
from models.futures.draw import planned_future
from models.solve.optimise import optimise
from planner.errors import UsageError
from planner.study.points.solvers import here
from planner.study.stress.closures import closures_of
from planner.study.stress.job import StressWays, stress_job
from planner.study.stress.solve import Stops, study_stress
from planner.workbook.read import Reading

SHORT = replace(ND, shortage_cost=30)


def orders(case: Case) -> np.ndarray:
    """The orders of a case's plan."""
    found = allocate(case).decisions
    assert found is not None
    return found.order


def losses(case: Case, stops: Stops) -> dict[tuple[str, int, int], float | None]:
    """Loss by name, start and length."""
    found = study_stress(case, stops, here)
    return {(p.closure.name, p.start, p.periods): p.loss for p in found.points}


def test_two_suppliers_by_hand() -> None:
    """100 t at 10 from A; B has 60 t at 12, what lacks costs 30: 60 x 2 + 40 x 20 a month."""
    case = make(SHORT, OFFER_A, replace(OFFER_B, max_per_period=60), need(*[100] * 6)).in_order()
    stops = Stops(tuple(closures_of(case, pairs=True)), (0, 2), (1, 3))
    found = losses(case, stops)
    assert found["supplier A", 0, 1] == pytest.approx(920)
    assert found["supplier A", 2, 3] == pytest.approx(3 * 920)
    assert found["supplier B", 2, 3] == 0
    assert found["countries AU+CN", 2, 3] == pytest.approx(3 * 100 * 20)


def test_the_reaction_waits_and_a_stop_without_shortage_cost_has_no_price() -> None:
    """For one month B is not asked: 100 t lack, then 920 a month. Unpriced, it cannot be kept."""
    case = make(SHORT, OFFER_A, replace(OFFER_B, max_per_period=60), need(*[100] * 6)).in_order()
    only = tuple(c for c in closures_of(case, pairs=False) if c.name == "supplier A")
    found = study_stress(case, Stops(only, (2,), (3,), reaction=1), here).points[0]
    assert found.loss == pytest.approx(2000 + 2 * 920)
    assert (found.first_short, found.short) == ("2027-03", {"Nd": pytest.approx(180)})
    unpriced = make(OFFER_A, replace(OFFER_B, max_per_period=60), need(*[100] * 6)).in_order()
    point = study_stress(unpriced, Stops(only, (2,), (3,)), here).points[0]
    assert (point.loss, point.lives and point.lives.periods) == (None, pytest.approx(0.6))


@pytest.mark.parametrize("lead", [0.0, 1.0])
def test_one_stock_and_nothing_else_lasts_stock_over_need(lead: float) -> None:
    """250 t for 100 t a month are 2.5 months, whatever is still under way.

    Before the first goods come the stock serves.
    """
    late = replace(OFFER_A, lead=lead)
    case = make(
        SHORT, late, replace(STORE, opening=250 + 100 * lead, closing_min=250), need(*[100] * 10)
    )
    case = case.in_order()
    full = np.full((1, 10), 100.0)
    full[0, -int(lead) or 10 :] = 0
    found = Survivor(case).longest(full, Stop((1.0,), 3, 0), "Nd")
    assert found is not None
    assert (found.periods, found.to_end) == (pytest.approx(2.5), False)


def test_held_goods_come_as_much_later() -> None:
    """Goods take a month. Of a stop of March and April, April's need lacks: 20 more a ton.

    Held, March's lacks too, and what comes in May then serves June: 20 more a ton once more.
    """
    late = replace(OFFER_A, lead=1.0)
    case = make(SHORT, late, STORE, need(0, 100, 100, 100, 0, 100)).in_order()
    placed, own = orders(case), Redecider(case)
    usual = own.decide(placed, 2)
    assert usual is not None
    for held, loss in ((False, 2000), (True, 4000)):
        stop = Stop((1.0,), 2, 2, held=held)
        found = own.endure(placed, stop)
        assert found is not None, held
        assert found.cost - usual.cost == pytest.approx(loss), held


def test_a_country_at_one_stage_cuts_what_comes_from_there() -> None:
    """40% of A's is mined in MM: 60 t of the 100 t it usually sells remain, 40 t lack."""
    mined = (Origin("A", "Nd", "mined", "MM", 0.4), Origin("A", "Nd", "mined", "CN", 0.6))
    case = make(SHORT, OFFER_A, *mined, need(*[100] * 4)).in_order()
    only = tuple(c for c in closures_of(case, pairs=False) if c.name == "country MM mined")
    assert only[0].text == "country=MM stage=mined"
    assert losses(case, Stops(only, (1,), (2,)))["country MM mined", 1, 2] == pytest.approx(1600)


@pytest.mark.parametrize("seed", range(40))
def test_a_loss_is_that_of_an_edited_case_whose_first_orders_are_fixed(seed: int) -> None:
    """The supplier has no capacity while it lasts; the program is laid out anew."""
    case = linear_case(seed, without=("minima", "contracts"))
    found = allocate(case)
    if found.decisions is None:
        return
    placed, periods = found.decisions.order, case.calendar.periods
    start, name = periods // 2, case.offers[0].supplier
    shares = tuple(float(offer.supplier == name) for offer in case.offers)
    stop = Stop(shares, start, max(1, periods - start - 1))
    ends = start + stop.periods
    shut = tuple(0.0 if start <= t < ends else None for t in range(periods))
    units = sorted({offer.material for offer in case.offers if offer.supplier == name})
    rows = tuple(Capacity(name, material, shut) for material in units)
    edited = replace(case, capacity=(*case.capacity, *rows))
    program = formulate(edited, planned_future(edited)).program
    at, arrays = program.columns["order"].at, program.arrays()
    fixed = (at >= 0) & (np.arange(periods) < start)
    arrays.lower[at[fixed]] = arrays.upper[at[fixed]] = placed[fixed]
    other = optimise(
        program.bounded(arrays), np.zeros(program.n_columns), find("highs"), Options()
    ).solution
    ours = Redecider(case).decide(placed, start, stop)
    assert (ours is None) == (other.values is None)
    if ours is not None and other.objective is not None:
        assert ours.cost == pytest.approx(other.objective + arrays.constant, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("months", ["", "0,3", "three", "1;3", "-1", "999"])
def test_odd_lengths_are_refused_in_words(months: str) -> None:
    """What was seen stands in the message."""
    reading = Reading("case.xlsx", "", "en", make(OFFER_A, need(100, 100)), ())
    with pytest.raises(UsageError, match="--months"):
        stress_job(reading, StressWays(months))


def test_a_reaction_longer_than_the_plan_is_refused() -> None:
    """There would be nothing to decide."""
    reading = Reading("case.xlsx", "", "en", make(OFFER_A, need(100, 100)), ())
    with pytest.raises(UsageError, match="2 periods"):
        stress_job(reading, StressWays("1", reaction=2))
