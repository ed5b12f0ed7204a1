"""Purchases: what they cost, what contracts leave unpaid."""

from dataclasses import dataclass

import numpy as np

from models.calendar import Calendar
from models.case import Case, Offer
from models.check.memo import memo
from models.check.prices import base_prices, landing_of, tiers_of
from models.check.units import Array, MoneyWorth, column, times


@dataclass(frozen=True)
class UnmetContract:
    """Take-or-pay of one offer in one calendar year; quantities in the material's unit.

    ``missing`` is paid in period ``period``: ``cost`` in the plan's currency, undiscounted.
    """

    offer: str
    year: int
    due: float
    taken: float
    missing: float
    period: int
    cost: float


@memo
def orderable(offers: tuple[Offer, ...], calendar: Calendar) -> Array:
    """In which periods each offer can be ordered, shape (offers, periods)."""
    terms = [(row.from_, row.until, row.qualify_from) for row in offers]
    inside = {
        term: calendar.overlap(term[0], term[1]) & calendar.overlap(term[2], None)
        for term in set(terms)
    }
    rows = np.array([inside[term] for term in terms], dtype=bool)
    return rows.reshape(len(rows), calendar.periods)


def purchase_cost(
    case: Case, order: Array, money: MoneyWorth, factor: Array | float = 1.0
) -> Array:
    """Price, duty and freight of every order, undiscounted, shape (offers, periods).

    The units beyond a tier's ``from_quantity`` cost the tier's price; no price is below the floor:
    units x (price x rate x (1 + duty) + freight x rate), per ``price_per``. ``factor`` (offers,
    periods) multiplies the price.
    """
    tiers = tiers_of(case.offers, case.tiers, money)
    landing = landing_of(case.offers, case.materials, money)
    base = base_prices(case.offers, case.prices, money)
    moved = np.broadcast_to(factor, order.shape)
    untiered = np.isinf(tiers.first)
    units = np.where(untiered, order, np.clip(order, 0.0, tiers.first))
    cost = times(units, landing.landed(base * moved))
    o = tiers.offer
    units = np.clip(order[o], tiers.low, tiers.high) - tiers.low
    np.add.at(cost, o, times(units, landing.at(o).landed(tiers.price * moved[o])))
    return cost


@memo
def paid_later(offers: tuple[Offer, ...], calendar: Calendar, rate: float) -> Array:
    """What one unit of money for an order is worth as money of its period, shape (offers, 1).

    It is paid ``pay_after`` periods later, be that after the end; ``rate`` is yearly.
    """
    years = column(row.pay_after for row in offers) * calendar.months / 12.0
    worth: Array = (1.0 + rate) ** -years
    return worth


@memo
def paid_in(offers: tuple[Offer, ...], calendar: Calendar) -> Array:
    """The period in which an order is paid, shape (offers, periods); it may lie after the plan.

    A payment is one moment, and falls whole into the period that holds it.
    """
    # 2.9999999999 periods are three, written down by a formula.
    waits = np.floor(column(row.pay_after for row in offers) + 1e-9).astype(int)
    due: Array = np.arange(calendar.periods) + waits
    return due


@dataclass(frozen=True, eq=False)
class Due:
    """What an offer's take-or-pay asks for in one calendar year since counts_from.

    ``periods`` are those of the plan in which it can be ordered.
    """

    offer: int
    year: int
    periods: Array
    quantity: float

    def taken(self, order: Array, before: Array, calendar: Calendar) -> float:
        """What of it is ordered, and was before: ``before`` (offers, before + periods)."""
        years = [calendar.year(t) for t in range(-calendar.before, calendar.periods)]
        mine = np.array(years) == self.year
        return float(order[self.offer, self.periods].sum() + before[self.offer, mine].sum())


@memo
def dues_of(offers: tuple[Offer, ...], calendar: Calendar) -> tuple[Due, ...]:
    """Every offer and year with take-or-pay."""
    open_in = orderable(offers, calendar)
    years = np.array([calendar.year(t) for t in range(calendar.periods)])
    found = []
    for o, row in enumerate(offers):
        if row.take_or_pay and row.contract_per_year:
            for year in sorted(set(years[open_in[o]].tolist())):
                inside = np.flatnonzero(open_in[o] & (years == year))
                part = (len(inside) + _gone(row, year, calendar)) * calendar.months / 12.0
                due = row.take_or_pay * row.contract_per_year * part
                found.append(Due(o, year, inside, due))
    return tuple(found)


def _gone(row: Offer, year: int, calendar: Calendar) -> int:
    """Periods of a year that are over and in which the offer could be ordered."""
    inside = calendar.overlap(row.from_, row.until, calendar.before)
    inside &= calendar.overlap(row.qualify_from, None, calendar.before)
    return sum(
        bool(inside[t]) and calendar.year(t - calendar.before) == year
        for t in range(calendar.before)
    )


def unmet_contracts(
    case: Case, order: Array, money: MoneyWorth, before: Array
) -> tuple[UnmetContract, ...]:
    """Every offer and year with take-or-pay; missing is 0 where enough is taken.

    ``before`` (offers, before + periods): what open orders took.
    """
    base = base_prices(case.offers, case.prices, money)
    units = landing_of(case.offers, case.materials, money).units
    found = []
    for due in dues_of(case.offers, case.calendar):
        o, last = due.offer, int(due.periods[-1])
        taken = due.taken(order, before, case.calendar)
        missing = max(0.0, due.quantity - taken)
        cost = missing * float(base[o, last] * units[o, 0]) if missing else 0.0
        offer = case.offers[o].offer
        found.append(UnmetContract(offer, due.year, due.quantity, taken, missing, last, cost))
    return tuple(found)
