"""What can be ordered, and what it costs."""

import math

import pyomo.environ as pyo

from models.case import Offer
from oracle.facts import Facts


def most(facts: Facts, offer: Offer) -> float:
    """More than anybody could want of an offer in one period; only for yes-or-no decisions."""
    if offer.max_per_period is not None:
        return offer.max_per_period
    case = facts.case
    needs = [v or 0.0 for row in case.demand for v in row.values]
    begins = [row.from_quantity for row in case.tiers]
    floors = [o.min_total or 0.0 for o in case.offers] + [o.lot or 0.0 for o in case.offers]
    biggest = 5.0 * (sum(needs) + sum(begins) + sum(floors) + 10.0)
    return min(biggest, offer.max_total or math.inf)


def add_orders(m: pyo.ConcreteModel, facts: Facts) -> None:
    """Orders within validity, minima, maxima, capacity and contracts."""
    case, times = facts.case, facts.T
    m.order = pyo.Var(list(facts.offers), times, within=pyo.NonNegativeReals)
    m.orders_ok = pyo.ConstraintList()
    for offer in case.offers:
        for t in times:
            _bounds_of_one_order(m, facts, offer, t)
        before = sum(row.quantity for t in facts.since for row in facts.opened(offer, t))
        total = sum(m.order[offer.offer, t] for t in times)
        if offer.min_total is not None:
            lacks = facts.conceded("total", offer.offer, "")
            m.orders_ok.add(total + max(lacks, 0.0) >= offer.min_total - before)
        if offer.max_total is not None:
            more = -min(facts.conceded("total", offer.offer, ""), 0.0)
            m.orders_ok.add(total <= max(offer.max_total - before, 0.0) + more)
    _capacity(m, facts)
    _prices(m, facts)
    _all_or_nothing(m, facts)
    _take_or_pay(m, facts)
    _license_years(m, facts)


def _license_years(m: pyo.ConcreteModel, facts: Facts) -> None:
    """No more is ordered under a license in a calendar year than it allows."""
    for row in facts.case.licenses:
        if row.max_per_year is None:
            continue
        under = [
            (offer, t)
            for offer in facts.case.offers
            for t in facts.since
            if any(q.license == row.license for q in facts.licenses(offer, t))
        ]
        among = [facts.materials[offer.material] for offer, _ in under]
        for year in sorted({facts.year(t) for t in facts.T}):
            new, old = 0.0, 0.0
            for offer, t in under:
                one = facts.in_unit(facts.materials[offer.material], row.unit, among)
                if facts.year(t) == year:
                    old += one * sum(q.quantity for q in facts.opened(offer, t))
                    new += one * m.order[offer.offer, t] if t >= 0 else 0.0
            if not isinstance(new, float):
                more = -facts.conceded("max_per_year", row.license, str(year))
                m.orders_ok.add(new <= max(row.max_per_year - old, 0.0) + more)


def _bounds_of_one_order(m: pyo.ConcreteModel, facts: Facts, offer: Offer, t: int) -> None:
    order = m.order[offer.offer, t]
    if not facts.orderable(offer, t):
        m.orders_ok.add(order == 0)
        return
    m.orders_ok.add(order >= offer.min_per_period)
    if offer.max_per_period is not None:
        m.orders_ok.add(order <= offer.max_per_period)


def _capacity(m: pyo.ConcreteModel, facts: Facts) -> None:
    """The most that can be ordered of a supplier: of one material, or of all its materials."""
    for row in facts.case.capacity:
        mine = [
            offer
            for offer in facts.case.offers
            if offer.supplier == row.supplier and row.material in ("", offer.material)
        ]
        among = [facts.materials[offer.material] for offer in mine]
        for t in facts.T:
            standing = [offer for offer in mine if facts.stands(offer, t)]
            if row.values[t] is None or not standing:
                continue
            amount = sum(
                facts.in_unit(facts.materials[offer.material], row.unit, among)
                * m.order[offer.offer, t]
                for offer in standing
            )
            more = -facts.conceded("capacity", row.supplier, row.material, facts.label(t))
            m.orders_ok.add(amount <= row.values[t] + more)


