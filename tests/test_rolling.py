"""Judging fixed orders in unseen futures, period by period and with foresight."""

import dataclasses
import math

import numpy as np
import pytest
from scipy.stats import norm
from small_cases import JANUARY, make, need

from models.allocate import allocate
from models.case import Case, Event, License, Limit, Material, Offer, Settings, Stockpile, Tier
from models.futures.draw import Drawer
from models.recourse.stages import Stages
from models.rolling.beliefs import Beliefs, Orders, Spell, lasting
from models.rolling.estimate import cvar_of, mean_of
from models.rolling.orders import ahead_columns
from models.rolling.simulate import JudgedSoFar, Simulation, simulate

ND = Material("Nd", element="Nd", form="oxide", shortage_cost=50.0)
COIN = License("q", "CN", grant=0.5, correlation=1.0)
"""Granted or not with equal chance, at once. Fully correlated, so that an even number of evenly
drawn futures is refused in exactly half of them."""
STORE = Stockpile("store", "Nd")


def judged(case: Case, orders: dict[tuple[str, int], float], futures: int = 40) -> Simulation:
    """Judge these orders, every future both ways."""
    case = case.in_order()
    grid = np.zeros((len(case.offers), case.calendar.periods))
    for (offer, t), quantity in orders.items():
        grid[case.offer_index[offer], t] = quantity
    return simulate(Stages.of(case), grid, futures, 7, futures)


def coin(lead: float) -> Case:
    """100 t needed in the third month: from A at 10 under the license, or on the spot at 30.

    What is refused is not ordered anew.
    """
    licensed = Offer("a", "A", "Nd", price=10, lead=lead, license="q")
    spot = Offer("b", "B", "Nd", price=30, lead=1, spot=True)
    settings = Settings(JANUARY, 3, reaction="never")
    return make(ND, licensed, spot, STORE, COIN, need(0.0, 0.0, 100.0), settings=settings)


def risky(frozen: int | None) -> Case:
    """Two licensed offers, a spot offer, a share and an HHI limit, all kinds of events."""
    events = (
        Event("stop", "country=CN", 1.0, 2.0, 5.0, "stop"),
        Event("slow", "all", 1.0, 2.0, 5.0, "slow", 2.0),
        Event("dear", "all", 1.0, 2.0, 5.0, "price", 2.0),
    )
    case = make(
        ND,
        Offer("a", "A", "Nd", price=10, lead=1, license="q", max_per_period=80),
        Offer("b", "B", "Nd", price=14, lead=0.5),
        Offer("c", "B", "Nd", price=30, license="q", spot=True),
        Stockpile("store", "Nd", opening=60, capacity=150, cover_target=1, cover_cost=3),
        License("q", "CN", 0.7, 20.0, 60.0),
        Limit("cap", "share", "country=CN", value=0.7),
        Limit("spread", "hhi", by="supplier", value=6000),
        need(*[50.0] * 6),
    )
    settings = Settings(case.settings.start, 6, frozen_periods=frozen)
    return dataclasses.replace(case, settings=settings, events=events).in_order()


# Closed forms


def test_one_licensed_order_without_any_choice() -> None:
    """Granted: 100 t at 10. Refused: 100 t short at 50. Half of each, whoever decides."""
    licensed = Offer("a", "A", "Nd", price=10, lead=1, license="q")
    found = judged(make(ND, licensed, COIN, need(0.0, 100.0)), {("a", 0): 100.0})
    for way in (found.rolling, found.foresight):
        assert sorted(way.costs) == pytest.approx([1000.0] * 20 + [5000.0] * 20)
        assert way.cvar.value == pytest.approx(5000.0)
    assert found.shortage(found.rolling).value == pytest.approx(0.5)


def test_a_refusal_seen_in_time_costs_nothing_more() -> None:
    """Due in the second month, a refusal leaves time to buy 100 t on the spot at 30."""
    found = judged(coin(lead=1), {("a", 0): 100.0})
    assert sorted(set(found.rolling.costs.round(6))) == [1000.0, 3000.0]
    assert found.rolling.costs == pytest.approx(found.foresight.costs)


def test_a_refusal_seen_too_late_is_hedged_by_half() -> None:
    """50 t are expected of 100: 50 t are bought on the spot, too many or too few by 50 t."""
    found = judged(coin(lead=2), {("a", 0): 100.0})
    assert sorted(set(found.rolling.costs.round(6))) == [2500.0, 4000.0]
    assert sorted(set(found.foresight.costs.round(6))) == [1000.0, 3000.0]
    assert found.gap.value == pytest.approx(1250.0)


