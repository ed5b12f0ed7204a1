"""An embedded plan is audited as one that was just made: no number in it is believed unseen."""

import numpy as np

from models.check import check, check_means
from models.futures.draw import may_adapt, mean_demand, planned_future
from models.solution import Verdict
from models.terms.parts import COST_PARTS
from planner.outcomes.embedded import EmbeddedPlan

AGREE = 1e-6
"""Two numbers that are one differ by no more than this part of the largest of their kind."""
DUST = 1e-15
"""Nor is this part of the largest of all more than rounding."""


def disagreement(plan: EmbeddedPlan) -> str:
    """What in the plan is not what its own facts and decisions come to; empty: nothing.

    Without risk every promise and every sum is recomputed from the decisions. With risk they are
    means over futures, and what holds of means is seen: what is linear in them, that the parts
    make up the total, and that the objective is no less. Plans without decisions (format 1) hold
    nothing to audit: who reads them plans again.
    """
    if plan.decisions is None:
        return ""
    risky = plan.info["measure"] != "none"
    if risky != (plan.case.settings.risk_measure != "none"):
        return f"measure: {plan.info['measure']}"
    if plan.decisions.planned is not None and not (risky and may_adapt(plan.case)):
        return "orders: as if they could be answered"
    if not _as_decided(plan, plan.decisions.as_planned().order):
        return "orders: not those decided"
    if risky and (what := _of_means(plan)):
        return what
    with np.errstate(all="ignore"):
        # Numbers without measure overflow on the way to being refused.
        found = _verdict(plan)
    return "" if found.passed else (*found.problems, "not a number")[0]


def _verdict(plan: EmbeddedPlan) -> Verdict:
    assert plan.decisions is not None
    if plan.info["measure"] != "none":
        return check_means(plan.case, plan.decisions, plan.cost, mean_demand(plan.case))
    future = planned_future(plan.case)
    return check(plan.case, plan.decisions, plan.info["objective"], plan.cost, future=future)


def _of_means(plan: EmbeddedPlan) -> str:
    if plan.cost.keys() != {"total", *COST_PARTS}:
        return "cost: its parts"
    total, objective = plan.cost["total"], plan.info["objective"]
    parts = sum(sign * plan.cost[part] for part, sign in COST_PARTS.items())
    leeway = AGREE * sum(abs(money) for money in plan.cost.values())
    if abs(parts - total) > leeway:
        return f"cost, total: {total:.10g} claimed, {parts:.10g} found"
    if objective is None or objective < total - leeway:
        return f"cost, objective: {objective} claimed, mean {total:.10g}"
    if plan.info["measure"] == "expected" and objective > total + leeway:
        return f"cost, objective: {objective:.10g} claimed, {total:.10g} found"
    return ""


def _as_decided(plan: EmbeddedPlan, decided: np.ndarray) -> bool:
    """True if orders differ from decisions by no more than the rounding that their lines leave."""
    largest: dict[str, float] = {}
    for offer, row in zip(plan.case.offers, decided, strict=True):
        largest[offer.material] = max(largest.get(offer.material, 0.0), float(row.max(initial=0.0)))
    kinds = np.array([largest[offer.material] for offer in plan.case.offers])
    leeway = np.maximum(AGREE * kinds, DUST * decided.max(initial=0.0))
    return bool((np.abs(plan.orders - decided) <= leeway.reshape(-1, 1)).all())
