"""What was ordered before, as far as limits, totals and contracts look back at it."""

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.check.prices import base_prices, landing_of
from models.check.units import Array, MoneyWorth, places
from models.future import Underway


@dataclass(frozen=True, eq=False)
class Past:
    """Open orders placed since ``counts_from``: one row each, in shape (rows,).

    ``offer`` is its place, ``place`` that of its period from the first one looked back at, of
    ``length`` in all. ``landed`` is what one unit cost with duty and freight, ``counts`` the part
    that policy limits count.
    """

    length: int
    offer: Array
    place: Array
    quantity: Array
    landed: Array
    counts: Array

    def by_offer(self, amounts: Array, offers: int) -> Array:
        """Amounts of the rows by offer and period, shape (offers, before + periods)."""
        table = np.zeros((offers, self.length))
        np.add.at(table, (self.offer, self.place), amounts)
        return table


def past_of(case: Case, money: MoneyWorth, underway: Underway) -> Past:
    """The open orders that count; one without its period of order counts nowhere."""
    calendar = case.calendar
    length = calendar.before + calendar.periods
    index = {offer.offer: o for o, offer in enumerate(case.offers)}
    rows, at, landed = [], [], []
    for i, row in enumerate(case.open_orders):
        if row.ordered is None:
            continue
        t = (row.ordered - calendar.start) // calendar.months
        if 0 <= t + calendar.before < length:
            rows.append(i)
            at.append(t + calendar.before)
            landed.append(_landed(case, i, max(t, 0), money))
    own = [case.open_orders[i] for i in rows]
    return Past(
        length,
        places(index[row.offer] for row in own),
        places(at),
        np.array([row.quantity for row in own], dtype=float),
        np.array(landed, dtype=float),
        np.array([underway.counts[i] for i in rows], dtype=float),
    )


def _landed(case: Case, i: int, t: int, money: MoneyWorth) -> float:
    """(price + duty + freight) of one unit, in the plan's money; the offer's price if none is said.

    What was ordered before the plan is converted at the rate of its first period.
    """
    row = case.open_orders[i]
    o = case.offer_index[row.offer]
    offer = case.offers[o]
    price = float(base_prices(case.offers, case.prices, money)[o, t])
    if row.price is not None:
        price = row.price * float(money.rate(row.currency or offer.currency)[t])
    freight = offer.freight * float(money.rate(offer.currency)[t])
    units = float(landing_of(case.offers, case.materials, money).units[o, 0])
    return units * (price * (1.0 + offer.duty) + freight)