def test_a_refused_spot_order_is_not_paid() -> None:
    """Half of an order is expected, so 200 t are: 2,000 if granted, all short if refused."""
    licensed = Offer("a", "A", "Nd", price=10, lead=1, license="q", spot=True)
    found = judged(make(ND, licensed, STORE, COIN, need(0.0, 100.0)), {})
    assert set(found.rolling.costs.round(6)) == {2000.0, 5000.0}


def test_without_uncertainty_both_ways_cost_what_the_plan_says() -> None:
    """No license, no event: the deterministic cost, exactly."""
    case = make(
        ND,
        Offer("a", "A", "Nd", price=10, lead=1, max_per_period=70),
        Offer("b", "B", "Nd", price=12, spot=True),
        Stockpile("store", "Nd", opening=50, cover_target=1, cover_cost=2),
        need(*[60.0] * 5),
    ).in_order()
    plan = allocate(case)
    assert plan.decisions is not None
    found = simulate(Stages.of(case), plan.decisions.order, 3, 1, 3)
    assert found.rolling.costs == pytest.approx([plan.objective] * 3, rel=1e-9)
    assert found.foresight.costs == pytest.approx([plan.objective] * 3, rel=1e-9)


# What cannot be


@pytest.mark.parametrize("frozen", [None, 2])
def test_foresight_is_never_dearer(frozen: int | None) -> None:
    """In no future is deciding period by period cheaper than with foresight."""
    case = risky(frozen)
    plan = allocate(case)
    assert plan.decisions is not None
    found = simulate(Stages.of(case), plan.decisions.order, 60, 3, 60)
    better = found.rolling.costs - found.foresight.costs
    assert (better >= -1e-7 * np.abs(found.foresight.costs)).all()
    assert found.gap.value > 0


def test_the_same_seed_gives_the_same_answer() -> None:
    """Threads and progress do not matter; another seed is another sample."""
    case = risky(None)
    stages, orders = Stages.of(case), np.zeros((3, 6))
    orders[0] = 40.0
    one, two, other = (simulate(stages, orders, 12, seed, 6) for seed in (5, 5, 6))
    assert np.array_equal(one.rolling.costs, two.rolling.costs)
    assert np.array_equal(one.foresight.costs, two.foresight.costs)
    assert one.stories == two.stories
    assert not np.array_equal(one.foresight.costs, other.foresight.costs)


def test_an_interrupt_keeps_what_is_done() -> None:
    """Ctrl-C while telling: the futures done so far are judged, and it says so."""
    case = risky(None)
    stages, orders = Stages.of(case), np.zeros((3, 6))

    pressed: list[JudgedSoFar] = []

    def interrupted(progress: JudgedSoFar) -> None:
        if progress.way == "rolling" and not pressed:
            pressed.append(progress)
            raise KeyboardInterrupt

    found = simulate(stages, orders, 400, 5, 400, interrupted)
    assert found.stopped
    assert len(found.foresight.costs) == 400
    assert len(found.rolling.costs) < 400
    assert np.isfinite(found.rolling.costs).all()


def test_promises_that_cannot_be_kept_are_counted() -> None:
    """A closing stock that only the refused order could fill lacks in half of the futures."""
    licensed = Offer("a", "A", "Nd", price=10, lead=1, license="q")
    store = Stockpile("store", "Nd", closing_min=20)
    found = judged(make(ND, licensed, store, COIN, need(0.0, 0.0)), {("a", 0): 20.0})
    assert found.rolling.lacking.sum() == 20
    lacks = [lack for own in found.rolling.lacks for lack in own]
    assert {x.promise for x in lacks} == {"balance"}
    assert [x.amount for x in lacks] == pytest.approx([20.0] * 20)
    # Granted: 20 t at 10; refused: nothing is paid, and what lacks costs nothing.
    assert sorted(found.rolling.costs) == pytest.approx([0.0] * 20 + [200.0] * 20)


# Beliefs


def shock(effect: str, start: float, end: float, factor: float | None = None) -> Spell:
    """An event on the only offer that lasts three months for sure."""
    event = Event("e", "all", 1.0, 3.0, 3.0, effect, factor)
    return Spell(event, np.array([True]), start, end)


def beliefs(*rows: object, lead: float = 2.0, periods: int = 8) -> Beliefs:
    offer = Offer("a", "A", "Nd", lead=lead, license="q" if rows else "")
    return Beliefs(make(ND, offer, need(*[1.0] * periods), *rows), 1)


FIRST = Orders(np.array([0]), np.array([0]))


