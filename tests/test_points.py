"""Points: what a plan comes to, boiled down, and how chunks of them are solved."""

from dataclasses import replace

import numpy as np
import pytest
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

import models.ask.resolve
from models.allocate import allocate
from models.case import Capacity, Case, Event, License, Limit, Material, Offer, Origin, Supplier
from models.edit import Edit, edited
from planner.outcomes.point import Point
from planner.planning import plan_case
from planner.planning.hedged import Search
from planner.study.points.solver import (
    Ask,
    PointSolver,
    as_row,
    chunks,
    common_unit,
    of_row,
    point_of,
    points_setup,
    units_of_suppliers,
)

PRICE = Edit("offers", "price", "times", 1.0, "supplier=A")
TWO = make(OFFER_A, OFFER_B, need(100, 50))
RISKY = replace(
    make(
        replace(ND, shortage_cost=30), replace(OFFER_A, license="q"), OFFER_B, STORE,
        License("q", "CN", 0.8, 10.0, 40.0), need(50, 100),
    ),
)  # fmt: skip


def solve(case: Case, *asks: Ask) -> list[Point]:
    """The points of one chunk, as they come out of a ledger."""
    return [of_row(row) for row in points_setup(case)()(asks)]


def test_a_point_says_what_a_plan_comes_to() -> None:
    """60 t of A at 10 and 40 of B at 12, each month 5 t short at 30."""
    rows = (replace(OFFER_A, max_per_period=60), replace(OFFER_B, max_per_period=40, freight=0.5))
    case = make(replace(ND, shortage_cost=30), *rows, STORE, need(105, 105))
    (point,) = solve(case, Ask("base"))
    assert (point.name, point.status, point.checked) == ("base", "optimal", True)
    assert point.objective == pytest.approx(1200 + 1000 + 300)
    assert point.cost["shortage"] == pytest.approx(300)
    assert point.quantities == pytest.approx({"A": 120, "B": 80})
    assert point.shares == pytest.approx({"CN": 0.6, "AU": 0.4})
    assert point.short == pytest.approx({"Nd": 10})
    assert point.shortage == pytest.approx(10)
    assert point.cover_min == 0
    assert [(b.supplier, b.country, b.spend) for b in point.bought] == [
        ("A", "CN", pytest.approx(1200)),
        ("B", "AU", pytest.approx(1000)),
    ]
    assert point.suppliers == {"A", "B"}


def test_shares_are_those_of_a_limit_on_everything() -> None:
    """By quantity in one unit for masses, by spending where there is none."""
    kg = Material("Dy", element="Dy", form="oxide", unit="kg")
    rows = (kg, OFFER_A, Offer("d", "B", "Dy", price=1))
    (point,) = solve(make(*rows, need(3), need(1000, material="Dy")), Ask("base"))
    assert point.shares == pytest.approx({"CN": 0.75, "AU": 0.25})
    pieces = replace(kg, unit="piece")
    (point,) = solve(make(pieces, *rows[1:], need(3), need(1000, material="Dy")), Ask("base"))
    assert point.shares == pytest.approx({"CN": 30 / 1030, "AU": 1000 / 1030})
    assert point.quantities == pytest.approx({"A": 3, "B": 1000})


def test_spending_counts_what_tonnes_would_drown() -> None:
    """1,000 t of cerium at 1 from Australia beside 10 t of dysprosium at 300 from China."""
    ce = Material("Ce", element="Ce", form="oxide")
    dy = Material("Dy", element="Dy", form="oxide")
    rows = (ce, dy, Offer("c", "B", "Ce", price=1), Offer("d", "A", "Dy", price=300))
    needs = need(1000, material="Ce"), need(10, material="Dy")
    (point,) = solve(make(*rows, *needs), Ask("base"))
    assert point.shares == pytest.approx({"AU": 1000 / 1010, "CN": 10 / 1010})
    assert point.spending == pytest.approx({"AU": 0.25, "CN": 0.75})


def test_nothing_bought_has_no_shares_of_spending() -> None:
    """Neither has what costs nothing."""
    (free,) = solve(make(replace(OFFER_A, price=0), need(100)), Ask("base"))
    assert free.bought and free.spending == {}
    assert Point("none", {}, "infeasible").spending == {}


