"""The price at which an offer turns: enters the plan, or leaves it.

The least cost V of a case is a concave function of what is added to one offer's price (it is the
least of the costs of all plans, each straight in the price). So is the cost W of the plans without
the offer: constant, or straight where a take-or-pay contract is paid for all the same. The turning
price is the first at which V reaches W. Each tangent lies above V; going from one price to where
its tangent reaches W never passes the turning price, and reaches it after a few plans (Newton's
method on a piecewise linear function ends after finitely many steps).
"""

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from models.ask.interpolate import Interpolation
from models.ask.resolve import Resolved, Resolver, ordered
from models.case import Case, Offer
from models.check import measure
from models.program import Array
from models.selector import parse
from models.solution import Decisions
from models.terms.facts import Facts
from models.terms.origin import Origins

MOST_STEPS = 60
CUTS = (0.03, 0.1, 0.3)
"""Parts of the deepest price cut that are tried first."""
HIGHEST = 100.0
"""Prices are looked at as one straight line up to so many times the price."""
BESIDE = 1e-5
"""How closely a turning price is enclosed where its own limit moves with it, relative."""
REACHED = 1e-10
"""Relative to the cost: V has reached the cost without the offer."""

Never = Literal["", "free", "floor", "held", "needed", "spent"]


@dataclass(frozen=True)
class Turn:
    """``change`` is added to the price in every period, in the offer's currency per price_per.

    ``price`` and ``change`` are those that are paid: where a price floor holds, the floor and what
    is paid above it (in the mean over the periods). ``change`` is None where the offer never turns;
    ``never`` says why: not even ``free``, kept out by its ``floor``, ``held`` by its own terms,
    ``needed`` because nothing can replace it; ``spent``: a limit on spend moves with the price, and
    at no price that was tried does the offer turn.
    """

    used: bool
    price: float
    change: float | None
    never: Never = ""


def turn(resolver: Resolver, offer: Offer, best: Resolved) -> Turn:
    """When an offer of the first case turns. ``best`` is that case's plan."""
    case, place = resolver.case, resolver.case.offer_index[offer.offer]
    assert best.decisions is not None
    used = bool(ordered(case, best.decisions.order)[place])
    change, never = _leaves(resolver, offer) if used else _enters(resolver, offer, best)
    if change is not None and _is_spent(case, place) and not _turns(resolver, offer, change):
        change, never = None, "spent"
    price = mean_price(case, place)
    if change is not None and offer.price_floor:
        change = mean_price(dearer(case, offer.offer, change), place) - price
    return Turn(used, price, change, never)


def _turns(resolver: Resolver, offer: Offer, change: float) -> bool:
    """Whether the offer is in the plan just below a price, and not just above it."""
    case, place = resolver.case, resolver.case.offer_index[offer.offer]
    beside = 2 * BESIDE * max(_listed_prices(case, offer)[1] + change, 1.0)
    answers = (resolver.answer(dearer(case, offer.offer, change + c)) for c in (-beside, beside))
    used = [
        answer.decisions is not None and bool(ordered(answer.case, answer.decisions.order)[place])
        for answer in answers
    ]
    return used == [True, False]


def _enters(resolver: Resolver, offer: Offer, best: Resolved) -> tuple[float | None, Never]:
    """The price change at which an unused offer enters."""
    case = resolver.case
    lowest, highest = _listed_prices(case, offer)
    start = max(-lowest, (offer.price_floor or 0.0) - highest)
    if start < 0:
        line = Interpolation(
            resolver, lambda change: dearer(case, offer.offer, change), -lowest, 0.0
        )
        without = _Without.of(best, offer)
        # A plan in which little has changed is found in fewer steps than one in which all has.
        cuts = [part * start for part in CUTS]
        nearer = (cut for cut in cuts if without.missing(line.cheapest(cut), cut) > 0)
        begin = next(nearer, start)
        change = _climb(line, offer, begin, without)
        if change is not None and change > start:
            change = min(_enclosed(line, without, (begin, min(change, 0.0)), highest), 0.0)
            # At nothing paid for it no spend is counted: that is no price to enter at.
            if change - start > BESIDE * max(highest, 1.0) * without.spent:
                return change, ""
    if not offer.price_floor:
        return None, "free"
    rest = [dataclasses.replace(o, price_floor=None) if o is offer else o for o in case.offers]
    free = dearer(dataclasses.replace(case, offers=tuple(rest)), offer.offer, -lowest)
    enters = _Without.of(best, offer).missing(resolver.answer(free), -lowest) > 0
    return None, "floor" if enters else "free"


def _leaves(resolver: Resolver, offer: Offer) -> tuple[float | None, Never]:
    """The price change at which a used offer leaves."""
    case = resolver.case
    if offer.min_per_period > 0 or (offer.min_total or 0.0) > 0:
        return None, "held"
    without = resolver.answer(_closed(case, offer))
    if without.objective is None:
        return None, "needed"
    highest = _listed_prices(case, offer)[1]
    start = max(0.0, (offer.price_floor or 0.0) - highest)
    line = Interpolation(
        resolver,
        lambda change: dearer(case, offer.offer, change),
        0.0,
        HIGHEST * max(highest, offer.price_floor or 0.0, 1.0),
    )
    above = _Without.of(without, offer)
    change = _climb(line, offer, start, above)
    if change is None:
        return None, "held"
    return _enclosed(line, above, (start, change), highest), ""


