"""Where along one input the suppliers change: cases whose changes a person can compute."""

from dataclasses import replace

import numpy as np
import pytest
from small_cases import ND, OFFER_A, OFFER_B, make, need

from models.ask.breakpoints import Break, breaks, suppliers_of
from models.ask.resolve import Resolver
from models.case import Capacity, Case, Limit, Offer, PricePath, Supplier
from models.edit import Edit, edited

C = Supplier("C", country="US")
OFFER_C = Offer("c", "C", "Nd", price=15)
PRICE = Edit("offers", "price", "times", 1.0, "supplier=A")
NEED = Edit("demand", "each", "times", 1.0)


def changes(case: Case, edit: Edit, low: float, high: float) -> list[Break]:
    """The changes of a case along an edit."""
    base = case.in_order()
    return breaks(Resolver(base), lambda value: edited(base, [edit.to(value)]), low, high)


def told(found: list[Break]) -> list[tuple[str, str]]:
    """Suppliers before and after each change."""
    return [("".join(sorted(one.before)), "".join(sorted(one.after))) for one in found]


def test_prices_cross_exactly() -> None:
    """A at 10 x factor and B at 12 cost the same at 1.2."""
    (found,) = changes(make(OFFER_A, OFFER_B, need(100)), PRICE, 0.5, 2.0)
    assert found.value == pytest.approx(1.2, abs=1e-12)
    assert found.exact
    assert found.width == 0
    assert found.objective == pytest.approx(1200)
    assert told([found]) == [("A", "B")]


def test_several_changes_between_two_points() -> None:
    """Of 100 t B sells 50 at 12, C the rest at 15: B enters at 1.2, A gives way to C at 1.5."""
    case = make(C, OFFER_A, replace(OFFER_B, max_per_period=50), OFFER_C, need(100))
    found = changes(case, PRICE, 0.5, 2.0)
    assert told(found) == [("A", "AB"), ("AB", "BC")]
    assert [one.value for one in found] == pytest.approx([1.2, 1.5], abs=1e-12)
    assert all(one.exact for one in found)


def test_periods_change_one_after_the_other() -> None:
    """B at 11 and 13: half of the plan changes at 1.1, the rest at 1.3."""
    case = make(OFFER_A, OFFER_B, PricePath("b", (11.0, 13.0)), need(100, 100))
    found = changes(case, PRICE, 0.5, 2.0)
    assert told(found) == [("A", "AB"), ("AB", "B")]
    assert [one.value for one in found] == pytest.approx([1.1, 1.3], abs=1e-12)


def test_a_floor_beside_the_crossing() -> None:
    """A's price never falls below 11; that bends the line at 1.1, not the crossing at 1.2."""
    case = make(replace(OFFER_A, price_floor=11), OFFER_B, need(100))
    (found,) = changes(case, PRICE, 0.5, 2.0)
    assert found.value == pytest.approx(1.2, abs=1e-9)
    assert found.exact


def test_a_floor_above_all_others_changes_nothing() -> None:
    """With a floor of 12.5 A never sells."""
    case = make(replace(OFFER_A, price_floor=12.5), OFFER_B, need(100))
    assert changes(case, PRICE, 0.5, 2.0) == []


def test_shortage_takes_the_place_of_a_supplier() -> None:
    """Nobody is ordered from once A costs more than the shortage."""
    case = make(replace(ND, shortage_cost=20), OFFER_A, need(100))
    (found,) = changes(case, PRICE, 0.5, 4.0)
    assert (found.value, found.after) == (pytest.approx(2.0), frozenset())


def test_capacity_encloses_the_change() -> None:
    """B leaves when A can sell all 100 t."""
    case = make(OFFER_A, OFFER_B, Capacity("A", "", (60.0,)), need(100))
    (found,) = changes(case, Edit("capacity", "each", "set", 0.0), 10.0, 150.0)
    assert told([found]) == [("AB", "A")]
    assert found.value == pytest.approx(100, abs=1e-4)
    assert not found.exact
    assert 0 < found.width <= 1e-4
    assert found.objective == pytest.approx(1000, rel=1e-6)


def test_demand_brings_one_after_the_other() -> None:
    """A sells 60, B 70, C the rest: changes at factors 0.6 and 1.3."""
    offers = (replace(OFFER_A, max_per_period=60), replace(OFFER_B, max_per_period=70), OFFER_C)
    found = changes(make(C, *offers, need(100)), NEED, 0.3, 2.0)
    assert told(found) == [("A", "AB"), ("AB", "ABC")]
    assert [one.value for one in found] == pytest.approx([0.6, 1.3], abs=1e-6)


def test_a_spend_limit_moves_entries_too() -> None:
    """At most half of what is spent goes to China; from 1.2 on none does."""
    half = Limit("cap", "share", of="country=CN", weight="spend", value=0.5)
    (found,) = changes(make(OFFER_A, OFFER_B, half, need(100)), PRICE, 0.5, 2.0)
    assert found.value == pytest.approx(1.2, abs=1e-6)
    assert told([found]) == [("AB", "B")]


def test_whole_numbers_are_enclosed_by_bisection() -> None:
    """A minimum order makes every point a search of its own; the crossing stays where it is."""
    case = make(replace(OFFER_A, moq=10), OFFER_B, need(100))
    (found,) = changes(case, PRICE, 1.0, 1.5)
    assert found.value == pytest.approx(1.2, abs=1e-6)
    assert not found.exact


@pytest.mark.parametrize(("low", "high"), [(1.2, 2.0), (0.5, 1.2)])
def test_a_tie_at_an_end_is_there_or_nowhere(low: float, high: float) -> None:
    """At 1.2 both cost the same: whichever is chosen, a change is told at 1.2 or not at all."""
    found = changes(make(OFFER_A, OFFER_B, need(100)), PRICE, low, high)
    assert [one.value for one in found] in ([], [pytest.approx(1.2, abs=1e-9)])
    other = changes(make(OFFER_A, OFFER_B, need(100)), PRICE, *((0.5, 1.2), (1.2, 2.0))[low < 1])
    assert len(found) + len(other) == 1


def test_ends_without_a_plan_tell_nothing() -> None:
    """Demand beyond all capacity at one end."""
    case = make(replace(OFFER_A, max_per_period=60), need(50))
    assert changes(case, NEED, 0.5, 2.0) == []
    assert changes(case, NEED, 1.5, 2.0) == []


def test_the_same_suppliers_at_both_ends_are_not_searched() -> None:
    """Between 0.5 and 1.1 A sells everything."""
    assert changes(make(OFFER_A, OFFER_B, need(100)), PRICE, 0.5, 1.1) == []


def test_suppliers_are_those_really_ordered_from() -> None:
    """Rounding does not count."""
    case = make(OFFER_A, OFFER_B, need(100)).in_order()
    assert suppliers_of(case, np.array([[100.0], [1e-9]])) == {"A"}
