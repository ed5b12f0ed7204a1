"""The price at which an offer turns: enters the plan, or leaves it.

The least cost V of a case is a concave function of what is added to one offer's price (it is the
least of the costs of all plans, each straight in the price), and it no longer rises once nothing
is ordered of the offer. So the turning price is where V reaches the cost of the plans without the
offer. Each tangent lies above V; going from one price to where its tangent reaches that cost never
passes the turning price, and reaches it after a few plans (Newton's method on a concave, piecewise
linear function ends after finitely many steps).
"""

import dataclasses
from dataclasses import dataclass
from typing import Literal

import numpy as np

from models.allocation.facts import Facts
from models.case import Case, Offer
from models.edit import Edit, edited
from models.line import Line
from models.resolve import Answer, Resolver

MOST_STEPS = 60
HIGHEST = 100.0
"""Prices are looked at as one straight line up to so many times the price."""
REACHED = 1e-10
"""Relative to the cost: V has reached the cost without the offer."""

Never = Literal["", "free", "floor", "held", "needed"]


@dataclass(frozen=True)
class Turn:
    """``change`` is added to the price in every period, in the offer's currency per price_per.

    None where the offer never turns; ``never`` says why: not even ``free``, kept out by its
    ``floor``, ``held`` by its own terms, ``needed`` because nothing can replace it.
    """

    used: bool
    price: float
    change: float | None
    never: Never = ""


def turn(resolver: Resolver, offer: Offer, best: Answer) -> Turn:
    """When an offer of the first case turns. ``best`` is that case's plan."""
    case = resolver.case
    assert best.decisions is not None and best.objective is not None
    place = case.offer_index[offer.offer]
    price = mean_price(case, place)
    used = bool(best.decisions.order[place].sum() > 0)
    if not used:
        lowest = -_lowest_price(case, place)
        line = Line(resolver, lambda change: dearer(case, offer.offer, change), lowest, 0.0)
        change = _climb(line, offer, lowest, best.objective)
        if change is not None and change < 0:
            return Turn(used, price, change)
        return Turn(used, price, None, "floor" if offer.price_floor else "free")
    if offer.min_per_period > 0 or (offer.min_total or 0.0) > 0:
        return Turn(used, price, None, "held")
    without = resolver.answer(_closed(case, place))
    if without.objective is None:
        return Turn(used, price, None, "needed")
    highest = HIGHEST * max(price, 1.0)
    line = Line(resolver, lambda change: dearer(case, offer.offer, change), 0.0, highest)
    return Turn(used, price, _climb(line, offer, 0.0, without.objective))


def dearer(case: Case, offer: str, change: float) -> Case:
    """The case with something added to every price of an offer: its own, its path, its tiers."""
    where = f"offer={offer}"
    columns = (("offers", "price"), ("prices", "each"), ("tiers", "price"))
    rows = [t for t in columns if any(row.offer == offer for row in getattr(case, t[0]))]
    return edited(case, [Edit(table, column, "plus", change, where) for table, column in rows])


def mean_price(case: Case, place: int) -> float:
    """Mean price of an offer over the periods in which it can be ordered, after its floor."""
    facts, offer = Facts(case), case.offers[place]
    rate = facts.rate(offer.currency) * case.material[offer.material].per_unit
    prices = facts.price[place] / rate
    valid = facts.orderable[place]
    return float(prices[valid].mean() if valid.any() else prices.mean())


def _lowest_price(case: Case, place: int) -> float:
    """The least price of an offer in any period: no more can be taken off it."""
    offer = case.offers[place]
    paths = [p.values for p in case.prices if p.offer == offer.offer]
    path = [v for values in paths for v in values if v is not None]
    tiers = [tier.price for tier in case.tiers if tier.offer == offer.offer]
    return min([offer.price, *path, *tiers])


def _closed(case: Case, place: int) -> Case:
    """The case without anything of the offer."""
    offers = list(case.offers)
    offers[place] = dataclasses.replace(offers[place], max_per_period=0.0)
    return dataclasses.replace(case, offers=tuple(offers))


def _climb(line: Line, offer: Offer, start: float, reference: float) -> float | None:
    """From a price change below the turning one to it; None if there is no plan on the way."""
    change = start
    for _ in range(MOST_STEPS):
        answer = line.cheapest(change)
        if answer.objective is None or answer.decisions is None:
            return None
        missing = reference - answer.objective
        if missing <= REACHED * max(abs(reference), 1.0):
            return change
        slope = _paid_per_price(answer, offer)
        if slope <= 0.0:
            return change
        change += missing / slope
    return None


def _paid_per_price(answer: Answer, offer: Offer) -> float:
    """What one more unit of money on every price would cost at the orders of a plan."""
    assert answer.decisions is not None
    case = answer.case
    facts = Facts(case, answer.future)
    place = case.offer_index[offer.offer]
    rate = facts.rate(offer.currency) * case.material[offer.material].per_unit
    per_unit = rate * (1.0 + offer.duty) * facts.discount
    moved = answer.future.granted[place] * answer.future.price[place] * per_unit
    return float(np.sum(moved * answer.decisions.order[place]))
