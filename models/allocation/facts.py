"""The case as arrays that every part of the formulation uses: money, units, validity.

Shapes: O offers, S price steps of tiered offers, T periods. Money is in the plan's currency per
unit of the material, before discounting.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

from models.calendar import Calendar
from models.case import MASSES_IN_KG, Case, Offer, Series
from models.future import Future, certain_future
from models.program import INFINITY, Array, Axis


@dataclass(frozen=True)
class PriceSteps:
    """The steps of offers with tiers: what the units between two quantities cost.

    ``offer`` (S,) place in ``case.offers``; ``label`` (S,); ``width`` (S,) units in the step;
    ``landed`` (S, T) as ordered and ``paid`` (S, T) in the future; ``falling`` (S,): the offer gets
    cheaper somewhere, so that steps must be filled in order by integers.
    """

    offer: Array
    label: tuple[str, ...]
    width: Array
    landed: Array
    paid: Array
    falling: Array


class Facts:
    """Arrays of one case. Rows are in the order of the case's tables."""

    def __init__(self, case: Case, future: Future | None = None) -> None:
        self.case = case
        self.future = future or certain_future(case)
        self.calendar: Calendar = case.calendar
        self.T = case.calendar.periods
        self.offers: Axis = ("offer", [row.offer for row in case.offers])
        self.periods: Axis = ("period", [self.calendar.label(t) for t in range(self.T)])

    def in_future(self, future: Future) -> "Facts":
        """The same facts in another future; what does not depend on it is kept."""
        other = copy.copy(self)
        other.future = future
        for name in ("paid", "steps"):
            other.__dict__.pop(name, None)
        return other

    @cached_property
    def discount(self) -> Array:
        """(1 + rate)^-(years from the start of the plan to the start of the period), (T,)."""
        return (1.0 + self.case.settings.discount_rate) ** -self.calendar.years_from_start()

    def rate(self, currency: str) -> Array:
        """Value of one unit of a currency in the plan's, (T,); blank is the plan's own."""
        if currency in ("", self.case.settings.currency):
            return self._one
        return self._rates[currency]

    @cached_property
    def _one(self) -> Array:
        return np.ones(self.T)

    @cached_property
    def _rates(self) -> dict[str, Array]:
        return {row.currency: filled(row.values, np.nan) for row in self.case.fx}

    @cached_property
    def orderable(self) -> Array:
        """Where an offer can be ordered, (O, T): within from..until and not before it qualifies."""
        overlap = cache(self.calendar.overlap)
        rows = [overlap(o.from_, o.until) & overlap(o.qualify_from, None) for o in self.case.offers]
        return np.array(rows, dtype=bool).reshape(len(self.case.offers), self.T)

    @cached_property
    def material_of(self) -> list[str]:
        """Material of each offer."""
        return [row.material for row in self.case.offers]

    @cached_property
    def price(self) -> Array:
        """Price below the first tier, after the floor, per unit, (O, T)."""
        base = np.array([o.price for o in self.case.offers])[:, None] * np.ones(self.T)
        base *= self._offer_rates
        for path in self.case.prices:
            o = self.case.offer_index[path.offer]
            values = filled(path.values, np.nan)
            there = ~np.isnan(values)
            currency = path.currency or self.case.offers[o].currency
            base[o, there] = (values * self.rate(currency))[there]
        return np.maximum(base, self._floor) * self._per_unit

    @cached_property
    def landed(self) -> Array:
        """Landed cost below the first tier: price x (1 + duty) + freight, per unit, (O, T)."""
        return self.price * self._duty + self._freight

    @cached_property
    def paid(self) -> Array:
        """Landed cost in the future: its prices, and nothing for what is refused, (O, T)."""
        moved = self.price * self.future.price * self._duty + self._freight
        paid: Array = moved * self.future.granted
        return paid

    @cached_property
    def steps(self) -> PriceSteps:
        """Price steps of the offers that have tiers."""
        offer: list[int] = []
        labels: list[str] = []
        widths: list[float] = []
        landed: list[Array] = []
        paid: list[Array] = []
        falling: list[bool] = []
        for place, row in enumerate(self.case.offers):
            tiers = self._tiers.get(row.offer)
            if not tiers:
                continue
            edges = [0.0, *(quantity for quantity, _ in tiers), INFINITY]
            costs = [self.landed[place], *(self._landed_tier(place, price) for _, price in tiers)]
            pays = [self.paid[place], *(self._paid_tier(place, price) for _, price in tiers)]
            kept = [i for i in range(len(costs)) if edges[i + 1] > edges[i]]
            falls = any(
                (costs[b] < costs[a])[self.orderable[place]].any() for a, b in pairwise(kept)
            )
            for step, i in enumerate(kept):
                offer.append(place)
                labels.append(f"{row.offer}/{step}")
                widths.append(edges[i + 1] - edges[i])
                landed.append(costs[i])
                paid.append(pays[i])
                falling.append(falls)
        return PriceSteps(
            np.array(offer, dtype=int),
            tuple(labels),
            np.array(widths),
            np.array(landed).reshape(len(landed), self.T),
            np.array(paid).reshape(len(paid), self.T),
            np.array(falling, dtype=bool),
        )

    @cached_property
    def _tiers(self) -> dict[str, list[tuple[float, Array]]]:
        tiers: dict[str, list[tuple[float, Array]]] = {}
        for row in sorted(self.case.tiers, key=lambda tier: tier.from_quantity):
            offer = self.case.offers[self.case.offer_index[row.offer]]
            price = row.price * self.rate(row.currency or offer.currency)
            tiers.setdefault(row.offer, []).append((row.from_quantity, price))
        return tiers

    def _landed_tier(self, place: int, price: Array, factor: Array | float = 1.0) -> Array:
        per_unit, duty = self._per_unit[place], self._duty[place]
        floored = np.maximum(price, self._floor[place]) * per_unit
        landed: Array = floored * factor * duty + self._freight[place]
        return landed

    def _paid_tier(self, place: int, price: Array) -> Array:
        moved = self._landed_tier(place, price, self.future.price[place])
        paid: Array = moved * self.future.granted[place]
        return paid

    @cached_property
    def _offer_rates(self) -> Array:
        return self._by_offer(lambda offer: self.rate(offer.currency))

    @cached_property
    def _floor(self) -> Array:
        return self._by_offer(lambda offer: (offer.price_floor or 0.0) * self.rate(offer.currency))

    @cached_property
    def _freight(self) -> Array:
        return self._by_offer(
            lambda offer: (
                offer.freight
                * self.rate(offer.currency)
                * self.case.material[offer.material].per_unit
            )
        )

    @cached_property
    def _duty(self) -> Array:
        return np.array([1.0 + o.duty for o in self.case.offers]).reshape(-1, 1)

    @cached_property
    def _per_unit(self) -> Array:
        factors = [self.case.material[m].per_unit for m in self.material_of]
        return np.array(factors).reshape(-1, 1)

    def _by_offer(self, series: Callable[[Offer], Array]) -> Array:
        rows = [series(offer) for offer in self.case.offers]
        return np.array(rows).reshape(len(rows), self.T)

    def common_unit(self, materials: list[str]) -> str:
        """The unit in which several materials are added: their own if they share it, else t."""
        units = {self.case.material[m].unit for m in materials}
        return units.pop() if len(units) == 1 else "t"

    def in_unit(self, material: str, unit: str) -> float:
        """How many ``unit`` one unit of the material is."""
        own = self.case.material[material].unit
        if own == unit:
            return 1.0
        return MASSES_IN_KG[own] / MASSES_IN_KG[unit]


def filled(values: Series, blank: float) -> Array:
    """A series as an array, with a number where the cell is blank."""
    return np.array([blank if value is None else value for value in values], dtype=float)


def numbered(ids: list[str]) -> list[str]:
    """Ids made unique: a second ``cap`` becomes ``cap#2``."""
    seen: dict[str, int] = {}
    names = []
    for name in ids:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names
