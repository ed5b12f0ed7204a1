"""Orders, processing, stock and shortages as a buyer reads them."""

import math
from collections.abc import Sequence

import numpy as np

from models.program import Array
from planner.outcomes.plan import LimitLine, OrderLine, ProcessLine, ShortageLine, StockLine
from planner.planning.follows import Follows, Reason
from planner.planning.held import held
from planner.planning.solved import SolvedCase

DAYS_PER_MONTH = 365.25 / 12
TINY = 1e-9
"""Quantities below this part of the largest of their kind are rounding."""
NOTHING = 1e-15
"""So are those below this part of the largest of all: the last digit of a number."""


def order_lines(solved: SolvedCase, limits: Sequence[LimitLine]) -> tuple[OrderLine, ...]:
    """One line per offer and period, by period, then supplier; each says why it is so large."""
    order = solved.decisions.order
    places = _beyond_rounding(order, solved.facts.material_of)
    terms = held(solved.case, order, solved.measures.contracts)
    free = np.zeros(order.shape, dtype=bool)
    free[tuple(places.T)] = True
    for grid in terms.values():
        free &= ~grid
    follows = Follows(solved, limits, free)
    lines = []
    for o, t in places.tolist():
        term = next((Reason(term) for term, grid in terms.items() if grid[o, t]), None)
        lines.append(_order_line(solved, o, t, term or follows.reason(o, t)))
    return tuple(sorted(lines, key=lambda line: (line.period, line.supplier, line.offer)))


def _beyond_rounding(grid: Array, kinds: list[str]) -> Array:
    """Places (row, period) of what is more than rounding beside its own kind.

    Kilograms of one material beside millions of pieces of another are no rounding.
    """
    largest: dict[str, float] = {}
    for kind, row in zip(kinds, grid, strict=True):
        largest[kind] = max(largest.get(kind, 0.0), float(row.max(initial=0.0)))
    least = NOTHING * grid.max(initial=0.0)
    floor = np.array([max(TINY * largest[kind], least) for kind in kinds])
    return np.argwhere(grid > floor.reshape(-1, 1))


def _order_line(solved: SolvedCase, o: int, t: int, reason: Reason) -> OrderLine:
    case = solved.case
    offer = case.offers[o]
    material = case.material[offer.material]
    quantity = float(solved.decisions.order[o, t])
    cost = float(solved.measures.purchase_cost[o, t])
    granted = float(solved.facts.future.granted[o, t])
    landed = cost / (quantity * granted) / material.per_unit if granted else 0.0
    return OrderLine(
        offer=offer.offer,
        supplier=offer.supplier,
        country=case.supplier[offer.supplier].country,
        material=offer.material,
        to=offer.to,
        period=solved.label(t),
        arrives=_arrives(solved, o, t),
        quantity=quantity,
        unit=material.unit,
        price=solved.facts.price_within(landed, o, t),
        landed=landed,
        price_per=material.price_per or material.unit,
        cost=cost,
        due=solved.label(int(solved.measures.paid_in[o, t])),
        currency=offer.currency or case.settings.currency,
        amount=cost / float(solved.facts.rate(offer.currency)[t]),
        license=offer.license,
        fixed=reason.code,
        fixed_by=reason.of,
        granted=granted,
        counted=float(solved.facts.future.counted[o, t]),
        value=float(solved.measures.order_value[o, t]),
    )


def _arrives(solved: SolvedCase, o: int, t: int) -> str:
    lead = float(solved.facts.future.lead[o, t])
    first, last = t + math.floor(lead + TINY), t + math.ceil(lead - TINY)
    if first == last:
        return solved.label(first)
    return f"{solved.label(first)}..{solved.label(last)}"


def process_lines(solved: SolvedCase) -> tuple[ProcessLine, ...]:
    """One line per process and period with runs."""
    case, run = solved.case, solved.decisions.run
    lines = []
    for p, t in _beyond_rounding(run, [row.process for row in case.processes]):
        process, runs = case.processes[p], float(run[p, t])
        own = [row for row in case.recipes if row.process == process.process]
        used = tuple((row.material, -row.per_run * runs) for row in own if row.per_run < 0)
        made = tuple((row.material, row.per_run * runs) for row in own if row.per_run > 0)
        cost = process.cost * runs * float(solved.facts.rate(process.currency)[t])
        label = solved.label(int(t))
        lines.append(ProcessLine(process.process, process.name, label, runs, used, made, cost))
    return tuple(sorted(lines, key=lambda line: (line.period, line.process)))


def stock_lines(solved: SolvedCase) -> tuple[StockLine, ...]:
    """Every stockpile at every period's end."""
    case, measures = solved.case, solved.measures
    days = DAYS_PER_MONTH * case.calendar.months
    lines = []
    for k, pile in enumerate(case.stockpiles):
        for t in range(case.calendar.periods):
            cover = measures.cover_periods[k][t]
            target = float(measures.cover_target[k, t])
            lines.append(
                StockLine(
                    stockpile=pile.stockpile,
                    material=pile.material,
                    location=pile.location,
                    owner=pile.owner,
                    unit=case.material[pile.material].unit,
                    period=solved.label(t),
                    quantity=max(float(measures.stock[k, t]), 0.0),
                    put=float(solved.decisions.put[k, t]),
                    drawn=float(solved.decisions.draw[k, t]),
                    cover=cover,
                    days=None if cover is None else cover * days,
                    cover_target=pile.cover_target,
                    target=None if math.isnan(target) else target,
                    missing=float(np.nan_to_num(measures.cover_missing[k, t])),
                )
            )
    return tuple(lines)


def shortage_lines(solved: SolvedCase) -> tuple[ShortageLine, ...]:
    """Demand that is not met."""
    case, short = solved.case, solved.decisions.short
    lines = []
    for n, t in _beyond_rounding(short, [material for material, _ in case.nodes]):
        name, place = case.nodes[n]
        material, quantity = case.material[name], float(short[n, t])
        cost = quantity * float(solved.facts.shortage_cost(name)[t])
        label = solved.label(int(t))
        lines.append(ShortageLine(name, place, label, quantity, material.unit, cost))
    return tuple(lines)