@dataclass(frozen=True)
class _Without:
    """What the plans without the offer cost: ``cost`` now, ``slope`` more per unit of its price.

    ``place`` is the offer's; ``spent``: some limit counts what is spent on it, so that its price
    moves the limit.
    """

    cost: float
    slope: float
    place: int
    spent: bool

    @classmethod
    def of(cls, answer: Resolved, offer: Offer) -> "_Without":
        """From the best plan that orders nothing of the offer."""
        assert answer.decisions is not None and answer.objective is not None
        order = answer.decisions.order.copy()
        order[answer.case.offer_index[offer.offer]] = 0.0
        idle = dataclasses.replace(answer.decisions, order=order)
        place = answer.case.offer_index[offer.offer]
        slope = _unmet_per_price(answer, idle, offer)
        return cls(answer.objective, slope, place, _is_spent(answer.case, place))

    def missing(self, answer: Resolved, change: float) -> float:
        """How much cheaper a plan is at a price change; rounding is 0."""
        if answer.objective is None:
            return 0.0
        cost = self.cost + self.slope * change
        gap = cost - answer.objective
        return gap if gap > REACHED * max(abs(cost), 1.0) else 0.0


def _is_spent(case: Case, place: int) -> bool:
    """Whether a limit counts what is spent on an offer."""
    origins = Origins(case)
    return any(
        origins.lane(parse(limit.among), limit.stage, limit.sense)[place] > 0
        for limit in case.limits
        if limit.weight == "spend"
    )


def _climb(line: Interpolation, offer: Offer, start: float, without: _Without) -> float | None:
    """From a price change below the turning one to it; None if no price is high enough."""
    change = start
    for _ in range(MOST_STEPS):
        answer = line.cheapest(change)
        missing = without.missing(answer, change)
        if missing <= 0:
            return change
        slope = _paid_per_price(answer, offer) - without.slope
        if slope <= REACHED * abs(without.slope):
            return None
        change += missing / slope
    return change


def _enclosed(
    line: Interpolation, without: _Without, ends: tuple[float, float], price: float
) -> float:
    """The turning price, where a climb has come from one of the ``ends`` to the other.

    A limit by spend counts the price itself: V is not concave then, and a tangent may pass the
    price at which the offer turns. It is asked for just below; where the offer is not in the plan
    any more, the change between the two is enclosed by halving. ``price``: how much is much.
    """
    low, high = ends
    width = BESIDE * max(price, 1.0)
    if not without.spent or high - low <= width or _within(line, without, high - width):
        return high
    while high - low > 0.1 * width:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _within(line, without, middle) else (low, middle)
    return low


def _within(line: Interpolation, without: _Without, change: float) -> bool:
    """Whether the offer is in the plan at a price change."""
    answer = line.cheapest(change)
    if answer.decisions is None:
        return False
    return bool(ordered(answer.case, answer.decisions.order)[without.place])


def dearer(case: Case, offer: str, change: float) -> Case:
    """The case with something added to every price of an offer: its own, its path, its tiers.

    ``change`` is in the offer's currency; a path in another one gets as much in its own. Tiers have
    one price for all periods: in another currency they get as much in the mean.
    """
    own = case.offers[case.offer_index[offer]]
    facts = Facts(case)

    def in_currency(currency: str) -> Array:
        return change * facts.rate(own.currency) / facts.rate(currency or own.currency)

    def moved(row: Any, more: Array) -> Any:
        values = zip(row.values, more.tolist(), strict=True)
        changed = tuple(None if value is None else value + plus for value, plus in values)
        return dataclasses.replace(row, values=changed)

    return dataclasses.replace(
        case,
        offers=tuple(
            dataclasses.replace(row, price=row.price + change) if row is own else row
            for row in case.offers
        ),
        prices=tuple(
            moved(row, in_currency(row.currency)) if row.offer == offer else row
            for row in case.prices
        ),
        tiers=tuple(
            dataclasses.replace(row, price=row.price + float(in_currency(row.currency).mean()))
            if row.offer == offer
            else row
            for row in case.tiers
        ),
    )


def mean_price(case: Case, place: int) -> float:
    """Mean price of an offer over the periods in which it can be ordered, after its floor."""
    facts = Facts(case)
    prices = facts.price[place] / facts.per_typed[place]
    valid = facts.orderable[place]
    return float(prices[valid].mean() if valid.any() else prices.mean())


def _listed_prices(case: Case, offer: Offer) -> tuple[float, float]:
    """The least and largest price of an offer in any period, before its floor."""
    prices = Facts(case).listed(case.offer_index[offer.offer])
    return float(np.nanmin(prices)), float(np.nanmax(prices))


def _closed(case: Case, closed: Offer) -> Case:
    """The case without anything of the offer."""
    offers = (
        dataclasses.replace(row, max_per_period=0.0) if row.offer == closed.offer else row
        for row in case.offers
    )
    return dataclasses.replace(case, offers=tuple(offers))


def _paid_per_price(answer: Resolved, offer: Offer) -> float:
    """What one more unit of money on every price costs at the decisions of a plan."""
    assert answer.decisions is not None
    facts, place = Facts(answer.case, answer.future), answer.case.offer_index[offer.offer]
    per_price = facts.per_price[place] * facts.per_typed[place]
    ordered_now = float(per_price @ answer.decisions.order[place])
    return ordered_now + _unmet_per_price(answer, answer.decisions, offer)


def _unmet_per_price(answer: Resolved, decisions: Decisions, offer: Offer) -> float:
    """The same for what is not taken of a take-or-pay contract."""
    if not offer.take_or_pay or not offer.contract_per_year:
        return 0.0
    case, facts = answer.case, Facts(answer.case)
    rate = facts.per_typed[case.offer_index[offer.offer]] * facts.discount
    contracts = measure(case, decisions, answer.future).contracts
    return sum(
        row.missing * float(rate[row.period]) for row in contracts if row.offer == offer.offer
    )
