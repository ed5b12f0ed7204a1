"""Orders of one plan when another case comes true."""

from dataclasses import replace

import numpy as np
import pytest
from random_edits import linear_case
from small_cases import JANUARY, ND, OFFER_A, OFFER_B, STORE, make, need

from models.allocate import allocate
from models.ask.replay import Replay, Replayer, possible
from models.case import Capacity, Case, License, Limit, Tier
from models.edit import Edit, edited
from models.recourse.hedge import hedge
from models.recourse.risk import Risk

SHORT = replace(ND, shortage_cost=30)


def plan(case: Case) -> np.ndarray:
    """The orders of a case's plan."""
    decisions = allocate(case).decisions
    assert decisions is not None
    return decisions.order


def whole(case: Case) -> Replayer:
    """Whoever learns of the case only when every order is placed."""
    return Replayer(case, case.calendar.periods)


def replayed(case: Case, *edits: Edit) -> Replay:
    """The plan of a case, replayed after edits."""
    case = case.in_order()
    return whole(edited(case, edits)).replay(plan(case))


@pytest.mark.parametrize("seed", range(30))
def test_a_plan_replayed_in_its_own_case_costs_its_objective(seed: int) -> None:
    """Nothing falls away, nothing breaks."""
    case = linear_case(seed, *(("lots",) if seed % 5 == 0 else ()))
    found = allocate(case)
    if found.decisions is not None:
        replay = whole(case).replay(found.decisions.order)
        assert replay.cost == pytest.approx(found.objective, rel=1e-7)
        assert replay.broken == ()
        assert replay.dropped == pytest.approx(0, abs=1e-12)


def test_orders_stand_and_are_paid_at_the_new_price() -> None:
    """100 t of A at 10 cost 1500 when A asks 15, though B would sell at 12."""
    price = Edit("offers", "price", "times", 1.5, "offer=a")
    assert replayed(make(OFFER_A, OFFER_B, need(100)), price).cost == pytest.approx(1500)


def test_what_cannot_be_ordered_falls_away() -> None:
    """A is shut in the second month: 100 t short at 30, half of the orders gone."""
    case = make(SHORT, OFFER_A, need(100, 100))
    closed = Edit("offers", "until", "set", "2027-01", "offer=a")
    assert replayed(case, closed) == Replay(pytest.approx(1000 + 3000), (), pytest.approx(0.5))


def test_missing_capacity_shrinks_all_its_orders_alike() -> None:
    """Two offers of A, 60 and 40, and room for 50: 30 and 20."""
    other = replace(OFFER_A, offer="a2", price=11)
    first = replace(OFFER_A, max_per_period=60)
    case = make(SHORT, first, other, Capacity("A", "", (100.0,)), need(100)).in_order()
    less = edited(case, [Edit("capacity", "each", "set", 50.0)])
    assert possible(less, plan(case))[:, 0] == pytest.approx([30, 20])
    replay = whole(less).replay(plan(case))
    assert replay.cost == pytest.approx(300 + 220 + 50 * 30)
    assert replay.dropped == pytest.approx(0.5)


def test_later_orders_are_decided_anew() -> None:
    """A sells 30 instead of 60: 30 t lack in the first month, B brings them in the second."""
    case = make(SHORT, replace(OFFER_A, max_per_period=60), OFFER_B, need(100, 100)).in_order()
    closed = edited(case, [Edit("offers", "max_per_period", "set", 30.0, "offer=a")])
    replay = Replayer(closed, 1).replay(plan(case))
    assert replay == Replay(pytest.approx(300 + 480 + 900 + 300 + 840), (), pytest.approx(0.3))
    assert Replayer(closed, 0).replay(plan(case)) == Replay(pytest.approx(2 * (300 + 840)))


def test_nobody_delivers_and_nothing_is_priced() -> None:
    """Without a shortage cost a plan that lacks 20 t cannot be replayed."""
    more = Edit("demand", "each", "set", 120.0)
    assert replayed(make(OFFER_A, OFFER_B, need(100)), more) == Replay(None)


def test_too_much_without_room_cannot_be_replayed_but_can_be_stored() -> None:
    """Demand falls to 80: 20 t too many, which a stockpile takes."""
    less = Edit("demand", "each", "set", 80.0)
    assert replayed(make(OFFER_A, need(100)), less).cost is None
    assert replayed(make(OFFER_A, STORE, need(100)), less).cost == pytest.approx(1000)


def test_broken_limits_and_minima_are_named() -> None:
    """All from China breaks a cap of half, and B's least amount; the cost is still known."""
    cap = Limit("cap", "share", of="country=CN", value=1.0)
    case = make(OFFER_A, OFFER_B, cap, need(100))
    edits = [
        Edit("limits", "value", "set", 0.5, "limit=cap"),
        Edit("offers", "min_total", "set", 10.0, "offer=b"),
    ]
    assert replayed(case, *edits) == Replay(pytest.approx(1000), ("b", "cap"))
    least = Edit("offers", "min_per_period", "set", 5.0, "offer=b")
    assert replayed(case, least) == Replay(pytest.approx(1000), ("b",))


