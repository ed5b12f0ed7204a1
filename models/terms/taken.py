"""Open orders in what looks back: windows of limits, totals, take-or-pay."""

from dataclasses import dataclass

import numpy as np

from models.calendar import Window
from models.program import Array
from models.terms.facts import Facts


@dataclass(frozen=True)
class Taken:
    """Open orders that the plan looks back at, R of them: since ``counts_from``, or pending.

    ``rows`` their places in the table, ``offer`` what was ordered, ``period`` when (negative:
    before the plan), ``quantity`` in the material's unit, ``spend`` the landed cost of one unit in
    the plan's currency, ``counts`` the part that policy limits count; all (R,). ``looked_at``:
    ordered since ``counts_from``, so that windows, totals and contracts count it.
    """

    rows: Array
    offer: Array
    period: Array
    quantity: Array
    spend: Array
    counts: Array
    looked_at: Array

    def within(self, window: Window) -> Array:
        """Which of them were ordered in a window, (R,)."""
        inside = np.isin(self.period, (*window.past, *window.periods))
        return inside & self.looked_at


def taken_of(facts: Facts) -> Taken:
    """The open orders of a case that count, or that a license may still refuse."""
    case, calendar = facts.case, facts.calendar
    rows, periods, spend = [], [], []
    for i, row in enumerate(case.open_orders):
        if row.ordered is None:
            continue
        t = calendar.period_of(row.ordered)
        if row.granted == "pending" or -calendar.before <= t < calendar.periods:
            rows.append(i)
            periods.append(t)
            spend.append(_landed(facts, i, t))
    own = [case.open_orders[i] for i in rows]
    places, when = np.array(rows, dtype=int), np.array(periods, dtype=int)
    return Taken(
        places,
        np.array([case.offer_index[row.offer] for row in own], dtype=int),
        when,
        np.array([row.quantity for row in own], dtype=float),
        np.array(spend, dtype=float),
        facts.underway.counts[places],
        (when >= -calendar.before) & (when < calendar.periods),
    )


def _landed(facts: Facts, i: int, period: int) -> float:
    """Landed cost of one unit of an open order; before the plan at the rate of its first period."""
    row, t = facts.case.open_orders[i], min(max(period, 0), facts.T - 1)
    o = facts.case.offer_index[row.offer]
    if row.price is None:
        return float(facts.landed[o, t])
    offer = facts.case.offers[o]
    per_unit = facts.case.material[offer.material].per_unit
    price = row.price * float(facts.rate(row.currency or offer.currency)[t])
    freight = offer.freight * float(facts.rate(offer.currency)[t])
    return per_unit * (price * (1.0 + offer.duty) + freight)
