"""The books of one plan: everything that is derived once and looked at by several audits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.case import Case
from models.check.flows import Flows, flows_of, recipe_of
from models.check.purchase import purchase_cost
from models.check.units import Array, Money, convert, money_of
from models.future import Future
from models.solution import Decisions

OWN_SHARE = 1e-3
"""Rounding is judged against at least this share of the material's biggest flow ..."""

CASE_SHARE = 1e-6
"""... and this share of the biggest quantity of the case: a material of which there is only
rounding has no size of its own."""


@dataclass(frozen=True)
class Books:
    """``stock`` (stockpiles, periods) at each end.

    ``purchase`` (offers, periods) is what is ordered at the case's prices, ``paid`` what is paid of
    it in the future: refused orders cost nothing, prices may have moved. Both undiscounted.
    """

    case: Case
    decisions: Decisions
    money: Money
    flows: Flows
    stock: Array
    purchase: Array
    paid: Array

    @cached_property
    def periods(self) -> list[str]:
        """Labels of the periods."""
        return [self.case.calendar.label(t) for t in range(self.case.settings.periods)]

    @cached_property
    def floors(self) -> dict[str, float]:
        """Material -> the least quantity (own unit) against which a violation is measured."""
        sizes = self._sizes()
        biggest: dict[str, float] = {}
        for material in self.case.materials:
            unit, size = _in_mass(material.unit, sizes[material.material])
            biggest[unit] = max(biggest.get(unit, 0.0), size)
        floors = {}
        for material in self.case.materials:
            unit, one = _in_mass(material.unit, 1.0)
            own = OWN_SHARE * sizes[material.material]
            floors[material.material] = max(own, CASE_SHARE * biggest[unit] / one)
        return floors

    def _sizes(self) -> dict[str, float]:
        """Material -> its biggest flow (or, if more, a part of its stock), in its own unit."""
        sizes = {material.material: 0.0 for material in self.case.materials}
        groups = [
            ([material for material, _ in self.case.nodes], list(self.flows.values())),
            ([row.material for row in self.case.offers], [self.decisions.order]),
            ([row.material for row in self.case.stockpiles], [OWN_SHARE * self.stock]),
        ]
        for ids, tables in groups:
            for table in tables:
                for material, row in zip(ids, table, strict=True):
                    sizes[material] = max(sizes[material], float(np.abs(row).max(initial=0.0)))
        return sizes

    @cached_property
    def run_floors(self) -> Array:
        """The same for the runs of each process, shape (processes,)."""
        recipes = recipe_of(self.case)
        floors = [
            [self.floors[m] / abs(q) for m, q in recipes.get(row.process, {}).items() if q]
            for row in self.case.processes
        ]
        return np.array([max(some, default=0.0) for some in floors])


def open_books(case: Case, decisions: Decisions, future: Future) -> Books:
    """Derive what follows from the decisions. Raises ValueError for units or money unknown."""
    money = money_of(case)
    opening = np.array([pile.opening for pile in case.stockpiles]).reshape(-1, 1)
    return Books(
        case=case,
        decisions=decisions,
        money=money,
        flows=flows_of(case, decisions, future),
        stock=opening + np.cumsum(decisions.put - decisions.draw, axis=1),
        purchase=purchase_cost(case, decisions.order, money),
        paid=purchase_cost(case, decisions.order, money, future.price) * future.granted,
    )


def _in_mass(unit: str, quantity: float) -> tuple[str, float]:
    """Masses in kg, so that they can be compared; all else stays as it is."""
    try:
        return "kg", quantity * convert(unit, "kg")
    except ValueError:
        return unit, quantity
