"""Frontiers: what safety costs, point by point."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.allocate import allocate
from models.case import Case, License, Limit, Offer, Stockpile, Supplier
from models.edit import Edit
from models.futures.draw import Drawer
from models.recourse.risk import cvar
from planner.outcomes.point import Point
from planner.study.frontier.found import FrontierFound, TradedMeasure, TradeOff
from planner.study.frontier.measures import trade_of
from planner.study.frontier.solve import EndSolver, firm, served, study_frontier
from planner.study.frontier.tradeoffs import front, with_knee, with_marginals
from planner.study.points.solvers import here

C = Supplier("C", country="US")
THREE = make(
    C, OFFER_A, replace(OFFER_B, max_per_period=50),
    Offer("c", "C", "Nd", price=20, max_per_period=40), need(100, 100),
)  # fmt: skip
CN = "share country=CN"


def traded(case: Case, text: str, count: int | None = None) -> FrontierFound:
    """The frontier of what is typed."""
    return study_frontier(case, trade_of(text, case), here, count)


def limited(case: Case, *limits: Limit) -> float | None:
    """The least cost with limits that are written by hand."""
    return allocate(replace(case, limits=(*case.limits, *limits))).objective


def test_every_point_is_the_plan_with_that_limit() -> None:
    """Share of China from 100% to the 10% that B and C leave: 4 a point, then 20."""
    found = traded(THREE, f"cost, {CN}", 10)
    assert found.base.objective == pytest.approx(2000)
    assert found.measures == (TradedMeasure(CN, "share", "points", "less", "quantity"),)
    asked = [trade.asked[CN] for trade in found.trades]
    assert asked == pytest.approx(np.linspace(1.0, 0.1, 10), abs=1e-4)
    for trade in found.trades:
        cap = Limit("cap", "share", of="country=CN", value=trade.asked[CN] or 0.0)
        assert trade.point.objective == pytest.approx(limited(THREE, cap), rel=1e-9)
        assert trade.reached[CN] == pytest.approx(trade.asked[CN])
        assert trade.point.checked
    assert found.dominated == ()


def test_the_marginal_is_the_difference_quotient() -> None:
    """Per percent point 2 t cost 2 more each, from 50% on 10 more."""
    trades = traded(THREE, f"cost, {CN}", 10).trades
    for one, other in pairwise(trades):
        points = 100 * ((one.reached[CN] or 0.0) - (other.reached[CN] or 0.0))
        more = (other.point.objective or 0.0) - (one.point.objective or 0.0)
        assert one.marginal[CN] == pytest.approx(more / points)
    assert trades[0].marginal[CN] == pytest.approx(4)
    assert trades[-2].marginal[CN] == pytest.approx(20)
    assert trades[-1].marginal[CN] is None
    (knee,) = [trade for trade in trades if trade.knee]
    assert knee.reached[CN] == pytest.approx(0.5, abs=0.01)


def test_no_point_beats_another() -> None:
    """Cheaper is less safe, all along."""
    for text in (f"cost, {CN}", "cost, hhi", f"cost, hhi by=supplier, {CN}"):
        found = traded(THREE, text, 5)
        rows = [(t.point.objective, *t.reached.values()) for t in found.trades]
        for i, one in enumerate(rows):
            for j, other in enumerate(rows):
                beaten = all(a <= b for a, b in zip(one, other, strict=True))  # type: ignore[operator]
                assert i == j or not beaten


def test_the_safest_end_is_the_least_that_is_feasible() -> None:
    """To a 2^14th of the way; below it nothing can be planned without more shortage."""
    for text, least in ((CN, 0.1), ("hhi", 1e4 / 3)):
        found = traded(THREE, f"cost, {text}", 3)
        end = found.trades[-1].asked[text] or 0.0
        step = (found.trades[0].asked[text] or 0.0) / 2**14
        assert least - 1e-6 * least <= end <= least + step


def test_the_safest_end_is_no_shorter_than_the_cheapest_plan() -> None:
    """10 t are short anyway: the end serves the other 90, 40 of which must come from China."""
    case = make(
        replace(ND, shortage_cost=1000), replace(OFFER_A, max_per_period=60),
        replace(OFFER_B, max_per_period=30), replace(OFFER_B, offer="u", max_per_period=0),
        need(100),
    )  # fmt: skip
    found = traded(case, f"cost, {CN}", 3)
    assert found.base.shortage == pytest.approx(10)
    assert found.trades[-1].reached[CN] == pytest.approx(2 / 3, abs=1e-3)
    short = np.array([[10.0]])
    assert served(case, short).demand[0].values == pytest.approx((90.0,))
    assert served(case, short).materials[0].shortage_cost is None
    assert firm(case, ()).materials[0].shortage_cost == 1000


def test_a_share_that_may_vanish_ends_at_zero() -> None:
    """B can sell all."""
    case = make(OFFER_A, OFFER_B, need(100))
    found = traded(case, f"cost, {CN}", 3)
    assert [t.point.objective for t in found.trades] == pytest.approx([1000, 1100, 1200])
    edit = Edit("limits", "value", "set", 0.0, "limit=cap")
    capped = replace(case, limits=(Limit("cap", "share", "country=CN", value=1.0),))
    assert EndSolver(capped)(((edit, 1.0),)) == ({"least": 0.0},)


def test_cover_costs_what_storing_costs() -> None:
    """Each period of cover is 100 t more to buy at 10, and to hold for four months at 0.1."""
    case = make(replace(ND, hold_cost=0.1), OFFER_A, STORE, need(100, 100, 100, 100))
    found = traded(case, "cost, cover", 4)
    assert [t.reached["cover"] for t in found.trades] == pytest.approx([0, 2, 4, 6])
    expected = [4000 + 1040 * months for months in (0, 2, 4, 6)]
    assert [t.point.objective for t in found.trades] == pytest.approx(expected)
    assert found.trades[0].marginal["cover"] == pytest.approx(1040)
    assert not any(trade.knee for trade in found.trades)
    assert all(trade.point.cost["cover"] == 0 for trade in found.trades)


def test_cover_of_others_stays_money() -> None:
    """Only the chosen stockpile's missing cover is taken out of the cost."""
    other = replace(ND, material="Dy", element="Dy")
    piles = (STORE, Stockpile("dy", "Dy", capacity=0, cover_target=1, cover_cost=3))
    rows = (OFFER_A, replace(OFFER_A, offer="d", material="Dy"))
    case = make(other, *rows, *piles, need(10, 10), need(10, 10, material="Dy"))
    found = traded(case, "cost, cover stockpile=store", 2)
    assert found.base.objective == pytest.approx(400 + 2 * 30)
    for trade in found.trades:
        assert trade.point.cost["cover"] == pytest.approx(2 * 30)
        assert trade.point.objective == pytest.approx(trade.point.cost["total"])


