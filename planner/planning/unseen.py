"""A plan with risk in futures it was not made for: the figures that count.

In the futures a plan was made for it looks better than it is, and the more so if it may decide what
is left with the whole future in sight. So it is walked through others, period by period, and beside
it the plan made without risk.
"""

import dataclasses
import math
from typing import Any

import numpy as np

from models.case import Case
from models.program import Array
from models.recourse.hedge import Hedging, ahead_of
from models.recourse.risk import Risk
from models.rolling.estimate import Estimate, influence, mean_apart, mean_of, tail_apart
from models.rolling.simulate import UNSEEN, Judgement, Simulation, Tell, simulate
from planner.outcomes.risk import Judged, MaterialShort, Unseen
from planner.planning.lacks import lack_lines

FEWEST = 2
"""With fewer futures nothing is known of how sure a difference is."""


def judged_unseen(hedging: Hedging, futures: int, tell: Tell) -> Unseen | None:
    """The plan and the one without risk in ``futures`` others; None if none was done.

    A keyboard interrupt ends it with what is done; both plans are compared only where both are.
    """
    seed = hedging.seed + UNSEEN
    own = simulate(hedging.stages, hedging.search.ahead, futures, seed, futures, tell)
    if not len(own.rolling.costs):
        return None
    found = Unseen(
        futures=len(own.rolling.costs),
        seed=seed,
        own=judged_as(own, own.rolling),
        short=_short(own, own.rolling),
        lacks=lack_lines(hedging.case, own.rolling.lacks),
    )
    if own.stopped:
        return found
    ahead = ahead_of(hedging.stages, hedging.planned)
    other = simulate(hedging.stages, ahead, futures, seed, futures, tell)
    if other.stopped:
        return found
    found = dataclasses.replace(found, riskless=judged_as(other, other.rolling))
    # What lacks is in no cost: the plan of which more lacks may seem to save.
    kept = ~(own.rolling.lacking | other.rolling.lacking)
    costs, others = own.rolling.costs[kept], other.rolling.costs[kept]
    if len(costs) < FEWEST:
        return found
    return dataclasses.replace(
        found,
        mean=mean_apart(costs, others),
        tail=tail_apart(costs, others, hedging.risk.level),
        measure=_apart(hedging.risk, costs, others),
        compared=len(costs),
    )


def judged_as(simulation: Simulation, judged: Judgement) -> Judged:
    """One way of judging as plain figures; ``service_level`` counts each material alike."""
    demand = judged.asked.mean(axis=0)
    asked = demand > 0
    met = 1.0 - judged.short.mean(axis=0)[asked] / demand[asked]
    return Judged(
        name="",
        mean=judged.mean.value,
        cvar=judged.cvar.value,
        p5=judged.percentile(5),
        p50=judged.percentile(50),
        p95=judged.percentile(95),
        worst=judged.percentile(100),
        standard_error=judged.mean.error,
        shortage_probability=simulation.shortage(judged).value,
        service_level=float(met.mean()) if asked.any() else 1.0,
        lacking=float(judged.lacking.mean()) if len(judged.lacking) else 0.0,
        cvar_error=judged.cvar.error,
    )


def _apart(risk: Risk, costs: Array, others: Array) -> Estimate:
    """The difference in J = (1 - weight) mean + weight CVaR, and its standard error."""

    def each(own: Array) -> Array:
        tail: Array = influence(own, risk.level)
        return (1.0 - risk.weight) * own + risk.weight * tail

    error = mean_of(each(costs) - each(others)).error
    return Estimate(risk.value(costs) - risk.value(others), error)


def _short(simulation: Simulation, judged: Judgement) -> tuple[MaterialShort, ...]:
    """Each material that lacks in some future, the dearest lack first."""
    case: Case = simulation.case
    is_short = simulation.is_short(judged)
    lines = []
    for row in case.materials:
        own = [n for n, (material, _) in enumerate(case.nodes) if material == row.material]
        lacks = is_short[:, own].any(axis=1)
        if not lacks.any():
            continue
        amounts = np.where(is_short[:, own], judged.short[:, own], 0.0).sum(axis=1)
        lines.append(
            MaterialShort(
                material=row.material,
                probability=mean_of(lacks.astype(float)),
                mean=float(amounts.mean()),
                unit=row.unit,
                cost=float(judged.price[:, own].sum(axis=1).mean()),
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.cost, -line.mean, line.material)))


def unseen_json(unseen: Unseen) -> dict[str, Any]:
    """The figures as plain data."""
    apart = {name: getattr(unseen, name) for name in ("mean", "tail", "measure")}
    return {
        "futures": unseen.futures,
        "seed": unseen.seed,
        "own": _judged_json(unseen.own),
        "riskless": _judged_json(unseen.riskless) if unseen.riskless else None,
        "compared": unseen.compared,
        "lacks": [dataclasses.asdict(line) for line in unseen.lacks],
        "difference": {name: estimate_json(one) if one else None for name, one in apart.items()},
        "shortages": [
            {
                "material": line.material,
                "probability": estimate_json(line.probability),
                "mean": line.mean,
                "cost": line.cost,
            }
            for line in unseen.short
        ],
    }


def estimate_json(estimate: Estimate) -> dict[str, float | None]:
    """A number and its standard error, None where it is not known."""
    known = not math.isnan(estimate.error)
    return {"value": estimate.value, "standard_error": estimate.error if known else None}


def _judged_json(own: Judged) -> dict[str, Any]:
    return {
        "mean": estimate_json(Estimate(own.mean, own.standard_error)),
        "cvar": estimate_json(Estimate(own.cvar, own.cvar_error)),
        "percentiles": {"5": own.p5, "50": own.p50, "95": own.p95, "100": own.worst},
        "lacking": own.lacking,
    }
