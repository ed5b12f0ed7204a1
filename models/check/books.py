"""The books of one plan: everything that is derived once and looked at by several audits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.calendar import Calendar
from models.case import Case, Material
from models.check.cover import Needs, cover_quantities, needs_of
from models.check.flows import Flows, flows_of
from models.check.memo import memo
from models.check.nodes import (
    Nodes,
    Ways,
    material_at,
    nodes_of,
    offers_at,
    piles_at,
    steps_of,
    ways_of,
)
from models.check.past import Past, past_of
from models.check.purchase import purchase_cost
from models.check.units import Array, MoneyWorth, column, convert, money_of, places
from models.future import Future, certain_underway
from models.solution import Decisions

OWN_SHARE = 1e-3
"""Rounding is judged against at least this share of the material's biggest flow ..."""

CASE_SHARE = 1e-6
"""... and this share of the biggest quantity of the case: a material of which there is only
rounding has no size of its own."""


@dataclass(frozen=True, eq=False)
class Books:
    """``stock`` (stockpiles, periods) at each end.

    ``purchase`` (offers, periods) is what is ordered at the case's prices, ``paid`` what is paid of
    it in the future: refused orders cost nothing, prices may have moved. Both undiscounted.
    ``counted`` (offers, periods) is the part of an order that policy limits count, ``past`` what
    was ordered before; ``closed``, ``under`` and ``demand`` are the future's, ``refused`` (offers,
    periods) the orders of which nothing is granted in it; from ``adapts`` on orders are its own.
    """

    case: Case
    decisions: Decisions
    money: MoneyWorth
    flows: Flows
    stock: Array
    purchase: Array
    paid: Array
    counted: Array
    refused: Array
    past: Past
    closed: Array | None
    under: Array | None
    demand: Array | None
    adapts: int | None

    @property
    def before(self) -> int:
        """So many periods before the plan are looked back at."""
        return self.case.calendar.before

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Labels of the periods."""
        return _labels(self.case.calendar)

    @cached_property
    def ahead(self) -> Array:
        """Orders that are placed before it is known what is granted, (offers, periods).

        Those of offers that are not spot, in the frozen periods (blank: in all), as long as the
        future does not let them adapt. What replaces refused ones is not (``replacing``).
        """
        frozen, periods = self.case.settings.frozen_periods, np.arange(len(self.periods))
        in_time = periods < (np.inf if frozen is None else frozen)
        in_time &= periods < (np.inf if self.adapts is None else self.adapts)
        planned = column(not row.spot for row in self.case.offers) > 0
        both: Array = planned & in_time
        return both

    @cached_property
    def placed_ahead(self) -> Array:
        """What is ordered before it is known what is granted, (offers, periods)."""
        order, adapted = self.decisions.order, self.decisions.adapted
        return np.where(self.ahead, order if adapted is None else order - adapted, 0.0)

    @cached_property
    def nodes(self) -> Nodes:
        """The place of each (material, location)."""
        return nodes_of(self.case.materials, self.case.locations)

    @cached_property
    def ways(self) -> Ways:
        """Every route with every material it carries."""
        return ways_of(self.case.routes, self.case.materials, self.nodes)

    @cached_property
    def offer_material(self) -> Array:
        """The place in ``materials`` of what each offer sells, shape (offers,)."""
        return material_at(offers_at(self.case.offers, self.nodes), self.case.locations)

    @cached_property
    def pile_material(self) -> Array:
        """The place in ``materials`` of what each stockpile holds, shape (stockpiles,)."""
        return material_at(piles_at(self.case.stockpiles, self.nodes), self.case.locations)

    @cached_property
    def node_material(self) -> Array:
        """The place in ``materials`` of each node, shape (nodes,)."""
        return np.arange(len(self.nodes)) // len(self.case.locations)

    @cached_property
    def floors(self) -> Array:
        """The least quantity against which a violation is measured, shape (materials,)."""
        sizes = self._sizes()
        masses = _masses(self.case.materials)
        biggest = np.zeros(len(sizes))
        np.maximum.at(biggest, masses.kind, sizes * masses.one)
        return np.maximum(OWN_SHARE * sizes, CASE_SHARE * biggest[masses.kind] / masses.one)

    def _sizes(self) -> Array:
        """The biggest flow of each material (or, if more, a part of its stock)."""
        sizes = np.zeros(len(self.case.materials))
        flow = np.abs(list(self.flows.values())).max(axis=(0, 2))
        ordered = np.abs(self.decisions.order).max(axis=1)
        held = OWN_SHARE * np.abs(self.stock).max(axis=1)
        np.maximum.at(sizes, self.node_material, flow)
        np.maximum.at(sizes, self.offer_material, ordered)
        np.maximum.at(sizes, self.pile_material, held)
        return sizes

    @cached_property
    def offer_floors(self) -> Array:
        """The floor of what each offer sells, shape (offers, 1)."""
        return self.floors[self.offer_material][:, None]

    @cached_property
    def pile_floors(self) -> Array:
        """The floor of what each stockpile holds, shape (stockpiles, 1)."""
        return self.floors[self.pile_material][:, None]

    @cached_property
    def node_floors(self) -> Array:
        """The floor of each node's material, shape (nodes, 1)."""
        return self.floors[self.node_material][:, None]

    @cached_property
    def way_floors(self) -> Array:
        """The floor of what is shipped each way, shape (ways, 1)."""
        return self.floors[self.ways.material][:, None]

    @cached_property
    def run_floors(self) -> Array:
        """The same for the runs of each process, shape (processes, 1)."""
        floors = np.zeros(len(self.case.processes))
        for steps in steps_of(self.case.processes, self.case.recipes, self.nodes):
            runs = self.node_floors[steps.at] / steps.per_run
            np.maximum.at(floors, steps.process, runs[:, 0])
        return floors[:, None]

    @cached_property
    def needs(self) -> Needs:
        """What is needed at each stockpile's place."""
        return needs_of(self.case, self.flows["used"], self.demand)

    @cached_property
    def cover_target(self) -> Array:
        """The quantity each ``cover_target`` asks for, (stockpiles, periods); nan without."""
        return cover_quantities(self.needs, [row.cover_target for row in self.case.stockpiles])

    @cached_property
    def cover_missing(self) -> Array:
        """What lacks of each cover target, shape (stockpiles, periods); 0 without a target."""
        return np.maximum(np.nan_to_num(self.cover_target) - self.stock, 0.0)


