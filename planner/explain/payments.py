"""What a plan pays: by year as it is approved, by period as it leaves the account."""

import math
from collections.abc import Callable

from planner.glossary.costs import PARTS
from planner.outcomes.plan import CashLine, Plan

PAID_PARTS = tuple(part for part, words_of in PARTS.items() if words_of.paid)
"""Parts for which a bill comes, in their order."""


def paid_by_year(plan: Plan) -> dict[str, float]:
    """What is paid in each calendar year, all parts together; later ones under no year."""
    return _sums(plan, lambda line: line.year)


def paid_by_period(plan: Plan) -> dict[str, float]:
    """The same in each period; what is paid after the plan under no period."""
    return _sums(plan, lambda line: line.period)


def _sums(plan: Plan, key: Callable[[CashLine], str]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for line in plan.cash:
        if PARTS[line.part].paid:
            found.setdefault(key(line), []).append(line.money)
    return {time: math.fsum(money) for time, money in found.items()}
