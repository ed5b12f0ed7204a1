"""Where material comes from and goes to: arrivals, stock, processes, returns, routes, demand."""

import math
from collections import defaultdict

import pyomo.environ as pyo

from models.case import Stockpile
from oracle.facts import Facts


def add_flows(m: pyo.ConcreteModel, facts: Facts) -> None:
    """All flows, and the balance of every material at every location in every period."""
    case, times = facts.case, facts.T
    nodes = [(row.material, place) for row in case.materials for place in case.locations]
    within = pyo.NonNegativeReals
    m.run = pyo.Var([p.process for p in case.processes], times, within=within)
    m.stock = pyo.Var([k.stockpile for k in case.stockpiles], times, within=within)
    m.draw = pyo.Var([k.stockpile for k in case.stockpiles], times, within=within)
    m.put = pyo.Var([k.stockpile for k in case.stockpiles], times, within=within)
    m.gap = pyo.Var([k.stockpile for k in case.stockpiles], times, within=within)
    m.ship = pyo.Var(_lanes(facts), times, within=within)
    m.short = pyo.Var(nodes, times, within=within)
    m.dispose = pyo.Var(nodes, times, within=within)
    m.flows_ok = pyo.ConstraintList()
    _processes(m, facts)
    _routes(m, facts)
    _shortage_and_disposal(m, facts)
    for pile in case.stockpiles:
        _stockpile(m, facts, pile)
        _cover(m, facts, pile)
    _balance(m, facts)


def demand(facts: Facts, material: str, place: str, t: int) -> float:
    """What is needed in a period of the plan; rows add up."""
    rows = [r for r in facts.case.demand if (r.material, r.location) == (material, place)]
    return sum(row.values[t] or 0.0 for row in rows) * facts.multiplied(material, t)


def coming_demand(facts: Facts, material: str, place: str, t: int) -> float:
    """Also after the plan: columns beyond it if filled, else the last period's demand."""
    last = facts.T[-1]
    if t <= last:
        return demand(facts, material, place, t)
    total = 0.0
    for row in facts.case.demand:
        if (row.material, row.location) == (material, place):
            after = t - last - 1
            beyond = row.beyond[after] if after < len(row.beyond) else None
            total += (row.values[last] or 0.0) if beyond is None else beyond
    return total * facts.multiplied(material, t)


def recipe(facts: Facts) -> dict[tuple[str, str], float]:
    """(process, material) -> per run; rows add up."""
    total: dict[tuple[str, str], float] = defaultdict(float)
    for row in facts.case.recipes:
        total[row.process, row.material] += row.per_run
    return total


def use(m: pyo.ConcreteModel, facts: Facts, material: str, place: str | None, t: int) -> object:
    """What processes use of a material, at one location or at all of them."""
    per_run = recipe(facts)
    return sum(
        -per_run[p.process, material] * m.run[p.process, t]
        for p in facts.case.processes
        if place in (None, p.location) and per_run[p.process, material] < 0
    )


def _lanes(facts: Facts) -> list[tuple[int, str]]:
    return [
        (i, row.material)
        for i, route in enumerate(facts.case.routes)
        for row in facts.case.materials
        if route.material in ("", row.material)
    ]


def _processes(m: pyo.ConcreteModel, facts: Facts) -> None:
    """Runs per period up to the maximum; period columns replace it."""
    for process in facts.case.processes:
        for t in facts.T:
            column = process.values[t] if process.values else None
            bound = process.max_per_period if column is None else column
            if bound is not None:
                m.flows_ok.add(m.run[process.process, t] <= bound)


def _routes(m: pyo.ConcreteModel, facts: Facts) -> None:
    """Minimum and maximum of a route hold for all its materials together."""
    for i, route in enumerate(facts.case.routes):
        mine = [facts.materials[material] for r, material in _lanes(facts) if r == i]
        if not route.min_per_period and route.max_per_period is None:
            continue
        for t in facts.T:
            amount = sum(
                facts.in_unit(row, route.unit, mine) * m.ship[i, row.material, t] for row in mine
            )
            off = facts.conceded("route", route.from_, route.to, facts.label(t))
            m.flows_ok.add(amount + max(off, 0.0) >= route.min_per_period)
            if route.max_per_period is not None:
                m.flows_ok.add(amount + min(off, 0.0) <= route.max_per_period)


def _shortage_and_disposal(m: pyo.ConcreteModel, facts: Facts) -> None:
    """Shortage only at a price and at most the demand; disposal of scrap and the undemanded."""
    demanded = {row.material for row in facts.case.demand if any(row.values)}
    for row in facts.case.materials:
        for place in facts.case.locations:
            for t in facts.T:
                priced = row.shortage_cost is not None
                most = demand(facts, row.material, place, t) if priced else 0.0
                m.flows_ok.add(m.short[row.material, place, t] <= most)
                if row.form != "scrap" and row.material in demanded:
                    m.flows_ok.add(m.dispose[row.material, place, t] == 0)