def open_books(case: Case, decisions: Decisions, future: Future) -> Books:
    """Derive what follows from the decisions. Raises ValueError for units or money unknown."""
    money = money_of(case.settings, case.calendar, case.fx)
    opening = column(pile.opening for pile in case.stockpiles)
    purchase = purchase_cost(case, decisions.order, money)
    moved = purchase
    if future.changes_prices:
        moved = purchase_cost(case, decisions.order, money, future.price)
    return Books(
        case=case,
        decisions=decisions,
        money=money,
        flows=flows_of(case, decisions, future),
        stock=opening + np.cumsum(decisions.put - decisions.draw, axis=1),
        purchase=purchase,
        paid=moved * future.granted,
        counted=_counted(decisions, future),
        adapts=future.adapts,
        refused=future.granted <= 0.0,
        closed=future.closed,
        under=future.under,
        demand=future.demand,
        past=past_of(case, money, future.underway or certain_underway(case)),
    )


def _counted(decisions: Decisions, future: Future) -> Array:
    """What replaces refused orders counts whole: it is ordered once its grant is known."""
    if decisions.adapted is None:
        return future.counted
    order = decisions.order
    part = np.divide(decisions.adapted, order, out=np.zeros_like(order), where=order > 0)
    return future.counted + (1.0 - future.counted) * np.clip(part, 0.0, 1.0)


@memo
def _labels(calendar: Calendar) -> tuple[str, ...]:
    return tuple(calendar.label(t) for t in range(calendar.periods))


@dataclass(frozen=True, eq=False)
class Masses:
    """Of each material, ``one`` unit in kg, so that masses can be compared; all else stays.

    ``kind`` is shared by the materials that can be compared. Both have shape (materials,).
    """

    one: Array
    kind: Array


@memo
def _masses(materials: tuple[Material, ...]) -> Masses:
    units = [_in_mass(row.unit) for row in materials]
    kinds = {unit: kind for kind, unit in enumerate(dict.fromkeys(unit for unit, _ in units))}
    return Masses(np.array([one for _, one in units]), places(kinds[unit] for unit, _ in units))


def _in_mass(unit: str) -> tuple[str, float]:
    try:
        return "kg", convert(unit, "kg")
    except ValueError:
        return unit, 1.0
