"""What one ordered unit costs, in any future: the case as arrays of money, units and validity.

Shapes: O offers, S price steps of tiered offers, T periods. Money is in the plan's currency per
unit of the material, undiscounted where nothing else is said.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

from models.calendar import Calendar
from models.case import Case, Limit, Offer, Series, Stockpile
from models.future import Future, Underway, certain_future, certain_underway
from models.program import INFINITY, Array, Axis
from models.terms.steps import PriceSteps


@dataclass(frozen=True)
class PerUnit:
    """What one ordered unit comes to: ``of_order`` (O, T) whole, ``of_step`` (S, T) in price steps.

    Where an offer has price steps and they matter, ``of_order`` is 0 and the steps tell it all.
    """

    of_order: Array
    of_step: Array


class Facts:
    """Arrays of one case. Rows are in the order of the case's tables."""

    def __init__(self, case: Case, future: Future | None = None) -> None:
        """``future``: what becomes of orders; by default each is granted, on time, at its price."""
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
        for name in ("paid", "steps", "purchase", "per_price"):
            other.__dict__.pop(name, None)
        return other

    @property
    def underway(self) -> Underway:
        """What becomes of open orders."""
        return self.future.underway or certain_underway(self.case)

    # When it can be ordered, and what it is

    @cached_property
    def orderable(self) -> Array:
        """Where an offer can be ordered, (O, T).

        Within from..until, not before it qualifies, and while its license can be had.
        """
        closed = self.future.closed
        return self.valid if closed is None else self.valid & ~closed

    @property
    def valid(self) -> Array:
        """The same whatever becomes of licenses, (O, T)."""
        return self.orderable_since[:, self.calendar.before :]

    @cached_property
    def orderable_since(self) -> Array:
        """The same with the periods since ``counts_from`` in front, (O, before + T)."""
        before = self.calendar.before
        overlap = cache(lambda first, last: self.calendar.overlap(first, last, before))
        rows = [overlap(o.from_, o.until) & overlap(o.qualify_from, None) for o in self.case.offers]
        return np.array(rows, dtype=bool).reshape(len(self.case.offers), before + self.T)

    @cached_property
    def material_of(self) -> list[str]:
        """Material of each offer."""
        return [row.material for row in self.case.offers]

    # What money is worth

    @cached_property
    def discount(self) -> Array:
        """(1 + rate)^-(years from the start of the plan to the start of the period), (T,)."""
        return (1.0 + self.case.settings.discount_rate) ** -self.calendar.years_from_start()

    @cached_property
    def worth(self) -> Array:
        """What money for an order of the period is worth at the start of the plan, (O, T).

        (1 + rate)^-(years from the start of the plan to ``pay_after`` periods after the period's).
        """
        years = self.calendar.years_from_start() + self._pay_after * self.calendar.months / 12.0
        worth: Array = (1.0 + self.case.settings.discount_rate) ** -years
        return worth

    @cached_property
    def paid_in(self) -> Array:
        """The period in which an order is paid, (O, T); T and beyond lie after the plan.

        It is paid at one moment: half a period after the order still lies in the order's.
        """
        # 2.9999999999 periods are three, written down by a formula.
        return np.arange(self.T) + np.floor(self._pay_after + 1e-9).astype(int)

    def rate(self, currency: str) -> Array:
        """Value of one unit of a currency in the plan's, (T,); blank is the plan's own."""
        if currency in ("", self.case.settings.currency):
            return self._one
        return self._rates[currency]

    # The price, and what it comes to on its way

    @cached_property
    def price(self) -> Array:
        """Price below the first tier, after the floor, per unit, (O, T).

        max(the path's price, else the offer's own; price_floor) x exchange rate x price_per in one
        unit.
        """
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
        """Price steps of the offers that have tiers: each tier's price in place of the first."""
        return _price_steps(self)

    def tier_landed(self, place: int, price: Array) -> Array:
        """Landed cost of an offer's units at a price in the plan's currency per price_per, (T,)."""
        landed: Array = self._tier_price(place, price) * self._duty[place] + self._freight[place]
        return landed

    def tier_paid(self, place: int, price: Array) -> Array:
        """The same in the future: its prices, and nothing for what is refused, (T,)."""
        moved = self._tier_price(place, price) * self.future.price[place] * self._duty[place]
        paid: Array = (moved + self._freight[place]) * self.future.granted[place]
        return paid

    def _tier_price(self, place: int, price: Array) -> Array:
        floored: Array = np.maximum(price, self._floor[place]) * self._per_unit[place]
        return floored

    # What an order of one unit comes to

    @cached_property
    def spend(self) -> PerUnit:
        """What it counts as spend: landed cost as ordered, undiscounted."""
        return PerUnit(self._whole(self.landed), self.steps.landed)

    @cached_property
    def purchase(self) -> PerUnit:
        """What it costs the plan: landed cost in the future, worth what it is when it is paid."""
        worth = self.worth
        return PerUnit(self._whole(self.paid * worth), self.steps.paid * worth[self.steps.offer])

    def counted_in(self, limit: Limit) -> Array:
        """The part of an order that a limit counts, (O, T): all of it in limits of basis fact."""
        fact = limit.basis == "fact"
        return np.ones((len(self.case.offers), self.T)) if fact else self.future.counted

    def _whole(self, grid: Array) -> Array:
        """A grid (O, T) with 0 where price steps tell it all."""
        whole = grid.copy()
        whole[self.steps.offer] = 0.0
        return whole

    # From money back to prices

    @cached_property
    def per_price(self) -> Array:
        """Discounted cost of one ordered unit per unit more of its price, (O, T).

        Both in the plan's currency per unit of the material: (1 + duty) x the future's factor x
        the share that is granted x worth.
        """
        moved: Array = self.worth * self.future.granted * self.future.price * self._duty
        return moved

    @cached_property
    def per_typed(self) -> Array:
        """The plan's money per unit for one unit of the offer's currency per price_per, (O, T)."""
        per_typed: Array = self._offer_rates * self._per_unit
        return per_typed

    def price_within(self, landed: float, o: int, t: int) -> float:
        """The price in a landed cost, both in the plan's currency per price_per."""
        offer = self.case.offers[o]
        freight = offer.freight * float(self._offer_rates[o, t])
        return (landed - freight) / (1 + offer.duty)

    def listed(self, place: int) -> Array:
        """Every price listed for an offer: its own, its path's and its tiers', (rows, T).

        Before the floor, in the offer's currency per price_per; nan where nothing is listed.
        """
        offer, own = self.case.offers[place], self._offer_rates[place]
        prices = [np.full(self.T, offer.price)]
        for path in (row for row in self.case.prices if row.offer == offer.offer):
            values = filled(path.values, np.nan)
            prices.append(values * self.rate(path.currency or offer.currency) / own)
        for tier in (row for row in self.case.tiers if row.offer == offer.offer):
            prices.append(tier.price * self.rate(tier.currency or offer.currency) / own)
        return np.array(prices)

    # What else has a price per unit

    def shortage_cost(self, material: str) -> Array:
        """Money per unit of the material that is not delivered, (T,); nothing if it must be."""
        row = self.case.material[material]
        return (row.shortage_cost or 0.0) * row.per_unit * self.rate(row.currency)

    def cover_cost(self, pile: Stockpile) -> Array:
        """Money per unit that lacks of a stockpile's cover target at a period's end, (T,)."""
        per_unit = self.case.material[pile.material].per_unit
        return pile.cover_cost * self.rate(pile.currency) * per_unit

    @cached_property
    def _one(self) -> Array:
        return np.ones(self.T)

    @cached_property
    def _rates(self) -> dict[str, Array]:
        return {row.currency: filled(row.values, np.nan) for row in self.case.fx}

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
    def _pay_after(self) -> Array:
        return np.array([o.pay_after for o in self.case.offers]).reshape(-1, 1)

    @cached_property
    def _per_unit(self) -> Array:
        factors = [self.case.material[m].per_unit for m in self.material_of]
        return np.array(factors).reshape(-1, 1)

    def _by_offer(self, series: Callable[[Offer], Array]) -> Array:
        rows = [series(offer) for offer in self.case.offers]
        return np.array(rows).reshape(len(rows), self.T)


