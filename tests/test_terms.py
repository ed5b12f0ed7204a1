"""Terms: what a row holds, in which unit, and what the parts of the cost come to."""

import numpy as np
import pytest
from small_cases import DY, OFFER_A, OFFER_B, STORE, A, B, make, need

from models.case import Capacity, Limit, Material, Offer, Stockpile
from models.terms.capacity import capacities
from models.terms.counted import limit_unit, stock_counted
from models.terms.origin import Origins
from models.terms.parts import COST_PARTS, told
from models.terms.units import common_unit, unit_of


def test_money_of_an_unknown_part_is_an_error() -> None:
    """What is not on the list would vanish from the total."""
    with pytest.raises(KeyError, match="freight"):
        told({"purchase": 1.0, "freight": 2.0})


def test_parts_add_up_with_their_signs() -> None:
    """A credit counts as it is in the total and is told as a positive number."""
    cost = told({"purchase": 10.0, "end_value": -3.0})
    assert (cost["total"], cost["end_value"]) == (7.0, 3.0)
    assert sum(COST_PARTS[part] * cost[part] for part in COST_PARTS) == cost["total"]
    assert list(cost) == ["total", *COST_PARTS]


def test_a_capacity_covers_offers_in_its_own_unit() -> None:
    """Blank material: all the supplier sells, t for t and kg; else that material alone."""
    kilograms = Material("Dy", unit="kg")
    rows = (Capacity("A", "", (60.0,)), Capacity("A", "Dy", (None,)), Capacity("A", "Dy", (5.0,)))
    case = make(kilograms, OFFER_A, Offer("d", "A", "Dy"), OFFER_B, *rows, need(1))
    every, dy, again = capacities(case)
    assert (every.unit, every.places, every.factors.tolist()) == ("t", [0, 1], [1.0, 0.001])
    assert (dy.unit, dy.places, dy.most.tolist()) == ("kg", [1], [np.inf])
    assert (again.label, again.subject) == ("A/Dy#2", "A,Dy#2")
    assert every.taken(np.array([[2.0], [3000.0], [9.0]])).tolist() == [5.0]


def test_a_stock_limit_has_the_unit_of_what_it_looks_at() -> None:
    """kg for the one stockpile in kg, whatever else is stored."""
    limit = Limit("l", "stock", of="material=Dy", value=1.0)
    piles = (STORE, Stockpile("kilos", "Dy"))
    case = make(Material("Dy", unit="kg"), OFFER_A, *piles, limit, need(1))
    assert limit_unit(Origins(case), limit) == "kg"
    assert stock_counted(case, limit) == [(1, 1.0)]


@pytest.mark.parametrize(
    ("units", "want"),
    [({"kg"}, "kg"), ({"kg", "t"}, "t"), ({"pieces"}, "pieces"), ({"pieces", "kg"}, None)],
)
def test_what_can_be_added_up_has_a_unit(units: set[str], want: str | None) -> None:
    """Only t and kg are masses."""
    assert common_unit(units) == want


def test_a_row_may_say_its_unit() -> None:
    """The row's own before what its materials share."""
    case = make(A, B, DY, OFFER_A, need(1), missing=(A, B))
    assert (unit_of(case, ["Nd", "Dy"]), unit_of(case, ["Nd"], "kg")) == ("t", "kg")


def test_selectors_see_suppliers_and_materials_of_an_offer() -> None:
    """The supplier's country and, lacking a group, its id; tags of both; no tag is no text."""
    origins = Origins(make(OFFER_A, OFFER_B, need(1)))
    assert origins.texts("country") == [("CN",), ("AU",)]
    assert origins.texts("group") == [("A",), ("B",)]
    assert origins.texts("element") == [("Nd",), ("Nd",)]
    assert origins.texts("tag") == [(), ()]
