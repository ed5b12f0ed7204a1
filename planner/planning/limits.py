"""Limits and demand with what they come to, who makes them up, and what one unit more would do."""

import math

from models.allocation.balance import Nodes
from models.ask.duals import Dual, Duals
from models.check import LimitValue
from models.terms.counted import amount_of, lane_of, limit_unit
from models.terms.origin import Origins
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import Contribution, DemandLine, LimitLine
from planner.planning.solved import SolvedCase


def limit_lines(solved: SolvedCase, duals: Duals | None) -> tuple[LimitLine, ...]:
    """Every limit in every window."""
    origins = Origins(solved.case)
    return tuple(
        _limit_line(solved, origins, value, duals.limits[i] if duals else None)
        for i, value in enumerate(solved.measures.limits)
    )


def _limit_line(
    solved: SolvedCase, origins: Origins, found: LimitValue, dual: Dual | None
) -> LimitLine:
    limit = found.limit
    headroom = None
    if found.value is not None:
        headroom = (limit.value - found.value) * (1 if limit.sense == "max" else -1)
    return LimitLine(
        limit=limit.limit,
        measure=limit.measure,
        window=found.window.label,
        sense=limit.sense,
        kind=limit.kind,
        unit=limit_unit(origins, limit),
        value=found.value,
        bound=limit.value,
        headroom=headroom,
        binding=_is_binding(found, headroom),
        dual=None if dual is None else dual.value + 0.0,
        dual_range=dual.holds if dual else None,
        penalty=_penalty(solved, found),
        makers=_makers(solved, origins, found),
    )


def _is_binding(found: LimitValue, headroom: float | None) -> bool:
    if headroom is None:
        return False
    near = MEASURES[found.limit.measure].near or 1e-6 * max(abs(found.limit.value), 1e-9)
    return headroom <= near


def _penalty(solved: SolvedCase, found: LimitValue) -> float:
    last = found.last
    return found.penalty * float(
        solved.facts.rate(found.limit.currency)[last] * solved.facts.discount[last]
    )


def _makers(solved: SolvedCase, origins: Origins, found: LimitValue) -> tuple[Contribution, ...]:
    """The suppliers behind the numerator, largest first; for HHI those of all that is bought."""
    limit, case = found.limit, solved.case
    if limit.measure == "stock":
        return ()
    lane = lane_of(origins, limit)
    periods = list(found.window.periods)
    if limit.weight == "spend":
        value = solved.measures.order_value * solved.facts.counted_in(limit)
        amount = value[:, periods].sum(axis=1) * lane
    else:
        weight = amount_of(solved.facts, origins, limit, lane).of_order
        amount = (weight * solved.decisions.order)[:, periods].sum(axis=1) * lane
    by_supplier: dict[str, float] = {}
    for offer, part in zip(case.offers, amount, strict=True):
        by_supplier[offer.supplier] = by_supplier.get(offer.supplier, 0.0) + float(part)
    total = sum(by_supplier.values())
    ranked = sorted(by_supplier.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        Contribution(name, case.supplier[name].country, part, part / total)
        for name, part in ranked
        if total > 0 and part > 1e-9 * total
    )


def demand_lines(solved: SolvedCase, duals: Duals | None) -> tuple[DemandLine, ...]:
    """Every need of every period, with the cost of one more unit.

    Where nothing is needed that cost is not known: what a first unit costs, unmet at the price of
    its shortage perhaps, is no price at the optimum.
    """
    case = solved.case
    lines = []
    places = {node: n for n, node in enumerate(case.nodes)}
    needed = sorted({places[row.material, row.location] for row in case.demand})
    need = Nodes(solved.facts).demand
    for n in needed:
        material, location = case.nodes[n]
        for t in range(case.calendar.periods):
            quantity = float(need[n, t])
            priced = duals if quantity > 0 else None
            lines.append(
                DemandLine(
                    material,
                    location,
                    solved.label(t),
                    quantity,
                    quantity - float(solved.decisions.short[n, t]),
                    case.material[material].unit,
                    None if priced is None else float(priced.demand[n, t]) + 0.0,
                    None if priced is None else _from_zero(priced.demand_holds[n][t]),
                )
            )
    return tuple(lines)


def _from_zero(
    holds: tuple[float | None, float | None] | None,
) -> tuple[float | None, float | None] | None:
    """Demand below nothing means nothing to a reader."""
    if holds is None:
        return None
    low, high = holds
    return (0.0 if low is None or low < 0 or math.isclose(low, 0, abs_tol=1e-9) else low), high
