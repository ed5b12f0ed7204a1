"""Concentration and policy limits. The HHI is a cone, met by tangents (see ``answer``)."""

import math
from dataclasses import dataclass, replace
from typing import Any

import pyomo.environ as pyo

from models.case import Limit, Offer
from models.selector import STOCK_FIELDS, Selector, parse
from oracle.facts import STAGES, Facts


@dataclass(frozen=True)
class Cone:
    """norm of the amounts - ratio x their sum <= over."""

    amounts: list[Any]
    ratio: float
    over: Any


def add_limits(m: pyo.ConcreteModel, facts: Facts) -> None:
    """One constraint per limit and window; ``m.penalty`` is what soft ones cost."""
    m.over = pyo.VarList(within=pyo.NonNegativeReals)
    m.limits_ok = pyo.ConstraintList()
    m.cuts = pyo.ConstraintList()
    m.cones: list[Cone] = []
    m.penalty_terms: list[Any] = []
    for limit in facts.case.limits:
        for periods in windows(facts, limit):
            _one_window(m, facts, limit, periods)
    m.penalty = pyo.Expression(expr=sum(m.penalty_terms))


def windows(facts: Facts, limit: Limit) -> list[list[int]]:
    """The windows a limit is tested over, made of the periods within from and until."""
    inside = [t for t in facts.since if facts.overlaps(t, limit.from_, limit.until)]
    found = _cut(facts, limit, inside) if inside else []
    return [window for window in found if window[-1] >= 0]


def _cut(facts: Facts, limit: Limit, inside: list[int]) -> list[list[int]]:
    if limit.measure == "stock" or limit.window == "period":
        return [[t] for t in inside]
    if limit.window == "horizon":
        return [inside]
    if limit.window == "year":
        years = sorted({facts.year(t) for t in inside})
        return [[t for t in inside if facts.year(t) == year] for year in years]
    length = int(limit.window.removeprefix("rolling:"))
    if length >= len(inside):
        return [inside]
    return [inside[i : i + length] for i in range(len(inside) - length + 1)]


def bound(facts: Facts, limit: Limit, last: int) -> float:
    """The value of the window's year."""
    if limit.value_to is None or limit.from_ is None or limit.until is None:
        return limit.value
    first, end, year = limit.from_ // 12, limit.until // 12, facts.year(last)
    return limit.value + (limit.value_to - limit.value) * (year - first) / (end - first)


def _one_window(m: pyo.ConcreteModel, facts: Facts, limit: Limit, periods: list[int]) -> None:
    limit = replace(limit, value=bound(facts, limit, periods[-1]), value_to=None)
    over = _over(m, facts, limit, periods[-1])
    over = over + abs(facts.conceded("limit", limit.limit, tuple(periods)))
    if limit.measure == "hhi":
        ratio = math.sqrt(limit.value / 10_000)
        for amounts in _groups(m, facts, limit, periods):
            m.cones.append(Cone(amounts, ratio, over))
        return
    left = _beyond(m, facts, limit, periods)
    if not pyo.is_potentially_variable(left):
        left = left * m.one
    m.limits_ok.add(left <= over if limit.sense == "max" else left >= -over)


def _over(m: pyo.ConcreteModel, facts: Facts, limit: Limit, last: int) -> Any:
    """How far a soft limit may be exceeded, paid in the last period of its window."""
    if limit.kind == "hard":
        return 0.0
    over = m.over.add()
    price = (limit.penalty or 0.0) * facts.rate(limit.currency, last) * facts.discount(last)
    m.penalty_terms.append(price * over)
    return over


def _beyond(m: pyo.ConcreteModel, facts: Facts, limit: Limit, periods: list[int]) -> Any:
    """The measure's numerator less what the value allows: positive is too much."""
    if limit.measure == "stock":
        return _stock(m, facts, limit, periods[0]) - limit.value
    among = parse(limit.among)
    both = parse(limit.of).both(among)
    total = 0.0
    for offer in facts.case.offers:
        amount = sum(_amount(m, facts, limit, offer, t) for t in periods)
        inside = facts.counted(both, offer, limit, above=True)
        if limit.measure == "share":
            total += (
                inside - limit.value * facts.counted(among, offer, limit, above=False)
            ) * amount
        elif limit.measure == "average" and inside > 0:
            total += inside * (dict(offer.attributes)[limit.attribute] - limit.value) * amount
        elif limit.measure == "amount":
            total += inside * amount
    if limit.measure != "amount":
        return total
    alone = sum(
        _before(facts, limit, o, t) * facts.counted(both, o, limit, above=True)
        for o in facts.case.offers
        for t in periods
    )
    forced = alone if limit.kind == "hard" and limit.sense == "max" else 0.0
    return total - max(limit.value, forced)