def _price_steps(facts: Facts) -> PriceSteps:
    """A tier's price holds for the units above its ``from_quantity`` in a period, until the next.

    Money per unit in the plan's currency; no tier is below the floor.
    """
    offer: list[int] = []
    labels: list[str] = []
    widths: list[float] = []
    landed: list[Array] = []
    paid: list[Array] = []
    falling: list[bool] = []
    tiers = _tiers(facts)
    for place, row in enumerate(facts.case.offers):
        own = tiers.get(row.offer)
        if not own:
            continue
        edges = [0.0, *(quantity for quantity, _ in own), INFINITY]
        costs = [facts.landed[place], *(facts.tier_landed(place, price) for _, price in own)]
        pays = [facts.paid[place], *(facts.tier_paid(place, price) for _, price in own)]
        kept = [i for i in range(len(costs)) if edges[i + 1] > edges[i]]
        falls = any((costs[b] < costs[a])[facts.orderable[place]].any() for a, b in pairwise(kept))
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
        np.array(landed).reshape(len(landed), facts.T),
        np.array(paid).reshape(len(paid), facts.T),
        np.array(falling, dtype=bool),
    )


def _tiers(facts: Facts) -> dict[str, list[tuple[float, Array]]]:
    """Tiers of each offer, lowest first: where they begin, and the price by period."""
    tiers: dict[str, list[tuple[float, Array]]] = {}
    for row in sorted(facts.case.tiers, key=lambda tier: tier.from_quantity):
        offer = facts.case.offers[facts.case.offer_index[row.offer]]
        price = row.price * facts.rate(row.currency or offer.currency)
        tiers.setdefault(row.offer, []).append((row.from_quantity, price))
    return tiers


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
