"""What each offer charges: prices, tiers, floors, and what is added on the way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Material, Offer, PricePath, Tier
from models.check.memo import memo
from models.check.units import Array, MoneyWorth, column, filled, places, priced_units


@memo
def base_prices(
    offers: tuple[Offer, ...], prices: tuple[PricePath, ...], money: MoneyWorth
) -> Array:
    """The price below the first tier, after the floor, in the plan's currency, per ``price_per``.

    Shape (offers, periods).
    """
    base = column(row.price for row in offers) * money.rates_of([row.currency for row in offers])
    place = {row.offer: o for o, row in enumerate(offers)}
    paths = {place[row.offer]: row for row in prices if row.offer in place}
    if paths:
        at, periods = list(paths), base.shape[1]
        given = np.array([filled(row.values, periods, np.nan) for row in paths.values()])
        rates = money.rates_of([row.currency or offers[o].currency for o, row in paths.items()])
        base[at] = np.where(np.isnan(given), base[at], given * rates)
    return _floored(base, offers, money)


def _floored(prices: Array, offers: Sequence[Offer], money: MoneyWorth) -> Array:
    """Prices (rows, periods), each at least the floor of its offer."""
    some = [i for i, row in enumerate(offers) if row.price_floor is not None]
    floors = column(offers[i].price_floor for i in some)
    rates = money.rates_of([offers[i].currency for i in some])
    prices[some] = np.maximum(prices[some], floors * rates)
    return prices


@dataclass(frozen=True, eq=False)
class Landing:
    """What is added to a price on its way: duty, freight and the size of the unit.

    ``duty`` and ``units`` (``price_per`` in one unit) (offers, 1); ``freight`` (offers, periods).
    """

    duty: Array
    freight: Array
    units: Array

    def landed(self, price: Array) -> Array:
        """Money per unit of the material, shape (offers, periods)."""
        return (price * (1.0 + self.duty) + self.freight) * self.units

    def at(self, offers: Array) -> "Landing":
        """Of these offers only."""
        return Landing(self.duty[offers], self.freight[offers], self.units[offers])


@memo
def landing_of(
    offers: tuple[Offer, ...], materials: tuple[Material, ...], money: MoneyWorth
) -> Landing:
    """What each offer adds to its price."""
    freight = column(row.freight for row in offers)
    ids = (row.material for row in materials)
    units = dict(zip(ids, priced_units(materials).tolist(), strict=True))
    return Landing(
        duty=column(row.duty for row in offers),
        freight=freight * money.rates_of([row.currency for row in offers]),
        units=column(units[row.material] for row in offers),
    )


@dataclass(frozen=True, eq=False)
class Tiers:
    """What units beyond the first tier cost, row by row.

    ``offer`` (rows,); units from ``low`` to ``high`` (rows, 1) at ``price`` (rows, periods).
    ``first`` (offers, 1) is where the first tier of each offer begins; infinite without any.
    """

    offer: Array
    low: Array
    high: Array
    price: Array
    first: Array


@memo
def tiers_of(offers: tuple[Offer, ...], tiers: tuple[Tier, ...], money: MoneyWorth) -> Tiers:
    """Tiers by their offer, lowest first, each until the next."""
    mine: dict[str, list[Tier]] = defaultdict(list)
    for tier in sorted(tiers, key=lambda tier: tier.from_quantity):
        mine[tier.offer].append(tier)
    edges = [[tier.from_quantity for tier in mine[row.offer]] + [np.inf] for row in offers]
    rows = [(o, row, tier) for o, row in enumerate(offers) for tier in mine[row.offer]]
    rates = money.rates_of([tier.currency or row.currency for _, row, tier in rows])
    price = column(tier.price for _, _, tier in rows) * rates
    return Tiers(
        offer=places(o for o, _, _ in rows),
        low=column(low for own in edges for low in own[:-1]),
        high=column(high for own in edges for high in own[1:]),
        price=_floored(price, [row for _, row, _ in rows], money),
        first=column(own[0] for own in edges),
    )
