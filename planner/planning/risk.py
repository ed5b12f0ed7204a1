"""What a hedged plan comes to over its futures: costs, shortages, stock, service, arrivals."""

import dataclasses
import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from models.allocation.balance import Nodes
from models.case import Case
from models.check import measure
from models.future import Future, certain_future
from models.futures.draw import Drawer
from models.futures.drawn import drawn_licenses
from models.program import Array
from models.recourse.decompose import Evaluator
from models.recourse.hedge import Hedging, ahead_of
from models.recourse.lacks import unmet
from models.recourse.risk import cvar
from models.recourse.subproblem import Outcome
from models.rolling.estimate import mean_of
from models.terms.facts import Facts
from planner.outcomes.risk import FanLine, FutureLine, Judged, RiskView, ShortageRisk
from planner.planning.arrivals import arrival_lines, late_lines
from planner.planning.lacks import lack_lines
from planner.planning.unseen import unseen_json

UNMET = 1e-6
"""Less than this part of a node's largest demand is rounding, not a shortage."""
MOST_FUTURES = 8
"""How many of the futures that hurt most are told."""


@dataclass(frozen=True)
class Demanded:
    """Mean demand by node and period, (nodes, T), and the material of each node."""

    demand: Array
    materials: tuple[str, ...]

    @classmethod
    def of(cls, case: Case, future: Future | None = None) -> "Demanded":
        """What a case demands; ``future``: if it is multiplied so."""
        demand = Nodes(Facts(case, future)).demand
        return cls(demand, tuple(material for material, _ in case.nodes))

    def unmet(self, short: Array) -> Array:
        """Shortages (W, nodes, T) without rounding."""
        least = UNMET * self.demand.max(axis=1, initial=0.0)
        return np.where(short > np.maximum(least, 1e-12)[:, None], short, 0.0)

    def service(self, short: Array) -> dict[str, float]:
        """Fraction of each material's demand that is met, in the mean of all futures."""
        found = {}
        for material in dict.fromkeys(self.materials):
            nodes = [n for n, own in enumerate(self.materials) if own == material]
            asked = float(self.demand[nodes].sum())
            if asked > 0:
                found[material] = 1.0 - float(short[:, nodes].sum(axis=(1, 2)).mean()) / asked
        return found


def risk_view(hedging: Hedging, confidence: float = 0.9) -> RiskView:
    """Everything a buyer reads of the risk of a plan.

    ``confidence`` is for the dates to order by. The orders of the plan without risk are followed
    through all futures once more, for their shortages.
    """
    case, risk, fates, search = hedging.case, hedging.risk, hedging.fates, hedging.search
    drawer = Drawer(case, len(fates.costs), hedging.seed)
    needs = Demanded.of(case, mean_future(hedging))
    short = needs.unmet(fates.short)
    own = judge("own", fates.costs, short, needs, risk.level)
    own = dataclasses.replace(own, lacking=_part(fates.lacking))
    planned_short = needs.unmet(_planned_short(hedging, drawer))
    riskless = judge("riskless", hedging.planned_costs, planned_short, needs, risk.level)
    riskless = dataclasses.replace(riskless, lacking=_part(hedging.planned_lacks))
    promised = math.nan if hedging.planned.objective is None else hedging.planned.objective
    return RiskView(
        measure="cvar" if risk.weight > 0 else "expected",
        level=risk.level,
        weight=risk.weight,
        futures=len(fates.costs),
        seed=hedging.seed,
        value=search.value,
        bound=search.bound,
        gap=search.gap,
        own=own,
        riskless=riskless,
        promised=promised,
        premium=own.mean - promised,
        vss=math.nan if hedging.vss is None else hedging.vss,
        evpi=hedging.evpi,
        evpi_error=math.nan if hedging.foresight is None else mean_of(hedging.foresight).error,
        service=tuple(sorted(needs.service(short).items())),
        arrivals=arrival_lines(hedging, confidence),
        late=late_lines(hedging),
        lacks=lack_lines(case, fates.lacks),
        shortages=_shortages(case, short),
        fan=_fan(hedging),
        worst=_worst(hedging),
        licenses=drawn_licenses(drawer),
        following=_following(hedging, drawer),
        histogram=(_sorted(fates.costs), _sorted(hedging.planned_costs)),
    )


def mean_future(hedging: Hedging) -> Future:
    """Mean demand, and orders as if nothing went wrong."""
    return dataclasses.replace(certain_future(hedging.case), demand=hedging.fates.demand)


def judge(name: str, costs: Array, short: Array, needs: Demanded, level: float) -> Judged:
    """A plan's costs (W,) and shortages (W, nodes, T) in equally likely futures.

    ``service_level`` is the mean over all demanded materials, each counted alike. The standard
    error takes futures for independent; drawn in mirrored pairs they vary less than that.
    """
    p5, p50, p95 = (float(value) for value in np.percentile(costs, (5, 50, 95)))
    service = needs.service(short)
    return Judged(
        name=name,
        mean=float(costs.mean()),
        cvar=cvar(costs, level),
        p5=p5,
        p50=p50,
        p95=p95,
        worst=float(costs.max()),
        standard_error=mean_of(costs).error,
        shortage_probability=float((short > 0).any(axis=(1, 2)).mean()),
        service_level=sum(service.values()) / len(service) if service else 1.0,
    )