def test_tiers_are_paid_in_their_order() -> None:
    """100 t at 10 up to 60 and 11 beyond; with a first tier of 20 t they cost 20 more in all."""
    case = make(OFFER_A, replace(OFFER_B, price=20), Tier("a", 60, 11), need(100))
    edge = Edit("tiers", "from_quantity", "set", 20.0)
    assert replayed(case, edge).cost == pytest.approx(200 + 880)


def test_lots_stand_as_they_were_ordered() -> None:
    """Lots of 30 for 100 t: 120 t and an order cost, whatever the demand then is."""
    lots = replace(OFFER_A, lot=30, order_cost=7)
    case = make(lots, replace(OFFER_B, price=50), STORE, need(100))
    assert replayed(case, Edit("demand", "each", "set", 110.0)).cost == pytest.approx(1207)


def test_slower_licenses_bring_orders_too_late() -> None:
    """31 days from 1 February end on 4 March: 3/31 of February's order come in April, too late."""
    case = make(
        replace(SHORT, hold_cost=1), replace(OFFER_A, license="q"), STORE,
        License("q", "CN", None, 0.0, 0.0), need(0, 100, 100),
    )  # fmt: skip
    days = Edit("licenses", "days_p50", "set", 31.0)
    assert replayed(case, days).cost == pytest.approx(2000 + 3000 + 3000 * 3 / 31)


def test_a_risky_case_is_replayed_over_its_futures() -> None:
    """The orders ahead that ``hedge`` finds cost in its futures what it says."""
    risky = make(
        replace(SHORT, hold_cost=1), replace(OFFER_A, license="q", lead=1.0), OFFER_B, STORE,
        License("q", "CN", 0.7, 20.0, 60.0), need(50, 100, 100),
    )  # fmt: skip
    settings = replace(risky.settings, risk_measure="cvar", risk_weight=0.5, futures=20)
    case = replace(risky, settings=settings).in_order()
    found = hedge(case, Risk.of(settings), settings.futures, settings.seed)
    assert whole(case).replay(found.ahead).cost == pytest.approx(found.search.value, rel=1e-7)
    mean = replace(case, settings=replace(settings, risk_measure="expected"))
    assert whole(mean).replay(found.ahead).cost == pytest.approx(
        found.search.costs.mean(), rel=1e-7
    )


def test_the_total_of_an_offer_shrinks_to_its_most() -> None:
    """max_total 150 of 200: each month three quarters."""
    case = make(SHORT, OFFER_A, need(100, 100)).in_order()
    less = edited(case, [Edit("offers", "max_total", "set", 150.0)])
    assert possible(less, plan(case))[0] == pytest.approx([75, 75])
    late = edited(case, [Edit("offers", "from", "set", "2027-02")])
    assert possible(late, plan(case))[0] == pytest.approx([0, 100])
    assert case.calendar.start == JANUARY


def test_a_hard_hhi_that_the_orders_ahead_break_is_named() -> None:
    """A spot offer counts in it too, and nothing that is decided later could mend it."""
    spot = replace(OFFER_B, spot=True, max_per_period=40)
    limit = Limit("even", "hhi", by="country", value=5300)
    case = make(replace(OFFER_A, max_per_period=60), spot, SHORT, limit, need(100), missing=(ND,))
    orders = np.array([[100.0], [0.0]])
    loose = edited(case.in_order(), [Edit("offers", "max_per_period", "set", 100, "offer=a")])
    replay = whole(loose).replay(orders)
    assert replay.broken == ("even",) and replay.cost == pytest.approx(1000)


@pytest.mark.parametrize("known", [2, 1, 0])
def test_orders_that_may_adapt_know_no_more_of_their_licenses(known: int) -> None:
    """Lived in its own case a plan costs what it says, whichever of its orders stand.

    Half of A is granted: A counts by half in its share, and takes all it is ordered of capacity.
    """
    case = make(
        replace(ND, shortage_cost=100),
        replace(OFFER_A, license="q"),
        OFFER_B,
        License("q", "CN", 0.5, 0.0, 0.0),
        Limit("cap", "share", "country=CN", value=0.4, window="period"),
        Capacity("A", "", (60.0, 60.0)),
        need(100, 100),
    )
    case = case.in_order()
    found = allocate(case)
    # 60 t of A at 10, of which 30 come and count, and 70 t of B at 12: 1,140 a month.
    assert found.objective == pytest.approx(2 * (300 + 840))
    assert found.decisions is not None
    replay = Replayer(case, known).replay(found.decisions.order)
    assert replay.cost == pytest.approx(found.objective)
