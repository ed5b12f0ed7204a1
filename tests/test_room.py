"""Room to negotiate: ranges against linear programs by hand, and turning prices in their units."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp
from random_edits import linear_case
from scipy.optimize import Bounds, LinearConstraint, milp
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.allocation.formulate import formulate
from models.case import Case, ExchangeRate, License, Limit, Material, Offer, Supplier, Tier
from models.futures.draw import planned_future
from planner.study.points.solvers import here
from planner.study.room.found import Range, RoomFound
from planner.study.room.solve import RangeSolver, certain, study_room, weights_of

C = Supplier("C", country="US")
THREE = make(C, OFFER_A, OFFER_B, Offer("c", "C", "Nd", price=14), need(100))


def ranges(room: RoomFound) -> dict[str, tuple[float, float, float]]:
    """Least, now and most by name."""
    return {one.name: (one.least, one.now, one.most) for one in room.ranges}


def test_ranges_within_ten_percent() -> None:
    """100 spare on 1000: 50 t at 12 or 25 at 14 take the place of A's."""
    room = study_room(THREE, 0.1, here)
    found = ranges(room)
    assert found["A"] == pytest.approx((50, 100, 100))
    assert found["B"] == pytest.approx((0, 0, 50))
    assert found["C"] == pytest.approx((0, 0, 25))
    assert found["CN"] == found["A"]
    assert [one.kind for one in room.ranges] == ["supplier"] * 3 + ["country"] * 3
    assert room.base.objective == pytest.approx(1000)
    names = {point.name: point for point in room.extremes}
    assert names["A least"].objective == pytest.approx(1100)
    assert names["A most"].objective == pytest.approx(1000)
    assert all(point.checked for point in room.points)
    assert len(room.points) == 12


def test_within_nothing_gives_the_plans_that_cost_the_same() -> None:
    """A and B at 10: either may sell all; C none."""
    case = replace(THREE, offers=tuple(replace(o, price=min(o.price, 12)) for o in THREE.offers))
    case = replace(
        case, offers=tuple(o if o.offer == "c" else replace(o, price=10) for o in case.offers)
    )
    found = ranges(study_room(case, 0.0, here))
    assert (found["A"][0], found["A"][2]) == pytest.approx((0, 100), abs=1e-4)
    assert (found["B"][0], found["B"][2]) == pytest.approx((0, 100), abs=1e-4)
    assert found["C"] == pytest.approx((0, 0, 0), abs=1e-4)


@pytest.mark.parametrize("seed", range(14))
def test_ranges_are_those_of_an_independent_program(seed: int) -> None:
    """Random cases: cost as a row, least and most of each supplier by another solver."""
    case = certain(linear_case(seed, without=("hhi", "spend")))
    solver = RangeSolver(case, 0.05)
    if solver.best.objective is None:
        return
    for supplier in sorted({offer.supplier for offer in case.offers}):
        (row,) = solver((("supplier", supplier),))
        assert len(row["ends"]) == 2
        _, weight = weights_of(case, ("supplier", supplier))
        dearest = solver.best.objective + 0.05 * abs(solver.best.objective)
        for word, sign in (("least", 1.0), ("most", -1.0)):
            assert row[word] == pytest.approx(
                by_hand(case, weight, dearest, sign), rel=1e-5, abs=1e-6
            )
            assert row["ends"][word == "most"]["objective"] <= dearest * (1 + 1e-8)


def by_hand(case: Case, weight: np.ndarray, dearest: float, sign: float) -> float:
    """Least (sign 1) or most (-1) that is ordered in plans that cost no more."""
    program = formulate(case, planned_future(case)).program
    arrays, order = program.arrays(), program.columns["order"]
    wanted, there = np.zeros(program.n_columns), order.at >= 0
    wanted[order.at[there]] = np.broadcast_to(weight[:, None], order.shape)[there]
    rows = LinearConstraint(
        sp.vstack([arrays.matrix, sp.csr_matrix(arrays.cost.reshape(1, -1))]).tocsc(),
        np.append(arrays.row_lower, -np.inf),
        np.append(arrays.row_upper, dearest - arrays.constant),
    )
    found = milp(sign * wanted, constraints=rows, bounds=Bounds(arrays.lower, arrays.upper))
    return float(wanted @ found.x)