def _stockpile(m: pyo.ConcreteModel, facts: Facts, pile: Stockpile) -> None:
    """Stock at the end of a period is stock before + put - drawn, within its bounds."""
    k = pile.stockpile
    for t in facts.T:
        before = m.stock[k, t - 1] if t > 0 else pile.opening
        m.flows_ok.add(m.stock[k, t] == before + m.put[k, t] - m.draw[k, t])
        if pile.capacity is not None:
            m.flows_ok.add(m.stock[k, t] <= pile.capacity)
        if pile.release_max is not None:
            m.flows_ok.add(m.draw[k, t] <= pile.release_max)
        if pile.owner == "government":
            m.flows_ok.add(m.put[k, t] == 0)
    if pile.closing_min is not None:
        m.flows_ok.add(m.stock[k, facts.T[-1]] >= pile.closing_min)


def _cover(m: pyo.ConcreteModel, facts: Facts, pile: Stockpile) -> None:
    """Stock at a period's end covers the coming periods' demand and use at its location."""
    for t in facts.T:
        stock = m.stock[pile.stockpile, t]
        if pile.cover_target is not None:
            coming = _coming(m, facts, pile, t, pile.cover_target)
            m.flows_ok.add(stock + m.gap[pile.stockpile, t] >= coming)
        if pile.cover_min is not None:
            lacks = facts.conceded("cover_min", pile.stockpile, facts.label(t))
            m.flows_ok.add(stock + lacks >= _coming(m, facts, pile, t, pile.cover_min))


def _coming(m: pyo.ConcreteModel, facts: Facts, pile: Stockpile, t: int, periods: float) -> object:
    """Demand and use of the next ``periods`` periods; decimals take part of a period."""
    total, last = 0.0, facts.T[-1]
    for step in range(1, math.ceil(periods) + 1):
        part = min(1.0, periods - (step - 1))
        u = t + step
        total += part * coming_demand(facts, pile.material, pile.location, u)
        total += part * use(m, facts, pile.material, pile.location, min(u, last))
    return total


def _balance(m: pyo.ConcreteModel, facts: Facts) -> None:
    """arrivals + open orders + made + arisings + returns + drawn + routed in + shortage
    = demand + used + put + routed out + disposed."""
    coming_in, going_out = defaultdict(float), defaultdict(float)
    _orders_arrive(m, facts, coming_in)
    _processes_make(m, facts, coming_in)
    _scrap_returns(m, facts, coming_in)
    _routes_move(m, facts, coming_in, going_out)
    for pile in facts.case.stockpiles:
        for t in facts.T:
            coming_in[pile.material, pile.location, t] += m.draw[pile.stockpile, t]
            going_out[pile.material, pile.location, t] += m.put[pile.stockpile, t]
    for material in facts.materials:
        for place in facts.case.locations:
            for t in facts.T:
                node = (material, place, t)
                lacks = facts.conceded("balance", material, place, facts.label(t))
                sources = coming_in[node] + m.short[node] + lacks
                sinks = going_out[node] + m.dispose[node] + demand(facts, *node)
                m.flows_ok.add(sources == sinks + use(m, facts, *node))


def _later(facts: Facts, t: int, lead: float) -> list[tuple[int, float]]:
    """(period, share) in which what starts in t comes out; after the end it is lost."""
    return [(t + d, share) for d, share in facts.delays(lead) if share > 0 and t + d in facts.T]


def _orders_arrive(m: pyo.ConcreteModel, facts: Facts, coming_in: dict) -> None:
    for offer in facts.case.offers:
        for t in facts.T:
            granted = facts.granted(offer, t) * m.order[offer.offer, t]
            for u, share in _later(facts, t, facts.lead(offer, t)):
                coming_in[offer.material, offer.to, u] += share * granted
    for row in facts.case.open_orders:
        offer = facts.offers[row.offer]
        for t in facts.T:
            if facts.first_month(t) <= row.arrives <= facts.last_month(t):
                coming_in[offer.material, offer.to, t] += row.quantity * facts.chance(row)


def _processes_make(m: pyo.ConcreteModel, facts: Facts, coming_in: dict) -> None:
    places = {p.process: (p.location, p.lead) for p in facts.case.processes}
    for (process, material), per_run in recipe(facts).items():
        if per_run > 0:
            place, lead = places[process]
            for t in facts.T:
                for u, share in _later(facts, t, lead):
                    coming_in[material, place, u] += share * per_run * m.run[process, t]


def _scrap_returns(m: pyo.ConcreteModel, facts: Facts, coming_in: dict) -> None:
    for row in facts.case.arisings:
        for t in facts.T:
            coming_in[row.material, row.location, t] += row.values[t] or 0.0
    for row in facts.case.returns:
        for t in facts.T:
            met = sum(
                demand(facts, row.of, place, t) - m.short[row.of, place, t]
                for place in facts.case.locations
            )
            base = met + use(m, facts, row.of, None, t)
            for u, share in _later(facts, t, row.lag):
                coming_in[row.material, row.location, u] += share * row.rate * base


def _routes_move(m: pyo.ConcreteModel, facts: Facts, coming_in: dict, going_out: dict) -> None:
    for i, material in _lanes(facts):
        route = facts.case.routes[i]
        for t in facts.T:
            going_out[material, route.from_, t] += m.ship[i, material, t]
            for u, share in _later(facts, t, route.lead):
                coming_in[material, route.to, u] += share * m.ship[i, material, t]