def test_looking_through_takes_the_largest_stage() -> None:
    """B sells from Australia what is separated in China."""
    origin = Origin("B", "", "separated", "CN", 0.5), Origin("B", "", "separated", "AU", 0.5)
    (point,) = solve(make(OFFER_B, *origin, need(100)), Ask("base"))
    assert point.look_through == pytest.approx({"AU": 1.0, "CN": 0.5})


def test_units_of_suppliers() -> None:
    """Their own unit, t for several masses, none for what cannot be added up."""
    assert common_unit({"piece"}) == "piece"
    assert common_unit({"kg", "t"}) == "t"
    assert common_unit({"kg", "piece"}) is None
    kg = Material("Dy", element="Dy", form="oxide", unit="kg")
    both = (kg, OFFER_A, Offer("d", "A", "Dy", price=1), need(3), need(1000, material="Dy"))
    assert units_of_suppliers(make(*both)) == {"A": "t"}
    (point,) = solve(make(*both), Ask("base"))
    assert point.quantities == pytest.approx({"A": 4})


def test_points_on_a_line_are_points_of_their_own() -> None:
    """Twelve prices in one chunk give what twelve chunks of one give."""
    asks = [Ask(f"{i}", (PRICE.to(0.5 + 0.1 * i),)) for i in range(12)]
    together = solve(TWO, *asks)
    for ask, point in zip(asks, together, strict=True):
        (alone,) = solve(TWO, ask)
        assert point.objective == pytest.approx(alone.objective, rel=1e-12)
        assert (point.suppliers, point.edits) == (alone.suppliers, ask.labels)


def test_a_line_does_not_depend_on_what_came_before() -> None:
    """The same digits from a new solver and from one that has solved other chunks."""
    asks = tuple(Ask(f"{i}", (PRICE.to(0.5 + 0.1 * i),)) for i in range(12))
    solver = PointSolver(TWO, 1e-3)
    solver((Ask("far", (Edit("demand", "each", "times", 40.0), PRICE.to(3.0))),))
    solver(asks[::-1])
    assert solver(asks) == PointSolver(TWO, 1e-3)(asks)


def test_the_other_edits_of_a_line_stay() -> None:
    """B at 8 in all points, A moving: at 7 A, at 9 B."""
    other = Edit("offers", "price", "set", 8.0, "supplier=B")
    asks = [Ask(f"{i}", (other, PRICE.to(0.1 * i))) for i in range(5, 15)]
    found = {point.name: point.suppliers for point in solve(TWO, *asks)}
    assert (found["7"], found["9"]) == ({"A"}, {"B"})


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 1, 0)])
def test_the_order_of_chunks_does_not_matter(order: tuple[int, ...]) -> None:
    """Each chunk gives every digit of what it gives first."""
    edits = [Edit("demand", "each", "times", v) for v in (0.5, 1.0, 1.5)]
    parts = [(Ask("a", (edit,)), Ask("b", (edit, PRICE.to(1.3)))) for edit in edits]
    solver = PointSolver(TWO, 1e-3)
    first = [PointSolver(TWO, 1e-3)(part) for part in parts]
    assert [solver(parts[i]) for i in order] == [first[i] for i in order]


def test_an_infeasible_point_has_its_reason() -> None:
    """More than both can sell: a row with conflicts, between two with plans."""
    rows = (replace(OFFER_A, max_per_period=60), Capacity("B", "", (30.0,)), OFFER_B)
    case = make(*rows, need(80))
    grow = Edit("demand", "each", "set", 0.0)
    points = solve(case, *(Ask(f"{v}", (grow.to(v),)) for v in (80.0, 100.0, 90.0)))
    assert [point.status for point in points] == ["optimal", "infeasible", "optimal"]
    assert points[1].objective is None
    assert not points[1].cost
    assert points[1].conflicts


def test_two_edits_of_one_label_are_told_apart() -> None:
    """Both are made, one after the other."""
    ask = Ask("twice", (PRICE.to(2.0), PRICE.to(0.25)))
    assert ask.labels == {PRICE.label: 2.0, f"{PRICE.label} (2)": 0.25}
    (point,) = solve(TWO, ask)
    assert point.objective == pytest.approx(750)