def test_ends_waste_nothing_on_the_way() -> None:
    """With tiers, cover and a soft limit in the cost the ends are plans that an audit confirms."""
    case = make(
        C, ND, OFFER_A, OFFER_B, Offer("c", "C", "Nd", price=14), Tier("a", 30, 11),
        Tier("b", 20, 13),
        replace(STORE, cover_target=1, cover_cost=0.5), need(100, 80),
        Limit("cap", "share", "country=CN", value=0.5, kind="soft", penalty=1.0),
    )  # fmt: skip
    room = study_room(case, 0.2, here)
    assert len(room.extremes) == 12
    assert all(point.checked for point in room.extremes)
    dearest = 1.2 * (room.base.objective or 0.0)
    assert all((point.objective or 0.0) <= dearest * (1 + 1e-8) for point in room.extremes)


def test_tiers_under_a_limit_on_spend_keep_their_order() -> None:
    """Dear units before cheap ones would lift the share of spend: whole numbers forbid it."""
    spend = Limit("least", "share", "country=CN", weight="spend", sense="min", value=0.5)
    case = make(OFFER_A, OFFER_B, Tier("a", 30, 14), spend, need(100))
    room = study_room(case, 0.05, here)
    assert len(room.extremes) == 8
    assert all(point.checked for point in room.extremes)


def test_whole_numbers_have_room_too() -> None:
    """Orders of B are 0 or at least 60: within 100 spare none, within 150 exactly up to 75."""
    case = make(OFFER_A, replace(OFFER_B, moq=60), need(100))
    assert ranges(study_room(case, 0.1, here))["B"] == pytest.approx((0, 0, 0), abs=1e-6)
    found = ranges(study_room(case, 0.15, here))
    assert found["B"] == pytest.approx((0, 0, 75), rel=1e-4)
    assert found["A"] == pytest.approx((25, 100, 100), rel=1e-4)


def test_an_hhi_narrows_the_room() -> None:
    """At most 5200: neither sells less than 40%."""
    case = make(OFFER_A, OFFER_B, Limit("spread", "hhi", value=5200), need(100))
    found = ranges(study_room(case, 0.1, here))
    assert found["A"] == pytest.approx((40, 60, 60), rel=1e-4)


def test_ranges_are_in_a_unit_that_adds_up() -> None:
    """kg and t of one supplier in t; a country's different materials in tonnes of oxide."""
    dy = Material("Dy", element="Dy", form="metal", unit="kg", reo=1.15)
    rows = (dy, OFFER_A, Offer("d", "A", "Dy", price=1), need(3), need(1000, material="Dy"))
    case = make(*rows).in_order()
    unit, weight = weights_of(case, ("supplier", "A"))
    assert (unit, weight.tolist()) == ("t", [1.0, 0.001])
    unit, weight = weights_of(case, ("country", "CN"))
    assert (unit, weight.tolist()) == ("t REO", [1.0, pytest.approx(0.00115)])
    (supplier, country) = study_room(case, 0.01, here).ranges
    assert supplier == Range("supplier", "A", "t", *[pytest.approx(4)] * 3)
    assert country.now == pytest.approx(3 + 1.15)
    case = make(replace(dy, unit="piece"), *rows[1:]).in_order()
    unit, weight = weights_of(case, ("supplier", "A"))
    assert (unit, weight.tolist()) == ("t", [1.0, 0.0])


def test_turning_prices_are_in_the_offers_own_money_per_price_per() -> None:
    """t priced per kg; B at 8 EUR of 2 dollars turns at 5."""
    per_kg = Material("Nd", element="Nd", form="oxide", unit="t", price_per="kg")
    euro = (replace(OFFER_B, price=8, currency="EUR"), ExchangeRate("EUR", (2.0,)))
    turned = {
        one.offer: one
        for one in study_room(make(per_kg, OFFER_A, *euro, need(1)), 0.01, here).turnings
    }
    assert (turned["b"].currency, turned["b"].price_per, turned["b"].price) == ("EUR", "kg", 8)
    assert turned["b"].change == pytest.approx(-3)
    assert (turned["a"].currency, turned["a"].used) == ("USD", True)
    assert turned["a"].change == pytest.approx(6)


def test_risk_is_left_aside() -> None:
    """The room of a case with risk is that of its planned future."""
    case = make(OFFER_A, replace(OFFER_B, license="q"), License("q", "AU", 0.5), need(100))
    risky = replace(case, settings=replace(case.settings, risk_measure="cvar"))
    room = study_room(risky, 0.1, here)
    assert room.case.settings.risk_measure == "none"
    assert room.base.mean is None
    # Every second order of B is refused: 50 delivered are 100 ordered.
    assert ranges(room)["B"] == pytest.approx((0, 0, 100))


def test_without_a_plan_there_is_no_room() -> None:
    """The base says why."""
    room = study_room(make(replace(OFFER_A, max_per_period=60), need(100)), 0.1, here)
    assert (room.ranges, room.turnings, room.base.status) == ((), (), "infeasible")
    assert room.base.conflicts