def test_a_stop_that_is_on_is_believed_to_last() -> None:
    """Due in month 2, stopped from month 1 on for three months: due in month 5."""
    believed = beliefs()
    seen = believed.seen((shock("stop", 1.0, 7.5),), 1)
    assert believed.shares(FIRST, seen, 1)[0, 5] == pytest.approx(1.0)


def test_an_event_is_not_known_before_it_starts() -> None:
    """In month 1 nothing is known of a stop in month 3."""
    assert beliefs().seen((shock("stop", 3.0, 6.0),), 1) == []


def test_the_end_of_an_event_is_known_once_it_is_over() -> None:
    """After its end a stop counts with its true length, before with the believed one."""
    spell = shock("stop", 1.0, 2.5)
    believed = beliefs()
    assert believed.seen((spell,), 1)[0].end == pytest.approx(4.0)
    assert believed.seen((spell,), 2)[0].end == 2.5


def test_what_is_overdue_for_sure_is_believed_to_come_next() -> None:
    """No calm future has it later than month 2: still out in month 4, it is due in month 5."""
    assert beliefs().shares(FIRST, [], 4)[0, 5] == pytest.approx(1.0)


def test_the_longer_it_is_out_the_less_is_believed() -> None:
    """What is believed to come at all never counts months that are over."""
    believed = beliefs(License("q", "CN", 0.6, 60.0, 120.0))
    for t in range(6):
        shares = believed.shares(FIRST, [], t)[0]
        assert not shares[: t + 1].any()
        assert shares.sum() <= 1.0 + 1e-9


def test_before_anything_is_known_the_sample_is_believed() -> None:
    """Unconditional shares are the mean of the calm futures' own arrivals."""
    believed = beliefs(License("q", "CN", 0.6, 20.0, 40.0))
    shares = believed.shares(FIRST, [], -1)[0]
    assert shares.sum() == pytest.approx(believed.granted[:, 0, 0].mean())


@pytest.mark.parametrize("so_far", [0.5, 2.0, 9.0])
def test_an_event_lasts_the_median_of_what_it_may_still_last(so_far: float) -> None:
    """Half of the events that have lasted so long end before."""
    event = Event("e", "all", 1.0, 2.0, 6.0, "stop")
    sigma = math.log(3.0) / norm.ppf(0.9)
    longer = norm.sf(math.log(so_far / 2.0) / sigma)
    assert norm.sf(math.log(lasting(event, so_far) / 2.0) / sigma) == pytest.approx(longer / 2)


def test_beliefs_do_not_come_from_the_judged_futures() -> None:
    """The calm sample and the judged futures differ in every wait."""
    case = risky(None)
    calm = Beliefs(case, 500_010, 10).waits
    judged_waits = [Drawer(case, 10, 1).future(w).lead for w in range(10)]
    assert not np.isin(calm[calm > 0].round(9), np.array(judged_waits).round(9)).any()


# Orders and estimates


def test_orders_fill_price_steps_from_the_first_on() -> None:
    """The columns ahead of a plan's orders cost what the plan's own columns cost."""
    case = tiered()
    plan = allocate(case)
    assert plan.decisions is not None
    stages = Stages.of(case)
    ahead = ahead_columns(stages, plan.decisions.order)
    assert float(stages.base_paid.paid @ ahead) == pytest.approx(plan.cost["purchase"])


def tiered() -> Case:
    """100 t a month at 10, beyond 40 t at 12."""
    case = make(ND, Offer("a", "A", "Nd", price=10), Tier("a", 40.0, 12.0), need(100.0, 30.0))
    return case.in_order()


def test_an_order_that_cannot_be_placed_is_refused() -> None:
    """An offer that ended cannot be ordered."""
    case = make(ND, Offer("a", "A", "Nd", until=24324), need(1.0, 1.0)).in_order()
    with pytest.raises(ValueError, match="cannot be ordered"):
        ahead_columns(Stages.of(case), np.array([[1.0, 1.0]]))


def test_standard_errors() -> None:
    """Of 1 and 3: mean 2, error 1. The error of a CVaR shrinks as the square root of the count."""
    found = mean_of(np.array([1.0, 3.0]))
    assert (found.value, found.error) == (pytest.approx(2.0), pytest.approx(1.0))
    draws = np.random.default_rng(1).normal(size=40_000)
    few, many = cvar_of(draws[:2_500], 0.9), cvar_of(draws, 0.9)
    assert many.value == pytest.approx(norm.pdf(norm.ppf(0.9)) / 0.1, abs=4 * many.error)
    assert few.error / many.error == pytest.approx(4.0, rel=0.25)