def test_chunks_keep_the_order_and_depend_on_the_points_alone() -> None:
    """A small one first, then equal ones."""
    asks = [Ask(str(i)) for i in range(95)]
    parts = chunks(asks, 40)
    assert [ask for part in parts for ask in part] == asks
    assert max(len(part) for part in parts) <= 40
    assert len(parts[0]) < 40
    assert chunks(asks[:3], 40) == [tuple(asks[:3])]
    assert chunks([], 40) == []


def test_rows_and_points_are_the_same() -> None:
    """As plain data and back, conflicts and all."""
    case = make(replace(OFFER_A, max_per_period=60), need(80))
    for point in solve(case, Ask("none"), Ask("some", (Edit("demand", "each", "set", 50.0),))):
        assert of_row(as_row(point)) == point


def test_what_the_audit_does_not_confirm_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """An objective that is off by a percent is an error and not a plan."""
    solver = PointSolver(TWO, 1e-3)
    (good,) = solver.points((Ask("base"),))
    read, wrong = models.ask.resolve._read, 1.01 * (good.objective or 0.0)
    monkeypatch.setattr(
        models.ask.resolve, "_read", lambda *seen: replace(read(*seen), objective=wrong)
    )
    (bad,) = solver.points((Ask("base"),))
    assert (bad.status, bad.objective, bad.checked) == ("error", None, False)
    assert "objective" in bad.message


def test_risk_in_an_edit_makes_the_plan_with_risk() -> None:
    """The settings of the point decide, not those of the case."""
    risk = Edit("settings", "risk_measure", "set", "expected")
    few = Edit("settings", "futures", "set", 20.0)
    (point,) = solve(RISKY, Ask("risk", (risk, few)))
    plan = plan_case(edited(RISKY, (risk, few)))
    assert point.objective == pytest.approx(plan.objective, rel=1e-9)
    assert point.mean == pytest.approx(plan.risk.own.mean if plan.risk else None)
    assert point.checked
    (calm,) = solve(RISKY, Ask("calm"))
    assert calm.mean is None
    assert calm.objective == pytest.approx(allocate(RISKY).objective)


def test_indicative_orders_are_ordered_ahead_too() -> None:
    """Few futures follow the late months of a plan with risk: its orders there stay its own."""
    stops = Event("stops", "supplier=A", 4.0, 1.0, 2.0, "stop")
    dear = replace(ND, shortage_cost=90, hold_cost=50)
    case = make(dear, OFFER_A, OFFER_B, STORE, need(20, 20, 20, 20))
    case = replace(case, events=(stops,))
    risky = replace(case, settings=replace(case.settings, risk_measure="expected", futures=12))
    orders: list[np.ndarray] = []

    class Keeping(PointSolver):
        def keep(self, order: np.ndarray | None, measures: object) -> None:
            assert order is not None
            orders.append(order)

    Keeping(risky, 1e-6).points((Ask("base"),))
    lines = plan_case(risky, search=Search(1e-6)).orders
    assert {line.decided for line in lines} == {"ahead", "indicative"}
    assert orders[0].sum() == pytest.approx(sum(line.quantity for line in lines))


def test_a_plan_made_already_is_the_same_point() -> None:
    """``point_of`` a plan says what solving the point says."""
    case = make(OFFER_A, OFFER_B, STORE, Limit("cap", "share", "country=CN", value=0.5), need(100))
    (solved,) = solve(case, Ask("base"))
    made = point_of(plan_case(case), Ask("base"))
    for name in ("objective", "shortage", "cover_min", "quantities", "shares", "look_through"):
        assert getattr(made, name) == pytest.approx(getattr(solved, name))


def test_a_supplier_of_nothing_sells_nothing() -> None:
    """A supplier with an offer that is not used counts 0; one without offers is left out."""
    case = make(OFFER_A, OFFER_B, Supplier("idle", country="US"), need(100))
    (point,) = solve(case, Ask("base"))
    assert point.quantities == {"A": 100.0, "B": 0}