def _prices(m: pyo.ConcreteModel, facts: Facts) -> None:
    """The units above a tier's quantity cost its price, in that period."""
    m.fill = pyo.Var(
        [(o.offer, t, i) for o in facts.case.offers for t in facts.T for i in _steps(facts, o, t)],
        within=pyo.NonNegativeReals,
    )
    m.reached = pyo.Var(list(m.fill), within=pyo.Binary)
    m.spend = pyo.Expression(list(facts.offers), facts.T)
    m.tiers_ok = pyo.ConstraintList()
    for offer in facts.case.offers:
        for t in facts.T:
            _price_one_order(m, facts, offer, t)


def _steps(facts: Facts, offer: Offer, t: int) -> range:
    return range(len(facts.steps(offer, t)))


def _price_one_order(m: pyo.ConcreteModel, facts: Facts, offer: Offer, t: int) -> None:
    o, steps = offer.offer, facts.steps(offer, t)
    m.tiers_ok.add(m.order[o, t] == sum(m.fill[o, t, i] for i in range(len(steps))))
    m.spend[o, t] = sum(
        m.fill[o, t, i] * facts.landed(offer, t, price) for i, (_, _, price) in enumerate(steps)
    )
    prices = [price for _, _, price in steps]
    by_spend = any(limit.weight == "spend" for limit in facts.case.limits)
    falls_into_place = prices == sorted(prices) and not by_spend
    for i, (begins, ends, _) in enumerate(steps):
        width = ends - begins
        if width < math.inf:
            m.tiers_ok.add(m.fill[o, t, i] <= width)
        if falls_into_place or i == 0:
            m.reached[o, t, i].fix(1)
            continue
        m.tiers_ok.add(m.fill[o, t, i] <= min(width, most(facts, offer)) * m.reached[o, t, i])
        before = steps[i - 1][1] - steps[i - 1][0]
        m.tiers_ok.add(m.fill[o, t, i - 1] >= before * m.reached[o, t, i])


def _all_or_nothing(m: pyo.ConcreteModel, facts: Facts) -> None:
    """An order is 0 or at least ``moq``, in multiples of ``lot``; ``order_cost`` per order."""
    m.placed = pyo.Var(list(facts.offers), facts.T, within=pyo.Binary)
    m.lots = pyo.Var(list(facts.offers), facts.T, within=pyo.NonNegativeIntegers)
    m.integers_ok = pyo.ConstraintList()
    for offer in facts.case.offers:
        for t in facts.T:
            key = (offer.offer, t)
            if offer.lot:
                m.integers_ok.add(m.order[key] == offer.lot * m.lots[key])
            else:
                m.lots[key].fix(0)
            if offer.moq or offer.order_cost:
                m.integers_ok.add(m.order[key] <= most(facts, offer) * m.placed[key])
                m.integers_ok.add(m.order[key] >= (offer.moq or 0.0) * m.placed[key])
            else:
                m.placed[key].fix(0)


def _take_or_pay(m: pyo.ConcreteModel, facts: Facts) -> None:
    """What is not taken of the contract in a calendar year is paid in its last period."""
    years = sorted({facts.year(t) for t in facts.T})
    m.not_taken = pyo.Var(list(facts.offers), years, within=pyo.NonNegativeReals)
    m.contracts_ok = pyo.ConstraintList()
    bill = 0.0
    for offer in facts.case.offers:
        for year in years:
            inside = [t for t in facts.T if facts.year(t) == year and facts.valid(offer, t)]
            if not (inside and offer.contract_per_year and offer.take_or_pay):
                continue
            since = [t for t in facts.since if facts.year(t) == year]
            open_in = [t for t in since if facts.valid(offer, t)]
            part_of_year = len(open_in) * facts.months / 12
            due = offer.take_or_pay * offer.contract_per_year * part_of_year
            before = sum(row.quantity for t in since for row in facts.opened(offer, t))
            taken = before + sum(m.order[offer.offer, t] for t in inside)
            m.contracts_ok.add(m.not_taken[offer.offer, year] >= due - taken)
            last = inside[-1]
            price = facts.first_price(offer, last) * facts.per_unit(offer.material)
            bill += m.not_taken[offer.offer, year] * price * facts.discount(last)
    m.take_or_pay = pyo.Expression(expr=bill)
