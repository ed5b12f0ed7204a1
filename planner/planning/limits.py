"""Limits and demand with what they come to, who makes them up, and what one unit more would do."""

import math

from models.allocation.balance import Nodes
from models.allocation.facts import numbered
from models.allocation.limits import amount_weights
from models.allocation.origin import Origins
from models.ask.duals import Dual, Duals
from models.case import Case
from models.check import LimitValue
from models.selector import parse
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import Contribution, DemandLine, LimitLine
from planner.planning.lines import Answer


def limit_lines(answer: Answer, duals: Duals | None) -> tuple[LimitLine, ...]:
    """Every limit in every window."""
    origins = Origins(answer.case)
    return tuple(
        _limit_line(answer, origins, value, duals.limits[i] if duals else None)
        for i, value in enumerate(answer.measures.limits)
    )


def _limit_line(
    answer: Answer, origins: Origins, found: LimitValue, dual: Dual | None
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
        unit=limit_unit(answer, found),
        value=found.value,
        bound=limit.value,
        headroom=headroom,
        binding=_is_binding(found, headroom),
        dual=None if dual is None else dual.value + 0.0,
        dual_range=dual.holds if dual else None,
        penalty=_penalty(answer, found),
        makers=_makers(answer, origins, found),
    )


def _is_binding(found: LimitValue, headroom: float | None) -> bool:
    if headroom is None:
        return False
    near = MEASURES[found.limit.measure].near or 1e-6 * max(abs(found.limit.value), 1e-9)
    return headroom <= near


def _penalty(answer: Answer, found: LimitValue) -> float:
    last = found.last
    return found.penalty * float(
        answer.facts.rate(found.limit.currency)[last] * answer.facts.discount[last]
    )


def limit_unit(answer: Answer, found: LimitValue) -> str:
    """The unit a limit's value is printed with; empty for shares, averages and HHI."""
    limit, case = found.limit, answer.case
    if limit.measure not in ("amount", "stock"):
        return ""
    if limit.weight == "spend":
        return case.settings.currency
    if limit.measure == "stock":
        materials = [pile.material for pile in case.stockpiles]
    else:
        materials = [o.material for o in _chosen(answer, found)]
    unit = limit.unit or answer.facts.common_unit(sorted(set(materials)))
    return f"{unit} REO" if limit.weight == "reo" else unit


def capacity_units(answer: Answer) -> list[str]:
    """The unit in which each row of ``capacity`` counts."""
    units = []
    for row in answer.case.capacity:
        sold = [o.material for o in answer.case.offers if o.supplier == row.supplier]
        units.append(row.unit or answer.facts.common_unit([row.material] if row.material else sold))
    return units


def capacity_subjects(case: Case) -> dict[str, str]:
    """What each row of ``capacity`` is called, by its label; the ids too may hold a slash."""
    rows = [(row.supplier, row.material or "all") for row in case.capacity]
    labels, names = (numbered([sign.join(row) for row in rows]) for sign in "/,")
    return dict(zip(labels, names, strict=True))


def _chosen(answer: Answer, found: LimitValue) -> list:
    limit = found.limit
    lane = Origins(answer.case).lane(
        parse(limit.of).both(parse(limit.among)), limit.stage, limit.sense
    )
    return [offer for offer, part in zip(answer.case.offers, lane, strict=True) if part]


def _makers(answer: Answer, origins: Origins, found: LimitValue) -> tuple[Contribution, ...]:
    """The suppliers behind the numerator, largest first; for HHI those of all that is bought."""
    limit, case = found.limit, answer.case
    if limit.measure == "stock":
        return ()
    among = parse(limit.among)
    chosen = among if limit.measure == "hhi" else parse(limit.of).both(among)
    lane = origins.lane(chosen, limit.stage, limit.sense)
    periods = list(found.window.periods)
    if limit.weight == "spend":
        amount = answer.measures.purchase_cost[:, periods].sum(axis=1) * lane
    else:
        weight, _ = amount_weights(answer.facts, limit, lane)
        amount = (weight * answer.decisions.order)[:, periods].sum(axis=1) * lane
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


def demand_lines(answer: Answer, duals: Duals | None) -> tuple[DemandLine, ...]:
    """Every need of every period, with the cost of one more unit.

    Where nothing is needed that cost is not known: what a first unit costs, unmet at the price of
    its shortage perhaps, is no price at the optimum.
    """
    case = answer.case
    lines = []
    places = {node: n for n, node in enumerate(case.nodes)}
    needed = sorted({places[row.material, row.location] for row in case.demand})
    need = Nodes(answer.facts).demand
    for n in needed:
        material, location = case.nodes[n]
        for t in range(case.calendar.periods):
            quantity = float(need[n, t])
            priced = duals if quantity > 0 else None
            lines.append(
                DemandLine(
                    material,
                    location,
                    answer.label(t),
                    quantity,
                    quantity - float(answer.decisions.short[n, t]),
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