def test_two_measures_are_crossed() -> None:
    """The marginal of each is told where the other is asked alike."""
    found = traded(THREE, f"cost, {CN}, hhi", 3)
    assert len(found.trades) + len(found.dominated) == 9
    free = found.trades[0]
    assert free.marginal[CN] == pytest.approx(4.0)
    for trade in found.trades:
        cap = Limit("cap", "share", of="country=CN", value=trade.asked[CN] or 0.0)
        spread = Limit("spread", "hhi", value=trade.asked["hhi"] or 0.0)
        assert trade.point.objective == pytest.approx(limited(THREE, cap, spread), rel=1e-6)
    assert any(point.status == "infeasible" for point in found.dominated)


def test_a_tail_costs_mean() -> None:
    """A at 10 is refused now and then, which leaves a shortage at 20; B at 13.5 never fails."""
    case = make(
        replace(ND, shortage_cost=20), replace(OFFER_A, license="q"),
        replace(OFFER_B, price=13.5), License("q", "CN", 0.85, 0.0, 0.0), need(100),
    )  # fmt: skip
    case = replace(case, settings=replace(case.settings, futures=20, risk_level=0.9))
    granted = np.array([future.granted[0, 0] for future in Drawer(case, 20, 1).futures()])
    costs = np.where(granted > 0, 1000.0, 2000.0)
    assert costs.mean() < 1350 < cvar(costs, 0.9)
    found = traded(case, "cost, cvar")
    means = [trade.point.objective for trade in found.trades]
    tails = [trade.reached["cvar"] for trade in found.trades]
    assert means == pytest.approx([costs.mean(), 1350], rel=1e-3)
    assert tails == pytest.approx([cvar(costs, 0.9), 1350], rel=1e-3)
    marginal = (1350 - costs.mean()) / (cvar(costs, 0.9) - 1350)
    assert found.trades[0].marginal["cvar"] == pytest.approx(marginal, rel=1e-2)
    assert found.measures[0].unit == "USD"
    assert all(trade.asked == {"cvar": None} for trade in found.trades)


def test_a_share_beside_a_tail_is_priced_at_one_weight() -> None:
    """What the next point of China costs is told between plans that weigh the tail alike."""
    labels = {CN: "share", "cvar": "weight"}
    measures = (
        TradedMeasure(CN, "share", "points", "less"),
        TradedMeasure("cvar", "cvar", "USD", "less"),
    )

    def trade(cost: float, share: float, tail: float, weight: float) -> TradeOff:
        edits = {"share": share, "weight": weight}
        point = Point("", edits, "optimal", objective=cost)
        return TradeOff(point, {CN: share, "cvar": None}, {CN: share, "cvar": tail}, {})

    trades = [trade(100, 0.5, 300, 0), trade(180, 0.45, 200, 1), trade(120, 0.4, 290, 0)]
    priced = with_marginals(trades, measures, labels)
    assert priced[0].marginal[CN] == pytest.approx(20 / 10)
    assert priced[0].marginal["cvar"] is None


def test_a_base_without_a_plan_is_said() -> None:
    """And nothing is traded."""
    case = make(replace(OFFER_A, max_per_period=60), OFFER_B, need(100))
    found = traded(replace(case, offers=case.offers[:1]), f"cost, {CN}")
    assert (found.base.status, found.trades) == ("infeasible", ())
    assert found.base.conflicts


def test_equals_are_kept_once_and_beaten_ones_left_out() -> None:
    """The first of equals stays; dearer and no safer is out."""
    measures = (TradedMeasure("hhi", "hhi", "HHI", "less"),)
    trades = [
        TradeOff(Point(name, {}, "optimal", objective=cost), {}, {"hhi": hhi}, {})
        for name, cost, hhi in (("a", 10, 5), ("b", 10, 5), ("c", 12, 5), ("d", 13, 3))
    ]
    kept, beaten = front(trades, measures)
    assert [trade.point.name for trade in kept] == ["a", "d"]
    assert [trade.point.name for trade in beaten] == ["b", "c"]


def test_a_straight_frontier_has_no_knee() -> None:
    """Four points on a line; with a bend, the bend."""
    measures = (TradedMeasure("hhi", "hhi", "HHI", "less"),)

    def knees(*costs: float) -> list[bool]:
        trades = [
            TradeOff(Point("", {}, "optimal", objective=cost), {}, {"hhi": 9.0 - i}, {})
            for i, cost in enumerate(costs)
        ]
        return [trade.knee for trade in with_knee(trades, measures)]

    assert knees(1, 2, 3, 4) == [False] * 4
    assert knees(1, 1.1, 1.2, 4) == [False, False, True, False]
    assert knees(1, 2, 9) == [False] * 3
