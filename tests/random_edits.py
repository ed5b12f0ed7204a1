"""Random edits of random cases, and how far a warm answer is from a plan made afresh."""

import random

import numpy as np
from random_cases import FEATURES, YOUNGER, random_case

from models.allocate import Allocation
from models.ask.resolve import Resolved
from models.case import Case
from models.edit import Edit

LINEAR = (*(name for name in FEATURES if name not in ("lots", "falling")), *YOUNGER)
CHANGES = (
    ("offers", "price", "times", 0.5, 2.0),
    ("offers", "freight", "plus", 0.0, 5.0),
    ("offers", "duty", "plus", 0.0, 0.5),
    ("offers", "max_per_period", "times", 0.3, 2.0),
    ("offers", "min_total", "times", 0.0, 3.0),
    ("offers", "lead", "plus", 0.0, 2.0),
    ("offers", "price_floor", "set", 10.0, 80.0),
    ("offers", "contract_per_year", "times", 0.0, 2.0),
    ("offers", "until", "plus", -2.0, 2.0),
    ("tiers", "price", "times", 0.8, 1.3),
    ("prices", "each", "times", 0.6, 1.5),
    ("capacity", "each", "times", 0.3, 2.0),
    ("demand", "each", "times", 0.5, 1.6),
    ("limits", "value", "times", 0.6, 1.3),
    ("limits", "penalty", "times", 0.2, 3.0),
    ("stockpiles", "opening", "times", 0.0, 2.0),
    ("stockpiles", "cover_target", "times", 0.5, 1.5),
    ("stockpiles", "end_value", "times", 0.0, 2.0),
    ("licenses", "days_p50", "times", 0.0, 3.0),
    ("licenses", "grant", "times", 0.3, 1.0),
    ("materials", "shortage_cost", "times", 0.3, 3.0),
    ("materials", "hold_cost", "times", 0.0, 3.0),
    ("recipes", "per_run", "times", 0.8, 1.2),
    ("routes", "cost", "times", 0.0, 3.0),
    ("fx", "each", "times", 0.7, 1.4),
    ("settings", "discount_rate", "set", 0.0, 0.2),
)
"""Table, column, op, and between which values."""

SAME_COST = 1e-9
SAME_COST_CURVED = 3e-7
"""Limits on hhi are met to a tolerance, and so is the cost of what they hold."""
SAME_ORDER = 1e-7


def linear_case(seed: int, *more: str, without: tuple[str, ...] = ()) -> Case:
    """A random case, in order, that needs no whole numbers; ``more`` features are on for sure."""
    chance = random.Random(seed)
    drawn = [name for name in LINEAR if chance.random() < 0.4 and name not in without]
    return random_case(seed, {*drawn, *more}).in_order()


def random_edits(chance: random.Random, case: Case) -> tuple[Edit, ...]:
    """One to three edits of anything."""
    found = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        table, column, op, low, high = chance.choice(CHANGES)
        value = chance.uniform(low, high)
        where = ""
        if table == "offers" and chance.random() < 0.5:
            where = f"offer={chance.choice(case.offers).offer}"
        value = float(round(value)) if column == "until" else value
        found.append(Edit(table, column, op, value, where))  # type: ignore[arg-type]
    return tuple(found)


def unlike(answer: Resolved, plan: Allocation) -> list[str]:
    """In what the answer differs from the plan of the same case made afresh."""
    if answer.status != plan.status:
        return [f"status {answer.status} instead of {plan.status}"]
    if plan.objective is None or answer.objective is None:
        return []
    curved = any(limit.measure == "hhi" for limit in plan.case.limits)
    money = max(abs(part) for part in plan.cost.values())
    same = SAME_COST_CURVED if curved else SAME_COST
    found = []
    if abs(answer.objective - plan.objective) > same * max(abs(plan.objective), 1e-6 * money):
        found.append(f"objective {answer.objective} instead of {plan.objective}")
    if not curved:
        found += [
            f"{part} {answer.cost[part]} instead of {own}"
            for part, own in plan.cost.items()
            if abs(answer.cost[part] - own) > SAME_ORDER * money
        ]
        found += _orders(answer, plan)
    return found


def _orders(answer: Resolved, plan: Allocation) -> list[str]:
    assert answer.decisions is not None and plan.decisions is not None
    largest: dict[str, float] = {}
    for offer, row in zip(plan.case.offers, plan.decisions.order, strict=True):
        largest[offer.material] = max(largest.get(offer.material, 1e-9), float(row.max()))
    apart = np.abs(answer.decisions.order - plan.decisions.order).max(axis=1)
    return [
        f"orders of {offer.offer} by {off}"
        for offer, off in zip(plan.case.offers, apart.tolist(), strict=True)
        if off > SAME_ORDER * largest[offer.material]
    ]
