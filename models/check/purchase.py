"""Purchases: what they cost, what contracts leave unpaid."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from models.case import Case, Offer, PricePath, Tier
from models.check.units import Array, Money, filled, priced_units, times


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


def orderable(case: Case) -> Array:
    """In which periods each offer can be ordered, shape (offers, periods)."""
    calendar = case.calendar
    rows = [
        calendar.overlap(row.from_, row.until) & calendar.overlap(row.qualify_from, None)
        for row in case.offers
    ]
    return np.array(rows, dtype=bool).reshape(len(rows), case.settings.periods)


def purchase_cost(case: Case, order: Array, money: Money, factor: Array | float = 1.0) -> Array:
    """Price, duty and freight of every order, undiscounted, shape (offers, periods).

    The units beyond a tier's ``from_quantity`` cost the tier's price; no price is below the floor:
    units x (price x rate x (1 + duty) + freight x rate), per ``price_per``. ``factor`` (offers,
    periods) multiplies the price.
    """
    base = base_prices(case, money)
    tiers = _tiers(case)
    cost = np.zeros_like(base)
    moved = np.broadcast_to(factor, base.shape)
    for o, offer in enumerate(case.offers):
        mine = tiers.get(offer.offer, [])
        prices = [base[o], *(_floored(offer, _tier_price(t, offer, money), money) for t in mine)]
        edges = [0.0, *(tier.from_quantity for tier in mine), np.inf]
        for i, price in enumerate(prices):
            units = order[o] if not mine else _between(order[o], edges[i], edges[i + 1])
            landed = price * moved[o] * (1.0 + offer.duty) + offer.freight * money.rate(
                offer.currency
            )
            cost[o] += times(units, landed * priced_units(case.material[offer.material]))
    return cost


def base_prices(case: Case, money: Money) -> Array:
    """The price below the first tier, after the floor, in the plan's currency, per ``price_per``.

    Shape (offers, periods).
    """
    paths = {row.offer: row for row in case.prices}
    rows = [_base_price(offer, paths.get(offer.offer), money) for offer in case.offers]
    return np.array(rows).reshape(len(rows), case.settings.periods)


def unmet_contracts(case: Case, order: Array, money: Money) -> tuple[UnmetContract, ...]:
    """Every offer and year with take-or-pay; missing is 0 where enough is taken."""
    open_in, base = orderable(case), base_prices(case, money)
    year_of = [case.calendar.year(t) for t in range(case.settings.periods)]
    found = []
    for o, offer in enumerate(case.offers):
        if not offer.take_or_pay or not offer.contract_per_year:
            continue
        priced = base[o] * priced_units(case.material[offer.material])
        for year, periods in _years(year_of, open_in[o]).items():
            part = len(periods) * case.calendar.months / 12.0
            due = offer.take_or_pay * offer.contract_per_year * part
            taken = float(order[o, periods].sum())
            missing, last = max(0.0, due - taken), periods[-1]
            cost = missing * float(priced[last]) if missing else 0.0
            found.append(UnmetContract(offer.offer, year, due, taken, missing, last, cost))
    return tuple(found)


def _base_price(offer: Offer, path: PricePath | None, money: Money) -> Array:
    own = offer.price * money.rate(offer.currency)
    if path is not None:
        given = filled(path.values, len(own), np.nan)
        rate = money.rate(path.currency or offer.currency)
        own = np.where(np.isnan(given), own, given * rate)
    return _floored(offer, own, money)


def _tier_price(tier: Tier, offer: Offer, money: Money) -> Array:
    return tier.price * money.rate(tier.currency or offer.currency)


def _floored(offer: Offer, price: Array, money: Money) -> Array:
    if offer.price_floor is None:
        return price
    return np.maximum(price, offer.price_floor * money.rate(offer.currency))


def _tiers(case: Case) -> dict[str, list[Tier]]:
    tiers: dict[str, list[Tier]] = defaultdict(list)
    for row in sorted(case.tiers, key=lambda tier: tier.from_quantity):
        tiers[row.offer].append(row)
    return tiers


def _between(order: Array, low: float, high: float) -> Array:
    return np.clip(order, low, high) - low


def _years(year_of: list[int], open_in: Array) -> dict[int, list[int]]:
    """Calendar year -> the periods of it in which the offer can be ordered."""
    years: dict[int, list[int]] = defaultdict(list)
    for t in np.flatnonzero(open_in).tolist():
        years[year_of[t]].append(t)
    return years