def _amount(m: pyo.ConcreteModel, facts: Facts, limit: Limit, offer: Offer, t: int) -> Any:
    """What one order comes to: quantity in the limit's unit, or money spent, as far as granted."""
    before = _before(facts, limit, offer, t)
    if t < 0:
        return before
    granted = 1.0 if limit.basis == "fact" else facts.counts(offer, t)
    if limit.weight == "spend":
        return before + granted * m.spend[offer.offer, t]
    return before + granted * _unit(facts, limit, offer) * m.order[offer.offer, t]


def _before(facts: Facts, limit: Limit, offer: Offer, t: int) -> float:
    """What open orders that were placed in a period come to."""
    amount = 0.0
    for row in facts.opened(offer, t):
        part = 1.0 if limit.basis == "fact" else facts.chance(row)
        each = facts.paid(row, t) if limit.weight == "spend" else _unit(facts, limit, offer)
        amount += part * each * row.quantity
    return amount


def _unit(facts: Facts, limit: Limit, offer: Offer) -> float:
    """One unit of an offer in the limit's unit; 0 if it is not looked at."""
    material = facts.materials[offer.material]
    picked = parse(limit.among)
    if limit.measure not in ("share", "hhi"):
        picked = picked.both(parse(limit.of))
    above = limit.measure not in ("share", "hhi")
    among = [
        facts.materials[o.material]
        for o in facts.case.offers
        if facts.counted(picked, o, limit, above=above)
    ]
    if not among or not facts.counted(picked, offer, limit, above=above):
        return 0.0
    return facts.in_unit(material, limit.unit, among)


def _stock(m: pyo.ConcreteModel, facts: Facts, limit: Limit, t: int) -> Any:
    """What the selected stockpiles hold together at the end of a period."""
    selector = parse(limit.of, STOCK_FIELDS)
    piles = []
    for pile in facts.case.stockpiles:
        material = facts.materials[pile.material]
        words = {
            "stockpile": (pile.stockpile,),
            "material": (pile.material,),
            "element": (material.element,),
            "form": (material.form,),
            "location": (pile.location,),
            "owner": (pile.owner,),
        }
        if selector.holds(words):
            piles.append(pile)
    among = [facts.materials[pile.material] for pile in piles]
    total = 0.0
    for pile in piles:
        material = facts.materials[pile.material]
        factor = facts.in_unit(material, limit.unit, among)
        factor *= facts.inside.reo(material) if limit.weight == "reo" else 1.0
        total += factor * m.stock[pile.stockpile, t]
    return total


def _groups(
    m: pyo.ConcreteModel, facts: Facts, limit: Limit, periods: list[int]
) -> list[list[Any]]:
    """The amounts of each group; by country, stage any must hold at each of the four stages."""
    among = parse(limit.among)
    each = limit.stage == "any" and limit.by == "country"
    stages = STAGES if each else (limit.stage,)
    answers = []
    for stage in stages:
        groups: dict[str, Any] = {}
        for offer in facts.case.offers:
            amount = sum(_amount(m, facts, limit, offer, t) for t in periods)
            for name, share in _names(facts, limit, offer, stage, among).items():
                groups[name] = groups.get(name, 0.0) + share * amount
        answers.append(list(groups.values()))
    return answers


def _names(
    facts: Facts, limit: Limit, offer: Offer, stage: str, among: Selector
) -> dict[str, float]:
    """Group -> share of the offer that counts there."""
    if limit.by == "country":
        shares: dict[str, float] = {}
        for element, weight in facts.inside.weights(offer, limit, above=False).items():
            for country, share in facts.inside.origins(offer, element, stage).items():
                if among.holds(facts.words(offer, country)) and share > 0:
                    shares[country] = shares.get(country, 0.0) + weight * share
        return shares
    supplier = facts.suppliers[offer.supplier]
    part = facts.counted(among, offer, limit, above=False)
    name = supplier.supplier
    if limit.by == "group" and supplier.group:
        name = supplier.group
    return {name: part} if part > 0 else {}