def _following(hedging: Hedging, drawer: Drawer) -> tuple[tuple[str, int], ...]:
    """In how many futures the orders of each period are still the plan's."""
    ends = [future.adapts for future in drawer.futures()]
    if all(end is None for end in ends):
        return ()
    calendar = hedging.case.calendar
    last = np.array([calendar.periods if end is None else end for end in ends])
    return tuple((calendar.label(t), int((last > t).sum())) for t in range(calendar.periods))


def _part(lacking: Array) -> float:
    """The part of the futures in which something lacks."""
    return float((lacking > 0).mean())


def risk_json(view: RiskView) -> dict[str, Any]:
    """The part ``risk`` of the result: plain data."""
    own = view.own
    orders = [
        {
            "offer": line.offer,
            "period": line.period,
            "quantity": line.quantity,
            "arrival_mean": line.mean or None,
            "arrival_p90": line.p90 or None,
            "order_by": line.order_by or None,
            "apply_by": line.apply_by or None,
        }
        for line in view.arrivals
    ]
    return {
        "measure": view.measure,
        "level": view.level,
        "weight": view.weight,
        "futures": view.futures,
        "seed": view.seed,
        "mean": own.mean,
        "cvar": own.cvar,
        "p5": own.p5,
        "p50": own.p50,
        "p95": own.p95,
        "worst": own.worst,
        "gap": view.gap,
        "vss": view.vss,
        "evpi": view.evpi,
        "standard_error": own.standard_error,
        "lacking": own.lacking,
        "lacks": [asdict(line) for line in view.lacks],
        "following": [{"period": period, "futures": count} for period, count in view.following],
        "unseen": unseen_json(view.unseen) if view.unseen else None,
        "licenses": [asdict(line) for line in view.licenses],
        "orders": orders,
    }


def _planned_short(hedging: Hedging, drawer: Drawer) -> Array:
    """Shortages (W, nodes, T) of the plan without risk in the same futures."""
    stages = hedging.stages
    evaluator = Evaluator(stages, [stages.changes(future) for future in drawer.futures()])
    short = np.zeros_like(hedging.fates.short)
    block = stages.formulation.program.columns["short"]

    def visit(w: int, outcome: Outcome) -> None:
        lacks = evaluator.second.lacks(outcome.resorts)
        short[w] = block.spread(outcome.values) + unmet(stages.formulation, lacks)

    evaluator.outcomes(ahead_of(stages, hedging.planned), visit)
    return short


def _shortages(case: Case, short: Array) -> tuple[ShortageRisk, ...]:
    lines = []
    for n, t in np.argwhere((short > 0).any(axis=0)):
        material, location = case.nodes[n]
        amounts = short[:, n, t]
        lines.append(
            ShortageRisk(
                material=material,
                location=location,
                period=case.calendar.label(int(t)),
                probability=float((amounts > 0).mean()),
                mean=float(amounts.mean()),
                worst=float(np.percentile(amounts, 95)),
                unit=case.material[material].unit,
            )
        )
    return tuple(lines)


def _fan(hedging: Hedging) -> tuple[FanLine, ...]:
    """Stock of the company's stockpiles; targets follow from the mean decisions' needs."""
    case = hedging.case
    targets = measure(case, hedging.fates.mean, mean_future(hedging)).cover_target
    spread = np.percentile(hedging.fates.stock, (5, 25, 50, 75, 95), axis=0)
    lines = []
    for k, pile in enumerate(case.stockpiles):
        if pile.owner != "company":
            continue
        unit = case.material[pile.material].unit
        for t in range(case.calendar.periods):
            p5, p25, p50, p75, p95 = (max(float(value), 0.0) for value in spread[:, k, t])
            lines.append(
                FanLine(
                    stockpile=pile.stockpile,
                    material=pile.material,
                    period=case.calendar.label(t),
                    p5=p5,
                    p25=p25,
                    p50=p50,
                    p75=p75,
                    p95=p95,
                    target=None if math.isnan(targets[k, t]) else float(targets[k, t]),
                    unit=unit,
                )
            )
    return tuple(lines)


def _worst(hedging: Hedging) -> tuple[FutureLine, ...]:
    fates = hedging.fates
    short = fates.parts.get("shortage", np.zeros_like(fates.costs))
    lines = []
    for w in np.argsort(-fates.costs, kind="stable")[:MOST_FUTURES].tolist():
        cost, lack = float(fates.costs[w]), max(float(short[w]), 0.0)
        lines.append(FutureLine(w + 1, cost, lack, "; ".join(fates.stories[w])))
    return tuple(lines)


def _sorted(costs: Array) -> tuple[float, ...]:
    return tuple(np.sort(costs).tolist())
