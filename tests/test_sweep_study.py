"""Sweeps: lines and grids of points, and where on a line the suppliers change."""

from dataclasses import replace

import pytest
from small_cases import ND, OFFER_A, OFFER_B, STORE, make, need

from models.ask.breakpoints import Break
from models.case import Capacity, License, Limit, Offer, Supplier
from models.edit import Edit
from planner.study.points.solvers import Row, here
from planner.study.sweep.solve import asks_of, merged, study_sweep

PRICE = Edit("offers", "price", "times", 1.0, "supplier=A")
NEED = Edit("demand", "each", "times", 1.0)
TWO = make(OFFER_A, OFFER_B, need(100))


def test_a_grid_runs_its_last_axis_fastest() -> None:
    """Points, names and edits, row by row."""
    axes = ((PRICE, (1.0, 1.5)), (NEED, (0.5, 1.0, 2.0)))
    study = study_sweep("grid", TWO, axes, here)
    assert [axis.values for axis in study.axes] == [(1.0, 1.5), (0.5, 1.0, 2.0)]
    assert [axis.label for axis in study.axes] == [PRICE.label, NEED.label]
    assert study.points[1].edits == {PRICE.label: 1.0, NEED.label: 1.0}
    assert study.points[1].name == "grid=1; 1"
    found = [point.objective for point in study.points]
    assert found == pytest.approx([500, 1000, 2000, 600, 1200, 2400])
    assert study.breakpoints == ()
    assert study.base.objective == pytest.approx(1000)


def test_a_long_grid_solves_each_row_along_a_line() -> None:
    """Two prices by twelve demands: every point is demand x the lesser price."""
    demands = tuple(0.25 * i for i in range(1, 13))
    study = study_sweep("grid", TWO, ((PRICE, (1.0, 1.5)), (NEED, demands)), here)
    expected = [100 * d * p for p in (10, 12) for d in demands]
    assert [point.objective for point in study.points] == pytest.approx(expected)


def test_names_of_points_are_told_apart() -> None:
    """Values that differ in the seventh digit have names of their own."""
    asks = asks_of("s", ((PRICE, (1.0000001, 1.0000002, 1e-7)),))
    assert [ask.name for ask in asks] == ["s=1.0000001", "s=1.0000002", "s=1e-07"]


def test_two_axes_with_one_label() -> None:
    """The same input twice: both are made, and both are named."""
    study = study_sweep("twice", TWO, ((PRICE, (0.5, 1.0)), (PRICE, (1.0, 3.0))), here)
    assert [axis.label for axis in study.axes] == [PRICE.label, f"{PRICE.label} (2)"]
    assert [point.objective for point in study.points] == pytest.approx([500, 1200, 1000, 1200])


def test_an_infeasible_point_is_a_row_with_its_reason() -> None:
    """And the line goes on without it."""
    case = make(replace(OFFER_A, max_per_period=150), need(100))
    study = study_sweep("need", case, ((NEED, (1.0, 1.5, 2.0)),), here)
    assert [point.status for point in study.points] == ["optimal", "optimal", "infeasible"]
    assert study.points[2].conflicts


def test_one_value_is_a_sweep_too() -> None:
    """A single point, no change."""
    study = study_sweep("one", TWO, ((PRICE, (1.3,)),), here)
    assert ([p.objective for p in study.points], study.breakpoints) == ([pytest.approx(1200)], ())


def test_changes_are_found_between_points_in_any_order() -> None:
    """Values as they were typed, not sorted; A gives way to B at exactly 1.2."""
    study = study_sweep("price", TWO, ((PRICE, (2.0, 0.5, 1.0)),), here)
    assert [point.edits[PRICE.label] for point in study.points] == [2.0, 0.5, 1.0]
    (found,) = study.breakpoints
    assert (found.value, found.exact) == (pytest.approx(1.2), True)
    assert (found.entering, found.leaving) == (("B",), ("A",))
    assert found.objective == pytest.approx(1200)


def test_a_point_on_a_tie_makes_one_change() -> None:
    """At 1.2 the plan of two months may be a mix of both; the change is told once."""
    case = make(OFFER_A, OFFER_B, STORE, *map_suppliers(), need(100, 100, 100))
    study = study_sweep("price", case, ((PRICE, (1.0, 1.2, 1.4)),), here)
    (found,) = study.breakpoints
    assert found.value == pytest.approx(1.2)
    assert (found.entering, found.leaving) == (("B",), ("A",))


def map_suppliers() -> tuple[Supplier, Offer]:
    """A third supplier that is never cheap."""
    return Supplier("C", country="US"), Offer("c", "C", "Nd", price=90)


def test_changes_at_one_value_are_one() -> None:
    """A to AB and AB to B at 1.2 are A to B; A to AB and back is none."""
    a, b, ab = frozenset("A"), frozenset("B"), frozenset("AB")
    first, second = Break(1.2, a, ab, 9.0, True, 0.0), Break(1.2, ab, b, 9.0, False, 1e-9)
    assert merged([first, second]) == [Break(1.2, a, b, 9.0, False, 1e-9)]
    assert merged([first, replace(second, after=a)]) == []
    apart = replace(second, value=1.3)
    assert merged([first, apart]) == [first, apart]


def test_settings_licenses_and_limits_are_swept() -> None:
    """A discount rate, days of a license, the value of a limit."""
    later = make(OFFER_A, need(0, 100), settings=replace(TWO.settings, periods=2, period="year"))
    rate = Edit("settings", "discount_rate", "set", 0.0)
    study = study_sweep("rate", later, ((rate, (0.0, 0.25)),), here)
    assert [point.objective for point in study.points] == pytest.approx([1000, 800])

    case = make(
        replace(ND, shortage_cost=30), replace(OFFER_A, license="q"),
        License("q", "CN", None, 0.0, 0.0), need(100, 100),
    )  # fmt: skip
    days = Edit("licenses", "days_p50", "set", 0.0, "license=q")
    study = study_sweep("days", case, ((days, (0.0, 31.0)),), here)
    assert [point.objective for point in study.points] == pytest.approx([2000, 4000])

    cap = Limit("cap", "share", of="country=CN", value=0.5)
    value = Edit("limits", "value", "set", 0.0, "limit=cap")
    study = study_sweep("cap", replace(TWO, limits=(cap,)), ((value, (0.0, 0.25, 1.0)),), here)
    assert [point.objective for point in study.points] == pytest.approx([1200, 1150, 1000])


def test_capacity_changes_are_enclosed() -> None:
    """B leaves at 100 t."""
    case = make(OFFER_A, OFFER_B, Capacity("A", "", (60.0,)), need(100))
    room = Edit("capacity", "each", "set", 0.0)
    study = study_sweep("room", case, ((room, (50.0, 90.0, 130.0)),), here)
    (found,) = study.breakpoints
    assert found.value == pytest.approx(100, abs=1e-4)
    assert (found.leaving, found.exact) == (("B",), False)


def test_a_broken_off_sweep_has_what_is_done_and_no_changes() -> None:
    """Points keep their own values."""

    def broken_off(phase, setup, chunks) -> list[Row | None]:  # type: ignore[no-untyped-def]
        rows = here(phase, setup, chunks)
        return rows if phase == "base" else [None, *rows[1:]]

    study = study_sweep("price", TWO, ((PRICE, (0.5, 1.0, 2.0)),), broken_off)
    assert [point.edits[PRICE.label] for point in study.points] == [1.0, 2.0]
    assert study.breakpoints == ()
